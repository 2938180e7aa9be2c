// The set-up in three steps: from nothing to a team with roles, with the keyboard alone, and what is skipped or refused.
import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import type { Ipc } from "$lib/ipc/ipc";
import type { AppError, TeamView } from "$lib/ipc/types";
import { violations } from "$testing/accessible";
import { showScreen } from "$testing/screens";
import { team } from "$testing/team";
import { workspace } from "$testing/workspace";

import SetUpScreen from "./SetUpScreen.svelte";

/** A new workspace: the competencies and what ships, nobody yet. */
const NEW: TeamView = {
  ...team,
  teams: [],
  people: [],
  positions: [],
  roles: [],
  competencies: team.competencies.map((competency) => ({ ...competency, roles: 0, assessed: 0 })),
  shipped_roles: team.shipped_roles.map((role) => ({ ...role, present: false })),
  empty: { title: "Nobody is here yet", text: "", actions: [] },
};
/** Two people of the sample without a role, and the roles that are there. */
const BARE: TeamView = {
  ...NEW,
  teams: team.teams.slice(0, 1),
  roles: team.roles.slice(0, 2),
  people: team.people.slice(0, 2).map((person) => ({ ...person, role: null, role_name: "" })),
};

/** A shell that keeps what is added and given. */
function keeping(from: TeamView): Partial<Ipc> {
  let view = from;
  return {
    team: async () => view,
    addPeople: async ({ new_team, names }) => {
      const people = names.split("\n").filter(Boolean).map((name, at) => ({ ...team.people[0]!, id: `person_${at}`, name, role: null, role_name: "" }));
      view = { ...view, teams: [{ id: "platform_security", name: new_team, people: people.length, seats: 0, vacant: 0 }], people };
      return workspace;
    },
    addShippedRoles: async (keys) => {
      view = {
        ...view,
        roles: [...view.roles, ...team.roles.filter(({ id }) => keys.includes(id))],
        shipped_roles: view.shipped_roles.map((role) => ({ ...role, present: role.present || keys.includes(role.key) })),
      };
      return workspace;
    },
    savePerson: async (draft) => {
      view = { ...view, people: view.people.map((person) => (person.id === draft.id ? { ...person, role: draft.role } : person)) };
      return workspace;
    },
  };
}

async function show(answers: Partial<Ipc>, change?: Parameters<typeof showScreen>[2]) {
  const shown = showScreen(SetUpScreen, answers, change);
  await screen.findByRole("heading", { level: 1 });
  return shown;
}

const step = (name: RegExp) => screen.getByRole("button", { name });
const openStep = () => screen.getAllByRole("button", { expanded: true }).map((button) => button.textContent?.trim());
const standing = (name: RegExp) => step(name).closest("li")!.querySelector(".standing")!.textContent;

describe("the set-up of a new workspace", () => {
  it("goes from nothing to the overview with the keyboard alone", async () => {
    const { ipc, session, user } = await show(keeping(NEW));
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Set up Halden Mutual");
    expect(openStep()).toEqual(["Step 1, Team"]);
    expect(await violations()).toEqual([]);

    // 1: the team and its people. Tab passes the step's heading.
    await user.tab();
    expect(step(/Team/)).toHaveFocus();
    await user.tab();
    expect(screen.getByRole("textbox", { name: "Name of the team" })).toHaveFocus();
    await user.keyboard("Platform security");
    await user.tab();
    await user.keyboard("Ada Berg{Enter}Ben Cole");
    await user.tab();
    expect(screen.getByRole("button", { name: "Add 2 people" })).toHaveFocus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(ipc.given("addPeople")).toEqual([[{ team: null, new_team: "Platform security", names: "Ada Berg\nBen Cole" }]]));
    await waitFor(() => expect(screen.getByRole("button", { name: "Continue" })).toHaveFocus());
    expect(standing(/Team/)).toBe("Done: 2 people on 1 team");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(step(/Roles/)).toHaveFocus());

    // 2: roles that ship, and who has which.
    expect(openStep()).toEqual(["Step 2, Roles"]);
    await user.tab();
    expect(screen.getByRole("checkbox", { name: "Security lead" })).toHaveFocus();
    await user.keyboard(" ");
    await user.tab();
    await user.keyboard(" ");
    screen.getByRole("button", { name: "Add 2 roles" }).focus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(ipc.given("addShippedRoles")).toEqual([[["security_lead", "cloud_security_engineer"]]]));
    const roleOf = (name: string) => screen.findByRole("combobox", { name: `Role of ${name}` });
    await user.selectOptions(await roleOf("Ada Berg"), "Security lead");
    await user.selectOptions(await roleOf("Ben Cole"), "Cloud security engineer");
    expect(ipc.given("savePerson")).toEqual([]);
    expect(await violations()).toEqual([]);
    screen.getByRole("button", { name: "Give 2 people their role" }).focus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(ipc.given("savePerson")).toHaveLength(2));
    expect(ipc.given("savePerson").map(([draft]) => draft)).toMatchObject([
      { id: "person_0", name: "Ada Berg", team: "platform_security", role: "security_lead", started_on: "2019-09-02", learning_hours: 12, add_seat: true },
      { id: "person_1", name: "Ben Cole", role: "cloud_security_engineer", add_seat: true },
    ]);
    await waitFor(() => expect(screen.getByRole("button", { name: "Continue" })).toHaveFocus());
    expect(standing(/Roles/)).toBe("Done: 2 roles; everybody has one");
    await user.keyboard("{Enter}");

    // 3: the ways to the levels, and on.
    await waitFor(() => expect(step(/Levels/)).toHaveFocus());
    expect(openStep()).toEqual(["Step 3, Levels"]);
    await user.click(screen.getByRole("button", { name: "Forms for own ratings" }));
    expect(session.forms).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Import a spreadsheet" }));
    expect(ipc.given("chooseImport")).toHaveLength(1);
    screen.getByRole("button", { name: "Go to the overview" }).focus();
    await user.keyboard("{Enter}");
    expect(session.screen).toBe("overview");
  });

  it("can be skipped step by step and come back to; what is typed stays", async () => {
    const { user } = await show(keeping(NEW));
    await user.type(screen.getByRole("textbox", { name: "People, one a line" }), "Ada Berg");
    await user.click(screen.getByRole("button", { name: "Skip for now" }));
    expect(openStep()).toEqual(["Step 2, Roles"]);
    await user.click(screen.getByRole("button", { name: "Skip for now" }));
    expect(openStep()).toEqual(["Step 3, Levels"]);
    expect(screen.getByRole("button", { name: "Set levels in the matrix" })).toBeDisabled();
    expect(screen.getByText(/^Nobody is on a team yet/)).toBeInTheDocument();
    await user.click(step(/Team/));
    expect(openStep()).toEqual(["Step 1, Team"]);
    expect(screen.getByRole("textbox", { name: "People, one a line" })).toHaveValue("Ada Berg");
  });

  it("has what is wrong with the names beside them", async () => {
    const refused: AppError = {
      code: "invalid_argument",
      message: "Nobody was added.",
      hint: "",
      fields: [{ place: "new_team", found: "", expected: "a name for the team" }],
    };
    const { user } = await show({ team: async () => NEW, addPeople: () => Promise.reject(refused) });
    await user.type(screen.getByRole("textbox", { name: "People, one a line" }), "Ada Berg");
    await user.click(screen.getByRole("button", { name: "Add people" }));
    const name = screen.getByRole("textbox", { name: "Name of the team" });
    await waitFor(() => expect(name).toHaveAccessibleDescription("Expected a name for the team."));
    expect(name).toHaveFocus();
    expect(screen.getByRole("textbox", { name: "People, one a line" })).toHaveValue("Ada Berg");
  });
});

describe("the set-up of a workspace with something in it", () => {
  it("opens the first step that is not done, over all teams as they are today", async () => {
    const { ipc } = await show({ team: async () => BARE }, (session) => session.choose({ team: "ai_assurance", as_of: "2026-01-01" }));
    expect(ipc.given("team")).toEqual([[{ team: null, as_of: null, benchmark: null }]]);
    expect(openStep()).toEqual(["Step 2, Roles"]);
    expect(step(/Team/)).toHaveAccessibleName("Step 1, Team");
    expect(standing(/Team/)).toBe("Done: 2 people on 1 team");
    expect(standing(/Roles/)).toBe("2 roles; 2 people have none yet");
    expect(standing(/Levels/)).toBe("");
  });

  it("says that everything is done", async () => {
    // All but =Zoë Adams, who has no role.
    const people = team.people.filter((person) => person.role !== null);
    await show({ team: async () => ({ ...team, people }) });
    // 27 people, of whom one has left and one is borrowed.
    expect(standing(/Team/)).toBe("Done: 25 people and 1 borrowed on 3 teams");
    expect(standing(/Roles/)).toBe("Done: 9 roles; everybody has one");
    expect(standing(/Levels/)).toBe("Done: levels in 27 of 53 competencies");
    expect(screen.getByText("Everything is set up.")).toBeInTheDocument();
    expect(openStep()).toEqual(["Step 3, Levels"]);
  });

  it("stops at the first role that is refused, says whose it is, and keeps the rest chosen", async () => {
    const refused: AppError = { code: "disk_full", message: "The disk is full.", hint: "Make room.", fields: [] };
    const { ipc, user } = await show({ ...keeping(BARE), savePerson: () => Promise.reject(refused) });
    for (const name of ["Amara Osei", "Ben Halvorsen"]) {
      await user.selectOptions(screen.getByRole("combobox", { name: `Role of ${name}` }), "Security lead");
    }
    await user.click(screen.getByRole("button", { name: "Give 2 people their role" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("Amara Osei: The disk is full. Make room.");
    expect(ipc.given("savePerson")).toHaveLength(1);
    expect(screen.getByRole("combobox", { name: "Role of Ben Halvorsen" })).toHaveDisplayValue("Security lead");
    expect(screen.getByRole("button", { name: "Give 2 people their role" })).toBeInTheDocument();
  });

  it("can be read and not changed in a file that can only be read", async () => {
    const { user } = await show({ team: async () => BARE }, (session) => (session.workspace = { ...workspace, read_only: true }));
    expect(screen.getByText(/This workspace can only be read/)).toBeInTheDocument();
    for (const box of screen.getAllByRole("checkbox")) expect(box).toBeDisabled();
    expect(screen.queryByRole("combobox")).toBeNull();
    await user.click(step(/Team/));
    expect(within(step(/Team/).closest("li")!).getByRole("textbox", { name: "People, one a line" })).toBeDisabled();
    expect(screen.queryByRole("button", { name: /^Add/ })).toBeNull();
    expect(screen.getByRole("button", { name: "Continue" })).toBeInTheDocument();
  });
});
