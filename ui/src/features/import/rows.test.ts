// Which rows are on the page, and how wide the columns are.
import { describe, expect, it } from "vitest";

import type { ImportPreview } from "$lib/ipc/types";
import { importPreview, wideFile } from "$testing/spreadsheet";

import { fixed, lines, NUMBERS, widths } from "./rows";

describe("the rows on the page", () => {
  const shown = (put: ReturnType<typeof lines>): (number | string)[] => put.map((line) => ("at" in line ? line.at : `${line.gap}px`));

  it("are those in sight with six more on either side, and the height of the others", () => {
    // 2,800 px down, 280 px high: rows 100 to 109, with spare ones 94 to 115 of 500.
    const put = shown(lines(500, 2800, 280, -1));
    expect(put[0]).toBe(`${94 * 28}px`);
    expect(put.slice(1, -1)).toEqual(Array.from({ length: 22 }, (_, at) => 94 + at));
    expect(put.at(-1)).toBe(`${(500 - 116) * 28}px`);
  });

  it("are all of a short table", () => {
    expect(shown(lines(3, 0, 700, 1))).toEqual([0, 1, 2]);
    expect(lines(0, 0, 700, -1)).toEqual([]);
  });

  it("have the row that is looked at among them, wherever it is", () => {
    const put = shown(lines(100, 0, 28, 50));
    expect(put).toEqual([0, 1, 2, 3, 4, 5, 6, `${(50 - 7) * 28}px`, 50, `${(100 - 51) * 28}px`]);
    const above = shown(lines(100, 2772, 28, 2));
    expect(above.slice(0, 3)).toEqual([`${2 * 28}px`, 2, `${(93 - 3) * 28}px`]);
  });
});

describe("the widths of the columns", () => {
  const preview = (text: string, note: string): Pick<ImportPreview, "columns" | "rows"> => ({
    columns: [
      { title: "Level", from: "Score", note: "", state: "plain" },
      { title: "Source", from: "By", note: "", state: "plain" },
    ],
    rows: [
      { row: 2, cells: [{ text, note, state: note ? "problem" : "plain", kind: "" }, { text: "manager", note: "", state: "plain", kind: "" }] },
    ],
  });
  const sum = (of: number[]): number => of.reduce((all, width) => all + width, NUMBERS);

  it("grow with the text and with what is said of it", () => {
    const [plain] = widths(preview("most of it", ""), 0);
    const [longer] = widths(preview("most of it and more of it", ""), 0);
    const [said] = widths(preview("most of it", "expected a number from 0 to 4"), 0);
    expect(longer).toBeGreaterThan(plain!);
    expect(said).toBeGreaterThan(plain! + 100);
  });

  it("give way where there is too little room, remarks only and no more than is needed", () => {
    const long = preview("most", "expected a number from 0 to 4, or a word such as beginner");
    const free = widths(long, 0);
    const room = sum(free) - 100;
    const tight = widths(long, room);
    expect(sum(tight)).toBeLessThanOrEqual(room);
    expect(sum(tight)).toBeGreaterThan(room - 4);
    expect(tight[1]).toBe(free[1]);
  });

  it("let the table scroll rather than hide the text", () => {
    const least = widths(preview("most", "expected a number from 0 to 4"), 10);
    // The text, 190 px of the remark, and the space round it.
    expect(least[0]).toBe(Math.ceil(4 * 6.7 + 190 + 22));
  });
});

describe("the columns that stay in sight", () => {
  it("are those of the person, where not all fit", () => {
    expect(fixed(importPreview, [100, 200, 300, 100, 100], 600)).toEqual({ at: new Map([[0, NUMBERS]]), width: 100 });
    // Given and family name stand side by side.
    expect(fixed(wideFile, [80, 90, 300, 300], 600)).toEqual({ at: new Map([[0, NUMBERS], [1, NUMBERS + 80]]), width: 170 });
  });

  it("are none where all fit, or where they would leave too little room", () => {
    expect(fixed(importPreview, [100, 100, 100, 100, 100], 600).at.size).toBe(0);
    // 70 for the numbers and 300 for the person are more than 60% of 600.
    expect(fixed(importPreview, [300, 200, 200, 100, 100], 600)).toEqual({ at: new Map(), width: 0 });
  });
});
