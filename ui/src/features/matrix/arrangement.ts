/** Which people and competencies of the matrix are shown, and in what order: the filters and the sorting of its bar. */
import type { AreaKey, CompetencyKey, MatrixArea, MatrixView, RoleId } from "$lib/ipc/types";

import { type CellState, isIn, rankOf } from "./cells";

/** What is left out. */
export interface Filters {
  /** Areas whose columns are hidden. */
  hidden: ReadonlySet<AreaKey>;
  /** People of this role only; `NO_ROLE` for those without one, `null` for all. */
  role: RoleId | null;
  /** People with such a cell among the columns shown only; `null` for all. */
  state: CellState | null;
}

/** In which order people stand. */
export type Sort =
  /** Under a heading for each team, by name: as they come. */
  | { by: "team" }
  | { by: "name" }
  /** By the level in one competency, those unknown last. */
  | { by: "competency"; competency: CompetencyKey; order: "high" | "low" };

/** An area over the columns shown. */
export interface ShownArea extends MatrixArea {
  /** Its first column among those shown. */
  start: number;
}

/** What is shown: places in the view's `people` and `competencies`, in the order of the screen. */
export interface Arrangement {
  rows: number[];
  columns: number[];
  areas: ShownArea[];
}

/** The choice among roles that means people without one. No id looks like it. */
export const NO_ROLE = "no role";

/** Nothing is left out. */
export const EVERYTHING: Filters = { hidden: new Set(), role: null, state: null };

/** As the people come. */
export const AS_THEY_COME: Sort = { by: "team" };

/** Arranges the matrix. Every cell of the columns shown is looked at once at most. */
export function arrange(view: MatrixView, filters: Filters, sort: Sort): Arrangement {
  const { columns, areas } = shownColumns(view, filters.hidden);
  return { rows: shownRows(view, columns, filters, sort), columns, areas };
}

/** Whether people are left out. */
export function leavesPeopleOut({ role, state }: Filters): boolean {
  return role !== null || state !== null;
}

/** Whether anything is left out. */
export function leavesOut(filters: Filters): boolean {
  return leavesPeopleOut(filters) || filters.hidden.size > 0;
}

/** The people shown, sorted. */
export function shownRows(view: MatrixView, columns: number[], filters: Filters, sort: Sort): number[] {
  const { people, cells, competencies } = view;
  const { role, state } = filters;
  const width = competencies.length;
  let rows = [...people.keys()];
  if (role !== null) rows = rows.filter((row) => (people[row]!.role ?? NO_ROLE) === role);
  if (state !== null) rows = rows.filter((row) => columns.some((column) => isIn(state, cells[row * width + column]!)));
  if (sort.by === "name") {
    return rows.sort((a, b) => byName.compare(people[a]!.name, people[b]!.name));
  }
  if (sort.by === "competency") {
    const column = competencies.findIndex((competency) => competency.key === sort.competency);
    if (column < 0) return rows;
    const rank = (row: number): number => rankOf(cells[row * width + column]!, sort.order);
    // Infinity minus itself is no number: those unknown stay as they come.
    return rows.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
  }
  return rows;
}

const byName = new Intl.Collator("en");

function shownColumns(view: MatrixView, hidden: ReadonlySet<AreaKey>): Pick<Arrangement, "columns" | "areas"> {
  const columns = [...view.competencies.keys()].filter((column) => !hidden.has(view.competencies[column]!.area));
  let start = 0;
  const areas = view.areas
    .filter((area) => !hidden.has(area.key))
    .map((area) => {
      const shown = { ...area, start };
      start += area.columns;
      return shown;
    });
  return { columns, areas };
}
