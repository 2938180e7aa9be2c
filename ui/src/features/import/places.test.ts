// The places of which something is said: their order, the way from one to the next, and the names that stand in them.
import { describe, expect, it } from "vitest";

import { importPreview, manyProblems, nothingReady, peopleList, wideFile } from "$testing/spreadsheet";

import { nameAt, type Place, places, standing, stepped } from "./places";

const at = (row: number | null, column: number): Place => ({ row, column });

describe("the places", () => {
  it("are the cells with a remark, in the order of the file", () => {
    expect(places(importPreview)).toEqual([
      at(14, 0), at(16, 1), at(17, 2), at(18, 3), at(20, 1), at(21, 0), at(23, 1), at(25, 2), at(28, 3), at(30, 2), at(33, 1),
    ]);
  });

  it("begin with the heads of columns", () => {
    expect(places(wideFile)).toEqual([at(null, 3), at(3, 0), at(3, 3)]);
  });

  it("are those of one kind where one is walked through", () => {
    expect(places(importPreview, "Matched by a near name")).toEqual([at(14, 0), at(16, 1)]);
    expect(places(importPreview, "Level outside the scale")).toEqual([at(17, 2)]);
  });

  it("are heads where a kind is in no cell", () => {
    expect(places(wideFile, "Unknown competency, will be added")).toEqual([at(null, 3)]);
    // A head that was set right is no problem.
    expect(places({ ...wideFile, rows: [] }, "Level outside the scale")).toEqual([]);
  });
});

describe("the way from one place to the next", () => {
  const three = [at(null, 3), at(3, 0), at(3, 3)];

  it("goes on and back, round the ends", () => {
    expect(stepped(three, at(null, 3), 1)).toEqual(at(3, 0));
    expect(stepped(three, at(3, 3), 1)).toEqual(at(null, 3));
    expect(stepped(three, at(null, 3), -1)).toEqual(at(3, 3));
  });

  it("begins at the nearer end", () => {
    expect(stepped(three, null, 1)).toEqual(at(null, 3));
    expect(stepped(three, null, -1)).toEqual(at(3, 3));
  });

  it("goes on from a place that is none of them any more, as after an answer", () => {
    expect(stepped(three, at(3, 1), 1)).toEqual(at(3, 3));
    expect(stepped(three, at(3, 1), -1)).toEqual(at(3, 0));
    expect(stepped(three, at(9, 0), 1)).toEqual(at(null, 3));
    expect(stepped(three, at(9, 0), -1)).toEqual(at(3, 3));
  });

  it("leads nowhere where there is none", () => {
    expect(stepped([], at(3, 1), 1)).toBeNull();
  });
});

describe("what stands in a place", () => {
  it("is told with its row and column", () => {
    expect(standing(importPreview, at(17, 2))).toEqual({ where: "Row 17", column: "Level", text: "5", note: "Expected a number from 0 to 4.", problem: true });
    expect(standing(wideFile, at(null, 3))).toEqual({ where: "Column", column: "Vendor reviews", text: "Vendor reviews", note: "No competency has this name; the closest is Control testing. It will be added.", problem: false });
    expect(standing(importPreview, at(999, 0))).toBeUndefined();
  });
});

describe("the name in a place", () => {
  const named = (preview: typeof importPreview, place: Place) => {
    const found = nameAt(preview, place);
    return found && [found.of, found.name.name];
  };

  it("is that of a person or of a competency, by what its column means", () => {
    expect(named(importPreview, at(14, 0))).toEqual(["people", "N. Rahman"]);
    expect(named(importPreview, at(23, 1))).toEqual(["competencies", "Vendor reviews"]);
    expect(named(manyProblems, at(11, 0))).toEqual(["people", "Alex Kim"]);
    expect(named(importPreview, at(17, 2))).toBeUndefined();
  });

  it("is put together where first and last names stand apart", () => {
    expect(named(wideFile, at(3, 0))).toEqual(["people", "N. Rahman"]);
    expect(named(wideFile, at(3, 1))).toEqual(["people", "N. Rahman"]);
  });

  it("stands in the head where a column is a competency, and not in the levels below", () => {
    expect(named(wideFile, at(null, 3))).toEqual(["competencies", "Vendor reviews"]);
    expect(named(wideFile, at(3, 3))).toBeUndefined();
    expect(named(wideFile, at(null, 0))).toBeUndefined();
  });

  it("is found past columns that mean nothing", () => {
    const { layout } = peopleList;
    const [name, ...others] = layout.columns;
    const shifted = { ...peopleList, layout: { ...layout, columns: [{ ...name!, index: 9, meaning: "ignored" as const }, name!, ...others] } };
    expect(named(shifted, at(3, 0))).toEqual(["people", "Zora Bell"]);
    expect(named(shifted, at(3, 1))).toBeUndefined();
  });

  it("is found whatever its capitals, accents and blanks", () => {
    const cells = [{ text: " rosa  IBANEZ", note: "", state: "plain" as const, kind: "" }, ...importPreview.rows[0]!.cells.slice(1)];
    expect(named({ ...importPreview, rows: [{ row: 40, cells }] }, at(40, 0))).toEqual(["people", "Rosa Ibáñez"]);
  });

  it("is none where the file's names have it not, as a formula", () => {
    expect(named(importPreview, at(21, 0))).toBeUndefined();
    expect(named(nothingReady, at(17, 2))).toBeUndefined();
  });
});
