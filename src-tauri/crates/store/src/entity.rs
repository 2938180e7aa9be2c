//! The words of the domain as rows: which table each is kept in, and what must hold beyond its columns' ranges.

use std::collections::HashSet;

use cadre_core::{
    Area, Competency, ImportMapping, Importance, Level, Logo, MOST_OF_A_SCENARIO, MOST_SEATS, Person,
    PersonId, Position, Pulse, ReportSettings, RetentionSettings, Role, RoleId, RowImage, Scenario, Settings,
    Target, Team, TrainingItem, TrainingKey, benchmark::Benchmark,
};
use rusqlite::Connection;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    StoreError, row,
    table::{
        AREA, BENCHMARK, COMPETENCY, IMPORT_MAPPING, PERSON, POSITION, PULSE, REPORT, REPORT_LOGO, RETENTION,
        ROLE, SCENARIO, SETTING, TARGET, TEAM, TRAINING_ITEM, Table,
    },
    validate::{Known, Problem, Problems},
};

/// The key of the one row of settings.
pub(crate) const SETTINGS_KEY: &str = "settings";
/// The key of the one row of the retention.
const RETENTION_KEY: &str = "retention";
/// The keys of the one row of the report, and of its logo's.
const REPORT_KEY: &str = "report";
pub(crate) const LOGO_KEY: &str = "logo";

/// A word of the domain that is kept as a row.
pub(crate) trait Entity: Serialize + DeserializeOwned {
    /// Where it is kept.
    fn table() -> &'static Table;

    /// Its id or key.
    fn key(&self) -> String;

    /// Its columns.
    fn image(&self) -> Result<RowImage, StoreError> {
        match serde_json::to_value(self)? {
            Value::Object(image) => Ok(image),
            other => Err(StoreError::Damaged { detail: format!("{other} is not a row") }),
        }
    }

    /// What must hold beyond the ranges and references of its columns.
    fn inspect(&self, _path: &str, _known: &dyn Known, _problems: &mut Problems) -> Result<(), StoreError> {
        Ok(())
    }
}

/// Every row of one kind, in display order.
pub(crate) fn all<E: Entity>(connection: &Connection) -> Result<Vec<E>, StoreError> {
    row::all(connection, E::table())?.into_iter().map(from_image).collect()
}

/// Takes out the rows of one kind that cannot be read as such; gives how many.
pub(crate) fn remove_unreadable<E: Entity>(connection: &Connection) -> Result<usize, StoreError> {
    let mut gone = 0;
    for seq in row::numbers(connection, E::table())? {
        let read = row::numbered(connection, E::table(), seq).and_then(|mut image| {
            if E::table().is(&ROLE) {
                image.insert("targets".to_owned(), json!([]));
            }
            from_image::<E>(image)
        });
        if read.is_err() {
            row::remove(connection, E::table(), seq)?;
            gone += 1;
        }
    }
    Ok(gone)
}

/// Every role, with its targets.
pub(crate) fn roles(connection: &Connection) -> Result<Vec<Role>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT t.role, c.key, t.level, t.importance FROM target t JOIN competency c ON c.seq = t.competency
         ORDER BY t.role, t.place, t.seq",
    )?;
    let mut targets = statement
        .query_map((), |row| {
            let level = row.get::<_, u8>(2)?;
            let importance = row.get::<_, u8>(3)?;
            let target = Target {
                competency: cadre_core::CompetencyKey(row.get(1)?),
                level: Level::new(level)
                    .ok_or(rusqlite::Error::IntegralValueOutOfRange(2, i64::from(level)))?,
                importance: Importance::new(importance)
                    .ok_or(rusqlite::Error::IntegralValueOutOfRange(3, i64::from(importance)))?,
            };
            Ok((row.get::<_, i64>(0)?, target))
        })?
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .peekable();
    let mut roles = Vec::new();
    for mut image in row::all(connection, &ROLE)? {
        let seq = image.get("seq").and_then(Value::as_i64);
        image.insert("targets".to_owned(), json!([]));
        let mut role: Role = from_image(image)?;
        while let Some((_, target)) = targets.next_if(|(of, _)| Some(*of) == seq) {
            role.targets.push(target);
        }
        roles.push(role);
    }
    Ok(roles)
}

/// What the report is to hold, with its logo; `None` where nobody has said yet.
pub(crate) fn report(connection: &Connection) -> Result<Option<ReportSettings>, StoreError> {
    let Some(settings) = all::<ReportSettings>(connection)?.pop() else { return Ok(None) };
    Ok(Some(ReportSettings { logo: all(connection)?.pop(), ..settings }))
}

/// The image of a role's target, which stands at `place` of its list.
pub(crate) fn target_image(role: &Role, target: &Target, place: i64) -> RowImage {
    let mut image = RowImage::new();
    image.insert("role".to_owned(), json!(role.id));
    image.insert("competency".to_owned(), json!(target.competency));
    image.insert("place".to_owned(), json!(place));
    image.insert("level".to_owned(), json!(target.level));
    image.insert("importance".to_owned(), json!(target.importance));
    image
}

/// The key of a role's target.
pub(crate) fn target_key(role: &Role, target: &Target) -> String {
    format!("{}/{}", role.id, target.competency)
}

/// The columns of what there is once, which knows no key of its own.
fn keyed(key: &str, columns: &impl Serialize) -> Result<RowImage, StoreError> {
    let mut image = RowImage::new();
    image.insert("key".to_owned(), json!(key));
    if let Value::Object(columns) = serde_json::to_value(columns)? {
        image.extend(columns);
    }
    Ok(image)
}

fn from_image<E: DeserializeOwned>(image: RowImage) -> Result<E, StoreError> {
    Ok(serde_json::from_value(Value::Object(image))?)
}

impl Entity for Settings {
    fn table() -> &'static Table {
        &SETTING
    }

    fn key(&self) -> String {
        SETTINGS_KEY.to_owned()
    }

    fn image(&self) -> Result<RowImage, StoreError> {
        keyed(SETTINGS_KEY, self)
    }

    fn inspect(&self, path: &str, _known: &dyn Known, problems: &mut Problems) -> Result<(), StoreError> {
        if self.currency.len() != 3 || !self.currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
            problems.add(format!("{path}.currency"), "three capital letters (ISO 4217)", &self.currency);
        }
        let weights = [self.weights.seat_gap, self.weights.key_person_risk, self.weights.level_shortfall];
        let sum: f64 = weights.iter().sum();
        // Sliders and decimal notation leave a last digit; the rank is the same.
        if weights.iter().any(|weight| !(0.0..=1.0).contains(weight)) || (sum - 1.0).abs() > 1e-6 {
            problems.add(
                format!("{path}.weights"),
                "three numbers of 0 or more that sum to 1",
                format!("{weights:?}"),
            );
        }
        Ok(())
    }
}

impl Entity for Area {
    fn table() -> &'static Table {
        &AREA
    }

    fn key(&self) -> String {
        self.key.0.clone()
    }
}

impl Entity for Competency {
    fn table() -> &'static Table {
        &COMPETENCY
    }

    fn key(&self) -> String {
        self.key.0.clone()
    }

    fn inspect(&self, path: &str, _known: &dyn Known, problems: &mut Problems) -> Result<(), StoreError> {
        if !matches!(self.descriptors.len(), 0 | 5) {
            let found = self.descriptors.len().to_string();
            problems.add(format!("{path}.descriptors"), "five, one for each level 0 to 4, or none", found);
        }
        Ok(())
    }
}

impl Entity for Team {
    fn table() -> &'static Table {
        &TEAM
    }

    fn key(&self) -> String {
        self.id.to_string()
    }
}

impl Entity for Role {
    fn table() -> &'static Table {
        &ROLE
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn image(&self) -> Result<RowImage, StoreError> {
        // Its targets are rows of their own, so that two changes of one role do not stand in each other's way.
        let without = Self { targets: Vec::new(), ..self.clone() };
        let Value::Object(mut image) = serde_json::to_value(without)? else { return Ok(RowImage::new()) };
        image.shift_remove("targets");
        Ok(image)
    }

    fn inspect(&self, path: &str, known: &dyn Known, problems: &mut Problems) -> Result<(), StoreError> {
        let mut seen = HashSet::new();
        for (index, target) in self.targets.iter().enumerate() {
            let path = format!("{path}.targets[{index}]");
            problems.columns(&TARGET, &path, &target_image(self, target, 0), known, &["role"])?;
            if !seen.insert(&target.competency) {
                problems.add(
                    format!("{path}.competency"),
                    "a competency without another target in the role",
                    &target.competency,
                );
            }
        }
        Ok(())
    }
}

impl Entity for Person {
    fn table() -> &'static Table {
        &PERSON
    }

    fn key(&self) -> String {
        self.id.to_string()
    }
}

impl Entity for Position {
    fn table() -> &'static Table {
        &POSITION
    }

    fn key(&self) -> String {
        self.id.to_string()
    }
}

impl Entity for Pulse {
    fn table() -> &'static Table {
        &PULSE
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn inspect(&self, path: &str, known: &dyn Known, problems: &mut Problems) -> Result<(), StoreError> {
        for (index, area) in self.offered.iter().enumerate() {
            problems.reference(&AREA, format!("{path}.offered[{index}]"), area.as_str(), known)?;
        }
        for (response, areas) in self.responses.iter().map(|response| &response.areas).enumerate() {
            for (index, area) in areas.iter().enumerate() {
                if !self.offered.contains(area) || areas[..index].contains(area) {
                    let path = format!("{path}.responses[{response}].areas[{index}]");
                    problems.add(path, "one of the areas offered, once", area);
                }
            }
        }
        Ok(())
    }
}

impl Entity for Benchmark {
    fn table() -> &'static Table {
        &BENCHMARK
    }

    fn key(&self) -> String {
        self.id.0.clone()
    }

    fn inspect(&self, path: &str, known: &dyn Known, problems: &mut Problems) -> Result<(), StoreError> {
        if self.n.is_none() && self.n_note.is_none() {
            problems.add(
                format!("{path}.n"),
                "who answered, or an n_note that says why it is not known",
                "neither",
            );
        }
        if self.figures.is_empty() && self.statistics.is_empty() {
            problems.add(format!("{path}.figures"), "a figure or a statistic", "none");
        }
        let mut measured = HashSet::new();
        for (index, figure) in self.figures.iter().enumerate() {
            let path = format!("{path}.figures[{index}]");
            problems.reference(&AREA, format!("{path}.area"), figure.area.as_str(), known)?;
            if !measured.insert((&figure.area, figure.kind)) {
                problems.add(format!("{path}.area"), "an area once for each kind", &figure.area);
            }
            if figure.n == 0 {
                problems.add(format!("{path}.n"), "1 or more", figure.n);
            }
            percent(figure.percent, &path, problems);
            filled(
                [("question", &figure.question), ("series", &figure.series), ("source", &figure.source)],
                &path,
                problems,
            );
        }
        let mut series = HashSet::new();
        for (index, statistic) in self.statistics.iter().enumerate() {
            let path = format!("{path}.statistics[{index}]");
            if !series.insert(&statistic.series) {
                problems.add(format!("{path}.series"), "a series once an edition", &statistic.series);
            }
            if statistic.n == Some(0) {
                problems.add(format!("{path}.n"), "1 or more", 0);
            }
            percent(statistic.percent, &path, problems);
            filled(
                [("what", &statistic.what), ("series", &statistic.series), ("source", &statistic.source)],
                &path,
                problems,
            );
        }
        for (index, conflict) in self.conflicts.iter().enumerate() {
            if conflict.values.len() < 2 {
                let path = format!("{path}.conflicts[{index}].values");
                problems.add(
                    path,
                    "two values or more: a conflict is between sources",
                    conflict.values.len(),
                );
            }
        }
        Ok(())
    }
}

fn percent(percent: f64, path: &str, problems: &mut Problems) {
    if !(0.0..=100.0).contains(&percent) {
        problems.add(format!("{path}.percent"), "a number from 0 to 100", percent);
    }
}

fn filled(texts: [(&str, &String); 3], path: &str, problems: &mut Problems) {
    for (field, text) in texts {
        if text.trim().is_empty() {
            problems.add(format!("{path}.{field}"), "text that is not blank", format!("{text:?}"));
        }
    }
}

impl Entity for TrainingItem {
    fn table() -> &'static Table {
        &TRAINING_ITEM
    }

    fn key(&self) -> String {
        self.key.0.clone()
    }

    fn inspect(&self, path: &str, known: &dyn Known, problems: &mut Problems) -> Result<(), StoreError> {
        for (index, lift) in self.lifts.iter().enumerate() {
            let path = format!("{path}.lifts[{index}]");
            problems.reference(&COMPETENCY, format!("{path}.competency"), lift.competency.as_str(), known)?;
            if lift.to <= lift.from {
                problems.add(
                    format!("{path}.to"),
                    "a level above the one it lifts from",
                    lift.to.get().to_string(),
                );
            }
        }
        Ok(())
    }
}

impl Entity for Scenario {
    fn table() -> &'static Table {
        &SCENARIO
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn inspect(&self, path: &str, known: &dyn Known, problems: &mut Problems) -> Result<(), StoreError> {
        for (index, action) in self.actions.iter().enumerate() {
            let path = format!("{path}.actions[{index}]");
            problems.reference(&TEAM, format!("{path}.team"), &action.team.to_string(), known)?;
            named(problems, known, &path, action.role, action.person, action.training.as_ref())?;
            if !(1..=self.quarters).contains(&action.quarter) {
                problems.add(
                    format!("{path}.quarter"),
                    "a quarter of the plan, from 1",
                    action.quarter.to_string(),
                );
            }
            if !(action.cost.is_finite() && action.cost >= 0.0) {
                problems.add(format!("{path}.cost"), "0 or more", action.cost.to_string());
            }
        }
        for (index, wish) in self.wishes.iter().enumerate() {
            let path = format!("{path}.wishes[{index}]");
            if let Some(team) = wish.team {
                problems.reference(&TEAM, format!("{path}.team"), &team.to_string(), known)?;
            }
            named(problems, known, &path, wish.role, wish.person, wish.training.as_ref())?;
            if wish.count > MOST_OF_A_SCENARIO {
                problems.add(format!("{path}.count"), "at most 10000", wish.count);
            }
        }
        for (index, extra) in self.extra_seats.iter().enumerate() {
            let path = format!("{path}.extra_seats[{index}]");
            problems.reference(&TEAM, format!("{path}.team"), &extra.team.to_string(), known)?;
            named(problems, known, &path, Some(extra.role), None, None)?;
            if !(1..=MOST_SEATS).contains(&extra.seats) {
                problems.add(format!("{path}.seats"), "a whole number from 1 to 10000", extra.seats);
            }
        }
        if let Some(outcome) = &self.outcome {
            let path = format!("{path}.outcome");
            let shares = outcome.covered.iter().chain([&outcome.covered_before, &outcome.gap]);
            if shares.into_iter().any(|share| !(0.0..=1.0).contains(share)) {
                problems.add(
                    format!("{path}.covered"),
                    "shares from 0 to 1",
                    format!("{:?}", outcome.covered),
                );
            }
            if !(outcome.objective >= 0.0 && outcome.bound >= outcome.objective && outcome.bound.is_finite())
            {
                problems.add(
                    format!("{path}.bound"),
                    "a number not below the objective, which is 0 or more",
                    outcome.bound,
                );
            }
        }
        Ok(())
    }
}

/// The role, the person and the training that an action or a wish names.
fn named(
    problems: &mut Problems,
    known: &dyn Known,
    path: &str,
    role: Option<RoleId>,
    person: Option<PersonId>,
    training: Option<&TrainingKey>,
) -> Result<(), StoreError> {
    if let Some(role) = role {
        problems.reference(&ROLE, format!("{path}.role"), &role.to_string(), known)?;
    }
    if let Some(person) = person {
        problems.reference(&PERSON, format!("{path}.person"), &person.to_string(), known)?;
    }
    if let Some(training) = training {
        problems.reference(&TRAINING_ITEM, format!("{path}.training"), training.as_str(), known)?;
    }
    Ok(())
}

impl Entity for ReportSettings {
    fn table() -> &'static Table {
        &REPORT
    }

    fn key(&self) -> String {
        REPORT_KEY.to_owned()
    }

    fn image(&self) -> Result<RowImage, StoreError> {
        // Its logo is a row of its own.
        let mut image = keyed(REPORT_KEY, &Self { logo: None, ..self.clone() })?;
        image.shift_remove("logo");
        Ok(image)
    }

    fn inspect(&self, path: &str, _known: &dyn Known, problems: &mut Problems) -> Result<(), StoreError> {
        for (field, text, most) in
            [("organisation", &self.organisation, Self::TITLE), ("own_words", &self.own_words, Self::WORDS)]
        {
            let length = text.chars().count();
            if length > most {
                problems.add(
                    format!("{path}.{field}"),
                    &format!("{most} characters at most"),
                    format!("{length} characters"),
                );
            }
        }
        if self.sections.is_empty() || repeats(&self.sections) {
            problems.add(
                format!("{path}.sections"),
                "one or more, each once",
                format!("{:?}", self.sections),
            );
        }
        if let Some(scenarios) = &self.scenarios
            && (scenarios.len() > Self::SCENARIOS || repeats(scenarios))
        {
            problems.add(
                format!("{path}.scenarios"),
                &format!("{} at most, each once", Self::SCENARIOS),
                format!("{} scenarios", scenarios.len()),
            );
        }
        Ok(())
    }
}

/// Whether something stands twice in a short list.
fn repeats<T: PartialEq>(list: &[T]) -> bool {
    list.iter().enumerate().any(|(index, one)| list[..index].contains(one))
}

impl Entity for Logo {
    fn table() -> &'static Table {
        &REPORT_LOGO
    }

    fn key(&self) -> String {
        LOGO_KEY.to_owned()
    }

    fn image(&self) -> Result<RowImage, StoreError> {
        keyed(LOGO_KEY, self)
    }

    fn inspect(&self, path: &str, _known: &dyn Known, problems: &mut Problems) -> Result<(), StoreError> {
        // Base64 writes three bytes as four letters.
        let most = Self::MOST_BYTES.div_ceil(3) * 4;
        let of_base64 = |letter: u8| letter.is_ascii_alphanumeric() || b"+/=".contains(&letter);
        if self.data.is_empty() || self.data.len() > most || !self.data.bytes().all(of_base64) {
            problems.add(
                format!("{path}.data"),
                &format!("a picture of {} bytes at most, in base64", Self::MOST_BYTES),
                format!("{} letters", self.data.len()),
            );
        }
        Ok(())
    }
}

impl Entity for RetentionSettings {
    fn table() -> &'static Table {
        &RETENTION
    }

    fn key(&self) -> String {
        RETENTION_KEY.to_owned()
    }

    fn image(&self) -> Result<RowImage, StoreError> {
        keyed(RETENTION_KEY, self)
    }
}

impl Entity for ImportMapping {
    fn table() -> &'static Table {
        &IMPORT_MAPPING
    }

    fn key(&self) -> String {
        self.key.clone()
    }
}

/// The problems of one row that is about to be put.
pub(crate) fn problems_of<E: Entity>(
    entity: &E,
    path: &str,
    known: &dyn Known,
    problems: &mut Problems,
) -> Result<(), StoreError> {
    problems.columns(E::table(), path, &entity.image()?, known, &[])?;
    entity.inspect(path, known, problems)
}

impl From<Problems> for Vec<Problem> {
    fn from(problems: Problems) -> Self {
        problems.0
    }
}
