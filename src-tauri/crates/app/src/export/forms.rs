//! Forms on which people rate themselves: spreadsheets that come back by mail, so that nothing needs a server.

use std::collections::{HashMap, HashSet};

use cadre_core::{AreaKey, CompetencyKey, Level, Person};
use cadre_exchange::{
    matching::fold,
    xlsx_out::{Form, FormPerson, FormRow, rating_form},
};

use crate::{
    draft::FormsDraft,
    error::{AppError, ErrorCode},
    file_name::file_name_for,
    view::Selection,
    workspace::{Moment, Workspace},
};

impl Workspace {
    /// The forms as files, each with its name: one for all, with a sheet for each person, or one for each. Nobody's rating
    /// stands in them.
    ///
    /// # Errors
    /// Nobody is chosen; somebody chosen is not there; there is nothing to ask about.
    pub fn rating_forms(
        &self,
        draft: &FormsDraft,
        moment: Moment,
    ) -> Result<Vec<(String, Vec<u8>)>, AppError> {
        let content = &self.content;
        if draft.people.is_empty() {
            return Err(AppError::new(
                ErrorCode::InvalidArgument,
                "Nobody is chosen.",
                "Choose the people who are to rate themselves.",
            ));
        }
        let figures = self.figures(&Selection::default(), None, moment)?;
        let chosen: HashSet<_> = draft.people.iter().collect();
        let people: Vec<(usize, &Person)> =
            content.people.iter().enumerate().filter(|(_, person)| chosen.contains(&person.id)).collect();
        if people.len() < chosen.len() {
            return Err(AppError::new(
                ErrorCode::UnknownPerson,
                "Somebody who is chosen is no longer in the workspace.",
                "Choose again.",
            ));
        }
        let areas: HashMap<&AreaKey, &str> =
            content.areas.iter().map(|area| (&area.key, area.name.as_str())).collect();
        let forms: Vec<FormPerson> = people
            .into_iter()
            .map(|(index, person)| {
                let targets: HashSet<&CompetencyKey> = content
                    .roles
                    .iter()
                    .filter(|role| Some(role.id) == person.role)
                    .flat_map(|role| role.targets.iter().map(|target| &target.competency))
                    .collect();
                let asked = content.competencies.iter().enumerate().filter(|(competency, one)| {
                    draft.every_competency
                        || targets.contains(&one.key)
                        || figures.levels.level(index, *competency).is_some()
                });
                FormPerson {
                    name: person.name.clone(),
                    team: content
                        .teams
                        .iter()
                        .find(|team| team.id == person.team)
                        .map(|team| team.name.clone())
                        .unwrap_or_default(),
                    role: content
                        .roles
                        .iter()
                        .find(|role| Some(role.id) == person.role)
                        .map(|role| role.name.clone())
                        .unwrap_or_default(),
                    rows: asked
                        .map(|(_, competency)| FormRow {
                            area: areas.get(&competency.area).copied().unwrap_or_default().to_owned(),
                            competency: competency.name.clone(),
                            descriptors: Level::ALL.map(|level| {
                                competency
                                    .descriptors
                                    .get(usize::from(level.get()))
                                    .filter(|descriptor| !descriptor.is_empty())
                                    .map_or_else(|| level.meaning().to_owned(), Clone::clone)
                            }),
                        })
                        .collect(),
                }
            })
            .collect();
        if forms.iter().all(|form| form.rows.is_empty()) {
            return Err(AppError::new(
                ErrorCode::InvalidArgument,
                "There is nothing to ask these people about: no role with targets, and nothing assessed.",
                "Ask about every competency, or give them roles first.",
            ));
        }
        let write = |people: Vec<FormPerson>| rating_form(&Form { people, as_of: moment.today });
        if !draft.apart {
            let name = match &forms[..] {
                [one] => format!("Own rating {}", one.name),
                _ => format!("Own ratings {}", content.settings.name),
            };
            return Ok(vec![(file_name_for(&name, "xlsx"), write(forms)?)]);
        }
        let mut taken = HashSet::new();
        let mut files = Vec::with_capacity(forms.len());
        for form in forms {
            // Two people of one name would otherwise share a file, and so they would on many systems if only the case or the way
            // of writing accents differs. The number stands first, where the length of a name cannot cut it off.
            let mut name = file_name_for(&format!("Own rating {}", form.name), "xlsx");
            let mut number = 2;
            while !taken.insert(fold(&name)) {
                name = file_name_for(&format!("Own rating {number} {}", form.name), "xlsx");
                number += 1;
            }
            files.push((name, write(vec![form])?));
        }
        Ok(files)
    }
}
