// What the user says, as the request that is sent: each expected request is written out by hand.
import { describe, expect, it } from "vitest";

import type { ImportRequest } from "$lib/ipc/types";
import { answers, cleanFile, importPreview, severalTables } from "$testing/spreadsheet";

import { aboutName, aboutTable, afresh, headerSaid, kindSaid, meaningSaid, sheetSaid, showing, tableShown } from "./requests";

const { request } = importPreview;

describe("an answer about a table", () => {
  it("makes room for the table's answers, all others unsaid", () => {
    expect(aboutTable(importPreview, { scale: "1-5" })(request)).toEqual({ ...request, tables: [answers({ scale: "1-5" })] });
  });

  it("is about the table shown, and leaves the other tables as they are", () => {
    const said = aboutTable(severalTables, { source: "exam" })(severalTables.request);
    expect(said.tables).toEqual([answers(), answers({ source: "exam" }), answers()]);
  });

  it("stands beside what was said before", () => {
    const before: ImportRequest = { ...request, tables: [answers({ scale: "1-5", columns: [{ index: 5, meaning: "note" }] })] };
    expect(aboutTable(importPreview, { date: "2026-05-20" })(before).tables).toEqual([
      answers({ scale: "1-5", columns: [{ index: 5, meaning: "note" }], date: "2026-05-20" }),
    ]);
  });

  it("stays with its table though another is shown by the time it is sent", () => {
    const edit = aboutTable(severalTables, { source: "exam" });
    expect(edit(showing(2)(severalTables.request))).toEqual({
      ...severalTables.request,
      tables: [answers(), answers({ source: "exam" }), answers()],
      shown: 2,
    });
  });

  it("takes back what hangs on a sheet, a header or a kind that changes", () => {
    const before = { ...request, tables: [answers({ header_row: 3, scale: "1-5", source: "lab", columns: [{ index: 5, meaning: "note" }] })] };
    expect(aboutTable(importPreview, sheetSaid("Legend"))(before).tables).toEqual([answers({ sheet: "Legend", source: "lab" })]);
    expect(aboutTable(importPreview, headerSaid(4))(before).tables).toEqual([answers({ header_row: 4, scale: "1-5", source: "lab" })]);
    expect(aboutTable(importPreview, kindSaid("wide"))(before).tables).toEqual([
      answers({ kind: "wide", header_row: 3, scale: "1-5", source: "lab" }),
    ]);
  });

  it("is read back from the request", () => {
    expect(tableShown(request)).toEqual(answers());
    expect(tableShown({ ...request, tables: [answers(), answers({ scale: "words" })], shown: 1 })).toEqual(answers({ scale: "words" }));
  });
});

describe("the meaning of a column", () => {
  const { columns } = importPreview.layout;

  it("is said of a column that meant nothing", () => {
    expect(meaningSaid(columns, [], 5, "note")).toEqual({ columns: [{ index: 5, meaning: "note" }] });
  });

  it("changes places with the column that had it", () => {
    // Employee (person) and Skill (competency) were mixed up.
    expect(meaningSaid(columns, [], 0, "competency")).toEqual({
      columns: [
        { index: 0, meaning: "competency" },
        { index: 1, meaning: "person" },
      ],
    });
  });

  it("changes places with a column that was answered", () => {
    const said = [{ index: 5, meaning: "note" as const }];
    expect(meaningSaid(columns, said, 4, "note")).toEqual({
      columns: [
        { index: 4, meaning: "note" },
        { index: 5, meaning: "source" },
      ],
    });
  });

  it("may be the same for several columns where they are competencies, areas or nothing", () => {
    expect(meaningSaid(columns, [], 2, "ignored")).toEqual({ columns: [{ index: 2, meaning: "ignored" }] });
    expect(meaningSaid([{ index: 0, letters: "A", header: "Cloud", meaning: "skill" }, { index: 1, letters: "B", header: "Hours", meaning: "ignored" }], [], 1, "skill")).toEqual({
      columns: [{ index: 1, meaning: "skill" }],
    });
  });
});

describe("an answer about a name", () => {
  it("takes the place of the last one about it", () => {
    const once = aboutName("people", "Alex Kim", { choice: "existing", id: "person_20" })(request);
    const twice = aboutName("people", "Zora Bell", { choice: "leave_out" })(once);
    expect(aboutName("people", "Alex Kim", { choice: "new" })(twice)).toEqual({
      ...request,
      people: [
        { name: "Zora Bell", answer: { choice: "leave_out" } },
        { name: "Alex Kim", answer: { choice: "new" } },
      ],
    });
  });

  it("tells people and competencies apart", () => {
    expect(aboutName("competencies", "Triage", { choice: "new" })(request)).toEqual({
      ...request,
      competencies: [{ name: "Triage", answer: { choice: "new" } }],
    });
  });
});

it("reading afresh forgets every answer, and what was set before", () => {
  const said: ImportRequest = {
    ...severalTables.request,
    tables: [answers({ scale: "1-5" })],
    people: [{ name: "Alex Kim", answer: { choice: "new" } }],
    competencies: [{ name: "Triage", answer: { choice: "new" } }],
  };
  expect(afresh(said)).toEqual({ paths: said.paths, tables: [], people: [], competencies: [], roles: [], shown: 1, as_before: false });
  expect(cleanFile.request.as_before).toBe(true);
});
