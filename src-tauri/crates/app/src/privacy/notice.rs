//! What a works council is told: which data, for what, who sees it, how long, where it is, and what is not done; as the
//! workspace is set, so that the page is true of it.

use cadre_core::{Audience, RetentionSettings};

use super::{pages, retention::months};
use crate::{
    error::AppError,
    view::PrivacyPart,
    words,
    workspace::{Moment, Workspace},
};

/// Why no answer of a pulse belongs to anybody.
pub(super) const PULSES: &str = "The answers of a pulse are kept without names: nobody can tell whose they are, so none is listed for a person.";

/// For what data about people is used.
pub(super) const USED_FOR: [&str; 4] = [
    "To see which seats of a team have somebody with the level that their role needs, and which have not.",
    "To decide for what to hire and for what to train, and to plan who takes which training and when.",
    "To see what rests on a single person, so that somebody else learns it.",
    "To report to those who decide, as sums of teams and areas.",
];

/// What is not done; a test holds each that the program could do.
const NOT_DONE: [&str; 6] = [
    "Nobody gets a chance of leaving. A year of attrition is worked out from roles, never from a person.",
    "People are not ranked across teams, and there is no score of a person.",
    "Nothing is sent over a network. The program opens no connection.",
    "No decision about a person is made by the program. It proposes training and hiring, and people decide.",
    "Nothing is collected from machines, mail or other systems: what is here was typed or imported by somebody.",
    "The history says what was changed and when, and not by whom.",
];

impl Workspace {
    /// What a works council is told.
    pub fn privacy_notice(&self) -> Vec<PrivacyPart> {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let listed = |heading: &str, lines: Vec<String>| PrivacyPart {
            heading: heading.to_owned(),
            lines,
            ..PrivacyPart::default()
        };
        vec![
            listed(
                "What this is",
                vec![format!(
                    "“{}” is a file in which a team’s skills are kept, to plan hiring and training. This page says what it keeps of \
                     people, as it is set now.",
                    self.content.settings.name
                )],
            ),
            self.data_kept(),
            listed("What it is used for", texts(&USED_FOR)),
            listed("Who sees it", self.seen_by()),
            listed("Where it is", self.places()),
            listed("What is not done", texts(&NOT_DONE)),
            listed(
                "What a person can ask for",
                texts(&[
                    "A copy of everything that is kept about them, to read and as data: the Privacy tab, or cadre person.",
                    "To be erased for good, so that their name is nowhere in the file, its history or, on choice, its backups: \
                     the Privacy tab, or cadre erase.",
                    "That a level is corrected: a later assessment counts instead, and the earlier one can be retracted.",
                ]),
            ),
        ]
    }

    /// The notice as a file, HTML or PDF: its bytes.
    pub fn privacy_notice_file(&self, pdf: bool, moment: Moment) -> Result<Vec<u8>, AppError> {
        let parts = self.privacy_notice();
        let write = if pdf { pages::pdf } else { pages::html };
        write(self, "What is kept about people, and why", &parts, moment)
    }

    /// Each kind of data, and how long it is kept.
    fn data_kept(&self) -> PrivacyPart {
        let set: RetentionSettings = self.content.retention.unwrap_or_default();
        let [left, claims, notes, superseded, pulses] = months(&set).map(|months| {
            months.map_or_else(
                || "Until somebody erases it".to_owned(),
                |months| format!("{}, then a reminder", words::counted(months, "month", "months")),
            )
        });
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        let people = "People on the teams";
        let after_leaving =
            if set.people_who_left.is_some() { format!("After leaving: {left}") } else { left };
        PrivacyPart {
            heading: "Which data".to_owned(),
            lines: vec![
                "Nothing is erased by itself: when a time is over, the program reminds, and somebody confirms.".to_owned(),
            ],
            columns: ["What", "Of whom", "For what", "How long"].map(str::to_owned).to_vec(),
            rows: vec![
                row([
                    "Name, team, role, first day, leaving date, learning hours",
                    people,
                    "Who can fill which seat, and who has time to learn",
                    &after_leaving,
                ]),
                row([
                    "Levels 0 to 4 in competencies, confirmed by a manager, an exam, a lab or work, with assessor and day",
                    people,
                    "The gaps of the team",
                    "As long as they count; then see superseded assessments",
                ]),
                row(["Self- and peer-ratings", people, "Where nothing is confirmed yet", &claims]),
                row(["Notes and evidence beside a level", people, "Why the level is what it is", &notes]),
                row(["Superseded and retracted assessments", people, "How the gaps changed", &superseded]),
                row([
                    "Which training a plan has for whom, and when",
                    people,
                    "The plan",
                    "As long as the plan is kept",
                ]),
                row(["Answers of a pulse, without names", "The managers asked", "The gap as they see it", &pulses]),
                row([
                    "The history: every change, with the row before and after",
                    people,
                    "Undo, and to show that nobody changed a fact",
                    "As long as the workspace; erasing takes people out of it",
                ]),
            ],
        }
    }

    /// Who sees what is kept about people, a sentence each.
    pub(super) fn seen_by(&self) -> Vec<String> {
        let mut lines = vec![if self.store.passphrase().is_some() {
            "Whoever has the workspace’s passphrase and its file sees everything in it.".to_owned()
        } else {
            "The workspace is not encrypted: whoever can read its file sees everything in it.".to_owned()
        }];
        let report = self.content.report.clone().unwrap_or_default();
        let audience = match report.audience {
            Audience::Board => "the board",
            Audience::Hr => "human resources",
            Audience::Team => "the team",
        };
        lines.push(if report.names {
            format!("The report for {audience} names people, and says so on every page.")
        } else {
            format!(
                "The report for {audience} names nobody, and withholds figures about fewer than {} people.",
                words::number(report.smallest_group)
            )
        });
        lines.push(
            "Whoever is given an export sees what is in it: JSON and the workbook name people.".to_owned(),
        );
        lines
    }

    /// Where what is kept is, a sentence each.
    fn places(&self) -> Vec<String> {
        let encrypted = self.store.passphrase().is_some();
        let mut lines = vec![format!(
            "In one file, {}, which is {}.",
            self.path().display(),
            if encrypted { "encrypted (SQLCipher, AES-256)" } else { "not encrypted" }
        )];
        if let Some(backups) = &self.backups {
            let files = backups.of(self.path());
            let plain = backups.unencrypted(self.path()).len() as u32;
            let counted = words::counted(files.len() as u32, "backup", "backups");
            lines.push(match (files.is_empty(), plain) {
                (true, _) => format!("Backups are made in {}.", backups.folder_of(self.path()).display()),
                (false, 0) => {
                    format!("In {counted} in {}, all encrypted.", backups.folder_of(self.path()).display())
                }
                (false, plain) => format!(
                    "In {counted} in {}, {} of them not encrypted.",
                    backups.folder_of(self.path()).display(),
                    words::number(plain)
                ),
            });
        }
        lines.push("On no server.".to_owned());
        lines
    }
}
