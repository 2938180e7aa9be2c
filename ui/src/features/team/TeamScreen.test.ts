// The team screen: its lists, what opens in the panel, the forms with what is wrong with them, and what is asked first.
import { screen, waitFor, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it } from "vitest";

import type { Ipc } from "$lib/ipc/ipc";
import type { AppError, TeamView } from "$lib/ipc/types";
import { violations } from "$testing/accessible";
import { showScreen, showWindow } from "$testing/screens";
import { team } from "$testing/team";
import { workspace } from "$testing/workspace";

import TeamScreen from "./TeamScreen.svelte";

const REFUSED = (fields: AppError["fields"]): AppError => ({ code: "invalid_argument", message: "This was not saved.", hint: "Set right what is marked.", fields });

async function show(answers: Partial<Ipc> = {}, change?: Parameters<typeof showScreen>[2]) {
  const shown = showScreen(TeamScreen, answers, change);
  await screen.findByRole("heading", { level: 1 });
  return shown;
}

/** A shell whose team is as the last change left it. */
function changing(name: keyof Ipc, change: (view: TeamView) => TeamView): Partial<Ipc> {
  let view = team;
  return {
    team: async () => view,
    [name]: async () => {
      view = change(view);
      return workspace;
    },
  };
}

const panel = () => screen.getByRole("complementary", { name: "Details" });
const heading = () => within(panel()).getByRole("heading", { level: 2 }).textContent;
const field = (name: string) => within(panel()).getByRole("textbox", { name });
const table = (name: string) => screen.getByRole("table", { name });
const cells = (name: string) =>
  within(table(name)).getAllByRole("row").slice(1).map((row) => [...row.children].map((cell) => cell.textContent?.trim().replaceAll(/\s+/g, " ")));
const inPanel = (name: string) => within(panel()).getByRole("button", { name });

/** Opens the form of something new. */
async function add(user: Awaited<ReturnType<typeof show>>["user"], what: string): Promise<void> {
  screen.getByRole("button", { name: "Add" }).focus();
  await user.keyboard("{Enter}");
  // jsdom lays nothing out, so that the menu counts as not yet placed.
  await user.click(await screen.findByText(what, { selector: "[role=menuitem]" }));
}

beforeEach(() => {
  window.innerWidth = 1440;
});

describe("the lists", () => {
  it("have the positions of a team with their vacancies, and its people with what is to be known of them", async () => {
    const { user } = await show();
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("24 people hold 24 of 30 seats");
    const teams = screen.getByRole("toolbar", { name: "Team" });
    expect(within(teams).getAllByRole("button").map((button) => button.textContent)).toEqual([
      "Platform security, 1 vacant",
      "AI assurance, 4 vacant",
      "Detection and response, 1 vacant",
    ]);
    await user.click(within(teams).getByRole("button", { name: /^AI assurance/ }));
    expect(cells("Positions of AI assurance").slice(0, 3)).toEqual([
      ["LLM security engineer", "2 of 5", "3", "28 Dec 2026"],
      ["ML security engineer", "2 of 3", "1", "no date"],
      ["Security lead", "1 of 1", "–", "no date"],
    ]);
    expect(cells("People of AI assurance").slice(-2)).toEqual([
      ["Priya Shah leaves 31 Dec 2026", "Application security engineer", "6 Nov 2023", "16"],
      ["Viktor Novák borrowed", "ML security engineer", "2 Mar 2026", "0"],
    ]);
    expect(await violations()).toEqual([]);
  });

  it("have those who left or are to come where asked", async () => {
    const { user } = await show({}, (session) => session.choose({ team: "ai_assurance" }));
    const names = () => cells("People of AI assurance").map(([name]) => name);
    expect(names()).toHaveLength(8);
    await user.click(screen.getByRole("checkbox", { name: "Show 2 who left or are to come" }));
    expect(names()).toContain("Tomás Vidal left 3 May 2026");
    expect(names()).toContain("Ulla Berg starts 1 Jul 2026");
    expect(names()).toHaveLength(10);
  });

  it("are of the team chosen in the top bar, without a choice of their own", async () => {
    await show({}, (session) => session.choose({ team: "detection_and_response" }));
    expect(screen.getByRole("heading", { name: "Positions and people, Detection and response" })).toBeInTheDocument();
    expect(screen.queryByRole("toolbar", { name: "Team" })).toBeNull();
    expect(cells("Positions of Detection and response")).toHaveLength(3);
  });

  it("choose from a list where the teams are too many to stand side by side", async () => {
    const teams = Array.from({ length: 12 }, (_, at) => ({ ...team.teams[0]!, id: `team_${at}`, name: `Security team ${at}` }));
    const { user } = await show({ team: async () => ({ ...team, teams }) });
    await user.selectOptions(screen.getByRole("combobox", { name: "Team" }), "Security team 7, 1 vacant");
    expect(screen.getByText("Nobody is on Security team 7 on this date.")).toBeInTheDocument();
  });

  it("say what to do where a team has nothing", async () => {
    const { user } = await show({ team: async () => ({ ...team, positions: [], people: [] }) });
    await user.click(screen.getByRole("button", { name: "Add a position" }));
    expect(heading()).toBe("New position");
    await user.click(screen.getByRole("button", { name: "Add people" }));
    expect(heading()).toBe("Several people");
  });

  it("are one stop each, go with the arrow keys, and open on Enter with the focus in the panel", async () => {
    const { user } = await show();
    const people = within(table("People of Platform security")).getAllByRole("button");
    expect(people.filter((button) => button.tabIndex === 0)).toHaveLength(1);
    people[0]!.focus();
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}");
    expect(people[1]).toHaveFocus();
    expect(heading()).toBe("Security lead");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(panel()).toHaveFocus());
    expect(heading()).toBe("Ben Halvorsen");
    await user.keyboard("{Escape}");
    expect(people[1]).toHaveFocus();
  });

  it("open on a click and keep the focus, but where the panel is out of sight", async () => {
    const { user } = await show();
    await user.click(screen.getByRole("button", { name: "Ben Halvorsen" }));
    expect(heading()).toBe("Ben Halvorsen");
    expect(screen.getByRole("button", { name: "Ben Halvorsen" })).toHaveFocus();
    window.innerWidth = 1000;
    window.dispatchEvent(new Event("resize"));
    await user.click(screen.getByRole("button", { name: "Dev Raman" }));
    await waitFor(() => expect(panel()).toHaveFocus());
  });

  it("are copied as a spreadsheet takes them, and no name is run as a formula", async () => {
    const { ipc, session, user } = await show({}, (session) => session.choose({ team: "detection_and_response" }));
    await user.click(screen.getByRole("button", { name: "Copy the people" }));
    const [text] = ipc.given("copyText")[0] as [string];
    expect(text.split("\n").slice(0, 2)).toEqual([
      "Person\tTeam\tRole\tStarted\tLeaves\tBorrowed\tLearning hours\tRemark",
      "Quentin Dubois\tDetection and response\tSecurity lead\t2020-02-03\t\t\t12\t",
    ]);
    expect(text).toContain("\n'=Zoë Adams\tDetection and response\t\t");
    expect(session.announcement).toBe("Copied 9 rows");
    await user.click(screen.getByRole("button", { name: "Copy the positions" }));
    expect((ipc.given("copyText")[1] as [string])[0]).toContain("Incident responder\tDetection and response\t4\t3\t1\t2026-11-01\n");
  });
});

describe("a person", () => {
  async function open(answers: Partial<Ipc> = {}) {
    const shown = await show(answers, (session) => (session.target = { person: "noor_rahman" }));
    await waitFor(() => expect(heading()).toBe("Noor Rahman"));
    return shown;
  }
  const draft = {
    id: "noor_rahman", name: "Noor Rahman", team: "ai_assurance", role: "llm_security_engineer", started_on: "2025-02-03",
    leaves_on: null, borrowed: false, learning_hours: 20, add_seat: false,
  };

  it("is opened where another screen asked for them, with their team in the lists", async () => {
    await open();
    expect(table("People of AI assurance")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Noor Rahman" })).toHaveAttribute("aria-current", "true");
    await waitFor(() => expect(panel()).toHaveFocus());
    expect(await violations()).toEqual([]);
  });

  it("who left is shown with those who left", async () => {
    await show({}, (session) => (session.target = { person: "tomas_vidal".replace("tomas", "tomás") }));
    await waitFor(() => expect(heading()).toBe("Tomás Vidal"));
    expect(screen.getByRole("checkbox", { name: /who left or are to come/ })).toBeChecked();
  });

  it("is changed in every part, as one change", async () => {
    const { ipc, user } = await open();
    await user.clear(field("Name"));
    await user.type(field("Name"), "Noor Rahman-Weber");
    const leaves = within(panel()).getByLabelText("Leaves");
    await user.type(leaves, "2026-12-31");
    await user.clear(field("Learning hours"));
    await user.type(field("Learning hours"), "7.5");
    await user.click(within(panel()).getByRole("checkbox", { name: "Borrowed" }));
    await user.click(inPanel("Save"));
    await waitFor(() =>
      expect(ipc.given("savePerson")).toEqual([[{ ...draft, name: "Noor Rahman-Weber", leaves_on: "2026-12-31", learning_hours: 7.5, borrowed: true }]]),
    );
    expect(within(panel()).queryByRole("button", { name: "Put back" })).toBeNull();
  });

  it("who moves where no seat is free gets one where that is wished for", async () => {
    const { ipc, user } = await open();
    expect(within(panel()).queryByRole("checkbox", { name: "Add a seat for this role" })).toBeNull();
    // A seat of an ML security engineer is vacant on AI assurance, and none on Detection and response.
    await user.selectOptions(within(panel()).getByRole("combobox", { name: "Role" }), "ML security engineer");
    expect(within(panel()).queryByRole("checkbox", { name: "Add a seat for this role" })).toBeNull();
    await user.selectOptions(within(panel()).getByRole("combobox", { name: "Team" }), "Detection and response");
    const seat = within(panel()).getByRole("checkbox", { name: "Add a seat for this role" });
    expect(seat).toHaveAccessibleDescription("No ML security engineer seat is free on Detection and response.");
    expect(seat).toBeChecked();
    await user.click(inPanel("Save"));
    const moved = { ...draft, team: "detection_and_response", role: "ml_security_engineer" };
    await waitFor(() => expect(ipc.given("savePerson")).toEqual([[{ ...moved, add_seat: true }]]));
  });

  it("who moves gets no seat where that is not wished for, and none where they are borrowed", async () => {
    const { ipc, user } = await open();
    await user.selectOptions(within(panel()).getByRole("combobox", { name: "Team" }), "Detection and response");
    await user.click(within(panel()).getByRole("checkbox", { name: "Add a seat for this role" }));
    await user.click(inPanel("Save"));
    await waitFor(() => expect(ipc.given("savePerson")).toEqual([[{ ...draft, team: "detection_and_response", add_seat: false }]]));
    await user.click(within(panel()).getByRole("checkbox", { name: "Borrowed" }));
    expect(within(panel()).queryByRole("checkbox", { name: "Add a seat for this role" })).toBeNull();
  });

  it("who moves to a team that is not shown gets a seat only where none is free", async () => {
    const { user } = await show({}, (session) => {
      session.choose({ team: "ai_assurance" });
      session.target = { person: "noor_rahman" };
    });
    await waitFor(() => expect(heading()).toBe("Noor Rahman"));
    await user.selectOptions(within(panel()).getByRole("combobox", { name: "Team" }), "Platform security");
    expect(within(panel()).getByRole("checkbox", { name: "Add a seat for this role" })).toHaveAccessibleDescription(
      "Only where no LLM security engineer seat is free on Platform security.",
    );
  });

  it("has what is wrong beside its fields, all at once, and the focus on the first", async () => {
    const says = "The leaving date, 1 Jan 2020, is not after the first day, 1 Feb 2020.";
    const refused = REFUSED([
      { place: "name", found: "", expected: "", says: "Somebody else on Blue is named Noor too: add an initial." },
      { place: "leaves_on", found: "", expected: "", says },
    ]);
    const { user } = await open({ savePerson: () => Promise.reject(refused) });
    await user.clear(field("Name"));
    await user.click(inPanel("Save"));
    await waitFor(() => expect(field("Name")).toHaveAccessibleDescription("The name of the person is missing."));
    await user.type(field("Name"), "Noor");
    await user.click(inPanel("Save"));
    await waitFor(() => expect(field("Name")).toHaveAccessibleDescription("Somebody else on Blue is named Noor too: add an initial."));
    expect(within(panel()).getByLabelText("Leaves")).toHaveAccessibleDescription(says);
    expect(field("Name")).toHaveFocus();
    expect(within(panel()).queryByRole("alert")).toBeNull();
    expect(await violations()).toEqual([]);
  });

  it("has what is no field's as a message", async () => {
    const { user } = await open({ savePerson: () => Promise.reject(REFUSED([{ place: "file", found: "locked", expected: "" }])) });
    await user.type(field("Name"), "x{Enter}");
    expect(await within(panel()).findByRole("alert")).toHaveTextContent("This was not saved. Set right what is marked. file: found locked");
  });

  it("is not sent with a number that is none", async () => {
    const { ipc, user } = await open();
    await user.clear(field("Learning hours"));
    await user.type(field("Learning hours"), "lots");
    await user.click(inPanel("Save"));
    expect(field("Learning hours")).toHaveFocus();
    expect(field("Learning hours")).toHaveAccessibleDescription("a quarter Learning hours is not a number. Use digits, for example 20.");
    expect(ipc.given("savePerson")).toEqual([]);
  });

  it("is put back as they were", async () => {
    const { user } = await open();
    await user.type(field("Name"), "!");
    await user.click(inPanel("Put back"));
    expect(field("Name")).toHaveValue("Noor Rahman");
  });

  it("new in the team is opened once they are there", async () => {
    const { ipc, user } = await show(
      changing("savePerson", (view) => ({ ...view, people: [...view.people, { ...view.people[0]!, id: "new", name: "Zara Quist", role: null, role_name: "" }] })),
    );
    await add(user, "Person");
    await waitFor(() => expect(field("Name")).toHaveFocus());
    expect(heading()).toBe("New person");
    await user.type(field("Name"), "Zara Quist{Enter}");
    await waitFor(() => expect(heading()).toBe("Zara Quist"));
    expect(ipc.given("savePerson")).toEqual([
      [{ id: null, name: "Zara Quist", team: "platform_security", role: null, started_on: null, leaves_on: null, borrowed: false, learning_hours: 20, add_seat: false }],
    ]);
    await waitFor(() => expect(panel()).toHaveFocus());
  });
});

describe("what is typed and not saved", () => {
  it("is asked about before something else is opened, and stays where that is wished for", async () => {
    const { user } = await showWindow();
    await user.keyboard("{Control>}3{/Control}");
    await user.click(await screen.findByRole("button", { name: "Ben Halvorsen" }));
    await user.type(field("Name"), "!");
    await user.click(screen.getByRole("button", { name: "Dev Raman" }));
    const dialog = await screen.findByRole("dialog", { name: "Leave without saving?" });
    expect(await violations()).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Stay" }));
    expect(field("Name")).toHaveValue("Ben Halvorsen!");
    await user.click(screen.getByRole("button", { name: "Dev Raman" }));
    await user.click(await screen.findByRole("button", { name: "Leave it" }));
    expect(heading()).toBe("Dev Raman");
    // Nothing is typed there, so nothing is asked.
    await user.click(screen.getByRole("button", { name: "Amara Osei" }));
    expect(heading()).toBe("Amara Osei");
  });

  it("is asked about before the screen is left, in whatever way", async () => {
    const { ipc, user } = await showWindow();
    await user.keyboard("{Control>}3{/Control}");
    await user.click(await screen.findByRole("button", { name: "Ben Halvorsen" }));
    await user.type(field("Name"), "!");
    for (const key of ["1", "w", "n", "o", "i"]) {
      await user.keyboard(`{Control>}${key}{/Control}`);
      await user.click(await screen.findByRole("button", { name: "Stay" }));
      expect(field("Name")).toHaveValue("Ben Halvorsen!");
    }
    expect([...ipc.given("closeWorkspace"), ...ipc.given("chooseWorkspace"), ...ipc.given("chooseImport")]).toEqual([]);
    await user.keyboard("{Control>}4{/Control}");
    await user.click(await screen.findByRole("button", { name: "Leave it" }));
    await waitFor(() => expect(screen.queryByRole("complementary", { name: "Details" })).toBeNull());
    // Nothing is typed any more, so nothing is asked.
    await user.keyboard("{Control>}1{/Control}");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("stays while the keys go through the grid", async () => {
    const { user } = await show();
    await user.click(screen.getByRole("button", { name: "Ben Halvorsen" }));
    await user.type(field("Name"), "!");
    screen.getByRole("grid").focus();
    await user.keyboard("{ArrowDown}{ArrowRight}");
    expect(field("Name")).toHaveValue("Ben Halvorsen!");
    await user.click(inPanel("Put back"));
    screen.getByRole("grid").focus();
    await user.keyboard("{ArrowDown}");
    expect(heading()).toBe("Application security engineer");
  });

  it("stays when the data change", async () => {
    const { ipc, session, user } = await show();
    await user.click(screen.getByRole("button", { name: "Ben Halvorsen" }));
    await user.type(field("Name"), "!");
    session.changed(workspace);
    await waitFor(() => expect(ipc.given("team")).toHaveLength(2));
    expect(field("Name")).toHaveValue("Ben Halvorsen!");
  });
});

describe("several people", () => {
  it("are added a line each, to a team that is there or to a new one", async () => {
    const { ipc, user } = await show();
    await add(user, "Several people");
    const names = () => field("People, one a line");
    await waitFor(() => expect(within(panel()).getByRole("combobox", { name: "Team" })).toHaveFocus());
    await user.type(names(), "Zara Quist, SOC analyst{Enter}Ali Tan{Enter}");
    await user.click(inPanel("Add 2 people"));
    await waitFor(() => expect(names()).toHaveValue(""));
    await user.selectOptions(within(panel()).getByRole("combobox", { name: "Team" }), "A new team");
    await user.type(field("Name of the team"), "Cloud");
    await user.type(names(), "Eva Roth");
    await user.click(inPanel("Add people"));
    await waitFor(() => expect(ipc.given("addPeople")).toHaveLength(2));
    expect(ipc.given("addPeople")).toEqual([
      [{ team: "platform_security", new_team: "", names: "Zara Quist, SOC analyst\nAli Tan\n" }],
      [{ team: null, new_team: "Cloud", names: "Eva Roth" }],
    ]);
  });

  it("have what is wrong with their lines below them", async () => {
    const refused = REFUSED([
      { place: "names[0]", found: "Mina Park", expected: "a name that is not there yet" },
      { place: "names[2]", found: "Wizard", expected: "a role of the workspace or of Cadre" },
    ]);
    const { user } = await show({ addPeople: () => Promise.reject(refused) });
    await add(user, "Several people");
    await user.type(field("People, one a line"), "Mina Park");
    await user.click(inPanel("Add people"));
    await waitFor(() =>
      expect(field("People, one a line")).toHaveAccessibleDescription(
        /Expected a name that is not there yet, found Mina Park\. Expected a role of the workspace or of Cadre, found Wizard\.$/,
      ),
    );
    expect(field("People, one a line")).toHaveValue("Mina Park");
  });
});

describe("a position and a team", () => {
  it("are changed", async () => {
    const { ipc, user } = await show({}, (session) => session.choose({ team: "ai_assurance" }));
    await user.click(within(table("Positions of AI assurance")).getByRole("button", { name: "LLM security engineer" }));
    expect(panel()).toHaveTextContent("AI assurance, 2 of 5 seats held");
    await user.clear(field("Seats"));
    await user.type(field("Seats"), "2.5{Enter}");
    expect(field("Seats")).toHaveAccessibleDescription(/Seats must be a whole number from 1\.$/);
    await user.clear(field("Seats"));
    await user.type(field("Seats"), "4");
    await user.clear(within(panel()).getByLabelText("Needed by"));
    await user.click(inPanel("Save"));
    await waitFor(() =>
      expect(ipc.given("savePosition")).toEqual([[{ id: "position_1_llm_security_engineer", team: "ai_assurance", role: "llm_security_engineer", seats: 4, needed_by: null }]]),
    );
    await user.click(screen.getByRole("button", { name: "Open team AI assurance" }));
    expect(panel()).toHaveTextContent("7 people, 7 of 11 seats held");
    await user.clear(field("Name"));
    await user.type(field("Name"), "AI security{Enter}");
    await waitFor(() => expect(ipc.given("saveTeam")).toEqual([[{ id: "ai_assurance", name: "AI security" }]]));
  });

  it("are added, and looked at then", async () => {
    const { user } = await show(changing("saveTeam", (view) => ({ ...view, teams: [...view.teams, { id: "cloud", name: "Cloud", people: 0, seats: 0, vacant: 0 }] })));
    await add(user, "Team");
    await user.type(field("Name"), "Cloud{Enter}");
    await waitFor(() => expect(heading()).toBe("Cloud"));
    expect(screen.getByText("Nobody is on Cloud on this date.")).toBeInTheDocument();
    expect(inPanel("Rename")).toBeInTheDocument();
  });

  it("need a role first", async () => {
    const { user } = await show({ team: async () => ({ ...team, roles: [] }) });
    expect(heading()).toBe("No role yet");
    await add(user, "Position");
    inPanel("Add shipped roles").focus();
    await user.keyboard("{Enter}");
    expect(heading()).toBe("Shipped roles");
  });
});

describe("a role", () => {
  it("of one's own is added with its figures, or with those of another", async () => {
    const { ipc, user } = await show(
      changing("saveRole", (view) => ({ ...view, roles: [...view.roles, { ...view.roles[0]!, id: "new", name: "Privacy engineer", targets: [], detail: "" }] })),
    );
    await add(user, "Role");
    await user.type(field("Name"), "Privacy engineer");
    await user.click(inPanel("Add role"));
    expect(field("Yearly cost")).toHaveFocus();
    expect(field("Yearly cost")).toHaveAccessibleDescription("€ Yearly cost is missing. Use a number from 0.");
    expect(ipc.given("saveRole")).toEqual([]);
    await user.selectOptions(within(panel()).getByRole("combobox", { name: "Figures as in" }), "ML security engineer");
    await user.clear(field("Yearly cost"));
    await user.type(field("Yearly cost"), "99000");
    await user.click(inPanel("Add role"));
    await waitFor(() => expect(heading()).toBe("Privacy engineer"));
    expect(ipc.given("saveRole")).toEqual([
      [{ id: null, name: "Privacy engineer", annual_cost: 99000, hiring_cost: 9000, contractor_rate: 55000, weeks_to_fill: 16, weeks_to_ramp: 12, attrition: 0.25 }],
    ]);
    expect(panel()).toHaveTextContent("It has no seats yet.");
  });

  it("that ships is added with others; those that are there stay", async () => {
    const { ipc, user } = await show();
    await add(user, "Shipped role");
    expect(within(panel()).getByRole("checkbox", { name: "Security lead" })).toBeDisabled();
    expect(within(panel()).getByRole("checkbox", { name: "SOC analyst" })).toHaveAccessibleDescription("8 targets, 78,000 EUR a year, 8 weeks to fill");
    await user.click(inPanel("Add roles"));
    expect(panel()).toHaveTextContent("Choose at least one role first.");
    await user.click(within(panel()).getByRole("checkbox", { name: "SOC analyst" }));
    await user.click(within(panel()).getByRole("checkbox", { name: "Security architect" }));
    await user.click(inPanel("Add 2 roles"));
    await waitFor(() => expect(ipc.given("addShippedRoles")).toEqual([[["soc_analyst", "security_architect"]]]));
  });

  it("is opened where another screen asked for it", async () => {
    await show({}, (session) => (session.target = { role: "llm_security_engineer", competency: "output_handling" }));
    await waitFor(() => expect(heading()).toBe("LLM security engineer"));
    expect(within(panel()).getByRole("heading", { name: "Output handling" })).toBeInTheDocument();
  });
});

describe("a removal", () => {
  it("says what goes with it, and is done once that is confirmed", async () => {
    const { ipc, user } = await show({
      ...changing("removeItem", (view) => ({ ...view, people: view.people.filter(({ id }) => id !== "ben_halvorsen") })),
      removalConsequences: async () => ({ title: "Remove Ben Halvorsen?", lines: ["31 assessments go with him.", "1 seat is vacant then."], confirm: "Remove Ben Halvorsen" }),
    });
    await user.click(screen.getByRole("button", { name: "Ben Halvorsen" }));
    await user.click(inPanel("Remove"));
    let dialog = await screen.findByRole("dialog", { name: "Remove Ben Halvorsen?" });
    expect(within(dialog).getAllByRole("listitem").map((item) => item.textContent)).toEqual(["31 assessments go with him.", "1 seat is vacant then."]);
    expect(dialog).toHaveTextContent("Undo brings it back.");
    expect(await violations()).toEqual([]);
    expect(dialog.contains(document.activeElement)).toBe(true);
    expect(within(dialog).getAllByRole("button").map((button) => button.textContent)).toEqual(["Cancel", "Remove Ben Halvorsen"]);
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(ipc.given("removeItem")).toEqual([]);
    await user.click(inPanel("Remove"));
    dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Remove Ben Halvorsen" }));
    const item = { kind: "person", id: "ben_halvorsen" };
    await waitFor(() => expect(screen.queryByRole("button", { name: "Ben Halvorsen" })).toBeNull());
    expect(ipc.given("removalConsequences")).toEqual([[item], [item]]);
    expect(ipc.given("removeItem")).toEqual([[item]]);
    await waitFor(() => expect(panel()).toHaveFocus());
  });

  it.each([
    ["role", async ({ user }: Shown) => user.click(inPanel("Remove this role")), { kind: "role", id: "security_lead" }],
    ["position", async ({ user }: Shown) => {
      await user.click(within(table("Positions of Platform security")).getByRole("button", { name: "Security lead" }));
      await user.click(inPanel("Remove"));
    }, { kind: "position", id: "position_0_security_lead" }],
    ["team", async ({ user }: Shown) => {
      await user.click(screen.getByRole("button", { name: /^Open team/ }));
      await user.click(inPanel("Remove"));
    }, { kind: "team", id: "platform_security" }],
    ["competency", async ({ user }: Shown) => {
      await user.click(screen.getByRole("button", { name: "Competencies" }));
      await user.click(screen.getByRole("button", { name: "Output handling" }));
      await user.click(inPanel("Retire"));
    }, { kind: "competency", id: "output_handling" }],
  ])("asks about a %s", async (_, ask, item) => {
    const shown = await show();
    await ask(shown);
    await screen.findByRole("dialog");
    expect(shown.ipc.given("removalConsequences")).toEqual([[item]]);
  });

  it("that is refused is told, and nothing goes", async () => {
    const { session, user } = await show({ removalConsequences: () => Promise.reject(REFUSED([])) });
    await user.click(inPanel("Remove this role"));
    await waitFor(() => expect(session.error?.message).toBe("This was not saved."));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});
type Shown = Awaited<ReturnType<typeof show>>;

it("an empty workspace says what to do", async () => {
  const empty = { title: "Nobody is here yet", text: "A team has people.", actions: [{ kind: "set_up" as const, label: "Set up the team", text: "Ten minutes." }] };
  const { session, user } = await show({ team: async () => ({ ...team, teams: [], people: [], positions: [], empty }) });
  expect(screen.getByRole("heading", { level: 1, name: "Nobody is here yet" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Set up the team" }));
  expect(session.screen).toBe("set-up");
});

it("the team is asked for again with another selection, and after a change", async () => {
  const { ipc, session } = await show();
  session.choose({ team: "ai_assurance" });
  await waitFor(() => expect(ipc.given("team").at(-1)).toEqual([{ team: "ai_assurance", as_of: null, benchmark: null }]));
  session.changed(workspace);
  await waitFor(() => expect(ipc.given("team")).toHaveLength(3));
});
