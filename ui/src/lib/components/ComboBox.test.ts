// A choice from a long list by typing: with the keys, with the pointer, and with a name of one's own.
import { fireEvent, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { violations } from "$testing/accessible";

import ComboBox from "./ComboBox.svelte";

const choices = ["Aya Sato", "Noor Rahman", "Noora Lind", "Rosa Ibáñez"].map((label, at) => ({ value: `p${at + 1}`, label }));

function show(given: Partial<{ value: string; suggested: typeof choices; choices: typeof choices; onadd: (text: string) => void }> = {}) {
  const onchoose = vi.fn<(value: string) => void>();
  const { rerender } = render(ComboBox, { label: "Person", value: "", choices, onchoose, ...given });
  return { onchoose, rerender, field: screen.getByRole("combobox", { name: "Person" }), user: userEvent.setup() };
}

const listed = (): string[] => screen.queryAllByRole("option").map((option) => option.textContent.trim());

describe("the list", () => {
  it("is closed until it is asked for, so that Tab passes by", async () => {
    const { field, user } = show({ value: "p2" });
    await user.tab();
    expect(field).toHaveFocus();
    expect(field).toHaveValue("Noor Rahman");
    expect(field).toHaveAttribute("aria-expanded", "false");
    expect(listed()).toEqual([]);
    await user.keyboard("{ArrowDown}");
    expect(field).toHaveAttribute("aria-expanded", "true");
    expect(document.getElementById(field.getAttribute("aria-activedescendant")!)).toHaveTextContent("Noor Rahman");
    expect(await violations()).toEqual([]);
  });

  it("is narrowed down by some letters of each word, whatever their accents", async () => {
    const { field, onchoose, user } = show();
    await user.type(field, "noor");
    expect(listed()).toEqual(["Noor Rahman", "Noora Lind"]);
    await user.type(field, " LIN");
    expect(listed()).toEqual(["Noora Lind"]);
    await user.clear(field);
    await user.type(field, "ibanez{Enter}");
    expect(onchoose.mock.calls).toEqual([["p4"]]);
  });

  it("has what is suggested first, and once", async () => {
    const { field, user } = show({ suggested: [choices[3]!] });
    await user.click(field);
    expect(listed()).toEqual(["Rosa Ibáñez", "Aya Sato", "Noor Rahman", "Noora Lind"]);
    expect(screen.getAllByRole("group").map((group) => group.getAttribute("aria-label"))).toEqual(["Suggested", "All"]);
  });

  it("is gone through with the arrow keys, round its ends", async () => {
    const { field, onchoose, user } = show();
    await user.click(field);
    await user.keyboard("{ArrowUp}{Enter}");
    expect(onchoose.mock.calls).toEqual([["p4"]]);
    expect(listed()).toEqual([]);
  });

  it("is entered by the first Down after typing, with what is first in it, not with the name to add", async () => {
    const { field, onchoose, user } = show({ onadd: () => {} });
    const active = () => document.getElementById(field.getAttribute("aria-activedescendant")!)!.textContent.trim();
    await user.type(field, "noora");
    expect(listed()).toEqual(["Noora Lind", "Add “noora”"]);
    await user.keyboard("{ArrowDown}");
    expect(active()).toBe("Noora Lind");
    await user.keyboard("{ArrowDown}");
    expect(active()).toBe("Add “noora”");
    await user.keyboard("{ArrowUp}{Enter}");
    expect(onchoose.mock.calls).toEqual([["p3"]]);
  });

  it("lists sixty of a thousand and says how many more there are", async () => {
    const many = Array.from({ length: 1000 }, (_, at) => ({ value: `${at}`, label: `Person ${at}` }));
    const { field, user } = show({ choices: many });
    await user.click(field);
    expect(listed()).toHaveLength(60);
    expect(screen.getByText("and 940 more: type some letters of the name")).toBeInTheDocument();
    await user.type(field, "999");
    expect(listed()).toEqual(["Person 999"]);
  });
});

describe("a choice", () => {
  it("is taken with the pointer, and the focus stays in the field", async () => {
    const { field, onchoose, user } = show();
    await user.click(field);
    await user.click(screen.getByRole("option", { name: "Noora Lind" }));
    expect(onchoose.mock.calls).toEqual([["p3"]]);
    expect(field).toHaveFocus();
  });

  it("is not made by leaving, and Escape takes back what was typed", async () => {
    const { field, onchoose, user } = show({ value: "p2" });
    await user.type(field, "aya");
    expect(listed()).toEqual(["Aya Sato"]);
    await user.keyboard("{Escape}");
    expect(field).toHaveValue("Noor Rahman");
    await user.type(field, "aya");
    await user.tab();
    expect(field).toHaveValue("Noor Rahman");
    expect(listed()).toEqual([]);
    expect(onchoose).not.toHaveBeenCalled();
  });

  it("can be a name of one's own only where that is wanted", async () => {
    const onadd = vi.fn<(text: string) => void>();
    const { field, onchoose, user } = show({ onadd });
    await user.type(field, "Zora Bell");
    expect(listed()).toEqual(["Add “Zora Bell”"]);
    await user.keyboard("{Enter}");
    expect(onadd.mock.calls).toEqual([["Zora Bell"]]);
    await user.clear(field);
    await user.type(field, "aya sato");
    expect(listed()).toEqual(["Aya Sato"]);
    expect(onchoose).not.toHaveBeenCalled();
  });

  it("is none where no name fits", async () => {
    const { field, onchoose, user } = show();
    await user.type(field, "xyz{Enter}");
    expect(screen.getByText("No name has these letters.")).toBeInTheDocument();
    expect(onchoose).not.toHaveBeenCalled();
    expect(field).not.toHaveAttribute("aria-controls");
  });
});

it("its list keeps to its field when the page scrolls", async () => {
  const { field, user } = show();
  let top = 100;
  field.getBoundingClientRect = () => ({ left: 40, top, bottom: top + 28, width: 200 }) as DOMRect;
  await user.click(field);
  const popup = screen.getByRole("listbox").parentElement!;
  expect([popup.style.left, popup.style.top]).toEqual(["40px", "130px"]);
  top = 60;
  await fireEvent.scroll(document);
  expect(popup.style.top).toBe("90px");
  // With no room below, over the field: 768 px are the window's height here.
  top = 700;
  await fireEvent.scroll(document);
  expect([popup.style.top, popup.style.bottom]).toEqual(["auto", "70px"]);
});
