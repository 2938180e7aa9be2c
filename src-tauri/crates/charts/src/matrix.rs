//! The matrix as a heat map: people as rows, competencies by area as columns, the level always as a digit.
//!
//! Columns that find no room beside one another stand in bands, one below the other, each with all people. More people
//! than [`MOST_PEOPLE`] are no picture of persons any more: then the levels of each competency are counted
//! ([`crate::distribution`]).

use cadre_core::Level;

use crate::{
    Frame, Laid, Part, Table,
    key::{Swatch, draw_key},
    scene::{Anchor, Bounds, Scene},
    text::{Face, clean, counted, thousands},
};

/// A level as the matrix shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatrixLevel {
    /// The level.
    pub level: Level,
    /// Whether it is past the re-check months.
    pub stale: bool,
    /// Whether it is claimed only.
    pub claimed: bool,
}

/// A person's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixPerson {
    /// Id of the person.
    pub key: String,
    /// The name, or what stands for it where names are not asked for.
    pub name: String,
    /// One for each competency, in the order of the areas; `None` where it is unknown.
    pub levels: Vec<Option<MatrixLevel>>,
}

/// The people of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixTeam {
    /// The team's name.
    pub name: String,
    /// Its people, in the order of their rows.
    pub people: Vec<MatrixPerson>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixCompetency {
    /// Key of the competency.
    pub key: String,
    /// Its name.
    pub name: String,
}

/// The columns of an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixArea {
    /// The area's name.
    pub name: String,
    /// Its competencies, at least one.
    pub competencies: Vec<MatrixCompetency>,
}

/// The figures of the heat map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The rows, by team.
    pub teams: Vec<MatrixTeam>,
    /// The columns, by area.
    pub areas: Vec<MatrixArea>,
}

/// Most people who are drawn as rows: four dozen.
pub(crate) const MOST_PEOPLE: usize = 48;

/// Narrowest and widest column, and height of a row: at least what a pointer can hit.
const NARROWEST: f64 = 26.0;
const WIDEST: f64 = 40.0;
const ROW: f64 = 24.0;

/// Longest that a name stands upright in one line.
const LONGEST: f64 = 180.0;

/// Space before an area whose name stands level above its columns, and before one whose name stands upright, in one line
/// or in two.
const LANE: f64 = 6.0;
const UPRIGHT_LANES: [f64; 2] = [20.0, 34.0];

const GAP: f64 = 8.0;
const TEAM: f64 = 24.0;
const BETWEEN_BANDS: f64 = 24.0;
const NAME_LINES: usize = 3;
const AREA_LINES: usize = 2;

/// Some columns of an area, in one band.
#[derive(Clone, Copy, Debug)]
struct Group {
    area: usize,
    /// The first of the columns, counted over all areas, and how many.
    first: usize,
    count: usize,
}

/// How the columns stand.
struct Columns {
    bands: Vec<Vec<Group>>,
    cell: f64,
    lane: f64,
}

impl Matrix {
    pub(crate) fn people(&self) -> usize {
        self.teams.iter().map(|team| team.people.len()).sum()
    }

    /// Every competency beside the name of its area.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (&MatrixArea, &MatrixCompetency)> {
        self.areas.iter().flat_map(|area| area.competencies.iter().map(move |it| (area, it)))
    }

    /// Every person's level in a column.
    pub(crate) fn levels(&self, column: usize) -> impl Iterator<Item = Option<MatrixLevel>> {
        self.teams
            .iter()
            .flat_map(|team| &team.people)
            .map(move |person| person.levels.get(column).copied().flatten())
    }

    pub(crate) fn lay_out(&self, frame: &Frame) -> Laid {
        let competencies = self.columns().count();
        if self.people() == 0 || competencies == 0 {
            let sentence = if competencies == 0 {
                "There are no competencies to show"
            } else {
                "Nobody is here on this day"
            };
            let table = Table { columns: vec!["Person".to_owned()], rows: Vec::new() };
            return crate::without_figures(frame, "Levels by person and competency", sentence, table);
        }
        if self.people() > MOST_PEOPLE {
            return self.lay_out_distribution(frame);
        }
        Laid {
            scene: self.draw(frame),
            title: self.title(),
            description: self.description(),
            table: self.table(),
        }
    }

    /// "24 people in 19 competencies: 38 of 456 levels stale, 29 unknown".
    pub(crate) fn title(&self) -> String {
        let competencies = self.columns().count();
        let levels = || (0..competencies).flat_map(|column| self.levels(column));
        let stale = levels().flatten().filter(|level| level.stale).count() as u32;
        let unknown = levels().filter(Option::is_none).count() as u32;
        let people = self.people() as u32;
        format!(
            "{} in {}: {} of {} stale, {} unknown",
            counted(people, "person", "people"),
            counted(competencies as u32, "competency", "competencies"),
            thousands(stale),
            counted(levels().count() as u32, "level", "levels"),
            thousands(unknown)
        )
    }

    /// What the columns come to: the cells are read one by one.
    fn description(&self) -> String {
        let columns: Vec<String> = self
            .columns()
            .enumerate()
            .map(|(column, (area, competency))| {
                let independent =
                    self.levels(column).flatten().filter(|level| level.level.get() >= 3).count();
                let stale = self.levels(column).flatten().filter(|level| level.stale).count();
                let unknown = self.levels(column).filter(Option::is_none).count();
                format!(
                    "{}, {}: {independent} at level 3 or 4, {stale} stale, {unknown} unknown",
                    competency.name, area.name
                )
            })
            .collect();
        format!("People as rows, competencies by area as columns. {}.", columns.join("; "))
    }

    fn table(&self) -> Table {
        let mut columns = vec!["Person".to_owned(), "Team".to_owned()];
        columns.extend(self.columns().map(|(_, competency)| competency.name.clone()));
        let count = columns.len() - 2;
        let row = |team: &MatrixTeam, person: &MatrixPerson| {
            let mut row = vec![person.name.clone(), team.name.clone()];
            row.extend((0..count).map(|column| match person.levels.get(column).copied().flatten() {
                None => "?".to_owned(),
                Some(level) if level.stale => format!("{} stale", level.level.get()),
                Some(level) => level.level.get().to_string(),
            }));
            row
        };
        let rows = self
            .teams
            .iter()
            .flat_map(|team| team.people.iter().map(move |person| row(team, person)))
            .collect();
        Table { columns, rows }
    }

    /// Lays the columns out in as few bands as there is room for, each as long as the others as far as the areas allow.
    fn bands(&self, room: f64, lane: f64) -> Columns {
        let groups = self.broken_into_bands(room, lane);
        let narrower = (1..).map(|steps| self.broken_into_bands(room - NARROWEST * f64::from(steps), lane));
        let even = narrower.take_while(|bands| bands.len() == groups.len()).last();
        let bands = even.filter(|_| groups.len() > 1).unwrap_or(groups);
        // What room is left widens the columns, all of them alike.
        let widened = bands.iter().map(|band| {
            let columns: usize = band.iter().map(|group| group.count).sum();
            ((room - lane * band.len() as f64) / columns as f64).floor()
        });
        let cell = widened.fold(WIDEST, f64::min).max(NARROWEST);
        Columns { bands, cell, lane }
    }

    /// Breaks the columns into bands, area by area; an area that fits a band is not broken.
    fn broken_into_bands(&self, room: f64, lane: f64) -> Vec<Vec<Group>> {
        let mut bands: Vec<Vec<Group>> = vec![Vec::new()];
        let (mut used, mut first) = (0.0, 0);
        for (area, of) in self.areas.iter().enumerate() {
            let mut left = of.competencies.len();
            while left > 0 {
                let fitting = ((room - used - lane) / NARROWEST).floor().max(0.0) as usize;
                let whole_band = ((room - lane) / NARROWEST).floor().max(1.0) as usize;
                let starts = bands.last().is_some_and(Vec::is_empty);
                if !starts && (fitting == 0 || (fitting < left && left <= whole_band)) {
                    bands.push(Vec::new());
                    used = 0.0;
                    continue;
                }
                let count = left.min(fitting.max(1));
                if let Some(band) = bands.last_mut() {
                    band.push(Group { area, first, count });
                }
                used += lane + NARROWEST * count as f64;
                first += count;
                left -= count;
            }
        }
        bands
    }

    /// Areas named above their columns where all names fit there whole, and upright beside them elsewhere.
    fn arrange(&self, room: f64) -> Columns {
        let level = self.bands(room, LANE);
        let fits = level.bands.iter().flatten().all(|group| {
            let lines = Face::STRONG.wrap(&clean(&self.areas[group.area].name), area_room(group, &level), 9);
            lines.len() <= AREA_LINES && !lines.iter().any(|line| line.ends_with('…'))
        });
        if fits {
            return level;
        }
        let is_long = |area: &MatrixArea| Face::STRONG.width(&clean(&area.name)) > LONGEST;
        self.bands(room, UPRIGHT_LANES[usize::from(self.areas.iter().any(is_long))])
    }

    fn draw(&self, frame: &Frame) -> Scene {
        let width = frame.drawn_width();
        let mut scene = Scene::new(width, 0.0, frame.theme.palette());
        let palette = scene.palette;
        let foot = draw_key(
            &mut scene,
            &[
                (Swatch::Fill(palette.level[0]), "0"),
                (Swatch::Fill(palette.level[1]), "1"),
                (Swatch::Fill(palette.level[2]), "2"),
                (Swatch::Fill(palette.level[3]), "3"),
                (Swatch::Fill(palette.level[4]), "4"),
                (Swatch::Edged(palette.level[2], palette.edge[2]), "claimed only"),
                (Swatch::Struck(palette.level[2], palette.hatch[2]), "stale"),
                (Swatch::Letter("?", palette.text_3), "unknown"),
            ],
        );
        let mut top = foot + 10.0;
        let people = || self.teams.iter().flat_map(|team| &team.people);
        let widest = people().map(|person| Face::LABEL.width(&clean(&person.name))).fold(40.0, f64::max);
        let names = widest.min((0.24 * width).clamp(96.0, 220.0)).ceil();
        let columns = self.arrange(width - names - GAP);
        let all: Vec<(&MatrixArea, &MatrixCompetency)> = self.columns().collect();
        for (band, place) in columns.bands.iter().zip(0..) {
            if place > 0 {
                top += BETWEEN_BANDS;
            }
            top = self.draw_band(&mut scene, &columns, band, &all, names, top);
        }
        scene
    }

    /// Draws one band from `top` on, and gives its foot.
    fn draw_band(
        &self,
        scene: &mut Scene,
        columns: &Columns,
        band: &[Group],
        all: &[(&MatrixArea, &MatrixCompetency)],
        names: f64,
        top: f64,
    ) -> f64 {
        let palette = scene.palette;
        let head = self.draw_heads(scene, columns, band, all, names, top);
        let right = groups(columns, band, names)
            .last()
            .map_or(names, |(group, left)| left + columns.cell * group.count as f64);
        let mut y = head;
        for team in &self.teams {
            if self.teams.len() > 1 {
                let words = Face::STRONG.fit(&clean(&team.name), right - 90.0);
                let at = (0.0, y + TEAM - 7.0);
                scene.height = y + TEAM;
                let name = scene.text(at, Anchor::Start, Face::STRONG, palette.text, &words);
                let people = counted(team.people.len() as u32, "person", "people");
                let at = (name.right + 8.0, at.1);
                scene.text(at, Anchor::Start, Face::MICRO, palette.text_2, &people);
                y += TEAM;
            }
            for person in &team.people {
                let lines = Face::LABEL.wrap(&clean(&person.name), names, NAME_LINES);
                let step = Face::LABEL.line_height();
                let high = (step * lines.len() as f64 + 6.0).max(ROW);
                scene.height = (y + high).round();
                let first = y + (high - step * lines.len() as f64) / 2.0;
                for (line, place) in lines.iter().zip(0..) {
                    let baseline = Face::LABEL.baseline_at(first + step * (f64::from(place) + 0.5));
                    scene.text((0.0, baseline), Anchor::Start, Face::LABEL, palette.text, line);
                }
                for (group, left) in groups(columns, band, names) {
                    for column in 0..group.count {
                        let at = left + columns.cell * column as f64;
                        let bounds = Bounds::new(at, y, at + columns.cell, y + high);
                        let competency = all[group.first + column].1;
                        let level = person.levels.get(group.first + column).copied().flatten();
                        draw_cell(scene, level, bounds);
                        let label = format!("{}, {}: {}", person.name, competency.name, in_words(level));
                        let value = level.map_or(-1.0, |level| f64::from(level.level.get()));
                        scene.mark_within(
                            &competency.key,
                            Some(&person.key),
                            Part::Level,
                            label,
                            value,
                            bounds,
                        );
                    }
                }
                y += high;
            }
        }
        y
    }

    /// Draws the names of the areas and the competencies of a band, and gives the foot of the heads.
    fn draw_heads(
        &self,
        scene: &mut Scene,
        columns: &Columns,
        band: &[Group],
        all: &[(&MatrixArea, &MatrixCompetency)],
        names: f64,
        top: f64,
    ) -> f64 {
        let palette = scene.palette;
        let step = Face::MICRO.line_height();
        let lines = (columns.cell / step).floor().max(1.0) as usize;
        let heads: Vec<Vec<String>> = band
            .iter()
            .flat_map(|group| &all[group.first..group.first + group.count])
            .map(|(_, competency)| Face::MICRO.wrap(&clean(&competency.name), LONGEST, lines))
            .collect();
        let upright = columns.lane > LANE;
        let area_names: Vec<Vec<String>> = band
            .iter()
            .map(|group| {
                let name = clean(&self.areas[group.area].name);
                let room = if upright { LONGEST } else { area_room(group, columns) };
                let lines = if columns.lane == UPRIGHT_LANES[0] { 1 } else { AREA_LINES };
                Face::STRONG.wrap(&name, room, lines)
            })
            .collect();
        let longest = |face: Face, texts: &[Vec<String>]| {
            texts.iter().flatten().map(|line| face.width(line)).fold(0.0, f64::max)
        };
        let area_step = Face::STRONG.line_height();
        let (above, high) = if upright {
            (0.0, longest(Face::MICRO, &heads).max(longest(Face::STRONG, &area_names)))
        } else {
            let most = area_names.iter().map(Vec::len).max().unwrap_or(1);
            (area_step * most as f64 + 4.0, longest(Face::MICRO, &heads))
        };
        let foot = (top + above + high + 6.0).round();
        scene.height = foot;
        let mut heads = heads.iter();
        for ((group, left), area) in groups(columns, band, names).zip(&area_names) {
            let width = columns.cell * group.count as f64;
            if upright {
                let first = left - 3.0 - area_step * area.len() as f64;
                for (line, place) in area.iter().zip(0..) {
                    let x = Face::STRONG.baseline_at(first + area_step * (f64::from(place) + 0.5));
                    scene.upright_text((x, foot - 4.0), Face::STRONG, palette.text, line);
                }
            } else {
                for (line, place) in area.iter().zip(0..) {
                    let baseline = top + Face::STRONG.ascent() + area_step * f64::from(place);
                    scene.text((left + 1.0, baseline), Anchor::Start, Face::STRONG, palette.text, line);
                }
            }
            scene.upright(left - 2.0, top, foot, 1.0, palette.line);
            scene.level(left - 2.0, left + width, foot - 0.5, 1.0, palette.line);
            for (head, column) in heads.by_ref().take(group.count).zip(0..) {
                let middle = left + columns.cell * (f64::from(column) + 0.5);
                let first = middle - step * head.len() as f64 / 2.0;
                for (line, place) in head.iter().zip(0..) {
                    let x = Face::MICRO.baseline_at(first + step * (f64::from(place) + 0.5));
                    scene.upright_text((x, foot - 4.0), Face::MICRO, palette.text_2, line);
                }
            }
        }
        foot + 2.0
    }
}

/// The groups of a band, each with the left edge of its first column.
fn groups<'a>(
    columns: &'a Columns,
    band: &'a [Group],
    names: f64,
) -> impl Iterator<Item = (Group, f64)> + 'a {
    let mut right = names + GAP;
    band.iter().map(move |group| {
        let left = right + columns.lane;
        right = left + columns.cell * group.count as f64;
        (*group, left)
    })
}

/// The room for the name of an area above its columns.
fn area_room(group: &Group, columns: &Columns) -> f64 {
    columns.cell * group.count as f64 - 1.0
}

/// Draws a level: its colour, an edge where it is claimed only, a hatch where it is stale, and always its digit.
fn draw_cell(scene: &mut Scene, level: Option<MatrixLevel>, bounds: Bounds) {
    let palette = scene.palette;
    let middle = (f64::midpoint(bounds.left, bounds.right), f64::midpoint(bounds.top, bounds.bottom));
    let at = (middle.0, Face::LABEL.baseline_at(middle.1));
    let Some(MatrixLevel { level, stale, claimed }) = level else {
        scene.text(at, Anchor::Middle, Face::LABEL, palette.text_3, "?");
        return;
    };
    let shown = usize::from(level.get());
    let cell = bounds.grown(-1.0, -1.0);
    scene.rect(cell, palette.level[shown]);
    if stale {
        scene.hatch(cell, palette.hatch[shown]);
    }
    if claimed {
        scene.outline(cell, palette.edge[shown]);
    }
    scene.text(at, Anchor::Middle, Face::LABEL, palette.on_level[shown], &level.get().to_string());
}

fn in_words(level: Option<MatrixLevel>) -> String {
    let Some(level) = level else { return "unknown".to_owned() };
    let mut words = format!("level {}", level.level.get());
    if level.claimed {
        words.push_str(", claimed only");
    }
    if level.stale {
        words.push_str(", stale");
    }
    words
}
