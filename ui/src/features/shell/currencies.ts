// Currencies to choose from; any other ISO 4217 code can be typed.

/** Common codes, by their code. */
const COMMON = [
  "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "INR", "JPY", "KRW", "MXN",
  "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "THB", "TRY", "USD", "ZAR",
];

const names = new Intl.DisplayNames("en-GB", { type: "currency" });

/** The common currencies: "EUR, Euro". */
export const CURRENCIES = COMMON.map((code) => ({ value: code, label: `${code}, ${names.of(code) ?? ""}` }));
