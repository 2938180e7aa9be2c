// Made-up answers that hold together: the risks of one list in every standing, and what opens without three people.
import type { HolderRow, KeyPeopleView, KeyPersonRow, RiskCompetencyRow, RiskRow, RisksView, RiskStanding } from "../src/lib/ipc/types";

const holder = (person: number, name: string, level: number, stale = false): HolderRow => ({ person: `person_${person}`, name, level, stale });
const MINA = holder(9, "Mina Park", 3);
const PRIYA = holder(12, "Priya Shah", 4);

const standingOf = (holders: HolderRow[], words: string): RiskStanding =>
  words.startsWith("Nobody is") ? "unknown" : holders.length > 1 ? "two_or_more" : holders.length === 1 ? "one" : "none";

const competency = (name: string, holders: HolderRow[], words: string, more: Partial<RiskCompetencyRow> = {}): RiskCompetencyRow => ({
  key: name.toLowerCase().replaceAll(/[^a-z]+/g, "-"),
  name,
  in_workspace: true,
  standing: standingOf(holders, words),
  level: "Level 3 or above",
  holders,
  more_holders: 0,
  words,
  nearest: [],
  need_team: null,
  ...more,
});

const INJECTION = competency("Prompt-injection defence", [PRIYA, MINA], "2 of 6 assessed hold it; 18 more are not assessed.");
const RED_TEAMING = competency("AI red teaming", [MINA], "1 of 3 assessed holds it; 21 more are not assessed.", { nearest: [holder(4, "Elif Kaya", 2, true)] });
const OUTPUT = competency("Output handling", [], "None of the 4 assessed holds it; 20 more are not assessed.", {
  nearest: [holder(10, "Noor Rahman", 2)],
  need_team: "ai_assurance",
});
const RETRIEVAL = competency("Retrieval security", [], "Nobody is assessed in it: 24 people unknown.");

function risk(key: string, name: string, competencies: RiskCompetencyRow[], alone: string, finding: string): RiskRow {
  const count = (standing: RiskStanding): number => competencies.filter((one) => one.standing === standing).length;
  const depth = count("none") > 0 ? 0 : count("unknown") > 0 || competencies.length === 0 ? null : count("one") > 0 ? 1 : 2;
  const standing: RiskStanding = competencies.length === 0 ? "unmapped" : depth === null ? "unknown" : depth === 0 ? "none" : depth === 1 ? "one" : "two_or_more";
  return {
    key,
    name,
    framework: "owasp-llm-2025",
    standing,
    depth,
    needed: competencies.length,
    covered: count("two_or_more"),
    single: count("one"),
    open: count("none"),
    unknown: count("unknown"),
    thinnest: competencies.filter((one) => one.standing === standing).map((one) => one.name).join(" and "),
    alone,
    finding,
    competencies,
  };
}

export const risks: RisksView = {
  title: "Two of the four LLM risks rest on one person or none",
  text: "For one nobody holds one of the competencies needed; one rests on one person. One is unknown: nobody is assessed in one of the competencies. Each is as deep as the thinnest of its competencies.",
  framework: "owasp-llm-2025",
  frameworks: [
    { value: "owasp-llm-2025", label: "OWASP Top Ten for LLM applications" },
    { value: "nice", label: "NICE Workforce Framework components" },
  ],
  row_name: "LLM risk",
  basis: "Which competencies a risk needs is Cadre's own reading of the list: OWASP names none.",
  source: "OWASP Top Ten for LLM applications, 2025. https://genai.owasp.org, CC BY-SA 4.0",
  rows: [
    risk("LLM01", "Prompt Injection", [INJECTION, RED_TEAMING], "Mina Park", "Mina Park alone holds AI red teaming."),
    risk("LLM05", "Improper Output Handling", [OUTPUT, INJECTION], "Nobody", "Nobody holds output handling."),
    risk("LLM07", "System Prompt Leakage", [INJECTION], "Mina Park and Priya Shah", "At least two people hold each competency; the fewest hold prompt-injection defence."),
    risk("LLM08", "Vector and Embedding Weaknesses", [RETRIEVAL], "–", "Nobody is assessed in retrieval security."),
  ],
  empty: null,
};

const person = (of: Partial<KeyPersonRow> & Pick<KeyPersonRow, "person" | "name" | "rank" | "sentence">): KeyPersonRow => ({
  role_and_team: "LLM security engineer, AI assurance",
  tied: false,
  seats: 0,
  to_none: 0,
  to_one: 0,
  shortfall: 0,
  competencies: [],
  risks: [],
  ...of,
});

const triage = { competency: "triage", name: "Triage", words: "3 of 4 seats filled, 2 without" };

export const keyPeople: KeyPeopleView = {
  title: "Three of 24 people cannot be spared: without any one of them a seat opens or a risk loses cover",
  text: "Nobody’s leaving is predicted here: each person is taken away in turn, to see what rests on them alone. Seats are counted in each competency that they need.",
  people: [
    person({
      person: "person_9",
      name: "Mina Park",
      rank: "1",
      sentence: "Without Mina Park, 2 seats open; 1 risk is left with nobody and 1 with one person.",
      seats: 2,
      to_none: 1,
      to_one: 1,
      shortfall: 5,
      competencies: [
        { competency: "prompt-injection-defence", name: "Prompt-injection defence", words: "2 of 5 seats filled, 1 without" },
        { competency: "ai-red-teaming", name: "AI red teaming", words: "1 of 5 seats filled, none without" },
      ],
      risks: [
        { framework: "owasp-llm-2025", key: "LLM01", name: "Prompt Injection", words: "from one person to nobody" },
        { framework: "owasp-llm-2025", key: "LLM07", name: "System Prompt Leakage", words: "from two people to one" },
      ],
    }),
    person({ person: "person_17", name: "Rosa Ibáñez", rank: "2–3", sentence: "Without Rosa Ibáñez, 1 seat opens.", seats: 1, shortfall: 3, competencies: [triage] }),
    person({ person: "person_18", name: "Samuel Okafor", rank: "2–3", tied: true, sentence: "Without Samuel Okafor, 1 seat opens.", seats: 1, shortfall: 3, competencies: [triage] }),
  ],
  others: "Without any of the 21 others nothing opens.",
  year: {
    title: "1.3 of 14 filled seats are expected to open within 12 months",
    text: "By the yearly attrition of the roles, everybody leaving independently of the others, with nobody hired and nobody trained. It says what the team should expect, and nothing of any one person.",
    seats: [
      { competency: "triage", name: "Triage", team: "detection_and_response", team_name: "Detection and response", required: 4, filled: 3, expected_filled: 2.4, to_open: 0.6 },
      { competency: "output-handling", name: "Output handling", team: "ai_assurance", team_name: "AI assurance", required: 5, filled: 1, expected_filled: 0.98, to_open: 0.02 },
    ],
    risks: [{ framework: "owasp-llm-2025", key: "LLM01", name: "Prompt Injection", depth: 1, chance: 0.25 }],
  },
  empty: null,
};
