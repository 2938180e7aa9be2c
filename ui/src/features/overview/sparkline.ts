// Small lines beside a table's figures.

/** The pixels of a line: `points` as SVG wants them, and where the last point is. */
export type Sparkline = { points: string; last: { x: number; y: number } | null };

const LEFT = 4;
const WIDTH = 74;
const TOP = 4;
const HEIGHT = 12;
/** Every line shares one span of percentage points, so that slopes compare; a wider one widens it for all. */
const SPAN = 32;

/**
 * Lays out lines of percentages, one for each row of a table. Each is centred on the middle of its own range, and
 * all share one span. A missing point is left out; the line joins its neighbours.
 */
export function sparkline(rows: (number | null)[][]): Sparkline[] {
  const ranges = rows.map((points) => {
    const known = points.filter((point) => point !== null);
    return { low: Math.min(...known), high: Math.max(...known) };
  });
  const span = Math.max(SPAN, ...ranges.map(({ low, high }) => high - low).filter(Number.isFinite));
  return rows.map((points, row) => {
    const range = ranges[row];
    const middle = range ? (range.low + range.high) / 2 : 0;
    const step = WIDTH / Math.max(1, points.length - 1);
    const placed = points.flatMap((point, at) =>
      point === null
        ? []
        : [{ x: round(LEFT + at * step), y: round(TOP + HEIGHT / 2 - ((point - middle) / span) * HEIGHT) }],
    );
    return { points: placed.map(({ x, y }) => `${x},${y}`).join(" "), last: placed.at(-1) ?? null };
  });
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
