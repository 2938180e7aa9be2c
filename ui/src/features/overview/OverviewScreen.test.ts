// The overview: its pictures lead to the priorities, its words and counts are the shell's.
import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { violations } from "$testing/accessible";
import { showScreen } from "$testing/screens";
import { overview } from "$testing/workspace";

import OverviewScreen from "./OverviewScreen.svelte";

describe("the overview", () => {
  it("leads from a mark to the area's needs", async () => {
    const { session, user } = showScreen(OverviewScreen);
    const chart = await screen.findByRole("listbox", { name: "Hiring and training priorities" });
    await user.click(within(chart).getByRole("option", { name: /Cloud computing/ }));
    expect([session.screen, session.target]).toEqual(["priorities", { area: "cloud" }]);
  });

  it("leads from a worst gap to its need", async () => {
    const { session, user } = showScreen(OverviewScreen);
    await user.click(await screen.findByRole("button", { name: /^Need 79/ }));
    expect([session.screen, session.target]).toEqual(["priorities", { competency: "forensics", team: "detection_and_response" }]);
  });

  it("says how sure it is in words", async () => {
    showScreen(OverviewScreen);
    expect(await screen.findByRole("img", { name: "309 confirmed, fresh; 80 claimed only, fresh; 38 stale; 29 unknown" })).toBeInTheDocument();
  });

  it("asks again when the team or the data change, and draws both pictures anew", async () => {
    const { ipc, session } = showScreen(OverviewScreen);
    await waitFor(() => expect(ipc.given("chart")).toHaveLength(2));
    session.choose({ team: "ai_assurance" });
    await waitFor(() => expect(ipc.given("overview").at(-1)).toEqual([{ team: "ai_assurance", as_of: null, benchmark: null }]));
    await waitFor(() => expect(ipc.given("chart").map((given) => given[0])).toEqual(["priorities", "need-industry", "priorities", "need-industry"]));
    session.changed({ ...session.workspace! });
    await waitFor(() => expect(ipc.given("overview")).toHaveLength(3));
    await waitFor(() => expect(ipc.given("chart")).toHaveLength(6));
  });

  it("keeps what it shows while the next answer is on its way", async () => {
    let calls = 0;
    const never = new Promise<never>(() => {});
    const { session } = showScreen(OverviewScreen, { overview: () => (calls++ === 0 ? Promise.resolve(overview) : never) });
    await screen.findByRole("heading", { level: 1, name: overview.title });
    session.choose({ team: "ai_assurance" });
    await waitFor(() => expect(calls).toBe(2));
    expect(screen.getByRole("heading", { level: 1, name: overview.title })).toBeInTheDocument();
  });

  it("saves a picture under the name that was chosen, and says where", async () => {
    const { ipc, session, user } = showScreen(OverviewScreen);
    await screen.findByRole("listbox", { name: "Need × industry gap" });
    await user.click(screen.getByRole("button", { name: "Save Need × industry gap" }));
    await user.click(await screen.findByText("Save as SVG"));
    await waitFor(() => expect(session.announcement).toBe("Saved /home/you/need-industry.svg"));
    expect(ipc.given("saveChart")[0]?.[3]).toBe("svg");
  });

  it("is accessible", async () => {
    showScreen(OverviewScreen);
    await waitFor(() => expect(screen.getAllByRole("listbox")).toHaveLength(2));
    expect(await violations()).toEqual([]);
  });

  it("says what to do where there is nothing to show", async () => {
    const empty = {
      title: "Nobody has been assessed yet",
      text: "Gaps are counted from levels.",
      actions: [
        { kind: "all_teams" as const, label: "Show all teams", text: "Other teams have levels." },
        { kind: "matrix" as const, label: "Set levels", text: "Type them in." },
      ],
    };
    const { session, user } = showScreen(OverviewScreen, { overview: async () => ({ ...overview, empty }) }, (session) => session.choose({ team: "ai_assurance" }));
    await user.click(await screen.findByRole("button", { name: "Show all teams" }));
    expect(session.selection.team).toBeNull();
    await user.click(screen.getByRole("button", { name: "Set levels" }));
    expect(session.screen).toBe("matrix");
  });
});
