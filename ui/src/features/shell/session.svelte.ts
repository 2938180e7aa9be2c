// What the window is about: the open workspace, what is chosen from it, which screen shows it, and what went wrong.
// Every screen gets the session; none keeps a copy of what stands here.
import { asAppError, type Ipc } from "$lib/ipc/ipc";
import type { AppError, EmptyActionKind, ImportPreview, Selection, Theme, WorkspaceView } from "$lib/ipc/types";

/** The screens of an open workspace, in the order of the side bar. */
export const SCREENS = ["overview", "matrix", "compare", "priorities"] as const;

/** A screen; the import takes the place of whichever it was started from. */
export type Screen = "start" | (typeof SCREENS)[number];

/** What a screen is to open with: a link from another screen names it. */
export type Target = { area?: string; competency?: string; team?: string };

/** Which theme was chosen from the menu. */
export type ThemeChoice = "system" | "light" | "dark";

/** How long notices of the same change are gathered before the screens ask again, in milliseconds. */
const GATHER = 30;

/** The state of the window. */
export class Session {
  /** What is open; null on the start screen. */
  workspace = $state.raw<WorkspaceView | null>(null);
  /** The team, date and benchmark chosen in the top bar. */
  selection = $state.raw<Selection>({ team: null, as_of: null, benchmark: null });
  /** The screen shown. */
  screen = $state<Screen>("start");
  /** What the screen was asked to open with. */
  target = $state.raw<Target>({});
  /** The spreadsheet being looked at before its import; shown in the screen's place. */
  preview = $state.raw<ImportPreview | null>(null);
  /** What went wrong last, until it is closed or something else is done. */
  error = $state.raw<AppError | null>(null);
  /** What to tell those who do not see it happen. */
  announcement = $state("");
  /** Grows with every change of the data: a screen that read it asks again. */
  revision = $state(0);
  /** Whether the command palette is open. */
  paletteOpen = $state(false);
  /** The suggested name while a new workspace is being named; null otherwise. */
  naming = $state<string | null>(null);
  /** Whether the shell has said what is open: nothing is shown before. */
  ready = $state(false);
  /** Whether a command is under way. */
  busy = $state(false);
  /** The theme chosen; the system's unless the menu said otherwise. */
  themeChoice = $state<ThemeChoice>("system");

  /** A spreadsheet dropped before there was a workspace to import it into. */
  #dropped: string | null = null;
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #systemDark = $state(false);

  constructor(readonly ipc: Ipc) {}

  /** The theme in force, for pictures that are drawn elsewhere. */
  get theme(): Theme {
    if (this.themeChoice !== "system") return this.themeChoice;
    return this.#systemDark ? "dark" : "light";
  }

  /** Takes up what is open and listens to the shell; `onmenu` does what a native menu item names. The answer ends it. */
  async begin(onmenu: (action: string) => void): Promise<() => void> {
    const dark = globalThis.matchMedia?.("(prefers-color-scheme: dark)");
    const follow = (): void => {
      this.#systemDark = dark?.matches ?? false;
    };
    follow();
    dark?.addEventListener("change", follow);
    const stop = await this.ipc.listen({
      workspaceChanged: () => void this.reload(),
      menu: onmenu,
      fileDropped: (path) => void this.dropped(path),
    });
    await this.attempt(async () => {
      const open = await this.ipc.workspace();
      if (open) this.#opened(open);
    });
    this.ready = true;
    return () => {
      dark?.removeEventListener("change", follow);
      stop();
    };
  }

  /** Runs a command; what goes wrong is shown, and nothing is thrown. True where it went well. */
  async attempt(work: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    try {
      await work();
      return true;
    } catch (cause) {
      this.fail(cause);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Shows what went wrong. */
  fail(cause: unknown): void {
    this.error = asAppError(cause);
  }

  /** Takes the message away. */
  dismiss(): void {
    this.error = null;
  }

  /** Tells assistive technology what happened. */
  announce(text: string): void {
    this.announcement = text;
  }

  /** Shows a screen, with something opened in it where `target` says so. */
  go(screen: Screen, target: Target = {}): void {
    this.error = null;
    this.preview = null;
    this.target = target;
    this.screen = screen;
  }

  /** Chooses a team, a date or a benchmark. */
  choose(change: Partial<Selection>): void {
    this.error = null;
    this.selection = { ...this.selection, ...change };
  }

  /** Takes up the workspace as a command left it, says what was done, and lets the screens ask again. */
  changed(workspace: WorkspaceView): void {
    this.error = null;
    this.workspace = workspace;
    this.announce(workspace.last_operation?.label ?? "");
    this.#bump();
  }

  /** Asks what is open and lets the screens ask again: something changed outside the screens. */
  async reload(): Promise<void> {
    try {
      const workspace = await this.ipc.workspace();
      if (workspace === null) this.#closed();
      else if (this.workspace?.path !== workspace.path) this.#opened(workspace);
      else {
        this.workspace = workspace;
        this.#bump();
      }
    } catch (cause) {
      this.fail(cause);
    }
  }

  /** Opens the workspace at a path. */
  open(path: string): Promise<boolean> {
    return this.attempt(async () => this.#opened(await this.ipc.openWorkspace(path)));
  }

  /** Asks for a workspace and opens it. */
  chooseWorkspace(): Promise<boolean> {
    return this.attempt(async () => this.#opened(await this.ipc.chooseWorkspace()));
  }

  /** Opens the sample team. */
  exploreSample(): Promise<boolean> {
    return this.attempt(async () => this.#opened(await this.ipc.exploreSample()));
  }

  /** Starts to name a new workspace. */
  nameNew(suggestion = ""): void {
    this.error = null;
    this.naming = suggestion;
  }

  /** Ends the naming without a workspace. */
  cancelNaming(): void {
    this.naming = null;
    this.#dropped = null;
  }

  /** Makes the workspace that was named, and imports what was dropped before. */
  async create(name: string): Promise<void> {
    const path = this.#dropped;
    this.naming = null;
    this.#dropped = null;
    await this.attempt(async () => {
      const workspace = await this.ipc.newWorkspace(name);
      this.#opened(workspace);
      if (workspace && path) this.preview = await this.ipc.importPreview(path);
    });
  }

  /** Closes the workspace. */
  close(): Promise<boolean> {
    return this.attempt(async () => {
      await this.ipc.closeWorkspace();
      this.#closed();
    });
  }

  /** Takes the last operation back. */
  undo(): Promise<boolean> {
    return this.attempt(async () => this.changed(await this.ipc.undo()));
  }

  /** Brings back what was undone. */
  redo(): Promise<boolean> {
    return this.attempt(async () => this.changed(await this.ipc.redo()));
  }

  /** Asks for a spreadsheet and shows what its import would do. */
  chooseImport(): Promise<boolean> {
    return this.attempt(async () => {
      const preview = await this.ipc.chooseImport();
      if (preview) this.#previewing(preview);
    });
  }

  /** Imports the spreadsheet that is shown. */
  async importPreviewed(skipBad: boolean): Promise<void> {
    const preview = this.preview;
    if (preview === null) return;
    await this.attempt(async () => {
      const workspace = await this.ipc.importFile(preview.path, skipBad);
      this.preview = null;
      this.changed(workspace);
    });
  }

  /** Leaves the import; nothing has changed. */
  cancelImport(): void {
    this.preview = null;
    this.error = null;
  }

  /** Writes an export. */
  saveExport(format: "json" | "csv"): Promise<boolean> {
    return this.attempt(async () => this.saved(await this.ipc.saveExport(format)));
  }

  /** Says where something was saved; a cancelled dialog says nothing. */
  saved(path: string | null): void {
    if (path !== null) this.announce(`Saved ${path}`);
  }

  /** Does what an empty screen proposed. */
  async follow(kind: EmptyActionKind): Promise<void> {
    if (kind === "import") await this.chooseImport();
    else if (kind === "matrix") this.go("matrix");
    else if (kind === "all_teams") this.choose({ team: null });
    else this.choose({ as_of: null });
  }

  /** Takes up a dropped file: a workspace is opened, anything else is previewed as a spreadsheet. */
  async dropped(path: string): Promise<void> {
    if (path.toLowerCase().endsWith(".cadre")) {
      await this.open(path);
    } else if (this.workspace) {
      await this.attempt(async () => this.#previewing(await this.ipc.importPreview(path)));
    } else {
      const file = path.split(/[\\/]/).pop() ?? "";
      this.#dropped = path;
      this.nameNew(file.replace(/\.[^.]*$/, ""));
    }
  }

  #previewing(preview: ImportPreview): void {
    this.error = null;
    this.preview = preview;
  }

  #opened(workspace: WorkspaceView | null): void {
    if (workspace === null) return;
    this.workspace = workspace;
    this.selection = { team: null, as_of: null, benchmark: null };
    this.go("overview");
    this.announce(`Opened ${workspace.name}`);
    this.#bump();
  }

  #closed(): void {
    this.workspace = null;
    this.go("start");
  }

  /** A command and the shell's notice of it come as two: the screens ask once for both. */
  #bump(): void {
    clearTimeout(this.#gathering);
    this.#gathering = setTimeout(() => (this.revision += 1), GATHER);
  }
}
