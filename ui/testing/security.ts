// How a workspace is kept: its passphrase, its backups and the keychain of the machine.
import type { BackupPreview, BackupsView, EncryptedFile, SecurityView, Strength } from "../src/lib/ipc/types";

export const encryptedFile: EncryptedFile = { file_name: "halden.cadre", backups: 3, keychain: { missing: "", kept: false } };

export const strength: Strength = {
  score: 2,
  word: "Fair",
  time: "At 10,000 guesses a second it would hold for 3 months.",
  advice: "Add another word or two. Uncommon words are better.",
};

export const backups: BackupsView = {
  title: "3 backups",
  folder: "/home/you/.local/share/org.cadre.Cadre/backups/halden.1a2b3c4d",
  rule: "Kept are today’s, and the last of 12 days, of 10 weeks and of 9 months on which there were changes.",
  rows: [
    { path: "/backups/1", when: "Today 10:42", reason: "Before an import", size: "1.2 MB", encrypted: true },
    { path: "/backups/2", when: "Today 09:03", reason: "After the day’s first change", size: "1.2 MB", encrypted: true },
    { path: "/backups/3", when: "19 May", reason: "After the day’s first change", size: "1.1 MB", encrypted: false },
  ],
};

export const backupPreview: BackupPreview = {
  name: "Halden Mutual",
  holds: "3 teams, 24 people and 456 assessments",
  last_change: "Set 4 levels, Today 10:40",
  sound: "The whole check found nothing wrong.",
  encrypted: true,
};

export const security: SecurityView = {
  encrypted: false,
  plain_backups: backups.rows.slice(1),
  keychain: { missing: "", kept: false },
  preferences: { lock_after: 15, lock_on_suspend: true },
  lock_after: [0, 5, 15, 60],
};
