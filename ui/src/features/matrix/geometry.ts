/**
 * The pixels of the matrix: which rows and columns are in sight, and how far to scroll so that a cell is. All rows are
 * equally high and all columns equally wide, so that a window over 1,000 × 60 cells is two divisions.
 */

/** Height of a row of the body, a person or a team heading. */
export const ROW = 28;
/** Width of a column. */
export const COLUMN = 38;
/** Height of the line with the areas. */
export const AREA_HEAD = 36;
/** Height of the line with the competencies, its rule included. */
export const COLUMN_HEAD = 131;
/** Height of one line of the footer. */
export const FOOT_ROW = 26;
/** Height of everything that stays at the top. */
export const HEAD = AREA_HEAD + COLUMN_HEAD;
/** Height of everything that stays at the foot: seats needed, seats filled, holders. */
export const FOOT = 3 * FOOT_ROW;

/** Items from `start` up to, but without, `end`. */
export interface Span {
  start: number;
  end: number;
}

/**
 * The items of `size` pixels that lie in the `extent` pixels from `offset` on, with `spare` more on either side, so
 * that a quick scroll does not show blank paper.
 */
export function inSight(offset: number, extent: number, size: number, count: number, spare: number): Span {
  const start = Math.max(0, Math.floor(offset / size) - spare);
  const end = Math.min(count, Math.ceil((offset + extent) / size) + spare);
  return { start: Math.min(start, count), end: Math.max(end, Math.min(start, count)) };
}

/** How many items `inSight` can name at most. */
export function pool(extent: number, size: number, spare: number): number {
  return Math.ceil(Math.max(0, extent) / size) + 1 + 2 * spare;
}

/** The scroll position nearest to `scroll` at which the `size` pixels from `start` on lie within `extent`. */
export function reveal(scroll: number, extent: number, start: number, size: number): number {
  if (start < scroll || extent < size) return start;
  return Math.max(scroll, start + size - extent);
}

/** The indices of a span. */
export function indices({ start, end }: Span): number[] {
  return Array.from({ length: end - start }, (_, at) => start + at);
}

/** Whether an index lies in a span. */
export function within({ start, end }: Span, index: number): boolean {
  return index >= start && index < end;
}
