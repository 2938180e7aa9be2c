// Arrow keys among marks in a grid, in rows and strewn.
import { describe, expect, it } from "vitest";

import { markTo } from "./moves";

const box = (x: number, y: number) => ({ x, y, width: 20, height: 20 });
/** Two rows of three, read row by row. */
const grid = [box(0, 0), box(20, 0), box(40, 0), box(0, 20), box(20, 20), box(40, 20)];

describe("an arrow key", () => {
  it("stays in the column up and down, and reads on left and right", () => {
    expect(["ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"].map((key) => markTo(key, grid, 1))).toEqual([4, 0, 2, 0]);
    expect(["ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"].map((key) => markTo(key, grid, 4))).toEqual([5, 1, 5, 3]);
  });

  it("ends at the ends, and begins at the first where nothing is read yet", () => {
    expect(markTo("ArrowDown", grid, 5)).toBe(5);
    expect(markTo("ArrowUp", grid, 0)).toBe(0);
    expect(markTo("ArrowDown", grid, -1)).toBe(0);
    expect([markTo("Home", grid, 4), markTo("End", grid, 1), markTo("a", grid, 1)]).toEqual([0, 5, undefined]);
  });

  it("takes the nearest of several below", () => {
    expect(markTo("ArrowDown", [box(0, 0), box(0, 90), box(5, 40)], 0)).toBe(2);
  });
});
