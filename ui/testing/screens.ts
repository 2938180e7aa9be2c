// Puts a screen, or the whole window, on the page over the played shell.
import { render, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import type { Component } from "svelte";
import { expect } from "vitest";

import { Session } from "../src/features/shell/session.svelte";
import type { Ipc } from "../src/lib/ipc/ipc";
import App from "../src/routes/App.svelte";

import { type FakeIpc, fakeIpc } from "./fake";
import { workspace } from "./workspace";

/** One screen of the open sample. */
export function showScreen(screen: Component<{ session: Session }>, answers: Partial<Ipc> = {}, change: (session: Session) => void = () => {}) {
  const ipc: FakeIpc = fakeIpc(answers);
  const session = new Session(ipc);
  session.workspace = workspace;
  change(session);
  const view = render(screen, { session });
  return { ...view, ipc, session, user: userEvent.setup() };
}

/** The whole window, once the shell has said what is open. */
export async function showWindow(answers: Partial<Ipc> = {}) {
  const ipc: FakeIpc = fakeIpc(answers);
  const view = render(App, { connect: () => ipc });
  await waitFor(() => expect(document.body).not.toHaveTextContent("Cadre is starting"));
  return { ...view, ipc, user: userEvent.setup() };
}
