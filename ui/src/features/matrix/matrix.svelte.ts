/**
 * What the matrix screen knows and does: who and what is shown, the active cell and what is selected round it, what the
 * keys do to it, and the detail beside the grid. Rows and columns are those of the screen: places among what is shown.
 */
import type { Session, Target } from "$features/shell/session.svelte";
import { Answer } from "$lib/answer.svelte";
import type {
  AppError,
  AssessmentDraft,
  CellDetail,
  CompetencyKey,
  MatrixCompetency,
  MatrixPerson,
  MatrixView,
  PackedCell,
  PersonId,
} from "$lib/ipc/types";
import { tsv } from "$lib/tsv";

import {
  type Arrangement,
  arrange,
  AS_THEY_COME,
  AS_USUAL,
  EVERYTHING,
  type Filters,
  type Sort,
} from "./arrangement";
import { asText, sizeOfText } from "./blocks";
import { levelOf } from "./cells";
import { dateInWords } from "$lib/dates";
import { find, type Hit } from "./find";
import { Levels, type Reading } from "./levels.svelte";
import { body, type Body, sizeInWords } from "./lines";
import type { Showing } from "./looks";
import { inside, moved, type Place } from "$lib/moves";
import { between, type Block, fill, isSame, pasted, sizeOf, spans } from "./selection";

/** A person and a competency. */
export interface MatrixPair {
  person: MatrixPerson;
  competency: MatrixCompetency;
}

/** The detail of one pair. */
export interface OpenedPair extends MatrixPair {
  detail: CellDetail;
}

/** How a key moves: to the edge, by how many rows a page, and whether the selection reaches along. */
export interface Step {
  toEdge: boolean;
  page: number;
  extend: boolean;
}

/** A cell by what stands in it, so that it is found again where people or competencies have moved. */
interface Mark {
  place: Place;
  person?: PersonId;
  competency?: CompetencyKey;
}

/** How the screen was left, for the next time it is shown. */
interface Left {
  path: string | undefined;
  filters: Filters;
  sort: Sort;
  showing: Showing;
  chosen: Mark;
}

/** What an arrangement was made of. */
interface Arranged extends Arrangement {
  reading: Reading;
  asked: object;
}

const asLeft = new WeakMap<Session, Left>();
const NOTHING: Arrangement = { rows: [], columns: [], areas: [], chosen: new Set() };

/** The state of the matrix screen. */
export class Matrix {
  /** The levels, and the way to change them. */
  readonly levels: Levels;
  /** The detail shown. */
  readonly detail: Answer<OpenedPair>;
  /** Level, or level minus target. */
  showing = $state<Showing>("level");
  /** The pair that an assessment is being typed in for; the detail stays on it meanwhile. */
  recording = $state.raw<MatrixPair | null>(null);

  readonly #session: Session;
  /** What was asked of the arrangement last; a new object each time it is to be made anew. */
  #asked = $state.raw<{ filters: Filters; sort: Sort }>({ filters: AS_USUAL, sort: AS_THEY_COME });
  #chosen = $state.raw<Mark>({ place: { row: 0, column: 0 } });
  /** Two corners of what is selected beyond the active cell. */
  #corners = $state.raw<[Mark, Mark] | null>(null);
  #arranged: Arranged | undefined;

  readonly #arrangement: Arrangement = $derived.by(() => this.#arrange(this.levels.reading, this.#asked));
  readonly #outdated: boolean = $derived.by(() => this.#isOutdated(this.view, this.#arrangement, this.#asked));
  readonly #people: MatrixPerson[] = $derived.by(() => this.#arrangement.rows.map((row) => this.view!.people[row]!));
  readonly #competencies: MatrixCompetency[] = $derived.by(() =>
    this.#arrangement.columns.map((column) => this.view!.competencies[column]!),
  );
  readonly #body: Body = $derived(body(this.#people, this.#asked.sort.by === "team"));
  readonly #row: number = $derived(this.#rowOf(this.#chosen));
  readonly #column: number = $derived(this.#columnOf(this.#chosen));
  readonly #block: Block = $derived.by(() => {
    const [one, other] = this.#corners ?? [this.#chosen, this.#chosen];
    return between(this.#placeOf(one), this.#placeOf(other));
  });

  constructor(session: Session) {
    this.#session = session;
    this.levels = new Levels(session);
    this.detail = new Answer((cause) => session.fail(cause));
    const before = asLeft.get(session);
    if (before === undefined || before.path !== session.workspace?.path) return;
    this.#asked = { filters: before.filters, sort: before.sort };
    this.showing = before.showing;
    this.#chosen = before.chosen;
  }

  /** The matrix as it was read; `null` until then. */
  get view(): MatrixView | null {
    return this.levels.view;
  }

  /** The people shown, in their order. */
  get people(): MatrixPerson[] {
    return this.#people;
  }

  /** The competencies shown. */
  get competencies(): MatrixCompetency[] {
    return this.#competencies;
  }

  /** The areas over the competencies shown. */
  get areas(): Arrangement["areas"] {
    return this.#arrangement.areas;
  }

  /** The areas that are not hidden. */
  get chosenAreas(): Arrangement["chosen"] {
    return this.#arrangement.chosen;
  }

  /** The lines of the body. */
  get body(): Body {
    return this.#body;
  }

  /** What is left out. */
  get filters(): Filters {
    return this.#asked.filters;
  }

  /** In which order people stand. */
  get sort(): Sort {
    return this.#asked.sort;
  }

  /** Whether levels have changed so that the filters or the sorting would now give something else. */
  get outdated(): boolean {
    return this.#outdated;
  }

  /** The active cell. */
  get active(): Place {
    return { row: this.#row, column: this.#column };
  }

  /** The cells selected, the active one among them or alone. */
  get block(): Block {
    return this.#block;
  }

  /** How many cells are selected. */
  get size(): number {
    return this.people.length > 0 && this.competencies.length > 0 ? sizeOf(this.#block) : 0;
  }

  /** The person and the competency of the active cell; `undefined` in an empty grid. */
  get pair(): MatrixPair | undefined {
    return this.#pairAt(this.active);
  }

  /** The day that levels are set for, in words; `null` where it is today. */
  get otherDay(): string | null {
    const { selection, workspace } = this.#session;
    return selection.as_of === null || selection.as_of === workspace?.today ? null : dateInWords(selection.as_of);
  }

  /** The day that is shown. */
  get day(): string {
    return this.#session.selection.as_of ?? this.today;
  }

  /** Today, after which nothing can be assessed. */
  get today(): string {
    return this.#session.workspace?.today ?? "";
  }

  /** The cell as it is to be drawn. */
  packed(row: number, column: number): PackedCell {
    return this.levels.packed(this.#arrangement.rows[row]!, this.#arrangement.columns[column]!);
  }

  /** How many people are shown, "7 people, 1 borrowed", and of how many where some are left out, "8 of 24 people". */
  get peopleInWords(): string {
    const all = this.view?.people ?? [];
    return this.people.length === all.length ? sizeInWords(this.people) : of(this.people.length, all.length, "person", "people");
  }

  /** How many competencies are shown: "19 competencies", "19 of 64 competencies". */
  get competenciesInWords(): string {
    return of(this.competencies.length, this.view?.competencies.length ?? 0, "competency", "competencies");
  }

  /** Leaves people or competencies out. */
  filter(change: Partial<Filters>): void {
    this.#ask({ ...this.filters, ...change }, this.sort);
    this.#session.announce(`${this.peopleInWords}, ${this.competenciesInWords}`);
  }

  /** Shows everybody again, in the competencies that matter to them. */
  clearFilters(): void {
    this.filter(AS_USUAL);
  }

  /** Sorts the people. */
  sortBy(sort: Sort): void {
    this.#ask(this.filters, sort);
  }

  /** Sorts by the levels of a column: the highest first, then the lowest first, then as people come. */
  sortByColumn(column: number): void {
    const competency = this.competencies[column]?.key;
    if (competency === undefined) return;
    const now = this.sort;
    const own = now.by === "competency" && now.competency === competency ? now.order : null;
    if (own === "low") this.sortBy(AS_THEY_COME);
    else this.sortBy({ by: "competency", competency, order: own === null ? "high" : "low" });
  }

  /** Filters and sorts once more, by the levels as they are now. */
  arrangeAgain(): void {
    this.#ask(this.filters, this.sort);
  }

  /** Makes a cell the active one, and selects it alone. */
  activate(to: Place): void {
    this.#chosen = this.#markAt(to);
    this.#corners = null;
  }

  /** Makes a cell the active one, and selects up to it from where the selection began. */
  extend(to: Place): void {
    const from = this.#corners?.[0] ?? this.#markAt(this.active);
    this.#chosen = this.#markAt(to);
    this.#corners = [from, this.#chosen];
  }

  /** Selects a block; the active cell stays where it is. */
  select({ top, left, bottom, right }: Block): void {
    this.#corners = [this.#markAt({ row: top, column: left }), this.#markAt({ row: bottom, column: right })];
  }

  /** Selects everything that is shown. */
  selectAll(): void {
    this.select({ top: 0, left: 0, bottom: this.people.length - 1, right: this.competencies.length - 1 });
    this.#session.announce(`${this.size.toLocaleString("en-GB")} selected`);
  }

  /** Selects the whole rows of what is selected. */
  selectRows(): void {
    this.select({ ...this.block, left: 0, right: this.competencies.length - 1 });
  }

  /** Selects the whole columns of what is selected. */
  selectColumns(): void {
    this.select({ ...this.block, top: 0, bottom: this.people.length - 1 });
  }

  /** Selects the active cell alone; false where it was already. */
  collapse(): boolean {
    const more = this.#corners !== null;
    this.#corners = null;
    return more;
  }

  /** Makes what a link from another screen names the active cell; filters that hide it go. */
  aim({ competency, team, person }: Target): void {
    const row = (): number =>
      this.people.findIndex((other) => (person === undefined ? other.team === team : other.id === person));
    const column = (): number => this.competencies.findIndex((other) => other.key === competency);
    const wanted = { row: person !== undefined || team !== undefined, column: competency !== undefined };
    if (!wanted.row && !wanted.column) return;
    const missing = (): boolean => (wanted.row && row() < 0) || (wanted.column && column() < 0);
    if (missing()) this.clearFilters();
    if (missing()) this.filter(EVERYTHING);
    this.activate({ row: Math.max(0, row()), column: Math.max(0, column()) });
  }

  /** Moves where the key leads; false where it leads nowhere. */
  move(key: string, { toEdge, page, extend }: Step): boolean {
    const to = moved(this.active, key, toEdge, { ...this.#extent(), page });
    if (to === undefined) return false;
    if (extend) this.extend(to);
    else this.activate(to);
    return true;
  }

  /** The people and competencies shown whose names hold what was typed. */
  find(typed: string): Hit[] {
    return find(
      typed,
      this.people.map((person) => person.name),
      this.competencies.map((competency) => competency.name),
    );
  }

  /** What is left out and would have been found. */
  findLeftOut(typed: string): Target | null {
    const people = (this.view?.people ?? []).filter((person) => !this.people.includes(person));
    const competencies = (this.view?.competencies ?? []).filter((competency) => !this.competencies.includes(competency));
    const hit = find(typed, people.map(({ name }) => name), competencies.map(({ name }) => name))[0];
    if (hit === undefined) return null;
    return hit.kind === "person" ? { person: people[hit.at]!.id } : { competency: competencies[hit.at]!.key };
  }

  /** Goes to a name that was found, and stays in the column or the row. */
  goTo({ kind, at }: Hit): void {
    this.activate(kind === "person" ? { row: at, column: this.#column } : { row: this.#row, column: at });
  }

  /** Sets every selected cell to a level, as one operation. */
  set(level: number): Promise<boolean> {
    const { rows, columns } = spans(this.#block);
    return this.#setAll(rows.flatMap((row) => columns.map((column) => ({ row, column, level }))));
  }

  /** Sets a pair to a level, shown or not. */
  setPair(pair: MatrixPair, level: number): Promise<boolean> {
    const at = this.#inView(pair);
    return at === undefined ? Promise.resolve(false) : this.levels.set([{ ...at, level }]);
  }

  /** Takes back the assessments behind the selected levels, as one operation. */
  async retract(): Promise<void> {
    const { rows, columns } = spans(this.#block);
    const known = rows.flatMap((row) =>
      columns.filter((column) => levelOf(this.packed(row, column)) !== null).map((column) => this.#pairAt({ row, column })!),
    );
    if (known.length > 0) {
      await this.levels.retract(known.map(({ person, competency }) => ({ person: person.id, competency: competency.key })));
      return;
    }
    const pair = this.pair;
    if (pair === undefined) return;
    const which = this.size > 1 ? "all that is selected" : `${pair.person.name}, ${pair.competency.name}`;
    this.#session.announce(`Nothing to retract: ${which} is unknown.`);
  }

  /** Takes back the assessment behind the level of a pair. */
  async retractPair({ person, competency }: MatrixPair): Promise<void> {
    const at = this.#inView({ person, competency });
    if (at !== undefined && levelOf(this.levels.packed(at.row, at.column)) === null) {
      this.#session.announce(`Nothing to retract: ${person.name}, ${competency.name} is unknown.`);
    } else await this.levels.retract([{ person: person.id, competency: competency.key }]);
  }

  /** Fills the selection from its first row or column; one row or column alone from the one before it. */
  async fill(direction: "down" | "right"): Promise<void> {
    const { top, left, bottom, right } = this.#block;
    const down = direction === "down";
    const along = down ? fill(top, bottom) : fill(left, right);
    if (along === null) {
      this.#session.announce(down ? "Nothing above to fill from." : "Nothing to the left to fill from.");
      return;
    }
    const { rows, columns } = spans(this.#block);
    // What is unknown fills nothing: it is not a level.
    const levels = (down ? columns : rows).flatMap((across) => {
      const level = levelOf(down ? this.packed(along.from, across) : this.packed(across, along.from));
      if (level === null) return [];
      return along.into.map((into) => (down ? { row: into, column: across, level } : { row: across, column: into, level }));
    });
    if (levels.length > 0) await this.#setAll(levels);
    else this.#session.announce("Nothing to fill with: it is unknown.");
  }

  /** Copies the selected levels, with the names of people and competencies where they are wanted. */
  async copy(withNames: boolean): Promise<void> {
    if (this.size === 0) return;
    const { rows, columns } = spans(this.#block);
    const levels = rows.map((row) => columns.map((column) => levelOf(this.packed(row, column))));
    const text = withNames
      ? tsv(
          ["Person", ...columns.map((column) => this.competencies[column]!.name)],
          levels.map((own, at) => [this.people[rows[at]!]!.name, ...own.map((level) => level?.toString() ?? "")]),
        )
      : asText(levels);
    const size = this.size === 1 ? "1 level" : `${this.size.toLocaleString("en-GB")} levels`;
    await this.#session.copy(text, `Copied ${size}${withNames ? " with names" : ""}`);
  }

  /** Records the block in the clipboard from the corner of the selection on, and selects what it took up. */
  async paste(): Promise<void> {
    if (this.size === 0) return;
    const block = this.#block;
    const { people, competencies } = this;
    let text = "";
    if (!(await this.#session.attempt(async () => void (text = await this.#session.ipc.clipboardText())))) return;
    if (text.trim() === "") {
      this.#session.fail({
        code: "invalid_argument",
        message: "There is no text in the clipboard, so nothing was pasted.",
        hint: "Copy levels here or in a spreadsheet first.",
        fields: [],
      } satisfies AppError);
      return;
    }
    const done = await this.levels.paste(
      {
        people: people.slice(block.top).map((person) => person.id),
        competencies: competencies.slice(block.left).map((competency) => competency.key),
        rows: block.bottom - block.top + 1,
        columns: block.right - block.left + 1,
      },
      text,
    );
    const size = sizeOfText(text);
    if (done && isSame(this.#block, block)) this.select(pasted(block, size.rows, size.columns));
  }

  /** Reads the detail of the active cell, or of the pair that an assessment is being typed in for. */
  async open(): Promise<void> {
    const pair = this.recording ?? this.pair;
    if (pair === undefined) return;
    const { ipc, selection } = this.#session;
    await this.detail.ask(async () => ({
      ...pair,
      detail: await ipc.cellDetail(selection, pair.person.id, pair.competency.key),
    }));
  }

  /** Records an assessment. What is wrong with it is given back. */
  record(draft: AssessmentDraft): Promise<AppError | null> {
    return this.levels.record(draft);
  }

  /** Remembers how the screen is left. */
  leave(): void {
    asLeft.set(this.#session, {
      path: this.#session.workspace?.path,
      filters: this.filters,
      sort: this.sort,
      showing: this.showing,
      chosen: this.#chosen,
    });
  }

  #ask(filters: Filters, sort: Sort): void {
    // Before the first move the active cell is only a place.
    if (this.#chosen.person === undefined) this.#chosen = this.#markAt(this.active);
    this.#corners = null;
    this.#asked = { filters, sort };
  }

  /**
   * Rows stay where they are while their levels change, as in a spreadsheet: a row that went away under the keys would
   * take the next key with it. They are arranged anew for other filters, people or days, and when it is asked for.
   */
  #arrange(reading: Reading | null, asked: { filters: Filters; sort: Sort }): Arrangement {
    if (reading === null) return NOTHING;
    const before = this.#arranged;
    if (before !== undefined && before.asked === asked && isAlike(before.reading, reading)) return before;
    this.#arranged = { ...arrange(reading.view, asked.filters, asked.sort), reading, asked };
    return this.#arranged;
  }

  #isOutdated(view: MatrixView | null, shown: Arrangement, { filters, sort }: { filters: Filters; sort: Sort }): boolean {
    if (view === null) return false;
    const { rows, columns } = arrange(view, filters, sort);
    return String(rows) !== String(shown.rows) || String(columns) !== String(shown.columns);
  }

  #setAll(levels: { row: number; column: number; level: number }[]): Promise<boolean> {
    const { rows, columns } = this.#arrangement;
    return this.levels.set(levels.map(({ row, column, level }) => ({ row: rows[row]!, column: columns[column]!, level })));
  }

  #extent(): { rows: number; columns: number } {
    return { rows: this.people.length, columns: this.competencies.length };
  }

  #pairAt(place: Place): MatrixPair | undefined {
    const person = this.people[place.row];
    const competency = this.competencies[place.column];
    return person && competency ? { person, competency } : undefined;
  }

  #inView({ person, competency }: MatrixPair): Place | undefined {
    const row = this.view?.people.findIndex((other) => other.id === person.id) ?? -1;
    const column = this.view?.competencies.findIndex((other) => other.key === competency.key) ?? -1;
    return row < 0 || column < 0 ? undefined : { row, column };
  }

  #markAt(to: Place): Mark {
    const place = inside(to, this.#extent());
    return { place, person: this.people[place.row]?.id, competency: this.competencies[place.column]?.key };
  }

  #placeOf(mark: Mark): Place {
    return { row: this.#rowOf(mark), column: this.#columnOf(mark) };
  }

  #rowOf({ person, place }: Mark): number {
    return found(this.people, (other) => other.id === person, place.row);
  }

  #columnOf({ competency, place }: Mark): number {
    return found(this.competencies, (other) => other.key === competency, place.column);
  }
}

/** Whether the same people and competencies were read for the same team and day. */
function isAlike(one: Reading, other: Reading): boolean {
  const names = ({ view }: Reading): string[][] => [
    view.people.map((person) => person.id),
    view.competencies.map((competency) => competency.key),
    view.areas.map((area) => `${area.key} ${area.columns} ${area.name}`),
  ];
  return one.selection === other.selection && JSON.stringify(names(one)) === JSON.stringify(names(other));
}

/** Where it is now; where it is gone, the place it had, as far as the list reaches. */
function found<T>(list: T[], is: (item: T) => boolean, last: number): number {
  const at = list.findIndex(is);
  return at >= 0 ? at : Math.max(0, Math.min(last, list.length - 1));
}

/** "19 competencies", "8 of 24 people". */
function of(some: number, all: number, one: string, many: string): string {
  const total = `${all.toLocaleString("en-GB")} ${all === 1 ? one : many}`;
  return some === all ? total : `${some.toLocaleString("en-GB")} of ${total}`;
}
