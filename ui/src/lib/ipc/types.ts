// The shapes that the shell answers with, as `src-tauri/crates/app/src/view.rs` and `error.rs` define them.

export type ErrorCode =
  | "workspace_not_found"
  | "not_a_workspace"
  | "workspace_damaged"
  | "workspace_newer"
  | "workspace_locked"
  | "workspace_read_only"
  | "workspace_exists"
  | "no_workspace"
  | "invalid_content"
  | "conflict"
  | "in_use"
  | "nothing_to_undo"
  | "unknown_team"
  | "unknown_benchmark"
  | "unknown_person"
  | "unknown_competency"
  | "invalid_argument"
  | "unreadable_spreadsheet"
  | "bad_cells"
  | "check_failed"
  | "io"
  | "disk_full";

export type FieldProblem = { place: string; found: string; expected: string };
export type AppError = { code: ErrorCode; message: string; hint: string; fields: FieldProblem[] };

export type Selection = { team: string | null; as_of: string | null; benchmark: string | null };
export type Choice = { value: string; label: string };

export type LastOperation = { label: string; when: string };
export type WorkspaceView = {
  name: string;
  file_name: string;
  path: string;
  teams: Choice[];
  benchmarks: Choice[];
  benchmark: string;
  today: string;
  read_only: boolean;
  last_operation: LastOperation | null;
  undo: string | null;
  redo: string | null;
};

export type RecentWorkspace = { path: string; name: string; detail: string; when: string; missing: boolean };
export type StartView = { recent: RecentWorkspace[]; benchmark: string; version: string; roles: number };

export type EmptyActionKind = "import" | "matrix" | "all_teams" | "today";
export type EmptyAction = { kind: EmptyActionKind; label: string; text: string };
export type EmptyState = { title: string; text: string; actions: EmptyAction[] };

export type Signal = "hire" | "train" | "deepen" | "watch";
export type WorstGap = {
  rank: string;
  competency: string;
  team: string;
  sentence: string;
  need: number;
  signal: Signal;
};
export type AreaFreshness = { area: string; name: string; stale: number; unknown: number; pairs: number };
export type Freshness = {
  title: string;
  pairs: number;
  confirmed: number;
  claimed: number;
  stale: number;
  unknown: number;
  least_certain: AreaFreshness[];
};
export type AreaTrend = { area: string; name: string; points: (number | null)[]; now: string; change: string };
export type Trend = { title: string; dates: string[]; areas: AreaTrend[]; changed: string };
export type OverviewView = {
  title: string;
  subtitle: string;
  worst: WorstGap[];
  freshness: Freshness;
  trend: Trend;
  empty: EmptyState | null;
};

export type MatrixArea = { key: string; name: string; columns: number };
export type MatrixCompetency = {
  key: string;
  name: string;
  area: string;
  descriptors: string[];
  seats_needed: number;
  seats_filled: number;
  holders: number;
  too_few_holders: boolean;
  assessed: boolean;
};
export type MatrixPerson = {
  id: string;
  name: string;
  team: string;
  team_name: string;
  role: string | null;
  role_name: string | null;
  borrowed: boolean;
};
export type MatrixCell = {
  level: number | null;
  confirmed: boolean;
  stale: boolean;
  target: number | null;
  self_difference: number;
};
export type MatrixView = {
  areas: MatrixArea[];
  competencies: MatrixCompetency[];
  people: MatrixPerson[];
  cells: MatrixCell[];
  teams: Choice[];
  empty: EmptyState | null;
  no_levels: EmptyState | null;
};
export type CellTarget = { level: number; importance: number; importance_name: string };
export type Source = "self" | "peer" | "manager" | "exam" | "lab" | "work";
export type HistoryEntry = {
  level: number;
  source: Source;
  source_name: string;
  confirmed: boolean;
  stale: boolean;
  assessed_on: string;
  note: string | null;
};
export type CellDetail = {
  person_name: string;
  role_and_team: string;
  competency_name: string;
  level: number | null;
  target: CellTarget | null;
  source: string;
  assessed_on: string | null;
  stale: boolean;
  self_rating: string;
  descriptors: string[];
  history: HistoryEntry[];
};

export type Fact = { label: string; value: string };
export type CompareArea = {
  key: string;
  name: string;
  industry_sentence: string;
  ours_sentence: string;
  source: Fact[];
  inputs: Fact[];
  notes: string[];
};
export type OurFigure = "below_target" | "low_or_none" | "seat_gap" | "perceived";
export type CompareView = {
  title: string;
  reading: string;
  ours: OurFigure;
  areas: CompareArea[];
  pulse: string | null;
  empty: EmptyState | null;
};

export type Weights = { seat_gap: number; key_person_risk: number; level_shortfall: number };
export type TermRow = { letter: string; words: string; value: string };
export type PriorityRow = {
  competency: string;
  competency_name: string;
  team: string;
  team_name: string;
  area: string;
  rank: string;
  band: number | null;
  need: number;
  from_seat_gap: number;
  from_key_person_risk: number;
  from_level_shortfall: number;
  in_reach: string;
  hire_part: number;
  train_part: number;
  stability: number;
  industry_percent: number | null;
  signal: Signal;
  formula: string;
  terms: TermRow[];
  reason: string[];
};
export type PrioritiesView = {
  title: string;
  subtitle: string;
  weights: Weights;
  need_line: number;
  reach: number;
  items: PriorityRow[];
  empty: EmptyState | null;
};

export type ChartKind = "compare" | "priorities" | "need-industry";
export type ChartTheme = "light" | "dark" | "print";
export type ChartFrame = { width: number; theme: ChartTheme; selected: string | null };
export type ChartMark = {
  key: string;
  part: "need" | "industry" | "ours" | "pulse";
  label: string;
  value: number;
  x: number;
  y: number;
  width: number;
  height: number;
};
export type ChartTable = { columns: string[]; rows: string[][] };
export type ChartLine = {
  kind: "need" | "industry";
  value: number;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  low: number;
  low_at: number;
  high: number;
  high_at: number;
};
export type Drawing = {
  svg: string;
  width: number;
  height: number;
  title: string;
  description: string;
  marks: ChartMark[];
  lines: ChartLine[];
  table: ChartTable;
};

export type PreviewState = "plain" | "notice" | "problem";
export type PreviewCell = { text: string; note: string; state: PreviewState };
export type PreviewRow = { row: number; cells: PreviewCell[] };
export type PreviewColumn = { title: string; from: string; note: string; state: PreviewState };
export type PreviewKind = { label: string; count: number; problem: boolean };
export type ImportPreview = {
  path: string;
  source: string;
  title: string;
  text: string;
  columns: PreviewColumn[];
  rows: PreviewRow[];
  more_rows: number;
  kinds: PreviewKind[];
  ready: number;
  bad: number;
};
