// The workspace, start, overview and comparison of the design's pictures.
import type { CompareArea, CompareView, OverviewView, StartView, WorkspaceView } from "../src/lib/ipc/types";

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
  last_operation: { label: "Set 4 levels", when: "Today 10:42" },
  undo: "Set 4 levels",
  redo: null,
};

export const overview: OverviewView = {
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

const area = (key: string, name: string, percent: number | null, ours: string): CompareArea => ({
  key,
  name,
  industry_sentence: percent === null ? "No figure in this edition" : `${percent}% name it as a skills gap`,
  ours_sentence: `${ours} people are below target; between 2 and 4 of 5 if everyone were assessed`,
  figure: percent === null ? null : { benchmark: "isaca-2024", area: key, kind: "perceived_gap" },
  source:
    percent === null
      ? []
      : [
          { label: "Report", value: "State of Cybersecurity" },
          { label: "Edition", value: "ISACA, 2024" },
          { label: "Kind", value: "Perceived gap" },
          { label: "Population", value: "CISM holders and members in security roles, worldwide" },
          { label: "n", value: "1,868" },
          { label: "Interval", value: "22.1 to 26.0% (Wilson)" },
          { label: "Field date", value: "Q2 2024" },
          { label: "Source", value: "Dark Reading, 11 Oct 2024" },
          { label: "Confidence", value: "Medium: press report of the survey" },
          { label: "Series", value: "isaca.gap.llm-ml-secops" },
        ],
  inputs: [
    { label: "Formula", value: "people below target ÷ people assessed with a target" },
    { label: "Below target", value: ours },
    { label: "Interval", value: "23.1 to 88.2% (Wilson)" },
    { label: "Unknown", value: "2 people, left out" },
  ],
  notes:
    key === "llm_secops"
      ? [
          "LLM and ML SecOps are reported together; the text does not say whether each stands at 24%. The 2025 edition asks other questions of both, so no trend is drawn.",
        ]
      : [],
});

export const compare: CompareView = {
  title: "Half of our managers name LLM and ML SecOps; in industry, 24% do",
  reading:
    "Of the six areas with a figure, soft skills rank first in industry and fourth with us. Perceived gap and below target measure different things: compare their order, not their size. Only the pulse puts both on one scale.",
  ours: "below_target",
  areas: [
    area("ml_secops", "ML SecOps", 24, "4 of 5"),
    area("llm_secops", "LLM SecOps", 24, "3 of 5"),
    area("cloud", "Cloud computing", 42, "3 of 6"),
    area("incident_response", "Incident response", null, "2 of 6"),
    area("soft_skills", "Soft skills", 51, "6 of 22"),
  ],
  pulse:
    "Asked 11 May 2026 of 12 hiring managers and leads, with ISACA’s wording. P(ours higher) compares Jeffreys posteriors of both shares.",
  empty: null,
};
