// The names in the files: how each was taken, and what the user answered.
import type { Choice, ImportName, ImportPreview, ImportRequest, NameChoice, NameState } from "$lib/ipc/types";

/** Whose names: the lists of a preview, and of a request, are called so. */
export type Named = "people" | "competencies" | "roles";

/** Every list of names, in the order in which they are shown. */
export const NAMED: readonly Named[] = ["people", "competencies", "roles"];

/** A name in a file, of a person, of a competency or of a role. */
export type FileName = ImportName<string>;

/** How names can be taken, those that want a look first. */
export const STATES: readonly NameState[] = ["unclear", "near", "new", "left_out", "known"];

/** The states in words, to filter by. */
export const STATE_WORDS: Record<NameState, string> = {
  unclear: "Not clear",
  near: "Matched by likeness",
  new: "New",
  left_out: "Left out",
  known: "Known",
};

/** What one of them is called. */
export const NOUN: Record<Named, string> = { people: "person", competencies: "competency", roles: "role" };

/** Every name in the files. */
export const namesOf = (preview: ImportPreview): FileName[] => NAMED.flatMap((of): FileName[] => preview[of]);

/** All that a name could mean. */
export function knownOf(preview: ImportPreview, of: Named): Choice[] {
  return { people: preview.known_people, competencies: preview.known_competencies, roles: preview.known_roles }[of];
}

/** How often each state occurs. */
export function counted(names: FileName[]): Record<NameState, number> {
  const counts: Record<NameState, number> = { unclear: 0, near: 0, new: 0, left_out: 0, known: 0 };
  for (const { state } of names) counts[state] += 1;
  return counts;
}

/** Whose a name is taken for: as answered, else as it was found; null where that is not clear. */
export function choiceOf(name: FileName, of: Named, request: ImportRequest): NameChoice<string> | null {
  const answered = request[of].find((other: { name: string }) => other.name === name.name);
  if (answered) return answered.answer;
  if (name.state === "new") return { choice: "new" };
  if (name.state === "left_out") return { choice: "leave_out" };
  return name.state !== "unclear" && name.id !== null ? { choice: "existing", id: name.id } : null;
}

/** What became of a name, in a sentence. */
export function inWords({ state, how, known_name }: FileName, of: Named): string {
  if (state === "unclear" && of === "roles") return "No role has this name. People come without a role until you say which is meant.";
  if (state === "unclear") return `${how === "" ? "It is not clear whose this is" : upperFirst(how)}. Nothing of it is imported until you say which is meant.`;
  if (state === "near") return `Read as ${known_name}: ${how}.`;
  if (state === "new") return of === "people" ? "Nobody has this name yet: a person will be added." : `No ${NOUN[of]} has this name yet: one will be added.`;
  if (state === "left_out") return of === "roles" ? "People come without this role, as you chose." : "Left out, as you chose.";
  return known_name === "" ? upperFirst(how) : `${known_name}: ${how}.`;
}

/** How far an answer reaches; empty for a name that stands there once. */
export function reach({ count }: FileName): string {
  return count > 1 ? `The name has ${count.toLocaleString("en-GB")} entries; one answer serves all.` : "";
}

/** "N. Rahman" and "n rahman " are one name here: what does not tell names apart is taken away. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
