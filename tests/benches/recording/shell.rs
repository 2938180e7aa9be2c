//! What the shell does for the matrix, without the window: the part of each time that no screen can shorten.

use std::{error::Error, hint::black_box, path::Path, time::Duration};

use cadre_app::{
    CompetencyKey, Level, Moment, Opening, PairLevel, PasteTarget, PersonId, Selection, Workspace,
};

use crate::median;

/// How often each thing is measured; the median is shown.
const RUNS: usize = 9;

/// The shell's times.
pub(crate) struct ShellTimes {
    /// The matrix, as the text that the page gets.
    pub(crate) matrix: Duration,
    /// A level written.
    pub(crate) level: Duration,
    /// A block written, and the matrix after it.
    pub(crate) block: Duration,
}

/// The shell's times over a workspace, in which it sets levels of the first people and competencies. `block` is the
/// number of competencies in a block of everybody's levels.
pub(crate) fn measure(path: &Path, block: usize, moment: Moment) -> Result<ShellTimes, Box<dyn Error>> {
    let mut workspace = Workspace::open(path, Opening::default(), Moment::now())?;
    let view = workspace.matrix_view(&Selection::default(), moment)?;
    let people: Vec<PersonId> = view.people.iter().map(|person| person.id).collect();
    let competencies: Vec<CompetencyKey> = view.competencies.iter().map(|one| one.key.clone()).collect();

    let matrix = median(RUNS, |_| read(&mut workspace, moment))?;
    let level = median(RUNS, |run| {
        let pair = PairLevel {
            person: people[run],
            competency: competencies[0].clone(),
            level: Level::ALL[run % Level::ALL.len()],
        };
        workspace.refresh()?;
        workspace.set_levels(&[pair], None, moment)?;
        black_box(serde_json::to_vec(&workspace.view(moment)?)?);
        Ok(())
    })?;
    let target = PasteTarget { people, competencies, rows: 1, columns: 1 };
    let block = median(RUNS, |run| {
        let row = vec![(run % Level::ALL.len()).to_string(); block].join("\t");
        let text = vec![row; target.people.len()].join("\n");
        workspace.refresh()?;
        workspace.paste_levels(&target, &text, None, moment)?;
        black_box(serde_json::to_vec(&workspace.view(moment)?)?);
        read(&mut workspace, moment)
    })?;
    Ok(ShellTimes { matrix, level, block })
}

fn read(workspace: &mut Workspace, moment: Moment) -> Result<(), Box<dyn Error>> {
    workspace.refresh()?;
    black_box(serde_json::to_vec(&workspace.matrix_view(&Selection::default(), moment)?)?);
    Ok(())
}
