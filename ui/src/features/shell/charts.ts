// The charts that the window shows, by their names, and where what is behind a mark of each is opened.
import type { ChartKind, Mark } from "$lib/ipc/types";

import type { Session } from "./session.svelte";

/** Every chart, in the order of the lists. */
export const CHARTS: { kind: ChartKind; label: string }[] = [
  { kind: "holders", label: "Holders per competency" },
  { kind: "matrix", label: "Heat map of levels" },
  { kind: "need-parts", label: "Parts of the needs" },
  { kind: "trend", label: "Coverage by quarter" },
  { kind: "freshness", label: "Freshness of the assessments" },
  { kind: "risks", label: "Risk coverage" },
  { kind: "priorities", label: "Hiring and training priorities" },
  { kind: "need-industry", label: "Need × industry gap" },
  { kind: "compare", label: "Areas compared with industry" },
  { kind: "plan-timeline", label: "Plan by quarter" },
  { kind: "coverage-fan", label: "Odds of the plan" },
  { kind: "budget-frontier", label: "Budget frontier" },
];

/** Goes to what is behind a mark: the needs of its area or competency, the cell of its person, the area compared, the plan. */
export function goBehind(session: Session, kind: ChartKind, mark: Pick<Mark, "key" | "within">): void {
  const second = mark.within ?? undefined;
  if (kind === "matrix" || kind === "holders") {
    session.go("matrix", { competency: mark.key, person: kind === "matrix" ? second : undefined });
  } else if (kind === "need-parts") {
    session.go("priorities", { competency: mark.key, team: second });
  } else if (kind === "risks") {
    session.go("priorities", { tab: "risks" });
  } else if (kind === "plan-timeline" || kind === "coverage-fan" || kind === "budget-frontier") {
    session.go("plan");
  } else {
    session.go(kind === "compare" ? "compare" : "priorities", { area: mark.key });
  }
}
