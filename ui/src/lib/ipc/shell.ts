// The answers of the real shell. With the generated `bindings.ts`, the only module that knows of Tauri.
import { listen } from "@tauri-apps/api/event";

import { commands } from "./bindings";
import type { Connect, Ipc, ShellEvents } from "./ipc";
import type { AppError } from "./types";

/**
 * The shell that this window runs in. A level is set, and an export made, for what `selection` says is shown at that
 * moment: the team and the day that the user sees.
 */
export const shell: Connect = (selection): Ipc => ({
  start: () => data(commands.start()),
  workspace: () => data(commands.workspace()),
  openWorkspace: (path) => data(commands.openWorkspace(path)),
  chooseWorkspace: () => data(commands.chooseWorkspace()),
  newWorkspace: (name) => data(commands.newWorkspace(name)),
  exploreSample: () => data(commands.exploreSample()),
  closeWorkspace: async () => void (await data(commands.closeWorkspace())),
  overview: (selection) => data(commands.overview(selection)),
  compare: (selection) => data(commands.compare(selection)),
  priorities: (selection, weights) => data(commands.priorities(selection, weights)),
  matrix: (selection) => data(commands.matrix(selection)),
  cellDetail: (selection, person, competency) => data(commands.cellDetail(selection, person, competency)),
  chart: (kind, selection, frame) => data(commands.chart(kind, selection, frame)),
  setLevel: (person, competency, level) => data(commands.setLevel(selection(), person, competency, level)),
  retractLevel: (person, competency) => data(commands.retractLevel(selection(), person, competency)),
  undo: () => data(commands.undo()),
  redo: () => data(commands.redo()),
  chooseImport: () => data(commands.chooseImport(selection())),
  importPreview: (path) => data(commands.importPreview(selection(), path)),
  importFile: (path, skipBad) => data(commands.importFile(path, skipBad)),
  saveExport: (format) => data(commands.saveExport(selection(), format)),
  saveChart: (kind, selection, frame, format) => data(commands.saveChart(kind, selection, frame, format)),
  listen: async (events: ShellEvents) => {
    const stops = await Promise.all([
      listen<{ tags: string[] }>("workspace-changed", (event) => events.workspaceChanged(event.payload.tags)),
      listen<{ action: string }>("menu", (event) => events.menu(event.payload.action)),
      listen<{ path: string }>("file-dropped", (event) => events.fileDropped(event.payload.path)),
    ]);
    return () => {
      for (const stop of stops) stop();
    };
  },
});

/** What a command answered; its refusal is thrown, as every other promise's is. */
async function data<T>(
  answer: Promise<{ status: "ok"; data: T } | { status: "error"; error: AppError }>,
): Promise<T> {
  const answered = await answer;
  if (answered.status === "error") throw answered.error;
  return answered.data;
}
