// The answers of the real shell. With `bindings.ts`, the only module that knows of Tauri.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { Ipc, ShellEvents } from "./ipc";
import type { Selection } from "./types";

/**
 * The shell that this window runs in. A level is set, and an export made, for what `selection` says is shown at that
 * moment: the team and the day that the user sees.
 */
export const shell = (selection: () => Selection): Ipc => ({
  start: () => invoke("start"),
  workspace: () => invoke("workspace"),
  openWorkspace: (path) => invoke("open_workspace", { path }),
  chooseWorkspace: () => invoke("choose_workspace"),
  newWorkspace: (name) => invoke("new_workspace", { name }),
  exploreSample: () => invoke("explore_sample"),
  closeWorkspace: () => invoke("close_workspace"),
  overview: (selection) => invoke("overview", { selection }),
  compare: (selection) => invoke("compare", { selection }),
  priorities: (selection, weights) => invoke("priorities", { selection, weights }),
  matrix: (selection) => invoke("matrix", { selection }),
  cellDetail: (selection, person, competency) => invoke("cell_detail", { selection, person, competency }),
  chart: (kind, selection, frame) => invoke("chart", { kind, selection, frame }),
  setLevel: (person, competency, level) =>
    invoke("set_level", { selection: selection(), person, competency, level }),
  retractLevel: (person, competency) => invoke("retract_level", { selection: selection(), person, competency }),
  undo: () => invoke("undo"),
  redo: () => invoke("redo"),
  chooseImport: () => invoke("choose_import"),
  importPreview: (path) => invoke("import_preview", { path }),
  importFile: (path, skipBad) => invoke("import_file", { path, skipBad }),
  saveExport: (format) => invoke("save_export", { selection: selection(), format }),
  saveChart: (kind, selection, frame, format) => invoke("save_chart", { kind, selection, frame, format }),
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
