// Something typed that is kept by itself: once the typing pauses, or its field is left.

/** How long typing may pause before what is typed is kept, in milliseconds. */
const PAUSE = 900;

/** A text that is kept as it is typed. */
export class Typed {
  #value = $state("");
  #kept = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `keep` is given what was typed; `fits` says whether it can be kept yet. */
  constructor(
    private readonly keep: (typed: string) => void,
    private readonly fits: (typed: string) => boolean = () => true,
  ) {}

  get value(): string {
    return this.#value;
  }

  set value(typed: string) {
    this.#value = typed;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.commit(), PAUSE);
  }

  /** Takes up what is kept now; what is typed and not kept stays. */
  follow(kept: string): void {
    if (this.#value === this.#kept) this.#value = kept;
    this.#kept = kept;
  }

  /** Keeps what is typed, if it is something else. */
  commit(): void {
    clearTimeout(this.#timer);
    if (this.#value === this.#kept || !this.fits(this.#value)) return;
    this.#kept = this.#value;
    this.keep(this.#value);
  }
}
