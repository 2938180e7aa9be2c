//! Recording levels: set by hand, one or many, pasted from a spreadsheet, with source and evidence; and taking them back.

use std::collections::HashMap;

use cadre_core::{AssessmentId, CompetencyKey, Level, PersonId, Source, levels::day_of};
use cadre_exchange::block;
use cadre_store::{NewAssessment, NewOperation};
use chrono::NaiveDate;

use crate::{
    draft::{AssessmentDraft, Pair, PairLevel, PasteTarget},
    error::{AppError, ErrorCode, FieldProblem},
    matrix, words,
    workspace::{Moment, Touched, Workspace},
};

impl Workspace {
    /// Records levels that the manager sets by hand, on the date shown, as one operation.
    ///
    /// # Errors
    /// A date to come; a person or competency that is not there. Then nothing is recorded.
    pub fn set_levels(
        &mut self,
        levels: &[PairLevel],
        as_of: Option<NaiveDate>,
        moment: Moment,
    ) -> Result<Touched, AppError> {
        let assessed_on = day_for(as_of, moment)?;
        let label = match levels {
            [] => return Ok(Touched::new()),
            [one] => {
                format!("Set level {}: {}", one.level.get(), self.pair_name(one.person, &one.competency)?)
            }
            several => format!("Set {}", words::counted(several.len() as u32, "level", "levels")),
        };
        let assessments: Vec<NewAssessment> = levels
            .iter()
            .map(|level| NewAssessment {
                person: level.person,
                competency: level.competency.clone(),
                level: level.level,
                source: Source::Manager,
                assessor: None,
                assessed_on,
                note: None,
            })
            .collect();
        self.record("set-level", label, &assessments, moment)
    }

    /// Records the levels of a block copied from a spreadsheet program. Blank cells and "?" leave what is there. A block
    /// that goes evenly into the selection is repeated over it, as spreadsheet programs do.
    ///
    /// # Errors
    /// A block that is larger than what is shown from the chosen cell on, or that has a cell which is no level: every one
    /// is named, and nothing is recorded.
    pub fn paste_levels(
        &mut self,
        target: &PasteTarget,
        text: &str,
        as_of: Option<NaiveDate>,
        moment: Moment,
    ) -> Result<Touched, AppError> {
        let block = block::read(text).map_err(|_| {
            AppError::new(
                ErrorCode::InvalidArgument,
                "There is no block of cells in the clipboard.",
                "Copy cells with levels 0 to 4 in a spreadsheet or in the matrix, then paste.",
            )
        })?;
        let (height, width) = (block.len(), block.first().map_or(0, Vec::len));
        let (rows, columns) = (target.rows as usize, target.columns as usize);
        let goes_into =
            |size: usize, selected: usize| size > 0 && selected >= size && selected.is_multiple_of(size);
        let (rows, columns) = if goes_into(height, rows) && goes_into(width, columns) {
            (rows, columns)
        } else {
            (height, width)
        };
        if rows > target.people.len() || columns > target.competencies.len() {
            return Err(AppError::new(
                ErrorCode::InvalidArgument,
                format!(
                    "The block has {} and {}; from the chosen cell on there are {} and {}.",
                    words::counted(rows as u32, "row", "rows"),
                    words::counted(columns as u32, "column", "columns"),
                    words::counted(target.people.len() as u32, "row", "rows"),
                    words::counted(target.competencies.len() as u32, "column", "columns"),
                ),
                "Choose a cell further up or to the left, or copy a smaller block.",
            ));
        }
        let mut levels = Vec::new();
        let mut fields = Vec::new();
        for (row, &person) in target.people[..rows].iter().enumerate() {
            for (column, competency) in target.competencies[..columns].iter().enumerate() {
                match level_in(&block[row % height][column % width]) {
                    Ok(Some(level)) => {
                        levels.push(PairLevel { person, competency: competency.clone(), level });
                    }
                    // Of a block that is repeated, each wrong cell is told once.
                    Err(()) if row < height && column < width => fields.push(FieldProblem {
                        place: format!(
                            "row {}, column {} of the block ({})",
                            row + 1,
                            column + 1,
                            self.pair_name(person, competency)?
                        ),
                        found: block[row][column].clone(),
                        expected: "a level from 0 to 4, or a blank".to_owned(),
                        ..FieldProblem::default()
                    }),
                    Ok(None) | Err(()) => {}
                }
            }
        }
        if !fields.is_empty() {
            return Err(AppError {
                fields,
                ..AppError::new(
                    ErrorCode::BadCells,
                    "The block has cells that are no level; nothing was recorded.",
                    "Mend them where you copied them, then copy and paste again.",
                )
            });
        }
        if levels.is_empty() {
            return Err(AppError::new(
                ErrorCode::InvalidArgument,
                "The block has no level in it; nothing was recorded.",
                "Blank cells leave the levels as they are; Delete retracts them.",
            ));
        }
        self.set_levels(&levels, as_of, moment)
    }

    /// Takes back the assessments that current levels rest on, as one operation. Where a level is unknown there is nothing
    /// to take back.
    ///
    /// # Errors
    /// A person or competency that is not there.
    pub fn retract_levels(
        &mut self,
        pairs: &[Pair],
        as_of: Option<NaiveDate>,
        moment: Moment,
    ) -> Result<Touched, AppError> {
        let as_of = as_of.unwrap_or(moment.today);
        let named = match pairs {
            [one] => self.pair_name(one.person, &one.competency)?,
            _ => String::new(),
        };
        let asked: Vec<(PersonId, &CompetencyKey)> =
            pairs.iter().map(|pair| (pair.person, &pair.competency)).collect();
        self.indices(asked.iter().copied())?;
        let histories = self.store.assessments_of_pairs(&asked)?;
        let current: Vec<AssessmentId> = histories
            .iter()
            .filter_map(|history| matrix::current_assessment(history, as_of))
            .map(|assessment| assessment.id)
            .collect();
        if current.is_empty() {
            return Ok(Touched::new());
        }
        let label = if named.is_empty() {
            format!("Retract {}", words::counted(current.len() as u32, "level", "levels"))
        } else {
            format!("Retract level: {named}")
        };
        self.retract("retract-level", label, &current, moment)
    }

    /// Records one assessment with its source, day, assessor and evidence.
    ///
    /// # Errors
    /// A day to come; a person or competency that is not there.
    pub fn record_assessment(
        &mut self,
        draft: &AssessmentDraft,
        moment: Moment,
    ) -> Result<Touched, AppError> {
        let pair = self.pair_name(draft.person, &draft.competency)?;
        if draft.assessed_on > moment.today {
            return Err(AppError {
                fields: vec![FieldProblem {
                    place: "assessed_on".to_owned(),
                    found: words::date(draft.assessed_on),
                    expected: "today or an earlier day".to_owned(),
                    ..FieldProblem::default()
                }],
                ..AppError::new(
                    ErrorCode::InvalidArgument,
                    "Nobody can have been assessed on a day to come.",
                    "Choose today or an earlier day.",
                )
            });
        }
        let label = format!("Record level {} by {}: {pair}", draft.level.get(), draft.source.as_str());
        let filled = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
        let assessment = NewAssessment {
            person: draft.person,
            competency: draft.competency.clone(),
            level: draft.level,
            source: draft.source,
            assessor: filled(&draft.assessor),
            assessed_on: draft.assessed_on,
            note: filled(&draft.note),
        };
        self.record("record", label, &[assessment], moment)
    }

    /// Takes back one assessment, whether or not a current level rests on it.
    ///
    /// # Errors
    /// There is no such assessment.
    pub fn retract_assessment(&mut self, id: AssessmentId, moment: Moment) -> Result<Touched, AppError> {
        let assessment = self.store.assessment(id)?;
        let label = format!(
            "Retract level {} of {}: {}",
            assessment.level.get(),
            words::date(assessment.assessed_on),
            self.pair_name(assessment.person, &assessment.competency)?
        );
        self.retract("retract", label, &[id], moment)
    }

    /// Writes new assessments, and adds them to those in memory, so that a key pressed does not read millions again.
    fn record(
        &mut self,
        kind: &str,
        label: String,
        assessments: &[NewAssessment],
        moment: Moment,
    ) -> Result<Touched, AppError> {
        let indices = self.indices(assessments.iter().map(|new| (new.person, &new.competency)))?;
        let operation = NewOperation { kind: kind.to_owned(), label, at: moment.now };
        let written = self.store.write::<_, AppError>(operation, |tx| Ok(tx.record(assessments)?))?;
        for (new, (person, competency)) in assessments.iter().zip(indices) {
            self.columns_to_extend().push(person, competency, day_of(new.assessed_on), new.level, new.source);
        }
        Ok(written.touched)
    }

    fn retract(
        &mut self,
        kind: &str,
        label: String,
        assessments: &[AssessmentId],
        moment: Moment,
    ) -> Result<Touched, AppError> {
        let operation = NewOperation { kind: kind.to_owned(), label, at: moment.now };
        let written = self.store.write::<_, AppError>(operation, |tx| {
            assessments.iter().try_for_each(|&assessment| Ok(tx.retract(assessment)?))
        })?;
        self.reload_assessments()?;
        Ok(written.touched)
    }

    /// The indices of many pairs; an error where a person or competency is not there.
    fn indices<'a>(
        &self,
        pairs: impl Iterator<Item = (PersonId, &'a CompetencyKey)>,
    ) -> Result<Vec<(u32, u16)>, AppError> {
        let people: HashMap<PersonId, u32> =
            (0..).zip(&self.content.people).map(|(index, person)| (person.id, index)).collect();
        let competencies: HashMap<&CompetencyKey, u16> =
            (0..).zip(&self.content.competencies).map(|(index, one)| (&one.key, index)).collect();
        pairs
            .map(|(person, competency)| match (people.get(&person), competencies.get(competency)) {
                (Some(&person), Some(&competency)) => Ok((person, competency)),
                // Says which of the two is missing.
                _ => matrix::indices(&self.content, person, competency)
                    .map(|(person, competency)| (person as u32, competency as u16)),
            })
            .collect()
    }

    /// "Noor Rahman, Prompt-injection defence"; an error where one of them is not there.
    fn pair_name(&self, person: PersonId, competency: &CompetencyKey) -> Result<String, AppError> {
        let (person, competency) = matrix::indices(&self.content, person, competency)?;
        Ok(format!("{}, {}", self.content.people[person].name, self.content.competencies[competency].name))
    }
}

/// The day that levels are set for: the one shown.
fn day_for(as_of: Option<NaiveDate>, moment: Moment) -> Result<NaiveDate, AppError> {
    let day = as_of.unwrap_or(moment.today);
    if day > moment.today {
        return Err(AppError::new(
            ErrorCode::InvalidArgument,
            format!("{} is still to come, so nobody can have been assessed on it.", words::date(day)),
            "Show today or an earlier day, then set the level.",
        ));
    }
    Ok(day)
}

/// The level that a cell of a block says; `None` for a blank or "?", which leave what is there.
fn level_in(cell: &str) -> Result<Option<Level>, ()> {
    match cell {
        "" | "?" | "-" | "–" | "·" => Ok(None),
        // "3.0" and "3,0" are how some spreadsheets show whole numbers.
        number => number
            .replace(',', ".")
            .parse::<f64>()
            .ok()
            .filter(|number| number.fract() == 0.0 && (0.0..=4.0).contains(number))
            .and_then(|number| Level::new(number as u8))
            .map(Some)
            .ok_or(()),
    }
}
