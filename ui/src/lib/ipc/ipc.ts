// What the screens may ask of the shell. The screens know this interface only, so that tests and the preview can
// answer in the shell's place.
import type {
  AppError,
  CellDetail,
  ChartFrame,
  ChartKind,
  CompareView,
  Drawing,
  ImportPreview,
  MatrixView,
  OverviewView,
  PrioritiesView,
  Selection,
  StartView,
  Weights,
  WorkspaceView,
} from "./types";

/** Every question and command; each rejects with an `AppError`. */
export interface Ipc {
  start(): Promise<StartView>;
  /** What is open; null where nothing is. */
  workspace(): Promise<WorkspaceView | null>;
  openWorkspace(path: string): Promise<WorkspaceView>;
  /** Asks for a file with the system's dialog; null where the dialog was cancelled, here and below. */
  chooseWorkspace(): Promise<WorkspaceView | null>;
  newWorkspace(name: string): Promise<WorkspaceView | null>;
  exploreSample(): Promise<WorkspaceView>;
  closeWorkspace(): Promise<void>;

  overview(selection: Selection): Promise<OverviewView>;
  compare(selection: Selection): Promise<CompareView>;
  /** `null` weights are the workspace's own. */
  priorities(selection: Selection, weights: Weights | null): Promise<PrioritiesView>;
  matrix(selection: Selection): Promise<MatrixView>;
  cellDetail(selection: Selection, person: string, competency: string): Promise<CellDetail>;
  chart(kind: ChartKind, selection: Selection, frame: ChartFrame): Promise<Drawing>;

  /** Records a level by hand, on the day that is shown. */
  setLevel(person: string, competency: string, level: number): Promise<WorkspaceView>;
  retractLevel(person: string, competency: string): Promise<WorkspaceView>;
  undo(): Promise<WorkspaceView>;
  redo(): Promise<WorkspaceView>;

  chooseImport(): Promise<ImportPreview | null>;
  importPreview(path: string): Promise<ImportPreview>;
  importFile(path: string, skipBad: boolean): Promise<WorkspaceView>;

  /** The path written; null where the dialog was cancelled. */
  saveExport(format: "json" | "csv"): Promise<string | null>;
  saveChart(
    kind: ChartKind,
    selection: Selection,
    frame: ChartFrame,
    format: "svg" | "png",
  ): Promise<string | null>;

  /** Calls back on what happens outside the screens, until the answer is called. */
  listen(events: ShellEvents): Promise<() => void>;
}

/** What happens outside the screens. */
export interface ShellEvents {
  /** The workspace's data changed; the tags name data, never screens. */
  workspaceChanged(tags: string[]): void;
  /** A native menu item was chosen. */
  menu(action: string): void;
  /** A file was dropped on the window. */
  fileDropped(path: string): void;
}

/** Reaches the shell; `selection` tells what is shown. */
export type Connect = (selection: () => Selection) => Ipc;

/** Makes an `AppError` of whatever a call rejected with, so that nothing is shown as a bare string. */
export function asAppError(cause: unknown): AppError {
  if (typeof cause === "object" && cause !== null && "message" in cause && "code" in cause) {
    const error = cause as Partial<AppError>;
    return {
      code: error.code ?? "io",
      message: String(error.message),
      hint: error.hint ?? "",
      fields: error.fields ?? [],
    };
  }
  const message = cause instanceof Error ? cause.message : String(cause);
  return { code: "io", message: `Cadre could not do this: ${message}`, hint: "Try again.", fields: [] };
}
