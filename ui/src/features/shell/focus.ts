// Where the keyboard is. A screen that is gone to has the focus on its main thing, and whenever what had the focus goes,
// be it a button, a box or a whole screen, the main thing has it again: the focus is never nowhere.

/** What a screen is worked with, the first that there is: what it says itself, its grid, its table or list, else its heading. */
const MAIN_THINGS = ["[data-main]:not(:disabled)", "[role='grid']", "table button[tabindex='0']", "li[tabindex='0']", "h1", "h2"];

/** What lies over the page: it has the focus while it is there, and gives it back. */
const OVER = ".modal, .palette";

/** Keeps the focus in the window. */
export class Focus {
  /** What had the focus last. */
  #last: Element | null = null;
  /** What had it when a screen was gone to, until the screen has it. */
  #arriving: { from: Element | null } | null = null;
  /** What lost it by being disabled, until it can have it again. */
  #disabled: Element | null = null;
  #due: ReturnType<typeof setTimeout> | undefined;

  /** `main` stands round every screen, and has the focus while nothing in it can have it. */
  constructor(private readonly main: HTMLElement) {}

  /** Watches the page; the answer ends it. */
  watch(): () => void {
    const took = (event: FocusEvent): void => {
      this.#last = event.target instanceof Element ? event.target : null;
    };
    // Whoever goes elsewhere while a screen is still being read is not fetched back.
    const acts = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || event.key === "Tab") this.#arriving = null;
    };
    const changes = new MutationObserver(() => this.#soon());
    changes.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled", "hidden"] });
    window.addEventListener("focusin", took);
    window.addEventListener("pointerdown", acts);
    window.addEventListener("keydown", acts);
    return () => {
      changes.disconnect();
      clearTimeout(this.#due);
      window.removeEventListener("focusin", took);
      window.removeEventListener("pointerdown", acts);
      window.removeEventListener("keydown", acts);
    };
  }

  /** A screen is gone to. */
  arrive(): void {
    this.#arriving = { from: document.activeElement };
    this.#soon();
  }

  /** What the screens do with their focus themselves comes first. */
  #soon(): void {
    this.#due ??= setTimeout(() => {
      this.#due = undefined;
      if (document.querySelector(OVER)) return;
      if (this.#arriving) this.#come(this.#arriving.from);
      else if (document.activeElement === document.body) this.#fetchBack();
    });
  }

  #come(from: Element | null): void {
    const active = document.activeElement;
    const itself = active !== from && active !== this.main && this.main.contains(active);
    const thing = itself ? null : this.#toMainThing();
    // A heading may be there before the grid or the table under it: those are still waited for.
    if (thing?.matches("h1, h2")) this.#arriving = { from: thing };
    else if (itself || thing) this.#arriving = null;
    else this.main.focus({ preventScroll: true });
  }

  #fetchBack(): void {
    const last = this.#last;
    if (last === null) return;
    if (!last.isConnected || last.closest("[hidden]")) {
      if (!this.#toMainThing()) this.main.focus({ preventScroll: true });
    } else if (last.matches(":disabled")) {
      this.#disabled = last;
    } else if (last === this.#disabled && last instanceof HTMLElement) {
      last.focus({ preventScroll: true });
    }
  }

  #toMainThing(): HTMLElement | undefined {
    const [thing] = MAIN_THINGS.flatMap((one) => [...this.main.querySelectorAll<HTMLElement>(`.screen ${one}`)].slice(0, 1));
    if (thing === undefined || thing === document.activeElement) return thing;
    if (thing.tabIndex < 0) thing.tabIndex = -1;
    thing.focus({ preventScroll: true });
    return thing;
  }
}
