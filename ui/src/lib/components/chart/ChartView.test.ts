// A chart read, opened, saved and shown as a table from the keyboard.
import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { createRawSnippet } from "svelte";
import { describe, expect, it, vi } from "vitest";

import { violations } from "$testing/accessible";
import { drawing } from "$testing/drawings";

import ChartView from "./ChartView.svelte";
import type { Frame } from "./drawing";

const head = createRawSnippet(() => ({ render: () => "<h2>Priorities</h2>" }));

async function show(change: Partial<Parameters<typeof render<typeof ChartView>>[1]> = {}) {
  const asked: Frame[] = [];
  const props = {
    label: "Priorities",
    theme: "light" as const,
    draw: async (frame: Frame) => {
      asked.push(frame);
      return drawing("priorities", frame);
    },
    onopen: vi.fn(),
    onsave: vi.fn(),
    oncopy: vi.fn(),
    onerror: vi.fn(),
    head,
    ...change,
  };
  const view = render(ChartView, props);
  return { ...view, props, asked, user: userEvent.setup() };
}

/** The words of the mark that assistive technology is told of. */
function read(): string | null {
  const id = screen.getByRole("listbox").getAttribute("aria-activedescendant");
  return document.getElementById(id ?? "")?.getAttribute("aria-label") ?? null;
}

describe("a chart", () => {
  it("reads its marks with the arrow keys, and stays at the ends", async () => {
    const { user } = await show();
    (await screen.findByRole("listbox", { name: "Priorities" })).focus();
    await waitFor(() => expect(read()).toBe("LLM SecOps: need 88, hire 53, train 35"));
    await user.keyboard("{ArrowUp}");
    expect(read()).toMatch(/^LLM SecOps/);
    await user.keyboard("{ArrowDown}{ArrowRight}");
    expect(read()).toMatch(/^ML SecOps/);
    await user.keyboard("{ArrowLeft}");
    expect(read()).toMatch(/^Incident response/);
    await user.keyboard("{End}{ArrowDown}");
    expect(read()).toMatch(/^Data security/);
    await user.keyboard("{Home}");
    expect(read()).toMatch(/^LLM SecOps/);
  });

  it("shows what is read, and hides it on Escape", async () => {
    const { user } = await show();
    (await screen.findByRole("listbox")).focus();
    await user.keyboard("{ArrowDown}");
    expect(screen.getByText("Incident response: need 79, hire 53, train 26")).toBeVisible();
    await user.keyboard("{Escape}");
    expect(screen.queryByText("Incident response: need 79, hire 53, train 26")).toBeNull();
  });

  it("opens what is behind a mark on Enter and on a click", async () => {
    const { user, props } = await show();
    (await screen.findByRole("listbox")).focus();
    await user.keyboard("{ArrowDown}{Enter}");
    expect(props.onopen).toHaveBeenLastCalledWith("incident_response", expect.objectContaining({ key: "incident_response" }));
    await user.click(screen.getByRole("option", { name: /Cloud computing/ }));
    expect(props.onopen).toHaveBeenLastCalledWith("cloud", expect.objectContaining({ key: "cloud" }));
  });

  it("shows its figures as a table and comes back", async () => {
    const { user } = await show();
    await screen.findByRole("listbox");
    await user.click(screen.getByRole("button", { name: "Show as table" }));
    const table = screen.getByRole("table");
    expect(within(table).getAllByRole("columnheader").map((cell) => cell.textContent)).toEqual(["Area", "Need", "Hire", "Train", "Industry"]);
    const row = within(table).getByRole("row", { name: /Soft skills/ });
    expect(within(row).getAllByRole("cell").map((cell) => cell.textContent)).toEqual(["58", "0", "58", "51%"]);
    await user.click(screen.getByRole("button", { name: "Show as picture" }));
    expect(screen.getByRole("listbox")).toBeInTheDocument();
  });

  it("copies its table as a spreadsheet takes it", async () => {
    const oncopy = vi.fn((_text: string, _said: string) => {});
    const { user } = await show({ oncopy });
    await screen.findByRole("listbox");
    await user.click(screen.getByRole("button", { name: "Show as table" }));
    await user.click(screen.getByRole("button", { name: "Copy Hiring and training priorities" }));
    const [text = "", said] = oncopy.mock.calls[0] ?? [];
    expect(text.split("\n").slice(0, 3)).toEqual(["Area\tNeed\tHire\tTrain\tIndustry", "LLM SecOps\t88\t53\t35\t24%", "Incident response\t79\t53\t26\tno figure"]);
    expect(said).toBe("Copied 7 rows");
  });

  it("saves itself as it is drawn", async () => {
    const { user, props } = await show();
    await screen.findByRole("listbox");
    await user.click(screen.getByRole("button", { name: "Save or copy Priorities" }));
    await user.click(await screen.findByText("Save as PNG"));
    expect(props.onsave).toHaveBeenCalledWith("png", { width: 480, height: null, theme: "light", selected: null });
  });

  it("opens its menu by the key and by the right button, gives the focus back, and copies the table", async () => {
    const { user, props } = await show();
    const list = await screen.findByRole("listbox", { name: "Priorities" });
    list.focus();
    await user.keyboard("{Shift>}{F10}{/Shift}");
    // Without a layout the menu has no place, and counts as hidden.
    const names = (await screen.findAllByRole("menuitem", { hidden: true })).map((item) => item.textContent);
    expect(names).toEqual([
      "Save as SVG",
      "Save as PNG",
      "Save for print as SVG: 160 mm wide",
      "Save for print as PNG: 160 mm at 300 dpi",
      "Copy the table",
    ]);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(list).toHaveFocus());
    await user.pointer({ keys: "[MouseRight]", target: list });
    await user.click(await screen.findByText("Copy the table"));
    expect(props.oncopy).toHaveBeenCalledWith(expect.stringMatching(/^Area\tNeed/), "Copied 7 rows");
    await user.keyboard("{Shift>}{F10}{/Shift}");
    await user.click(await screen.findByText(/300 dpi/));
    expect(props.onsave).toHaveBeenLastCalledWith("print-png", { width: 480, height: null, theme: "light", selected: null });
  });

  it("is drawn again for another theme and another selection", async () => {
    const { asked, rerender } = await show();
    await screen.findByRole("listbox");
    await rerender({ theme: "dark" });
    await rerender({ selected: "cloud" });
    expect(asked.map(({ theme, selected }) => [theme, selected])).toEqual([
      ["light", null],
      ["dark", null],
      ["dark", "cloud"],
    ]);
    await waitFor(() => expect(screen.getByRole("option", { selected: true })).toHaveAccessibleName(/Cloud computing/));
  });

  it("tells why it could not be drawn", async () => {
    const cause = { code: "io", message: "no", hint: "", fields: [] };
    const { props } = await show({ draw: () => Promise.reject(cause) });
    await waitFor(() => expect(props.onerror).toHaveBeenCalledWith(cause));
  });

  it("puts no script of a picture on the page", async () => {
    const evil = async (frame: Frame) => ({
      ...drawing("priorities", frame),
      svg: `<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>x()</script><rect width="3"/></svg>`,
    });
    const { container } = await show({ draw: evil });
    await waitFor(() => expect(container.querySelector("rect[width='3']")).not.toBeNull());
    expect(container.querySelector("script")).toBeNull();
    expect(container.querySelector("[onload]")).toBeNull();
  });

  it("is accessible as a picture and as a table", async () => {
    const { user } = await show();
    await screen.findByRole("listbox");
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Show as table" }));
    expect(await violations()).toEqual([]);
  });
});
