/**
 * What the matrix screen knows and does: the people and their levels, the active cell, the levels just set, and the
 * detail beside the grid. A level is painted at once and read back from the shell afterwards; where the shell refuses
 * it, the cell shows again what it showed before.
 */
import type { Session } from "$features/shell/session.svelte";
import { Answer } from "$lib/answer.svelte";
import type { Ipc } from "$lib/ipc/ipc";
import type {
  AppError,
  CellDetail,
  MatrixCell,
  MatrixCompetency,
  MatrixPerson,
  MatrixView,
  WorkspaceView,
} from "$lib/ipc/types";

import { dayInWords } from "./days";
import { body, type Body } from "./lines";
import { inside, moved, type Place } from "./moves";

/** A person and a competency. */
export interface Pair {
  person: MatrixPerson;
  competency: MatrixCompetency;
}

/** The detail of one pair. */
export interface OpenedPair extends Pair {
  detail: CellDetail;
}

/** The state of the matrix screen. */
export class Matrix {
  /** The people and their levels. */
  readonly reading: Answer<MatrixView>;
  /** The detail shown. */
  readonly detail: Answer<OpenedPair>;

  readonly #session: Session;
  /** The active cell by what stands in it, so that it is found again where people or competencies have moved. */
  #chosen = $state.raw<{ place: Place; person?: string; competency?: string }>({ place: { row: 0, column: 0 } });
  /** Levels set that the view does not know yet, by person and competency. */
  #painted = $state.raw<ReadonlyMap<string, MatrixCell>>(new Map());
  /** The writes, one after the other, so that the last key pressed wins. */
  #writes: Promise<void> = Promise.resolve();
  #begun = 0;
  #ended = 0;

  readonly #row = $derived.by(() =>
    found(this.view?.people, (other) => other.id === this.#chosen.person, this.#chosen.place.row),
  );
  readonly #column = $derived.by(() =>
    found(this.view?.competencies, (other) => other.key === this.#chosen.competency, this.#chosen.place.column),
  );
  readonly #body: Body = $derived(body(this.view?.people ?? []));

  constructor(session: Session) {
    this.#session = session;
    this.reading = new Answer((cause) => session.fail(cause));
    this.detail = new Answer((cause) => session.fail(cause));
  }

  /** The people and their levels; `null` until they have been read. */
  get view(): MatrixView | null {
    return this.reading.value;
  }

  /** The lines of the body. */
  get body(): Body {
    return this.#body;
  }

  /** The active cell. */
  get active(): Place {
    return { row: this.#row, column: this.#column };
  }

  /** The person and the competency of the active cell; `undefined` in an empty grid. */
  get pair(): Pair | undefined {
    return this.#pairAt(this.active);
  }

  /** Why levels cannot be set here; `null` where they can. */
  get locked(): AppError | null {
    if (!this.#session.workspace?.read_only) return null;
    return {
      code: "workspace_read_only",
      message: "This workspace can only be read, so its levels stay as they are.",
      hint: "Copy the file to a folder that you can write to, and open the copy.",
      fields: [],
    };
  }

  /** The day that levels are set for, in words; `null` where it is today. */
  get otherDay(): string | null {
    const { selection, workspace } = this.#session;
    return selection.as_of === null || selection.as_of === workspace?.today ? null : dayInWords(selection.as_of);
  }

  /** Reads the people and their levels. The active cell stays on its person and competency. */
  async load(): Promise<void> {
    const begun = this.#begun;
    const settled = this.#ended === begun;
    const before = this.view;
    await this.reading.ask(() => this.#session.ipc.matrix(this.#session.selection));
    // A level set meanwhile may be missing from this view: its paint stays until the view that follows it.
    if (this.view !== before && settled && this.#begun === begun) this.#painted = new Map();
  }

  /** The cell as it is to be drawn. */
  cell(row: number, column: number): MatrixCell {
    const view = this.view!;
    const read = view.cells[row * view.competencies.length + column]!;
    if (this.#painted.size === 0) return read;
    return this.#painted.get(nameOf(view.people[row]!, view.competencies[column]!)) ?? read;
  }

  /** Makes a cell the active one. */
  activate(to: Place): void {
    const place = inside(to, this.#extent());
    const pair = this.#pairAt(place);
    this.#chosen = { place, person: pair?.person.id, competency: pair?.competency.key };
  }

  /** Makes the cell of a competency the active one, at the first person of a team where one is named. */
  aim(competency: string | undefined, team: string | undefined): void {
    const column = this.view?.competencies.findIndex((other) => other.key === competency) ?? -1;
    const row = this.view?.people.findIndex((person) => person.team === team) ?? -1;
    this.activate({ row: Math.max(0, row), column: Math.max(0, column) });
  }

  /** Moves the active cell where the key leads; false where it leads nowhere. */
  move(key: string, toEdge: boolean, page: number): boolean {
    const to = moved(this.active, key, toEdge, { ...this.#extent(), page });
    if (to === undefined) return false;
    this.activate(to);
    return true;
  }

  /** Records that the manager finds the person at `level`. */
  set(pair: Pair, level: number): Promise<void> {
    if (this.#refuse()) return Promise.resolve();
    const { person, competency } = pair;
    const name = nameOf(person, competency);
    const paint: MatrixCell = {
      level,
      confirmed: true,
      stale: false,
      target: this.#drawn(pair)?.target ?? null,
      self_difference: 0,
    };
    this.#painted = new Map(this.#painted).set(name, paint);
    return this.#write(
      (ipc) => ipc.setLevel(person.id, competency.key, level),
      () => {
        if (this.#painted.get(name) !== paint) return;
        const left = new Map(this.#painted);
        left.delete(name);
        this.#painted = left;
      },
    );
  }

  /** Takes back the assessment behind a cell's level. Which level is left is for the shell to say. */
  retract(pair: Pair): Promise<void> {
    if (this.#drawn(pair)?.level == null) {
      this.#session.announce(`Nothing to retract: ${pair.person.name}, ${pair.competency.name} is unknown.`);
      return Promise.resolve();
    }
    if (this.#refuse()) return Promise.resolve();
    return this.#write(
      (ipc) => ipc.retractLevel(pair.person.id, pair.competency.key),
      () => {},
    );
  }

  /** Reads the detail of the active cell. */
  async open(): Promise<void> {
    const pair = this.pair;
    if (pair === undefined) return;
    const { ipc, selection } = this.#session;
    await this.detail.ask(async () => ({
      ...pair,
      detail: await ipc.cellDetail(selection, pair.person.id, pair.competency.key),
    }));
  }

  #extent(): { rows: number; columns: number } {
    return { rows: this.view?.people.length ?? 0, columns: this.view?.competencies.length ?? 0 };
  }

  #pairAt(place: Place): Pair | undefined {
    const person = this.view?.people[place.row];
    const competency = this.view?.competencies[place.column];
    return person && competency ? { person, competency } : undefined;
  }

  #drawn({ person, competency }: Pair): MatrixCell | undefined {
    const row = this.view?.people.findIndex((other) => other.id === person.id) ?? -1;
    const column = this.view?.competencies.findIndex((other) => other.key === competency.key) ?? -1;
    return row < 0 || column < 0 ? undefined : this.cell(row, column);
  }

  #refuse(): boolean {
    const locked = this.locked;
    if (locked !== null) this.#session.fail(locked);
    return locked !== null;
  }

  #write(call: (ipc: Ipc) => Promise<WorkspaceView>, putBack: () => void): Promise<void> {
    this.#begun += 1;
    this.#writes = this.#writes.then(async () => {
      try {
        const workspace = await call(this.#session.ipc);
        this.#ended += 1;
        // The session lets the screens ask again, this one among them.
        this.#session.changed(workspace);
      } catch (cause) {
        this.#ended += 1;
        putBack();
        this.#session.fail(cause);
      }
    });
    return this.#writes;
  }
}

/** Where it is now; where it is gone, the place it had, as far as the list reaches. */
function found<T>(list: T[] | undefined, is: (item: T) => boolean, last: number): number {
  const at = list?.findIndex(is) ?? -1;
  return at >= 0 ? at : Math.max(0, Math.min(last, (list?.length ?? 1) - 1));
}

function nameOf(person: MatrixPerson, competency: MatrixCompetency): string {
  return `${person.id} ${competency.key}`;
}
