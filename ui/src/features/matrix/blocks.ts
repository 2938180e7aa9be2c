/** Blocks of levels as text that spreadsheets read and write: tabs between columns, a line for each row. */

/** Levels as text, a blank where one is unknown; every row ends its line, as Excel does it. */
export function asText(rows: (number | null)[][]): string {
  return rows.map((row) => `${row.map((level) => level ?? "").join("\t")}\n`).join("");
}

/** How many rows and columns a copied text has; at least one of each. */
export function sizeOfText(text: string): { rows: number; columns: number } {
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  return { rows: lines.length, columns: Math.max(...lines.map((line) => line.split("\t").length)) };
}
