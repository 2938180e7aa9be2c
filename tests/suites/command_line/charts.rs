//! The charts as files: all kinds, themes and formats, the same every time.

use cadre_app::{ChartKind, Frame, Moment, Opening, Selection, Theme, Workspace};
use cadre_tests::folder::{DAY, Folder};

/// Every kind, and what its picture of the sample names.
const KINDS: [(ChartKind, [&str; 3]); 9] = [
    (ChartKind::Compare, AREAS),
    (ChartKind::Priorities, AREAS),
    (ChartKind::NeedIndustry, AREAS),
    (ChartKind::NeedParts, COMPETENCIES),
    (ChartKind::Matrix, AREAS),
    (ChartKind::Holders, COMPETENCIES),
    (ChartKind::Trend, AREAS),
    (ChartKind::Freshness, AREAS),
    (ChartKind::Risks, RISKS),
];

const AREAS: [&str; 3] = ["LLM SecOps", "Cloud computing", "Soft skills"];
const RISKS: [&str; 3] = ["LLM01", "ASI01", "AML."];
const COMPETENCIES: [&str; 3] = ["Output handling", "Forensics", "Privileged access"];

#[test]
fn every_chart_is_drawn_in_every_theme_as_svg_and_png() {
    let folder = Folder::with_sample();
    for (kind, named) in KINDS.map(|(kind, named)| (kind.as_str(), named)) {
        let mut themes = Vec::new();
        for theme in ["light", "dark", "print"] {
            // The heat map has by far the most to paint: a picture of points in one theme is enough of it.
            let painted = kind != "matrix" || theme == "print";
            let formats: &[&str] = if painted { &["svg", "png"] } else { &["svg"] };
            for format in formats {
                let file = format!("{kind}-{theme}.{format}");
                let command = format!("chart t.cadre {kind} -o {file} --theme {theme} --as-of {DAY}");
                let _ = folder.cadre(&command).done();
                let first = folder.read(&file);
                let _ = folder.cadre(&command).done();
                assert!(folder.read(&file) == first, "{file} differs the second time");
            }
            let svg = String::from_utf8(folder.read(&format!("{kind}-{theme}.svg"))).unwrap_or_default();
            assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"), "{kind} {theme}");
            for name in named {
                assert!(svg.contains(name), "{kind} {theme} does not name {name}");
            }
            assert!(every_number_is_one(&svg), "{kind} {theme}");
            themes.push(svg);
            if !painted {
                continue;
            }
            let (width, height) = size_of_png(&folder.read(&format!("{kind}-{theme}.png")));
            assert!(width == 1600 && height > 400, "{kind} {theme}: {width} × {height}, at 2 pixels each");
        }
        assert!(
            themes[0] != themes[1] && themes[1] != themes[2] && themes[0] != themes[2],
            "{kind}: themes are alike"
        );
    }
}

#[test]
fn the_picture_of_the_command_line_is_that_of_the_window_to_the_byte() {
    let folder = Folder::with_sample();
    let Ok(today) = DAY.parse() else { panic!("{DAY} is no day") };
    let moment = Moment { today, ..Moment::now() };
    for (kind, width, theme, word) in
        KINDS.iter().zip([480.0, 800.0, 1600.0].into_iter().cycle()).flat_map(|((kind, _), width)| {
            [(Theme::Light, "light"), (Theme::Dark, "dark"), (Theme::Print, "print")]
                .map(|(theme, word)| (*kind, width, theme, word))
        })
    {
        let name = kind.as_str();
        let command = format!("chart t.cadre {name} -o c.svg --theme {word} --width {width} --as-of {DAY}");
        let _ = folder.cadre(&command).done();
        // What the window's command calls.
        let drawn =
            Workspace::open(&folder.at("t.cadre"), Opening::default(), Moment::now()).and_then(|workspace| {
                workspace.chart(kind, &Selection::default(), None, &Frame::new(width, theme), moment)
            });
        let drawn = drawn.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert!(folder.read("c.svg") == drawn.svg.into_bytes(), "{name} {word} {width}");
    }
}

#[test]
fn people_stand_in_the_heat_map_with_their_names_only_where_asked() {
    let folder = Folder::with_sample();
    let drawn = |options: &str| {
        let _ = folder.cadre(&format!("chart t.cadre matrix -o m.svg --as-of {DAY} {options}")).done();
        String::from_utf8(folder.read("m.svg")).unwrap_or_default()
    };
    assert!(!drawn("").contains("Noor Rahman") && drawn("").contains("Person 24"));
    assert!(drawn("--names").contains("Noor Rahman") && !drawn("--names").contains("Person 24"));
}

#[test]
fn for_print_a_chart_is_as_wide_as_the_text_of_a_page() {
    let folder = Folder::with_sample();
    for format in ["svg", "png"] {
        let _ = folder.cadre(&format!("chart t.cadre freshness -o p.{format} --print --as-of {DAY}")).done();
    }
    // 160 mm are 605 pixels at 96 to the inch and 1,890 at 300; the drawn width is whole.
    assert!(String::from_utf8(folder.read("p.svg")).unwrap_or_default().contains("width=\"605\""));
    assert!(size_of_png(&folder.read("p.png")).0.abs_diff(1_890) <= 1);
    let refused = folder.cadre("chart t.cadre freshness -o p.svg --print --width 800");
    let _ = refused.mistyped();
}

#[test]
fn a_chart_shows_the_team_and_date_that_were_asked_for() {
    let folder = Folder::with_sample();
    let drawn = |options: &str| {
        let _ = folder.cadre(&format!("chart t.cadre priorities -o c.svg {options}")).done();
        folder.read("c.svg")
    };
    let all = drawn(&format!("--as-of {DAY}"));
    assert!(drawn("--as-of 2025-03-01") != all, "a year earlier looks the same");
    let team = cadre_tests::program::cadre(
        folder.path(),
        &["chart", "t.cadre", "priorities", "-o", "team.svg", "--as-of", DAY, "--team", "AI assurance"],
    );
    let _ = team.done();
    assert!(folder.read("team.svg") != all, "one team looks like all teams");
}

#[test]
fn an_empty_workspace_has_charts_that_say_so() {
    let folder = Folder::with_empty_workspace();
    for kind in KINDS.map(|(kind, _)| kind.as_str()) {
        let _ = folder.cadre(&format!("chart t.cadre {kind} -o {kind}.svg")).done();
        let svg = String::from_utf8(folder.read(&format!("{kind}.svg"))).unwrap_or_default();
        assert!(every_number_is_one(&svg), "{kind}");
    }
}

/// Whether no coordinate is infinite or no number: what is drawn stands in attributes, what is read, such as "inference", not.
fn every_number_is_one(svg: &str) -> bool {
    let values = svg.split('"').skip(1).step_by(2);
    !values.flat_map(|value| value.split([',', ' '])).any(|word| ["NaN", "inf", "-inf"].contains(&word))
}

/// Width and height from the header of a PNG.
fn size_of_png(bytes: &[u8]) -> (u32, u32) {
    assert_eq!(bytes.get(..8), Some(&b"\x89PNG\r\n\x1a\n"[..]), "not a PNG");
    let number = |at: usize| {
        bytes
            .get(at..at + 4)
            .and_then(|four| four.try_into().ok())
            .map(u32::from_be_bytes)
            .unwrap_or_default()
    };
    (number(16), number(20))
}
