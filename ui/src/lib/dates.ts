// Dates as they are shown.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2026-06-01` as "1 Jun 2026", as the reports write it. `Intl` would write "Sept" with some data and "Sep" with other. */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split("-");
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
}
