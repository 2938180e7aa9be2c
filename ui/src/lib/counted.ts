// Numbers as they stand in sentences.

/** "1,234". */
export const thousands = (count: number): string => count.toLocaleString("en-GB");

/** "1 person", "1,234 people". */
export const counted = (count: number, one: string, many: string): string => `${thousands(count)} ${count === 1 ? one : many}`;
