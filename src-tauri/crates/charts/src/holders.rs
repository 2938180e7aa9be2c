//! Who can be relied on: how many of a team hold each competency it needs, beside how many there should be.

use crate::{
    Frame, Laid, Part, Table,
    key::{Swatch, draw_key, draw_swatch},
    rows::{RowName, Rows},
    scene::{Anchor, Bounds, Scale, Scene},
    text::{Face, counted, thousands},
};

/// How many of a team hold a competency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamHolders {
    /// Key of the competency.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Id of the team.
    pub team: String,
    /// The team's name.
    pub team_name: String,
    /// People at or above the team's lowest target.
    pub holders: u32,
    /// The fewest that there should be.
    pub minimum: u32,
    /// People of the team who are assessed in it.
    pub assessed: u32,
    /// People of the team who are not.
    pub unknown: u32,
}

/// The figures of the chart of holders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holders {
    /// What the teams need, the fewest holders for what is asked first.
    pub competencies: Vec<TeamHolders>,
}

/// Most rows that are drawn; the others are counted below them, and all are in the table.
const DRAWN: usize = 60;

const HEAD: f64 = 24.0;
const FOOT: f64 = 26.0;
const GAP: f64 = 16.0;

/// Widths of the count after a bar and of the words at the right.
const COUNT: f64 = 52.0;
const WORDS: f64 = 128.0;

/// Widest that one holder is drawn.
const WIDEST: f64 = 48.0;

impl TeamHolders {
    fn too_few(&self) -> bool {
        self.holders < self.minimum
    }

    /// Whether the number of holders can be told at all.
    const fn is_known(&self) -> bool {
        self.assessed > 0 || self.unknown == 0
    }

    /// "1 of 2"; just the number where they are enough.
    fn count(&self) -> String {
        let holders = thousands(self.holders);
        if self.too_few() { format!("{holders} of {}", self.minimum) } else { holders }
    }

    /// What the row says in words; empty where enough hold it.
    fn verdict(&self) -> String {
        match (self.holders, self.minimum) {
            _ if !self.is_known() => "nobody assessed".to_owned(),
            (0, _) => "nobody holds it".to_owned(),
            (1, _) => "rests on one".to_owned(),
            (holders, minimum) if holders < minimum => format!("{} too few", minimum - holders),
            _ => String::new(),
        }
    }

    fn words(&self) -> String {
        if !self.is_known() {
            return format!(
                "{}, {}: nobody assessed, at least {} wanted",
                self.name,
                self.team_name,
                counted(self.minimum, "holder", "holders")
            );
        }
        format!(
            "{}, {}: {}, at least {} wanted{}{}",
            self.name,
            self.team_name,
            counted(self.holders, "holder", "holders"),
            self.minimum,
            if self.holders == 1 { ", rests on one person" } else { "" },
            match self.unknown {
                0 => String::new(),
                unknown => format!(", {} not assessed", thousands(unknown)),
            }
        )
    }
}

impl Holders {
    pub(crate) fn lay_out(&self, frame: &Frame) -> Laid {
        let columns =
            ["Competency", "Team", "Holders", "At least wanted", "Assessed", "Not assessed", "Remark"];
        let table = Table {
            columns: columns.map(str::to_owned).to_vec(),
            rows: self.competencies.iter().map(table_row).collect(),
        };
        if self.competencies.is_empty() {
            let sentence = "No position has a target yet";
            return crate::without_figures(frame, "Holders per competency", sentence, table);
        }
        let count = |of: fn(&TeamHolders) -> bool| {
            self.competencies.iter().filter(|row| row.is_known() && of(row)).count() as u32
        };
        let title = format!(
            "{} of {} {} too few holders; {} on one person",
            thousands(count(TeamHolders::too_few)),
            counted(self.competencies.len() as u32, "need", "needs"),
            if count(TeamHolders::too_few) == 1 { "has" } else { "have" },
            match count(|row| row.holders == 1) {
                1 => "1 rests".to_owned(),
                many => format!("{} rest", thousands(many)),
            }
        );
        let scene = self.draw(frame);
        let listed: Vec<&str> = scene.marks.iter().map(|mark| mark.label.as_str()).collect();
        let description =
            format!("Holders of what each team needs, the fewest first. {}.", listed.join("; "));
        Laid { scene, title, description, table }
    }

    fn draw(&self, frame: &Frame) -> Scene {
        let width = frame.drawn_width();
        let mut scene = Scene::new(width, 0.0, frame.theme.palette());
        let palette = scene.palette;
        let missing = Swatch::Edged(palette.bg_sunken, palette.text_2);
        let foot = draw_key(
            &mut scene,
            &[
                (Swatch::Fill(palette.ours), "Holders: at the team's lowest target or above"),
                (missing, "Missing"),
                (Swatch::Tick(palette.text), "At least wanted"),
            ],
        );
        let drawn = &self.competencies[..self.competencies.len().min(DRAWN)];
        let names = drawn.iter().map(|row| RowName { name: &row.name, note: &row.team_name, head: "" });
        let rows = Rows::new(width, foot + HEAD, names);
        let rest = self.competencies.len() - drawn.len();
        scene.height = (rows.bottom + if rest > 0 { FOOT } else { 0.0 }).round();
        let bars = rows.names + GAP;
        let most = drawn.iter().map(|row| row.holders.max(row.minimum)).max().unwrap_or(1).max(1);
        let room = width - WORDS - COUNT - bars;
        let high_at = bars + room.min(WIDEST * f64::from(most));
        let scale = Scale { low: 0.0, high: f64::from(most), low_at: bars, high_at };

        let baseline = foot + HEAD - 8.0;
        scene.text((0.0, baseline), Anchor::Start, Face::LABEL, palette.text_2, "Competency");
        scene.text((bars, baseline), Anchor::Start, Face::LABEL, palette.text_2, "People");
        rows.draw(&mut scene, frame, drawn.iter().map(|row| row.key.as_str()));
        for (of, row) in drawn.iter().zip(&rows.places) {
            let middle = row.middle();
            let (top, bottom) = (middle - 6.0, middle + 6.0);
            let ground = if frame.selects(&of.key) { palette.bg_selected } else { palette.bg };
            let held = scale.at(of.holders.into()).round();
            let wanted = scale.at(of.minimum.into()).round();
            if of.is_known() {
                draw_swatch(&mut scene, Swatch::Fill(palette.ours), Bounds::new(bars, top, held, bottom));
                if wanted > held {
                    let left = if of.holders > 0 { held + 1.0 } else { held };
                    draw_swatch(&mut scene, missing, Bounds::new(left, top, wanted, bottom));
                }
                scene.upright(wanted, middle - 9.0, middle + 9.0, 2.0, palette.text);
                let face = if of.too_few() { Face::STRONG } else { Face::LABEL };
                let at = (held.max(wanted) + 8.0, face.baseline_at(middle));
                scene.text_on(ground, at, Anchor::Start, face, palette.text, &of.count());
            }
            let verdict = of.verdict();
            let warns = of.is_known() && !verdict.is_empty();
            let left = width - WORDS + 14.0;
            if warns {
                scene.triangle(left - 9.0, middle, 5.0, palette.warn);
            }
            let (face, colour) =
                if warns { (Face::STRONG, palette.warn) } else { (Face::LABEL, palette.text_2) };
            scene.text((left, face.baseline_at(middle)), Anchor::Start, face, colour, &verdict);
            let bounds = Bounds::new(0.0, row.top, width, row.bottom);
            let holders = of.holders.into();
            scene.mark_within(&of.key, Some(&of.team), Part::Holders, of.words(), holders, bounds);
        }
        if rest > 0 {
            let words = format!("{} more, better held than these: see the table", thousands(rest as u32));
            let at = (0.0, rows.bottom + FOOT - 9.0);
            scene.text(at, Anchor::Start, Face::LABEL, palette.text_2, &words);
        }
        scene
    }
}

fn table_row(row: &TeamHolders) -> Vec<String> {
    vec![
        row.name.clone(),
        row.team_name.clone(),
        if row.is_known() { thousands(row.holders) } else { "–".to_owned() },
        row.minimum.to_string(),
        thousands(row.assessed),
        thousands(row.unknown),
        row.verdict(),
    ]
}
