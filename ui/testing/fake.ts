// The shell, played: answers every question with the sample, and writes down what it was asked.
import type { Ipc, ShellEvents } from "../src/lib/ipc/ipc";
import type { WorkspaceView } from "../src/lib/ipc/types";

import { edition, editionFile, editionPreview, library, ownEdition } from "./benchmarks";
import { drawing } from "./drawings";
import { history } from "./history";
import { cellDetail, matrix } from "./matrix";
import { planTexts, planView, timeline } from "./plan";
import { rankedNeeds } from "./priorities";
import { dueErasure, erased, personErasure, personPage, privacy } from "./privacy";
import { ratings } from "./ratings";
import { report, reportPage, reportPages } from "./report";
import { keyPeople, risks } from "./risks";
import { backupPreview, backups, encryptedFile, security, strength } from "./security";
import { importPreview } from "./spreadsheet";
import { team } from "./team";
import { training } from "./training";
import { compare, compareArea, overview, pulses, start, workspace } from "./workspace";

/** What the fake was asked, in order. */
export type Call = { name: string; given: unknown[] };

/** The workspace after something was done. */
const did = (label: string): WorkspaceView => ({ ...workspace, last_operation: { label, when: "Today 10:43" } });

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
    startedWith: async () => null,
    openWorkspace: async () => workspace,
    encryptedFile: async (path) => ({ ...encryptedFile, file_name: path.split("/").at(-1) ?? "" }),
    chooseWorkspace: async () => workspace.path,
    chooseExport: async () => "/home/you/halden.json",
    newWorkspace: async (name) => ({ ...workspace, name, path: `/home/you/${name}.cadre`, last_operation: null, undo: null }),
    workspaceFromExport: async () => workspace,
    exploreSample: async () => workspace,
    closeWorkspace: async () => {},
    lockWorkspace: async () => {},
    noteActivity: async () => {},
    security: async () => security,
    passphraseStrength: async (passphrase) => (passphrase === "" ? null : strength),
    proposePassphrase: async () => "correct horse battery staple seldom walrus",
    setPassphrase: async (_, passphrase) => ({ ...workspace, encrypted: passphrase !== null }),
    keepPassphrase: async () => {},
    removePlainBackups: async () => 2,
    savePreferences: async () => {},
    backups: async () => backups,
    backupPreview: async () => backupPreview,
    restoreBackup: async () => ({ ...workspace, path: "/home/you/halden of 2026-06-01.cadre" }),
    restoreInPlace: async () => ({ workspace, said: "This is the backup of Today 10:42. The damaged file is kept beside it as “halden (damaged 2026-06-01 104300).cadre”." }),
    salvage: async () => null,
    backUpTo: async () => "/media/stick/halden of 2026-06-01.cadre",
    overview: async () => overview,
    compare: async (selection) => ({ ...compare, ours: selection.figure ?? compare.ours }),
    compareArea: async (_, area) => compareArea(area),
    pulses: async () => pulses,
    savePulse: async () => did("Record the pulse of 1 Jun 2026"),
    removePulse: async () => did("Remove the pulse of 11 May 2026"),
    savePulseForm: async () => "/home/you/Pulse 2026-06-01.xlsx",
    priorities: async (_, request) => rankedNeeds(request),
    risks: async (_, framework) => ({ ...risks, framework: framework ?? risks.framework }),
    keyPeople: async () => keyPeople,
    matrix: async () => matrix(),
    cellDetail: async () => cellDetail,
    chart: async (kind, _, frame) => (kind === "plan-timeline" ? timeline(frame) : drawing(kind, frame)),
    setLevels: async () => did("Set 1 level"),
    pasteLevels: async () => did("Paste 6 levels"),
    retractLevels: async () => did("Retract 1 level"),
    recordAssessment: async () => did("Record an assessment"),
    retractAssessment: async () => did("Retract an assessment"),
    copyText: async () => {},
    clipboardText: async () => "1\t2\n3\t4\n",
    zoom: async () => {},
    team: async () => team,
    savePerson: async (draft) => did(`Change ${draft.name}`),
    addPeople: async () => did("Add people"),
    saveRole: async (draft) => did(`Change ${draft.name}`),
    addShippedRoles: async () => did("Add roles"),
    setTarget: async () => did("Set a target"),
    savePosition: async () => did("Change a position"),
    saveTeam: async (draft) => did(`Change ${draft.name}`),
    saveCompetency: async (draft) => did(`Change ${draft.name}`),
    addShippedCompetencies: async () => did("Add competencies"),
    training: async () => training,
    saveTraining: async (draft) => did(`Change the training item ${draft.name}`),
    addShippedTraining: async () => did("Add the training items"),
    chooseTrainingList: async () => ({ workspace: did("Import training from list.csv"), said: "Added 3 training items." }),
    saveTrainingList: async () => "/home/you/training.csv",
    mergeConsequences: async () => ({ title: "Merge Forensics into Triage?", lines: ["14 assessments go over to Triage."], confirm: "Merge" }),
    mergeCompetencies: async () => did("Merge Forensics into Triage"),
    removalConsequences: async () => ({ title: "Remove Noor Rahman?", lines: ["Her 19 assessments stay in the file and count no more."], confirm: "Remove Noor Rahman" }),
    removeItem: async () => did("Remove Noor Rahman"),
    saveSettings: async (draft) => ({ ...did("Change the name"), name: draft.name, currency: draft.currency }),
    benchmarkLibrary: async () => library,
    benchmarkEdition: async (id) => (id === ownEdition.id ? ownEdition : { ...edition, id, default: id === edition.id }),
    chooseEdition: async () => editionFile,
    editionPreview: async () => editionPreview,
    addEdition: async () => did("Add the benchmark Example Security Society 2026"),
    removeEdition: async () => did("Remove the benchmark Example Security Society 2026"),
    setDefaultBenchmark: async (id) => ({ ...did("Compare with another benchmark"), benchmark: id }),
    saveNeedSettings: async () => did("Set the weights of a need to 0.60, 0.24 and 0.16"),
    plan: async (selection) => planView(selection.scenario),
    solveScenario: async (_, draft) => did(draft.id === null ? `Add the scenario ${draft.name}` : `Solve the scenario ${draft.name} again`),
    findReasons: async () => {},
    findFrontier: async () => {},
    trackAction: async (_scenario, _action, state) => did(`Mark as ${state}: Incident responder`),
    removeScenario: async () => did("Remove the scenario Two hires and training"),
    planTexts: async () => planTexts,
    savePlan: async (_, format) => `/home/you/Two hires and training.${format}`,
    report: async () => report,
    saveReport: async () => did("Change the report"),
    chooseReportLogo: async () => did("Choose the logo of the report"),
    removeReportLogo: async () => did("Remove the logo of the report"),
    reportPages: async () => reportPages,
    reportPage: async (page) => reportPage(page),
    saveReportFile: async (_, format) => `/home/you/Halden Mutual security skills 2026-06-01.${format}`,
    openReportFolder: async () => {},
    ratings: async () => ratings,
    saveRatingForms: async () => "/home/you/forms",
    history: async () => history,
    privacy: async () => privacy,
    personPage: async (person) => ({ ...personPage, person }),
    savePersonPage: async (_, format) => `/home/you/What is kept about Noor Rahman.${format}`,
    personErasure: async () => personErasure,
    erasePerson: async () => ({ workspace: did("Erased a person"), erased }),
    setRetention: async () => did("Change how long personal data is kept"),
    dueErasure: async () => dueErasure,
    eraseDue: async () => ({ workspace: did("Erased 4 notes"), erased }),
    savePrivacyNotice: async (format) => `/home/you/privacy.${format}`,
    undoOperation: async () => did("Undid: set 4 levels"),
    undoBackTo: async () => did("Undid: set 4 levels"),
    saveAudit: async () => "/home/you/audit.csv",
    undo: async () => ({ ...workspace, last_operation: { label: "Undo: Set 4 levels", when: "Today 10:43" }, undo: null, redo: "Set 4 levels" }),
    redo: async () => workspace,
    chooseImport: async () => importPreview,
    chooseForms: async () => importPreview,
    importPreview: async () => importPreview,
    importFiles: async () => did("Import 399 assessments"),
    leaveImport: async () => {},
    cancelWork: async () => {},
    saveProblemRows: async () => "/home/you/problems.csv",
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
      filesDropped: (paths) => listeners.forEach((events) => events.filesDropped(paths)),
      progress: (progress) => listeners.forEach((events) => events.progress(progress)),
      workspaceLocked: (locked) => listeners.forEach((events) => events.workspaceLocked(locked)),
      backupFailed: (error) => listeners.forEach((events) => events.backupFailed(error)),
    },
  };
}
