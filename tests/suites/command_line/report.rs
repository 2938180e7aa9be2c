//! The board report on the command line, read back by tools that are not ours: pikepdf, a validator of PDF/UA and PDF/A,
//! pdftotext, openpyxl, python-pptx and lxml, through `tests/read_report.py`.

use std::{env, fs, process::Command};

use cadre_tests::{
    checkout,
    folder::{DAY, Folder},
};
use serde_json::Value;

use crate::contract::{list, number, text};

/// The sample with a plan that is asked for and a cheaper one.
fn with_plans() -> Folder {
    let folder = Folder::with_sample();
    for (limits, name) in
        [("--budget 30000 --hires 0", "Train only"), ("--budget 120000 --hires 2", "Two hires and training")]
    {
        let mut line = vec!["plan", "t.cadre", "--as-of", DAY, "--save", name];
        line.extend(limits.split(' '));
        let _ = cadre_tests::program::cadre(folder.path(), &line).done();
    }
    folder
}

fn write(folder: &Folder, options: &str) {
    let _ = folder.cadre(&format!("report t.cadre --as-of {DAY} {options}")).done();
}

/// What the readers find in files, by name.
fn read(folder: &Folder, names: &[&str]) -> Value {
    let python = checkout::root().join("tests/.venv/bin/python");
    assert!(python.is_file(), "{} is not there: cargo xtask test sets it up", python.display());
    let output = Command::new(python)
        .arg(checkout::root().join("tests/read_report.py"))
        .args(names)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|error| panic!("python: {error}"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{wrong}\n{said}");
    serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}"))
}

/// The rows of a table of the page of HTML, by its caption.
fn table(html: &Value, caption: &str) -> Vec<Vec<String>> {
    let tables = list(html, "tables");
    let found = tables.iter().find(|table| text(table, "caption") == caption);
    let Some(found) = found else { panic!("no table {caption} among {tables:?}") };
    let cell = |cell: &Value| cell.as_str().unwrap_or_default().trim().to_owned();
    list(found, "rows").iter().map(|row| row.as_array().into_iter().flatten().map(cell).collect()).collect()
}

fn row<'a>(rows: &'a [Vec<String>], name: &str) -> &'a [String] {
    rows.iter()
        .find(|row| row.first().is_some_and(|first| first.starts_with(name)))
        .unwrap_or_else(|| panic!("no row {name} in {rows:?}"))
}

/// A share as the report words it, worked out here once more.
fn share(share: &Value) -> String {
    let (count, of) = (number(share, "count"), number(share, "of"));
    match of {
        0.0 => "–".to_owned(),
        of if of < 5.0 => "withheld".to_owned(),
        of if of < 10.0 => format!("{count} of {of}"),
        of => format!("{:.0}% of {of}", (100.0 * count / of).round()),
    }
}

#[test]
fn every_format_is_whole_to_readers_that_are_not_ours() {
    let folder = with_plans();
    for name in ["b.pdf", "b.xlsx", "b.pptx", "b.html"] {
        write(&folder, &format!("-o {name} --decision-on 2026-06-15"));
    }
    let found = read(&folder, &["b.pdf", "b.xlsx", "b.pptx", "b.html"]);

    let pdf = &found["b.pdf"];
    for (profile, least) in [("PDF/UA-1", 90.0), ("PDF/A-2a", 140.0)] {
        let validated = &pdf["validated"][profile];
        assert!(list(validated, "failed").is_empty(), "{profile}: {validated}");
        assert!(number(validated, "rules") >= least, "{profile}: {validated}");
    }
    assert_eq!(pdf["syntax"], serde_json::json!([]));
    assert_eq!(pdf["language"], "en-GB");
    assert_eq!(pdf["marked"], true);
    assert_eq!(pdf["info"]["Title"], "Security skills: report to the board, 1 June 2026");
    assert!(
        pdf["fonts"]
            .as_object()
            .is_some_and(|fonts| fonts.len() >= 2 && fonts.values().all(|font| *font == true))
    );
    let figures = list(pdf, "figures");
    assert_eq!(figures.len(), 5, "a comparison, priorities, the odds, need by industry gap, the plan");
    assert!(
        figures.iter().all(|figure| figure.as_str().is_some_and(|words| words.len() > 80)),
        "{figures:?}"
    );
    assert!(list(pdf, "outline").len() >= 6);
    // The core is two pages: the third begins the appendix.
    let pages = list(pdf, "pages");
    let page = |at: usize| pages[at].as_str().unwrap_or_default().to_owned();
    assert!(
        page(1).contains("The decision needed on 15 June 2026") && page(2).contains("Appendix A"),
        "{}",
        page(1)
    );

    let slides = list(&found["b.pptx"], "slides");
    assert_eq!(slides.len(), 6);
    for slide in slides {
        assert!(!text(slide, "title").is_empty() && !text(slide, "notes").is_empty(), "{slide}");
        for shape in list(slide, "shapes").iter().filter(|shape| shape.get("image").is_some()) {
            assert!(text(shape, "alternative").len() > 80, "{shape}");
        }
    }
    let tables =
        slides.iter().flat_map(|slide| list(slide, "shapes")).filter(|shape| shape.get("table").is_some());
    assert!(tables.count() >= 1, "the options are a table");

    let sheets = list(&found["b.xlsx"], "sheets");
    let charts: usize = sheets.iter().map(|sheet| list(sheet, "charts").len()).sum();
    assert!(charts >= 5, "{charts} native charts");
    let cells = sheets.iter().flat_map(|sheet| sheet["cells"].as_object().into_iter().flatten());
    assert!(cells.clone().filter(|(_, cell)| cell["value"].is_number()).count() > 100);
    assert!(cells.clone().all(|(_, cell)| cell["formula"] == false));

    let html = &found["b.html"];
    assert_eq!(html["language"], "en-GB");
    assert_eq!((&html["scripts"], &html["without_alternative"]), (&0.into(), &0.into()));
    assert!(list(html, "loads").is_empty(), "{}", html["loads"]);
}

#[test]
fn every_figure_of_an_area_is_that_of_gaps() {
    let folder = with_plans();
    for name in ["b.pdf", "b.xlsx", "b.html"] {
        write(&folder, &format!("-o {name}"));
    }
    let found = read(&folder, &["b.pdf", "b.xlsx", "b.html"]);
    let gaps = folder.cadre(&format!("gaps t.cadre --json --as-of {DAY}")).json();
    let rows = table(&found["b.html"], "All areas");
    let pages = list(&found["b.pdf"], "pages");
    let printed = pages.iter().map(|page| page.as_str().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let sheets = list(&found["b.xlsx"], "sheets");
    let Some(sheet) = sheets.iter().find(|sheet| text(sheet, "name") == "Areas") else {
        panic!("no sheet of areas")
    };
    let (mut filled, mut needed, mut compared) = (0.0, 0.0, 0);
    for area in list(&gaps, "areas") {
        let name = text(area, "name");
        let seats = &area["seats"];
        let [area_filled, area_needed] = ["filled", "required"].map(|key| number(seats, key));
        filled += area_filled;
        needed += area_needed;
        if area_needed == 0.0 {
            continue;
        }
        let row = row(&rows, name);
        assert_eq!(row[1], share(&area["below_target"]), "{name}");
        assert_eq!(row[2], share(&area["low_or_none"]), "{name}");
        assert_eq!(row[4], format!("{area_needed}"), "{name}");
        // The seats of an area are withheld where few are assessed in it, which no area of the sample is.
        assert_eq!(row[3], format!("{area_filled}"), "{name}");
        let industry = area["industry"]["percent"]
            .as_f64()
            .map_or_else(|| "–".to_owned(), |percent| format!("{percent}%"));
        assert_eq!(row[8], industry, "{name}");
        // The same row in the other two: as one line of text, and as numbers.
        let line = printed.lines().find(|line| {
            line.trim_start().starts_with(name) && line.contains(&row[1]) && line.contains(&row[2])
        });
        let Some(line) = line else { panic!("no line of {name} in the PDF") };
        let mut words = line.split_whitespace();
        assert!(words.any(|word| word == row[3]) && words.any(|word| word == row[4]), "{line}");
        let cells = sheet["cells"].as_object().into_iter().flatten();
        let at: Vec<&str> = cells
            .filter(|(_, cell)| cell["value"] == name)
            .map(|(place, _)| place.trim_start_matches(char::is_alphabetic))
            .collect();
        let same_row =
            |(place, _): &(&String, &Value)| at.contains(&place.trim_start_matches(char::is_alphabetic));
        let numbers: Vec<f64> = sheet["cells"]
            .as_object()
            .into_iter()
            .flatten()
            .filter(same_row)
            .filter_map(|(_, cell)| cell["value"].as_f64())
            .collect();
        for wanted in [area_filled, area_needed] {
            assert!(numbers.contains(&wanted), "{name}: {wanted} not in {numbers:?}");
        }
        compared += 1;
    }
    assert!(compared > 10, "only {compared} areas were compared");
    let changed = table(&found["b.html"], "What changed");
    assert_eq!(row(&changed, "Skill seats filled")[2], format!("{filled}"));
    assert_eq!(row(&changed, "Skill seats needed")[2], format!("{needed}"));
}

#[test]
fn the_options_are_those_of_the_plan() {
    let folder = with_plans();
    let names = ["Two hires and training", "Train only"];
    let mut line = vec!["report", "t.cadre", "--as-of", DAY, "-o", "b.html"];
    line.extend(names.iter().flat_map(|name| ["--scenario", name]));
    let _ = cadre_tests::program::cadre(folder.path(), &line).done();
    let found = read(&folder, &["b.html"]);
    let options = table(&found["b.html"], "The options");
    for (at, name) in names.into_iter().enumerate() {
        let column = at + 2;
        let line = ["plan", "t.cadre", "--as-of", DAY, "--scenario", name, "--kept", "--json"];
        let plan = cadre_tests::program::cadre(folder.path(), &line).json();
        let thousands = |value: f64| {
            let digits = format!("{value:.0}");
            let (head, tail) = digits.split_at(digits.len().saturating_sub(3));
            if head.is_empty() { format!("€{tail}") } else { format!("€{head},{tail}") }
        };
        assert_eq!(row(&options, "Cost to")[column], thousands(number(&plan, "cost")), "{name}");
        let coverage = list(&plan, "coverage");
        let whole = |quarter: &Value, odds: &str| format!("{:.0}", (100.0 * number(quarter, odds)).round());
        let middles: Vec<String> = coverage.iter().map(|quarter| whole(quarter, "p50")).collect();
        assert_eq!(row(&options, "Coverage")[column], format!("{}%", middles.join(" · ")), "{name}");
        let last = &coverage[coverage.len() - 1];
        let range = format!("{} to {}%", whole(last, "p10"), whole(last, "p90"));
        assert_eq!(row(&options, "Q4 in 8 of 10 cases")[column], range, "{name}");
        let open: f64 = list(&plan, "open").iter().map(|open| number(open, "seats")).sum();
        let said = &row(&options, "Seats open at the end")[column];
        assert!(said.starts_with(&format!("{open} of ")), "{name}: {said}, {open} open");
    }
}

#[test]
fn nobody_is_named_unless_asked_for_and_then_every_page_says_so() {
    let folder = with_plans();
    let export = folder.export("t.cadre");
    let names: Vec<String> =
        list(&export, "people").iter().map(|person| text(person, "name").to_owned()).collect();
    assert!(names.len() > 10);
    for name in ["b.pdf", "b.xlsx", "b.pptx", "b.html"] {
        write(&folder, &format!("-o {name}"));
    }
    let found = read(&folder, &["b.pdf", "b.xlsx", "b.pptx", "b.html"]).to_string();
    for name in &names {
        assert!(!found.contains(name.as_str()), "{name} is in a report without names");
    }
    for own in
        [env::var("USER").ok(), env::var("HOME").ok()].into_iter().flatten().filter(|own| own.len() > 4)
    {
        assert!(!found.contains(&own), "{own} is in the properties of a file");
    }
    write(&folder, "-o n.pdf --names");
    let named = read(&folder, &["n.pdf"]);
    let pages = list(&named["n.pdf"], "pages");
    let all: String = pages.iter().filter_map(Value::as_str).collect();
    assert!(names.iter().filter(|name| all.contains(name.as_str())).count() > 10);
    for page in pages {
        assert!(page.as_str().is_some_and(|page| page.contains("Names people")), "{page}");
    }
}

#[test]
fn figures_about_few_people_are_withheld() {
    let folder = with_plans();
    write(&folder, "-o b.html --smallest-group 10");
    let found = read(&folder, &["b.html"]);
    let gaps = folder.cadre(&format!("gaps t.cadre --json --as-of {DAY}")).json();
    let rows = table(&found["b.html"], "All areas");
    let mut withheld = 0;
    for area in list(&gaps, "areas") {
        let of = number(&area["below_target"], "of");
        if number(&area["seats"], "required") == 0.0 || of == 0.0 {
            continue;
        }
        let row = row(&rows, text(area, "name"));
        assert_eq!(row[1] == "withheld", of < 10.0, "{row:?}");
        withheld += u32::from(of < 10.0);
    }
    assert!(withheld > 5, "only {withheld}");
    // Teams of 7, 8 and 9 people: none may be told, and neither may one be worked out from the total.
    let teams = table(&found["b.html"], "Teams");
    assert!(
        teams.iter().filter(|row| row[0] != "All" && row[0] != "Team").all(|row| row[1] == "withheld"),
        "{teams:?}"
    );
}

#[test]
fn the_same_workspace_gives_the_same_bytes_and_a_report_is_held_against_it() {
    let folder = with_plans();
    for ending in ["pdf", "xlsx", "pptx", "html"] {
        let (one, other) = (format!("one.{ending}"), format!("other.{ending}"));
        write(&folder, &format!("-o {one}"));
        write(&folder, &format!("-o {other}"));
        assert!(folder.read(&one) == folder.read(&other), "{ending} differs");
        let answer = folder.cadre(&format!("report --verify {one} t.cadre")).done();
        assert!(answer.stdout.contains("to the byte"), "{}", answer.stdout);
        let mut bytes = folder.read(&one);
        let at = bytes.len() * 2 / 3;
        bytes[at] ^= 1;
        folder.write("changed", &bytes);
        fs::rename(folder.at("changed"), folder.at(&other)).unwrap_or_else(|error| panic!("{error}"));
        let _ = folder.cadre(&format!("report --verify {other} t.cadre")).refused("report_differs");
    }
    folder.write("more.csv", "Person,Forensics\nRosa Ibáñez,4\n");
    let _ = folder.cadre("import t.cadre more.csv --scale 0-4").done();
    let answer = folder.cadre("report --verify one.pdf t.cadre").refused("report_differs");
    assert!(answer.stderr.contains("The workspace has changed"), "{}", answer.stderr);
    // A logo that was only for one report is given again to check it.
    let icon = checkout::root().join("src-tauri/icons/32x32.png");
    let _ = fs::copy(icon, folder.at("mark.png")).unwrap_or_else(|error| panic!("{error}"));
    write(&folder, "-o logo.html --logo mark.png");
    let answer = folder.cadre("report --verify logo.html t.cadre").refused("report_differs");
    assert!(answer.stderr.contains("not the logo"), "{}", answer.stderr);
    let answer = folder.cadre("report --verify logo.html t.cadre --logo mark.png").done();
    assert!(answer.stdout.contains("to the byte"), "{}", answer.stdout);
    folder.write("notes.pdf", "%PDF-1.7 no report");
    let _ = folder.cadre("report --verify notes.pdf t.cadre").refused("invalid_content");
}

#[test]
fn what_cannot_be_reported_is_refused_and_leaves_nothing() {
    let folder = Folder::with_sample();
    folder.write("logo.png", "no picture");
    folder.write("there.pdf", "theirs");
    fs::create_dir(folder.at("folder.pdf")).unwrap_or_else(|error| panic!("{error}"));
    let before = folder.everything();
    let long = "w".repeat(601);
    for (options, code) in [
        ("-o b.docx".to_owned(), "invalid_argument"),
        ("-o b.pdf --smallest-group 2".to_owned(), "invalid_argument"),
        ("-o b.pdf --smallest-group 11".to_owned(), "invalid_argument"),
        (format!("-o b.pdf --words {long}"), "invalid_argument"),
        ("-o b.pdf --logo logo.png".to_owned(), "invalid_argument"),
        ("-o b.pdf --logo gone.png".to_owned(), "io"),
        ("-o b.pdf --scenario gone".to_owned(), "unknown_scenario"),
        ("-o b.pdf --team gone".to_owned(), "unknown_team"),
        ("-o b.pdf --benchmark gone".to_owned(), "unknown_benchmark"),
        ("-o gone/b.pdf".to_owned(), "io"),
        ("-o folder.pdf".to_owned(), "io"),
    ] {
        let _ = folder.cadre(&format!("report t.cadre {options}")).refused(code);
        assert_eq!(folder.everything(), before, "{options}");
    }
}

#[test]
fn a_report_says_what_is_missing() {
    let folder = Folder::with_empty_workspace();
    write(&folder, "-o empty.html");
    let empty = read(&folder, &["empty.html"]);
    let said = text(&empty["empty.html"], "text");
    assert!(said.contains("We cannot say yet") && !said.contains("The decision needed"), "{said}");
    let folder = Folder::with_sample();
    write(&folder, "-o b.html");
    let found = read(&folder, &["b.html"]);
    let said = text(&found["b.html"], "text");
    assert!(said.contains("No plan has been made") && !said.contains("The options"), "{said}");
}

#[test]
fn text_with_markup_in_it_is_only_text() {
    let folder = Folder::new();
    let team = "#let x = <b>@y</b> $z$ *_=1+1";
    folder.write(
        "p.csv",
        format!("Person,Team,Role,Forensics\nAda,\"{team}\",\"=cmd|' /C calc'!A0\",2\nBo,\"{team}\",<img onerror=1>,1\n"),
    );
    let _ = folder.cadre("init t.cadre").done();
    let _ = folder.cadre("import t.cadre p.csv --scale 0-4").done();
    for name in ["b.pdf", "b.xlsx", "b.pptx", "b.html"] {
        write(&folder, &format!("-o {name} --names"));
    }
    let found = read(&folder, &["b.pdf", "b.xlsx", "b.pptx", "b.html"]);
    let validated = &found["b.pdf"]["validated"]["PDF/UA-1"];
    assert!(list(validated, "failed").is_empty(), "{validated}");
    assert_eq!(found["b.html"]["scripts"], 0);
    let sheets = list(&found["b.xlsx"], "sheets");
    let cells = sheets.iter().flat_map(|sheet| sheet["cells"].as_object().into_iter().flatten());
    assert!(cells.clone().all(|(_, cell)| cell["formula"] == false));
}
