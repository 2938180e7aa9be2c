/**
 * The cells of the matrix. The shell packs each into one number, because 60,000 objects take longer to read than to
 * paint; most questions about a cell are answered from that number as it is.
 */
import type { PackedCell, Source } from "$lib/ipc/types";

/** A cell, opened. */
export interface Cell {
  /** The current level, 0 to 4; `null` where unknown. */
  level: number | null;
  /** Confirmed rather than claimed. */
  confirmed: boolean;
  /** Past its re-check months. */
  stale: boolean;
  /** The target of the person's role, 1 to 4; `null` where it has none. */
  target: number | null;
  /** Self-rating minus confirmed level where they differ by two or more, else 0. */
  difference: number;
  /** Where the level comes from; without a level it says nothing. */
  source: Source;
  /** Whole months since it was assessed. */
  months: number;
}

/** What is wrong, or uncertain, about a cell. */
export type CellState = "below" | "stale" | "unknown" | "claimed" | "differs";

// Bits 0 to 2 hold level + 1 or 0, bit 3 confirmed, bit 4 stale, bits 5 to 7 the target or 0, bits 8 to 11
// the self-difference + 4, bits 12 to 14 the source's place in the list, bits 15 to 22 the months.
const LEVEL = 0b111;
const CONFIRMED = 1 << 3;
const STALE = 1 << 4;
const TARGET = 0b111 << 5;
const DIFFERENCE = 0b1111 << 8;
const NO_DIFFERENCE = 4 << 8;
const SOURCES: readonly Source[] = ["self", "peer", "manager", "exam", "lab", "work"];
const BY_MANAGER = SOURCES.indexOf("manager") << 12;

/** The number as a cell. */
export function open(packed: PackedCell): Cell {
  return {
    level: levelOf(packed),
    confirmed: (packed & CONFIRMED) !== 0,
    stale: (packed & STALE) !== 0,
    target: targetOf(packed),
    difference: ((packed & DIFFERENCE) >> 8) - 4,
    source: SOURCES[(packed >> 12) & 0b111] ?? "self",
    months: (packed >> 15) & 0xff,
  };
}

/** The cell as a number. */
export function pack({ level, confirmed, stale, target, difference, source, months }: Cell): PackedCell {
  return (
    (level === null ? 0 : level + 1) |
    (confirmed ? CONFIRMED : 0) |
    (stale ? STALE : 0) |
    ((target ?? 0) << 5) |
    ((difference + 4) << 8) |
    (SOURCES.indexOf(source) << 12) |
    (months << 15)
  );
}

/** The level of a cell; `null` where unknown. */
export function levelOf(packed: PackedCell): number | null {
  const level = packed & LEVEL;
  return level === 0 ? null : level - 1;
}

/** The target of a cell; `null` where the role has none. */
export function targetOf(packed: PackedCell): number | null {
  return (packed & TARGET) >> 5 || null;
}

/** The cell as it looks once the manager has set `level` in it: confirmed, fresh, and the target as it was. */
export function withLevel(packed: PackedCell, level: number): PackedCell {
  return (level + 1) | CONFIRMED | (packed & TARGET) | NO_DIFFERENCE | BY_MANAGER;
}

/** Whether a cell is in a state. Nobody is below target by a level that is unknown. */
export function isIn(state: CellState, packed: PackedCell): boolean {
  const level = packed & LEVEL;
  switch (state) {
    case "below":
      return level > 0 && level - 1 < (packed & TARGET) >> 5;
    case "stale":
      return level > 0 && (packed & STALE) !== 0;
    case "unknown":
      return level === 0;
    case "claimed":
      return level > 0 && (packed & CONFIRMED) === 0;
    case "differs":
      return (packed & DIFFERENCE) !== NO_DIFFERENCE;
  }
}

/** For sorting: the level, with the unknown behind all others either way. */
export function rankOf(packed: PackedCell, order: "high" | "low"): number {
  const level = packed & LEVEL;
  if (level === 0) return Infinity;
  return order === "high" ? -level : level;
}
