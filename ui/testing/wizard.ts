// The import wizard as the tests drive it: shown over a preview, its steps gone to, and the requests that it sent.
import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";

import ImportScreen from "$features/import/ImportScreen.svelte";
import { Session } from "$features/shell/session.svelte";
import type { Ipc } from "$lib/ipc/ipc";
import type { ImportPreview, ImportRequest } from "$lib/ipc/types";

import { fakeIpc } from "./fake";
import * as files from "./spreadsheet";
import { workspace } from "./workspace";

/** The wizard over a preview; an answer sent back gives the same preview, with that answer in force. */
export async function show(preview: ImportPreview = files.importPreview, given: Partial<Ipc> = {}) {
  const ipc = fakeIpc({ importPreview: async (request) => ({ ...preview, request }), ...given });
  const session = new Session(ipc);
  session.workspace = workspace;
  session.preview = preview;
  const view = render(ImportScreen, { session, preview });
  await tick();
  return { ...view, ipc, session, user: userEvent.setup() };
}

/** The requests sent, in order. */
export const sent = (ipc: ReturnType<typeof fakeIpc>): ImportRequest[] => ipc.given("importPreview").map(([request]) => request as ImportRequest);
export const goTo = (user: ReturnType<typeof userEvent.setup>, step: RegExp) =>
  user.click(within(screen.getByRole("list", { name: "Steps of the import" })).getByRole("button", { name: step }));
export const text = (element: Element): string => element.textContent.replaceAll(/\s+/g, " ").trim();
export const current = (): string => text(document.querySelector("[aria-current=step]")!);
/** A promise that is settled from outside: work that takes as long as the test wants. */
export function pending<T>() {
  let settle!: (value: T) => void;
  let refuse!: (cause: unknown) => void;
  const promise = new Promise<T>((resolve, reject) => ([settle, refuse] = [resolve, reject]));
  return { promise, settle, refuse };
}
