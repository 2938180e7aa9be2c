// The widths of the grid's columns.
import { expect, it } from "vitest";

import { columnWidth } from "./columns";

it.each([
  // "SecOps" is 6 letters: 50.4 pixels fit over 64.
  ["LLM SecOps", 2, 32],
  ["LLM SecOps", 10, 32],
  // "development" is 11 letters: 82.4 pixels over two columns.
  ["Software development", 2, 42],
  // "Identity" and "and access": 10 letters, 76 pixels.
  ["Identity and access", 2, 38],
  // "AI and machine" would take 101.6 pixels: of a single column no more than 92.
  ["AI and machine learning", 1, 92],
  ["Cloud", 1, 44],
  // One word of 30 letters would take 204 pixels: no more than 96 over two columns.
  ["Donaudampfschifffahrtsgesellsch", 2, 48],
])("%s over %d columns makes each %d wide", (name, columns, width) => {
  expect(columnWidth({ name, columns })).toBe(width);
});
