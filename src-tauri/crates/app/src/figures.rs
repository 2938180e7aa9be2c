//! The numbers behind every screen and report, computed once for a selection of team, date and benchmark.

use cadre_core::{
    BenchmarkId, Content, Pulse, TeamId,
    benchmark::{Benchmark, Figure, OurFigure},
    gaps::{self, AreaGaps, IndustryComparison, Place},
    levels::{AssessmentColumns, LevelGrid},
    need::{self, AreaNeed, CompetencyNeed, NeedSettings, Weights},
    organisation::Organisation,
    ranking::{self, RankedNeed},
    statistics::Share,
};
use chrono::NaiveDate;

use crate::{
    catalogue::catalogue,
    error::{AppError, ErrorCode},
    view::Selection,
};

/// A selection, resolved against the workspace.
pub(crate) struct Figures<'workspace> {
    pub(crate) content: &'workspace Content,
    pub(crate) columns: &'workspace AssessmentColumns,
    pub(crate) as_of: NaiveDate,
    pub(crate) today: NaiveDate,
    pub(crate) benchmark: &'static Benchmark,
    /// Index of the team; `None` for all teams.
    pub(crate) team: Option<usize>,
    /// Which of our figures stands beside the industry's, where one is chosen.
    pub(crate) figure: Option<OurFigure>,
    pub(crate) settings: NeedSettings,
    pub(crate) organisation: Organisation,
    pub(crate) levels: LevelGrid,
}

/// One area beside its industry figure.
#[derive(Clone)]
pub(crate) struct AreaComparison<'workspace> {
    pub(crate) gaps: AreaGaps,
    pub(crate) figure: Option<&'static Figure>,
    pub(crate) perceived: Option<(&'workspace Pulse, Share)>,
    pub(crate) comparison: IndustryComparison,
    /// Our place by share below target, among the areas that have both sides.
    pub(crate) our_place: Option<Place>,
    /// The industry's place, among the areas that have a figure.
    pub(crate) industry_place: Option<Place>,
}

/// Needs by competency, ranked, and by area, highest first.
pub(crate) struct Needs {
    pub(crate) items: Vec<(CompetencyNeed, RankedNeed)>,
    pub(crate) areas: Vec<AreaNeed>,
}

impl<'workspace> Figures<'workspace> {
    pub(crate) fn new(
        content: &'workspace Content,
        columns: &'workspace AssessmentColumns,
        selection: &Selection,
        weights: Option<Weights>,
        today: NaiveDate,
    ) -> Result<Self, AppError> {
        let as_of = selection.as_of.unwrap_or(today);
        let benchmark = find_benchmark(selection.benchmark.as_ref().unwrap_or(&content.settings.benchmark))?;
        let team = selection.team.map(|id| find_team(content, id)).transpose()?;
        let weights = weights.unwrap_or(content.settings.weights).rescaled().ok_or_else(|| {
            AppError::new(
                ErrorCode::InvalidArgument,
                "The three weights must be 0 or more, and not all 0.",
                "Set at least one weight above 0, or reset them.",
            )
        })?;
        Ok(Self {
            content,
            columns,
            as_of,
            today,
            benchmark,
            team,
            figure: selection.figure,
            settings: NeedSettings {
                weights,
                line: content.settings.need_line,
                reach: content.settings.reach,
            },
            organisation: Organisation::new(content, as_of),
            levels: LevelGrid::current(columns, as_of, content.people.len(), content.competencies.len()),
        })
    }

    /// Every area beside its industry figure, in the workspace's order.
    pub(crate) fn comparisons(&self) -> Vec<AreaComparison<'workspace>> {
        let gaps = gaps::area_gaps(&self.organisation, &self.levels, self.team, self.settings.reach);
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
        gaps.into_iter()
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

    /// Every need of the scope. Needs are ordered before they are ranked: by competency, then by team, so that equal
    /// scores always stand in the same order.
    pub(crate) fn needs(&self) -> Needs {
        let mut needs = need::competency_needs(&self.organisation, &self.levels, self.team, &self.settings);
        needs.sort_by_key(|need| (need.standing.competency, need.standing.team));
        let mut areas = need::area_needs(&self.organisation, &needs, self.settings.line);
        areas.sort_by(|a, b| b.need.score.total_cmp(&a.need.score));
        let terms: Vec<_> = needs.iter().map(|need| need.terms).collect();
        let ranked = ranking::rank(&terms, &self.settings.weights);
        let mut needs: Vec<Option<CompetencyNeed>> = needs.into_iter().map(Some).collect();
        let items =
            ranked.into_iter().filter_map(|place| Some((needs[place.index].take()?, place))).collect();
        Needs { items, areas }
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

/// The shipped benchmark of an id.
pub(crate) fn find_benchmark(id: &BenchmarkId) -> Result<&'static Benchmark, AppError> {
    catalogue().benchmarks.iter().find(|benchmark| benchmark.id == *id).ok_or_else(|| {
        let known: Vec<&str> = catalogue().benchmarks.iter().map(|benchmark| benchmark.id.as_str()).collect();
        AppError::new(
            ErrorCode::UnknownBenchmark,
            format!("There is no benchmark “{id}”."),
            format!("Choose one of: {}.", known.join(", ")),
        )
    })
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
