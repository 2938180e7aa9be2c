//! Risk coverage: per risk of a framework, how many of the competencies that it needs are held by two people or more, by one,
//! by nobody, or are not assessed.

use crate::{
    Frame, Laid, Part, Table,
    key::{Swatch, draw_key, draw_swatch},
    rows::{RowName, Rows},
    scene::{Anchor, Bounds, Scene},
    text::{Face, counted, thousands},
};

/// A risk, and how the competencies that it needs are held. `covered`, `single`, `open` and `unknown` sum
/// to `needed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskRow {
    /// Key of the risk: "LLM01".
    pub key: String,
    /// Its name.
    pub name: String,
    /// The framework's name and edition; rows of one framework stand together.
    pub framework: String,
    /// Competencies that the risk needs.
    pub needed: u32,
    /// Of those, held at depth by two people or more.
    pub covered: u32,
    /// Of those, held by one person.
    pub single: u32,
    /// Of those, held by nobody, though somebody is assessed.
    pub open: u32,
    /// Of those, the ones in which nobody is assessed.
    pub unknown: u32,
}

/// The figures of the chart of risks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskCoverage {
    /// The risks, by framework, in its order.
    pub risks: Vec<RiskRow>,
}

const HEAD: f64 = 24.0;
const GAP: f64 = 16.0;

/// Widest that one competency is drawn, the width below which a risk takes a second line, half its height, and the distance
/// of the two lines.
const WIDEST: f64 = 28.0;
const NARROW: f64 = 10.0;
const HALF: f64 = 7.0;
const LINE: f64 = 16.0;

/// Kept free between the competencies and the words.
const BEFORE_WORDS: f64 = 10.0;

/// Width of the words at the right.
const WORDS: f64 = 172.0;

const STATES: [&str; 4] = ["Held by two or more", "By one", "By nobody", "Not assessed"];

impl RiskRow {
    const fn states(&self) -> [u32; 4] {
        [self.covered, self.single, self.open, self.unknown]
    }

    /// What the row says in words, and whether it warns.
    fn verdict(&self) -> (String, bool) {
        let of = self.needed;
        match (self.open, self.single, self.unknown) {
            _ if of == 0 => ("no competency named".to_owned(), false),
            (0, 0, 0) => ("covered".to_owned(), false),
            (0, 0, unknown) => (format!("{unknown} of {of} not assessed"), false),
            (0, single, _) => (format!("{single} of {of} on one person"), true),
            (open, ..) => (format!("{open} of {of} held by nobody"), true),
        }
    }

    fn words(&self) -> String {
        format!(
            "{} {}: of {} needed, {} held by two or more, {} by one, {} by nobody, {} not assessed",
            self.key,
            self.name,
            counted(self.needed, "competency", "competencies"),
            self.covered,
            self.single,
            self.open,
            self.unknown
        )
    }
}

impl RiskCoverage {
    pub(crate) fn lay_out(&self, frame: &Frame) -> Laid {
        let columns = ["Risk", "Name", "Framework", "Needed", STATES[0], STATES[1], STATES[2], STATES[3]];
        let table = Table {
            columns: columns.map(str::to_owned).to_vec(),
            rows: self.risks.iter().map(table_row).collect(),
        };
        if self.risks.is_empty() {
            return crate::without_figures(frame, "Risk coverage", "There are no risks to cover", table);
        }
        let count = |of: &dyn Fn(&RiskRow) -> bool| self.risks.iter().filter(|risk| of(risk)).count() as u32;
        // What nobody is assessed in may be held by many: the risk is not known to rest on one.
        let be = |count: u32, one: &str, many: &str| match count {
            1 => format!("1 {one}"),
            count => format!("{} {many}", thousands(count)),
        };
        let mut title = format!(
            "{} of {} covered twice; {} on one person, {} open",
            thousands(count(&|risk| risk.needed > 0 && risk.covered == risk.needed)),
            counted(self.risks.len() as u32, "risk", "risks"),
            be(count(&|risk| risk.single > 0 && risk.open == 0 && risk.unknown == 0), "rests", "rest"),
            be(count(&|risk| risk.open > 0), "is", "are"),
        );
        let unknown = count(&|risk| risk.open == 0 && risk.unknown > 0);
        if unknown > 0 {
            title = format!("{title}, {} unknown", be(unknown, "is", "are"));
        }
        let scene = self.draw(frame);
        let listed: Vec<&str> = scene.marks.iter().map(|mark| mark.label.as_str()).collect();
        let description =
            format!("Risks and who holds the competencies that they need. {}.", listed.join("; "));
        Laid { scene, title, description, table }
    }

    fn draw(&self, frame: &Frame) -> Scene {
        let width = frame.drawn_width();
        let mut scene = Scene::new(width, 0.0, frame.theme.palette());
        let palette = scene.palette;
        let looks = [
            Swatch::Fill(palette.ours),
            Swatch::Hatched(palette.bg, palette.ours),
            Swatch::Edged(palette.bg, palette.text_2),
            Swatch::Letter("?", palette.text_3),
        ];
        let key: Vec<(Swatch, &str)> = looks.into_iter().zip(STATES).collect();
        let foot = draw_key(&mut scene, &key);
        let mut framework = "";
        let names: Vec<RowName<'_>> = self
            .risks
            .iter()
            .map(|risk| {
                let begins = std::mem::replace(&mut framework, &risk.framework) != risk.framework;
                RowName { name: &risk.name, note: &risk.key, head: if begins { &risk.framework } else { "" } }
            })
            .collect();
        let rows = Rows::new(width, foot + HEAD, names.iter().copied());
        scene.height = rows.bottom.round();
        let bars = rows.names + GAP;
        let most = self.risks.iter().map(|risk| risk.needed).max().unwrap_or(1).max(1);
        let room = width - WORDS - BEFORE_WORDS - bars;
        let in_two_lines = 2.0 * room / f64::from(most + 1);
        let unit = (room / f64::from(most)).max(in_two_lines.min(NARROW)).min(WIDEST);
        let in_a_line = (room / unit + 1e-9).floor().max(1.0) as u32;
        // Units too narrow to stand apart touch one another.
        let apart = if unit >= 6.0 { 2.0 } else { 0.0 };

        let baseline = foot + HEAD - 8.0;
        scene.text((0.0, baseline), Anchor::Start, Face::LABEL, palette.text_2, "Risk");
        scene.text((bars, baseline), Anchor::Start, Face::LABEL, palette.text_2, "Competencies needed");
        rows.draw(&mut scene, frame, self.risks.iter().map(|risk| risk.key.as_str()));
        for (risk, row) in self.risks.iter().zip(&rows.places) {
            let middle = row.middle();
            let units = looks
                .into_iter()
                .zip(risk.states())
                .flat_map(|(look, count)| std::iter::repeat_n(look, count as usize));
            let lines = risk.needed.div_ceil(in_a_line);
            for (look, place) in units.zip(0_u32..) {
                let column = f64::from(place % in_a_line);
                let left = (bars + unit * column).round();
                let right = (bars + unit * (column + 1.0)).round() - apart;
                let y = middle + LINE * (f64::from(place / in_a_line) - (f64::from(lines) - 1.0) / 2.0);
                let bounds = Bounds::new(left, y - HALF, right, y + HALF);
                draw_swatch(&mut scene, look, bounds);
            }
            let (verdict, warns) = risk.verdict();
            let left = width - WORDS + 14.0;
            let (face, colour) =
                if warns { (Face::STRONG, palette.warn) } else { (Face::LABEL, palette.text_2) };
            if warns {
                scene.triangle(left - 9.0, middle, 5.0, palette.warn);
            }
            scene.text((left, face.baseline_at(middle)), Anchor::Start, face, colour, &verdict);
            let bounds = Bounds::new(0.0, row.top, width, row.bottom);
            scene.mark(&risk.key, Part::Risk, risk.words(), risk.covered.into(), bounds);
        }
        scene
    }
}

fn table_row(risk: &RiskRow) -> Vec<String> {
    vec![
        risk.key.clone(),
        risk.name.clone(),
        risk.framework.clone(),
        thousands(risk.needed),
        thousands(risk.covered),
        thousands(risk.single),
        thousands(risk.open),
        thousands(risk.unknown),
    ]
}
