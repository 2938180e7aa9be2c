// The newest answer wins, whatever the order in which answers come.
import { describe, expect, it, vi } from "vitest";

import { Answer } from "./answer.svelte";

/** An answer to be given by hand. */
function later<T>() {
  let resolve!: (value: T) => void;
  let reject!: (cause: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

describe("an answer", () => {
  it("keeps the newest when an older one comes after it", async () => {
    const answer = new Answer<string>(() => {});
    const [first, second] = [later<string>(), later<string>()];
    const asked = [answer.ask(() => first.promise), answer.ask(() => second.promise)];
    second.resolve("new");
    first.resolve("old");
    await Promise.all(asked);
    expect(answer.value).toBe("new");
  });

  it("keeps the last good answer when the next is refused, and tells why", async () => {
    const onerror = vi.fn();
    const answer = new Answer<string>(onerror);
    await answer.ask(async () => "good");
    await answer.ask(() => Promise.reject(new Error("refused")));
    expect(answer.value).toBe("good");
    expect(onerror).toHaveBeenCalledWith(new Error("refused"));
  });

  it("does not tell of the refusal of a question that was asked anew", async () => {
    const onerror = vi.fn();
    const answer = new Answer<string>(onerror);
    const first = later<string>();
    const asked = answer.ask(() => first.promise);
    await answer.ask(async () => "new");
    first.reject(new Error("too late"));
    await asked;
    expect(onerror).not.toHaveBeenCalled();
    expect(answer.waiting).toBe(false);
  });

  it("says that it waits only when an answer takes its time", async () => {
    vi.useFakeTimers();
    try {
      const answer = new Answer<string>(() => {});
      const slow = later<string>();
      const asked = answer.ask(() => slow.promise);
      expect(answer.waiting).toBe(false);
      vi.advanceTimersByTime(1000);
      expect(answer.waiting).toBe(true);
      slow.resolve("at last");
      await asked;
      expect(answer.waiting).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });
});
