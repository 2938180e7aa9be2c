// What keeps a workspace from others, over a played shell: choosing a passphrase, unlocking, locking, backups and damage.
import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import type { AppError, WorkspaceView } from "$lib/ipc/types";
import { violations } from "$testing/accessible";
import { showWindow } from "$testing/screens";
import { backups, encryptedFile, security } from "$testing/security";
import { workspace } from "$testing/workspace";

const PATH = "/home/you/halden.cadre";
const encrypted: WorkspaceView = { ...workspace, encrypted: true };

const refusal = (code: AppError["code"], message = "It was refused.", fields: AppError["fields"] = []): AppError => ({ code, message, hint: "Do this.", fields });
/** A promise that is refused with this code. */
const refuses = (code: AppError["code"], message?: string) => () => Promise.reject(refusal(code, message));

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const field = (name: string) => screen.getByLabelText(name, { selector: "input" });

describe("a new workspace", () => {
  const naming = async () => {
    const shown = await showWindow({ workspace: async () => null });
    await shown.user.click(button("Begin"));
    await shown.user.type(await screen.findByRole("textbox", { name: "Name" }), "Halden");
    return shown;
  };

  it("is offered a passphrase first, which is typed twice", async () => {
    const { ipc, user } = await naming();
    expect(screen.getByRole("radio", { name: /^Who has the passphrase/ })).toBeChecked();
    expect(screen.getByText(/nobody can open the file, neither can we/)).toBeInTheDocument();
    await user.click(button("Choose where to keep it"));
    expect(field("Passphrase")).toHaveAccessibleDescription(/is missing: type one, or choose to have none below/);
    expect(field("Passphrase")).toHaveFocus();
    await user.type(field("Passphrase"), "four blue tin drums");
    expect(await screen.findByText("Fair.")).toBeInTheDocument();
    expect(ipc.given("passphraseStrength").at(-1)).toEqual(["four blue tin drums", "Halden"]);
    await user.type(field("The same again"), "four blue tin drum");
    await user.click(button("Choose where to keep it"));
    expect(field("The same again")).toHaveAccessibleDescription(/not the same/);
    expect(ipc.given("newWorkspace")).toEqual([]);
    expect(await violations()).toEqual([]);
    await user.type(field("The same again"), "s");
    await user.click(button("Choose where to keep it"));
    await waitFor(() => expect(ipc.given("newWorkspace")).toEqual([["Halden", "four blue tin drums"]]));
  });

  it("has none only where that is chosen, and says what it means", async () => {
    const { ipc, user } = await naming();
    await user.click(screen.getByRole("radio", { name: /^Everybody: no passphrase/ }));
    expect(screen.getByText(/Anybody who can read the file can read every rating/)).toBeInTheDocument();
    await user.click(button("Choose where to keep it"));
    await waitFor(() => expect(ipc.given("newWorkspace")).toEqual([["Halden", null]]));
  });

  it("can have a proposed one, which is then shown", async () => {
    const { ipc, user } = await naming();
    expect(field("Passphrase")).toHaveAttribute("type", "password");
    await user.click(button("Propose six random words"));
    await waitFor(() => expect(field("Passphrase")).toHaveValue("correct horse battery staple seldom walrus"));
    expect(field("Passphrase")).toHaveAttribute("type", "text");
    expect(field("The same again")).toHaveValue("correct horse battery staple seldom walrus");
    await user.click(button("Hide passphrase"));
    expect(field("Passphrase")).toHaveAttribute("type", "password");
    await user.click(button("Choose where to keep it"));
    await waitFor(() => expect(ipc.given("newWorkspace")).toEqual([["Halden", "correct horse battery staple seldom walrus"]]));
  });
});

describe("an encrypted file", () => {
  /** Opens only with the passphrase. */
  const openWorkspace = async (_path: string, passphrase: string | null) => {
    if (passphrase === null) throw refusal("passphrase_needed");
    if (passphrase !== "sesame") throw refusal("wrong_passphrase");
    return encrypted;
  };

  it("is asked for its passphrase, and a wrong one is said at the field", async () => {
    const { ipc, user } = await showWindow({ startedWith: async () => PATH, openWorkspace });
    expect(await screen.findByRole("heading", { level: 1, name: "halden.cadre needs its passphrase" })).toBeInTheDocument();
    await waitFor(() => expect(field("Passphrase")).toHaveFocus());
    expect(screen.queryByRole("navigation", { name: "Screens" })).toBeNull();
    await user.keyboard("{Enter}");
    expect(field("Passphrase")).toHaveAccessibleDescription("The passphrase is missing: type it.");
    await user.type(field("Passphrase"), "sesam{Enter}");
    await waitFor(() => expect(field("Passphrase")).toHaveAccessibleDescription(/does not open the file/));
    expect(field("Passphrase")).toBeInvalid();
    expect(field("Passphrase")).toHaveFocus();
    expect(button("Backups of this file…")).toBeInTheDocument();
    expect(await violations()).toEqual([]);
    await user.type(field("Passphrase"), "{Control>}a{/Control}sesame");
    await user.click(await screen.findByRole("checkbox", { name: /keychain/ }));
    await user.click(button("Open"));
    expect(await screen.findByRole("navigation", { name: "Screens" })).toBeInTheDocument();
    expect(ipc.given("openWorkspace").at(-1)).toEqual([PATH, "sesame", true]);
    expect(document.body.innerHTML).not.toContain("sesame");
  });

  it("says why there is no keychain", async () => {
    const missing = "This computer has no keychain that Cadre can use.";
    await showWindow({ startedWith: async () => PATH, openWorkspace, encryptedFile: async () => ({ ...encryptedFile, keychain: { missing, kept: false } }) });
    const box = await screen.findByRole("checkbox", { name: /keychain/ });
    await waitFor(() => expect(box).toHaveAccessibleDescription(missing));
    expect(box).toBeDisabled();
  });

  it("gives way to what was open before", async () => {
    const { ipc, user } = await showWindow({ openWorkspace });
    ipc.happens.filesDropped(["/home/you/other.cadre"]);
    await screen.findByRole("heading", { level: 1, name: "other.cadre needs its passphrase" });
    // Nothing of the other one can be gone to meanwhile.
    await user.keyboard("{Control>}2{/Control}");
    await user.click(button("Back"));
    expect(await screen.findByRole("navigation", { name: "Screens" })).toBeInTheDocument();
    expect(within(screen.getByRole("navigation", { name: "Screens" })).getByRole("button", { current: "page" })).toHaveTextContent("Overview");
  });
});

describe("locking", () => {
  const open = () => showWindow({ workspace: async () => encrypted, openWorkspace: async () => encrypted });

  it("leaves nothing of the workspace on the page, and comes back to where one was", async () => {
    const { ipc, user } = await open();
    await user.keyboard("{Control>}2{/Control}");
    await screen.findByRole("grid");
    await user.selectOptions(screen.getByRole("combobox", { name: "Team" }), "AI assurance");
    // A box lies over the page: locking takes it along.
    ipc.happens.menu("settings");
    await screen.findByRole("dialog");
    await user.keyboard("{Control>}l{/Control}");
    await waitFor(() => expect(ipc.given("lockWorkspace")).toHaveLength(1));
    ipc.happens.workspaceLocked({ path: PATH, reason: "asked" });
    expect(await screen.findByRole("heading", { level: 1, name: "halden.cadre is locked" })).toBeInTheDocument();
    await waitFor(() => expect(document.querySelector(".modal")).toBeNull());
    const page = `${document.title} ${document.documentElement.outerHTML}`;
    for (const name of ["Halden Mutual", "AI assurance", "Noor Rahman", "Tomás", "LLM SecOps", "Set 4 levels"]) expect(page).not.toContain(name);
    expect(await violations()).toEqual([]);

    await user.type(field("Passphrase"), "sesame{Enter}");
    await screen.findByRole("grid");
    expect(screen.getByRole("combobox", { name: "Team" })).toHaveDisplayValue("AI assurance");
    expect(ipc.given("matrix").at(-1)).toEqual([{ team: "ai_assurance", as_of: null, benchmark: null }]);
  });

  it("says why, and forgets an answer that comes late", async () => {
    let answer: (error: AppError) => void = () => {};
    const { ipc, user } = await showWindow({
      workspace: async () => encrypted,
      plan: () => new Promise((_, reject) => (answer = reject)),
    });
    await user.keyboard("{Control>}6{/Control}");
    ipc.happens.workspaceLocked({ path: PATH, reason: "idle" });
    expect(await screen.findByText(/because nobody did anything for a while/)).toBeInTheDocument();
    answer(refusal("no_workspace"));
    await new Promise((resolve) => setTimeout(resolve));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("is for encrypted workspaces", async () => {
    const { ipc, user } = await showWindow();
    await user.keyboard("{Control>}l{/Control}");
    expect(ipc.given("lockWorkspace")).toEqual([]);
  });

  it("hears that somebody is there, now and then", async () => {
    const { ipc, user } = await open();
    await user.keyboard("{Shift}{Shift}{Shift}");
    expect(ipc.given("noteActivity")).toHaveLength(1);
  });
});

describe("passphrase and locking", () => {
  const show = async (view: WorkspaceView, answers: Parameters<typeof showWindow>[0] = {}) => {
    const shown = await showWindow({ workspace: async () => view, security: async () => ({ ...security, encrypted: view.encrypted }), ...answers });
    shown.ipc.happens.menu("security");
    await screen.findByRole("combobox", { name: "Lock" });
    return shown;
  };

  it("sets a first passphrase, and removes the older backups unless told not to", async () => {
    const { ipc, user } = await show(workspace);
    expect(screen.getByText(/Anybody who can read the file can read every rating/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Lock now" })).toBeNull();
    await user.click(button("Set a passphrase"));
    await waitFor(() => expect(field("Passphrase")).toHaveFocus());
    const remove = screen.getByRole("checkbox", { name: "Remove the 2 backups made so far" });
    expect(remove).toBeChecked();
    await user.type(field("Passphrase"), "sesame");
    await user.type(field("The same again"), "sesame");
    expect(await violations()).toEqual([]);
    await user.click(button("Encrypt the workspace"));
    await waitFor(() => expect(ipc.given("setPassphrase")).toEqual([[null, "sesame", true]]));
    expect(await screen.findByText("Encrypted.")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: /encrypted/ })).toBeInTheDocument();
  });

  it("changes it only for who knows it", async () => {
    const wrong = refusal("wrong_passphrase", "This is not the passphrase of the workspace.", [
      { place: "current", found: "", expected: "", says: "This is not the passphrase of the workspace. Type it again." },
    ]);
    const { ipc, user } = await show(encrypted, {
      setPassphrase: async (current) => (current === "sesame" ? encrypted : Promise.reject(wrong)),
    });
    await user.click(button("Change the passphrase"));
    await user.type(field("Passphrase now"), "sesam");
    await user.type(field("Passphrase"), "other");
    await user.type(field("The same again"), "other{Enter}");
    await waitFor(() => expect(field("Passphrase now")).toHaveAccessibleDescription(/not the passphrase of the workspace/));
    expect(field("Passphrase now")).toHaveFocus();
    await user.type(field("Passphrase now"), "e{Enter}");
    await waitFor(() => expect(ipc.given("setPassphrase").at(-1)).toEqual(["sesame", "other", false]));
    await screen.findByText("Encrypted.");
  });

  it("removes it with its consequences in words", async () => {
    const { ipc, user } = await show(encrypted);
    await user.click(button("Remove the passphrase"));
    expect(screen.getByText(/written anew for everybody to read/)).toBeInTheDocument();
    await user.type(field("Passphrase now"), "sesame{Enter}");
    await waitFor(() => expect(ipc.given("setPassphrase")).toEqual([["sesame", null, false]]));
    expect(await screen.findByText("No passphrase.")).toBeInTheDocument();
  });

  it("lists older backups that are not encrypted, and sets the keychain and the times", async () => {
    const { ipc, user } = await show(encrypted);
    expect(screen.getByText("19 May")).toBeInTheDocument();
    await user.click(button("Remove them"));
    await waitFor(() => expect(ipc.given("removePlainBackups")).toHaveLength(1));
    await user.click(screen.getByRole("checkbox", { name: /keychain/ }));
    await waitFor(() => expect(ipc.given("keepPassphrase")).toEqual([[true]]));
    await user.selectOptions(screen.getByRole("combobox", { name: "Lock" }), "After 5 minutes without activity");
    await user.click(screen.getByRole("checkbox", { name: "Lock when the computer goes to sleep" }));
    await waitFor(() =>
      expect(ipc.given("savePreferences")).toEqual([[{ lock_after: 5, lock_on_suspend: true }], [{ lock_after: 15, lock_on_suspend: false }]]),
    );
    expect(await violations()).toEqual([]);
  });
});

describe("backups", () => {
  it("are listed, looked into, and restored as a new file", async () => {
    const { ipc, user } = await showWindow();
    ipc.happens.menu("backups");
    const box = await screen.findByRole("dialog", { name: "Backups of halden.cadre" });
    expect(ipc.given("backups")).toEqual([[PATH]]);
    const rows = (await within(box).findAllByRole("row")).slice(1).map((row) => [...row.children].map((cell) => cell.textContent?.trim()).join(", "));
    expect(rows).toEqual([
      "Today 10:42, Before an import, 1.2 MB, Who has the passphrase",
      "Today 09:03, After the day’s first change, 1.2 MB, Who has the passphrase",
      "19 May, After the day’s first change, 1.1 MB, Everybody",
    ]);
    await user.click(within(box).getByRole("button", { name: "19 May" }));
    expect(await within(box).findByText("3 teams, 24 people and 456 assessments")).toBeInTheDocument();
    expect(ipc.given("backupPreview")).toEqual([[PATH, "/backups/3", null]]);
    expect(within(box).queryByRole("button", { name: "Open it in place of the file" })).toBeNull();
    expect(await violations()).toEqual([]);
    await user.click(within(box).getByRole("button", { name: "Restore as a new file…" }));
    await waitFor(() => expect(ipc.given("restoreBackup")).toEqual([[PATH, "/backups/3", null]]));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("of another passphrase are asked for it", async () => {
    const { ipc, user } = await showWindow({
      backupPreview: async (_path, _backup, passphrase) => {
        if (passphrase === "old") return { name: "Halden of old", holds: "1 team", last_change: null, sound: "Sound.", encrypted: true };
        throw refusal("wrong_passphrase");
      },
    });
    ipc.happens.menu("backups");
    await user.click(await screen.findByRole("button", { name: "Today 09:03" }));
    await waitFor(() => expect(field("Passphrase of the backup")).toHaveFocus());
    await user.type(field("Passphrase of the backup"), "new{Enter}");
    await waitFor(() => expect(field("Passphrase of the backup")).toHaveAccessibleDescription(/does not open the backup/));
    await user.type(field("Passphrase of the backup"), "{Control>}a{/Control}old{Enter}");
    expect(await screen.findByText("Halden of old")).toBeInTheDocument();
    await user.click(button("Restore as a new file…"));
    await waitFor(() => expect(ipc.given("restoreBackup")).toEqual([[PATH, "/backups/2", "old"]]));
  });

  it("that fail are told with what to do", async () => {
    const { ipc, user } = await showWindow();
    ipc.happens.backupFailed({ code: "disk_full", message: "A backup could not be made. The disk is full.", hint: "Nothing was changed. Backups are kept in /backups.", fields: [] });
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("Your change is kept. A backup could not be made. The disk is full.");
    expect(alert).toHaveTextContent("Backups are kept in /backups.");
    await user.click(within(alert).getByRole("button", { name: "Back up now to…" }));
    await waitFor(() => expect(ipc.given("backUpTo")).toHaveLength(1));
    await user.click(within(alert).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("a damaged file", () => {
  const damaged = { startedWith: async () => PATH, openWorkspace: refuses("workspace_damaged", "The workspace is damaged: page 3 is missing.") };

  it("says what happened, that nothing was changed, and opens the newest good backup", async () => {
    const { ipc, user } = await showWindow(damaged);
    expect(await screen.findByRole("heading", { level: 1, name: "halden.cadre is damaged" })).toBeInTheDocument();
    expect(screen.getByRole("alert")).toHaveTextContent("no longer holds together. A failing disk, a copy that broke off, or another program may have done it. Nothing was changed.");
    expect(screen.getByText("The workspace is damaged: page 3 is missing.")).toBeInTheDocument();
    const newest = await screen.findByRole("button", { name: "Open the newest good backup" });
    await waitFor(() => expect(newest).toHaveFocus());
    expect(screen.getByText(/The newest: Today 10:42, before an import/)).toBeInTheDocument();
    expect(await violations()).toEqual([]);
    await user.keyboard("{Enter}");
    expect(await screen.findByText(/The damaged file is kept beside it as “halden \(damaged/)).toBeInTheDocument();
    expect(ipc.given("restoreInPlace")).toEqual([[PATH, null, null]]);
  });

  it("asks for a passphrase where its backups need one", async () => {
    const { ipc, user } = await showWindow({
      ...damaged,
      restoreInPlace: async (_path, _backup, passphrase) => {
        if (passphrase === null) throw refusal("passphrase_needed");
        return { workspace: encrypted, said: "This is the backup of Today 10:42." };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Open the newest good backup" }));
    await waitFor(() => expect(field("Passphrase of the backup")).toHaveFocus());
    await user.type(field("Passphrase of the backup"), "sesame{Enter}");
    expect(await screen.findByRole("navigation", { name: "Screens" })).toBeInTheDocument();
    expect(ipc.given("restoreInPlace").at(-1)).toEqual([PATH, null, "sesame"]);
  });

  it("saves what can be read, says what is missing, and opens the new file", async () => {
    const asked: (string | null)[] = [];
    const { ipc, user } = await showWindow({
      ...damaged,
      openWorkspace: async (path) => (path === PATH ? refuses("workspace_damaged")() : encrypted),
      salvage: async (_path, passphrase) => {
        asked.push(passphrase);
        if (passphrase === null) throw refusal("passphrase_needed");
        return {
          path: "/home/you/saved.cadre",
          opens: true,
          lines: [
            { kind: "People", saved: 22, missing_at_least: 1, missing_at_most: 3, stand_ins: 0, missing: "1 to 3" },
            { kind: "Pulses", saved: 0, missing_at_least: 0, missing_at_most: 0, stand_ins: 0, missing: "none" },
            { kind: "Teams", saved: 3, missing_at_least: 0, missing_at_most: 0, stand_ins: 0, missing: "none" },
          ],
          says: ["The damaged file was not changed."],
        };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Save what can be read…" }));
    await waitFor(() => expect(field("Passphrase of the damaged file")).toHaveFocus());
    await user.type(field("Passphrase of the damaged file"), "sesame{Enter}");
    expect(await screen.findByText("/home/you/saved.cadre")).toBeInTheDocument();
    expect(asked).toEqual([null, "sesame"]);
    expect(screen.getAllByRole("row").map((row) => row.textContent)).toEqual(["WhatSavedMissing", "People221 to 3", "Teams3none"]);
    expect(screen.getByText(/The damaged file was not changed/)).toBeInTheDocument();
    expect(await violations()).toEqual([]);
    await user.click(button("Open it"));
    expect(await screen.findByRole("navigation", { name: "Screens" })).toBeInTheDocument();
    expect(ipc.given("openWorkspace").at(-1)?.[0]).toBe("/home/you/saved.cadre");
  });

  it("says why nothing of it could be saved", async () => {
    const { user } = await showWindow({ ...damaged, salvage: refuses("not_a_workspace", "Nothing of a workspace is found in it.") });
    await user.click(await screen.findByRole("button", { name: "Save what can be read…" }));
    expect(await screen.findByText(/Nothing of a workspace is found in it/)).toBeInTheDocument();
  });

  it("says where there is no backup, and where none is sound", async () => {
    const none = await showWindow({ ...damaged, backups: async () => ({ ...backups, rows: [] }) });
    expect(await screen.findByText(/There is no backup of this file on this computer/)).toBeInTheDocument();
    none.unmount();
    const { user } = await showWindow({ ...damaged, restoreInPlace: refuses("workspace_damaged", "None of the 3 backups is sound.") });
    await user.click(await screen.findByRole("button", { name: "Open the newest good backup" }));
    expect(await screen.findByText(/None of the 3 backups is sound/)).toBeInTheDocument();
    await user.click(button("Choose another backup…"));
    await user.click(await screen.findByRole("button", { name: "19 May" }));
    expect(await screen.findByRole("button", { name: "Open it in place of the file" })).toBeInTheDocument();
  });

  it("is one that is gone or is no workspace any more, where it has backups", async () => {
    for (const [code, title] of [["workspace_not_found", "halden.cadre is gone"], ["not_a_workspace", "halden.cadre does not open"]] as const) {
      const { unmount } = await showWindow({ startedWith: async () => PATH, openWorkspace: refuses(code) });
      expect(await screen.findByRole("heading", { level: 1, name: title })).toBeInTheDocument();
      unmount();
    }
    await showWindow({ startedWith: async () => PATH, openWorkspace: refuses("not_a_workspace"), workspace: async () => null, backups: async () => ({ ...backups, rows: [] }) });
    expect(await screen.findByRole("alert")).toHaveTextContent("It was refused.");
    expect(button("Open a workspace")).toBeInTheDocument();
  });

  it("that was open shows what can be done", async () => {
    const { user } = await showWindow({ undo: refuses("workspace_damaged", "The workspace is damaged: page 3.") });
    await user.keyboard("{Control>}z{/Control}");
    await user.click(await screen.findByRole("button", { name: "What can be done" }));
    expect(await screen.findByRole("heading", { level: 1, name: "halden.cadre is damaged" })).toBeInTheDocument();
  });
});
