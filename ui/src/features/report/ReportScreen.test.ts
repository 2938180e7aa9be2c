// The report: its pages, what it is to hold with every choice kept, and its files.
import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import type { AppError, ReportDraft, ReportPages, ReportView } from "$lib/ipc/types";
import { violations } from "$testing/accessible";
import { draft, report, reportPages } from "$testing/report";
import { showScreen } from "$testing/screens";
import { workspace } from "$testing/workspace";

import ReportScreen from "./ReportScreen.svelte";

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const box = (name: string) => screen.getByRole("checkbox", { name });
const saved = (ipc: { given(name: "saveReport"): unknown[][] }): ReportDraft[] => ipc.given("saveReport").map(([given]) => given as ReportDraft);
const refused = (place: string, says: string): AppError => ({
  code: "invalid_argument",
  message: says,
  hint: "Nothing was changed.",
  fields: [{ place, found: "", expected: "", says }],
});

async function show(...given: Parameters<typeof showScreen> extends [unknown, ...infer Rest] ? Rest : never) {
  const shown = showScreen(ReportScreen, ...given);
  await screen.findByRole("heading", { level: 1 });
  return shown;
}

/** Shows the screen once its pages are there. */
async function showPages(...given: Parameters<typeof show>) {
  const shown = await show(...given);
  await screen.findByRole("img", { name: /^Page 1 of/ });
  return shown;
}

const images = () => screen.getAllByRole("img").map((image) => image.getAttribute("alt"));

describe("the pages", () => {
  it("stand two by two, and the title says how many there are", async () => {
    const { ipc } = await showPages();
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("The board pack is ready: five pages, every figure with its source");
    expect(images()).toEqual(["Page 1 of the board pack: where we stand", "Page 2 of the board pack: what to decide"]);
    expect(screen.getByText("Page 1 of 5")).toBeInTheDocument();
    // Only what is shown was asked for.
    expect(ipc.given("reportPage")).toEqual([[0], [1]]);
  });

  it("are turned, to the last and back", async () => {
    const { user, session } = await showPages();
    expect(button("Previous")).toBeDisabled();
    await user.click(button("Next"));
    expect(await screen.findByText("Pages 3 and 4 of 5")).toBeInTheDocument();
    expect(session.announcement).toContain("Pages 3 and 4 of 5");
    await user.click(button("Next"));
    // A last page stands alone.
    expect(await screen.findAllByText("Page 5 of 5")).toHaveLength(2);
    expect(images()).toEqual(["Page 5 of the board pack: method"]);
    expect(button("Next")).toBeDisabled();
    await user.click(button("Previous"));
    expect(await screen.findByText("Pages 3 and 4 of 5")).toBeInTheDocument();
  });

  it("have no way to turn where two are all", async () => {
    await showPages({ reportPages: async () => ({ title: "Two", alternatives: reportPages.alternatives.slice(0, 2) }) });
    expect(screen.queryByRole("button", { name: "Next" })).toBeNull();
  });

  it("are enlarged with Enter, gone through with the arrows, and closed with Escape", async () => {
    const { user } = await showPages();
    const second = button(/^Enlarge: Page 2/);
    second.focus();
    await user.keyboard("{Enter}");
    const dialog = await screen.findByRole("dialog", { name: "Page 2 of 5" });
    expect(within(dialog).getByRole("img")).toHaveAttribute("alt", "Page 2 of the board pack: what to decide");
    await user.keyboard("{ArrowRight}");
    expect(await screen.findByRole("dialog", { name: "Page 3 of 5" })).toBeInTheDocument();
    await user.keyboard("{ArrowLeft}{ArrowLeft}{ArrowLeft}");
    expect(await screen.findByRole("dialog", { name: "Page 1 of 5" })).toBeInTheDocument();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(second).toHaveFocus());
  });

  it("are set anew after a change, the old ones in sight meanwhile; fewer of them leave the last in sight", async () => {
    let answer: ((pages: ReportPages) => void)[] = [];
    const { session, user } = await show({ reportPages: () => new Promise((resolve) => answer.push(resolve)) });
    await waitFor(() => expect(answer).toHaveLength(1));
    answer[0]!(reportPages);
    await screen.findByRole("img", { name: /^Page 1 of/ });
    await user.click(button("Next"));
    await user.click(button("Next"));
    await screen.findByRole("img", { name: /^Page 5 of/ });
    session.revision += 1;
    await waitFor(() => expect(answer).toHaveLength(2));
    expect(images()).toEqual(["Page 5 of the board pack: method"]);
    answer[1]!({ title: "Fewer", alternatives: reportPages.alternatives.slice(0, 3) });
    await screen.findByRole("img", { name: /^Page 3 of/ });
    expect(images()).toEqual(["Page 3 of the board pack: all areas and teams"]);
  });

  it("of a change that came meanwhile take the place of those being set", async () => {
    const asked: ((pages: ReportPages | AppError) => void)[] = [];
    const { ipc, session } = await show({
      reportPages: () =>
        new Promise((resolve, reject) => asked.push((told) => ("code" in told ? reject(told) : resolve(told)))),
    });
    await waitFor(() => expect(asked).toHaveLength(1));
    session.revision += 1;
    await waitFor(() => expect(ipc.given("cancelWork")).toHaveLength(1));
    asked[0]!({ code: "cancelled", message: "Stopped; nothing was changed.", hint: "", fields: [] });
    await waitFor(() => expect(asked).toHaveLength(2));
    asked[1]!(reportPages);
    await screen.findByRole("img", { name: /^Page 1 of/ });
    expect(session.error).toBeNull();
    expect(session.announcement).not.toContain("Stopped");
  });

  it("can be stopped while they are set, and set after all", async () => {
    let stop: (cause: AppError) => void = () => {};
    let times = 0;
    const { ipc, session, user } = await show({
      reportPages: () => (++times === 1 ? new Promise((_, reject) => (stop = reject)) : Promise.resolve(reportPages)),
      cancelWork: async () => stop({ code: "cancelled", message: "Stopped; nothing was changed.", hint: "", fields: [] }),
    });
    expect(await screen.findByRole("progressbar", { name: "Setting the pages" })).toBeInTheDocument();
    session.alongside = { text: "Playing “Train only” through", share: 0.3 };
    expect(await screen.findByRole("progressbar", { name: "Playing “Train only” through" })).toHaveAttribute("aria-valuenow", "30");
    await user.click(button("Stop"));
    expect(ipc.given("cancelWork")).toHaveLength(1);
    expect(await screen.findByText("The pages are not those of the report as it is now.")).toBeInTheDocument();
    await user.click(button("Set the pages"));
    await screen.findByRole("img", { name: /^Page 1 of/ });
    expect(screen.queryByText("The pages are not those of the report as it is now.")).toBeNull();
  });

  it("that could not be set say why", async () => {
    const { session } = await show({
      reportPages: async () => {
        throw { code: "io", message: "The pages could not be set: a chart is missing.", hint: "", fields: [] };
      },
    });
    await waitFor(() => expect(session.error?.message).toBe("The pages could not be set: a chart is missing."));
    expect(button("Set the pages")).toBeInTheDocument();
  });
});

describe("the parts", () => {
  it("say where they stand, and are left out one by one", async () => {
    let kept = draft;
    const { ipc, user } = await showPages({
      report: async () => ({ ...report, draft: kept }),
      saveReport: async (draft) => {
        kept = draft;
        return workspace;
      },
    });
    expect(box("Plan by quarter")).toBeChecked();
    expect(box("Plan by quarter")).toHaveAccessibleDescription("B");
    expect(box("Posts asked for")).toHaveAccessibleDescription("left out");
    await user.click(box("Plan by quarter"));
    await user.click(box("Posts asked for"));
    await waitFor(() => expect(saved(ipc)).toHaveLength(2));
    expect(saved(ipc).map(({ sections }) => sections)).toEqual([
      ["standing", "decision", "areas", "method", "sources"],
      ["standing", "decision", "areas", "method", "sources", "posts"],
    ]);
  });

  it("with names cannot be chosen without", async () => {
    await showPages();
    expect(box("Full matrix")).toBeDisabled();
    expect(box("Full matrix")).toHaveAccessibleDescription("with names only");
  });

  it("stay as they were where the change is refused, with the reason", async () => {
    const { user } = await showPages({
      saveReport: async () => {
        throw refused("sections", "The report has no part: choose one or more.");
      },
    });
    await user.click(box("Method"));
    expect(await screen.findByText("The report has no part: choose one or more.")).toBeInTheDocument();
    expect(box("Method")).toBeChecked();
  });
});

describe("the scenarios", () => {
  it("are those that were solved last until somebody chooses", async () => {
    const { ipc, user } = await showPages();
    expect([box("Train only"), box("Two hires and training")].map((one) => (one as HTMLInputElement).checked)).toEqual([true, true]);
    expect(box("Four hires")).toBeDisabled();
    expect(box("Four hires")).toHaveAccessibleDescription("not solved yet");
    await user.click(box("Train only"));
    await waitFor(() => expect(saved(ipc).map(({ scenarios }) => scenarios)).toEqual([["two"]]));
  });

  it("change places where another is asked for", async () => {
    const { ipc, user } = await showPages();
    await user.selectOptions(screen.getByRole("combobox", { name: "Asked for" }), "Train only");
    await waitFor(() => expect(saved(ipc).map(({ scenarios }) => scenarios)).toEqual([["train", "two"]]));
  });

  it("are made on Plan where there are none", async () => {
    await showPages({ report: async () => ({ ...report, scenarios: [], printed: [] }) });
    expect(screen.getByText(/^None yet\. Make one on Plan/)).toBeInTheDocument();
    expect(screen.queryByRole("combobox", { name: "Asked for" })).toBeNull();
  });
});

describe("the readers", () => {
  it("bring the parts that are for them", async () => {
    const { ipc, user } = await showPages();
    await user.click(within(screen.getByRole("toolbar", { name: "Audience" })).getByRole("button", { name: "HR" }));
    await waitFor(() => expect(saved(ipc)).toHaveLength(1));
    expect(saved(ipc)[0]).toEqual({ ...draft, audience: "hr", sections: report.audiences[1]!.sections });
  });

  it("get names only after it was said what that means", async () => {
    const { ipc, user } = await showPages();
    const names = screen.getByRole("combobox", { name: "Names" });
    await user.selectOptions(names, "Printed");
    const dialog = await screen.findByRole("dialog", { name: "Print the names of people?" });
    expect(dialog).toHaveTextContent("Whoever gets the file learns what each person can do");
    await user.click(within(dialog).getByRole("button", { name: "Leave them out" }));
    expect(names).toHaveDisplayValue("Left out");
    expect(saved(ipc)).toEqual([]);
    await user.selectOptions(names, "Printed");
    await user.click(await screen.findByRole("button", { name: "Print the names" }));
    await waitFor(() => expect(saved(ipc).map((one) => one.names)).toEqual([true]));
  });

  it("are warned of names, and get them left out at once", async () => {
    const warning = "Names are printed: give it to nobody who may not see what each can do.";
    const { ipc, user } = await showPages({ report: async () => ({ ...report, draft: { ...draft, names: true }, warnings: [warning] }) });
    expect(screen.getByText(warning)).toBeInTheDocument();
    expect(screen.getByRole("textbox", { name: "Smallest group" })).toBeDisabled();
    await user.selectOptions(screen.getByRole("combobox", { name: "Names" }), "Left out");
    await waitFor(() => expect(saved(ipc).map((one) => one.names)).toEqual([false]));
  });

  it("are told nothing of fewer than the smallest group, which has its bounds", async () => {
    const { ipc, user } = await showPages();
    const field = screen.getByRole("textbox", { name: "Smallest group" });
    await user.clear(field);
    await user.type(field, "2{Enter}");
    expect(await screen.findByText("Smallest group must be a whole number from 3 to 10.")).toBeInTheDocument();
    await user.clear(field);
    await user.type(field, "8{Enter}");
    await waitFor(() => expect(saved(ipc).map((one) => one.smallest_group)).toEqual([8]));
  });

  it("print on their paper", async () => {
    const { ipc, user } = await showPages();
    await user.selectOptions(screen.getByRole("combobox", { name: "Paper" }), "Letter");
    await waitFor(() => expect(saved(ipc).map((one) => one.paper)).toEqual(["letter"]));
  });
});

describe("what is typed", () => {
  it("is counted, and kept when the field is left, once", async () => {
    const { ipc, user } = await showPages();
    expect(screen.getByText("93 of 600 characters, printed on page 1")).toBeInTheDocument();
    const words = screen.getByRole("textbox", { name: "In your own words" });
    await user.clear(words);
    // A letter beyond the basic plane is one.
    await user.type(words, "Two hires 𝟚");
    expect(screen.getByText("11 of 600 characters, printed on page 1")).toBeInTheDocument();
    expect(saved(ipc)).toEqual([]);
    await user.tab();
    await waitFor(() => expect(saved(ipc).map((one) => one.own_words)).toEqual(["Two hires 𝟚"]));
    words.focus();
    await user.tab();
    expect(saved(ipc)).toHaveLength(1);
  });

  it("is kept once the typing pauses", async () => {
    const { ipc, user } = await showPages();
    await user.type(screen.getByRole("textbox", { name: "Organisation" }), "Halden");
    expect(saved(ipc)).toEqual([]);
    await waitFor(() => expect(saved(ipc).map((one) => one.organisation)).toEqual(["Halden"]), { timeout: 3000 });
  });

  it("beyond the limit says so and is not kept", async () => {
    const { ipc, user } = await showPages({ report: async () => ({ ...report, words_limit: 95 }) });
    await user.type(screen.getByRole("textbox", { name: "In your own words" }), "abcd");
    expect(screen.getByText("97 of 95 characters, printed on page 1")).toBeInTheDocument();
    expect(screen.getByText("Shorten it by 2: until then it is not kept.")).toBeInTheDocument();
    await user.tab();
    expect(saved(ipc)).toEqual([]);
  });

  it("is kept when the screen is left", async () => {
    const { ipc, user, unmount } = await showPages();
    await user.type(screen.getByRole("textbox", { name: "Organisation" }), "Halden");
    unmount();
    await waitFor(() => expect(saved(ipc).map((one) => one.organisation)).toEqual(["Halden"]));
  });

  it("follows an undo unless something else is typed there", async () => {
    let now: ReportView = { ...report, draft: { ...draft, own_words: "Old words", organisation: "Old" } };
    const { session, user } = await showPages({ report: async () => now });
    const [words, whose] = [screen.getByRole("textbox", { name: "In your own words" }), screen.getByRole("textbox", { name: "Organisation" })];
    await user.type(whose, "er");
    now = { ...report, draft: { ...draft, own_words: "Undone", organisation: "Undone" } };
    session.revision += 1;
    await waitFor(() => expect(words).toHaveValue("Undone"));
    expect(whose).toHaveValue("Older");
  });
});

describe("the logo", () => {
  it("is changed and removed", async () => {
    const { ipc, user } = await showPages();
    expect(screen.getByText("aldermoor.png")).toBeInTheDocument();
    await user.click(button("Change the logo"));
    await waitFor(() => expect(ipc.given("chooseReportLogo")).toHaveLength(1));
    await user.click(button("Remove the logo"));
    await waitFor(() => expect(ipc.given("removeReportLogo")).toHaveLength(1));
  });

  it("that is none is refused with the reason", async () => {
    const { session, user } = await showPages({
      report: async () => ({ ...report, logo: null }),
      chooseReportLogo: async () => {
        throw { code: "invalid_argument", message: "notes.txt cannot be the logo: it is neither PNG nor JPEG.", hint: "", fields: [] };
      },
    });
    expect(screen.queryByRole("button", { name: "Remove the logo" })).toBeNull();
    await user.click(button("Choose the logo"));
    await waitFor(() => expect(session.error?.message).toBe("notes.txt cannot be the logo: it is neither PNG nor JPEG."));
  });
});

describe("a file", () => {
  it("is written in each format, and its folder is shown", async () => {
    const { ipc, user, session } = await showPages();
    for (const format of ["PDF", "PPTX", "XLSX", "HTML"]) {
      await user.click(button(`Export as ${format}`));
      expect(await screen.findByText(`Written to /home/you/Halden Mutual security skills 2026-06-01.${format.toLowerCase()}`)).toBeInTheDocument();
    }
    expect(session.announcement).toContain("Written to /home/you");
    await user.click(button("Show in folder"));
    expect(ipc.given("openReportFolder")).toHaveLength(1);
  });

  it("that is not wanted after all leaves no word", async () => {
    const { user } = await showPages({ saveReportFile: async () => null });
    await user.click(button("Export as PDF"));
    await waitFor(() => expect(button("Export as PDF")).toBeEnabled());
    expect(screen.queryByText(/^Written to/)).toBeNull();
  });

  it("waits for what is typed to be kept, tells how far it is and can be stopped", async () => {
    let stop: (cause: AppError) => void = () => {};
    const { ipc, session, user } = await showPages({
      saveReportFile: () => new Promise((_, reject) => (stop = reject)),
      cancelWork: async () => stop({ code: "cancelled", message: "Stopped; nothing was changed.", hint: "", fields: [] }),
    });
    await user.type(screen.getByRole("textbox", { name: "Organisation" }), "Halden");
    await user.click(button("Export as PPTX"));
    await waitFor(() => expect(ipc.given("saveReportFile")).toHaveLength(1));
    const order = ipc.calls.map(({ name }) => name).filter((name) => ["saveReport", "saveReportFile"].includes(name));
    expect(order).toEqual(["saveReport", "saveReportFile"]);
    session.alongside = { text: "Making the slides", share: null };
    expect(await screen.findByRole("progressbar", { name: "Making the slides" })).toBeInTheDocument();
    expect(button("Export as PDF")).toBeDisabled();
    await user.click(button("Stop"));
    await waitFor(() => expect(button("Export as PDF")).toBeEnabled());
    expect(session.announcement).toContain("Stopped");
  });

  it("that cannot be written says why", async () => {
    const { session, user } = await showPages({
      saveReportFile: async () => {
        throw { code: "disk_full", message: "The disk is full.", hint: "Make room, then try again.", fields: [] };
      },
    });
    await user.click(button("Export as PDF"));
    await waitFor(() => expect(session.error?.message).toBe("The disk is full."));
  });
});

it("a file that can only be read is exported and not changed", async () => {
  const { user, ipc } = await showPages({}, (session) => (session.workspace = { ...workspace, read_only: true }));
  expect(box("Method")).toBeDisabled();
  expect(screen.getByRole("textbox", { name: "In your own words" })).toBeDisabled();
  await user.click(button("Export as PDF"));
  await waitFor(() => expect(ipc.given("saveReportFile")).toHaveLength(1));
});

it("without people says what to do, and sets no pages", async () => {
  const empty = { title: "No people yet", text: "Without people there is nothing to compare.", actions: [{ kind: "import" as const, label: "Import a spreadsheet", text: "" }] };
  const { ipc } = await show({ report: async () => ({ ...report, empty }) });
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("No people yet");
  expect(ipc.given("reportPages")).toEqual([]);
});

it("passes axe, also with a page enlarged", async () => {
  const { user } = await showPages();
  expect(await violations()).toEqual([]);
  await user.click(button(/^Enlarge: Page 1/));
  await screen.findByRole("dialog");
  expect(await violations()).toEqual([]);
});
