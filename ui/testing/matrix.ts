// A matrix of any size, and one cell of it opened.
import { pack } from "../src/features/matrix/cells";
import type { CellDetail, MatrixView, PackedCell, Source } from "../src/lib/ipc/types";

const AREAS: [key: string, name: string, competencies: string[]][] = [
  ["ml_secops", "ML SecOps", ["Model supply chain", "Model monitoring"]],
  ["llm_secops", "LLM SecOps", ["Prompt-injection defence", "Output handling", "Agent permissions"]],
  ["cloud", "Cloud computing", ["Cloud posture", "Workload isolation"]],
  ["controls", "Security controls", ["Control design", "Control testing"]],
  ["software", "Software development", ["Secure code review", "Pipeline security"]],
  ["incident_response", "Incident response", ["Triage", "Forensics"]],
  ["identity_access", "Identity and access", ["Access governance", "Privileged access"]],
  ["data", "Data security", ["Data classification", "Encryption and keys"]],
  ["soft_skills", "Soft skills", ["Communication", "Leadership"]],
];
const TEAMS: [id: string, name: string][] = [
  ["platform_security", "Platform security"],
  ["ai_assurance", "AI assurance"],
  ["detection_and_response", "Detection and response"],
];
const NAMES = ["Amara Osei", "Ben Halvorsen", "Chiara Conti", "Dmitri Volkov", "Elif Kaya", "Farid Haddad", "Greta Lindqvist", "Hugo Mercier"];
const ROLES: [id: string | null, name: string | null][] = [
  ["llm_engineer", "LLM security engineer"],
  ["responder", "Incident responder"],
  ["platform_engineer", "Platform security engineer"],
];
const DESCRIPTORS = [
  "Has not done it",
  "Runs the shipped test set with help",
  "Adds filters and tests from a pattern, reviewed",
  "Designs and defends a guard for a live feature, alone, also in an incident",
  "Solves new attack classes, reviews others, sets the standard",
];

const CONFIRM: Source[] = ["manager", "manager", "lab", "exam", "work"];

/** Cells follow a fixed pattern in which every state occurs. */
function cell(person: number, competency: number): PackedCell {
  const seed = person * 31 + competency * 17;
  const known = seed % 11 !== 0;
  return pack({
    level: known ? seed % 5 : null,
    confirmed: known && seed % 4 !== 0,
    stale: known && seed % 13 === 0,
    target: seed % 3 === 0 ? 3 : null,
    difference: known && seed % 29 === 0 ? 2 : known && seed % 37 === 0 ? -2 : 0,
    source: seed % 4 === 0 ? "self" : (CONFIRM[seed % CONFIRM.length] ?? "manager"),
    months: known ? seed % 15 : 0,
  });
}

/** A matrix of so many people; the competencies are the sample's, repeated up to `columns`. */
export function matrix(people = 24, columns = 19): MatrixView {
  const sample = AREAS.flatMap(([area, , names]) => names.map((name) => ({ area, name })));
  const competencies = Array.from({ length: columns }, (_, index) => {
    const from = sample[Math.floor((index * sample.length) / columns)] ?? { area: "ml_secops", name: "Model monitoring" };
    return {
      key: `competency_${index}`,
      name: from.name,
      area: from.area,
      descriptors: DESCRIPTORS,
      seats_needed: 3 + (index % 4),
      seats_filled: index % 4,
      holders: index % 5,
      too_few_holders: index % 5 < 2,
      assessed: true,
    };
  });
  return {
    areas: AREAS.map(([key, name]) => ({
      key,
      name,
      columns: competencies.filter((competency) => competency.area === key).length,
    })).filter((area) => area.columns > 0),
    competencies,
    people: Array.from({ length: people }, (_, index) => {
      const [team, teamName] = TEAMS[Math.floor((index * TEAMS.length) / people)] ?? ["", ""];
      const name = NAMES[index % NAMES.length] ?? "";
      // The sixth person has no role.
      const [role, roleName] = (index === 5 ? undefined : ROLES[index % ROLES.length]) ?? [null, null];
      return {
        id: `person_${index}`,
        name: index < NAMES.length ? name : `${name} ${index}`,
        team,
        team_name: teamName,
        role,
        role_name: roleName,
        borrowed: index === 3,
      };
    }),
    cells: Array.from({ length: people * columns }, (_, at) => cell(Math.floor(at / columns), at % columns)),
    teams: TEAMS.map(([value, label]) => ({ value, label })),
    counted: `all ${people - 1} people on 3 teams`,
    empty: null,
    no_levels: null,
  };
}

export const cellDetail: CellDetail = {
  person_name: "Mina Park",
  role_and_team: "LLM security engineer, AI assurance",
  competency_name: "Prompt-injection defence",
  level: 2,
  target: { level: 3, importance: 3, importance_name: "critical" },
  source: "Confirmed by manager",
  assessed_on: "2026-05-04",
  stale: false,
  self_rating: "3, one level higher",
  descriptors: DESCRIPTORS,
  history: [
    { id: "assessment_3", level: 2, source: "manager", source_name: "Manager, J. Weber", confirmed: true, stale: false, assessed_on: "2026-05-04", note: "Led the chat filter, reviewed by K. Tanaka." },
    { id: "assessment_2", level: 3, source: "self", source_name: "Self", confirmed: false, stale: false, assessed_on: "2026-04-20", note: null },
    { id: "assessment_1", level: 1, source: "lab", source_name: "Lab, injection course", confirmed: true, stale: true, assessed_on: "2025-10-12", note: null },
  ],
};
