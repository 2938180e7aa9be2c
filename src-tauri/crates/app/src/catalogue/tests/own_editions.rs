//! A user's own edition, as TOML and as a table: what is read, and what is named by line.

use cadre_core::{
    Area,
    benchmark::{Benchmark, Confidence, FigureKind},
};

use crate::catalogue::read_edition;

const TOML: &str = include_str!("../../../../../../data/own-editions/example.toml");
const TABLE: &str = include_str!("../../../../../../data/own-editions/example.csv");

fn areas() -> Vec<Area> {
    [
        ("cloud-computing", "Cloud computing"),
        ("data-security", "Data security"),
        ("llm-secops", "LLM SecOps"),
        ("ml-secops", "ML SecOps"),
    ]
    .map(|(key, name)| Area { key: key.into(), name: name.to_owned() })
    .to_vec()
}

fn read(file_name: &str, text: &str) -> Benchmark {
    read_edition(file_name, text, &areas()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The problems, one a line, when `from` is replaced by `to` in a text.
fn check(file_name: &str, text: &str, from: &str, to: &str, expected: &[&str]) {
    assert!(text.contains(from), "{from} is not in the text");
    let problems = read_edition(file_name, &text.replacen(from, to, 1), &areas());
    let lines: Vec<String> = problems.err().unwrap_or_default().iter().map(ToString::to_string).collect();
    assert_eq!(lines, expected, "{from} → {to}");
}

#[test]
fn the_example_in_toml_has_every_field() {
    let edition = read("example.toml", TOML);
    assert_eq!(edition.id.as_str(), "example-society-2026");
    assert_eq!((edition.year, edition.n, edition.n_confidence), (2026, Some(240), Some(Confidence::High)));
    let optional = [&edition.n_note, &edition.published, &edition.url];
    assert!(optional.iter().all(|text| text.is_some()));
    let cloud = edition.figure_of_kind(&"cloud-computing".into(), FigureKind::PerceivedGap).unwrap();
    assert_eq!((cloud.percent, cloud.n, cloud.confidence), (31.5, 240, Confidence::High));
    assert_eq!(cloud.wording.as_deref(), Some("In which skills does your team have a gap?"));
    assert_eq!(cloud.break_note.as_deref(), Some("2025 asked for one skill, 2026 for all."));
    let shared = edition.figures.iter().filter(|figure| figure.together.as_deref() == Some("AI security"));
    assert_eq!(shared.count(), 2);
    assert_eq!((edition.statistics[0].percent, edition.statistics[0].n), (44.0, Some(180)));
    let used: Vec<bool> = edition.conflicts[0].values.iter().map(|value| value.used).collect();
    assert_eq!(used, [true, false]);
}

#[test]
fn the_example_as_a_table_reads_the_same() {
    let table = read("example.csv", TABLE);
    let toml = read("example.toml", TOML);
    assert_eq!(table.notes, toml.notes);
    assert_eq!(table.population, toml.population);
    assert_eq!((table.id, table.year, table.n), (toml.id, toml.year, toml.n));
    let cloud = |figures: &[cadre_core::benchmark::Figure]| {
        let mut figure = figures[0].clone();
        figure.break_note = None;
        figure
    };
    assert_eq!(cloud(&table.figures), cloud(&toml.figures));
    assert_eq!(table.figures.len(), 2);
    assert_eq!((table.figures[1].percent, table.figures[1].note.as_ref()), (40.0, None));
}

/// As a spreadsheet program of the Continent saves it: semicolons, decimal commas, padded lines, its own marks.
#[test]
fn a_table_is_read_as_people_save_it() {
    let text = "\u{feff}Id;b;;;;;;\r\nPublisher;P;;;;;;\r\nReport;R;;;;;;\r\nEdition;2026;;;;;;\r\nYear;2026;;;;;;\r\n\
        Population;Leads, worldwide;;;;;;\r\nN;1 868;;;;;;\r\nField date;Q1;;;;;;\r\n;;;;;;;\r\n\
        Kind;Area;Percent;N;Question;Series;Source;Confidence\r\n\
        Perceived gap;cloud COMPUTING ;31,5%;1,868;q;s;S;High\r\n";
    let edition = read("own.CSV", text);
    assert_eq!((edition.n, edition.population.as_str()), (Some(1868), "Leads, worldwide"));
    let figure = &edition.figures[0];
    assert_eq!(figure.area.as_str(), "cloud-computing", "an area is known by its name too");
    assert_eq!((figure.percent, figure.n, figure.kind), (31.5, 1868, FigureKind::PerceivedGap));
}

#[test]
fn what_is_missing_is_named_all_at_once() {
    let bare = "id = \"b\"\n\n[[figures]]\narea = \"cloud-computing\"\n\n[[statistics]]\npercent = 1\n\n[[conflicts]]\n\
        what = \"W\"\nvalues = [{ value = \"1%\" }]\n";
    check(
        "own.toml",
        bare,
        "",
        "",
        &[
            "own.toml:1: `n` is missing, and no `n_note` says why it is not known",
            "own.toml:1: `publisher` is missing",
            "own.toml:1: `report` is missing",
            "own.toml:1: `edition` is missing",
            "own.toml:1: `year` is missing",
            "own.toml:1: `population` is missing",
            "own.toml:1: `field_date` is missing",
            "own.toml:3: `kind` is missing",
            "own.toml:3: `percent` is missing",
            "own.toml:3: `n` is missing",
            "own.toml:3: `question` is missing",
            "own.toml:3: `series` is missing",
            "own.toml:3: `source` is missing",
            "own.toml:3: `confidence` is missing",
            "own.toml:6: `what` is missing",
            "own.toml:6: `series` is missing",
            "own.toml:6: `source` is missing",
            "own.toml:6: `confidence` is missing",
            "own.toml:9: `why` is missing",
            "own.toml:9: 1 values, expected 2 or more: a conflict is between sources",
            "own.toml:11: `says` is missing",
        ],
    );
    let nothing = "id = \"b\"\npublisher = \"P\"\nreport = \"R\"\nedition = \"E\"\nyear = 2026\npopulation = \"Q\"\n\
        n_note = \"Not printed.\"\nfield_date = \"F\"\n";
    check("own.toml", nothing, "", "", &["own.toml:1: there is no figure and no statistic"]);
}

#[test]
fn mistakes_of_an_edition_are_named_by_line() {
    let check = |from, to, expected: &[&str]| check("own.toml", TOML, from, to, expected);
    check("example-society-2026", "isaca-2024", &["own.toml:4: `isaca-2024` is there already"]);
    check("year = 2026", "year = 20260", &["own.toml:8: `year` is 20260, expected 1990 to 2100"]);
    check("n = 240 # where", "n = 0 # where", &["own.toml:10: `n` is 0, expected 1 to 4294967295"]);
    check("n = 240 # who", "n = 24.5 # who", &["own.toml:23: `n` is `24.5`, expected a whole number"]);
    check("n = 240 # who", "n = \"many\" # who", &["own.toml:23: `n` is `many`, expected a whole number"]);
    check("= 31.5", "= 131.5", &["own.toml:21: `percent` is 131.5, expected 0 to 100"]);
    check("= 31.5", "= \"a third\"", &["own.toml:21: `percent` is `a third`, expected a number"]);
    check("percent = 44", "percent = -1", &["own.toml:58: `percent` is -1, expected 0 to 100"]);
    check(
        "kind = \"perceived_gap\"",
        "kind = \"wish\"",
        &[
            "own.toml:22: `kind` is `wish`, expected one of `perceived_gap`, `need`, `importance`, `graduate_gap`, \
           `low_proficiency`",
        ],
    );
    check(
        "confidence = \"high\"\nbreak",
        "confidence = \"sure\"\nbreak",
        &["own.toml:28: `confidence` is `sure`, expected one of `high`, `medium`, `low`"],
    );
    check("area = \"cloud-computing\"", "area = \"sky\"", &["own.toml:20: there is no area `sky`"]);
    check(
        "area = \"llm-secops\"",
        "area = \"ml-secops\"",
        &["own.toml:45: `ml-secops, perceived gap` is there already"],
    );
    check("source = \"Members' survey 2026, page 7\"\n", "", &["own.toml:56: `source` is missing"]);
    check(
        "why = \"The survey is the publisher's own text.\"",
        "why = \" \"",
        &["own.toml:71: `why` is empty"],
    );
    check(
        "says = \"The survey\"",
        "say = \"The survey\"",
        &["own.toml:68: unknown field `say`, expected one of `value`, `says`, `used`"],
    );
    let statistic = &TOML[TOML.find("[[statistics]]").unwrap()..TOML.find("# Where sources").unwrap()];
    check(
        statistic,
        &format!("{statistic}{statistic}"),
        &["own.toml:68: `example-society.open-positions` is there already"],
    );
}

#[test]
fn mistakes_of_a_table_are_named_by_row() {
    let check = |from, to, expected: &[&str]| check("own.csv", TABLE, from, to, expected);
    check("31.5", "a third", &["own.csv:15: `percent` is `a third`, expected a number"]);
    check("31.5", "315", &["own.csv:15: `percent` is 315, expected 0 to 100"]);
    check(
        "31.5,perceived_gap,240",
        ",perceived_gap,",
        &["own.csv:15: `percent` is missing", "own.csv:15: `n` is missing"],
    );
    check(
        "data-security,40",
        "cloud-computing,40",
        &["own.csv:16: `cloud-computing, perceived gap` is there already"],
    );
    check("data-security,40", "sky,40", &["own.csv:16: there is no area `sky`"]);
    check("n,240\n", "", &["own.csv:1: `n` is missing, and no `n_note` says why it is not known"]);
    check(
        "publisher,",
        "publishers,",
        &["own.csv:4: there is no field `publishers`", "own.csv:1: `publisher` is missing"],
    );
    check(
        "note,One country only.",
        "note,One country, only.",
        &["own.csv:12: `note` has more than one value: a text with the separator in it stands in quotes"],
    );
    check("year,2026", "n,240", &["own.csv:9: `n` is there already", "own.csv:1: `year` is missing"]);
    check(
        ",note,wording",
        ",note,kind",
        &[
            "own.csv:14: `kind` is there already",
            "own.csv:15: `kind` is `In which skills does your team have a gap?`, expected one of `perceived_gap`, `need`, \
         `importance`, `graduate_gap`, `low_proficiency`",
        ],
    );
    check(
        "area,percent",
        "field,percent",
        &["own.csv:1: no row names the columns: `area`, `percent`, `kind`, `n` and so on"],
    );
}

#[test]
fn what_is_no_edition_at_all_is_named_as_what_it_is() {
    for name in ["own.toml", "own.csv"] {
        check(name, " \r\n\t", "", "", &[&format!("{name}:1: the file is empty")]);
        let page = "\u{feff}\n<!DOCTYPE html><html>404</html>";
        check(name, page, "", "", &[&format!("{name}:1: this is a web page, not an edition")]);
    }
}

#[test]
fn a_cell_that_no_head_stands_over_is_named_and_not_dropped() {
    let rows = "id,b\npublisher,P\nreport,R\nedition,2026\nyear,2026\npopulation,Leads\nn,240\nfield_date,Q1\n\
                area,percent,kind,n,question,series,confidence,source\n";
    let figure = "cloud-computing,30,need,240,q,s,high,Report";
    // Blanks behind the last head are how spreadsheet programs fill up a row.
    assert_eq!(read("own.csv", &format!("{rows}{figure},,\n")).figures[0].source, "Report");
    check(
        "own.csv",
        &format!("{rows}{figure}\n"),
        "Report\n",
        "Report, page 4\n",
        &["own.csv:10: “page 4” stands under no head: a text with the separator in it stands in quotes"],
    );
}
