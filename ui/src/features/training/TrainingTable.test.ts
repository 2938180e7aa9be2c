// The training library: read, searched and filtered, changed, added, removed, and lists in and out.
import { screen, waitFor, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it } from "vitest";

import TeamScreen from "$features/team/TeamScreen.svelte";
import type { Ipc } from "$lib/ipc/ipc";
import { violations } from "$testing/accessible";
import { showScreen } from "$testing/screens";
import { training } from "$testing/training";
import { workspace } from "$testing/workspace";

const panel = () => screen.getByRole("complementary", { name: "Details" });
const heading = () => within(panel()).getByRole("heading", { level: 2 }).textContent;
const field = (name: string) => within(panel()).getByRole("textbox", { name });
const inPanel = (name: string) => within(panel()).getByRole("button", { name });
const names = () => [...screen.getByRole("table", { name: "Training items" }).querySelectorAll("tbody button")].map((button) => button.textContent);

async function open(answers: Partial<Ipc> = {}, change?: Parameters<typeof showScreen>[2]) {
  const shown = showScreen(TeamScreen, answers, change);
  await shown.user.click(await screen.findByRole("button", { name: "Training" }));
  return shown;
}

beforeEach(() => {
  window.innerWidth = 1440;
});

describe("the training library", () => {
  it("says what each item lifts, costs and takes, and which figures are guesses", async () => {
    await open();
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(training.title);
    const row = screen.getByRole("button", { name: "LFD121" }).closest("tr")!;
    expect([...row.children].map((cell) => cell.textContent?.trim().replaceAll(/\s+/g, " "))).toEqual([
      "LFD121 OpenSSF, course", "Secure code review 0 → 2; Secure deployment 0 → 1", "not stated", "Vendor-agnostic", "free", "18", "–",
    ]);
    expect(panel()).toHaveTextContent("Choose a training item to open it here.");
    expect(await violations()).toEqual([]);
  });

  it("is searched, and filtered by area, prior knowledge and neutrality", async () => {
    const { user } = await open();
    const search = screen.getByRole("searchbox", { name: "Search" });
    await user.type(search, "sans prompt");
    expect(names()).toEqual(["SEC545"]);
    expect(screen.getByRole("status")).toHaveTextContent("1 of 7");
    await user.clear(search);
    await user.selectOptions(screen.getByRole("combobox", { name: "Area" }), "LLM SecOps");
    expect(names()).toEqual(["AIGP", "Gandalf", "SEC545"]);
    await user.selectOptions(screen.getByRole("combobox", { name: "Area" }), "Any");
    await user.selectOptions(screen.getByRole("combobox", { name: "Prior knowledge" }), "1 of 5");
    expect(screen.getByText("No training item is like this. Search for less, or show all.")).toBeInTheDocument();
    await user.selectOptions(screen.getByRole("combobox", { name: "Prior knowledge" }), "At most 2 of 5");
    expect(names()).toEqual(["ML Crash Course"]);
    await user.selectOptions(screen.getByRole("combobox", { name: "Neutrality" }), "Vendor-centric");
    expect(names()).toEqual(["ML Crash Course"]);
    await user.click(screen.getByRole("button", { name: "Show all" }));
    expect(names()).toHaveLength(7);
  });

  it("opens an item: its lifts in words, its sources, its fields to change", async () => {
    const { ipc, user } = await open();
    await user.click(screen.getByRole("button", { name: "AAIA" }));
    expect(heading()).toBe("AAIA");
    const lifts = within(within(panel()).getByRole("list", { name: "What it lifts" })).getAllByRole("listitem");
    expect(lifts[0]).toHaveTextContent("ML security audit from 1: Collects evidence for an ML audit with help to 3: Plans and runs an ML audit alone");
    expect(panel()).toHaveTextContent("estimate, edit me; no provider publishes one");
    expect(panel()).toHaveTextContent("Cadre's own reading of what the item teaches: edit me");
    await user.clear(field("Cost each"));
    await user.type(field("Cost each"), "599");
    await user.click(within(panel()).getByRole("checkbox", { name: "Cost" }));
    await user.selectOptions(within(panel()).getByRole("combobox", { name: "Prior knowledge" }), "3 of 5");
    await user.click(inPanel("Do not lift Control testing"));
    expect(inPanel("Add a competency")).toHaveFocus();
    expect(await violations()).toEqual([]);
    await user.click(inPanel("Save"));
    await waitFor(() =>
      expect(ipc.given("saveTraining")).toEqual([
        [
          {
            key: "isaca-aaia", name: "AAIA", provider: "ISACA", address: "https://isaca.org/credentialing/aaia", delivery: "certificate",
            prior_knowledge: 3, vendor_neutrality: "agnostic", requires: "a CISA or the like", cost: 599, hours: 40, pass_rate: 0.8,
            estimated: { cost: false, hours: true, pass_rate: true }, lifts: [{ competency: "ml-audit", from: 1, to: 3 }],
          },
        ],
      ]),
    );
  });

  it("has what is wrong beside its field", async () => {
    const fields = [
      { place: "name", found: "Gandalf", expected: "a name that no other training item has" },
      { place: "lifts[0].to", found: "1", expected: "a level above 2" },
    ];
    const { user } = await open({ saveTraining: () => Promise.reject({ code: "invalid_argument", message: "Two fields.", hint: "", fields }) });
    await user.click(screen.getByRole("button", { name: "AAIA" }));
    await user.click(inPanel("Save"));
    await waitFor(() => expect(field("Name")).toHaveFocus());
    expect(panel()).toHaveTextContent("Expected a name that no other training item has, found Gandalf.");
    expect(within(panel()).getAllByRole("combobox", { name: "To" })[0]).toHaveAccessibleDescription("Expected a level above 2, found 1.");
  });

  it("takes an item of one's own, and opens it", async () => {
    let view = training;
    const { ipc, user } = await open({
      training: async () => view,
      saveTraining: async ({ name }) => {
        const added = { ...training.items[0]!, key: "own", name, shipped: false, sources: [] };
        view = { ...training, items: [...training.items, added] };
        return workspace;
      },
    });
    await user.click(screen.getByRole("button", { name: "Add a training item" }));
    await waitFor(() => expect(field("Name")).toHaveFocus());
    await user.type(field("Name"), "Drone lab");
    // A cost that nobody typed is no 0: the field says so, and nothing is sent.
    await user.click(inPanel("Add training item"));
    expect(panel()).toHaveTextContent("Cost each is missing.");
    expect(ipc.given("saveTraining")).toEqual([]);
    await user.type(field("Cost each"), "0");
    await user.type(field("Hours"), "6");
    await user.click(inPanel("Add training item"));
    await waitFor(() => expect(heading()).toBe("Drone lab"));
    expect(ipc.given("saveTraining")[0]).toMatchObject([{ key: null, name: "Drone lab", cost: 0, hours: 6, pass_rate: 0.8, estimated: { pass_rate: true } }]);
  });

  it("adds what ships, and not what is there", async () => {
    const { ipc, user } = await open();
    await user.click(screen.getByRole("button", { name: "Add shipped ones, 3 left" }));
    await waitFor(() => expect(within(panel()).getByRole("checkbox", { name: "TensorFlow basics" })).toHaveFocus());
    expect(within(panel()).getByRole("checkbox", { name: "Gandalf" })).toBeDisabled();
    await user.click(inPanel("Choose all"));
    await user.click(inPanel("Add 3 training items"));
    await waitFor(() => expect(ipc.given("addShippedTraining")).toEqual([[["tensorflow-basics", "csa-taise", "google-saif"]]]));
  });

  it("asks before an item is removed", async () => {
    const { ipc, user } = await open();
    await user.click(screen.getByRole("button", { name: "Gandalf" }));
    await user.click(inPanel("Remove this item"));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: /^Remove/ }));
    await waitFor(() => expect(ipc.given("removeItem")).toEqual([[{ kind: "training", id: "gandalf" }]]));
  });

  it("brings in a list and writes one, and says what came of it", async () => {
    const { ipc, session, user } = await open();
    await user.click(screen.getByRole("button", { name: "Import a list" }));
    await waitFor(() => expect(session.notice).toBe("Added 3 training items."));
    await user.click(screen.getByRole("button", { name: "Export the list" }));
    await waitFor(() => expect(session.notice).toBe("Saved /home/you/training.csv"));
    expect(ipc.given("chooseTrainingList")).toHaveLength(1);
  });

  it("shows what is wrong in a list", async () => {
    const fields = [{ place: "row 3, Cost", found: "free", expected: "an amount of 0 or more" }];
    const { session, user } = await open({ chooseTrainingList: () => Promise.reject({ code: "bad_cells", message: "1 cell of list.csv is wrong; nothing was imported.", hint: "", fields }) });
    await user.click(screen.getByRole("button", { name: "Import a list" }));
    await waitFor(() => expect(session.error?.fields).toEqual(fields));
  });

  it("asks before what is typed is lost to another part of the screen", async () => {
    const { session, user } = await open();
    await user.click(screen.getByRole("button", { name: "Gandalf" }));
    await user.type(field("Name"), "!");
    await user.click(screen.getByRole("button", { name: "Competencies" }));
    expect(session.leaving).not.toBeNull();
    expect(heading()).toBe("Gandalf");
  });

  it("says what to do where there is none", async () => {
    await open({ training: async () => ({ ...training, title: "No training item yet", items: [] }) });
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("No training item yet");
    expect(screen.getByText(/Add those that Cadre ships, your own, or a list from a spreadsheet/)).toBeInTheDocument();
    expect(screen.queryByRole("searchbox")).toBeNull();
    expect(await violations()).toEqual([]);
  });

  it("is read but not changed in a file that can only be read", async () => {
    const { user } = await open({}, (session) => (session.workspace = { ...workspace, read_only: true }));
    expect(screen.queryByRole("button", { name: "Add a training item" })).toBeNull();
    expect(screen.getByRole("button", { name: "Export the list" })).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Gandalf" }));
    expect(field("Name")).toBeDisabled();
    expect(within(panel()).queryByRole("button", { name: "Save" })).toBeNull();
  });
});
