// The focus is never nowhere: every screen that is gone to has it, and what goes gives it back.
import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { matrix } from "$testing/matrix";
import { showWindow } from "$testing/screens";
import { workspace } from "$testing/workspace";

import { Focus } from "./focus";

/** The screens by the words of their commands, with their keys, and what is worked with there. */
const SCREENS = [
  ["Matrix", "2", (has: Element) => has.getAttribute("role") === "grid"],
  ["Team", "3", (has: Element) => has.getAttribute("role") === "grid"],
  ["Compare", "4", (has: Element) => has.tagName === "H1"],
  ["Priorities", "5", (has: Element) => has.closest("table") !== null],
  ["History", "8", (has: Element) => has.matches("li")],
  ["Own ratings beside", null, (has: Element) => has.closest("table") !== null],
  ["Set up the team", null, (has: Element) => has.tagName === "H1"],
  ["Overview", "1", (has: Element) => has.tagName === "H1"],
  ["Plan", "6", (has: Element) => has.closest("table") !== null],
  ["Report", "7", (has: Element) => has.tagName === "H1"],
] as const;

/** What the start screen is worked with first. */
const begins = (has: Element): boolean => has.textContent?.trim() === "Explore the sample team";

type User = Awaited<ReturnType<typeof showWindow>>["user"];

/** Runs a command of the palette by a part of its words. */
async function command(user: User, words: string): Promise<void> {
  await user.keyboard("{Control>}k{/Control}");
  const field = await screen.findByRole("combobox", { name: "Search or run a command" });
  await waitFor(() => expect(field).toHaveFocus());
  await user.keyboard(`${words}{Enter}`);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
}

/** Waits until the focus is on what the screen is worked with. */
const there = (is: (has: Element) => boolean): Promise<void> =>
  waitFor(() => {
    expect(screen.getByRole("main")).toContainElement(document.activeElement as HTMLElement);
    expect(is(document.activeElement!)).toBe(true);
  });

describe("a screen that is gone to has the focus on its main thing", () => {
  it("by its keys, from the side bar", async () => {
    const { user } = await showWindow();
    for (const [, key, is] of SCREENS) {
      if (key === null) continue;
      within(screen.getByRole("navigation", { name: "Screens" })).getByRole("button", { name: "Team" }).focus();
      await user.keyboard(`{Control>}${key}{/Control}`);
      await there(is);
    }
  });

  it("by the native menu, by the palette, and by the palette out of a field that goes", async () => {
    const { ipc, user } = await showWindow();
    for (const [words, , is] of SCREENS) {
      ipc.happens.menu("priorities");
      (await screen.findByRole("textbox", { name: "Seat gap, as a number" })).focus();
      await command(user, words);
      await there(is);
    }
    for (const [id, , , is] of [["matrix", "", "", SCREENS[0][2]], ["set-up", "", "", SCREENS[6][2]]] as const) {
      ipc.happens.menu(id);
      await there(is);
    }
  });

  it("by a press of the side bar", async () => {
    const { user } = await showWindow();
    await user.click(within(screen.getByRole("navigation", { name: "Screens" })).getByRole("button", { name: "Matrix" }));
    await there(SCREENS[0][2]);
  });

  it("when the same screen is gone to again", async () => {
    const { user } = await showWindow();
    await user.keyboard("{Control>}2{/Control}");
    await there(SCREENS[0][2]);
    screen.getByRole("combobox", { name: "Team" }).focus();
    await user.keyboard("{Control>}2{/Control}");
    await there(SCREENS[0][2]);
  });

  it("after the workspace on the command line was opened, and where none was", async () => {
    const { unmount } = await showWindow();
    await there((has) => has.tagName === "H1");
    unmount();
    await showWindow({ workspace: async () => null });
    await there(begins);
  });

  it("after the workspace was closed, and another opened", async () => {
    const { ipc, user } = await showWindow();
    ipc.happens.menu("close");
    await screen.findByRole("button", { name: "Explore the sample team" });
    await there(begins);
    await user.click(screen.getByRole("button", { name: "Explore the sample team" }));
    await screen.findByRole("navigation", { name: "Screens" });
    await there((has) => has.tagName === "H1");
  });

  it("on the grid once it is there, where its heading is there before", async () => {
    let answer: () => void = () => {};
    const read = matrix();
    const { user } = await showWindow({ matrix: () => new Promise((resolve) => (answer = () => resolve(read))) });
    await user.keyboard("{Control>}2{/Control}");
    await there((has) => has.tagName === "H1");
    answer();
    await there(SCREENS[0][2]);
  });

  it("however long it takes to read, unless the focus was taken elsewhere meanwhile", async () => {
    let answer: () => void = () => {};
    const { user } = await showWindow({
      history: () => new Promise((_, reject) => (answer = () => reject({ code: "io", message: "No.", hint: "", fields: [] }))),
    });
    await user.keyboard("{Control>}8{/Control}");
    await waitFor(() => expect(screen.getByRole("main")).toHaveFocus());
    await user.tab({ shift: true });
    const taken = document.activeElement;
    expect(taken).not.toBe(document.body);
    answer();
    await screen.findByRole("alert");
    await new Promise((resolve) => setTimeout(resolve));
    expect(document.activeElement).toBe(taken);
  });
});

describe("what goes gives the focus back", () => {
  it("a box that the palette opened, to what had it before the palette", async () => {
    const { ipc, user } = await showWindow();
    ipc.happens.menu("priorities");
    const field = await screen.findByRole("textbox", { name: "Seat gap, as a number" });
    field.focus();
    for (const [words, button] of [["Forms for own", "Cancel"], ["Name and currency", "Cancel"], ["New workspace", "Cancel"]] as const) {
      await user.keyboard("{Control>}k{/Control}");
      await waitFor(async () => expect(await screen.findByRole("combobox", { name: "Search or run a command" })).toHaveFocus());
      await user.keyboard(`${words}{Enter}`);
      await user.click(await screen.findByRole("button", { name: button }));
      await waitFor(() => expect(field).toHaveFocus());
    }
  });

  it("a command that goes nowhere, to what had it", async () => {
    const { ipc, user } = await showWindow();
    ipc.happens.menu("priorities");
    const field = await screen.findByRole("textbox", { name: "Seat gap, as a number" });
    field.focus();
    await command(user, "Dark theme");
    await waitFor(() => expect(field).toHaveFocus());
  });

  it("a button that could not be pressed meanwhile has it again", async () => {
    let cancel: () => void = () => {};
    const { user } = await showWindow({
      workspace: async () => null,
      chooseWorkspace: () => new Promise((resolve) => (cancel = () => resolve(null))),
    });
    const button = screen.getByRole("button", { name: "Open a workspace" });
    await user.click(button);
    expect(button).toBeDisabled();
    cancel();
    await waitFor(() => expect(button).toBeEnabled());
    await waitFor(() => expect(button).toHaveFocus());
  });

  it("the button of the side bar's foot that was undone with", async () => {
    const { user } = await showWindow({ undo: async () => ({ ...workspace, undo: null, redo: null }) });
    const undo = screen.getByRole("button", { name: /^Undo/ });
    undo.focus();
    await user.keyboard("{Enter}");
    await there((has) => has.tagName === "H1");
  });
});

it("goes to the main thing also where what had it was disabled before it went", async () => {
  const main = document.createElement("main");
  main.innerHTML = '<div class="screen"><h1>Two hires</h1><button>Solve again</button></div>';
  document.body.append(main);
  const end = new Focus(main).watch();
  const pressed = main.querySelector("button")!;
  pressed.focus();
  pressed.disabled = true;
  pressed.remove();
  await waitFor(() => expect(main.querySelector("h1")).toHaveFocus());
  end();
  main.remove();
});
