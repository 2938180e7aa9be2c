// The ranked list: ties, the need line, what is opened, and weights that are tried.
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { violations } from "$testing/accessible";
import { priorities } from "$testing/priorities";
import { showScreen } from "$testing/screens";

import PrioritiesScreen from "./PrioritiesScreen.svelte";

const button = (name: string) => screen.getAllByRole("button", { name })[0] as HTMLButtonElement;
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
    expect(within(panel()).getByRole("heading", { name: "Model supply chain, AI assurance" })).toBeInTheDocument();
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

  it("is copied whole, its bars as figures", async () => {
    const items = Array.from({ length: 450 }, (_, at) => ({ ...priorities.items[7]!, competency: `c${at}`, competency_name: `Competency ${at}` }));
    const { ipc, session, user } = await show({ priorities: async () => ({ ...priorities, items }) });
    await user.click(screen.getByRole("button", { name: "Copy all needs" }));
    await waitFor(() => expect(session.notice).toBe("Copied 450 rows"));
    const lines = (ipc.given("copyText")[0]?.[0] as string).split("\n");
    expect(lines[0]).toBe("Rank\tCompetency\tTeam\tNeed\tSeat gap\tKey-person risk\tLevel shortfall\tIn reach\tHire\tTrain\tStability\tIndustry gap\tSignal");
    // The parts 25.8, 2.4 and 8.5 sum to 36.7 and are scaled to a need of 39: 27.4, 2.6 and 9.0.
    expect(lines[1]).toBe("8\tCompetency 0\tAI assurance\t39.0\t27.4\t2.6\t9.0\t1 of 4\t30.0\t10.0\t95%\t24%\twatch");
    expect(lines).toHaveLength(452);
  });

  it("shows a long list in parts", async () => {
    const items = Array.from({ length: 450 }, (_, at) => ({ ...priorities.items[0]!, competency: `c${at}`, competency_name: `Competency ${at}` }));
    const { container } = await show({ priorities: async () => ({ ...priorities, items }) });
    const rows = () => container.querySelectorAll(".scroll tbody tr");
    expect(rows()).toHaveLength(200);
    expect(screen.getByText("250 more needs")).toBeInTheDocument();
    await fireEvent.click(screen.getByText("Show more"));
    expect(rows()).toHaveLength(400);
  });
});

describe("the weights", () => {
  it("are tried once the slider rests, and sum to 1", async () => {
    const { ipc } = await show();
    const slider = screen.getByRole("slider", { name: "Seat gap" });
    await fireEvent.input(slider, { target: { value: "0.55" } });
    await fireEvent.input(slider, { target: { value: "0.60" } });
    await waitFor(() => expect(ipc.given("priorities")).toHaveLength(2));
    expect(ipc.given("priorities")[1]?.[1]).toEqual({ seat_gap: 0.6, key_person_risk: 0.24, level_shortfall: 0.16 });
    expect(screen.getByRole("slider", { name: "Key-person risk" })).toHaveValue("0.24");
    expect(screen.getByRole("textbox", { name: "Level shortfall, as a number" })).toHaveValue("0.16");
  });

  it("are typed, and a number out of range leaves them", async () => {
    const { ipc, user } = await show();
    const field = screen.getByRole("textbox", { name: "Seat gap, as a number" });
    await user.clear(field);
    await user.type(field, "1.5{Tab}");
    expect(field).toHaveValue("0.50");
    await user.clear(field);
    await user.type(field, "0,6{Tab}");
    await waitFor(() => expect(ipc.given("priorities").at(-1)?.[1]).toEqual({ seat_gap: 0.6, key_person_risk: 0.24, level_shortfall: 0.16 }));
    expect(field).toHaveValue("0.60");
  });

  it("go back to the workspace's own", async () => {
    const { ipc, user } = await show();
    const reset = screen.getByRole("button", { name: "Reset" });
    expect(reset).toBeDisabled();
    await fireEvent.input(screen.getByRole("slider", { name: "Seat gap" }), { target: { value: "0.9" } });
    await user.click(reset);
    await waitFor(() => expect(ipc.given("priorities").at(-1)?.[1]).toBeNull());
    expect(screen.getByRole("slider", { name: "Seat gap" })).toHaveValue("0.5");
  });
});

it("is accessible", async () => {
  await show();
  expect(await violations()).toEqual([]);
});

it("says what to do where there is nothing to rank", async () => {
  const empty = { title: "No role has a target yet", text: "Needs come from targets.", actions: [{ kind: "import" as const, label: "Import", text: "Bring in levels." }] };
  const { ipc, user } = await show({ priorities: async () => ({ ...priorities, items: [], empty }) });
  expect(screen.getByRole("heading", { name: "No role has a target yet" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Import" }));
  expect(ipc.given("chooseImport")).toHaveLength(1);
  expect(await violations()).toEqual([]);
});
