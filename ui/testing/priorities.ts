// Made-up answers that hold together: the sample team of the design's pictures.
// For the tests and the preview; nothing here is shipped.
import type { NeedPlace, OpenedNeed, PrioritiesRequest, PrioritiesView, PriorityRow, Signal } from "../src/lib/ipc/types";

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
  const [rank, band, competency, team, , need, parts, inReach, hire, train, stability, industry, signal] = of;
  const scale = need / (parts[0] + parts[1] + parts[2]);
  return {
    place: { competency: key(competency), area: null, team: key(team) },
    name: competency,
    detail: team,
    rank,
    band,
    need,
    from_seat_gap: parts[0] * scale,
    from_key_person_risk: parts[1] * scale,
    from_level_shortfall: parts[2] * scale,
    in_reach: inReach,
    hire_part: hire,
    train_part: train,
    stability,
    industry_percent: industry,
    signal,
    unknown: competency === "Forensics" ? "Not everyone is assessed: 1 of 8 people is unknown, and could fill up to 1 more seat. Assess them first." : null,
  };
}

/** The highest need of each area, as a row of the area. */
function areaRows(): PriorityRow[] {
  const first = ROWS.filter(([, , , , area], at) => ROWS.findIndex((other) => other[4] === area) === at);
  return first.map((of, at) => ({
    ...row(of),
    place: { competency: null, area: of[4], team: null },
    name: of[4].replaceAll("_", " "),
    detail: `${of[2]}, ${of[3]}`,
    rank: String(at + 1),
    band: null,
  }));
}

function opened([, , competency, team, area, need, , , hire, train, stability, , signal]: Row): OpenedNeed {
  return {
    place: { competency: key(competency), area, team: key(team) },
    title: `${competency}, ${team}`,
    group: [],
    formula: `Need ${need} = 100 · 1.00 · 0.93 · (0.50 · 1.00 + 0.30 · 1.00 + 0.20 · 0.73)`,
    parts: [
      { label: "Seat gap", value: "46.7 = 93.3 · 0.50 · 1.00" },
      { label: "Key-person risk", value: "28.0 = 93.3 · 0.30 · 1.00" },
      { label: "Level shortfall", value: "13.7 = 93.3 · 0.20 · 0.73" },
    ],
    terms: [
      { letter: "C", name: "Importance", words: "Highest importance: critical", value: "1.00", formula: "C = 1.00: useful counts ⅓, important ⅔, critical 1", inputs: [{ label: "LLM security engineer", value: "needs level 3, critical" }] },
      { letter: "U", name: "Urgency", words: "28 weeks to fill and ramp, 30 to the date", value: "0.93", formula: "U = min(1, 28 ÷ 30) = 0.93", inputs: [{ label: "LLM security engineer", value: "5 seats by 28 Dec 2026; 16 weeks to fill and 12 to ramp" }] },
      { letter: "G", name: "Seat gap", words: "0 of 5 seats filled", value: "1.00", formula: "G = 1 − 0 ÷ 5 = 1.00", inputs: [{ label: "Seats at level 3", value: "5" }] },
      { letter: "F", name: "Key-person risk", words: "0 holders, at least 2 wanted", value: "1.00", formula: "F = 1.00: 0 holders are fewer than 2 already", inputs: [{ label: "Holders", value: "nobody is at level 3 or above" }] },
      { letter: "L", name: "Level shortfall", words: "11 levels missing of 15", value: "0.73", formula: "L = 11 ÷ 15 = 0.73", inputs: [{ label: "Seat at level 3", value: "Mina Park at 2, 1 missing" }] },
    ],
    signal,
    hire_part: hire,
    train_part: train,
    split: `Training ${train} = ${need} · 2 ÷ 5, the unfilled seats within reach; hiring ${hire} = ${need} − ${train}`,
    reason: [
      "Of 5 unfilled seats 2 are within reach: Mina Park and Noor Rahman lack one level each. For the other 3 nobody left is near. The hiring part is the larger: hire.",
    ],
    stability: `It keeps its place in ${Math.round(stability * 100)}% of 1,000 draws. A draw multiplies each weight by 0.75 to 1.25 and rescales the three to sum 1 (ChaCha8, seed 20241011).`,
    industry: "Industry gap 24%, under the mean of 34%: context only, it moves no score.",
    figure: { benchmark: "isaca-2024", area, kind: "perceived_gap" },
    source: [
      { label: "Report", value: "State of Cybersecurity, 2024" },
      { label: "n", value: "1,868" },
    ],
  };
}

const own = { weights: { seat_gap: 0.5, key_person_risk: 0.3, level_shortfall: 0.2 }, line: 40, reach: 2 };

/** The ranked list of the design's picture. */
export const priorities: PrioritiesView = {
  title: "Seven of 35 needs stand above the line: hire for three, train for four",
  subtitle: "Output handling leads in all 1,000 draws; neighbours that swap in more than 30% share a rank.",
  settings: own,
  own,
  rows: ROWS.map(row),
  more: 0,
  opened: opened(ROWS[0]!),
  empty: null,
};

/** What the shell answers: the rows asked for, and the first need of what is named, opened. */
export function rankedNeeds({ tried, by, limit, opened: asked }: PrioritiesRequest, view: PrioritiesView = priorities): PrioritiesView {
  const named = (place: NeedPlace): boolean =>
    (asked.competency === null || asked.competency === place.competency) &&
    (asked.area === null || asked.area === place.area) &&
    (asked.team === null || asked.team === place.team);
  const found = ROWS.find(([, , competency, team, area]) => named({ competency: key(competency), area, team: key(team) }));
  const rows = by === "area" ? areaRows() : view.rows;
  return {
    ...view,
    settings: tried ?? own,
    rows: rows.slice(0, limit),
    more: Math.max(0, rows.length - limit),
    opened: opened(found ?? ROWS[0]!),
  };
}
