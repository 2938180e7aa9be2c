// The ranked list as a table for the clipboard: what the bars and marks show, in figures and words.
import type { NeedsBy, PriorityRow } from "$lib/ipc/types";

import { HEADS } from "./weights";

/** The heads of its columns. */
export const copiedColumns = (by: NeedsBy): string[] => [
  "Rank",
  ...HEADS[by],
  "Need",
  "Seat gap",
  "Key-person risk",
  "Level shortfall",
  "In reach",
  "Hire",
  "Train",
  "Stability",
  "Industry gap",
  "Signal",
];

/** A need under those columns. Points have one decimal, so that the parts add up; shares are in percent. */
export function copied(row: PriorityRow): string[] {
  return [
    row.rank,
    row.name,
    row.detail,
    row.need.toFixed(1),
    row.from_seat_gap.toFixed(1),
    row.from_key_person_risk.toFixed(1),
    row.from_level_shortfall.toFixed(1),
    row.in_reach,
    row.hire_part.toFixed(1),
    row.train_part.toFixed(1),
    `${Math.round(row.stability * 100)}%`,
    row.industry_percent === null ? "" : `${Math.round(row.industry_percent)}%`,
    row.signal,
  ];
}
