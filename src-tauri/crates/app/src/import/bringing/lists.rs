//! Lists: people, roles, targets, positions, competencies and pulses, brought in row by row. What a row says goes over what
//! is there, a blank leaves it.

use std::collections::BTreeMap;

use cadre_core::{
    Area, AreaKey, Importance, MOST_SEATS, Person, PersonId, Position, PositionId, Pulse, PulseId,
    PulseResponse, RoleId, Target, TeamId,
};
use cadre_exchange::{
    LayoutKind, Meaning, NameChoice, Problem, ProblemKind, Severity,
    lists::{CompetencyRecord, ListReading, ListRecord, PersonRecord, PulseRecord, RoleRecord, TargetRecord},
    matching::{How, Matched, Matcher, NamesInFile, fold},
};
use cadre_store::new_id;
use chrono::NaiveDate;

use super::Bringing;
use crate::{
    benchmarks::{default_benchmark, editions},
    team::new_person,
    words,
};

/// The seats that a list has for a role on a team.
#[derive(Default)]
struct Seats {
    /// The last row of them.
    row: u32,
    /// By the day they are needed.
    needed: BTreeMap<Option<NaiveDate>, u32>,
}

/// What is wrong with a row that the file alone does not tell.
struct Refused {
    kind: ProblemKind,
    meaning: Meaning,
    value: String,
    expected: String,
}

impl Bringing<'_> {
    /// Brings in every record of a list; what the file alone does not tell to be wrong joins its problems.
    pub(super) fn bring_list(
        &mut self,
        reading: &mut ListReading,
        matcher: &Matcher<'_>,
        question: Option<&str>,
        date: NaiveDate,
        team: Option<&str>,
    ) {
        let mut file = NamesInFile::default();
        for record in &reading.records {
            if let ListRecord::Person(person) = record {
                file.add(&person.name, person.team.as_deref());
            }
        }
        let mut pulses: BTreeMap<(NaiveDate, String), Vec<&PulseRecord>> = BTreeMap::new();
        let mut refused = Vec::new();
        let mut seats: BTreeMap<(TeamId, RoleId), Seats> = BTreeMap::new();
        for record in &reading.records {
            match record {
                ListRecord::Person(person) => {
                    if let Err(problem) = self.bring_person(person, &file, matcher, team) {
                        refused.push((person.row, problem));
                    }
                }
                ListRecord::Role(role) => self.bring_role(role),
                ListRecord::Target(target) => self.bring_target(target, matcher),
                ListRecord::Position(position) => {
                    let Some(role) = self.role_named(&position.role, matcher) else { continue };
                    let team = self.team_for(Some(&position.team));
                    let listed = seats.entry((team, role)).or_default();
                    listed.row = position.row;
                    let seats = listed.needed.entry(position.needed_by).or_default();
                    *seats = seats.saturating_add(position.seats);
                }
                ListRecord::Competency(competency) => self.bring_competency(competency, matcher),
                ListRecord::Pulse(pulse) => {
                    let asked_on = pulse.asked_on.unwrap_or(date);
                    let question = pulse.question.clone().or_else(|| question.map(str::to_owned));
                    let question = question.unwrap_or_else(|| self.own_question());
                    pulses.entry((asked_on, question)).or_default().push(pulse);
                }
            }
        }
        let offered: Vec<AreaKey> = reading
            .layout
            .columns
            .iter()
            .filter(|column| column.meaning == Meaning::Area)
            .filter_map(|column| match matcher.area(&column.header) {
                Matched::One { id, .. } => Some(id),
                _ => None,
            })
            .collect();
        for ((asked_on, question), records) in pulses {
            self.bring_pulse(asked_on, question, &records, &offered);
        }
        for (pair, listed) in seats {
            if let Err(problem) = self.bring_seats(pair, &listed.needed) {
                refused.push((listed.row, problem));
            }
        }
        for (row, Refused { kind, meaning, value, expected }) in refused {
            let column = reading.layout.column(meaning);
            reading.problems.push(Problem {
                severity: Severity::Error,
                kind,
                sheet: reading.layout.sheet.clone(),
                row,
                column_index: column.map_or(0, |column| column.index),
                column: column.map(|column| column.letters.clone()).unwrap_or_default(),
                header: column.map(|column| column.header.clone()).unwrap_or_default(),
                value,
                expected,
            });
        }
        reading.problems.sort_by_key(|problem| (problem.row, problem.column_index, problem.kind));
        self.has_positions |= reading.layout.kind == LayoutKind::Positions;
    }

    /// Brings in a row of a list of people.
    ///
    /// # Errors
    /// It is not clear who is meant, or they would leave before they start.
    fn bring_person(
        &mut self,
        record: &PersonRecord,
        file: &NamesInFile,
        matcher: &Matcher<'_>,
        default_team: Option<&str>,
    ) -> Result<(), Refused> {
        let chosen = self.people.get(&fold(&record.name)).cloned();
        let team = record.team.as_deref();
        let matched = match chosen {
            Some(NameChoice::New) => match matcher.namesake(&record.name, team.or(default_team)) {
                Some((id, name)) => Matched::One { id, name, how: How::Exact },
                None => Matched::New(Vec::new()),
            },
            _ => matcher.person(&record.name, team, file),
        };
        let name_of = |id: &PersonId| {
            let person = self.after.people.iter().find(|person| person.id == *id);
            person.map(|person| person.name.clone()).unwrap_or_default()
        };
        self.names.people.add_matched(&record.name, 1, &matched, chosen.as_ref(), name_of);
        let id = match (&chosen, matched) {
            (Some(NameChoice::LeaveOut), _) => return Ok(()),
            (Some(NameChoice::Existing(id)), _) => Some(*id),
            (_, Matched::One { id, .. }) => Some(id),
            (Some(NameChoice::New), _) | (None, Matched::New(_)) => None,
            (None, Matched::Several(_) | Matched::NeedsTeam) => {
                let expected = match team {
                    None => "a name that one person has, or the team beside it",
                    Some(_) => "a name that one person of the team has",
                };
                return Err(Refused {
                    kind: ProblemKind::AmbiguousPerson,
                    meaning: Meaning::Person,
                    value: record.name.clone(),
                    expected: expected.to_owned(),
                });
            }
        };
        let known = id.and_then(|id| self.after.people.iter().position(|one| one.id == id));
        let before = known.map(|at| &self.after.people[at]);
        let started_on = record.started_on.or(before.and_then(|person| person.started_on));
        let leaves_on = record.leaves_on.or(before.and_then(|person| person.leaves_on));
        if let (Some(starts), Some(leaves)) = (started_on, leaves_on)
            && leaves <= starts
        {
            let meaning = if record.leaves_on.is_some() { Meaning::LeavesOn } else { Meaning::StartedOn };
            return Err(Refused {
                kind: ProblemKind::LeavesBeforeStart,
                meaning,
                value: if record.leaves_on.is_some() { leaves } else { starts }.to_string(),
                expected: if record.leaves_on.is_some() {
                    format!("a day after the first one, {starts}")
                } else {
                    format!("a day before they leave, {leaves}")
                },
            });
        }
        let role = record.role.as_deref().and_then(|role| self.role_named(role, matcher));
        let at = known.unwrap_or_else(|| {
            let team = self.team_for(record.team.as_deref().or(default_team));
            self.after.people.push(new_person(&record.name, team, None));
            self.after.people.len() - 1
        });
        let team = record.team.as_deref().map(|team| self.team_for(Some(team)));
        let person: &mut Person = &mut self.after.people[at];
        person.team = team.unwrap_or(person.team);
        person.role = role.or(person.role);
        person.started_on = started_on;
        person.leaves_on = leaves_on;
        person.borrowed = record.borrowed.unwrap_or(person.borrowed);
        person.learning_hours = record.learning_hours.unwrap_or(person.learning_hours);
        if let Some(role) = role.filter(|_| !person.borrowed) {
            self.to_be_seated.insert((person.team, role));
        }
        Ok(())
    }

    fn bring_role(&mut self, record: &RoleRecord) {
        // A list of roles means them by exactly their names.
        let Some(id) = self.role_as_answered(&record.name, None, &[]) else { return };
        let Some(role) = self.after.roles.iter_mut().find(|role| role.id == id) else { return };
        role.annual_cost = record.annual_cost.unwrap_or(role.annual_cost);
        role.hiring_cost = record.hiring_cost.unwrap_or(role.hiring_cost);
        role.contractor_rate = record.contractor_rate.unwrap_or(role.contractor_rate);
        role.weeks_to_fill = record.weeks_to_fill.unwrap_or(role.weeks_to_fill);
        role.weeks_to_ramp = record.weeks_to_ramp.unwrap_or(role.weeks_to_ramp);
        role.attrition = record.attrition.unwrap_or(role.attrition);
    }

    fn bring_target(&mut self, record: &TargetRecord, matcher: &Matcher<'_>) {
        // A row that stays out for the one adds nothing for the other.
        if self.competencies.get(&fold(&record.competency)) == Some(&NameChoice::LeaveOut) {
            self.competency_named(&record.competency, matcher);
            return;
        }
        let Some(id) = self.role_named(&record.role, matcher) else { return };
        let Some(competency) = self.competency_named(&record.competency, matcher) else { return };
        let Some(role) = self.after.roles.iter_mut().find(|role| role.id == id) else { return };
        // A role that came as a shipped profile has the targets that the list gives it, and no others.
        if self.as_shipped.remove(&id) {
            role.targets.clear();
        }
        let place = role.targets.iter().position(|target| target.competency == competency);
        let before = place.map(|place| role.targets[place].importance);
        let importance = record.importance.or(before).unwrap_or(Importance::IMPORTANT);
        let target = Target { competency, level: record.level, importance };
        match place {
            Some(place) => role.targets[place] = target,
            None => role.targets.push(target),
        }
    }

    /// The seats that a list has for a role on a team, by the day they are needed: they take the place of those that are
    /// there, which keep their day where the list has it, and take up another where it has not.
    ///
    /// # Errors
    /// More seats than a role on a team can have.
    fn bring_seats(
        &mut self,
        (team, role): (TeamId, RoleId),
        needed: &BTreeMap<Option<NaiveDate>, u32>,
    ) -> Result<(), Refused> {
        let total = needed.values().fold(0_u32, |total, seats| total.saturating_add(*seats));
        if total > MOST_SEATS {
            return Err(Refused {
                kind: ProblemKind::OutOfRange,
                meaning: Meaning::Seats,
                value: words::thousands(total),
                expected: format!(
                    "up to {} seats of a role on a team, all rows together",
                    words::thousands(MOST_SEATS)
                ),
            });
        }
        let (mut free, others): (Vec<Position>, Vec<Position>) = std::mem::take(&mut self.after.positions)
            .into_iter()
            .partition(|position| position.team == team && position.role == role);
        self.after.positions = others;
        let mut listed: Vec<Position> = Vec::new();
        let mut without = Vec::new();
        for (&needed_by, &seats) in needed {
            match free.iter().position(|position| position.needed_by == needed_by) {
                Some(at) => listed.push(Position { seats, ..free.swap_remove(at) }),
                None => without.push((needed_by, seats)),
            }
        }
        for (needed_by, seats) in without {
            let id = free.pop().map_or_else(|| PositionId(new_id()), |position| position.id);
            listed.push(Position { id, team, role, seats, needed_by });
        }
        self.after.positions.extend(listed);
        Ok(())
    }

    fn bring_competency(&mut self, record: &CompetencyRecord, matcher: &Matcher<'_>) {
        let Some(key) = self.competency_named(&record.name, matcher) else { return };
        let area = record.area.as_deref().map(|area| self.area_named(area, matcher));
        let Some(competency) = self.after.competencies.iter_mut().find(|one| one.key == key) else { return };
        competency.area = area.unwrap_or_else(|| competency.area.clone());
        competency.recheck_months = record.recheck_months.unwrap_or(competency.recheck_months);
        if record.descriptors.len() == 5 && record.descriptors.iter().any(|descriptor| !descriptor.is_empty())
        {
            competency.descriptors.clone_from(&record.descriptors);
        }
    }

    /// A pulse of one day and question: it takes the place of one that was there, and adds up over the files of one import,
    /// since a form comes back from each manager.
    fn bring_pulse(
        &mut self,
        asked_on: NaiveDate,
        question: String,
        records: &[&PulseRecord],
        columns: &[AreaKey],
    ) {
        let named = |area: &Area| records.iter().any(|record| record.areas.contains(&area.key));
        let benchmark = |area: &Area| {
            editions(self.before).any(|benchmark| {
                benchmark.figures.iter().any(|figure| figure.question == question && figure.area == area.key)
            })
        };
        // What could be named: the columns of the file, else the areas of the question; and always what was named.
        let offered: Vec<AreaKey> = self
            .after
            .areas
            .iter()
            .filter(|area| {
                named(area) || if columns.is_empty() { benchmark(area) } else { columns.contains(&area.key) }
            })
            .map(|area| area.key.clone())
            .collect();
        let responses = records.iter().map(|record| PulseResponse { areas: record.areas.clone() }).collect();
        let known = |pulse: &&mut Pulse| pulse.asked_on == asked_on && pulse.series == question;
        let again = !self.asked.insert((asked_on, question.clone()));
        match self.after.pulses.iter_mut().find(known) {
            Some(pulse) if again => {
                // Of the areas of both, in the workspace's order.
                let named = std::mem::take(&mut pulse.offered);
                let either = |area: &&Area| named.contains(&area.key) || offered.contains(&area.key);
                pulse.offered = self.after.areas.iter().filter(either).map(|area| area.key.clone()).collect();
                pulse.responses.extend(responses);
            }
            Some(pulse) => {
                // A file without areas as columns does not say what was offered; only that it was, where it was named.
                if columns.is_empty() {
                    let named: Vec<AreaKey> =
                        records.iter().flat_map(|record| record.areas.clone()).collect();
                    for area in offered.into_iter().filter(|area| named.contains(area)) {
                        if !pulse.offered.contains(&area) {
                            pulse.offered.push(area);
                        }
                    }
                } else {
                    pulse.offered = offered;
                }
                pulse.responses = responses;
            }
            None => self.after.pulses.push(Pulse {
                id: PulseId(new_id()),
                asked_on,
                series: question,
                offered,
                responses,
            }),
        }
    }

    /// The question of perceived gaps in the workspace's own benchmark, which a pulse asks where nothing says otherwise.
    fn own_question(&self) -> String {
        let benchmark = default_benchmark(self.before);
        let gap = cadre_core::benchmark::FigureKind::PerceivedGap;
        benchmark
            .figures
            .iter()
            .find(|figure| figure.kind == gap)
            .or(benchmark.figures.first())
            .map(|figure| figure.question.clone())
            .unwrap_or_default()
    }
}
