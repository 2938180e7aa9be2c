// The competencies of the team screen: changed, added, merged, and read where nothing can be changed.
import { screen, waitFor, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it } from "vitest";

import type { Ipc } from "$lib/ipc/ipc";
import { violations } from "$testing/accessible";
import { showScreen } from "$testing/screens";
import { team } from "$testing/team";
import { workspace } from "$testing/workspace";

import TeamScreen from "./TeamScreen.svelte";

const panel = () => screen.getByRole("complementary", { name: "Details" });
const heading = () => within(panel()).getByRole("heading", { level: 2 }).textContent;
const field = (name: string) => within(panel()).getByRole("textbox", { name });
const inPanel = (name: string) => within(panel()).getByRole("button", { name });

async function open(answers: Partial<Ipc> = {}, change?: Parameters<typeof showScreen>[2]) {
  const shown = showScreen(TeamScreen, answers, change);
  await shown.user.click(await screen.findByRole("button", { name: "Competencies" }));
  return shown;
}

beforeEach(() => {
  window.innerWidth = 1440;
});

describe("the competencies", () => {
  it("stand by area, with who needs them and where they are from", async () => {
    await open();
    expect(screen.getByRole("heading", { name: "53 competencies" })).toBeInTheDocument();
    const rows = within(screen.getByRole("table", { name: "Competencies" })).getAllByRole("row").slice(1).map((row) => [...row.children].map((cell) => cell.textContent?.trim()));
    // 14 areas over 53 competencies.
    expect(rows).toHaveLength(67);
    expect(rows[0]).toEqual(["ML SecOps"]);
    expect(rows.find(([name]) => name === "Output handling")).toEqual(["Output handling", "1", "12", "6 months", "Cadre"]);
    expect(rows.find(([name]) => name === "Payments assurance")).toEqual(["Payments assurance", "–", "–", "12 months", "own"]);
    expect(panel()).toHaveTextContent("Choose a competency to open it here.");
    expect(await violations()).toEqual([]);
  });

  it("are changed: name, area, re-check and what the levels look like", async () => {
    const { ipc, user } = await open();
    await user.click(screen.getByRole("button", { name: "Payments assurance" }));
    expect(panel()).toHaveTextContent("Governance and risk, your own; 0 roles have a target, 0 people are assessed");
    await user.selectOptions(within(panel()).getByRole("combobox", { name: "Area" }), "A new area");
    await user.type(field("Name of the area"), "Payments");
    await user.clear(field("Re-check"));
    await user.type(field("Re-check"), "6");
    await user.click(inPanel("Save"));
    const draft = { key: "payments_assurance", name: "Payments assurance", area: null, new_area: "Payments", recheck_months: 6 };
    // All five lines are blank: there are none.
    await waitFor(() => expect(ipc.given("saveCompetency")).toEqual([[{ ...draft, descriptors: [] }]]));
  });

  it("have a line for each level, whatever lines were typed into it", async () => {
    const { ipc, user } = await open();
    await user.click(screen.getByRole("button", { name: "Payments assurance" }));
    await user.type(field("3: Independent, also during an incident"), "Audits a scheme{Enter}alone");
    await user.click(inPanel("Save"));
    await waitFor(() => expect(ipc.given("saveCompetency").at(-1)).toMatchObject([{ descriptors: ["", "", "", "Audits a scheme alone", ""] }]));
  });

  it("have what is wrong with a level beside its line", async () => {
    const fields = [{ place: "descriptors[4]", found: "", expected: "a line for every level, or for none" }];
    const { user } = await open({ saveCompetency: () => Promise.reject({ code: "invalid_argument", message: "This was not saved.", hint: "", fields }) });
    await user.click(screen.getByRole("button", { name: "Output handling" }));
    await user.clear(field("4: Solves novel cases, reviews others"));
    await user.click(inPanel("Save"));
    await waitFor(() => expect(field("4: Solves novel cases, reviews others")).toHaveAccessibleDescription("Expected a line for every level, or for none."));
  });

  it("are added: one's own, and those that ship and are missing", async () => {
    let view = team;
    const { ipc, user } = await open({
      team: async () => view,
      saveCompetency: async ({ name }) => {
        view = { ...team, competencies: [...team.competencies, { ...team.competencies[0]!, key: "new", name }] };
        return workspace;
      },
    });
    await user.click(screen.getByRole("button", { name: "Add a competency" }));
    await user.type(field("Name"), "Drone security{Enter}");
    await waitFor(() => expect(heading()).toBe("Drone security"));
    expect(ipc.given("saveCompetency")).toEqual([[{ key: null, name: "Drone security", area: "ml_secops", new_area: "", recheck_months: 12, descriptors: [] }]]);
    await user.click(screen.getByRole("button", { name: "Add shipped ones, 2 missing" }));
    await user.click(inPanel("Choose all"));
    await user.click(inPanel("Add 2 competencies"));
    await waitFor(() => expect(ipc.given("addShippedCompetencies")).toEqual([[["secure_deployment", "supplier_risk"]]]));
  });

  it("are merged once it is said what that changes", async () => {
    const { ipc, user } = await open();
    await user.click(screen.getByRole("button", { name: "Forensics" }));
    expect(inPanel("Merge")).toBeDisabled();
    await user.type(within(panel()).getByRole("combobox", { name: "Competency that stays" }), "tria{Enter}");
    await user.click(inPanel("Merge"));
    const dialog = await screen.findByRole("dialog", { name: "Merge Forensics into Triage?" });
    expect(dialog).toHaveTextContent("14 assessments go over to Triage.");
    expect(ipc.given("mergeCompetencies")).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Merge" }));
    await waitFor(() => expect(ipc.given("mergeCompetencies")).toEqual([["forensics", "triage"]]));
    expect(ipc.given("mergeConsequences")).toEqual([["forensics", "triage"]]);
  });

  it("are read but not changed in a file that can only be read", async () => {
    const { user } = await open({}, (session) => (session.workspace = { ...workspace, read_only: true }));
    await user.click(screen.getByRole("button", { name: "Output handling" }));
    expect(field("Name")).toBeDisabled();
    expect(field("Name")).toHaveValue("Output handling");
    expect(within(panel()).queryByRole("button")).toBeNull();
    expect(screen.queryByRole("button", { name: "Add a competency" })).toBeNull();
  });
});
