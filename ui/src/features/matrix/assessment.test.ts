// What is missing in an assessment before it is sent, and what is sent.
import { describe, expect, it } from "vitest";

import { cellDetail, matrix } from "$testing/matrix";

import { begin, draftOf, missing, type Typed } from "./assessment";

const typed: Typed = { level: "3", source: "lab", assessed_on: "2026-05-31", assessor: "K. Tanaka", note: "9 of 9 solved" };

describe("an assessment that is typed in", () => {
  it("begins with the level as it is, by the manager, on the day that is shown", () => {
    const nothing = { source: "manager", assessed_on: "2026-03-01", assessor: "", note: "" };
    expect(begin(cellDetail, "2026-03-01")).toEqual({ ...nothing, level: "2" });
    expect(begin({ ...cellDetail, level: null }, "2026-03-01")).toEqual({ ...nothing, level: "" });
    expect(begin({ ...cellDetail, level: 0 }, "2026-03-01").level).toBe("0");
  });

  it("is complete with a level and a day up to today", () => {
    expect(missing(typed, "2026-06-01")).toBeNull();
    expect(missing({ ...typed, level: "0", assessed_on: "2026-06-01", assessor: "", note: "" }, "2026-06-01")).toBeNull();
  });

  it("says everything that is missing at once", () => {
    expect(missing({ ...typed, level: "", assessed_on: "" }, "2026-06-01")?.fields).toEqual([
      { place: "level", found: "", expected: "a level from 0 to 4" },
      { place: "assessed_on", found: "", expected: "a day up to today, 1 Jun 2026" },
    ]);
    expect(missing({ ...typed, assessed_on: "2026-06-02" }, "2026-06-01")?.fields).toEqual([
      { place: "assessed_on", found: "2 Jun 2026", expected: "a day up to today, 1 Jun 2026" },
    ]);
  });

  it("is sent for its pair", () => {
    const { people, competencies } = matrix();
    expect(draftOf({ person: people[1]!, competency: competencies[2]! }, typed)).toEqual({
      person: "person_1",
      competency: "competency_2",
      level: 3,
      source: "lab",
      assessed_on: "2026-05-31",
      assessor: "K. Tanaka",
      note: "9 of 9 solved",
    });
  });
});
