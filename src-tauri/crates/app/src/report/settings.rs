//! What the board report is to hold: kept in the workspace, and chosen on the Report screen.

use std::{io::Read as _, path::Path};

use cadre_core::{ActionKind, Audience, Logo, ReportSettings, Scenario, Section};
use cadre_report::ReportError;

use crate::{
    draft::ReportDraft,
    empty,
    error::{AppError, ErrorCode},
    file_name::file_name_for,
    plan::view::stale,
    refusal::file_error,
    team::Fields,
    view::{ReportAudience, ReportFormat, ReportScenario, ReportSection, ReportView, Selection},
    words,
    workspace::{Moment, Touched, Workspace},
};

/// Everybody who may read a report.
const AUDIENCES: [Audience; 3] = [Audience::Board, Audience::Hr, Audience::Team];

impl Workspace {
    /// What the report is to hold, as it is kept; scenarios that are gone are left out.
    pub fn report_settings(&self) -> ReportSettings {
        let mut settings = self.content.report.clone().unwrap_or_default();
        if let Some(scenarios) = &mut settings.scenarios {
            scenarios.retain(|id| self.content.scenarios.iter().any(|scenario| scenario.id == *id));
        }
        settings
    }

    /// Keeps what the report is to hold; its logo stays.
    ///
    /// # Errors
    /// Every field that is wrong, as of [`Self::check_report`].
    pub fn save_report(&mut self, draft: &ReportDraft, moment: Moment) -> Result<Touched, AppError> {
        let before = self.report_settings();
        let after = draft.clone().with_logo(before.logo.clone());
        self.check_report(&after)?;
        let label = change_in_words(&before, &after);
        self.put_report(&after, label, moment)
    }

    /// Keeps a logo in the place of the one before, or none.
    pub fn save_report_logo(&mut self, logo: Option<Logo>, moment: Moment) -> Result<Touched, AppError> {
        let label = if logo.is_some() { "Choose" } else { "Remove" };
        let after = ReportSettings { logo, ..self.report_settings() };
        self.put_report(&after, format!("{label} the logo of the report"), moment)
    }

    fn put_report(
        &mut self,
        report: &ReportSettings,
        label: String,
        moment: Moment,
    ) -> Result<Touched, AppError> {
        Ok(self.change("change-report", label, moment, |tx| Ok(tx.put_report(report)?))?.touched)
    }

    /// Refuses what a report cannot hold.
    ///
    /// # Errors
    /// Every field that is wrong: texts that are too long, no part or one twice, too many scenarios, one twice or one that is
    /// not there, a smallest group out of range.
    pub fn check_report(&self, settings: &ReportSettings) -> Result<(), AppError> {
        let mut fields = Fields::default();
        for (place, what, text, most) in [
            (
                "organisation",
                "The name of the organisation has",
                &settings.organisation,
                ReportSettings::TITLE,
            ),
            ("own_words", "Your own words have", &settings.own_words, ReportSettings::WORDS),
        ] {
            let length = text.chars().count();
            if length > most {
                let characters = words::counted(length as u32, "character", "characters");
                fields.wrong(place, format!("{what} {characters}; {most} are the most."));
            }
        }
        if !sections(settings, None).iter().any(|section| section.chosen) {
            fields.wrong(
                "sections",
                "The report has no part: choose one or more. The full matrix is printed with names only.",
            );
        }
        if repeats(&settings.sections) {
            fields.wrong("sections", "A part of the report is chosen twice: choose each once.");
        }
        let scenarios = settings.scenarios.as_deref().unwrap_or_default();
        if scenarios.len() > ReportSettings::SCENARIOS {
            fields.wrong(
                "scenarios",
                format!(
                    "A report compares {} scenarios at most, not {}.",
                    ReportSettings::SCENARIOS,
                    scenarios.len()
                ),
            );
        }
        if repeats(scenarios) {
            fields.wrong("scenarios", "A scenario is chosen twice: choose each once.");
        }
        if scenarios.iter().any(|id| !self.content.scenarios.iter().any(|scenario| scenario.id == *id)) {
            fields.wrong("scenarios", "A scenario is no longer in the workspace: choose another.");
        }
        let (smallest, largest) = (ReportSettings::SMALLEST, ReportSettings::LARGEST);
        if !(smallest..=largest).contains(&settings.smallest_group) {
            let group = settings.smallest_group;
            fields.wrong(
                "smallest_group",
                format!("The smallest group cannot be {group}: give a number from {smallest} to {largest}."),
            );
        }
        fields.into_result()
    }

    /// Refuses chosen scenarios that a report of the selection has no place for: it would be made without them.
    ///
    /// # Errors
    /// The first that plans for another team than is shown, or that was never solved.
    pub fn check_scenarios(&self, settings: &ReportSettings, selection: &Selection) -> Result<(), AppError> {
        let chosen = settings.scenarios.iter().flatten();
        for scenario in chosen.filter_map(|id| self.content.scenarios.iter().find(|one| one.id == *id)) {
            let name = &scenario.name;
            let (says, hint) = if scenario.team != selection.team {
                let hint =
                    match scenario.team.and_then(|id| self.content.teams.iter().find(|one| one.id == id)) {
                        Some(team) => format!("Report on {}, or choose another scenario.", team.name),
                        None => "Report on all teams, or choose another scenario.".to_owned(),
                    };
                (format!("“{name}” plans for others than the report shows."), hint)
            } else if scenario.outcome.is_none() {
                (format!("“{name}” has not been solved yet."), "Solve it first.".to_owned())
            } else {
                continue;
            };
            return Err(AppError::new(ErrorCode::InvalidArgument, says, hint));
        }
        Ok(())
    }

    /// The Report screen, but for the pages.
    pub fn report_view(&self, selection: &Selection, moment: Moment) -> Result<ReportView, AppError> {
        let figures = self.figures(selection, None, moment)?;
        let empty = empty::people(&figures);
        let settings = self.report_settings();
        let offered = self.offered(&figures);
        let printed = printed(&settings, &offered);
        let sections = sections(&settings, printed.first().copied());
        let parts = sections.iter().filter(|section| section.chosen).count() as u32;
        let as_of = selection.as_of.unwrap_or(moment.today);
        let scenarios = offered
            .into_iter()
            .map(|scenario| {
                let solved = scenario.outcome.is_some();
                let at = printed.iter().position(|one| one.id == scenario.id);
                Ok(ReportScenario {
                    id: scenario.id,
                    name: scenario.name.clone(),
                    place: match at {
                        Some(0) => "asked for",
                        Some(_) => "compared",
                        None if solved => "left out",
                        None => "not solved yet",
                    }
                    .to_owned(),
                    chosen: at.is_some(),
                    can_choose: at.is_some() || (solved && printed.len() < ReportSettings::SCENARIOS),
                    note: if at.is_some() {
                        stale(&self.open_scenario(scenario, as_of)?)
                    } else {
                        String::new()
                    },
                })
            })
            .collect::<Result<Vec<_>, AppError>>()?;
        let mut warnings: Vec<String> = scenarios
            .iter()
            .filter(|scenario| !scenario.note.is_empty())
            .map(|scenario| format!("{}: {}", scenario.name, words::inside(&scenario.note)))
            .collect();
        if printed.is_empty() && settings.sections.contains(&Section::Decision) {
            warnings.push(
                "No scenario is asked for, so the pack leaves the decision open. Solve one on Plan, or choose one."
                    .to_owned(),
            );
        }
        if settings.names {
            warnings
                .push("Names are printed: give it to nobody who may not see what each can do.".to_owned());
        }
        Ok(ReportView {
            title: format!(
                "{} has {}, every figure with its source",
                words::sentence_case(pack_name(settings.audience)),
                in_words(parts, "part", "parts"),
            ),
            subtitle: if settings.names {
                "People stand with their names; nothing about them is withheld.".to_owned()
            } else {
                format!(
                    "Names are left out; cells about fewer than {} people are withheld.",
                    words::number(settings.smallest_group)
                )
            },
            draft: ReportDraft::of(&settings),
            logo: settings.logo.as_ref().map(|logo| logo.name.clone()),
            organisation: self.content.settings.name.clone(),
            organisation_limit: ReportSettings::TITLE as u32,
            words_limit: ReportSettings::WORDS as u32,
            words_place: if settings.sections.contains(&Section::Standing) {
                "printed on page 1"
            } else {
                "not printed: “Where we stand” is left out"
            }
            .to_owned(),
            smallest: ReportSettings::SMALLEST,
            largest: ReportSettings::LARGEST,
            printed: printed.iter().map(|scenario| scenario.id).collect(),
            sections,
            scenarios,
            audiences: AUDIENCES
                .map(|audience| ReportAudience {
                    audience,
                    name: audience_name(audience).to_owned(),
                    sections: audience.sections().to_vec(),
                })
                .to_vec(),
            names_consequences: [
                "Whoever gets the file learns what each person can do, and who leaves a gap.",
                "Figures about few people are no longer withheld.",
                "Every page says that it holds names.",
            ]
            .map(str::to_owned)
            .to_vec(),
            warnings,
            empty,
        })
    }

    /// A name for a file of the report: whose it is and its day.
    pub fn report_file_name(
        &self,
        settings: &ReportSettings,
        selection: &Selection,
        format: ReportFormat,
        moment: Moment,
    ) -> String {
        let whose = match settings.organisation.trim() {
            "" => self.content.settings.name.as_str(),
            organisation => organisation,
        };
        let day = selection.as_of.unwrap_or(moment.today);
        // The day is not to be cut off with a long name.
        let whose: String = whose.chars().take(40).collect();
        file_name_for(&format!("{whose} security skills {day}"), format.extension())
    }
}

/// The scenarios that a report prints of those that are offered to it, what is asked for first: those chosen, or the latest; of
/// them those that have been solved.
fn printed<'a>(settings: &ReportSettings, offered: &[&'a Scenario]) -> Vec<&'a Scenario> {
    let solved: Vec<&Scenario> =
        offered.iter().copied().filter(|scenario| scenario.outcome.is_some()).collect();
    match &settings.scenarios {
        Some(chosen) => chosen
            .iter()
            .filter_map(|id| solved.iter().copied().find(|scenario| scenario.id == *id))
            .collect(),
        None => solved.into_iter().rev().take(ReportSettings::SCENARIOS).collect(),
    }
}

/// Reads a picture to stand as the logo.
///
/// # Errors
/// The file cannot be read, is no PNG or JPEG, or is larger than a logo may be.
pub fn read_logo(path: &Path) -> Result<Logo, AppError> {
    let told = |error: std::io::Error| file_error(path, &error);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut bytes = Vec::new();
    // No more of it than shows that it is too large.
    let most = Logo::MOST_BYTES as u64 + 1;
    std::fs::File::open(path).map_err(told)?.take(most).read_to_end(&mut bytes).map_err(told)?;
    cadre_report::read_logo(&name, &bytes).map_err(|error| match error {
        ReportError::Logo { reason } => AppError::new(
            ErrorCode::InvalidArgument,
            format!("{name} cannot be the logo: {reason}."),
            format!("Nothing was changed. Choose a PNG or JPEG of at most {} kB.", Logo::MOST_BYTES / 1024),
        ),
        other => other.into(),
    })
}

/// What the report for somebody is called inside a sentence.
pub(super) const fn pack_name(audience: Audience) -> &'static str {
    match audience {
        Audience::Board => "the board pack",
        Audience::Hr => "the pack for HR",
        Audience::Team => "the pack for the team",
    }
}

/// "one page", "six pages", "14 pages".
pub(super) fn in_words(count: u32, one: &str, many: &str) -> String {
    format!("{} {}", words::number(count), if count == 1 { one } else { many })
}

const fn audience_name(audience: Audience) -> &'static str {
    match audience {
        Audience::Board => "Board",
        Audience::Hr => "HR",
        Audience::Team => "Team",
    }
}

const fn section_name(section: Section) -> &'static str {
    match section {
        Section::Standing => "Where we stand",
        Section::Decision => "What to decide",
        Section::Areas => "All areas and teams",
        Section::Plan => "Plan by quarter",
        Section::Posts => "Posts asked for",
        Section::Method => "Method",
        Section::Sources => "Sources and limits",
        Section::Matrix => "Full matrix",
    }
}

/// Every part with its place. The two that stand alone are pages; the others are lettered as they follow each other. The plan and
/// the posts are those of the scenario that is asked for.
fn sections(settings: &ReportSettings, asked: Option<&Scenario>) -> Vec<ReportSection> {
    let planned = |kind: Option<ActionKind>| {
        let mut actions = asked.iter().flat_map(|asked| &asked.actions);
        actions.any(|action| kind.is_none_or(|kind| action.kind == kind))
    };
    let (mut pages, mut letters) = (1_u8.., 'A'..='Z');
    Section::ALL
        .map(|section| {
            let can_choose = section != Section::Matrix || settings.names;
            let chosen = can_choose && settings.sections.contains(&section);
            let place = match section {
                _ if !can_choose => "with names only".to_owned(),
                _ if !chosen => "left out".to_owned(),
                Section::Plan if !planned(None) => "nothing planned".to_owned(),
                Section::Posts if !planned(Some(ActionKind::Hire)) => "none asked for".to_owned(),
                Section::Standing | Section::Decision => {
                    pages.next().map_or_else(String::new, |page| format!("page {page}"))
                }
                _ => letters.next().map_or_else(String::new, String::from),
            };
            ReportSection { section, name: section_name(section).to_owned(), place, chosen, can_choose }
        })
        .to_vec()
}

/// What a change of the report is called in the history.
fn change_in_words(before: &ReportSettings, after: &ReportSettings) -> String {
    if before.audience != after.audience {
        let audience = match after.audience {
            Audience::Board => "the board",
            Audience::Hr => "HR",
            Audience::Team => "the team",
        };
        return format!("Make the report for {audience}");
    }
    let names = if after.names { "Print names in the report" } else { "Leave names out of the report" };
    let mut changed = [
        (before.sections != after.sections, "Choose the parts of the report"),
        (before.scenarios != after.scenarios, "Choose the scenarios of the report"),
        (before.names != after.names, names),
        (before.smallest_group != after.smallest_group, "Set the smallest group of the report"),
        (before.own_words != after.own_words, "Write the own words of the report"),
        (before.organisation != after.organisation, "Name the organisation of the report"),
        (before.decision_on != after.decision_on, "Set the day of the decision in the report"),
        (before.paper != after.paper, "Choose the paper of the report"),
    ]
    .into_iter()
    .filter(|(changed, _)| *changed);
    match (changed.next(), changed.next()) {
        (Some((_, one)), None) => one.to_owned(),
        _ => "Change the report".to_owned(),
    }
}

/// Whether something stands twice in a short list.
fn repeats<T: PartialEq>(list: &[T]) -> bool {
    list.iter().enumerate().any(|(index, one)| list[..index].contains(one))
}
