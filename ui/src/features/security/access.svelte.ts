// How a workspace comes to be open, and what stands in the way: a passphrase, a lock, a damaged file; and what is told of its
// backups. The session shows the screens once it is open.
import { asAppError, type Ipc } from "$lib/ipc/ipc";
import type { AppError, LockReason, SalvagedView, Selection, WorkspaceLocked, WorkspaceView } from "$lib/ipc/types";

/** What stands in the way of a file; it is shown in the place of everything else. */
export type Entrance =
  /** It needs its passphrase; `locked` says why it was locked, where it was open before. */
  | { kind: "passphrase"; path: string; locked: LockReason | null }
  /** It does not open as it is. */
  | { kind: "damage"; path: string; error: AppError };

/** Something to be told above the screen until it is closed. */
export type Banner = { id: string; kind: "error" | "warning"; message: string; hint: string; action?: { label: string; run: () => unknown } };

/** Where somebody was. It names rows by their ids, never by what they say. */
export type Place<Screen, Target> = { path: string; screen: Screen; selection: Selection; target: Target };

/** How often the shell is told that somebody is there, at most, in milliseconds. */
const TELLING = 10_000;

/** What of the session is needed here. */
interface Host {
  readonly ipc: Ipc;
  readonly workspace: WorkspaceView | null;
  attempt(work: () => Promise<void>): Promise<boolean>;
  told(work: () => Promise<void>): Promise<AppError | null>;
  opened(workspace: WorkspaceView | null): void;
  saved(path: string | null): void;
  leaveForLock(path: string): void;
  announce(text: string): void;
}

/** Opening, locking and what to tell of it. */
export class Access {
  /** What stands in the way of a file; null where nothing does. */
  entrance = $state.raw<Entrance | null>(null);
  /** What is told above the screens, the newest last. */
  banners = $state.raw<Banner[]>([]);
  /** Whose backups are shown: of a file that may not even be open. Null where none are. */
  backupsOf = $state.raw<{ path: string; inPlace: boolean } | null>(null);
  /** Whether the passphrase and the locking of the workspace are being looked at. */
  securityOpen = $state(false);

  #told = -TELLING;

  constructor(private readonly host: Host) {}

  /** Opens a file, or shows what stands in its way. */
  open(path: string): Promise<boolean> {
    return this.host.attempt(async () => {
      const error = await this.#try(path, null, false);
      if (error !== null) throw error;
    });
  }

  /** Opens a file with a passphrase; what it says of the passphrase is given back. */
  async unlock(path: string, passphrase: string, keep: boolean): Promise<AppError | null> {
    let refused: AppError | null = null;
    const failed = await this.host.told(async () => {
      refused = await this.#try(path, passphrase, keep);
    });
    return failed ?? refused;
  }

  /** Null where it is open, or where what stands in its way is shown. */
  async #try(path: string, passphrase: string | null, keep: boolean): Promise<AppError | null> {
    try {
      this.host.opened(await this.host.ipc.openWorkspace(path, passphrase, keep));
      return null;
    } catch (cause) {
      const error = asAppError(cause);
      if (error.code === "passphrase_needed") {
        this.entrance = { kind: "passphrase", path, locked: null };
      } else if (error.code === "workspace_damaged") {
        this.entrance = { kind: "damage", path, error };
      } else if (["not_a_workspace", "workspace_not_found", "io"].includes(error.code) && (await this.#hasBackups(path))) {
        this.entrance = { kind: "damage", path, error };
      } else {
        return error;
      }
      return null;
    }
  }

  async #hasBackups(path: string): Promise<boolean> {
    try {
      return (await this.host.ipc.backups(path)).rows.length > 0;
    } catch {
      // What went wrong with the file itself is told.
      return false;
    }
  }

  /** What can be done about something that went wrong with the open file, beside what its hint says. */
  wayOn(error: AppError): { label: string; run: () => unknown } | undefined {
    const path = this.host.workspace?.path;
    if (path === undefined) return undefined;
    if (error.code === "workspace_damaged") return { label: "What can be done", run: () => this.damaged(path, error) };
    if (error.code === "workspace_not_found") return { label: "Save a copy…", run: () => this.backUpTo() };
    return undefined;
  }

  /** Leaves the file alone that does not open: what was shown before is shown again. */
  turnBack(): void {
    this.entrance = null;
  }

  /** Shows what can be done about the open file, which has turned out to be damaged. */
  damaged(path: string, error: AppError): void {
    this.entrance = { kind: "damage", path, error };
  }

  /** Brings a backup back in the place of a file that does not open; without one named, the newest good one. */
  async restoreInPlace(path: string, backup: string | null, passphrase: string | null): Promise<AppError | null> {
    return this.host.told(async () => {
      const { workspace, said } = await this.host.ipc.restoreInPlace(path, backup, passphrase);
      this.host.opened(workspace);
      this.tell({ id: "restored", kind: "warning", message: said, hint: "What was done after it is not in it. Look at History." });
    });
  }

  /** Saves what can be read of a damaged file where the system's dialog says; null where it was cancelled. */
  async salvage(path: string, passphrase: string | null): Promise<{ saved: SalvagedView | null; refused: AppError | null }> {
    let saved: SalvagedView | null = null;
    const refused = await this.host.told(async () => {
      saved = await this.host.ipc.salvage(path, passphrase);
    });
    return { saved, refused };
  }

  /** Opens a backup as a file of its own, where the system's dialog says. */
  async restoreBeside(path: string, backup: string, passphrase: string | null): Promise<AppError | null> {
    return this.host.told(async () => {
      const workspace = await this.host.ipc.restoreBackup(path, backup, passphrase);
      if (workspace === null) return;
      this.host.opened(workspace);
    });
  }

  /** Writes a copy of what is open where the system's dialog says. */
  backUpTo(): Promise<boolean> {
    return this.host.attempt(async () => this.host.saved(await this.host.ipc.backUpTo()));
  }

  /** Somebody does something: the shell is told now and then, where it may lock the workspace. */
  active(): void {
    if (this.host.workspace?.encrypted !== true || this.entrance !== null) return;
    const now = performance.now();
    if (now - this.#told < TELLING) return;
    this.#told = now;
    // That it cannot be told is no trouble of the user's.
    this.host.ipc.noteActivity().catch(() => undefined);
  }

  /** Locks what is open; the shell's word of it does the rest. */
  lock(): Promise<boolean> {
    return this.host.attempt(() => this.host.ipc.lockWorkspace());
  }

  /** The workspace was locked. */
  locked({ path, reason }: WorkspaceLocked): void {
    this.host.leaveForLock(path);
    this.entrance = { kind: "passphrase", path, locked: reason };
    this.host.announce("Locked");
  }

  /** Whether an answer that comes late is about what was locked meanwhile. */
  isLateAnswer(error: AppError): boolean {
    return error.code === "no_workspace" && this.entrance !== null;
  }

  /** A change was made, and no backup after it. */
  backupFailed({ message, hint }: AppError): void {
    this.tell({
      id: "backup-failed",
      kind: "error",
      message: `Your change is kept. ${message}`,
      hint: `Until a backup can be made there, make one elsewhere. ${hint.replace(/^Nothing was changed\. /, "")}`,
      action: { label: "Back up now to…", run: () => this.backUpTo() },
    });
  }

  /** Tells something above the screens, once. */
  tell(banner: Banner): void {
    this.banners = [...this.banners.filter(({ id }) => id !== banner.id), banner];
  }

  /** Takes away what was told. */
  untell(id: string): void {
    this.banners = this.banners.filter((banner) => banner.id !== id);
  }

  /** Closes all that is about the workspace that was open. */
  left(): void {
    this.entrance = null;
    this.backupsOf = null;
    this.securityOpen = false;
    this.banners = [];
  }
}
