// Finding something by its name while the name is typed.

/** Small letters without their accents; a hyphen parts words as a space does. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("-", " ");
}

/**
 * How well a name fits what is typed, however either is accented: 0 where it begins with it, 1 where a word of it does, 2
 * where it holds all the words, and null where it does not.
 */
export function fit(name: string, typed: string): 0 | 1 | 2 | null {
  const wanted = plain(typed).trim();
  const said = plain(name);
  if (!wanted.split(/\s+/).every((word) => said.includes(word))) return null;
  if (said.startsWith(wanted)) return 0;
  return ` ${said}`.includes(` ${wanted}`) ? 1 : 2;
}
