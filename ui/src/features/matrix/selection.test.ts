// Blocks and fills on a small grid.
import { describe, expect, it } from "vitest";

import { between, fill, isSame, pasted, sizeOf, spans } from "./selection";

describe("a block", () => {
  it("lies between two corners, whichever", () => {
    const block = { top: 2, left: 1, bottom: 4, right: 3 };
    expect(between({ row: 2, column: 3 }, { row: 4, column: 1 })).toEqual(block);
    expect(between({ row: 4, column: 3 }, { row: 2, column: 1 })).toEqual(block);
    expect(sizeOf(block)).toBe(9);
    expect(spans(block)).toEqual({ rows: [2, 3, 4], columns: [1, 2, 3] });
    expect(isSame(block, { ...block })).toBe(true);
    for (const side of ["top", "left", "bottom", "right"] as const) {
      expect(isSame(block, { ...block, [side]: 9 })).toBe(false);
    }
    expect(sizeOf(between({ row: 5, column: 5 }, { row: 5, column: 5 }))).toBe(1);
  });
});

describe("a fill", () => {
  it("takes the first for the others, and the one before for one alone", () => {
    expect(fill(2, 4)).toEqual({ from: 2, into: [3, 4] });
    expect(fill(3, 3)).toEqual({ from: 2, into: [3] });
    expect(fill(0, 0)).toBeNull();
  });
});

describe("a pasted block", () => {
  const selected = { top: 1, left: 1, bottom: 4, right: 3 };
  it("is repeated where it goes evenly into what is selected", () => {
    // 4 rows and 3 columns are selected.
    expect(pasted(selected, 1, 1)).toEqual(selected);
    expect(pasted(selected, 2, 3)).toEqual(selected);
  });

  it("takes its own size elsewhere", () => {
    expect(pasted(selected, 3, 1)).toEqual({ top: 1, left: 1, bottom: 3, right: 1 });
    expect(pasted(selected, 5, 6)).toEqual({ top: 1, left: 1, bottom: 5, right: 6 });
    expect(pasted(selected, 2, 2)).toEqual({ top: 1, left: 1, bottom: 2, right: 2 });
  });
});
