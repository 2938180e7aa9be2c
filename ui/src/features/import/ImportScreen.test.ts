// The steps of the import wizard over the files that hurt, and what becomes of the focus.
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";

import type { ImportPreview, ImportRequest } from "$lib/ipc/types";
import { violations } from "$testing/accessible";
import { showWindow } from "$testing/screens";
import * as files from "$testing/spreadsheet";
import { current, goTo, sent, show, text } from "$testing/wizard";

const { answers } = files;

afterEach(() => vi.useRealTimers());

describe("the steps", () => {
  it("begin with the preview where nothing must be answered, and with the first question else", async () => {
    const { unmount } = await show(files.cleanFile);
    expect(current()).toBe("4Preview");
    unmount();
    await show(files.manyProblems);
    expect(current()).toBe("2Columns and scale: the values fit another scale too, new people have no team");
  });

  it("can each be reached at any time, one by one and at once, and begin at their heading", async () => {
    const { user } = await show(files.cleanFile);
    expect(screen.getByRole("heading", { name: "1,412 rows read, 1,412 assessments ready" })).toHaveFocus();
    await user.click(screen.getByRole("button", { name: "Back" }));
    expect(screen.getByRole("heading", { name: "Names" })).toHaveFocus();
    await user.click(screen.getByRole("button", { name: "Back" }));
    expect(screen.getByRole("heading", { name: "Columns and scale" })).toHaveFocus();
    await goTo(user, /File/);
    expect(current()).toBe("1File");
    expect(screen.queryByRole("button", { name: "Back" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Next" }));
    expect(current()).toBe("2Columns and scale");
    await goTo(user, /Preview/);
    expect(screen.queryByRole("button", { name: "Next" })).toBeNull();
  });

  it("are accessible, each of them", async () => {
    const { user } = await show(files.manyProblems);
    for (const step of [/File/, /Columns/, /Names/, /Preview/]) {
      await goTo(user, step);
      expect(await violations()).toEqual([]);
    }
    await user.click(screen.getByRole("button", { name: /^Alex Kim/ }));
    expect(await violations()).toEqual([]);
  });
});

describe("the file", () => {
  it("is shown with its tables, their rows and their problems", async () => {
    const { user } = await show(files.severalTables);
    await goTo(user, /File/);
    const rows = within(screen.getByRole("table")).getAllByRole("row").map((row) => [...row.children].map(text));
    expect(rows).toEqual([
      ["Table", "What it is", "Rows", "Problems"],
      ["may-assessments.xlsx, Levels", "Levels: a row an assessment", "412", "11"],
      ["may-assessments.xlsx, Exams", "Levels: a row a person, a column a skill", "24", "0"],
      ["people.csv", "People: a row a person", "31", "2"],
    ]);
    expect(screen.getByText("/home/you/people.csv")).toBeInTheDocument();
  });

  it("of several tables shows the one that is chosen, here and beside the steps", async () => {
    const { ipc, user } = await show(files.severalTables);
    await goTo(user, /File/);
    expect(screen.getByRole("radio", { name: "may-assessments.xlsx, Exams" })).toBeChecked();
    await user.click(screen.getByRole("radio", { name: "people.csv" }));
    await user.selectOptions(screen.getByRole("combobox", { name: "Table" }), "may-assessments.xlsx, Levels, 11 problems");
    expect(sent(ipc)).toEqual([
      { ...files.severalTables.request, shown: 2 },
      { ...files.severalTables.request, shown: 0 },
    ]);
  });

  it("can be another, which begins anew", async () => {
    const { ipc, user } = await show(files.cleanFile, { chooseImport: async () => files.manyProblems });
    await goTo(user, /File/);
    await user.click(screen.getByRole("button", { name: "Choose another file" }));
    expect(ipc.given("chooseImport")).toEqual([[]]);
    expect(current()).toMatch(/^2Columns and scale/);
    await waitFor(() => expect(screen.getByRole("heading", { name: "Columns and scale" })).toHaveFocus());
  });

  it("among several can have a table left out, which is then said wherever the table is named", async () => {
    const { ipc, user } = await show(files.severalTables, {
      importPreview: async (request) => ({
        ...files.severalTables,
        request,
        tables: files.severalTables.tables.map((table, at) => ({ ...table, left_out: request.tables[at]?.leave_out ?? false })),
      }),
    });
    await goTo(user, /Columns/);
    await user.click(screen.getByRole("checkbox", { name: "Leave this table out" }));
    expect(sent(ipc).at(-1)!.tables).toEqual([answers(), answers({ leave_out: true }), answers()]);
    const names = [...screen.getByRole("combobox", { name: "Table" }).querySelectorAll("option")].map(text);
    expect(names).toEqual(["may-assessments.xlsx, Levels, 11 problems", "may-assessments.xlsx, Exams, left out", "people.csv, 2 problems"]);
    await goTo(user, /File/);
    expect(within(screen.getByRole("row", { name: /Exams/ })).getByText("left out")).toBeInTheDocument();
    await goTo(user, /Columns/);
    await user.click(screen.getByRole("checkbox", { name: "Leave this table out" }));
    expect(sent(ipc).at(-1)!.tables[1]).toEqual(answers());
  });

  it("alone cannot be left out", async () => {
    const { user } = await show(files.cleanFile);
    await goTo(user, /Columns/);
    expect(screen.queryByRole("checkbox", { name: "Leave this table out" })).toBeNull();
  });

  it("stays where no other was chosen", async () => {
    const { user } = await show(files.cleanFile, { chooseImport: async () => null });
    await goTo(user, /File/);
    await user.click(screen.getByRole("button", { name: "Choose another file" }));
    expect(current()).toBe("1File");
  });

  it("that is dropped on the wizard begins anew", async () => {
    const { ipc, user } = await showWindow({ importPreview: async ({ paths }) => (paths[0] === "/b.csv" ? { ...files.pulse, request: { ...files.pulse.request, paths } } : files.cleanFile) });
    ipc.happens.filesDropped(["/a.csv"]);
    await screen.findByRole("heading", { level: 1, name: "Import" });
    expect(current()).toBe("4Preview");
    await goTo(user, /Names/);
    ipc.happens.filesDropped(["/b.csv"]);
    await waitFor(() => expect(current()).toMatch(/^2Columns/));
  });
});

describe("the columns and the scale", () => {
  const { request } = files.manyProblems;

  it("are shown on the file's own first rows", async () => {
    const { user } = await show();
    await goTo(user, /Columns/);
    const rows = within(screen.getByRole("table")).getAllByRole("row").slice(1);
    expect(rows.map((row) => within(row).getAllByRole("cell").map(text))).toEqual(files.importPreview.layout.first_rows.map(({ cells }) => cells));
    expect(screen.getByRole("radio", { name: "Row 3 is the header" })).toBeChecked();
    expect(screen.getByRole("combobox", { name: "What column C “Score” means" })).toHaveDisplayValue("Level");
    expect(screen.getByRole("combobox", { name: "What column F “Grade” means" })).toHaveDisplayValue("Nothing");
    expect(screen.getByText("The numbers are the levels: 0 is none, 4 solves novel cases.")).toBeInTheDocument();
  });

  it("can all be answered otherwise, each answer with those before it", async () => {
    const { ipc, user } = await show(files.manyProblems);
    await user.click(screen.getByRole("radio", { name: "Row 4 is the header" }));
    await user.selectOptions(screen.getByRole("combobox", { name: "What column F “Grade” means" }), "Note");
    await user.selectOptions(screen.getByRole("combobox", { name: "Scale of the levels" }), "0 to 10");
    await user.selectOptions(screen.getByRole("combobox", { name: "Source" }), "Exam: a graded examination");
    const said = { header_row: 4, columns: [{ index: 5, meaning: "note" as const }], scale: "0-10", source: "exam" as const };
    expect(sent(ipc).at(-1)).toEqual({ ...request, tables: [answers(said)] });
    await user.selectOptions(screen.getByRole("combobox", { name: "What it is" }), "Levels: a row a person, a column a skill");
    expect(sent(ipc).at(-1)).toEqual({ ...request, tables: [answers({ ...said, kind: "wide", columns: [] })] });
    await user.selectOptions(screen.getByRole("combobox", { name: "Sheet" }), "Legend");
    expect(sent(ipc).at(-1)).toEqual({ ...request, tables: [answers({ sheet: "Legend", source: "exam" })] });
    expect(sent(ipc)).toHaveLength(6);
  });

  it("say where the scale could be another, and take the one shown for right", async () => {
    const { ipc, user } = await show(files.manyProblems);
    expect(screen.getByText("The values fit another scale too. Choose the one that is meant.")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "It is this one" }));
    expect(sent(ipc)).toEqual([{ ...request, tables: [answers({ scale: "1-5" })] }]);
  });

  it("take a day once it is typed out, and none that is still to come", async () => {
    const { ipc } = await show(files.manyProblems);
    const day = screen.getByLabelText("Assessed on");
    await fireEvent.input(day, { target: { value: "2026-05-20" } });
    expect(sent(ipc)).toEqual([]);
    await fireEvent.focusOut(day);
    await waitFor(() => expect(sent(ipc)).toEqual([{ ...request, tables: [answers({ date: "2026-05-20" })] }]));
    await fireEvent.input(day, { target: { value: "2026-06-02" } });
    await fireEvent.focusOut(day);
    expect(sent(ipc)).toHaveLength(1);
  });

  it("take a team for new people, a new one too", async () => {
    const { ipc, user } = await show(files.manyProblems);
    const team = screen.getByRole("combobox", { name: "Team of new people" });
    await user.type(team, "detection{Enter}");
    await user.clear(team);
    await user.type(team, "Payments{Enter}");
    expect(sent(ipc)).toEqual([
      { ...request, tables: [answers({ team: "Detection and response" })] },
      { ...request, tables: [answers({ team: "Payments" })] },
    ]);
    expect(team).toHaveValue("Payments");
  });

  it("of a list have no scale, and of a pulse the question that was asked", async () => {
    const { unmount, user } = await show(files.peopleList);
    await goTo(user, /Columns/);
    expect(screen.queryByRole("combobox", { name: "Scale of the levels" })).toBeNull();
    expect(screen.queryByRole("combobox", { name: "Source" })).toBeNull();
    expect(screen.getByRole("combobox", { name: "Team of new people" })).toHaveValue("AI assurance");
    unmount();
    const pulse = await show(files.pulse);
    expect(screen.getByLabelText("Asked on")).toHaveValue("2026-05-20");
    await pulse.user.selectOptions(screen.getByRole("combobox", { name: "Question asked" }), "isc2-2024-shortages");
    expect(sent(pulse.ipc)).toEqual([{ ...files.pulse.request, tables: [answers({ question: "isc2-2024-shortages" })] }]);
  });

  it("show again what is in force where an answer is refused", async () => {
    const refusal = { code: "invalid_argument" as const, message: "The table has no column for the level.", hint: "", fields: [] };
    const { session, user } = await show(files.manyProblems, { importPreview: () => Promise.reject(refusal) });
    const meaning = screen.getByRole("combobox", { name: "What column C “Score” means" });
    await user.selectOptions(meaning, "Nothing");
    await waitFor(() => expect(session.error).toEqual(refusal));
    expect(meaning).toHaveDisplayValue("Level");
    expect(session.preview).toBe(files.manyProblems);
  });
});

describe("the names", () => {
  const { request } = files.manyProblems;
  const row = (name: string) => within(screen.getByRole("rowheader", { name }).closest("tr")!);

  it("are shown with whose they are, how, and those first that need a look", async () => {
    const { user } = await show(files.manyProblems);
    await goTo(user, /Names/);
    const [people, competencies] = screen.getAllByRole("table");
    const cells = (table: HTMLElement) => within(table).getAllByRole("row").slice(1, 5).map((line) => [...line.children].slice(0, 3).map(text));
    expect(cells(people!)).toEqual([
      ["Alex Kim", "28", "not clear 2 people have this name"],
      ["N. Rahman", "6", "Noor Rahman initials, 80% sure"],
      ["Zora Bell", "11", "new"],
      ["Jonas Weber", "20", "Jonas Weber the same name"],
    ]);
    expect(cells(competencies!).slice(0, 2)).toEqual([
      ["Model monitering", "2", "Model monitoring spelling, 85% sure"],
      ["Vendor reviews", "4", "new"],
    ]);
  });

  it("are answered with an existing one, those suggested first", async () => {
    const { ipc, user } = await show(files.manyProblems);
    await goTo(user, /Names/);
    expect(row("Alex Kim").getAllByRole("radio").filter((radio) => (radio as HTMLInputElement).checked)).toEqual([]);
    await user.click(row("Alex Kim").getByRole("radio", { name: "Use an existing person" }));
    expect(sent(ipc)).toEqual([]);
    const meant = row("Alex Kim").getByRole("combobox", { name: "Person meant" });
    expect(meant).toHaveFocus();
    await user.keyboard("{ArrowDown}");
    expect(screen.getAllByRole("option").slice(0, 3).map(text)).toEqual(["Alex Kim, AI assurance", "Alex Kim, Platform security", "Jonas Weber"]);
    await user.keyboard("{ArrowDown}{Enter}");
    expect(sent(ipc)).toEqual([{ ...request, people: [{ name: "Alex Kim", answer: { choice: "existing", id: "person_21" } }] }]);
    expect(meant).toHaveValue("Alex Kim, Platform security");
    expect(meant).toHaveFocus();
  });

  it("are answered as new, or left out", async () => {
    const { ipc, user } = await show(files.manyProblems);
    await goTo(user, /Names/);
    await user.click(row("Alex Kim").getByRole("radio", { name: "Add as new" }));
    await user.click(row("Vendor reviews").getByRole("radio", { name: "Leave out" }));
    expect(sent(ipc)).toEqual([
      { ...request, people: [{ name: "Alex Kim", answer: { choice: "new" } }] },
      {
        ...request,
        people: [{ name: "Alex Kim", answer: { choice: "new" } }],
        competencies: [{ name: "Vendor reviews", answer: { choice: "leave_out" } }],
      },
    ]);
    expect(row("Alex Kim").getByRole("radio", { name: "Add as new" })).toBeChecked();
  });

  it("that were matched by likeness are kept, one or all", async () => {
    const others = [{ ...files.manyProblems.people[1]!, name: "M. Park", id: "person_4", known_name: "Mina Park" }, ...files.manyProblems.people];
    const { ipc, user } = await show({ ...files.manyProblems, people: others });
    await goTo(user, /Names/);
    await user.click(row("Model monitering").getByRole("button", { name: "Keep Model monitoring for “Model monitering”" }));
    expect(sent(ipc).at(-1)).toEqual({ ...request, competencies: [{ name: "Model monitering", answer: { choice: "existing", id: "model_monitoring" } }] });
    await user.click(screen.getByRole("button", { name: "Keep all 2 matched by likeness" }));
    expect(sent(ipc).at(-1)!.people).toEqual([
      { name: "M. Park", answer: { choice: "existing", id: "person_4" } },
      { name: "N. Rahman", answer: { choice: "existing", id: "person_5" } },
    ]);
  });

  it("are filtered by state, and an answered one stays where it was", async () => {
    const answered = async (given: ImportRequest): Promise<ImportPreview> => {
      const [alex, ...others] = files.manyProblems.people;
      const known = { ...alex!, state: "known" as const, id: "person_20", known_name: "Alex Kim, AI assurance", how: "as you said" };
      return { ...files.manyProblems, request: given, people: [...others, known] };
    };
    const { user } = await show(files.manyProblems, { importPreview: answered });
    await goTo(user, /Names/);
    await user.click(screen.getByRole("button", { name: "Not clear 1" }));
    const shown = () => screen.getAllByRole("rowheader").map(text);
    expect(shown()).toEqual(["Alex Kim"]);
    await user.type(row("Alex Kim").getByRole("combobox"), "alex ai{Enter}");
    await screen.findByText("as you said");
    expect(shown()).toEqual(["Alex Kim"]);
    expect(screen.getByRole("button", { name: "Not clear 0" })).toHaveAttribute("aria-pressed", "true");
    await user.click(screen.getByRole("button", { name: "New 2" }));
    expect(shown()).toEqual(["Zora Bell", "Vendor reviews"]);
  });

  it("are put on the page in parts", async () => {
    const people = Array.from({ length: 230 }, (_, at) => ({ ...files.manyProblems.people[3]!, name: `Person ${at}` }));
    const { user } = await show({ ...files.cleanFile, people, competencies: [] });
    await goTo(user, /Names/);
    expect(screen.getAllByRole("rowheader")).toHaveLength(100);
    await user.click(screen.getByRole("button", { name: "Show 100 more" }));
    await user.click(screen.getByRole("button", { name: "Show 30 more" }));
    expect(screen.getAllByRole("rowheader")).toHaveLength(230);
  });

  it("of roles that nobody knows are answered with one there is, a shipped one, a new one or none", async () => {
    const { ipc, user } = await show(files.unknownRole);
    expect(current()).toMatch(/^3Names: 1 name not clear/);
    expect(screen.getByText(/^People come without a role that is not known until you say which is meant\./)).toBeInTheDocument();
    // What must be answered comes first.
    expect(screen.getAllByRole("table")[0]).toHaveAccessibleName("Roles named in the files");
    const wrangler = row("Prompt wrangler");
    await user.type(wrangler.getByRole("combobox", { name: "Role meant" }), "penetration{Enter}");
    await user.click(wrangler.getByRole("radio", { name: "Add as new" }));
    await user.click(wrangler.getByRole("radio", { name: "No role" }));
    expect(sent(ipc).map(({ roles }) => roles)).toEqual([
      [{ name: "Prompt wrangler", answer: { choice: "existing", id: "Penetration tester" } }],
      [{ name: "Prompt wrangler", answer: { choice: "new" } }],
      [{ name: "Prompt wrangler", answer: { choice: "leave_out" } }],
    ]);
    await goTo(user, /Preview/);
    expect(screen.getByText("The role “Prompt wrangler” is not known: people come without it.")).toBeInTheDocument();
    expect(await violations()).toEqual([]);
  });

  it("are none in some tables", async () => {
    const { user } = await show(files.pulse);
    await goTo(user, /Names/);
    expect(screen.getByText("This table names no people, no competencies and no roles.")).toBeInTheDocument();
  });
});

describe("the preview", () => {
  const detail = () => within(document.querySelector<HTMLElement>(".detail")!);

  it("says in each cell what is wrong with it, and in each head what it is taken for", async () => {
    await show();
    const row = screen.getByRole("row", { name: /^17/ });
    expect(within(row).getAllByRole("cell").map(text)).toEqual(["Luca Moretti", "Model supply chain", "5Level outside the scale", "2026-05-04", "manager"]);
    expect(screen.getAllByRole("columnheader").map(text)).toEqual([
      "Row", "Personfrom “Employee”", "Competencyfrom “Skill”", "Levelfrom “Score”", "Assessed onfrom “Date”", "Sourcefrom “By”",
    ]);
    expect(screen.getByText("and 388 more rows in the file")).toBeInTheDocument();
  });

  it("says what will change, and counts the problems apart from what was set right", async () => {
    await show();
    expect(screen.getByText("Adds the competency Vendor reviews.")).toBeInTheDocument();
    const list = (title: string) => within(screen.getByRole("heading", { name: title }).nextElementSibling as HTMLElement).getAllByRole("listitem").map(text);
    expect(list("Problems")).toEqual(["Level that cannot be read 4", "Level outside the scale 3", "Not a date 2", "Date in the future 1", "Formula as a name 1"]);
    expect(list("To look at")).toEqual(["Unknown competency, will be added 4", "Matched by a near name 3", "Repeated 1", "Empty 1"]);
  });

  it("walks through a kind, and shows only its rows where that is asked for", async () => {
    const { session, user } = await show();
    await user.click(screen.getByRole("button", { name: /^Matched by a near name/ }));
    expect(detail().getByRole("heading", { name: "Row 14: “N. Rahman”" })).toBeInTheDocument();
    expect(screen.getByText("1 of 2")).toBeInTheDocument();
    expect(session.announcement).toBe("Row 14, Person, N. Rahman, Read as Noor Rahman.");
    await user.click(screen.getByRole("button", { name: /^Next/ }));
    expect(detail().getByRole("heading", { name: "Row 16: “Model monitering”" })).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: /^Next/ }));
    expect(detail().getByRole("heading", { name: "Row 14: “N. Rahman”" })).toBeInTheDocument();
    await user.click(screen.getByRole("checkbox", { name: "Only these rows" }));
    expect(screen.getAllByRole("row").slice(1).map((row) => text(row.firstElementChild!))).toEqual(["14", "16"]);
  });

  it("is walked through with the keyboard alone", async () => {
    const { user } = await show();
    await user.keyboard("{F8}");
    expect(screen.getByRole("button", { name: "N. Rahman Read as Noor Rahman." })).toHaveFocus();
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(screen.getByRole("button", { name: "5 Level outside the scale" })).toHaveFocus();
    await user.keyboard("{End}");
    expect(document.activeElement!.closest("tr")).toHaveAccessibleName(/^33/);
    await user.keyboard("{F8}{Shift>}{F8}{/Shift}{Home}");
    expect(screen.getByRole("button", { name: "N. Rahman Read as Noor Rahman." })).toHaveFocus();
    // Enter leads to the answers, Escape back to the cell.
    await user.keyboard("{Enter}");
    await waitFor(() => expect(detail().getByRole("radio", { name: "Use an existing person" })).toHaveFocus());
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.getByRole("button", { name: "N. Rahman Read as Noor Rahman." })).toHaveFocus());
    // One stop for Tab among all cells.
    expect(document.querySelectorAll("table [tabindex='0']")).toHaveLength(1);
  });

  it("is walked through in all tables, round their ends, with the table named where it changes", async () => {
    const tables = files.severalTables.tables;
    const ipcOf = async (request: ImportRequest): Promise<ImportPreview> =>
      ({ ...[files.importPreview, files.cleanFile, files.peopleList][request.shown]!, tables, request });
    const { ipc, session, user } = await show({ ...files.peopleList, tables, request: { ...files.severalTables.request, shown: 2 } }, { importPreview: ipcOf });
    await goTo(user, /Preview/);
    await user.keyboard("{F8}");
    expect(document.activeElement!.closest("tr")).toHaveAccessibleName(/^4 Ilya Orlov/);
    // The only place of this table; the next table with any is the first.
    await user.keyboard("{F8}");
    await waitFor(() => expect(screen.getByRole("button", { name: "N. Rahman Read as Noor Rahman." })).toHaveFocus());
    expect(sent(ipc).map(({ shown }) => shown)).toEqual([0]);
    expect(session.announcement).toBe("may-assessments.xlsx, Levels, Row 14, Person, N. Rahman, Read as Noor Rahman.");
    await user.keyboard("{Shift>}{F8}{/Shift}");
    await waitFor(() => expect(document.activeElement!.closest("tr")).toHaveAccessibleName(/^4 Ilya Orlov/));
    // From the last place of a table forwards: the one with nothing to say is passed by.
    await user.keyboard("{Shift>}{F8}{/Shift}");
    await waitFor(() => expect(document.activeElement!.closest("tr")).toHaveAccessibleName(/^33/));
    expect(sent(ipc).map(({ shown }) => shown)).toEqual([0, 2, 0]);
  });

  it("says in place of the button what must be answered first, and leads there", async () => {
    const { ipc, user } = await show({ ...files.severalTables, action: "", questions: [{ table: 2, about: "team", text: "“people.csv”: New people have no team. Say which team they are on." }] });
    await waitFor(() => expect(sent(ipc).map(({ shown }) => shown)).toEqual([2]));
    await goTo(user, /Preview/);
    expect(screen.queryByRole("button", { name: /^Import/ })).toBeNull();
    expect(screen.queryByText("Nothing can be imported.")).toBeNull();
    expect(screen.getByRole("button", { name: /^“people.csv”: New people have no team\./ })).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Answer one question first" }));
    expect(current()).toMatch(/^2Columns/);
    await goTo(user, /Preview/);
    await user.click(screen.getByRole("button", { name: /^“people.csv”: New people have no team\./ }));
    expect(current()).toMatch(/^2Columns/);
  });

  it("shows the whole reason beside the pointer and in the panel", async () => {
    const { user } = await show();
    const cell = screen.getByRole("button", { name: /^2026-12-07 Date in the future/ });
    expect(cell).toHaveAttribute("title", "In the future. Expected a date up to today, 2026-06-01.");
    await user.click(cell);
    expect(text(document.querySelector(".detail .note")!)).toBe("Assessed on: In the future. Expected a date up to today, 2026-06-01.");
  });

  it("takes the same three answers about a name as the names' own step", async () => {
    const { ipc, user } = await show();
    await user.click(within(screen.getByRole("row", { name: /^23/ })).getByRole("button"));
    expect(text(document.querySelector(".detail .note")!)).toBe("No competency has this name yet: one will be added. The name has 4 entries; one answer serves all.");
    expect(detail().getByRole("radio", { name: "Add “Vendor reviews”" })).toBeChecked();
    await user.type(detail().getByRole("combobox", { name: "Competency meant" }), "control{Enter}");
    await user.click(detail().getByRole("radio", { name: "Leave its 4 entries out" }));
    expect(sent(ipc).map(({ competencies }) => competencies)).toEqual([
      [{ name: "Vendor reviews", answer: { choice: "existing", id: "control_testing" } }],
      [{ name: "Vendor reviews", answer: { choice: "leave_out" } }],
    ]);
  });

  it("keeps the answers under the hand where the answered row is no longer among those shown", async () => {
    const without = async (request: ImportRequest) => ({ ...files.importPreview, request, rows: files.importPreview.rows.filter(({ row }) => row !== 23) });
    const { user } = await show(files.importPreview, { importPreview: without });
    await user.click(within(screen.getByRole("row", { name: /^23/ })).getByRole("button"));
    await user.click(detail().getByRole("radio", { name: "Leave its 4 entries out" }));
    await waitFor(() => expect(screen.queryByRole("row", { name: /^23/ })).toBeNull());
    expect(detail().getByRole("heading", { name: "Row 23: “Vendor reviews”" })).toBeInTheDocument();
    expect(detail().getByRole("radio", { name: "Leave its 4 entries out" })).toHaveFocus();
  });

  it("says of what is no name that it stays out, and of a known name what else there is", async () => {
    const { user } = await show();
    await user.click(screen.getByRole("button", { name: "5 Level outside the scale" }));
    expect(text(document.querySelector(".detail")!)).toBe("Row 17: “5” Level: Expected a number from 0 to 4. It stays out. To bring it in, mend the file and choose it again.");
    await user.click(screen.getByRole("button", { name: /same as row 19/ }));
    expect(text(document.querySelector(".detail")!)).toBe("Row 20: “Prompt-injection defence” Competency: The same as row 19.");
    await user.click(screen.getByRole("button", { name: "Empty" }));
    expect(detail().getByRole("heading", { name: "Row 25, Level" })).toBeInTheDocument();
  });

  it("takes an answer about a competency in the head of its column", async () => {
    const { ipc, user } = await show(files.wideFile);
    await user.click(screen.getByRole("button", { name: /^Unknown competency/ }));
    expect(detail().getByRole("heading", { name: "Column: “Vendor reviews”" })).toBeInTheDocument();
    await user.click(detail().getByRole("radio", { name: "Leave its 4 entries out" }));
    expect(sent(ipc)[0]!.competencies).toEqual([{ name: "Vendor reviews", answer: { choice: "leave_out" } }]);
  });

  it("says why nothing can be imported, and what to do", async () => {
    const { unmount, user } = await show(files.nothingReady);
    expect(screen.queryByRole("button", { name: /^Import/ })).toBeNull();
    expect(screen.getByText("2 rows have a problem; they stay out.")).toBeInTheDocument();
    expect(screen.getByText(/Look whether the header row, the columns and the scale are read as they are meant/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Look at the columns" }));
    expect(current()).toBe("2Columns and scale");
    unmount();
    const unclear = await show({ ...files.manyProblems, questions: [] });
    await goTo(unclear.user, /Preview/);
    await unclear.user.click(screen.getByRole("button", { name: "Look at the names" }));
    expect(current()).toMatch(/^3Names/);
  });

  it("has only the rows in sight on the page", async () => {
    const rows = Array.from({ length: 500 }, (_, at) => ({ ...files.importPreview.rows[0]!, row: at + 2 }));
    await show({ ...files.cleanFile, rows });
    // Nothing is laid out here, so 800 pixels are taken for the height: 29 rows and 6 spare ones, a head and a gap.
    expect(document.querySelectorAll("tbody th")).toHaveLength(35);
    expect(screen.getByRole("table")).toHaveAttribute("aria-rowcount", "501");
  });
});
