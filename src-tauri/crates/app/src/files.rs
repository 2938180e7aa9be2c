//! The files that a user names: read within bounds, and written whole or not at all.

use std::{
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    error::{AppError, ErrorCode},
    import::{ImportFile, named},
    refusal::file_error,
    view::EditionFile,
    work::Work,
};

/// Reads spreadsheets and what is in them, so that every answer about them needs them no more.
///
/// # Errors
/// A file cannot be read, is too large, or is no spreadsheet; [`ErrorCode::Cancelled`].
pub fn read_spreadsheets<P: AsRef<Path>>(
    paths: &[P],
    work: &Work<'_>,
) -> Result<Arc<[ImportFile]>, AppError> {
    let read = |path: &Path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = bytes_of(path)?;
        let opened = ImportFile::open(path.display().to_string(), name.clone(), &bytes, work);
        opened.map_err(|error| named(error, &name))
    };
    paths.iter().map(|path| read(path.as_ref())).collect()
}

/// The bytes of a spreadsheet; no more of it than shows that it is too large.
fn bytes_of(path: &Path) -> Result<Vec<u8>, AppError> {
    let told = |error: std::io::Error| file_error(path, &error);
    let mut bytes = Vec::new();
    let most = cadre_exchange::read::MAX_FILE_BYTES + 1;
    std::fs::File::open(path).map_err(told)?.take(most).read_to_end(&mut bytes).map_err(told)?;
    Ok(bytes)
}

/// The name and the bytes of a spreadsheet.
pub fn read_bytes(path: &Path) -> Result<(String, Vec<u8>), AppError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok((name, bytes_of(path)?))
}

/// Most bytes of a file with a benchmark edition: the longest that ships has a tenth of it.
const MOST_EDITION_BYTES: u64 = 256 * 1024;

/// The text of a file that should hold a benchmark edition; no more of it than shows that it is none.
pub fn read_edition_file(path: &Path) -> Result<EditionFile, AppError> {
    let told = |error: std::io::Error| file_error(path, &error);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .map_err(told)?
        .take(MOST_EDITION_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(told)?;
    let refused = |message: String, hint: &str| {
        AppError::new(ErrorCode::InvalidContent, message, format!("Nothing was stored. {hint}"))
    };
    if bytes.len() as u64 > MOST_EDITION_BYTES {
        let message = format!("{name} is larger than 256 KB, so it is no benchmark edition.");
        return Err(refused(message, "An edition is a TOML or CSV file of a few pages."));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let right = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = right.split(|&byte| byte == b'\n').count();
        let message = format!("{name}:{line}: this is not text in UTF-8.");
        refused(message, "Save it as UTF-8: “CSV UTF-8” in a spreadsheet program, or a TOML file.")
    })?;
    Ok(EditionFile { name, text })
}

/// Most bytes of a report: far more than one of 10,000 people has.
const MOST_REPORT_BYTES: u64 = 256 * 1024 * 1024;

/// The bytes of a report.
///
/// # Errors
/// It cannot be read, or is far larger than any report.
pub fn read_report(path: &Path) -> Result<Vec<u8>, AppError> {
    let told = |error: std::io::Error| file_error(path, &error);
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .map_err(told)?
        .take(MOST_REPORT_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(told)?;
    if bytes.len() as u64 > MOST_REPORT_BYTES {
        return Err(AppError::new(
            ErrorCode::InvalidContent,
            format!("{} is larger than any report.", path.display()),
            "Choose a PDF, PPTX, XLSX or HTML file as Cadre wrote it.",
        ));
    }
    Ok(bytes)
}

/// Most bytes of a JSON export: that of 10,000 people with a decade of assessments has a third of it.
const MOST_EXPORT_BYTES: u64 = 4 << 30;

/// The text of a JSON export.
///
/// # Errors
/// It cannot be read, is no text in UTF-8, or is far larger than any export.
pub fn read_export(path: &Path) -> Result<String, AppError> {
    let told = |error: std::io::Error| file_error(path, &error);
    let file = std::fs::File::open(path).map_err(told)?;
    let mut text = String::new();
    file.take(MOST_EXPORT_BYTES + 1).read_to_string(&mut text).map_err(told)?;
    if text.len() as u64 > MOST_EXPORT_BYTES {
        return Err(AppError::new(
            ErrorCode::InvalidContent,
            format!("{} is larger than any export.", path.display()),
            "Nothing was read. Choose a JSON file as Cadre wrote it.",
        ));
    }
    Ok(text)
}

/// Writes files into a folder: all of them, each whole, or none. None is written where one is there already.
pub fn write_files(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), AppError> {
    if let Some((there, _)) = files.iter().find(|(name, _)| folder.join(name).exists()) {
        return Err(AppError::new(
            ErrorCode::Io,
            format!("{there} is in this folder already."),
            "Nothing was written. Choose an empty folder.",
        ));
    }
    let mut written: Vec<PathBuf> = Vec::with_capacity(files.len());
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Err(error) = write_file(&path, bytes) {
            for path in &written {
                // Half of them is of no use to anybody; that one is left is not worth a second error.
                let _removed = std::fs::remove_file(path);
            }
            return Err(error);
        }
        written.push(path);
    }
    Ok(())
}

/// Writes a file beside its place and then moves it there, so that a failure leaves what was there before.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let told = |error: std::io::Error| file_error(path, &error);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let beside: PathBuf = path.with_file_name(name);
    let written = std::fs::File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        // What could not be written whole is of no use to anybody; that it is left is not worth a second error.
        let _removed = std::fs::remove_file(&beside);
    }
    written.map_err(told)
}

#[cfg(test)]
mod tests {
    //! Whole writes.

    use super::*;

    #[test]
    fn of_several_files_all_are_written_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let names = || -> Vec<String> {
            std::fs::read_dir(folder.path())
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect()
        };
        let file = |name: &str| (name.to_owned(), b"form".to_vec());
        std::fs::write(folder.path().join("notes.txt"), b"theirs").unwrap();
        // The third cannot be written: its folder is not there.
        let files = [file("Ada.xlsx"), file("Bo.xlsx"), file("gone/Cy.xlsx"), file("Di.xlsx")];
        assert!(write_files(folder.path(), &files).is_err());
        assert_eq!(names(), ["notes.txt"], "nothing is left of the first two");
        // One is there already: it stays, and no other is written.
        std::fs::write(folder.path().join("Bo.xlsx"), b"theirs").unwrap();
        assert!(write_files(folder.path(), &[file("Ada.xlsx"), file("Bo.xlsx")]).is_err());
        assert_eq!(std::fs::read(folder.path().join("Bo.xlsx")).unwrap(), b"theirs");
        assert_eq!(names().len(), 2);
        write_files(folder.path(), &[file("Ada.xlsx"), file("Cy.xlsx")]).unwrap();
        assert_eq!(names().len(), 4);
    }

    #[test]
    fn a_failed_write_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        write_file(&path, b"before").unwrap();
        let in_the_way = folder.path().join("folder.csv");
        std::fs::create_dir(&in_the_way).unwrap();
        std::fs::write(in_the_way.join("kept"), b"").unwrap();
        assert!(write_file(&in_the_way, b"after").is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"before");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "no part is left behind");
    }
}
