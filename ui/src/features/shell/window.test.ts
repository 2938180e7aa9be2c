// The whole window over a played shell: keys, the native menu, messages, dropped files, and the start.
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, describe, expect, it } from "vitest";

import type { AppError } from "$lib/ipc/types";
import { violations } from "$testing/accessible";
import { showWindow } from "$testing/screens";
import { start, workspace } from "$testing/workspace";

const CONFLICT: AppError = {
  code: "conflict",
  message: "This level has changed since.",
  hint: "Undo the later change first.",
  fields: [{ place: "Levels!C17", found: "5", expected: "a level from 0 to 4" }],
};

const side = () => screen.getByRole("navigation", { name: "Screens" });
const current = () => within(side()).getAllByRole("button").find((item) => item.getAttribute("aria-current") === "page")?.textContent;

afterEach(() => {
  delete document.documentElement.dataset["theme"];
});

describe("the keys", () => {
  it("go to the screens", async () => {
    const { user } = await showWindow();
    for (const [key, name] of [["2", "Matrix"], ["4", "Compare"], ["5", "Priorities"], ["1", "Overview"]] as const) {
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

  it("change nothing in a file that can only be read", async () => {
    const { ipc, user } = await showWindow({ workspace: async () => ({ ...workspace, read_only: true }) });
    await user.keyboard("{Control>}z{/Control}{Control>}i{/Control}");
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
    await user.type(field, "json exp");
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
    expect(within(commands).getByRole("option", { selected: true })).toHaveTextContent("Compare");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("says so when nothing is found", async () => {
    const { user } = await showWindow();
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox", { name: "Search or run a command" }), "zzz{Enter}");
    expect(screen.getByText(/^No command has these words/)).toBeInTheDocument();
  });
});

describe("a message", () => {
  it("says what went wrong, what to do and where, until it is closed", async () => {
    const { ipc, user } = await showWindow({ undo: () => Promise.reject(CONFLICT) });
    ipc.happens.menu("undo");
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("This level has changed since. Undo the later change first.");
    expect(alert).toHaveTextContent("Levels!C17: found 5, expected a level from 0 to 4");
    expect(await violations()).toEqual([]);
    await user.click(within(alert).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(document.body).not.toHaveFocus();
  });

  it("is made of whatever a call was refused with", async () => {
    const { ipc } = await showWindow({ undo: () => Promise.reject("channel closed") });
    ipc.happens.menu("undo");
    expect(await screen.findByRole("alert")).toHaveTextContent("Cadre could not do this: channel closed");
  });

  it("tells of a workspace that cannot be read at the start", async () => {
    await showWindow({ workspace: () => Promise.reject(CONFLICT) });
    expect(await screen.findByRole("alert")).toHaveTextContent(CONFLICT.message);
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
    ipc.happens.fileDropped("/home/you/May Levels.XLSX");
    expect(await screen.findByRole("heading", { level: 1, name: "Import" })).toBeInTheDocument();
    expect(ipc.given("importPreview")).toEqual([["/home/you/May Levels.XLSX"]]);
    expect(current()).toBeUndefined();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(current()).toContain("Overview"));
  });

  it("is opened where it is a workspace", async () => {
    const { ipc } = await showWindow({ workspace: async () => null });
    ipc.happens.fileDropped("C:\\teams\\Halden.Cadre");
    await waitFor(() => expect(ipc.given("openWorkspace")).toEqual([["C:\\teams\\Halden.Cadre"]]));
    expect(await screen.findByRole("navigation", { name: "Screens" })).toBeInTheDocument();
  });

  it("makes a workspace first where none is open, named after the file", async () => {
    const { ipc, user } = await showWindow({ workspace: async () => null });
    ipc.happens.fileDropped("/home/you/Platform team.csv");
    const field = await screen.findByRole("textbox", { name: "Name" });
    expect(field).toHaveValue("Platform team");
    await user.click(screen.getByRole("button", { name: "Choose where to keep it" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Import" })).toBeInTheDocument();
    expect(ipc.given("newWorkspace")).toEqual([["Platform team"]]);
    expect(ipc.given("importPreview")).toEqual([["/home/you/Platform team.csv"]]);
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
    await user.click(screen.getByRole("button", { name: "New workspace" }));
    const field = await screen.findByRole("textbox", { name: "Name" });
    await user.click(screen.getByRole("button", { name: "Choose where to keep it" }));
    expect(field).toHaveAccessibleDescription(/has no name yet/);
    expect(await violations()).toEqual([]);
    await user.type(field, "  Halden ");
    await user.click(screen.getByRole("button", { name: "Choose where to keep it" }));
    await waitFor(() => expect(ipc.given("newWorkspace")).toEqual([["Halden"]]));
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
