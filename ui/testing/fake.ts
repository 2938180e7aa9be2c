// The shell, played: answers every question with the sample, and writes down what it was asked.
import type { Ipc, ShellEvents } from "../src/lib/ipc/ipc";

import { drawing } from "./drawings";
import { cellDetail, matrix } from "./matrix";
import { priorities } from "./priorities";
import { importPreview } from "./spreadsheet";
import { compare, overview, start, workspace } from "./workspace";

/** What the fake was asked, in order. */
export type Call = { name: string; given: unknown[] };

/** A shell that answers from memory. */
export type FakeIpc = Ipc & {
  calls: Call[];
  /** The arguments of every call of one command. */
  given(name: keyof Ipc): unknown[][];
  /** Plays what happens outside the screens. */
  happens: ShellEvents;
};

/** Answers with the sample, but for the answers given. */
export function fakeIpc(answers: Partial<Ipc> = {}): FakeIpc {
  const calls: Call[] = [];
  const listeners = new Set<ShellEvents>();
  const ipc: Ipc = {
    start: async () => start,
    workspace: async () => workspace,
    openWorkspace: async () => workspace,
    chooseWorkspace: async () => workspace,
    newWorkspace: async (name) => ({ ...workspace, name, path: `/home/you/${name}.cadre`, last_operation: null, undo: null }),
    exploreSample: async () => workspace,
    closeWorkspace: async () => {},
    overview: async () => overview,
    compare: async () => compare,
    priorities: async (_, weights) => ({ ...priorities, weights: weights ?? priorities.weights }),
    matrix: async () => matrix(),
    cellDetail: async () => cellDetail,
    chart: async (kind, _, frame) => drawing(kind, frame),
    setLevel: async () => ({ ...workspace, last_operation: { label: "Set 1 level", when: "Today 10:43" } }),
    retractLevel: async () => ({ ...workspace, last_operation: { label: "Retract 1 level", when: "Today 10:43" } }),
    undo: async () => ({ ...workspace, last_operation: { label: "Undo: Set 4 levels", when: "Today 10:43" }, undo: null, redo: "Set 4 levels" }),
    redo: async () => workspace,
    chooseImport: async () => importPreview,
    importPreview: async () => importPreview,
    importFile: async () => ({ ...workspace, last_operation: { label: "Import 399 assessments", when: "Today 10:43" } }),
    saveExport: async (format) => `/home/you/halden.${format}`,
    saveChart: async (kind, _selection, _frame, format) => `/home/you/${kind}.${format}`,
    listen: async (events) => {
      listeners.add(events);
      return () => void listeners.delete(events);
    },
    ...answers,
  };
  const recorded = Object.fromEntries(
    Object.entries(ipc).map(([name, answer]) => [
      name,
      (...given: unknown[]) => {
        calls.push({ name, given });
        return (answer as (...given: unknown[]) => unknown)(...given);
      },
    ]),
  ) as unknown as Ipc;
  return {
    ...recorded,
    calls,
    given: (name) => calls.filter((call) => call.name === name).map((call) => call.given),
    happens: {
      workspaceChanged: (tags) => listeners.forEach((events) => events.workspaceChanged(tags)),
      menu: (action) => listeners.forEach((events) => events.menu(action)),
      fileDropped: (path) => listeners.forEach((events) => events.fileDropped(path)),
    },
  };
}
