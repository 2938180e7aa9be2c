// The fields of forms: what they take, what they say, and when.
import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { violations } from "$testing/accessible";

import CheckList from "./CheckList.svelte";
import ConfirmDialog from "./ConfirmDialog.svelte";
import DateField from "./DateField.svelte";
import NumberField from "./NumberField.svelte";
import Segmented from "./Segmented.svelte";
import SelectField from "./SelectField.svelte";
import TextLines from "./TextLines.svelte";

describe("a number field", () => {
  function show(props: Partial<Parameters<typeof render<typeof NumberField>>[1]> = {}) {
    const oncommit = vi.fn();
    const view = render(NumberField, { label: "Budget", value: 220000, unit: "€", oncommit, ...props });
    return { ...view, oncommit, user: userEvent.setup(), input: screen.getByRole<HTMLInputElement>("textbox", { name: "Budget" }) };
  }

  it("tells a number once, on Enter or when it is left", async () => {
    const { input, oncommit, user } = show();
    expect(input).toHaveValue("220,000");
    await user.clear(input);
    await user.type(input, "230 000{Enter}");
    await user.tab();
    expect(oncommit.mock.calls).toEqual([[230000]]);
    expect(input).toHaveValue("230 000");
  });

  it("says nothing while a number is being typed, and what is wrong once it is left", async () => {
    const { input, oncommit, user } = show({ min: 1, max: 12, whole: true, value: 4 });
    await user.clear(input);
    await user.type(input, "2.5");
    expect(input).not.toHaveAttribute("aria-invalid");
    await user.tab();
    expect(input).toBeInvalid();
    expect(input).toHaveAccessibleDescription("€ Budget must be a whole number from 1 to 12.");
    await user.clear(input);
    await user.type(input, "13");
    expect(input).toHaveAccessibleDescription("€ Budget must be a whole number from 1 to 12.");
    await user.clear(input);
    await user.type(input, "12");
    expect(input).toHaveAccessibleDescription("€");
    expect(oncommit).not.toHaveBeenCalled();
    await user.keyboard("{Enter}");
    expect(oncommit.mock.calls).toEqual([[12]]);
  });

  it("says what is wrong when its form asks", async () => {
    const { input } = show({ value: null });
    expect(input).toHaveValue("");
    input.form?.checkValidity();
    input.checkValidity();
    await vi.waitFor(() => expect(input).toHaveAccessibleDescription("€ Budget is missing. Use a number from 0."));
  });

  it("shows a value set from elsewhere, and what somebody else found wrong with it", async () => {
    const { input, rerender, user } = show();
    await user.clear(input);
    await user.type(input, "nonsense");
    await user.tab();
    await rerender({ value: 180000 });
    expect(input).toHaveValue("180,000");
    expect(input).toBeValid();
    await rerender({ error: "Expected less." });
    expect(input).toHaveAccessibleDescription("€ Expected less.");
    expect(await violations()).toEqual([]);
  });
});

describe("a date field", () => {
  it("says that half a date is none, and keeps its form from being sent", async () => {
    render(DateField, { label: "Leaves", value: "" });
    const input = screen.getByLabelText<HTMLInputElement>("Leaves");
    expect(input.checkValidity()).toBe(true);
    // jsdom knows no half-typed dates: the system's field says badInput then.
    Object.defineProperty(input, "validity", { value: { badInput: true }, configurable: true });
    const user = userEvent.setup();
    await user.click(input);
    await user.tab();
    expect(input).toHaveAccessibleDescription("Leaves is not a whole date. Give the day, the month and the year, or none of them.");
    expect(input.checkValidity()).toBe(false);
    expect(await violations()).toEqual([]);
  });

  it("says that a date is later than it can be", async () => {
    render(DateField, { label: "Day", value: "2026-06-02", max: "2026-06-01" });
    const user = userEvent.setup();
    await user.click(screen.getByLabelText("Day"));
    await user.tab();
    expect(screen.getByLabelText("Day")).toHaveAccessibleDescription("Day is later than it can be.");
  });
});

it("a list groups its choices, and takes one", async () => {
  const onchoose = vi.fn();
  render(SelectField, {
    label: "Competency",
    value: "a",
    choices: [
      { value: "a", label: "None" },
      { value: "b", label: "Triage", group: "Incident response" },
      { value: "c", label: "Forensics", group: "Incident response" },
    ],
    error: "Expected one that is there.",
    onchoose,
  });
  const list = screen.getByRole("combobox", { name: "Competency" });
  expect(screen.getByRole("group", { name: "Incident response" }).children).toHaveLength(2);
  expect(list).toHaveAccessibleDescription("Expected one that is there.");
  await userEvent.selectOptions(list, "Forensics");
  expect(onchoose.mock.calls).toEqual([["c"]]);
  expect(await violations()).toEqual([]);
});

it("lines have their hint and what is wrong with them as their description", async () => {
  render(TextLines, { label: "Names", value: "a\nb", hint: "One a line.", error: "Expected a name." });
  expect(screen.getByRole("textbox", { name: "Names" })).toHaveAccessibleDescription("One a line. Expected a name.");
  expect(await violations()).toEqual([]);
});

it("a segmented choice is one stop: the arrow keys go along and round, Enter chooses, and what is chosen is not chosen again", async () => {
  const onchoose = vi.fn();
  const choices = ["Level", "Target", "Both"].map((label) => ({ value: label.toLowerCase(), label }));
  render(Segmented, { label: "Shown", value: "target", choices, onchoose });
  const user = userEvent.setup();
  await user.tab();
  expect(screen.getByRole("button", { name: "Target", pressed: true })).toHaveFocus();
  await user.keyboard("{Enter}{ArrowRight}{ArrowRight}");
  expect(screen.getByRole("button", { name: "Level" })).toHaveFocus();
  expect(onchoose).not.toHaveBeenCalled();
  await user.keyboard("{End} ");
  expect(onchoose.mock.calls).toEqual([["both"]]);
  await user.tab();
  expect(document.body).toHaveFocus();
  expect(await violations()).toEqual([]);
});

it("a list of check boxes leaves what is there already", async () => {
  render(CheckList, {
    legend: "Roles",
    choices: [
      { value: "lead", label: "Security lead", fixed: true },
      { value: "soc", label: "SOC analyst", detail: "8 targets" },
    ],
    chosen: [],
  });
  expect(screen.getByRole("checkbox", { name: "Security lead" })).toBeChecked();
  expect(screen.getByRole("checkbox", { name: "Security lead" })).toBeDisabled();
  const other = screen.getByRole("checkbox", { name: "SOC analyst" });
  expect(other).toHaveAccessibleDescription("8 targets");
  await userEvent.click(other);
  expect(other).toBeChecked();
  await userEvent.click(other);
  expect(other).not.toBeChecked();
  expect(await violations()).toEqual([]);
});

it("a question is answered either way, and Escape is no", async () => {
  const [onconfirm, oncancel] = [vi.fn(), vi.fn()];
  render(ConfirmDialog, { title: "Remove it?", lines: ["Nine rows go with it."], confirm: "Remove it", note: "Undo brings it back.", onconfirm, oncancel });
  const user = userEvent.setup();
  expect(await screen.findByRole("dialog", { name: "Remove it?" })).toHaveTextContent("Nine rows go with it. Undo brings it back.");
  await user.click(screen.getByRole("button", { name: "Remove it" }));
  expect([onconfirm.mock.calls.length, oncancel.mock.calls.length]).toEqual([1, 0]);
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  await user.keyboard("{Escape}");
  expect([onconfirm.mock.calls.length, oncancel.mock.calls.length]).toEqual([1, 2]);
});
