// Arrow keys among the stops of a list.
import { beforeEach, describe, expect, it } from "vitest";

import { moveFocus } from "./arrows";

const stops = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("li")];

/** Presses a key where the focus is; answers where it went, and whether the page was kept from scrolling. */
function press(key: string, change: KeyboardEventInit = {}): [number | null, boolean] {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...change });
  let to: number | null = null;
  document.addEventListener("keydown", (event) => (to = moveFocus(event, stops())), { once: true });
  document.activeElement?.dispatchEvent(event);
  return [to, event.defaultPrevented];
}

beforeEach(() => {
  document.body.innerHTML = `<p><button>Elsewhere</button></p><ul>${'<li tabindex="-1"><button>Act</button></li>'.repeat(25)}</ul>`;
  stops()[2]?.focus();
});

describe("the arrow keys", () => {
  it.each([
    ["ArrowDown", 3],
    ["ArrowUp", 1],
    ["PageDown", 12],
    ["PageUp", 0],
    ["Home", 0],
    ["End", 24],
  ])("go with %s from the third to stop %d", (key, to) => {
    expect(press(key)).toEqual([to, true]);
    expect(stops()[to]).toBe(document.activeElement);
  });

  it("go from a button inside a stop too", () => {
    stops()[5]?.querySelector("button")?.focus();
    expect(press("ArrowDown")).toEqual([6, true]);
  });

  it("stay at the ends", () => {
    stops()[24]?.focus();
    expect(press("ArrowDown")).toEqual([24, true]);
  });

  it("leave other keys, and those with another meaning, alone", () => {
    expect(press("a")).toEqual([null, false]);
    expect(press("ArrowDown", { ctrlKey: true })).toEqual([null, false]);
    expect(press("ArrowDown", { shiftKey: true })).toEqual([null, false]);
    document.querySelector<HTMLElement>("p button")?.focus();
    expect(press("ArrowDown")).toEqual([null, false]);
  });
});
