// Changes are made in the order in which they were asked for, however long each takes.
import { describe, expect, it } from "vitest";

import { fakeIpc } from "$testing/fake";
import { pending } from "$testing/wizard";
import { workspace } from "$testing/workspace";
import type { WorkspaceView } from "$lib/ipc/types";

import { Session } from "./session.svelte";

describe("an undo", () => {
  it("waits for the change that was asked for before it", async () => {
    const writing = pending<WorkspaceView>();
    const ipc = fakeIpc({ setLevels: () => writing.promise });
    const session = new Session(ipc);
    session.workspace = workspace;
    void session.inTurn(() => ipc.setLevels([]));
    const undone = session.undo();
    await new Promise((done) => setTimeout(done));
    expect(ipc.given("undo")).toEqual([]);
    writing.settle(workspace);
    expect(await undone).toBe(true);
    expect(ipc.given("undo")).toHaveLength(1);
  });

  it("is made all the same where that change is refused", async () => {
    const writing = pending<WorkspaceView>();
    const ipc = fakeIpc({ setLevels: () => writing.promise });
    const session = new Session(ipc);
    session.workspace = workspace;
    session.inTurn(() => ipc.setLevels([])).catch(() => undefined);
    const undone = session.undo();
    writing.refuse(new Error("no room"));
    expect(await undone).toBe(true);
  });
});
