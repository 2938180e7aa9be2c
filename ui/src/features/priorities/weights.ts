// What needs are ranked by: moving one weight while the three keep their sum of 1, and the names of the rows.
import type { NeedsBy, NeedSettings, Weights } from "$lib/ipc/types";

/** The parts of the need score, in the order they are shown. */
export const PARTS: { part: keyof Weights; name: string }[] = [
  { part: "seat_gap", name: "Seat gap" },
  { part: "key_person_risk", name: "Key-person risk" },
  { part: "level_shortfall", name: "Level shortfall" },
];

/** What a row is about and what stands beside it, by what is ranked. */
export const HEADS: Record<NeedsBy, [string, string]> = {
  need: ["Competency", "Team"],
  competency: ["Competency", "Highest on"],
  area: ["Area", "Highest need"],
  team: ["Team", "Highest need"],
};

/**
 * Sets one weight, 0 to 1. The other two take what is left in the proportion they have; where both are 0 they share
 * it. All are hundredths, as the fields beside the sliders show them.
 */
export function balanced(weights: Weights, part: keyof Weights, value: number): Weights {
  const others = PARTS.filter((other) => other.part !== part).map((other) => other.part);
  const [first, second] = others as [keyof Weights, keyof Weights];
  const set = hundredths(Math.min(1, Math.max(0, value)));
  const left = 100 - set;
  const sum = weights[first] + weights[second];
  const taken = Math.round(sum > 0 ? (left * weights[first]) / sum : left / 2);
  return { ...weights, [part]: set / 100, [first]: taken / 100, [second]: (left - taken) / 100 };
}

function hundredths(share: number): number {
  return Math.round(share * 100);
}

/** Whether two settings rank alike. Weights that were rescaled may differ in their last digits. */
export function same(one: NeedSettings, other: NeedSettings): boolean {
  const close = PARTS.every(({ part }) => Math.abs(one.weights[part] - other.weights[part]) < 1e-9);
  return close && one.line === other.line && one.reach === other.reach;
}
