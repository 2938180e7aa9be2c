/** The lines of the grid's body, a heading for every team and a line for every person, and the words for its cells. */
import type { MatrixArea, MatrixCell, MatrixPerson } from "$lib/ipc/types";

/** A line of the body. */
export type Line =
  /** The heading of a team, with how many of its people are shown. */
  | { kind: "team"; team: string; name: string; size: string }
  /** A person, with their place in the view's `people`. */
  | { kind: "person"; row: number; person: MatrixPerson };

/** The body of the grid: its lines, and the line of each person. */
export interface Body {
  lines: Line[];
  lineOf: number[];
}

/** Lays out the people, who come grouped by team. */
export function body(people: MatrixPerson[]): Body {
  const lines: Line[] = [];
  const lineOf: number[] = [];
  let start = 0;
  while (start < people.length) {
    const { team, team_name: name } = people[start]!;
    let end = start;
    while (people[end]?.team === team) end += 1;
    const members = people.slice(start, end);
    lines.push({ kind: "team", team, name, size: sizeInWords(members) });
    for (const [at, person] of members.entries()) {
      lineOf.push(lines.length);
      lines.push({ kind: "person", row: start + at, person });
    }
    start = end;
  }
  return { lines, lineOf };
}

/** The first column of each area. */
export function firstColumns(areas: MatrixArea[]): number[] {
  let next = 0;
  return areas.map((area) => {
    const first = next;
    next += area.columns;
    return first;
  });
}

/** "9 people", "9 people, 1 borrowed": borrowed people are shown and never counted. */
export function sizeInWords(people: MatrixPerson[]): string {
  const borrowed = people.filter((person) => person.borrowed).length;
  const own = people.length - borrowed;
  const counted = own === 1 ? "1 person" : `${own.toLocaleString("en-GB")} people`;
  return borrowed === 0 ? counted : `${counted}, ${borrowed} borrowed`;
}

/** What a cell's marks say, for those who hear it: "2, stale, target 3, self rates higher". */
export function cellInWords(cell: MatrixCell): string {
  const words = [cell.level === null ? "unknown" : String(cell.level)];
  if (cell.level !== null && !cell.confirmed) words.push("claimed");
  if (cell.level !== null && cell.stale) words.push("stale");
  if (cell.target !== null) words.push(`target ${cell.target}`);
  if (cell.self_difference > 0) words.push("self rates higher");
  if (cell.self_difference < 0) words.push("self rates lower");
  return words.join(", ");
}
