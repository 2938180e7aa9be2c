// The ranked list: ties, the need line, what is opened, and weights that are tried.
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { violations } from "$testing/accessible";
import type { NeedSettings, PrioritiesRequest, PrioritiesView } from "$lib/ipc/types";
import { priorities, rankedNeeds } from "$testing/priorities";
import { showScreen } from "$testing/screens";

import PrioritiesScreen from "./PrioritiesScreen.svelte";

const button = (name: string) => screen.getAllByRole("button", { name })[0] as HTMLButtonElement;
/** What the list was asked with, the latest last. */
const requests = (ipc: { given(name: "priorities"): unknown[][] }): PrioritiesRequest[] => ipc.given("priorities").map((given) => given[1] as PrioritiesRequest);
const weights = (seat_gap: number, key_person_risk: number, level_shortfall: number) => ({ seat_gap, key_person_risk, level_shortfall });
const panel = () => screen.getByRole("complementary", { name: "Weights and score" });

async function show(...given: Parameters<typeof showScreen> extends [unknown, ...infer Rest] ? Rest : never) {
  const shown = showScreen(PrioritiesScreen, ...given);
  await screen.findByRole("heading", { level: 1 });
  return shown;
}

describe("the ranked list", () => {
  it("names the rank of a tie once, and says tie to those who do not see the band", async () => {
    await show();
    const ranks = screen.getAllByRole("row").slice(1).map((row) => row.querySelector("td")?.textContent?.trim());
    expect(ranks.slice(0, 7)).toEqual(["1", "2", "3", "4", "5–6", "5–6, tie", "7"]);
  });

  it("draws the need line between the needs above and below it", async () => {
    await show();
    const rows = screen.getAllByRole("row").map((row) => row.textContent ?? "");
    const line = rows.findIndex((row) => row.includes("Below the need line of 40"));
    expect(rows[line - 1]).toContain("Workload isolation");
    expect(rows[line + 1]).toContain("Prompt-injection defence");
  });

  it("opens the first need, and another with the arrow keys", async () => {
    const { user } = await show();
    expect(within(panel()).getByRole("heading", { name: "Output handling, AI assurance" })).toBeInTheDocument();
    button("Output handling").focus();
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(button("Model supply chain")).toHaveFocus();
    expect(await within(panel()).findByRole("heading", { name: "Model supply chain, AI assurance" })).toBeInTheDocument();
    await user.keyboard("{End}");
    expect(button("Data classification")).toHaveFocus();
  });

  it("is one stop for the Tab key", async () => {
    await show();
    const stops = screen.getAllByRole("row").flatMap((row) => within(row).queryAllByRole("button")).filter((stop) => stop.tabIndex === 0);
    expect(stops).toHaveLength(1);
  });

  it("opens what another screen asked for", async () => {
    await show({}, (session) => session.go("priorities", { competency: "communication", team: "ai_assurance" }));
    expect(within(panel()).getByRole("heading", { name: "Communication, AI assurance" })).toBeInTheDocument();
  });

  it("opens the highest need of an area that a chart asked for", async () => {
    await show({}, (session) => session.go("priorities", { area: "cloud" }));
    expect(within(panel()).getByRole("heading", { name: "Workload isolation, Platform security" })).toBeInTheDocument();
  });

  it("is copied whole, also what is not shown, its bars as figures", async () => {
    const rows = Array.from({ length: 450 }, (_, at) => ({ ...priorities.rows[7]!, place: { competency: `c${at}`, area: null, team: "t" }, name: `Competency ${at}` }));
    const { ipc, session, user } = await show({ priorities: async (_, request) => rankedNeeds(request, { ...priorities, rows }) });
    await user.click(screen.getByRole("button", { name: "Copy all needs" }));
    await waitFor(() => expect(session.notice).toBe("Copied 450 rows"));
    const lines = (ipc.given("copyText")[0]?.[0] as string).split("\n");
    expect(lines[0]).toBe("Rank\tCompetency\tTeam\tNeed\tSeat gap\tKey-person risk\tLevel shortfall\tIn reach\tHire\tTrain\tStability\tIndustry gap\tSignal");
    // The parts 25.8, 2.4 and 8.5 sum to 36.7 and are scaled to a need of 39: 27.4, 2.6 and 9.0.
    expect(lines[1]).toBe("8\tCompetency 0\tAI assurance\t39.0\t27.4\t2.6\t9.0\t1 of 4\t30.0\t10.0\t95%\t24%\twatch");
    expect(lines).toHaveLength(452);
  });

  it("asks for a long list in parts", async () => {
    const rows = Array.from({ length: 250 }, (_, at) => ({ ...priorities.rows[0]!, place: { competency: `c${at}`, area: null, team: "t" }, name: `Competency ${at}` }));
    const { container, ipc, user } = await show({ priorities: async (_, request) => rankedNeeds(request, { ...priorities, rows }) });
    const shown = () => container.querySelectorAll(".scroll tbody tr");
    expect(shown()).toHaveLength(100);
    expect(screen.getByText("150 more")).toBeInTheDocument();
    await user.click(screen.getByText("Show more"));
    await waitFor(() => expect(shown()).toHaveLength(200));
    expect(requests(ipc).map((request) => request.limit)).toEqual([100, 200]);
  });

  it("says of a need what the unknown could change", async () => {
    await show();
    const row = screen.getAllByRole("row").find((row) => row.textContent?.includes("Forensics"));
    expect(row).toHaveTextContent("1 of 8 people is unknown");
  });
});

describe("a number", () => {
  it("opens with Enter to its formula, and each term to its inputs", async () => {
    const { user } = await show();
    button("Model supply chain").focus();
    await user.keyboard("{Enter}");
    expect(panel()).toHaveFocus();
    await within(panel()).findByRole("heading", { name: "Model supply chain, AI assurance" });
    const term = within(panel()).getByText("0 of 5 seats filled").closest("details");
    expect(term).not.toHaveAttribute("open");
    await user.click(within(panel()).getByText("0 of 5 seats filled"));
    expect(term).toHaveAttribute("open");
    expect(within(term as HTMLElement).getByText("Seat gap: G = 1 − 0 ÷ 5 = 1.00.")).toBeInTheDocument();
    expect(panel()).toHaveTextContent("Training 36 = 72 · 2 ÷ 5");
    expect(panel()).toHaveTextContent("Report State of Cybersecurity, 2024");
  });

  it("opens with a click on its row", async () => {
    const { user } = await show();
    await user.click(screen.getByRole("img", { name: "seat gap 34, key-person risk 30, level shortfall 8" }));
    expect(await within(panel()).findByRole("heading", { name: "Model supply chain, AI assurance" })).toBeInTheDocument();
  });
});

describe("the list", () => {
  it("is ranked by areas, keeps what is opened, and is left so for the session", async () => {
    const { ipc, session, user } = await show();
    await user.click(button("Workload isolation"));
    await within(panel()).findByRole("heading", { name: "Workload isolation, Platform security" });
    await user.click(screen.getByRole("button", { name: "Area" }));
    await screen.findByRole("columnheader", { name: "Highest need" });
    expect(requests(ipc).at(-1)).toMatchObject({ by: "area", opened: { competency: "workload_isolation", area: "cloud", team: "platform_security" } });
    await waitFor(() => expect(screen.getByRole("button", { name: "cloud" })).toHaveAttribute("aria-current", "true"));
    expect(session.needs.by).toBe("area");
    expect(await violations()).toEqual([]);
  });

  it("offers no teams where one is chosen", async () => {
    await show({}, (session) => session.choose({ team: "platform_security" }));
    const choices = within(screen.getByRole("toolbar", { name: "Rank by" })).getAllByRole("button").map((choice) => choice.textContent);
    expect(choices).toEqual(["Competency and team", "Area"]);
  });

  it("has its picture beside it, and both show the same area", async () => {
    const { ipc, session, user } = await show();
    const chart = await screen.findByRole("listbox", { name: "Need × industry gap" });
    expect(within(chart).getByRole("option", { name: /^LLM SecOps/ })).toHaveAttribute("aria-selected", "true");
    await user.click(within(chart).getByRole("option", { name: /^Cloud computing/ }));
    expect(await within(panel()).findByRole("heading", { name: "Workload isolation, Platform security" })).toBeInTheDocument();
    await waitFor(() => expect(within(chart).getByRole("option", { name: /^Cloud computing/ })).toHaveAttribute("aria-selected", "true"));
    expect(button("Workload isolation")).toHaveAttribute("aria-current", "true");
    await fireEvent.input(screen.getByRole("slider", { name: "Seat gap" }), { target: { value: "0.6" } });
    await waitFor(() => expect((ipc.given("chart").at(-1)?.[3] as NeedSettings | null)?.weights).toEqual(weights(0.6, 0.24, 0.16)));
    await user.click(screen.getByRole("button", { name: "Hide" }));
    expect(screen.queryByRole("listbox", { name: "Need × industry gap" })).toBeNull();
    expect(session.needs.picture).toBe(false);
  });

  it("keeps the focus in a row that changes its place", async () => {
    let turned = false;
    const { session } = await show({
      priorities: async (_, request) => {
        const view = rankedNeeds(request);
        return turned ? { ...view, rows: [...view.rows].reverse() } : view;
      },
    });
    button("Forensics").focus();
    turned = true;
    session.revision += 1;
    await waitFor(() => expect(screen.getAllByRole("row")[1]).toHaveTextContent("Data classification"));
    await waitFor(() => expect(button("Forensics")).toHaveFocus());
  });
});

describe("the weights", () => {
  it("are followed while the slider moves: one question at a time, and the last is always asked", async () => {
    const waiting: (() => void)[] = [];
    const { ipc } = await show({
      priorities: (_, request) =>
        request.tried === null
          ? Promise.resolve(rankedNeeds(request))
          : new Promise<PrioritiesView>((done) => waiting.push(() => done(rankedNeeds(request)))),
    });
    const slider = screen.getByRole("slider", { name: "Seat gap" });
    for (const value of ["0.51", "0.74", "1", "0.60"]) await fireEvent.input(slider, { target: { value } });
    expect(requests(ipc)).toHaveLength(2);
    expect(screen.getByRole("slider", { name: "Key-person risk" })).toHaveValue("0.24");
    expect(screen.getByRole("textbox", { name: "Level shortfall, as a number" })).toHaveValue("0.16");
    waiting.shift()?.();
    await waitFor(() => expect(requests(ipc)).toHaveLength(3));
    expect(requests(ipc)[2]?.tried?.weights).toEqual(weights(0.6, 0.24, 0.16));
    waiting.shift()?.();
    await waitFor(() => expect(screen.getByText("Tried here, not saved")).toBeInTheDocument());
    expect(waiting).toHaveLength(0);
  });

  it("leave the focus on the slider, which keys move by a hundredth", async () => {
    const { ipc } = await show();
    const slider = screen.getByRole("slider", { name: "Key-person risk" });
    slider.focus();
    expect(slider).toHaveAttribute("step", "0.01");
    await fireEvent.input(slider, { target: { value: "0.31" } });
    await waitFor(() => expect(requests(ipc)).toHaveLength(2));
    await waitFor(() => expect(slider).toHaveFocus());
  });

  it("are typed, and a number out of range leaves them", async () => {
    const { ipc, user } = await show();
    const field = screen.getByRole("textbox", { name: "Seat gap, as a number" });
    await user.clear(field);
    await user.type(field, "1.5{Tab}");
    expect(field).toHaveValue("0.50");
    await user.clear(field);
    await user.type(field, "0,6{Tab}");
    await waitFor(() => expect(requests(ipc).at(-1)?.tried?.weights).toEqual(weights(0.6, 0.24, 0.16)));
    expect(field).toHaveValue("0.60");
  });

  it("go back to the workspace's own", async () => {
    const { ipc, user } = await show();
    const reset = screen.getByRole("button", { name: "Reset" });
    expect(reset).toBeDisabled();
    await fireEvent.input(screen.getByRole("slider", { name: "Seat gap" }), { target: { value: "0.9" } });
    await user.click(reset);
    await waitFor(() => expect(requests(ipc).at(-1)?.tried).toBeNull());
    expect(screen.getByRole("slider", { name: "Seat gap" })).toHaveValue("0.5");
  });

  it("are saved for the workspace", async () => {
    let own = priorities.own;
    const { ipc, session, user } = await show({
      priorities: async (_, request) => ({ ...rankedNeeds(request), own }),
      saveNeedSettings: async (settings) => {
        own = settings;
        return session.workspace!;
      },
    });
    const save = screen.getByRole("button", { name: "Save for the workspace" });
    expect(save).toBeDisabled();
    await fireEvent.input(screen.getByRole("slider", { name: "Seat gap" }), { target: { value: "0.6" } });
    await user.click(save);
    expect(ipc.given("saveNeedSettings")[0]?.[0]).toEqual({ weights: weights(0.6, 0.24, 0.16), line: 40, reach: 2 });
    await waitFor(() => expect(save).toBeDisabled());
    expect(screen.getByRole("slider", { name: "Seat gap" })).toHaveValue("0.6");
    await waitFor(() => expect(requests(ipc).at(-1)?.tried).toBeNull());
  });

  it("are not saved into a file that can only be read", async () => {
    await show({}, (session) => (session.workspace = { ...session.workspace!, read_only: true }));
    await fireEvent.input(screen.getByRole("slider", { name: "Seat gap" }), { target: { value: "0.6" } });
    expect(screen.getByRole("button", { name: "Reset" })).toBeEnabled();
    expect(screen.getByRole("button", { name: "Save for the workspace" })).toBeDisabled();
  });
});

it("moves the need line and the reach of training", async () => {
  const { ipc, user } = await show();
  await fireEvent.input(screen.getByRole("slider", { name: "Need line" }), { target: { value: "55" } });
  await waitFor(() => expect(requests(ipc).at(-1)?.tried).toEqual({ ...priorities.own, line: 55 }));
  expect(await screen.findByText("Need line, 55")).toBeInTheDocument();
  expect(screen.getByRole("textbox", { name: "Need line, as a number" })).toHaveValue("55");
  await user.selectOptions(screen.getByRole("combobox", { name: "In reach" }), "up to 3 levels");
  await waitFor(() => expect(requests(ipc).at(-1)?.tried).toEqual({ ...priorities.own, line: 55, reach: 3 }));
});

it("is accessible", async () => {
  await show();
  expect(await violations()).toEqual([]);
});

it("says what to do where there is nothing to rank", async () => {
  const empty = { title: "No role has a target yet", text: "Needs come from targets.", actions: [{ kind: "import" as const, label: "Import", text: "Bring in levels." }] };
  const { ipc, user } = await show({ priorities: async () => ({ ...priorities, rows: [], opened: null, empty }) });
  expect(screen.getByRole("heading", { name: "No role has a target yet" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Import" }));
  expect(ipc.given("chooseImport")).toHaveLength(1);
  expect(await violations()).toEqual([]);
});
