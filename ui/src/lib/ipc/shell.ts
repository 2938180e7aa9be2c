// The answers of the real shell. With the generated `bindings.ts`, the only module that knows of Tauri.
import { listen } from "@tauri-apps/api/event";

import { commands } from "./bindings";
import type { Connect, Ipc, ShellEvents } from "./ipc";
import type { AppError, Progress, WorkspaceLocked } from "./types";

/**
 * The shell that this window runs in. A level is set, and an export made, for what `selection` says is shown at that
 * moment: the team and the day that the user sees.
 */
export const shell: Connect = (selection): Ipc => ({
  start: () => data(commands.start()),
  workspace: () => data(commands.workspace()),
  startedWith: () => data(commands.startedWith()),
  openWorkspace: (path, passphrase, keep) => data(commands.openWorkspace(path, passphrase, keep)),
  encryptedFile: (path) => data(commands.encryptedFile(path)),
  chooseWorkspace: () => data(commands.chooseWorkspace()),
  chooseExport: () => data(commands.chooseExport()),
  newWorkspace: (name, passphrase) => data(commands.newWorkspace(name, passphrase)),
  workspaceFromExport: (path, passphrase) => data(commands.workspaceFromExport(path, passphrase)),
  exploreSample: () => data(commands.exploreSample()),
  closeWorkspace: async () => void (await data(commands.closeWorkspace())),
  lockWorkspace: async () => void (await data(commands.lockWorkspace())),
  noteActivity: async () => void (await data(commands.noteActivity())),
  security: () => data(commands.security()),
  passphraseStrength: (passphrase, name) => data(commands.passphraseStrength(passphrase, name)),
  proposePassphrase: () => data(commands.proposePassphrase()),
  setPassphrase: (current, passphrase, removeBackups) => data(commands.setPassphrase(current, passphrase, removeBackups)),
  keepPassphrase: async (keep) => void (await data(commands.keepPassphrase(keep))),
  removePlainBackups: () => data(commands.removePlainBackups()),
  savePreferences: async (preferences) => void (await data(commands.savePreferences(preferences))),
  backups: (path) => data(commands.backups(path)),
  backupPreview: (path, backup, passphrase) => data(commands.backupPreview(path, backup, passphrase)),
  restoreBackup: (path, backup, passphrase) => data(commands.restoreBackup(path, backup, passphrase)),
  restoreInPlace: (path, backup, passphrase) => data(commands.restoreInPlace(path, backup, passphrase)),
  salvage: (path, passphrase) => data(commands.salvage(path, passphrase)),
  backUpTo: () => data(commands.backUpTo()),
  overview: (selection) => data(commands.overview(selection)),
  compare: (selection) => data(commands.compare(selection)),
  compareArea: (selection, area) => data(commands.compareArea(selection, area)),
  pulses: (selection) => data(commands.pulses(selection)),
  savePulse: (draft) => data(commands.savePulse(draft)),
  removePulse: (pulse) => data(commands.removePulse(pulse)),
  savePulseForm: (draft) => data(commands.savePulseForm(draft)),
  priorities: (selection, request) => data(commands.priorities(selection, request)),
  risks: (selection, framework) => data(commands.risks(selection, framework)),
  keyPeople: (selection) => data(commands.keyPeople(selection)),
  matrix: (selection) => data(commands.matrix(selection)),
  cellDetail: (selection, person, competency) => data(commands.cellDetail(selection, person, competency)),
  chart: (kind, selection, frame, tried) => data(commands.chart(kind, selection, tried, frame)),
  setLevels: (levels) => data(commands.setLevels(selection(), levels)),
  pasteLevels: (target, text) => data(commands.pasteLevels(selection(), target, text)),
  retractLevels: (pairs) => data(commands.retractLevels(selection(), pairs)),
  recordAssessment: (draft) => data(commands.recordAssessment(draft)),
  retractAssessment: (assessment) => data(commands.retractAssessment(assessment)),
  copyText: async (text) => void (await data(commands.copyText(text))),
  clipboardText: () => data(commands.clipboardText()),
  zoom: async (factor) => void (await data(commands.zoom(factor))),
  team: (selection) => data(commands.team(selection)),
  savePerson: (draft) => data(commands.savePerson(draft)),
  addPeople: (draft) => data(commands.addPeople(draft)),
  saveRole: (draft) => data(commands.saveRole(draft)),
  addShippedRoles: (roles) => data(commands.addShippedRoles(roles)),
  setTarget: (draft) => data(commands.setTarget(draft)),
  savePosition: (draft) => data(commands.savePosition(draft)),
  saveTeam: (draft) => data(commands.saveTeam(draft)),
  saveCompetency: (draft) => data(commands.saveCompetency(draft)),
  addShippedCompetencies: (competencies) => data(commands.addShippedCompetencies(competencies)),
  training: () => data(commands.training()),
  saveTraining: (draft) => data(commands.saveTraining(draft)),
  addShippedTraining: (items) => data(commands.addShippedTraining(items)),
  chooseTrainingList: () => data(commands.chooseTrainingList()),
  saveTrainingList: () => data(commands.saveTrainingList()),
  mergeConsequences: (from, into) => data(commands.mergeConsequences(from, into)),
  mergeCompetencies: (from, into) => data(commands.mergeCompetencies(from, into)),
  removalConsequences: (item) => data(commands.removalConsequences(item)),
  removeItem: (item) => data(commands.removeItem(item)),
  saveSettings: (draft) => data(commands.saveSettings(draft)),
  benchmarkLibrary: () => data(commands.benchmarkLibrary()),
  benchmarkEdition: (id) => data(commands.benchmarkEdition(id)),
  chooseEdition: () => data(commands.chooseEdition()),
  editionPreview: (file) => data(commands.editionPreview(file)),
  addEdition: (file, replace) => data(commands.addEdition(file, replace)),
  removeEdition: (id) => data(commands.removeEdition(id)),
  setDefaultBenchmark: (id) => data(commands.setDefaultBenchmark(id)),
  saveNeedSettings: (settings) => data(commands.saveNeedSettings(settings)),
  plan: (selection) => data(commands.plan(selection)),
  solveScenario: (selection, draft) => data(commands.solveScenario(selection, draft)),
  findReasons: async (selection) => void (await data(commands.findReasons(selection))),
  findFrontier: async (selection) => void (await data(commands.findFrontier(selection))),
  trackAction: (scenario, action, state) => data(commands.trackAction(scenario, action, state)),
  removeScenario: (scenario) => data(commands.removeScenario(scenario)),
  planTexts: (selection) => data(commands.planTexts(selection)),
  savePlan: (selection, format) => data(commands.savePlan(selection, format)),
  report: (selection) => data(commands.report(selection)),
  saveReport: (draft) => data(commands.saveReport(draft)),
  chooseReportLogo: () => data(commands.chooseReportLogo()),
  removeReportLogo: () => data(commands.removeReportLogo()),
  reportPages: (selection) => data(commands.reportPages(selection)),
  reportPage: (page) => data(commands.reportPage(page)),
  saveReportFile: (selection, format) => data(commands.saveReportFile(selection, format)),
  openReportFolder: async () => void (await data(commands.openReportFolder())),
  ratings: (selection) => data(commands.ratings(selection)),
  saveRatingForms: (draft) => data(commands.saveRatingForms(draft)),
  history: (filter, before) => data(commands.history(filter, before)),
  undoOperation: (operation) => data(commands.undoOperation(operation)),
  undoBackTo: (operation) => data(commands.undoBackTo(operation)),
  saveAudit: (filter) => data(commands.saveAudit(filter)),
  privacy: () => data(commands.privacy()),
  personPage: (person) => data(commands.personPage(person)),
  savePersonPage: (person, format) => data(commands.savePersonPage(person, format)),
  personErasure: (person) => data(commands.personErasure(person)),
  erasePerson: (person, spellings, backups) => data(commands.erasePerson(person, spellings, backups)),
  setRetention: (retention) => data(commands.setRetention(retention)),
  dueErasure: () => data(commands.dueErasure()),
  eraseDue: (backups) => data(commands.eraseDue(backups)),
  savePrivacyNotice: (format) => data(commands.savePrivacyNotice(format)),
  undo: () => data(commands.undo()),
  redo: () => data(commands.redo()),
  chooseImport: () => data(commands.chooseImport(selection())),
  chooseForms: () => data(commands.chooseForms(selection())),
  importPreview: (request) => data(commands.importPreview(selection(), request)),
  importFiles: (skipBad) => data(commands.importFiles(skipBad)),
  leaveImport: async () => void (await data(commands.leaveImport())),
  cancelWork: async () => void (await data(commands.cancelWork())),
  saveProblemRows: () => data(commands.saveProblemRows()),
  saveExport: (format) => data(commands.saveExport(selection(), format)),
  saveChart: (kind, selection, frame, format, tried) => data(commands.saveChart(kind, selection, tried, frame, format)),
  listen: async (events: ShellEvents) => {
    const stops = await Promise.all([
      listen<{ tags: string[] }>("workspace-changed", (event) => events.workspaceChanged(event.payload.tags)),
      listen<{ action: string }>("menu", (event) => events.menu(event.payload.action)),
      listen<{ paths: string[] }>("files-dropped", (event) => events.filesDropped(event.payload.paths)),
      listen<Progress>("progress", (event) => events.progress(event.payload)),
      listen<WorkspaceLocked>("workspace-locked", (event) => events.workspaceLocked(event.payload)),
      listen<AppError>("backup-failed", (event) => events.backupFailed(event.payload)),
    ]);
    return () => {
      for (const stop of stops) stop();
    };
  },
});

/** How many answers are awaited. The page says it of itself, so that who drives the window knows when all is shown. */
let awaited = 0;
function count(change: 1 | -1): void {
  awaited += change;
  document.documentElement.dataset.awaited = String(awaited);
}

/** What a command answered; its refusal is thrown, as every other promise's is. */
async function data<T>(
  answer: Promise<{ status: "ok"; data: T } | { status: "error"; error: AppError }>,
): Promise<T> {
  count(1);
  try {
    const answered = await answer;
    if (answered.status === "error") throw answered.error;
    return answered.data;
  } finally {
    count(-1);
  }
}
