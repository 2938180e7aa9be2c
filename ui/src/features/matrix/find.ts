/** Finding people and competencies by name while the name is typed. */
import { fit } from "$lib/names";

/** A name that was found, and its place among those shown. */
export interface Hit {
  kind: "person" | "competency";
  at: number;
  name: string;
}

/**
 * The people and competencies whose names hold all the words typed, however they are accented. Names that begin with
 * what was typed come first, then those in which a word does, then the rest; people before competencies.
 */
export function find(typed: string, people: string[], competencies: string[]): Hit[] {
  if (typed.trim() === "") return [];
  const hits: (Hit & { rank: number })[] = [];
  const look = (kind: Hit["kind"], names: string[]): void => {
    for (const [at, name] of names.entries()) {
      const rank = fit(name, typed);
      if (rank !== null) hits.push({ kind, at, name, rank });
    }
  };
  look("person", people);
  look("competency", competencies);
  // Sorting keeps the order of equals.
  return hits.sort((a, b) => a.rank - b.rank).map(({ kind, at, name }) => ({ kind, at, name }));
}
