// What the import wizard knows and does: the step shown, the place that is looked at, and the answers on their way. What
// the files say stands in the session's preview; every answer is sent back with its request and gives the next preview.
import type { Session } from "$features/shell/session.svelte";
import type { ImportPreview, ImportRequest, NameChoice, OpenQuestion, TableAnswers } from "$lib/ipc/types";

import type { FileName, Named } from "./names";
import { nameAt, type NameInPlace, type Place, places, same, type Standing, standing, stepped } from "./places";
import { aboutName, aboutTable, afresh, type Edit, showing, tableShown } from "./requests";
import { beside, opening, type Step } from "./steps";

/** The state of the import wizard. */
export class Wizard {
  /** The step shown. */
  step = $state<Step>("preview");
  /** The kind of problem or notice that is walked through; null for all. */
  kind = $state<string | null>(null);
  /** Whether only rows with a place that is walked through are shown. */
  only = $state(false);
  /** Whether the import itself is under way. */
  importing = $state(false);

  readonly #session: Session;
  /** The preview shown last: the screen may ask for it once more while it goes. */
  #last: ImportPreview;
  /** Answers that no preview has taken up yet, in their order. */
  #edits = $state.raw<Edit[]>([]);
  #asking = $state(false);
  /** Ends when the answers on their way have been taken up or refused. */
  #settled: Promise<void> = Promise.resolve();

  /** The cell or head that is looked at, with what stood there when it was chosen. */
  #looked = $state.raw<{ place: Place; there: Standing | undefined; named: NameInPlace | undefined } | null>(null);

  readonly #places = $derived.by(() => places(this.preview, this.kind));

  constructor(session: Session, preview: ImportPreview) {
    this.#session = session;
    this.#last = preview;
    this.#open();
  }

  /** What the import would do. */
  get preview(): ImportPreview {
    return (this.#last = this.#session.preview ?? this.#last);
  }

  /** The request with every answer, those on their way included: the controls show it, so that none jumps back. */
  get request(): ImportRequest {
    return this.#edits.reduce((request, edit) => edit(request), this.preview.request);
  }

  /** What the user says about the table shown. */
  get said(): TableAnswers {
    return tableShown(this.request);
  }

  /** The last day that anything in the files can be of. */
  get today(): string {
    return this.#session.workspace?.today ?? "";
  }

  /** Whether answers are on their way, or the import is. */
  get working(): boolean {
    return this.#asking || this.importing;
  }

  /** The places that are walked through. */
  get places(): Place[] {
    return this.#places;
  }

  /** The cell or head that is looked at. */
  get place(): Place | null {
    return this.#looked?.place ?? null;
  }

  /** What stands there; what stood there, where an answer has taken the row from those that are shown. */
  get there(): Standing | undefined {
    return this.#looked ? (standing(this.preview, this.#looked.place) ?? this.#looked.there) : undefined;
  }

  /** The name that stands there, as it is taken now. */
  get named(): NameInPlace | undefined {
    if (this.#looked === null) return undefined;
    const { place, named } = this.#looked;
    const before = named && this.preview[named.of].find((other: FileName) => other.name === named.name.name);
    return nameAt(this.preview, place) ?? (named && before && { of: named.of, name: before });
  }

  /** Whether that name is what there is to say: not where it is known and the remark is about something else. */
  get asksName(): boolean {
    const { named } = this;
    return named !== undefined && (named.name.state !== "known" || this.request[named.of].some((answered: { name: string }) => answered.name === named.name.name));
  }

  /** Goes to a step. */
  go(step: Step): void {
    this.step = step;
  }

  /** Goes to the step before or after. */
  move(by: -1 | 1): void {
    this.step = beside(this.step, by) ?? this.step;
  }

  /** Starts anew with other files. */
  begin(): void {
    this.look(null);
    this.kind = null;
    this.only = false;
    this.#open();
  }

  /** Goes to where a question is answered. */
  async answerQuestion({ table }: OpenQuestion): Promise<void> {
    if (table !== this.request.shown) await this.show(table);
    this.go("columns");
  }

  /** Says something about the table shown. */
  tell(said: Partial<TableAnswers>): Promise<void> {
    return this.#change(aboutTable({ request: this.request, tables: this.preview.tables }, said));
  }

  /** Says whose a name is. */
  answer(of: Named, name: string, answer: NameChoice<string>): Promise<void> {
    return this.#change(aboutName(of, name, answer));
  }

  /** Says of several names at once whose they are. */
  answerAll(of: Named, answers: { name: string; answer: NameChoice<string> }[]): Promise<void> {
    return this.#change((request) => answers.reduce((before, { name, answer }) => aboutName(of, name, answer)(before), request));
  }

  /** Looks at another table. */
  show(table: number): Promise<void> {
    this.look(null);
    this.kind = null;
    this.only = false;
    return this.#change(showing(table));
  }

  /** Reads the files as if nothing had been imported before. */
  readAfresh(): Promise<void> {
    return this.#change(afresh);
  }

  /** Looks at a place. */
  look(place: Place | null): void {
    this.#looked = place && { place, there: standing(this.preview, place), named: nameAt(this.preview, place) };
  }

  /** Walks through a kind, from its first place on; through all again where it is the one already. */
  walk(kind: string): void {
    this.kind = this.kind === kind ? null : kind;
    if (this.kind === null) return;
    this.look(this.places.find((place) => same(place, this.place)) ?? this.places[0] ?? null);
    this.#tell();
  }

  /** Looks at the next or the previous place that is walked through, in the table shown. */
  along(by: -1 | 1): void {
    this.look(stepped(this.places, this.place, by));
    this.#tell();
  }

  /** The same through all tables: after the last place of one comes the first of the next that has any. */
  async next(by: -1 | 1): Promise<void> {
    const { places } = this;
    const atEnd = places.length === 0 || same(this.place, places.at(by === 1 ? -1 : 0)!);
    const beyond = this.kind === null && atEnd ? this.#tableBeyond(by) : null;
    if (beyond === null) return this.along(by);
    await this.show(beyond);
    if (this.preview.request.shown === beyond) this.edge(by === 1 ? -1 : 1);
  }

  /** Looks at the first or the last place that is walked through. */
  edge(by: -1 | 1): void {
    this.look(this.places.at(by === 1 ? -1 : 0) ?? null);
    this.#tell();
  }

  /** Imports what is shown; what stays out is named on the button that was pressed. */
  async import(): Promise<void> {
    if (this.#session.busy) return;
    this.importing = true;
    await this.#session.importPreviewed(this.preview.leaves_out);
    this.importing = false;
  }

  /** Stops what is under way; what was shown before stays. */
  stop(): Promise<void> {
    return this.#session.cancelWork();
  }

  /** Writes the rows that stay out to a file, to be mended there. */
  async saveProblemRows(): Promise<void> {
    const session = this.#session;
    if (!session.busy) await session.attempt(async () => session.saved(await session.ipc.saveProblemRows()));
  }

  /** Asks for other files. */
  async chooseOthers(): Promise<boolean> {
    if (this.#session.busy) return false;
    const before = this.preview;
    await this.#session.chooseImport();
    if (this.preview === before) return false;
    this.begin();
    return true;
  }

  /**
   * Leaves the wizard; a preview that is still on its way must not bring it back. An import under way is stopped instead:
   * what it has done by then decides whether there is anything to leave.
   */
  async leave(): Promise<void> {
    if (this.importing) return this.stop();
    await this.end();
    await this.#session.cancelImport();
  }

  /** Stops the answers on their way: the screen goes. */
  async end(): Promise<void> {
    if (!this.#asking) return;
    this.#edits = [];
    await this.#session.cancelWork();
    await this.#settled;
  }

  /** Begins with the first step that must be answered, with the table that it asks about. */
  #open(): void {
    const { preview } = this;
    this.step = opening(preview);
    const asked = preview.questions[0];
    if (asked && asked.table !== preview.request.shown) void this.show(asked.table);
  }

  /** The nearest other table of which something is said, round the ends; null where there is none. */
  #tableBeyond(by: -1 | 1): number | null {
    const { tables, request } = this.preview;
    for (let away = 1; away < tables.length; away += 1) {
      const at = (request.shown + by * away + tables.length * away) % tables.length;
      const { problems, notices } = tables[at]!;
      if (problems + notices > 0) return at;
    }
    return null;
  }

  #change(edit: Edit): Promise<void> {
    if (this.importing) return Promise.resolve();
    this.#edits = [...this.#edits, edit];
    if (!this.#asking) this.#settled = this.#ask();
    return this.#settled;
  }

  /** Sends the answers, and those that come meanwhile after them: the last one given is always in force. */
  async #ask(): Promise<void> {
    this.#asking = true;
    while (this.#edits.length > 0 && this.#session.preview !== null) {
      const sent = this.#edits.length;
      const read = await this.#session.previewAgain(this.request);
      // What was refused is forgotten, so that the controls show again what is in force.
      this.#edits = read ? this.#edits.slice(sent) : [];
      if (read && this.#edits.length === 0) this.#session.announce(this.preview.title);
    }
    this.#asking = false;
  }

  #tell(): void {
    const { there, preview } = this;
    const table = preview.tables.length > 1 ? preview.tables[preview.request.shown]?.name : "";
    if (there) this.#session.announce([table, there.where, there.column, there.text, there.note].filter(Boolean).join(", "));
  }
}
