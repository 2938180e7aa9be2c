/** The keys of the matrix, in words, for the list that "?" opens. */

/** Keys that do a thing; each of `keys` is a way to do it. */
export interface Shortcut {
  keys: string[];
  does: string;
}

/** The keys by what they are for. */
export const SHORTCUTS: { title: string; shortcuts: Shortcut[] }[] = [
  {
    title: "Levels",
    shortcuts: [
      { keys: ["0 to 4"], does: "Set the level of all that is selected" },
      { keys: ["Delete"], does: "Retract it" },
      { keys: ["Ctrl D", "Ctrl R"], does: "Fill down, fill right" },
      { keys: ["Enter"], does: "Open the history and evidence" },
      { keys: ["A"], does: "Record an assessment with its source and day" },
      { keys: ["Ctrl Z", "Ctrl Shift Z"], does: "Undo, redo" },
    ],
  },
  {
    title: "Select",
    shortcuts: [
      { keys: ["Shift with any move", "drag"], does: "Select a block" },
      { keys: ["Shift Space", "Ctrl Space"], does: "Select whole rows, whole columns" },
      { keys: ["Ctrl A"], does: "Select everything shown" },
      { keys: ["Escape"], does: "Select the active cell alone" },
    ],
  },
  {
    title: "Copy and paste",
    shortcuts: [
      { keys: ["Ctrl C"], does: "Copy the levels, for a spreadsheet too" },
      { keys: ["Ctrl Shift C"], does: "Copy them with the names" },
      { keys: ["Ctrl V"], does: "Paste a block; one that goes in evenly is repeated" },
    ],
  },
  {
    title: "Move and look",
    shortcuts: [
      { keys: ["Arrows", "Page Up", "Page Down"], does: "Move by a cell, by a page" },
      { keys: ["Home", "End"], does: "To the first or last column; with Ctrl to the corner" },
      { keys: ["Ctrl with arrows"], does: "To the edge" },
      { keys: ["/", "Ctrl F"], does: "Find a person or competency" },
      { keys: ["S"], does: "Sort by this column: high to low, low to high, off" },
      { keys: ["T"], does: "Show levels, or levels against target" },
    ],
  },
];
