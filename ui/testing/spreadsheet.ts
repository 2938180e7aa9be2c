// The spreadsheet of the design's import picture.
import type { ImportPreview, PreviewCell, PreviewState } from "../src/lib/ipc/types";

type Cell = string | [text: string, note: string, state: PreviewState];

const ROWS: [row: number, cells: Cell[]][] = [
  [12, ["Mina Park", "Output handling", "2", "2026-05-04", "manager"]],
  [13, ["Noor Rahman", "Output handling", "2", "2026-05-04", "manager"]],
  [14, [["N. Rahman", "read as Noor Rahman", "notice"], "Agent permissions", "1", "2026-05-04", "manager"]],
  [15, ["Keiko Tanaka", "Model supply chain", "3", "2026-05-04", "lab"]],
  [16, ["Keiko Tanaka", ["Model monitering", "read as Model monitoring", "notice"], "2", "2026-05-04", "lab"]],
  [17, ["Luca Moretti", "Model supply chain", ["5", "not 0 to 4", "problem"], "2026-05-04", "manager"]],
  [18, ["Luca Moretti", "Model monitoring", "3", ["31/02/2026", "no such date", "problem"], "manager"]],
  [19, ["Priya Shah", "Prompt-injection defence", "2", "2026-05-06", "peer"]],
  [20, ["Priya Shah", ["Prompt-injection defence", "same as row 19", "notice"], "2", "2026-05-06", "peer"]],
  [21, [["=HYPERLINK(\"…\")", "a formula", "problem"], "Output handling", "1", "2026-05-06", "manager"]],
  [22, ["Jonas Weber", "Leadership", "2", "2026-05-06", "self"]],
  [23, ["Oskar Nilsson", ["Vendor reviews", "unknown competency", "problem"], "3", "2026-05-06", "manager"]],
  [24, ["Oskar Nilsson", "Control testing", "3", "2026-05-06", "manager"]],
  [25, ["Oskar Nilsson", "Control design", ["", "empty", "notice"], "2026-05-06", "manager"]],
  [26, ["Rosa Ibáñez", "Forensics", "3", "2026-05-07", "exam"]],
  [27, ["Samuel Okafor", "Forensics", "2", "2026-05-07", "exam"]],
  [28, ["Tova Berg", "Forensics", "1", ["2026-12-07", "in the future", "problem"], "exam"]],
  [29, ["Umar Siddiqui", "Triage", "3", "2026-05-07", "manager"]],
  [30, ["Vera Novak", "Triage", "3", "2026-05-07", "manager"]],
  [31, ["Wen Li", "Triage", "2", "2026-05-07", "manager"]],
  [32, ["Wen Li", "Cloud posture", "2", "2026-05-07", "manager"]],
  [33, ["Yusuf Demir", "Privileged access", "3", "2026-05-07", "manager"]],
  [34, ["Yusuf Demir", "Access governance", "3", "2026-05-07", "manager"]],
  [35, ["Quentin Roy", "Leadership", "3", "2026-05-08", "peer"]],
];

const cell = (of: Cell): PreviewCell =>
  typeof of === "string" ? { text: of, note: "", state: "plain" } : { text: of[0], note: of[1], state: of[2] };

/** What the import of 412 rows would do. */
export const importPreview: ImportPreview = {
  path: "/home/you/may-assessments.xlsx",
  source: "may-assessments.xlsx, sheet “Levels”, scale 0 to 4",
  title: "412 rows read, 399 ready",
  text: "11 rows have a problem and 2 add nothing; both stay out. 3 names were matched and need a look.",
  columns: [
    { title: "Person", from: "Employee", note: "", state: "plain" },
    { title: "Competency", from: "Skill", note: "read as Competency", state: "notice" },
    { title: "Level", from: "Score", note: "", state: "plain" },
    { title: "Assessed on", from: "Date", note: "", state: "plain" },
    { title: "Source", from: "By", note: "", state: "plain" },
  ],
  rows: ROWS.map(([row, cells]) => ({ row, cells: cells.map(cell) })),
  more_rows: 388,
  kinds: [
    { label: "Unknown competency", count: 4, problem: true },
    { label: "Level outside the scale", count: 3, problem: true },
    { label: "Not a date, or in the future", count: 3, problem: true },
    { label: "Formula as a name", count: 1, problem: true },
    { label: "Matched by a near name", count: 3, problem: false },
    { label: "Repeated or empty", count: 2, problem: false },
  ],
  ready: 399,
  bad: 11,
};
