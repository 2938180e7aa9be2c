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
    await user.click(screen.getByRole("button", { name: "Save or copy Need × industry gap" }));
    await user.click(await screen.findByText("Save as SVG"));
    await waitFor(() => expect(session.announcement).toBe("Saved /home/you/need-industry.svg"));
    expect(ipc.given("saveChart")[0]?.[3]).toBe("svg");
  });

  it("opens the charts of freshness and of coverage", async () => {
    const { session, user } = showScreen(OverviewScreen);
    await user.click(await screen.findByRole("button", { name: "Chart of every area" }));
    expect(session.chart).toBe("freshness");
    await user.click(screen.getByRole("button", { name: "Chart of coverage by quarter" }));
    expect(session.chart).toBe("trend");
  });

  it("calls the last figure of a past day no figure of now", async () => {
    showScreen(OverviewScreen, {}, (session) => session.choose({ as_of: "2026-03-01" }));
    expect(await screen.findByRole("columnheader", { name: "Then" })).toBeInTheDocument();
    expect(screen.queryByRole("columnheader", { name: "Now" })).toBeNull();
  });

  it("leads to the own ratings", async () => {
    const { session, user } = showScreen(OverviewScreen);
    await user.click(await screen.findByRole("button", { name: "Own ratings" }));
    expect(session.screen).toBe("ratings");
  });

  it("copies its tables, the small lines as figures by their days", async () => {
    const { ipc, user } = showScreen(OverviewScreen);
    await user.click(await screen.findByRole("button", { name: "Copy Seat gap since 1 March" }));
    await user.click(screen.getByRole("button", { name: "Copy least certain areas" }));
    await user.click(screen.getByRole("button", { name: "Copy worst gaps" }));
    const [trend, certain, worst] = ipc.given("copyText").map(([text]) => (text as string).split("\n"));
    expect(trend?.[0]).toBe("Area\t2025-06-01\t2025-09-01\t2025-12-01\t2026-03-01\t2026-06-01\tNow\tPoints");
    expect(trend?.[1]).toBe("LLM SecOps\t100%\t100%\t94%\t89%\t83%\t83%\t-6");
    expect(trend?.[3]).toBe("Incident response\t\t18%\t18%\t18%\t27%\t27%\t+9");
    expect(certain?.slice(0, 2)).toEqual(["Least certain areas\tStale\tUnknown\tPairs", "LLM SecOps\t16\t7\t72"]);
    expect(worst?.[5]).toBe("5–6\tPrivileged access, Platform security: 1 of 2 seats, resting on Greta Lindqvist; Hugo Mercier is near.\t58.0\ttrain");
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
