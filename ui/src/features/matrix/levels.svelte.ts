/**
 * The levels of the matrix: what the shell has, and over it what was just set. A level is painted at once and read back
 * from the shell afterwards; where the shell refuses it, the cell shows again what it showed before.
 */
import type { Session } from "$features/shell/session.svelte";
import { Answer } from "$lib/answer.svelte";
import type { Ipc } from "$lib/ipc/ipc";
import type {
  AppError,
  AssessmentDraft,
  AssessmentId,
  CompetencyKey,
  MatrixView,
  PackedCell,
  Pair,
  PairLevel,
  PasteTarget,
  PersonId,
  Selection,
  WorkspaceView,
} from "$lib/ipc/types";

import { withLevel } from "./cells";

/** The matrix as it was read, and what was asked for. */
export interface Reading {
  view: MatrixView;
  selection: Selection;
}

/** A level to set, by the places of its person and its competency in the view. */
export interface SetLevel {
  row: number;
  column: number;
  level: number;
}

/** A cell that was painted, and by which write. */
interface Stroke {
  packed: PackedCell;
  write: number;
}

/** What was painted of one person: a row by itself, so that a key pressed in it leaves the other rows alone. */
class Paint {
  strokes = $state.raw<ReadonlyMap<CompetencyKey, Stroke> | null>(null);
}

/** The levels, and the way to change them. */
export class Levels {
  readonly #session: Session;
  readonly #reading: Answer<Reading>;
  readonly #paints = new Map<PersonId, Paint>();
  #begun = 0;
  #ended = 0;
  /** A reading was put off until the writes under way have ended. */
  #owed = false;

  constructor(session: Session) {
    this.#session = session;
    this.#reading = new Answer((cause) => session.fail(cause));
  }

  /** The people, the competencies and their levels, and what they were asked with; `null` until they have been read. */
  get reading(): Reading | null {
    return this.#reading.value;
  }

  /** The people, the competencies and their levels; `null` until they have been read. */
  get view(): MatrixView | null {
    return this.#reading.value?.view ?? null;
  }

  /** Whether they have been awaited long enough to say so. */
  get waiting(): boolean {
    return this.#reading.waiting;
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

  /** Reads the levels. While writes are under way the paint says more than a reading could, so that it waits for them. */
  async load(): Promise<void> {
    const { ipc, selection } = this.#session;
    const before = this.#reading.value;
    if (this.#writing && before?.selection === selection) {
      this.#owed = true;
      return;
    }
    this.#owed = false;
    const begun = this.#begun;
    const settled = !this.#writing;
    await this.#reading.ask(async () => {
      const view = await ipc.matrix(selection);
      for (const { id } of view.people) if (!this.#paints.has(id)) this.#paints.set(id, new Paint());
      return { view, selection };
    });
    // A level set meanwhile may be missing from this view: its paint stays until the view that follows it.
    if (this.#reading.value === before || !settled || this.#begun !== begun) return;
    for (const paint of this.#paints.values()) if (paint.strokes !== null) paint.strokes = null;
  }

  /** The cell as it is to be drawn, by the places of its person and its competency in the view. */
  packed(row: number, column: number): PackedCell {
    const { people, competencies, cells } = this.view!;
    const strokes = this.#paints.get(people[row]!.id)?.strokes;
    return strokes?.get(competencies[column]!.key)?.packed ?? cells[row * competencies.length + column]!;
  }

  /** Records that the manager finds these levels; they are painted at once. */
  set(levels: SetLevel[]): Promise<boolean> {
    if (levels.length === 0 || this.#refuse()) return Promise.resolve(false);
    const { people, competencies } = this.view!;
    const write = this.#begun + 1;
    this.#paint(levels, write);
    const pairs = levels.map(({ row, column, level }): PairLevel => ({
      person: people[row]!.id,
      competency: competencies[column]!.key,
      level,
    }));
    return this.#write(
      (ipc) => ipc.setLevels(pairs),
      () => this.#scrape(new Set(pairs.map((pair) => pair.person)), write),
    );
  }

  /** Takes back the assessments behind these levels. Which level is left is for the shell to say. */
  retract(pairs: Pair[]): Promise<boolean> {
    if (this.#refuse()) return Promise.resolve(false);
    return this.#write((ipc) => ipc.retractLevels(pairs));
  }

  /** Records the levels of a copied block. Whether it can be read is for the shell to say, so nothing is painted. */
  paste(target: PasteTarget, text: string): Promise<boolean> {
    if (this.#refuse()) return Promise.resolve(false);
    return this.#write((ipc) => ipc.pasteLevels(target, text));
  }

  /** Takes back one assessment. */
  retractAssessment(assessment: AssessmentId): Promise<boolean> {
    if (this.#refuse()) return Promise.resolve(false);
    return this.#write((ipc) => ipc.retractAssessment(assessment));
  }

  /** Records an assessment, after what was set before it. What is wrong with it is given back. */
  record(draft: AssessmentDraft): Promise<AppError | null> {
    return this.#session.submit(() => this.#session.ipc.recordAssessment(draft));
  }

  get #writing(): boolean {
    return this.#begun > this.#ended;
  }

  #refuse(): boolean {
    const locked = this.locked;
    if (locked !== null) this.#session.fail(locked);
    return locked !== null;
  }

  #paint(levels: SetLevel[], write: number): void {
    const { people, competencies } = this.view!;
    const strokes = new Map<number, Map<CompetencyKey, Stroke>>();
    for (const { row, column, level } of levels) {
      let own = strokes.get(row);
      if (own === undefined) strokes.set(row, (own = new Map(this.#paints.get(people[row]!.id)?.strokes)));
      own.set(competencies[column]!.key, { packed: withLevel(this.packed(row, column), level), write });
    }
    for (const [row, own] of strokes) this.#paints.get(people[row]!.id)!.strokes = own;
  }

  /** Takes the paint of one write off again; what was painted over it since stays. */
  #scrape(people: Set<PersonId>, write: number): void {
    for (const person of people) {
      const paint = this.#paints.get(person);
      if (!paint?.strokes) continue;
      const left = [...paint.strokes].filter(([, stroke]) => stroke.write !== write);
      paint.strokes = left.length > 0 ? new Map(left) : null;
    }
  }

  /** True where it went well. */
  #write(call: (ipc: Ipc) => Promise<WorkspaceView>, putBack: () => void = () => {}): Promise<boolean> {
    this.#begun += 1;
    // One after the other, so that the last key pressed wins.
    return this.#session.inTurn(async () => {
      try {
        const workspace = await call(this.#session.ipc);
        this.#ended += 1;
        // The session lets the screens ask again, this one among them.
        this.#session.changed(workspace);
        return true;
      } catch (cause) {
        this.#ended += 1;
        putBack();
        this.#session.fail(cause);
        if (this.#owed && !this.#writing) void this.load();
        return false;
      }
    });
  }
}
