// Plans of the sample, as the design's picture has them: three scenarios, the second with two hires and a course.
import type { ChartFrame, Drawing, PlanLine, PlanTexts, PlanView, PlanWish, ScenarioColumn, ScenarioDetail, ScenarioDraft } from "../src/lib/ipc/types";

const draft: ScenarioDraft = {
  id: "two",
  name: "Two hires and training",
  team: null,
  budget: 220_000,
  hires: 2,
  borrowed_quarters: 0,
  quarters: 4,
  wishes: [],
  extra_seats: [],
};

const meter = (share: number, used: string, of: string, note = "") => ({ share, used, of: `of ${of}`, note });

const column = (id: string, name: string, covered: string, hires: number, change: Partial<ScenarioColumn> = {}): ScenarioColumn => ({
  id,
  name,
  team: "All teams",
  covered,
  odds: "P10 77, P90 86",
  quarters: ["67%", "71%", "79%", covered],
  cost: meter(0.9, "€200.8k", "€220k"),
  hires: meter(hires > 0 ? 1 : 0, String(hires), String(hires), hires > 0 ? "all used" : ""),
  borrowed: meter(0, "0", "0"),
  hours: meter(0.12, "228", "1,920"),
  risks: "3 on nobody, 5 on one",
  proof: "Optimal, gap 0.0%",
  stale: "",
  ...change,
});

const wish = (change: Partial<PlanWish>): PlanWish => ({ rule: "require", kind: "hire", team: null, role: null, person: null, training: null, count: 1, ...change });

const line = (action: number, change: Partial<PlanLine>): PlanLine => ({
  action,
  kind: "hire",
  kind_name: "Hire",
  name: "LLM security engineer",
  detail: "AI assurance",
  when: "Opens 1 Jun 2026, starts by 1 Sep 2026, counts from 1 Dec 2026",
  cost: "€121,500",
  without: "−7.9",
  why: "Fills a seat in output handling from 1 Dec 2026. The best plan without it covers 7.9 points less.",
  state: "planned",
  require: wish({ team: "ai_assurance", role: "llm_engineer" }),
  forbid: wish({ rule: "forbid", team: "ai_assurance", role: "llm_engineer" }),
  ...change,
});

export const lines: PlanLine[] = [
  line(2, {}),
  line(0, { name: "Incident responder", detail: "Detection and response", cost: "€65,000", without: "−2.1", why: "Fills a seat in forensics." }),
  line(1, {
    kind: "train",
    kind_name: "Train",
    name: "Mina Park",
    detail: "LLM application security",
    cost: "€2,400",
    without: "−1.6",
    why: "Fills a seat in prompt-injection defence.",
    require: wish({ kind: "train", person: "mina", training: "llm_application_security" }),
    forbid: wish({ rule: "forbid", kind: "train", person: "mina", training: "llm_application_security" }),
  }),
];

export const detail: ScenarioDetail = {
  id: "two",
  draft,
  lines,
  quarters: [67, 71, 79, 82].map((covered, at) => ({ name: `Q${at + 1}`, ends: "31 Aug 2026", planned: `${covered}%`, p10: "77%", p50: `${covered}%`, p90: "86%", actual: "" })),
  open: [
    { competency: "agent_permissions", name: "Agent permissions", team: "ai_assurance", team_name: "AI assurance", seats: "2 of 5 at level 3", limit: "Hires", why: "" },
    { competency: "forensics", name: "Forensics", team: "detection_and_response", team_name: "Detection and response", seats: "3 of 4 at level 3", limit: "Hires", why: "" },
  ],
  critical: [{ competency: "output_handling", name: "Output handling", team: "ai_assurance", team_name: "AI assurance", seats: 5, chance: "64%" }],
  wishes: [],
  reasoned: true,
  has_frontier: true,
  tracked: false,
  track: "",
  warnings: [],
};

const choice = (value: string, label: string) => ({ value, label });

/** Three scenarios, with the second chosen. */
export const plan: PlanView = {
  title: "Two hires and one training lift coverage from 66% to 82% for €200,800",
  subtitle: "The hires stop this plan, not the money: another €10,000 adds nothing; one more hire would add 2.9 points.",
  scenarios: [
    column("train", "Train only", "71%", 0),
    column("two", "Two hires and training", "82%", 2),
    column("four", "Four hires", "89%", 4, { proof: "Within 0.10% of the best" }),
  ],
  chosen: detail,
  starts: [
    { label: "As is", text: "The limits of Two hires and training.", limits: "€220,000, 2 hires, 4 quarters", draft: { ...draft, id: null, name: "As is" } },
    { label: "Hiring freeze", text: "Nobody is hired; the money stays.", limits: "€220,000, 0 hires, 4 quarters", draft: { ...draft, id: null, name: "Hiring freeze", hires: 0 } },
  ],
  teams: [choice("platform_security", "Platform security"), choice("ai_assurance", "AI assurance"), choice("detection_and_response", "Detection and response")],
  roles: [choice("llm_engineer", "LLM security engineer"), choice("responder", "Incident responder")],
  people: [choice("mina", "Mina Park"), choice("noor", "Noor Rahman")],
  training: [choice("llm_application_security", "LLM application security"), choice("forensics_practice", "Forensics practice")],
  currency: "EUR",
  empty: null,
};

/** The view with a scenario chosen. */
export function planView(scenario: string | null | undefined): PlanView {
  const chosen = plan.scenarios.find(({ id }) => id === scenario);
  return chosen ? { ...plan, chosen: { ...detail, id: chosen.id, draft: { ...draft, id: chosen.id, name: chosen.name } } } : plan;
}

/** The actions by quarter, a mark each. */
export const timeline = ({ width }: ChartFrame): Drawing => ({
  svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="120" viewBox="0 0 ${width} 120"></svg>`,
  width,
  height: 120,
  title: "Three actions by quarter",
  description: "Two hires and one training.",
  marks: lines.map(({ action, kind_name, name }, at) => ({
    key: String(action),
    within: null,
    part: "action",
    label: `${kind_name} ${name}`,
    value: 4,
    x: 0,
    y: 20 + 30 * at,
    width,
    height: 28,
  })),
  lines: [],
  table: { columns: ["Action"], rows: lines.map(({ name }) => [name]) },
});

export const planTexts: PlanTexts = {
  requisitions: [{ title: "LLM security engineer, AI assurance", text: "One seat.\n\nMust have\n- Output handling, level 3" }],
  training: { title: "Training list", text: "Mina Park\n- LLM application security, from 1 Jun 2026, 24 hours" },
};
