//! What the screens show, ready to be shown: figures, marks and sentences. The screens compute nothing.

use cadre_core::{
    AreaKey, BenchmarkId, CompetencyKey, Importance, Level, PersonId, RoleId, Source, TeamId,
    benchmark::OurFigure,
    need::{Signal, Weights},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What every screen is asked for: which team, which date, which benchmark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(default)]
pub struct Selection {
    /// The team; `None` for all teams.
    pub team: Option<TeamId>,
    /// The date; `None` for today.
    pub as_of: Option<NaiveDate>,
    /// The benchmark; `None` for the workspace's own.
    pub benchmark: Option<BenchmarkId>,
}

/// A choice in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Choice {
    /// What is sent back when it is chosen.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// What the frame round the screens shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct WorkspaceView {
    /// The workspace's name.
    pub name: String,
    /// The file's name.
    pub file_name: String,
    /// The file's path.
    pub path: String,
    /// Teams to choose from, in display order.
    pub teams: Vec<Choice>,
    /// Benchmarks to choose from.
    pub benchmarks: Vec<Choice>,
    /// The workspace's own benchmark.
    pub benchmark: BenchmarkId,
    /// Today: the as-of date where none is chosen.
    pub today: NaiveDate,
    /// Whether the file can only be read.
    pub read_only: bool,
    /// The operation done last, where there is one.
    pub last_operation: Option<LastOperation>,
    /// Label of what Undo would take back.
    pub undo: Option<String>,
    /// Label of what Redo would bring back.
    pub redo: Option<String>,
}

/// The operation done last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct LastOperation {
    /// What was done.
    pub label: String,
    /// When, in words: "Today 10:42", "19 May".
    pub when: String,
}

/// The start screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct StartView {
    /// Workspaces opened lately, the latest first.
    pub recent: Vec<RecentWorkspace>,
    /// The default benchmark with its n: "ISACA State of Cybersecurity 2024, n = 1,868".
    pub benchmark: String,
    /// Cadre's version.
    pub version: String,
    /// How many role profiles are shipped.
    pub roles: u32,
}

/// A workspace opened lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RecentWorkspace {
    /// The file's path.
    pub path: String,
    /// The workspace's name.
    pub name: String,
    /// File name and size in words: "halden.cadre · 3 teams, 24 people".
    pub detail: String,
    /// When it was opened last, in words.
    pub when: String,
    /// Whether the file is no longer there.
    pub missing: bool,
}

/// Why a screen has nothing to show, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EmptyState {
    /// What is missing, in one sentence.
    pub title: String,
    /// What it means.
    pub text: String,
    /// What to do next, most useful first.
    pub actions: Vec<EmptyAction>,
}

/// What to do next on an empty screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EmptyAction {
    /// What it does.
    pub kind: EmptyActionKind,
    /// The words on the button.
    pub label: String,
    /// One or two sentences beside it.
    pub text: String,
}

/// The ways out of an empty screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum EmptyActionKind {
    /// Import a spreadsheet.
    Import,
    /// Go to the matrix and set levels.
    Matrix,
    /// Show all teams instead of this one.
    AllTeams,
    /// Show today instead of the chosen date.
    Today,
}

/// The overview.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OverviewView {
    /// The finding, as a sentence.
    pub title: String,
    /// Seats, reach and what to start first.
    pub subtitle: String,
    /// The five worst gaps in words.
    pub worst: Vec<WorstGap>,
    /// How fresh and how complete the assessments are.
    pub freshness: Freshness,
    /// Seat gap by area over five quarters.
    pub trend: Trend,
    /// Set where there is nothing to show.
    pub empty: Option<EmptyState>,
}

/// One of the worst gaps.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct WorstGap {
    /// The rank shown: "1" or "4–5".
    pub rank: String,
    /// The competency.
    pub competency: CompetencyKey,
    /// The team.
    pub team: TeamId,
    /// The gap in one sentence.
    pub sentence: String,
    /// The need, 0 to 100.
    pub need: f64,
    /// What to do about it.
    pub signal: Signal,
}

/// How fresh and how complete the assessments of the people counted are, over the pairs of a person and a competency
/// that their team needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Freshness {
    /// "427 of 456 pairs assessed, 38 stale".
    pub title: String,
    /// All pairs.
    pub pairs: u32,
    /// Confirmed and fresh.
    pub confirmed: u32,
    /// Claimed only, fresh.
    pub claimed: u32,
    /// Past the re-check months.
    pub stale: u32,
    /// Never assessed.
    pub unknown: u32,
    /// The areas with the most stale and unknown pairs, worst first, at most four.
    pub least_certain: Vec<AreaFreshness>,
}

/// Freshness of one area.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct AreaFreshness {
    /// The area.
    pub area: AreaKey,
    /// Its name.
    pub name: String,
    /// Stale pairs.
    pub stale: u32,
    /// Unknown pairs.
    pub unknown: u32,
    /// All pairs.
    pub pairs: u32,
}

/// Seat gap by area at the end of each of the last five quarters.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Trend {
    /// "Seat gap since 1 March".
    pub title: String,
    /// The dates of the points, oldest first.
    pub dates: Vec<NaiveDate>,
    /// The areas with the highest need, at most five.
    pub areas: Vec<AreaTrend>,
    /// What changed since the last quarter, in words; empty where nothing did.
    pub changed: String,
}

/// The seat gap of one area over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct AreaTrend {
    /// The area.
    pub area: AreaKey,
    /// Its name.
    pub name: String,
    /// Seat gap in percent at each date; `None` where nobody was assessed.
    pub points: Vec<Option<f64>>,
    /// The last point, as shown: "83%".
    pub now: String,
    /// Change in points since the quarter before, as shown: "−6", "+9", "0".
    pub change: String,
}

/// The matrix: people × competencies.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MatrixView {
    /// Areas with at least one competency, in display order.
    pub areas: Vec<MatrixArea>,
    /// Columns, grouped by area in the order of `areas`.
    pub competencies: Vec<MatrixCompetency>,
    /// Rows, grouped by team in display order; within a team by name.
    pub people: Vec<MatrixPerson>,
    /// `people.len() × competencies.len()` cells, row by row.
    pub cells: Vec<MatrixCell>,
    /// Teams of the rows, in order.
    pub teams: Vec<Choice>,
    /// Set where there are no people.
    pub empty: Option<EmptyState>,
    /// Set where there are people and no levels: shown beside the grid.
    pub no_levels: Option<EmptyState>,
}

/// An area heading over its columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MatrixArea {
    /// The area.
    pub key: AreaKey,
    /// Its name.
    pub name: String,
    /// How many columns it spans.
    pub columns: u32,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MatrixCompetency {
    /// The competency.
    pub key: CompetencyKey,
    /// Its name.
    pub name: String,
    /// Its area.
    pub area: AreaKey,
    /// What each level looks like; empty or five.
    pub descriptors: Vec<String>,
    /// Seats needed over the teams shown.
    pub seats_needed: u32,
    /// Seats filled over the teams shown.
    pub seats_filled: u32,
    /// Holders over the teams shown.
    pub holders: u32,
    /// Whether some team has fewer holders than its minimum.
    pub too_few_holders: bool,
    /// Whether anyone shown is assessed in it: before that, filled and holders are shown as "–".
    pub assessed: bool,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MatrixPerson {
    /// The person.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their team.
    pub team: TeamId,
    /// Their team's name.
    pub team_name: String,
    /// Their role, where they have one.
    pub role: Option<RoleId>,
    /// Its name.
    pub role_name: Option<String>,
    /// Borrowed people are shown and never counted.
    pub borrowed: bool,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MatrixCell {
    /// The current level; `None` where unknown.
    pub level: Option<Level>,
    /// Whether it is confirmed rather than claimed.
    pub confirmed: bool,
    /// Whether it is past its re-check months.
    pub stale: bool,
    /// The target of the person's role, where it has one.
    pub target: Option<Level>,
    /// Self-rating minus confirmed level, where they differ by two or more, else 0.
    pub self_difference: i8,
}

/// The panel beside the grid: one person in one competency.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CellDetail {
    /// The person's name.
    pub person_name: String,
    /// "LLM security engineer, AI assurance".
    pub role_and_team: String,
    /// The competency's name.
    pub competency_name: String,
    /// The current level; `None` where unknown.
    pub level: Option<Level>,
    /// The target and its importance, where the role has one.
    pub target: Option<CellTarget>,
    /// "Confirmed by manager", "Claimed by self"; empty where unknown.
    pub source: String,
    /// The day assessed.
    pub assessed_on: Option<NaiveDate>,
    /// Whether it is stale.
    pub stale: bool,
    /// "3, one level higher"; empty where there is no self-rating beside a confirmed level.
    pub self_rating: String,
    /// What each level looks like here; five.
    pub descriptors: Vec<String>,
    /// Every assessment, the latest first, retracted ones left out.
    pub history: Vec<HistoryEntry>,
}

/// A target with its importance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CellTarget {
    /// The level needed.
    pub level: Level,
    /// How much it matters.
    pub importance: Importance,
    /// "useful", "important", "critical".
    pub importance_name: String,
}

/// One assessment in a cell's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct HistoryEntry {
    /// The level found.
    pub level: Level,
    /// Where it comes from.
    pub source: Source,
    /// "Manager, J. Weber".
    pub source_name: String,
    /// Whether it confirms.
    pub confirmed: bool,
    /// Whether it is stale on the as-of date.
    pub stale: bool,
    /// The day assessed.
    pub assessed_on: NaiveDate,
    /// Evidence or remark.
    pub note: Option<String>,
}

/// The comparison with industry.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CompareView {
    /// The finding, as a sentence.
    pub title: String,
    /// What the comparison shows and what it does not.
    pub reading: String,
    /// Which of our figures stands beside the industry's.
    pub ours: OurFigure,
    /// Every area, in the order of the chart.
    pub areas: Vec<CompareArea>,
    /// The pulse shown, in words; `None` where none was asked.
    pub pulse: Option<String>,
    /// Set where there is nothing to compare.
    pub empty: Option<EmptyState>,
}

/// One area of the comparison, opened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CompareArea {
    /// The area.
    pub key: AreaKey,
    /// Its name.
    pub name: String,
    /// "24% name it as a skills gap"; says so where the edition has no figure.
    pub industry_sentence: String,
    /// Our figure in words, with formula, inputs and bounds.
    pub ours_sentence: String,
    /// Label and value of everything behind the industry figure; empty without one.
    pub source: Vec<Fact>,
    /// Label and value of everything behind our figure.
    pub inputs: Vec<Fact>,
    /// What to read with care.
    pub notes: Vec<String>,
}

/// A label and its value, for a panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// Its value, formatted.
    pub value: String,
}

/// The ranked list of needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PrioritiesView {
    /// The finding, as a sentence.
    pub title: String,
    /// How firm the order is.
    pub subtitle: String,
    /// The weights used.
    pub weights: Weights,
    /// The need line, 0 to 100.
    pub need_line: f64,
    /// Most levels within reach of training.
    pub reach: u8,
    /// Every need above 0, highest first.
    pub items: Vec<PriorityRow>,
    /// Set where there is nothing to rank.
    pub empty: Option<EmptyState>,
}

/// One row of the ranked list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PriorityRow {
    /// The competency.
    pub competency: CompetencyKey,
    /// Its name.
    pub competency_name: String,
    /// The team.
    pub team: TeamId,
    /// Its name.
    pub team_name: String,
    /// The area's key.
    pub area: AreaKey,
    /// The rank or the band it shares: "5–6".
    pub rank: String,
    /// The tie band it is in, counted from 0; `None` where it stands alone.
    pub band: Option<u32>,
    /// The need, 0 to 100.
    pub need: f64,
    /// Points of the need from the seat gap.
    pub from_seat_gap: f64,
    /// Points of the need from the key-person risk.
    pub from_key_person_risk: f64,
    /// Points of the need from the level shortfall.
    pub from_level_shortfall: f64,
    /// "2 of 5"; "–" where no seat is unfilled.
    pub in_reach: String,
    /// Hiring part of the need.
    pub hire_part: f64,
    /// Training part of the need.
    pub train_part: f64,
    /// Share of the draws in which it keeps its place, 0 to 1.
    pub stability: f64,
    /// The industry figure of its area, in percent.
    pub industry_percent: Option<f64>,
    /// What to do.
    pub signal: Signal,
    /// The formula with the values put in: "Need 88.4 = 100 · 1 · 0.93 · (0.5 · 1.00 + 0.3 · 1.00 + 0.2 · 0.73)".
    pub formula: String,
    /// Each term with its words: C, U, G, F, L.
    pub terms: Vec<TermRow>,
    /// Why the signal is what it is.
    pub reason: Vec<String>,
}

/// One term of a need score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TermRow {
    /// Its letter.
    pub letter: String,
    /// What it says here: "28 weeks to fill and ramp, 30 to the date".
    pub words: String,
    /// Its value, formatted.
    pub value: String,
}

/// Which chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum ChartKind {
    /// The areas against the industry figures.
    Compare,
    /// Need by area, split into hiring and training.
    Priorities,
    /// Need × industry gap.
    NeedIndustry,
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportPreview {
    /// The file's path, sent back to import it.
    pub path: String,
    /// "may-assessments.xlsx, sheet “Levels”, scale 0 to 4".
    pub source: String,
    /// "412 rows read, 399 assessments ready".
    pub title: String,
    /// What stays out and what was matched, in words.
    pub text: String,
    /// The columns that were understood, with what they are taken for.
    pub columns: Vec<PreviewColumn>,
    /// The file's rows in its order, at most 500: those with something to say, and the first of the others.
    pub rows: Vec<PreviewRow>,
    /// How many rows of the file are not in `rows`.
    pub more_rows: u32,
    /// Problems and notices by kind, problems first.
    pub kinds: Vec<PreviewKind>,
    /// Assessments that would be recorded.
    pub ready: u32,
    /// Cells or rows that would stay out: importing then needs the user's word.
    pub bad: u32,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PreviewColumn {
    /// What it is taken for: "Person", "Level", "Output handling".
    pub title: String,
    /// The file's own header.
    pub from: String,
    /// What there is to say of the header: "read as Output handling"; empty mostly.
    pub note: String,
    /// How the header was taken.
    pub state: PreviewState,
}

/// A row of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PreviewRow {
    /// Its number in the file, from 1.
    pub row: u32,
    /// One cell for each of the preview's columns.
    pub cells: Vec<PreviewCell>,
}

/// A cell of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PreviewCell {
    /// The text of the file.
    pub text: String,
    /// What there is to say of it: "not 0 to 4", "read as Noor Rahman"; empty mostly.
    pub note: String,
    /// Whether it is plain, was set right, or is a problem.
    pub state: PreviewState,
}

/// How a cell of the file was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum PreviewState {
    /// As it stands.
    Plain,
    /// Understood, with something to know.
    Notice,
    /// Not understood: it stays out.
    Problem,
}

/// A kind of problem or notice and how often it occurs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PreviewKind {
    /// "Level outside the scale".
    pub label: String,
    /// How often.
    pub count: u32,
    /// Whether it keeps something out.
    pub problem: bool,
}

impl ChartKind {
    /// The name on the command line and of a saved file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Compare => "compare",
            Self::Priorities => "priorities",
            Self::NeedIndustry => "need-industry",
        }
    }
}

/// What an export holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum ExportFormat {
    /// Everything: an equal workspace can be made from it.
    Json,
    /// The matrix of current levels.
    Csv,
}

impl ExportFormat {
    /// The ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

/// How a picture is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum PictureFormat {
    /// Shapes and text.
    Svg,
    /// Pixels, two to each of the screen's.
    Png,
}

impl PictureFormat {
    /// The ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}
