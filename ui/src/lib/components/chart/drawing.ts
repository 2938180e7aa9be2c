// What the chart view shows: a picture, and the boxes of the marks in it.

/** A datum in the picture: where it is in pixels, what it says, and what it leads to. */
export type Mark = { key: string; within: string | null; label: string; x: number; y: number; width: number; height: number };

/** A picture with everything that stands behind it. */
export type Drawing<M extends Mark = Mark> = {
  svg: string;
  width: number;
  height: number;
  title: string;
  description: string;
  marks: M[];
  table: { columns: string[]; rows: string[][] };
};

/** How a picture is saved: as it is shown, or in the size and the colours of paper. */
export type Format = "svg" | "png" | "print-svg" | "print-png";

/** The room a picture is drawn for, and the key of what is selected in it. */
export type Frame = { width: number; height: number | null; theme: "light" | "dark" | "print"; selected: string | null };
