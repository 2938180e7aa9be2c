// What the user says about the files, as changes of the request that the preview answered.
import type {
  ColumnAnswer,
  ImportColumn,
  ImportPreview,
  ImportRequest,
  LayoutKind,
  Meaning,
  NameChoice,
  TableAnswers,
} from "$lib/ipc/types";

import type { Named } from "./names";

/** A change of the request. */
export type Edit = (request: ImportRequest) => ImportRequest;

const UNSAID: TableAnswers = {
  sheet: null,
  header_row: null,
  kind: null,
  columns: [],
  scale: null,
  source: null,
  date: null,
  team: null,
  question: null,
  leave_out: false,
};

/** Meanings that several columns may have; of the others a table has one column each. */
const SHARED: ReadonlySet<Meaning> = new Set<Meaning>(["skill", "area", "ignored"]);

/** What the user says about the table shown. */
export function tableShown(request: ImportRequest): TableAnswers {
  return request.tables[request.shown] ?? UNSAID;
}

/** Says something about the table shown. */
export function aboutTable({ request, tables }: Pick<ImportPreview, "request" | "tables">, said: Partial<TableAnswers>): Edit {
  const { shown } = request;
  const count = Math.max(tables.length, shown + 1);
  return (before) => ({
    ...before,
    tables: Array.from({ length: Math.max(count, before.tables.length) }, (_, at) => {
      const answers = before.tables[at] ?? UNSAID;
      return at === shown ? { ...answers, ...said } : answers;
    }),
  });
}

// What hangs on a sheet, a header row or a kind is found anew where that changes: an answer about the third column is
// about the third column of another table then.

/** Reads another sheet. */
export const sheetSaid = (sheet: string): Partial<TableAnswers> => ({ sheet, header_row: null, kind: null, columns: [], scale: null });
/** Takes another row for the header. */
export const headerSaid = (header_row: number): Partial<TableAnswers> => ({ header_row, columns: [] });
/** Takes a row for something else. */
export const kindSaid = (kind: LayoutKind): Partial<TableAnswers> => ({ kind, columns: [] });

/**
 * Takes a column for something else. Where another column had that meaning, it takes over what this one was: two that
 * were mixed up are put right by one answer, and no table is without its person or its level in between.
 */
export function meaningSaid(columns: ImportColumn[], said: ColumnAnswer[], index: number, meaning: Meaning): Partial<TableAnswers> {
  const now = new Map(columns.map((column) => [column.index, column.meaning]));
  for (const answer of said) now.set(answer.index, answer.meaning);
  const before = now.get(index) ?? "ignored";
  const changed = new Map(said.map((answer) => [answer.index, answer.meaning]));
  for (const [other, held] of now) {
    if (other !== index && held === meaning && !SHARED.has(meaning)) changed.set(other, before);
  }
  changed.set(index, meaning);
  return { columns: [...changed].map(([at, what]) => ({ index: at, meaning: what })).sort((a, b) => a.index - b.index) };
}

/** Says what a name means; one answer serves every table. */
export function aboutName(of: Named, name: string, answer: NameChoice<string>): Edit {
  return (before) => ({ ...before, [of]: [...before[of].filter((other: { name: string }) => other.name !== name), { name, answer }] });
}

/** Looks at another table. */
export const showing =
  (shown: number): Edit =>
  (before) => ({ ...before, shown });

/** Forgets what was set for an earlier file, and every answer. */
export const afresh: Edit = (before) => ({ ...before, tables: [], people: [], competencies: [], roles: [], as_before: false });
