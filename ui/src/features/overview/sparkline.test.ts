// Small lines, their pixels worked out by hand: 12 px for 32 points, centred on the middle of each line's range.
import { describe, expect, it } from "vitest";

import { sparkline } from "./sparkline";

describe("a sparkline", () => {
  it("falls from left to right as the figures fall", () => {
    // Middle 91.5: (100 − 91.5) / 32 · 12 = 3.19 above 10, and 83 as much below.
    expect(sparkline([[100, 100, 94, 89, 83]])).toEqual([
      { points: "4,6.8 22.5,6.8 41,9.1 59.5,10.9 78,13.2", last: { x: 78, y: 13.2 } },
    ]);
  });

  it("leaves out what is unknown", () => {
    expect(sparkline([[null, 18, 18, 18, null]])).toEqual([{ points: "22.5,10 41,10 59.5,10", last: { x: 59.5, y: 10 } }]);
    expect(sparkline([[null, null]])).toEqual([{ points: "", last: null }]);
    expect(sparkline([])).toEqual([]);
  });

  it("widens the span of all lines for one that needs it", () => {
    // A range of 64 points: 12 px for 64, so 32 points are 6 px.
    expect(sparkline([[0, 64], [0, 32]]).map((line) => line.points)).toEqual(["4,16 78,4", "4,13 78,7"]);
  });
});
