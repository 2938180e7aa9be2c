// Own ratings beside what was confirmed: the differences first and in words, the way to the matrix, the forms.
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { violations } from "$testing/accessible";
import { ratings } from "$testing/ratings";
import { showScreen } from "$testing/screens";
import { workspace } from "$testing/workspace";

import { differenceInWords } from "./difference";
import RatingsScreen from "./RatingsScreen.svelte";

async function show(...given: Parameters<typeof showScreen> extends [unknown, ...infer Rest] ? Rest : never) {
  const shown = showScreen(RatingsScreen, ...given);
  await screen.findByRole("heading", { level: 1 });
  return shown;
}

const row = (name: RegExp) => screen.getByRole("row", { name }) as HTMLTableRowElement;
const cells = (of: HTMLTableRowElement) => [...of.cells].map((cell) => cell.textContent?.trim());
const mark = (of: HTMLTableRowElement, column: number) => of.cells[column]?.querySelector(".mark");

describe("own ratings", () => {
  it("stand beside what was confirmed, with days and source", async () => {
    await show();
    expect(cells(row(/^Luca Moretti/))).toEqual([
      "Luca Moretti", "AI assurance", "Prompt-injection defence", "3", "2 May 2026", "0", "manager", "14 Apr 2026", "3 higher",
    ]);
    expect(cells(row(/Communication/))).toEqual([
      "Noor Rahman", "AI assurance", "Communication", "3", "2 May 2026", "none", "", "", "nothing confirmed",
    ]);
    expect(screen.getByText(/What is confirmed was not overwritten/)).toBeInTheDocument();
  });

  it("are marked as in the matrix where they differ by two levels or more", async () => {
    await show();
    expect(mark(row(/^Luca Moretti/), 5)).toHaveClass("level-0", "higher");
    expect(mark(row(/^Priya Shah/), 5)).toHaveClass("level-3", "lower");
    expect(mark(row(/^Mina Park/), 5)).not.toHaveClass("higher");
    expect(mark(row(/^Mina Park/), 3)).toHaveClass("level-3", "claimed");
  });

  it("have those that differ less below a line", async () => {
    await show();
    const heads = screen.getAllByRole("row").map((row) => row.textContent ?? "");
    const line = heads.findIndex((row) => row.startsWith("Less than two levels apart"));
    expect([heads[line - 1], heads[line + 1]]).toEqual([expect.stringContaining("Priya Shah"), expect.stringContaining("Mina Park")]);
  });

  it("lead to their cell of the matrix, from the keyboard and by a press anywhere in the row", async () => {
    const { session, user } = await show();
    const first = screen.getByRole("button", { name: "Luca Moretti: open Prompt-injection defence in the matrix" });
    expect(screen.getAllByRole("row").flatMap((row) => within(row).queryAllByRole("button")).filter((stop) => stop.tabIndex === 0)).toEqual([first]);
    first.focus();
    await user.keyboard("{ArrowDown}{Enter}");
    expect([session.screen, session.target]).toEqual(["matrix", { person: "person_12", competency: "competency_4" }]);
    session.go("ratings");
    await user.click(within(row(/^Mina Park/)).getByText("Output handling"));
    expect([session.screen, session.target]).toEqual(["matrix", { person: "person_9", competency: "competency_3" }]);
  });

  it("are copied as a table, with days and levels that a spreadsheet reads", async () => {
    const { ipc, session, user } = await show();
    await user.click(screen.getByRole("button", { name: "Copy own ratings" }));
    await waitFor(() => expect(session.notice).toBe("Copied 5 rows"));
    const lines = (ipc.given("copyText")[0]?.[0] as string).split("\n");
    expect(lines[0]).toBe("Person\tTeam\tCompetency\tOwn\tRated on\tConfirmed\tBy\tConfirmed on\tOwn rating is");
    expect(lines[2]).toBe("Priya Shah\tAI assurance\tAgent permissions\t1\t2026-05-02\t3\texam\t2026-03-02\t2 lower");
  });

  it("are shown in parts where there are many", async () => {
    const rows = Array.from({ length: 450 }, (_, at) => ({ ...ratings.rows[0]!, person: `p${at}` }));
    await show({ ratings: async () => ({ ...ratings, rows }) });
    expect(screen.getAllByRole("button", { name: /in the matrix$/ })).toHaveLength(200);
    expect(screen.getByText("250 more own ratings")).toBeInTheDocument();
    await fireEvent.click(screen.getByRole("button", { name: "Show more" }));
    expect(screen.getAllByRole("button", { name: /in the matrix$/ })).toHaveLength(400);
  });

  it("are asked for again when the team or the day changes", async () => {
    const { ipc, session } = await show();
    session.choose({ team: "ai_assurance", as_of: "2026-03-01" });
    await waitFor(() => expect(ipc.given("ratings").at(-1)).toEqual([{ team: "ai_assurance", as_of: "2026-03-01", benchmark: null }]));
  });

  it("come from forms that are made here, and are merged here", async () => {
    const { ipc, session, user } = await show();
    await user.click(screen.getByRole("button", { name: "Forms for own ratings" }));
    expect(session.forms).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Merge returned forms" }));
    expect(ipc.given("chooseForms")).toHaveLength(1);
  });

  it("are not merged into a file that can only be read", async () => {
    await show({}, (session) => (session.workspace = { ...workspace, read_only: true }));
    expect(screen.queryByRole("button", { name: "Merge returned forms" })).toBeNull();
  });

  it("say what to do where there are none", async () => {
    const empty = { title: "Nobody has rated themselves", text: "Make forms.", actions: [{ kind: "forms" as const, label: "Make forms", text: "For everybody." }] };
    const { session, user } = await show({ ratings: async () => ({ ...ratings, rows: [], empty }) });
    await user.click(screen.getByRole("button", { name: "Make forms" }));
    expect(session.forms).toEqual([]);
  });

  it("are accessible", async () => {
    await show();
    expect(await violations()).toEqual([]);
  });
});

describe("a difference in words", () => {
  it.each([
    [{ confirmed: 0, difference: 3 }, "3 higher"],
    [{ confirmed: 3, difference: -2 }, "2 lower"],
    [{ confirmed: 2, difference: 0 }, "agrees"],
    [{ confirmed: null, difference: 0 }, "nothing confirmed"],
  ])("is %j: %s", (row, words) => {
    expect(differenceInWords(row)).toBe(words);
  });
});
