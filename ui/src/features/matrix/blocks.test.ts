// Blocks as text for spreadsheets.
import { describe, expect, it } from "vitest";

import { asText, sizeOfText } from "./blocks";

describe("levels as text", () => {
  it("have tabs between the columns, blanks for the unknown, and end every row", () => {
    expect(asText([[1, null, 3], [null, null, 0]])).toBe("1\t\t3\n\t\t0\n");
    expect(asText([[2]])).toBe("2\n");
  });
});

describe("the size of a text", () => {
  it.each([
    ["1\t2\n3\t4\n", 2, 2],
    ["1\t2\r\n3\t4\r\n", 2, 2],
    ["3", 1, 1],
    ["1\n\n2\t3", 3, 2],
    ["", 1, 1],
  ])("%j: %i × %i", (text, rows, columns) => {
    expect(sizeOfText(text)).toEqual({ rows, columns });
  });
});
