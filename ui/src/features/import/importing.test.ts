// What the wizard sends, how it waits and stops, and where the import leads.
import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import type { ImportPreview, ImportRequest } from "$lib/ipc/types";
import * as files from "$testing/spreadsheet";
import { goTo, pending, sent, show } from "$testing/wizard";
import { workspace } from "$testing/workspace";

const { answers } = files;

afterEach(() => vi.useRealTimers());

describe("the import", () => {
  it("leaves out what is wrong only where the button says so", async () => {
    const { ipc, session, user } = await show();
    expect(screen.getByText(/^What has a problem stays out\. One operation: a single Undo takes it back\.$/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Import 399 assessments, leave 11 rows out" }));
    expect(ipc.given("importFiles")).toEqual([[true]]);
    await waitFor(() => expect(session.preview).toBeNull());
    expect(session.announcement).toBe("Import 399 assessments");
  });

  it("leaves nothing out where nothing is wrong", async () => {
    const { ipc, user } = await show(files.cleanFile);
    expect(screen.getByText(/^One operation: a single Undo takes it back\.$/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Save the problem rows" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Import 1,412 assessments" }));
    expect(ipc.given("importFiles")).toEqual([[false]]);
  });

  it("stays with its files when it is refused, and shows why", async () => {
    const error = { code: "bad_cells" as const, message: "3 cells are wrong.", hint: "", fields: [{ place: "Levels!C7", found: "5", expected: "0 to 4" }] };
    const { session, user } = await show(files.importPreview, { importFiles: () => Promise.reject(error) });
    await user.click(screen.getByRole("button", { name: /^Import 399/ }));
    await waitFor(() => expect(session.error).toEqual(error));
    expect(session.preview).toBe(files.importPreview);
    expect(screen.getByRole("button", { name: /^Import 399/ })).toHaveFocus();
  });

  it("looks again where the workspace has changed since, and says so", async () => {
    const error = { code: "conflict" as const, message: "The workspace has changed since.", hint: "Nothing was imported.", fields: [] };
    const now = { ...files.importPreview, title: "412 rows read, 398 assessments ready", action: "Import 398 assessments, leave 12 rows out" };
    const { ipc, session, user } = await show(files.importPreview, { importFiles: () => Promise.reject(error), importPreview: async () => now });
    await user.click(screen.getByRole("button", { name: /^Import 399/ }));
    await waitFor(() => expect(session.error).toEqual(error));
    expect(sent(ipc)).toEqual([files.importPreview.request]);
    expect(session.preview).toBe(now);
    expect(screen.getByRole("button", { name: "Import 398 assessments, leave 12 rows out" })).toBeInTheDocument();
  });

  it("leads to what it brought: levels, a pulse, or people and roles", async () => {
    const led: [ImportPreview, string][] = [
      [files.cleanFile, "matrix"],
      [files.severalTables, "matrix"],
      [{ ...files.pulse, questions: [], action: "Import 2 answers" }, "compare"],
      [files.peopleList, "team"],
    ];
    for (const [preview, screenAfter] of led) {
      const { session, unmount, user } = await show(preview);
      await goTo(user, /Preview/);
      await user.click(screen.getByRole("button", { name: /^Import \d/ }));
      await waitFor(() => expect(session.screen).toBe(screenAfter));
      unmount();
    }
  });

  it("goes on with the setting up, or with the own ratings, that asked for it", async () => {
    for (const screenBefore of ["set-up", "ratings"] as const) {
      const { session, unmount, user } = await show(files.cleanFile);
      session.screen = screenBefore;
      await user.click(screen.getByRole("button", { name: /^Import 1,412/ }));
      await waitFor(() => expect(session.preview).toBeNull());
      expect(session.screen).toBe(screenBefore);
      unmount();
    }
  });

  it("saves the problem rows and says where", async () => {
    const { ipc, session, user } = await show();
    await user.click(screen.getByRole("button", { name: "Save the problem rows" }));
    expect(ipc.given("saveProblemRows")).toEqual([[]]);
    expect(session.announcement).toBe("Saved /home/you/problems.csv");
  });

  it("is left without a word to the workspace", async () => {
    const { ipc, session, user } = await show();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(session.preview).toBeNull();
    expect([ipc.given("leaveImport"), ipc.given("importFiles")]).toEqual([[[]], []]);
  });

  it("shows how far it is, and can be stopped; then all is as it was", async () => {
    const work = pending<typeof workspace>();
    const stopped = { code: "cancelled" as const, message: "The import was stopped; nothing has changed.", hint: "", fields: [] };
    const { ipc, session, user } = await show(files.importPreview, { importFiles: () => work.promise, cancelWork: async () => work.refuse(stopped) });
    await user.click(screen.getByRole("button", { name: /^Import 399/ }));
    session.progress = { text: "Recording 40,000 of 100,000 assessments", share: 0.4 };
    const bar = await screen.findByRole("progressbar", { name: "Recording 40,000 of 100,000 assessments" });
    expect(bar).toHaveAttribute("aria-valuenow", "40");
    expect(screen.getByRole("button", { name: "Stop" })).toHaveFocus();
    // A second press is no second import.
    await user.click(screen.getByRole("button", { name: /^Import 399/ }));
    expect(ipc.given("importFiles")).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Stop" }));
    expect(ipc.given("cancelWork")).toEqual([[]]);
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
    expect(session.preview).toBe(files.importPreview);
    expect(session.error).toBeNull();
    expect(session.announcement).toBe(stopped.message);
    await waitFor(() => expect(screen.getByRole("button", { name: /^Import 399/ })).toHaveFocus());
  });

  it("is stopped by Cancel too, and not left half way", async () => {
    const work = pending<typeof workspace>();
    const { ipc, session, user } = await show(files.importPreview, { importFiles: () => work.promise });
    await user.click(screen.getByRole("button", { name: /^Import 399/ }));
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect([ipc.given("cancelWork"), ipc.given("leaveImport")]).toEqual([[[]], []]);
    expect(session.preview).not.toBeNull();
    work.settle(workspace);
  });
});

describe("answers on their way", () => {
  it("are shown at once, and sent together after the one that is being read", async () => {
    const first = pending<ImportPreview>();
    const seen: ImportRequest[] = [];
    const { session, user } = await show(files.manyProblems, {
      importPreview: (request) => {
        seen.push(request);
        return seen.length === 1 ? first.promise : Promise.resolve({ ...files.manyProblems, request });
      },
    });
    await user.selectOptions(screen.getByRole("combobox", { name: "Scale of the levels" }), "0 to 10");
    await user.selectOptions(screen.getByRole("combobox", { name: "Source" }), "lab");
    await user.selectOptions(screen.getByRole("combobox", { name: "Source" }), "exam");
    expect(screen.getByRole("combobox", { name: "Source" })).toHaveValue("exam");
    expect(seen).toHaveLength(1);
    first.settle({ ...files.manyProblems, request: seen[0]! });
    await waitFor(() => expect(session.announcement).toBe(files.manyProblems.title));
    expect(seen.map(({ tables }) => tables)).toEqual([[answers({ scale: "0-10" })], [answers({ scale: "0-10", source: "exam" })]]);
  });

  it("are stopped where the wizard is left, so that it does not come back", async () => {
    const reading = pending<ImportPreview>();
    const stopped = { code: "cancelled" as const, message: "Stopped.", hint: "", fields: [] };
    const { ipc, session, user } = await show(files.manyProblems, { importPreview: () => reading.promise, cancelWork: async () => reading.refuse(stopped) });
    await user.selectOptions(screen.getByRole("combobox", { name: "Scale of the levels" }), "0 to 10");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(session.preview).toBeNull());
    expect(ipc.calls.map(({ name }) => name)).toEqual(["importPreview", "cancelWork", "leaveImport"]);
  });

  it("show their progress only where they take long, and are forgotten where they are stopped", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const reading = pending<ImportPreview>();
    const stopped = { code: "cancelled" as const, message: "Stopped.", hint: "", fields: [] };
    const { session } = await show(files.manyProblems, { importPreview: () => reading.promise, cancelWork: async () => reading.refuse(stopped) });
    const user = userEvent.setup({ advanceTimers: (milliseconds) => vi.advanceTimersByTime(milliseconds) });
    const scale = screen.getByRole("combobox", { name: "Scale of the levels" });
    await fireEvent.change(scale, { target: { value: "0-10" } });
    await vi.advanceTimersByTimeAsync(200);
    expect(screen.queryByRole("progressbar")).toBeNull();
    await vi.advanceTimersByTimeAsync(100);
    expect(screen.getByRole("progressbar", { name: "Reading the files" })).not.toHaveAttribute("aria-valuenow");
    await user.click(screen.getByRole("button", { name: "Stop" }));
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
    expect(session.preview).toBe(files.manyProblems);
    expect(scale).toHaveValue("1-5");
    await waitFor(() => expect(screen.getByRole("heading", { name: "Columns and scale" })).toHaveFocus());
  });
});

describe("what was set for an earlier file", () => {
  it("is said, and one press imports as then", async () => {
    const { ipc, user } = await show(files.remembered);
    expect(screen.getByText("Read as on 14 May 2026, with the columns and names set then.")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Import 1,412 assessments" }));
    expect(ipc.given("importFiles")).toEqual([[false]]);
  });

  it("is kept under further answers", async () => {
    const { ipc, user } = await show(files.remembered);
    await goTo(user, /Columns/);
    await user.selectOptions(screen.getByRole("combobox", { name: "Scale of the levels" }), "1 to 5");
    expect(sent(ipc)).toEqual([{ ...files.remembered.request, tables: [answers({ columns: [{ index: 5, meaning: "ignored" }], scale: "1-5" })] }]);
  });

  it("can be forgotten; the focus is not lost with the button", async () => {
    const { ipc, user } = await show(files.remembered, { importPreview: async (request) => ({ ...files.importPreview, request }) });
    await user.click(screen.getByRole("button", { name: "Read it afresh" }));
    expect(sent(ipc)).toEqual([{ paths: ["/home/you/may-assessments.xlsx"], tables: [], people: [], competencies: [], roles: [], shown: 0, as_before: false }]);
    expect(screen.queryByText(/^Read as on/)).toBeNull();
    await waitFor(() => expect(document.body).not.toHaveFocus());
  });
});
