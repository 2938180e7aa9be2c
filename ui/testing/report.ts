// The report of the sample: six pages, three scenarios of which two are printed.
import type { ReportDraft, ReportPages, ReportView } from "../src/lib/ipc/types";

export const draft: ReportDraft = {
  audience: "board",
  organisation: "",
  own_words: "We ask for two hires and the training plan. Training alone leaves two AI security posts open.",
  sections: ["standing", "decision", "areas", "plan", "method", "sources"],
  scenarios: null,
  decision_on: null,
  names: false,
  smallest_group: 5,
  paper: "a4",
};

export const report: ReportView = {
  title: "The board pack has six parts, every figure with its source",
  subtitle: "Names are left out; cells about fewer than five people are withheld.",
  draft,
  logo: "aldermoor.png",
  organisation: "Halden Mutual",
  organisation_limit: 80,
  words_limit: 600,
  words_place: "printed on page 1",
  smallest: 3,
  largest: 10,
  sections: [
    { section: "standing", name: "Where we stand", place: "page 1", chosen: true, can_choose: true },
    { section: "decision", name: "What to decide", place: "page 2", chosen: true, can_choose: true },
    { section: "areas", name: "All areas and teams", place: "A", chosen: true, can_choose: true },
    { section: "plan", name: "Plan by quarter", place: "B", chosen: true, can_choose: true },
    { section: "posts", name: "Posts asked for", place: "left out", chosen: false, can_choose: true },
    { section: "method", name: "Method", place: "C", chosen: true, can_choose: true },
    { section: "sources", name: "Sources and limits", place: "D", chosen: true, can_choose: true },
    { section: "matrix", name: "Full matrix", place: "with names only", chosen: false, can_choose: false },
  ],
  scenarios: [
    { id: "train", name: "Train only", place: "compared", chosen: true, can_choose: true, note: "" },
    { id: "two", name: "Two hires and training", place: "asked for", chosen: true, can_choose: true, note: "" },
    { id: "four", name: "Four hires", place: "not solved yet", chosen: false, can_choose: false, note: "" },
  ],
  printed: ["two", "train"],
  audiences: [
    { audience: "board", name: "Board", sections: ["standing", "decision", "areas", "plan", "method", "sources"] },
    { audience: "hr", name: "HR", sections: ["standing", "decision", "plan", "posts", "method", "sources"] },
    { audience: "team", name: "Team", sections: ["standing", "areas", "plan", "method", "sources"] },
  ],
  names_consequences: ["Whoever gets the file learns what each person can do, and who leaves a gap.", "Every page says that it holds names."],
  warnings: [],
  empty: null,
};

export const reportPages: ReportPages = {
  title: "The board pack is ready: five pages, every figure with its source",
  alternatives: ["where we stand", "what to decide", "all areas and teams", "plan by quarter", "method"].map(
    (what, at) => `Page ${at + 1} of the board pack: ${what}`,
  ),
};

/** A white page with lines of grey. */
const PAGE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="816" height="1154"><rect width="210" height="297" fill="white"/>${[...Array(24).keys()]
  .map((line) => `<rect x="20" y="${30 + line * 10}" width="${line % 5 === 4 ? 110 : 170}" height="3" fill="silver"/>`)
  .join("")}</svg>`;

/** The address of a page's picture. */
export const reportPage = (page: number): string | null =>
  page < reportPages.alternatives.length ? `data:image/svg+xml,${encodeURIComponent(PAGE)}` : null;
