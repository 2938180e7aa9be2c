// The lines of the body and the words of its cells.
import { describe, expect, it } from "vitest";

import type { MatrixPerson } from "$lib/ipc/types";

import { body, rowAt, sizeInWords } from "./lines";

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
    const { lines, lineOf } = body([person("a", "1"), person("b", "1"), person("c", "2")], true);
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
    expect(body([], true)).toEqual({ lines: [], lineOf: [] });
    expect(body([], false)).toEqual({ lines: [], lineOf: [] });
  });

  it("has no headings where people are not grouped", () => {
    const { lines, lineOf } = body([person("a", "1"), person("c", "2"), person("b", "1")], false);
    expect(lines.map((line) => (line.kind === "person" ? `${line.row} ${line.person.id}` : line.name))).toEqual([
      "0 a",
      "1 c",
      "2 b",
    ]);
    expect(lineOf).toEqual([0, 1, 2]);
  });
});

describe("rowAt", () => {
  it("finds the person of a line, or the nearest one", () => {
    const { lines } = body([person("a", "1"), person("b", "1"), person("c", "2")], true);
    // A heading, a, b, a heading, c.
    expect([-3, 0, 1, 2, 3, 4, 9].map((at) => rowAt(lines, at))).toEqual([0, 0, 0, 1, 2, 2, 2]);
    expect(rowAt([], 0)).toBe(0);
  });
});

describe("sizeInWords", () => {
  it("does not count the borrowed", () => {
    expect(sizeInWords([person("a", "1"), person("b", "1"), person("c", "1", true)])).toBe("2 people, 1 borrowed");
    expect(sizeInWords(Array.from({ length: 1000 }, (_, at) => person(`${at}`, "1")))).toBe("1,000 people");
  });
});
