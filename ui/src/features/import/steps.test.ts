// Which step the wizard begins with, and which want a look.
import { expect, it } from "vitest";

import type { ImportPreview } from "$lib/ipc/types";
import * as files from "$testing/spreadsheet";

import { beside, opening, wishes } from "./steps";

const looks = (preview: ImportPreview): string[] => wishes(preview).map(({ label, look }) => (look ? `${label}: ${look}` : label));

it("begins with the first step that must be answered, else with the preview", () => {
  expect(opening(files.cleanFile)).toBe("preview");
  expect(opening(files.importPreview)).toBe("preview");
  expect(opening(files.remembered)).toBe("preview");
  expect(opening(files.nothingReady)).toBe("preview");
  expect(opening(files.manyProblems)).toBe("columns");
  expect(opening(files.pulse)).toBe("columns");
  expect(opening(files.peopleList)).toBe("preview");
  const [, team] = files.manyProblems.questions;
  expect(opening({ ...files.manyProblems, questions: [team!] })).toBe("columns");
  expect(opening({ ...files.manyProblems, questions: [] })).toBe("names");
  // Without a role people have no targets, so that a role nobody knows is asked about.
  expect(opening(files.unknownRole)).toBe("names");
  expect(opening({ ...files.cleanFile, tables: [] })).toBe("file");
});

it("says what each step wants", () => {
  expect(looks(files.cleanFile)).toEqual(["File", "Columns and scale", "Names", "Preview"]);
  expect(looks(files.importPreview)).toEqual(["File", "Columns and scale", "Names: 2 names matched by likeness", "Preview"]);
  expect(looks(files.manyProblems)).toEqual([
    "File",
    "Columns and scale: the values fit another scale too, new people have no team",
    "Names: 1 name not clear, 2 names matched by likeness",
    "Preview",
  ]);
  expect(looks(files.pulse)).toEqual(["File", "Columns: the question of the pulse is not known", "Names", "Preview"]);
  expect(looks(files.nothingReady)).toEqual(["File", "Columns and scale", "Names", "Preview: nothing can be imported"]);
});

it("goes to and fro, and no further than the ends", () => {
  expect(beside("file", 1)).toBe("columns");
  expect(beside("preview", -1)).toBe("names");
  expect(beside("file", -1)).toBeUndefined();
  expect(beside("preview", 1)).toBeUndefined();
});
