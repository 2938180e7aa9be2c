//! Import of spreadsheets: read, shown with every guess and every problem, and then brought in as one operation.
//!
//! What is read changes a copy of the workspace's structure. The difference between the two is what the import would do:
//! the preview tells it, and bringing it in writes it.

mod bringing;
mod changes;
mod names;
mod preview;
mod problems;
mod remembered;
mod sentences;
mod tables;

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use cadre_core::{CompetencyKey, Content, OperationId, PersonId, Role, RoleId, Source};
use cadre_exchange::{
    Layout, NameChoice, Problem, Reading, Severity,
    lists::ListReading,
    matching::{Known, KnownCompetency, KnownPerson, fold},
    read::Workbook,
};
use cadre_store::{LogFilter, NewAssessment, NewOperation, Written, new_id};
use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    backups::BackupReason,
    benchmarks::editions,
    catalogue::catalogue,
    error::{AppError, ErrorCode},
    view::{ImportRequest, Selection, TableAnswers},
    words,
    work::Work,
    workspace::{Moment, Workspace},
};
use changes::Changes;
use names::NamesRead;
use tables::Found;
pub(crate) use tables::named;

/// How many assessments are written between two looks at whether the work is to stop.
const CHUNK: usize = 5_000;

/// A file as it was when it was chosen, read once for all answers about it: the bytes are not kept.
#[derive(Debug)]
pub struct ImportFile {
    /// Its path.
    pub path: String,
    name: String,
    workbook: Workbook,
}

/// Files that were read and not yet brought in.
#[derive(Debug)]
pub struct Import {
    files: Arc<[ImportFile]>,
    /// What was asked, with the answers in force.
    request: ImportRequest,
    selection: Selection,
    tables: Vec<TableRead>,
    names: NamesRead,
    assessments: Vec<NewAssessment>,
    recorded_already: u32,
    said_already: u32,
    changes: Changes,
    /// New people have no team: neither the files nor the user name one, and there are several.
    needs_team: bool,
    /// The day of the earlier import whose answers are used.
    remembered: Option<NaiveDate>,
    /// The operation done last when the files were read: after another one they are read again.
    base: Option<OperationId>,
}

/// A table that was read.
#[derive(Debug)]
struct TableRead {
    /// Its file, by position.
    file: usize,
    answers: TableAnswers,
    /// What was decided for rows that say nothing.
    source: Source,
    date: NaiveDate,
    team: String,
    /// New people of it have no team in the file.
    needs_team: bool,
    content: TableContent,
}

#[derive(Debug)]
enum TableContent {
    Levels(Reading),
    List(ListReading),
    /// The user leaves it out.
    LeftOut(Layout),
}

impl TableRead {
    const fn layout(&self) -> &Layout {
        match &self.content {
            TableContent::Levels(reading) => &reading.layout,
            TableContent::List(reading) => &reading.layout,
            TableContent::LeftOut(layout) => layout,
        }
    }

    const fn levels(&self) -> Option<&Reading> {
        match &self.content {
            TableContent::Levels(reading) => Some(reading),
            TableContent::List(_) | TableContent::LeftOut(_) => None,
        }
    }

    fn problems(&self) -> &[Problem] {
        match &self.content {
            TableContent::Levels(reading) => &reading.problems,
            TableContent::List(reading) => &reading.problems,
            TableContent::LeftOut(_) => &[],
        }
    }

    const fn rows_read(&self) -> u32 {
        match &self.content {
            TableContent::Levels(reading) => reading.rows_read,
            TableContent::List(reading) => reading.rows_read,
            TableContent::LeftOut(_) => 0,
        }
    }

    fn errors(&self) -> impl Iterator<Item = &Problem> {
        self.problems().iter().filter(|problem| problem.severity == Severity::Error)
    }
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportSummary {
    /// Rows of the files with data.
    pub rows_read: u32,
    /// Assessments recorded.
    pub assessments: u32,
    /// Assessments of the files that the workspace has already; they are not recorded again.
    pub recorded_already: u32,
    /// People added.
    pub people_added: u32,
    /// People changed.
    pub people_changed: u32,
    /// Teams added.
    pub teams_added: Vec<String>,
    /// Roles added.
    pub roles_added: Vec<String>,
    /// Roles changed, in their economics or their targets.
    pub roles_changed: Vec<String>,
    /// Competencies added that Cadre did not know.
    pub competencies_added: Vec<String>,
    /// Competencies changed.
    pub competencies_changed: u32,
    /// Seats added, so that everybody with a role has one, or by a list of positions.
    pub seats_added: u32,
    /// Answers to a benchmark's question added.
    pub answers_added: u32,
    /// Cells or rows that stayed out.
    pub left_out: u32,
    /// The scale used; empty where no table has levels.
    pub scale: String,
    /// How the scale becomes levels.
    pub scale_mapping: String,
    /// What the rows of the first table are: `wide`, `long`, `people`, `roles`, …
    pub layout: String,
}

/// One line of a dry run: a cell of a file and what would become of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportLine {
    /// The row's number in the file.
    pub row: u32,
    /// The column's letters.
    pub column: String,
    /// Who.
    pub person: String,
    /// In what.
    pub competency: String,
    /// The level that would be recorded.
    pub level: u8,
    /// From which source.
    pub source: Source,
    /// On which day.
    pub assessed_on: NaiveDate,
}

impl Workspace {
    /// Reads spreadsheets against the workspace. Nothing is written. New people for whom neither a file nor the user names
    /// a team are on the team selected.
    ///
    /// # Errors
    /// The files hold no table that can be imported; an answer is not one of those there are; [`ErrorCode::Cancelled`].
    pub fn read_import(
        &self,
        files: &Arc<[ImportFile]>,
        request: &ImportRequest,
        selection: &Selection,
        moment: Moment,
        work: &Work<'_>,
    ) -> Result<Import, AppError> {
        tables::check(request, moment)?;
        let shipped: HashMap<RoleId, Role> = catalogue()
            .roles
            .iter()
            .map(|role| {
                let id = RoleId(new_id());
                (id, role.role(id))
            })
            .collect();
        let known = known(&self.content, &shipped);
        let found = self.find_tables(files, &known, request)?;
        let remembered = found.iter().filter_map(|table| table.remembered).max();
        let mut request = request.clone();
        request.tables = found.iter().map(|table| table.answers.clone()).collect();
        remembered::add_names(&mut request, &found);
        // Somebody who is there no more is no answer.
        request.people.retain(|answer| match &answer.answer {
            NameChoice::Existing(id) => self.content.people.iter().any(|person| person.id == *id),
            NameChoice::New | NameChoice::LeaveOut => true,
        });
        request.competencies.retain(|answer| match &answer.answer {
            NameChoice::Existing(key) => self.content.competencies.iter().any(|one| one.key == *key),
            NameChoice::New | NameChoice::LeaveOut => true,
        });

        let is_role = |name: &str| {
            let same = |role: &Role| fold(&role.name) == fold(name);
            self.content.roles.iter().any(same) || shipped.values().any(same)
        };
        request.roles.retain(|answer| match &answer.answer {
            NameChoice::Existing(name) => is_role(name),
            NameChoice::New | NameChoice::LeaveOut => true,
        });

        let default_team = match selection.team {
            Some(team) => Some(self.team_name(team)?),
            None => None,
        };
        let mut bringing = bringing::Bringing::new(
            &self.store,
            &self.content,
            &shipped,
            &request,
            default_team,
            moment,
            work,
        );
        // Tables stand in the order in which they are shown, and are brought in by what they add to each other.
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by_key(|&index| kind_place(&found[index]));
        let mut read: Vec<Option<TableRead>> = found.iter().map(|_| None).collect();
        for index in order {
            let table = &found[index];
            read[index] = Some(bringing.bring(table, &files[table.file].workbook)?);
        }
        let bringing::Brought { after, assessments, recorded_already, said_already, names, needs_team } =
            bringing.finish();
        let tables: Vec<TableRead> = read.into_iter().flatten().collect();
        Ok(Import {
            files: Arc::clone(files),
            changes: Changes::between(&self.content, &after),
            request,
            selection: selection.clone(),
            tables,
            names,
            assessments,
            recorded_already,
            said_already,
            needs_team,
            remembered,
            base: self.last_operation()?,
        })
    }

    fn last_operation(&self) -> Result<Option<OperationId>, AppError> {
        let last = self.store.operations(&LogFilter::default(), None, 1)?.pop();
        Ok(last.map(|operation| operation.id))
    }

    /// Brings in what was read, as one operation. Where cells are wrong, nothing is brought in unless `skip_bad`. Where the
    /// workspace has changed since the files were read, they are read against it again first.
    ///
    /// # Errors
    /// [`ErrorCode::BadCells`]; [`ErrorCode::Conflict`] where the import would now do something else; [`ErrorCode::NeedsTeam`];
    /// [`ErrorCode::Cancelled`]. Then nothing has changed.
    pub fn apply_import(
        &mut self,
        import: &Import,
        skip_bad: bool,
        moment: Moment,
        work: &Work<'_>,
    ) -> Result<Written<ImportSummary>, AppError> {
        let again;
        let import = if self.last_operation()? == import.base {
            import
        } else {
            again = self.read_import(&import.files, &import.request, &import.selection, moment, work)?;
            if again.summary() != import.summary() || again.changes.sentences() != import.changes.sentences()
            {
                return Err(AppError::new(
                    ErrorCode::Conflict,
                    "The workspace has changed since these files were looked at, and the import would now do something else.",
                    "Nothing was imported. Look at what it would do now, and import again.",
                ));
            }
            &again
        };
        if !skip_bad && import.errors().next().is_some() {
            return Err(import.bad_cells());
        }
        if import.needs_team {
            return Err(self.no_team());
        }
        self.back_up_before(BackupReason::Import, moment)?;
        let summary = import.summary();
        let mappings = import.mappings(moment);
        let operation =
            NewOperation { kind: "import".to_owned(), label: import.label(&summary), at: moment.now };
        let total = import.assessments.len();
        let written = self.store.write::<_, AppError>(operation, |tx| {
            import.changes.put(tx)?;
            for (index, chunk) in import.assessments.chunks(CHUNK).enumerate() {
                let done = index * CHUNK;
                work.step(
                    format!(
                        "Recording {} of {}",
                        words::thousands(done as u32),
                        words::counted(total as u32, "assessment", "assessments")
                    ),
                    Some(done as f64 / total as f64),
                )?;
                tx.record(chunk)?;
            }
            // The last word before it is done: from here on it is too late to stop.
            work.step("Saving".to_owned(), Some(1.0))?;
            if !import.changes.is_empty() || total > 0 {
                mappings.iter().try_for_each(|mapping| tx.put_import_mapping(mapping))?;
            }
            Ok(summary)
        })?;
        self.reload()?;
        Ok(written)
    }

    fn no_team(&self) -> AppError {
        let names: Vec<&str> = self.content.teams.iter().map(|team| team.name.as_str()).collect();
        AppError::new(
            ErrorCode::NeedsTeam,
            "The file has new people and does not say on which team they are.",
            format!(
                "Choose their team, or add a team column to the file. The teams are: {}.",
                words::list(&names)
            ),
        )
    }
}

impl Import {
    /// Every problem that keeps something out.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &Problem> {
        self.tables.iter().flat_map(TableRead::errors)
    }

    /// What the import would do.
    pub fn summary(&self) -> ImportSummary {
        let levels = self.tables.iter().find_map(TableRead::levels);
        ImportSummary {
            rows_read: self.tables.iter().map(TableRead::rows_read).sum(),
            assessments: self.assessments.len() as u32,
            recorded_already: self.recorded_already,
            left_out: self.errors().count() as u32,
            scale: levels.map_or("", |reading| reading.scale.scale.as_str()).to_owned(),
            scale_mapping: levels.map_or("", |reading| reading.scale.mapping).to_owned(),
            layout: self.tables.first().map_or("", |table| tables::kind_name(table.layout().kind)).to_owned(),
            ..self.changes.summary()
        }
    }

    /// "Import 399 assessments from may.xlsx", as the history will name it.
    fn label(&self, summary: &ImportSummary) -> String {
        let what = if summary.assessments > 0 {
            words::counted(summary.assessments, "assessment", "assessments")
        } else {
            self.changes.in_brief()
        };
        match &self.files[..] {
            [one] => format!("Import {what} from {}", one.name),
            [first, others @ ..] => format!(
                "Import {what} from {} and {}",
                first.name,
                words::counted(others.len() as u32, "other file", "other files")
            ),
            [] => format!("Import {what}"),
        }
    }

    /// Every assessment that would be recorded, in the order of the files.
    pub fn lines(&self) -> Vec<ImportLine> {
        let levels = self.tables.iter().filter_map(TableRead::levels);
        levels
            .flat_map(|reading| {
                reading.rows.iter().map(|row| {
                    let person = &reading.people[row.person as usize];
                    let competency = &reading.competencies[row.competency as usize];
                    ImportLine {
                        row: row.row,
                        column: cadre_exchange::layout::letters(row.column),
                        person: person.known_name.clone().unwrap_or_else(|| person.name.clone()),
                        competency: competency.known_name.clone().unwrap_or_else(|| competency.name.clone()),
                        level: row.level.get(),
                        source: row.source,
                        assessed_on: row.assessed_on,
                    }
                })
            })
            .collect()
    }
}

/// The place of a table in the order in which tables are brought in.
fn kind_place(table: &Found) -> usize {
    cadre_exchange::LayoutKind::ALL
        .iter()
        .position(|kind| *kind == table.layout.kind)
        .unwrap_or(cadre_exchange::LayoutKind::ALL.len())
}

/// The names that a file may mean: those of a content, and of shipped roles under the ids that they would get.
pub(crate) fn known(content: &Content, shipped: &HashMap<RoleId, Role>) -> Known {
    let aliases: HashMap<&CompetencyKey, &Vec<String>> =
        catalogue().competencies.iter().map(|shipped| (&shipped.competency.key, &shipped.aliases)).collect();
    let team_names: HashMap<_, &str> =
        content.teams.iter().map(|team| (team.id, team.name.as_str())).collect();
    let mut roles: Vec<(RoleId, String)> =
        content.roles.iter().map(|role| (role.id, role.name.clone())).collect();
    let by_name: BTreeMap<&str, RoleId> =
        shipped.iter().map(|(id, role)| (role.name.as_str(), *id)).collect();
    for profile in &catalogue().roles {
        let same = |role: &&Role| fold(&role.name) == fold(&profile.name);
        let present = content.roles.iter().find(same).map(|role| role.id);
        let Some(id) = present.or_else(|| by_name.get(profile.name.as_str()).copied()) else { continue };
        if present.is_none() {
            roles.push((id, profile.name.clone()));
        }
        roles.extend(profile.aliases.iter().map(|alias| (id, alias.clone())));
    }
    let mut questions: Vec<String> = editions(content)
        .flat_map(|benchmark| benchmark.figures.iter().map(|figure| figure.question.clone()))
        .collect();
    questions.sort_unstable();
    questions.dedup();
    Known {
        competencies: content
            .competencies
            .iter()
            .map(|competency| KnownCompetency {
                key: competency.key.clone(),
                name: competency.name.clone(),
                aliases: aliases.get(&competency.key).map(|aliases| (*aliases).clone()).unwrap_or_default(),
            })
            .collect(),
        people: content
            .people
            .iter()
            .map(|person| KnownPerson {
                id: person.id,
                name: person.name.clone(),
                team: team_names.get(&person.team).copied().unwrap_or_default().to_owned(),
            })
            .collect(),
        teams: content.teams.iter().map(|team| (team.id, team.name.clone())).collect(),
        roles,
        areas: content.areas.iter().map(|area| (area.key.clone(), area.name.clone())).collect(),
        questions,
        currency: content.settings.currency.clone(),
    }
}

/// The person's id, as the answers hold it.
type People = BTreeMap<String, NameChoice<PersonId>>;
/// The competency's key, likewise.
type Competencies = BTreeMap<String, NameChoice<CompetencyKey>>;
/// The role's name, likewise.
type Roles = BTreeMap<String, NameChoice<String>>;
