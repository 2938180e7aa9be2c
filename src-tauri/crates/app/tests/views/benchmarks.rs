//! The benchmark library: editions of one's own beside those that ship, and where a figure's source is found.

use cadre_app::{
    AppError, Beginning, BenchmarkId, EditionFile, ErrorCode, ExportFormat, HistoryFilter, Opening,
    PrioritiesRequest, Selection, Workspace,
};
use cadre_core::{Content, benchmark::FigureKind};
use cadre_exchange::document;

use crate::{check_of, cloud_team, dump, moment, office::Office, open};

/// An edition with one figure, 31.5% of 240 in cloud computing.
pub(crate) const OWN: &str = r#"id = "mine-2026"
publisher = "Mine"
report = "Survey"
edition = "2026"
year = 2026
population = "Leads"
n = 240
field_date = "Q1 2026"

[[figures]]
area = "cloud-computing"
percent = 31.5
kind = "perceived_gap"
n = 240
question = "mine.gap"
series = "mine.gap.cloud"
source = "Page 4"
confidence = "high"
"#;

pub(crate) fn file(text: &str) -> EditionFile {
    EditionFile { name: "own.toml".to_owned(), text: text.to_owned() }
}

fn mine() -> BenchmarkId {
    BenchmarkId::from("mine-2026")
}

fn assessed() -> Office {
    cloud_team().person("Ada", "Blue", "engineer").level("Ada", "posture", 2)
}

/// A workspace to which the edition was added.
fn with_own() -> (tempfile::TempDir, Workspace) {
    let (folder, mut workspace) = open(&assessed());
    workspace.add_edition(&file(OWN), false, moment()).unwrap();
    (folder, workspace)
}

/// The content with the own edition in it.
fn office_with_own() -> Office {
    let (_folder, workspace) = with_own();
    let mut office = assessed();
    office.content.benchmarks = dump(&workspace).benchmarks;
    office
}

fn refused<T: std::fmt::Debug>(result: Result<T, AppError>) -> AppError {
    result.unwrap_err()
}

#[test]
fn an_edition_is_added_replaced_chosen_and_removed_and_each_is_undone() {
    let added = check_of(&assessed(), "Add the benchmark Mine 2026", |workspace, _| {
        workspace.add_edition(&file(OWN), false, moment()).map(|(_, touched)| touched)
    });
    assert_eq!((added.benchmarks[0].figures[0].percent, added.benchmarks[0].n), (31.5, Some(240)));

    let replaced = check_of(&office_with_own(), "Replace the benchmark Mine 2026", |workspace, _| {
        workspace.add_edition(&file(&OWN.replace("31.5", "40")), true, moment()).map(|(_, touched)| touched)
    });
    assert_eq!((replaced.benchmarks.len(), replaced.benchmarks[0].figures[0].percent), (1, 40.0));

    let chosen = check_of(&office_with_own(), "Compare with Mine 2026", |workspace, _| {
        workspace.set_default_benchmark(&mine(), moment())
    });
    assert_eq!(chosen.settings.benchmark, mine());

    let removed = check_of(&office_with_own(), "Remove the benchmark Mine 2026", |workspace, _| {
        workspace.remove_edition(&mine(), moment())
    });
    assert!(removed.benchmarks.is_empty());

    let mut office = office_with_own();
    office.content.settings.benchmark = mine();
    let label = "Remove the benchmark Mine 2026, and compare with ISACA 2024 again";
    let fallen = check_of(&office, label, |workspace, _| workspace.remove_edition(&mine(), moment()));
    assert_eq!((fallen.benchmarks.len(), fallen.settings.benchmark.as_str()), (0, "isaca-2024"));
}

#[test]
fn an_own_edition_is_compared_with_as_a_shipped_one_is() {
    let (_folder, mut workspace) = with_own();
    workspace.set_default_benchmark(&mine(), moment()).unwrap();
    let gaps = workspace.gaps(&Selection::default(), moment()).unwrap();
    assert_eq!((gaps.benchmark.id.as_str(), gaps.benchmark.n), ("mine-2026", Some(240)));
    assert_eq!(gaps.areas[0].industry.map(|industry| industry.percent), Some(31.5));
    let priorities = workspace.priorities(&Selection::default(), moment()).unwrap();
    assert_eq!(priorities.items[0].industry_percent, Some(31.5));
    let view = workspace.view(moment()).unwrap();
    assert_eq!((view.benchmark, view.benchmarks[0].label.as_str()), (mine(), "Mine 2026"));
    // What an export says of its source.
    assert!(workspace.export(ExportFormat::Xlsx, &Selection::default(), moment()).is_ok());
}

#[test]
fn half_a_percent_is_rounded_in_sentences_as_in_the_picture() {
    // 30.5%: a half goes up, not to the even number.
    let (_folder, mut workspace) = open(&assessed());
    workspace.add_edition(&file(&OWN.replace("31.5", "30.5")), false, moment()).unwrap();
    let selection = Selection { benchmark: Some(mine()), ..Selection::default() };
    let view = workspace.compare_view(&selection, moment()).unwrap();
    assert!(view.areas[0].sentence.contains("Mine’s 31% counts"), "{}", view.areas[0].sentence);
    let area = workspace.compare_area(&selection, &"cloud-computing".into(), moment()).unwrap().unwrap();
    assert_eq!(area.industry_sentence, "31% name it as a skills gap");
    assert_eq!(area.trends[0].points[0].percent, "31%");
    let request = PrioritiesRequest { limit: 1, ..PrioritiesRequest::default() };
    let needs = workspace.priorities_view(&selection, &request, moment()).unwrap();
    assert!(needs.opened.unwrap().industry.starts_with("Industry gap 31%, at or over the mean of 31%"));
}

#[test]
fn only_editions_that_have_figures_are_offered_for_comparison() {
    let (_folder, mut workspace) = with_own();
    let offered: Vec<String> =
        workspace.view(moment()).unwrap().benchmarks.into_iter().map(|choice| choice.value).collect();
    let listed = workspace.library_view().unwrap().editions;
    // FACTS.md: Fortinet's and ENISA's percentages measure no area; CompTIA's and O'Reilly's do.
    for (id, has) in
        [("mine-2026", true), ("comptia-2025", true), ("fortinet-2025", false), ("cyberseek-2025", false)]
    {
        let row = listed.iter().find(|row| row.id.as_str() == id).unwrap();
        assert_eq!((row.figures > 0, offered.iter().any(|value| value == id)), (has, has), "{id}");
    }
    let error = refused(workspace.set_default_benchmark(&"fortinet-2025".into(), moment()));
    assert_eq!(
        (error.code, error.message.as_str()),
        (ErrorCode::InvalidArgument, "Fortinet 2025 has no figure for an area, so nothing compares with it.")
    );
}

#[test]
fn what_is_undone_out_of_order_leaves_a_workspace_that_still_compares() {
    let (_folder, mut workspace) = with_own();
    let adding = workspace.operations(1).unwrap()[0].id;
    workspace.set_default_benchmark(&mine(), moment()).unwrap();
    workspace.undo_operation(adding, moment()).unwrap();
    assert_eq!(workspace.settings().benchmark, mine());
    assert_eq!(workspace.view(moment()).unwrap().benchmark.as_str(), "isaca-2024");
    assert_eq!(workspace.gaps(&Selection::default(), moment()).unwrap().benchmark.id.as_str(), "isaca-2024");
    // One that is asked for by name is not silently another.
    let selection = Selection { benchmark: Some(mine()), ..Selection::default() };
    assert_eq!(refused(workspace.gaps(&selection, moment())).code, ErrorCode::UnknownBenchmark);
}

#[test]
fn a_second_edition_of_an_id_is_not_stored_unasked() {
    let (_folder, mut workspace) = with_own();
    let before = dump(&workspace);
    let error = refused(workspace.add_edition(&file(&OWN.replace("31.5", "40")), false, moment()));
    assert_eq!(error.message, "The workspace has an edition mine-2026 already: Mine 2026.");
    let shipped =
        refused(workspace.add_edition(&file(&OWN.replace("mine-2026", "isaca-2025")), true, moment()));
    assert_eq!(shipped.fields[0].place, "own.toml:1");
    assert_eq!(shipped.fields[0].says, "own.toml:1: `isaca-2025` is there already");
    assert_eq!(dump(&workspace), before);
    assert_eq!(
        refused(workspace.remove_edition(&"isaca-2025".into(), moment())).message,
        "ISACA 2025 ships with Cadre and stays."
    );
}

#[test]
fn a_file_is_looked_at_before_it_is_stored() {
    let (_folder, workspace) = with_own();
    let before = dump(&workspace);
    let good = workspace.edition_preview(&file(OWN));
    assert_eq!(good.replaces.as_deref(), Some("Mine 2026"));
    let edition = good.edition.unwrap();
    assert_eq!((edition.title.as_str(), edition.figures[0].percent.as_str()), ("Mine, Survey 2026", "31.5%"));
    // Wilson's interval of 31.5% of 240, by its formula in Python:
    // p=.315; n=240; z=1.959963984540054; c=(p+z*z/2/n)/(1+z*z/n); h=z/(1+z*z/n)*(p*(1-p)/n+z*z/4/n/n)**.5 → .2596, .3763.
    assert_eq!(edition.figures[0].facts[0].value, "26.0 to 37.6% (Wilson)");

    let bad = workspace.edition_preview(&file(&OWN.replace("31.5", "315").replace("cloud-computing", "sky")));
    assert!(bad.edition.is_none());
    let lines: Vec<(u32, &str)> =
        bad.problems.iter().map(|problem| (problem.line, problem.text.as_str())).collect();
    assert_eq!(lines, [(11, "there is no area `sky`"), (12, "`percent` is 315, expected 0 to 100")]);

    assert!(
        bad.hint.ends_with("The areas of this workspace are cloud-computing and soft-skills."),
        "{}",
        bad.hint
    );
    let rows = "sky,1,need,1,q,s,S,high\n".repeat(130);
    let table = EditionFile {
        name: "own.csv".to_owned(),
        text: format!("id,x\narea,percent,kind,n,question,series,source,confidence\n{rows}"),
    };
    let many = workspace.edition_preview(&table);
    // 7 data of the edition are missing; 130 rows name no area, and 129 say the first again.
    assert_eq!((many.problems.len(), many.more), (100, 7 + 130 + 129 - 100));
    assert_eq!(dump(&workspace), before);
}

#[test]
fn an_opened_edition_tells_its_series_breaks_and_conflicts() {
    let (_folder, workspace) = open(&assessed());
    let edition = workspace.edition_view(&"isaca-2024".into()).unwrap();
    let figure = |area: &str| edition.figures.iter().find(|figure| figure.area.as_str() == area).unwrap();
    let cloud = figure("cloud-computing");
    let fact = |label: &str| cloud.facts.iter().find(|fact| fact.label == label).unwrap().value.as_str();
    assert_eq!(fact("Series"), "isaca.gap.cloud-computing");
    // FACTS.md, the row "Gap: cloud" of ISACA 2022 to 2025.
    assert_eq!(fact("In the series"), "2022 52%, 2023 47%, 2024 42% and 2025 37%");
    assert_eq!(figure("llm-secops").notes[0], "Published as one figure: LLM SecOps and ML SecOps.");
    assert!(figure("software-development").notes[0].starts_with("The series begins anew here. "));
    // FACTS.md, "2024 underfunded: 51% (press) vs 59%".
    let values: Vec<&str> = edition
        .conflicts
        .iter()
        .flat_map(|conflict| &conflict.values)
        .map(|side| side.value.as_str())
        .collect();
    assert!(values.contains(&"51%") && values.contains(&"59%"), "{values:?}");
    // An area of the figures that this small workspace has not.
    assert_eq!(figure("security-controls").area_name, "Security controls (no area of this workspace)");
}

#[test]
fn a_figure_that_is_shown_carries_its_address() {
    let (_folder, workspace) = open(&assessed());
    let cloud = workspace.compare_area(&Selection::default(), &"cloud-computing".into(), moment()).unwrap();
    let cloud = cloud.unwrap();
    let address = cloud.figure.clone().unwrap();
    assert_eq!(
        (address.benchmark.as_str(), address.area.as_str(), address.kind),
        ("isaca-2024", "cloud-computing", FigureKind::PerceivedGap)
    );
    let request = PrioritiesRequest { limit: 100, ..PrioritiesRequest::default() };
    let priorities = workspace.priorities_view(&Selection::default(), &request, moment()).unwrap();
    assert_eq!(priorities.opened.unwrap().figure, Some(address));
    // CompTIA has no figure for the area: nothing is shown, so nothing has an address.
    let selection = Selection { benchmark: Some("comptia-2025".into()), ..Selection::default() };
    let other = workspace.priorities_view(&selection, &request, moment()).unwrap();
    assert_eq!((other.rows[0].industry_percent, other.opened.unwrap().figure), (None, None));
}

#[test]
fn what_goes_with_an_own_edition_is_said_before() {
    let mut office = office_with_own().pulse("2026-05-11", "mine.gap", &["cloud-computing"], &[&[]]);
    office.content.settings.benchmark = mine();
    let (_folder, workspace) = open(&office);
    assert_eq!(
        workspace.edition_view(&mine()).unwrap().removal,
        [
            "1 figure and 0 statistics are removed.",
            "It is the default: ISACA 2024 is compared with again.",
            "1 pulse asked its question: it has nothing to compare with directly then.",
        ]
    );
    assert!(workspace.edition_view(&"isaca-2024".into()).unwrap().removal.is_empty());
}

#[test]
fn the_audit_trail_says_what_was_done_to_editions() {
    let (_folder, mut workspace) = with_own();
    workspace.add_edition(&file(&OWN.replace("31.5", "40")), true, moment()).unwrap();
    workspace.set_default_benchmark(&mine(), moment()).unwrap();
    workspace.remove_edition(&mine(), moment()).unwrap();
    let (_, csv) = workspace.audit_trail(&HistoryFilter::default()).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    for said in [
        "Benchmark added",
        "Added: benchmark Mine 2026",
        "Benchmark replaced",
        "benchmark Mine 2026: figures changed",
        "Settings: benchmark, from isaca-2024 to mine-2026",
        "Benchmark removed",
        "Removed: benchmark Mine 2026",
        "Settings: benchmark, from mine-2026 to isaca-2024",
    ] {
        assert!(csv.contains(said), "no “{said}” in\n{csv}");
    }
}

/// A later Cadre may ship an edition under the id of an own one: the workspace opens, keeps its own, and is told.
#[test]
fn an_id_that_ships_is_refused_in_an_export_and_told_by_the_check() {
    let (folder, workspace) = with_own();
    let json = workspace.export(ExportFormat::Json, &Selection::default(), moment()).unwrap();
    let claimed = |content: &mut Content| content.benchmarks[0].id = "isaca-2025".into();
    let mut content = document::from_json(&String::from_utf8(json).unwrap()).unwrap();
    content.operations.truncate(1);
    claimed(&mut content);
    let beginning = Beginning::Export { json: document::to_json(&content).unwrap() };
    let path = folder.path().join("claimed.cadre");
    let error = refused(Workspace::create(&path, &beginning, Opening::default(), moment()).map(|_| ()));
    assert_eq!((error.code, error.fields[0].place.as_str()), (ErrorCode::InvalidContent, "benchmarks[0].id"));
    assert!(!path.exists());

    drop(cadre_store::Workspace::create(&path, &content, None).unwrap());
    let opened = Workspace::open(&path, Opening::default(), moment()).unwrap();
    let selection = Selection { benchmark: Some("isaca-2025".into()), ..Selection::default() };
    assert_eq!(opened.gaps(&selection, moment()).unwrap().benchmark.publisher, "Mine");
    let editions = opened.library_view().unwrap().editions;
    assert_eq!(editions.iter().filter(|row| row.id.as_str() == "isaca-2025").count(), 1);
    let findings = opened.check().unwrap();
    assert_eq!((findings.len(), findings[0].subject.as_str()), (1, "benchmarks[0].id"));
}
