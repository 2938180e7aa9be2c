// The tabs of Priorities, the risks with what is behind them, and what opens without one person.
import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import PrioritiesScreen from "$features/priorities/PrioritiesScreen.svelte";
import type { Session, Target } from "$features/shell/session.svelte";
import { violations } from "$testing/accessible";
import { keyPeople, risks } from "$testing/risks";
import { showScreen } from "$testing/screens";

async function show(tab: NonNullable<Target["tab"]>, answers: Parameters<typeof showScreen>[1] = {}, change: (session: Session) => void = () => {}) {
  const shown = showScreen(PrioritiesScreen, answers, (session) => {
    session.go("priorities", { tab });
    change(session);
  });
  await screen.findByRole("heading", { level: 1 });
  return shown;
}

const tab = (name: string) => screen.getByRole("tab", { name });
const panel = (name: string) => screen.getByRole("complementary", { name });
const EMPTY = { title: "No people yet", text: "Begin with the list you have:", actions: [{ kind: "import" as const, label: "Import a spreadsheet", text: "A list." }] };

describe("the tabs", () => {
  it("go along with the arrow keys, Home and End, and show", async () => {
    const { user } = await show("needs");
    expect(tab("Needs")).toHaveAttribute("aria-selected", "true");
    expect(screen.getByRole("tabpanel", { name: "Needs" })).toBeInTheDocument();
    tab("Needs").focus();
    await user.keyboard("{ArrowRight}");
    expect(tab("Risks")).toHaveFocus();
    expect(await screen.findByRole("heading", { name: risks.title })).toBeInTheDocument();
    expect(screen.getByRole("tabpanel", { name: "Risks" })).toBeInTheDocument();
    await user.keyboard("{End}");
    expect(tab("Key people")).toHaveFocus();
    expect(await screen.findByRole("heading", { name: keyPeople.title })).toBeInTheDocument();
    await user.keyboard("{ArrowRight}");
    expect(tab("Needs")).toHaveFocus();
    await user.keyboard("{ArrowLeft}{Home}");
    expect(tab("Needs")).toHaveFocus();
    expect(screen.getAllByRole("tab").filter((one) => one.tabIndex === 0)).toEqual([tab("Needs")]);
  });

  it("ask only for the part that is shown", async () => {
    const { ipc } = await show("key-people");
    expect([ipc.given("priorities"), ipc.given("risks")]).toEqual([[], []]);
    expect(ipc.given("keyPeople")).toHaveLength(1);
  });

  it("are accessible, each", async () => {
    for (const name of ["needs", "risks", "key-people"] as const) {
      const { unmount } = await show(name);
      expect(await violations()).toEqual([]);
      unmount();
    }
  });
});

describe("the risks", () => {
  it("say their standing in words, and unknown apart from nobody", async () => {
    await show("risks");
    const standings = screen.getAllByRole("row").slice(1).map((row) => within(row).getAllByRole("cell")[1]?.textContent?.trim());
    expect(standings.map((text) => text?.replace(/^\?/, ""))).toEqual(["One person", "Nobody", "Two or more", "Unknown"]);
  });

  it("open with the arrow keys, and name the people and levels behind", async () => {
    const { user } = await show("risks");
    const behind = panel("Behind the risk");
    expect(within(behind).getByRole("heading", { name: "LLM01 Prompt Injection" })).toBeInTheDocument();
    expect(behind).toHaveTextContent("Mina Park, level 3");
    expect(behind).toHaveTextContent("Nearest to it: Elif Kaya, level 2, re-check due.");
    screen.getByRole("button", { name: "Prompt Injection" }).focus();
    await user.keyboard("{ArrowDown}");
    expect(screen.getByRole("button", { name: "Improper Output Handling" })).toHaveFocus();
    expect(within(panel("Behind the risk")).getByRole("heading", { name: "LLM05 Improper Output Handling" })).toBeInTheDocument();
  });

  it("lead to the matrix and to the need that says hire or train", async () => {
    const { session, user } = await show("risks");
    await user.click(screen.getByRole("button", { name: "Improper Output Handling" }));
    await user.click(screen.getByRole("button", { name: "Output handling: hire or train" }));
    expect(session.target).toEqual({ tab: "needs", competency: "output-handling", team: "ai_assurance" });
    expect(await screen.findByRole("tabpanel", { name: "Needs" })).toBeInTheDocument();
    await user.click(tab("Risks"));
    await user.click(await screen.findByRole("button", { name: "AI red teaming: levels in the matrix" }));
    expect([session.screen, session.target]).toEqual(["matrix", { competency: "ai-red-teaming" }]);
  });

  it("are those of the framework chosen", async () => {
    const { ipc, user } = await show("risks");
    expect(ipc.given("risks")[0]?.[1]).toBeNull();
    await user.selectOptions(screen.getByRole("combobox", { name: "Framework" }), "nice");
    await waitFor(() => expect(ipc.given("risks").at(-1)?.[1]).toBe("nice"));
    expect(screen.getByText(/Cadre's own reading/)).toBeInTheDocument();
  });

  it("are copied whole", async () => {
    const { ipc, session, user } = await show("risks");
    await user.click(screen.getByRole("button", { name: "Copy all risks" }));
    await waitFor(() => expect(session.notice).toBe("Copied 4 rows"));
    expect((ipc.given("copyText")[0]?.[0] as string).split("\n")[4]).toBe("LLM08\tVector and Embedding Weaknesses\tunknown\t\t1\t0\t0\t0\t1\tRetrieval security\t–");
  });

  it("say what is missing where nobody is there", async () => {
    const { ipc, user } = await show("risks", { risks: async () => ({ ...risks, rows: [], empty: EMPTY }) });
    await user.click(screen.getByRole("button", { name: "Import a spreadsheet" }));
    expect(ipc.given("chooseImport")).toHaveLength(1);
    expect(await violations()).toEqual([]);
  });
});

describe("the key people", () => {
  it("share a rank where the same opens, and say that nothing is predicted", async () => {
    await show("key-people");
    const ranks = screen.getAllByRole("row").slice(1).map((row) => within(row).getAllByRole("cell")[0]?.textContent?.trim());
    expect(ranks).toEqual(["1", "2–3", "2–3, tie"]);
    expect(screen.getByText(/Nobody’s leaving is predicted here/)).toBeInTheDocument();
    expect(screen.getByText("Without any of the 21 others nothing opens.")).toBeInTheDocument();
  });

  it("open to the seats and risks in words, which lead on", async () => {
    const { session, user } = await show("key-people");
    const opens = () => panel("What opens");
    expect(opens()).toHaveTextContent("2 seats open; 1 risk is left with nobody and 1 with one person");
    expect(opens()).toHaveTextContent("1 of 5 seats filled, none without");
    screen.getByRole("button", { name: "Mina Park" }).focus();
    await user.keyboard("{ArrowDown}");
    expect(within(opens()).getByRole("heading", { name: "Without Rosa Ibáñez" })).toBeInTheDocument();
    await user.keyboard("{Home}");
    await user.click(screen.getByRole("button", { name: "LLM07 System Prompt Leakage: who is behind it" }));
    expect(session.target).toEqual({ tab: "risks", risk: { framework: "owasp-llm-2025", key: "LLM07" } });
    expect(await screen.findByRole("heading", { name: "LLM07 System Prompt Leakage" })).toBeInTheDocument();
  });

  it("give way to a year of attrition, in which nobody is named", async () => {
    const { container, user } = await show("key-people");
    await user.click(screen.getByRole("button", { name: "A year of attrition" }));
    expect(screen.getByRole("heading", { name: keyPeople.year.title })).toBeInTheDocument();
    const rows = within(screen.getByRole("region", { name: "Seats expected to open" })).getAllByRole("row");
    expect(rows[2]?.textContent?.replaceAll(/\s+/g, " ")).toContain("0.980.02");
    expect(screen.getByRole("region", { name: "Risks left with nobody" })).toHaveTextContent("25.0%");
    for (const row of keyPeople.people) expect(container).not.toHaveTextContent(row.name);
    expect(await violations()).toEqual([]);
  });
});
