// What the history screen knows and does: the operations read so far, what they are narrowed to, and what is undone.
import type { Session } from "$features/shell/session.svelte";
import { Answer } from "$lib/answer.svelte";
import type { AppError, HistoryFilter, HistoryRow, HistoryView } from "$lib/ipc/types";

/** The operations of one day. */
export type Day = { day: string; operations: HistoryRow[] };

/** The state of the history screen. */
export class History {
  readonly answer: Answer<HistoryView>;
  /** What the operations are narrowed to. */
  filter = $state.raw<HistoryFilter>({ person: null, kind: null });
  /** Why an operation could not be undone or done again, until it is closed or something else is tried. */
  refused = $state.raw<{ operation: string; error: AppError } | null>(null);

  /** At least so many operations are read anew when something changes: those that are on the screen. */
  #wanted = 1;
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    this.answer = new Answer((cause) => session.fail(cause));
  }

  /** The operations read so far by their days, the newest first. */
  get days(): Day[] {
    const days: Day[] = [];
    for (const operation of this.answer.value?.operations ?? []) {
      const last = days.at(-1);
      if (last?.day === operation.day) last.operations.push(operation);
      else days.push({ day: operation.day, operations: [operation] });
    }
    return days;
  }

  /** Whether not all operations are asked for. */
  get narrowed(): boolean {
    return this.filter.person !== null || this.filter.kind !== null;
  }

  /** Reads the newest operations, and as many older ones as are on the screen. */
  load(): Promise<void> {
    const [filter, wanted] = [this.filter, this.#wanted];
    return this.answer.ask(async () => {
      let view = await this.#session.ipc.history(filter, null);
      while (view.more && view.operations.length < wanted) view = await this.#after(view, filter);
      return view;
    });
  }

  /** Reads older ones. */
  older(): Promise<void> {
    const view = this.answer.value;
    if (view === null) return Promise.resolve();
    const filter = this.filter;
    return this.answer.ask(async () => {
      const longer = await this.#after(view, filter);
      this.#wanted = longer.operations.length;
      return longer;
    });
  }

  /** Narrows the operations to a person's, or to those of a kind; null for all. */
  narrow(change: Partial<HistoryFilter>): Promise<void> {
    this.filter = { ...this.filter, ...change };
    this.refused = null;
    this.#wanted = 1;
    return this.load();
  }

  /** Undoes an operation that stands, whatever was done since, or does one again that is undone. */
  reverse(operation: HistoryRow): Promise<void> {
    return this.#change(operation, () => this.#session.ipc.undoOperation(operation.id));
  }

  /** Undoes everything that was done after an operation. */
  undoBackTo(operation: HistoryRow): Promise<void> {
    return this.#change(operation, () => this.#session.ipc.undoBackTo(operation.id));
  }

  /** Writes the operations asked for to a file. */
  saveAudit(): Promise<boolean> {
    const session = this.#session;
    return session.attempt(async () => session.saved(await session.ipc.saveAudit(this.filter)));
  }

  /** Once at a time: a second press of a button waits for nothing. */
  async #change(operation: HistoryRow, change: Parameters<Session["submit"]>[0]): Promise<void> {
    if (this.#session.busy) return;
    this.refused = null;
    const error = await this.#session.submit(change);
    if (error) this.refused = { operation: operation.id, error };
  }

  /** The operations of a view with those before its last. */
  async #after(view: HistoryView, filter: HistoryFilter): Promise<HistoryView> {
    const older = await this.#session.ipc.history(filter, view.operations.at(-1)?.id ?? null);
    return { ...older, operations: [...view.operations, ...older.operations] };
  }
}
