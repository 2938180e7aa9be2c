// The small chart of a history, its pixels worked out by hand: level 4 at 7, each level 16 lower, so 0 at 71;
// from 18 to 6 before the right edge.
import { describe, expect, it } from "vitest";

import { type Assessed, current, timeline, timelineInWords } from "./timeline";

const assessed = (id: string, level: number, day: string, confirmed = true): Assessed => ({
  id,
  level,
  assessed_on: day,
  confirmed,
});

/** The latest first. */
const history = [
  assessed("c", 2, "2026-05-01"),
  assessed("b", 3, "2026-03-02", false),
  assessed("a", 1, "2026-01-21"),
];

describe("the chart of a history", () => {
  it("steps with the current level and has a dot for every assessment", () => {
    // 21 Jan to 1 May are 100 days, to 11 Jun 141; 165 wide, so that a day is a pixel: 165 − 6 − 18 = 141.
    expect(timeline(history, 3, "2026-06-11", 165)).toEqual({
      width: 165,
      height: 71 + 24,
      left: 18,
      right: 159,
      levels: [71, 55, 39, 23, 7],
      // The claim of a 3 after 40 days does not move the line.
      path: "M18 55H118V39H159",
      dots: [
        { id: "a", x: 18, y: 55, confirmed: true },
        { id: "b", x: 58, y: 23, confirmed: false },
        { id: "c", x: 118, y: 39, confirmed: true },
      ],
      target: 23,
      first: "2026-01-21",
      last: "2026-06-11",
    });
  });

  it("follows claims until the first level is confirmed", () => {
    const claims = [assessed("c", 1, "2026-03-01"), assessed("b", 2, "2026-02-19", false), assessed("a", 4, "2026-02-09", false)];
    // 20 days on 40 pixels, 64 wide: two a day.
    expect(timeline(claims, null, "2026-03-01", 64).path).toBe("M18 7H38V39H58V55H58");
    expect(timeline(claims, null, "2026-03-01", 64).target).toBeNull();
  });

  it("takes the last of one day, which comes first", () => {
    const day = [assessed("b", 3, "2026-02-01"), assessed("a", 1, "2026-02-01")];
    // 10 days on 40 pixels.
    expect(timeline(day, null, "2026-02-11", 64).path).toBe("M18 23H58");
    // Put right on the same day, it is no step at all.
    const right = [assessed("c", 1, "2026-02-06"), assessed("b", 4, "2026-02-06"), assessed("a", 1, "2026-02-01")];
    expect(timeline(right, null, "2026-02-11", 64).path).toBe("M18 55H58");
  });

  it("has a dot and one day where all is of the last day", () => {
    const { path, dots, first, last } = timeline([assessed("a", 2, "2026-06-01")], null, "2026-06-01", 100);
    expect({ path, dots, first, last }).toEqual({
      path: "",
      dots: [{ id: "a", x: 94, y: 39, confirmed: true }],
      first: null,
      last: "2026-06-01",
    });
  });

  it("says what it shows", () => {
    expect(timelineInWords(history, 3)).toBe(
      "Level 1 from 21 Jan 2026, 2 from 1 May 2026; target 3. 3 assessments, 1 of them claimed.",
    );
    expect(timelineInWords([assessed("a", 4, "2026-05-01", false)], null)).toBe(
      "Level 4 from 1 May 2026; no target. 1 assessment, claimed.",
    );
    expect(timelineInWords([assessed("b", 2, "2026-05-01"), assessed("a", 2, "2026-04-01")], 2)).toBe(
      "Level 2 from 1 Apr 2026; target 2. 2 assessments.",
    );
  });
});

describe("the assessment behind the current level", () => {
  it("is the latest confirmed one, else the latest", () => {
    const claim = assessed("d", 4, "2026-06-01", false);
    expect(current([claim, ...history])?.id).toBe("c");
    expect(current([claim, assessed("e", 1, "2026-05-01", false)])?.id).toBe("d");
    expect(current([])).toBeUndefined();
  });
});
