// What is typed into a form: when it counts as changed, what the program found wrong, and what is taken up meanwhile.
import { describe, expect, it } from "vitest";

import type { AppError } from "$lib/ipc/types";

import { Entry } from "$lib/entry.svelte";

const before = { name: "Ada", hours: 20, lines: ["a", "b"] };
const refused = (fields: AppError["fields"]): AppError => ({ code: "invalid_argument", message: "Not saved.", hint: "Look again.", fields });

describe("an entry", () => {
  it("is changed while it differs from what was there, and not after it was taken", async () => {
    const entry = new Entry(before);
    expect(entry.changed).toBe(false);
    entry.value.lines[1] = "c";
    expect(entry.changed).toBe(true);
    entry.value.lines[1] = "b";
    expect(entry.changed).toBe(false);
    entry.value.name = "Bea";
    expect(await entry.save(async (typed) => (typed.name === "Bea" ? null : refused([])))).toBe(true);
    expect(entry.changed).toBe(false);
  });

  it("goes back to how it was", () => {
    const entry = new Entry(before);
    entry.value.name = "Bea";
    entry.value.lines.push("c");
    entry.reset();
    expect(entry.value).toEqual(before);
    expect(before.lines).toEqual(["a", "b"]);
  });

  it("takes up what changed elsewhere, but for what is typed", () => {
    const entry = new Entry(before);
    entry.value.name = "Bea";
    entry.follow({ ...before, name: "Eve", hours: 12 });
    expect(entry.value).toEqual({ ...before, name: "Bea", hours: 12 });
    expect(entry.changed).toBe(true);
    entry.reset();
    expect(entry.value.name).toBe("Eve");
  });

  it("has each problem at its field, and the rest of them together", async () => {
    const entry = new Entry(before);
    const send = async () =>
      refused([
        { place: "name", found: "", expected: "a name" },
        { place: "lines[1]", found: "b", expected: "" },
        { place: "team", found: "none", expected: "a team" },
      ]);
    expect(await entry.save(send)).toBe(false);
    expect(entry.at("name")).toBe("Expected a name.");
    expect(entry.at("lines")).toBe("");
    expect(entry.at("lines[1]")).toBe("This will not do, found b.");
    expect(entry.within("lines")).toBe("This will not do, found b.");
    expect(entry.otherwise?.fields).toEqual([{ place: "team", found: "none", expected: "a team" }]);
    entry.reset();
    expect([entry.at("name"), entry.otherwise]).toEqual(["", null]);
  });

  it("has no message where every problem stands at its field, and one where there are none", async () => {
    const entry = new Entry(before);
    await entry.save(async () => refused([{ place: "hours", found: "-1", expected: "0 or more" }]));
    expect(entry.otherwise).toBeNull();
    expect(entry.at("hours")).toBe("Expected 0 or more, found -1.");
    await entry.save(async () => refused([]));
    expect(entry.otherwise?.message).toBe("Not saved.");
    expect(entry.at("hours")).toBe("");
  });
});
