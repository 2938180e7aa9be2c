// What the Privacy tab knows and does: whose data is looked at, what is about to be erased, and how long what is kept.
import type { Session } from "$features/shell/session.svelte";
import { Answer } from "$lib/answer.svelte";
import type { AfterErasing, BackupChoice, ErasureView, PageFormat, PersonPage, PrivacyView, RetentionSettings } from "$lib/ipc/types";

/** What is about to be erased, once it is confirmed. */
export type Asked = { view: ErasureView; person: string | null };

/** The state of the Privacy tab. */
export class Privacy {
  readonly answer: Answer<PrivacyView>;
  readonly page: Answer<PersonPage>;
  /** Whose data is shown; empty where nobody is chosen. */
  person = $state("");
  asked = $state.raw<Asked | null>(null);
  /** What was erased last, in words, until something else is done. */
  erased = $state.raw<string[]>([]);

  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    this.answer = new Answer((cause) => session.fail(cause));
    this.page = new Answer((cause) => session.fail(cause));
  }

  /** Reads the tab, and the chosen person anew. */
  async load(): Promise<void> {
    await this.answer.ask(() => this.#session.ipc.privacy());
    const there = this.answer.value?.people.some(({ value }) => value === this.person);
    if (there) await this.page.ask(() => this.#session.ipc.personPage(this.person));
    else this.person = "";
  }

  /** Shows what is kept about somebody. */
  async choose(person: string): Promise<void> {
    this.person = person;
    this.erased = [];
    if (person !== "") await this.page.ask(() => this.#session.ipc.personPage(person));
  }

  /** Writes what is kept about the person shown. */
  savePerson(format: PageFormat): Promise<boolean> {
    const session = this.#session;
    return session.attempt(async () => session.saved(await session.ipc.savePersonPage(this.person, format)));
  }

  /** Writes the page for works councils. */
  saveNotice(format: PageFormat): Promise<boolean> {
    const session = this.#session;
    return session.attempt(async () => session.saved(await session.ipc.savePrivacyNotice(format)));
  }

  /** Asks whether the person shown is to be erased, and says what goes. */
  askPerson(): Promise<boolean> {
    const { person } = this;
    return this.#session.attempt(async () => {
      this.asked = { view: await this.#session.ipc.personErasure(person), person };
    });
  }

  /** Asks the same of what is past its time. */
  askDue(): Promise<boolean> {
    return this.#session.attempt(async () => {
      this.asked = { view: await this.#session.ipc.dueErasure(), person: null };
    });
  }

  /** Erases what was asked about. */
  erase(spellings: string[], backups: BackupChoice): Promise<boolean> {
    const { asked } = this;
    const session = this.#session;
    this.asked = null;
    if (asked === null) return Promise.resolve(false);
    return session.attempt(async () => {
      const { person } = asked;
      const erase = (): Promise<AfterErasing> =>
        person === null ? session.ipc.eraseDue(backups) : session.ipc.erasePerson(person, spellings, backups);
      const { workspace, erased } = await session.inTurn(erase);
      session.changed(workspace);
      this.erased = erased.lines;
      session.announce(erased.lines.join(" "));
    });
  }

  /** Sets how long one kind is kept; null keeps it. */
  keep(key: string, months: number | null): Promise<boolean> {
    const settings = this.answer.value?.retention.settings;
    const retention = { ...settings, [key]: months } as RetentionSettings;
    return this.#session.change(() => this.#session.ipc.setRetention(retention));
  }
}
