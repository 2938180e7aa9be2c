/** The lines of the grid's body: a heading for every team and a line for every person, or the people alone. */
import type { MatrixPerson } from "$lib/ipc/types";

/** A line of the body. */
export type Line =
  /** The heading of a team, with how many of its people are shown. */
  | { kind: "team"; team: string; name: string; size: string }
  /** A person, with their place among those shown. */
  | { kind: "person"; row: number; person: MatrixPerson };

/** The body of the grid: its lines, and the line of each person. */
export interface Body {
  lines: Line[];
  lineOf: number[];
}

/** Lays out the people shown. Grouped, every run of people of one team gets a heading. */
export function body(people: MatrixPerson[], grouped: boolean): Body {
  const lines: Line[] = [];
  const lineOf: number[] = [];
  for (const [row, person] of people.entries()) {
    if (grouped && person.team !== people[row - 1]?.team) {
      const members = teamFrom(people, row);
      lines.push({ kind: "team", team: person.team, name: person.team_name, size: sizeInWords(members) });
    }
    lineOf.push(lines.length);
    lines.push({ kind: "person", row, person });
  }
  return { lines, lineOf };
}

/** The person of a line, or the nearest one: a heading leads to the first of its team. */
export function rowAt(lines: Line[], at: number): number {
  const line = lines[Math.max(0, Math.min(lines.length - 1, at))];
  if (line === undefined) return 0;
  return line.kind === "person" ? line.row : rowAt(lines, lines.indexOf(line) + 1);
}

function teamFrom(people: MatrixPerson[], start: number): MatrixPerson[] {
  const end = people.findIndex((person, row) => row > start && person.team !== people[start]?.team);
  return people.slice(start, end < 0 ? undefined : end);
}

/** "9 people", "9 people, 1 borrowed": borrowed people are shown and never counted. */
export function sizeInWords(people: MatrixPerson[]): string {
  const borrowed = people.filter((person) => person.borrowed).length;
  const own = people.length - borrowed;
  const counted = own === 1 ? "1 person" : `${own.toLocaleString("en-GB")} people`;
  return borrowed === 0 ? counted : `${counted}, ${borrowed} borrowed`;
}
