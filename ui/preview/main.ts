// The screens over the played shell, for the eye: `?screen=priorities&theme=dark`, `?screen=import`, `?screen=start`,
// `?screen=matrix&people=1000&columns=60`. `&empty` plays a workspace without levels, `&as_of=2025-06-01` shows a past day.
// `&menu=forms` chooses an item of the menu, `&palette`, `&error`, `&naming` and `&working` open what lies over the screens,
// `&press=SELECTOR` presses something, `&then=SELECTOR` something after it, and `&axe` writes what axe finds to the console.
import "@fontsource-variable/noto-sans/wght.css";
import "$lib/styles/tokens.css";
import "$lib/styles/base.css";

import { mount } from "svelte";

import type { AppError, EmptyState } from "$lib/ipc/types";
import { fakeIpc } from "$testing/fake";
import { history } from "$testing/history";
import { matrix } from "$testing/matrix";
import { ratings } from "$testing/ratings";
import { keyPeople, risks } from "$testing/risks";
import { importPreview } from "$testing/spreadsheet";
import { start, workspace } from "$testing/workspace";

import App from "../src/routes/App.svelte";

const asked = new URLSearchParams(location.search);
const screen = asked.get("screen") ?? "overview";
const empty: EmptyState | null = asked.has("empty")
  ? {
      title: "Nobody has rated themselves yet",
      text: "An own rating beside the manager’s shows where the two see something else.",
      actions: [
        { kind: "forms", label: "Make forms", text: "A workbook for each person, with what each level looks like." },
        { kind: "merge_forms", label: "Merge returned forms", text: "Forms that came back are read as they are." },
      ],
    }
  : null;
const conflict: AppError = {
  code: "conflict",
  message: "What the operation changed has been changed again since.",
  hint: "Nothing was changed. Undo the later changes first.",
  fields: [{ place: "person Noor Rahman", found: "", expected: "", says: "Person Noor Rahman was changed later by “Move Noor Rahman to Red”." }],
};
const ipc = fakeIpc({
  start: async () => (empty ? { ...start, recent: [] } : start),
  workspace: async () => (screen === "start" ? null : workspace),
  matrix: async () => matrix(Number(asked.get("people") ?? 24), Number(asked.get("columns") ?? 19)),
  importPreview: async () => importPreview,
  history: async (filter) =>
    empty && filter.kind ? { ...history, title: "No operations", operations: [] } : { ...history, more: asked.has("more") },
  ratings: async () => ({ ...ratings, empty }),
  risks: async () => ({ ...risks, empty }),
  keyPeople: async () => ({ ...keyPeople, empty }),
  saveExport: (format) => (asked.has("working") ? new Promise<never>(() => {}) : Promise.resolve(`/home/you/halden.${format}`)),
  undoOperation: async () => {
    throw conflict;
  },
  undo: async () => {
    throw asked.has("fields")
      ? { ...conflict, code: "bad_cells", fields: [{ place: "Levels!C17 “Score”", found: "5", expected: "a level from 0 to 4" }] }
      : conflict;
  },
});

document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`blocked: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
);
const target = document.getElementById("app");
if (target) mount(App, { target, props: { connect: () => ipc } });

setTimeout(() => {
  const theme = asked.get("theme");
  if (theme) ipc.happens.menu(`theme-${theme}`);
  if (["matrix", "team", "compare", "priorities", "plan", "report", "risks", "key-people", "history", "ratings", "set-up"].includes(screen)) ipc.happens.menu(screen);
  if (screen === "import") ipc.happens.filesDropped(["/home/you/may.xlsx"]);
  if (asked.has("palette")) ipc.happens.menu("palette");
  if (asked.has("naming")) ipc.happens.menu("new");
  if (asked.has("error")) ipc.happens.menu("undo");
  if (asked.has("working")) {
    ipc.happens.menu("export-xlsx");
    ipc.happens.progress({ text: "Writing 24 people and 456 levels", share: 0.4 });
  }
  const chosen = asked.get("menu");
  if (chosen) ipc.happens.menu(chosen);
}, 100);

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

function press(selector: string): void {
  const element = document.querySelector<HTMLElement>(selector);
  element?.focus();
  // A menu opens on the press of the pointer; a click after it would close it again.
  if (element?.ariaHasPopup === "menu") element.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerType: "mouse" }));
  else element?.click();
}

await pause(700);
const day = asked.get("as_of");
if (day) {
  press(".as-of");
  await pause(200);
  const field = document.querySelector<HTMLInputElement>(".as-of-box input");
  if (field) {
    field.value = day;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (!asked.has("box")) press(".as-of");
}
for (const selector of [asked.get("press"), asked.get("then")]) {
  if (selector) press(selector);
  await pause(200);
}
if (asked.has("axe")) {
  const { default: axe } = await import("axe-core");
  await pause(300);
  const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
  for (const violation of found.violations) {
    for (const node of violation.nodes) console.warn(`axe ${violation.id}: ${node.html} ${node.failureSummary}`);
  }
  console.warn(`axe: ${found.violations.length} violations, ${found.passes.length} rules passed`);
}
