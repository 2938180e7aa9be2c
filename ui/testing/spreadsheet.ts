// The spreadsheet of the design's import picture, and others that an import wizard must do right by.
import type {
  Choice,
  ImportColumn,
  ImportDefaults,
  ImportName,
  ImportPreview,
  ImportRequest,
  ImportTable,
  KindChoice,
  LayoutKind,
  Meaning,
  MeaningChoice,
  PreviewCell,
  PreviewState,
  TableAnswers,
} from "../src/lib/ipc/types";

type Cell = string | [text: string, note: string, state: PreviewState, kind: string];

const near = "Matched by a near name";

const ROWS: [row: number, cells: Cell[]][] = [
  [12, ["Mina Park", "Output handling", "2", "2026-05-04", "manager"]],
  [13, ["Noor Rahman", "Output handling", "2", "2026-05-04", "manager"]],
  [14, [["N. Rahman", "Read as Noor Rahman.", "notice", near], "Agent permissions", "1", "2026-05-04", "manager"]],
  [15, ["Keiko Tanaka", "Model supply chain", "3", "2026-05-04", "lab"]],
  [16, ["Keiko Tanaka", ["Model monitering", "Read as Model monitoring.", "notice", near], "2", "2026-05-04", "lab"]],
  [17, ["Luca Moretti", "Model supply chain", ["5", "Expected a number from 0 to 4.", "problem", "Level outside the scale"], "2026-05-04", "manager"]],
  [18, ["Luca Moretti", "Model monitoring", "3", ["31/02/2026", "Not a date. Expected a date such as 2026-05-04.", "problem", "Not a date"], "manager"]],
  [19, ["Priya Shah", "Prompt-injection defence", "2", "2026-05-06", "peer"]],
  [20, ["Priya Shah", ["Prompt-injection defence", "The same as row 19.", "notice", "Repeated"], "2", "2026-05-06", "peer"]],
  [21, [["=HYPERLINK(\"…\")", "Expected a name, not a formula.", "problem", "Formula as a name"], "Output handling", "1", "2026-05-06", "manager"]],
  [22, ["Jonas Weber", "Leadership", "2", "2026-05-06", "self"]],
  [23, ["Oskar Nilsson", ["Vendor reviews", "No competency has this name; the closest is Control testing. It will be added.", "notice", "Unknown competency, will be added"], "3", "2026-05-06", "manager"]],
  [24, ["Oskar Nilsson", "Control testing", "3", "2026-05-06", "manager"]],
  [25, ["Oskar Nilsson", "Control design", ["", "Empty. Expected a level; without one the row adds nothing.", "notice", "Empty"], "2026-05-06", "manager"]],
  [26, ["Rosa Ibáñez", "Forensics", "3", "2026-05-07", "exam"]],
  [27, ["Samuel Okafor", "Forensics", "2", "2026-05-07", "exam"]],
  [28, ["Tova Berg", "Forensics", "1", ["2026-12-07", "In the future. Expected a date up to today, 2026-06-01.", "problem", "Date in the future"], "exam"]],
  [29, ["Umar Siddiqui", "Triage", "3", "2026-05-07", "manager"]],
  [30, ["Vera Novak", "Triage", ["most", "Expected a number from 0 to 4.", "problem", "Level that cannot be read"], "2026-05-07", "manager"]],
  [31, ["Wen Li", "Triage", "2", "2026-05-07", "manager"]],
  [32, ["Wen Li", "Cloud posture", "2", "2026-05-07", "manager"]],
  [33, ["Yusuf Demir", ["Vendor reviews", "No competency has this name; the closest is Control testing. It will be added.", "notice", "Unknown competency, will be added"], "3", "2026-05-07", "manager"]],
  [34, ["Yusuf Demir", "Access governance", "3", "2026-05-07", "manager"]],
  [35, ["Quentin Roy", "Leadership", "3", "2026-05-08", "peer"]],
];

const cell = (of: Cell): PreviewCell =>
  typeof of === "string"
    ? { text: of, note: "", state: "plain", kind: "" }
    : { text: of[0], note: of[1], state: of[2], kind: of[3] };

/** What the user says about a table: nothing, but for what is given. */
export const answers = (given: Partial<TableAnswers> = {}): TableAnswers => ({
  sheet: null, header_row: null, kind: null, columns: [], scale: null, source: null, date: null, team: null, question: null, leave_out: false, ...given,
});

const request: ImportRequest = {
  paths: ["/home/you/may-assessments.xlsx"],
  tables: [],
  people: [],
  competencies: [],
  roles: [],
  shown: 0,
  as_before: true,
};

const kinds: KindChoice[] = [
  { value: "wide", label: "Levels: a row a person, a column a skill" },
  { value: "long", label: "Levels: a row an assessment" },
  { value: "people", label: "People: a row a person" },
  { value: "roles", label: "Roles: a row a role" },
  { value: "targets", label: "Targets: a row a target of a role" },
  { value: "positions", label: "Positions: a row the seats of a role" },
  { value: "pulse", label: "Pulse: a row a manager’s answer" },
];

const named: Partial<Record<Meaning, string>> = {
  person: "Person", competency: "Competency", level: "Level", date: "Assessed on", source: "Source", assessor: "Assessor",
  note: "Note", team: "Team", role: "Role", skill: "Levels of this skill", started_on: "Started on", leaves_on: "Leaves on",
  borrowed: "Borrowed", learning_hours: "Learning hours a quarter", areas: "Areas named", ignored: "Nothing",
};
const meanings = (...of: Meaning[]): MeaningChoice[] => [...of, "ignored" as const].map((value) => ({ value, label: named[value] ?? value }));
const columns = (...of: [header: string, meaning: Meaning][]): ImportColumn[] =>
  of.map(([header, meaning], index) => ({ index, letters: String.fromCharCode(65 + index), header, meaning }));

const scales: Choice[] = [
  { value: "0-4", label: "0 to 4" },
  { value: "1-5", label: "1 to 5" },
  { value: "0-5", label: "0 to 5" },
  { value: "0-10", label: "0 to 10" },
  { value: "0-100", label: "0 to 100" },
  { value: "percent", label: "Percentages" },
  { value: "words", label: "Words, none to expert" },
  { value: "marks", label: "Marks: x or blank" },
];

const defaults: ImportDefaults = {
  scale: "0-4",
  scale_mapping: "The numbers are the levels: 0 is none, 4 solves novel cases.",
  scale_uncertain: false,
  scales,
  source: null,
  date: null,
  team: "",
  needs_team: false,
  teams: ["AI assurance", "Detection and response", "Platform security"],
  question: null,
  questions: [
    { value: "isaca-2024-gaps", label: "ISACA 2024: Where do you see the largest skills gaps?" },
    { value: "isc2-2024-shortages", label: "ISC2 2024: Which skills does your team lack most?" },
  ],
};

const noDefaults: ImportDefaults = { ...defaults, scale: "", scale_mapping: "" };

const name = (given: Pick<ImportName<string>, "name" | "count"> & Partial<ImportName<string>>): ImportName<string> => ({
  state: "known", id: null, known_name: given.state === "new" ? "" : given.name, how: "the same name", confidence: 1, suggestions: [], ...given,
});

export const knownPeople: Choice[] = [
  "Jonas Weber", "Keiko Tanaka", "Luca Moretti", "Mina Park", "Noor Rahman", "Oskar Nilsson", "Priya Shah", "Quentin Roy",
  "Rosa Ibáñez", "Samuel Okafor", "Tova Berg", "Umar Siddiqui", "Vera Novak", "Wen Li", "Yusuf Demir",
].map((label, at) => ({ value: `person_${at + 1}`, label }));

export const knownCompetencies: Choice[] = [
  "Access governance", "Agent permissions", "Cloud posture", "Control design", "Control testing", "Forensics", "Leadership",
  "Model monitoring", "Model supply chain", "Output handling", "Prompt-injection defence", "Triage",
].map((label) => ({ value: label.toLowerCase().replaceAll(/[ -]/g, "_"), label }));

export const knownRoles: Choice[] = [
  { value: "Control analyst", label: "Control analyst" },
  { value: "LLM security engineer", label: "LLM security engineer" },
  { value: "Penetration tester", label: "Penetration tester, shipped" },
];

const people: ImportName<string>[] = [
  name({ name: "N. Rahman", state: "near", id: "person_5", known_name: "Noor Rahman", how: "initials, 80% sure", confidence: 0.8, count: 6 }),
  ...knownPeople.map(({ value, label }, at) => name({ name: label, id: value, count: 20 + at })),
];

const competencies: ImportName<string>[] = [
  name({ name: "Model monitering", state: "near", id: "model_monitoring", known_name: "Model monitoring", how: "spelling, 85% sure", confidence: 0.85, count: 2 }),
  name({ name: "Vendor reviews", state: "new", how: "new", count: 4, suggestions: [{ value: "control_testing", label: "Control testing" }] }),
  ...knownCompetencies.map(({ value, label }, at) => name({ name: label, id: value, count: 20 + at })),
];

const KIND_LABELS = new Map(kinds.map(({ value, label }) => [value, label]));
const table = (name: string, layout: LayoutKind, rows: number, problems = 0, notices = 0): ImportTable => ({
  name, kind: KIND_LABELS.get(layout) ?? layout, layout, rows, problems, notices, left_out: false,
});

/** What the import of 412 rows would do: problems and near names, and nothing that must be answered first. */
export const importPreview: ImportPreview = {
  request,
  source: "may-assessments.xlsx, sheet “Levels”, scale 0 to 4",
  title: "412 rows read, 399 assessments ready",
  text: "Levels: a row a level. Scale 0-4: the numbers are the levels. 11 rows have a problem and stay out. Not read: Grade.",
  changes: ["Records 399 assessments of 15 people.", "Adds the competency Vendor reviews."],
  action: "Import 399 assessments, leave 11 rows out",
  questions: [],
  leaves_out: true,
  remembered: "",
  tables: [table("Levels", "long", 412, 11, 9)],
  layout: {
    sheet: "Levels",
    sheets: ["Levels", "Legend"],
    header_row: 3,
    first_rows: [
      { row: 1, cells: ["Skills review, May 2026", "", "", "", "", ""] },
      { row: 2, cells: ["", "", "", "", "", ""] },
      { row: 3, cells: ["Employee", "Skill", "Score", "Date", "By", "Grade"] },
      { row: 4, cells: ["Keiko Tanaka", "Output handling", "3", "2026-05-04", "manager", "B2"] },
      { row: 5, cells: ["Keiko Tanaka", "Agent permissions", "2", "2026-05-04", "manager", "B2"] },
      { row: 6, cells: ["Mina Park", "Agent permissions", "1", "2026-05-04", "self", "A1"] },
    ],
    kind: "long",
    kinds,
    columns: columns(["Employee", "person"], ["Skill", "competency"], ["Score", "level"], ["Date", "date"], ["By", "source"], ["Grade", "ignored"]),
    meanings: meanings("person", "competency", "level", "date", "source", "assessor", "note", "team", "role"),
  },
  defaults,
  people,
  competencies,
  roles: [],
  known_people: knownPeople,
  known_competencies: knownCompetencies,
  known_roles: knownRoles,
  columns: [
    { title: "Person", from: "Employee", note: "", state: "plain" },
    { title: "Competency", from: "Skill", note: "", state: "plain" },
    { title: "Level", from: "Score", note: "", state: "plain" },
    { title: "Assessed on", from: "Date", note: "", state: "plain" },
    { title: "Source", from: "By", note: "", state: "plain" },
  ],
  rows: ROWS.map(([row, cells]) => ({ row, cells: cells.map(cell) })),
  more_rows: 388,
  kinds: [
    { label: "Level that cannot be read", count: 4, problem: true },
    { label: "Level outside the scale", count: 3, problem: true },
    { label: "Not a date", count: 2, problem: true },
    { label: "Date in the future", count: 1, problem: true },
    { label: "Formula as a name", count: 1, problem: true },
    { label: "Unknown competency, will be added", count: 4, problem: false },
    { label: "Matched by a near name", count: 3, problem: false },
    { label: "Repeated", count: 1, problem: false },
    { label: "Empty", count: 1, problem: false },
  ],
};

/** A file of which nothing is to be said. */
export const cleanFile: ImportPreview = {
  ...importPreview,
  title: "1,412 rows read, 1,412 assessments ready",
  text: "A row an assessment, on the scale 0 to 4. Nothing stays out.",
  changes: ["Records 1,412 assessments of 15 people."],
  action: "Import 1,412 assessments",
  leaves_out: false,
  tables: [table("Levels", "long", 1412)],
  people: people.filter(({ state }) => state === "known"),
  competencies: competencies.filter(({ state }) => state === "known"),
  rows: importPreview.rows.filter(({ cells }) => cells.every(({ state }) => state === "plain")),
  kinds: [],
};

/** A file with much to answer: a scale that could be another, names that several have, new people without a team. */
export const manyProblems: ImportPreview = {
  ...importPreview,
  source: "may-assessments.xlsx, sheet “Levels”, scale 1 to 5",
  title: "412 rows read, 371 assessments ready",
  text: "Levels: a row a level. 39 rows have a problem and stay out. Not read: Grade.",
  changes: ["Records 371 assessments of 16 people.", "Adds 1 person."],
  action: "",
  questions: [
    { table: 0, about: "scale", text: "The levels fit the scale 1-5, and another one too. Say which is meant." },
    { table: 0, about: "team", text: "New people have no team. Say which team they are on." },
  ],
  tables: [table("Levels", "long", 412, 39, 9)],
  defaults: {
    ...defaults,
    scale: "1-5",
    scale_mapping: "1 is level 0, 5 is level 4.",
    scale_uncertain: true,
    source: "manager",
    date: "2026-06-01",
    needs_team: true,
  },
  people: [
    name({
      name: "Alex Kim", state: "unclear", known_name: "", how: "2 people have this name", confidence: 0, count: 28,
      suggestions: [{ value: "person_20", label: "Alex Kim, AI assurance" }, { value: "person_21", label: "Alex Kim, Platform security" }],
    }),
    people[0]!,
    name({ name: "Zora Bell", state: "new", how: "new", count: 11 }),
    ...people.slice(1),
  ],
  known_people: [
    { value: "person_20", label: "Alex Kim, AI assurance" },
    { value: "person_21", label: "Alex Kim, Platform security" },
    ...knownPeople,
  ],
  rows: [
    {
      row: 11,
      cells: [["Alex Kim", "Several people have this name. Expected a name that one person has, or the team beside it.", "problem", "Several people of this name"] satisfies Cell, "Triage", "2", "2026-05-04", "manager"].map((of) => cell(of as Cell)),
    },
    ...importPreview.rows,
  ],
  kinds: [{ label: "Several people of this name", count: 28, problem: true }, ...importPreview.kinds],
};

/** Two files with three tables; the second is shown. */
export const severalTables: ImportPreview = {
  ...importPreview,
  request: { ...request, paths: ["/home/you/may-assessments.xlsx", "/home/you/people.csv"], shown: 1 },
  tables: [
    table("may-assessments.xlsx, Levels", "long", 412, 11, 9),
    table("may-assessments.xlsx, Exams", "wide", 24),
    table("people.csv", "people", 31, 2),
  ],
};

/** A list of people: no scale, no levels. */
export const peopleList: ImportPreview = {
  ...importPreview,
  request: { ...request, paths: ["/home/you/people.csv"] },
  source: "people.csv, people",
  title: "3 rows read, 3 people ready",
  text: "A row a person. Nothing stays out.",
  changes: ["Adds 2 people.", "Changes the team of Noor Rahman."],
  action: "Import 3 people",
  leaves_out: false,
  tables: [table("people.csv", "people", 3, 0, 1)],
  layout: {
    sheet: "people",
    sheets: ["people"],
    header_row: 1,
    first_rows: [
      { row: 1, cells: ["Name", "Team", "Start"] },
      { row: 2, cells: ["Noor Rahman", "Platform security", ""] },
      { row: 3, cells: ["Zora Bell", "AI assurance", "2026-07-01"] },
      { row: 4, cells: ["Ilya Orlov", "", "2026-08-01"] },
    ],
    kind: "people",
    kinds,
    columns: columns(["Name", "person"], ["Team", "team"], ["Start", "started_on"]),
    meanings: meanings("person", "team", "role", "started_on", "leaves_on", "borrowed", "learning_hours"),
  },
  defaults: { ...noDefaults, needs_team: true, team: "AI assurance" },
  people: [
    name({ name: "Zora Bell", state: "new", how: "new", count: 1 }),
    name({ name: "Ilya Orlov", state: "new", how: "new", count: 1 }),
    name({ name: "Noor Rahman", id: "person_5", count: 1 }),
  ],
  competencies: [],
  columns: [
    { title: "Person", from: "Name", note: "", state: "plain" },
    { title: "Team", from: "Team", note: "", state: "plain" },
    { title: "Started on", from: "Start", note: "", state: "plain" },
  ],
  rows: [
    { row: 2, cells: ["Noor Rahman", "Platform security", ""].map(cell) },
    { row: 3, cells: ["Zora Bell", "AI assurance", "2026-07-01"].map(cell) },
    { row: 4, cells: (["Ilya Orlov", ["", "AI assurance", "notice", "No team"], "2026-08-01"] as Cell[]).map(cell) },
  ],
  more_rows: 0,
  kinds: [{ label: "No team", count: 1, problem: false }],
};

/** Managers' answers to a benchmark's question that the file does not name. */
export const pulse: ImportPreview = {
  ...peopleList,
  request: { ...request, paths: ["/home/you/pulse.csv"] },
  source: "pulse.csv, pulse",
  title: "2 rows read, 2 answers ready",
  text: "A row a manager’s answer. Nothing stays out.",
  changes: ["Records a pulse with 2 answers."],
  action: "",
  questions: [{ table: 0, about: "question", text: "The file does not say which question was asked. Choose it." }],
  tables: [table("pulse.csv", "pulse", 2)],
  layout: {
    ...peopleList.layout,
    sheet: "pulse",
    sheets: ["pulse"],
    first_rows: [
      { row: 1, cells: ["Areas"] },
      { row: 2, cells: ["Cloud; Incident response"] },
      { row: 3, cells: ["LLM SecOps"] },
    ],
    kind: "pulse",
    columns: columns(["Areas", "areas"]),
    meanings: meanings("areas"),
  },
  defaults: { ...noDefaults, date: "2026-05-20", question: "" },
  people: [],
  columns: [{ title: "Areas named", from: "Areas", note: "", state: "plain" }],
  rows: [
    { row: 2, cells: ["Cloud; Incident response"].map(cell) },
    { row: 3, cells: ["LLM SecOps"].map(cell) },
  ],
  kinds: [],
};

/** Next quarter's file: everything was set when the last one was imported. */
export const remembered: ImportPreview = {
  ...cleanFile,
  request: {
    ...request,
    tables: [answers({ columns: [{ index: 5, meaning: "ignored" }], scale: "0-4" })],
    people: [{ name: "N. Rahman", answer: { choice: "existing", id: "person_5" } }],
    competencies: [{ name: "Vendor reviews", answer: { choice: "leave_out" } }],
  },
  remembered: "Read as on 14 May 2026, with the columns and names set then.",
};

/** A row a person and a column a skill: what is said of a competency stands in the head. */
export const wideFile: ImportPreview = {
  ...importPreview,
  source: "team.xlsx, sheet “Team”, scale 0 to 4",
  layout: {
    ...importPreview.layout,
    kind: "wide",
    header_row: 1,
    first_rows: [
      { row: 1, cells: ["First", "Last", "Forensics", "Vendor reviews"] },
      { row: 2, cells: ["Mina", "Park", "2", "1"] },
      { row: 3, cells: ["N.", "Rahman", "1", "9"] },
    ],
    columns: columns(["First", "given_name"], ["Last", "family_name"], ["Forensics", "skill"], ["Vendor reviews", "skill"]),
    meanings: meanings("person", "given_name", "family_name", "skill", "team", "role"),
  },
  columns: [
    { title: "Given name", from: "First", note: "", state: "plain" },
    { title: "Family name", from: "Last", note: "", state: "plain" },
    { title: "Forensics", from: "Forensics", note: "", state: "plain" },
    { title: "Vendor reviews", from: "Vendor reviews", note: "No competency has this name; the closest is Control testing. It will be added.", state: "notice" },
  ],
  rows: [
    { row: 2, cells: ["Mina", "Park", "2", "1"].map(cell) },
    { row: 3, cells: ([["N.", "Read as Noor Rahman.", "notice", near], "Rahman", "1", ["9", "Expected a number from 0 to 4.", "problem", "Level outside the scale"]] as Cell[]).map(cell) },
  ],
  more_rows: 0,
  kinds: [
    { label: "Level outside the scale", count: 1, problem: true },
    { label: "Unknown competency, will be added", count: 1, problem: false },
    { label: near, count: 1, problem: false },
  ],
};

/** A file of which nothing can be brought in: its levels are on another scale than the one it is read on. */
export const nothingReady: ImportPreview = {
  ...importPreview,
  title: "2 rows read, nothing ready",
  text: "2 rows have a problem; they stay out.",
  changes: [],
  action: "",
  tables: [table("Levels", "long", 2, 2)],
  people: people.slice(1),
  competencies: competencies.slice(2),
  rows: [17, 18].map((row) => ({ row, cells: ROWS.find(([number]) => number === row)![1].map(cell) })),
  more_rows: 0,
  kinds: [
    { label: "Level outside the scale", count: 1, problem: true },
    { label: "Not a date", count: 1, problem: true },
  ],
};

/** Roles that are known and one that is not: people come without it. */
export const unknownRole: ImportPreview = {
  ...peopleList,
  changes: ["Records 2 assessments of 2 people.", "The role “Prompt wrangler” is not known: people come without it."],
  roles: [
    name({
      name: "Prompt wrangler", state: "unclear", known_name: "", how: "no role has this name", confidence: 0, count: 2,
      suggestions: [{ value: "LLM security engineer", label: "LLM security engineer" }],
    }),
    name({ name: "Control analyst", id: "Control analyst", count: 1 }),
  ],
};
