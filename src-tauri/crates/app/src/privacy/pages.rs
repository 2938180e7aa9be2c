//! Pages about privacy as files: set by the report's own writers, so that they look like it and are as accessible.

use cadre_core::{Paper, Section};
use cadre_report::{Align, Block, Cell, Column, Content, Pack, Page, Role, Row, Run, Table};

use crate::{
    error::AppError,
    report::fallback,
    view::PrivacyPart,
    words,
    workspace::{Moment, Workspace},
};

/// One page of HTML that needs nothing else.
pub(super) fn html(
    workspace: &Workspace,
    title: &str,
    parts: &[PrivacyPart],
    moment: Moment,
) -> Result<Vec<u8>, AppError> {
    Ok(cadre_report::html(&pack(workspace, title, parts, moment)?)?)
}

/// The same as an accessible PDF.
pub(super) fn pdf(
    workspace: &Workspace,
    title: &str,
    parts: &[PrivacyPart],
    moment: Moment,
) -> Result<Vec<u8>, AppError> {
    let pack = pack(workspace, title, parts, moment)?;
    Ok(cadre_report::pdf(&pack, &fallback(&pack))?)
}

fn pack(workspace: &Workspace, title: &str, parts: &[PrivacyPart], moment: Moment) -> Result<Pack, AppError> {
    let content = &workspace.content;
    let organisation = content.report.as_ref().map(|report| report.organisation.clone());
    Ok(Pack {
        title: title.to_owned(),
        heading: "Privacy".to_owned(),
        organisation: organisation
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| content.settings.name.clone()),
        as_of: moment.today,
        as_of_words: words::date(moment.today),
        confidentiality: "Confidential: personal data".to_owned(),
        money_unit: String::new(),
        fingerprint: workspace.store.log_head()?,
        recipe: String::new(),
        paper: content.report.as_ref().map_or(Paper::default(), |report| report.paper),
        logo: None,
        pages: vec![Page {
            section: Section::Sources,
            label: String::new(),
            title: title.to_owned(),
            standfirst: Vec::new(),
            rows: parts.iter().map(|part| Row::Wide(block(part))).collect(),
        }],
    })
}

fn block(part: &PrivacyPart) -> Block {
    let mut content: Vec<Content> =
        part.lines.iter().map(|line| Content::Paragraph(vec![Run::plain(line.as_str())])).collect();
    if !part.rows.is_empty() {
        let column = |head: &String| Column { head: head.clone(), align: Align::Left, width: Some(1.0) };
        content.push(Content::Table(Table {
            name: part.heading.clone(),
            columns: part.columns.iter().map(column).collect(),
            rows: part.rows.iter().map(|row| row.iter().map(Cell::plain).collect()).collect(),
            total: false,
            recommended: None,
        }));
    }
    Block {
        role: Role::Other("privacy"),
        eyebrow: String::new(),
        heading: part.heading.clone(),
        reading: String::new(),
        content,
        source: String::new(),
        boxed: false,
    }
}
