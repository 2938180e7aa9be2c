// What the grid of roles and their targets knows and does: which competencies are shown, the active cell, and the
// targets just set. A target is painted at once and read back from the shell afterwards; where the shell refuses it,
// the cell shows again what it showed before.
import { moved } from "$lib/moves";
import type { Session } from "$features/shell/session.svelte";
import type { CompetencyRow, MatrixArea, RoleRow, TargetRow, TeamView } from "$lib/ipc/types";

/** The words of an importance: 1 useful, 2 important, 3 critical. */
export const IMPORTANCE = ["", "useful", "important", "critical"];

/** Up to so many competencies all of them are shown; of more, those that some role has a target for. */
const ALL = 24;
/** How many rows a page key goes. */
const PAGE = 10;
/** The importance that a target gets that was set without one. */
const IMPORTANT = 2;

/** A target as the grid draws it; null where there is none. */
export type Drawn = { level: number; importance: number } | null;

/** The state of the grid. */
export class Targets {
  /** What was asked for: every competency, or those with a target; null for the likelier. */
  #asked = $state<boolean | null>(null);
  /** Competencies that have been shown: they stay when their last target goes, so that nothing moves under the hand. */
  #kept = $state.raw<ReadonlySet<string>>(new Set());
  /** The active cell by what stands in it; without a competency it is the role's name. */
  #chosen = $state.raw<{ role: string | null; competency: string | null }>({ role: null, competency: null });
  /** Targets set that the view does not know yet, by role and competency. */
  #painted = $state.raw<ReadonlyMap<string, Drawn>>(new Map());
  #begun = 0;
  #ended = 0;

  readonly #session: Session;
  readonly #view: () => TeamView | null;
  readonly #needed = $derived.by(
    () => new Set(this.roles.flatMap((role) => role.targets.map((target) => target.competency))),
  );
  readonly #columns = $derived.by(() =>
    this.all ? this.competencies : this.competencies.filter(({ key }) => this.#needed.has(key) || this.#kept.has(key)),
  );
  /** The targets that were read, by role and competency. */
  readonly #read = $derived.by(
    () => new Map(this.roles.flatMap((role) => role.targets.map((target) => [nameOf(role.id, target.competency), target] as const))),
  );

  constructor(session: Session, view: () => TeamView | null) {
    this.#session = session;
    this.#view = view;
  }

  /** The rows. */
  get roles(): RoleRow[] {
    return this.#view()?.roles ?? [];
  }

  /** Every competency. */
  get competencies(): CompetencyRow[] {
    return this.#view()?.competencies ?? [];
  }

  /** The columns. */
  get columns(): CompetencyRow[] {
    return this.#columns;
  }

  /** How many competencies some role has a target for. */
  get withTarget(): number {
    return this.#needed.size;
  }

  /** Whether every competency is shown, rather than those with a target. */
  get all(): boolean {
    return this.#asked ?? (this.competencies.length <= ALL || this.#needed.size === 0);
  }

  /** The areas over the columns. */
  get areas(): MatrixArea[] {
    return (this.#view()?.areas ?? [])
      .map((area) => ({ ...area, columns: this.columns.filter((competency) => competency.area === area.key).length }))
      .filter((area) => area.columns > 0);
  }

  /** The role of the active cell; undefined where there is no role. */
  get role(): RoleRow | undefined {
    return this.roles.find((role) => role.id === this.#chosen.role) ?? this.roles[0];
  }

  /** The competency of the active cell; undefined where it is the role's name. */
  get competency(): CompetencyRow | undefined {
    return this.columns.find((competency) => competency.key === this.#chosen.competency);
  }

  /** Row and column of the active cell; the role's name is column −1. */
  get place(): { row: number; column: number } {
    const { role, competency } = this;
    return { row: role ? this.roles.indexOf(role) : 0, column: competency ? this.columns.indexOf(competency) : -1 };
  }

  /** Shows every competency, or those with a target. */
  show(all: boolean): void {
    this.#asked = all;
    this.#kept = new Set();
  }

  /** Makes a cell the active one, and shows its competency. */
  activate(role: string, competency: string | null): void {
    this.#chosen = { role, competency };
    if (competency !== null) this.#kept = new Set(this.#kept).add(competency);
  }

  /** Moves the active cell where the key leads; false where it leads nowhere. */
  move(key: string, toEdge: boolean): boolean {
    const { row, column } = this.place;
    const extent = { rows: this.roles.length, columns: this.columns.length + 1, page: PAGE };
    const to = moved({ row, column: column + 1 }, key, toEdge, extent);
    const role = to && this.roles[to.row];
    if (!to || !role) return false;
    this.activate(role.id, this.columns[to.column - 1]?.key ?? null);
    return true;
  }

  /** Takes up what was read: `begun` says how many writes had begun and ended when it was asked for. */
  took(settled: number | null): void {
    this.#kept = new Set([...this.#kept, ...this.#needed]);
    // A target set meanwhile may be missing from this view: its paint stays until the view that follows it.
    if (settled === this.#begun) this.#painted = new Map();
  }

  /** To be asked before reading: names the writes that the answer will know, or null where one is under way. */
  get settled(): number | null {
    return this.#ended === this.#begun ? this.#begun : null;
  }

  /** The target as it is to be drawn. */
  drawn(role: string, competency: string): Drawn {
    const name = nameOf(role, competency);
    const painted = this.#painted.get(name);
    return painted === undefined ? (this.#read.get(name) ?? null) : painted;
  }

  /** A role's targets as they are to be listed. */
  targetsOf(role: RoleRow): TargetRow[] {
    const listed = role.targets.map(({ competency }) => competency);
    const added = this.competencies.map(({ key }) => key).filter((key) => !listed.includes(key) && this.drawn(role.id, key));
    return [...listed, ...added].flatMap((key) => {
      const drawn = this.drawn(role.id, key);
      const name = this.competencies.find((competency) => competency.key === key)?.name ?? key;
      return drawn ? [{ competency: key, name, ...drawn, importance_name: IMPORTANCE[drawn.importance] ?? "" }] : [];
    });
  }

  /** Sets the level of the active cell's target; 0 takes the target away. */
  level(level: number): Promise<void> {
    const { role, competency } = this;
    if (!role || !competency || this.#locked()) return Promise.resolve();
    const before = this.drawn(role.id, competency.key);
    if (level === 0 && before === null) {
      this.#session.announce(`${role.name} has no target in ${competency.name}.`);
      return Promise.resolve();
    }
    if (level === before?.level) return Promise.resolve();
    if (level === 0) return this.#write(role.id, competency.key, null, null);
    const importance = before?.importance ?? null;
    return this.#write(role.id, competency.key, { level, importance: importance ?? IMPORTANT }, importance);
  }

  /** Sets the importance of the active cell's target. */
  weigh(importance: number): Promise<void> {
    const { role, competency } = this;
    if (!role || !competency || this.#locked()) return Promise.resolve();
    const before = this.drawn(role.id, competency.key);
    if (before === null) {
      this.#session.announce(`${role.name} has no target in ${competency.name} yet: set its level first.`);
      return Promise.resolve();
    }
    if (importance === before.importance) return Promise.resolve();
    return this.#write(role.id, competency.key, { level: before.level, importance }, importance);
  }

  #locked(): boolean {
    const locked = this.#session.workspace?.read_only ?? false;
    if (locked) this.#session.announce("This workspace can only be read: the targets stay as they are.");
    return locked;
  }

  /** One write after the other, so that the last key pressed wins; an undo waits for those before it. */
  #write(role: string, competency: string, paint: Drawn, importance: number | null): Promise<void> {
    const name = nameOf(role, competency);
    this.#painted = new Map(this.#painted).set(name, paint);
    this.#begun += 1;
    return this.#session.inTurn(async () => {
      try {
        const workspace = await this.#session.ipc.setTarget({ role, competency, level: paint?.level ?? null, importance });
        this.#ended += 1;
        // The session lets the screens ask again, this one among them.
        this.#session.changed(workspace);
      } catch (cause) {
        this.#ended += 1;
        if (this.#painted.get(name) === paint) {
          const left = new Map(this.#painted);
          left.delete(name);
          this.#painted = left;
        }
        this.#session.fail(cause);
      }
    });
  }
}

function nameOf(role: string, competency: string): string {
  return `${role} ${competency}`;
}
