// The newest answer to a question that is asked again and again.

/** How long an answer may take before the screen says that it is waiting, in milliseconds: shorter waits flicker. */
const PATIENCE = 250;

/**
 * Holds what was answered last. While the next answer is on its way the last one stays, and an answer that comes
 * after a newer question is dropped.
 */
export class Answer<T> {
  /** The newest answer; null before the first. */
  value = $state.raw<T | null>(null);
  /** Whether an answer has been awaited long enough to say so. */
  waiting = $state(false);

  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `onerror` is told why a question was not answered; the last good answer stays. */
  constructor(private readonly onerror: (cause: unknown) => void) {}

  /** Asks; resolves when this question was answered or refused. */
  async ask(question: () => Promise<T>): Promise<void> {
    const mine = ++this.#asked;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.waiting = true), PATIENCE);
    try {
      const value = await question();
      if (mine === this.#asked) this.value = value;
    } catch (cause) {
      if (mine === this.#asked) this.onerror(cause);
    }
    if (mine !== this.#asked) return;
    clearTimeout(this.#timer);
    this.waiting = false;
  }
}
