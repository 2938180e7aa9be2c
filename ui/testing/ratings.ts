// Own ratings of the sample beside what was confirmed: higher, lower, near, equal, and alone.
import type { RatingRow, RatingsView } from "../src/lib/ipc/types";

type Row = [person: string, name: string, competency: string, title: string, own: number, confirmed: number | null, by: string, on: string | null];

const ROWS: Row[] = [
  ["person_8", "Luca Moretti", "competency_2", "Prompt-injection defence", 3, 0, "manager", "2026-04-14"],
  ["person_12", "Priya Shah", "competency_4", "Agent permissions", 1, 3, "exam", "2026-03-02"],
  ["person_9", "Mina Park", "competency_3", "Output handling", 3, 2, "manager", "2026-05-04"],
  ["person_10", "Noor Rahman", "competency_2", "Prompt-injection defence", 2, 2, "manager", "2025-09-14"],
  ["person_10", "Noor Rahman", "competency_17", "Communication", 3, null, "", null],
];

const row = ([person, person_name, competency, competency_name, own, confirmed, confirmed_by, confirmed_on]: Row): RatingRow => ({
  person,
  person_name,
  team_name: "AI assurance",
  competency,
  competency_name,
  own,
  own_on: "2026-05-02",
  confirmed,
  confirmed_by,
  confirmed_on,
  difference: confirmed === null ? 0 : own - confirmed,
  marked: confirmed !== null && Math.abs(own - confirmed) >= 2,
});

export const ratings: RatingsView = {
  title: "2 own ratings differ by two levels or more",
  text: "4 ratings stand beside a confirmed level, 2 agree or differ by less than two; 1 rating stands alone. What is confirmed was not overwritten.",
  rows: ROWS.map(row),
  empty: null,
};
