//! The words that an option may be, where they are a list.

use cadre_app::{ChartKind, LayoutKind, OurFigure};
use clap::ValueEnum;

/// What is done with backups, as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum BackupsName {
    /// They stay as they are.
    Keep,
    /// It is erased from them too.
    Erase,
}

/// Who reads a report, as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum AudienceName {
    /// The board, which decides.
    Board,
    /// Human resources: with a requisition for each post.
    Hr,
    /// The team: without money.
    Team,
}

/// The size of a page, as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PaperName {
    /// 210 × 297 mm.
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

/// A part of the report, as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SectionName {
    /// Where we stand: page 1.
    Standing,
    /// What to decide: page 2.
    Decision,
    /// All areas and teams.
    Areas,
    /// The plan by quarter.
    Plan,
    /// A requisition for each post.
    Posts,
    /// How the figures are worked out.
    Method,
    /// Sources, limits, privacy and the fingerprint.
    Sources,
    /// Everybody's levels; with --names only.
    Matrix,
}

/// What a row of a spreadsheet is, as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LayoutName {
    /// A person, with a column for each skill.
    Wide,
    /// A level of a person in a skill.
    Long,
    /// A person, without levels.
    People,
    /// A role, with its costs and weeks.
    Roles,
    /// A target of a role.
    Targets,
    /// The seats of a role on a team.
    Positions,
    /// A skill, with what its levels look like.
    Competencies,
    /// A manager's answer to a benchmark's question.
    Pulse,
}

impl From<LayoutName> for LayoutKind {
    fn from(name: LayoutName) -> Self {
        match name {
            LayoutName::Wide => Self::Wide,
            LayoutName::Long => Self::Long,
            LayoutName::People => Self::People,
            LayoutName::Roles => Self::Roles,
            LayoutName::Targets => Self::Targets,
            LayoutName::Positions => Self::Positions,
            LayoutName::Competencies => Self::Competencies,
            LayoutName::Pulse => Self::Pulse,
        }
    }
}

/// A chart, as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Kind {
    /// The areas against the industry figures.
    Compare,
    /// Need by area, split into hiring and training.
    Priorities,
    /// Need × industry gap.
    NeedIndustry,
    /// What each need is made of: seat gap, key-person risk, level shortfall.
    NeedParts,
    /// People and competencies as a heat map of levels.
    Matrix,
    /// Holders of each competency beside the fewest there should be.
    Holders,
    /// Seats filled, by area and quarter.
    Trend,
    /// How fresh and how complete the assessments are, by area.
    Freshness,
    /// Risks of OWASP, MITRE ATLAS and NICE by how many hold what they need.
    Risks,
    /// The actions of a scenario's plan by quarter.
    PlanTimeline,
    /// The odds of a scenario's plan by quarter.
    CoverageFan,
    /// What other budgets than the scenario's cover.
    BudgetFrontier,
}

impl From<Kind> for ChartKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Compare => Self::Compare,
            Kind::Priorities => Self::Priorities,
            Kind::NeedIndustry => Self::NeedIndustry,
            Kind::NeedParts => Self::NeedParts,
            Kind::Matrix => Self::Matrix,
            Kind::Holders => Self::Holders,
            Kind::Trend => Self::Trend,
            Kind::Freshness => Self::Freshness,
            Kind::Risks => Self::Risks,
            Kind::PlanTimeline => Self::PlanTimeline,
            Kind::CoverageFan => Self::CoverageFan,
            Kind::BudgetFrontier => Self::BudgetFrontier,
        }
    }
}

/// One of our figures, as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FigureName {
    /// People below target in at least one competency of the area.
    BelowTarget,
    /// People whose highest level in the area is 0 or 1.
    LowOrNone,
    /// Seats that nobody fills.
    SeatGap,
    /// Managers who named the area in the pulse.
    PerceivedGap,
}

impl From<FigureName> for OurFigure {
    fn from(name: FigureName) -> Self {
        match name {
            FigureName::BelowTarget => Self::BelowTarget,
            FigureName::LowOrNone => Self::LowOrNone,
            FigureName::SeatGap => Self::SeatGap,
            FigureName::PerceivedGap => Self::Perceived,
        }
    }
}

/// A theme, as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ThemeName {
    /// Dark ink on a white page.
    Light,
    /// Light ink on a dark page.
    Dark,
    /// For paper, safe in grey.
    Print,
}
