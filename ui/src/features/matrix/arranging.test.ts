// What is shown and in what order: filters, sorting, the two views, finding by name, and the list of keys.
import { screen, waitFor, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeEach, describe, expect, it } from "vitest";

import { violations } from "$testing/accessible";
import { matrix } from "$testing/matrix";

import { cell, cellAt, corner, grid, layOut, level, levels, names, place, says, selected, show } from "$testing/played";

beforeEach(layOut);

const filter = (name: string): HTMLElement => screen.getByRole("combobox", { name });
/** A box of the menu of areas, which jsdom cannot place and so takes for hidden. */
const area = (name: string): Promise<HTMLElement> => screen.findByText(name, { selector: "[role=menuitemcheckbox]" });
const heads = (): string[] =>
  screen.getAllByRole("columnheader", { hidden: true }).flatMap((head) => (head.closest(".competencies") ? (head.getAttribute("title") ?? []) : []));

describe("the filters", () => {
  it("keep the people of a role, say how many, and go with one press", async () => {
    const { user } = await show();
    const found = await grid();
    await user.selectOptions(filter("Role"), "Incident responder");
    // Every third from the second person on.
    expect(names()).toEqual([
      "Ben Halvorsen", "Elif Kaya", "Hugo Mercier", "Chiara Conti 10", "Farid Haddad 13", "Amara Osei 16",
      "Dmitri Volkov 19", "Greta Lindqvist 22",
    ]);
    expect(screen.getByText("8 of 24 people")).toBeInTheDocument();
    // 2 lines of heads, 8 people under 3 teams, 3 of the foot and the one that says whom they count.
    expect(found).toHaveAttribute("aria-rowcount", "17");
    expect(screen.getByRole("rowheader", { name: "Seats and holders of all 23 people on 3 teams" }).closest("[role=row]")).toHaveAttribute(
      "aria-rowindex",
      "14",
    );
    expect(screen.getByRole("rowheader", { name: "Seats needed" }).closest("[role=row]")).toHaveAttribute("aria-rowindex", "15");
    expect(screen.getByRole("rowheader", { name: /Platform security/ })).toHaveTextContent("3 people");
    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    expect(found).toHaveAttribute("aria-rowcount", "32");
    expect(found).toHaveFocus();
    expect(screen.queryByRole("button", { name: "Clear filters" })).toBeNull();
    expect(screen.queryByText(/Seats and holders/)).toBeNull();
    await user.selectOptions(filter("Role"), "No role");
    expect(names()).toEqual(["Farid Haddad"]);
  });

  it.each([
    ["Below target", ["Ben Halvorsen"]],
    ["Stale", ["Chiara Conti"]],
    ["Unknown", ["Amara Osei", "Ben Halvorsen", "Chiara Conti", "Dmitri Volkov", "Elif Kaya"]],
    ["Claimed only", ["Dmitri Volkov"]],
    ["Self differs", ["Elif Kaya"]],
  ])("keep the people with a cell that is %s", async (state, expected) => {
    const view = corner([
      [cell({ level: 3, target: 3 }), cell({ target: 4 })],
      [cell({ level: 1, target: 2 })],
      [cell({ level: 2, stale: true })],
      [cell({ level: 2, confirmed: false })],
      [cell({ level: 4, difference: -2 })],
    ]);
    view.people.length = 6;
    view.cells.length = 6 * 19;
    // The last one is known everywhere.
    view.cells.fill(cell({ level: 2 }), 5 * 19);
    const { user } = await show({ matrix: async () => view });
    await grid();
    await user.selectOptions(filter("State"), state);
    expect(names()).toEqual(expected);
    expect(screen.getByText(`${expected.length} of 6 people`)).toBeInTheDocument();
  });

  it("keep the competencies in which a state is found, and say how many", async () => {
    const view = corner([
      [cell({ level: 1, target: 2 }), cell({ level: 2, target: 2 }), cell({ level: 3 })],
      [cell({ level: 2, target: 2 }), cell({ level: 4, target: 2 }), cell({ level: 0, target: 1 })],
      [cell({ level: 4, target: 2 }), cell({ level: 2, target: 2 })],
    ]);
    const { session, user } = await show({ matrix: async () => view });
    await grid();
    // Of the third one's column, the second area's first, only the second person is short.
    expect(heads()).toEqual(["Model supply chain", "Model monitoring", "Prompt-injection defence"]);
    expect(screen.getByText("3 of 19 competencies")).toBeInTheDocument();
    await user.selectOptions(filter("State"), "Below target");
    expect(heads()).toEqual(["Model supply chain", "Prompt-injection defence"]);
    expect(names()).toEqual(["Amara Osei", "Ben Halvorsen"]);
    expect(screen.getByText("2 of 19 competencies")).toBeInTheDocument();
    expect(within(screen.getByRole("grid")).getByTitle("ML SecOps")).toHaveAttribute("aria-colspan", "1");
    expect(session.announcement).toBe("2 of 24 people, 2 of 19 competencies");
  });

  it("let the cells that are meant stand out", async () => {
    const view = corner([
      [cell({ level: 1, target: 2 }), cell({ level: 4, target: 2 })],
      [cell({ level: 2 }), cell({ level: 1, target: 2 })],
    ]);
    const { user } = await show({ matrix: async () => view });
    await grid();
    await user.selectOptions(filter("State"), "Below target");
    expect(cellAt(0, 0)).toHaveClass("wanted");
    expect(cellAt(0, 1)).toHaveClass("aside");
    await user.selectOptions(filter("State"), "Any");
    expect(cellAt(0, 1)).not.toHaveClass("aside");
  });

  it("hide the columns of areas, several at once, by keys too", async () => {
    const { user } = await show();
    const found = await grid();
    screen.getByRole("button", { name: "Areas All" }).focus();
    await user.keyboard("{Enter}");
    await user.click(await area("ML SecOps"));
    // It stays open, so that the next one can be chosen.
    (await area("LLM SecOps")).focus();
    await user.keyboard("{Enter}");
    expect(await area("LLM SecOps")).toHaveAttribute("aria-checked", "false");
    expect(screen.getByText("7 of 9")).toBeInTheDocument();
    expect(found).toHaveAttribute("aria-colcount", "15");
    expect(heads()[0]).toBe("Cloud posture");
    expect(within(found).getByTitle("Cloud computing")).toHaveAttribute("aria-colindex", "2");
    await user.click(screen.getByText("All areas"));
    expect(found).toHaveAttribute("aria-colcount", "20");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.getByRole("button", { name: "Areas All" })).toHaveFocus());
  });

  it("say so where nothing is left, and offer to show everybody", { timeout: 60_000 }, async () => {
    const { user } = await show({ matrix: async () => levels([[]]) });
    await grid();
    await user.selectOptions(filter("State"), "Stale");
    const none = screen.getByRole("region", { name: "Nothing to show" });
    expect(none).toHaveTextContent("Nobody matches these filters 0 of 24 people.");
    expect(screen.queryByRole("grid")).toBeNull();
    expect(await violations()).toEqual([]);
    await user.click(within(none).getByRole("button", { name: "Clear filters" }));
    await waitFor(() => expect(screen.getByRole("grid")).toHaveFocus());
    expect(screen.getByRole("grid")).toHaveAttribute("aria-rowcount", "32");
  });

  it("say so where no area is left", async () => {
    const view = matrix(3, 2);
    const { user } = await show({ matrix: async () => view });
    await grid();
    await user.click(screen.getByRole("button", { name: "Areas All" }));
    for (const { name } of view.areas) await user.click(await area(name));
    await user.keyboard("{Escape}");
    expect(await screen.findByRole("region", { name: "Nothing to show" })).toHaveTextContent("No area is chosen");
  });

  it("say what to do where there are no competencies", async () => {
    const { session, user } = await show({ matrix: async () => matrix(3, 0) });
    const none = await screen.findByRole("region", { name: "Nothing to show" });
    expect(none).toHaveTextContent("No competencies yet");
    await user.click(within(none).getByRole("button", { name: "Open Team" }));
    expect(session.screen).toBe("team");
  });

  it("stay on the active person, and come back to them", async () => {
    const { user } = await show();
    await grid();
    await user.keyboard("{ArrowDown}{ArrowRight}");
    await user.selectOptions(filter("Role"), "LLM security engineer");
    // Ben Halvorsen is a responder: the second of those left is the nearest.
    expect(place()).toEqual([1, 1]);
    await user.selectOptions(filter("Role"), "Any");
    expect(place()).toEqual([1, 1]);
    await user.selectOptions(filter("Role"), "Incident responder");
    expect(place()).toEqual([0, 1]);
  });

  it("take one area alone, none and all, by keys too", async () => {
    const { user } = await show();
    await grid();
    screen.getByRole("button", { name: "Areas All" }).focus();
    await user.keyboard("{Enter}");
    (await area("LLM SecOps")).focus();
    await user.keyboard("{Shift>}{Enter}{/Shift}");
    expect(heads()).toEqual(["Prompt-injection defence", "Output handling", "Agent permissions"]);
    expect(screen.getByText("1 of 9")).toBeInTheDocument();
    await user.click(within(await area("Soft skills")).getByText("only"));
    expect(heads()).toEqual(["Communication", "Leadership"]);
    await user.click(screen.getByText("No area"));
    expect(screen.getByText("No area is chosen")).toBeInTheDocument();
    await user.click(screen.getByText("Areas needed or mostly assessed"));
    expect(await grid()).toHaveAttribute("aria-colcount", "20");
  });

  it("leave out what nobody needs and few have at first, and say so", async () => {
    const view = corner([[cell({ level: 1, target: 2 }), cell({ level: 3 })]]);
    const { user } = await show({ matrix: async () => view });
    const found = await grid();
    // One target, and one level of 24 people.
    expect(heads()).toEqual(["Model supply chain"]);
    expect(screen.getByText("1 of 19 competencies")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Areas 1 of 9" }));
    await user.click(await area("Also what nobody needs and few have"));
    expect(found).toHaveAttribute("aria-colcount", "20");
    expect(screen.getByText("19 competencies")).toBeInTheDocument();
  });

  it("go where a link names what they hide", async () => {
    const { session, user } = await show();
    await grid();
    await user.selectOptions(filter("Role"), "Incident responder");
    session.target = { person: "person_2", competency: "competency_3" };
    await waitFor(() => expect(place()).toEqual([2, 3]));
    expect(filter("Role")).toHaveValue("");
  });

  it("set and paste what is shown, in the order of the screen", async () => {
    const { ipc, user } = await show();
    await grid();
    await user.selectOptions(filter("Role"), "Incident responder");
    (await grid()).focus();
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}2{Control>}v{/Control}");
    expect(ipc.given("setLevels")).toEqual([[[level(1, 0, 2), level(4, 0, 2)]]]);
    await waitFor(() => expect(ipc.given("pasteLevels")).toHaveLength(1));
    expect((ipc.given("pasteLevels")[0]?.[0] as { people: string[] }).people).toEqual(
      [1, 4, 7, 10, 13, 16, 19, 22].map((at) => `person_${at}`),
    );
  });
});

describe("the sorting", () => {
  const view = () => levels([[2, 0], [4, 1], [null, 2], [0, 3]]);

  it("goes through high to low, low to high and off with the key, and says so", async () => {
    const { user } = await show({ matrix: async () => view() });
    const found = await grid();
    const head = () => screen.getByRole("columnheader", { name: "Model supply chain" });
    expect(head()).not.toHaveAttribute("aria-sort");
    const rows = screen.getAllByRole("row").length;
    await user.keyboard("s");
    expect(head()).toHaveAttribute("aria-sort", "descending");
    expect(names().slice(0, 3)).toEqual(["Ben Halvorsen", "Amara Osei", "Dmitri Volkov"]);
    // The headings of the teams go.
    expect(found).toHaveAttribute("aria-rowcount", "29");
    expect(screen.queryByRole("rowheader", { name: /Platform security/ })).toBeNull();
    expect(screen.getAllByRole("row").length).toBeLessThanOrEqual(rows);
    // The active cell stays on its person.
    expect(place()).toEqual([1, 0]);
    await user.keyboard("s");
    expect(head()).toHaveAttribute("aria-sort", "ascending");
    expect(names().slice(0, 4)).toEqual(["Dmitri Volkov", "Amara Osei", "Ben Halvorsen", "Chiara Conti"]);
    await user.keyboard("s");
    expect(head()).not.toHaveAttribute("aria-sort");
    expect(found).toHaveAttribute("aria-rowcount", "32");
    expect(found).toHaveFocus();
  });

  it("follows a press on a column head, and leaves the focus in the grid", async () => {
    const { user } = await show({ matrix: async () => view() });
    const found = await grid();
    await user.click(screen.getByRole("button", { name: "Model monitoring" }));
    expect(names().slice(0, 4)).toEqual(["Dmitri Volkov", "Chiara Conti", "Ben Halvorsen", "Amara Osei"]);
    expect(screen.getByRole("columnheader", { name: "Model monitoring" })).toHaveAttribute("aria-sort", "descending");
    expect(found).toHaveFocus();
    await user.click(screen.getByRole("button", { name: "Model supply chain" }));
    expect(screen.getAllByRole("columnheader").filter((head) => head.hasAttribute("aria-sort"))).toHaveLength(1);
  });

  it("follows the keys on the column heads, which come after the cells", async () => {
    const { ipc, user } = await show({ matrix: async () => view() });
    const found = await grid();
    await user.keyboard("{Tab}");
    expect(screen.getByRole("button", { name: "Model supply chain" })).toHaveFocus();
    await user.keyboard("{ArrowRight}");
    expect(screen.getByRole("button", { name: "Model monitoring" })).toHaveFocus();
    expect(place()).toEqual([0, 1]);
    await user.keyboard("{Enter}");
    expect(screen.getByRole("columnheader", { name: "Model monitoring" })).toHaveAttribute("aria-sort", "descending");
    expect(names().slice(0, 2)).toEqual(["Dmitri Volkov", "Chiara Conti"]);
    // A digit here sets nothing.
    await user.keyboard("3{ArrowDown}");
    expect(ipc.given("setLevels")).toEqual([]);
    expect(found).toHaveFocus();
  });

  it("follows the choice in the bar", async () => {
    const { user } = await show({ matrix: async () => view() });
    await grid();
    const sort = filter("Sort");
    expect(sort).toHaveValue("Team, name");
    // Some of the words are enough; the arrows and Enter choose.
    await user.click(sort);
    await user.keyboard("monitor lowest{Enter}");
    expect(names().slice(0, 4)).toEqual(["Amara Osei", "Ben Halvorsen", "Chiara Conti", "Dmitri Volkov"]);
    expect(sort).toHaveValue("Model monitoring, lowest first");
    expect(sort).toHaveFocus();
    await user.click(sort);
    // What a person is comes first, and then the column of the active cell.
    const first = within(screen.getByRole("group", { name: "Suggested" })).getAllByRole("option");
    expect(first.map((option) => option.textContent?.trim())).toEqual([
      "Team, name", "Name", "Role, name", "Model supply chain, highest first", "Model supply chain, lowest first",
    ]);
    await user.click(screen.getByRole("option", { name: "Name" }));
    expect(names().slice(0, 3)).toEqual(["Amara Osei", "Amara Osei 16", "Amara Osei 8"]);
    expect(screen.getByRole("columnheader", { name: /people/ })).toHaveAttribute("aria-sort", "ascending");
    await user.click(sort);
    await user.click(screen.getByRole("option", { name: "Role, name" }));
    // Incident responders, LLM security engineers, platform security engineers, each by name; the one without comes last.
    expect(names().slice(0, 2)).toEqual(["Amara Osei 16", "Ben Halvorsen"]);
    await user.click(sort);
    await user.click(screen.getByRole("option", { name: "Team, name" }));
    expect(names().slice(0, 2)).toEqual(["Amara Osei", "Ben Halvorsen"]);
  });

  it("keeps rows in place while their levels change, until it is asked to arrange them again", async () => {
    let now = view();
    const { session, user } = await show({
      matrix: async () => now,
      setLevels: async () => {
        now = levels([[2, 0], [1, 1], [null, 2], [0, 3]]);
        return session.workspace!;
      },
    });
    await grid();
    await user.keyboard("s{ArrowUp}1");
    expect(screen.queryByRole("button", { name: "Arrange again" })).toBeNull();
    const again = await screen.findByRole("button", { name: "Arrange again" });
    expect(names().slice(0, 2)).toEqual(["Ben Halvorsen", "Amara Osei"]);
    expect(place()).toEqual([0, 0]);
    await user.click(again);
    expect(names().slice(0, 2)).toEqual(["Amara Osei", "Ben Halvorsen"]);
    expect(place()).toEqual([1, 0]);
    expect(screen.queryByRole("button", { name: "Arrange again" })).toBeNull();
    await waitFor(() => expect(screen.getByRole("grid")).toHaveFocus());
  });

  it("is done anew for another day", async () => {
    let now = view();
    const { session, user } = await show({ matrix: async () => now });
    await grid();
    await user.keyboard("s");
    now = levels([[1, 0], [null, 1], [4, 2], [2, 3]]);
    session.choose({ as_of: "2026-03-01" });
    await waitFor(() => expect(names().slice(0, 3)).toEqual(["Chiara Conti", "Dmitri Volkov", "Amara Osei"]));
  });
});

describe("a reading of the same people", () => {
  it("keeps the active cell, the selection, the filters and where it is scrolled to", async () => {
    const { ipc, session, user } = await show({ matrix: async () => matrix(1000, 60) });
    const found = await grid();
    await user.selectOptions(filter("Role"), "Incident responder");
    (await grid()).focus();
    await user.keyboard("{PageDown}{PageDown}{Shift>}{ArrowDown}{ArrowRight}{/Shift}");
    const at = [place(), selected()];
    found.scrollTop = 4200;
    found.dispatchEvent(new Event("scroll"));
    await tick();
    const shown = names();
    session.revision += 1;
    await waitFor(() => expect(ipc.given("matrix")).toHaveLength(2));
    await tick();
    await tick();
    expect([place(), selected()]).toEqual(at);
    expect(found.scrollTop).toBe(4200);
    expect(names()).toEqual(shown);
    expect(filter("Role")).toHaveValue("responder");
  });

  it("finds the screen again as it was left", async () => {
    const { session, unmount, user } = await show();
    await grid();
    await user.selectOptions(filter("Role"), "Incident responder");
    (await grid()).focus();
    await user.keyboard("t{ArrowDown}{ArrowRight}s");
    const before = [names(), place()];
    unmount();
    const { render } = await import("@testing-library/svelte");
    const { default: MatrixScreen } = await import("./MatrixScreen.svelte");
    render(MatrixScreen, { session });
    await grid();
    expect([names(), place()]).toEqual(before);
    expect(screen.getByRole("button", { name: "Against target" })).toHaveAttribute("aria-pressed", "true");
  });
});

describe("the focus", () => {
  it("goes to the cells where a button of the bar goes away under it", async () => {
    const { session, user } = await show();
    const found = await grid();
    await user.selectOptions(filter("Role"), "Incident responder");
    screen.getByRole("button", { name: "Clear filters" }).focus();
    session.target = { person: "person_2" };
    await waitFor(() => expect(screen.queryByRole("button", { name: "Clear filters" })).toBeNull());
    await waitFor(() => expect(found).toHaveFocus());
  });

  it("goes to what stands in the place of the cells where they go", async () => {
    let now = matrix();
    const { session } = await show({ matrix: async () => now });
    await grid();
    now = { ...matrix(3, 0) };
    session.revision += 1;
    const none = await screen.findByRole("region", { name: "Nothing to show" });
    await waitFor(() => expect(within(none).getByRole("button", { name: "Open Team" })).toHaveFocus());
  });
});

describe("against the target", () => {
  it("shows level minus target, a blank without a target, and a question mark where it is unknown", async () => {
    const view = corner([[cell({ level: 1, target: 3 }), cell({ level: 4, target: 3 }), cell({ level: 2 }), cell({ target: 2 }), cell({ level: 3, target: 3 })], [cell(), cell(), cell({ target: 1 })]]);
    const { user } = await show({ matrix: async () => view, setLevels: () => new Promise(() => {}) });
    await grid();
    await user.click(screen.getByRole("button", { name: "Against target" }));
    const row = [0, 1, 2, 3, 4].map((column) => cellAt(0, column));
    expect(row.map((found) => found.textContent)).toEqual(["−2", "+1", "", "?", "0"]);
    expect(row.map((found) => found.getAttribute("aria-label"))).toEqual([
      "−2, level 1, by manager, under a month ago, target 3",
      "+1, level 4, by manager, under a month ago, target 3",
      "no target, level 2",
      "unknown, target 2",
      "0, level 3, by manager, under a month ago, target 3",
    ]);
    expect(screen.getByText(/blank: no target/)).toBeInTheDocument();
    // The same keys set the same levels.
    (await grid()).focus();
    await user.keyboard("4");
    expect(says()).toBe("+1, level 4, by manager, under a month ago, target 3");
    await user.keyboard("t");
    expect(says()).toBe("4, by manager, under a month ago, target 3");
  });
});

describe("finding", () => {
  const field = (): HTMLElement => screen.getByRole("textbox", { name: "Find a person or competency" });

  it.each(["/", "{Control>}f{/Control}"])("opens with %s, jumps while it is typed, and goes back with Escape", async (keys) => {
    const { user } = await show();
    const found = await grid();
    await user.keyboard("{ArrowRight}" + keys);
    expect(field()).toHaveFocus();
    await user.keyboard("greta");
    // Greta Lindqvist is the seventh; two more follow her every eight.
    expect(place()).toEqual([6, 1]);
    expect(screen.getByText("1 of 3: Greta Lindqvist")).toBeInTheDocument();
    await user.keyboard("{Enter}");
    expect(place()).toEqual([14, 1]);
    await user.keyboard("{Enter}{Enter}");
    expect(place()).toEqual([6, 1]);
    await user.keyboard("{Shift>}{Enter}{/Shift}");
    expect(place()).toEqual([22, 1]);
    expect(field()).toHaveFocus();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(found).toHaveFocus());
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(place()).toEqual([22, 1]);
  });

  it("jumps to competencies, and says where there is none", async () => {
    const { user } = await show();
    await grid();
    await user.keyboard("{ArrowDown}/output");
    expect(place()).toEqual([1, 3]);
    await user.keyboard("zz");
    expect(screen.getByText("Nobody and nothing has this name")).toBeInTheDocument();
    expect(place()).toEqual([1, 3]);
  });

  it("shows with Enter what is left out", async () => {
    const { user } = await show();
    await grid();
    await user.selectOptions(filter("Role"), "Incident responder");
    await user.click(screen.getByRole("button", { name: "Find" }));
    await user.keyboard("greta lindqvist 14");
    expect(screen.getByText("Left out here: Enter shows it")).toBeInTheDocument();
    await user.keyboard("{Enter}");
    expect(place()).toEqual([14, 0]);
    expect(filter("Role")).toHaveValue("");
  });

  it("opens with its button, and takes up a search under way", async () => {
    const { user } = await show();
    await grid();
    await user.click(screen.getByRole("button", { name: "Find" }));
    await user.keyboard("mon");
    (await grid()).focus();
    await user.keyboard("{Control>}f{/Control}");
    expect(field()).toHaveFocus();
    await user.keyboard("tri");
    expect(field()).toHaveValue("tri");
  });
});

describe("the keys", () => {
  it("are listed with ?, and Escape goes back to the grid", { timeout: 60_000 }, async () => {
    const { user } = await show({ matrix: async () => matrix(3, 4) });
    const found = await grid();
    await user.keyboard("?");
    const dialog = await screen.findByRole("dialog", { name: "Keys of the matrix" });
    for (const words of ["Fill down, fill right", "Copy them with the names", "Find a person or competency"]) {
      expect(within(dialog).getByText(words)).toBeInTheDocument();
    }
    expect(await violations(dialog)).toEqual([]);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(found).toHaveFocus());
  });

  it("are listed with their button too", async () => {
    const { user } = await show();
    await grid();
    await user.click(screen.getByRole("button", { name: "Keys" }));
    expect(await screen.findByRole("dialog", { name: "Keys of the matrix" })).toBeInTheDocument();
  });
});
