// What is asked of a passphrase that is chosen, before it is sent.

/** A passphrase as it was typed, twice. */
export type Typed = { first: string; again: string };

/** What loses a passphrase, and what having none means: said wherever one is chosen. */
export const LOST = "If you lose the passphrase nobody can open the file, neither can we.";
export const NONE = "Anybody who can read the file can read every rating.";

/** What is wrong with it, beside each field; both empty where it will do. */
export function problems({ first, again }: Typed, otherwise: string): Typed {
  if (first === "") return { first: `The passphrase is missing: type one${otherwise}.`, again: "" };
  if (again === "") return { first: "", again: "Type it once more, so that a slip does not lock you out." };
  return { first: "", again: first === again ? "" : "The two are not the same. Show them, or type both again." };
}

/** Whether nothing is wrong with it. */
export const willDo = (wrong: Typed): boolean => wrong.first === "" && wrong.again === "";
