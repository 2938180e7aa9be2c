// What is typed into a form: how it was before, whether it has changed, and what the program found wrong with it.
import type { AppError, FieldProblem } from "$lib/ipc/types";

/** The state of a form. `T` has a key for each of its fields, named as in the draft that is sent. */
export class Entry<T extends object> {
  /** What is typed. */
  value = $state() as T;

  #before = $state.raw() as T;
  #refused = $state.raw<AppError | null>(null);

  constructor(before: T) {
    this.#take(before);
  }

  /** Whether anything is typed that is not saved. */
  get changed(): boolean {
    return !same($state.snapshot(this.value), this.#before);
  }

  /** What is wrong besides the fields of this form; null where nothing is. */
  get otherwise(): AppError | null {
    if (this.#refused === null) return null;
    const shown = Object.keys(this.#before);
    const fields = this.#refused.fields.filter(({ place }) => !shown.includes(rootOf(place)));
    return fields.length === 0 && this.#refused.fields.length > 0 ? null : { ...this.#refused, fields };
  }

  /** What is wrong with a field: "Seats cannot be 0: give 1 or more."; empty where nothing is. */
  at(place: string): string {
    return this.#problems((problem) => problem.place === place);
  }

  /** What is wrong with a field or with a part of it. */
  within(place: string): string {
    return this.#problems((problem) => rootOf(problem.place) === place);
  }

  /** Takes up how it is now; what is typed stays. */
  follow(now: T): void {
    if (same(now, this.#before)) return;
    for (const key of Object.keys(now) as (keyof T)[]) {
      if (same(this.value[key], this.#before[key])) this.value[key] = now[key];
    }
    this.#before = now;
  }

  /** Goes back to how it was. */
  reset(): void {
    this.#take(this.#before);
  }

  /** Sends what is typed; true where it was taken. */
  async save(send: (typed: T) => Promise<AppError | null>): Promise<boolean> {
    const typed = $state.snapshot(this.value) as T;
    this.#refused = await send(typed);
    if (this.#refused === null) this.#before = typed;
    return this.#refused === null;
  }

  #take(now: T): void {
    this.#before = now;
    this.value = structuredClone(now);
    this.#refused = null;
  }

  #problems(which: (problem: FieldProblem) => boolean): string {
    return (this.#refused?.fields ?? []).filter(which).map(inWords).join(" ");
  }
}

/** What is wrong with a field as a sentence of its own. */
export function inWords({ found, expected, says }: FieldProblem): string {
  if (says) return says;
  const what = expected ? `Expected ${expected}` : "This will not do";
  return found ? `${what}, found ${found}.` : `${what}.`;
}

/** The field that `names[3]` is a part of. */
function rootOf(place: string): string {
  return place.split(/[.[]/)[0] ?? place;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
