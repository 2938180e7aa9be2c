// Roles and their targets: the grid's keys, what is painted at once, what is refused, and the panel beside it.
import { screen, waitFor, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it } from "vitest";

import type { Ipc } from "$lib/ipc/ipc";
import type { AppError, TeamView } from "$lib/ipc/types";
import { violations } from "$testing/accessible";
import { showScreen } from "$testing/screens";
import { team } from "$testing/team";
import { workspace } from "$testing/workspace";

import TeamScreen from "./TeamScreen.svelte";

const DISK_FULL: AppError = { code: "disk_full", message: "The disk is full.", hint: "Make room.", fields: [] };
const IMPORTANCE = ["", "useful", "important", "critical"];

/** A shell that keeps the targets that are set. */
function keeping(): Partial<Ipc> {
  let view: TeamView = structuredClone(team);
  return {
    team: async () => view,
    setTarget: async ({ role, competency, level, importance }) => {
      view = structuredClone(view);
      const of = view.roles.find(({ id }) => id === role)!;
      const before = of.targets.find((target) => target.competency === competency);
      of.targets = of.targets.filter((target) => target !== before);
      if (level) {
        const weight = importance ?? before?.importance ?? 2;
        const name = view.competencies.find(({ key }) => key === competency)!.name;
        of.targets.push({ competency, name, level, importance: weight, importance_name: IMPORTANCE[weight]! });
      }
      return workspace;
    },
  };
}

async function show(answers: Partial<Ipc> = {}, ...rest: [Parameters<typeof showScreen>[2]?]) {
  const shown = showScreen(TeamScreen, answers, ...rest);
  const grid = await screen.findByRole("grid", { name: "Roles and their targets" });
  grid.focus();
  return { ...shown, grid };
}

/** The active cell, as assistive technology finds it. */
const active = (): HTMLElement => document.getElementById(screen.getByRole("grid").getAttribute("aria-activedescendant") ?? "")!;
/** The role and the competency of the active cell. */
const place = (): (string | undefined)[] => [active().dataset["role"], active().dataset["competency"]];
const row = (role: string): HTMLElement => within(screen.getByRole("grid")).getByRole("row", { name: new RegExp(`^${role}`) });
const cellOf = (role: string, competency: string): HTMLElement => row(role).querySelector<HTMLElement>(`[data-competency=${competency}]`)!;
const panel = (): HTMLElement => screen.getByRole("complementary", { name: "Details" });
const columns = (): number => row("Security lead").querySelectorAll("td").length;

beforeEach(() => {
  window.innerWidth = 1440;
});

describe("the grid", () => {
  it("is one stop for Tab, names its cells, and says what each target is", async () => {
    const { grid } = await show();
    expect(grid.tabIndex).toBe(0);
    expect(grid.querySelectorAll("[tabindex], button")).toHaveLength(0);
    expect(cellOf("LLM security engineer", "output_handling")).toHaveAccessibleName("3, critical");
    expect(cellOf("LLM security engineer", "secure_code_review")).toHaveAccessibleName("2, useful");
    expect(cellOf("LLM security engineer", "triage")).toHaveAccessibleName("no target");
    expect(within(grid).getByRole("columnheader", { name: "LLM SecOps" })).toHaveAttribute("colspan", "3");
    expect(within(grid).getByRole("columnheader", { name: "9 roles" })).toBeInTheDocument();
  });

  it("shows the competencies with a target first, and all 53 where asked", async () => {
    const { user } = await show();
    // Of the 53, these roles have a target in 27.
    expect(columns()).toBe(27);
    await user.click(screen.getByRole("button", { name: "All 53" }));
    expect(columns()).toBe(53);
    await user.click(screen.getByRole("button", { name: "With a target, 27" }));
    expect(columns()).toBe(27);
  });

  it("shows every competency where there are no more than 24", async () => {
    const competencies = team.competencies.slice(0, 24);
    await show({ team: async () => ({ ...team, competencies }) });
    expect(columns()).toBe(24);
  });

  it("follows the keys, from the names of the roles to the last target, and stays inside", async () => {
    const { user } = await show();
    const after = async (keys: string) => {
      await user.keyboard(keys);
      return place();
    };
    expect(place()).toEqual(["security_lead", undefined]);
    expect(await after("{ArrowLeft}{ArrowUp}")).toEqual(["security_lead", undefined]);
    expect(await after("{ArrowRight}{ArrowDown}")).toEqual(["cloud_security_engineer", "model_supply_chain"]);
    expect(await after("{End}")).toEqual(["cloud_security_engineer", "leadership"]);
    expect(await after("{Control>}{End}{/Control}")).toEqual(["control_assessor", "leadership"]);
    expect(await after("{ArrowRight}{ArrowDown}")).toEqual(["control_assessor", "leadership"]);
    expect(await after("{Control>}{Home}{/Control}")).toEqual(["security_lead", undefined]);
  });

  it("takes the panel along: role, target and what its level looks like", async () => {
    const { user } = await show();
    expect(within(panel()).getByRole("heading", { level: 2 })).toHaveTextContent("Security lead");
    expect(within(panel()).queryByRole("toolbar", { name: "Level of the target" })).toBeNull();
    await user.click(cellOf("LLM security engineer", "output_handling"));
    expect(within(panel()).getByRole("heading", { level: 2 })).toHaveTextContent("LLM security engineer");
    expect(panel()).toHaveTextContent("AI assurance, 2 of 5 seats held");
    expect(within(panel()).getByRole("button", { name: "3", pressed: true })).toBeInTheDocument();
    expect(within(panel()).getByRole("button", { name: "Critical", pressed: true })).toBeInTheDocument();
    expect(panel()).toHaveTextContent("Level 3: Works alone, also during an incident.");
    expect(screen.getByRole("grid")).toHaveFocus();
  });
});

describe("a target", () => {
  it("is set with 0 to 4 and weighed with U, I and C, at once and in order", async () => {
    const { ipc, user } = await show(keeping());
    await user.click(cellOf("Security lead", "model_supply_chain"));
    await user.keyboard("3c");
    expect(active()).toHaveAccessibleName("3, critical");
    await user.keyboard("u");
    await waitFor(() => expect(ipc.given("setTarget")).toHaveLength(3));
    const pair = { role: "security_lead", competency: "model_supply_chain" };
    // A new target says nothing of its importance: the shell makes it important.
    expect(ipc.given("setTarget")).toEqual([
      [{ ...pair, level: 3, importance: null }],
      [{ ...pair, level: 3, importance: 3 }],
      [{ ...pair, level: 3, importance: 1 }],
    ]);
    await waitFor(() => expect(within(panel()).getByRole("button", { name: /^Model supply chain/ })).toHaveTextContent("useful"));
    expect(active()).toHaveAccessibleName("3, useful");
  });

  it("keeps its importance when its level changes", async () => {
    const { ipc, user } = await show(keeping());
    await user.click(cellOf("LLM security engineer", "output_handling"));
    await user.keyboard("4");
    await waitFor(() => expect(ipc.given("setTarget")).toEqual([[{ role: "llm_security_engineer", competency: "output_handling", level: 4, importance: 3 }]]));
    expect(active()).toHaveAccessibleName("4, critical");
  });

  it.each(["{Delete}", "{Backspace}", "0"])("goes with %s, and its column stays under the hand", async (key) => {
    const { ipc, user } = await show(keeping());
    // Leadership is a target of the security lead alone.
    await user.click(cellOf("Security lead", "leadership"));
    await user.keyboard(key);
    await waitFor(() => expect(ipc.given("setTarget")).toEqual([[{ role: "security_lead", competency: "leadership", level: null, importance: null }]]));
    await waitFor(() => expect(ipc.given("team").length).toBeGreaterThan(1));
    expect(active()).toHaveAccessibleName("no target");
    expect(place()).toEqual(["security_lead", "leadership"]);
    expect(columns()).toBe(27);
  });

  it("that an undo takes away leaves its column where it is", async () => {
    let view = team;
    const { ipc, session } = await show({ team: async () => view });
    view = { ...team, roles: team.roles.map((role) => ({ ...role, targets: role.targets.filter(({ competency }) => competency !== "leadership") })) };
    session.changed(workspace);
    await waitFor(() => expect(ipc.given("team")).toHaveLength(2));
    await waitFor(() => expect(cellOf("Security lead", "leadership")).toHaveAccessibleName("no target"));
    expect(columns()).toBe(27);
  });

  it("is not asked for again where nothing changes, and there is nothing to weigh or to take away", async () => {
    const { ipc, session, user } = await show();
    await user.click(cellOf("LLM security engineer", "output_handling"));
    await user.keyboard("3c");
    await user.click(cellOf("LLM security engineer", "triage"));
    await user.keyboard("c");
    expect(session.announcement).toBe("LLM security engineer has no target in Triage yet: set its level first.");
    await user.keyboard("{Delete}");
    expect(session.announcement).toBe("LLM security engineer has no target in Triage.");
    expect(ipc.given("setTarget")).toEqual([]);
  });

  it("shows again what it was when it is refused", async () => {
    const { session, user } = await show({ setTarget: () => Promise.reject(DISK_FULL) });
    await user.click(cellOf("LLM security engineer", "output_handling"));
    await user.keyboard("1");
    await waitFor(() => expect(session.error?.message).toBe("The disk is full."));
    expect(active()).toHaveAccessibleName("3, critical");
  });

  it("is set from the panel: the arrow keys go along the levels, Enter chooses", async () => {
    const { ipc, user } = await show(keeping());
    await user.click(cellOf("LLM security engineer", "output_handling"));
    within(panel()).getByRole("button", { name: "3" }).focus();
    await user.keyboard("{ArrowLeft}{ArrowLeft}");
    expect(within(panel()).getByRole("button", { name: "1" })).toHaveFocus();
    expect(ipc.given("setTarget")).toEqual([]);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(ipc.given("setTarget")).toEqual([[{ role: "llm_security_engineer", competency: "output_handling", level: 1, importance: 3 }]]));
    await user.click(within(panel()).getByRole("button", { name: "Useful" }));
    await waitFor(() => expect(ipc.given("setTarget").at(-1)).toEqual([{ role: "llm_security_engineer", competency: "output_handling", level: 1, importance: 1 }]));
  });

  it("is added from the panel by the name of its competency", async () => {
    const { ipc, user } = await show(keeping());
    await user.click(within(panel()).getByRole("button", { name: "Add a target" }));
    const field = within(panel()).getByRole("combobox", { name: "Competency" });
    await waitFor(() => expect(field).toHaveFocus());
    await user.keyboard("teamw{Enter}");
    // Nobody had a target for it: its column comes, and its level is asked for.
    expect(columns()).toBe(28);
    await waitFor(() => expect(within(panel()).getByRole("button", { name: "None", pressed: true })).toHaveFocus());
    await user.keyboard("{ArrowRight}{ArrowRight}{Enter}");
    await waitFor(() => expect(ipc.given("setTarget")).toEqual([[{ role: "security_lead", competency: "teamwork", level: 2, importance: null }]]));
    await waitFor(() => expect(within(panel()).getByRole("button", { name: /^Teamwork/ })).toHaveTextContent("important"));
    // The wish for the focus is fulfilled once: the panel comes back without it.
    await user.click(screen.getByRole("button", { name: "Ben Halvorsen" }));
    screen.getByRole("grid").focus();
    await user.keyboard("{ArrowLeft}{ArrowRight}");
    await waitFor(() => expect(within(panel()).getByRole("heading", { name: "Teamwork" })).toBeInTheDocument());
    expect(screen.getByRole("grid")).toHaveFocus();
  });
});

describe("a role in the panel", () => {
  const cost = () => within(panel()).getByRole("textbox", { name: "Yearly cost" });
  const figures = { id: "security_lead", name: "Security lead", annual_cost: 140000, hiring_cost: 12000, contractor_rate: 52000, weeks_to_fill: 16, weeks_to_ramp: 8, attrition: 0.15 };

  it("shows its figures with the workspace's currency, attrition in percent", async () => {
    await show();
    const shown = within(panel()).getAllByRole("textbox").map((field) => (field as HTMLInputElement).value);
    expect(shown).toEqual(["Security lead", "140,000", "12,000", "52,000", "16", "8", "15"]);
    expect(cost()).toHaveAccessibleDescription("€");
    expect(within(panel()).getByRole("textbox", { name: "Attrition" })).toHaveAccessibleDescription("% a year");
  });

  it("saves a figure on Enter, once, and not again when the field is left", async () => {
    const { ipc, user } = await show();
    await user.clear(cost());
    await user.type(cost(), "150 000{Enter}");
    await waitFor(() => expect(ipc.given("saveRole")).toEqual([[{ ...figures, annual_cost: 150000 }]]));
    await user.tab();
    expect(ipc.given("saveRole")).toHaveLength(1);
  });

  it("saves a figure when the field is left, by a click on the grid too", async () => {
    const { ipc, user } = await show();
    const attrition = within(panel()).getByRole("textbox", { name: "Attrition" });
    await user.clear(attrition);
    await user.type(attrition, "22,5");
    await user.click(cellOf("LLM security engineer", "output_handling"));
    await waitFor(() => expect(ipc.given("saveRole")).toEqual([[{ ...figures, attrition: 0.225 }]]));
  });

  it("saves nothing that is as it was", async () => {
    const { ipc, user } = await show();
    await user.click(cost());
    await user.keyboard("{Enter}");
    await user.tab();
    await user.tab();
    expect(ipc.given("saveRole")).toEqual([]);
  });

  it.each([
    ["22o,000", "Yearly cost is not a number. Use digits, for example 20."],
    ["150.000", "150.000 can be read in two ways. Use digits only, for example 150000."],
    ["-5", "Yearly cost must be a number from 0."],
    ["", "Yearly cost is missing. Use a number from 0."],
  ])("says beside the field what is wrong with %j, and saves nothing", async (typed, said) => {
    const { ipc, user } = await show();
    await user.clear(cost());
    if (typed) await user.type(cost(), typed);
    await user.tab();
    expect(cost()).toHaveAccessibleDescription(`€ ${said}`);
    expect(cost()).toBeInvalid();
    expect(ipc.given("saveRole")).toEqual([]);
    expect(await violations()).toEqual([]);
  });

  it("says beside the field what the shell found wrong, and keeps what was typed", async () => {
    const refused: AppError = { code: "invalid_argument", message: "Not saved.", hint: "", fields: [{ place: "attrition", found: "99", expected: "0 to 90%" }] };
    const { user } = await show({ saveRole: () => Promise.reject(refused) });
    const attrition = within(panel()).getByRole("textbox", { name: "Attrition" });
    await user.clear(attrition);
    await user.type(attrition, "99{Enter}");
    await waitFor(() => expect(attrition).toHaveAccessibleDescription("% a year Expected 0 to 90%, found 99."));
    expect(attrition).toHaveValue("99");
    expect(within(panel()).queryByRole("alert")).toBeNull();
  });

  it("says as a message what is no field's", async () => {
    const { user } = await show({ saveRole: () => Promise.reject(DISK_FULL) });
    await user.type(within(panel()).getByRole("textbox", { name: "Name" }), "s{Enter}");
    expect(await within(panel()).findByRole("alert")).toHaveTextContent("The disk is full. Make room.");
  });

  it("is renamed", async () => {
    const { ipc, user } = await show();
    const name = within(panel()).getByRole("textbox", { name: "Name" });
    await user.clear(name);
    await user.type(name, "Head of security");
    await user.tab();
    await waitFor(() => expect(ipc.given("saveRole")).toEqual([[{ ...figures, name: "Head of security" }]]));
  });

  it("shows what an undo brought back", async () => {
    let view = team;
    const { ipc, session } = await show({ team: async () => view });
    view = { ...team, roles: team.roles.map((role, at) => (at === 0 ? { ...role, annual_cost: 90000 } : role)) };
    session.changed(workspace);
    await waitFor(() => expect(cost()).toHaveValue("90,000"));
    expect(ipc.given("saveRole")).toEqual([]);
  });

  it("has the focus after Enter, and gives it back on Escape", async () => {
    const { user } = await show();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(panel()).toHaveFocus());
    await user.keyboard("{Escape}");
    expect(screen.getByRole("grid")).toHaveFocus();
  });
});

it("the grid in a file that can only be read says so once, and sets nothing", async () => {
  const { ipc, session, grid, user } = await show({}, (session) => (session.workspace = { ...workspace, read_only: true }));
  expect(screen.getAllByText(/This workspace can only be read/)).toHaveLength(1);
  expect(grid).toHaveAttribute("aria-readonly", "true");
  await user.keyboard("{ArrowRight}3");
  expect(session.announcement).toBe("This workspace can only be read: the targets stay as they are.");
  await user.keyboard("c{Delete}");
  expect(ipc.given("setTarget")).toEqual([]);
  for (const field of within(panel()).getAllByRole("textbox")) expect(field).toBeDisabled();
  expect(screen.queryByRole("button", { name: "Add" })).toBeNull();
  expect(within(panel()).queryByRole("button", { name: /Remove/ })).toBeNull();
  expect(await violations()).toEqual([]);
});

it("the targets are copied as rows that import again", async () => {
  const { ipc, user } = await show();
  await user.click(screen.getByRole("button", { name: "Copy the targets" }));
  const [text] = ipc.given("copyText")[0] as [string];
  const lines = text.trimEnd().split("\n");
  expect(lines[0]).toBe("Role\tCompetency\tLevel\tImportance");
  expect(lines).toContain("LLM security engineer\tOutput handling\t3\tcritical");
  // 5 + 7 + 4 + 5 + 5 + 5 + 7 + 4 + 6 targets, under their heads.
  expect(lines).toHaveLength(49);
});
