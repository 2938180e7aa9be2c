// Where something is said about the rows shown, how to walk from one such place to the next, and whose name stands there.
import type { ImportPreview, Meaning, PreviewCell, PreviewColumn } from "$lib/ipc/types";

import { type FileName, folded, type Named } from "./names";

/** A cell of the table, by the number of its row in the file; the head of a column where there is no row. */
export type Place = { row: number | null; column: number };

/** Whether two places are the same. */
export const same = (one: Place | null, other: Place | null): boolean =>
  one !== null && other !== null && one.row === other.row && one.column === other.column;

/** The places of which something is said, heads first, then row by row; of one kind only where one is named. */
export function places(preview: ImportPreview, kind: string | null = null): Place[] {
  const heads = (says: (column: PreviewColumn) => boolean): Place[] =>
    preview.columns.flatMap((column, at) => (says(column) ? [{ row: null, column: at }] : []));
  const cells = (says: (cell: PreviewCell) => boolean): Place[] =>
    preview.rows.flatMap(({ row, cells: inRow }) => inRow.flatMap((cell, column) => (says(cell) ? [{ row, column }] : [])));
  if (kind === null) {
    return [...heads(({ state }) => state !== "plain"), ...cells(({ state }) => state !== "plain")];
  }
  const found = cells((cell) => cell.kind === kind);
  if (found.length > 0) return found;
  // A head does not say of which kind its remark is: it can only be one of these where no cell is.
  const sought = preview.kinds.find(({ label }) => label === kind)?.problem ? "problem" : "notice";
  return heads(({ state }) => state === sought);
}

/** The place after or before another, round the ends; from nowhere, the first or the last. */
export function stepped(among: Place[], from: Place | null, by: -1 | 1): Place | null {
  if (among.length === 0) return null;
  const at = among.findIndex((place) => same(place, from));
  if (at >= 0) return among[(at + by + among.length) % among.length]!;
  if (from === null) return among[by === 1 ? 0 : among.length - 1]!;
  const later = among.findIndex((place) => after(place, from));
  if (by === 1) return among[later === -1 ? 0 : later]!;
  return among[(later === -1 ? among.length : later) - 1] ?? among[among.length - 1]!;
}

function after(one: Place, other: Place): boolean {
  const [row, than] = [one.row ?? 0, other.row ?? 0];
  return row > than || (row === than && one.column > other.column);
}

/**
 * What is said of a cell beside its text, short enough to be read there whole: where something else was expected the kind
 * of the problem stands for it. All of it is told where the cell is looked at.
 */
export const remark = ({ kind, note }: Pick<PreviewCell, "kind" | "note">): string =>
  kind !== "" && /(^|\. )Expected /.test(note) ? kind : note;

/** What stands in a place. */
export type Standing = {
  /** "Row 23", "Column C". */
  where: string;
  /** What the column is taken for. */
  column: string;
  text: string;
  note: string;
  problem: boolean;
};

/** What stands in a place; undefined where it is not among the rows shown. */
export function standing(preview: ImportPreview, { row, column }: Place): Standing | undefined {
  const head = preview.columns[column];
  if (!head) return undefined;
  if (row === null) return { where: "Column", column: head.title, text: head.from, note: head.note, problem: head.state === "problem" };
  const cell = preview.rows.find((other) => other.row === row)?.cells[column];
  if (!cell) return undefined;
  return { where: `Row ${row.toLocaleString("en-GB")}`, column: head.title, text: cell.text, note: cell.note, problem: cell.state === "problem" };
}

/** A name that stands in a place, and whose list it is in. */
export type NameInPlace = { of: Named; name: FileName };

const NAMES: Partial<Record<Meaning, Named>> = {
  person: "people",
  given_name: "people",
  family_name: "people",
  competency: "competencies",
  role: "roles",
  skill: "competencies",
};

/** The name that stands in a place; undefined where it is no name, or one that the files' names have not. */
export function nameAt(preview: ImportPreview, { row, column }: Place): NameInPlace | undefined {
  // The columns of the preview are those that were understood, in the order of the layout.
  const understood = preview.layout.columns.filter(({ meaning }) => meaning !== "ignored");
  const meaning = understood[column]?.meaning;
  const of = meaning && NAMES[meaning];
  if (of === undefined) return undefined;
  const cells = preview.rows.find((other) => other.row === row)?.cells;
  const words =
    row === null
      ? meaning === "skill" && preview.columns[column]?.from
      : meaning === "given_name" || meaning === "family_name"
        ? (["given_name", "family_name"] as const)
            .map((part) => cells?.[understood.findIndex((other) => other.meaning === part)]?.text ?? "")
            .join(" ")
        : meaning !== "skill" && cells?.[column]?.text;
  if (!words) return undefined;
  const sought = folded(words);
  const name = preview[of].find((other: FileName) => folded(other.name) === sought);
  return name && { of, name };
}
