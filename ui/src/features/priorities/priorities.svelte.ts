// What the priorities screen knows and does: the ranked list, the weights being tried, and the need that is opened.
import type { Session } from "$features/shell/session.svelte";
import { Answer } from "$lib/answer.svelte";
import type { PrioritiesView, PriorityRow, Weights } from "$lib/ipc/types";

import { balanced } from "./weights";

/** How long the sliders must rest before the list is asked for again, in milliseconds. */
const SETTLE = 150;

/** How many rows are shown at first, and added at a time. */
const PAGE = 200;

/** Names a row: a competency on a team. */
export const rowKey = (row: { competency: string; team: string }): string => `${row.team} ${row.competency}`;

/** The state of the priorities screen. */
export class Priorities {
  readonly answer: Answer<PrioritiesView>;
  /** How many rows are shown. */
  limit = $state(PAGE);

  /** The weights being tried; null for the workspace's own. */
  #tried = $state.raw<Weights | null>(null);
  /** The workspace's own weights, as they were answered last. */
  #own = $state.raw<Weights | null>(null);
  #chosen = $state<string | null>(null);
  readonly #session: Session;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session) {
    this.#session = session;
    this.answer = new Answer((cause) => session.fail(cause));
  }

  /** The weights that the sliders show; null before the first answer. */
  get weights(): Weights | null {
    return this.#tried ?? this.#own;
  }

  /** Whether other weights than the workspace's own are being tried. */
  get trying(): boolean {
    return this.#tried !== null;
  }

  /** The rows shown. */
  get rows(): PriorityRow[] {
    return this.answer.value?.items.slice(0, this.limit) ?? [];
  }

  /** How many rows are not shown yet. */
  get more(): number {
    return Math.max(0, (this.answer.value?.items.length ?? 0) - this.limit);
  }

  /** The need that is opened: the one chosen, else the one another screen asked for, else the first. */
  get opened(): PriorityRow | undefined {
    const items = this.answer.value?.items ?? [];
    const target = this.#session.target;
    return (
      items.find((row) => rowKey(row) === this.#chosen) ??
      items.find((row) =>
        target.competency
          ? row.competency === target.competency && row.team === target.team
          : row.area === target.area,
      ) ??
      items[0]
    );
  }

  /** Opens a need. */
  open(row: PriorityRow): void {
    this.#chosen = rowKey(row);
  }

  /** Asks for the list with what is chosen now. */
  load(): Promise<void> {
    const [selection, tried] = [this.#session.selection, this.#tried];
    return this.answer.ask(async () => {
      const view = await this.#session.ipc.priorities(selection, tried);
      if (tried === null) this.#own = view.weights;
      return view;
    });
  }

  /** Tries a weight; the list follows once the slider rests. */
  weigh(part: keyof Weights, value: number): void {
    const weights = this.weights;
    if (weights === null) return;
    this.#tried = balanced(weights, part, value);
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => void this.load(), SETTLE);
  }

  /** Goes back to the workspace's own weights. */
  reset(): void {
    clearTimeout(this.#settling);
    this.#tried = null;
    void this.load();
  }

  /** Shows more rows. */
  showMore(): void {
    this.limit += PAGE;
  }

  /** Ends what is still to come: the screen goes. */
  end(): void {
    clearTimeout(this.#settling);
  }
}
