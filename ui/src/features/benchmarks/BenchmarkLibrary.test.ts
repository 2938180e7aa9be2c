// The benchmark library: every edition, one down to the source of a figure, and one's own added, chosen and removed.
import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { Session } from "$features/shell/session.svelte";
import type { AppError } from "$lib/ipc/types";
import { violations } from "$testing/accessible";
import { badEdition, edition, editionFile, editionPreview, ownEdition } from "$testing/benchmarks";
import { fakeIpc } from "$testing/fake";
import { showWindow } from "$testing/screens";
import { workspace } from "$testing/workspace";

import BenchmarkLibrary from "./BenchmarkLibrary.svelte";
import SourceLink from "./SourceLink.svelte";

const box = () => screen.findByRole("dialog");
const gone = () => waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());

const open = async (...given: Parameters<typeof showWindow>) => {
  const shown = await showWindow(...given);
  shown.ipc.happens.menu("benchmarks");
  await screen.findByRole("region", { name: "Editions" });
  return shown;
};
const openOwn = async (...given: Parameters<typeof showWindow>) => {
  const shown = await open(...given);
  await shown.user.click(screen.getByRole("button", { name: /^Example Security Society/ }));
  await screen.findByRole("heading", { name: ownEdition.title });
  return shown;
};

describe("the library", () => {
  it("lists one's own first, then what can be compared with, then what is only read", async () => {
    await open();
    const rows = within(screen.getByRole("region", { name: "Editions" })).getAllByRole("row").map((row) => row.textContent ?? "");
    expect(rows.slice(1).map((row) => row.replace(/\s+/g, " ").trim().slice(0, 22))).toEqual([
      "Your own",
      "Example Security Socie",
      "To compare with",
      "ISACA, State of Cybers",
      "ISACA, State of Cybers",
      "To read: no figure has",
      "CyberSeek, Supply and ",
    ]);
    expect(rows[4]).toMatch(/default.*2024.*1,868.*Q2 2024.*High and medium.*6 by area, 13 without/);
    expect(await violations()).toEqual([]);
  });

  it("opens an edition with its figures, series, breaks, conflicts and statistics, and goes back to where it was", async () => {
    const { ipc, user } = await open();
    await user.click(screen.getByRole("button", { name: "ISACA, State of Cybersecurity 2024" }));
    await screen.findByRole("heading", { name: edition.title });
    expect(ipc.given("benchmarkEdition")).toEqual([["isaca-2024"]]);
    const figures = screen.getByRole("region", { name: "Figures by area" });
    const cloud = within(figures).getByRole("row", { name: /^Cloud computing/ });
    for (const part of ["42%", "1,868", "Medium", "Skill gaps: cloud computing", "Dark Reading", "isaca.gap.cloud-computing", "2022 52%, 2023 47%"]) {
      expect(cloud).toHaveTextContent(part);
    }
    expect(within(figures).getByRole("row", { name: /^Software development/ })).toHaveTextContent("The series begins anew here.");
    const whole = await box();
    expect(whole).toHaveTextContent(/59%.*used here/);
    expect(whole).toHaveTextContent("The publisher’s own text is used.");
    expect(screen.getByRole("region", { name: "Percentages without an area" })).toHaveTextContent("Cybersecurity teams that are understaffed");
    expect(screen.getByRole("button", { name: "All editions" })).toHaveFocus();
    expect(await violations()).toEqual([]);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(screen.getByRole("button", { name: "ISACA, State of Cybersecurity 2024" })).toHaveFocus());
  });

  it("copies the address and the figures with their sources", async () => {
    const { ipc, user } = await open();
    await user.click(screen.getByRole("button", { name: "ISACA, State of Cybersecurity 2024" }));
    await user.click(await screen.findByRole("button", { name: "Copy the address" }));
    await user.click(screen.getByRole("button", { name: "Copy figures by area" }));
    const [address, figures] = ipc.given("copyText").map(([text]) => (text as string).split("\n"));
    expect(address).toEqual(["https://www.isaca.org/resources/reports/state-of-cybersecurity-2024"]);
    expect(figures?.[0]).toBe("Area\tKind\tPercent\tn\tConfidence\tWording\tSource\tInterval\tQuestion\tSeries\tRead with care");
    expect(figures?.[2]).toMatch(/^Cloud computing\tPerceived gap\t42%\t1,868\tMedium\t.*Dark Reading.*\t39.8 to 44.3% \(Wilson\)\tisaca.gap\t/);
  });

  it("says why an edition could not be opened", async () => {
    const error: AppError = { code: "unknown_benchmark", message: "There is no benchmark “isaca-2024”.", hint: "Choose one of: x.", fields: [] };
    const { user } = await open({ benchmarkEdition: () => Promise.reject(error) });
    await user.click(screen.getByRole("button", { name: "ISACA, State of Cybersecurity 2024" }));
    expect(within(await box()).getByRole("alert")).toHaveTextContent(error.message);
  });
});

describe("an edition of one's own", () => {
  it("is looked at, then added as it was looked at", async () => {
    const { ipc, user } = await open();
    await user.click(screen.getByRole("button", { name: "Add an edition of your own" }));
    await screen.findByRole("heading", { name: "Add own.toml" });
    expect(ipc.given("editionPreview")).toEqual([[editionFile]]);
    expect(ipc.given("addEdition")).toEqual([]);
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Add the edition" }));
    await screen.findByRole("heading", { name: ownEdition.title });
    expect(ipc.given("addEdition")).toEqual([[editionFile, false]]);
  });

  it("takes the place of another only where that is said", async () => {
    const { ipc, user } = await open({ editionPreview: async () => ({ ...editionPreview, replaces: "Example Security Society 2026" }) });
    await user.click(screen.getByRole("button", { name: "Add an edition of your own" }));
    expect(await screen.findByText(/^This takes the place of Example Security Society 2026/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Replace the edition" }));
    await waitFor(() => expect(ipc.given("addEdition")).toEqual([[editionFile, true]]));
  });

  it("has every problem named by its line, and is not stored", async () => {
    const { ipc, user } = await open({ editionPreview: async () => badEdition });
    await user.click(screen.getByRole("button", { name: "Add an edition of your own" }));
    expect((await screen.findByText("Line 21")).closest("li")).toHaveTextContent("Line 21 `percent` is 131.5, expected 0 to 100");
    expect(await box()).toHaveTextContent("and 12 more");
    expect(await box()).toHaveTextContent("Nothing was stored. Mend each line that is listed");
    expect(screen.queryByRole("button", { name: "Add the edition" })).toBeNull();
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Choose the file again" }));
    await waitFor(() => expect(ipc.given("chooseEdition")).toHaveLength(2));
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(await screen.findByRole("region", { name: "Editions" })).toBeInTheDocument();
    expect(ipc.given("addEdition")).toEqual([]);
  });

  it("stays out where its file could not be read or the dialog was cancelled", async () => {
    const error: AppError = { code: "invalid_content", message: "own.toml:2: this is not text in UTF-8.", hint: "Save it as UTF-8.", fields: [] };
    let refuse = false;
    const { user } = await open({ chooseEdition: () => (refuse ? Promise.reject(error) : Promise.resolve(null)) });
    const add = screen.getByRole("button", { name: "Add an edition of your own" });
    await user.click(add);
    expect(screen.getByRole("region", { name: "Editions" })).toBeInTheDocument();
    refuse = true;
    await user.click(add);
    expect(within(await box()).getByRole("alert")).toHaveTextContent("own.toml:2: this is not text in UTF-8. Save it as UTF-8.");
  });

  it("is removed after it is said what goes with it", async () => {
    const { ipc, user } = await openOwn();
    await user.click(screen.getByRole("button", { name: "Remove" }));
    expect(await screen.findByRole("heading", { name: `Remove ${ownEdition.title}?` })).toBeInTheDocument();
    expect(screen.getByText("It is the default: ISACA 2024 is compared with again.")).toBeInTheDocument();
    await waitFor(() => expect(screen.getByRole("button", { name: "Keep it" })).toHaveFocus());
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Keep it" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Remove" })).toHaveFocus());
    await user.click(screen.getByRole("button", { name: "Remove" }));
    await user.click(screen.getByRole("button", { name: "Remove the edition" }));
    await waitFor(() => expect(ipc.given("removeEdition")).toEqual([["example-society-2026"]]));
    expect(await screen.findByRole("region", { name: "Editions" })).toBeInTheDocument();
  });

  it("becomes the default, which is then what is compared with", async () => {
    const { ipc, user } = await openOwn();
    await user.click(screen.getByRole("button", { name: "Use as the default" }));
    await waitFor(() => expect(ipc.given("setDefaultBenchmark")).toEqual([["example-society-2026"]]));
    await waitFor(() => expect(ipc.given("overview").at(-1)).toEqual([{ team: null, as_of: null, benchmark: null }]));
  });

  it("cannot be added, chosen or removed in a file that can only be read", async () => {
    const { user } = await openOwn({ workspace: async () => ({ ...workspace, read_only: true }) });
    for (const name of ["Use as the default", "Remove"]) expect(screen.queryByRole("button", { name })).toBeNull();
    await user.click(screen.getByRole("button", { name: "All editions" }));
    expect(await screen.findByRole("region", { name: "Editions" })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Add an edition of your own" })).toBeNull();
  });
});

describe("a figure's source", () => {
  it("is one press away: the library opens at the figure, which has the focus, and Escape leads back", async () => {
    const { user } = await showWindow();
    const link = await screen.findByRole("button", { name: "Source of the industry gap" });
    link.focus();
    await user.keyboard("{Enter}");
    await screen.findByRole("heading", { name: edition.title });
    await user.keyboard("{Escape}");
    await gone();
    await waitFor(() => expect(link).toHaveFocus());
  });

  it("opens the edition at the area and kind it was asked for", async () => {
    const ipc = fakeIpc();
    const session = new Session(ipc);
    session.workspace = workspace;
    const user = userEvent.setup();
    render(SourceLink, { session, benchmark: "isaca-2024", area: "cloud", kind: "perceived_gap", of: "Cloud computing" });
    await user.click(screen.getByRole("button", { name: "Source of Cloud computing" }));
    expect(session.library).toEqual({ benchmark: "isaca-2024", area: "cloud", kind: "perceived_gap" });
    render(BenchmarkLibrary, { session, place: session.library! });
    const figures = await screen.findByRole("region", { name: "Figures by area" });
    await waitFor(() => expect(within(figures).getByRole("row", { name: /^Cloud computing/ })).toHaveFocus());
    expect(within(figures).getAllByRole("row").filter((row) => row.dataset["asked"])).toHaveLength(1);
  });

  it("leads from the choice of the benchmark to the edition chosen", async () => {
    const { ipc, user } = await showWindow();
    await user.selectOptions(await screen.findByRole("combobox", { name: "Benchmark" }), "ISACA 2025");
    await user.click(screen.getByRole("button", { name: "About this edition" }));
    await waitFor(() => expect(ipc.given("benchmarkEdition")).toEqual([["isaca-2025"]]));
  });
});

describe("a benchmark that was chosen", () => {
  it("gives way to the workspace's own where it is gone", async () => {
    const { ipc, user } = await showWindow({ undo: async () => ({ ...workspace, benchmarks: workspace.benchmarks.slice(0, 2) }) });
    await user.selectOptions(await screen.findByRole("combobox", { name: "Benchmark" }), "ISC2 2024");
    await waitFor(() => expect(ipc.given("overview").at(-1)).toEqual([{ team: null, as_of: null, benchmark: "isc2-2024" }]));
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(ipc.given("overview").at(-1)).toEqual([{ team: null, as_of: null, benchmark: null }]));
  });
});
