// How an own rating stands to what was confirmed, in words.
import type { RatingRow } from "$lib/ipc/types";

/** "2 higher", "1 lower", "agrees", "nothing confirmed". */
export function differenceInWords({ confirmed, difference }: Pick<RatingRow, "confirmed" | "difference">): string {
  if (confirmed === null) return "nothing confirmed";
  if (difference === 0) return "agrees";
  return `${Math.abs(difference)} ${difference > 0 ? "higher" : "lower"}`;
}
