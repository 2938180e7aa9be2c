// Which mark an arrow key leads to.
import type { Mark } from "./drawing";

type Box = Pick<Mark, "x" | "y" | "width" | "height">;

/**
 * The mark that a key leads to from the mark at `from`; undefined where the key moves nothing.
 *
 * Left and right go through all marks as they are read, so that none is out of reach. Up and down stay in the column, and go on
 * as they are read where it ends.
 */
export function markTo(key: string, marks: Box[], from: number): number | undefined {
  const last = marks.length - 1;
  const within = (to: number): number => Math.max(0, Math.min(last, to));
  if (key === "ArrowRight") return within(from + 1);
  if (key === "ArrowLeft") return within(from - 1);
  if (key === "Home") return 0;
  if (key === "End") return last;
  if (key === "ArrowDown") return inColumn(marks, from, 1) ?? within(from + 1);
  if (key === "ArrowUp") return inColumn(marks, from, -1) ?? within(from - 1);
  return undefined;
}

/** The nearest mark below (1) or above (-1) that shares the middle of the mark at `from`. */
function inColumn(marks: Box[], from: number, way: 1 | -1): number | undefined {
  const here = marks[from];
  if (here === undefined) return undefined;
  const middle = here.x + here.width / 2;
  let nearest: number | undefined;
  let distance = Infinity;
  for (const [index, { x, y, width, height }] of marks.entries()) {
    const away = way === 1 ? y - (here.y + here.height) : here.y - (y + height);
    if (away >= 0 && away < distance && x <= middle && middle < x + width) [nearest, distance] = [index, away];
  }
  return nearest;
}
