// The history of the sample: every standing, several days, more changes than are told, and older operations.
import type { HistoryRow, HistoryView, Standing } from "../src/lib/ipc/types";

type Row = [id: string, day: string, time: string, kind: string, label: string, standing: Standing, changes: string[], more: number];

const ROWS: Row[] = [
  ["op-7", "Today", "10:42", "Levels set", "Set 4 levels", "done", [
    "Mina Park, Output handling: 2 by manager",
    "Mina Park, Agent permissions: 1 by manager",
    "Noor Rahman, Output handling: 2 by manager",
    "Noor Rahman, Agent permissions: 1 by manager",
  ], 0],
  ["op-6", "Today", "10:15", "Undo", "Undid: Remove the position of Control assessor", "fixed", [], 0],
  ["op-5", "Today", "10:14", "Position removed", "Remove the position of Control assessor", "undone", ["AI assurance, Control assessor: 1 seat, removed"], 0],
  ["op-4", "19 May 2026", "16:05", "Import", "Import 399 assessments from may-assessments.xlsx", "done", [
    "Noor Rahman: role, from none to LLM security engineer",
    "Noor Rahman, Output handling: 2 by manager",
    "Keiko Tanaka, Model supply chain: 3 by lab",
    "Keiko Tanaka, Model monitoring: 2 by lab",
    "Luca Moretti, Model monitoring: 3 by manager",
  ], 395],
  ["op-3", "19 May 2026", "15:58", "Person changed", "Change Noor Rahman", "done", ["Noor Rahman: learning hours, from 12 to 20"], 0],
  ["op-2", "18 May 2026", "09:20", "Roles added", "Add LLM security engineer", "done", ["LLM security engineer: added, with 5 targets"], 0],
  ["op-1", "18 May 2026", "09:00", "Workspace created", "Halden Mutual", "fixed", [], 0],
];

const row = ([id, day, time, kind, label, standing, changes, more_changes]: Row, at: number): HistoryRow => ({
  id,
  day,
  time,
  kind,
  label,
  standing,
  changes,
  more_changes,
  later_stand: ROWS.slice(0, at).some((later) => later[5] === "done"),
});

export const history: HistoryView = {
  title: "7 operations, 1 undone",
  operations: ROWS.map(row),
  more: false,
  kinds: [
    { value: "set-level", label: "Levels set" },
    { value: "import", label: "Import" },
    { value: "remove-position", label: "Position removed" },
  ],
  people: [
    { value: "person_4", label: "Mina Park" },
    { value: "person_5", label: "Noor Rahman" },
    { value: "person_6", label: "Keiko Tanaka" },
  ],
};
