// Three weights that keep their sum.
import { describe, expect, it } from "vitest";

import { balanced } from "./weights";

const weights = (seat_gap: number, key_person_risk: number, level_shortfall: number) => ({ seat_gap, key_person_risk, level_shortfall });
const own = weights(0.5, 0.3, 0.2);

describe("a weight that is moved", () => {
  it("leaves the rest to the others in their proportion", () => {
    // 0.4 is left for 0.3 : 0.2.
    expect(balanced(own, "seat_gap", 0.6)).toEqual(weights(0.6, 0.24, 0.16));
  });

  it("is kept in hundredths, as are the others", () => {
    // 0.67 is left for 0.5 : 0.2: 0.4786 and 0.1914.
    expect(balanced(own, "key_person_risk", 0.33)).toEqual(weights(0.48, 0.33, 0.19));
  });

  it("shares the rest equally where the others are nothing", () => {
    expect(balanced(weights(1, 0, 0), "seat_gap", 0.5)).toEqual(weights(0.5, 0.25, 0.25));
  });

  it("stays between 0 and 1", () => {
    expect(balanced(own, "level_shortfall", 1.4)).toEqual(weights(0, 0, 1));
    expect(balanced(own, "seat_gap", -1)).toEqual(weights(0, 0.6, 0.4));
  });

  it("always sums to 1", () => {
    for (let value = 0; value <= 100; value++) {
      const moved = balanced(own, "key_person_risk", value / 100);
      const hundredths = Object.values(moved).map((weight) => Math.round(weight * 100));
      expect(hundredths.reduce((sum, weight) => sum + weight)).toBe(100);
      expect(Math.min(...hundredths)).toBeGreaterThanOrEqual(0);
    }
  });
});
