// What the priorities screen knows and does: the ranked list, the weights, line and reach being tried, and what is opened.
import type { Session } from "$features/shell/session.svelte";
import { Answer } from "$lib/answer.svelte";
import type {
  NeedPlace,
  NeedsBy,
  NeedSettings,
  PrioritiesRequest,
  PrioritiesView,
  PriorityRow,
  Weights,
} from "$lib/ipc/types";

import { balanced, same } from "./weights";

/** How many rows are shown at first, and added at a time. */
const PAGE = 100;
/** More rows than any list has. */
const EVERY = 2 ** 31;

/** Names a place: a competency, an area, a team, or two of them. */
export const placeKey = ({ competency, area, team }: NeedPlace): string => `${competency ?? ""} ${area ?? ""} ${team ?? ""}`;

/** Whether a place is all that a row is about. */
const covers = (row: NeedPlace, place: NeedPlace): boolean =>
  (row.competency === null || row.competency === place.competency) &&
  (row.area === null || row.area === place.area) &&
  (row.team === null || row.team === place.team);

/** The state of the priorities screen. */
export class Priorities {
  readonly answer: Answer<PrioritiesView>;
  /** How many rows are asked for. */
  limit = $state(PAGE);

  /** What is tried; null for the workspace's own. */
  #tried = $state.raw<NeedSettings | null>(null);
  #chosen = $state.raw<NeedPlace | null>(null);
  /** The weight that moves, and all three as they were before it did. */
  #moving: { part: keyof Weights; from: Weights } | null = null;
  readonly #session: Session;
  #asking = false;
  #again = false;

  constructor(session: Session) {
    this.#session = session;
    this.answer = new Answer((cause) => session.fail(cause));
  }

  /** What the sliders show; null before the first answer. */
  get settings(): NeedSettings | null {
    return this.#tried ?? this.answer.value?.own ?? null;
  }

  /** Whether other settings than the workspace's own are being tried. */
  get trying(): boolean {
    const own = this.answer.value?.own;
    return this.#tried !== null && own !== undefined && !same(this.#tried, own);
  }

  /** The rows shown. */
  get rows(): PriorityRow[] {
    return this.answer.value?.rows ?? [];
  }

  /** What stands in a row. */
  get by(): NeedsBy {
    return this.#session.needs.by;
  }

  /** The row that is opened, as it was chosen, or as it was answered where nothing of the list was. */
  get opened(): PriorityRow | undefined {
    const [chosen, answered] = [this.#chosen, this.answer.value?.opened?.place];
    return (
      (chosen && this.rows.find((row) => covers(row.place, chosen))) ??
      (answered && this.rows.find((row) => covers(row.place, answered)))
    );
  }

  /** Opens a place: the highest need of what it names. */
  open(place: Partial<NeedPlace>): void {
    this.#chosen = { competency: null, area: null, team: null, ...place };
    void this.load();
  }

  /** Ranks by something else; what is opened stays in sight. */
  rankBy(by: NeedsBy): void {
    this.#chosen = this.answer.value?.opened?.place ?? null;
    this.#session.needs.by = by;
    this.limit = PAGE;
    void this.load();
  }

  /**
   * Asks for the list with what is chosen now. Whatever is chosen while an answer is on its way is asked once, when
   * that is there: a slider never runs ahead of the list.
   */
  async load(): Promise<void> {
    this.#again = true;
    if (this.#asking) return;
    this.#asking = true;
    while (this.#again) {
      this.#again = false;
      await this.answer.ask(() => this.#ask(this.limit));
    }
    this.#asking = false;
  }

  /** Every row, also those beyond what is shown. */
  async every(): Promise<PriorityRow[]> {
    return (await this.#ask(EVERY)).rows;
  }

  #ask(limit: number): Promise<PrioritiesView> {
    const { competency = null, area = null, team = null } = this.#session.target;
    const request: PrioritiesRequest = {
      tried: this.#tried,
      by: this.by,
      limit,
      opened: this.#chosen ?? { competency, area, team },
    };
    return this.#session.ipc.priorities(this.#session.selection, request);
  }

  /**
   * Tries a weight; the list follows at once. The others keep the proportion that they had when this one began to move,
   * also when it goes to the end and comes back.
   */
  weigh(part: keyof Weights, value: number): void {
    if (this.settings === null) return;
    if (this.#moving?.part !== part) this.#moving = { part, from: this.settings.weights };
    this.try({ weights: balanced(this.#moving.from, part, value) });
  }

  /** Tries other weights, another line or another reach. */
  try(change: Partial<NeedSettings>): void {
    if (this.settings === null) return;
    this.#tried = { ...this.settings, ...change };
    void this.load();
  }

  /** Goes back to the workspace's own. */
  reset(): void {
    this.#tried = this.#moving = null;
    void this.load();
  }

  /** Makes what is tried the workspace's own. */
  async save(): Promise<void> {
    const tried = this.#tried;
    if (tried === null) return;
    if (!(await this.#session.change(() => this.#session.ipc.saveNeedSettings(tried)))) return;
    // The sliders stay where they are until the answer says the same.
    await this.load();
    if (this.#tried === tried) this.#tried = this.#moving = null;
  }

  /** Shows more rows. */
  showMore(): void {
    this.limit += PAGE;
    void this.load();
  }
}
