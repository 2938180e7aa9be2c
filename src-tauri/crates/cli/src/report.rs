//! `cadre report`: the board report as a file, and a file held against the workspace.

use std::{
    io::{IsTerminal as _, Write as _},
    path::Path,
    sync::atomic::AtomicBool,
};

use cadre_app::{
    AppError, Audience, ErrorCode, Paper, Progress, ReportFormat, Section, Work, read_logo, read_report,
    report_file, write_file,
};

use crate::{
    arguments::ReportArguments,
    choices::{AudienceName, PaperName, SectionName},
    commands::{extension, extension_error, output, select, written},
    opening::Access,
};

/// Nothing stops it but the end of the program, which leaves no half a file.
static NEVER: AtomicBool = AtomicBool::new(false);

pub(crate) fn run(asked: &ReportArguments, json: bool, access: &Access) -> Result<String, AppError> {
    let moment = access.moment;
    let workspace = access.open(&asked.workspace)?;
    let report = |progress: &Progress| {
        if std::io::stderr().is_terminal() {
            // Progress that cannot be told is no reason to stop.
            let _told = writeln!(std::io::stderr(), "{}", progress.text);
        }
    };
    let work = Work::new(&report, &NEVER);
    if let Some(path) = &asked.verify {
        let logo = asked.logo.as_deref().map(read_logo).transpose()?;
        let verified = workspace.verify_report(&read_report(path)?, logo, &work, moment)?;
        if !verified.matches {
            let hint = format!(
                "It shows {}, from data {}; the workspace has data {}.",
                verified.as_of,
                short(&verified.fingerprint),
                short(&verified.now)
            );
            return Err(AppError::new(ErrorCode::ReportDiffers, verified.says, hint));
        }
        return Ok(output(json, &verified, || verified.says.clone()));
    }
    let Some(path) = &asked.output else {
        return Err(AppError::new(
            ErrorCode::InvalidArgument,
            "Nothing says where the report is to be written.",
            "Give -o OUT.pdf, OUT.pptx, OUT.xlsx or OUT.html.",
        ));
    };
    let format = format_of(path)?;
    let mut settings = workspace.report_settings();
    if let Some(audience) = asked.audience {
        settings.audience = audience.into();
        settings.sections = settings.audience.sections().to_vec();
    }
    if !asked.sections.is_empty() {
        settings.sections = asked.sections.iter().map(|&section| section.into()).collect();
    }
    if !asked.scenario.is_empty() {
        let ids = asked.scenario.iter().map(|name| workspace.scenario_named(name));
        settings.scenarios = Some(ids.collect::<Result<_, _>>()?);
    }
    // Names are never a matter of what was chosen another time.
    settings.names = asked.names;
    if settings.names && asked.sections.is_empty() && !settings.sections.contains(&Section::Matrix) {
        settings.sections.push(Section::Matrix);
    }
    settings.smallest_group = asked.smallest_group.unwrap_or(settings.smallest_group);
    settings.paper = asked.paper.map_or(settings.paper, Into::into);
    if let Some(organisation) = &asked.organisation {
        settings.organisation.clone_from(organisation);
    }
    if let Some(words) = &asked.words {
        settings.own_words.clone_from(words);
    }
    if let Some(path) = &asked.logo {
        settings.logo = Some(read_logo(path)?);
    }
    settings.decision_on = asked.decision_on.or(settings.decision_on);
    workspace.check_report(&settings)?;
    let selection = select(&workspace, &asked.selection)?;
    if !asked.scenario.is_empty() {
        workspace.check_scenarios(&settings, &selection)?;
    }
    let pack = workspace.report_pack(&selection, &settings, &work, moment)?;
    write_file(path, &report_file(&pack, format, &work)?)?;
    Ok(written(json, path))
}

fn short(fingerprint: &str) -> &str {
    fingerprint.get(..8).unwrap_or(fingerprint)
}

fn format_of(path: &Path) -> Result<ReportFormat, AppError> {
    let ending = extension(path);
    ReportFormat::ALL
        .into_iter()
        .find(|format| Some(format.extension()) == ending.as_deref())
        .ok_or_else(|| extension_error(path, "pdf, pptx, xlsx or html"))
}

impl From<AudienceName> for Audience {
    fn from(name: AudienceName) -> Self {
        match name {
            AudienceName::Board => Self::Board,
            AudienceName::Hr => Self::Hr,
            AudienceName::Team => Self::Team,
        }
    }
}

impl From<PaperName> for Paper {
    fn from(name: PaperName) -> Self {
        match name {
            PaperName::A4 => Self::A4,
            PaperName::Letter => Self::Letter,
        }
    }
}

impl From<SectionName> for Section {
    fn from(name: SectionName) -> Self {
        match name {
            SectionName::Standing => Self::Standing,
            SectionName::Decision => Self::Decision,
            SectionName::Areas => Self::Areas,
            SectionName::Plan => Self::Plan,
            SectionName::Posts => Self::Posts,
            SectionName::Method => Self::Method,
            SectionName::Sources => Self::Sources,
            SectionName::Matrix => Self::Matrix,
        }
    }
}
