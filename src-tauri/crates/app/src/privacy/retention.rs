//! How long what is known of people is kept: set for each kind of data, told when it is past, and erased only when asked.

use std::collections::{HashMap, HashSet};

use cadre_core::{Assessment, AssessmentId, RetentionSettings};
use cadre_store::{Erasure, Written};
use chrono::{Months, NaiveDate};

use crate::{
    error::{AppError, ErrorCode, FieldProblem},
    view::{BackupChoice, ErasedView, ErasureView, RetentionKind, RetentionView},
    words,
    workspace::{Moment, Touched, Workspace},
};

/// A kind of data: its field, its name, what its months mean, and a suggestion. No law names these months: they are where talks
/// with the works council may begin.
const KINDS: [(&str, &str, &str, u32); 5] = [
    (
        "people_who_left",
        "People who left",
        "From the leaving date. Everything about them goes, their name wherever it stands too.",
        12,
    ),
    (
        "claims",
        "Self- and peer-ratings",
        "From the day assessed. Levels that rest on nothing else are unknown again.",
        24,
    ),
    (
        "notes",
        "Notes and evidence",
        "From the day assessed. The level stays, with its source and its date.",
        24,
    ),
    (
        "superseded",
        "Superseded assessments",
        "From the day assessed, where a later one counts or they were taken back. Past dates show less then.",
        36,
    ),
    ("pulses", "Pulses", "From the day on which they were asked. They name nobody.", 36),
];

/// What is past its time.
#[derive(Default)]
struct Due {
    erasure: Erasure,
    /// A sentence for each kind.
    lines: Vec<String>,
}

impl Workspace {
    /// How long what is kept, and what is past it.
    pub fn retention_view(&self, moment: Moment) -> Result<RetentionView, AppError> {
        Ok(RetentionView {
            settings: self.content.retention.unwrap_or_default(),
            kinds: KINDS
                .into_iter()
                .map(|(key, label, text, suggested)| RetentionKind {
                    key: key.to_owned(),
                    label: label.to_owned(),
                    text: text.to_owned(),
                    suggested,
                })
                .collect(),
            due: self.due(moment)?.lines,
        })
    }

    /// What is past its time, a sentence each; empty where nothing is, or nobody has said how long anything is kept.
    pub fn retention_due(&self, moment: Moment) -> Result<Vec<String>, AppError> {
        Ok(self.due(moment)?.lines)
    }

    /// Sets how long what is kept, as one operation that can be undone.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidArgument`] naming each field that is not 1 to 600 months.
    pub fn set_retention(
        &mut self,
        retention: &RetentionSettings,
        moment: Moment,
    ) -> Result<Touched, AppError> {
        let fields: Vec<FieldProblem> = KINDS
            .into_iter()
            .zip(months(retention))
            .filter_map(|((key, ..), months)| {
                let wrong = months.filter(|months| !(1..=RetentionSettings::MOST_MONTHS).contains(months))?;
                Some(FieldProblem {
                    place: format!("retention.{key}"),
                    found: wrong.to_string(),
                    expected: format!("1 to {} months", RetentionSettings::MOST_MONTHS),
                    ..FieldProblem::default()
                })
            })
            .collect();
        if !fields.is_empty() {
            return Err(AppError {
                fields,
                ..AppError::new(
                    ErrorCode::InvalidArgument,
                    "These months cannot be kept to.",
                    "Nothing was changed. Give months from 1 to 600, or none to keep it.",
                )
            });
        }
        let label = "Change how long personal data is kept".to_owned();
        Ok(self.change("retention", label, moment, |tx| Ok(tx.put_retention(retention)?))?.touched)
    }

    /// What would go, and which backups have something of it.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidArgument`] where nothing is past its time.
    pub fn due_erasure(&self, moment: Moment) -> Result<ErasureView, AppError> {
        let due = self.due(moment)?;
        if due.erasure.is_empty() {
            return Err(nothing_due());
        }
        Ok(self.erasure_view(&due.erasure, "what is past its time", due.lines))
    }

    /// Erases what is past its time.
    ///
    /// # Errors
    /// As of [`Workspace::erase_person`]; [`ErrorCode::InvalidArgument`] where nothing is past its time.
    pub fn erase_due(
        &mut self,
        backups: BackupChoice,
        moment: Moment,
    ) -> Result<Written<ErasedView>, AppError> {
        let due = self.due(moment)?;
        if due.erasure.is_empty() {
            return Err(nothing_due());
        }
        self.erase(&due.erasure, backups, moment)
    }

    fn due(&self, moment: Moment) -> Result<Due, AppError> {
        let Some(settings) = self.content.retention.filter(|set| *set != RetentionSettings::default()) else {
            return Ok(Due::default());
        };
        let mut due = Due::default();
        let is_past = |day: NaiveDate, months: u32| {
            day.checked_add_months(Months::new(months)).is_some_and(|end| end <= moment.today)
        };
        if let Some(months) = settings.people_who_left {
            let left = |day: Option<NaiveDate>| day.is_some_and(|day| is_past(day, months));
            let gone: Vec<_> = self.content.people.iter().filter(|person| left(person.leaves_on)).collect();
            let names: Vec<&str> = gone.iter().map(|person| person.name.as_str()).collect();
            due.tell(
                gone.len(),
                "person",
                "people",
                months,
                &format!(" left: {}", words::list_some(&names, 5)),
            );
            for known in self.known_people()? {
                if gone.iter().any(|person| person.id == known.id) {
                    due.erasure.people.push(known.id);
                    due.erasure.spellings.extend(known.names);
                }
            }
        }
        if settings.claims.or(settings.notes).or(settings.superseded).is_some() {
            let people: HashSet<_> = due.erasure.people.iter().copied().collect();
            let mut assessments = self.store.assessments()?;
            let current = current(&assessments, moment.today);
            assessments.retain(|one| !people.contains(&one.person));
            let mut gone = HashSet::new();
            if let Some(months) = settings.claims {
                let old = |one: &&Assessment| !one.source.confirms() && is_past(one.assessed_on, months);
                let old: Vec<_> = assessments.iter().filter(old).map(|one| one.id).collect();
                due.tell(old.len(), "self- or peer-rating", "self- and peer-ratings", months, "");
                gone.extend(old);
            }
            if let Some(months) = settings.superseded {
                let old = |one: &&Assessment| {
                    !gone.contains(&one.id) && !current.contains(&one.id) && is_past(one.assessed_on, months)
                };
                let old: Vec<_> = assessments.iter().filter(old).map(|one| one.id).collect();
                due.tell(old.len(), "superseded assessment", "superseded assessments", months, "");
                gone.extend(old);
            }
            if let Some(months) = settings.notes {
                let old = |one: &&Assessment| {
                    one.note.is_some() && !gone.contains(&one.id) && is_past(one.assessed_on, months)
                };
                due.erasure.notes = assessments.iter().filter(old).map(|one| one.id).collect();
                due.tell(due.erasure.notes.len(), "note", "notes", months, "");
            }
            let theirs = assessments.iter().map(|one| one.id).filter(|id| gone.contains(id));
            due.erasure.assessments = theirs.collect();
        }
        if let Some(months) = settings.pulses {
            let old = self.content.pulses.iter().filter(|pulse| is_past(pulse.asked_on, months));
            due.erasure.pulses = old.map(|pulse| pulse.id).collect();
            due.tell(due.erasure.pulses.len(), "pulse", "pulses", months, "");
        }
        Ok(due)
    }
}

impl Due {
    fn tell(&mut self, count: usize, one: &str, many: &str, months: u32, more: &str) {
        if count > 0 {
            self.lines.push(format!(
                "{} {} past {}{more}.",
                words::counted(count as u32, one, many),
                words::verb(count as u32, "is", "are"),
                words::counted(months, "month", "months"),
            ));
        }
    }
}

/// The months of each kind, in the order of [`KINDS`].
pub(super) fn months(settings: &RetentionSettings) -> [Option<u32>; 5] {
    let RetentionSettings { people_who_left, claims, notes, superseded, pulses } = *settings;
    [people_who_left, claims, notes, superseded, pulses]
}

/// The assessments that no later one has superseded: of each person and competency the latest confirmed one and the latest claim
/// after it, among those not retracted and dated on or before a day; and all that are dated after it.
fn current(assessments: &[Assessment], today: NaiveDate) -> HashSet<AssessmentId> {
    let mut latest: HashMap<_, &Assessment> = HashMap::new();
    let mut current = HashSet::new();
    for one in assessments.iter().filter(|one| !one.retracted) {
        if one.assessed_on > today {
            current.insert(one.id);
            continue;
        }
        let there = latest.entry((one.person, &one.competency, one.source.confirms())).or_insert(one);
        if one.assessed_on >= there.assessed_on {
            *there = one;
        }
    }
    for ((person, competency, confirms), one) in &latest {
        let confirmed = latest.get(&(*person, competency, true));
        let is_later = confirmed.is_none_or(|confirmed| one.assessed_on > confirmed.assessed_on);
        if *confirms || is_later {
            current.insert(one.id);
        }
    }
    current
}

fn nothing_due() -> AppError {
    AppError::new(
        ErrorCode::InvalidArgument,
        "Nothing is past its time.",
        "Set how long each kind of data is kept, on the Privacy tab of the History screen.",
    )
}
