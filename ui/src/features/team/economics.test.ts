// A role's figures as they are shown and kept.
import { expect, it } from "vitest";

import { figures, keptFigure, shownFigure } from "./economics";

it("amounts carry the currency's sign, or its code where it has none or is none", () => {
  const first = (currency: string) => figures(currency).slice(0, 3).map(({ unit }) => unit);
  expect(first("EUR")).toEqual(["€", "€, once", "€ a quarter"]);
  expect(first("USD")).toEqual(["$", "$, once", "$ a quarter"]);
  expect(first("CHF")).toEqual(["CHF", "CHF, once", "CHF a quarter"]);
  expect(first("?")).toEqual(["?", "?, once", "? a quarter"]);
});

it("attrition is shown in percent and kept as a share, and comes back the same", () => {
  // 0.07 × 100 is 7.000000000000001 in binary, and 0.29 × 100 is 28.999999999999996.
  for (const [share, percent] of [[0.07, 7], [0.29, 29], [0.225, 22.5], [0, 0], [1, 100]] as const) {
    expect(shownFigure("attrition", share)).toBe(percent);
    expect(keptFigure("attrition", percent)).toBe(share);
  }
  expect(shownFigure("weeks_to_fill", 12)).toBe(12);
});
