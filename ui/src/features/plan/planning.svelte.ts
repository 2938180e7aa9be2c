// What the plan screen knows and does: the scenarios, the one that is chosen and the line of it that is opened, the search
// for a plan, and what is found out of a plan in the background once it is shown.
import { tick } from "svelte";

import type { Session } from "$features/shell/session.svelte";
import { Answer } from "$lib/answer.svelte";
import { asAppError } from "$lib/ipc/ipc";
import type { ActionState, AppError, PlanFormat, PlanLine, PlanView, PlanWish, ScenarioDetail, ScenarioDraft } from "$lib/ipc/types";

/** What is found out of a plan after it: why it is so, then what other budgets cover. */
export type Study = "reasons" | "frontier";

/** What is said of a study until it tells more itself. */
const STUDIES: Record<Study, string> = {
  reasons: "Looking for the reasons",
  frontier: "Drawing the frontier",
};

/** A plan whose reasons took longer than this is a large one: its frontier waits until it is asked for. In milliseconds. */
const LONG = 10_000;
/** How often a study that was told to stop is told again: it may only just be beginning. In milliseconds. */
const INSIST = 200;

/** The state of the plan screen. */
export class Planning {
  readonly answer: Answer<PlanView>;
  /** What the form began with; null while it is closed. */
  form = $state.raw<ScenarioDraft | null>(null);
  /** The field that the form is opened at. */
  field = $state("");
  /** Whether a plan is being searched for, or one that was found is not shown yet. */
  solving = $state(false);
  /** Whether the plan that was found is being worked out: with many people its odds take a while, and cannot be stopped. */
  found = $state(false);
  /** What is being found out; null where nothing is. */
  studying = $state<Study | null>(null);
  /** How often more became known of the frontier. */
  drawn = $state(0);

  /** The action of the line that was opened. */
  #line = $state<number | null>(null);
  /** The studies that were begun, whether or not they came to an end: none begins twice by itself. */
  #begun = new Set<string>();
  /** The scenarios whose reasons took long. */
  #large = new Set<string>();
  #study: Promise<void> = Promise.resolve();
  #read: Promise<unknown> = Promise.resolve();
  #left = false;

  constructor(readonly session: Session) {
    this.answer = new Answer((cause) => session.fail(cause));
  }

  get view(): PlanView | null {
    return this.answer.value;
  }

  get chosen(): ScenarioDetail | null {
    return this.view?.chosen ?? null;
  }

  /** Whether the scenario that is chosen has a plan. */
  get solved(): boolean {
    return (this.chosen?.quarters.length ?? 0) > 0;
  }

  /** The line that is opened: the first, until another is chosen. */
  get line(): PlanLine | undefined {
    const lines = this.chosen?.lines ?? [];
    return lines.find(({ action }) => action === this.#line) ?? lines[0];
  }

  /** Whether nothing can be changed: the file can only be read. */
  get locked(): boolean {
    return this.session.workspace?.read_only ?? true;
  }

  /** What a new scenario begins with that goes on where the chosen one stands. */
  get onward(): ScenarioDraft | null {
    return this.chosen?.tracked ? (this.view?.starts[0]?.draft ?? null) : null;
  }

  /** Asks what there is, and finds out what is not known yet. */
  async load(): Promise<void> {
    const { selection } = this.session;
    this.#read = this.answer.ask(() => this.session.ipc.plan(selection));
    await this.#read;
    await this.#goOn();
  }

  /** Stops what goes on in the background: the screen is left. */
  leave(): void {
    this.#left = true;
    if (this.studying) void this.session.cancelWork();
  }

  /** Shows a scenario. */
  choose(scenario: string): void {
    if (scenario === this.chosen?.id) return;
    this.#line = null;
    this.session.choose({ scenario });
  }

  /** Opens a line of the plan. */
  open(action: number): void {
    this.#line = action;
  }

  /** Opens the form, with what it begins with; at one of its fields where one is named. */
  edit(draft: ScenarioDraft, field = ""): void {
    this.field = field;
    this.form = draft;
  }

  /** Searches for the plan of a scenario and shows it; what is wrong with it is given back. */
  async solve(draft: ScenarioDraft): Promise<AppError | null> {
    if (this.solving) return null;
    this.solving = true;
    await this.#interrupt();
    const { session } = this;
    const { selection } = session;
    const error = await session.told(() =>
      session.workAlongside("Looking for the best plan", async () => session.changed(await session.ipc.solveScenario(selection, draft))),
    );
    if (error === null) {
      this.#line = null;
      // A new scenario is the last; it is shown also where it is about others than the team that is shown.
      const { team } = session.selection;
      session.choose({ scenario: draft.id, team: team === null || team === draft.team ? team : draft.team });
      // The screen reads what has changed; until it has, it shows what was before.
      this.found = true;
      await tick();
      await this.#read;
      this.found = false;
    }
    this.solving = false;
    void this.#goOn();
    return error;
  }

  /** Solves a scenario, and shows what is wrong above the screen: no form is open. True where it went well. */
  async solveNow(draft: ScenarioDraft): Promise<boolean> {
    const error = await this.solve(draft);
    if (error) this.session.fail(error);
    return error === null;
  }

  /** Solves a scenario of the list as it is. */
  async solveAgain(scenario: string): Promise<void> {
    if (this.chosen?.id !== scenario) {
      this.choose(scenario);
      const { selection } = this.session;
      await this.answer.ask(() => this.session.ipc.plan(selection));
    }
    if (this.chosen?.id === scenario) await this.solveNow(this.chosen.draft);
  }

  /** Adds a wish to the chosen scenario and solves it again; one that said the opposite goes. True where it went well. */
  wish(wish: PlanWish): Promise<boolean> {
    return this.#wishing((wishes) => [...wishes.filter((other) => !opposed(other, wish)), wish]);
  }

  /** Takes a wish away and solves the scenario again. */
  unwish(at: number): Promise<boolean> {
    return this.#wishing((wishes) => wishes.filter((_, index) => index !== at));
  }

  /** Says how far the opened line is. */
  async track(line: PlanLine, state: ActionState): Promise<void> {
    const scenario = this.chosen?.id;
    if (scenario === undefined) return;
    const { session } = this;
    // It may be listed elsewhere then, and stays open.
    this.open(line.action);
    await session.attempt(async () => session.changed(await session.inTurn(() => session.ipc.trackAction(scenario, line.action, state))));
  }

  /** Removes the chosen scenario. */
  async remove(): Promise<void> {
    const scenario = this.chosen?.id;
    if (scenario === undefined) return;
    const { session } = this;
    await session.attempt(async () => session.changed(await session.inTurn(() => session.ipc.removeScenario(scenario))));
  }

  /** Writes the chosen plan to a file. */
  save(format: PlanFormat): Promise<boolean> {
    const { session } = this;
    return session.attempt(async () => session.saved(await session.ipc.savePlan(this.#shown(), format)));
  }

  /** Finds something out of the chosen plan in the background, and shows it. */
  find(study: Study): Promise<void> {
    if (this.studying || this.solving || this.#left) return this.#study;
    this.#study = this.#find(study);
    return this.#study.then(() => (this.#left || this.solving ? undefined : this.load()));
  }

  /** Finds out what is not known yet. */
  async #goOn(): Promise<void> {
    const next = this.#next();
    if (next !== null) await this.find(next);
  }

  async #find(study: Study): Promise<void> {
    const scenario = this.chosen?.id ?? "";
    const { session } = this;
    this.#begun.add(this.#name(study));
    this.studying = study;
    const began = performance.now();
    const asked = study === "reasons" ? session.ipc.findReasons : session.ipc.findFrontier;
    try {
      await session.workAlongside(STUDIES[study], () => asked(this.#shown()));
    } catch (cause) {
      // The scenario may have gone meanwhile; then there is nothing to say of it.
      if (asAppError(cause).code !== "unknown_scenario") session.fail(cause);
    }
    if (performance.now() - began > LONG) this.#large.add(scenario);
    this.studying = null;
    if (study === "frontier") this.drawn += 1;
  }

  /** What is not known yet of the chosen plan, and is found out without being asked for. */
  #next(): Study | null {
    const { chosen } = this;
    if (chosen === null || !this.solved) return null;
    // What is said of a plan that is to be solved again would hold no longer than that.
    if (this.view?.scenarios.find(({ id }) => id === chosen.id)?.stale) return null;
    if (!chosen.reasoned) return this.#begun.has(this.#name("reasons")) ? null : "reasons";
    const waits = chosen.has_frontier || this.#large.has(chosen.id) || this.#begun.has(this.#name("frontier"));
    return waits ? null : "frontier";
  }

  /** Names a study of the chosen plan; after every change of the data it is another. */
  #name(study: Study): string {
    return `${study} ${this.chosen?.id} ${this.session.revision}`;
  }

  /** What is shown, with the scenario named, so that one that comes meanwhile does not take its place. */
  #shown() {
    return { ...this.session.selection, scenario: this.chosen?.id ?? null };
  }

  /** Stops what goes on in the background, so that a search has the machine to itself. */
  async #interrupt(): Promise<void> {
    if (!this.studying) return;
    const stop = (): unknown => this.session.cancelWork();
    const again = setInterval(stop, INSIST);
    stop();
    await this.#study;
    clearInterval(again);
  }

  async #wishing(change: (wishes: PlanWish[]) => PlanWish[]): Promise<boolean> {
    const draft = this.chosen?.draft;
    return draft !== undefined && this.solveNow({ ...draft, wishes: change(draft.wishes) });
  }
}

/** Whether a wish is about the same as another, and says the opposite. */
function opposed(one: PlanWish, other: PlanWish): boolean {
  return one.rule !== other.rule && JSON.stringify({ ...one, rule: null, count: 1 }) === JSON.stringify({ ...other, rule: null, count: 1 });
}

/** Whether a wish stands among others. */
export const wished = (wishes: PlanWish[], wish: PlanWish): boolean => wishes.some((other) => JSON.stringify(other) === JSON.stringify(wish));
