//! The same import by pandas and openpyxl, through Python.

use std::{
    error::Error,
    io::ErrorKind,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use serde_json::Value;

use crate::import::{Counts, Times};

/// Another program's times.
pub(crate) struct Comparator {
    /// Its name.
    pub(crate) name: String,
    /// The versions of what it consists of, in words.
    pub(crate) versions: String,
    /// How long it takes.
    pub(crate) times: Times,
    /// What it recorded.
    pub(crate) counts: Counts,
}

/// Runs the comparator; `None` where Python is not there or cannot import it.
pub(crate) fn run(folder: &Path, file: &Path) -> Result<Option<Comparator>, Box<dyn Error>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/recording/comparators.py");
    let output =
        match Command::new("python3").arg(script).arg(file).arg(folder).stderr(Stdio::inherit()).output() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            output => output?,
        };
    if !output.status.success() {
        return Err(format!("comparators.py: {}", output.status).into());
    }
    let answer: Value = serde_json::from_slice(&output.stdout)?;
    if answer.is_null() {
        return Ok(None);
    }
    let comparator = comparator(&answer).ok_or_else(|| format!("not an answer: {answer}"))?;
    Ok(Some(comparator))
}

fn comparator(answer: &Value) -> Option<Comparator> {
    let seconds = |name: &str| answer[name].as_f64().map(Duration::from_secs_f64);
    let count = |name: &str| answer["counts"][name].as_u64();
    Some(Comparator {
        name: answer["name"].as_str()?.to_owned(),
        versions: answer["versions"].as_str()?.to_owned(),
        times: Times { read: seconds("read")?, record: seconds("record")? },
        counts: Counts {
            assessments: count("assessments")?,
            people: count("people")?,
            skills: count("skills")?,
            levels: count("levels")?,
        },
    })
}
