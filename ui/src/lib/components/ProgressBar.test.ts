// How far a work is, for the eye and for the ear, and the way to stop it.
import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { violations } from "$testing/accessible";

import ProgressBar from "./ProgressBar.svelte";

it("names what is done and how much of it, and is stopped", async () => {
  const onstop = vi.fn<() => void>();
  render(ProgressBar, { text: "Reading levels.xlsx", share: 0.625, onstop });
  const bar = screen.getByRole("progressbar", { name: "Reading levels.xlsx" });
  expect(bar).toHaveAttribute("aria-valuenow", "63");
  expect(bar.firstElementChild).toHaveStyle({ width: "63%" });
  expect(screen.getByText("63%")).toBeInTheDocument();
  await userEvent.setup().click(screen.getByRole("button", { name: "Stop" }));
  expect(onstop).toHaveBeenCalledTimes(1);
  expect(await violations()).toEqual([]);
});

it("says no number where it is not known how much is done, and never more than all", async () => {
  const { rerender } = render(ProgressBar, { text: "Reading", share: null, onstop: () => {} });
  expect(screen.getByRole("progressbar")).not.toHaveAttribute("aria-valuenow");
  expect(screen.queryByText(/%/)).toBeNull();
  await rerender({ share: 1.2 });
  expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "100");
});
