// The matrix screen over a played shell: keys, levels set and refused, the detail, and a thousand people.
import { screen, waitFor, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeEach, describe, expect, it } from "vitest";

import type { MatrixView } from "$lib/ipc/types";
import { violations } from "$testing/accessible";
import { cellDetail, matrix } from "$testing/matrix";
import { workspace } from "$testing/workspace";

import { open, pack } from "./cells";
import { active, cell, corner, DISK_FULL, grid, layOut, level, pair, place, says, show } from "$testing/played";

/** The sample, of which the first person's first level is 3 and everything else unknown; the last one needs everything. */
function oneLevel(): MatrixView {
  const view = corner([[pack({ level: 3, confirmed: false, stale: true, target: 2, difference: 2, source: "self", months: 14 })]]);
  view.cells.fill(cell({ target: 1 }), 23 * 19);
  return view;
}

beforeEach(layOut);

describe("the grid", () => {
  it("says how large it is and where each cell stands", async () => {
    await show();
    const found = await grid();
    // 2 lines of heads, 24 people under 3 teams, 3 lines of the foot; the names and 19 competencies.
    expect(found).toHaveAttribute("aria-rowcount", "32");
    expect(found).toHaveAttribute("aria-colcount", "20");
    expect(found).toHaveAttribute("aria-readonly", "false");
    expect(within(found).getByRole("rowheader", { name: "Amara Osei" }).closest("[role=row]")).toHaveAttribute(
      "aria-rowindex",
      "4",
    );
    expect(within(found).getByRole("columnheader", { name: "LLM SecOps" })).toHaveAttribute("aria-colspan", "3");
    expect(within(found).getByRole("columnheader", { name: "Output handling" })).toHaveAttribute("aria-colindex", "5");
    expect(within(found).getByRole("rowheader", { name: /Platform security/ })).toHaveTextContent(
      "7 people, 1 borrowed",
    );
    expect(active()).toHaveAttribute("aria-colindex", "2");
  });

  it("draws the level with its source, age, target and difference, and says them", async () => {
    await show({ matrix: async () => oneLevel() });
    await grid();
    expect(says()).toBe("3, claimed by self, 14 months ago, stale, target 2, self rates higher");
    expect(active()).toHaveAccessibleName(
      "Amara Osei, Model supply chain, 3, claimed by self, 14 months ago, stale, target 2, self rates higher",
    );
    expect(active().firstElementChild).toHaveTextContent("3");
    expect(active().firstElementChild).toHaveClass("level-3", "claimed", "stale", "target", "higher");
    const unknown = screen.getAllByRole("gridcell", { name: "unknown" })[0]!;
    expect(unknown).toHaveTextContent("?");
  });

  it("has in the foot what is needed, filled and held, a dash for what is not known", async () => {
    const view = matrix();
    Object.assign(view.competencies[0]!, { seats_needed: 3, seats_filled: 1, holders: 1, too_few_holders: true });
    Object.assign(view.competencies[1]!, { seats_needed: 6, seats_filled: 0, holders: 0, assessed: false });
    await show({ matrix: async () => view });
    await grid();
    const line = (name: string) => {
      const row = screen.getByRole("rowheader", { name }).closest<HTMLElement>("[role=row]")!;
      return within(row).getAllByRole("gridcell");
    };
    expect(line("Seats needed").slice(0, 2).map((cell) => cell.textContent)).toEqual(["3", "6"]);
    expect(line("Seats filled").slice(0, 2).map((cell) => cell.textContent)).toEqual(["1", "–"]);
    expect(line("Holders").slice(0, 2).map((cell) => cell.textContent)).toEqual(["1", "–"]);
    expect(line("Holders")[0]).toHaveAccessibleName("1, too few holders");
    expect(line("Holders")[1]).toHaveAccessibleName("not known");
  });

  it("follows the keys to the edges and stays inside", async () => {
    const { user } = await show();
    await grid();
    const after = async (keys: string) => {
      await user.keyboard(keys);
      return place();
    };
    expect(place()).toEqual([0, 0]);
    expect(await after("{ArrowUp}{ArrowLeft}")).toEqual([0, 0]);
    expect(await after("{ArrowDown}{ArrowDown}{ArrowRight}")).toEqual([2, 1]);
    expect(await after("{End}")).toEqual([2, 18]);
    expect(await after("{Home}")).toEqual([2, 0]);
    // 701 − 167 − 78 = 456 pixels hold 16 rows of 28; a page leaves one of them in sight.
    expect(await after("{PageDown}")).toEqual([17, 0]);
    expect(await after("{PageDown}")).toEqual([23, 0]);
    expect(await after("{PageUp}")).toEqual([8, 0]);
    expect(await after("{Control>}{End}{/Control}")).toEqual([23, 18]);
    expect(await after("{Control>}{ArrowUp}{/Control}")).toEqual([0, 18]);
    expect(await after("{Control>}{ArrowLeft}{/Control}")).toEqual([0, 0]);
  });

  it("activates the cell that is clicked", async () => {
    const { user } = await show();
    await grid();
    const row = screen.getByRole("rowheader", { name: "Elif Kaya" }).closest<HTMLElement>("[role=row]")!;
    await user.click(within(row).getAllByRole("gridcell")[2]!);
    expect(place()).toEqual([4, 2]);
    expect(screen.getByRole("grid")).toHaveFocus();
  });

  it("opens at the competency and the team it was asked for", async () => {
    await show({}, (session) => {
      session.target = { competency: "competency_3", team: "ai_assurance" };
    });
    await grid();
    expect(place()).toEqual([8, 3]);
  });

  it("leaves undo and redo to the window", async () => {
    const { ipc, user } = await show();
    await grid();
    let prevented = true;
    window.addEventListener("keydown", (event) => (prevented = event.defaultPrevented), { once: true });
    await user.keyboard("{Control>}z{/Control}");
    expect(prevented).toBe(false);
    await user.keyboard("{Control>}1{/Control}");
    expect(ipc.given("setLevels")).toEqual([]);
  });
});

describe("a thousand people", () => {
  it("puts only what is in sight into the document, and the active cell always", async () => {
    const { user } = await show({ matrix: async () => matrix(1000, 60) });
    const found = await grid();
    expect(found).toHaveAttribute("aria-rowcount", "1008");
    expect(found).toHaveAttribute("aria-colcount", "61");
    // 456 pixels hold at most 18 rows and 716 at most 20 columns; some more of each are kept ready.
    expect(within(found).getAllByRole("gridcell").length).toBeLessThan(40 * 30);
    expect(screen.queryByRole("rowheader", { name: "Hugo Mercier 999" })).toBeNull();

    await user.keyboard("{Control>}{End}{/Control}");
    expect(place()).toEqual([999, 59]);
    // The last of 1,003 lines ends at 28,084 and the last of 60 columns at 2,280.
    expect(found.scrollTop).toBe(1003 * 28 - 456);
    expect(found.scrollLeft).toBe(60 * 38 - (900 - 184));
    found.dispatchEvent(new Event("scroll"));
    await tick();
    expect(screen.getByRole("rowheader", { name: "Hugo Mercier 999" }).closest("[role=row]")).toHaveAttribute(
      "aria-rowindex",
      "1005",
    );
    expect(screen.queryByRole("rowheader", { name: "Amara Osei" })).toBeNull();
    expect(within(found).getAllByRole("gridcell").length).toBeLessThan(40 * 30);

    // Scrolled away by hand, the active cell stays what the focus names.
    found.scrollTop = 0;
    found.scrollLeft = 0;
    found.dispatchEvent(new Event("scroll"));
    await tick();
    expect(place()).toEqual([999, 59]);
    expect(screen.getByRole("rowheader", { name: "Amara Osei" })).toBeInTheDocument();
  });
});

describe("setting a level", () => {
  it("paints it at once, and then shows what the shell has", async () => {
    let answer: (() => void) | undefined;
    const view = oneLevel();
    const { ipc, session, user } = await show({
      matrix: async () => ({ ...view, cells: [...view.cells] }),
      setLevels: () => new Promise((done) => (answer = () => done(workspace))),
    });
    await grid();
    await user.keyboard("{ArrowDown}4");
    expect(says()).toBe("4, by manager, under a month ago");
    expect(ipc.given("setLevels")).toEqual([[[level(1, 0, 4)]]]);
    expect(ipc.given("matrix")).toHaveLength(1);

    view.cells[19] = pack({ level: 4, confirmed: true, stale: false, target: 3, difference: -2, source: "exam", months: 1 });
    answer!();
    await waitFor(() => expect(says()).toBe("4, by exam, 1 month ago, target 3, self rates lower"));
    expect(session.error).toBeNull();
  });

  it("puts the old level back where the shell refuses, and says why", async () => {
    const { session, user } = await show({
      matrix: async () => oneLevel(),
      setLevels: async () => Promise.reject(DISK_FULL),
    });
    await grid();
    await user.keyboard("1");
    await waitFor(() => expect(session.error).toEqual(DISK_FULL));
    expect(says()).toBe("3, claimed by self, 14 months ago, stale, target 2, self rates higher");
  });

  it("writes in the order of the keys, one at a time", async () => {
    const answers: (() => void)[] = [];
    const { ipc, user } = await show({
      setLevels: () => new Promise((done) => answers.push(() => done(workspace))),
    });
    await grid();
    await user.keyboard("1{ArrowRight}2{ArrowLeft}0");
    expect(says()).toMatch(/^0/);
    expect(ipc.given("setLevels")).toEqual([[[level(0, 0, 1)]]]);
    answers[0]!();
    await waitFor(() => expect(ipc.given("setLevels")).toHaveLength(2));
    answers[1]!();
    await waitFor(() => expect(ipc.given("setLevels")).toHaveLength(3));
    expect(ipc.given("setLevels").slice(1)).toEqual([
      [[level(0, 1, 2)]],
      [[level(0, 0, 0)]],
    ]);
  });

  it("keeps its paint while an older reading arrives", async () => {
    const readings: ((view: MatrixView) => void)[] = [];
    const { session, user } = await show({
      matrix: () => new Promise((done) => readings.push(done)),
      setLevels: () => new Promise(() => {}),
    });
    readings[0]!(oneLevel());
    await grid();
    session.revision += 1;
    await waitFor(() => expect(readings).toHaveLength(2));
    await user.keyboard("1");
    readings[1]!(oneLevel());
    await tick();
    await tick();
    expect(says()).toBe("1, by manager, under a month ago, below target 2");
  });

  it("stays on its person where others come before them", async () => {
    let view = oneLevel();
    const { ipc, session, user } = await show({ matrix: async () => view });
    await grid();
    await user.keyboard("{ArrowDown}{ArrowRight}");
    const [first, ...others] = view.people;
    view = { ...view, people: [first!, { ...first!, id: "new", name: "Zoë" }, ...others.slice(0, -1)] };
    session.revision += 1;
    await waitFor(() => expect(place()).toEqual([2, 1]));
    await user.keyboard("2");
    expect(ipc.given("setLevels")).toEqual([[[level(1, 1, 2)]]]);
  });

  it("says so where the workspace can only be read", async () => {
    const { ipc, session, user } = await show({ matrix: async () => oneLevel() }, (session) => {
      session.workspace = { ...workspace, read_only: true };
    });
    expect(await grid()).toHaveAttribute("aria-readonly", "true");
    await user.keyboard("1{Delete}");
    expect(ipc.given("setLevels")).toEqual([]);
    expect(ipc.given("retractLevels")).toEqual([]);
    expect(session.error?.message).toBe("This workspace can only be read, so its levels stay as they are.");
    expect(says()).toBe("3, claimed by self, 14 months ago, stale, target 2, self rates higher");
  });

  it("says for which day, where that is not today", async () => {
    const { ipc, user } = await show({}, (session) => {
      session.selection = { team: null, as_of: "2026-03-01", benchmark: null };
    });
    await grid();
    expect(screen.getByText(/sets a level/)).toHaveTextContent("0 to 4 sets a level for 1 Mar 2026");
    await user.keyboard("1");
    expect(ipc.given("setLevels")).toEqual([[[level(0, 0, 1)]]]);
  });

  it("does not name today, chosen or not", async () => {
    await show({}, (session) => {
      session.selection = { team: null, as_of: workspace.today, benchmark: null };
    });
    await grid();
    expect(screen.getByText(/sets a level/)).toHaveTextContent(/^0 to 4 sets a level$/);
  });
});

describe("retracting", () => {
  it.each(["{Delete}", "{Backspace}"])("%s retracts the level", async (key) => {
    const { ipc, user } = await show({ matrix: async () => oneLevel() });
    await grid();
    await user.keyboard(key);
    expect(ipc.given("retractLevels")).toEqual([[[pair(0, 0)]]]);
  });

  it("has nothing to take back where the level is unknown", async () => {
    const { ipc, session, user } = await show({ matrix: async () => oneLevel() });
    await grid();
    await user.keyboard("{ArrowRight}{Delete}");
    expect(ipc.given("retractLevels")).toEqual([]);
    expect(session.announcement).toBe("Nothing to retract: Amara Osei, Model monitoring is unknown.");
  });
});

describe("the detail", () => {
  it("stands beside a wide grid and follows the active cell", async () => {
    const { ipc, user } = await show();
    await grid();
    expect(await screen.findByRole("heading", { name: "Mina Park" })).toBeInTheDocument();
    await user.keyboard("{ArrowDown}{ArrowDown}");
    await waitFor(() => expect(ipc.given("cellDetail").at(-1)?.slice(1)).toEqual(["person_2", "competency_0"]));
  });

  it("opens with Enter over a narrow grid, takes the focus, and gives it back with Escape", async () => {
    window.innerWidth = 1000;
    const { user } = await show();
    const found = await grid();
    expect(screen.queryByRole("heading", { name: "Mina Park" })).toBeNull();
    await user.keyboard("{Enter}");
    const detail = await screen.findByRole("region", { name: "Mina Park, Prompt-injection defence" });
    expect(detail).toHaveFocus();
    expect(detail).toHaveTextContent("2 of target 3, critical");
    expect(detail).toHaveTextContent("Confirmed by manager");
    expect(detail).toHaveTextContent("4 May 2026");
    expect(within(detail).getAllByRole("listitem")).toHaveLength(5 + 3);
    await user.keyboard("{Escape}");
    expect(found).toHaveFocus();
    expect(screen.queryByRole("region", { name: /Mina Park/ })).toBeNull();
  });

  it("confirms, sets and retracts the pair it shows", async () => {
    const { ipc, user } = await show();
    await grid();
    await user.keyboard("{ArrowDown}{Enter}");
    await user.click(await screen.findByRole("button", { name: "Confirm level 2" }));
    await user.click(screen.getByRole("button", { name: /^3 Designs and defends/ }));
    await user.click(screen.getByRole("button", { name: "Retract" }));
    await waitFor(() => expect(ipc.given("retractLevels")).toEqual([[[pair(1, 0)]]]));
    expect(ipc.given("setLevels")).toEqual([
      [[level(1, 0, 2)]],
      [[level(1, 0, 3)]],
    ]);
    await user.keyboard("0");
    await waitFor(() => expect(ipc.given("setLevels").at(-1)).toEqual([[level(1, 0, 0)]]));
  });

  it("offers neither to confirm nor to retract an unknown level", async () => {
    await show({
      cellDetail: async () => ({
        ...cellDetail,
        level: null,
        source: "",
        assessed_on: null,
        self_rating: "",
        history: [],
      }),
    });
    await grid();
    const detail = await screen.findByRole("region", { name: /Mina Park/ });
    expect(detail).toHaveTextContent("Unknown, target 3, critical");
    expect(detail).toHaveTextContent("Nobody has assessed this yet.");
    expect(within(detail).queryByRole("button", { name: /Confirm|Retract/ })).toBeNull();
  });
});

describe("with nothing to show", () => {
  it("says what to do without people", { timeout: 60_000 }, async () => {
    const { ipc, user } = await show({
      matrix: async () => ({
        ...matrix(0),
        empty: {
          title: "Nobody is here yet",
          text: "A team needs people first.",
          actions: [{ kind: "import", label: "Import a spreadsheet", text: "It brings the people along." }],
        },
      }),
    });
    expect(await screen.findByRole("heading", { name: "Nobody is here yet" })).toBeInTheDocument();
    expect(screen.queryByRole("grid")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Import a spreadsheet" }));
    expect(ipc.given("chooseImport")).toHaveLength(1);
    expect(await violations()).toEqual([]);
  });

  it("says beside the grid what to do without levels, and lets them be set", { timeout: 60_000 }, async () => {
    const view = matrix(9, 9);
    view.cells = view.cells.map((cell) => pack({ ...open(cell), level: null, stale: false, difference: 0 }));
    view.no_levels = {
      title: "9 people, no levels yet",
      text: "Every pair is unknown, so no share is counted.",
      actions: [
        { kind: "import", label: "Import a spreadsheet", text: "CSV, XLSX or ODS." },
        { kind: "matrix", label: "Set levels here", text: "Choose a cell and press 0 to 4." },
      ],
    };
    const { ipc, user } = await show({ matrix: async () => view });
    await grid();
    const steps = screen.getByRole("region", { name: "What to do next" });
    expect(within(steps).getByRole("heading", { name: "Set levels here" })).toBeInTheDocument();
    expect(await violations()).toEqual([]);
    await user.click(within(steps).getByRole("button", { name: "Import" }));
    expect(ipc.given("chooseImport")).toHaveLength(1);
    (await grid()).focus();
    await user.keyboard("2");
    expect(ipc.given("setLevels")).toEqual([[[level(0, 0, 2)]]]);
  });
});

describe("accessibility", () => {
  // axe looks at every element in turn, so a small team is enough and time is not what is tested.
  const PATIENCE = 60_000;

  it("axe finds nothing beside the detail", { timeout: PATIENCE }, async () => {
    await show({ matrix: async () => matrix(6, 9) });
    await grid();
    await screen.findByRole("region", { name: /Mina Park/ });
    expect(await violations()).toEqual([]);
  });

  it("axe finds nothing under the detail", { timeout: PATIENCE }, async () => {
    window.innerWidth = 1000;
    const { user } = await show({ matrix: async () => matrix(6, 9) });
    await grid();
    await user.keyboard("{Enter}");
    await screen.findByRole("button", { name: "Close" });
    expect(await violations()).toEqual([]);
  });
});
