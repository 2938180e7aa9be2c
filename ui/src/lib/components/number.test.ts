// How numbers are typed and read.
import { describe, expect, it } from "vitest";

import { shownNumber, typedNumber } from "./number";

describe("a typed number", () => {
  it.each([
    ["150000", 150000],
    ["150,000", 150000],
    ["1,150,000.5", 1150000.5],
    ["150 000", 150000],
    ["150 000", 150000],
    ["1'150'000", 1150000],
    ["150.000,50", 150000.5],
    ["12.5", 12.5],
    ["12,5", 12.5],
    ["0,25", 0.25],
    [".5", 0.5],
    [" 16 ", 16],
    ["-3", -3],
    ["−3", -3],
    ["0", 0],
  ])("%s is %d", (text, number) => expect(typedNumber(text)).toEqual({ number }));

  it.each([
    ["", "blank"],
    ["  ", "blank"],
    ["22o,000", "not a number"],
    ["12 weeks", "not a number"],
    ["1,5,0", "not a number"],
    ["1 2", "not a number"],
    ["1e5", "not a number"],
    ["Infinity", "not a number"],
    ["150.000", "two readings"],
    ["1.150.000", "two readings"],
  ])("%j is none: %s", (text, problem) => expect(typedNumber(text)).toEqual({ problem }));
});

it("a number is shown with its thousands apart and two decimals at most", () => {
  expect([150000, 12.5, 0, 0.333].map(shownNumber)).toEqual(["150,000", "12.5", "0", "0.33"]);
});
