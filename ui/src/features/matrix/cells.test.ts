// Cells packed and opened; the numbers are worked out from the bits.
import { describe, expect, it } from "vitest";

import { type Cell, type CellState, isIn, levelOf, open, pack, rankOf, targetOf, withLevel } from "./cells";

const cell = (change: Partial<Cell>): Cell => ({
  level: null,
  confirmed: false,
  stale: false,
  target: null,
  difference: 0,
  source: "self",
  months: 0,
  ...change,
});

describe("a packed cell", () => {
  it.each([
    // The difference 0 is written as 4, so that an unknown cell without a target is 4 · 256.
    [cell({}), 1024],
    // 1 for level 0, 8 for confirmed.
    [cell({ level: 0, confirmed: true }), 1024 + 1 + 8],
    // 3 for level 2, 8, 16 for stale, 3 · 32 for the target, 6 · 256 for a difference of 2.
    [cell({ level: 2, confirmed: true, stale: true, target: 3, difference: 2 }), 3 + 8 + 16 + 96 + 1536],
    // 5 for level 4, 4 · 32 for the target, −4 + 4 = 0.
    [cell({ level: 4, target: 4, difference: -4 }), 5 + 128],
    [cell({ level: 0, target: 1, difference: 4 }), 1 + 32 + 2048],
    // The manager is the third source, 2 · 4,096; 14 months are 14 · 32,768. Work is the last, 5 · 4,096, and 255 · 32,768.
    [cell({ level: 0, confirmed: true, source: "manager", months: 14 }), 1024 + 1 + 8 + 8192 + 458_752],
    [cell({ level: 0, confirmed: true, source: "work", months: 255 }), 1024 + 1 + 8 + 20_480 + 8_355_840],
  ])("%j is %i, and the other way round", (opened, packed) => {
    expect(pack(opened)).toBe(packed);
    expect(open(packed)).toEqual(opened);
    expect(levelOf(packed)).toBe(opened.level);
    expect(targetOf(packed)).toBe(opened.target);
  });

  it("keeps every cell that there can be", () => {
    const levels = [null, 0, 1, 2, 3, 4];
    const targets = [null, 1, 2, 3, 4];
    const differences = [-4, -3, -2, 0, 2, 3, 4];
    const seen = new Set<number>();
    for (const level of levels)
      for (const target of targets)
        for (const difference of differences)
          for (const confirmed of [false, true])
            for (const stale of [false, true]) {
              const opened = cell({ level, confirmed, stale, target, difference });
              expect(open(pack(opened))).toEqual(opened);
              seen.add(pack(opened));
            }
    expect(seen.size).toBe(6 * 5 * 7 * 4);
  });

  it("is confirmed by the manager, fresh and without a difference once it was set, with its target", () => {
    const before = pack(cell({ level: 1, stale: true, target: 3, difference: -2, source: "lab", months: 30 }));
    expect(open(withLevel(before, 4))).toEqual(cell({ level: 4, confirmed: true, target: 3, source: "manager" }));
    expect(open(withLevel(pack(cell({})), 0))).toEqual(cell({ level: 0, confirmed: true, source: "manager" }));
  });
});

describe("the states", () => {
  const states: CellState[] = ["below", "stale", "unknown", "claimed", "differs"];
  it.each([
    [cell({}), ["unknown"]],
    [cell({ target: 2 }), ["unknown"]],
    [cell({ level: 0, confirmed: true }), []],
    [cell({ level: 0, confirmed: true, target: 1 }), ["below"]],
    [cell({ level: 2, confirmed: true, target: 2 }), []],
    [cell({ level: 1, stale: true, target: 3 }), ["below", "stale", "claimed"]],
    [cell({ level: 3, confirmed: true, difference: -2 }), ["differs"]],
    [cell({ level: 1, confirmed: true, difference: 3, stale: true }), ["stale", "differs"]],
  ])("%j: %j", (opened, expected) => {
    expect(states.filter((state) => isIn(state, pack(opened)))).toEqual(expected);
  });
});

describe("the rank for sorting", () => {
  it("puts the unknown last either way", () => {
    const levels = [2, null, 0, 4].map((level) => pack(cell({ level })));
    const sorted = (order: "high" | "low") =>
      [...levels].sort((a, b) => (rankOf(a, order) < rankOf(b, order) ? -1 : 1)).map(levelOf);
    expect(sorted("high")).toEqual([4, 2, 0, null]);
    expect(sorted("low")).toEqual([0, 2, 4, null]);
  });
});
