// What the training library knows and does: the items as they were read, which of them are looked for, and what is opened
// in the panel.
import type { Session } from "$features/shell/session.svelte";
import { Answer } from "$lib/answer.svelte";
import type { Entry } from "$lib/entry.svelte";
import type { AppError, Consequences, TrainingRow, TrainingView, WorkspaceView } from "$lib/ipc/types";

/** What the panel shows: an item by its key, a new one, what ships, or nothing yet. */
export type Opened = { kind: "item"; key: string } | { kind: "new" | "shipped" | "nothing" };

/** What is looked for; empty where anything will do. */
export interface Filters {
  text: string;
  area: string;
  /** "1" to "5": no more than so much must be known before; "none" where nobody has said. */
  prior: string;
  /** "agnostic", "centric"; "none" where nobody has said. */
  neutrality: string;
}

const ANY: Filters = { text: "", area: "", prior: "", neutrality: "" };
const NOTHING: Opened = { kind: "nothing" };

/** Something that is asked before it is done. */
interface Asked extends Consequences {
  /** How it can be taken back. */
  note: string;
  run: () => Promise<void>;
}

/** The state of the training library. */
export class Library {
  readonly reading: Answer<TrainingView>;
  filters = $state<Filters>({ ...ANY });
  /** What is asked before it is done; null where nothing is. */
  asked = $state.raw<Asked | null>(null);
  /** Whether the panel is to have the focus; it takes the wish down. */
  focusAsked = $state(false);

  #opened = $state.raw<Opened>(NOTHING);
  /** The form in the panel, while there is one. */
  #form = $state.raw<Pick<Entry<object>, "changed"> | null>(null);
  /** The items that were there before one was added: they tell the new one. */
  #before: ReadonlySet<string> | null = null;

  constructor(readonly session: Session) {
    this.reading = new Answer((cause) => session.fail(cause));
  }

  /** The library as it was read; null until then. */
  get view(): TrainingView | null {
    return this.reading.value;
  }

  /** The finding. */
  get title(): string {
    return this.view?.title ?? "Training";
  }

  /** Whether nothing can be changed. */
  get locked(): boolean {
    return this.session.workspace?.read_only ?? false;
  }

  /** Whether the panel holds something typed that is not saved. */
  get unsaved(): boolean {
    return this.#form?.changed ?? false;
  }

  /** The items that are looked for. */
  get shown(): TrainingRow[] {
    return (this.view?.items ?? []).filter((item) => matches(item, this.filters));
  }

  /** Whether some items are left out by what is looked for. */
  get narrowed(): boolean {
    return Object.values(this.filters).some((value) => value !== "");
  }

  /** What the panel shows: nothing where the opened item is gone. */
  get opened(): Opened {
    return this.#opened.kind === "item" && this.item === undefined ? NOTHING : this.#opened;
  }

  /** The item that is open. */
  get item(): TrainingRow | undefined {
    const opened = this.#opened;
    return opened.kind === "item" ? this.view?.items.find(({ key }) => key === opened.key) : undefined;
  }

  /** Reads the library, and opens what has just been added. */
  async load(): Promise<void> {
    await this.reading.ask(() => this.session.ipc.training());
    const before = this.#before;
    const added = before && this.view?.items.filter(({ key }) => !before.has(key));
    if (!added?.length) return;
    this.#before = null;
    this.#form = null;
    this.filters = { ...ANY };
    this.#opened = { kind: "item", key: added[0]!.key };
    this.focusAsked = true;
  }

  /** Looks for everything again. */
  clear(): void {
    this.filters = { ...ANY };
  }

  /** Takes up the form that is in the panel; the answer says that it is gone. */
  edits = (form: Pick<Entry<object>, "changed">): (() => void) => {
    this.#form = form;
    return () => {
      if (this.#form === form) this.#form = null;
    };
  };

  /** Opens something in the panel; what is typed there is asked about first. */
  open(next: Opened, focus: boolean): void {
    const run = (): void => {
      this.#opened = next;
      if (focus) this.focusAsked = true;
    };
    if (JSON.stringify(next) === JSON.stringify(this.opened)) run();
    else this.session.leave(run);
  }

  /** Sends a change; what is wrong with it is given back. What is new is opened once it is there. */
  async save(change: () => Promise<WorkspaceView>, adds: boolean): Promise<AppError | null> {
    const before = adds ? new Set(this.view?.items.map(({ key }) => key)) : null;
    this.#before = before;
    const refused = await this.session.submit(change);
    if (refused !== null && this.#before === before) this.#before = null;
    return refused;
  }

  /** Asks for a list and brings it in; says what came of it. */
  importList(): Promise<boolean> {
    const { session } = this;
    return session.attempt(async () => {
      const imported = await session.ipc.chooseTrainingList();
      if (imported === null) return;
      session.changed(imported.workspace);
      session.notice = imported.said;
      session.announce(imported.said);
    });
  }

  /** Writes the items as a list. */
  exportList(): Promise<boolean> {
    return this.session.attempt(async () => this.session.saved(await this.session.ipc.saveTrainingList()));
  }

  /** Asks whether an item is to be removed, and says what goes with it. */
  remove(key: string): Promise<boolean> {
    const { ipc } = this.session;
    const item = { kind: "training", id: key } as const;
    return this.session.attempt(async () => {
      this.asked = {
        ...(await ipc.removalConsequences(item)),
        note: "Undo brings it back.",
        run: async () => {
          const done = await this.session.attempt(async () => this.session.changed(await ipc.removeItem(item)));
          if (!done) return;
          this.#form = null;
          this.#opened = NOTHING;
          this.focusAsked = true;
        },
      };
    });
  }

  /** Does what was asked about. */
  async confirm(): Promise<void> {
    const asked = this.asked;
    this.asked = null;
    await asked?.run();
  }
}

/** What an item lifts, the levels never parted by a line's end: "Output handling 1 → 2; Agent permissions 0 → 1". */
export function liftsOf(item: TrainingRow): string {
  return item.lifts.map(({ name, from, to }) => `${name} ${from}\u00a0→\u00a0${to}`).join("; ");
}

/** Whether an item is one of those looked for. */
export function matches(item: TrainingRow, { text, area, prior, neutrality }: Filters): boolean {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const said = [item.name, item.provider, item.delivery_name, item.requires, ...item.lifts.flatMap((lift) => [lift.name, lift.area_name])]
    .join("\n")
    .toLowerCase();
  const known = item.prior_knowledge;
  return (
    words.every((word) => said.includes(word)) &&
    (area === "" || item.lifts.some((lift) => lift.area === area)) &&
    (prior === "" || (prior === "none" ? known === null : known !== null && known <= Number(prior))) &&
    (neutrality === "" || (item.vendor_neutrality ?? "none") === neutrality)
  );
}
