//! Workbooks and forms come back as they went out, whatever the names in them, and are what a spreadsheet program
//! expects.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod forms;
#[expect(dead_code, reason = "what the other tests make by hand is written here")]
#[path = "../support/mod.rs"]
mod support;
mod workbooks;

use std::io::{Cursor, Read};

use cadre_exchange::{Known, Reading, open, read_matrix};
use support::{competency, options};
use zip::ZipArchive;

pub(crate) fn known() -> Known {
    Known {
        competencies: ["Prompt-injection defence", "Output handling", "Leadership"]
            .map(|name| competency(name, &[]))
            .into(),
        ..Known::default()
    }
}

pub(crate) fn import(bytes: &[u8], known: &Known) -> Reading {
    read_matrix(&open(bytes, "matrix.xlsx").unwrap(), known, &options()).unwrap()
}

/// The levels, as they were read.
pub(crate) fn levels(reading: &Reading) -> Vec<(String, String, u8)> {
    let of_row = |row: &cadre_exchange::import::ReadRow| {
        let person = reading.people[row.person as usize].name.clone();
        let competency = reading.competencies[row.competency as usize].name.clone();
        (person, competency, row.level.get())
    };
    reading.rows.iter().map(of_row).collect()
}

/// The parts of the archive, with their names.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// A part of the archive.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    parts(bytes).into_iter().find(|(other, _)| other == name).unwrap().1
}
