//! One row of one panel: marks, intervals, labels, and words where there is nothing to mark.

use cadre_core::{benchmark::OurFigure, statistics::Share};
use plotters::style::RGBColor;

use super::{
    CompareRow, IndustryFigure, NO_FIGURE, NOT_ASKED, counted, ends, ours_words, panel::Panel, probability,
    sentence, share_words,
};
use crate::{
    Part,
    scene::{Anchor, Bounds, Scale, Scene, text_bounds},
    text::{Face, thousands, whole},
};

/// Distance of the two lines of a row that has two, each from the middle.
const APART: f64 = 7.0;

/// Draws one row of one panel.
pub(super) struct Pen<'a> {
    pub(super) scene: &'a mut Scene,
    pub(super) panel: &'a Panel,
    pub(super) scale: Scale,
    /// What the row lies on.
    pub(super) ground: RGBColor,
    pub(super) row: &'a CompareRow,
    pub(super) middle: f64,
}

impl Pen<'_> {
    pub(super) fn industry_alone(&mut self, several_kinds: bool) {
        let Some(figure) = &self.row.industry else {
            self.absent(NO_FIGURE);
            return;
        };
        let (palette, middle) = (self.scene.palette, self.middle);
        let y = if several_kinds { middle - APART } else { middle };
        let mark = self.industry_mark(figure, y, 7.0);
        let mut bounds =
            mark.with(self.label(mark, y, Face::LABEL, palette.text, &whole(figure.percent), None));
        if several_kinds {
            // Figures of several kinds say which they are, each under its mark.
            let at = (self.panel.left, Face::MICRO.baseline_at(middle + APART + 2.0));
            let room = self.panel.right - self.panel.left - Face::LABEL.width(&figure.rank) - 6.0;
            let words = Face::MICRO.fit(figure.kind.words(), room);
            let kind =
                self.scene.text_on(self.ground, at, Anchor::Start, Face::MICRO, palette.text_3, &words);
            bounds = bounds.with(kind);
        }
        self.column(&figure.rank, false);
        self.enter_industry(figure, bounds);
    }

    pub(super) fn ours_alone(&mut self, ours: OurFigure) {
        let rank = self.row.ours_rank.clone().unwrap_or_else(|| "–".to_owned());
        let Some(share) = self.row.ours else {
            let absent = self.row.absent.clone();
            self.absent(&absent);
            return;
        };
        let y = if self.row.low_or_none.is_some() { self.middle - APART } else { self.middle };
        let (words, small) = share_words(share);
        let mark = self.our_mark(share, y);
        let label = self.label(mark, y, Face::LABEL, self.scene.palette.text, &words, small.as_deref());
        let mut bounds = mark.with(label);
        if let Some(low) = self.row.low_or_none {
            // Under the mark, as the kind of an industry figure stands under its own: it is another share of other people.
            let (words, small) = share_words(low);
            let unit = if low.of < 10 { "" } else { "%" };
            let n = small.map_or_else(String::new, |n| format!(" ({n})"));
            let at = (self.panel.left, Face::MICRO.baseline_at(self.middle + APART + 2.0));
            let room = self.panel.right - self.panel.left - Face::LABEL.width(&rank) - 6.0;
            let words = Face::MICRO.fit(&format!("low or none {words}{unit}{n}"), room);
            let colour = self.scene.palette.text_3;
            bounds =
                bounds.with(self.scene.text_on(self.ground, at, Anchor::Start, Face::MICRO, colour, &words));
        }
        self.column(&rank, false);
        self.enter_share(share, Part::Ours, ours, self.row.ours_rank.as_deref(), bounds);
    }

    /// Ours above industry, on one scale; the industry's figure only where the two are comparable.
    pub(super) fn both(&mut self, share: Option<Share>, p_exceeds: Option<f64>, part: Part, what: OurFigure) {
        let (palette, middle) = (self.scene.palette, self.middle);
        match share {
            None => {
                let words = if part == Part::Pulse { NOT_ASKED.to_owned() } else { self.row.absent.clone() };
                self.absent(&words);
            }
            Some(share) => {
                let comparable = self.row.industry.is_some() && (p_exceeds.is_some() || part == Part::Ours);
                let y = if comparable { middle - APART } else { middle };
                let mark = self.our_mark(share, y);
                // A pulse is always counted out: few managers are asked.
                let (words, small) =
                    if part == Part::Pulse { (counted(share), None) } else { share_words(share) };
                let label = self.label(mark, y, Face::MICRO, palette.text_2, &words, small.as_deref());
                let rank = self.row.ours_rank.as_deref().filter(|_| part == Part::Ours);
                self.enter_share(share, part, what, rank, mark.with(label));
            }
        }
        if let Some(figure) = &self.row.industry {
            // Where the area was not asked, the industry's figure stands in its own panel only.
            if part == Part::Ours {
                let y = if share.is_some() { middle + APART } else { middle };
                let mark = self.industry_mark(figure, y, 6.0);
                if share.is_some() {
                    let label =
                        self.label(mark, y, Face::MICRO, palette.text_2, &whole(figure.percent), None);
                    self.enter_industry(figure, mark.with(label));
                } else {
                    self.enter_industry(figure, mark);
                }
            } else if p_exceeds.is_some() {
                self.industry_mark(figure, middle + APART, 6.0);
            }
        }
        match p_exceeds {
            Some(p) => {
                // What is sure is set in bold: the interval of the difference leaves out "no difference".
                let sure = !(0.025..=0.975).contains(&p);
                self.column(&probability(p), sure);
            }
            None if share.is_some() && !self.panel.column.is_empty() => self.column("–", false),
            None => {}
        }
    }

    /// Words in the place of a mark.
    fn absent(&mut self, words: &str) {
        let face = Face::MICRO;
        let lines = face.wrap(words, self.panel.right - self.panel.left, 2);
        let step = face.line_height();
        let first = face.baseline_at(self.middle) - step * (lines.len() as f64 - 1.0) / 2.0;
        for (index, line) in lines.iter().enumerate() {
            let at = (self.panel.left, first + step * index as f64);
            let colour = self.scene.palette.text_3;
            self.scene.text_on(self.ground, at, Anchor::Start, face, colour, line);
        }
    }

    /// Draws tick and interval, and says where.
    fn industry_mark(&mut self, figure: &IndustryFigure, y: f64, reach: f64) -> Bounds {
        let colour = self.scene.palette.industry;
        let [low, at, high] = [figure.low, figure.percent, figure.high].map(|value| self.scale.at(value));
        // The interval is a few pixels wide: rounded from the tick outwards, it does not lean to one side.
        let tick = (at - 1.0).round() + 1.0;
        self.scene.level(tick - (at - low).round(), tick + (high - at).round(), y, 2.0, colour);
        self.scene.upright(at, y - reach, y + reach, 2.0, colour);
        Bounds::new(low.min(at - 1.0), y - reach, high.max(at + 1.0), y + reach)
    }

    /// Draws disc and interval, and says where.
    fn our_mark(&mut self, share: Share, y: f64) -> Bounds {
        let colour = self.scene.palette.ours;
        let [low, at, high] =
            [100.0 * share.low, 100.0 * share.share, 100.0 * share.high].map(|value| self.scale.at(value));
        self.scene.level(low, high, y, 2.0, colour);
        self.scene.disc(at, y, 5.0, colour);
        Bounds::new(low.min(at - 5.0), y - 5.0, high.max(at + 5.0), y + 5.0)
    }

    /// Writes a label after a mark; the scale was made to leave room for it.
    fn label(
        &mut self,
        mark: Bounds,
        y: f64,
        face: Face,
        colour: RGBColor,
        words: &str,
        small: Option<&str>,
    ) -> Bounds {
        let baseline = face.baseline_at(y);
        let bounds = self.scene.text_on(
            self.ground,
            (mark.right + MARK_GAP, baseline),
            Anchor::Start,
            face,
            colour,
            words,
        );
        let Some(small) = small else { return bounds };
        let at = (bounds.right + SMALL_GAP, baseline);
        let quiet = self.scene.palette.text_3;
        bounds.with(self.scene.text_on(self.ground, at, Anchor::Start, Face::MICRO, quiet, small))
    }

    /// Writes into the column at the right of the panel.
    fn column(&mut self, words: &str, strong: bool) {
        let face = if strong { Face::STRONG } else { Face::LABEL };
        let at = (self.panel.right, face.baseline_at(self.middle));
        let palette = self.scene.palette;
        let colour = if words == "–" { palette.text_3 } else { palette.text };
        self.scene.text(at, Anchor::End, face, colour, words);
    }

    fn enter_industry(&mut self, figure: &IndustryFigure, bounds: Bounds) {
        let together = figure
            .together
            .as_ref()
            .map_or_else(String::new, |label| format!(", published together as {label}"));
        let label = format!(
            "{}, industry: {} {}%, 95% interval {}, n {}, rank {}{together}",
            self.row.name,
            figure.kind.words(),
            whole(figure.percent),
            figure.interval(),
            thousands(figure.n),
            figure.rank
        );
        self.scene.mark(&self.row.key, Part::Industry, label, figure.percent, bounds);
    }

    fn enter_share(&mut self, share: Share, part: Part, what: OurFigure, rank: Option<&str>, bounds: Bounds) {
        let named = if part == Part::Pulse { "pulse" } else { ours_words(what) };
        let whose = if part == Part::Pulse { "" } else { "ours: " };
        let ends = ends(what, share).map_or_else(String::new, |ends| format!(", {ends}"));
        let beside = self.row.low_or_none.filter(|_| part == Part::Ours && what == OurFigure::BelowTarget);
        let beside = beside.map_or_else(String::new, |low| format!(", low or none {}", sentence(low)));
        let rank = rank.map_or_else(String::new, |rank| format!(", rank {rank}"));
        let label = format!("{}, {whose}{named} {}{ends}{beside}{rank}", self.row.name, sentence(share));
        self.scene.mark(&self.row.key, part, label, 100.0 * share.share, bounds);
    }
}

/// Between a mark and its label.
const MARK_GAP: f64 = 7.0;

/// Between a label and the small words after it.
const SMALL_GAP: f64 = 6.0;

/// The room that a label takes after its mark, its distance included.
pub(super) fn label_width(words: &str, small: Option<&str>) -> f64 {
    let words = text_bounds((0.0, 0.0), Anchor::Start, Face::LABEL, words).right;
    MARK_GAP + words + small.map_or(0.0, |small| SMALL_GAP + Face::MICRO.width(small))
}
