// The history: what was done in words, undone and done again from the keyboard, narrowed, and read on demand.
import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import type { AppError, HistoryFilter, HistoryView } from "$lib/ipc/types";
import { violations } from "$testing/accessible";
import { history } from "$testing/history";
import { showScreen } from "$testing/screens";
import { workspace } from "$testing/workspace";

import HistoryScreen from "./HistoryScreen.svelte";

const CONFLICT: AppError = {
  code: "conflict",
  message: "What the operation changed has been changed again since.",
  hint: "Nothing was changed. Undo the later changes first.",
  fields: [{ place: "person Noor Rahman", found: "", expected: "", says: "Person Noor Rahman was changed later by “Move Noor Rahman to Red”." }],
};

async function show(...given: Parameters<typeof showScreen> extends [unknown, ...infer Rest] ? Rest : never) {
  const shown = showScreen(HistoryScreen, ...given);
  await screen.findByRole("heading", { level: 1 });
  return shown;
}

const rows = () => [...document.querySelectorAll<HTMLElement>("li.operation")];
const row = (label: string) => rows().find((operation) => operation.textContent?.includes(label)) as HTMLElement;
const text = (of: Element | null | undefined) => of?.textContent?.replaceAll(/\s+/g, " ").trim();
/** What the Tab key stops at in the list. */
const stopsIn = (of: HTMLElement) => [of, ...within(of).queryAllByRole("button")].filter((stop) => stop.tabIndex === 0);

/** A history of so many operations, read two at a time. */
function long(count: number) {
  const all = Array.from({ length: count }, (_, at) => ({ ...history.operations[0]!, id: `op-${count - at}`, label: `Operation ${count - at}` }));
  return async (_: HistoryFilter, before: string | null): Promise<HistoryView> => {
    const from = before === null ? 0 : all.findIndex(({ id }) => id === before) + 1;
    return { ...history, operations: all.slice(from, from + 2), more: from + 2 < count };
  };
}

describe("the history", () => {
  it("stands by days, the newest first", async () => {
    await show();
    expect(screen.getAllByRole("heading", { level: 2 }).map(text)).toEqual(["Today", "19 May 2026", "18 May 2026"]);
    const counts = ["Today", "19 May 2026", "18 May 2026"].map((day) => screen.getByRole("list", { name: day }).querySelectorAll("li.operation").length);
    expect(counts).toEqual([3, 2, 2]);
  });

  it("tells time, label, kind, changes and standing in words", async () => {
    await show();
    const undone = row("Remove the position of Control assessor");
    expect(text(row("Change Noor Rahman"))).toBe(
      "15:58 Change Noor Rahman Person changed Noor Rahman: learning hours, from 12 to 20 Done Undo Undo everything after this",
    );
    expect(undone).toHaveAccessibleName(/^Undid: Remove the position of Control assessor$/);
    expect(rows()[2]).toHaveAccessibleName("Remove the position of Control assessor Undone");
  });

  it("tells a few changes, and the others on demand", async () => {
    const { user } = await show();
    const imported = row("Import 399 assessments");
    expect(within(imported).getAllByRole("listitem")).toHaveLength(3);
    // Two more of the five that are told, and 395 that are only counted.
    const more = within(imported).getByRole("button", { name: /^and 397 more/ });
    expect(more).toHaveAttribute("aria-expanded", "false");
    await user.click(more);
    expect(within(imported).getAllByRole("listitem")).toHaveLength(5);
    expect(imported).toHaveTextContent("and 395 more");
    await user.click(within(imported).getByRole("button", { name: /^Show fewer/ }));
    expect(within(imported).getAllByRole("listitem")).toHaveLength(3);
  });

  it("does not ask for one more change: it tells it", async () => {
    await show();
    expect(within(row("Set 4 levels")).getAllByRole("listitem")).toHaveLength(4);
    expect(within(row("Set 4 levels")).queryByRole("button", { name: /more/ })).toBeNull();
  });

  it("is one stop for the Tab key, with its buttons; the arrow keys go from one to the next", async () => {
    const { user } = await show();
    expect(rows().flatMap(stopsIn).map((stop) => stop.getAttribute("aria-label") ?? "row")).toEqual(["row", "Undo: Set 4 levels"]);
    stopsIn(rows()[0]!)[0]!.focus();
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(rows()[2]).toHaveFocus();
    await user.tab();
    expect(screen.getByRole("button", { name: "Do again: Remove the position of Control assessor" })).toHaveFocus();
    await user.keyboard("{End}");
    expect(rows().at(-1)).toHaveFocus();
    await user.keyboard("{ArrowDown}{Home}");
    expect(rows()[0]).toHaveFocus();
  });

  it("offers nothing for what is fixed, and nothing at all in a file that can only be read", async () => {
    const { unmount } = await show();
    expect(within(rows().at(-1)!).getAllByRole("button").map(text)).toEqual(["Undo everything after this"]);
    expect(within(rows()[0]!).queryByRole("button", { name: /everything/ })).toBeNull();
    unmount();
    await show({}, (session) => (session.workspace = { ...workspace, read_only: true }));
    expect(rows().flatMap((operation) => within(operation).queryAllByRole("button", { name: /Undo|again/ }))).toEqual([]);
  });

  it("is accessible", async () => {
    const { user } = await show();
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole("combobox", { name: "Person" }));
    expect(await violations()).toEqual([]);
  });
});

describe("an operation", () => {
  it("is undone, or done again, and its button keeps the focus", async () => {
    let undone = false;
    const { ipc, user } = await show({
      history: async () => ({
        ...history,
        operations: history.operations.map((operation) => (operation.id === "op-3" && undone ? { ...operation, standing: "undone" as const } : operation)),
      }),
      undoOperation: async () => {
        undone = !undone;
        return workspace;
      },
    });
    rows()[4]!.focus();
    await user.tab();
    await user.keyboard("{Enter}");
    const again = await screen.findByRole("button", { name: "Do again: Change Noor Rahman" });
    expect(again).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("button", { name: "Undo: Change Noor Rahman" })).toHaveFocus();
    expect(ipc.given("undoOperation")).toEqual([["op-3"], ["op-3"]]);
  });

  it("says beside itself why it cannot be undone, and what to do", async () => {
    const { session, user } = await show({ undoOperation: () => Promise.reject(CONFLICT) });
    await user.click(screen.getByRole("button", { name: "Undo: Change Noor Rahman" }));
    const alert = await screen.findByRole("alert");
    expect(row("Change Noor Rahman")).toContainElement(alert);
    expect(alert).toHaveTextContent("What the operation changed has been changed again since. Nothing was changed. Undo the later changes first.");
    expect(within(alert).getByRole("listitem")).toHaveTextContent(/^Person Noor Rahman was changed later by “Move Noor Rahman to Red”\.$/);
    expect(session.error).toBeNull();
    expect(await violations()).toEqual([]);
    await user.click(within(alert).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(row("Change Noor Rahman")).toHaveFocus();
  });

  it("is gone back to once that is confirmed", async () => {
    const { ipc, user } = await show();
    const back = screen.getByRole("button", { name: "Undo everything after this: Add LLM security engineer" });
    await user.click(back);
    const box = await screen.findByRole("dialog", { name: "Undo everything after this?" });
    expect(box).toHaveTextContent("“Add LLM security engineer” stays as it is.");
    expect(box).toHaveTextContent("It can be taken back: Redo does them again");
    expect(await violations()).toEqual([]);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(ipc.given("undoBackTo")).toEqual([]);
    expect(back).toHaveFocus();
    await user.click(back);
    await user.click(await screen.findByRole("button", { name: "Undo everything after it" }));
    await waitFor(() => expect(ipc.given("undoBackTo")).toEqual([["op-2"]]));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("keeps the focus where nothing after it stands any more", async () => {
    let undone = false;
    const { user } = await show({
      history: async () => ({ ...history, operations: history.operations.map((operation) => ({ ...operation, later_stand: operation.later_stand && !undone })) }),
      undoBackTo: async () => {
        undone = true;
        return workspace;
      },
    });
    await user.click(screen.getByRole("button", { name: "Undo everything after this: Add LLM security engineer" }));
    await user.click(await screen.findByRole("button", { name: "Undo everything after it" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: /everything after/ })).toBeNull());
    await waitFor(() => expect(row("Add LLM security engineer")).toHaveFocus());
  });

  it("is undone once, however often its button is pressed", async () => {
    const { ipc, user } = await show({ undoOperation: () => new Promise(() => {}) });
    await user.dblClick(screen.getByRole("button", { name: "Undo: Set 4 levels" }));
    expect(ipc.given("undoOperation")).toHaveLength(1);
  });
});

describe("the operations shown", () => {
  it("are narrowed to a person's and to those of a kind", async () => {
    const { ipc, user } = await show();
    await user.click(screen.getByRole("combobox", { name: "Person" }));
    await user.keyboard("noor{Enter}");
    await waitFor(() => expect(ipc.given("history").at(-1)).toEqual([{ person: "person_5", kind: null }, null]));
    await user.selectOptions(screen.getByRole("combobox", { name: "Kind" }), "Import");
    await waitFor(() => expect(ipc.given("history").at(-1)).toEqual([{ person: "person_5", kind: "import" }, null]));
    await user.click(screen.getByRole("button", { name: "Show all operations" }));
    await waitFor(() => expect(ipc.given("history").at(-1)).toEqual([{ person: null, kind: null }, null]));
    expect(screen.getByRole("combobox", { name: "Person" })).toHaveFocus();
  });

  it("say so where there are none", async () => {
    const { user } = await show({ history: async ({ kind }) => ({ ...history, operations: kind === null ? history.operations : [] }) });
    await user.selectOptions(screen.getByRole("combobox", { name: "Kind" }), "Import");
    expect(await screen.findByText(/^No operation of this kind/)).toBeInTheDocument();
  });

  it("are saved as an audit trail, as narrowed", async () => {
    const { ipc, session, user } = await show();
    await user.click(screen.getByRole("button", { name: "Save the audit trail" }));
    await waitFor(() => expect(session.notice).toBe("Saved /home/you/audit.csv"));
    await user.selectOptions(screen.getByRole("combobox", { name: "Kind" }), "Import");
    await user.click(await screen.findByRole("button", { name: "Save these as an audit trail" }));
    await waitFor(() => expect(ipc.given("saveAudit")).toEqual([[{ person: null, kind: null }], [{ person: null, kind: "import" }]]));
  });

  it("grow by older ones on demand, and the first of them has the focus", async () => {
    const { ipc, user } = await show({ history: long(5) });
    expect(rows()).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: "Show older" }));
    await waitFor(() => expect(rows()).toHaveLength(4));
    expect(ipc.given("history").at(-1)).toEqual([{ person: null, kind: null }, "op-4"]);
    await waitFor(() => expect(row("Operation 3")).toHaveFocus());
    await user.click(screen.getByRole("button", { name: "Show older" }));
    await waitFor(() => expect(rows()).toHaveLength(5));
    expect(screen.queryByRole("button", { name: "Show older" })).toBeNull();
  });

  it("are as many after a change as before", async () => {
    const { ipc, session, user } = await show({ history: long(5) });
    await user.click(screen.getByRole("button", { name: "Show older" }));
    await waitFor(() => expect(rows()).toHaveLength(4));
    session.changed({ ...session.workspace! });
    // Once for those read before and once for the older ones of them.
    await waitFor(() => expect(ipc.given("history").slice(2).map((given) => given[1])).toEqual([null, "op-4"]));
    await waitFor(() => expect(rows()).toHaveLength(4));
  });
});
