// The screens over the played shell, for the eye: `?screen=priorities&theme=dark`, `?screen=import`, `?screen=start`,
// `?screen=matrix&people=1000&columns=60`; `&palette`, `&error` and `&naming` open what lies over them, `&press=SELECTOR`
// presses something, and `&axe` writes what axe finds to the console.
import "@fontsource-variable/noto-sans/wght.css";
import "$lib/styles/tokens.css";
import "$lib/styles/base.css";

import { mount } from "svelte";

import { fakeIpc } from "$testing/fake";
import { matrix } from "$testing/matrix";
import { importPreview } from "$testing/spreadsheet";
import { workspace } from "$testing/workspace";

import App from "../src/routes/App.svelte";

const asked = new URLSearchParams(location.search);
const screen = asked.get("screen") ?? "overview";
const ipc = fakeIpc({
  workspace: async () => (screen === "start" ? null : workspace),
  matrix: async () => matrix(Number(asked.get("people") ?? 24), Number(asked.get("columns") ?? 19)),
  importPreview: async () => importPreview,
  undo: async () => {
    throw {
      code: "conflict",
      message: "Mina Park’s level in Output handling has changed since.",
      hint: "Undo the later change first.",
      fields: asked.has("fields") ? [{ place: "Levels!C17 “Score”", found: "5", expected: "a level from 0 to 4" }] : [],
    };
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
  if (["matrix", "compare", "priorities"].includes(screen)) ipc.happens.menu(screen);
  if (screen === "import") ipc.happens.fileDropped("/home/you/may.xlsx");
  if (asked.has("palette")) ipc.happens.menu("palette");
  if (asked.has("naming")) ipc.happens.menu("new");
  if (asked.has("error")) ipc.happens.menu("undo");
}, 100);

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

await pause(700);
const press = asked.get("press");
if (press) {
  const element = document.querySelector<HTMLElement>(press);
  element?.focus();
  // A menu opens on the press of the pointer; a click after it would close it again.
  if (element?.ariaHasPopup === "menu") element.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerType: "mouse" }));
  else element?.click();
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
