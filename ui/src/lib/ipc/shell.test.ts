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
  it("is told the day that is shown when a level is set or retracted", async () => {
    await ipc.setLevel("person", "competency", 3);
    await ipc.retractLevel("person", "competency");
    expect(tauri.invoke.mock.calls).toEqual([
      ["set_level", { selection: shown, person: "person", competency: "competency", level: 3 }],
      ["retract_level", { selection: shown, person: "person", competency: "competency" }],
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
    const events = { workspaceChanged: vi.fn(), menu: vi.fn(), fileDropped: vi.fn() };
    const end = await ipc.listen(events);
    const payloads: Record<string, unknown> = { "workspace-changed": { tags: ["people"] }, menu: { action: "undo" }, "file-dropped": { path: "/a.csv" } };
    for (const [name, handler] of tauri.listen.mock.calls) handler({ payload: payloads[name] });
    expect(events.workspaceChanged).toHaveBeenCalledWith(["people"]);
    expect(events.menu).toHaveBeenCalledWith("undo");
    expect(events.fileDropped).toHaveBeenCalledWith("/a.csv");
    end();
    expect(stop).toHaveBeenCalledTimes(3);
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
