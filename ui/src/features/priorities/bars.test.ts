// Pixels of the ranked list's bars, worked out by hand: 1.04 px a point.
import { describe, expect, it } from "vitest";

import { needBar, splitBar } from "./bars";

describe("the bar of a need", () => {
  it("lays the parts one after the other, 1 px apart", () => {
    const bar = needBar({ need: 100, from_seat_gap: 50, from_key_person_risk: 30, from_level_shortfall: 20 }, 40);
    expect(bar.parts).toEqual([
      { kind: "part-1", x: 0, width: 51 },
      { kind: "part-2", x: 52, width: 30.2 },
      { kind: "part-3", x: 83.2, width: 19.8 },
    ]);
    expect(bar.line).toBe(41.6);
    expect(bar.words).toBe("seat gap 50, key-person risk 30, level shortfall 20");
  });

  it("leaves out parts of nothing", () => {
    const bar = needBar({ need: 30, from_seat_gap: 0, from_key_person_risk: 30, from_level_shortfall: 0 }, 40);
    expect(bar.parts).toEqual([{ kind: "part-2", x: 0, width: 30.2 }]);
  });
});

describe("the split of a need", () => {
  it("parts hiring and training in proportion, 1 px apart, the training's edge inside", () => {
    // 31 px to share: 31 · 53 / 88 = 18.67.
    expect(splitBar(53, 35, 32)).toEqual({ hire: { x: 0, width: 18.7 }, train: { x: 20.2, width: 11.3 } });
  });

  it("is one part where there is but one, and none where there is none", () => {
    expect(splitBar(0, 58, 32)).toEqual({ hire: null, train: { x: 0.5, width: 31 } });
    expect(splitBar(58, 0, 32)).toEqual({ hire: { x: 0, width: 32 }, train: null });
    expect(splitBar(0, 0, 32)).toEqual({ hire: null, train: null });
  });
});
