// What is added on the team screen: what is missing is said of every field at once, and every form can be left.
import { screen, waitFor, within } from "@testing-library/svelte";
import { beforeEach, expect, it } from "vitest";

import type { Ipc } from "$lib/ipc/ipc";
import { violations } from "$testing/accessible";
import { showScreen } from "$testing/screens";
import { team } from "$testing/team";
import { workspace } from "$testing/workspace";

import TeamScreen from "./TeamScreen.svelte";

async function show(answers: Partial<Ipc> = {}, change?: Parameters<typeof showScreen>[2]) {
  const shown = showScreen(TeamScreen, answers, change);
  await screen.findByRole("heading", { level: 1 });
  return shown;
}

const panel = () => screen.getByRole("complementary", { name: "Details" });
const heading = () => within(panel()).getByRole("heading", { level: 2 }).textContent;
const field = (name: string) => within(panel()).getByRole("textbox", { name });
const inPanel = (name: string) => within(panel()).getByRole("button", { name });

async function add(user: Awaited<ReturnType<typeof show>>["user"], what: string): Promise<void> {
  screen.getByRole("button", { name: "Add" }).focus();
  await user.keyboard("{Enter}");
  // jsdom lays nothing out, so that the menu counts as not yet placed.
  await user.click(await screen.findByText(what, { selector: "[role=menuitem]" }));
}

beforeEach(() => {
  window.innerWidth = 1440;
});

it.each([
  ["Person", "New person"],
  ["Several people", "Several people"],
  ["Role", "New role"],
  ["Shipped role", "Shipped roles"],
  ["Position", "New position"],
  ["Team", "New team"],
  ["Competency", "New competency"],
])("the form of %s is left by Cancel: nothing is added, nothing asked, and the focus is where it was", async (what, title) => {
  const { ipc, session, user } = await show();
  await add(user, what);
  await waitFor(() => expect(heading()).toBe(title));
  const [typed] = within(panel()).queryAllByRole("textbox");
  if (typed) await user.type(typed, "1");
  await user.click(inPanel("Cancel"));
  await waitFor(() => expect(heading()).not.toBe(title));
  expect(session.leaving).toBeNull();
  expect(document.activeElement).not.toBe(document.body);
  expect(panel()).not.toContainElement(document.activeElement as HTMLElement);
  expect(ipc.calls.filter(({ name }) => /^(save|add)/.test(name))).toEqual([]);
});

it("a role without anything says of every field that it is missing, the name among them", async () => {
  const { ipc, user } = await show();
  await add(user, "Role");
  await waitFor(() => expect(heading()).toBe("New role"));
  await user.click(inPanel("Add role"));
  expect(field("Name")).toHaveAccessibleDescription("The name of the role is missing.");
  expect(field("Name")).toHaveFocus();
  for (const name of ["Yearly cost", "Hiring cost", "Contractor", "Weeks to fill", "Weeks to ramp"]) {
    expect(field(name)).toHaveAccessibleDescription(new RegExp(`${name} is missing\\. Use a number from 0\\.$`));
  }
  expect(ipc.given("saveRole")).toEqual([]);
  expect(await violations()).toEqual([]);
  await user.type(field("Name"), "Threat hunter");
  expect(field("Name")).not.toHaveAccessibleDescription();
});

it.each([
  ["l", "Leaves"],
  ["b", "Borrowed"],
  ["h", "Learning hours"],
])("on a person's row %s goes to the field", async (letter, label) => {
  const { user } = await show();
  const row = within(screen.getByRole("table", { name: "People of Platform security" })).getAllByRole("button")[1]!;
  row.focus();
  await user.keyboard(letter);
  await waitFor(() => expect(within(panel()).getByLabelText(label)).toHaveFocus());
  expect(heading()).toBe(row.textContent);
  await user.keyboard("{Escape}");
  expect(row).toHaveFocus();
});

it("the letters do nothing in a file that can only be read, and are not told of", async () => {
  const { user } = await show({}, (session) => (session.workspace = { ...workspace, read_only: true }));
  within(screen.getByRole("table", { name: "People of Platform security" })).getAllByRole("button")[1]!.focus();
  await user.keyboard("l");
  expect(panel()).not.toContainElement(document.activeElement as HTMLElement);
  expect(screen.queryByText(/L goes to the leaving date/)).toBeNull();
  expect(screen.getAllByText(/can only be read/)).toHaveLength(1);
});

it("a past day is told with what is not of it, and the shipped costs with their currency", async () => {
  const view = { ...team, dated: "Who is there is as of 1 Mar 2026.", shipped_costs: "The shipped costs are in EUR." };
  const { user } = await show({ team: async () => view });
  expect(screen.getByText(view.dated)).toBeInTheDocument();
  await add(user, "Shipped role");
  expect(await within(panel()).findByText(/The shipped costs are in EUR\.$/)).toBeInTheDocument();
});
