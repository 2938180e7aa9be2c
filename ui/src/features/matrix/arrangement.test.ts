// Filters and sorting over a matrix of five people and four competencies, small enough to read.
import { describe, expect, it } from "vitest";

import type { MatrixView } from "$lib/ipc/types";

import { arrange, AS_THEY_COME, AS_USUAL, EVERYTHING, type Filters, isFiltered, leavesPeopleOut, NO_ROLE, type Sort } from "./arrangement";
import { type Cell, pack } from "./cells";

const cell = (level: number | null, change: Partial<Cell> = {}): number =>
  pack({ level, confirmed: level !== null, stale: false, target: null, difference: 0, source: "manager", months: 0, ...change });
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
  counted: "all 5 people on 2 teams",
  empty: null,
  no_levels: null,
};

const rows = (filters: Partial<Filters> = {}, sort: Sort = AS_THEY_COME) =>
  arrange(view, { ...EVERYTHING, ...filters }, sort).rows;

describe("the filters", () => {
  it("leave nothing out where everything is wanted", () => {
    expect(arrange(view, EVERYTHING, AS_THEY_COME)).toEqual({
      rows: [0, 1, 2, 3, 4],
      columns: [0, 1, 2, 3],
      areas: [
        { key: "one", name: "One", columns: 2, start: 0 },
        { key: "two", name: "Two", columns: 2, start: 2 },
      ],
      chosen: new Set(["one", "two"]),
    });
    expect([isFiltered(AS_USUAL), isFiltered(EVERYTHING), leavesPeopleOut(EVERYTHING)]).toEqual([false, true, false]);
  });

  it("hide the columns of areas", () => {
    const filters = { ...EVERYTHING, hidden: new Set(["one"]) };
    expect(arrange(view, filters, AS_THEY_COME)).toEqual({
      rows: [0, 1, 2, 3, 4],
      columns: [2, 3],
      areas: [{ key: "two", name: "Two", columns: 2, start: 0 }],
      chosen: new Set(["two"]),
    });
    expect([isFiltered(filters), leavesPeopleOut(filters)]).toEqual([true, false]);
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

describe("the columns shown at first", () => {
  // Three areas of two: in the first one competency has a target and nothing else, in the second one a level, in the third nothing.
  const sparse: MatrixView = {
    ...view,
    areas: [...view.areas, { key: "three", name: "Three", columns: 2 }],
    competencies: ["a", "b", "c", "d", "e", "f"].map((key, at) => ({
      ...view.competencies[0]!,
      key,
      area: ["one", "two", "three"][Math.floor(at / 2)]!,
    })),
    people: view.people.slice(0, 2),
    // Zoë is an engineer, Émile has no role.
    cells: [none, cell(null, { target: 2 }), none, none, none, none, none, none, cell(1), none, none, none],
  };
  const shown = (filters: Partial<Filters> = {}, of = sparse) => {
    const { columns, areas, chosen } = arrange(of, { ...AS_USUAL, ...filters }, AS_THEY_COME);
    return [columns, areas.map((area) => `${area.key} ${area.start} ${area.columns}`), [...chosen]];
  };

  it("are those with a target of somebody shown, or with a level of half of them, under the areas that have one", () => {
    expect(shown()).toEqual([[1, 2], ["one 0 1", "two 1 1"], ["one", "two"]]);
    expect(shown({ role: "engineer" })).toEqual([[1], ["one 0 1"], ["one"]]);
    // Of three people, one level is less than half.
    const three = { ...sparse, people: view.people.slice(0, 3), cells: [...sparse.cells, ...sparse.cells.slice(0, 6)] };
    expect(shown({}, three)).toEqual([[1], ["one 0 1"], ["one"]]);
  });

  it("are all where nobody shown has a target: then the first level must not take the others away", () => {
    const all = [[0, 1, 2, 3, 4, 5], ["one 0 2", "two 2 2", "three 4 2"], ["one", "two", "three"]];
    expect(shown({ role: NO_ROLE })).toEqual(all);
    expect(shown({}, { ...sparse, cells: sparse.cells.map(() => none) })).toEqual(all);
  });

  it("can be more: an area that is asked for comes whole where nothing in it is used", () => {
    expect(shown({ hidden: new Set(["one"]) })).toEqual([[2, 4, 5], ["two 0 1", "three 1 2"], ["two", "three"]]);
    expect(shown({ hidden: new Set(["one"]), competencies: "all" })).toEqual([[2, 3, 4, 5], ["two 0 2", "three 2 2"], ["two", "three"]]);
    expect(shown({ competencies: "all" })[0]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("are fewer under a state, and an area without one in it stays chosen", () => {
    // Column 1 is unknown to both, column 2 to Zoë.
    expect(shown({ state: "unknown" })).toEqual([[1, 2], ["one 0 1", "two 1 1"], ["one", "two"]]);
    expect(shown({ state: "unknown", role: "engineer", competencies: "all" })[0]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(shown({ state: "below" })).toEqual([[], [], ["one", "two"]]);
    const below = { ...sparse, cells: sparse.cells.map((packed, at) => (at === 1 ? cell(1, { target: 2 }) : packed)) };
    expect(shown({ state: "below" }, below)).toEqual([[1], ["one 0 1"], ["one", "two"]]);
  });
});

describe("the sorting", () => {
  it("sorts by name as a person would", () => {
    // Amir, bo, Émile, Frida, Zoë: neither capitals nor accents part the letters.
    expect(rows({}, { by: "name" })).toEqual([2, 4, 1, 3, 0]);
  });

  it("sorts by the name of the role, within it by name, and those without one last", () => {
    expect(rows({}, { by: "role" })).toEqual([3, 0, 2, 4, 1]);
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
