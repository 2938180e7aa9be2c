//! Tables one after the other, brought into a copy of the workspace's structure: each is read against what those before
//! it added, so that a person of a list is the same person in the matrix that comes with it.

mod levels;
mod lists;

use std::collections::{HashMap, HashSet};

use cadre_core::{
    Area, AreaKey, Competency, CompetencyKey, Content, DEFAULT_ATTRITION, Role, RoleId, Source, Team, TeamId,
};
use cadre_exchange::{
    NameChoice, Watch,
    import::{self, Options},
    layout,
    matching::{How, Matched, Matcher, fold, new_key},
    read::Workbook,
    read_list,
    scale::Scale,
};
use cadre_store::{NewAssessment, Workspace, new_id};
use chrono::NaiveDate;

use super::{Competencies, NamesRead, People, Roles, TableContent, TableRead, known, tables::Found};
use crate::{
    catalogue::catalogue,
    error::AppError,
    team::{fitted, seat_for},
    view::ImportRequest,
    work::Work,
    workspace::Moment,
};

/// Area of competencies that a file names and Cadre does not know.
const OTHER_AREA: &str = "other";
/// Months after which an assessment in such a competency is to be checked again.
const RECHECK_MONTHS: u32 = 12;
/// Weeks to fill and to ramp of a role of which a file names only the name: estimates, to be edited.
const WEEKS_TO_FILL: f64 = 12.0;
const WEEKS_TO_RAMP: f64 = 8.0;
/// The first team, in a workspace without any, of people for whom nothing names one.
const FIRST_TEAM: &str = "Security team";

/// A structure in the making.
pub(super) struct Bringing<'a> {
    store: &'a Workspace,
    before: &'a Content,
    shipped: &'a HashMap<RoleId, Role>,
    after: Content,
    assessments: Vec<NewAssessment>,
    /// How many the files have that are recorded already.
    recorded_already: u32,
    /// How many a table has that one before it has too.
    said_already: u32,
    people: People,
    competencies: Competencies,
    roles: Roles,
    names: NamesRead,
    /// The team selected, by name: that of people for whom nothing else names one.
    default_team: Option<String>,
    needs_team: bool,
    /// The pulses brought so far, by day and question.
    asked: HashSet<(NaiveDate, String)>,
    /// Roles on teams that a file brings people for: each of them gets a seat.
    to_be_seated: HashSet<(TeamId, RoleId)>,
    /// Roles that were added as shipped profiles, with the targets of those.
    as_shipped: HashSet<RoleId>,
    /// A list of positions came with it, so that seats are as it says.
    has_positions: bool,
    moment: Moment,
    work: &'a Work<'a>,
}

/// What came of it.
pub(super) struct Brought {
    pub(super) after: Content,
    pub(super) assessments: Vec<NewAssessment>,
    pub(super) recorded_already: u32,
    pub(super) said_already: u32,
    pub(super) names: NamesRead,
    pub(super) needs_team: bool,
}

impl<'a> Bringing<'a> {
    pub(super) fn new(
        store: &'a Workspace,
        before: &'a Content,
        shipped: &'a HashMap<RoleId, Role>,
        request: &ImportRequest,
        default_team: Option<String>,
        moment: Moment,
        work: &'a Work<'a>,
    ) -> Self {
        let people = request.people.iter().map(|answer| (fold(&answer.name), answer.answer.clone()));
        let competencies =
            request.competencies.iter().map(|answer| (fold(&answer.name), answer.answer.clone()));
        let roles = request.roles.iter().map(|answer| (fold(&answer.name), answer.answer.clone()));
        Self {
            store,
            before,
            shipped,
            after: before.clone(),
            assessments: Vec::new(),
            recorded_already: 0,
            said_already: 0,
            people: people.collect(),
            competencies: competencies.collect(),
            roles: roles.collect(),
            names: NamesRead::default(),
            default_team,
            needs_team: false,
            asked: HashSet::new(),
            to_be_seated: HashSet::new(),
            as_shipped: HashSet::new(),
            has_positions: false,
            moment,
            work,
        }
    }

    /// Reads a table and brings it in.
    pub(super) fn bring(&mut self, found: &Found, workbook: &Workbook) -> Result<TableRead, AppError> {
        let answers = &found.answers;
        let own_rating = layout::is_own_rating(&found.layout);
        let source = answers.source.unwrap_or(if own_rating { Source::Self_ } else { Source::Manager });
        let date = answers.date.unwrap_or(self.moment.today);
        let team = answers.team.clone().or_else(|| self.default_team.clone());
        let text = format!("Reading {}, {}", workbook.file_name, found.layout.sheet);
        let report = |share: f64| self.work.step(text.clone(), Some(share)).is_ok();
        let known = known(&self.after, self.shipped);
        let options = Options {
            layout: Some(found.layout.clone()),
            scale: answers.scale.as_deref().and_then(Scale::parse),
            team: team.clone(),
            source: Some(source),
            date: Some(date),
            people: self.people.clone(),
            competencies: self.competencies.clone(),
            watch: Watch::new(&report),
            ..Options::new(self.moment.today)
        };
        let needed_before = std::mem::take(&mut self.needs_team);
        let content = if answers.leave_out {
            TableContent::LeftOut(found.layout.clone())
        } else if found.layout.kind.holds_levels() {
            let mut reading = import::read_matrix(workbook, &known, &options)?;
            self.bring_levels(&mut reading)?;
            TableContent::Levels(reading)
        } else {
            let mut reading = read_list(workbook, &found.layout, &known, &options)?;
            let matcher = Matcher::new(&known);
            self.bring_list(&mut reading, &matcher, answers.question.as_deref(), date, team.as_deref());
            TableContent::List(reading)
        };
        let needs_team = self.needs_team;
        self.needs_team |= needed_before;
        Ok(TableRead {
            file: found.file,
            answers: answers.clone(),
            source,
            date,
            team: team.unwrap_or_default(),
            needs_team,
            content,
        })
    }

    pub(super) fn finish(mut self) -> Brought {
        if !self.has_positions {
            self.add_seats();
        }
        Brought {
            after: self.after,
            assessments: self.assessments,
            recorded_already: self.recorded_already,
            said_already: self.said_already,
            names: self.names,
            needs_team: self.needs_team,
        }
    }

    /// The team of a name, which is added where there is none; without a name the only team there is, or a first one.
    fn team_for(&mut self, name: Option<&str>) -> TeamId {
        if let Some(name) = name {
            let wanted = fold(name);
            if let Some(team) = self.after.teams.iter().find(|team| fold(&team.name) == wanted) {
                return team.id;
            }
            return self.add_team(name);
        }
        match &self.after.teams[..] {
            [only] => only.id,
            [] => self.add_team(FIRST_TEAM),
            // Which of several is for the user to say; until then they are shown with the first.
            [first, ..] => {
                let first = first.id;
                self.needs_team = true;
                first
            }
        }
    }

    fn add_team(&mut self, name: &str) -> TeamId {
        let team = Team { id: TeamId(new_id()), name: name.trim().to_owned() };
        let id = team.id;
        self.after.teams.push(team);
        id
    }

    /// The role of an id that a file was matched with: the workspace's, or a shipped one, which is then added.
    fn role_of_id(&mut self, id: RoleId) -> Option<RoleId> {
        if self.after.roles.iter().any(|role| role.id == id) {
            return Some(id);
        }
        let shipped = self.shipped.get(&id)?;
        self.after.roles.push(fitted(&self.after, shipped.clone()));
        self.as_shipped.insert(id);
        Some(id)
    }

    /// The role of a name in a list, also of another name it goes by; one that neither the workspace nor Cadre knows is
    /// added. `None` where the user leaves it out.
    fn role_named(&mut self, name: &str, matcher: &Matcher<'_>) -> Option<RoleId> {
        match matcher.role(name) {
            Matched::One { id, .. } => self.role_as_answered(name, Some(id), &[]),
            Matched::Several(alike) | Matched::New(alike) => self.role_as_answered(name, None, &alike),
            Matched::NeedsTeam => self.role_as_answered(name, None, &[]),
        }
    }

    /// The role that is meant by a name: as the user says, else the one found, else the one of this name, which is added
    /// where there is none.
    fn role_as_answered(
        &mut self,
        name: &str,
        found: Option<RoleId>,
        alike: &[(RoleId, String)],
    ) -> Option<RoleId> {
        let chosen = self.roles.get(&fold(name)).cloned();
        let found = found.filter(|_| chosen != Some(NameChoice::New)).or_else(|| self.role_called(name));
        let matched = if let Some(id) = found {
            let known = self.name_of_role(id);
            Matched::One { id: known.clone(), name: known, how: How::Exact }
        } else {
            let alike = alike.iter().map(|(id, _)| self.name_of_role(*id));
            Matched::New(alike.map(|role| (role.clone(), role)).collect())
        };
        self.names.roles.add_matched(name, 1, &matched, chosen.as_ref(), String::clone);
        match chosen {
            Some(NameChoice::LeaveOut) => None,
            Some(NameChoice::Existing(other)) => self.role_called(&other).and_then(|id| self.role_of_id(id)),
            Some(NameChoice::New) | None => {
                let known = found.and_then(|id| self.role_of_id(id));
                Some(known.unwrap_or_else(|| self.role_listed(name)))
            }
        }
    }

    /// The role of exactly this name, the workspace's or a shipped one.
    fn role_called(&self, name: &str) -> Option<RoleId> {
        let wanted = fold(name);
        let own = self.after.roles.iter().find(|role| fold(&role.name) == wanted).map(|role| role.id);
        let shipped = || self.shipped.iter().find(|(_, role)| fold(&role.name) == wanted).map(|(id, _)| *id);
        own.or_else(shipped)
    }

    fn name_of_role(&self, id: RoleId) -> String {
        let own = self.after.roles.iter().find(|role| role.id == id);
        own.or_else(|| self.shipped.get(&id)).map(|role| role.name.clone()).unwrap_or_default()
    }

    /// The role of exactly this name; where there is none, a new one with estimates.
    fn role_listed(&mut self, name: &str) -> RoleId {
        if let Some(id) = self.role_called(name).and_then(|id| self.role_of_id(id)) {
            return id;
        }
        let role = Role {
            id: RoleId(new_id()),
            name: name.trim().to_owned(),
            attrition: DEFAULT_ATTRITION,
            annual_cost: 0.0,
            hiring_cost: 0.0,
            contractor_rate: 0.0,
            weeks_to_fill: WEEKS_TO_FILL,
            weeks_to_ramp: WEEKS_TO_RAMP,
            targets: Vec::new(),
        };
        let id = role.id;
        self.after.roles.push(role);
        id
    }

    /// The competency of a name; one that is not known is added. `None` where the user leaves it out.
    fn competency_named(&mut self, name: &str, matcher: &Matcher<'_>) -> Option<CompetencyKey> {
        let chosen = self.competencies.get(&fold(name)).cloned();
        let matched = match chosen {
            Some(NameChoice::New) => match matcher.competency_named(name) {
                Some((id, name)) => Matched::One { id, name, how: How::Exact },
                None => Matched::New(Vec::new()),
            },
            _ => matcher.competency(name),
        };
        let name_of = |key: &CompetencyKey| {
            let competency = self.after.competencies.iter().find(|one| one.key == *key);
            competency.map(|one| one.name.clone()).unwrap_or_default()
        };
        self.names.competencies.add_matched(name, 1, &matched, chosen.as_ref(), name_of);
        match (chosen, matched) {
            (Some(NameChoice::LeaveOut), _) => return None,
            (Some(NameChoice::Existing(key)), _) => return Some(key),
            (_, Matched::One { id, .. }) => return Some(id),
            _ => {}
        }
        let wanted = fold(name);
        if let Some(added) = self.after.competencies.iter().find(|one| fold(&one.name) == wanted) {
            return Some(added.key.clone());
        }
        // A shipped one that was retired comes back as it was.
        if let Some(shipped) =
            catalogue().competencies.iter().find(|shipped| fold(&shipped.competency.name) == wanted)
        {
            let competency = shipped.competency.clone();
            if !self.after.areas.iter().any(|area| area.key == competency.area) {
                self.after.areas.extend(catalogue().area(&competency.area).cloned());
            }
            let key = competency.key.clone();
            self.after.competencies.push(competency);
            return Some(key);
        }
        let taken = self.after.competencies.iter().map(|one| one.key.0.clone()).collect();
        let key = new_key(name, &taken);
        self.add_competency(key.clone(), name);
        Some(key)
    }

    fn add_competency(&mut self, key: CompetencyKey, name: &str) {
        if self.after.competencies.iter().any(|one| one.key == key) {
            return;
        }
        let area = AreaKey::from(OTHER_AREA);
        if !self.after.areas.iter().any(|existing| existing.key == area) {
            self.after.areas.push(Area { key: area.clone(), name: "Other skills".to_owned() });
        }
        self.after.competencies.push(Competency {
            key,
            area,
            name: name.trim().to_owned(),
            recheck_months: RECHECK_MONTHS,
            descriptors: Vec::new(),
        });
    }

    fn area_named(&mut self, name: &str, matcher: &Matcher<'_>) -> AreaKey {
        if let Matched::One { id, .. } = matcher.area(name) {
            return id;
        }
        let wanted = fold(name);
        if let Some(area) = self.after.areas.iter().find(|area| fold(&area.name) == wanted) {
            return area.key.clone();
        }
        let taken = self.after.areas.iter().map(|area| area.key.0.clone()).collect();
        let key = AreaKey(new_key(name, &taken).0);
        self.after.areas.push(Area { key: key.clone(), name: name.trim().to_owned() });
        key
    }

    /// Seats for everybody who comes with a role, because a seat is what a role's targets are needed for.
    fn add_seats(&mut self) {
        let mut pairs: Vec<(TeamId, RoleId)> = self.to_be_seated.iter().copied().collect();
        pairs.sort_unstable();
        for pair in pairs {
            if let Some(position) = seat_for(&self.after, &[], pair, self.moment.today) {
                match self.after.positions.iter_mut().find(|known| known.id == position.id) {
                    Some(known) => *known = position,
                    None => self.after.positions.push(position),
                }
            }
        }
    }
}
