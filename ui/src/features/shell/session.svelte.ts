// What the window is about: the open workspace, what is chosen from it, which screen shows it, and what went wrong.
// Every screen gets the session; none keeps a copy of what stands here.
import { Access, type Place } from "$features/security/access.svelte";
import { Answer } from "$lib/answer.svelte";
import { asAppError, type Ipc } from "$lib/ipc/ipc";
import type {
  AppError,
  ChartKind,
  EmptyActionKind,
  ExportFormat,
  FigureAddress,
  ImportPreview,
  ImportRequest,
  NeedsBy,
  Progress,
  ReportFormat,
  Selection,
  TeamView,
  Theme,
  WorkspaceView,
} from "$lib/ipc/types";

import { asFound, broughtTo, nameOf, refusedDrop } from "./files";

/** The screens of an open workspace, in the order of the side bar. */
export const SCREENS = ["overview", "matrix", "team", "compare", "priorities", "plan", "report", "history"] as const;

/** A screen; the import takes the place of whichever it was started from. Setting up and the own ratings are reached from
    other screens. */
export type Screen = "start" | "set-up" | "ratings" | (typeof SCREENS)[number];

/** What a screen is to open with: a link from another screen names it. */
export type Target = {
  area?: string;
  competency?: string;
  team?: string;
  person?: string;
  role?: string;
  tab?: "needs" | "risks" | "key-people" | "operations" | "privacy";
  risk?: { framework: string; key: string };
};

/** What the benchmark library is opened at: the list, an edition, or one of its figures. */
export type LibraryPlace = { benchmark: string | null } & Partial<Pick<FigureAddress, "area" | "kind">>;

/** Which theme was chosen from the menu. */
export type ThemeChoice = "system" | "light" | "dark";

/** What a new workspace begins with: a name that is still to be given, or an export. */
export type Beginning = { name: string } | { export: string };

/** How large everything can be shown. */
const SIZES = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];

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
  /** The spreadsheets being looked at before their import; shown in the screen's place. */
  preview = $state.raw<ImportPreview | null>(null);
  /** What went wrong last, until it is closed or something else is done. */
  error = $state.raw<AppError | null>(null);
  /** What to tell those who do not see it happen. */
  announcement = $state("");
  /** What was saved or copied last, in words, until something else is done. */
  notice = $state("");
  /** Grows with every change of the data: a screen that read it asks again. */
  revision = $state(0);
  /** Whether the command palette is open. */
  paletteOpen = $state(false);
  /** Everybody and every competency by their names, for the command palette; read when it opens. */
  readonly names = new Answer<TeamView>((cause) => this.fail(cause));
  /** What a new workspace is to begin with while it is asked how it is kept; null otherwise. The name is only suggested. */
  naming = $state.raw<Beginning | null>(null);
  /** How a workspace comes to be open, and what stands in the way. */
  readonly access = new Access(this);
  /** Whether the shell has said what is open: nothing is shown before. */
  ready = $state(false);
  /** Whether a command is under way. */
  busy = $state(false);
  /** How far a long work is; null where none is under way. */
  progress = $state.raw<Progress | null>(null);
  /** How far a long work is that its screen shows by itself; null where none is under way. */
  alongside = $state.raw<Progress | null>(null);
  /** Whether the workspace's name and currency are being changed. */
  settingsOpen = $state(false);
  /** How the needs are ranked and whether their picture is shown: as they were left, while the window is open. */
  readonly needs = $state<{ by: NeedsBy; picture: boolean }>({ by: "need", picture: true });
  /** Which chart lies over the page; null where none does. */
  chart = $state<ChartKind | null>(null);
  /** Whose forms for own ratings are being made; null where nobody's. Empty for everybody shown. */
  forms = $state.raw<string[] | null>(null);
  /** Where the benchmark library is open; null where it is closed. */
  library = $state.raw<LibraryPlace | null>(null);
  /** What is done once it is said that what is typed may be lost; null where nothing is asked. */
  leaving = $state.raw<(() => unknown) | null>(null);
  /** Whether the screen shown holds something typed that is not saved; the screen says so while it is there. */
  unsaved: () => boolean = () => false;
  /** The theme chosen; the system's unless the menu said otherwise. */
  themeChoice = $state<ThemeChoice>("system");

  /** The change asked for last, with those before it. */
  #changes: Promise<unknown> = Promise.resolve();
  /** Spreadsheets dropped before there was a workspace to import them into. */
  #dropped: string[] = [];
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #systemDark = $state(false);
  #size = 1;
  /** Where somebody was when the workspace was locked. */
  #place: Place<Screen, Target> | null = null;

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
      filesDropped: (paths) => this.dropped(paths),
      progress: (progress) => {
        if (this.alongside !== null) this.alongside = progress;
        else if (this.busy) this.progress = progress;
      },
      workspaceLocked: (locked) => this.access.locked(locked),
      backupFailed: (error) => this.access.backupFailed(error),
    });
    await this.attempt(async () => {
      const path = await this.ipc.startedWith();
      if (path !== null) await this.open(path);
      else this.opened(await this.ipc.workspace());
    });
    this.ready = true;
    return () => {
      dark?.removeEventListener("change", follow);
      stop();
    };
  }

  /** Runs a command; what goes wrong is shown, and nothing is thrown. True where it went well. */
  async attempt(work: () => Promise<void>): Promise<boolean> {
    const error = await this.told(work);
    if (error) this.fail(error);
    return error === null;
  }

  /** Runs a command. What goes wrong is given back, for whatever asked to show beside itself. */
  async told(work: () => Promise<void>): Promise<AppError | null> {
    this.busy = true;
    this.notice = "";
    try {
      await work();
      return null;
    } catch (cause) {
      return asAppError(cause);
    } finally {
      this.busy = false;
      this.progress = null;
    }
  }

  /** Does long work whose progress the screen shows by itself; `text` says what it is until it tells more. */
  async workAlongside<T>(text: string, work: () => Promise<T>): Promise<T> {
    this.alongside = { text, share: null };
    try {
      return await work();
    } finally {
      this.alongside = null;
    }
  }

  /** Makes a change after those that were asked for before it: an undo takes back what was done last, not what the shell had
      come to when the keys were pressed. */
  inTurn<T>(change: () => Promise<T>): Promise<T> {
    const made = this.#changes.then(change);
    this.#changes = made.catch(() => undefined);
    return made;
  }

  /** Runs a command that changes the workspace. What goes wrong is given back, for the form that asked to show. */
  submit(change: () => Promise<WorkspaceView>): Promise<AppError | null> {
    return this.told(async () => this.changed(await this.inTurn(change)));
  }

  /** The same, where what goes wrong is shown as of any command. True where it went well. */
  change(change: () => Promise<WorkspaceView>): Promise<boolean> {
    return this.attempt(async () => this.changed(await this.inTurn(change)));
  }

  /** Shows what went wrong; what the user stopped is only told. */
  fail(cause: unknown): void {
    const error = asAppError(cause);
    if (this.access.isLateAnswer(error)) return;
    if (error.code === "cancelled") this.announce(error.message);
    else this.error = error;
  }

  /** Says why something that changes the workspace was not done: its file can only be read. */
  failToChange(what: string): void {
    this.fail({
      code: "workspace_read_only",
      message: `“${what}” changes the workspace, and this one can only be read.`,
      hint: "Copy its file to a folder that you can write to, and open the copy.",
      fields: [],
    });
  }

  /** Takes the message away. */
  dismiss(): void {
    this.error = null;
  }

  /** Tells assistive technology what happened. The same words twice differ by a space, or the second goes unheard. */
  announce(text: string): void {
    this.announcement = text !== "" && text === this.announcement ? `${text}\u00a0` : text;
  }

  /** Does what leaves the screen, or what is open in it; asks first where something typed would be lost. */
  leave(run: () => unknown): void {
    if (this.unsaved()) this.leaving = run;
    else run();
  }

  /** Goes to a screen, with something opened in it where `target` says so. */
  go(screen: Screen, target: Target = {}): void {
    this.leave(() => this.#show(screen, target));
  }

  #show(screen: Screen, target: Target): void {
    this.error = null;
    this.notice = "";
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
    this.#take(workspace);
    this.announce(workspace.last_operation?.label ?? "");
    this.#bump();
  }

  /** Keeps the workspace. A benchmark that was chosen and is gone gives way to the workspace's own. */
  #take(workspace: WorkspaceView): void {
    const chosen = this.selection.benchmark;
    if (chosen !== null && !workspace.benchmarks.some(({ value }) => value === chosen)) this.choose({ benchmark: null });
    this.workspace = workspace;
  }

  /** Asks what is open and lets the screens ask again: something changed outside the screens. */
  async reload(): Promise<void> {
    try {
      const workspace = await this.ipc.workspace();
      if (workspace === null) {
        if (this.workspace !== null) this.#closed();
      } else if (this.workspace?.path !== workspace.path) this.opened(workspace);
      else {
        this.#take(workspace);
        this.#bump();
      }
    } catch (cause) {
      this.fail(cause);
    }
  }

  /** Opens the workspace at a path, or shows what stands in its way. */
  open(path: string): Promise<boolean> {
    this.error = null;
    return this.access.open(path);
  }

  /** Asks for a workspace and opens it. */
  chooseWorkspace(): Promise<boolean> {
    return this.attempt(async () => {
      const path = await this.ipc.chooseWorkspace();
      if (path !== null) await this.open(path);
    });
  }

  /** Opens the sample team. */
  exploreSample(): Promise<boolean> {
    return this.attempt(async () => this.opened(await this.ipc.exploreSample()));
  }

  /** Opens the benchmark library: at a figure's source, at an edition, or at the list of all. */
  openLibrary(place: LibraryPlace = { benchmark: null }): void {
    this.library = place;
  }

  /** Starts to name a new workspace. */
  nameNew(suggestion = ""): void {
    this.error = null;
    this.naming = { name: suggestion };
  }

  /** Ends the naming without a workspace. */
  cancelNaming(): void {
    this.naming = null;
    this.#dropped = [];
  }

  /** Makes the workspace that was named, and shows what was dropped before, or how to set it up. */
  async create(beginning: Beginning, passphrase: string | null): Promise<void> {
    const paths = this.#dropped;
    this.naming = null;
    this.#dropped = [];
    await this.attempt(async () => {
      const workspace = await ("export" in beginning
        ? this.ipc.workspaceFromExport(beginning.export, passphrase)
        : this.ipc.newWorkspace(beginning.name, passphrase));
      this.opened(workspace);
      if (workspace === null || "export" in beginning) return;
      if (paths.length > 0) this.preview = await this.ipc.importPreview(asFound(paths));
      else this.#show("set-up", {});
    });
  }

  /** Starts to make a workspace from a JSON export, which is asked for where no path is given. */
  fromExport(path: string | null = null): Promise<boolean> {
    return this.attempt(async () => {
      const chosen = path ?? (await this.ipc.chooseExport());
      if (chosen === null) return;
      this.error = null;
      this.naming = { export: chosen };
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
    return this.inTurn(() => this.attempt(async () => this.changed(await this.ipc.undo())));
  }

  /** Brings back what was undone. */
  redo(): Promise<boolean> {
    return this.inTurn(() => this.attempt(async () => this.changed(await this.ipc.redo())));
  }

  /** Asks for spreadsheets and shows what their import would do. */
  chooseImport(): Promise<boolean> {
    return this.#previewChosen(() => this.ipc.chooseImport());
  }

  /** Asks for forms that came back and shows what merging them would do. */
  mergeForms(): Promise<boolean> {
    return this.#previewChosen(() => this.ipc.chooseForms());
  }

  /** Shows what the import would do with other answers. */
  previewAgain(request: ImportRequest): Promise<boolean> {
    return this.attempt(async () => {
      const preview = await this.ipc.importPreview(request);
      // Somebody may have left the import meanwhile.
      if (this.preview !== null) this.#previewing(preview);
    });
  }

  /**
   * Imports the spreadsheets that are shown, and shows what came of them. Where the workspace has changed since they were
   * looked at, nothing is imported: what the import would do now takes the place of what was shown, beside the word of it.
   */
  async importPreviewed(skipBad: boolean): Promise<boolean> {
    return this.attempt(async () => {
      const { preview } = this;
      if (preview === null) return;
      try {
        const workspace = await this.ipc.importFiles(skipBad);
        this.preview = null;
        // What asked for the import as a step of its own goes on with the next.
        if (this.screen !== "set-up" && this.screen !== "ratings") this.#show(broughtTo(preview), {});
        this.changed(workspace);
      } catch (cause) {
        if (asAppError(cause).code === "conflict") this.preview = await this.ipc.importPreview(preview.request);
        throw cause;
      }
    });
  }

  /** Leaves the import; nothing has changed. */
  async cancelImport(): Promise<void> {
    this.preview = null;
    this.error = null;
    await this.attempt(() => this.ipc.leaveImport());
  }

  /** Stops the long work under way; the call that began it tells the end. */
  async cancelWork(): Promise<void> {
    try {
      await this.ipc.cancelWork();
    } catch (cause) {
      this.fail(cause);
    }
  }

  /** Writes an export. */
  saveExport(format: ExportFormat): Promise<boolean> {
    return this.attempt(async () => this.saved(await this.ipc.saveExport(format)));
  }

  /** Writes the report as a file, whichever screen is shown. */
  saveReport(format: ReportFormat): Promise<boolean> {
    return this.attempt(async () => this.saved(await this.ipc.saveReportFile(this.selection, format)));
  }

  /** Shows everything larger (1), smaller (-1) or in its actual size (0), and says how large it is. */
  resize(step: -1 | 0 | 1): Promise<boolean> {
    const at = SIZES.indexOf(this.#size) + step;
    const size = step === 0 ? 1 : (SIZES[at] ?? this.#size);
    const before = this.#size;
    // At once, so that a key that is pressed again meanwhile goes one step further.
    this.#size = size;
    return this.attempt(async () => {
      try {
        await this.ipc.zoom(size);
      } catch (cause) {
        this.#size = before;
        throw cause;
      }
      this.announce(`${Math.round(size * 100)}%`);
    });
  }

  /** Copies text, and says what was copied: "Copied 12 rows". */
  copy(text: string, said: string): Promise<boolean> {
    return this.attempt(async () => {
      await this.ipc.copyText(text);
      this.#note(said);
    });
  }

  /** Says where something was saved; a cancelled dialog says nothing. */
  saved(path: string | null): void {
    if (path !== null) this.#note(`Saved ${path}`);
  }

  /** Does what an empty screen proposed. */
  async follow(kind: EmptyActionKind): Promise<void> {
    if (kind === "import") await this.chooseImport();
    else if (kind === "merge_forms") await this.mergeForms();
    else if (kind === "matrix") this.go("matrix");
    else if (kind === "team") this.go("team");
    else if (kind === "set_up") this.go("set-up");
    else if (kind === "pulse") this.go("compare");
    else if (kind === "forms") this.forms = [];
    else if (kind === "all_teams") this.choose({ team: null });
    else this.choose({ as_of: null });
  }

  /** Takes up dropped files: a workspace is opened, a JSON export becomes one, spreadsheets are previewed. */
  dropped(paths: string[]): void {
    const [first] = paths;
    const refused = refusedDrop(paths);
    if (refused !== null) this.fail(refused);
    else if (first !== undefined) this.leave(() => this.#drop(first, paths));
  }

  async #drop(first: string, paths: string[]): Promise<void> {
    const kind = first.toLowerCase();
    if (kind.endsWith(".cadre")) {
      await this.open(first);
    } else if (kind.endsWith(".json")) {
      await this.fromExport(first);
    } else if (this.workspace) {
      await this.attempt(async () => this.#previewing(await this.ipc.importPreview(asFound(paths))));
    } else {
      this.#dropped = paths;
      this.nameNew(nameOf(first).replace(/\.[^.]*$/, ""));
    }
  }

  /** Says what was done where nothing on the screen changes by it. */
  #note(text: string): void {
    this.notice = text;
    this.announce(text);
  }

  #previewChosen(choose: () => Promise<ImportPreview | null>): Promise<boolean> {
    return this.attempt(async () => {
      const preview = await choose();
      if (preview) this.#previewing(preview);
    });
  }

  #previewing(preview: ImportPreview): void {
    this.error = null;
    this.preview = preview;
  }

  /** Shows a workspace that was just opened: where it was left when it was locked, else its overview. */
  opened(workspace: WorkspaceView | null): void {
    if (workspace === null) return;
    const back = this.#place?.path === workspace.path ? this.#place : null;
    this.#place = null;
    this.workspace = workspace;
    this.selection = back?.selection ?? { team: null, as_of: null, benchmark: null };
    this.#left();
    for (const message of workspace.warnings) this.access.tell({ id: message, kind: "warning", message, hint: "" });
    this.#show(back?.screen ?? "overview", back?.target ?? {});
    this.announce(`Opened ${workspace.name}`);
    this.#bump();
  }

  /** Lets go of all that the screens have of the workspace, which was locked; remembers where in it somebody was. */
  leaveForLock(path: string): void {
    this.#place = { path, screen: this.screen, selection: this.selection, target: this.target };
    this.#closed();
    this.cancelNaming();
    this.paletteOpen = false;
    this.progress = null;
    this.unsaved = () => false;
  }

  #closed(): void {
    this.workspace = null;
    this.selection = { team: null, as_of: null, benchmark: null };
    this.#left();
    this.#show("start", {});
  }

  /** Closes what was asked of the workspace that was open. */
  #left(): void {
    this.settingsOpen = false;
    this.chart = null;
    this.forms = null;
    this.library = null;
    this.leaving = null;
    this.names.value = null;
    this.access.left();
  }

  /** A command and the shell's notice of it come as two: the screens ask once for both. */
  #bump(): void {
    clearTimeout(this.#gathering);
    this.#gathering = setTimeout(() => (this.revision += 1), GATHER);
  }
}
