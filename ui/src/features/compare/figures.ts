// Our figures by the names that the screen has for them.
import type { OurFigure } from "$lib/ipc/types";

export const OURS: { value: OurFigure; label: string }[] = [
  { value: "below_target", label: "Below target" },
  { value: "low_or_none", label: "Low or none" },
  { value: "seat_gap", label: "Seat gap" },
  { value: "perceived", label: "Perceived gap" },
];
