//! Competencies of one's own: adding, changing, merging two without losing history, bringing back shipped ones.

use std::collections::HashSet;

use cadre_core::{
    Area, AreaKey, Assessment, Competency, CompetencyKey, Content, Lift, PersonId, Role, Target, TrainingItem,
};
use cadre_exchange::matching::{fold, new_key};
use cadre_store::AssessmentsOf;
use chrono::NaiveDate;

use super::editing::{Fields, gone};
use crate::{
    catalogue::catalogue,
    draft::CompetencyDraft,
    error::{AppError, ErrorCode},
    view::Consequences,
    words,
    workspace::{Moment, Touched, Workspace},
};

/// Most months after which an assessment is to be checked again.
const MOST_RECHECK_MONTHS: u32 = 120;

impl Workspace {
    /// Adds or changes a competency, in an area that there is or in a new one.
    ///
    /// # Errors
    /// Every field that is wrong: a blank name or another competency's, no area, months out of range, some but not all
    /// descriptors.
    pub fn save_competency(&mut self, draft: &CompetencyDraft, moment: Moment) -> Result<Touched, AppError> {
        let content = &self.content;
        let mut fields = Fields::default();
        let name = fields.name("name", "competency", &draft.name).to_owned();
        let other =
            |one: &&Competency| Some(&one.key) != draft.key.as_ref() && fold(&one.name) == fold(&name);
        if let Some(other) = content.competencies.iter().find(other) {
            let area = content.areas.iter().find(|area| area.key == other.area);
            let area = area.map_or("another area", |area| area.name.as_str());
            fields.wrong("name", format!("Another competency, in {area}, is named {name} already."));
        }
        let mut new_area = None;
        let area = match &draft.area {
            Some(area) if content.areas.iter().any(|one| one.key == *area) => area.clone(),
            Some(area) => {
                fields.wrong("area", "The area is not in the workspace any more: choose another.");
                area.clone()
            }
            None => {
                let name = fields.name("new_area", "area", &draft.new_area);
                let known = content.areas.iter().find(|area| fold(&area.name) == fold(name));
                if let Some(known) = known {
                    known.key.clone()
                } else {
                    let taken = content.areas.iter().map(|area| area.key.0.clone()).collect();
                    let key = AreaKey(new_key(name, &taken).0);
                    new_area = Some(Area { key: key.clone(), name: name.to_owned() });
                    key
                }
            }
        };
        if !(1..=MOST_RECHECK_MONTHS).contains(&draft.recheck_months) {
            let found = words::thousands(draft.recheck_months);
            fields.wrong(
                "recheck_months",
                format!("Months to the re-check cannot be {found}: give a whole number from 1 to {MOST_RECHECK_MONTHS}."),
            );
        }
        let mut descriptors: Vec<String> =
            draft.descriptors.iter().map(|descriptor| descriptor.trim().to_owned()).collect();
        if descriptors.iter().all(String::is_empty) {
            descriptors.clear();
        } else if descriptors.len() != 5 || descriptors.iter().any(String::is_empty) {
            let filled = descriptors.iter().filter(|line| !line.is_empty()).count() as u32;
            fields.wrong(
                "descriptors",
                format!(
                    "{} of the five levels {} described: describe each of them, or none.",
                    words::sentence_case(&words::number(filled)),
                    words::verb(filled, "is", "are")
                ),
            );
        }
        fields.into_result()?;

        let before = draft.key.as_ref().map(|key| find_competency(content, key)).transpose()?;
        let key = match &draft.key {
            Some(key) => key.clone(),
            None => new_key(&name, &taken_keys(content)),
        };
        let (kind, label) = match before {
            None => ("add-competency", format!("Add the competency {name}")),
            Some(before) if before.name != name => {
                ("change-competency", format!("Rename the competency {} to {name}", before.name))
            }
            Some(_) => ("change-competency", format!("Change the competency {name}")),
        };
        let competency = Competency { key, area, name, recheck_months: draft.recheck_months, descriptors };
        let written = self.change(kind, label, moment, |tx| {
            new_area.iter().try_for_each(|area| tx.put_area(area))?;
            Ok(tx.put_competency(&competency)?)
        })?;
        Ok(written.touched)
    }

    /// Adds shipped competencies that the workspace has not, or has not any more; what was recorded in them counts again.
    ///
    /// # Errors
    /// A key of no shipped competency.
    pub fn add_shipped_competencies(
        &mut self,
        keys: &[CompetencyKey],
        moment: Moment,
    ) -> Result<Touched, AppError> {
        let mut areas: Vec<Area> = Vec::new();
        let mut added: Vec<Competency> = Vec::new();
        for key in keys {
            let shipped = catalogue().competency(key).ok_or_else(|| unknown(key))?;
            let competency = &shipped.competency;
            if self.content.competencies.iter().chain(&added).any(|one| one.key == *key) {
                continue;
            }
            let known = self.content.areas.iter().chain(&areas).any(|area| area.key == competency.area);
            areas.extend(catalogue().area(&competency.area).filter(|_| !known).cloned());
            added.push(competency.clone());
        }
        let names: Vec<&str> = added.iter().map(|one| one.name.as_str()).collect();
        let label = match &names[..] {
            [] => return Ok(Touched::new()),
            [one] => format!("Add the competency {one}"),
            several => format!("Add the competencies {}", words::list_some(several, 3)),
        };
        let written = self.change("add-competency", label, moment, |tx| {
            areas.iter().try_for_each(|area| tx.put_area(area))?;
            Ok(added.iter().try_for_each(|competency| tx.put_competency(competency))?)
        })?;
        Ok(written.touched)
    }

    /// What merging a competency into another would change.
    ///
    /// # Errors
    /// One of them is not there, or both are the same.
    pub fn merge_consequences(
        &self,
        from: &CompetencyKey,
        into: &CompetencyKey,
    ) -> Result<Consequences, AppError> {
        let merge = Merge::of(&self.content, from, into)?;
        let assessments = self.store.count_assessments(AssessmentsOf::Competency(from))?;
        let (from, into) = (&merge.from.name, &merge.into.name);
        let mut lines = vec![match assessments {
            0 => format!("Nobody is assessed in {from}."),
            _ => format!(
                "{} {} over to {into}, with source, day, assessor and evidence.",
                words::counted(assessments, "assessment", "assessments"),
                words::verb(assessments, "goes", "go"),
            ),
        }];
        if !merge.roles.is_empty() {
            lines.push(format!(
                "{} their target to {into}; where both had one, the higher level and importance stay.",
                words::counted(merge.roles.len() as u32, "role takes", "roles take"),
            ));
        }
        if !merge.training.is_empty() {
            lines.push(format!(
                "{} {into} instead.",
                words::counted(merge.training.len() as u32, "training item lifts", "training items lift"),
            ));
        }
        lines.push(format!("{from} is no longer there. One Undo takes all of it back."));
        Ok(Consequences {
            title: format!("Merge {from} into {into}?"),
            lines,
            confirm: format!("Merge into {into}"),
        })
    }

    /// Merges a competency into another: its assessments are recorded there too, targets and training go over, and it is
    /// removed; all of it as one operation.
    ///
    /// # Errors
    /// One of them is not there, or both are the same.
    pub fn merge_competencies(
        &mut self,
        from: &CompetencyKey,
        into: &CompetencyKey,
        moment: Moment,
    ) -> Result<Touched, AppError> {
        let merge = Merge::of(&self.content, from, into)?;
        // Those of people who were removed go over too: were their removal undone, their levels would be missing.
        let counting: Vec<Assessment> = self
            .store
            .assessments_in(from, into)?
            .into_iter()
            .filter(|assessment| !assessment.retracted)
            .collect();
        // Of one day, the assessment recorded last stands. What goes over is recorded now; where something of the same day
        // was recorded after it, that is recorded once more, after it.
        let mut moved_on: HashSet<(PersonId, NaiveDate)> = HashSet::new();
        let (mut moved, mut again) = (Vec::new(), Vec::new());
        for assessment in &counting {
            let day = (assessment.person, assessment.assessed_on);
            if assessment.competency == *from {
                moved_on.insert(day);
                moved.push(assessment.id);
            } else if moved_on.contains(&day) {
                again.push(assessment.id);
            }
        }
        let label = format!("Merge {} into {}", merge.from.name, merge.into.name);
        let (roles, training) = (merge.roles, merge.training);
        let written = self.change("merge-competencies", label, moment, |tx| {
            roles.iter().try_for_each(|role| tx.put_role(role))?;
            training.iter().try_for_each(|item| tx.put_training(item))?;
            again.iter().try_for_each(|&assessment| tx.retract(assessment))?;
            moved.iter().chain(&again).try_for_each(|&one| tx.record_again(one, into).map(drop))?;
            Ok(tx.remove_competency(from)?)
        })?;
        Ok(written.touched)
    }
}

/// A merge, worked out: the roles and training items as they are after it.
struct Merge<'a> {
    from: &'a Competency,
    into: &'a Competency,
    roles: Vec<Role>,
    training: Vec<TrainingItem>,
}

impl<'a> Merge<'a> {
    fn of(content: &'a Content, from: &CompetencyKey, into: &CompetencyKey) -> Result<Self, AppError> {
        if from == into {
            return Err(AppError::new(
                ErrorCode::InvalidArgument,
                "A competency cannot be merged into itself.",
                "Choose another one.",
            ));
        }
        let roles = content.roles.iter().filter_map(|role| without_target(role, from, Some(into))).collect();
        let training =
            content.training.iter().filter_map(|item| without_lift(item, from, Some(into))).collect();
        Ok(Self {
            from: find_competency(content, from)?,
            into: find_competency(content, into)?,
            roles,
            training,
        })
    }
}

/// The role without its target in a competency, which goes over to `into` where that is given; `None` where it has none.
pub(super) fn without_target(
    role: &Role,
    from: &CompetencyKey,
    into: Option<&CompetencyKey>,
) -> Option<Role> {
    let place = role.targets.iter().position(|target| target.competency == *from)?;
    let mut role = role.clone();
    let gone = role.targets[place].clone();
    match into.map(|into| (into, role.targets.iter().position(|target| target.competency == *into))) {
        Some((_, Some(other))) => {
            let other = &mut role.targets[other];
            other.level = other.level.max(gone.level);
            other.importance = other.importance.max(gone.importance);
            role.targets.remove(place);
        }
        Some((into, None)) => role.targets[place] = Target { competency: into.clone(), ..gone },
        None => {
            role.targets.remove(place);
        }
    }
    Some(role)
}

/// The training item without its lift in a competency, likewise. Of two lifts of one competency, the wider stays.
pub(super) fn without_lift(
    item: &TrainingItem,
    from: &CompetencyKey,
    into: Option<&CompetencyKey>,
) -> Option<TrainingItem> {
    let place = item.lifts.iter().position(|lift| lift.competency == *from)?;
    let mut item = item.clone();
    let gone = item.lifts.remove(place);
    if let Some(into) = into {
        match item.lifts.iter_mut().find(|lift| lift.competency == *into) {
            Some(other) => {
                other.from = other.from.min(gone.from);
                other.to = other.to.max(gone.to);
            }
            None => item.lifts.insert(place, Lift { competency: into.clone(), ..gone }),
        }
    }
    Some(item)
}

pub(super) fn find_competency<'a>(
    content: &'a Content,
    key: &CompetencyKey,
) -> Result<&'a Competency, AppError> {
    content.competencies.iter().find(|competency| competency.key == *key).ok_or_else(|| AppError {
        code: ErrorCode::UnknownCompetency,
        ..gone("This competency is no longer in the workspace.")
    })
}

fn unknown(key: &CompetencyKey) -> AppError {
    AppError::new(
        ErrorCode::UnknownCompetency,
        format!("There is no shipped competency “{key}”."),
        "Choose one of the list.",
    )
}

/// Keys that a new competency cannot have: those in use, and the shipped ones, which may come back.
fn taken_keys(content: &Content) -> HashSet<String> {
    content
        .competencies
        .iter()
        .map(|competency| competency.key.0.clone())
        .chain(catalogue().competencies.iter().map(|shipped| shipped.competency.key.0.clone()))
        .collect()
}
