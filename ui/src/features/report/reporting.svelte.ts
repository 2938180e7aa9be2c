// What the report screen knows and does: what the report is to hold, kept with every change; its pages, set anew after each;
// and its files.
import type { Session } from "$features/shell/session.svelte";
import { Answer } from "$lib/answer.svelte";
import { inWords } from "$lib/entry.svelte";
import { asAppError } from "$lib/ipc/ipc";
import type { AppError, ReportDraft, ReportFormat, ReportPages, ReportView } from "$lib/ipc/types";

import { Typed } from "./typed.svelte";

/** How many pages stand side by side. */
export const SIDE_BY_SIDE = 2;
/** How long the pages may take before the screen says so, in milliseconds: shorter waits flicker. */
const PATIENCE = 400;
/** How often work that was told to stop is told again: it may only just be beginning. In milliseconds. */
const INSIST = 200;

/** The state of the report screen. */
export class Reporting {
  readonly answer: Answer<ReportView>;
  /** What the report is to hold, with what is being kept; null before it is known. */
  draft = $state.raw<ReportDraft | null>(null);
  /** What was wrong with the last change; null where nothing was. */
  refusal = $state.raw<AppError | null>(null);
  /** What is said of the pages; null before they are set. */
  pages = $state.raw<ReportPages | null>(null);
  /** The pictures of pages by their numbers, from 0: those that were shown. */
  pictures = $state.raw<ReadonlyMap<number, string>>(new Map());
  /** The first page shown, from 0. */
  first = $state(0);
  /** The page that is shown over the whole width, from 0; null where none is. */
  enlarged = $state<number | null>(null);
  /** Whether the pages are being set. */
  setting = $state(false);
  /** Whether that takes long enough to say so. */
  slow = $state(false);
  /** Whether the pages shown are not those of the report as it is: their setting was stopped, or failed. */
  behind = $state(false);
  /** Which file is being made; null where none is. */
  exporting = $state<ReportFormat | null>(null);
  /** The file that was written last. */
  written = $state("");

  readonly words = new Typed(
    (own_words) => void this.change({ own_words }),
    (typed) => length(typed) <= (this.view?.words_limit ?? 0),
  );
  readonly organisation = new Typed((organisation) => void this.change({ organisation }));
  readonly decision = new Typed((day) => void this.change({ decision_on: day === "" ? null : day }));

  /** Changes that are being kept, and all that were made. */
  #keeping = 0;
  #made = 0;
  #again = false;
  #run: Promise<void> = Promise.resolve();
  #left = false;

  constructor(readonly session: Session) {
    this.answer = new Answer((cause) => session.fail(cause));
  }

  get view(): ReportView | null {
    return this.answer.value;
  }

  /** Whether nothing can be changed: the file can only be read. */
  get locked(): boolean {
    return this.session.workspace?.read_only ?? true;
  }

  /** How many pages there are. */
  get count(): number {
    return this.pages?.alternatives.length ?? 0;
  }

  /** The pages side by side, by their numbers. */
  get shown(): number[] {
    return [...Array(SIDE_BY_SIDE).keys()].map((at) => this.first + at).filter((page) => page < this.count);
  }

  /** What was wrong with a field at the last change. */
  at(place: string): string {
    return (this.refusal?.fields ?? []).filter((field) => field.place === place).map(inWords).join(" ");
  }

  /** Asks what the report is to hold, and sets its pages. */
  async load(): Promise<void> {
    const { selection } = this.session;
    const made = this.#made;
    await this.answer.ask(() => this.session.ipc.report(selection));
    if (this.#left || this.view === null) return;
    // What was changed since is not known yet to who answered.
    if (this.#keeping === 0 && made === this.#made) this.#follow(this.view.draft);
    if (this.view.empty === null) await this.setPages();
  }

  /** Keeps what is still being typed, and stops what goes on: the screen is left. */
  leave(): void {
    for (const typed of [this.words, this.organisation, this.decision]) typed.commit();
    this.#left = true;
    this.#again = false;
    if (this.setting) void this.session.cancelWork();
  }

  /** Keeps a change of what the report is to hold. */
  async change(change: Partial<ReportDraft>): Promise<void> {
    if (this.draft === null || this.locked) return;
    const draft = { ...this.draft, ...change };
    this.draft = draft;
    this.#made += 1;
    this.#keeping += 1;
    const error = await this.session.submit(() => this.session.ipc.saveReport(draft));
    this.#keeping -= 1;
    this.refusal = error;
    if (error === null) return;
    if (error.fields.length === 0) this.session.fail(error);
    else this.session.announce(error.message);
    if (this.#keeping === 0 && this.view) this.#follow(this.view.draft);
  }

  /** Asks for a logo and keeps it. */
  async chooseLogo(): Promise<void> {
    const { session } = this;
    await session.attempt(async () => {
      const workspace = await session.inTurn(() => session.ipc.chooseReportLogo());
      if (workspace) session.changed(workspace);
    });
  }

  /** Takes the logo away. */
  removeLogo(): Promise<boolean> {
    return this.session.change(() => this.session.ipc.removeReportLogo());
  }

  /** Sets the pages as the report is now; what is being set for an earlier one is dropped. */
  setPages(): Promise<void> {
    this.#again = true;
    if (this.exporting !== null) return this.#run;
    if (this.setting) void this.session.cancelWork();
    else this.#run = this.#setPages();
    return this.#run;
  }

  /** Shows the pages before or after, as far as there are some. */
  async turn(pages: number): Promise<void> {
    const first = this.first + pages;
    if (first < 0 || first >= this.count) return;
    await this.#askFor([first, first + 1]);
    this.first = first;
    this.session.announce(placeOf(this.shown, this.count));
  }

  /** Shows a page over the whole width. */
  async enlarge(page: number): Promise<void> {
    if (page < 0 || page >= this.count) return;
    await this.#askFor([page]);
    this.enlarged = page;
  }

  /** Makes a file of the report, and asks where to keep it. */
  async save(format: ReportFormat): Promise<void> {
    if (this.exporting !== null) return;
    for (const typed of [this.words, this.organisation, this.decision]) typed.commit();
    this.exporting = format;
    this.written = "";
    const unfinished = this.setting;
    await this.#interrupt();
    const { session } = this;
    const { selection } = session;
    await session.attempt(async () => {
      const path = await session.inTurn(() =>
        session.workAlongside("Writing the report", () => session.ipc.saveReportFile(selection, format)),
      );
      if (path === null) return;
      this.written = path;
      session.announce(`Written to ${path}`);
    });
    this.exporting = null;
    if ((unfinished || this.#again) && !this.#left) await this.setPages();
  }

  /** Shows the folder of the file that was written. */
  showFolder(): Promise<boolean> {
    return this.session.attempt(() => this.session.ipc.openReportFolder());
  }

  #follow(draft: ReportDraft): void {
    this.draft = draft;
    this.words.follow(draft.own_words);
    this.organisation.follow(draft.organisation);
    this.decision.follow(draft.decision_on ?? "");
  }

  async #setPages(): Promise<void> {
    this.setting = true;
    const patience = setTimeout(() => (this.slow = true), PATIENCE);
    while (this.#again) {
      this.#again = false;
      try {
        await this.#setOnce();
        this.behind = false;
      } catch (cause) {
        // What was dropped for a newer one says nothing.
        if (this.#again || this.#left) continue;
        this.behind = true;
        if (this.exporting === null || asAppError(cause).code !== "cancelled") this.session.fail(cause);
      }
    }
    clearTimeout(patience);
    this.slow = false;
    this.setting = false;
  }

  async #setOnce(): Promise<void> {
    const { session } = this;
    const { selection } = session;
    const pages = await session.workAlongside("Setting the pages", () => session.ipc.reportPages(selection));
    if (this.#left) return;
    const last = Math.max(0, pages.alternatives.length - 1);
    const first = Math.min(this.first, last - (last % SIDE_BY_SIDE));
    const wanted = [first, first + 1, ...(this.enlarged === null ? [] : [this.enlarged])];
    // The old ones stay in sight until the new ones are there.
    const pictures = await this.#asked(wanted.filter((page) => page <= last));
    [this.pages, this.first, this.pictures] = [pages, first, pictures];
    if (this.enlarged !== null && this.enlarged > last) this.enlarged = null;
  }

  /** Has the pictures of pages ready. */
  async #askFor(pages: number[]): Promise<void> {
    const missing = pages.filter((page) => page < this.count && !this.pictures.has(page));
    if (missing.length === 0) return;
    const of = this.pages;
    await this.session.attempt(async () => {
      const fetched = await this.#asked(missing);
      if (this.pages === of) this.pictures = new Map([...this.pictures, ...fetched]);
    });
  }

  async #asked(pages: number[]): Promise<Map<number, string>> {
    const asked = await Promise.all(pages.map(async (page) => [page, await this.session.ipc.reportPage(page)] as const));
    return new Map(asked.flatMap(([page, picture]) => (picture === null ? [] : [[page, picture]])));
  }

  /** Stops the setting of pages, so that a file is made at once. */
  async #interrupt(): Promise<void> {
    if (!this.setting) return;
    this.#again = false;
    const stop = (): unknown => this.session.cancelWork();
    const insisting = setInterval(stop, INSIST);
    stop();
    await this.#run;
    clearInterval(insisting);
  }
}

/** How many letters a text has, as those count that are printed. */
export const length = (text: string): number => [...text].length;

/** "Pages 1 and 2 of 6", "Page 7 of 7". */
export function placeOf(shown: number[], count: number): string {
  const numbers = shown.map((page) => page + 1);
  return `${numbers.length === 1 ? "Page" : "Pages"} ${numbers.join(" and ")} of ${count}`;
}
