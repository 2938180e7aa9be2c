// What the screens may ask of the shell. The screens know this interface only, so that tests and the preview can
// answer in the shell's place.
import type {
  ActionState,
  AfterErasing,
  AppError,
  AssessmentDraft,
  BackupChoice,
  BackupPreview,
  BackupsView,
  CellDetail,
  ChartFrame,
  ChartKind,
  CompareArea,
  CompareView,
  CompetencyDraft,
  Consequences,
  Drawing,
  EditionFile,
  EditionPreview,
  EditionView,
  ErasureView,
  EncryptedFile,
  ExportFormat,
  FormsDraft,
  HistoryFilter,
  HistoryView,
  ImportPreview,
  ImportRequest,
  ImportedTraining,
  Item,
  KeyPeopleView,
  LibraryView,
  MatrixView,
  NeedSettings,
  OverviewView,
  PageFormat,
  Pair,
  PairLevel,
  PasteTarget,
  PeopleDraft,
  PersonDraft,
  PersonPage,
  PictureFormat,
  PlanFormat,
  PlanTexts,
  PlanView,
  PositionDraft,
  Preferences,
  PrioritiesRequest,
  PrioritiesView,
  PrivacyView,
  Progress,
  PulseDraft,
  PulseFormDraft,
  PulsesView,
  RatingsView,
  ReportDraft,
  ReportFormat,
  ReportPages,
  ReportView,
  RetentionSettings,
  RestoredView,
  SalvagedView,
  RisksView,
  RoleDraft,
  ScenarioDraft,
  SecurityView,
  Selection,
  SettingsDraft,
  StartView,
  Strength,
  TargetDraft,
  TeamDraft,
  TeamView,
  TrainingDraft,
  TrainingView,
  WorkspaceLocked,
  WorkspaceView,
} from "./types";

/** Every question and command; each rejects with an `AppError`. */
export interface Ipc {
  start(): Promise<StartView>;
  /** What is open; null where nothing is. */
  workspace(): Promise<WorkspaceView | null>;
  /** The file that Cadre was started with, the first time that this is asked. */
  startedWith(): Promise<string | null>;
  /** Opens a file, with the passphrase of the keychain where none is given; `keep` puts the given one there. */
  openWorkspace(path: string, passphrase: string | null, keep: boolean): Promise<WorkspaceView>;
  /** What is asked before an encrypted file opens. */
  encryptedFile(path: string): Promise<EncryptedFile>;
  /** Asks for a file with the system's dialog and gives its path; null where the dialog was cancelled, here and below. */
  chooseWorkspace(): Promise<string | null>;
  /** Asks for a JSON export and gives its path. */
  chooseExport(): Promise<string | null>;
  newWorkspace(name: string, passphrase: string | null): Promise<WorkspaceView | null>;
  /** Makes a workspace from a JSON export. */
  workspaceFromExport(path: string, passphrase: string | null): Promise<WorkspaceView | null>;
  exploreSample(): Promise<WorkspaceView>;
  closeWorkspace(): Promise<void>;
  /** Locks what is open, if it is encrypted; the shell then tells so, as of every lock. */
  lockWorkspace(): Promise<void>;
  /** Says that somebody is there. */
  noteActivity(): Promise<void>;

  security(): Promise<SecurityView>;
  /** How well a passphrase would keep a file; null where it is empty. */
  passphraseStrength(passphrase: string, name: string): Promise<Strength | null>;
  proposePassphrase(): Promise<string>;
  /** Null for a workspace without one, before or after. */
  setPassphrase(current: string | null, passphrase: string | null, removeBackups: boolean): Promise<WorkspaceView>;
  keepPassphrase(keep: boolean): Promise<void>;
  /** Removes the backups that anybody can read; how many there were. */
  removePlainBackups(): Promise<number>;
  savePreferences(preferences: Preferences): Promise<void>;

  /** The backups of the file at a path; of what is open where none is given. */
  backups(path: string | null): Promise<BackupsView>;
  /** Without a passphrase it is tried with that of the workspace, or of the keychain. */
  backupPreview(path: string, backup: string, passphrase: string | null): Promise<BackupPreview>;
  /** Asks where to, and opens the backup as a file of its own. */
  restoreBackup(path: string, backup: string, passphrase: string | null): Promise<WorkspaceView | null>;
  /** Opens a backup in the place of its file; the newest in which nothing is wrong where none is given. */
  restoreInPlace(path: string, backup: string | null, passphrase: string | null): Promise<RestoredView>;
  /** Asks where to, and saves what can be read of a damaged file; null where the dialog was cancelled. */
  salvage(path: string, passphrase: string | null): Promise<SalvagedView | null>;
  /** The path written; null where the dialog was cancelled. */
  backUpTo(): Promise<string | null>;

  overview(selection: Selection): Promise<OverviewView>;
  compare(selection: Selection): Promise<CompareView>;
  /** One area of the comparison, opened; null where it is no row of it. */
  compareArea(selection: Selection, area: string): Promise<CompareArea | null>;
  pulses(selection: Selection): Promise<PulsesView>;
  savePulse(draft: PulseDraft): Promise<WorkspaceView>;
  removePulse(pulse: string): Promise<WorkspaceView>;
  /** Writes a blank sheet to ask managers with; the path, or null where the dialog was cancelled. */
  savePulseForm(draft: PulseFormDraft): Promise<string | null>;
  priorities(selection: Selection, request: PrioritiesRequest): Promise<PrioritiesView>;
  /** `null` is the first framework. */
  risks(selection: Selection, framework: string | null): Promise<RisksView>;
  keyPeople(selection: Selection): Promise<KeyPeopleView>;
  matrix(selection: Selection): Promise<MatrixView>;
  cellDetail(selection: Selection, person: string, competency: string): Promise<CellDetail>;
  /** `tried` stands in place of the workspace's own weights, need line and reach. */
  chart(kind: ChartKind, selection: Selection, frame: ChartFrame, tried: NeedSettings | null): Promise<Drawing>;

  /** Records levels by hand, on the day that is shown, as one operation; so do the two below. */
  setLevels(levels: PairLevel[]): Promise<WorkspaceView>;
  pasteLevels(target: PasteTarget, text: string): Promise<WorkspaceView>;
  retractLevels(pairs: Pair[]): Promise<WorkspaceView>;
  recordAssessment(draft: AssessmentDraft): Promise<WorkspaceView>;
  retractAssessment(assessment: string): Promise<WorkspaceView>;
  copyText(text: string): Promise<void>;
  /** The text in the clipboard; empty where there is none. */
  clipboardText(): Promise<string>;

  /** Shows everything larger or smaller: 1 is the actual size. */
  zoom(factor: number): Promise<void>;

  team(selection: Selection): Promise<TeamView>;
  savePerson(draft: PersonDraft): Promise<WorkspaceView>;
  addPeople(draft: PeopleDraft): Promise<WorkspaceView>;
  saveRole(draft: RoleDraft): Promise<WorkspaceView>;
  addShippedRoles(roles: string[]): Promise<WorkspaceView>;
  setTarget(draft: TargetDraft): Promise<WorkspaceView>;
  savePosition(draft: PositionDraft): Promise<WorkspaceView>;
  saveTeam(draft: TeamDraft): Promise<WorkspaceView>;
  saveCompetency(draft: CompetencyDraft): Promise<WorkspaceView>;
  addShippedCompetencies(competencies: string[]): Promise<WorkspaceView>;
  training(): Promise<TrainingView>;
  saveTraining(draft: TrainingDraft): Promise<WorkspaceView>;
  addShippedTraining(items: string[]): Promise<WorkspaceView>;
  /** Asks for a list of training items and brings it in. */
  chooseTrainingList(): Promise<ImportedTraining | null>;
  /** The path written. */
  saveTrainingList(): Promise<string | null>;
  mergeConsequences(from: string, into: string): Promise<Consequences>;
  mergeCompetencies(from: string, into: string): Promise<WorkspaceView>;
  removalConsequences(item: Item): Promise<Consequences>;
  removeItem(item: Item): Promise<WorkspaceView>;
  saveSettings(draft: SettingsDraft): Promise<WorkspaceView>;
  /** Makes weights, need line and reach those of the workspace. */
  saveNeedSettings(settings: NeedSettings): Promise<WorkspaceView>;

  benchmarkLibrary(): Promise<LibraryView>;
  benchmarkEdition(id: string): Promise<EditionView>;
  /** Asks for a file with an edition of one's own, and reads it. */
  chooseEdition(): Promise<EditionFile | null>;
  /** What adding a file would store, or every problem that it has. */
  editionPreview(file: EditionFile): Promise<EditionPreview>;
  /** `replace` says that it may take the place of the own edition of its id. */
  addEdition(file: EditionFile, replace: boolean): Promise<WorkspaceView>;
  removeEdition(id: string): Promise<WorkspaceView>;
  setDefaultBenchmark(id: string): Promise<WorkspaceView>;

  plan(selection: Selection): Promise<PlanView>;
  /** Searches for the best plan and keeps it; stopped by `cancelWork`, the best that was found by then. */
  solveScenario(selection: Selection, draft: ScenarioDraft): Promise<WorkspaceView>;
  /** Works out why the plan that is shown is as it is; the screen asks again for what came of it. */
  findReasons(selection: Selection): Promise<void>;
  /** Works out what other budgets cover; each point is there as soon as it is proven. */
  findFrontier(selection: Selection): Promise<void>;
  trackAction(scenario: string, action: number, state: ActionState): Promise<WorkspaceView>;
  removeScenario(scenario: string): Promise<WorkspaceView>;
  planTexts(selection: Selection): Promise<PlanTexts>;
  /** The path written; null where the dialog was cancelled. */
  savePlan(selection: Selection, format: PlanFormat): Promise<string | null>;

  /** What the report is to hold, and what is said of it; its pages take longer. */
  report(selection: Selection): Promise<ReportView>;
  saveReport(draft: ReportDraft): Promise<WorkspaceView>;
  /** Asks for a picture and makes it the logo. */
  chooseReportLogo(): Promise<WorkspaceView | null>;
  removeReportLogo(): Promise<WorkspaceView>;
  /** Sets the pages as they will be printed. */
  reportPages(selection: Selection): Promise<ReportPages>;
  /** The address of the picture of a page that was set last, from 0; null where it is gone. */
  reportPage(page: number): Promise<string | null>;
  /** The path written; null where the dialog was cancelled. */
  saveReportFile(selection: Selection, format: ReportFormat): Promise<string | null>;
  /** Shows the folder of the report that was written last. */
  openReportFolder(): Promise<void>;

  ratings(selection: Selection): Promise<RatingsView>;
  /** The file written, or the folder of several; null where the dialog was cancelled. */
  saveRatingForms(draft: FormsDraft): Promise<string | null>;

  /** The newest first; with `before`, what was done before that operation. */
  history(filter: HistoryFilter, before: string | null): Promise<HistoryView>;
  /** Undoes one operation, whatever was done since; an undone one is done again. */
  undoOperation(operation: string): Promise<WorkspaceView>;
  /** Undoes everything that was done after an operation. */
  undoBackTo(operation: string): Promise<WorkspaceView>;
  saveAudit(filter: HistoryFilter): Promise<string | null>;

  privacy(): Promise<PrivacyView>;
  /** Everything that is kept about a person, the removed too. */
  personPage(person: string): Promise<PersonPage>;
  savePersonPage(person: string, format: PageFormat): Promise<string | null>;
  /** What would go with a person. */
  personErasure(person: string): Promise<ErasureView>;
  /** Erases a person for good; `spellings` are other names of theirs. */
  erasePerson(person: string, spellings: string[], backups: BackupChoice): Promise<AfterErasing>;
  setRetention(retention: RetentionSettings): Promise<WorkspaceView>;
  /** What would go of what is past its time. */
  dueErasure(): Promise<ErasureView>;
  eraseDue(backups: BackupChoice): Promise<AfterErasing>;
  savePrivacyNotice(format: PageFormat): Promise<string | null>;

  undo(): Promise<WorkspaceView>;
  redo(): Promise<WorkspaceView>;

  chooseImport(): Promise<ImportPreview | null>;
  /** Asks for forms that came back, and says what merging them would do. */
  chooseForms(): Promise<ImportPreview | null>;
  importPreview(request: ImportRequest): Promise<ImportPreview>;
  /** Brings in what was shown last. */
  importFiles(skipBad: boolean): Promise<WorkspaceView>;
  /** Forgets the files that were read. */
  leaveImport(): Promise<void>;
  /** Stops the work under way: its call rejects with the code `cancelled`, and nothing has changed. */
  cancelWork(): Promise<void>;
  saveProblemRows(): Promise<string | null>;

  /** The path written; null where the dialog was cancelled. */
  saveExport(format: ExportFormat): Promise<string | null>;
  saveChart(
    kind: ChartKind,
    selection: Selection,
    frame: ChartFrame,
    format: PictureFormat,
    tried: NeedSettings | null,
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
  /** Files were dropped on the window. */
  filesDropped(paths: string[]): void;
  /** A long work is so far. */
  progress(progress: Progress): void;
  /** The workspace was locked: nothing of it is to stay on the screens. */
  workspaceLocked(locked: WorkspaceLocked): void;
  /** A change was made, and the day's backup after it was not. */
  backupFailed(error: AppError): void;
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
