// What reaches the shell: command names and arguments as `src-tauri/src/commands.rs` has them.
import { beforeEach, describe, expect, it, vi } from "vitest";

const tauri = vi.hoisted(() => ({
  invoke: vi.fn(async (..._given: unknown[]): Promise<unknown> => null),
  listen: vi.fn(async (_name: string, _handler: (event: { payload: unknown }) => void) => () => {}),
}));
vi.mock("@tauri-apps/api/core", () => ({ invoke: tauri.invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: tauri.listen }));

import { asAppError } from "./ipc";
import { shell } from "./shell";

const shown = { team: "ai", as_of: "2026-03-01", benchmark: null };
const ipc = shell(() => shown);

beforeEach(() => vi.clearAllMocks());

describe("the shell", () => {
  it("has the page say how many answers are awaited, refusals among them", async () => {
    const { dataset } = document.documentElement;
    const both = Promise.all([ipc.undo(), ipc.redo()]);
    expect(dataset.awaited).toBe("2");
    await both;
    tauri.invoke.mockRejectedValueOnce(new Error("the shell is gone"));
    await expect(ipc.workspace()).rejects.toThrow("the shell is gone");
    expect(dataset.awaited).toBe("0");
  });

  it("is told the day that is shown when levels are set, pasted or retracted", async () => {
    const target = { people: ["person"], competencies: ["competency"], rows: 1, columns: 1 };
    await ipc.setLevels([{ person: "person", competency: "competency", level: 3 }]);
    await ipc.pasteLevels(target, "3");
    await ipc.retractLevels([{ person: "person", competency: "competency" }]);
    expect(tauri.invoke.mock.calls).toEqual([
      ["set_levels", { selection: shown, levels: [{ person: "person", competency: "competency", level: 3 }] }],
      ["paste_levels", { selection: shown, target, text: "3" }],
      ["retract_levels", { selection: shown, pairs: [{ person: "person", competency: "competency" }] }],
    ]);
  });

  it("is told the team and the day that are shown when files are to be imported", async () => {
    const request = { paths: ["/a.csv"], tables: [], people: [], competencies: [], roles: [], shown: 0, as_before: true };
    await ipc.chooseImport();
    await ipc.chooseForms();
    await ipc.importPreview(request);
    expect(tauri.invoke.mock.calls).toEqual([
      ["choose_import", { selection: shown }],
      ["choose_forms", { selection: shown }],
      ["import_preview", { selection: shown, request }],
    ]);
  });

  it("is asked for the history before an operation, and to undo back to one", async () => {
    const filter = { person: null, kind: "import" };
    await ipc.history(filter, "op-4");
    await ipc.undoOperation("op-4");
    await ipc.undoBackTo("op-4");
    await ipc.saveAudit(filter);
    expect(tauri.invoke.mock.calls).toEqual([
      ["history", { filter, before: "op-4" }],
      ["undo_operation", { operation: "op-4" }],
      ["undo_back_to", { operation: "op-4" }],
      ["save_audit", { filter }],
    ]);
  });

  it("is told what is shown when it is exported", async () => {
    await ipc.saveExport("csv");
    expect(tauri.invoke).toHaveBeenCalledWith("save_export", { selection: shown, format: "csv" });
  });

  it("refuses with the error that it answered", async () => {
    const error = { code: "conflict", message: "Changed since.", hint: "", fields: [] };
    tauri.invoke.mockRejectedValueOnce(error);
    await expect(ipc.undo()).rejects.toEqual(error);
  });

  it("answers with what the command gave", async () => {
    tauri.invoke.mockResolvedValueOnce("/home/you/halden.csv");
    await expect(ipc.saveExport("csv")).resolves.toBe("/home/you/halden.csv");
  });

  it("passes on what happens outside, until it is told to stop", async () => {
    const stop = vi.fn();
    tauri.listen.mockResolvedValue(stop);
    const events = {
      workspaceChanged: vi.fn(),
      menu: vi.fn(),
      filesDropped: vi.fn(),
      progress: vi.fn(),
      workspaceLocked: vi.fn(),
      backupFailed: vi.fn(),
    };
    const failed = { code: "disk_full", message: "A backup could not be made.", hint: "", fields: [] };
    const end = await ipc.listen(events);
    const payloads: Record<string, unknown> = {
      "workspace-changed": { tags: ["people"] },
      menu: { action: "undo" },
      "files-dropped": { paths: ["/a.csv", "/b.csv"] },
      progress: { text: "Reading a.csv", share: 0.5 },
      "workspace-locked": { path: "/a.cadre", reason: "idle" },
      "backup-failed": failed,
    };
    for (const [name, handler] of tauri.listen.mock.calls) handler({ payload: payloads[name] });
    expect(events.workspaceChanged).toHaveBeenCalledWith(["people"]);
    expect(events.menu).toHaveBeenCalledWith("undo");
    expect(events.filesDropped).toHaveBeenCalledWith(["/a.csv", "/b.csv"]);
    expect(events.progress).toHaveBeenCalledWith({ text: "Reading a.csv", share: 0.5 });
    expect(events.workspaceLocked).toHaveBeenCalledWith({ path: "/a.cadre", reason: "idle" });
    expect(events.backupFailed).toHaveBeenCalledWith(failed);
    end();
    expect(stop).toHaveBeenCalledTimes(6);
  });
});

describe("an error", () => {
  it("is kept as the shell made it", () => {
    const error = { code: "conflict", message: "Changed since.", hint: "Undo that first.", fields: [{ place: "a", found: "b", expected: "c" }] };
    expect(asAppError(error)).toEqual(error);
  });

  it("is made of anything else", () => {
    expect(asAppError(new Error("lost"))).toMatchObject({ code: "io", message: "Cadre could not do this: lost" });
    expect(asAppError("lost")).toMatchObject({ code: "io", message: "Cadre could not do this: lost" });
  });
});
