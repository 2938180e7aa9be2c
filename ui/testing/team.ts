// The team of the sample: three teams with vacancies, nine roles with their targets, every shipped competency and one of
// its own, and people of whom one has left, one is to come, one will leave, one is borrowed and one has no role.
import type { CompetencyRow, PersonRow, PositionRow, RoleRow, TargetRow, TeamView } from "../src/lib/ipc/types";

const AREAS: [key: string, name: string, recheck: number, competencies: string[]][] = [
  ["ml_secops", "ML SecOps", 6, ["Model supply chain", "Model monitoring", "Training-data security", "ML threat modelling", "Secure ML coding", "Transparency and bias", "Adversarial robustness", "Model privacy and theft", "ML security audit", "ML incident response"]],
  ["llm_secops", "LLM SecOps", 6, ["Prompt-injection defence", "Output handling", "Agent permissions", "LLM data sanitisation", "Ethics in design", "Training decision analysis", "Harmful-content prevention", "LLM monitoring", "Retrieval security", "Consumption limits"]],
  ["ai", "AI and machine learning", 12, ["AI and ML foundations", "AI in security work"]],
  ["cloud", "Cloud computing", 12, ["Cloud posture", "Workload isolation", "Container security"]],
  ["controls", "Security controls", 12, ["Control design", "Control testing", "Network controls"]],
  ["software", "Software development", 12, ["Secure code review", "Pipeline security", "Security testing"]],
  ["incident_response", "Incident response", 12, ["Triage", "Forensics", "Incident command"]],
  ["detection", "Threat detection", 12, ["Detection engineering", "Threat hunting", "Threat intelligence"]],
  ["identity_access", "Identity and access", 12, ["Access governance", "Privileged access"]],
  ["zero_trust", "Zero trust", 12, ["Zero-trust architecture", "Microsegmentation"]],
  ["data", "Data security", 12, ["Data classification", "Encryption and keys", "Data-loss prevention"]],
  ["governance", "Governance and risk", 12, ["Risk assessment", "Policy and compliance", "Payments assurance"]],
  ["scripting", "Scripting and automation", 12, ["Scripting"]],
  ["soft_skills", "Soft skills", 12, ["Communication", "Leadership", "Critical thinking", "Problem solving", "Teamwork"]],
];
/** The workspace's own competency: the others are shipped. It has no descriptors. */
const OWN = "Payments assurance";
const DESCRIPTORS = [
  "Has not done it",
  "Follows the runbook with help",
  "Does common tasks; work is reviewed",
  "Works alone, also during an incident",
  "Solves novel cases, reviews others, sets the standard",
];
const TEAMS: [id: string, name: string][] = [
  ["platform_security", "Platform security"],
  ["ai_assurance", "AI assurance"],
  ["detection_and_response", "Detection and response"],
];
/** Level and importance by competency: "33" is level 3, critical. */
const ROLES: [name: string, costs: [annual: number, hiring: number, contractor: number, fill: number, ramp: number, attrition: number], targets: Record<string, string>][] = [
  ["Security lead", [140000, 12000, 52000, 16, 8, 0.15], { "Control design": "32", "Access governance": "21", "Risk assessment": "32", Communication: "33", Leadership: "32" }],
  ["Cloud security engineer", [115000, 7500, 42000, 14, 10, 0.2], { "Cloud posture": "33", "Workload isolation": "33", "Pipeline security": "22", "Encryption and keys": "22", Microsegmentation: "21", Scripting: "22", Communication: "22" }],
  ["Application security engineer", [112000, 7500, 42000, 14, 10, 0.2], { "Prompt-injection defence": "22", "Secure code review": "33", "Pipeline security": "32", Communication: "21" }],
  ["Identity engineer", [105000, 6500, 38000, 12, 10, 0.2], { "Control design": "21", "Access governance": "33", "Privileged access": "33", "Zero-trust architecture": "22", Communication: "21" }],
  ["ML security engineer", [145000, 9000, 55000, 16, 12, 0.25], { "Model supply chain": "33", "Model monitoring": "32", "AI and ML foundations": "32", "Pipeline security": "21", "Data classification": "22" }],
  ["LLM security engineer", [150000, 9000, 56000, 16, 12, 0.25], { "Prompt-injection defence": "33", "Output handling": "33", "Agent permissions": "32", "Secure code review": "21", Communication: "22" }],
  ["Detection engineer", [105000, 6500, 40000, 12, 8, 0.2], { "Model monitoring": "21", "Cloud posture": "22", Triage: "32", "Detection engineering": "33", "Threat hunting": "22", Scripting: "22", Communication: "21" }],
  ["Incident responder", [108000, 7000, 42000, 14, 12, 0.2], { Triage: "33", Forensics: "33", "Threat hunting": "21", Communication: "23" }],
  ["Control assessor", [98000, 6000, 36000, 10, 10, 0.2], { "Control design": "22", "Control testing": "33", "Data classification": "22", "Risk assessment": "22", "Policy and compliance": "32", Communication: "22" }],
];
/** Name, team, role, first day, hours; "" has no role. */
const PEOPLE: [name: string, team: number, role: string, started: string | null, hours: number, rest?: Partial<PersonRow>][] = [
  ["Amara Osei", 0, "Security lead", "2019-09-02", 12],
  ["Ben Halvorsen", 0, "Cloud security engineer", "2021-04-12", 20],
  ["Chiara Conti", 0, "Cloud security engineer", "2022-10-03", 20],
  ["Dev Raman", 0, "Cloud security engineer", "2024-08-19", 24],
  ["Elif Kaya", 0, "Application security engineer", "2020-01-13", 20],
  ["Farid Nasser", 0, "Application security engineer", "2023-09-04", 20],
  ["Greta Lindqvist", 0, "Identity engineer", "2018-05-07", 16],
  ["Hugo Mercier", 0, "Identity engineer", "2023-02-06", 20],
  ["Ines Duarte", 0, "Control assessor", "2020-11-02", 20],
  ["Jonas Weber", 1, "Security lead", "2021-03-01", 12],
  ["Keiko Tanaka", 1, "ML security engineer", "2022-06-13", 20],
  ["Luca Moretti", 1, "ML security engineer", "2024-01-15", 20],
  ["Mina Park", 1, "LLM security engineer", "2022-09-05", 20],
  ["Noor Rahman", 1, "LLM security engineer", "2025-02-03", 20],
  ["Oskar Nilsson", 1, "Control assessor", "2020-05-04", 20],
  ["Priya Shah", 1, "Application security engineer", "2023-11-06", 16, { leaves_on: "2026-12-31", remark: "leaves 31 Dec 2026" }],
  ["Tomás Vidal", 1, "LLM security engineer", "2021-02-01", 20, { leaves_on: "2026-05-03", there: false, remark: "left 3 May 2026" }],
  ["Ulla Berg", 1, "LLM security engineer", "2026-07-01", 20, { there: false, remark: "starts 1 Jul 2026" }],
  ["Viktor Novák", 1, "ML security engineer", "2026-03-02", 0, { borrowed: true, remark: "borrowed" }],
  ["Quentin Dubois", 2, "Security lead", "2020-02-03", 12],
  ["Rosa Ibáñez", 2, "Incident responder", "2019-06-03", 20],
  ["Samuel Okafor", 2, "Incident responder", "2022-03-07", 20],
  ["Tilda Strand", 2, "Incident responder", "2024-05-13", 20],
  ["Umar Siddiqui", 2, "Detection engineer", "2021-08-09", 20],
  ["Vera Novotna", 2, "Detection engineer", "2023-04-17", 20],
  ["Wen Li", 2, "Detection engineer", "2025-01-20", 24],
  ["Yusuf Demir", 2, "Detection engineer", "2022-11-14", 20],
  ["=Zoë Adams", 2, "", null, 20],
];
const POSITIONS: [team: number, role: string, seats: number, held: number, needed_by: string | null][] = [
  [0, "Security lead", 1, 1, null],
  [0, "Cloud security engineer", 4, 3, "2026-09-30"],
  [0, "Application security engineer", 2, 2, null],
  [0, "Identity engineer", 2, 2, null],
  [0, "Control assessor", 1, 1, null],
  [1, "LLM security engineer", 5, 2, "2026-12-28"],
  [1, "ML security engineer", 3, 2, null],
  [1, "Security lead", 1, 1, null],
  [1, "Control assessor", 1, 1, null],
  [1, "Application security engineer", 1, 1, null],
  [2, "Security lead", 1, 1, null],
  [2, "Incident responder", 4, 3, "2026-11-01"],
  [2, "Detection engineer", 4, 4, null],
];
const IMPORTANCE = ["", "useful", "important", "critical"];

/** A key as the fixtures write it: "Mina Park" is `mina_park`. */
const keyOf = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}]+/gu, "_").replace(/^_/, "");
const teamAt = (at: number): { id: string; name: string } => ({ id: TEAMS[at]?.[0] ?? "", name: TEAMS[at]?.[1] ?? "" });

const competencies: CompetencyRow[] = AREAS.flatMap(([area, area_name, recheck_months, names]) =>
  names.map((name) => ({
    key: keyOf(name),
    name,
    area,
    area_name,
    recheck_months,
    descriptors: name === OWN ? [] : DESCRIPTORS,
    shipped: name !== OWN,
    roles: ROLES.filter(([, , targets]) => name in targets).length,
    assessed: ROLES.some(([, , targets]) => name in targets) ? 12 : 0,
  })),
);

const targets = (of: Record<string, string>): TargetRow[] =>
  Object.entries(of).map(([name, [level, importance]]) => ({
    competency: keyOf(name),
    name,
    level: Number(level),
    importance: Number(importance),
    importance_name: IMPORTANCE[Number(importance)] ?? "",
  }));

const positions: PositionRow[] = POSITIONS.map(([at, role, seats, held, needed_by]) => ({
  id: `position_${at}_${keyOf(role)}`,
  team: teamAt(at).id,
  team_name: teamAt(at).name,
  role: keyOf(role),
  role_name: role,
  seats,
  held,
  vacant: seats - held,
  needed_by,
}));

const people: PersonRow[] = PEOPLE.map(([name, at, role, started_on, learning_hours, rest]) => ({
  id: keyOf(name),
  name,
  team: teamAt(at).id,
  team_name: teamAt(at).name,
  role: role === "" ? null : keyOf(role),
  role_name: role,
  started_on,
  leaves_on: null,
  borrowed: false,
  learning_hours,
  there: true,
  remark: "",
  ...rest,
}));

const roles: RoleRow[] = ROLES.map(([name, [annual_cost, hiring_cost, contractor_rate, weeks_to_fill, weeks_to_ramp, attrition], of]) => ({
  id: keyOf(name),
  name,
  detail: positions
    .filter((position) => position.role_name === name)
    .map((position) => `${position.team_name}, ${position.held} of ${position.seats} seats held`)
    .join("; "),
  annual_cost,
  hiring_cost,
  contractor_rate,
  weeks_to_fill,
  weeks_to_ramp,
  attrition,
  targets: targets(of),
  sources: [
    { what: "Yearly cost", text: "estimate, edit me" },
    { what: "Weeks to fill", text: "your own; 16 ships with Cadre: estimate, edit me; ISACA 2025: 39% of non-entry roles take 3 to 6 months, 25% longer" },
  ],
}));

const sum = (of: PositionRow[], what: "seats" | "vacant"): number => of.reduce((all, position) => all + position[what], 0);

export const team: TeamView = {
  // 10 + 11 + 9 seats, of which 1, 4 and 1 are vacant.
  title: "24 people hold 24 of 30 seats; 3 of the 6 vacancies are for LLM security engineer",
  dated: "",
  currency: "EUR",
  areas: AREAS.map(([key, name, , names]) => ({ key, name, columns: names.length })),
  competencies,
  all_areas: [...AREAS.map(([key, name]) => ({ value: key, label: name })), { value: "vulnerability_management", label: "Vulnerability management" }],
  roles,
  teams: TEAMS.map(([id, name]) => {
    const mine = positions.filter((position) => position.team === id);
    return {
      id,
      name,
      people: people.filter((person) => person.team === id && person.there && !person.borrowed).length,
      seats: sum(mine, "seats"),
      vacant: sum(mine, "vacant"),
    };
  }),
  positions,
  people,
  shipped_roles: [
    ...ROLES.map(([name, [cost, , , weeks], of]) => ({
      key: keyOf(name),
      name,
      detail: `${Object.keys(of).length} targets, ${cost.toLocaleString("en-GB")} EUR a year, ${weeks} weeks to fill`,
      present: true,
    })),
    { key: "soc_analyst", name: "SOC analyst", detail: "8 targets, 78,000 EUR a year, 8 weeks to fill", present: false },
    { key: "grc_analyst", name: "GRC analyst", detail: "8 targets, 92,000 EUR a year, 10 weeks to fill", present: false },
    { key: "security_architect", name: "Security architect", detail: "10 targets, 138,000 EUR a year, 16 weeks to fill", present: false },
  ],
  shipped_costs: "",
  shipped_competencies: [
    { value: "secure_deployment", label: "Secure deployment" },
    { value: "supplier_risk", label: "Supplier risk" },
  ],
  empty: null,
};
