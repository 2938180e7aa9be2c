// The steps of an import, and what each wants of the user.
import type { ImportPreview, NameState, QuestionAbout } from "$lib/ipc/types";

import { namesOf } from "./names";

/** The steps, in their order. */
export const STEPS = ["file", "columns", "names", "preview"] as const;

/** A step. */
export type Step = (typeof STEPS)[number];

/** What a step wants: an answer, without which something is read wrong or stays out, or only a look. */
export type Wish = {
  step: Step;
  label: string;
  /** In words; empty where it wants nothing. */
  look: string;
  /** Whether it must be answered. */
  answer: boolean;
};

/** Whether the table shown has levels, and so a scale. */
export const hasScale = (preview: ImportPreview): boolean => preview.defaults.scale !== "";

/** "2 names", "1 name". */
const names = (count: number): string => (count === 1 ? "1 name" : `${count.toLocaleString("en-GB")} names`);

/** What must be answered, short. */
const ASKED: Record<QuestionAbout, string> = {
  scale: "the values fit another scale too",
  team: "new people have no team",
  question: "the question of the pulse is not known",
};

/** Every step with what it wants. */
export function wishes(preview: ImportPreview): Wish[] {
  const among = namesOf(preview);
  const inState = (state: NameState): number => among.filter((name) => name.state === state).length;
  const [unclear, near] = [inState("unclear"), inState("near")];
  const questions = [...new Set(preview.questions.map(({ about }) => ASKED[about]))];
  const nothing = preview.tables.length === 0;
  const blocked = preview.action === "" && questions.length === 0;
  return [
    { step: "file", label: "File", look: nothing ? "no table was found" : "", answer: nothing },
    {
      step: "columns",
      label: hasScale(preview) ? "Columns and scale" : "Columns",
      look: questions.join(", "),
      answer: questions.length > 0,
    },
    {
      step: "names",
      label: "Names",
      look: [unclear > 0 ? `${names(unclear)} not clear` : "", near > 0 ? `${names(near)} matched by likeness` : ""].filter(Boolean).join(", "),
      answer: unclear > 0,
    },
    { step: "preview", label: "Preview", look: blocked ? "nothing can be imported" : "", answer: false },
  ];
}

/** The step to begin with: the first that must be answered, else the preview itself. */
export function opening(preview: ImportPreview): Step {
  return wishes(preview).find((wish) => wish.answer)?.step ?? "preview";
}

/** The step before or after another; undefined at the ends. */
export function beside(step: Step, by: -1 | 1): Step | undefined {
  return STEPS[STEPS.indexOf(step) + by];
}
