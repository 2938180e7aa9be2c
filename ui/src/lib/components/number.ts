// Numbers as people type them and read them.

/** What typed text is as a number, or why it is none. */
export type Typed =
  | { number: number; problem?: undefined }
  | { number?: undefined; problem: "blank" | "not a number" | "two readings" };

/** A number as it is shown: "150,000", "12.5". */
export function shownNumber(value: number): string {
  return value.toLocaleString("en-GB", { maximumFractionDigits: 2 });
}

/**
 * Reads a number as people of any country type it: "150000", "150,000", "150 000", "150'000", "150.000,50", "12.5" and
 * "12,5". "150.000" is 150 here and 150,000 there, so it is not guessed at; a comma before three digits is a thousand,
 * because that is how numbers are shown.
 */
export function typedNumber(text: string): Typed {
  const plain = text.trim().replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, "");
  if (plain === "") return { problem: "blank" };
  if (/^\d{1,3}(\.\d{3})+$/.test(plain)) return { problem: "two readings" };
  if (/^[+−-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) return { number: toNumber(plain.replaceAll(",", "")) };
  if (/^[+−-]?\d{1,3}(\.\d{3})+,\d+$/.test(plain)) return { number: toNumber(plain.replaceAll(".", "").replace(",", ".")) };
  if (/^[+−-]?(\d+([.,]\d*)?|[.,]\d+)$/.test(plain)) return { number: toNumber(plain.replace(",", ".")) };
  return { problem: "not a number" };
}

function toNumber(digits: string): number {
  return Number(digits.replace("−", "-"));
}
