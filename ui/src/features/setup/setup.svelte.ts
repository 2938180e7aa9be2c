// What the set-up knows and does: its three steps, which of them are done, and who gets which role.
import type { Session } from "$features/shell/session.svelte";
import { Answer } from "$lib/answer.svelte";
import { counted, thousands } from "$lib/counted";
import type { AppError, PersonRow, TeamView } from "$lib/ipc/types";

/** A step, in their order. */
export const STEPS = ["team", "roles", "levels"] as const;
export type StepId = (typeof STEPS)[number];

/** How a step stands. */
export interface Standing {
  done: boolean;
  /** What is there: "24 people on 3 teams"; empty where nothing is. */
  words: string;
}

/** The state of the set-up. */
export class SetUp {
  readonly reading: Answer<TeamView>;
  /** The step that is open; null before the team has been read. */
  open = $state<StepId | null>(null);
  /** Roles chosen for people who have none, by person; not given yet. */
  chosen = $state.raw<ReadonlyMap<string, string>>(new Map());
  /** Why the last role could not be given, and to whom. */
  refused = $state.raw<{ person: PersonRow; error: AppError } | null>(null);

  #giving = false;

  constructor(readonly session: Session) {
    this.reading = new Answer((cause) => session.fail(cause));
  }

  /** The whole team as it is today; null until it has been read. */
  get view(): TeamView | null {
    return this.reading.value;
  }

  /** Whether nothing can be changed. */
  get locked(): boolean {
    return this.session.workspace?.read_only ?? false;
  }

  /** Everybody who has not left. */
  get people(): PersonRow[] {
    return (this.view?.people ?? []).filter((person) => person.there || person.leaves_on === null);
  }

  /** Those of them who have no role yet. */
  get withoutRole(): PersonRow[] {
    return this.people.filter((person) => person.role === null);
  }

  /** How a step stands. */
  standing(step: StepId): Standing {
    const view = this.view;
    if (view === null) return { done: false, words: "" };
    const [people, bare] = [this.people.length, this.withoutRole.length];
    if (step === "team") {
      // As the team's own screen counts them: borrowed people stand beside the others.
      const borrowed = this.people.filter((person) => person.borrowed).length;
      const who = `${counted(people - borrowed, "person", "people")}${borrowed > 0 ? ` and ${thousands(borrowed)} borrowed` : ""}`;
      return { done: people > 0, words: people > 0 ? `${who} on ${counted(view.teams.length, "team", "teams")}` : "" };
    }
    if (step === "roles") {
      const roles = view.roles.length;
      const rest = bare === 0 ? (people > 0 ? "; everybody has one" : "") : `; ${counted(bare, "person has", "people have")} none yet`;
      return { done: roles > 0 && people > 0 && bare === 0, words: roles > 0 ? `${counted(roles, "role", "roles")}${rest}` : "" };
    }
    const assessed = view.competencies.filter((competency) => competency.assessed > 0).length;
    return {
      done: assessed > 0,
      words: assessed > 0 ? `levels in ${assessed} of ${counted(view.competencies.length, "competency", "competencies")}` : "",
    };
  }

  /** Reads the team: all of it, as it is today. The first time, the first step that is not done is opened. */
  async load(): Promise<void> {
    const { ipc, selection } = this.session;
    await this.reading.ask(() => ipc.team({ ...selection, team: null, as_of: null }));
    if (this.view !== null) this.open ??= STEPS.find((step) => !this.standing(step).done) ?? "levels";
  }

  /** Chooses a role for somebody, to be given with the others; empty for none. */
  choose(person: string, role: string): void {
    const chosen = new Map(this.chosen);
    if (role === "") chosen.delete(person);
    else chosen.set(person, role);
    this.chosen = chosen;
  }

  /** Gives everybody the role chosen for them, with a seat where none is free; stops at the first that is refused. */
  async give(): Promise<boolean> {
    if (this.#giving) return false;
    this.#giving = true;
    this.refused = null;
    for (const person of this.withoutRole) {
      const role = this.chosen.get(person.id);
      if (role === undefined) continue;
      const { id, name, team, started_on, leaves_on, borrowed, learning_hours } = person;
      const error = await this.session.submit(() =>
        this.session.ipc.savePerson({ id, name, team, role, started_on, leaves_on, borrowed, learning_hours, add_seat: true }),
      );
      if (error !== null) {
        this.refused = { person, error };
        break;
      }
      this.choose(id, "");
    }
    this.#giving = false;
    return this.refused === null;
  }
}
