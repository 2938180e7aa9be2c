// The boxes over the window: forms for own ratings, and the workspace's name and currency.
import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import type { AppError } from "$lib/ipc/types";
import { violations } from "$testing/accessible";
import { showWindow } from "$testing/screens";
import { team } from "$testing/team";
import { workspace } from "$testing/workspace";

const box = () => screen.findByRole("dialog");
const gone = () => waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
const there = team.people.filter((person) => person.there);
const names = (list: HTMLElement) => within(list).getAllByRole("checkbox").map((one) => one.closest("label")?.querySelector("span")?.textContent);

describe("the forms for own ratings", () => {
  const open = async (...given: Parameters<typeof showWindow>) => {
    const shown = await showWindow(...given);
    shown.ipc.happens.menu("forms");
    await screen.findByRole("group", { name: "People" });
    return shown;
  };

  it("are for everybody shown at first, whatever day is shown", async () => {
    const { ipc, user } = await open();
    expect(ipc.given("team").at(-1)).toEqual([{ team: null, as_of: null, benchmark: null }]);
    await user.click(screen.getByRole("button", { name: `Save forms for ${there.length} people` }));
    await gone();
    expect(ipc.given("saveRatingForms")).toEqual([[{ people: there.map(({ id }) => id), apart: false, every_competency: false }]]);
    expect(within(screen.getByRole("navigation", { name: "Screens" })).getByText("Saved /home/you/forms")).toBeInTheDocument();
  });

  it("leave out who is not there", async () => {
    const [first, ...others] = there;
    await open({ team: async () => ({ ...team, people: [{ ...first!, there: false, remark: "left 3 May 2026" }, ...others] }) });
    expect(screen.queryByRole("checkbox", { name: new RegExp(`^${first!.name}`) })).toBeNull();
    expect(screen.getByRole("button", { name: `Save forms for ${others.length} people` })).toBeInTheDocument();
  });

  it("are for the team shown where one is chosen, and others can be added", async () => {
    const { ipc, user } = await showWindow();
    await user.selectOptions(screen.getByRole("combobox", { name: "Team" }), "AI assurance");
    ipc.happens.menu("forms");
    const own = there.filter((person) => person.team_name === "AI assurance");
    const other = there.find((person) => person.team_name === "Platform security")!;
    await screen.findByRole("button", { name: `Save forms for ${own.length} people` });
    await user.click(screen.getByRole("checkbox", { name: new RegExp(`^${other.name}`) }));
    await user.click(screen.getByRole("radio", { name: "One for each person" }));
    await user.click(screen.getByRole("radio", { name: "Every one" }));
    await user.click(screen.getByRole("button", { name: `Save forms for ${own.length + 1} people` }));
    // In the order of the list, where platform security stands first.
    await waitFor(() =>
      expect(ipc.given("saveRatingForms")).toEqual([[{ people: [other.id, ...own.map(({ id }) => id)], apart: true, every_competency: true }]]),
    );
  });

  it("find people by name, role or team, and choose those found", async () => {
    const { user } = await open();
    await user.click(screen.getByRole("button", { name: "Choose nobody" }));
    expect(screen.getByText("0 people chosen")).toBeInTheDocument();
    const wanted = there[0]!;
    await user.type(screen.getByRole("textbox", { name: /^Find people/ }), wanted.name.toUpperCase());
    expect(names(screen.getByRole("group", { name: "People" }))).toEqual([wanted.team_name, wanted.name]);
    await user.click(screen.getByRole("button", { name: "Choose those found" }));
    expect(screen.getByRole("button", { name: "Save the form" })).toBeInTheDocument();
    await user.type(screen.getByRole("textbox", { name: /^Find people/ }), "zzz");
    expect(screen.getByText("Nobody has these words.")).toBeInTheDocument();
  });

  it("choose a whole team at once, which shows where only some of it are chosen", async () => {
    const { user } = await open();
    const group = screen.getByRole("group", { name: "AI assurance" });
    const [whole, first] = within(group).getAllByRole("checkbox") as [HTMLInputElement, HTMLInputElement];
    await user.click(first);
    expect([whole.checked, whole.indeterminate]).toEqual([false, true]);
    await user.click(whole);
    expect([whole.checked, whole.indeterminate, first.checked]).toEqual([true, false, true]);
    await user.click(whole);
    expect(within(group).getAllByRole("checkbox").filter((one) => (one as HTMLInputElement).checked)).toEqual([]);
  });

  it("have a list that is one stop for the Tab key, with arrow keys", async () => {
    const { user } = await open();
    const list = screen.getByRole("group", { name: "People" });
    const stops = () => within(list).getAllByRole("checkbox").filter((one) => one.tabIndex === 0);
    expect(stops()).toHaveLength(1);
    stops()[0]!.focus();
    await user.keyboard("{ArrowDown} ");
    expect(stops()).toEqual([document.activeElement]);
    expect(document.activeElement).not.toBeChecked();
    expect(screen.getByText(`${there.length - 1} people chosen`)).toBeInTheDocument();
  });

  it("cannot be saved for nobody, and say why", async () => {
    const { ipc, user } = await open();
    await user.click(screen.getByRole("button", { name: "Choose nobody" }));
    const save = screen.getByRole("button", { name: "Save the forms" });
    expect(save).toBeDisabled();
    expect(save).toHaveAccessibleDescription("Choose whose forms to save.");
    await user.type(screen.getByRole("textbox", { name: /^Find people/ }), "{Enter}");
    expect(ipc.given("saveRatingForms")).toEqual([]);
  });

  it("stay open where the system's dialog was cancelled, and say why they could not be written", async () => {
    let refuse = false;
    const error: AppError = { code: "disk_full", message: "The disk is full.", hint: "Make room, then try again.", fields: [] };
    const { user } = await open({ saveRatingForms: () => (refuse ? Promise.reject(error) : Promise.resolve(null)) });
    const save = screen.getByRole("button", { name: /^Save forms/ });
    await user.click(save);
    expect(await box()).toBeInTheDocument();
    refuse = true;
    await user.click(save);
    expect(within(await box()).getByRole("alert")).toHaveTextContent("The disk is full. Make room, then try again.");
  });

  it("lead to the setting up where nobody is there", async () => {
    const { ipc, user } = await showWindow({ team: async () => ({ ...team, people: [] }) });
    ipc.happens.menu("forms");
    await user.click(await screen.findByRole("button", { name: "Set up the team" }));
    await gone();
    expect(screen.getByRole("navigation", { name: "Screens" }).querySelector("[aria-current]")).toBeNull();
  });

  it("are accessible", async () => {
    await open();
    expect(await violations()).toEqual([]);
  });
});

describe("the name and the currency", () => {
  const open = async (...given: Parameters<typeof showWindow>) => {
    const shown = await showWindow(...given);
    shown.ipc.happens.menu("settings");
    const name = await screen.findByRole("textbox", { name: "Name of the workspace" });
    return { ...shown, name, currency: screen.getByRole("combobox", { name: "Currency" }) };
  };

  it("are those of the workspace at first, and are saved", async () => {
    const { ipc, user, name, currency } = await open();
    expect(name).toHaveValue("Halden Mutual");
    expect(currency).toHaveDisplayValue("EUR, Euro");
    await user.clear(name);
    await user.type(name, " Halden Group ");
    await user.selectOptions(currency, "GBP, British Pound");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await gone();
    expect(ipc.given("saveSettings")).toEqual([[{ name: "Halden Group", currency: "GBP" }]]);
    expect(screen.getByText("Halden Group")).toBeInTheDocument();
  });

  it("take another code that is typed, in small letters too", async () => {
    const { ipc, user, currency } = await open();
    await user.selectOptions(currency, "Another");
    const code = screen.getByRole("textbox", { name: /^Code of the currency/ });
    await user.type(code, "e1");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(code).toHaveAccessibleDescription("“E1” is no code of a currency: give three letters of ISO 4217, such as EUR.");
    expect(ipc.given("saveSettings")).toEqual([]);
    await user.clear(code);
    await user.type(code, "isk");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(ipc.given("saveSettings")).toEqual([[{ name: "Halden Mutual", currency: "ISK" }]]));
  });

  it("show a code that is not in the list as typed", async () => {
    await open({ workspace: async () => ({ ...workspace, currency: "ISK" }) });
    expect(screen.getByRole("textbox", { name: /^Code of the currency/ })).toHaveValue("ISK");
  });

  it("have what is wrong beside the fields, from here and from the shell", async () => {
    const error: AppError = { code: "invalid_argument", message: "The settings are wrong.", hint: "", fields: [{ place: "currency", found: "EUR", expected: "a code of ISO 4217" }] };
    const { ipc, user, name, currency } = await open({ saveSettings: () => Promise.reject(error) });
    await user.clear(name);
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(name).toHaveAccessibleDescription(/^The name of the workspace is missing/);
    expect(ipc.given("saveSettings")).toEqual([]);
    await user.type(name, "Halden");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(currency).toHaveAccessibleDescription("Expected a code of ISO 4217, found EUR."));
    expect(await violations()).toEqual([]);
  });

  it("say why they could not be saved", async () => {
    const error: AppError = { code: "workspace_locked", message: "Another program is writing to the workspace.", hint: "Try again.", fields: [] };
    const { user } = await open({ saveSettings: () => Promise.reject(error) });
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(within(await box()).getByRole("alert")).toHaveTextContent("Another program is writing to the workspace. Try again.");
  });

  it("close on Escape without a change, and no command is run under them", async () => {
    const { ipc, user } = await open();
    await user.keyboard("{Control>}5{/Control}{Control>}z{/Control}");
    ipc.happens.menu("undo");
    expect(ipc.given("undo")).toEqual([]);
    expect(ipc.given("priorities")).toEqual([]);
    await user.keyboard("{Escape}");
    await gone();
    expect(ipc.given("saveSettings")).toEqual([]);
    await user.keyboard("{Control>}5{/Control}");
    await waitFor(() => expect(ipc.given("priorities")).toHaveLength(1));
  });

  it("close with the workspace", async () => {
    const { ipc } = await open();
    ipc.happens.filesDropped(["/home/you/other.cadre"]);
    await waitFor(() => expect(ipc.given("openWorkspace")).toHaveLength(1));
    await gone();
  });
});

describe("a chart over the page", () => {
  it("is opened by its command, named where asked, changed, and leads to the cell behind a mark", async () => {
    const { ipc, user } = await showWindow();
    ipc.happens.menu("chart-matrix");
    const dialog = await screen.findByRole("dialog", { name: "Chart" });
    await within(dialog).findByRole("heading", { name: /^24 people in 19 competencies/ });
    const asked = () => ipc.given("chart").filter(([kind]) => kind === "matrix").map(([, , frame]) => (frame as { names: boolean }).names);
    expect(asked()).not.toContain(true);
    await user.click(within(dialog).getByRole("checkbox", { name: "Show names" }));
    await waitFor(() => expect(asked().at(-1)).toBe(true));
    await user.selectOptions(within(dialog).getByRole("combobox", { name: "Which chart" }), "Holders per competency");
    await within(dialog).findByRole("heading", { name: /too few holders/ });
    expect(within(dialog).queryByRole("checkbox")).toBeNull();
    expect(await violations()).toEqual([]);
    await user.click(within(dialog).getAllByRole("option", { name: /^Cloud computing:/ })[0]!);
    await gone();
    expect(screen.getByRole("navigation", { name: "Screens" }).querySelector('[aria-current="page"]')).toHaveTextContent("Matrix");
  });
});
