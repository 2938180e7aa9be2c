/** The matrix screen over a played shell, for its tests. */
import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import { expect, vi } from "vitest";

import { Session } from "$features/shell/session.svelte";
import type { Ipc } from "$lib/ipc/ipc";
import type { AppError, MatrixView } from "$lib/ipc/types";
import { type FakeIpc, fakeIpc } from "./fake";
import { matrix } from "./matrix";
import { workspace } from "./workspace";

import { type Cell, pack } from "$features/matrix/cells";
import MatrixScreen from "$features/matrix/MatrixScreen.svelte";

export const DISK_FULL: AppError = {
  code: "disk_full",
  message: "The disk is full, so the level was not kept.",
  hint: "Make room, then set it again.",
  fields: [],
};

/** A pair, and a level for it, by the numbers of the sample's people and competencies. */
export const pair = (person: number, competency: number) => ({
  person: `person_${person}`,
  competency: `competency_${competency}`,
});
export const level = (person: number, competency: number, level: number) => ({ ...pair(person, competency), level });

/** A cell of which only the change is not as usual: unknown, without a target. */
export const cell = (change: Partial<Cell> = {}): number =>
  pack({ level: null, confirmed: (change.level ?? null) !== null, stale: false, target: null, difference: 0, source: "manager", months: 0, ...change });

/** The sample with these cells in its corner, and everything else unknown. */
export function corner(cells: number[][]): MatrixView {
  const view = matrix();
  const columns = view.competencies.length;
  view.cells = view.cells.map((_, at) => cells[Math.floor(at / columns)]?.[at % columns] ?? cell());
  return view;
}

/** The sample with these confirmed levels in its corner. */
export const levels = (rows: (number | null)[][]): MatrixView => corner(rows.map((row) => row.map((level) => cell({ level }))));

/** Shows the screen, once it has asked for the matrix. */
export async function show(answers: Partial<Ipc> = {}, change: (session: Session) => void = () => {}) {
  const ipc: FakeIpc = fakeIpc(answers);
  const session = new Session(ipc);
  session.workspace = workspace;
  change(session);
  const { unmount } = render(MatrixScreen, { session });
  await waitFor(() => expect(ipc.given("matrix")).toHaveLength(1));
  await tick();
  return { ipc, session, unmount, user: userEvent.setup() };
}

/** The grid, with the focus. */
export async function grid(): Promise<HTMLElement> {
  const found = await screen.findByRole("grid");
  found.focus();
  return found;
}

/** The active cell, as assistive technology finds it. */
export function active(): HTMLElement {
  const id = screen.getByRole("grid").getAttribute("aria-activedescendant");
  const found = document.getElementById(id ?? "");
  expect(found).not.toBeNull();
  return found!;
}

/** What the active cell says after the names of its person and its competency. */
export const says = (): string | null => active().getAttribute("aria-label");

/** Row and column of a cell, counted from the first person and the first competency shown. */
export function placeOf(found: HTMLElement): [row: number, column: number] {
  return [Number(found.dataset["row"]), Number(found.dataset["column"])];
}

/** Row and column of the active cell. */
export const place = (): [row: number, column: number] => placeOf(active());

/** The cell of a row and a column. */
export function cellAt(row: number, column: number): HTMLElement {
  return document.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`)!;
}

/** The places of the selected cells, by what they say of themselves. */
export function selected(): [row: number, column: number][] {
  return [...document.querySelectorAll<HTMLElement>("[role=gridcell][aria-selected=true]")].map(placeOf);
}

/** The names of the people shown, in their order. */
export function names(): string[] {
  return screen.getAllByRole("rowheader").flatMap((head) => head.getAttribute("title") ?? []);
}

/** jsdom lays nothing out: every element has the size of a grid in a window of 1,440 × 900. Answers what ends it. */
export function layOut(): () => void {
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(900);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(701);
  window.innerWidth = 1440;
  return () => vi.restoreAllMocks();
}
