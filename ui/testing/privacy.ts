// What is kept about people, in the sample: somebody who is there and somebody who was removed, and notes past their time.
import type { ErasedView, ErasureView, PersonPage, PrivacyView } from "../src/lib/ipc/types";

const NOOR = "00000000-0000-0000-0000-000000000001";
const GONE = "00000000-0000-0000-0000-000000000002";

export const privacy: PrivacyView = {
  people: [
    { value: NOOR, label: "Noor Rahman" },
    { value: GONE, label: "Sam Reed (removed)" },
  ],
  retention: {
    settings: { people_who_left: null, claims: null, notes: 30, superseded: null, pulses: null },
    kinds: [
      { key: "people_who_left", label: "People who left", text: "From the leaving date.", suggested: 12 },
      { key: "notes", label: "Notes and evidence", text: "From the day assessed. The level stays.", suggested: 24 },
    ],
    due: ["4 notes are past 30 months."],
  },
  notice: [
    { heading: "What this is", lines: ["This page says what it keeps of people."], columns: [], rows: [] },
    { heading: "Which data", lines: [], columns: ["What", "Of whom", "For what", "How long"], rows: [["Notes", "People on the teams", "Why a level is what it is", "30 months, then a reminder"]] },
  ],
};

export const personPage: PersonPage = {
  person: NOOR,
  name: "Noor Rahman",
  parts: [
    { heading: "Who they are here", lines: [], columns: ["What", "Kept"], rows: [["Name", "Noor Rahman"], ["Team", "AI assurance"]] },
    { heading: "Plans", lines: ["No plan names them."], columns: [], rows: [] },
  ],
};

export const personErasure: ErasureView = {
  title: "Erase Noor Rahman for good?",
  confirm: "Erase Noor Rahman",
  lines: ["12 assessments with notes and dates.", "3 backups on this machine have something of it.", "It cannot be undone."],
  backups_with: 3,
  backups_closed: 0,
};

export const dueErasure: ErasureView = {
  title: "Erase what is past its time for good?",
  confirm: "Erase what is past its time",
  lines: ["4 notes are past 30 months.", "No backup on this machine has anything of it."],
  backups_with: 0,
  backups_closed: 0,
};

export const erased: ErasedView = {
  people: 1,
  assessments: 12,
  notes: 0,
  pulses: 0,
  mentions: 2,
  wiped: true,
  backups_erased: 3,
  backups_kept: 0,
  backups_closed: 0,
  lines: ["Erased 1 person and 12 assessments.", "It was erased from 3 backups too."],
};
