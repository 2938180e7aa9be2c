// Files that come to the window: what may be dropped on it, how they are imported, and where that shows.
import type { AppError, ImportPreview, ImportRequest } from "$lib/ipc/types";

/** Files that are read as spreadsheets: the old Excel format too, to say what to do with it. */
const SPREADSHEET = /\.(csv|tsv|txt|xlsx?|xlsm|ods)$/i;
/** A workspace, or an export of one: dropped by itself. */
const WORKSPACE = /\.(cadre|json)$/i;

/** Files to import as they are found, or as files of the same columns were imported before. */
export function asFound(paths: string[]): ImportRequest {
  return { paths, tables: [], people: [], competencies: [], roles: [], shown: 0, as_before: true };
}

/** Why dropped files cannot be taken up; null where they can. */
export function refusedDrop(paths: string[]): AppError | null {
  const refused = paths.find((path) => !SPREADSHEET.test(path) && !(paths.length === 1 && WORKSPACE.test(path)));
  if (refused === undefined) return null;
  return {
    code: "unreadable_spreadsheet",
    message: WORKSPACE.test(refused)
      ? `“${nameOf(refused)}” can only be dropped by itself. Nothing was opened or imported.`
      : `“${nameOf(refused)}” is nothing that can be dropped here. Nothing was opened or imported.`,
    hint:
      "Drop spreadsheets (CSV, TSV, XLSX or ODS) to import them, a workspace (.cadre) to open it, or a JSON export to make a " +
      "workspace of it. A benchmark edition is added under “Benchmarks and their sources”.",
    fields: [],
  };
}

/** The name of the file at a path. */
export function nameOf(path: string): string {
  return path.split(/[\\/]/).pop() ?? "";
}

/** The screen that shows what an import brought: levels in the matrix, else a pulse beside the industry, else the team. */
export function broughtTo({ tables }: ImportPreview): "matrix" | "compare" | "team" {
  const kinds = new Set(tables.filter(({ left_out }) => !left_out).map(({ layout }) => layout));
  if (kinds.has("wide") || kinds.has("long")) return "matrix";
  return kinds.has("pulse") ? "compare" : "team";
}
