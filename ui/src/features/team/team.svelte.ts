// What the team screen knows and does: the team as it was read, which team and which part of the screen is looked at,
// what is opened in the panel, and what is asked before something is removed or merged.
import type { Session } from "$features/shell/session.svelte";
import { Answer } from "$lib/answer.svelte";
import type {
  AppError,
  CompetencyRow,
  Consequences,
  Item,
  PersonRow,
  PositionRow,
  TeamRow,
  TeamView,
  WorkspaceView,
} from "$lib/ipc/types";

import type { Entry } from "$lib/entry.svelte";
import { Targets } from "./targets.svelte";

/** What the screen shows beside the panel. */
export type Part = "people" | "competencies" | "training";

/** What can be added or changed on its own, by an id; null for a new one. */
export type Kind = "person" | "position" | "team" | "competency";

/** What a form adds; of several people none is opened. */
type Added = Kind | "role" | "people";

/** What the panel shows. */
export type Opened =
  | { kind: Kind; id: string | null }
  | { kind: "role" | "new-role" | "people" | "shipped-roles" | "shipped-competencies" };

/** Something that is asked before it is done. */
export interface Asked extends Consequences {
  /** How it can be taken back. */
  note: string;
  run: () => Promise<void>;
}

const ROLE: Opened = { kind: "role" };

/** The state of the team screen. */
export class Team {
  readonly reading: Answer<TeamView>;
  readonly targets: Targets;
  /** The part that is shown. */
  part = $state<Part>("people");
  /** Whether people are shown who left or are to come. */
  everybody = $state(false);
  /** What is asked before it is done; null where nothing is. */
  asked = $state.raw<Asked | null>(null);
  /** Whether the panel is to have the focus; it takes the wish down. */
  focusAsked = $state(false);
  /** Whether the panel is to be left for what had the focus before it; it takes the wish down. */
  leaveAsked = $state(false);
  /** The name of the field of the panel that is to have the focus with it. */
  fieldAsked: string | null = null;
  /** Whether the level of the active cell's target is to have it. */
  levelAsked = $state(false);

  #opened = $state.raw<Opened>(ROLE);
  #team = $state<string | null>(null);
  /** The form in the panel, while there is one. */
  #form = $state.raw<Pick<Entry<object>, "changed"> | null>(null);
  /** What is being added: the ids that were there before tell the new one. */
  #adding: { kind: Added; ids: ReadonlySet<string> } | null = null;
  /** What the screen was asked to open with, once it has. */
  #aimedAt: Session["target"] | null = null;

  constructor(readonly session: Session) {
    this.reading = new Answer((cause) => session.fail(cause));
    this.targets = new Targets(session, () => this.view);
  }

  /** The team as it was read; null until then. */
  get view(): TeamView | null {
    return this.reading.value;
  }

  /** Whether nothing can be changed. */
  get locked(): boolean {
    return this.session.workspace?.read_only ?? false;
  }

  /** The team whose positions and people are listed: the one chosen in the top bar, else the one chosen here. */
  get shownTeam(): TeamRow | undefined {
    const teams = this.view?.teams ?? [];
    const id = this.session.selection.team ?? this.#team;
    return teams.find((team) => team.id === id) ?? teams[0];
  }

  /** The positions of the team shown. */
  get positions(): PositionRow[] {
    return (this.view?.positions ?? []).filter((position) => position.team === this.shownTeam?.id);
  }

  /** The people of the team shown who are there, and where asked for those who are not. */
  get people(): PersonRow[] {
    return this.#members.filter((person) => person.there || this.everybody);
  }

  /** How many people of the team shown have left or are to come. */
  get away(): number {
    return this.#members.filter((person) => !person.there).length;
  }

  /** What the panel shows: the role of the grid where the opened one is gone. */
  get opened(): Opened {
    return "id" in this.#opened && this.#opened.id !== null && this.#row(this.#opened.kind, this.#opened.id) === undefined
      ? ROLE
      : this.#opened;
  }

  /** The id of the row of this kind that the panel shows. */
  openedId(kind: Kind): string | null {
    return this.opened.kind === kind ? this.opened.id : null;
  }

  /** Whether the panel holds something typed that is not saved. */
  get unsaved(): boolean {
    return this.#form?.changed ?? false;
  }

  /** The row behind an id. */
  person(id: string | null): PersonRow | undefined {
    return this.view?.people.find((person) => person.id === id);
  }
  position(id: string | null): PositionRow | undefined {
    return this.view?.positions.find((position) => position.id === id);
  }
  team(id: string | null): TeamRow | undefined {
    return this.view?.teams.find((team) => team.id === id);
  }
  competency(id: string | null): CompetencyRow | undefined {
    return this.view?.competencies.find((competency) => competency.key === id);
  }

  /** Reads the team, opens what another screen asked for, and what has just been added. */
  async load(): Promise<void> {
    const settled = this.targets.settled;
    const before = this.view;
    await this.reading.ask(() => this.session.ipc.team(this.session.selection));
    if (this.view === null || this.view === before) return;
    this.targets.took(settled);
    this.#openAdded();
    if (this.#aimedAt === this.session.target) return;
    this.#aimedAt = this.session.target;
    this.#aim(this.session.target);
  }

  /** Looks at another part of the screen. */
  showPart(part: Part): void {
    this.part = part;
  }

  /** Looks at the positions and people of a team. */
  showTeam(id: string): void {
    this.#team = id;
  }

  /** Takes up the form that is in the panel; the answer says that it is gone. */
  edits = (form: Pick<Entry<object>, "changed">): (() => void) => {
    this.#form = form;
    return () => {
      if (this.#form === form) this.#form = null;
    };
  };

  /** Opens something in the panel; what is typed there is asked about first. */
  open(next: Opened, focus: boolean): void {
    const same = JSON.stringify(next) === JSON.stringify(this.opened);
    const asked = this.unsaved;
    const run = (): void => {
      this.#opened = next;
      if (focus || asked) this.focusAsked = true;
    };
    if (same) run();
    else this.session.leave(run);
  }

  /** Opens somebody in the panel, with the focus on one of the fields. */
  openPerson(id: string, field: string): void {
    this.session.leave(() => {
      this.#opened = { kind: "person", id };
      this.fieldAsked = field;
      this.focusAsked = true;
    });
  }

  /** Leaves the form of something new; nothing is added. */
  cancel(): void {
    this.#form = null;
    this.#opened = ROLE;
    this.leaveAsked = true;
  }

  /** Lets the panel follow the grid, unless something typed there would be lost. */
  followGrid(): void {
    if (!this.unsaved) this.#opened = ROLE;
  }

  /** Opens the grid's role, with the focus in the panel. */
  openRole(role: string, competency: string | null, focus = true): void {
    this.targets.activate(role, competency);
    this.open(ROLE, focus);
  }

  /** Sends a change; what is wrong with it is given back. What is new is opened once it is there. */
  async save(change: () => Promise<WorkspaceView>, adds: Added | null = null): Promise<AppError | null> {
    const adding = adds && { kind: adds, ids: new Set(this.#ids(adds)) };
    this.#adding = adding;
    const refused = await this.session.submit(change);
    if (refused !== null && this.#adding === adding) this.#adding = null;
    return refused;
  }

  /** Asks whether something is to be removed, and says what goes with it. */
  remove(item: Item): Promise<boolean> {
    const { ipc } = this.session;
    return this.#ask(
      () => ipc.removalConsequences(item),
      () => ipc.removeItem(item),
    );
  }

  /** Asks whether a competency is to be merged into another, and says what that changes. */
  merge(from: string, into: string): Promise<boolean> {
    const { ipc } = this.session;
    return this.#ask(
      () => ipc.mergeConsequences(from, into),
      () => ipc.mergeCompetencies(from, into),
    );
  }

  /** Does what was asked about. */
  async confirm(): Promise<void> {
    const asked = this.asked;
    this.asked = null;
    await asked?.run();
  }

  get #members(): PersonRow[] {
    return (this.view?.people ?? []).filter((person) => person.team === this.shownTeam?.id);
  }

  #ask(question: () => Promise<Consequences>, act: () => Promise<WorkspaceView>): Promise<boolean> {
    return this.session.attempt(async () => {
      this.asked = {
        ...(await question()),
        note: "Undo brings it back.",
        run: async () => {
          const done = await this.session.change(act);
          if (!done) return;
          this.#form = null;
          this.#opened = ROLE;
          this.focusAsked = true;
        },
      };
    });
  }

  #row(kind: Opened["kind"], id: string): object | undefined {
    if (kind === "person") return this.person(id);
    if (kind === "position") return this.position(id);
    if (kind === "team") return this.team(id);
    return this.competency(id);
  }

  #ids(kind: Added): string[] {
    const view = this.view;
    if (view === null) return [];
    if (kind === "competency") return view.competencies.map(({ key }) => key);
    const { people, positions, teams, roles } = view;
    return { person: people, people, position: positions, team: teams, role: roles }[kind].map(({ id }) => id);
  }

  #openAdded(): void {
    const adding = this.#adding;
    const id = adding && this.#ids(adding.kind).find((id) => !adding.ids.has(id));
    if (!adding || !id) return;
    this.#adding = null;
    this.#lookAt(adding.kind, id);
    if (adding.kind === "people") return;
    this.#form = null;
    if (adding.kind === "role") this.openRole(id, null);
    else this.open({ kind: adding.kind, id }, true);
  }

  /** Brings a row into the lists. */
  #lookAt(kind: Added, id: string): void {
    this.part = kind === "competency" ? "competencies" : "people";
    if (kind === "team") this.#team = id;
    const row = kind === "position" ? this.position(id) : this.person(id);
    if (row) this.#team = row.team;
    if (row && "there" in row && !row.there) this.everybody = true;
  }

  #aim({ person, role, competency }: Session["target"]): void {
    if (person !== undefined && this.person(person)) {
      this.#lookAt("person", person);
      this.open({ kind: "person", id: person }, true);
    } else if (role !== undefined && this.view?.roles.some(({ id }) => id === role)) {
      this.#lookAt("role", role);
      this.openRole(role, competency ?? null);
    } else if (competency !== undefined && this.competency(competency)) {
      this.#lookAt("competency", competency);
      this.open({ kind: "competency", id: competency }, true);
    }
  }
}
