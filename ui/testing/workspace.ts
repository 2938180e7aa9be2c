// The workspace, start, overview and comparison of the design's pictures.
import type { CompareArea, CompareView, OverviewView, PulsesView, StartView, WorkspaceView } from "../src/lib/ipc/types";

export const start: StartView = {
  recent: [
    { path: "/home/you/halden.cadre", name: "Halden Mutual", detail: "halden.cadre · 3 teams, 24 people", when: "today, 10:42", missing: false },
    { path: "/home/you/platform-2027.cadre", name: "Platform security, 2027 draft", detail: "platform-2027.cadre · 1 team, 9 people", when: "19 May", missing: false },
    { path: "/home/you/april.cadre", name: "Board pack, April", detail: "april.cadre · moved or deleted", when: "30 April", missing: true },
  ],
  benchmark: "ISACA State of Cybersecurity 2024, n = 1,868",
  version: "0.1.0",
  roles: 9,
};

export const workspace: WorkspaceView = {
  name: "Halden Mutual",
  file_name: "halden.cadre",
  path: "/home/you/halden.cadre",
  teams: [
    { value: "platform_security", label: "Platform security" },
    { value: "ai_assurance", label: "AI assurance" },
    { value: "detection_and_response", label: "Detection and response" },
  ],
  benchmarks: [
    { value: "isaca-2024", label: "ISACA 2024" },
    { value: "isaca-2025", label: "ISACA 2025" },
    { value: "isc2-2024", label: "ISC2 2024" },
  ],
  benchmark: "isaca-2024",
  currency: "EUR",
  today: "2026-06-01",
  read_only: false,
  encrypted: false,
  warnings: [],
  last_operation: { label: "Set 4 levels", when: "Today 10:42" },
  undo: "Set 4 levels",
  redo: null,
};

export const overview: OverviewView = {
  past_retention: [],
  title: "Hire for LLM SecOps and incident response, train for four more areas",
  subtitle:
    "85 of 125 seats are filled. Of the 40 unfilled, 28 are within reach of training and 12 are not. Start soft skills and cloud first.",
  worst: [
    { rank: "1", competency: "output_handling", team: "ai_assurance", sentence: "Output handling, AI assurance: none of 5 seats filled; Mina Park and Noor Rahman are one level short.", need: 88, signal: "hire" },
    { rank: "2", competency: "forensics", team: "detection_and_response", sentence: "Forensics, Detection and response: 1 of 4 seats, and it rests on Rosa Ibáñez; only Samuel Okafor is near.", need: 79, signal: "hire" },
    { rank: "3", competency: "model_supply_chain", team: "ai_assurance", sentence: "Model supply chain, AI assurance: 1 of 3 seats, resting on Keiko Tanaka; Luca Moretti is one level short.", need: 72, signal: "train" },
    { rank: "4", competency: "agent_permissions", team: "ai_assurance", sentence: "Agent permissions, AI assurance: none of 5 seats filled; Mina Park and Noor Rahman are near.", need: 60, signal: "hire" },
    { rank: "5–6", competency: "privileged_access", team: "platform_security", sentence: "Privileged access, Platform security: 1 of 2 seats, resting on Greta Lindqvist; Hugo Mercier is near.", need: 58, signal: "train" },
  ],
  freshness: {
    title: "427 of 456 pairs assessed, 38 stale",
    pairs: 456,
    confirmed: 309,
    claimed: 80,
    stale: 38,
    unknown: 29,
    least_certain: [
      { area: "llm_secops", name: "LLM SecOps", stale: 16, unknown: 7, pairs: 72 },
      { area: "ml_secops", name: "ML SecOps", stale: 7, unknown: 7, pairs: 48 },
      { area: "data", name: "Data security", stale: 7, unknown: 3, pairs: 48 },
      { area: "incident_response", name: "Incident response", stale: 2, unknown: 5, pairs: 48 },
    ],
  },
  trend: {
    title: "Seat gap since 1 March",
    dates: ["2025-06-01", "2025-09-01", "2025-12-01", "2026-03-01", "2026-06-01"],
    areas: [
      { area: "llm_secops", name: "LLM SecOps", points: [100, 100, 94, 89, 83], now: "83%", change: "−6" },
      { area: "ml_secops", name: "ML SecOps", points: [89, 89, 78, 78, 67], now: "67%", change: "−11" },
      { area: "incident_response", name: "Incident response", points: [null, 18, 18, 18, 27], now: "27%", change: "+9" },
      { area: "cloud", name: "Cloud computing", points: [73, 64, 64, 55, 45], now: "45%", change: "−10" },
      { area: "soft_skills", name: "Soft skills", points: [40, 37, 37, 33, 30], now: "30%", change: "−3" },
    ],
    changed: "A responder left in April. Mina Park, Keiko Tanaka and Ben Halvorsen each reached level 3.",
  },
  empty: null,
};

const AREAS: [key: string, name: string, percent: number | null, ours: string][] = [
  ["ml_secops", "ML SecOps", 24, "4 of 5"],
  ["llm_secops", "LLM SecOps", 24, "3 of 5"],
  ["cloud", "Cloud computing", 42, "3 of 6"],
  ["incident_response", "Incident response", null, "2 of 6"],
  ["soft_skills", "Soft skills", 51, "6 of 22"],
];

/** One area of the comparison, opened; null for one that is no row of it. */
export function compareArea(wanted: string): CompareArea | null {
  const found = AREAS.find(([key]) => key === wanted);
  if (found === undefined) return null;
  const [key, name, percent, ours] = found;
  return {
    key,
    name,
    industry_sentence: percent === null ? "No figure in this edition" : `${percent}% name it as a skills gap`,
    ours_sentence: `${ours.replace(" of", " of your")} are below target in ${name}.`,
    figure: percent === null ? null : { benchmark: "isaca-2024", area: key, kind: "perceived_gap" },
    source:
      percent === null
        ? []
        : [
            { label: "Report", value: "State of Cybersecurity" },
            { label: "Edition", value: "ISACA, 2024" },
            { label: "Kind", value: "Perceived gap" },
            { label: "Wording", value: "Skill gaps: LLM SecOps and ML SecOps, named together" },
            { label: "Population", value: "CISM holders and members in security roles, worldwide" },
            { label: "n", value: "1,868" },
            { label: "Interval", value: "22.1 to 26.0% (Wilson)" },
            { label: "Field date", value: "Q2 2024" },
            { label: "Source", value: "Dark Reading, 11 Oct 2024" },
            { label: "Confidence", value: "Medium: press report of the survey" },
            { label: "Series", value: "isaca.gap.llm-ml-secops" },
          ],
    conflicts: percent === 51 ? ["Soft skills in 2024: 51% (ISACA, which is used); 55% (a press report). The publisher’s own text was read."] : [],
    inputs: [
      { label: "Formula", value: "3 below target ÷ 5 assessed against one = 60%" },
      { label: "Interval", value: "23 to 88% (Wilson)" },
      { label: "Unknown", value: "2 people not assessed, left out" },
      { label: "With the unknown", value: "43% if all meet it, 71% if none does" },
    ],
    people_title: "3 people below target, 1 not assessed",
    people: [
      { id: "person_1", name: "Noor Rahman", detail: "Prompt-injection defence 1 of 3, Output handling 2 of 3" },
      { id: "person_2", name: "Tomás Vega", detail: "Output handling 0 of 3" },
      { id: "person_3", name: "Keiko Tanaka", detail: "not assessed" },
    ],
    more_people: 0,
    competencies: [
      { key: "prompt-injection", name: "Prompt-injection defence", seats: "1 of 4", holders: "1 of 2", assessed: 5 },
      { key: "output-handling", name: "Output handling", seats: "–", holders: "–", assessed: 3 },
    ],
    trends:
      key === "cloud"
        ? [
            {
              title: "ISACA, perceived gap",
              break_note: "",
              points: [
                { edition: "2022", percent: "52%", change: "", n: "2,031", shown: false },
                { edition: "2024", percent: "42%", change: "−10", n: "1,868", shown: true },
              ],
            },
            {
              title: "ISACA, importance",
              break_note: "2024 counts who sees a gap; this counts who calls the skill one of the most important.",
              points: [{ edition: "2025", percent: "47%", change: "", n: "3,812", shown: false }],
            },
          ]
        : [],
    own_trend: [
      { day: "1 Mar 2026", value: "4 of 5" },
      { day: "1 Jun 2026", value: ours },
    ],
    notes:
      key === "llm_secops"
        ? [
            "LLM and ML SecOps are reported together; the text does not say whether each stands at 24%. The 2025 edition asks other questions of both, so no trend is drawn.",
          ]
        : [],
  };
}

export const compare: CompareView = {
  title: "Half of our managers name LLM and ML SecOps; in industry, 24% do",
  reading:
    "Of the six areas with a figure, soft skills rank first in industry and fourth with us. Perceived gap and below target measure different things: compare their order, not their size. Only the pulse puts both on one scale.",
  ours: "below_target",
  areas: AREAS.map(([key, name, percent, ours]) => ({
    key,
    name,
    sentence:
      percent === null
        ? `${ours.replace(" of", " of your")} are below target in ${name}. ISACA 2024 has no figure for it, so nothing stands beside it.`
        : `${ours.replace(" of", " of your")} are below target in ${name}. ISACA’s ${percent}% counts respondents who see a gap, so compare the order, not the numbers.`,
    published: percent !== null,
  })),
  pulse:
    "Asked 11 May 2026 of 12 managers, with the benchmark’s own wording. P(ours higher) compares Jeffreys posteriors of both shares.",
  empty: null,
};

export const pulses: PulsesView = {
  areas: AREAS.map(([value, label]) => ({ value, label })),
  questions: [
    { id: "isaca.gap", label: "ISACA, perceived gap (2021, 2022, 2024, 2025)", wording: "Skill gaps", areas: ["ml_secops", "llm_secops", "cloud", "soft_skills"] },
    { id: "isc2.gap", label: "ISC2, perceived gap (2023, 2024)", wording: "Skills gaps", areas: ["cloud"] },
  ],
  pulses: [
    {
      id: "pulse_1",
      asked_on: "2026-05-11",
      day: "11 May 2026",
      question: "isaca.gap",
      offered: ["ml_secops", "llm_secops", "cloud", "soft_skills"],
      responses: [["ml_secops", "soft_skills"], ["soft_skills"], []],
      sentence: "3 managers. Soft skills most: 2 of 3. Compares directly with ISACA 2024.",
    },
  ],
  today: "2026-06-01",
};
