//! How fresh and how complete the assessments are, by area.

use crate::{
    Frame, Laid, Part, Table,
    key::{Swatch, draw_key, draw_swatch},
    rows::{RowName, Rows},
    scene::{Anchor, Bounds, Scale, Scene},
    text::{Face, counted, thousands},
};

/// The assessments of one area, in pairs of a person and a competency that their team needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessedArea {
    /// Key of the area.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Confirmed and fresh.
    pub confirmed: u32,
    /// Claimed only, and fresh.
    pub claimed: u32,
    /// Past the re-check months, confirmed or claimed.
    pub stale: u32,
    /// Never assessed.
    pub unknown: u32,
}

/// The figures of the chart of freshness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Freshness {
    /// The areas that somebody needs, the least certain first.
    pub areas: Vec<AssessedArea>,
}

const HEAD: f64 = 24.0;
const GAP: f64 = 16.0;
const COUNTED: f64 = 84.0;

/// Height of half a bar, and the room that a count in it keeps at either side.
const HALF: f64 = 9.0;
const PADDING: f64 = 3.0;

const STATES: [&str; 4] = ["Confirmed, fresh", "Claimed only, fresh", "Stale", "Unknown"];

impl AssessedArea {
    const fn states(&self) -> [u32; 4] {
        [self.confirmed, self.claimed, self.stale, self.unknown]
    }

    fn pairs(&self) -> u32 {
        self.states().iter().sum()
    }

    fn words(&self) -> String {
        format!(
            "{}: {}, {} confirmed and fresh, {} claimed only, {} stale, {} unknown",
            self.name,
            counted(self.pairs(), "pair", "pairs"),
            thousands(self.confirmed),
            thousands(self.claimed),
            thousands(self.stale),
            thousands(self.unknown)
        )
    }
}

impl Freshness {
    pub(crate) fn lay_out(&self, frame: &Frame) -> Laid {
        let columns = ["Area", STATES[0], STATES[1], STATES[2], STATES[3], "Pairs"];
        let table = Table {
            columns: columns.map(str::to_owned).to_vec(),
            rows: self.areas.iter().map(table_row).collect(),
        };
        if self.areas.iter().all(|area| area.pairs() == 0) {
            let sentence = "Nobody here has a target to be assessed against yet";
            return crate::without_figures(frame, "Freshness of the assessments", sentence, table);
        }
        let sum = |of: fn(&AssessedArea) -> u32| self.areas.iter().map(of).sum::<u32>();
        let pairs = sum(AssessedArea::pairs);
        let title = format!(
            "{} of {} assessed: {} stale, {} claimed only",
            thousands(pairs - sum(|area| area.unknown)),
            counted(pairs, "pair", "pairs"),
            thousands(sum(|area| area.stale)),
            thousands(sum(|area| area.claimed))
        );
        let scene = self.draw(frame);
        let listed: Vec<&str> = scene.marks.iter().map(|mark| mark.label.as_str()).collect();
        let description = format!(
            "How fresh the assessments are by area, the least certain first. {}. {}.",
            PAIR,
            listed.join("; ")
        );
        Laid { scene, title, description, table }
    }

    fn draw(&self, frame: &Frame) -> Scene {
        let width = frame.drawn_width();
        let mut scene = Scene::new(width, 0.0, frame.theme.palette());
        let palette = scene.palette;
        let looks = [
            (Swatch::Fill(palette.ours), palette.ours, palette.bg),
            (Swatch::Edged(palette.band_1, palette.ours), palette.band_1, palette.text),
            (Swatch::Hatched(palette.bg, palette.ours), palette.bg, palette.text),
            (Swatch::Edged(palette.bg_sunken, palette.text_2), palette.bg_sunken, palette.text),
        ];
        let key: Vec<(Swatch, &str)> = looks.iter().map(|look| look.0).zip(STATES).collect();
        let foot = draw_key(&mut scene, &key);
        let shown = || self.areas.iter().filter(|area| area.pairs() > 0);
        let names = shown().map(|area| RowName { name: &area.name, note: "", head: "" });
        let rows = Rows::new(width, foot + HEAD, names);
        let note = Face::LABEL.wrap(PAIR, width, 2);
        let step = Face::LABEL.line_height();
        scene.height = (rows.bottom + 12.0 + step * note.len() as f64).round();
        let bars = rows.names + GAP;

        let baseline = foot + HEAD - 8.0;
        scene.text((0.0, baseline), Anchor::Start, Face::LABEL, palette.text_2, "Area");
        scene.text((bars, baseline), Anchor::Start, Face::LABEL, palette.text_2, "Share of its pairs");
        rows.draw(&mut scene, frame, shown().map(|area| area.key.as_str()));
        for (area, row) in shown().zip(&rows.places) {
            let middle = row.middle();
            let scale =
                Scale { low: 0.0, high: f64::from(area.pairs()), low_at: bars, high_at: width - COUNTED };
            let (mut pairs, mut start) = (0, bars.round());
            for (count, (swatch, ground, ink)) in area.states().into_iter().zip(looks) {
                pairs += count;
                let end = scale.at(pairs.into()).round();
                let bounds = Bounds::new(start, middle - HALF, end, middle + HALF);
                draw_swatch(&mut scene, swatch, bounds);
                let words = thousands(count);
                if Face::MICRO.width(&words) + 6.0 + 2.0 * PADDING <= bounds.width() {
                    let at = (f64::midpoint(start, end), Face::MICRO.baseline_at(middle));
                    scene.text_on(ground, at, Anchor::Middle, Face::MICRO, ink, &words);
                }
                start = start.max(end + 1.0);
            }
            let at = (width, Face::LABEL.baseline_at(middle));
            let words = counted(area.pairs(), "pair", "pairs");
            scene.text(at, Anchor::End, Face::LABEL, palette.text, &words);
            let bounds = Bounds::new(0.0, row.top, width, row.bottom);
            scene.mark(&area.key, Part::Freshness, area.words(), area.confirmed.into(), bounds);
        }
        for (line, place) in note.iter().zip(0..) {
            let at = (0.0, rows.bottom + 12.0 + Face::LABEL.ascent() + step * f64::from(place));
            scene.text(at, Anchor::Start, Face::LABEL, palette.text_2, line);
        }
        scene
    }
}

const PAIR: &str = "A pair is a person and a competency that their team needs";

fn table_row(area: &AssessedArea) -> Vec<String> {
    let states = area.states().map(thousands);
    [vec![area.name.clone()], states.to_vec(), vec![thousands(area.pairs())]].concat()
}
