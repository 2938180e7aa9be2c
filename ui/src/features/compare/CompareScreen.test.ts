// The comparison: the source of whatever is opened stands beside it.
import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { violations } from "$testing/accessible";
import { showScreen } from "$testing/screens";

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
