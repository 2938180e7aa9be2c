// Privacy: a person's data is shown and handed over, erased only after it is confirmed, and how long what is kept is set.
import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { violations } from "$testing/accessible";
import { showScreen } from "$testing/screens";

import HistoryScreen from "../history/HistoryScreen.svelte";

const NOOR = "00000000-0000-0000-0000-000000000001";

/** The tab, with the person whom another screen asked for. */
async function show(person?: string) {
  const shown = showScreen(HistoryScreen, {}, (session) => (session.target = { tab: "privacy", ...(person ? { person } : {}) }));
  await screen.findByRole("heading", { level: 1, name: "What is kept about people" });
  if (person) await screen.findByRole("button", { name: "Erase Noor Rahman" });
  return shown;
}

describe("privacy", () => {
  it("is the history's second tab, and shows who is chosen", async () => {
    const { user } = showScreen(HistoryScreen);
    await user.click(await screen.findByRole("tab", { name: "Privacy" }));
    await screen.findByRole("heading", { level: 1, name: "What is kept about people" });
    await user.click(screen.getByRole("combobox", { name: "Person" }));
    await user.click(await screen.findByRole("option", { name: "Noor Rahman" }));
    expect(await screen.findByRole("row", { name: "Team AI assurance" })).toBeInTheDocument();
    expect(await violations()).toEqual([]);
  });

  it("hands over a page and data", async () => {
    const { user, ipc } = await show(NOOR);
    const person = within(screen.getByRole("region", { name: "A person" }));
    await user.click(person.getByRole("button", { name: "Save as a page" }));
    await user.click(person.getByRole("button", { name: "Save as data" }));
    expect(ipc.given("savePersonPage")).toEqual([[NOOR, "html"], [NOOR, "json"]]);
    await user.click(screen.getByRole("button", { name: "For the works council" }));
    const council = within(screen.getByRole("region", { name: "For the works council" }));
    await user.click(council.getByRole("button", { name: "Save as PDF" }));
    expect(ipc.given("savePrivacyNotice")).toEqual([["pdf"]]);
  });

  it("erases only what was confirmed, from the backups too where that is chosen", async () => {
    const { user, ipc } = await show(NOOR);
    await user.click(screen.getByRole("button", { name: "Erase Noor Rahman" }));
    const dialog = await screen.findByRole("dialog", { name: "Erase Noor Rahman for good?" });
    expect(dialog).toHaveTextContent("It cannot be undone.");
    await waitFor(() => expect(within(dialog).getByRole("button", { name: "Cancel" })).toHaveFocus());
    expect(await violations()).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(ipc.given("erasePerson")).toEqual([]);

    await user.click(screen.getByRole("button", { name: "Erase Noor Rahman" }));
    const again = within(await screen.findByRole("dialog", { name: "Erase Noor Rahman for good?" }));
    await user.type(again.getByRole("textbox", { name: /Other names/ }), "Noor R., Nono");
    await user.click(again.getByRole("button", { name: "Erase there too" }));
    await user.click(again.getByRole("button", { name: "Erase Noor Rahman" }));
    expect(ipc.given("erasePerson")).toEqual([[NOOR, ["Noor R.", "Nono"], "erase"]]);
    expect(await screen.findByRole("status")).toHaveTextContent("It was erased from 3 backups too.");
  });

  it("sets how long what is kept, and erases what is past it only when asked", async () => {
    const { user, ipc } = await show();
    const notes = screen.getByRole("combobox", { name: "Notes and evidence" });
    expect(notes).toHaveDisplayValue("30 months");
    await user.selectOptions(screen.getByRole("combobox", { name: "People who left" }), "12");
    await user.selectOptions(notes, "");
    const kept = ipc.given("setRetention").map(([settings]) => settings);
    expect(kept[0]).toEqual({ people_who_left: 12, claims: null, notes: 30, superseded: null, pulses: null });
    expect(kept[1]).toMatchObject({ notes: null });
    expect(screen.getByText("4 notes are past 30 months.")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Erase it now" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Erase what is past its time for good?" }));
    expect(dialog.queryByRole("textbox")).not.toBeInTheDocument();
    await user.click(dialog.getByRole("button", { name: "Erase what is past its time" }));
    expect(ipc.given("eraseDue")).toEqual([["keep"]]);
  });
});
