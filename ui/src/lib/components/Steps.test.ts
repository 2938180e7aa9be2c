// Steps: where one is, which want a look, and the way to each.
import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { violations } from "$testing/accessible";

import Steps from "./Steps.svelte";

it("names each step with what it wants, and leads to it", async () => {
  const onchoose = vi.fn<(id: string) => void>();
  const steps = [{ id: "a", label: "File", look: "" }, { id: "b", label: "Names", look: "2 names not clear" }];
  render(Steps, { label: "Steps", steps, current: "a", onchoose });
  const buttons = screen.getAllByRole("button");
  expect(buttons.map((button) => button.textContent)).toEqual(["1File", "2Names: 2 names not clear"]);
  expect(buttons.map((button) => button.getAttribute("aria-current"))).toEqual(["step", null]);
  await userEvent.setup().click(buttons[1]!);
  expect(onchoose.mock.calls).toEqual([["b"]]);
  expect(await violations()).toEqual([]);
});
