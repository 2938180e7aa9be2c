/**
 * The history of one person in one competency as a small chart: the current level as a line of steps, a dot for every
 * assessment, the target across. Pixels here, colours in the component.
 */
import type { HistoryEntry } from "$lib/ipc/types";

import { dateInWords } from "$lib/dates";

/** What the chart needs of an assessment. */
export type Assessed = Pick<HistoryEntry, "id" | "level" | "confirmed" | "assessed_on">;

/** The chart, laid out. */
export interface Timeline {
  width: number;
  height: number;
  /** Left and right end of the plot. */
  left: number;
  right: number;
  /** The heights of levels 0 to 4. */
  levels: number[];
  /** The line of the current level, as a path; empty where all began on the last day. */
  path: string;
  dots: { id: string; x: number; y: number; confirmed: boolean }[];
  /** The height of the target; `null` without one. */
  target: number | null;
  /** The days at the ends; the first is missing where it is the last too. */
  first: string | null;
  last: string;
}

const STEP = 16;
const TOP = 7;
const LEFT = 18;
const RIGHT = 6;
/** Room for the dates below. */
const BELOW = 24;
const TOP_LEVEL = 4;

/**
 * The assessment that the current level rests on: the latest confirmed one; where there is none, the latest claimed
 * one. The history comes with the latest first and, of one day, the one recorded last first.
 */
export function current<T extends Assessed>(history: T[]): T | undefined {
  return history.find((entry) => entry.confirmed) ?? history[0];
}

/** Lays the history out, `width` pixels wide, up to the day that is shown. */
export function timeline(history: Assessed[], target: number | null, until: string, width: number): Timeline {
  const right = width - RIGHT;
  const oldest = history.at(-1)?.assessed_on ?? until;
  const start = dayNumber(oldest);
  const days = dayNumber(until) - start;
  const x = (day: string): number => (days <= 0 ? right : round(LEFT + ((dayNumber(day) - start) / days) * (right - LEFT)));
  const y = (level: number): number => TOP + (TOP_LEVEL - level) * STEP;
  const steps = changes(history);
  const path = steps.map(({ level, from }, at) => (at === 0 ? `M${x(from)} ${y(level)}` : `H${x(from)}V${y(level)}`));
  return {
    width,
    height: y(0) + BELOW,
    left: LEFT,
    right,
    levels: Array.from({ length: TOP_LEVEL + 1 }, (_, level) => y(level)),
    path: days <= 0 ? "" : `${path.join("")}H${right}`,
    // The oldest first, so that a later one lies over it.
    dots: history
      .map((entry) => ({ id: entry.id, x: x(entry.assessed_on), y: y(entry.level), confirmed: entry.confirmed }))
      .reverse(),
    target: target === null ? null : y(target),
    first: days <= 0 ? null : oldest,
    last: until,
  };
}

/** What the chart shows: "Level 1 from 12 Oct 2025, 2 from 4 May 2026; target 3. 3 assessments, 1 of them claimed." */
export function timelineInWords(history: Assessed[], target: number | null): string {
  const line = changes(history).map(({ level, from }) => `${level} from ${dateInWords(from)}`);
  const claimed = history.filter((entry) => !entry.confirmed).length;
  const count = history.length === 1 ? "1 assessment" : `${history.length} assessments`;
  const of = claimed === 0 ? "" : claimed === history.length ? ", claimed" : `, ${claimed} of them claimed`;
  return `Level ${line.join(", ")}; ${target === null ? "no target" : `target ${target}`}. ${count}${of}.`;
}

/** From which day on which level was the current one, the oldest first. */
function changes(history: Assessed[]): { level: number; from: string }[] {
  const steps: { level: number; from: string }[] = [];
  let confirmed: number | undefined;
  for (const entry of history.toReversed()) {
    if (entry.confirmed) confirmed = entry.level;
    const level = confirmed ?? entry.level;
    // Of one day only the last counts.
    if (steps.at(-1)?.from === entry.assessed_on) steps.pop();
    if (steps.at(-1)?.level !== level) steps.push({ level, from: entry.assessed_on });
  }
  return steps;
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
