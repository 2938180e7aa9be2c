//! Tables one after the other, brought into a copy of the workspace's structure: each is read against what those before
//! it added, so that a person of a list is the same person in the matrix that comes with it.

mod levels;

use std::collections::{BTreeMap, HashMap, HashSet};

use cadre_core::{
    Area, AreaKey, Competency, CompetencyKey, Content, DEFAULT_ATTRITION, Importance, Person, PersonId,
    Position, PositionId, Pulse, PulseId, PulseResponse, Role, RoleId, Source, Target, Team, TeamId,
};
use cadre_exchange::{
    LayoutKind, Meaning, NameChoice, Problem, ProblemKind, Severity, Watch,
    import::{self, Options},
    layout,
    lists::{
        self, CompetencyRecord, ListReading, ListRecord, PersonRecord, PulseRecord, RoleRecord, TargetRecord,
    },
    matching::{How, Matched, Matcher, NamesInFile, fold, new_key},
    read::Workbook,
    scale::Scale,
};
use cadre_store::{NewAssessment, Workspace, new_id};
use chrono::NaiveDate;

use super::{Competencies, NamesRead, People, TableContent, TableRead, known, tables::Found};
use crate::{
    catalogue::catalogue,
    error::AppError,
    team::{MOST_SEATS, known_targets, new_person, seat_for},
    view::ImportRequest,
    words,
    work::Work,
    workspace::Moment,
};

/// Area of competencies that a file names and Cadre does not know.
const OTHER_AREA: &str = "other";
/// Months after which an assessment in such a competency is to be checked again.
const RECHECK_MONTHS: u32 = 12;
/// Weeks to fill and to ramp of a role of which a file names only the name: estimates, to be edited.
const WEEKS_TO_FILL: f64 = 12.0;
const WEEKS_TO_RAMP: f64 = 8.0;
/// The first team, in a workspace without any, of people for whom nothing names one.
const FIRST_TEAM: &str = "Security team";

/// A structure in the making.
pub(super) struct Bringing<'a> {
    store: &'a Workspace,
    before: &'a Content,
    shipped: &'a HashMap<RoleId, Role>,
    after: Content,
    assessments: Vec<NewAssessment>,
    /// How many the files have that are recorded already.
    recorded_already: u32,
    people: People,
    competencies: Competencies,
    names: NamesRead,
    /// The pulses brought so far, by day and question.
    asked: HashSet<(NaiveDate, String)>,
    /// The team selected, by name: that of people for whom nothing else names one.
    default_team: Option<String>,
    needs_team: bool,
    /// Roles on teams that a file brings people for: each of them gets a seat.
    to_be_seated: HashSet<(TeamId, RoleId)>,
    /// Roles that were added as shipped profiles, with the targets of those.
    as_shipped: HashSet<RoleId>,
    /// A list of positions came with it, so that seats are as it says.
    has_positions: bool,
    moment: Moment,
    work: &'a Work<'a>,
}

/// The seats that a list has for a role on a team.
#[derive(Default)]
struct Seats {
    /// The last row of them.
    row: u32,
    /// By the day they are needed.
    needed: BTreeMap<Option<NaiveDate>, u32>,
}

/// What is wrong with a row that the file alone does not tell.
struct Refused {
    kind: ProblemKind,
    meaning: Meaning,
    value: String,
    expected: String,
}

/// What came of it.
pub(super) struct Brought {
    pub(super) after: Content,
    pub(super) assessments: Vec<NewAssessment>,
    pub(super) recorded_already: u32,
    pub(super) names: NamesRead,
    pub(super) needs_team: bool,
}

impl<'a> Bringing<'a> {
    pub(super) fn new(
        store: &'a Workspace,
        before: &'a Content,
        shipped: &'a HashMap<RoleId, Role>,
        request: &ImportRequest,
        default_team: Option<String>,
        moment: Moment,
        work: &'a Work<'a>,
    ) -> Self {
        let people = request.people.iter().map(|answer| (fold(&answer.name), answer.answer.clone()));
        let competencies =
            request.competencies.iter().map(|answer| (fold(&answer.name), answer.answer.clone()));
        Self {
            store,
            before,
            shipped,
            after: before.clone(),
            assessments: Vec::new(),
            recorded_already: 0,
            people: people.collect(),
            competencies: competencies.collect(),
            names: NamesRead::default(),
            asked: HashSet::new(),
            default_team,
            needs_team: false,
            to_be_seated: HashSet::new(),
            as_shipped: HashSet::new(),
            has_positions: false,
            moment,
            work,
        }
    }

    /// Reads a table and brings it in.
    pub(super) fn bring(&mut self, found: &Found, workbook: &Workbook) -> Result<TableRead, AppError> {
        let answers = &found.answers;
        let own_rating = layout::is_own_rating(&found.layout);
        let source = answers.source.unwrap_or(if own_rating { Source::Self_ } else { Source::Manager });
        let date = answers.date.unwrap_or(self.moment.today);
        let team = answers.team.clone().or_else(|| self.default_team.clone());
        let text = format!("Reading {}, {}", workbook.file_name, found.layout.sheet);
        let report = |share: f64| self.work.step(text.clone(), Some(share)).is_ok();
        let known = known(&self.after, self.shipped);
        let options = Options {
            layout: Some(found.layout.clone()),
            scale: answers.scale.as_deref().and_then(Scale::parse),
            team: team.clone(),
            source: Some(source),
            date: Some(date),
            people: self.people.clone(),
            competencies: self.competencies.clone(),
            watch: Watch::new(&report),
            ..Options::new(self.moment.today)
        };
        let needed_before = std::mem::take(&mut self.needs_team);
        let content = if found.layout.kind.holds_levels() {
            let mut reading = import::read_matrix(workbook, &known, &options)?;
            self.bring_levels(&mut reading)?;
            TableContent::Levels(reading)
        } else {
            let mut reading = lists::read_list(workbook, &found.layout, &known, &options)?;
            let matcher = Matcher::new(&known);
            self.bring_list(&mut reading, &matcher, answers.question.as_deref(), date, team.as_deref());
            TableContent::List(reading)
        };
        let needs_team = self.needs_team;
        self.needs_team |= needed_before;
        Ok(TableRead {
            file: found.file,
            answers: answers.clone(),
            source,
            date,
            team: team.unwrap_or_default(),
            needs_team,
            content,
        })
    }

    pub(super) fn finish(mut self) -> Brought {
        if !self.has_positions {
            self.add_seats();
        }
        Brought {
            after: self.after,
            assessments: self.assessments,
            recorded_already: self.recorded_already,
            names: self.names,
            needs_team: self.needs_team,
        }
    }

    fn bring_list(
        &mut self,
        reading: &mut ListReading,
        matcher: &Matcher<'_>,
        question: Option<&str>,
        date: NaiveDate,
        team: Option<&str>,
    ) {
        let mut file = NamesInFile::default();
        for record in &reading.records {
            if let ListRecord::Person(person) = record {
                file.add(&person.name, person.team.as_deref());
            }
        }
        let mut pulses: BTreeMap<(NaiveDate, String), Vec<&PulseRecord>> = BTreeMap::new();
        let mut refused = Vec::new();
        let mut seats: BTreeMap<(TeamId, RoleId), Seats> = BTreeMap::new();
        for record in &reading.records {
            match record {
                ListRecord::Person(person) => {
                    if let Err(problem) = self.bring_person(person, &file, matcher, team) {
                        refused.push((person.row, problem));
                    }
                }
                ListRecord::Role(role) => self.bring_role(role),
                ListRecord::Target(target) => self.bring_target(target, matcher),
                ListRecord::Position(position) => {
                    let team = self.team_for(Some(&position.team));
                    let role = self.role_named(&position.role, matcher);
                    let listed = seats.entry((team, role)).or_default();
                    listed.row = position.row;
                    let seats = listed.needed.entry(position.needed_by).or_default();
                    *seats = seats.saturating_add(position.seats);
                }
                ListRecord::Competency(competency) => self.bring_competency(competency, matcher),
                ListRecord::Pulse(pulse) => {
                    let asked_on = pulse.asked_on.unwrap_or(date);
                    let question = pulse.question.clone().or_else(|| question.map(str::to_owned));
                    let question = question.unwrap_or_else(|| self.own_question());
                    pulses.entry((asked_on, question)).or_default().push(pulse);
                }
            }
        }
        let offered: Vec<AreaKey> = reading
            .layout
            .columns
            .iter()
            .filter(|column| column.meaning == Meaning::Area)
            .filter_map(|column| match matcher.area(&column.header) {
                Matched::One { id, .. } => Some(id),
                _ => None,
            })
            .collect();
        for ((asked_on, question), records) in pulses {
            self.bring_pulse(asked_on, question, &records, &offered);
        }
        for (pair, listed) in seats {
            if let Err(problem) = self.bring_seats(pair, &listed.needed) {
                refused.push((listed.row, problem));
            }
        }
        for (row, Refused { kind, meaning, value, expected }) in refused {
            let column = reading.layout.column(meaning);
            reading.problems.push(Problem {
                severity: Severity::Error,
                kind,
                sheet: reading.layout.sheet.clone(),
                row,
                column_index: column.map_or(0, |column| column.index),
                column: column.map(|column| column.letters.clone()).unwrap_or_default(),
                header: column.map(|column| column.header.clone()).unwrap_or_default(),
                value,
                expected,
            });
        }
        reading.problems.sort_by_key(|problem| (problem.row, problem.column_index, problem.kind));
        self.has_positions |= reading.layout.kind == LayoutKind::Positions;
    }

    /// Brings in a row of a list of people: what it says goes over what is there, a blank leaves it.
    ///
    /// # Errors
    /// It is not clear who is meant, or they would leave before they start.
    fn bring_person(
        &mut self,
        record: &PersonRecord,
        file: &NamesInFile,
        matcher: &Matcher<'_>,
        default_team: Option<&str>,
    ) -> Result<(), Refused> {
        let chosen = self.people.get(&fold(&record.name)).cloned();
        let team = record.team.as_deref();
        let matched = match chosen {
            Some(NameChoice::New) => match matcher.namesake(&record.name, team.or(default_team)) {
                Some((id, name)) => Matched::One { id, name, how: How::Exact },
                None => Matched::New(Vec::new()),
            },
            _ => matcher.person(&record.name, team, file),
        };
        let name_of = |id: &PersonId| {
            let person = self.after.people.iter().find(|person| person.id == *id);
            person.map(|person| person.name.clone()).unwrap_or_default()
        };
        self.names.people.add_matched(&record.name, &matched, chosen.as_ref(), name_of);
        let id = match (&chosen, matched) {
            (Some(NameChoice::LeaveOut), _) => return Ok(()),
            (Some(NameChoice::Existing(id)), _) => Some(*id),
            (_, Matched::One { id, .. }) => Some(id),
            (Some(NameChoice::New), _) | (None, Matched::New(_)) => None,
            (None, Matched::Several(_) | Matched::NeedsTeam) => {
                let expected = match team {
                    None => "a name that one person has, or the team beside it",
                    Some(_) => "a name that one person of the team has",
                };
                return Err(Refused {
                    kind: ProblemKind::AmbiguousPerson,
                    meaning: Meaning::Person,
                    value: record.name.clone(),
                    expected: expected.to_owned(),
                });
            }
        };
        let known = id.and_then(|id| self.after.people.iter().position(|one| one.id == id));
        let before = known.map(|at| &self.after.people[at]);
        let started_on = record.started_on.or(before.and_then(|person| person.started_on));
        let leaves_on = record.leaves_on.or(before.and_then(|person| person.leaves_on));
        if let (Some(starts), Some(leaves)) = (started_on, leaves_on)
            && leaves <= starts
        {
            let meaning = if record.leaves_on.is_some() { Meaning::LeavesOn } else { Meaning::StartedOn };
            return Err(Refused {
                kind: ProblemKind::LeavesBeforeStart,
                meaning,
                value: if record.leaves_on.is_some() { leaves } else { starts }.to_string(),
                expected: if record.leaves_on.is_some() {
                    format!("a day after the first one, {starts}")
                } else {
                    format!("a day before they leave, {leaves}")
                },
            });
        }
        let role = record.role.as_deref().map(|role| self.role_named(role, matcher));
        let at = known.unwrap_or_else(|| {
            let team = self.team_for(record.team.as_deref().or(default_team));
            self.after.people.push(new_person(&record.name, team, None));
            self.after.people.len() - 1
        });
        let team = record.team.as_deref().map(|team| self.team_for(Some(team)));
        let person: &mut Person = &mut self.after.people[at];
        person.team = team.unwrap_or(person.team);
        person.role = role.or(person.role);
        person.started_on = started_on;
        person.leaves_on = leaves_on;
        person.borrowed = record.borrowed.unwrap_or(person.borrowed);
        person.learning_hours = record.learning_hours.unwrap_or(person.learning_hours);
        if let Some(role) = person.role.filter(|_| record.role.is_some() && !person.borrowed) {
            self.to_be_seated.insert((person.team, role));
        }
        Ok(())
    }

    fn bring_role(&mut self, record: &RoleRecord) {
        let id = self.role_listed(&record.name);
        let Some(role) = self.after.roles.iter_mut().find(|role| role.id == id) else { return };
        role.annual_cost = record.annual_cost.unwrap_or(role.annual_cost);
        role.hiring_cost = record.hiring_cost.unwrap_or(role.hiring_cost);
        role.contractor_rate = record.contractor_rate.unwrap_or(role.contractor_rate);
        role.weeks_to_fill = record.weeks_to_fill.unwrap_or(role.weeks_to_fill);
        role.weeks_to_ramp = record.weeks_to_ramp.unwrap_or(role.weeks_to_ramp);
        role.attrition = record.attrition.unwrap_or(role.attrition);
    }

    fn bring_target(&mut self, record: &TargetRecord, matcher: &Matcher<'_>) {
        let Some(competency) = self.competency_named(&record.competency, matcher) else { return };
        let id = self.role_named(&record.role, matcher);
        let Some(role) = self.after.roles.iter_mut().find(|role| role.id == id) else { return };
        // A role that came as a shipped profile has the targets that the list gives it, and no others.
        if self.as_shipped.remove(&id) {
            role.targets.clear();
        }
        let place = role.targets.iter().position(|target| target.competency == competency);
        let before = place.map(|place| role.targets[place].importance);
        let importance = record.importance.or(before).unwrap_or(Importance::IMPORTANT);
        let target = Target { competency, level: record.level, importance };
        match place {
            Some(place) => role.targets[place] = target,
            None => role.targets.push(target),
        }
    }

    /// The seats that a list has for a role on a team, by the day they are needed: they take the place of those that are
    /// there, which keep their day where the list has it, and take up another where it has not.
    ///
    /// # Errors
    /// More seats than a role on a team can have.
    fn bring_seats(
        &mut self,
        (team, role): (TeamId, RoleId),
        needed: &BTreeMap<Option<NaiveDate>, u32>,
    ) -> Result<(), Refused> {
        let total = needed.values().fold(0_u32, |total, seats| total.saturating_add(*seats));
        if total > MOST_SEATS {
            return Err(Refused {
                kind: ProblemKind::OutOfRange,
                meaning: Meaning::Seats,
                value: words::thousands(total),
                expected: format!(
                    "up to {} seats of a role on a team, all rows together",
                    words::thousands(MOST_SEATS)
                ),
            });
        }
        let (mut free, others): (Vec<Position>, Vec<Position>) = std::mem::take(&mut self.after.positions)
            .into_iter()
            .partition(|position| position.team == team && position.role == role);
        self.after.positions = others;
        let mut listed: Vec<Position> = Vec::new();
        let mut without = Vec::new();
        for (&needed_by, &seats) in needed {
            match free.iter().position(|position| position.needed_by == needed_by) {
                Some(at) => listed.push(Position { seats, ..free.swap_remove(at) }),
                None => without.push((needed_by, seats)),
            }
        }
        for (needed_by, seats) in without {
            let id = free.pop().map_or_else(|| PositionId(new_id()), |position| position.id);
            listed.push(Position { id, team, role, seats, needed_by });
        }
        self.after.positions.extend(listed);
        Ok(())
    }

    fn bring_competency(&mut self, record: &CompetencyRecord, matcher: &Matcher<'_>) {
        let Some(key) = self.competency_named(&record.name, matcher) else { return };
        let area = record.area.as_deref().map(|area| self.area_named(area, matcher));
        let Some(competency) = self.after.competencies.iter_mut().find(|one| one.key == key) else { return };
        competency.area = area.unwrap_or_else(|| competency.area.clone());
        competency.recheck_months = record.recheck_months.unwrap_or(competency.recheck_months);
        if record.descriptors.len() == 5 && record.descriptors.iter().any(|descriptor| !descriptor.is_empty())
        {
            competency.descriptors.clone_from(&record.descriptors);
        }
    }

    /// A pulse of one day and question: it takes the place of one that was there, and adds up over the files of one import,
    /// since a form comes back from each manager.
    fn bring_pulse(
        &mut self,
        asked_on: NaiveDate,
        question: String,
        records: &[&PulseRecord],
        columns: &[AreaKey],
    ) {
        let named = |area: &Area| records.iter().any(|record| record.areas.contains(&area.key));
        let benchmark = |area: &Area| {
            catalogue().benchmarks.iter().any(|benchmark| {
                benchmark.figures.iter().any(|figure| figure.question == question && figure.area == area.key)
            })
        };
        // What could be named: the columns of the file, else the areas of the question; and always what was named.
        let offered: Vec<AreaKey> = self
            .after
            .areas
            .iter()
            .filter(|area| {
                named(area) || if columns.is_empty() { benchmark(area) } else { columns.contains(&area.key) }
            })
            .map(|area| area.key.clone())
            .collect();
        let responses = records.iter().map(|record| PulseResponse { areas: record.areas.clone() }).collect();
        let known = |pulse: &&mut Pulse| pulse.asked_on == asked_on && pulse.series == question;
        let again = !self.asked.insert((asked_on, question.clone()));
        match self.after.pulses.iter_mut().find(known) {
            Some(pulse) if again => {
                // Of the areas of both, in the workspace's order.
                let named = std::mem::take(&mut pulse.offered);
                let either = |area: &&Area| named.contains(&area.key) || offered.contains(&area.key);
                pulse.offered = self.after.areas.iter().filter(either).map(|area| area.key.clone()).collect();
                pulse.responses.extend(responses);
            }
            Some(pulse) => {
                // A file without areas as columns does not say what was offered; only that it was, where it was named.
                if columns.is_empty() {
                    let named: Vec<AreaKey> =
                        records.iter().flat_map(|record| record.areas.clone()).collect();
                    for area in offered.into_iter().filter(|area| named.contains(area)) {
                        if !pulse.offered.contains(&area) {
                            pulse.offered.push(area);
                        }
                    }
                } else {
                    pulse.offered = offered;
                }
                pulse.responses = responses;
            }
            None => self.after.pulses.push(Pulse {
                id: PulseId(new_id()),
                asked_on,
                series: question,
                offered,
                responses,
            }),
        }
    }

    /// The question of perceived gaps in the workspace's own benchmark, which a pulse asks where nothing says otherwise.
    fn own_question(&self) -> String {
        catalogue()
            .benchmark(&self.before.settings.benchmark)
            .and_then(|benchmark| {
                let gap = cadre_core::benchmark::FigureKind::PerceivedGap;
                benchmark.figures.iter().find(|figure| figure.kind == gap).or(benchmark.figures.first())
            })
            .map(|figure| figure.question.clone())
            .unwrap_or_default()
    }

    /// The team of a name, which is added where there is none; without a name the only team there is, or a first one.
    fn team_for(&mut self, name: Option<&str>) -> TeamId {
        if let Some(name) = name {
            let wanted = fold(name);
            if let Some(team) = self.after.teams.iter().find(|team| fold(&team.name) == wanted) {
                return team.id;
            }
            return self.add_team(name);
        }
        match &self.after.teams[..] {
            [only] => only.id,
            [] => self.add_team(FIRST_TEAM),
            // Which of several is for the user to say; until then they are shown with the first.
            [first, ..] => {
                let first = first.id;
                self.needs_team = true;
                first
            }
        }
    }

    fn add_team(&mut self, name: &str) -> TeamId {
        let team = Team { id: TeamId(new_id()), name: name.trim().to_owned() };
        let id = team.id;
        self.after.teams.push(team);
        id
    }

    /// The role of an id that a file was matched with: the workspace's, or a shipped one, which is then added.
    fn role_of_id(&mut self, id: RoleId) -> Option<RoleId> {
        if self.after.roles.iter().any(|role| role.id == id) {
            return Some(id);
        }
        let shipped = self.shipped.get(&id)?;
        self.after.roles.push(known_targets(&self.after, shipped.clone()));
        self.as_shipped.insert(id);
        Some(id)
    }

    /// The role of a name, also of another name it goes by; one that neither the workspace nor Cadre knows is added.
    fn role_named(&mut self, name: &str, matcher: &Matcher<'_>) -> RoleId {
        if let Matched::One { id, .. } = matcher.role(name)
            && let Some(id) = self.role_of_id(id)
        {
            return id;
        }
        self.role_listed(name)
    }

    /// The role of exactly this name, as a list of roles means it: the workspace's, a shipped one, or a new one with
    /// estimates.
    fn role_listed(&mut self, name: &str) -> RoleId {
        let wanted = fold(name);
        if let Some(role) = self.after.roles.iter().find(|role| fold(&role.name) == wanted) {
            return role.id;
        }
        let shipped = self.shipped.iter().find(|(_, role)| fold(&role.name) == wanted).map(|(id, _)| *id);
        if let Some(id) = shipped.and_then(|id| self.role_of_id(id)) {
            return id;
        }
        let role = Role {
            id: RoleId(new_id()),
            name: name.trim().to_owned(),
            attrition: DEFAULT_ATTRITION,
            annual_cost: 0.0,
            hiring_cost: 0.0,
            contractor_rate: 0.0,
            weeks_to_fill: WEEKS_TO_FILL,
            weeks_to_ramp: WEEKS_TO_RAMP,
            targets: Vec::new(),
        };
        let id = role.id;
        self.after.roles.push(role);
        id
    }

    /// The competency of a name; one that is not known is added. `None` where the user leaves it out.
    fn competency_named(&mut self, name: &str, matcher: &Matcher<'_>) -> Option<CompetencyKey> {
        let chosen = self.competencies.get(&fold(name)).cloned();
        let matched = match chosen {
            Some(NameChoice::New) => match matcher.competency_named(name) {
                Some((id, name)) => Matched::One { id, name, how: How::Exact },
                None => Matched::New(Vec::new()),
            },
            _ => matcher.competency(name),
        };
        let name_of = |key: &CompetencyKey| {
            let competency = self.after.competencies.iter().find(|one| one.key == *key);
            competency.map(|one| one.name.clone()).unwrap_or_default()
        };
        self.names.competencies.add_matched(name, &matched, chosen.as_ref(), name_of);
        match (chosen, matched) {
            (Some(NameChoice::LeaveOut), _) => return None,
            (Some(NameChoice::Existing(key)), _) => return Some(key),
            (_, Matched::One { id, .. }) => return Some(id),
            _ => {}
        }
        let wanted = fold(name);
        if let Some(added) = self.after.competencies.iter().find(|one| fold(&one.name) == wanted) {
            return Some(added.key.clone());
        }
        // A shipped one that was retired comes back as it was.
        if let Some(shipped) =
            catalogue().competencies.iter().find(|shipped| fold(&shipped.competency.name) == wanted)
        {
            let competency = shipped.competency.clone();
            if !self.after.areas.iter().any(|area| area.key == competency.area) {
                self.after.areas.extend(catalogue().area(&competency.area).cloned());
            }
            let key = competency.key.clone();
            self.after.competencies.push(competency);
            return Some(key);
        }
        let taken = self.after.competencies.iter().map(|one| one.key.0.clone()).collect();
        let key = new_key(name, &taken);
        self.add_competency(key.clone(), name);
        Some(key)
    }

    fn add_competency(&mut self, key: CompetencyKey, name: &str) {
        if self.after.competencies.iter().any(|one| one.key == key) {
            return;
        }
        let area = AreaKey::from(OTHER_AREA);
        if !self.after.areas.iter().any(|existing| existing.key == area) {
            self.after.areas.push(Area { key: area.clone(), name: "Other skills".to_owned() });
        }
        self.after.competencies.push(Competency {
            key,
            area,
            name: name.trim().to_owned(),
            recheck_months: RECHECK_MONTHS,
            descriptors: Vec::new(),
        });
    }

    fn area_named(&mut self, name: &str, matcher: &Matcher<'_>) -> AreaKey {
        if let Matched::One { id, .. } = matcher.area(name) {
            return id;
        }
        let wanted = fold(name);
        if let Some(area) = self.after.areas.iter().find(|area| fold(&area.name) == wanted) {
            return area.key.clone();
        }
        let taken = self.after.areas.iter().map(|area| area.key.0.clone()).collect();
        let key = AreaKey(new_key(name, &taken).0);
        self.after.areas.push(Area { key: key.clone(), name: name.trim().to_owned() });
        key
    }

    /// Seats for everybody who comes with a role, because a seat is what a role's targets are needed for.
    fn add_seats(&mut self) {
        let mut pairs: Vec<(TeamId, RoleId)> = self.to_be_seated.iter().copied().collect();
        pairs.sort_unstable();
        for pair in pairs {
            if let Some(position) = seat_for(&self.after, &[], pair, self.moment.today) {
                match self.after.positions.iter_mut().find(|known| known.id == position.id) {
                    Some(known) => *known = position,
                    None => self.after.positions.push(position),
                }
            }
        }
    }
}
