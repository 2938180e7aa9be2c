// Changes are made in the order in which they were asked for, however long each takes.
import { describe, expect, it } from "vitest";

import { Targets } from "$features/team/targets.svelte";
import { Team } from "$features/team/team.svelte";
import { fakeIpc } from "$testing/fake";
import { team } from "$testing/team";
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

  it("waits for every target that was set before it", async () => {
    const first = pending<WorkspaceView>();
    const asked: string[] = [];
    const ipc = fakeIpc({
      setTarget: async ({ level }) => {
        asked.push(`level ${level}`);
        return asked.length === 1 ? first.promise : workspace;
      },
      undo: async () => {
        asked.push("undo");
        return workspace;
      },
    });
    const session = new Session(ipc);
    session.workspace = workspace;
    const targets = new Targets(session, () => team);
    targets.activate(team.roles[0]!.id, team.competencies[0]!.key);
    const levels = [1, 2, 3, 4].filter((level) => level !== targets.drawn(team.roles[0]!.id, team.competencies[0]!.key)?.level);
    const [one, other] = levels.slice(0, 2) as [number, number];
    void targets.level(one);
    void targets.level(other);
    const undone = session.undo();
    await new Promise((done) => setTimeout(done));
    first.settle(workspace);
    await undone;
    expect(asked).toEqual([`level ${one}`, `level ${other}`, "undo"]);
  });

  it("waits for what was removed before it", async () => {
    const removing = pending<WorkspaceView>();
    const ipc = fakeIpc({ removeItem: () => removing.promise });
    const session = new Session(ipc);
    session.workspace = workspace;
    const screen = new Team(session);
    await screen.remove({ kind: "person", id: team.people[0]!.id });
    void screen.confirm();
    const undone = session.undo();
    await new Promise((done) => setTimeout(done));
    expect(ipc.given("undo")).toEqual([]);
    removing.settle(workspace);
    expect(await undone).toBe(true);
  });
});
