// Many cells at once: selecting, setting, retracting, filling, copying and pasting, over a played shell.
import { screen, waitFor } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeEach, describe, expect, it } from "vitest";

import type { AppError, WorkspaceView } from "$lib/ipc/types";
import { matrix } from "$testing/matrix";
import { workspace } from "$testing/workspace";

import { active, cellAt, DISK_FULL, grid, layOut, level, levels, pair, place, selected, show } from "$testing/played";

beforeEach(layOut);

/** Presses a key together with Ctrl. */
const ctrl = (key: string): string => `{Control>}${key}{/Control}`;
const shift = (keys: string): string => `{Shift>}${keys}{/Shift}`;

describe("selecting", () => {
  it("reaches from the first cell to the active one with Shift and the arrows", async () => {
    const { user } = await show();
    const found = await grid();
    expect(found).toHaveAttribute("aria-multiselectable", "true");
    expect(selected()).toEqual([[0, 0]]);
    expect(screen.getByText("1 selected")).toBeInTheDocument();
    await user.keyboard("{ArrowDown}{ArrowRight}{ArrowRight}" + shift("{ArrowDown}{ArrowLeft}"));
    expect(place()).toEqual([2, 1]);
    expect(selected()).toEqual([[1, 1], [1, 2], [2, 1], [2, 2]]);
    expect(screen.getByText("4 selected")).toBeInTheDocument();
    // Beyond where it began, it turns round.
    await user.keyboard(shift("{ArrowUp}{ArrowUp}{ArrowRight}"));
    expect(selected()).toEqual([[0, 2], [1, 2]]);
  });

  it("ends with the next move, and with Escape", async () => {
    const { user } = await show();
    await grid();
    await user.keyboard(shift("{ArrowDown}{ArrowDown}") + "{Escape}");
    expect(selected()).toEqual([[2, 0]]);
    await user.keyboard(shift("{ArrowRight}") + "{ArrowRight}");
    expect(selected()).toEqual([[2, 2]]);
  });

  it("reaches to the edges and over pages", async () => {
    const { user } = await show();
    await grid();
    await user.keyboard("{Control>}{Shift>}{ArrowDown}{/Shift}{/Control}");
    expect(screen.getByText("24 selected")).toBeInTheDocument();
    await user.keyboard("{Home}{ArrowUp}" + shift("{PageUp}{End}"));
    // A page is 15 rows: from row 22 to 7, 16 rows of 19 columns.
    expect(place()).toEqual([7, 18]);
    expect(screen.getByText(`${16 * 19} selected`)).toBeInTheDocument();
  });

  it("takes whole rows, whole columns, and everything shown, and stays where it is", async () => {
    const { session, user } = await show();
    await grid();
    await user.keyboard("{ArrowDown}{ArrowRight}" + shift("{ArrowDown}") + shift(" "));
    expect(screen.getByText("38 selected")).toBeInTheDocument();
    await user.keyboard("{Escape}" + ctrl(" "));
    expect(screen.getByText("24 selected")).toBeInTheDocument();
    await user.keyboard(ctrl("a"));
    expect(screen.getByText("456 selected")).toBeInTheDocument();
    expect(session.announcement).toBe("456 selected");
    expect(place()).toEqual([2, 1]);
    expect(selected().length).toBe(document.querySelectorAll(".body [role=gridcell]").length);
  });

  it("reaches to a cell that is clicked with Shift, and along a drag", async () => {
    const { user } = await show();
    await grid();
    await user.click(cellAt(3, 4));
    await user.keyboard("{Shift>}");
    await user.click(cellAt(2, 6));
    await user.keyboard("{/Shift}");
    expect(selected()).toEqual([[2, 4], [2, 5], [2, 6], [3, 4], [3, 5], [3, 6]]);
    await user.pointer([
      { keys: "[MouseLeft>]", target: cellAt(0, 0) },
      { target: cellAt(1, 0) },
      { target: cellAt(1, 1) },
      { keys: "[/MouseLeft]" },
      { target: cellAt(5, 5) },
    ]);
    expect(selected()).toEqual([[0, 0], [0, 1], [1, 0], [1, 1]]);
    expect(screen.getByRole("grid")).toHaveFocus();
  });

  it("goes on with a drag beyond the cells, to the nearest one", async () => {
    const { user } = await show();
    await grid();
    await user.pointer([
      { keys: "[MouseLeft>]", target: cellAt(1, 1) },
      // jsdom lays the grid out at 0, 0: 176 + 3 · 38 to the right is the fourth column; 167 + 5 · 28 down the sixth
      // line, and of these the first is the heading of the team.
      { target: document.body, coords: { clientX: 300, clientY: 310 } },
      { keys: "[/MouseLeft]", target: document.body },
    ]);
    expect(place()).toEqual([4, 3]);
    expect(selected()).toHaveLength(4 * 3);
  });

  it("stays on its people while others come between, and through a reading of the same", async () => {
    let view = matrix();
    const { ipc, session, user } = await show({ matrix: async () => view });
    await grid();
    await user.keyboard("{ArrowDown}" + shift("{ArrowDown}{ArrowRight}"));
    session.revision += 1;
    await waitFor(() => expect(ipc.given("matrix")).toHaveLength(2));
    await tick();
    expect(selected()).toEqual([[1, 0], [1, 1], [2, 0], [2, 1]]);
    const [first, ...others] = view.people;
    view = { ...view, people: [first!, { ...first!, id: "new", name: "Zoë" }, ...others.slice(0, -1)] };
    session.revision += 1;
    await waitFor(() => expect(selected()).toEqual([[2, 0], [2, 1], [3, 0], [3, 1]]));
  });
});

describe("setting many levels", () => {
  it("sets all that is selected as one operation, painted at once", async () => {
    const { ipc, user } = await show({ setLevels: () => new Promise(() => {}) });
    await grid();
    await user.keyboard(shift("{ArrowDown}{ArrowRight}") + "4");
    expect(ipc.given("setLevels")).toEqual([[[level(0, 0, 4), level(0, 1, 4), level(1, 0, 4), level(1, 1, 4)]]]);
    for (const [row, column] of selected()) expect(cellAt(row, column)).toHaveTextContent("4");
    expect(selected()).toHaveLength(4);
    // What is beside them is as it was: 31 · 2 = 62, and 62 in fives leaves 2.
    expect(cellAt(2, 0)).toHaveTextContent("2");
  });

  it("puts all of them back where the shell refuses, but for what was painted over since", async () => {
    const answers: ((error: AppError) => void)[] = [];
    const { session, user } = await show({
      matrix: async () => levels([[1, 2], [3, 4]]),
      setLevels: () => new Promise((_, refuse) => answers.push(refuse)),
    });
    await grid();
    await user.keyboard(shift("{ArrowDown}{ArrowRight}") + "0{Escape}3");
    answers[0]!(DISK_FULL);
    await waitFor(() => expect(session.error).toEqual(DISK_FULL));
    expect([cellAt(0, 0), cellAt(0, 1), cellAt(1, 0), cellAt(1, 1)].map((cell) => cell.textContent)).toEqual([
      "1", "2", "3", "3",
    ]);
  });

  it("reads once, after the last of several writes", async () => {
    const answers: (() => void)[] = [];
    const { ipc, user } = await show({ setLevels: () => new Promise((done) => answers.push(() => done(workspace))) });
    await grid();
    await user.keyboard("1{ArrowDown}2");
    answers[0]!();
    await waitFor(() => expect(answers).toHaveLength(2));
    // Longer than the session gathers notices.
    await new Promise((done) => setTimeout(done, 60));
    expect(ipc.given("matrix")).toHaveLength(1);
    answers[1]!();
    await waitFor(() => expect(ipc.given("matrix")).toHaveLength(2));
  });

  it("reads what it put off where the last write is refused", async () => {
    const answers: ((refused: boolean) => void)[] = [];
    const { ipc, user } = await show({
      setLevels: () =>
        new Promise<WorkspaceView>((done, refuse) =>
          answers.push((refused) => (refused ? refuse(DISK_FULL) : done(workspace))),
        ),
    });
    await grid();
    await user.keyboard("1{ArrowDown}2");
    answers[0]!(false);
    await waitFor(() => expect(answers).toHaveLength(2));
    await new Promise((done) => setTimeout(done, 60));
    answers[1]!(true);
    await waitFor(() => expect(ipc.given("matrix")).toHaveLength(2));
  });

  it("does so with 60,000 cells, of which the document has only those in sight", async () => {
    const { ipc, user } = await show({ matrix: async () => matrix(1000, 60), setLevels: () => new Promise(() => {}) });
    const found = await grid();
    await user.keyboard(ctrl("a") + "3");
    expect(screen.getByText("60,000 selected")).toBeInTheDocument();
    expect((ipc.given("setLevels")[0]?.[0] as unknown[]).length).toBe(60_000);
    const cells = [...found.querySelectorAll<HTMLElement>(".body [role=gridcell]")];
    expect(cells.length).toBeLessThan(40 * 30);
    expect(new Set(cells.map((cell) => cell.textContent))).toEqual(new Set(["3"]));
    expect(cells.every((cell) => cell.getAttribute("aria-selected") === "true")).toBe(true);
  });
});

describe("retracting many levels", () => {
  it("retracts those that are known, as one operation", async () => {
    const { ipc, user } = await show({ matrix: async () => levels([[1, null], [null, 4]]) });
    await grid();
    await user.keyboard(shift("{ArrowDown}{ArrowRight}") + "{Delete}");
    expect(ipc.given("retractLevels")).toEqual([[[pair(0, 0), pair(1, 1)]]]);
  });

  it("has nothing to take back where all is unknown", async () => {
    const { ipc, session, user } = await show({ matrix: async () => levels([[]]) });
    await grid();
    await user.keyboard(shift("{ArrowDown}") + "{Delete}");
    expect(ipc.given("retractLevels")).toEqual([]);
    expect(session.announcement).toBe("Nothing to retract: all that is selected is unknown.");
  });
});

describe("filling", () => {
  const view = () => levels([[1, null, 3], [0, 2, 2], [4, 4, 4]]);

  it("fills the first row into the others, where it is known", async () => {
    const { ipc, user } = await show({ matrix: async () => view() });
    await grid();
    await user.keyboard(shift("{ArrowDown}{ArrowDown}{ArrowRight}{ArrowRight}") + ctrl("d"));
    expect(ipc.given("setLevels")).toEqual([[[level(1, 0, 1), level(2, 0, 1), level(1, 2, 3), level(2, 2, 3)]]]);
  });

  it("fills the first column into the others", async () => {
    const { ipc, user } = await show({ matrix: async () => view() });
    await grid();
    await user.keyboard(shift("{ArrowDown}{ArrowRight}{ArrowRight}") + ctrl("r"));
    expect(ipc.given("setLevels")).toEqual([[[level(0, 1, 1), level(0, 2, 1), level(1, 1, 0), level(1, 2, 0)]]]);
  });

  it("fills one row from the one above, and one column from the one to the left", async () => {
    const { ipc, user } = await show({ matrix: async () => view() });
    await grid();
    await user.keyboard("{ArrowDown}{ArrowDown}" + shift("{ArrowRight}") + ctrl("d"));
    await user.keyboard("{ArrowUp}" + ctrl("r"));
    await waitFor(() => expect(ipc.given("setLevels")).toHaveLength(2));
    expect(ipc.given("setLevels")).toEqual([[[level(2, 0, 0), level(2, 1, 2)]], [[level(1, 1, 0)]]]);
  });

  it("says where there is nothing to fill from", async () => {
    const { ipc, session, user } = await show({ matrix: async () => view() });
    await grid();
    await user.keyboard(ctrl("d"));
    expect(session.announcement).toBe("Nothing above to fill from.");
    await user.keyboard(ctrl("r"));
    expect(session.announcement).toBe("Nothing to the left to fill from.");
    await user.keyboard("{ArrowDown}{ArrowRight}" + ctrl("d"));
    expect(session.announcement).toBe("Nothing to fill with: it is unknown.");
    expect(ipc.given("setLevels")).toEqual([]);
  });

  it("leaves the keys of the browser to nobody", async () => {
    const { user } = await show();
    await grid();
    const prevented: boolean[] = [];
    const listen = (event: KeyboardEvent): void => void (event.key !== "Control" && prevented.push(event.defaultPrevented));
    window.addEventListener("keydown", listen);
    await user.keyboard(ctrl("d") + ctrl("r") + ctrl("a") + ctrl("c"));
    window.removeEventListener("keydown", listen);
    expect(prevented).toEqual([true, true, true, true]);
  });
});

describe("copying", () => {
  it("copies the block with tabs, blanks for the unknown, and a line end for each row", async () => {
    const { ipc, session, user } = await show({ matrix: async () => levels([[1, null, 3], [null, 0, 2]]) });
    await grid();
    await user.keyboard(shift("{ArrowDown}{ArrowRight}{ArrowRight}") + ctrl("c"));
    await waitFor(() => expect(ipc.given("copyText")).toEqual([["1\t\t3\n\t0\t2\n"]]));
    await waitFor(() => expect(session.announcement).toBe("Copied 6 levels"));
    await user.keyboard("{Escape}" + ctrl("c"));
    await waitFor(() => expect(session.announcement).toBe("Copied 1 level"));
    expect(ipc.given("copyText")[1]).toEqual(["2\n"]);
  });

  it("copies them with the names, none of which is a formula", async () => {
    const view = levels([[1, 2], [3, null]]);
    view.people[1]!.name = "=HYPERLINK(1)";
    view.competencies[0]!.name = "@home";
    const { ipc, session, user } = await show({ matrix: async () => view });
    await grid();
    await user.keyboard(shift("{ArrowDown}{ArrowRight}") + "{Control>}{Shift>}C{/Shift}{/Control}");
    await waitFor(() => expect(session.announcement).toBe("Copied 4 levels with names"));
    expect(ipc.given("copyText")).toEqual([
      ["Person\t'@home\tModel monitoring\nAmara Osei\t1\t2\n'=HYPERLINK(1)\t3\t\n"],
    ]);
  });

  it("copies what was just set", async () => {
    const { ipc, user } = await show({ matrix: async () => levels([[1]]), setLevels: () => new Promise(() => {}) });
    await grid();
    await user.keyboard("4" + ctrl("c"));
    await waitFor(() => expect(ipc.given("copyText")).toEqual([["4\n"]]));
  });
});

describe("pasting", () => {
  it("gives the block to the shell with who and what is shown from its corner on", async () => {
    const { ipc, user } = await show({ clipboardText: async () => "1\t2\n3\t4\n" });
    await grid();
    await user.keyboard("{Control>}{End}{/Control}{ArrowUp}{ArrowUp}{ArrowLeft}" + ctrl("v"));
    await waitFor(() => expect(ipc.given("pasteLevels")).toHaveLength(1));
    expect(ipc.given("pasteLevels")[0]).toEqual([
      {
        people: ["person_21", "person_22", "person_23"],
        competencies: ["competency_17", "competency_18"],
        rows: 1,
        columns: 1,
      },
      "1\t2\n3\t4\n",
    ]);
    // What was pasted is selected.
    await waitFor(() => expect(selected()).toEqual([[21, 17], [21, 18], [22, 17], [22, 18]]));
    expect(place()).toEqual([21, 17]);
  });

  it("tells the shell how much is selected, and keeps a selection that the block is repeated in", async () => {
    const { ipc, user } = await show({ clipboardText: async () => "2\n" });
    await grid();
    await user.keyboard(shift("{ArrowDown}{ArrowRight}") + ctrl("v"));
    await waitFor(() => expect(ipc.given("pasteLevels")).toHaveLength(1));
    expect(ipc.given("pasteLevels")[0]?.[0]).toMatchObject({ rows: 2, columns: 2 });
    await tick();
    expect(selected()).toHaveLength(4);
  });

  it("changes nothing and says which cells are bad where some are", async () => {
    const bad: AppError = {
      code: "bad_cells",
      message: "1 cell is no level, so nothing was pasted.",
      hint: "Levels are 0 to 4, or blank.",
      fields: [{ place: "row 1, column 2", found: "7", expected: "a level from 0 to 4" }],
    };
    const { session, user } = await show({
      matrix: async () => levels([[1, 2]]),
      pasteLevels: async () => Promise.reject(bad),
    });
    await grid();
    await user.keyboard(ctrl("v"));
    await waitFor(() => expect(session.error).toEqual(bad));
    expect([cellAt(0, 0).textContent, cellAt(0, 1).textContent]).toEqual(["1", "2"]);
    expect(selected()).toEqual([[0, 0]]);
    expect(screen.getByRole("grid")).toHaveFocus();
  });

  it("says so where there is nothing to paste", async () => {
    const { ipc, session, user } = await show({ clipboardText: async () => "" });
    await grid();
    await user.keyboard(ctrl("v"));
    await waitFor(() => expect(session.error?.message).toBe("There is no text in the clipboard, so nothing was pasted."));
    expect(ipc.given("pasteLevels")).toEqual([]);
  });

  it("is refused where the workspace can only be read", async () => {
    const { ipc, session, user } = await show({}, (session) => {
      session.workspace = { ...workspace, read_only: true };
    });
    await grid();
    await user.keyboard(ctrl("v"));
    await waitFor(() => expect(session.error?.code).toBe("workspace_read_only"));
    expect(ipc.given("pasteLevels")).toEqual([]);
  });

  it("leaves text fields their own copy and paste", async () => {
    const { ipc, user } = await show();
    await grid();
    await user.keyboard("/");
    expect(screen.getByRole("textbox", { name: "Find a person or competency" })).toHaveFocus();
    await user.keyboard(ctrl("c") + ctrl("v") + ctrl("a") + "3{Delete}");
    expect(ipc.given("copyText")).toEqual([]);
    expect(ipc.given("clipboardText")).toEqual([]);
    expect(ipc.given("setLevels")).toEqual([]);
    expect(ipc.given("retractLevels")).toEqual([]);
    expect(active()).toHaveAttribute("aria-selected", "true");
  });

  it("follows the menu of the window too", async () => {
    const { ipc } = await show({ matrix: async () => levels([[3]]) });
    const found = await grid();
    found.dispatchEvent(new Event("copy", { bubbles: true, cancelable: true }));
    await waitFor(() => expect(ipc.given("copyText")).toEqual([["3\n"]]));
    found.dispatchEvent(new Event("paste", { bubbles: true, cancelable: true }));
    await waitFor(() => expect(ipc.given("pasteLevels")).toHaveLength(1));
  });
});
