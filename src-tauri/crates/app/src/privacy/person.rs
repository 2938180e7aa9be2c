//! Everything that is kept about one person, for them: as JSON and as a page.

use cadre_core::{
    ActionKind, ActionState, AssessmentId, CompetencyKey, Level, OperationId, PersonId, PlanAction, RoleId,
    Source, TeamId, TrainingKey, WishRule,
};
use cadre_store::LogFilter;
use chrono::{DateTime, Local, NaiveDate, Utc};
use serde::Serialize;

use super::{notice, of_person, pages};
use crate::{
    error::AppError,
    file_name::file_name_for,
    history::in_words,
    key_people::KeyPerson,
    view::{PersonPage, PrivacyPart, Selection},
    words,
    workspace::{Moment, Workspace},
};

/// What the `format` field says.
const FORMAT: &str = "cadre-person";
/// The version written.
const VERSION: u32 = 1;

/// Everything that is kept about one person: `cadre person WS NAME -o OUT.json`. Dates are `YYYY-MM-DD`, times RFC 3339.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonData {
    /// `cadre-person`.
    pub format: &'static str,
    /// 1.
    pub version: u32,
    /// The day on which it was written.
    pub as_of: NaiveDate,
    /// The workspace's name.
    pub workspace: String,
    /// Who it is about.
    pub person: PersonFacts,
    /// Every assessment of theirs, in the order in which they were recorded; the retracted too.
    pub assessments: Vec<PersonAssessment>,
    /// How many assessments of others name them as the assessor.
    pub assessed_others: u32,
    /// What plans have for them.
    pub plans: Vec<PersonPlan>,
    /// What the Key people tab shows of them today; `None` where they do not count on a team today.
    pub key_person: Option<KeyPerson>,
    /// The operations of the log that are about them, the newest first.
    pub operations: Vec<PersonOperation>,
    /// Where it is.
    pub kept: PersonKept,
    /// Why no answer of a pulse is here.
    pub pulses: String,
    /// For what it is used, a sentence each.
    pub used_for: Vec<String>,
    /// Who sees it, a sentence each.
    pub seen_by: Vec<String>,
}

/// The row of a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonFacts {
    /// Their id.
    pub id: PersonId,
    /// Their name; of somebody who was removed, one that they had.
    pub name: String,
    /// Every name that they had in this workspace.
    pub names: Vec<String>,
    /// Whether they were removed: what follows is not known then.
    pub removed: bool,
    /// Their team.
    pub team: Option<TeamId>,
    /// Its name.
    pub team_name: Option<String>,
    /// Their role.
    pub role: Option<RoleId>,
    /// Its name.
    pub role_name: Option<String>,
    /// Their first day.
    pub started_on: Option<NaiveDate>,
    /// The first day on which they are no longer there.
    pub leaves_on: Option<NaiveDate>,
    /// Whether they are lent by others.
    pub borrowed: Option<bool>,
    /// Hours for learning, a quarter.
    pub learning_hours: Option<f64>,
}

/// One assessment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonAssessment {
    /// Its id.
    pub id: AssessmentId,
    /// In what.
    pub competency: CompetencyKey,
    /// Its name; `None` where it is gone.
    pub competency_name: Option<String>,
    /// The level, 0 to 4.
    pub level: Level,
    /// Where it comes from.
    pub source: Source,
    /// Who assessed.
    pub assessor: Option<String>,
    /// The day to which it applies.
    pub assessed_on: NaiveDate,
    /// When it was written down.
    pub recorded_at: DateTime<Utc>,
    /// Evidence or remark.
    pub note: Option<String>,
    /// Whether it was taken back.
    pub retracted: bool,
}

/// An action or a wish of a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonPlan {
    /// The scenario's name.
    pub scenario: String,
    /// Whether it is required or forbidden; `None` for an action that the plan chose.
    pub rule: Option<WishRule>,
    /// What is done.
    pub kind: ActionKind,
    /// The quarter in which it starts, from 1.
    pub quarter: Option<u32>,
    /// The training item.
    pub training: Option<TrainingKey>,
    /// Its name.
    pub training_name: Option<String>,
    /// How far it is.
    pub state: Option<ActionState>,
}

/// An operation about them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonOperation {
    /// Its id.
    pub id: OperationId,
    /// When.
    pub at: DateTime<Utc>,
    /// What kind.
    pub kind: String,
    /// In words.
    pub label: String,
}

/// Where what is known of them is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonKept {
    /// The workspace's file.
    pub path: String,
    /// Whether it is encrypted.
    pub encrypted: bool,
    /// The backups on this machine, the latest first.
    pub backups: Vec<PersonBackup>,
}

/// One backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonBackup {
    /// Where it is.
    pub path: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Whether it has something of them; `None` where it cannot be looked into.
    pub holds: Option<bool>,
}

impl Workspace {
    /// Everything that is kept about a person, whether or not they were removed.
    ///
    /// # Errors
    /// [`crate::ErrorCode::UnknownPerson`] where nothing is.
    pub fn person_data(&self, id: PersonId, moment: Moment) -> Result<PersonData, AppError> {
        let known = self.known_person(id)?;
        let content = &self.content;
        let person = content.people.iter().find(|person| person.id == id);
        let team = person.and_then(|person| content.teams.iter().find(|team| team.id == person.team));
        let role = person.and_then(|person| content.roles.iter().find(|role| Some(role.id) == person.role));
        let name_of = |key: &CompetencyKey| {
            content.competencies.iter().find(|one| one.key == *key).map(|one| one.name.clone())
        };
        let log = LogFilter { person: Some(id), kind: None };
        let backups = self.backups.as_ref().map(|backups| backups.of(self.path())).unwrap_or_default();
        let holdings = self.holdings(&of_person(&known));
        let is_them = |assessor: &Option<String>| {
            assessor.as_ref().is_some_and(|assessor| {
                known.names.iter().any(|name| name.to_lowercase() == assessor.trim().to_lowercase())
            })
        };
        let assessed_others =
            self.store.assessments()?.iter().filter(|one| one.person != id && is_them(&one.assessor)).count();
        Ok(PersonData {
            format: FORMAT,
            version: VERSION,
            as_of: moment.today,
            workspace: content.settings.name.clone(),
            person: PersonFacts {
                id,
                name: person.map_or_else(
                    || known.names.first().cloned().unwrap_or_default(),
                    |person| person.name.clone(),
                ),
                names: known.names.clone(),
                removed: person.is_none(),
                team: team.map(|team| team.id),
                team_name: team.map(|team| team.name.clone()),
                role: role.map(|role| role.id),
                role_name: role.map(|role| role.name.clone()),
                started_on: person.and_then(|person| person.started_on),
                leaves_on: person.and_then(|person| person.leaves_on),
                borrowed: person.map(|person| person.borrowed),
                learning_hours: person.map(|person| person.learning_hours),
            },
            assessments: self
                .store
                .assessments_about(id)?
                .into_iter()
                .map(|one| PersonAssessment {
                    id: one.id,
                    competency_name: name_of(&one.competency),
                    competency: one.competency,
                    level: one.level,
                    source: one.source,
                    assessor: one.assessor,
                    assessed_on: one.assessed_on,
                    recorded_at: one.recorded_at,
                    note: one.note,
                    retracted: one.retracted,
                })
                .collect(),
            assessed_others: assessed_others as u32,
            plans: self.plan_lines_about(id),
            key_person: self
                .key_people(&Selection::default(), moment)?
                .people
                .into_iter()
                .find(|person| person.person == id),
            operations: self
                .store
                .operations(&log, None, u32::MAX)?
                .into_iter()
                .map(|operation| PersonOperation {
                    id: operation.id,
                    at: operation.at,
                    label: in_words(&operation),
                    kind: operation.kind,
                })
                .collect(),
            kept: PersonKept {
                path: self.path().display().to_string(),
                encrypted: self.store.passphrase().is_some(),
                backups: backups
                    .into_iter()
                    .zip(holdings)
                    .map(|(file, holding)| PersonBackup {
                        path: file.path.display().to_string(),
                        made_at: file.at,
                        holds: holding.known(),
                    })
                    .collect(),
            },
            pulses: notice::PULSES.to_owned(),
            used_for: notice::USED_FOR.map(str::to_owned).to_vec(),
            seen_by: self.seen_by(),
        })
    }

    /// Actions and wishes of the scenarios that name a person.
    pub(super) fn plan_lines_about(&self, person: PersonId) -> Vec<PersonPlan> {
        let content = &self.content;
        let name_of = |key: &Option<TrainingKey>| {
            content.training.iter().find(|item| Some(&item.key) == key.as_ref()).map(|item| item.name.clone())
        };
        let mut lines = Vec::new();
        for scenario in &content.scenarios {
            let theirs = |action: &&PlanAction| action.person == Some(person);
            lines.extend(scenario.actions.iter().filter(theirs).map(|action| PersonPlan {
                scenario: scenario.name.clone(),
                rule: None,
                kind: action.kind,
                quarter: Some(action.quarter),
                training: action.training.clone(),
                training_name: name_of(&action.training),
                state: Some(action.state),
            }));
            let wishes = scenario.wishes.iter().filter(|wish| wish.person == Some(person));
            lines.extend(wishes.map(|wish| PersonPlan {
                scenario: scenario.name.clone(),
                rule: Some(wish.rule),
                kind: wish.kind,
                quarter: None,
                training: wish.training.clone(),
                training_name: name_of(&wish.training),
                state: None,
            }));
        }
        lines
    }

    /// The same as a page for the screen.
    pub fn person_page(&self, person: PersonId, moment: Moment) -> Result<PersonPage, AppError> {
        let data = self.person_data(person, moment)?;
        Ok(PersonPage { person, parts: parts(&data), name: data.person.name })
    }

    /// The same as JSON: the file's name and its bytes.
    pub fn person_json(&self, person: PersonId, moment: Moment) -> Result<(String, Vec<u8>), AppError> {
        let data = self.person_data(person, moment)?;
        let mut json = serde_json::to_vec_pretty(&data).map_err(cadre_store::StoreError::from)?;
        json.push(b'\n');
        Ok((file_name_for(&format!("What is kept about {}", data.person.name), "json"), json))
    }

    /// The same as a page of HTML that needs nothing else: the file's name and its bytes.
    pub fn person_html(&self, person: PersonId, moment: Moment) -> Result<(String, Vec<u8>), AppError> {
        let data = self.person_data(person, moment)?;
        let title = format!("What is kept about {}", data.person.name);
        let html = pages::html(self, &title, &parts(&data), moment)?;
        Ok((file_name_for(&title, "html"), html))
    }
}

impl PersonData {
    /// The same as the parts of a page.
    pub fn parts(&self) -> Vec<PrivacyPart> {
        parts(self)
    }
}

/// The day of a time where the user is, with its year: the page is read for long.
fn day_of(at: DateTime<Utc>) -> String {
    words::date(at.with_timezone(&Local).date_naive())
}

fn parts(data: &PersonData) -> Vec<PrivacyPart> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = |day: Option<NaiveDate>| day.map_or_else(|| "not known".to_owned(), words::date);
    let person = &data.person;
    let fact = |name: &str, value: String| vec![name.to_owned(), value];
    let mut facts = vec![fact("Name", person.name.clone())];
    let former: Vec<&str> =
        person.names.iter().map(String::as_str).filter(|name| *name != person.name).collect();
    if !former.is_empty() {
        facts.push(fact("Other names, in the history", former.join("; ")));
    }
    facts.push(fact("Id", person.id.to_string()));
    if person.removed {
        facts.push(fact(
            "Standing",
            "Removed; what was recorded is kept, so that it can be undone".to_owned(),
        ));
    } else {
        facts.push(fact("Team", text(&person.team_name)));
        facts.push(fact("Role", person.role_name.clone().unwrap_or_else(|| "none".to_owned())));
        facts.push(fact("First day", day(person.started_on)));
        facts.push(fact("Leaving date", day(person.leaves_on)));
        facts.push(fact("Borrowed", if person.borrowed == Some(true) { "yes" } else { "no" }.to_owned()));
        let hours = person.learning_hours.map(words::amount).unwrap_or_default();
        facts.push(fact("Learning hours a quarter", hours));
    }
    let columns = |heads: &[&str]| heads.iter().map(|head| (*head).to_owned()).collect();
    let assessments = PrivacyPart {
        heading: "Assessments".to_owned(),
        lines: vec![
            words::counted(data.assessments.len() as u32, "assessment is kept.", "assessments are kept."),
            format!(
                "As the assessor of others they are named {}.",
                words::counted(data.assessed_others, "time", "times")
            ),
            data.pulses.clone(),
        ],
        columns: columns(&[
            "Competency",
            "Level",
            "Source",
            "Day assessed",
            "Assessor",
            "Note",
            "Recorded",
            "Standing",
        ]),
        rows: data
            .assessments
            .iter()
            .map(|one| {
                vec![
                    one.competency_name.clone().unwrap_or_else(|| one.competency.to_string()),
                    one.level.get().to_string(),
                    one.source.as_str().to_owned(),
                    words::date(one.assessed_on),
                    text(&one.assessor),
                    text(&one.note),
                    day_of(one.recorded_at),
                    if one.retracted { "taken back" } else { "stands" }.to_owned(),
                ]
            })
            .collect(),
    };
    let plans = PrivacyPart {
        heading: "Plans".to_owned(),
        lines: if data.plans.is_empty() { vec!["No plan names them.".to_owned()] } else { Vec::new() },
        columns: columns(&["Scenario", "What", "Quarter", "Standing"]),
        rows: data
            .plans
            .iter()
            .map(|line| {
                let training = line.training_name.clone().unwrap_or_else(|| "any training".to_owned());
                vec![
                    line.scenario.clone(),
                    training,
                    line.quarter.map(|quarter| quarter.to_string()).unwrap_or_default(),
                    match (line.rule, line.state) {
                        (Some(WishRule::Require), _) => "wished for".to_owned(),
                        (Some(WishRule::Forbid), _) => "ruled out".to_owned(),
                        (None, state) => state.unwrap_or_default().as_str().to_owned(),
                    },
                ]
            })
            .collect(),
    };
    let key_person = PrivacyPart {
        heading: "What rests on them".to_owned(),
        lines: vec![
            match &data.key_person {
                Some(key) => format!(
                    "Without them {} would open, {} would be covered by nobody and {} by one person.",
                    words::counted(key.seats_opened, "seat", "seats"),
                    words::counted(key.risks_to_none, "risk", "risks"),
                    words::counted(key.risks_to_one, "risk", "risks"),
                ),
                None => "They do not count on a team today, so nothing is shown.".to_owned(),
            },
            "It is worked out from the levels each time, for everybody alike; it says nothing of whether anybody leaves."
                .to_owned(),
        ],
        ..PrivacyPart::default()
    };
    let operations = PrivacyPart {
        heading: "History".to_owned(),
        lines: vec!["The history does not say who did it.".to_owned()],
        columns: columns(&["When", "What was done"]),
        rows: data
            .operations
            .iter()
            .map(|operation| vec![day_of(operation.at), operation.label.clone()])
            .collect(),
    };
    let held = |holds: Option<bool>| match holds {
        Some(true) => "yes",
        Some(false) => "no",
        None => "cannot be looked into",
    };
    let kept = PrivacyPart {
        heading: "Where it is kept".to_owned(),
        lines: vec![format!(
            "In {}, which is {}. It is sent nowhere.",
            data.kept.path,
            if data.kept.encrypted { "encrypted" } else { "not encrypted" }
        )],
        columns: columns(&["Backup", "Made", "Has something of them"]),
        rows: data
            .kept
            .backups
            .iter()
            .map(|backup| {
                let made = day_of(backup.made_at);
                vec![backup.path.clone(), made, held(backup.holds).to_owned()]
            })
            .collect(),
    };
    let listed = |heading: &str, lines: &[String]| PrivacyPart {
        heading: heading.to_owned(),
        lines: lines.to_vec(),
        ..PrivacyPart::default()
    };
    vec![
        PrivacyPart {
            heading: "Who they are here".to_owned(),
            columns: columns(&["What", "Kept"]),
            rows: facts,
            ..PrivacyPart::default()
        },
        assessments,
        plans,
        key_person,
        operations,
        kept,
        listed("What it is used for", &data.used_for),
        listed("Who sees it", &data.seen_by),
    ]
}
