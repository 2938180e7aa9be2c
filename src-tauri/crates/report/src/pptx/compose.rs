//! The slides: which blocks of the report they show, and where on them what stands.

use cadre_core::Section;

use super::{
    picture,
    shapes::{Area, Colour, Face, Image, Layout, MARGIN, Paragraph, Placeholder, Slide, WIDTH},
    table::{self, more},
};
use crate::{
    Bar, Block, Content, Figure, Pack, PictureKind, ReportError, Role, Run, Table, writable::letters_of,
};

const EYEBROW: Face = Face::of(12.0, Colour::Muted);
const READING: Face = Face::of(14.0, Colour::Ink);
const SOURCE: Face = Face::of(10.0, Colour::Muted);
const REMARK: Face = Face::of(11.0, Colour::Muted);
/// Sizes of a title and of that of the deck: the largest on one line, else the largest on two.
const TITLES: [&[f64]; 2] = [&[26.0, 24.0, 22.0], &[24.0, 21.0, 18.0]];
const DECK_TITLES: [&[f64]; 2] = [&[40.0, 36.0, 32.0], &[36.0, 30.0, 24.0, 18.0]];
/// Sizes of paragraphs that show a finding.
const WORDS: [f64; 6] = [20.0, 18.0, 16.0, 14.0, 12.0, 10.0];
/// From the top of a slide to its eyebrow, and to the end of what stands above the foot.
const TOP: f64 = 28.0;
const BOTTOM: f64 = 500.0;
/// Between two things side by side.
const GUTTER: f64 = 30.0;
/// Least height of a table or a chart.
const LEAST: f64 = 90.0;

/// The slides of a report, in order. A block that the report does not have has none.
pub(super) fn slides(pack: &Pack) -> Result<Vec<Slide>, ReportError> {
    let mut slides = vec![title(pack)];
    let beside = [
        (Role::Industry, None),
        (Role::Priorities, Some(Role::Gaps)),
        (Role::KeyPeople, None),
        (Role::Options, Some(Role::Odds)),
        (Role::Decision, None),
    ];
    for (role, second) in beside {
        if let Some(block) = pack.block(role) {
            slides.push(finding(block, second.and_then(|role| pack.block(role)))?);
        }
    }
    let short = pack.fingerprint.get(..8).unwrap_or(&pack.fingerprint);
    let foot = format!(
        "{}   Data {short}   {}, as of {}",
        pack.confidentiality, pack.organisation, pack.as_of_words
    );
    for (number, slide) in (1..).zip(&mut slides) {
        slide.foot(&foot, number);
    }
    Ok(slides)
}

/// The largest of the sizes at which a text takes no more lines than this; the smallest where none does.
fn largest(sizes: &[f64], text: &[Run], room: f64, most_lines: usize) -> f64 {
    let fits = |size: &&f64| super::measure::lines(text, **size, room) <= most_lines;
    sizes.iter().find(fits).or(sizes.last()).copied().unwrap_or(12.0)
}

/// A title on one line where a size for that fits, else on two.
fn title_face(sizes: [&[f64]; 2], text: &[Run], room: f64) -> Face {
    let [on_one, on_two] = sizes;
    let size = largest(on_one, text, room, 1);
    let fits = super::measure::lines(text, size, room) == 1;
    Face::of(if fits { size } else { largest(on_two, text, room, 2) }, Colour::Ink)
}

fn title(pack: &Pack) -> Slide {
    let mut slide = Slide::new(Layout::Title);
    let room = WIDTH - 2.0 * MARGIN;
    slide.block("Rule", Area { x: MARGIN, y: 56.0, width: room, height: 2.0 }, Colour::Ink);
    if let Some(logo) = &pack.logo
        && let Some((wide, high)) = super::pixels(&logo.bytes)
    {
        let scale = (160.0 / wide).min(44.0 / high);
        let (width, height) = (wide * scale, high * scale);
        let area = Area { x: MARGIN + room - width, y: 68.0, width, height };
        let extension = match logo.kind {
            PictureKind::Png => "png",
            PictureKind::Jpeg => "jpeg",
        };
        slide.picture("Logo", area, &logo.alternative, Image { bytes: logo.bytes.clone(), extension });
    }
    let organisation = [Run::strong(pack.organisation.clone()), Run::plain(format!("   {}", pack.heading))];
    let area = Area { x: MARGIN, y: 70.0, width: room - 190.0, height: 40.0 };
    let face = Face::of(largest(&[14.0, 12.0], &organisation, area.width, 2), Colour::Muted);
    slide.fill(Placeholder::Text(10, "Organisation"), area, &[Paragraph::of(&organisation, face)]);

    let page = pack.pages.first();
    let heading = [Run::strong(page.map_or(&pack.title, |page| &page.title).clone())];
    let face = title_face(DECK_TITLES, &heading, room);
    let height = face.height(&heading, room);
    let area = Area { x: MARGIN, y: 150.0, width: room, height };
    slide.fill(Placeholder::DeckTitle, area, &[Paragraph::of(&heading, face)]);

    let standfirst: Vec<Run> = page.map_or_else(Vec::new, |page| page.standfirst.clone());
    let area = Area { x: MARGIN, y: 150.0 + height + 18.0, width: 760.0, height: 240.0 - height };
    let size = largest(&[20.0, 18.0, 16.0, 14.0, 12.0], &standfirst, area.width, 6);
    if !letters_of(&standfirst).is_empty() {
        let face = Face::of(size, Colour::Ink);
        slide.fill(Placeholder::Subtitle, area, &[Paragraph::of(&standfirst, face)]);
    }

    let face = Face::of(12.0, Colour::Muted);
    let (as_of, confidential) =
        ([Run::plain(format!("As of {}", pack.as_of_words))], [Run::plain(pack.confidentiality.clone())]);
    let area = Area { x: MARGIN, y: 440.0, width: room, height: 48.0 };
    let paragraphs = [Paragraph::of(&as_of, face), Paragraph::of(&confidential, face)];
    slide.fill(Placeholder::Text(11, "As of"), area, &paragraphs);

    slide.notes.extend([pack.title.clone(), letters_of(&heading)]);
    for page in pack.pages.iter().filter(|page| matches!(page.section, Section::Standing | Section::Decision))
    {
        slide.notes.push(letters_of(&page.standfirst));
    }
    for block in [Role::OwnWords, Role::Changed].into_iter().filter_map(|role| pack.block(role)) {
        say(&mut slide, block);
    }
    slide
}

/// A finding with what shows it, and beside it a second block where both fit.
fn finding(block: &Block, second: Option<&Block>) -> Result<Slide, ReportError> {
    let mut slide = Slide::new(Layout::Finding);
    let room = WIDTH - 2.0 * MARGIN;
    let mut area = Area { x: MARGIN, y: TOP, width: room, height: BOTTOM - TOP };
    let eyebrow = [Run::plain(block.eyebrow.clone())];
    slide.fill(
        Placeholder::Text(10, "Question"),
        Area { height: EYEBROW.line(), ..area },
        &[Paragraph::of(&eyebrow, EYEBROW)],
    );
    area = area.below(EYEBROW.line() + 3.0);
    let heading = [Run::strong(block.heading.clone())];
    let face = title_face(TITLES, &heading, room);
    let height = face.height(&heading, room);
    slide.fill(Placeholder::Title, Area { height, ..area }, &[Paragraph::of(&heading, face)]);
    area = area.below(height + 6.0);
    if !block.reading.is_empty() {
        let reading = [Run::plain(block.reading.clone())];
        let face = Face::of(largest(&[READING.size, 12.0, 11.0], &reading, room, 3), Colour::Ink);
        let height = face.height(&reading, room);
        slide.fill(
            Placeholder::Text(11, "How to read it"),
            Area { height, ..area },
            &[Paragraph::of(&reading, face)],
        );
        area = area.below(height);
    }
    area = area.below(12.0);

    let pair = match second {
        Some(second) => beside(block, second, area)?,
        None => None,
    };
    let source = match (&pair, second) {
        (Some(_), Some(second)) if !second.source.is_empty() && second.source != block.source => {
            format!("{} {}", block.source, second.source).trim().to_owned()
        }
        _ => block.source.clone(),
    };
    let source = [Run::plain(source)];
    let size = largest(&[SOURCE.size, 9.0, 8.0], &source, room, 3);
    let source_face = Face::of(size, Colour::Muted);
    let has_source = !source[0].text.is_empty();
    let source_height = if has_source { source_face.height(&source, room) } else { 0.0 };
    area.height -= if has_source { source_height + 8.0 } else { 0.0 };

    // What the source takes may leave the second block no room.
    let pair = match second {
        Some(second) if pair.is_some() => beside(block, second, area)?,
        _ => None,
    };
    match (pair, second) {
        (Some(pair), Some(second)) => pair.put(&mut slide, second, area)?,
        _ => contents(&mut slide, block, area)?,
    }
    if has_source {
        let area = Area { x: MARGIN, y: BOTTOM - source_height, width: room, height: source_height };
        slide.fill(Placeholder::Text(12, "Source"), area, &[Paragraph::of(&source, source_face)]);
    }
    say(&mut slide, block);
    if let Some(second) = second {
        say(&mut slide, second);
    }
    Ok(slide)
}

/// What the speaker says to a block.
fn say(slide: &mut Slide, block: &Block) {
    slide.notes.extend([block.eyebrow.clone(), block.heading.clone(), block.reading.clone()]);
    for content in &block.content {
        match content {
            Content::Figure(figure) => slide.notes.push(figure.alternative.clone()),
            Content::Paragraph(text) => slide.notes.push(letters_of(text)),
            Content::Steps(steps) => slide.notes.extend(steps.iter().map(|step| letters_of(step))),
            Content::Bars(bars) => slide.notes.push(bars_in_words(bars)),
            Content::Table(_) | Content::Digits(_) => {}
        }
    }
    slide.notes.push(block.source.clone());
}

fn bars_in_words(bars: &[Bar]) -> String {
    let said: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.name, bar.words)).collect();
    said.join("; ")
}

/// A chart and a table side by side, each with all of its rows.
struct Pair<'a> {
    figure: &'a Figure,
    picture: picture::Fitted,
    table: table::Fitted<'a>,
    /// Whether the chart, and not the table, stands at the left.
    figure_first: bool,
    /// Where the first and the second stand; above the second there is room for its head.
    areas: (Area, Area),
}

/// Heading and eyebrow of the second block.
const SECOND_HEADING: Face = Face::of(15.0, Colour::Ink);
const SECOND_EYEBROW: Face = Face::of(11.0, Colour::Muted);

/// Height of what stands above the second block's content.
fn second_head(block: &Block, width: f64) -> f64 {
    let heading = [Run::strong(block.heading.clone())];
    SECOND_EYEBROW.line() + 2.0 + SECOND_HEADING.height(&heading, width) + 8.0
}

/// The chart of one block and the table of the other side by side, where all of both fits.
fn beside<'a>(first: &'a Block, second: &'a Block, area: Area) -> Result<Option<Pair<'a>>, ReportError> {
    let figure_of = |block: &'a Block| {
        block.content.iter().find_map(|content| match content {
            Content::Figure(figure) => Some(figure),
            _ => None,
        })
    };
    let table_of = |block: &'a Block| {
        block.content.iter().find_map(|content| match content {
            Content::Table(table) => Some(table),
            _ => None,
        })
    };
    let (figure, table, figure_first) = match (figure_of(first), table_of(second)) {
        (Some(figure), Some(table)) => (figure, table, true),
        _ => match (figure_of(second), table_of(first)) {
            (Some(figure), Some(table)) => (figure, table, false),
            _ => return Ok(None),
        },
    };
    let share = if figure_first { 0.53 } else { 0.6 };
    let width = ((area.width - GUTTER) * share).round();
    let left = Area { width, ..area };
    let right = Area { x: area.x + width + GUTTER, width: area.width - width - GUTTER, ..area };
    let right = right.below(second_head(second, right.width));
    let (for_figure, for_table) = if figure_first { (left, right) } else { (right, left) };
    if for_figure.height < LEAST || for_table.height < LEAST {
        return Ok(None);
    }
    let fitted = table::Fitted::new(table, for_table, 11.0);
    if !fitted.is_whole() || fitted.height() > for_table.height {
        return Ok(None);
    }
    let picture = picture::Fitted::new(figure, for_figure)?;
    if !picture.is_whole() {
        return Ok(None);
    }
    Ok(Some(Pair { figure, picture, table: fitted, figure_first, areas: (left, right) }))
}

impl Pair<'_> {
    fn put(&self, slide: &mut Slide, second: &Block, area: Area) -> Result<(), ReportError> {
        let (left, right) = self.areas;
        let put_figure = |slide: &mut Slide, area: Area| {
            let (width, height) = self.picture.size;
            let area = Area { width, height, ..area };
            slide.picture("Chart", area, &self.figure.alternative, self.picture.image()?);
            Ok::<(), ReportError>(())
        };
        if self.figure_first {
            put_figure(slide, left)?;
        } else {
            self.table.put(slide, left);
        }
        let eyebrow = [Run::plain(second.eyebrow.clone())];
        let heading = [Run::strong(second.heading.clone())];
        let paragraphs = [
            Paragraph::of(&eyebrow, SECOND_EYEBROW),
            Paragraph { before: 2.0, ..Paragraph::of(&heading, SECOND_HEADING) },
        ];
        let head = Area { y: area.y, height: right.y - area.y - 8.0, ..right };
        slide.text("Finding", head, &paragraphs);
        if self.figure_first {
            self.table.put(slide, right);
        } else {
            put_figure(slide, right)?;
        }
        Ok(())
    }
}

/// What shows a finding, one below the other: paragraphs as high as they are, and what is left for tables, charts and bars.
fn contents(slide: &mut Slide, block: &Block, area: Area) -> Result<(), ReportError> {
    let shown = block.content.iter().filter(|content| !is_words(content)).count();
    let mut area = area;
    if block.content.iter().any(is_words) {
        let room = if shown > 0 { area.height - LEAST } else { area.height };
        let used = put_words(slide, block, Area { height: room, ..area });
        area = area.below(used + 14.0);
    }
    let all = block.content.iter().filter(|content| !is_words(content));
    for (place, content) in all.enumerate() {
        if area.height < LEAST {
            let at = Area { y: area.y.min(BOTTOM - REMARK.line()), ..area };
            put_remark(slide, at, shown - place);
            break;
        }
        let used = match content {
            Content::Figure(figure) => put_figure(slide, figure, area)?,
            Content::Table(table) => put_table(slide, table, area),
            Content::Bars(bars) => put_bars(slide, bars, area),
            Content::Paragraph(_) | Content::Steps(_) | Content::Digits(_) => 0.0,
        };
        area = area.below(used + 14.0);
    }
    Ok(())
}

fn is_words(content: &Content) -> bool {
    matches!(content, Content::Paragraph(_) | Content::Steps(_) | Content::Digits(_))
}

/// Puts the paragraphs and steps of a block, as large as they fit, and returns the height taken.
fn put_words(slide: &mut Slide, block: &Block, area: Area) -> f64 {
    const INSIDE: f64 = 18.0;
    let inside = if block.boxed {
        Area { x: area.x + INSIDE, width: area.width - 2.0 * INSIDE, ..area }.below(INSIDE)
    } else {
        area
    };
    let inside = Area { height: if block.boxed { inside.height - INSIDE } else { inside.height }, ..inside };
    // Prose of more than some 90 characters a line is hard to read.
    let measure = |size: f64| inside.width.min(46.0 * size);
    let mut texts: Vec<(Option<usize>, &[Run])> = Vec::new();
    let mut digits = Vec::new();
    for content in &block.content {
        if let Content::Digits(text) = content {
            digits.push([Run::plain(text.clone())]);
        }
    }
    let mut digits = digits.iter();
    for content in &block.content {
        match content {
            Content::Paragraph(text) => texts.push((None, text)),
            Content::Steps(steps) => {
                texts.extend((1..).zip(steps).map(|(number, step)| (Some(number), step.as_slice())));
            }
            Content::Digits(_) => texts.extend(digits.next().map(|text| (None, text.as_slice()))),
            Content::Table(_) | Content::Figure(_) | Content::Bars(_) => {}
        }
    }
    let hang = |size: f64| 1.5 * size;
    let gap = |size: f64| (0.6 * size).round();
    let height_of = |texts: &[(Option<usize>, &[Run])], size: f64| -> f64 {
        let face = Face::of(size, Colour::Ink);
        let each = texts.iter().map(|(number, text)| {
            face.height(text, measure(size) - number.map_or(0.0, |_| hang(size))) + gap(size)
        });
        each.sum::<f64>() - gap(size)
    };
    let fits = |size: &&f64| height_of(&texts, **size) <= inside.height;
    let size = WORDS.iter().find(fits).or(WORDS.last()).copied().unwrap_or(12.0);
    let mut left_out = 0;
    while texts.len() > 1
        && height_of(&texts, size) + if left_out > 0 { REMARK.line() } else { 0.0 } > inside.height
    {
        texts.pop();
        left_out += 1;
    }
    let remark = [Run::plain(more(left_out))];
    let face = Face::of(size, Colour::Ink);
    let mut paragraphs: Vec<Paragraph<'_>> = texts
        .iter()
        .enumerate()
        .map(|(place, (number, text))| Paragraph {
            text,
            face,
            before: if place == 0 { 0.0 } else { gap(size) },
            number: number.map(|number| (number, hang(size))),
        })
        .collect();
    let mut height = height_of(&texts, size);
    if left_out > 0 {
        paragraphs.push(Paragraph::of(&remark, REMARK));
        height += REMARK.line();
    }
    if block.boxed {
        let ground = Area { height: height + 2.0 * INSIDE, ..area };
        slide.block("Ground", ground, Colour::Tint);
        slide.block("Rule", Area { height: 2.0, ..area }, Colour::Ink);
    }
    slide.text("Text", Area { width: measure(size), height, ..inside }, &paragraphs);
    height + if block.boxed { 2.0 * INSIDE } else { 0.0 }
}

fn put_table(slide: &mut Slide, table: &Table, area: Area) -> f64 {
    let fitted = table::Fitted::new(table, area, 11.0);
    fitted.put(slide, area);
    fitted.height()
}

fn put_figure(slide: &mut Slide, figure: &Figure, area: Area) -> Result<f64, ReportError> {
    let mut fitted = picture::Fitted::new(figure, area)?;
    if !fitted.is_whole() {
        fitted = picture::Fitted::new(figure, Area { height: area.height - REMARK.line(), ..area })?;
    }
    let (width, height) = fitted.size;
    let shows = if fitted.is_whole() {
        figure.alternative.clone()
    } else {
        format!("{} The picture shows the first rows, {}.", figure.alternative, more(fitted.left_out))
    };
    slide.picture("Chart", Area { width, height, ..area }, &shows, fitted.image()?);
    if fitted.is_whole() {
        return Ok(height);
    }
    put_remark(slide, Area { y: area.y + height, ..area }, fitted.left_out);
    Ok(height + REMARK.line())
}

fn put_remark(slide: &mut Slide, area: Area, left_out: usize) {
    let says = [Run::plain(more(left_out))];
    slide.text("Remark", Area { height: REMARK.line(), ..area }, &[Paragraph::of(&says, REMARK)]);
}

/// Puts a line for each bar: name and place, the bar, and its figure in words.
fn put_bars(slide: &mut Slide, bars: &[Bar], area: Area) -> f64 {
    const NAME: Face = Face::of(18.0, Colour::Ink);
    const NOTE: Face = Face::of(13.0, Colour::Muted);
    const FIGURE: Face = Face { right: true, ..NAME };
    const NAMES: f64 = 330.0;
    const FIGURES: f64 = 150.0;
    const HIGH: f64 = 14.0;
    const MOST: f64 = 78.0;
    let runs =
        |bar: &Bar| ([Run { text: bar.name.clone(), strong: bar.certain }], [Run::plain(bar.note.clone())]);
    let high = |bar: &Bar| {
        let (name, note) = runs(bar);
        let note = if bar.note.is_empty() { 0.0 } else { NOTE.height(&note, NAMES) };
        NAME.height(&name, NAMES) + note + 10.0
    };
    let all = |bars: &[Bar]| bars.iter().map(high).sum::<f64>();
    let mut shown = bars;
    while shown.len() > 1
        && all(shown) + if shown.len() < bars.len() { REMARK.line() } else { 0.0 } > area.height
    {
        shown = &shown[..shown.len() - 1];
    }
    let left_out = bars.len() - shown.len();
    let room = area.height - if left_out > 0 { REMARK.line() } else { 0.0 };
    // What is over spreads the lines, up to a distance at which they still read as one list.
    let over = ((room - all(shown)) / shown.len().max(1) as f64).max(0.0);
    let track = area.width - NAMES - FIGURES - 2.0 * GUTTER;
    let mut y = area.y;
    for bar in shown {
        let (name, note) = runs(bar);
        let height = high(bar);
        let mut paragraphs = vec![Paragraph::of(&name, NAME)];
        if !bar.note.is_empty() {
            paragraphs.push(Paragraph::of(&note, NOTE));
        }
        let words = [Run::strong(bar.words.clone())];
        slide.text("Name", Area { y, width: NAMES, height: height - 10.0, ..area }, &paragraphs);
        let at = Area { x: area.x + area.width - FIGURES, y, width: FIGURES, height: FIGURE.line() };
        slide.text("Figure", at, &[Paragraph::of(&words, FIGURE)]);
        let at = Area {
            x: area.x + NAMES + GUTTER,
            y: y + (NAME.line() - HIGH) / 2.0,
            width: track,
            height: HIGH,
        };
        slide.block("Track", at, Colour::Hairline);
        let share = if bar.share.is_finite() { bar.share.clamp(0.0, 1.0) } else { 0.0 };
        if share > 0.0 {
            let colour = if bar.certain { Colour::Ink } else { Colour::Ours };
            slide.block("Bar", Area { width: track * share, ..at }, colour);
        }
        y += height + over.min((MOST - height).max(0.0));
    }
    if left_out > 0 {
        put_remark(slide, Area { y, ..area }, left_out);
    }
    y + REMARK.line() - area.y
}
