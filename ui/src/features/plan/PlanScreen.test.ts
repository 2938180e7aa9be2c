// The plan: scenarios side by side, the line that is opened, wishes, and what is found out in the background.
import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import type { AppError, PlanView, ScenarioDraft, Selection } from "$lib/ipc/types";
import { violations } from "$testing/accessible";
import { detail, lines, plan, planView } from "$testing/plan";
import { showScreen } from "$testing/screens";
import { workspace } from "$testing/workspace";

import PlanScreen from "./PlanScreen.svelte";

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const drafts = (ipc: { given(name: "solveScenario"): unknown[][] }): ScenarioDraft[] => ipc.given("solveScenario").map((given) => given[1] as ScenarioDraft);
const dialog = () => screen.getByRole("dialog");
/** The view with something else of the chosen scenario. */
const chosen = (change: Partial<typeof detail>): PlanView => ({ ...plan, chosen: { ...detail, ...change } });

async function show(...given: Parameters<typeof showScreen> extends [unknown, ...infer Rest] ? Rest : never) {
  const shown = showScreen(PlanScreen, ...given);
  await screen.findByRole("heading", { level: 1 });
  return shown;
}

describe("the scenarios", () => {
  it("stand side by side, and the last word of each is its proof", async () => {
    await show();
    const table = screen.getByRole("table", { name: "Scenarios side by side" });
    expect(within(table).getAllByRole("columnheader").map((head) => head.textContent?.trim())).toEqual([
      "Scenario",
      "Train only",
      "Two hires and training",
      "Four hires",
    ]);
    const cells = (row: RegExp) => within(within(table).getByRole("row", { name: row })).getAllByRole("cell").map((cell) => cell.textContent?.trim());
    expect(cells(/^Coverage at Q4, P50/)).toEqual(["71% P10 77, P90 86", "82% P10 77, P90 86", "89% P10 77, P90 86"]);
    expect(within(table).getByRole("row", { name: /^Proof/ })).toHaveTextContent("Within 0.10% of the best");
    expect(button("Two hires and training")).toHaveAttribute("aria-current", "true");
  });

  it("are chosen with the arrow keys and with a click anywhere in the column", async () => {
    const { session, user } = await show();
    button("Two hires and training").focus();
    await user.keyboard("{ArrowRight}");
    expect(button("Four hires")).toHaveFocus();
    expect(session.selection.scenario).toBe("four");
    await waitFor(() => expect(button("Four hires")).toHaveAttribute("aria-current", "true"));
    await user.click(within(screen.getByRole("row", { name: /^Coverage at Q4/ })).getByText("71%"));
    expect(session.selection.scenario).toBe("train");
  });

  it("are one stop for the Tab key", async () => {
    await show();
    const names = ["Train only", "Two hires and training", "Four hires"].map((name) => button(name).tabIndex);
    expect(names).toEqual([-1, 0, -1]);
  });

  it("say which team each is for where they differ", async () => {
    const scenarios = plan.scenarios.map((column, at) => (at === 0 ? { ...column, team: "AI assurance" } : column));
    await show({ plan: async () => ({ ...plan, scenarios }) });
    expect(screen.getByRole("columnheader", { name: /^Train only/ })).toHaveTextContent("AI assurance");
  });

  it("are solved again where the record has changed", async () => {
    const scenarios = plan.scenarios.map((column) => (column.id === "four" ? { ...column, stale: "The record has changed since: solve it again." } : column));
    const { ipc, user } = await show({ plan: async (selection) => ({ ...planView(selection.scenario), scenarios }) });
    expect(screen.getByText("The record has changed since: solve it again.")).toBeInTheDocument();
    await user.click(button("Solve Four hires again"));
    await waitFor(() => expect(drafts(ipc)).toHaveLength(1));
    expect(drafts(ipc)[0]).toMatchObject({ id: "four", name: "Four hires" });
  });

  it("are removed, once it was asked", async () => {
    const { ipc, user } = await show();
    await user.click(button("Remove Two hires and training"));
    expect(dialog()).toHaveTextContent("Undo brings it back.");
    await user.click(within(dialog()).getByRole("button", { name: "Remove Two hires and training" }));
    expect(ipc.given("removeScenario")).toEqual([["two"]]);
  });
});

describe("a line", () => {
  it("says why it is in; the first does at first", async () => {
    const { user } = await show();
    expect(screen.getByRole("heading", { name: "Why LLM security engineer, AI assurance" })).toBeInTheDocument();
    await user.click(await screen.findByRole("option", { name: "Train Mina Park" }));
    expect(screen.getByRole("heading", { name: "Why Mina Park, LLM application security" })).toHaveFocus();
    expect(screen.getByText("Fills a seat in prompt-injection defence.")).toBeInTheDocument();
  });

  it("is opened from the table too", async () => {
    const { user } = await show();
    await user.click(screen.getAllByRole("button", { name: "Show as table" })[0]!);
    button("Incident responder").focus();
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("heading", { name: "Why Incident responder, Detection and response" })).toHaveFocus();
  });

  it("is forbidden: its wish is added and the scenario solved again", async () => {
    const { ipc, user } = await show();
    await user.click(button("Forbid: Hire LLM security engineer, AI assurance"));
    await waitFor(() => expect(drafts(ipc)).toHaveLength(1));
    expect(drafts(ipc)[0]).toEqual({ ...detail.draft, wishes: [lines[0]!.forbid] });
  });

  it("is required in place of being forbidden", async () => {
    const { ipc, user } = await show({ plan: async () => chosen({ draft: { ...detail.draft, wishes: [lines[0]!.forbid, lines[2]!.require] } }) });
    await user.click(button("Require: Hire LLM security engineer, AI assurance"));
    await waitFor(() => expect(drafts(ipc)[0]?.wishes).toEqual([lines[2]!.require, lines[0]!.require]));
  });

  it("is marked as started", async () => {
    const { ipc, user } = await show();
    await user.click(within(screen.getByRole("toolbar", { name: "How far it is" })).getByRole("button", { name: "Started" }));
    expect(ipc.given("trackAction")).toEqual([["two", 2, "started"]]);
  });

  it("stays open when it was marked, wherever it is listed then", async () => {
    let marked = false;
    const { user } = await show({
      plan: async () => (marked ? chosen({ lines: [...lines.slice(1), { ...lines[0]!, state: "started" }] }) : plan),
      trackAction: async () => {
        marked = true;
        return workspace;
      },
    });
    await user.click(button("Started"));
    await waitFor(() => expect(button("Started")).toHaveAttribute("aria-pressed", "true"));
    expect(screen.getByRole("heading", { name: "Why LLM security engineer, AI assurance" })).toBeInTheDocument();
  });

  it("is read anew, and nothing else can be pressed, until the plan without it is shown", async () => {
    let found: () => void = () => {};
    let read: () => void = () => {};
    let solved = false;
    const after = chosen({ lines: lines.slice(1) });
    const { user } = await show({
      plan: () => (solved ? new Promise((done) => (read = () => done(after))) : Promise.resolve(plan)),
      solveScenario: () => new Promise((done) => (found = () => done({ ...workspace }))),
    });
    await user.click(button("Forbid: Hire LLM security engineer, AI assurance"));
    for (const name of ["New scenario", "Change the limits", "Remove Two hires and training", "Change the limit: Hires, of 2", "Require: Hire LLM security engineer, AI assurance"]) {
      expect(button(name)).toBeDisabled();
    }
    solved = true;
    found();
    expect(await screen.findByText("Working out the odds of the plan that was found")).toBeInTheDocument();
    expect(button("New scenario")).toBeDisabled();
    read();
    await waitFor(() => expect(screen.getByRole("heading", { name: `Why ${lines[1]!.name}, ${lines[1]!.detail}` })).toHaveFocus());
    expect(button("New scenario")).toBeEnabled();
  });

  it("cannot be wished of once the plan is under way; a new scenario goes on from there", async () => {
    const onward = { label: "From where it stands", text: "What has begun goes on.", limits: "€98,500, 0 hires, 4 quarters", draft: { ...detail.draft, id: null, name: "From where it stands", budget: 98_500 } };
    const { user } = await show({ plan: async () => ({ ...chosen({ tracked: true, track: "Promised by 1 Sep 2026: 74%. Covered in fact: 71%." }), starts: [onward, ...plan.starts] }) });
    expect(screen.queryByRole("button", { name: /^(Require|Forbid|Change the limit)/ })).toBeNull();
    expect(screen.getByText("Promised by 1 Sep 2026: 74%. Covered in fact: 71%.")).toBeInTheDocument();
    await user.click(button("New scenario from where it stands"));
    expect(within(dialog()).getByRole("textbox", { name: "Budget" })).toHaveValue("98,500");
    expect(within(dialog()).getByRole("combobox", { name: "Start from" })).toHaveValue("From where it stands");
  });
});

it("takes a wish away and solves again", async () => {
  const wishes = [lines[0]!.forbid, lines[2]!.require];
  const { ipc, user } = await show({ plan: async () => chosen({ draft: { ...detail.draft, wishes }, wishes: ["Forbidden: hire LLM security engineer, AI assurance", "Required: train Mina Park: LLM application security"] }) });
  await user.click(button("Remove: Forbidden: hire LLM security engineer, AI assurance"));
  await waitFor(() => expect(drafts(ipc)[0]?.wishes).toEqual([lines[2]!.require]));
});

it("shows above the screen why what was wished cannot be", async () => {
  const refused: AppError = { code: "invalid_argument", message: "No plan does all that is required.", hint: "", fields: [] };
  const { session, user } = await show({ solveScenario: () => Promise.reject(refused) });
  await user.click(button("Require: Hire LLM security engineer, AI assurance"));
  await waitFor(() => expect(session.error).toEqual(refused));
});

describe("the form", () => {
  it("begins from what is chosen, and shows the new plan", async () => {
    const { ipc, session, user } = await show();
    await user.click(button("New scenario"));
    await user.selectOptions(within(dialog()).getByRole("combobox", { name: "Start from" }), "Hiring freeze");
    expect(within(dialog()).getByRole("textbox", { name: "Name" })).toHaveValue("Hiring freeze");
    expect(within(dialog()).getByRole("textbox", { name: "Hires" })).toHaveValue("0");
    const budget = within(dialog()).getByRole("textbox", { name: "Budget" });
    await user.clear(budget);
    await user.type(budget, "150,000");
    await user.click(within(dialog()).getByRole("button", { name: "Solve" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(drafts(ipc)[0]).toEqual({ ...detail.draft, id: null, name: "Hiring freeze", budget: 150_000, hires: 0 });
    expect(session.selection.scenario).toBeNull();
  });

  it("shows a plan of another team by going to that team", async () => {
    const { session, user } = await show({}, (session) => session.choose({ team: "platform_security" }));
    await user.click(button("New scenario"));
    await user.selectOptions(within(dialog()).getByRole("combobox", { name: "Team" }), "AI assurance");
    await user.click(within(dialog()).getByRole("button", { name: "Solve" }));
    await waitFor(() => expect(session.selection.team).toBe("ai_assurance"));
  });

  it("opens at the limit that was pressed, and keeps the name", async () => {
    const { ipc, user } = await show();
    await user.click(button("Change the limit: Hires, of 2"));
    expect(dialog()).toHaveAccessibleName("Change Two hires and training");
    const hires = within(dialog()).getByRole("textbox", { name: "Hires" });
    await waitFor(() => expect(hires).toHaveFocus());
    await user.clear(hires);
    await user.type(hires, "3{Enter}");
    await waitFor(() => expect(drafts(ipc)[0]).toEqual({ ...detail.draft, hires: 3 }));
  });

  it("says at each field what is wrong with it, and stays", async () => {
    const refused: AppError = {
      code: "invalid_argument",
      message: "This cannot be done.",
      hint: "",
      fields: [
        { place: "name", found: "", expected: "", says: "There is a scenario As is already." },
        { place: "wishes", found: "", expected: "", says: "Mina Park cannot take it: its hours do not fit." },
      ],
    };
    const { user } = await show({ solveScenario: () => Promise.reject(refused) });
    await user.click(button("New scenario"));
    await user.click(within(dialog()).getByRole("button", { name: "Solve" }));
    await waitFor(() => expect(within(dialog()).getByRole("textbox", { name: "Name" })).toHaveAccessibleDescription("There is a scenario As is already."));
    expect(within(dialog()).getByText("Mina Park cannot take it: its hours do not fit.")).toBeInTheDocument();
  });

  it("takes wishes and seats, by names", async () => {
    const { ipc, user } = await show();
    await user.click(button("New scenario"));
    const form = within(dialog());
    await user.click(form.getByRole("button", { name: "Add a wish" }));
    expect(form.getByRole("combobox", { name: "Wish 1: require or forbid" })).toHaveFocus();
    await user.selectOptions(form.getByRole("combobox", { name: "Wish 1: require or forbid" }), "Forbid");
    await user.selectOptions(form.getByRole("combobox", { name: "Wish 1: what" }), "to train");
    await user.click(form.getByRole("combobox", { name: "Wish 1: who" }));
    await user.keyboard("noor{Enter}");
    await user.click(form.getByRole("button", { name: "Add seats" }));
    await user.selectOptions(form.getByRole("combobox", { name: "Added seats 1: role" }), "Incident responder");
    await user.click(form.getByRole("button", { name: "Solve" }));
    await waitFor(() => expect(drafts(ipc)).toHaveLength(1));
    expect(drafts(ipc)[0]?.wishes).toEqual([{ rule: "forbid", kind: "train", team: null, role: null, person: "noor", training: null, count: 1 }]);
    expect(drafts(ipc)[0]?.extra_seats).toEqual([{ role: "responder", team: "platform_security", seats: 1 }]);
  });

  it("says how far the search is, and stops it", async () => {
    let found: () => void = () => {};
    const { ipc, session, user } = await show({ solveScenario: () => new Promise((done) => (found = () => done(workspace))) });
    await session.begin(() => {});
    await user.click(button("New scenario"));
    await user.click(within(dialog()).getByRole("button", { name: "Solve" }));
    ipc.happens.progress({ text: "The plan found so far is within 2.5% of the best", share: null });
    expect(await within(dialog()).findByText("The plan found so far is within 2.5% of the best")).toBeInTheDocument();
    expect(session.progress).toBeNull();
    await user.click(within(dialog()).getByRole("button", { name: "Stop" }));
    expect(ipc.given("cancelWork")).toHaveLength(1);
    found();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("closes its lists with Escape before itself, and is accessible", async () => {
    const { user } = await show();
    await user.click(button("New scenario"));
    await user.click(within(dialog()).getByRole("button", { name: "Add a wish" }));
    expect(await violations()).toEqual([]);
    await user.click(within(dialog()).getByRole("combobox", { name: "Wish 1: role" }));
    await user.keyboard("{Escape}");
    expect(within(dialog()).queryByRole("listbox")).toBeNull();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });
});

describe("in the background", () => {
  it("finds the reasons, then the frontier, of the plan that is shown", async () => {
    let known = 0;
    const asked: string[] = [];
    const find = (what: string) => async (selection: Selection) => {
      asked.push(`${what} ${selection.scenario}`);
      known += 1;
    };
    const { ipc } = await show({
      plan: async () => chosen({ reasoned: known > 0, has_frontier: known > 1 }),
      findReasons: find("reasons"),
      findFrontier: find("frontier"),
    });
    await waitFor(() => expect(asked).toEqual(["reasons two", "frontier two"]));
    await waitFor(() => expect(ipc.given("plan")).toHaveLength(3));
  });

  it("finds nothing out of a plan that is to be solved again until it is asked to", async () => {
    const scenarios = plan.scenarios.map((column) => (column.id === "two" ? { ...column, stale: "The record has changed since: solve it again." } : column));
    const { ipc, user } = await show({ plan: async () => ({ ...chosen({ reasoned: false, has_frontier: false }), scenarios }) });
    await user.click(button("Look for the reasons"));
    expect(ipc.given("findReasons")).toHaveLength(1);
  });

  it("can be stopped, and then waits to be asked", async () => {
    let stop: () => void = () => {};
    const { ipc, user } = await show({
      plan: async () => chosen({ reasoned: false, has_frontier: false }),
      findReasons: () => new Promise((_, refuse) => (stop = () => refuse({ code: "cancelled", message: "Stopped.", hint: "", fields: [] }))),
      cancelWork: async () => stop(),
    });
    expect(await screen.findByText("Looking for the reasons")).toBeInTheDocument();
    await user.click(button("Stop"));
    await user.click(await screen.findByRole("button", { name: "Look for the reasons" }));
    expect(ipc.given("findReasons")).toHaveLength(2);
  });

  it("gives way to a search", async () => {
    let stop: () => void = () => {};
    const { ipc, user } = await show({
      plan: async () => chosen({ reasoned: false }),
      findReasons: () => new Promise((done) => (stop = done)),
      cancelWork: async () => stop(),
    });
    await screen.findByText("Looking for the reasons");
    await user.click(button("Forbid: Hire LLM security engineer, AI assurance"));
    await waitFor(() => expect(drafts(ipc)).toHaveLength(1));
    const names = ipc.calls.map(({ name }) => name);
    expect(names.indexOf("cancelWork")).toBeLessThan(names.indexOf("solveScenario"));
  });

  it("ends when the screen is left", async () => {
    const { ipc, unmount } = await show({ plan: async () => chosen({ reasoned: false }), findReasons: () => new Promise(() => {}) });
    await screen.findByText("Looking for the reasons");
    unmount();
    expect(ipc.given("cancelWork")).toHaveLength(1);
  });
});

describe("what is handed on", () => {
  it("is a requisition, to copy and to save", async () => {
    const { ipc, user } = await show();
    await user.click(button("Requisition"));
    await user.click(await within(dialog()).findByRole("button", { name: "Copy LLM security engineer, AI assurance" }));
    expect(ipc.given("copyText")[0]?.[0]).toBe("LLM security engineer, AI assurance\n\nOne seat.\n\nMust have\n- Output handling, level 3\n");
    await user.click(within(dialog()).getByRole("button", { name: "Save as TXT" }));
    expect(ipc.given("savePlan")).toEqual([[{ team: null, as_of: null, benchmark: null, scenario: "two" }, "txt"]]);
    expect(await violations()).toEqual([]);
  });

  it("is a training list", async () => {
    const { user } = await show();
    await user.click(button("Training list"));
    expect(await within(dialog()).findByText(/^Mina Park/)).toBeInTheDocument();
  });

  it("is a file", async () => {
    const { ipc, session, user } = await show();
    button("Export").focus();
    await user.keyboard("{Enter}");
    // jsdom lays nothing out, so that the menu counts as not yet placed.
    await user.click(await screen.findByText("As a workbook (XLSX)", { selector: "[role=menuitem]" }));
    expect(ipc.given("savePlan")[0]?.[1]).toBe("xlsx");
    await waitFor(() => expect(session.notice).toBe("Saved /home/you/Two hires and training.xlsx"));
  });
});

describe("without a scenario", () => {
  const none: PlanView = { ...plan, title: "What would you do with the money?", scenarios: [], chosen: null };

  it("begins with one press", async () => {
    const { ipc, user } = await show({ plan: async () => none });
    expect(screen.queryByRole("button", { name: "Requisition" })).toBeNull();
    expect(screen.getByText("€220,000, 0 hires, 4 quarters")).toBeInTheDocument();
    await user.click(button("Solve Hiring freeze"));
    await waitFor(() => expect(drafts(ipc)[0]).toEqual(plan.starts[1]!.draft));
    expect(await violations()).toEqual([]);
  });

  it("shows the figures before", async () => {
    const { user } = await show({ plan: async () => none });
    await user.click(button("Change the figures of Hiring freeze"));
    expect(within(dialog()).getByRole("combobox", { name: "Start from" })).toHaveValue("Hiring freeze");
  });
});

it("changes nothing of a file that can only be read", async () => {
  await show({}, (session) => (session.workspace = { ...session.workspace!, read_only: true }));
  expect(screen.queryByRole("button", { name: /^(New scenario|Require|Forbid|Remove|Change)/ })).toBeNull();
  expect(button("Requisition")).toBeInTheDocument();
});

it("says what to do where there is nothing to plan for", async () => {
  const empty = { title: "No role has a target yet", text: "A plan fills seats.", actions: [{ kind: "team" as const, label: "Set targets", text: "On the Team screen." }] };
  const { session, user } = await show({ plan: async () => ({ ...plan, scenarios: [], chosen: null, empty }) });
  await user.click(button("Set targets"));
  expect(session.screen).toBe("team");
});

it("is accessible", async () => {
  await show();
  await screen.findByRole("listbox", { name: "Two hires and training, by quarter" });
  expect(await violations()).toEqual([]);
});
