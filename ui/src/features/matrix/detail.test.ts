// Beside the grid: the history as a picture and a list, retracting from it, and the form for another assessment.
import { screen, waitFor, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeEach, describe, expect, it } from "vitest";

import type { AppError, CellDetail, WorkspaceView } from "$lib/ipc/types";
import { violations } from "$testing/accessible";
import { cellDetail, matrix } from "$testing/matrix";
import { workspace } from "$testing/workspace";

import { active, grid, layOut, place, show } from "$testing/played";

beforeEach(layOut);

const panel = (): Promise<HTMLElement> => screen.findByRole("region", { name: /^Mina Park/ });
const form = (): HTMLElement => screen.getByRole("group", { name: "Record an assessment" });

describe("the history", () => {
  it("is a picture that says in words what it shows", async () => {
    await show();
    await grid();
    const picture = within(await panel()).getByRole("img");
    expect(picture).toHaveAccessibleName(
      "Level 1 from 12 Oct 2025, 2 from 4 May 2026; target 3. 3 assessments, 1 of them claimed.",
    );
    expect(picture.querySelectorAll("circle.ink-ours")).toHaveLength(2);
    expect(picture.querySelectorAll("circle.hollow")).toHaveLength(1);
    expect(picture.querySelectorAll("line.cut")).toHaveLength(1);
    expect(picture).toHaveTextContent("12 Oct 2025");
    // The other end is the day that is shown.
    expect(picture).toHaveTextContent("1 Jun 2026");
  });

  it("ends on the day that was chosen", async () => {
    await show({}, (session) => {
      session.selection = { team: null, as_of: "2026-05-20", benchmark: null };
    });
    await grid();
    expect(within(await panel()).getByRole("img")).toHaveTextContent("20 May 2026");
  });

  it("lists every assessment, each of which can be retracted by itself", async () => {
    const { ipc, user } = await show();
    await grid();
    const found = await panel();
    expect(found).toHaveTextContent("Led the chat filter, reviewed by K. Tanaka.");
    for (const name of [
      "Retract level 2, Manager, J. Weber, 4 May 2026",
      "Retract level 3, Self, 20 Apr 2026",
      "Retract level 1, Lab, injection course, 12 Oct 2025",
    ]) {
      expect(within(found).getByRole("button", { name })).toBeInTheDocument();
    }
    within(found).getByRole("button", { name: /Self, 20 Apr/ }).focus();
    await user.keyboard("{Enter}");
    expect(ipc.given("retractAssessment")).toEqual([["assessment_2"]]);
    expect(ipc.given("retractLevels")).toEqual([]);
  });

  it("keeps the focus in the panel when what had it is gone", async () => {
    let detail: CellDetail = cellDetail;
    const { user } = await show({
      cellDetail: async () => detail,
      retractAssessment: async () => {
        detail = { ...cellDetail, history: cellDetail.history.slice(0, 2) };
        return workspace;
      },
    });
    await grid();
    await user.click(within(await panel()).getByRole("button", { name: /^Retract level 1, Lab/ }));
    await waitFor(() => expect(screen.queryByRole("button", { name: /^Retract level 1, Lab/ })).toBeNull());
    await waitFor(async () => expect(await panel()).toHaveFocus());
  });

  it("takes the mark of the current level from the assessment behind it", async () => {
    // A later claim does not make the confirmed level a claimed one.
    const [manager, self] = cellDetail.history;
    const history = [{ ...self!, assessed_on: "2026-05-20" }, manager!];
    await show({ cellDetail: async () => ({ ...cellDetail, history }) });
    await grid();
    const on = within(await panel()).getByRole("button", { pressed: true });
    expect(on.querySelector(".mark")).not.toHaveClass("claimed");
  });

  it("can only be read where the workspace can", async () => {
    const { session, user } = await show({}, (session) => {
      session.workspace = { ...workspace, read_only: true };
    });
    await grid();
    const found = await panel();
    expect(within(found).queryByRole("button", { name: /Retract|Record/ })).toBeNull();
    expect(found).toHaveTextContent("This workspace can only be read");
    await user.keyboard("a");
    expect(session.error?.code).toBe("workspace_read_only");
    expect(screen.queryByRole("group", { name: "Record an assessment" })).toBeNull();
  });

  it("says what to do where there is none", async () => {
    await show({ cellDetail: async () => ({ ...cellDetail, level: null, source: "", assessed_on: null, history: [] }) });
    await grid();
    const found = await panel();
    expect(found).toHaveTextContent("Nobody has assessed this yet. Set a level, or record an exam, a lab or work that was seen.");
    expect(within(found).getByRole("button", { name: "Record an assessment" })).toBeInTheDocument();
    expect(within(found).queryByRole("img")).toBeNull();
  });
});

describe("recording another assessment", () => {
  it("opens with a key, saves what was typed, and goes back to the grid", async () => {
    const { ipc, session, user } = await show();
    const found = await grid();
    await user.keyboard("{ArrowDown}{ArrowRight}a");
    await panel();
    await waitFor(() => expect(within(form()).getByRole("button", { name: "2" })).toHaveFocus());
    // The level as it is, which can be chosen with a digit.
    expect(within(form()).getByRole("button", { pressed: true })).toHaveTextContent("2");
    await user.keyboard("3");
    expect(within(form()).getByRole("button", { pressed: true })).toHaveTextContent("3");
    await user.selectOptions(within(form()).getByRole("combobox", { name: "Source" }), "Exam");
    const date = within(form()).getByLabelText("Assessed on");
    expect(date).toHaveValue("2026-06-01");
    expect(date).toHaveAttribute("max", "2026-06-01");
    await user.clear(date);
    await user.type(date, "2026-05-12");
    await user.type(within(form()).getByRole("textbox", { name: "Assessor" }), "K. Tanaka");
    await user.type(within(form()).getByRole("textbox", { name: "Evidence" }), "4 of 4 solved");
    await user.click(within(form()).getByRole("button", { name: "Record" }));
    await waitFor(() => expect(ipc.given("recordAssessment")).toHaveLength(1));
    expect(ipc.given("recordAssessment")).toEqual([
      [
        {
          person: "person_1",
          competency: "competency_1",
          level: 3,
          source: "exam",
          assessed_on: "2026-05-12",
          assessor: "K. Tanaka",
          note: "4 of 4 solved",
        },
      ],
    ]);
    await waitFor(() => expect(found).toHaveFocus());
    expect(screen.queryByRole("group", { name: "Record an assessment" })).toBeNull();
    expect(session.error).toBeNull();
    // Nothing of it was taken for the keys of the grid.
    expect(ipc.given("setLevels")).toEqual([]);
    expect(ipc.given("retractLevels")).toEqual([]);
  });

  it("opens with its button, which has the focus again after Cancel and after Escape", async () => {
    const { ipc, user } = await show();
    await grid();
    const another = (): HTMLElement => screen.getByRole("button", { name: "Record another" });
    await panel();
    await user.click(another());
    await waitFor(() => expect(form()).toContainElement(document.activeElement as HTMLElement));
    await user.click(within(form()).getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(another()).toHaveFocus());
    await user.click(another());
    await waitFor(() => expect(form()).toBeInTheDocument());
    await user.click(within(form()).getByRole("textbox", { name: "Assessor" }));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(another()).toHaveFocus());
    expect(ipc.given("recordAssessment")).toEqual([]);
  });

  it("rates against the descriptors above, which set nothing meanwhile", async () => {
    const { ipc, user } = await show();
    await grid();
    await user.keyboard("a");
    await panel();
    await waitFor(() => expect(form()).toBeInTheDocument());
    const described = screen.getByRole("button", { name: /^4 Solves new attack classes/ });
    await user.click(described);
    expect(described).toHaveAttribute("aria-pressed", "true");
    expect(within(form()).getByRole("button", { pressed: true })).toHaveTextContent("4");
    expect(ipc.given("setLevels")).toEqual([]);
  });

  it("says what is missing beside its fields, before it asks", async () => {
    const { ipc, user } = await show({ cellDetail: async () => ({ ...cellDetail, level: null, history: [] }) });
    await grid();
    await user.keyboard("a");
    await panel();
    await waitFor(() => expect(form()).toBeInTheDocument());
    await user.click(within(form()).getByRole("button", { name: "Record" }));
    expect(await within(form()).findByText("Expected a level from 0 to 4.")).toBeInTheDocument();
    expect(ipc.given("recordAssessment")).toEqual([]);
  });

  it("shows beside its fields what the shell finds wrong, and stays open", async () => {
    const refused: AppError = {
      code: "invalid_argument",
      message: "The assessment was not recorded.",
      hint: "",
      fields: [
        { place: "assessed_on", found: "1 May 2020", expected: "a day on which they were there" },
        { place: "note", found: "", expected: "at most 2,000 characters" },
      ],
    };
    const { session, user } = await show({ recordAssessment: async () => Promise.reject(refused) });
    await grid();
    await user.keyboard("a");
    await panel();
    await waitFor(() => expect(form()).toBeInTheDocument());
    await user.click(within(form()).getByRole("button", { name: "Record" }));
    expect(await within(form()).findByText("Expected a day on which they were there, found 1 May 2020.")).toBeInTheDocument();
    expect(within(form()).getByLabelText("Assessed on")).toHaveAccessibleDescription(/a day on which they were there/);
    expect(within(form()).getByText("Expected at most 2,000 characters.")).toBeInTheDocument();
    expect(session.error).toBeNull();
  });

  it("stays on its pair while the active cell moves on, and the detail follows afterwards", async () => {
    const { ipc, user } = await show({
      cellDetail: async (_, person) => ({ ...cellDetail, person_name: person === "person_0" ? "Mina Park" : "Noor Rahman" }),
    });
    await grid();
    await user.keyboard("a");
    await panel();
    await waitFor(() => expect(form()).toBeInTheDocument());
    await user.type(within(form()).getByRole("textbox", { name: "Evidence" }), "seen");
    (await grid()).focus();
    await user.keyboard("{ArrowDown}");
    // Longer than a cell rests before its detail is asked for.
    await new Promise((done) => setTimeout(done, 150));
    expect(place()).toEqual([1, 0]);
    expect(await panel()).toBeInTheDocument();
    expect(within(form()).getByRole("textbox", { name: "Evidence" })).toHaveValue("seen");
    await user.click(within(form()).getByRole("button", { name: "Record" }));
    await waitFor(() => expect(ipc.given("recordAssessment")).toHaveLength(1));
    expect(ipc.given("recordAssessment")[0]?.[0]).toMatchObject({ person: "person_0" });
    expect(await screen.findByRole("region", { name: /^Noor Rahman/ })).toBeInTheDocument();
  });

  it("comes after the levels that were set before it", async () => {
    let answer: (() => void) | undefined;
    const { ipc, user } = await show({
      setLevels: () => new Promise<WorkspaceView>((done) => (answer = () => done(workspace))),
    });
    await grid();
    await user.keyboard("4a");
    await panel();
    await waitFor(() => expect(form()).toBeInTheDocument());
    await user.click(within(form()).getByRole("button", { name: "Record" }));
    await tick();
    expect(ipc.given("recordAssessment")).toEqual([]);
    answer!();
    await waitFor(() => expect(ipc.given("recordAssessment")).toHaveLength(1));
    expect(active()).toHaveTextContent("4");
  });

  it("opens over a narrow grid, and leads back to the panel", async () => {
    window.innerWidth = 1000;
    const { user } = await show();
    await grid();
    await user.keyboard("a");
    await panel();
    await waitFor(() => expect(form()).toContainElement(document.activeElement as HTMLElement));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.getByRole("button", { name: "Record another" })).toHaveFocus());
    await user.keyboard("{Escape}");
    expect(screen.getByRole("grid")).toHaveFocus();
    expect(screen.queryByRole("region", { name: /^Mina Park/ })).toBeNull();
  });

  it("is accessible", { timeout: 60_000 }, async () => {
    const { user } = await show({ matrix: async () => matrix(3, 4) });
    await grid();
    await user.keyboard("a");
    await panel();
    await waitFor(() => expect(form()).toBeInTheDocument());
    expect(await violations()).toEqual([]);
  });
});
