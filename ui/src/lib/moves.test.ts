// Every key of the grid from one cell of a 10 × 6 grid, pages of 4 rows; and the edges.
import { describe, expect, it } from "vitest";

import { moved } from "./moves";

const extent = { rows: 10, columns: 6, page: 4 };
const from = { row: 5, column: 2 };

describe("moved", () => {
  it.each([
    ["ArrowLeft", false, 5, 1],
    ["ArrowRight", false, 5, 3],
    ["ArrowUp", false, 4, 2],
    ["ArrowDown", false, 6, 2],
    ["Home", false, 5, 0],
    ["End", false, 5, 5],
    ["PageUp", false, 1, 2],
    ["PageDown", false, 9, 2],
    ["ArrowLeft", true, 5, 0],
    ["ArrowRight", true, 5, 5],
    ["ArrowUp", true, 0, 2],
    ["ArrowDown", true, 9, 2],
    ["Home", true, 0, 0],
    ["End", true, 9, 5],
  ])("%s, to the edge %s: row %i, column %i", (key, toEdge, row, column) => {
    expect(moved(from, key, toEdge, extent)).toEqual({ row, column });
  });

  it("stops at the edges", () => {
    expect(moved({ row: 0, column: 0 }, "ArrowUp", false, extent)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 0, column: 0 }, "ArrowLeft", false, extent)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 9, column: 5 }, "PageDown", false, extent)).toEqual({ row: 9, column: 5 });
    expect(moved({ row: 9, column: 5 }, "ArrowRight", false, extent)).toEqual({ row: 9, column: 5 });
  });

  it("leaves other keys alone", () => {
    expect(moved(from, "a", false, extent)).toBeUndefined();
    expect(moved(from, "Tab", false, extent)).toBeUndefined();
  });
});
