//! Tables of levels: the people and competencies they name, and of their assessments those that are new.

use std::collections::{BTreeSet, HashMap, HashSet};

use cadre_core::{CompetencyKey, PersonId, RoleId};
use cadre_exchange::{
    NameChoice, Problem, ProblemKind, Reading,
    import::ReadName,
    matching::{How, Matched, fold},
};
use cadre_store::NewAssessment;

use super::Bringing;
use crate::{error::AppError, team::new_person};

/// The people of a table beside whom a role of one name stands.
#[derive(Clone, Copy, Default)]
struct WithRole {
    people: u32,
    /// Somebody of them has no role otherwise.
    needed: bool,
}

impl Bringing<'_> {
    /// Brings in levels, and leaves those out of the reading that are recorded already or that a table before it has.
    pub(super) fn bring_levels(&mut self, reading: &mut Reading) -> Result<(), AppError> {
        let used: HashSet<u32> = reading.rows.iter().map(|row| row.competency).collect();
        for (index, competency) in (0..).zip(&reading.competencies) {
            if competency.new && used.contains(&index) {
                self.add_competency(competency.key.clone(), &competency.name);
            }
        }
        let names: HashMap<&CompetencyKey, &str> =
            self.after.competencies.iter().map(|one| (&one.key, one.name.as_str())).collect();
        for competency in &reading.competencies {
            let chosen = self.competencies.get(&fold(&competency.name));
            self.names
                .competencies
                .add_read(competency, chosen, |key| names.get(key).copied().unwrap_or_default().to_owned());
        }
        let unclear: HashSet<&str> = reading
            .problems
            .iter()
            .filter(|problem| problem.kind == ProblemKind::AmbiguousPerson)
            .map(|problem| problem.value.as_str())
            .collect();
        let mut ids = HashMap::with_capacity(reading.people.len());
        let mut with_role = vec![WithRole::default(); reading.roles.len()];
        for (index, person) in (0..).zip(&reading.people) {
            // Somebody of whom every row stays out stays out with them.
            if person.rows == 0 {
                continue;
            }
            let chosen = self.people.get(&fold(&person.name));
            self.names.people.add_read(person, chosen, unclear.contains(person.name.as_str()));
            let existing = person.id.and_then(|id| self.after.people.iter().position(|one| one.id == id));
            // A role that the workspace has for them stands; a file of levels only fills a blank.
            let stands = existing.is_some_and(|at| self.after.people[at].role.is_some());
            let role = person.role.and_then(|index| {
                let of_name = &mut with_role[index as usize];
                of_name.people += 1;
                of_name.needed |= !stands;
                if stands { None } else { self.role_in_levels(&reading.roles[index as usize]) }
            });
            if let Some(at) = existing {
                let person = &mut self.after.people[at];
                person.role = person.role.or(role);
                self.to_be_seated.extend(role.map(|role| (person.team, role)));
                ids.insert(index, person.id);
                continue;
            }
            let named = person.team.map(|team| reading.teams[team as usize].name.clone());
            let team = self.team_for(named.as_deref());
            let added = new_person(&person.name, team, role);
            self.to_be_seated.extend(role.map(|role| (team, role)));
            ids.insert(index, added.id);
            self.after.people.push(added);
        }
        let staying_out: HashSet<&str> =
            reading.people.iter().filter(|one| one.rows == 0).map(|one| one.name.as_str()).collect();
        let will_be_added = |problem: &Problem| {
            problem.kind != ProblemKind::SimilarName || !staying_out.contains(problem.value.as_str())
        };
        reading.problems.retain(will_be_added);
        self.name_roles(reading, &with_role);
        let facts: Vec<NewAssessment> = reading
            .rows
            .iter()
            .map(|row| NewAssessment {
                person: ids[&row.person],
                competency: reading.competencies[row.competency as usize].key.clone(),
                level: row.level,
                source: row.source,
                assessor: row.assessor.clone(),
                assessed_on: row.assessed_on,
                note: row.note.clone(),
            })
            .collect();
        let recorded = self.recorded(&facts)?;
        let said: HashSet<&NewAssessment> = self.assessments.iter().collect();
        let (mut recorded_already, mut said_already) = (0, 0);
        let fresh: Vec<bool> = facts
            .iter()
            .map(|fact| {
                let (recorded, said) = (recorded.contains(fact), said.contains(fact));
                recorded_already += u32::from(recorded);
                said_already += u32::from(said && !recorded);
                !recorded && !said
            })
            .collect();
        let mut kept = fresh.iter();
        reading.rows.retain(|_| *kept.next().unwrap_or(&true));
        self.recorded_already += recorded_already;
        self.said_already += said_already;
        let fresh = facts.into_iter().zip(fresh).filter_map(|(fact, fresh)| fresh.then_some(fact));
        self.assessments.extend(fresh);
        Ok(())
    }

    /// The role of a name beside levels. One that neither the workspace nor Cadre knows is only added where the user says
    /// so: a job title is no role with targets.
    fn role_in_levels(&mut self, role: &ReadName<RoleId>) -> Option<RoleId> {
        match self.roles.get(&fold(&role.name)).cloned() {
            Some(NameChoice::LeaveOut) => None,
            Some(NameChoice::Existing(other)) => self.role_called(&other).and_then(|id| self.role_of_id(id)),
            Some(NameChoice::New) => Some(self.role_listed(&role.name)),
            None => role.id.and_then(|id| self.role_of_id(id)),
        }
    }

    /// Takes up the names of roles. What was answered is no longer said of their cells.
    fn name_roles(&mut self, reading: &mut Reading, with_role: &[WithRole]) {
        for (role, with_role) in reading.roles.iter().zip(with_role) {
            let chosen = self.roles.get(&fold(&role.name));
            match role.id.map(|id| self.name_of_role(id)) {
                None if chosen.is_none() => {
                    if with_role.needed {
                        self.names.roles.add_unknown(&role.name, with_role.people, &role.suggestions);
                    }
                }
                known => {
                    let matched = known.map_or(Matched::New(Vec::new()), |name| Matched::One {
                        id: name.clone(),
                        name,
                        how: How::Exact,
                    });
                    let count = with_role.people;
                    self.names.roles.add_matched(&role.name, count, &matched, chosen, String::clone);
                }
            }
        }
        reading.problems.retain_mut(|problem| {
            if problem.kind != ProblemKind::NewRole {
                return true;
            }
            let chosen = self.roles.get(&fold(&problem.value));
            if chosen == Some(&NameChoice::LeaveOut) {
                problem.kind = ProblemKind::LeftOut;
                "left out as chosen".clone_into(&mut problem.expected);
            }
            chosen.is_none_or(|chosen| *chosen == NameChoice::LeaveOut)
        });
    }

    /// Which of these assessments the workspace has, and are not retracted.
    fn recorded(&self, facts: &[NewAssessment]) -> Result<HashSet<NewAssessment>, AppError> {
        let people: HashSet<PersonId> = self.before.people.iter().map(|person| person.id).collect();
        let pairs: BTreeSet<(PersonId, &CompetencyKey)> = facts
            .iter()
            .filter(|fact| people.contains(&fact.person))
            .map(|fact| (fact.person, &fact.competency))
            .collect();
        let pairs: Vec<_> = pairs.into_iter().collect();
        let recorded = self.store.assessments_of_pairs(&pairs)?.into_iter().flatten();
        Ok(recorded
            .filter(|assessment| !assessment.retracted)
            .map(|assessment| NewAssessment {
                person: assessment.person,
                competency: assessment.competency,
                level: assessment.level,
                source: assessment.source,
                assessor: assessment.assessor,
                assessed_on: assessment.assessed_on,
                note: assessment.note,
            })
            .collect())
    }
}
