// What an import would do, and the choice to leave out what is wrong.
import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { Session } from "$features/shell/session.svelte";
import type { Ipc } from "$lib/ipc/ipc";
import type { ImportPreview } from "$lib/ipc/types";
import { violations } from "$testing/accessible";
import { fakeIpc } from "$testing/fake";
import { importPreview } from "$testing/spreadsheet";
import { workspace } from "$testing/workspace";

import ImportScreen from "./ImportScreen.svelte";

function show(change: Partial<ImportPreview> = {}, answers: Partial<Ipc> = {}) {
  const ipc = fakeIpc(answers);
  const session = new Session(ipc);
  session.workspace = workspace;
  session.preview = { ...importPreview, ...change };
  render(ImportScreen, { session, preview: session.preview });
  return { ipc, session, user: userEvent.setup() };
}

describe("the import", () => {
  it("says in each cell what is wrong with it", () => {
    show();
    const row = screen.getByRole("row", { name: /^17/ });
    const cells = within(row).getAllByRole("cell").map((cell) => cell.textContent);
    expect(cells).toEqual(["Luca Moretti", "Model supply chain", "5not 0 to 4", "2026-05-04", "manager"]);
    expect(screen.getByText("and 388 more rows in the file")).toBeInTheDocument();
  });

  it("says in the head of a column what it is taken for", () => {
    show();
    const heads = screen.getAllByRole("columnheader").map((head) => head.textContent?.replaceAll(/\s+/g, " ").trim());
    expect(heads.slice(0, 3)).toEqual(["Row", "Personfrom “Employee”", "Competencyfrom “Skill”read as Competency"]);
  });

  it("counts the problems apart from what was set right", () => {
    show();
    const section = (name: string) => screen.getByRole("heading", { name }).closest("section") as HTMLElement;
    expect(within(section("Problems")).getAllByRole("listitem").map((item) => item.textContent?.replaceAll(/\s+/g, " ").trim())).toEqual([
      "Unknown competency 4",
      "Level outside the scale 3",
      "Not a date, or in the future 3",
      "Formula as a name 1",
    ]);
    expect(within(section("To look at")).getAllByRole("listitem")).toHaveLength(2);
  });

  it("leaves bad cells out only where the button says so", async () => {
    const { ipc, session, user } = show();
    expect(screen.queryByRole("button", { name: /^Import 399 assessments/ })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Import 399, leave 11 out" }));
    expect(ipc.given("importFile")).toEqual([["/home/you/may-assessments.xlsx", true]]);
    await waitFor(() => expect(session.preview).toBeNull());
    expect(session.announcement).toBe("Import 399 assessments");
  });

  it("leaves nothing out where nothing is wrong", async () => {
    const { ipc, user } = show({ bad: 0, ready: 1412, kinds: [] });
    await user.click(screen.getByRole("button", { name: "Import 1,412 assessments" }));
    expect(ipc.given("importFile")).toEqual([["/home/you/may-assessments.xlsx", false]]);
  });

  it("offers no import where nothing is ready", () => {
    show({ ready: 0, bad: 3 });
    expect(screen.queryByRole("button", { name: /^Import/ })).toBeNull();
    expect(screen.getByText("Nothing in this file can be imported.")).toBeInTheDocument();
  });

  it("stays with its file when the import is refused, and shows why", async () => {
    const error = { code: "bad_cells" as const, message: "3 cells are wrong.", hint: "", fields: [{ place: "Levels!C7", found: "5", expected: "0 to 4" }] };
    const { session, user } = show({ bad: 0 }, { importFile: () => Promise.reject(error) });
    await user.click(screen.getByRole("button", { name: /^Import 399/ }));
    await waitFor(() => expect(session.error).toEqual(error));
    expect(session.preview).not.toBeNull();
  });

  it("is cancelled without a word to the workspace", async () => {
    const { ipc, session, user } = show();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(session.preview).toBeNull();
    expect(ipc.given("importFile")).toEqual([]);
  });

  it("shows many rows in parts", async () => {
    const rows = Array.from({ length: 130 }, (_, at) => ({ ...importPreview.rows[0]!, row: at + 1 }));
    const { user } = show({ rows, more_rows: 5 });
    expect(screen.getAllByRole("row")).toHaveLength(101);
    await user.click(screen.getByRole("button", { name: "Show 30 more" }));
    expect(screen.getAllByRole("row")).toHaveLength(131);
    expect(screen.getByText("and 5 more rows in the file")).toBeInTheDocument();
  });

  it("is accessible", async () => {
    show();
    expect(await violations()).toEqual([]);
  });
});
