// The lines of the body and the words of its cells.
import { describe, expect, it } from "vitest";

import type { MatrixPerson } from "$lib/ipc/types";

import { body, cellInWords, firstColumns, sizeInWords } from "./lines";

const person = (id: string, team: string, borrowed = false): MatrixPerson => ({
  id,
  name: id,
  team,
  team_name: `Team ${team}`,
  role: null,
  role_name: null,
  borrowed,
});

describe("body", () => {
  it("heads every team and knows each person's line", () => {
    const { lines, lineOf } = body([person("a", "1"), person("b", "1"), person("c", "2")]);
    expect(lines.map((line) => (line.kind === "team" ? `${line.name}: ${line.size}` : line.person.id))).toEqual([
      "Team 1: 2 people",
      "a",
      "b",
      "Team 2: 1 person",
      "c",
    ]);
    expect(lineOf).toEqual([1, 2, 4]);
  });

  it("is empty without people", () => {
    expect(body([])).toEqual({ lines: [], lineOf: [] });
  });
});

describe("sizeInWords", () => {
  it("does not count the borrowed", () => {
    expect(sizeInWords([person("a", "1"), person("b", "1"), person("c", "1", true)])).toBe("2 people, 1 borrowed");
    expect(sizeInWords(Array.from({ length: 1000 }, (_, at) => person(`${at}`, "1")))).toBe("1,000 people");
  });
});

describe("firstColumns", () => {
  it("adds up the columns before", () => {
    const area = (columns: number) => ({ key: `${columns}`, name: "", columns });
    expect(firstColumns([area(2), area(3), area(1)])).toEqual([0, 2, 5]);
  });
});

describe("cellInWords", () => {
  it.each([
    [{ level: 2, confirmed: true, stale: false, target: null, self_difference: 0 }, "2"],
    [{ level: 0, confirmed: false, stale: true, target: null, self_difference: 0 }, "0, claimed, stale"],
    [{ level: 2, confirmed: true, stale: true, target: 3, self_difference: 2 }, "2, stale, target 3, self rates higher"],
    [{ level: 4, confirmed: true, stale: false, target: null, self_difference: -2 }, "4, self rates lower"],
    [{ level: null, confirmed: false, stale: false, target: 1, self_difference: 0 }, "unknown, target 1"],
  ])("%j", (cell, words) => {
    expect(cellInWords(cell)).toBe(words);
  });
});
