/** Which people and competencies of the matrix are shown, and in what order: the filters and the sorting of its bar. */
import type { AreaKey, CompetencyKey, MatrixArea, MatrixView, RoleId } from "$lib/ipc/types";

import { type CellState, isIn, levelOf, rankOf, targetOf } from "./cells";

/** What is left out. */
export interface Filters {
  /** Areas whose columns are hidden; `null` where those are that have no competency in use. */
  hidden: ReadonlySet<AreaKey> | null;
  /** Of an area in use, the competencies in use, which somebody shown needs or at least half of them have a level in; or all. */
  competencies: "used" | "all";
  /** People of this role only; `NO_ROLE` for those without one, `null` for all. */
  role: RoleId | null;
  /** Only people and competencies with such a cell among those shown; `null` for all. */
  state: CellState | null;
}

/** In which order people stand. */
export type Sort =
  /** Under a heading for each team, by name: as they come. */
  | { by: "team" }
  | { by: "name" }
  /** By the name of their role, those without one last; within a role by name. */
  | { by: "role" }
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
  /** The areas that are not hidden, whether or not a column of theirs is in the state asked for. */
  chosen: ReadonlySet<AreaKey>;
}

/** The choice among roles that means people without one. No id looks like it. */
export const NO_ROLE = "no role";

/** Everybody, in the competencies that matter to them. */
export const AS_USUAL: Filters = { hidden: null, competencies: "used", role: null, state: null };

/** Everybody and everything. */
export const EVERYTHING: Filters = { ...AS_USUAL, hidden: new Set(), competencies: "all" };

/** As the people come. */
export const AS_THEY_COME: Sort = { by: "team" };

/** Arranges the matrix. Every cell is looked at a few times at most. */
export function arrange(view: MatrixView, filters: Filters, sort: Sort): Arrangement {
  const { people, cells, competencies } = view;
  const { role, state } = filters;
  const width = competencies.length;
  let rows = [...people.keys()];
  if (role !== null) rows = rows.filter((row) => (people[row]!.role ?? NO_ROLE) === role);
  const { chosen, columns: kept } = keptColumns(view, rows, filters);
  let columns = kept;
  if (state !== null) {
    // A row is left where one of its cells is meant, and so is a column: the cells that are meant all stay.
    const meant = (row: number, column: number): boolean => isIn(state, cells[row * width + column]!);
    rows = rows.filter((row) => kept.some((column) => meant(row, column)));
    columns = kept.filter((column) => rows.some((row) => meant(row, column)));
  }
  return { rows: sorted(view, rows, sort), columns, areas: areasOver(view, columns), chosen };
}

/** Whether people are left out. */
export function leavesPeopleOut({ role, state }: Filters): boolean {
  return role !== null || state !== null;
}

/** Whether anything is asked for beyond the usual. */
export function isFiltered(filters: Filters): boolean {
  return leavesPeopleOut(filters) || filters.hidden !== null || filters.competencies !== AS_USUAL.competencies;
}

/**
 * The columns of the areas that are not hidden. Where nobody shown has a target, nothing tells what matters, and a
 * column with the first level in it is no reason to take the others away: then all of them are in use.
 */
function keptColumns(view: MatrixView, rows: number[], { hidden, competencies }: Filters): Pick<Arrangement, "columns" | "chosen"> {
  const { areas, cells, competencies: all } = view;
  const width = all.length;
  const at = (row: number, column: number): number => cells[row * width + column]!;
  const aimed = rows.some((row) => all.some((_, column) => targetOf(at(row, column)) !== null));
  const isUsed = (column: number): boolean =>
    rows.some((row) => targetOf(at(row, column)) !== null) ||
    rows.filter((row) => levelOf(at(row, column)) !== null).length * 2 >= rows.length;
  const used = all.map((_, column) => !aimed || isUsed(column));
  const usedAreas = new Set(all.filter((_, column) => used[column]).map((competency) => competency.area));
  const keeps = (area: AreaKey): boolean =>
    hidden === null ? competencies === "all" || usedAreas.has(area) : !hidden.has(area);
  const columns = [...all.keys()].filter((column) => {
    const { area } = all[column]!;
    // An area that is asked for though nothing in it is in use comes with all it has.
    return keeps(area) && (competencies === "all" || used[column] || !usedAreas.has(area));
  });
  return { columns, chosen: new Set(areas.map((area) => area.key).filter(keeps)) };
}

/** The areas over these columns. */
function areasOver(view: MatrixView, columns: number[]): ShownArea[] {
  let start = 0;
  return view.areas.flatMap((area) => {
    const own = columns.filter((column) => view.competencies[column]!.area === area.key).length;
    start += own;
    return own === 0 ? [] : [{ ...area, columns: own, start: start - own }];
  });
}

function sorted({ people, cells, competencies }: MatrixView, rows: number[], sort: Sort): number[] {
  if (sort.by === "team") return rows;
  if (sort.by === "competency") {
    const column = competencies.findIndex((competency) => competency.key === sort.competency);
    if (column < 0) return rows;
    const rank = (row: number): number => rankOf(cells[row * competencies.length + column]!, sort.order);
    // Infinity minus itself is no number: those unknown stay as they come.
    return rows.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
  }
  const named = (a: number, b: number): number => byName.compare(people[a]!.name, people[b]!.name);
  if (sort.by === "name") return rows.sort(named);
  const role = (row: number): string | null => people[row]!.role_name;
  return rows.sort((a, b) => {
    if (role(a) === role(b)) return named(a, b);
    if (role(a) === null || role(b) === null) return role(a) === null ? 1 : -1;
    return byName.compare(role(a)!, role(b)!);
  });
}

const byName = new Intl.Collator("en");
