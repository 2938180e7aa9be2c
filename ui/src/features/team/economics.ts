// The figures of a role as they are shown and typed: money in the workspace's currency, shares in percent.
import type { RoleDraft, RoleRow } from "$lib/ipc/types";

/** A figure of a role. */
export type FigureKey = "annual_cost" | "hiring_cost" | "contractor_rate" | "weeks_to_fill" | "weeks_to_ramp" | "attrition";

/** How a figure is shown. */
export interface Figure {
  key: FigureKey;
  label: string;
  unit: string;
  max?: number;
}

/** The figures in the order of the panel. */
export function figures(currency: string): Figure[] {
  const sign = signOf(currency);
  return [
    { key: "annual_cost", label: "Yearly cost", unit: sign },
    { key: "hiring_cost", label: "Hiring cost", unit: `${sign}, once` },
    { key: "contractor_rate", label: "Contractor", unit: `${sign} a quarter` },
    { key: "weeks_to_fill", label: "Weeks to fill", unit: "weeks" },
    { key: "weeks_to_ramp", label: "Weeks to ramp", unit: "weeks" },
    { key: "attrition", label: "Attrition", unit: "% a year", max: 100 },
  ];
}

/** A figure as it is shown: attrition 0.25 as 25. */
export function shownFigure(key: FigureKey, value: number): number {
  // Hundredths of a percent: 0.07 × 100 is not 7 in binary.
  return key === "attrition" ? Math.round(value * 10_000) / 100 : value;
}

/** A figure as it is kept: 25% as 0.25. */
export function keptFigure(key: FigureKey, shown: number): number {
  return key === "attrition" ? shown / 100 : shown;
}

/** A role as it is sent, without its targets: they are set one by one. */
export function draftOf(role: RoleRow): RoleDraft {
  const { id, name, annual_cost, hiring_cost, contractor_rate, weeks_to_fill, weeks_to_ramp, attrition } = role;
  return { id, name, annual_cost, hiring_cost, contractor_rate, weeks_to_fill, weeks_to_ramp, attrition };
}

/** "€" of EUR; the code itself where it has no sign. */
function signOf(currency: string): string {
  try {
    const parts = new Intl.NumberFormat("en-GB", { style: "currency", currency, currencyDisplay: "narrowSymbol" }).formatToParts(0);
    return parts.find(({ type }) => type === "currency")?.value ?? currency;
  } catch {
    return currency;
  }
}
