// Dates as they are shown.

const shown = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** `2026-06-01` as "1 Jun 2026". */
export function dateInWords(date: string): string {
  return shown.format(new Date(`${date}T00:00:00Z`));
}
