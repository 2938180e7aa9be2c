// Which rows are in sight and how far to scroll, with values worked out by hand.
import { describe, expect, it } from "vitest";

import { inSight, indices, pool, reveal, within } from "./geometry";

describe("inSight", () => {
  it("takes every item that shows at least a pixel", () => {
    // 100 px from 30 on, items of 28 px: the second (28 to 56) up to the fifth (112 to 140).
    expect(inSight(30, 100, 28, 50, 0)).toEqual({ start: 1, end: 5 });
  });

  it("adds the spare ones within the list", () => {
    expect(inSight(30, 100, 28, 50, 3)).toEqual({ start: 0, end: 8 });
    expect(inSight(1300, 100, 28, 50, 3)).toEqual({ start: 43, end: 50 });
  });

  it("is empty where the list is, or lies behind", () => {
    expect(inSight(0, 100, 28, 0, 3)).toEqual({ start: 0, end: 0 });
    expect(inSight(2800, 100, 28, 10, 0)).toEqual({ start: 10, end: 10 });
  });
});

describe("pool", () => {
  it("has a place for every item that can be in sight at once", () => {
    // 100 px show parts of at most 5 items of 28 px; 3 spare ones on either side.
    expect(pool(100, 28, 3)).toBe(11);
    expect(pool(-20, 28, 3)).toBe(7);
    for (let offset = 0; offset < 200; offset += 1) {
      const { start, end } = inSight(offset, 100, 28, 1000, 3);
      expect(end - start).toBeLessThanOrEqual(11);
    }
  });
});

describe("reveal", () => {
  it("stays where the item is in sight", () => {
    expect(reveal(100, 200, 150, 28)).toBe(100);
    expect(reveal(100, 200, 272, 28)).toBe(100);
  });

  it("moves no further than it must", () => {
    expect(reveal(100, 200, 90, 28)).toBe(90);
    expect(reveal(100, 200, 280, 28)).toBe(108);
  });

  it("shows the beginning of what is larger than the room", () => {
    expect(reveal(100, 20, 150, 28)).toBe(150);
  });
});

describe("a span", () => {
  it("holds its start and not its end", () => {
    expect(indices({ start: 4, end: 6 })).toEqual([4, 5]);
    expect(indices({ start: 4, end: 4 })).toEqual([]);
    expect([3, 4, 5, 6].map((index) => within({ start: 4, end: 6 }, index))).toEqual([false, true, true, false]);
  });
});
