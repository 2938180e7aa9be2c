// Filters and sorting over a matrix of five people and four competencies, small enough to read.
import { describe, expect, it } from "vitest";

import type { MatrixView } from "$lib/ipc/types";

import { arrange, AS_THEY_COME, EVERYTHING, type Filters, leavesOut, leavesPeopleOut, NO_ROLE, type Sort } from "./arrangement";
import { type Cell, pack } from "./cells";

const cell = (level: number | null, change: Partial<Cell> = {}): number =>
  pack({ level, confirmed: level !== null, stale: false, target: null, difference: 0, ...change });
const none = cell(null);

const view: MatrixView = {
  areas: [
    { key: "one", name: "One", columns: 2 },
    { key: "two", name: "Two", columns: 2 },
  ],
  competencies: ["a", "b", "c", "d"].map((key, at) => ({
    key,
    name: key,
    area: at < 2 ? "one" : "two",
    descriptors: [],
    seats_needed: 0,
    seats_filled: 0,
    holders: 0,
    too_few_holders: false,
    assessed: true,
  })),
  people: [
    ["Zoë", "engineer"],
    ["Émile", null],
    ["Amir", "lead"],
    ["Frida", "engineer"],
    ["bo", null],
  ].map(([name, role], at) => ({
    id: `p${at}`,
    name: name ?? "",
    team: at < 2 ? "x" : "y",
    team_name: at < 2 ? "X" : "Y",
    role: role ?? null,
    role_name: role ?? null,
    borrowed: false,
  })),
  cells: [
    cell(2, { target: 3 }), cell(1), cell(4), cell(0, { stale: true }),
    cell(3, { confirmed: false }), none, cell(1), cell(1),
    cell(3, { target: 3 }), cell(2), cell(2, { difference: 2 }), cell(2),
    cell(0), cell(0), cell(0), none,
    cell(1), cell(3), cell(2, { stale: true }), cell(4),
  ],
  teams: [],
  empty: null,
  no_levels: null,
};

const rows = (filters: Partial<Filters> = {}, sort: Sort = AS_THEY_COME) =>
  arrange(view, { ...EVERYTHING, ...filters }, sort).rows;

describe("the filters", () => {
  it("leave nothing out at first", () => {
    expect(arrange(view, EVERYTHING, AS_THEY_COME)).toEqual({
      rows: [0, 1, 2, 3, 4],
      columns: [0, 1, 2, 3],
      areas: [
        { key: "one", name: "One", columns: 2, start: 0 },
        { key: "two", name: "Two", columns: 2, start: 2 },
      ],
    });
    expect([leavesOut(EVERYTHING), leavesPeopleOut(EVERYTHING)]).toEqual([false, false]);
  });

  it("hide the columns of areas", () => {
    const filters = { ...EVERYTHING, hidden: new Set(["one"]) };
    expect(arrange(view, filters, AS_THEY_COME)).toEqual({
      rows: [0, 1, 2, 3, 4],
      columns: [2, 3],
      areas: [{ key: "two", name: "Two", columns: 2, start: 0 }],
    });
    expect([leavesOut(filters), leavesPeopleOut(filters)]).toEqual([true, false]);
    expect(arrange(view, { ...EVERYTHING, hidden: new Set(["one", "two"]) }, AS_THEY_COME).columns).toEqual([]);
  });

  it("keep people of a role, or without one", () => {
    expect(rows({ role: "engineer" })).toEqual([0, 3]);
    expect(rows({ role: NO_ROLE })).toEqual([1, 4]);
    expect(rows({ role: "gone" })).toEqual([]);
  });

  it.each([
    ["below", [0]],
    ["stale", [0, 4]],
    ["unknown", [1, 3]],
    ["claimed", [1]],
    ["differs", [2]],
  ] as const)("keep people with a cell that is %s", (state, expected) => {
    expect(rows({ state })).toEqual(expected);
  });

  it("look at the columns shown only, and at all filters together", () => {
    // The stale cells are in the second area, the unknown ones in both.
    expect(rows({ state: "stale", hidden: new Set(["two"]) })).toEqual([]);
    expect(rows({ state: "unknown", hidden: new Set(["two"]) })).toEqual([1]);
    expect(rows({ state: "stale", role: "engineer" })).toEqual([0]);
  });
});

describe("the sorting", () => {
  it("sorts by name as a person would", () => {
    // Amir, bo, Émile, Frida, Zoë: neither capitals nor accents part the letters.
    expect(rows({}, { by: "name" })).toEqual([2, 4, 1, 3, 0]);
  });

  it("sorts by the levels of a competency, with the unknown last and equals as they come", () => {
    // a: 2 3 3 0 1.
    expect(rows({}, { by: "competency", competency: "a", order: "high" })).toEqual([1, 2, 0, 4, 3]);
    expect(rows({}, { by: "competency", competency: "a", order: "low" })).toEqual([3, 4, 0, 1, 2]);
    // d: 0 1 2 ? 4.
    expect(rows({}, { by: "competency", competency: "d", order: "high" })).toEqual([4, 2, 1, 0, 3]);
    expect(rows({}, { by: "competency", competency: "d", order: "low" })).toEqual([0, 1, 2, 4, 3]);
    // Several unknown stay as they come.
    const two = { ...view, cells: view.cells.map((packed, at) => (at % 4 === 3 && at > 4 ? none : packed)) };
    expect(arrange(two, EVERYTHING, { by: "competency", competency: "d", order: "low" }).rows).toEqual([0, 1, 2, 3, 4]);
  });

  it("leaves people as they come where the competency is gone", () => {
    expect(rows({}, { by: "competency", competency: "gone", order: "high" })).toEqual([0, 1, 2, 3, 4]);
  });
});
