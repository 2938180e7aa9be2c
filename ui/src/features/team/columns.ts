// How wide the columns of the grid are: narrow, but so that the names of the areas over them can be read.
import type { MatrixArea } from "$lib/ipc/types";

/** The least width of a column, in pixels. */
const NARROWEST = 32;
/** What a letter of an area's name takes, and what stands beside the name. */
const LETTER = 6.4;
const BESIDE = 12;
/** The widest that an area is made for the sake of its name: of a longer one the end is left out. */
const WIDEST = { one: 92, several: 96 };

/** The width of each column under an area, in pixels: its name gets two lines. */
export function columnWidth(area: Pick<MatrixArea, "name" | "columns">): number {
  const wished = Math.min(longerLine(area.name) * LETTER + BESIDE, area.columns === 1 ? WIDEST.one : WIDEST.several);
  return Math.max(NARROWEST, Math.ceil(wished / area.columns));
}

/** The letters of the longer of two lines, where the name is parted best. */
function longerLine(name: string): number {
  const words = name.split(" ");
  return Math.min(
    ...words.map((_, at) => Math.max(words.slice(0, at + 1).join(" ").length, words.slice(at + 1).join(" ").length)),
  );
}
