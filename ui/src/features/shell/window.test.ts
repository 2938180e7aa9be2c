// The whole window over a played shell: keys, the native menu, messages, dropped files, and the start.
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, describe, expect, it } from "vitest";

import type { AppError } from "$lib/ipc/types";
import { violations } from "$testing/accessible";
import { showWindow } from "$testing/screens";
import { team } from "$testing/team";
import { start, workspace } from "$testing/workspace";

const REFUSED: AppError = {
  code: "bad_cells",
  message: "This level has changed since.",
  hint: "Undo the later change first.",
  fields: [{ place: "Levels!C17", found: "5", expected: "a level from 0 to 4" }],
};

/** The request for files whose columns and names nobody has spoken of yet. */
const asFound = (...paths: string[]) => ({ paths, tables: [], people: [], competencies: [], roles: [], shown: 0, as_before: true });

const side = () => screen.getByRole("navigation", { name: "Screens" });
const current = () => within(side()).getAllByRole("button").find((item) => item.getAttribute("aria-current") === "page")?.textContent;

afterEach(() => {
  delete document.documentElement.dataset["theme"];
});

describe("the keys", () => {
  it("go to the screens", async () => {
    const { user } = await showWindow();
    const screens = [["2", "Matrix"], ["3", "Team"], ["4", "Compare"], ["5", "Priorities"], ["6", "Plan"], ["7", "Report"], ["8", "History"], ["1", "Overview"]] as const;
    for (const [key, name] of screens) {
      await user.keyboard(`{Control>}${key}{/Control}`);
      expect(current()).toContain(name);
    }
  });

  it("undo and redo", async () => {
    const { ipc, user } = await showWindow();
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("Undo: Set 4 levels"));
    await user.keyboard("{Control>}{Shift>}Z{/Shift}{/Control}");
    await waitFor(() => expect(ipc.given("redo")).toHaveLength(1));
    expect(ipc.given("undo")).toHaveLength(1);
  });

  it("leave a text field its own undo", async () => {
    const { ipc, user } = await showWindow();
    await user.keyboard("{Control>}5{/Control}");
    (await screen.findByRole("textbox", { name: "Seat gap, as a number" })).focus();
    await user.keyboard("{Control>}z{/Control}");
    expect(ipc.given("undo")).toHaveLength(0);
  });

  it("do nothing that cannot be done: there is nothing to undo", async () => {
    const { ipc, user } = await showWindow({ workspace: async () => ({ ...workspace, undo: null }) });
    await user.keyboard("{Control>}z{/Control}");
    expect(ipc.given("undo")).toHaveLength(0);
  });

  it("change nothing in a file that can only be read, and say why", async () => {
    const { ipc, user } = await showWindow({ workspace: async () => ({ ...workspace, read_only: true }) });
    await user.keyboard("{Control>}z{/Control}");
    expect(await screen.findByRole("alert")).toHaveTextContent("“Undo” changes the workspace, and this one can only be read. Copy its file to a folder that you can write to, and open the copy.");
    await user.keyboard("{Control>}i{/Control}");
    await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("“Import spreadsheets” changes the workspace"));
    expect([...ipc.given("undo"), ...ipc.given("chooseImport")]).toEqual([]);
    expect(screen.getByText("read only")).toBeInTheDocument();
    expect(within(side()).queryByRole("button", { name: /^Undo/ })).toBeNull();
  });
});

describe("the native menu", () => {
  it("does what its items name", async () => {
    const { ipc } = await showWindow();
    ipc.happens.menu("priorities");
    await waitFor(() => expect(current()).toContain("Priorities"));
    ipc.happens.menu("export-csv");
    await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("Saved /home/you/halden.csv"));
    ipc.happens.menu("theme-dark");
    await waitFor(() => expect(document.documentElement.dataset["theme"]).toBe("dark"));
    ipc.happens.menu("theme-system");
    await waitFor(() => expect(document.documentElement.dataset["theme"]).toBeUndefined());
  });

  it("undoes once when one press of the keys reaches both it and the page", async () => {
    // There is more to undo, so that nothing but the echo's end stops the second.
    const { ipc, user } = await showWindow({ undo: async () => workspace });
    await user.keyboard("{Control>}z{/Control}");
    ipc.happens.menu("undo");
    await tick();
    expect(ipc.given("undo")).toHaveLength(1);
  });

  it("undoes twice when it is chosen twice", async () => {
    const { ipc } = await showWindow({ undo: async () => workspace });
    ipc.happens.menu("undo");
    ipc.happens.menu("undo");
    await waitFor(() => expect(ipc.given("undo")).toHaveLength(2));
  });
});

describe("the palette", () => {
  it("finds a command by its words and runs it", async () => {
    const { ipc, user } = await showWindow();
    await user.keyboard("{Control>}k{/Control}");
    const field = await screen.findByRole("combobox", { name: "Search or run a command" });
    await waitFor(() => expect(field).toHaveFocus());
    await user.type(field, "json every");
    const commands = screen.getByRole("listbox", { name: "Commands" });
    expect(within(commands).getAllByRole("option").map((option) => option.textContent?.trim())).toEqual(["Export everything as JSON"]);
    expect(await violations()).toEqual([]);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(ipc.given("saveExport")).toEqual([["json"]]));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("chooses a team", async () => {
    const { ipc, user } = await showWindow();
    await user.click(screen.getByRole("button", { name: /Search/ }));
    await user.type(await screen.findByRole("combobox", { name: "Search or run a command" }), "team ai{Enter}");
    await waitFor(() => expect(ipc.given("overview").at(-1)).toEqual([{ team: "ai_assurance", as_of: null, benchmark: null }]));
  });

  it("moves with the arrow keys and closes on Escape", async () => {
    const { user } = await showWindow();
    await user.keyboard("{Control>}k{/Control}");
    await waitFor(async () => expect(await screen.findByRole("combobox", { name: "Search or run a command" })).toHaveFocus());
    await user.keyboard("{ArrowDown}{ArrowDown}");
    const commands = screen.getByRole("listbox", { name: "Commands" });
    expect(within(commands).getByRole("option", { selected: true })).toHaveTextContent("Team");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("finds a person and a competency by their names, however accented, and goes there", async () => {
    const rosa = { ...team.people[0]!, name: "Rosa Ibáñez" };
    const { user } = await showWindow({ team: async () => ({ ...team, people: [rosa] }) });
    await user.keyboard("{Control>}k{/Control}");
    const field = await screen.findByRole("combobox", { name: "Search or run a command" });
    const options = (): (string | undefined)[] =>
      within(screen.getByRole("listbox", { name: "Commands" })).queryAllByRole("option").map((option) => option.textContent?.trim());
    expect(options().filter((option) => option?.startsWith("Rosa"))).toEqual([]);
    await user.type(field, "ibanez");
    await waitFor(() => expect(options()).toEqual(["Rosa Ibáñez: levels in the matrix", "Rosa Ibáñez: entry in the team"]));
    expect(await violations()).toEqual([]);
    await user.clear(field);
    await user.type(field, team.competencies[0]!.name);
    expect(options()).toEqual([
      `${team.competencies[0]!.name}: levels in the matrix`,
      `${team.competencies[0]!.name}: what its levels look like`,
    ]);
    await user.clear(field);
    await user.type(field, "rosa{ArrowDown}{Enter}");
    await waitFor(() => expect(screen.getByRole("complementary", { name: "Details" })).toHaveTextContent("Rosa Ibáñez"));
  });

  it("says so when nothing is found", async () => {
    const { user } = await showWindow();
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox", { name: "Search or run a command" }), "zzz{Enter}");
    expect(screen.getByText(/^Nothing has these words/)).toBeInTheDocument();
  });
});

describe("a message", () => {
  it("says what went wrong, what to do and where, until it is closed", async () => {
    const { ipc, user } = await showWindow({ undo: () => Promise.reject(REFUSED) });
    ipc.happens.menu("undo");
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("This level has changed since. Undo the later change first.");
    expect(alert).toHaveTextContent("Levels!C17: found 5, expected a level from 0 to 4");
    expect(await violations()).toEqual([]);
    await user.click(within(alert).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("alert")).toBeNull();
    await waitFor(() => expect(screen.getByRole("heading", { level: 1 })).toHaveFocus());
  });

  it("says of a conflict what has changed, not what was found and expected", async () => {
    const conflict: AppError = {
      code: "conflict",
      message: "What the operation changed has been changed again since.",
      hint: "Undo the later changes first.",
      fields: [{ place: "person Noor Rahman", found: "", expected: "", says: "Person Noor Rahman was changed later by “Change Noor Rahman”." }],
    };
    const { ipc } = await showWindow({ undo: () => Promise.reject(conflict) });
    ipc.happens.menu("undo");
    expect(within(await screen.findByRole("alert")).getByRole("listitem")).toHaveTextContent(/^Person Noor Rahman was changed later by “Change Noor Rahman”\.$/);
  });

  it("is made of whatever a call was refused with", async () => {
    const { ipc } = await showWindow({ undo: () => Promise.reject("channel closed") });
    ipc.happens.menu("undo");
    expect(await screen.findByRole("alert")).toHaveTextContent("Cadre could not do this: channel closed");
  });

  it("tells of a workspace that cannot be read at the start", async () => {
    await showWindow({ workspace: () => Promise.reject(REFUSED) });
    expect(await screen.findByRole("alert")).toHaveTextContent(REFUSED.message);
    expect(screen.getByRole("button", { name: "Open a workspace" })).toBeInTheDocument();
  });
});

describe("a change from outside", () => {
  it("is read once, however many notices come of it", async () => {
    const { ipc } = await showWindow();
    await waitFor(() => expect(ipc.given("overview").length).toBeGreaterThan(0));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const before = ipc.given("overview").length;
    ipc.happens.workspaceChanged(["assessments"]);
    ipc.happens.workspaceChanged(["people"]);
    await waitFor(() => expect(ipc.given("overview")).toHaveLength(before + 1));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(ipc.given("overview")).toHaveLength(before + 1);
  });

  it("keeps the team that was chosen", async () => {
    const { ipc, user } = await showWindow();
    await user.selectOptions(screen.getByRole("combobox", { name: "Team" }), "AI assurance");
    ipc.happens.workspaceChanged(["assessments"]);
    await waitFor(() => expect(ipc.given("workspace").length).toBe(2));
    expect(screen.getByRole("combobox", { name: "Team" })).toHaveDisplayValue("AI assurance");
  });
});

describe("a dropped file", () => {
  it("is previewed where a workspace is open, in the screen's place", async () => {
    const { ipc, user } = await showWindow();
    ipc.happens.filesDropped(["/home/you/May Levels.XLSX", "/home/you/June.csv"]);
    expect(await screen.findByRole("heading", { level: 1, name: "Import" })).toBeInTheDocument();
    expect(ipc.given("importPreview")).toEqual([[asFound("/home/you/May Levels.XLSX", "/home/you/June.csv")]]);
    expect(current()).toBeUndefined();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(current()).toContain("Overview"));
  });

  it("is opened where it is a workspace", async () => {
    const { ipc } = await showWindow({ workspace: async () => null });
    ipc.happens.filesDropped(["C:\\teams\\Halden.Cadre"]);
    await waitFor(() => expect(ipc.given("openWorkspace")).toEqual([["C:\\teams\\Halden.Cadre", null, false]]));
    expect(await screen.findByRole("navigation", { name: "Screens" })).toBeInTheDocument();
  });

  it("makes a workspace first where none is open, named after the file", async () => {
    const { ipc, user } = await showWindow({ workspace: async () => null });
    ipc.happens.filesDropped(["/home/you/Platform team.csv"]);
    const field = await screen.findByRole("textbox", { name: "Name" });
    expect(field).toHaveValue("Platform team");
    await user.click(screen.getByRole("radio", { name: /^Everybody/ }));
    await user.click(screen.getByRole("button", { name: "Choose where to keep it" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Import" })).toBeInTheDocument();
    expect(ipc.given("newWorkspace")).toEqual([["Platform team", null]]);
    expect(ipc.given("importPreview")).toEqual([[asFound("/home/you/Platform team.csv")]]);
  });
});

describe("a dropped file of another kind", () => {
  it("is refused by name, with what can be dropped, and nothing is asked of the shell", async () => {
    const { ipc } = await showWindow();
    ipc.happens.filesDropped(["/home/you/levels.csv", "/home/you/training.toml"]);
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("“training.toml” is nothing that can be dropped here.");
    expect(alert).toHaveTextContent("Drop spreadsheets (CSV, TSV, XLSX or ODS)");
    ipc.happens.filesDropped(["/home/you/Halden.cadre", "/home/you/levels.csv"]);
    await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("“Halden.cadre” can only be dropped by itself."));
    expect([...ipc.given("importPreview"), ...ipc.given("openWorkspace")]).toEqual([]);
  });
});

describe("a dropped JSON export", () => {
  it("becomes a workspace", async () => {
    const { ipc, user } = await showWindow({ workspace: async () => null });
    ipc.happens.filesDropped(["/home/you/Halden.JSON"]);
    await screen.findByRole("dialog", { name: "New workspace from Halden.JSON" });
    await user.click(screen.getByRole("radio", { name: /^Everybody/ }));
    await user.click(screen.getByRole("button", { name: "Choose where to keep it" }));
    await waitFor(() => expect(ipc.given("workspaceFromExport")).toEqual([["/home/you/Halden.JSON", null]]));
    expect(await screen.findByRole("navigation", { name: "Screens" })).toBeInTheDocument();
  });
});

describe("the start", () => {
  const nothing = { workspace: async () => null };

  it("explores the sample team", async () => {
    const { ipc, user } = await showWindow(nothing);
    await user.click(screen.getByRole("button", { name: "Explore the sample team" }));
    expect(await screen.findByRole("navigation", { name: "Screens" })).toBeInTheDocument();
    expect(ipc.given("exploreSample")).toHaveLength(1);
    expect(screen.getByRole("status")).toHaveTextContent("Opened Halden Mutual");
  });

  it("opens a recent workspace, and offers to find one that has moved", async () => {
    const { ipc, user } = await showWindow(nothing);
    expect(await screen.findByText("Board pack, April")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Board pack, April" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Find it" }));
    await waitFor(() => expect(ipc.given("chooseWorkspace")).toHaveLength(1));
  });

  it("stays where it is when the dialog is cancelled", async () => {
    const { user } = await showWindow({ ...nothing, chooseWorkspace: async () => null });
    await user.click(screen.getByRole("button", { name: "Open a workspace" }));
    expect(screen.getByRole("button", { name: "Open a workspace" })).toBeInTheDocument();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("asks for a name before it makes a workspace", async () => {
    const { ipc, user } = await showWindow(nothing);
    expect(screen.getAllByRole("heading", { level: 3 }).map((step) => step.textContent)).toEqual(["Team", "Roles", "Levels"]);
    await user.click(screen.getByRole("button", { name: "Begin" }));
    const field = await screen.findByRole("textbox", { name: "Name" });
    await user.click(screen.getByRole("button", { name: "Choose where to keep it" }));
    expect(field).toHaveAccessibleDescription(/has no name yet/);
    expect(await violations()).toEqual([]);
    await user.type(field, "  Halden ");
    await user.click(screen.getByRole("radio", { name: /^Everybody/ }));
    await user.click(screen.getByRole("button", { name: "Choose where to keep it" }));
    await waitFor(() => expect(ipc.given("newWorkspace")).toEqual([["Halden", null]]));
    // What comes next is the setting up, which is no screen of the side bar.
    await screen.findByRole("navigation", { name: "Screens" });
    expect(current()).toBeUndefined();
  });

  it("makes a workspace from a JSON export", async () => {
    const { ipc, user } = await showWindow(nothing);
    await user.click(screen.getByRole("button", { name: "New workspace from a JSON export" }));
    await user.click(await screen.findByRole("radio", { name: /^Everybody/ }));
    await user.click(screen.getByRole("button", { name: "Choose where to keep it" }));
    expect(await screen.findByRole("navigation", { name: "Screens" })).toBeInTheDocument();
    expect(ipc.given("workspaceFromExport")).toEqual([["/home/you/halden.json", null]]);
  });

  it("shows the benchmark and the version that the shell names", async () => {
    await showWindow(nothing);
    expect(await screen.findByText(`Benchmark: ${start.benchmark}`)).toBeInTheDocument();
    expect(await violations()).toEqual([]);
  });
});

describe("the window", () => {
  it.each(["overview", "matrix", "compare", "priorities"])("is accessible on %s", async (screenName) => {
    const { ipc } = await showWindow();
    ipc.happens.menu(screenName);
    await waitFor(() => expect(ipc.given(screenName as "matrix").length).toBeGreaterThan(0));
    await screen.findByRole("heading", { level: 1 });
    expect(await violations()).toEqual([]);
  });

  it("says that a past day is shown, and is one press from today", async () => {
    const { ipc, user } = await showWindow();
    expect(screen.queryByRole("button", { name: "Back to today" })).toBeNull();
    await user.click(screen.getByRole("button", { name: /^As of/ }));
    await fireEvent.change(await screen.findByLabelText("Show the levels of this day"), { target: { value: "2025-06-01" } });
    const date = await screen.findByRole("button", { name: "As of 1 Jun 2025, a past day" });
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Back to today" }));
    await waitFor(() => expect(ipc.given("overview").at(-1)).toEqual([{ team: null, as_of: null, benchmark: null }]));
    expect(date).toHaveAccessibleName("As of 1 Jun 2026");
    expect(date).toHaveFocus();
  });

  it("says of a day to come that nothing is known of it, and shows the day that was shown", async () => {
    const { ipc, user } = await showWindow();
    await user.click(screen.getByRole("button", { name: /As of 1 Jun 2026/ }));
    const field = await screen.findByLabelText("Show the levels of this day");
    const before = ipc.given("overview").length;
    await fireEvent.change(field, { target: { value: "2026-06-02" } });
    const said = await screen.findByText("2 Jun 2026 is still to come, so nothing is known of it. Choose today, 1 Jun 2026, or an earlier day.");
    // jsdom lays nothing out, so that the box counts as not yet placed, and unseen.
    expect(said.closest("p")).toHaveAttribute("id", field.getAttribute("aria-describedby"));
    expect(await violations()).toEqual([]);
    expect(ipc.given("overview")).toHaveLength(before);
    await user.click(screen.getByText("Today"));
    expect(screen.queryByText(/still to come/)).toBeNull();
    await user.click(screen.getByRole("button", { name: /As of 1 Jun 2026/ }));
    await fireEvent.change(await screen.findByLabelText("Show the levels of this day"), { target: { value: "2026-05-31" } });
    await waitFor(() => expect(ipc.given("overview").at(-1)).toEqual([{ team: null, as_of: "2026-05-31", benchmark: null }]));
  });

  it("shows the levels of another day, and goes back to today", async () => {
    const { ipc, user } = await showWindow();
    await user.click(screen.getByRole("button", { name: /As of 1 Jun 2026/ }));
    const field = await screen.findByLabelText("Show the levels of this day");
    await fireEvent.change(field, { target: { value: "2026-03-01" } });
    await waitFor(() => expect(ipc.given("overview").at(-1)).toEqual([{ team: null, as_of: "2026-03-01", benchmark: null }]));
    expect(screen.getByText(/1 Mar 2026/)).toBeInTheDocument();
    await user.click(screen.getByText("Today"));
    await waitFor(() => expect(ipc.given("overview").at(-1)).toEqual([{ team: null, as_of: null, benchmark: null }]));
  });

  it("goes back to the start when the workspace is closed", async () => {
    const { ipc } = await showWindow();
    ipc.happens.menu("close");
    expect(await screen.findByRole("button", { name: "Explore the sample team" })).toBeInTheDocument();
    expect(ipc.given("closeWorkspace")).toHaveLength(1);
  });
});

describe("a long work", () => {
  it("is told with its share, and can be stopped", async () => {
    let refuse: (cause: unknown) => void = () => {};
    const { ipc, user } = await showWindow({ saveExport: () => new Promise((_, reject) => (refuse = reject)) });
    ipc.happens.menu("export-xlsx");
    ipc.happens.progress({ text: "Writing 24 people", share: 0.4 });
    const bar = await within(side()).findByRole("progressbar", { name: "Writing 24 people" });
    expect(bar).toHaveAttribute("aria-valuenow", "40");
    expect(await violations()).toEqual([]);
    await user.click(within(side()).getByRole("button", { name: "Stop" }));
    expect(ipc.given("cancelWork")).toHaveLength(1);
    refuse({ code: "cancelled", message: "Stopped. Nothing has changed.", hint: "", fields: [] });
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
    expect(screen.getByRole("status")).toHaveTextContent("Stopped. Nothing has changed.");
    expect(screen.queryByRole("alert")).toBeNull();
    await waitFor(() => expect(screen.getByRole("heading", { level: 1 })).toHaveFocus());
  });

  it("is not told once it is over", async () => {
    const { ipc } = await showWindow();
    ipc.happens.progress({ text: "Writing 24 people", share: null });
    await tick();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });
});

describe("what was saved or copied", () => {
  it("is told at the foot of the side bar until something else is done", async () => {
    const { ipc, user } = await showWindow();
    ipc.happens.menu("export-json");
    expect(await within(side()).findByText("Saved /home/you/halden.json")).toBeInTheDocument();
    await user.click(await screen.findByRole("button", { name: "Copy worst gaps" }));
    expect(await within(side()).findByText("Copied 5 rows")).toBeInTheDocument();
    await user.keyboard("{Control>}5{/Control}");
    expect(within(side()).queryByText("Copied 5 rows")).toBeNull();
  });

  it("is heard again when it is done again", async () => {
    const { user } = await showWindow();
    const copy = await screen.findByRole("button", { name: "Copy worst gaps" });
    await user.click(copy);
    const first = screen.getByRole("status").textContent;
    await user.click(copy);
    await waitFor(() => expect(screen.getByRole("status").textContent).not.toBe(first));
    expect(screen.getByRole("status")).toHaveTextContent("Copied 5 rows");
  });
});
