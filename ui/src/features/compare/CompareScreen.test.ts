// The comparison: the source of whatever is opened stands beside it.
import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { violations } from "$testing/accessible";
import { showScreen } from "$testing/screens";
import { compare } from "$testing/workspace";

import CompareScreen from "./CompareScreen.svelte";

const source = () => screen.getByRole("complementary", { name: "Source" });

describe("the comparison", () => {
  it("opens the first area with a published figure", async () => {
    showScreen(CompareScreen);
    expect(await screen.findByRole("heading", { name: "ML SecOps, industry" })).toBeInTheDocument();
    expect(within(source()).getByText("22.1 to 26.0% (Wilson)")).toBeInTheDocument();
  });

  it("opens the area of a mark, and draws it as selected", async () => {
    const { ipc, user } = showScreen(CompareScreen);
    await user.click(await screen.findByRole("option", { name: /^Incident response/ }));
    expect(screen.getByRole("heading", { name: "Incident response, industry" })).toBeInTheDocument();
    expect(within(source()).getByText("No figure in this edition")).toBeInTheDocument();
    expect(ipc.given("chart").at(-1)?.[2]).toMatchObject({ selected: "incident_response" });
  });

  it("tells what to read with care", async () => {
    const { user } = showScreen(CompareScreen);
    await user.click(await screen.findByRole("option", { name: /^LLM SecOps/ }));
    expect(within(source()).getByText(/^LLM and ML SecOps are reported together/)).toBeInTheDocument();
  });

  it("asks for the benchmark that is chosen", async () => {
    const { ipc, user } = showScreen(CompareScreen);
    await user.selectOptions(await screen.findByRole("combobox", { name: "Benchmark" }), "ISC2 2024");
    expect(ipc.given("compare").at(-1)).toEqual([{ team: null, as_of: null, benchmark: "isc2-2024" }]);
  });

  it("copies the table behind its picture", async () => {
    const { ipc, session, user } = showScreen(CompareScreen);
    await user.click(await screen.findByRole("button", { name: "Show as table" }));
    await user.click(screen.getByRole("button", { name: "Copy Areas compared with industry" }));
    expect((ipc.given("copyText")[0]?.[0] as string).split("\n")[0]).toBe("Area\tNeed\tHire\tTrain\tIndustry");
    expect(session.notice).toBe("Copied 7 rows");
  });

  it("is accessible", async () => {
    showScreen(CompareScreen);
    await screen.findByRole("listbox");
    expect(await violations()).toEqual([]);
  });
});

describe("our figures", () => {
  it("asks for the one that is chosen, for the words and for the picture", async () => {
    const { ipc, user } = showScreen(CompareScreen);
    await user.click(await screen.findByRole("button", { name: "Seat gap" }));
    const asked = { team: null, as_of: null, benchmark: null, figure: "seat_gap" };
    expect(ipc.given("compare").at(-1)).toEqual([asked]);
    expect(ipc.given("compareArea").at(-1)).toEqual([asked, "ml_secops"]);
    await waitFor(() => expect(ipc.given("chart").at(-1)?.[1]).toEqual(asked));
    expect(screen.getByRole("button", { name: "Seat gap" })).toHaveAttribute("aria-pressed", "true");
  });

  it("says under the chart what the area's figures say and what they do not", async () => {
    const { user } = showScreen(CompareScreen);
    await user.click(await screen.findByRole("option", { name: /^LLM SecOps/ }));
    expect(screen.getByText(/^3 of your 5 .* compare the order, not the numbers\.$/)).toBeInTheDocument();
  });

  it("parts series at a break and says why", async () => {
    const { user } = showScreen(CompareScreen);
    await user.click(await screen.findByRole("option", { name: /^Cloud/ }));
    const series = await within(source()).findByRole("table", { name: "ISACA, perceived gap" });
    expect(within(series).getAllByRole("row").map((row) => row.textContent?.trim())).toEqual(["Edition%Pointsn", "2022522,031", "202442−101,868"]);
    expect(within(source()).getByText(/this counts who calls the skill/)).toBeInTheDocument();
    expect(within(source()).getByRole("table", { name: "ISACA, importance" })).toBeInTheDocument();
  });

  it("keeps the choice where there is nothing to compare, and leads to the pulse", async () => {
    const { user } = showScreen(CompareScreen, {
      compare: async () => ({
        ...compare,
        ours: "perceived",
        empty: { title: "No manager has been asked yet", text: "", actions: [{ kind: "pulse", label: "Ask your managers", text: "" }] },
      }),
    });
    await user.click(await screen.findByRole("button", { name: "Ask your managers" }));
    expect(await screen.findByRole("complementary", { name: "Pulse" })).toHaveFocus();
    expect(screen.getByRole("button", { name: "Below target" })).toBeInTheDocument();
  });
});

describe("the pulse", () => {
  async function form() {
    const shown = showScreen(CompareScreen);
    await shown.user.click(await screen.findByRole("button", { name: "Pulse" }));
    await shown.user.click(await screen.findByRole("button", { name: "Record answers or save a sheet" }));
    await screen.findByLabelText("Asked on");
    return shown;
  }

  it("records answers by hand, one that names nothing among them", async () => {
    const { ipc, user } = await form();
    await user.click(screen.getByRole("checkbox", { name: "Answer 1 names Cloud computing" }));
    await user.click(screen.getByRole("button", { name: "Add an answer" }));
    expect(screen.getByRole("checkbox", { name: "Answer 2 names ML SecOps" })).toHaveFocus();
    await user.click(screen.getByRole("button", { name: "Record the pulse" }));
    expect(ipc.given("savePulse")).toEqual([
      [
        {
          id: null,
          asked_on: "2026-06-01",
          question: "isaca.gap",
          offered: ["ml_secops", "llm_secops", "cloud", "soft_skills"],
          responses: [["cloud"], []],
        },
      ],
    ]);
  });

  it("saves a blank sheet of the question and the areas chosen", async () => {
    const { ipc, session, user } = await form();
    await user.click(screen.getByRole("checkbox", { name: "Cloud computing" }));
    await user.click(screen.getByRole("button", { name: "Save a blank sheet" }));
    expect(ipc.given("savePulseForm")).toEqual([
      [{ asked_on: "2026-06-01", question: "isaca.gap", offered: ["ml_secops", "llm_secops", "soft_skills"] }],
    ]);
    expect(session.notice).toMatch(/^Saved/);
  });

  it("changes and removes one, and is accessible", async () => {
    const { ipc, user } = showScreen(CompareScreen);
    await user.click(await screen.findByRole("button", { name: "Pulse" }));
    await user.click(await screen.findByRole("button", { name: "Change the pulse of 11 May 2026" }));
    await user.click(await screen.findByRole("button", { name: "Remove answer 3" }));
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(ipc.given("savePulse")[0]?.[0]).toMatchObject({ id: "pulse_1", responses: [["ml_secops", "soft_skills"], ["soft_skills"]] });
    await user.click(await screen.findByRole("button", { name: "Remove the pulse of 11 May 2026" }));
    expect(ipc.given("removePulse")).toEqual([["pulse_1"]]);
  });

  it("shows what was wrong at the field", async () => {
    const { user } = showScreen(CompareScreen, {
      savePulse: async () => {
        throw {
          code: "invalid_argument",
          message: "Expected another day.",
          hint: "",
          fields: [{ place: "asked_on", found: "11 May 2026", expected: "another day" }],
        };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Pulse" }));
    await user.click(await screen.findByRole("button", { name: "Record answers or save a sheet" }));
    await user.click(await screen.findByRole("button", { name: "Record the pulse" }));
    expect(await screen.findByText("Expected another day, found 11 May 2026.")).toBeInTheDocument();
    expect(screen.getByLabelText("Asked on")).toHaveFocus();
  });
});
