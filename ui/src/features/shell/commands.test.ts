// The commands of the palette and the items of the native menu are the same, with the same keys.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { Session } from "$features/shell/session.svelte";
import { fakeIpc } from "$testing/fake";
import { workspace } from "$testing/workspace";

import { COMMANDS, keysInWords, offered } from "./commands";
import { SCREENS } from "./session.svelte";

const menu = readFileSync(join(import.meta.dirname, "../../../../src-tauri/src/menu.rs"), "utf8");
/** Id and keys of every item: `item("undo", "Undo", Some("CmdOrCtrl+Z"))`. */
const items = [...menu.matchAll(/item\("([\w-]+)",\s*"[^"]+",\s*(?:Some\("CmdOrCtrl\+([^"]+)"\)|None)\)/g)].map(([, id, keys]) => ({
  id,
  keys: keys === undefined ? "" : `Ctrl ${keys.replaceAll("+", " ")}`,
}));
const byId = (one: { id?: string }, other: { id?: string }): number => (one.id ?? "").localeCompare(other.id ?? "");

describe("the native menu", () => {
  it("has every command, and no other, with its keys", () => {
    expect(items.length).toBeGreaterThan(20);
    expect(items.sort(byId)).toEqual(COMMANDS.map((command) => ({ id: command.id, keys: keysInWords(command) })).sort(byId));
  });
});

describe("the size", () => {
  it("goes up and down in steps, ends at its ends, and comes back", async () => {
    const ipc = fakeIpc();
    const session = new Session(ipc);
    for (const step of [1, 1, -1, 0, 1] as const) await session.resize(step);
    expect(ipc.given("zoom")).toEqual([[1.1], [1.25], [1.1], [1], [1.1]]);
    for (let times = 0; times < 10; times += 1) await session.resize(1);
    expect(ipc.given("zoom").at(-1)).toEqual([3]);
    expect(session.announcement).toContain("300%");
  });
});

describe("the palette", () => {
  const ids = (change: Partial<typeof workspace> | null): string[] => {
    const session = new Session(fakeIpc());
    session.workspace = change === null ? null : { ...workspace, ...change };
    return offered(session).map((command) => command.id);
  };

  it("offers every screen, the own ratings, the setting up, forms, settings and exports of an open workspace", () => {
    expect(ids({})).toEqual(
      expect.arrayContaining([...SCREENS, "ratings", "set-up", "forms", "settings", "export-xlsx", "export-json", "export-csv"]),
    );
  });

  it("offers no change of a file that can only be read", () => {
    const offered = ids({ read_only: true });
    expect(["import", "settings", "undo"].filter((id) => offered.includes(id))).toEqual([]);
    expect(offered).toEqual(expect.arrayContaining(["history", "forms", "export-xlsx"]));
  });

  it("offers what needs no workspace where none is open", () => {
    expect(ids(null)).toEqual(["new", "open", "sample", "from-export", "zoom-in", "zoom-out", "zoom-reset", "theme-system", "theme-light", "theme-dark"]);
  });
});
