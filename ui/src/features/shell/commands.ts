// Everything that can be done by a name: from the native menu, the command palette or a key.
import type { TeamView } from "$lib/ipc/types";

import { CHARTS } from "./charts";
import type { Screen, Session } from "./session.svelte";

/** Something that can be done. The ids are those of the native menu's items. */
export type Command = {
  id: string;
  /** The words in the command palette. */
  label: string;
  /** The heading it stands under. */
  group: "Go to" | "Workspace" | "Change" | "Size" | "Theme" | "Team" | "Benchmark" | "Chart" | "Person" | "Competency";
  /** What it is found by alone, where it is about one of many. */
  name?: string;
  /** Its keys: with Ctrl, or Cmd on a Mac. */
  key?: { code: string; shift?: boolean };
  /** Whether it can be done now. */
  available: (session: Session) => boolean;
  run: (session: Session) => unknown;
};

const always = (): boolean => true;
/** A workspace is open, and nothing stands in its place. */
const open = (session: Session): boolean => session.workspace !== null && session.access.entrance === null;
const writable = (session: Session): boolean => open(session) && !session.workspace?.read_only;
const encrypted = (session: Session): boolean => open(session) && session.workspace?.encrypted === true;

const goTo = (screen: Screen, label: string, code?: string): Command => ({
  id: screen,
  label,
  group: "Go to",
  key: code === undefined ? undefined : { code },
  available: open,
  run: (session) => session.go(screen),
});

/** Every command, in the order of the palette. */
export const COMMANDS: Command[] = [
  goTo("overview", "Overview", "1"),
  goTo("matrix", "Matrix", "2"),
  goTo("team", "Team", "3"),
  goTo("compare", "Compare", "4"),
  goTo("priorities", "Priorities", "5"),
  goTo("plan", "Plan", "6"),
  goTo("report", "Report", "7"),
  goTo("history", "History", "8"),
  ...([
    ["risks", "Risks: what rests on one person or none"],
    ["key-people", "Key people: what opens without one"],
  ] as const).map(([tab, label]): Command => ({
    id: tab,
    label,
    group: "Go to",
    available: open,
    run: (session) => session.go("priorities", { tab }),
  })),
  goTo("ratings", "Own ratings beside confirmed levels"),
  goTo("set-up", "Set up the team"),
  {
    id: "benchmarks",
    label: "Benchmarks and their sources",
    group: "Go to",
    available: open,
    run: (session) => session.openLibrary(),
  },
  {
    id: "undo",
    label: "Undo",
    group: "Change",
    key: { code: "z" },
    available: (session) => writable(session) && session.workspace?.undo !== null,
    run: (session) => session.undo(),
  },
  {
    id: "redo",
    label: "Redo",
    group: "Change",
    key: { code: "z", shift: true },
    available: (session) => writable(session) && session.workspace?.redo !== null,
    run: (session) => session.redo(),
  },
  {
    id: "import",
    label: "Import spreadsheets",
    group: "Change",
    key: { code: "i" },
    available: writable,
    run: (session) => session.leave(() => session.chooseImport()),
  },
  {
    id: "settings",
    label: "Name and currency",
    group: "Change",
    available: writable,
    run: (session) => (session.settingsOpen = true),
  },
  {
    id: "forms",
    label: "Forms for own ratings",
    group: "Workspace",
    available: open,
    run: (session) => (session.forms = []),
  },
  {
    id: "new",
    label: "New workspace",
    group: "Workspace",
    key: { code: "n" },
    available: always,
    run: (session) => session.leave(() => session.nameNew()),
  },
  {
    id: "open",
    label: "Open a workspace",
    group: "Workspace",
    key: { code: "o" },
    available: always,
    run: (session) => session.leave(() => session.chooseWorkspace()),
  },
  {
    id: "sample",
    label: "Explore the sample team",
    group: "Workspace",
    available: always,
    run: (session) => session.leave(() => session.exploreSample()),
  },
  {
    id: "from-export",
    label: "New workspace from a JSON export",
    group: "Workspace",
    available: always,
    run: (session) => session.leave(() => session.fromExport()),
  },
  {
    id: "export-xlsx",
    label: "Export as a workbook",
    group: "Workspace",
    key: { code: "e" },
    available: open,
    run: (session) => session.saveExport("xlsx"),
  },
  {
    id: "export-json",
    label: "Export everything as JSON",
    group: "Workspace",
    available: open,
    run: (session) => session.saveExport("json"),
  },
  {
    id: "export-csv",
    label: "Export the matrix as CSV",
    group: "Workspace",
    available: open,
    run: (session) => session.saveExport("csv"),
  },
  ...([
    ["pdf", "Export the report as PDF"],
    ["pptx", "Export the report as slides"],
    ["xlsx", "Export the report as tables"],
    ["html", "Export the report as a web page"],
  ] as const).map(([format, label]): Command => ({
    id: `report-${format}`,
    label,
    group: "Workspace",
    available: open,
    run: (session) => session.saveReport(format),
  })),
  {
    id: "security",
    label: "Passphrase and locking",
    group: "Workspace",
    available: open,
    run: (session) => (session.access.securityOpen = true),
  },
  {
    id: "backups",
    label: "Backups",
    group: "Workspace",
    available: open,
    run: (session) => (session.access.backupsOf = { path: session.workspace!.path, inPlace: false }),
  },
  {
    id: "lock",
    label: "Lock now",
    group: "Workspace",
    key: { code: "l" },
    available: encrypted,
    run: (session) => session.access.lock(),
  },
  {
    id: "close",
    label: "Close the workspace",
    group: "Workspace",
    key: { code: "w" },
    available: open,
    run: (session) => session.leave(() => session.close()),
  },
  ...CHARTS.map(({ kind, label }): Command => ({
    id: `chart-${kind}`,
    label: `Chart: ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
    group: "Chart",
    available: open,
    run: (session) => (session.chart = kind),
  })),
  ...([
    ["zoom-in", "Larger", "=", 1],
    ["zoom-out", "Smaller", "-", -1],
    ["zoom-reset", "Actual size", "0", 0],
  ] as const).map(([id, label, code, step]): Command => ({
    id,
    label,
    group: "Size",
    key: { code },
    available: always,
    run: (session) => session.resize(step),
  })),
  ...(["system", "light", "dark"] as const).map((theme): Command => ({
    id: `theme-${theme}`,
    label: theme === "system" ? "Theme of the system" : theme === "light" ? "Light theme" : "Dark theme",
    group: "Theme",
    available: always,
    run: (session) => (session.themeChoice = theme),
  })),
  {
    id: "palette",
    label: "Search or run a command",
    group: "Go to",
    key: { code: "k" },
    available: always,
    run: (session) => (session.paletteOpen = !session.paletteOpen),
  },
];

/** The ways to every person and every competency. Where only another team is shown, all are. */
function waysToNames({ people, competencies }: TeamView, session: Session): Command[] {
  const ways: Command[] = [];
  const way = (group: "Person" | "Competency", id: string, name: string, to: string, run: () => void): void => {
    ways.push({ id: `${group} ${id} ${to}`, label: `${name}: ${to}`, group, name, available: always, run });
  };
  for (const { id, name, team, there } of people) {
    const show = (screen: Screen) => (): void => {
      if (![null, team].includes(session.selection.team)) session.choose({ team: null });
      session.go(screen, { person: id });
    };
    if (there) way("Person", id, name, "levels in the matrix", show("matrix"));
    way("Person", id, name, "entry in the team", show("team"));
  }
  for (const { key, name } of competencies) {
    way("Competency", key, name, "levels in the matrix", () => session.go("matrix", { competency: key }));
    way("Competency", key, name, "what its levels look like", () => session.go("team", { competency: key }));
  }
  return ways;
}

/** The commands that the palette offers now; teams, benchmarks, people and competencies are among them. */
export function offered(session: Session): Command[] {
  const commands = COMMANDS.filter((command) => command.id !== "palette" && command.available(session));
  const workspace = session.workspace;
  if (workspace === null || !open(session)) return commands;
  const teams = [{ value: null, label: "All teams" }, ...workspace.teams].map(({ value, label }): Command => ({
    id: `team ${value ?? ""}`,
    label,
    group: "Team",
    available: always,
    run: () => session.choose({ team: value }),
  }));
  const benchmarks = workspace.benchmarks.map(({ value, label }): Command => ({
    id: `benchmark ${value}`,
    label,
    group: "Benchmark",
    available: always,
    run: () => session.choose({ benchmark: value }),
  }));
  const names = session.names.value;
  return [...commands, ...teams, ...benchmarks, ...(names === null ? [] : waysToNames(names, session))];
}

/** The keys of a command in words: "Ctrl Shift Z". */
export function keysInWords(command: Command): string {
  if (!command.key) return "";
  return `Ctrl ${command.key.shift ? "Shift " : ""}${command.key.code.toUpperCase()}`;
}

/** One key press can reach both the native menu and the page: the second of the two is dropped for so long. */
const ECHO = 300;

/** Runs commands by their ids, each once for a press of its keys. */
export class Runner {
  #last = { id: "", from: "", at: 0 };

  constructor(private readonly session: Session) {}

  /** Runs a command if it can be done now. `from` tells the native menu from the page. */
  run(id: string, from: "menu" | "page"): void {
    const at = performance.now();
    const echo = this.#last.id === id && this.#last.from !== from && at - this.#last.at < ECHO;
    this.#last = { id, from, at };
    // Whatever lies over the page, locking takes it along.
    if (echo || (id !== "lock" && boxOpen())) return;
    const command = [...COMMANDS, ...offered(this.session)].find((command) => command.id === id);
    if (command?.available(this.session)) void command.run(this.session);
    else if (command?.group === "Change" && this.session.workspace?.read_only) this.session.failToChange(command.label);
  }

  /** Runs the command whose keys were pressed, wherever the focus is; a text field keeps its own undo. */
  pressed(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    // Where plus stands above equals, either is meant.
    const plus = event.key === "+";
    const code = plus ? "=" : event.key.toLowerCase();
    const command = COMMANDS.find(
      (command) => command.key?.code === code && (plus || (command.key.shift ?? false) === event.shiftKey),
    );
    if (!command || (code === "z" && typesText(event.target))) return;
    event.preventDefault();
    if (this.session.paletteOpen && command.id !== "palette") this.session.paletteOpen = false;
    this.run(command.id, "page");
  }
}

/** Whether a box lies over the page: it is answered or closed before anything else is done. */
function boxOpen(): boolean {
  return document.querySelector(".modal") !== null;
}

function typesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && ["text", "search", "number", "password"].includes(target.type))
  );
}
