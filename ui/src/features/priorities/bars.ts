// Pixels of the small bars of the ranked list.
import type { PriorityRow } from "$lib/ipc/types";

/** Pixels of one point of need. */
const POINT = 1.04;

/** A stretch of a bar, in pixels. */
export type Stretch = { x: number; width: number };

/** The three parts of a need one after the other, 1 px apart; parts of nothing are left out. */
export function needBar(
  row: Pick<PriorityRow, "need" | "from_seat_gap" | "from_key_person_risk" | "from_level_shortfall">,
  needLine: number,
): { parts: (Stretch & { kind: string })[]; line: number; words: string } {
  const points = [
    { kind: "part-1", points: row.from_seat_gap },
    { kind: "part-2", points: row.from_key_person_risk },
    { kind: "part-3", points: row.from_level_shortfall },
  ];
  let x = 0;
  const parts = points.flatMap(({ kind, points }) => {
    const width = points * POINT;
    const at = x;
    x += width;
    return width <= 0 ? [] : [{ kind, x: round(at), width: round(Math.max(0.5, width - 1)) }];
  });
  return {
    parts,
    line: round(needLine * POINT),
    words: `seat gap ${Math.round(row.from_seat_gap)}, key-person risk ${Math.round(row.from_key_person_risk)}, level shortfall ${Math.round(row.from_level_shortfall)}`,
  };
}

/** A need as a bar of one width, split into its hiring and its training part; the edge of the latter lies inside. */
export function splitBar(
  hire: number,
  train: number,
  width: number,
): { hire: Stretch | null; train: Stretch | null } {
  const sum = hire + train;
  if (sum <= 0) return { hire: null, train: null };
  const gap = hire > 0 && train > 0 ? 1 : 0;
  const hiring = ((width - gap) * hire) / sum;
  const from = hiring + gap;
  return {
    hire: hire > 0 ? { x: 0, width: round(hiring) } : null,
    train: train > 0 ? { x: round(from + 0.5), width: round(Math.max(0.5, width - from - 1)) } : null,
  };
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
