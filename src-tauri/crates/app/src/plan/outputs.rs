//! What a plan is handed on as: a requisition for each hire, a training list for each person, and the whole as a workbook, as
//! CSV or as JSON.

use cadre_core::{ActionKind, Content, Importance, Role, TrainingItem};
use cadre_exchange::{
    csv_out::table_csv,
    xlsx_out::{self, Book, ColumnKind, Sheet, Value},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    document::{PlanDocument, PlannedAction},
    lines::kind_name,
    problem::{PlanProblem, quarter_ends, quarter_starts},
    solving::Search,
    words::stop,
};
use crate::{
    catalogue::{CatalogueRole, catalogue},
    error::AppError,
    export::{table, text, whole},
    file_name::file_name_for,
    view::{PlanText, PlanTexts, Selection},
    words,
    workspace::{Moment, Workspace},
};

/// How a plan is written to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum PlanFormat {
    /// Everything, as `cadre plan --json` prints it.
    Json,
    /// The actions, a row each.
    Csv,
    /// Actions, coverage by quarter, training list, open seats and limits, a sheet each.
    Xlsx,
    /// The requisitions and the training list as plain text.
    Txt,
}

impl PlanFormat {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Json, Self::Csv, Self::Xlsx, Self::Txt];

    /// The ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Txt => "txt",
        }
    }
}

/// A course of a person: when, how long and what it costs.
pub(crate) struct Course<'a> {
    action: &'a PlannedAction,
    item: Option<&'a TrainingItem>,
    /// The last day of the quarter in which its hours are used up.
    ends_on: NaiveDate,
    /// Hours in each quarter from its first.
    hours: Vec<f64>,
}

impl Workspace {
    /// A plan as the bytes of a file.
    ///
    /// # Errors
    /// The workbook has more rows than Excel.
    pub fn plan_file(
        &self,
        problem: &PlanProblem,
        document: &PlanDocument,
        format: PlanFormat,
    ) -> Result<Vec<u8>, AppError> {
        Ok(match format {
            PlanFormat::Json => {
                let mut json = serde_json::to_string_pretty(document).unwrap_or_default();
                json.push('\n');
                json.into_bytes()
            }
            PlanFormat::Csv => actions_csv(document)?.into_bytes(),
            PlanFormat::Xlsx => self.plan_workbook(problem, document)?,
            PlanFormat::Txt => {
                let texts =
                    self.requisitions(document).into_iter().chain([self.training_list(problem, document)]);
                let parts: Vec<String> =
                    texts.map(|part| format!("{}\n\n{}\n", part.title, part.text)).collect();
                parts.join("\n\n").into_bytes()
            }
        })
    }

    /// The requisitions and the training list of the plan that is shown.
    ///
    /// # Errors
    /// There is no plan.
    pub fn plan_texts(&self, selection: &Selection, moment: Moment) -> Result<PlanTexts, AppError> {
        let (problem, document) = self.shown_document(selection, moment)?;
        Ok(PlanTexts {
            requisitions: self.requisitions(&document),
            training: self.training_list(&problem, &document),
        })
    }

    /// The plan that is shown as a file, with what is known of its reasons: a name for it, and its bytes.
    ///
    /// # Errors
    /// There is no plan; the workbook has more rows than Excel.
    pub fn shown_plan_file(
        &self,
        selection: &Selection,
        format: PlanFormat,
        moment: Moment,
    ) -> Result<(String, Vec<u8>), AppError> {
        let (problem, document) = self.shown_document(selection, moment)?;
        let stem = format!("{} plan {}", problem.scenario.name, problem.starts_on);
        Ok((file_name_for(&stem, format.extension()), self.plan_file(&problem, &document, format)?))
    }

    /// The document of the plan that is shown, with what is known of its reasons.
    fn shown_document(
        &self,
        selection: &Selection,
        moment: Moment,
    ) -> Result<(PlanProblem, PlanDocument), AppError> {
        let (problem, plan) = self.shown_problem(selection, moment)?;
        let worked = self.worked_out(&problem, &plan)?;
        let reasons = worked.reasons.as_deref().cloned().unwrap_or_default();
        let document =
            self.plan_document(&problem, &plan, &reasons, worked.frontier.as_deref(), &Search::default())?;
        Ok((problem, document))
    }

    /// A requisition for each role that is hired on a team: what the seat is, its NICE codes, and the levels that it needs in
    /// words.
    pub fn requisitions(&self, document: &PlanDocument) -> Vec<PlanText> {
        let mut seats: Vec<(&PlannedAction, u32)> = Vec::new();
        for action in document.actions.iter().filter(|action| action.kind == ActionKind::Hire) {
            let same = |other: &PlannedAction| {
                (other.role, other.team, other.quarter) == (action.role, action.team, action.quarter)
            };
            match seats.iter_mut().find(|(other, _)| same(other)) {
                Some((_, count)) => *count += 1,
                None => seats.push((action, 1)),
            }
        }
        seats.into_iter().map(|(action, count)| requisition(&self.content, action, count)).collect()
    }

    /// The training list, person by person.
    pub fn training_list(&self, problem: &PlanProblem, document: &PlanDocument) -> PlanText {
        let courses = courses(&self.content, problem, document);
        let mut lines = Vec::new();
        let mut last = None;
        for course in &courses {
            if last != Some(course.action.person) {
                if last.is_some() {
                    lines.push(String::new());
                }
                lines.push(format!(
                    "{}, {}",
                    course.action.person_name.as_deref().unwrap_or_default(),
                    course.action.team_name
                ));
                last = Some(course.action.person);
            }
            lines.push(course.in_words(&self.content));
        }
        if courses.is_empty() {
            lines.push("Nobody is trained.".to_owned());
        }
        PlanText { title: "Training list".to_owned(), text: lines.join("\n") }
    }

    fn plan_workbook(&self, problem: &PlanProblem, document: &PlanDocument) -> Result<Vec<u8>, AppError> {
        use ColumnKind::{Number, Prose, Text};
        let currency = &self.content.settings.currency;
        let money = format!("Cost ({currency})");
        let actions = document.actions.iter().map(|action| {
            vec![
                text(kind_name(action.kind)),
                text(action.role_name.as_deref().or(action.person_name.as_deref()).unwrap_or_default()),
                text(action.training_name.as_deref().unwrap_or_default()),
                text(&action.team_name),
                whole(action.quarter),
                Value::Date(action.starts_on),
                Value::Date(quarter_starts(document.starts_on, action.counts_from)),
                Value::Number(action.hours),
                Value::Money(action.cost),
                Value::Number(action.adds),
                Value::Number(action.adds_at_most),
            ]
        });
        let quarters = document.coverage.iter().map(|quarter| {
            vec![
                whole(quarter.quarter),
                Value::Date(quarter.ends_on),
                Value::Share(quarter.planned),
                Value::Share(quarter.p10),
                Value::Share(quarter.p50),
                Value::Share(quarter.p90),
                Value::Share(quarter.expected),
            ]
        });
        let courses = courses(&self.content, problem, document);
        let training = courses.iter().map(|course| {
            vec![
                text(course.action.person_name.as_deref().unwrap_or_default()),
                text(&course.action.team_name),
                text(course.action.training_name.as_deref().unwrap_or_default()),
                text(course.item.and_then(|item| item.provider.as_deref()).unwrap_or_default()),
                Value::Date(course.action.starts_on),
                Value::Date(course.ends_on),
                Value::Number(course.action.hours),
                text(&course.by_quarter()),
                Value::Money(course.action.cost),
                text(course.item.and_then(|item| item.address.as_deref()).unwrap_or_default()),
            ]
        });
        let open = document.open.iter().map(|open| {
            let stops: Vec<&str> = open.stopped_by.iter().map(|&one| stop(one)).collect();
            vec![
                text(&open.competency_name),
                text(&open.team_name),
                whole(u32::from(open.level.get())),
                whole(open.seats),
                text(&stops.join(", ")),
            ]
        });
        let limits = document.limits;
        let proof = vec![
            vec![text("Budget"), Value::Money(limits.budget), Value::Money(document.cost)],
            vec![text("Hires"), whole(limits.hires), whole(document.hires)],
            vec![
                text("Borrowed quarters"),
                whole(limits.borrowed_quarters),
                whole(document.borrowed_quarters),
            ],
            vec![text("Learning hours"), Value::Number(limits.hours), Value::Number(document.hours)],
            vec![
                text("Weighted seat-quarters covered, with depth"),
                Value::Number(document.bound),
                Value::Number(document.objective),
            ],
        ];
        let note = format!(
            "Quarter 1 starts on {}. The last line has the proven bound beside what the plan covers.",
            words::date(document.starts_on)
        );
        let sheets = vec![
            table(
                "Plan",
                None,
                &[
                    ("Action", Text),
                    ("Who", Text),
                    ("Training", Text),
                    ("Team", Text),
                    ("Quarter", Number),
                    ("Starts", Text),
                    ("Counts from", Text),
                    ("Hours", Number),
                    (&money, Number),
                    ("Covers, at least", Number),
                    ("Covers, at most", Number),
                ],
                actions.collect(),
            ),
            table(
                "Coverage",
                None,
                &[
                    ("Quarter", Number),
                    ("Ends", Text),
                    ("As planned", Number),
                    ("P10", Number),
                    ("P50", Number),
                    ("P90", Number),
                    ("Mean", Number),
                ],
                quarters.collect(),
            ),
            table(
                "Training list",
                None,
                &[
                    ("Person", Text),
                    ("Team", Text),
                    ("Training", Text),
                    ("Provider", Text),
                    ("Starts", Text),
                    ("Ends by", Text),
                    ("Hours", Number),
                    ("Hours by quarter", Text),
                    (&money, Number),
                    ("Address", Prose),
                ],
                training.collect(),
            ),
            table(
                "Open seats",
                None,
                &[
                    ("Competency", Text),
                    ("Team", Text),
                    ("Level", Number),
                    ("Seats", Number),
                    ("Stopped by", Text),
                ],
                open.collect(),
            ),
            table("Limits", Some(note), &[("Limit", Text), ("At most", Number), ("Used", Number)], proof),
        ];
        let title = document.scenario_name.clone().unwrap_or_else(|| "Plan".to_owned());
        let book = Book {
            title: format!("{}: {title}", self.content.settings.name),
            as_of: document.starts_on,
            sheets: sheets.into_iter().map(Sheet::Table).collect(),
        };
        Ok(xlsx_out::workbook(&book)?)
    }
}

fn actions_csv(document: &PlanDocument) -> Result<String, AppError> {
    let heads = [
        "Action",
        "Role",
        "Person",
        "Training",
        "Team",
        "Quarter",
        "Starts",
        "Counts from",
        "Hours",
        "Cost",
        "Adds",
    ];
    let optional = |name: &Option<String>| name.clone().unwrap_or_default();
    let rows: Vec<Vec<String>> = document
        .actions
        .iter()
        .map(|action| {
            vec![
                kind_name(action.kind).to_owned(),
                optional(&action.role_name),
                optional(&action.person_name),
                optional(&action.training_name),
                action.team_name.clone(),
                action.quarter.to_string(),
                action.starts_on.to_string(),
                quarter_starts(document.starts_on, action.counts_from).to_string(),
                action.hours.to_string(),
                action.cost.to_string(),
                action.adds.to_string(),
            ]
        })
        .collect();
    Ok(table_csv(&heads, &rows)?)
}

fn courses<'a>(content: &'a Content, problem: &PlanProblem, document: &'a PlanDocument) -> Vec<Course<'a>> {
    let mut courses: Vec<Course<'_>> = document
        .actions
        .iter()
        .filter(|action| action.kind == ActionKind::Train)
        .map(|action| {
            let hours = problem.hours_by_quarter(action.person, action.hours);
            let last = action.quarter + (hours.len() as u32).saturating_sub(1);
            Course {
                item: content.training.iter().find(|item| Some(&item.key) == action.training.as_ref()),
                ends_on: quarter_ends(document.starts_on, last),
                hours,
                action,
            }
        })
        .collect();
    courses.sort_by(|one, other| {
        (&one.action.person_name, one.action.person, one.action.quarter).cmp(&(
            &other.action.person_name,
            other.action.person,
            other.action.quarter,
        ))
    });
    courses
}

impl Course<'_> {
    /// "20, then 12".
    fn by_quarter(&self) -> String {
        let hours: Vec<String> =
            self.hours.iter().map(|hours| words::amount((hours * 10.0).round() / 10.0)).collect();
        hours.join(", then ")
    }

    /// "- LLM application security (SANS): 1 Jun 2026 to 30 Nov 2026, 32 hours (20, then 12), €2,400".
    fn in_words(&self, content: &Content) -> String {
        let provider = self.item.and_then(|item| item.provider.as_deref());
        let split =
            if self.hours.len() > 1 { format!(" ({} by quarter)", self.by_quarter()) } else { String::new() };
        let requires = self.item.and_then(|item| item.requires.as_deref());
        format!(
            "- {}{}: {} to {}, {} hours{split}, {}{}",
            self.action.training_name.as_deref().unwrap_or_default(),
            provider.map(|provider| format!(" ({provider})")).unwrap_or_default(),
            words::date(self.action.starts_on),
            words::date(self.ends_on),
            words::amount(self.action.hours),
            words::money(self.action.cost, &content.settings.currency),
            requires.map(|requires| format!("; needs {requires}")).unwrap_or_default(),
        )
    }
}

fn requisition(content: &Content, action: &PlannedAction, count: u32) -> PlanText {
    let name = action.role_name.clone().unwrap_or_default();
    let role = content.roles.iter().find(|role| Some(role.id) == action.role);
    let mut lines = vec![
        format!("Team: {}", action.team_name),
        format!("Seats: {count}"),
        format!("Opens: {}", words::date(action.starts_on)),
    ];
    if let Some(role) = role {
        lines.push(format!(
            "Usually {} to fill and {} to full strength",
            words::counted(role.weeks_to_fill.round() as u32, "week", "weeks"),
            words::counted(role.weeks_to_ramp.round() as u32, "more week", "more weeks")
        ));
        lines.extend(codes(role));
        for (importance, head) in [
            (Importance::CRITICAL, "Must have"),
            (Importance::IMPORTANT, "Should have"),
            (Importance::USEFUL, "Good to have"),
        ] {
            let wanted = levels_in_words(content, role, importance);
            if !wanted.is_empty() {
                lines.push(String::new());
                lines.push(head.to_owned());
                lines.extend(wanted);
            }
        }
    }
    PlanText { title: format!("{name}, {}", action.team_name), text: lines.join("\n") }
}

/// "NICE work roles: PD-WRL-003 Secure Software Development", of the shipped role that has the name.
fn codes(role: &Role) -> Option<String> {
    let named = |shipped: &&CatalogueRole| {
        let same = |name: &String| name.eq_ignore_ascii_case(role.name.trim());
        same(&shipped.name) || shipped.aliases.iter().any(same)
    };
    let shipped = catalogue().roles.iter().find(named)?;
    let titles: Vec<String> = shipped
        .codes
        .iter()
        .map(|code| {
            let entries = catalogue().frameworks.iter().flat_map(|framework| &framework.entries);
            let title = entries.into_iter().find(|entry| entry.id == *code).map(|entry| entry.title.as_str());
            format!("{code} {}", title.unwrap_or_default()).trim_end().to_owned()
        })
        .collect();
    (!titles.is_empty()).then(|| format!("NICE work roles: {}", titles.join(", ")))
}

/// The targets of an importance: the competency and what its level looks like.
fn levels_in_words(content: &Content, role: &Role, importance: Importance) -> Vec<String> {
    role.targets
        .iter()
        .filter(|target| target.importance == importance)
        .filter_map(|target| {
            let competency = content.competencies.iter().find(|one| one.key == target.competency)?;
            let descriptor = competency.descriptors.get(usize::from(target.level.get()));
            let means = descriptor.map_or(target.level.meaning(), String::as_str);
            Some(format!("- {} (level {}): {means}", competency.name, target.level.get()))
        })
        .collect()
}
