// A table as text for the clipboard, as spreadsheets take it: cells apart by tabs, rows by line ends.

/** How a cell begins that a spreadsheet would run as a formula, be it behind blanks and letters that nobody sees. */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}']*[=+\-@＝＋－＠])/u;
/** A figure as it is shown: "1,868", "24%", "+9", "−0.5". */
const FIGURE = /^[+−-]?\d[\d,]*(\.\d+)?%?$/;
/** What would end a cell, or begin a quoted one. */
const NEEDS_QUOTES = /^"|[\t\r\n]/;

/** The rows under the heads of their columns. Figures stay figures, and nothing becomes a formula. */
export function tsv(columns: string[], rows: string[][]): string {
  return [columns, ...rows].map((row) => `${row.map(cell).join("\t")}\n`).join("");
}

function cell(text: string): string {
  // Spreadsheets know the hyphen as the minus of a figure, not the minus sign that is shown.
  if (FIGURE.test(text)) return text.replace("−", "-");
  const inert = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
