//! The floor: what the machine needs to touch the same data at all.

use std::{error::Error, fs::File, io::Write, path::Path};

use cadre_core::levels::AssessmentColumns;

/// Reads every array once and adds up what it reads.
pub(crate) fn scan(columns: &AssessmentColumns) -> u64 {
    let people: u64 = columns.person.iter().map(|&person| u64::from(person)).sum();
    let competencies: u64 = columns.competency.iter().map(|&competency| u64::from(competency)).sum();
    let days: u64 = columns.day.iter().map(|&day| u64::from(day.unsigned_abs())).sum();
    let levels: u64 = columns.level.iter().map(|level| u64::from(level.get())).sum();
    let sources: u64 = columns.source.iter().map(|&source| u64::from(source as u8)).sum();
    people + competencies + days + levels + sources
}

/// Writes the arrays to a file, and waits until the disk has them.
pub(crate) fn write(path: &Path, columns: &AssessmentColumns) -> Result<(), Box<dyn Error>> {
    let mut file = File::create(path)?;
    file.write_all(&bytes(columns))?;
    file.sync_all()?;
    Ok(())
}

/// The arrays one after the other, little-endian: people u32, competencies u16, days i32, levels u8, sources u8.
pub(crate) fn bytes(columns: &AssessmentColumns) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(columns.len() * 12);
    bytes.extend(columns.person.iter().flat_map(|person| person.to_le_bytes()));
    bytes.extend(columns.competency.iter().flat_map(|competency| competency.to_le_bytes()));
    bytes.extend(columns.day.iter().flat_map(|day| day.to_le_bytes()));
    bytes.extend(columns.level.iter().map(|level| level.get()));
    bytes.extend(columns.source.iter().map(|&source| source as u8));
    bytes
}
