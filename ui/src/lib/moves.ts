/** Where the keys of a grid lead: arrows, Home and End, Page Up and Down, with Ctrl to the edge. */

/** A cell of the grid: `row` counts people, `column` competencies, both from 0. */
export interface Place {
  row: number;
  column: number;
}

/** How large the grid is, and how many rows make a page. */
export interface Extent {
  rows: number;
  columns: number;
  page: number;
}

/** The place that `key` leads to from `from`, always inside the grid; `undefined` where the key is no move. */
export function moved(from: Place, key: string, toEdge: boolean, extent: Extent): Place | undefined {
  const { rows, columns, page } = extent;
  const to = { ...from };
  switch (key) {
    case "ArrowLeft":
      to.column = toEdge ? 0 : from.column - 1;
      break;
    case "ArrowRight":
      to.column = toEdge ? columns - 1 : from.column + 1;
      break;
    case "ArrowUp":
      to.row = toEdge ? 0 : from.row - 1;
      break;
    case "ArrowDown":
      to.row = toEdge ? rows - 1 : from.row + 1;
      break;
    case "Home":
      to.column = 0;
      if (toEdge) to.row = 0;
      break;
    case "End":
      to.column = columns - 1;
      if (toEdge) to.row = rows - 1;
      break;
    case "PageUp":
      to.row = from.row - page;
      break;
    case "PageDown":
      to.row = from.row + page;
      break;
    default:
      return undefined;
  }
  return inside(to, extent);
}

/** `place`, moved into the grid where it lies outside. */
export function inside(place: Place, extent: Pick<Extent, "rows" | "columns">): Place {
  return {
    row: Math.max(0, Math.min(extent.rows - 1, place.row)),
    column: Math.max(0, Math.min(extent.columns - 1, place.column)),
  };
}
