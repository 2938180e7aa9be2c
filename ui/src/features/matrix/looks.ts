/** How a cell is drawn and what it says, by its packed number. There are few different ones, so each is made once. */
import type { PackedCell } from "$lib/ipc/types";

import { type Cell, open, pack } from "./cells";

/** What the grid shows in a cell: the level, or how far it is from the target. */
export type Showing = "level" | "against";

/** A cell as it is drawn and as it is said. */
export interface Look {
  /** What stands in it. */
  text: string;
  /** The classes of its mark: fill, edge, hatch and triangle. */
  classes: string;
  /** The same for those who hear it: "2, by manager, 14 months ago, stale, below target 3, self rates higher". */
  words: string;
}

const made: Record<Showing, Map<PackedCell, Look>> = { level: new Map(), against: new Map() };

/** The look of a packed cell. */
export function lookOf(packed: PackedCell, showing: Showing): Look {
  let look = made[showing].get(packed);
  if (look === undefined) {
    const cell = open(packed);
    look = showing === "level" ? levelLook(cell) : againstLook(cell);
    made[showing].set(packed, look);
  }
  return look;
}

/** The look of a level that stands by itself, as in the legend or in a history. */
export function levelAlone(level: number | null, change: Partial<Cell> = {}): Look {
  return lookOf(pack({ ...PLAIN, level, ...change }), "level");
}

/** A level against a target of 2: −2 to +2. */
export function againstAlone(level: number): Look {
  return lookOf(pack({ ...PLAIN, level, target: 2 }), "against");
}

const PLAIN: Cell = { level: null, confirmed: true, stale: false, target: null, difference: 0, source: "manager", months: 0 };

/** Level minus target with a sign: "−1", "0", "+2". */
export function signed(difference: number): string {
  if (difference === 0) return "0";
  return difference < 0 ? `−${-difference}` : `+${difference}`;
}

function levelLook(cell: Cell): Look {
  const { level, target } = cell;
  const words = [level === null ? "unknown" : String(level), ...origin(cell)];
  if (target !== null) words.push(level !== null && level < target ? `below target ${target}` : `target ${target}`);
  words.push(...ownRating(cell));
  return {
    text: level === null ? "?" : String(level),
    classes: classes([
      level === null ? "unknown" : `level-${level}`,
      ...marks(cell),
      target !== null && "target",
    ]),
    words: words.join(", "),
  };
}

/** More ability, more ink: two short and worse is palest, at the target in the middle, two above and better darkest. */
function againstLook(cell: Cell): Look {
  const { level, target } = cell;
  if (target === null) {
    return { text: "", classes: "", words: level === null ? "no target, unknown" : `no target, level ${level}` };
  }
  if (level === null) return { text: "?", classes: "unknown", words: `unknown, target ${target}` };
  const difference = level - target;
  return {
    text: signed(difference),
    classes: classes([
      `level-${Math.max(0, Math.min(4, difference + 2))}`,
      ...marks(cell),
      difference < 0 && "below",
    ]),
    words: [signed(difference), `level ${level}`, ...origin(cell), `target ${target}`, ...ownRating(cell)].join(", "),
  };
}

function marks({ level, confirmed, stale, difference }: Cell): (string | false)[] {
  return [
    level !== null && !confirmed && "claimed",
    level !== null && stale && "stale",
    difference > 0 && "higher",
    difference < 0 && "lower",
  ];
}

/** Where the level comes from and how old it is. */
function origin({ level, confirmed, stale, source, months }: Cell): string[] {
  if (level === null) return [];
  return [`${confirmed ? "by" : "claimed by"} ${source}`, ageInWords(months), ...(stale ? ["stale"] : [])];
}

function ageInWords(months: number): string {
  if (months === 0) return "under a month ago";
  if (months === 1) return "1 month ago";
  return months < 24 ? `${months} months ago` : `${Math.floor(months / 12)} years ago`;
}

function ownRating({ difference }: Cell): string[] {
  if (difference === 0) return [];
  return [difference > 0 ? "self rates higher" : "self rates lower"];
}

function classes(names: (string | false)[]): string {
  return names.filter((name) => name !== false).join(" ");
}
