// What the cells show and say, in both views.
import { describe, expect, it } from "vitest";

import { type Cell, pack } from "./cells";
import { levelAlone, lookOf, signed } from "./looks";

const cell = (level: number | null, change: Partial<Cell> = {}): number =>
  pack({ level, confirmed: level !== null, stale: false, target: null, difference: 0, source: "manager", months: 0, ...change });

describe("the level", () => {
  it.each([
    [cell(2), "2", "level-2", "2, by manager, under a month ago"],
    [cell(0, { confirmed: false, stale: true, source: "self", months: 13 }), "0", "level-0 claimed stale", "0, claimed by self, 13 months ago, stale"],
    [cell(2, { stale: true, target: 3, difference: 2, source: "lab", months: 24 }), "2", "level-2 stale higher target", "2, by lab, 2 years ago, stale, below target 3, self rates higher"],
    [cell(4, { difference: -2 }), "4", "level-4 lower", "4, by manager, under a month ago, self rates lower"],
    [cell(3, { target: 3, source: "exam", months: 1 }), "3", "level-3 target", "3, by exam, 1 month ago, target 3"],
    [cell(3, { source: "work", months: 23 }), "3", "level-3", "3, by work, 23 months ago"],
    [cell(null, { target: 1 }), "?", "unknown target", "unknown, target 1"],
  ])("%i", (packed, text, classes, words) => {
    expect(lookOf(packed, "level")).toEqual({ text, classes, words });
  });
});

describe("against the target", () => {
  it.each([
    // One short: the second of five fills, and it stands out.
    [cell(2, { target: 3 }), "−1", "level-1 below", "−1, level 2, by manager, under a month ago, target 3"],
    // Four short is as pale as two short.
    [cell(0, { target: 4, confirmed: false, source: "peer", months: 2 }), "−4", "level-0 claimed below", "−4, level 0, claimed by peer, 2 months ago, target 4"],
    [cell(3, { target: 3, stale: true }), "0", "level-2 stale", "0, level 3, by manager, under a month ago, stale, target 3"],
    [cell(4, { target: 1, difference: -2 }), "+3", "level-4 lower", "+3, level 4, by manager, under a month ago, target 1, self rates lower"],
    [cell(null, { target: 2 }), "?", "unknown", "unknown, target 2"],
    [cell(2), "", "", "no target, level 2"],
    [cell(null), "", "", "no target, unknown"],
  ])("%i", (packed, text, classes, words) => {
    expect(lookOf(packed, "against")).toEqual({ text, classes, words });
  });

  it("has a proper minus sign", () => {
    expect([-2, -1, 0, 1].map(signed)).toEqual(["−2", "−1", "0", "+1"]);
  });
});

describe("a level by itself", () => {
  it("is confirmed and fresh unless it is said otherwise", () => {
    expect(levelAlone(3).classes).toBe("level-3");
    expect(levelAlone(1, { confirmed: false, stale: true }).classes).toBe("level-1 claimed stale");
  });
});
