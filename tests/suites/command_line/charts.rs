//! The charts as files: all kinds, themes and formats, the same every time.

use cadre_tests::folder::{DAY, Folder};

const KINDS: [&str; 3] = ["compare", "priorities", "need-industry"];

#[test]
fn every_chart_is_drawn_in_every_theme_as_svg_and_png() {
    let folder = Folder::with_sample();
    for kind in KINDS {
        let mut themes = Vec::new();
        for theme in ["light", "dark", "print"] {
            for format in ["svg", "png"] {
                let file = format!("{kind}-{theme}.{format}");
                let command = format!("chart t.cadre {kind} -o {file} --theme {theme} --as-of {DAY}");
                let _ = folder.cadre(&command).done();
                let first = folder.read(&file);
                let _ = folder.cadre(&command).done();
                assert!(folder.read(&file) == first, "{file} differs the second time");
            }
            let svg = String::from_utf8(folder.read(&format!("{kind}-{theme}.svg"))).unwrap_or_default();
            assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"), "{kind} {theme}");
            for area in ["LLM SecOps", "Cloud computing", "Soft skills"] {
                assert!(svg.contains(area), "{kind} {theme} does not name {area}");
            }
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{kind} {theme}");
            themes.push(svg);
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
    for kind in KINDS {
        let _ = folder.cadre(&format!("chart t.cadre {kind} -o {kind}.svg")).done();
        let svg = String::from_utf8(folder.read(&format!("{kind}.svg"))).unwrap_or_default();
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{kind}");
    }
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
