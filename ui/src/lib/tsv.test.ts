// What reaches the clipboard: rows and cells as a spreadsheet reads them, and nothing that it would run.
import { describe, expect, it } from "vitest";

import { tsv } from "./tsv";

/** One cell as it is copied. */
const copied = (text: string): string => tsv([], [[text]]).slice(1, -1);

describe("a copied table", () => {
  it("has a line for the heads and one for each row", () => {
    expect(tsv(["Area", "Need"], [["Cloud computing", "45"], ["Data security", ""]])).toBe(
      "Area\tNeed\nCloud computing\t45\nData security\t\n",
    );
  });

  it.each([
    ["a name that would be a formula", '=HYPERLINK("x")', `'=HYPERLINK("x")`],
    ["a name that begins with a plus", "+Plus team", "'+Plus team"],
    ["a name that begins with a hyphen", "-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"],
    ["a name that begins with an at sign", "@SUM(A1)", "'@SUM(A1)"],
    ["a name with a formula behind blanks", " =A1", "' =A1"],
    ["a name with a formula behind what nobody sees", "\u200b=A1", "'\u200b=A1"],
    ["a name with the wide sign of another keyboard", "＝A1", "'＝A1"],
    // The tab would part the cell, so that the whole stands in quotes.
    ["a name that begins with a tab", "\tName", "\"'\tName\""],
  ])("makes %s inert", (_, text, expected) => {
    expect(copied(text)).toBe(expected);
  });

  it("does so in the heads too", () => {
    expect(tsv(["=A1"], [])).toBe("'=A1\n");
  });

  it.each([
    ["−6", "-6"],
    ["-6", "-6"],
    ["+9", "+9"],
    ["−0.5", "-0.5"],
    ["1,868", "1,868"],
    ["24%", "24%"],
    // No figure: the sign of a range is kept.
    ["5–6", "5–6"],
    ["–", "–"],
  ])("keeps the figure %s", (text, expected) => {
    expect(copied(text)).toBe(expected);
  });

  it.each([
    ["two\nlines", '"two\nlines"'],
    ["a\tb", '"a\tb"'],
    ['"quoted"', '"""quoted"""'],
    ['5" disk', '5" disk'],
    ["Ibáñez, Rosa", "Ibáñez, Rosa"],
  ])("keeps %j in one cell", (text, expected) => {
    expect(copied(text)).toBe(expected);
  });
});
