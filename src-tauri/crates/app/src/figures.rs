//! The numbers behind every screen and report, computed once for a selection of team, date and benchmark.

use std::sync::{Arc, OnceLock};

use cadre_core::{
    Content, Pulse, TeamId,
    benchmark::{Benchmark, Figure, OurFigure},
    gaps::{self, AreaGaps, IndustryComparison, Place},
    levels::{AssessmentColumns, LevelGrid},
    need::{self, CompetencyNeed, GroupNeed, NeedSettings, Weights},
    organisation::Organisation,
    ranking::{self, RankedNeed},
    statistics::Share,
};
use chrono::NaiveDate;

use crate::{
    benchmarks::{self, default_benchmark, find_benchmark},
    error::{AppError, ErrorCode, FieldProblem},
    view::{FigureAddress, Selection},
};

/// A selection, resolved against the workspace.
pub(crate) struct Figures<'workspace> {
    pub(crate) content: &'workspace Content,
    pub(crate) columns: &'workspace AssessmentColumns,
    pub(crate) as_of: NaiveDate,
    pub(crate) today: NaiveDate,
    pub(crate) benchmark: &'workspace Benchmark,
    /// Index of the team; `None` for all teams.
    pub(crate) team: Option<usize>,
    /// Which of our figures stands beside the industry's, where one is chosen.
    pub(crate) figure: Option<OurFigure>,
    pub(crate) settings: NeedSettings,
    pub(crate) organisation: Arc<Organisation>,
    pub(crate) levels: Arc<LevelGrid>,
    standing: Arc<Standing>,
}

/// What depends neither on the weights and the line nor on the benchmark: the levels, the seats and who fills them. An
/// open workspace keeps it while a slider moves; each part is worked out when it is first asked for.
pub(crate) struct Standing {
    as_of: NaiveDate,
    team: Option<usize>,
    reach: u8,
    organisation: Arc<Organisation>,
    levels: Arc<LevelGrid>,
    gaps: OnceLock<Vec<AreaGaps>>,
    needs: OnceLock<Vec<CompetencyNeed>>,
}

impl Standing {
    /// What is kept, where it answers this, else a new one. Levels and structure depend on the date alone.
    fn of(
        kept: Option<Arc<Self>>,
        content: &Content,
        columns: &AssessmentColumns,
        (as_of, team, reach): (NaiveDate, Option<usize>, u8),
    ) -> Arc<Self> {
        let (organisation, levels) = match kept {
            Some(kept) if (kept.as_of, kept.team, kept.reach) == (as_of, team, reach) => return kept,
            Some(kept) if kept.as_of == as_of => (Arc::clone(&kept.organisation), Arc::clone(&kept.levels)),
            _ => (
                Arc::new(Organisation::new(content, as_of)),
                Arc::new(LevelGrid::current(
                    columns,
                    as_of,
                    content.people.len(),
                    content.competencies.len(),
                )),
            ),
        };
        let (gaps, needs) = (OnceLock::new(), OnceLock::new());
        Arc::new(Self { as_of, team, reach, organisation, levels, gaps, needs })
    }
}

/// One area beside its industry figure.
#[derive(Clone)]
pub(crate) struct AreaComparison<'workspace> {
    pub(crate) gaps: AreaGaps,
    pub(crate) figure: Option<&'workspace Figure>,
    pub(crate) perceived: Option<(&'workspace Pulse, Share)>,
    pub(crate) comparison: IndustryComparison,
    /// Our place by share below target, among the areas that have both sides.
    pub(crate) our_place: Option<Place>,
    /// The industry's place, among the areas that have a figure.
    pub(crate) industry_place: Option<Place>,
}

/// The needs of the scope.
pub(crate) struct Needs {
    /// Every need, by competency and then by team, so that equal scores always stand in the same order.
    pub(crate) all: Vec<CompetencyNeed>,
    /// The first places, by index into `all`.
    pub(crate) ranked: Vec<RankedNeed>,
    /// The areas, highest first.
    pub(crate) areas: Vec<GroupNeed>,
}

impl Needs {
    /// The ranked needs, highest first.
    pub(crate) fn places(&self) -> impl Iterator<Item = (&CompetencyNeed, &RankedNeed)> {
        self.ranked.iter().map(|place| (&self.all[place.index], place))
    }
}

impl<'workspace> Figures<'workspace> {
    /// Resolves a selection. `tried` stands in place of the workspace's own weights, line and reach; `kept` is what was
    /// worked out last from the same content and columns.
    pub(crate) fn new(
        content: &'workspace Content,
        columns: &'workspace AssessmentColumns,
        selection: &Selection,
        tried: Option<NeedSettings>,
        today: NaiveDate,
        kept: Option<Arc<Standing>>,
    ) -> Result<Self, AppError> {
        let as_of = selection.as_of.unwrap_or(today);
        let benchmark = match &selection.benchmark {
            Some(id) => find_benchmark(content, id)?,
            None => default_benchmark(content),
        };
        let team = selection.team.map(|id| find_team(content, id)).transpose()?;
        let settings = need_settings(&tried.unwrap_or_else(|| own_settings(content)))?;
        let standing = Standing::of(kept, content, columns, (as_of, team, settings.reach));
        Ok(Self {
            content,
            columns,
            as_of,
            today,
            benchmark,
            team,
            figure: selection.figure,
            settings,
            organisation: Arc::clone(&standing.organisation),
            levels: Arc::clone(&standing.levels),
            standing,
        })
    }

    /// What to keep for the next question.
    pub(crate) fn standing(&self) -> Arc<Standing> {
        Arc::clone(&self.standing)
    }

    /// Every area beside its industry figure, in the workspace's order.
    pub(crate) fn comparisons(&self) -> Vec<AreaComparison<'workspace>> {
        let gaps = self.standing.gaps.get_or_init(|| {
            gaps::area_gaps(&self.organisation, &self.levels, self.team, self.settings.reach)
        });
        let figures = gaps::industry_figures(self.content, self.benchmark);
        let pulse = self.pulse();
        let industry_places = gaps::places(
            &figures.iter().map(|figure| figure.map(|figure| figure.percent)).collect::<Vec<_>>(),
        );
        let our_places = gaps::places(
            &gaps
                .iter()
                .zip(&figures)
                .map(|(gaps, figure)| figure.and(gaps.below_target.known).map(|share| share.share))
                .collect::<Vec<_>>(),
        );
        gaps.iter()
            .cloned()
            .zip(figures)
            .zip(our_places.into_iter().zip(industry_places))
            .map(|((gaps, figure), (our_place, industry_place))| {
                let area = &self.content.areas[gaps.area];
                let perceived = pulse.and_then(|pulse| Some((pulse, gaps::perceived_gap(pulse, &area.key)?)));
                let comparison = gaps::compare(&gaps, perceived, figure);
                AreaComparison { gaps, figure, perceived, comparison, our_place, industry_place }
            })
            .collect()
    }

    /// The pulse shown: the latest by the date, of the benchmark's own question where one was asked.
    pub(crate) fn pulse(&self) -> Option<&'workspace Pulse> {
        gaps::latest_pulse(self.content, &self.organisation, self.benchmark)
    }

    /// Every need of the scope, scored, by competency and then by team.
    fn scored(&self) -> Vec<CompetencyNeed> {
        let mut needs = self
            .standing
            .needs
            .get_or_init(|| {
                let mut needs =
                    need::competency_needs(&self.organisation, &self.levels, self.team, &self.settings);
                needs.sort_by_key(|need| (need.standing.competency, need.standing.team));
                needs
            })
            .clone();
        for need in &mut needs {
            need.weigh(&self.settings.weights, self.settings.line);
        }
        needs
    }

    /// Every need of the scope, and the first `places` of their ranking.
    pub(crate) fn needs(&self, places: usize) -> Needs {
        let all = self.scored();
        let terms: Vec<_> = all.iter().map(|need| need.terms).collect();
        let ranked = ranking::rank_first(&terms, &self.settings.weights, places);
        Needs { areas: self.areas(&all), ranked, all }
    }

    /// The needs of the areas, highest first.
    pub(crate) fn area_needs(&self) -> Vec<GroupNeed> {
        self.areas(&self.scored())
    }

    fn areas(&self, needs: &[CompetencyNeed]) -> Vec<GroupNeed> {
        let mut areas = need::area_needs(&self.organisation, needs, self.settings.line);
        areas.sort_by(|a, b| b.need.score.total_cmp(&a.need.score));
        areas
    }

    /// Mean of the industry figures shown; `None` where the benchmark has none for any area.
    pub(crate) fn mean_industry_percent(&self) -> Option<f64> {
        let percents: Vec<f64> = gaps::industry_figures(self.content, self.benchmark)
            .into_iter()
            .flatten()
            .map(|figure| figure.percent)
            .collect();
        (!percents.is_empty()).then(|| percents.iter().sum::<f64>() / percents.len() as f64)
    }

    /// The industry percentage of an area by index.
    pub(crate) fn industry_percent(&self, area: usize) -> Option<f64> {
        self.benchmark.figure(&self.content.areas[area].key).map(|figure| figure.percent)
    }

    /// Where the industry figure of an area by index stands in the library.
    pub(crate) fn address(&self, area: usize) -> Option<FigureAddress> {
        let figure = self.benchmark.figure(&self.content.areas[area].key)?;
        Some(benchmarks::address(self.benchmark, figure))
    }

    /// The people of the scope who count, by index.
    pub(crate) fn people(&self) -> impl Iterator<Item = usize> {
        self.organisation.scope(self.team).flat_map(|(_, team)| team.people.iter().copied())
    }

    /// How many assessments the people of the scope have on the date, in any competency.
    pub(crate) fn anyone_assessed(&self) -> bool {
        self.people().any(|person| {
            (0..self.content.competencies.len())
                .any(|competency| self.levels.level(person, competency).is_some())
        })
    }
}

/// The weights, the line and the reach that a workspace is set to.
pub(crate) fn own_settings(content: &Content) -> NeedSettings {
    let settings = &content.settings;
    NeedSettings { weights: settings.weights, line: settings.need_line, reach: settings.reach }
}

/// The settings with the weights rescaled to sum 1, or why they cannot be used: every wrong one at once.
pub(crate) fn need_settings(settings: &NeedSettings) -> Result<NeedSettings, AppError> {
    let weights = settings.weights.rescaled();
    let mut fields = Vec::new();
    let mut wrong = |place: &str, found: String, expected: &str| {
        let (place, expected) = (place.to_owned(), expected.to_owned());
        fields.push(FieldProblem { place, found, expected, ..FieldProblem::default() });
    };
    if weights.is_none() {
        let Weights { seat_gap, key_person_risk, level_shortfall } = settings.weights;
        wrong(
            "weights",
            format!("{seat_gap}, {key_person_risk} and {level_shortfall}"),
            "three numbers of 0 or more, not all 0",
        );
    }
    if !(0.0..=100.0).contains(&settings.line) {
        wrong("line", settings.line.to_string(), "a number from 0 to 100");
    }
    if !(1..=3).contains(&settings.reach) {
        wrong("reach", settings.reach.to_string(), "1, 2 or 3 levels");
    }
    match weights {
        Some(weights) if fields.is_empty() => Ok(NeedSettings { weights, ..*settings }),
        _ => Err(AppError {
            fields,
            ..AppError::new(
                ErrorCode::InvalidArgument,
                "Needs cannot be ranked with these settings.",
                "Correct what is named, or reset them.",
            )
        }),
    }
}

/// Index of the team with an id.
pub(crate) fn find_team(content: &Content, id: TeamId) -> Result<usize, AppError> {
    content.teams.iter().position(|team| team.id == id).ok_or_else(|| unknown_team(content, &id.to_string()))
}

/// The team that a person names, by id or by name whatever its case.
pub(crate) fn team_named(content: &Content, text: &str) -> Result<TeamId, AppError> {
    content
        .teams
        .iter()
        .find(|team| team.id.to_string() == text || team.name.to_lowercase() == text.trim().to_lowercase())
        .map(|team| team.id)
        .ok_or_else(|| unknown_team(content, text))
}

fn unknown_team(content: &Content, text: &str) -> AppError {
    let names: Vec<&str> = content.teams.iter().map(|team| team.name.as_str()).collect();
    let hint = if names.is_empty() {
        "The workspace has no teams yet: import a spreadsheet with a team column, or with --team.".to_owned()
    } else {
        format!("Choose one of: {}.", names.join(", "))
    };
    AppError::new(ErrorCode::UnknownTeam, format!("There is no team “{text}” in this workspace."), hint)
}

/// A benchmark's question in words: "ISACA, perceived gap".
pub(crate) fn question_in_words(benchmark: &Benchmark, figure: &Figure) -> String {
    format!("{}, {}", benchmark.publisher, figure.kind.words())
}
