//! The levels of many people: how many stand at each level in each competency, where a row for everybody would be no picture.

use crate::{
    Frame, Laid, Part, Table,
    key::{Swatch, draw_key, draw_swatch},
    matrix::{MOST_PEOPLE, Matrix, MatrixCompetency},
    rows::{RowName, Rows},
    scene::{Anchor, Bounds, Scale, Scene},
    text::{Face, counted, thousands},
};

/// How many stand at each level of a competency.
struct Counts<'a> {
    competency: &'a MatrixCompetency,
    area: &'a str,
    /// Whether the area begins here.
    begins: bool,
    levels: [u32; 5],
    unknown: u32,
    stale: u32,
}

const HEAD: f64 = 28.0;
const GAP: f64 = 16.0;
const STALE: f64 = 84.0;
const HALF: f64 = 9.0;

impl Counts<'_> {
    fn words(&self) -> String {
        let levels: Vec<String> = self
            .levels
            .iter()
            .zip(0..)
            .map(|(count, level)| format!("{} at level {level}", thousands(*count)))
            .collect();
        format!(
            "{}, {}: {}, {} unknown, {} stale",
            self.competency.name,
            self.area,
            levels.join(", "),
            thousands(self.unknown),
            thousands(self.stale)
        )
    }
}

impl Matrix {
    fn counts(&self) -> Vec<Counts<'_>> {
        let mut last = "";
        self.columns()
            .enumerate()
            .map(|(column, (area, competency))| {
                let (mut levels, mut unknown, mut stale) = ([0; 5], 0, 0);
                for level in self.levels(column) {
                    match level {
                        None => unknown += 1,
                        Some(level) => {
                            levels[usize::from(level.level.get())] += 1;
                            stale += u32::from(level.stale);
                        }
                    }
                }
                let begins = std::mem::replace(&mut last, &area.name) != area.name;
                Counts { competency, area: &area.name, begins, levels, unknown, stale }
            })
            .collect()
    }

    pub(crate) fn lay_out_distribution(&self, frame: &Frame) -> Laid {
        let counts = self.counts();
        let columns = ["Competency", "Area", "0", "1", "2", "3", "4", "Unknown", "Stale"];
        let row = |of: &Counts<'_>| {
            let mut row = vec![of.competency.name.clone(), of.area.to_owned()];
            row.extend(of.levels.map(thousands));
            row.extend([thousands(of.unknown), thousands(of.stale)]);
            row
        };
        let table =
            Table { columns: columns.map(str::to_owned).to_vec(), rows: counts.iter().map(row).collect() };
        let scene = self.draw_distribution(frame, &counts);
        let listed: Vec<&str> = scene.marks.iter().map(|mark| mark.label.as_str()).collect();
        let description = format!("{}. {}.", self.note(), listed.join("; "));
        Laid { scene, title: self.title(), description, table }
    }

    fn note(&self) -> String {
        format!(
            "{} are too many for a row each (more than {MOST_PEOPLE}), so the levels of each competency are counted",
            counted(self.people() as u32, "person", "people")
        )
    }

    fn draw_distribution(&self, frame: &Frame, counts: &[Counts<'_>]) -> Scene {
        let width = frame.drawn_width();
        let mut scene = Scene::new(width, 0.0, frame.theme.palette());
        let palette = scene.palette;
        let looks: [Swatch; 6] = [0, 1, 2, 3, 4, 5].map(|level| match palette.level.get(level) {
            Some(fill) => Swatch::Edged(*fill, palette.text_2),
            None => Swatch::Edged(palette.bg, palette.text_2),
        });
        let words = ["0", "1", "2", "3", "4", "unknown"];
        let key: Vec<(Swatch, &str)> = looks.into_iter().zip(words).collect();
        let foot = draw_key(&mut scene, &key);
        let step = Face::LABEL.line_height();
        let note = Face::LABEL.wrap(&self.note(), width, 3);
        for (line, place) in note.iter().zip(0..) {
            let at = (0.0, foot + 6.0 + Face::LABEL.ascent() + step * f64::from(place));
            scene.text(at, Anchor::Start, Face::LABEL, palette.text_2, line);
        }
        let top = foot + 6.0 + step * note.len() as f64 + HEAD;
        let names = counts.iter().map(|of| RowName {
            name: &of.competency.name,
            note: "",
            head: if of.begins { of.area } else { "" },
        });
        let rows = Rows::new(width, top, names);
        scene.height = rows.bottom.round();
        let bars = rows.names + GAP;
        let people = self.people() as f64;
        let scale = Scale { low: 0.0, high: people, low_at: bars, high_at: width - STALE };
        scene.text((bars, top - 8.0), Anchor::Start, Face::LABEL, palette.text_2, "People by level");
        rows.draw(&mut scene, frame, counts.iter().map(|of| of.competency.key.as_str()));
        for (of, row) in counts.iter().zip(&rows.places) {
            let middle = row.middle();
            let (mut people, mut start) = (0, bars.round());
            let shown = of.levels.into_iter().chain([of.unknown]);
            for ((count, look), level) in shown.zip(looks).zip(0..) {
                people += count;
                let end = scale.at(people.into()).round();
                let bounds = Bounds::new(start, middle - HALF, end, middle + HALF);
                draw_swatch(&mut scene, look, bounds);
                let words = thousands(count);
                if Face::MICRO.width(&words) + 6.0 <= bounds.width() {
                    let at = (f64::midpoint(start, end), Face::MICRO.baseline_at(middle));
                    let ink = palette.on_level.get(level).copied().unwrap_or(palette.text);
                    scene.text(at, Anchor::Middle, Face::MICRO, ink, &words);
                }
                start = start.max(end + 1.0);
            }
            if of.stale > 0 {
                let at = (width, Face::LABEL.baseline_at(middle));
                let words = format!("{} stale", thousands(of.stale));
                scene.text(at, Anchor::End, Face::LABEL, palette.text_2, &words);
            }
            let value = of.levels.iter().sum::<u32>().into();
            let bounds = Bounds::new(0.0, row.top, width, row.bottom);
            scene.mark(&of.competency.key, Part::Level, of.words(), value, bounds);
        }
        scene
    }
}
