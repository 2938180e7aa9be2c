// Made-up answers that hold together: the sample team of the design's pictures.
// For the tests and the preview; nothing here is shipped.
import type { PrioritiesView, PriorityRow, Signal } from "../src/lib/ipc/types";

type Row = [
  rank: string,
  band: number | null,
  competency: string,
  team: string,
  area: string,
  need: number,
  parts: [number, number, number],
  inReach: string,
  hire: number,
  train: number,
  stability: number,
  industry: number | null,
  signal: Signal,
];

const ROWS: Row[] = [
  ["1", null, "Output handling", "AI assurance", "llm_secops", 88.0, [45.8, 27.1, 12.8], "2 of 5", 53.0, 35.0, 1.0, 24.0, "hire"],
  ["2", null, "Forensics", "Detection and response", "incident_response", 79.0, [36.6, 29.1, 10.8], "1 of 3", 53.0, 26.0, 1.0, null, "hire"],
  ["3", null, "Model supply chain", "AI assurance", "ml_secops", 72.0, [32.4, 29.1, 8.0], "1 of 2", 36.0, 36.0, 1.0, 24.0, "train"],
  ["4", null, "Agent permissions", "AI assurance", "llm_secops", 60.0, [30.2, 17.8, 9.0], "2 of 5", 36.0, 24.0, 0.76, 24.0, "hire"],
  ["5–6", 0, "Privileged access", "Platform security", "identity_access", 58.0, [24.1, 29.1, 2.4], "1 of 1", 0, 58.0, 0.37, null, "train"],
  ["5–6", 0, "Leadership", "AI assurance", "soft_skills", 58.0, [32.4, 19.1, 3.6], "1 of 1", 0, 58.0, 0.61, 51.0, "train"],
  ["7", null, "Workload isolation", "Platform security", "cloud", 45.0, [22.1, 17.5, 2.2], "3 of 3", 0, 45.0, 1.0, 42.0, "train"],
  ["8", null, "Prompt-injection defence", "AI assurance", "llm_secops", 39.0, [25.8, 2.4, 8.5], "1 of 4", 30.0, 10.0, 0.95, 24.0, "watch"],
  ["9–13", 1, "Model monitoring", "AI assurance", "ml_secops", 32.0, [21.4, 4.1, 3.6], "2 of 2", 0, 32.0, 0.63, 24.0, "watch"],
  ["9–13", 1, "Control testing", "Platform security", "controls", 30.0, [0.0, 29.1, 0.0], "–", 0, 30.0, 0.28, 35.0, "deepen"],
  ["9–13", 1, "Control testing", "AI assurance", "controls", 30.0, [0.0, 29.1, 0.0], "–", 0, 30.0, 0.28, 35.0, "deepen"],
  ["9–13", 1, "Privileged access", "Detection and response", "identity_access", 30.0, [0.0, 29.1, 0.0], "–", 0, 30.0, 0.28, null, "deepen"],
  ["9–13", 1, "Communication", "Detection and response", "soft_skills", 28.0, [21.4, 0.0, 4.4], "4 of 4", 0, 28.0, 0.65, 51.0, "watch"],
  ["14–15", 2, "Cloud posture", "Platform security", "cloud", 24.0, [14.5, 5.7, 1.2], "2 of 2", 0, 24.0, 0.55, 42.0, "deepen"],
  ["14–15", 2, "Prompt-injection defence", "Platform security", "llm_secops", 24.0, [15.8, 3.1, 2.4], "1 of 1", 0, 24.0, 0.55, 24.0, "watch"],
  ["16", null, "Model monitoring", "Detection and response", "ml_secops", 15.0, [10.2, 1.1, 1.4], "2 of 2", 0, 15.0, 1.0, 24.0, "watch"],
  ["17–18", 3, "Secure code review", "Platform security", "software", 11.0, [0.0, 9.9, 0.0], "–", 0, 11.0, 0.49, 28.0, "deepen"],
  ["17–18", 3, "Communication", "AI assurance", "soft_skills", 11.0, [7.5, 0.0, 1.5], "2 of 2", 0, 11.0, 0.41, 51.0, "watch"],
  ["19", null, "Data classification", "AI assurance", "data", 10.0, [7.5, 0.0, 0.9], "1 of 1", 0, 10.0, 0.46, null, "watch"],
];

const key = (words: string): string => words.toLowerCase().replaceAll(/[^a-z]+/g, "_");

function row(of: Row): PriorityRow {
  const [rank, band, competency, team, area, need, parts, inReach, hire, train, stability, industry, signal] = of;
  const scale = need / (parts[0] + parts[1] + parts[2]);
  return {
    rank,
    band,
    competency: key(competency),
    competency_name: competency,
    team: key(team),
    team_name: team,
    area,
    need,
    from_seat_gap: parts[0] * scale,
    from_key_person_risk: parts[1] * scale,
    from_level_shortfall: parts[2] * scale,
    in_reach: inReach,
    hire_part: hire,
    train_part: train,
    stability,
    industry_percent: industry,
    figure: industry === null ? null : { benchmark: "isaca-2024", area, kind: "perceived_gap" },
    signal,
    formula: `Need ${need} = 100 · 1 · 0.93 · (0.5 · 1.00 + 0.3 · 1.00 + 0.2 · 0.73)`,
    terms: [
      { letter: "C", words: "Highest importance: critical", value: "1" },
      { letter: "U", words: "28 weeks to fill and ramp, 30 to the date", value: "0.93" },
      { letter: "G", words: "0 of 5 seats filled", value: "1.00" },
      { letter: "F", words: "0 holders, at least 2 wanted", value: "1.00" },
      { letter: "L", words: "11 levels missing of 15", value: "0.73" },
    ],
    reason: [
      "Of 5 unfilled seats 2 are within reach: Mina Park and Noor Rahman lack one level each. For the other 3 the best people left lack all 3 levels. The hiring part is the larger: hire.",
      "Industry gap 24%, under the mean of 34%: context only, it moves no score.",
    ],
  };
}

/** The ranked list of the design's picture. */
export const priorities: PrioritiesView = {
  title: "Seven of 35 needs stand above the line: hire for three, train for four",
  subtitle: "Output handling leads in all 1,000 draws; neighbours that swap in more than 30% share a rank.",
  weights: { seat_gap: 0.5, key_person_risk: 0.3, level_shortfall: 0.2 },
  need_line: 40,
  reach: 2,
  items: ROWS.map(row),
  empty: null,
};
