// The benchmark library: three editions that ship and one of the user's own, one of them opened, and files looked at.
import type { EditionFile, EditionPreview, EditionRow, EditionView, FigureRow, LibraryView } from "../src/lib/ipc/types";

const row = (change: Partial<EditionRow> & Pick<EditionRow, "id">): EditionRow => ({
  publisher: "ISACA",
  report: "State of Cybersecurity 2024",
  year: 2024,
  population: "CISM holders and ISACA members with information-security titles, worldwide",
  n: "1,868",
  field_date: "Q2 2024",
  confidence: "High and medium",
  figures: 6,
  statistics: 13,
  own: false,
  default: false,
  ...change,
});

export const library: LibraryView = {
  editions: [
    row({ id: "example-society-2026", publisher: "Example Security Society", report: "Members’ survey 2026", year: 2026, population: "Members of the society who lead a security team", n: "240", field_date: "Q1 2026", confidence: "High", figures: 2, statistics: 1, own: true }),
    row({ id: "isaca-2024", default: true }),
    row({ id: "isaca-2025", report: "State of Cybersecurity 2025", year: 2025, n: "3,812", field_date: "Q2 2025", confidence: "High", figures: 28, statistics: 52 }),
    row({ id: "cyberseek-2025", publisher: "CyberSeek", report: "Supply and demand 2025", year: 2025, population: "Job postings in the United States", n: "not known", field_date: "12 months, reported June 2025", confidence: "Medium", figures: 0, statistics: 2 }),
  ],
};

const figure = (change: Partial<FigureRow> & Pick<FigureRow, "area" | "area_name" | "percent">): FigureRow => ({
  kind: "perceived_gap",
  kind_name: "Perceived gap",
  n: "1,868",
  confidence: "Medium",
  wording: `Skill gaps: ${change.area_name.toLowerCase()}`,
  source: "Dark Reading, “AI Hype Drives Demand For ML SecOps Skills”, 11 October 2024",
  facts: [
    { label: "95% interval", value: "22.1 to 26.0% (Wilson)" },
    { label: "Question", value: "isaca.gap" },
    { label: "Series", value: `isaca.gap.${change.area}` },
  ],
  notes: [],
  ...change,
});

export const edition: EditionView = {
  id: "isaca-2024",
  title: "ISACA, State of Cybersecurity 2024",
  own: false,
  default: true,
  facts: [
    { label: "Asked", value: "CISM holders and ISACA members with information-security titles, worldwide" },
    { label: "n", value: "1,868; medium: press or a secondary copy" },
    { label: "Of the n", value: "By way of press reports." },
    { label: "Field date", value: "Q2 2024" },
    { label: "Id", value: "isaca-2024" },
  ],
  url: "https://www.isaca.org/resources/reports/state-of-cybersecurity-2024",
  notes: [
    "ISACA says that its sample may not represent the wider workforce.",
    "LLM and ML SecOps are reported together. The 2025 edition asks other questions of both, so no trend is drawn.",
  ],
  figures: [
    figure({ area: "soft_skills", area_name: "Soft skills", percent: "51%", confidence: "High" }),
    figure({
      area: "cloud",
      area_name: "Cloud computing",
      percent: "42%",
      facts: [
        { label: "95% interval", value: "39.8 to 44.3% (Wilson)" },
        { label: "Question", value: "isaca.gap" },
        { label: "Series", value: "isaca.gap.cloud-computing" },
        { label: "In the series", value: "2022 52%, 2023 47%, 2024 42% and 2025 37%" },
      ],
    }),
    figure({
      area: "llm_secops",
      area_name: "LLM SecOps",
      percent: "24%",
      notes: ["Published as one figure: LLM SecOps and ML SecOps.", "The text does not say whether each stands at 24%."],
    }),
    figure({ area: "software_development", area_name: "Software development", percent: "28%", notes: ["The series begins anew here. 2023 counts employers that seek DevSecOps; this counts who sees a gap."] }),
  ],
  statistics: [
    { what: "Cybersecurity teams that are understaffed", percent: "57%", n: "", confidence: "High", series: "isaca.understaffed", source: "ISACA, State of Cybersecurity 2025, which recalls 2024", note: "" },
    { what: "Difficulty retaining qualified cybersecurity professionals", percent: "55%", n: "1,800", confidence: "Medium", series: "isaca.retention-difficulty", source: "ISACA, State of Cybersecurity 2024, by way of press reports", note: "Difficulty, as respondents say; not a turnover rate." },
  ],
  conflicts: [
    {
      what: "Cybersecurity budgets that are underfunded",
      values: [
        { value: "51%", says: "Press reports of the 2024 edition", used: false },
        { value: "59%", says: "State of Cybersecurity 2025, which recalls 2024", used: true },
      ],
      why: "The publisher’s own text is used.",
    },
  ],
  removal: [],
};

export const ownEdition: EditionView = {
  ...edition,
  id: "example-society-2026",
  title: "Example Security Society, Members’ survey 2026",
  own: true,
  default: false,
  url: null,
  conflicts: [],
  removal: ["2 figures and 1 statistic are removed.", "It is the default: ISACA 2024 is compared with again."],
};

export const editionFile: EditionFile = { name: "own.toml", text: 'id = "example-society-2026"\n' };

export const editionPreview: EditionPreview = { edition: ownEdition, replaces: null, problems: [], more: 0, hint: "" };

export const badEdition: EditionPreview = {
  edition: null,
  replaces: null,
  problems: [
    { line: 8, text: "`year` is 20260, expected 1990 to 2100" },
    { line: 21, text: "`percent` is 131.5, expected 0 to 100" },
    { line: 45, text: "there is no area `sky`" },
  ],
  more: 12,
  hint: "Mend each line that is listed, and add the file again. The areas of this workspace are cloud and soft_skills.",
};
