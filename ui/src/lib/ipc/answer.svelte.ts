// The newest answer to a question that is asked again and again.
import { asAppError } from "./ipc";
import type { AppError } from "./types";

/** How long an answer may take before the screen says that it is waiting, in milliseconds: shorter waits flicker. */
const PATIENCE = 250;

/**
 * Holds what was answered last. While the next answer is on its way the last one stays, and an answer that comes
 * after a newer one is dropped.
 */
export class Answer<T> {
  /** The newest answer; null before the first. */
  value = $state.raw<T | null>(null);
  /** Why there is none; null after a good answer. */
  error = $state.raw<AppError | null>(null);
  /** Whether an answer has been awaited long enough to say so. */
  waiting = $state(false);

  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks; resolves once this or a newer question was answered. */
  async ask(question: () => Promise<T>): Promise<void> {
    const mine = ++this.#asked;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.waiting = true), PATIENCE);
    try {
      const value = await question();
      if (mine !== this.#asked) return;
      this.value = value;
      this.error = null;
    } catch (cause) {
      if (mine !== this.#asked) return;
      this.error = asAppError(cause);
    }
    clearTimeout(this.#timer);
    this.waiting = false;
  }
}
