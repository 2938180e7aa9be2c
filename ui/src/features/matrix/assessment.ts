/** An assessment while it is typed in beside the grid: what stands in the form at first, and what is missing in it. */
import type { AppError, AssessmentDraft, CellDetail, FieldProblem, Source } from "$lib/ipc/types";

import { dateInWords } from "$lib/dates";
import type { MatrixPair } from "./matrix.svelte";

/** What is typed; the fields have the names of the draft's. */
export interface Typed {
  /** "0" to "4"; empty where none was chosen. */
  level: string;
  source: Source;
  /** "2026-06-01"; empty without a day. */
  assessed_on: string;
  assessor: string;
  note: string;
}

/** The sources as they are chosen from: those that confirm first. */
export const SOURCES: { value: Source; label: string; group: string }[] = [
  { value: "manager", label: "Manager", group: "Confirm the level" },
  { value: "exam", label: "Exam", group: "Confirm the level" },
  { value: "lab", label: "Lab", group: "Confirm the level" },
  { value: "work", label: "Work", group: "Confirm the level" },
  { value: "peer", label: "Peer", group: "Claim a level" },
  { value: "self", label: "Self", group: "Claim a level" },
];

/** What the form begins with: the level as it is, found by the manager on the day that is shown. */
export function begin(detail: CellDetail, day: string): Typed {
  return { level: detail.level?.toString() ?? "", source: "manager", assessed_on: day, assessor: "", note: "" };
}

/** What is missing, or cannot be; `null` where it can be sent. */
export function missing({ level, assessed_on }: Typed, today: string): AppError | null {
  const fields: FieldProblem[] = [];
  if (level === "") fields.push({ place: "level", found: "", expected: "a level from 0 to 4" });
  if (assessed_on === "" || assessed_on > today) {
    const found = assessed_on === "" ? "" : dateInWords(assessed_on);
    fields.push({ place: "assessed_on", found, expected: `a day up to today, ${dateInWords(today)}` });
  }
  if (fields.length === 0) return null;
  return { code: "invalid_argument", message: "The assessment is not complete.", hint: "", fields };
}

/** The assessment to record. */
export function draftOf({ person, competency }: MatrixPair, typed: Typed): AssessmentDraft {
  return { ...typed, person: person.id, competency: competency.key, level: Number(typed.level) };
}
