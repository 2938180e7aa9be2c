/** Blocks of the grid: what is selected, and where a fill takes its levels from. */
import type { Place } from "$lib/moves";

/** A block of cells; all four are part of it. */
export interface Block {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** The block between two corners. */
export function between(one: Place, other: Place): Block {
  return {
    top: Math.min(one.row, other.row),
    left: Math.min(one.column, other.column),
    bottom: Math.max(one.row, other.row),
    right: Math.max(one.column, other.column),
  };
}

/** How many cells a block has. */
export function sizeOf({ top, left, bottom, right }: Block): number {
  return (bottom - top + 1) * (right - left + 1);
}

/** Whether two blocks are the same. */
export function isSame(one: Block, other: Block): boolean {
  return one.top === other.top && one.left === other.left && one.bottom === other.bottom && one.right === other.right;
}

/** The rows and the columns of a block. */
export function spans({ top, left, bottom, right }: Block): { rows: number[]; columns: number[] } {
  return { rows: run(top, bottom), columns: run(left, right) };
}

/**
 * A fill along rows or columns `first` to `last`: the first fills the others, and one alone is filled from the one
 * before it. `null` where there is none before.
 */
export function fill(first: number, last: number): { from: number; into: number[] } | null {
  if (last > first) return { from: first, into: run(first + 1, last) };
  return first > 0 ? { from: first - 1, into: [first] } : null;
}

/** The block that a pasted one takes up from the corner of `selected` on: repeated where it goes into it evenly. */
export function pasted(selected: Block, rows: number, columns: number): Block {
  const high = selected.bottom - selected.top + 1;
  const wide = selected.right - selected.left + 1;
  if (high % rows === 0 && wide % columns === 0) return selected;
  return { ...selected, bottom: selected.top + rows - 1, right: selected.left + columns - 1 };
}

function run(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
