// The rows of the preview on the page: which are in sight, and how wide the columns are. Only the rows in sight are in
// the document, because a table of 500 rows and 60 columns would be slow to put there.
import type { ImportPreview, Meaning } from "$lib/ipc/types";

import { remark } from "./places";

/** Height of a row, in pixels. */
export const ROW = 28;
/** Height of the head, in pixels. */
export const HEAD = 46;
/** Width of the column with the row numbers. */
export const NUMBERS = 70;
/** Rows kept above and below those in sight, so that a quick scroll shows no blank paper. */
const SPARE = 6;

/** A row on the page, by its position; or the height of rows that are not. */
export type Line = { at: number } | { gap: number; key: string };

/** The rows in sight, and `keep` wherever it is, because it may have the focus. */
export function lines(count: number, scroll: number, height: number, keep: number): Line[] {
  const start = Math.max(0, Math.floor(scroll / ROW) - SPARE);
  const end = Math.min(count, Math.ceil((scroll + height) / ROW) + SPARE);
  const shown = Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at);
  if (keep >= 0 && keep < count && !(keep >= start && keep < end)) shown.push(keep);
  shown.sort((a, b) => a - b);
  const put: Line[] = [];
  let next = 0;
  for (const at of shown) {
    if (at > next) put.push({ gap: (at - next) * ROW, key: `to ${at}` });
    put.push({ at });
    next = at + 1;
  }
  if (next < count) put.push({ gap: (count - next) * ROW, key: "to the end" });
  return put;
}

/** How wide texts are, in pixels: in the letters of the cells, of the titles and of what is small. */
export type Measure = Record<"cell" | "title" | "small", (text: string) => number>;

/** Letters as wide as they are on average, where nothing can be measured. */
const AVERAGE: Measure = {
  cell: (text) => text.length * 6.7,
  title: (text) => text.length * 7.6,
  small: (text) => text.length * 6.5,
};

/** Measures texts in the letters of an element, each text once. */
export function measuredIn(element: Element): Measure {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return AVERAGE;
  const style = getComputedStyle(element);
  const [size, small] = [parseFloat(style.fontSize), parseFloat(style.fontSize) * (12 / 13)];
  const inFont = (font: string): ((text: string) => number) => {
    const known = new Map<string, number>();
    return (text) => {
      let width = known.get(text);
      if (width === undefined) {
        context.font = font;
        width = context.measureText(text).width;
        known.set(text, width);
      }
      return width;
    };
  };
  return {
    cell: inFont(`${style.fontWeight} ${size}px ${style.fontFamily}`),
    title: inFont(`620 ${size}px ${style.fontFamily}`),
    small: inFont(`${style.fontWeight} ${small}px ${style.fontFamily}`),
  };
}

/** What stands left and right of a text, and a little that tabular figures take more. */
const PADDING = 22;
/** Between a text and its remark. */
const GAP = 10;
/** A longer text is cut off with an ellipsis. */
const LONGEST = 240;
/** What is left of a remark where there is too little room: the kind of every problem. All of it stands in the panel. */
const REMARK = 190;

/** The columns that stay in sight while the others scroll past, each with how far left; and how wide they are together. */
export type Fixed = { at: ReadonlyMap<number, number>; width: number };

/** What tells whose row it is. */
const SUBJECTS: ReadonlySet<Meaning> = new Set<Meaning>(["person", "given_name", "family_name"]);
/** Most of the room that fixed columns may take: the others need some too. */
const MOST_FIXED = 0.6;

/** The columns that tell whose row it is, where not all columns fit into the room. */
export function fixed({ layout }: Pick<ImportPreview, "layout">, widths: number[], room: number): Fixed {
  const understood = layout.columns.filter(({ meaning }) => meaning !== "ignored");
  const at = new Map<number, number>();
  let left = NUMBERS;
  for (const [column, { meaning }] of understood.entries()) {
    if (!SUBJECTS.has(meaning)) continue;
    at.set(column, left);
    left += widths[column] ?? 0;
  }
  const fits = widths.reduce((sum, width) => sum + width, NUMBERS) <= room;
  return fits || left > room * MOST_FIXED ? { at: new Map(), width: 0 } : { at, width: left - NUMBERS };
}

/** A text and the remark beside it, as wide as they are. */
type Beside = { text: number; remark: number };

/**
 * How wide each column of the preview is, in pixels, so that it stays so while other rows come into sight. Where they do
 * not fit into the room, the longest remarks are cut, no more than is needed; then the table scrolls.
 */
export function widths(preview: Pick<ImportPreview, "columns" | "rows">, room: number, measure = AVERAGE): number[] {
  const contents = preview.columns.map((_, at) => contentsOf(preview, at, measure));
  const cutAt = (longest: number): number[] =>
    contents.map((column) => Math.ceil(Math.max(...column.map(({ text, remark }) => text + Math.min(remark, longest))) + PADDING));
  const fits = (longest: number): boolean => cutAt(longest).reduce((sum, width) => sum + width, NUMBERS) <= room;
  let [least, most] = [REMARK, Math.max(REMARK, ...contents.flat().map(({ remark }) => remark))];
  if (room === 0 || fits(most)) return cutAt(most);
  while (most - least > 1) {
    const middle = (least + most) / 2;
    if (fits(middle)) least = middle;
    else most = middle;
  }
  return cutAt(least);
}

/** What stands in a column, its head among it. */
function contentsOf({ columns, rows }: Pick<ImportPreview, "columns" | "rows">, at: number, measure: Measure): Beside[] {
  const column = columns[at]!;
  const wide = (note: string): number => (note === "" ? 0 : measure.small(note) + GAP);
  return [
    { text: measure.title(column.title), remark: 0 },
    { text: measure.small(`from “${column.from}”`), remark: wide(column.note) },
    ...rows.flatMap(({ cells }) => {
      const cell = cells[at];
      return cell ? [{ text: Math.min(measure.cell(cell.text), LONGEST), remark: wide(remark(cell)) }] : [];
    }),
  ];
}
