// Arrow keys in a list that is one stop for the Tab key.

/** How many rows a page key goes. */
const PAGE = 10;

/**
 * Moves the focus among the stops of a list with the arrow keys, Home, End and the page keys, from the stop that has
 * the focus or in which it is. Answers where it went; null where the key means something else, or the focus is elsewhere.
 */
export function moveFocus(event: KeyboardEvent, stops: HTMLElement[]): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  const at = stops.findIndex((stop) => stop.contains(event.target as Node));
  if (at < 0) return null;
  const moves: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: stops.length - 1,
    PageDown: at + PAGE,
    PageUp: at - PAGE,
  };
  const to = moves[event.key];
  if (to === undefined) return null;
  event.preventDefault();
  const next = Math.max(0, Math.min(stops.length - 1, to));
  stops[next]?.focus();
  return next;
}
