//! A person's data handed over, a person erased, and the page for works councils, as a script does it.

use cadre_tests::{
    folder::{DAY, Folder},
    program,
};
use serde_json::{Value, json};

use crate::contract::{list, text};

/// Somebody of the sample: their id and name.
fn somebody(folder: &Folder) -> (String, String) {
    let export = folder.export("t.cadre");
    let person = &list(&export, "people")[0];
    (text(person, "id").to_owned(), text(person, "name").to_owned())
}

#[test]
fn a_person_is_handed_over_as_data_and_as_a_page() {
    let folder = Folder::with_sample();
    let (id, name) = somebody(&folder);
    let written = program::cadre(folder.path(), &["person", "t.cadre", &name, "-o", "p.json"]).done();
    assert!(written.stdout.starts_with("Wrote "), "{}", written.stdout);
    let data: Value = serde_json::from_slice(&folder.read("p.json")).unwrap_or_default();
    assert_eq!((text(&data, "format"), text(&data["person"], "id")), ("cadre-person", id.as_str()));
    let printed = folder.cadre(&format!("person t.cadre {id} --json")).json();
    assert_eq!(printed, data);
    let _ = folder.cadre(&format!("person t.cadre {id} -o p.html")).done();
    let page = String::from_utf8_lossy(&folder.read("p.html")).into_owned();
    assert!(page.contains("<html lang=\"en-GB\">") && page.contains(&name) && !page.contains("<script"));
    assert!(folder.cadre(&format!("person t.cadre {id}")).done().stdout.contains(&name));
    let _ = folder.cadre("person t.cadre Nobody").refused("unknown_person");
    let _ = folder.cadre(&format!("person t.cadre {id} -o p.pdf")).refused("invalid_argument");
}

#[test]
fn a_person_is_erased_only_when_that_is_said_and_then_for_good() {
    let folder = Folder::with_sample();
    let (id, name) = somebody(&folder);
    let before = folder.export("t.cadre");
    let files = folder.everything();
    // Nobody is there to be asked.
    let _ = folder.cadre(&format!("erase t.cadre {id}")).refused("cancelled");
    assert_eq!(folder.everything(), files);

    let erased =
        program::cadre(folder.path(), &["erase", "t.cadre", &name, "--yes", "--backups", "erase", "--json"])
            .json();
    let theirs = list(&before, "assessments").iter().filter(|row| row["person"] == json!(id)).count();
    assert_eq!((&erased["people"], &erased["assessments"]), (&json!(1), &json!(theirs)));
    // The one that is made before erasing is cleaned like any other.
    assert_eq!(
        (&erased["backups_erased"], &erased["backups_kept"], &erased["wiped"]),
        (&json!(1), &json!(0), &json!(true))
    );
    assert_eq!(folder.files_with(&name), Vec::<String>::new());
    let _ = folder.cadre("check t.cadre").done();
    let after = folder.export("t.cadre");
    assert_eq!(list(&after, "people").len() + 1, list(&before, "people").len());
    assert!(folder.cadre("log t.cadre").done().stdout.contains("Erased a person"));
    let _ = program::cadre(folder.path(), &["person", "t.cadre", &name]).refused("unknown_person");
    let _ = folder.cadre("undo t.cadre").refused("nothing_to_undo");
}

#[test]
fn a_head_that_was_noted_before_an_erasure_is_told_as_that() {
    let folder = Folder::with_sample();
    let (id, _) = somebody(&folder);
    let earlier = text(&folder.cadre("check t.cadre --json").json(), "head").to_owned();
    folder.write("l.csv", format!("Person,Skill,Level,Date\nAmara Osei,Forensics,3,{DAY}\n"));
    let _ = folder.cadre("import t.cadre l.csv --scale 0-4").done();
    let head = text(&folder.cadre("check t.cadre --json").json(), "head").to_owned();
    let _ = folder.cadre(&format!("erase t.cadre {id} --yes")).done();
    // The erasure says which log was there before it, by its head; of what came before that nothing is left to tell.
    let known = folder.cadre(&format!("check t.cadre --head {head}")).done().stdout;
    assert!(known.contains("was at the head of the log until the erasure of Today"), "{known}");
    let unknown = folder.cadre(&format!("check t.cadre --head {earlier}")).refused("check_failed").stderr;
    assert!(unknown.contains("noted before the erasure of Today"), "{unknown}");
}

#[test]
fn backups_are_kept_unless_that_is_said() {
    let folder = Folder::with_sample();
    let (id, name) = somebody(&folder);
    let erased = folder.cadre(&format!("erase t.cadre {id} --yes --json")).json();
    assert_eq!((&erased["backups_erased"], &erased["backups_kept"]), (&json!(0), &json!(1)));
    let with = folder.files_with(&name);
    assert!(matches!(&with[..], [backup] if backup.contains("-erase.cadre")), "{with:?}");
}

#[test]
fn the_page_for_works_councils_is_written_from_the_workspace() {
    let folder = Folder::with_sample();
    let told = folder.cadre("privacy t.cadre --json").json();
    let headings: Vec<&str> = list(&told, "parts").iter().map(|part| text(part, "heading")).collect();
    assert_eq!(
        headings,
        [
            "What this is",
            "Which data",
            "What it is used for",
            "Who sees it",
            "Where it is",
            "What is not done",
            "What a person can ask for"
        ]
    );
    let _ = folder.cadre("privacy t.cadre -o page.html").done();
    assert!(String::from_utf8_lossy(&folder.read("page.html")).contains("What is not done"));
    let _ = folder.cadre("privacy t.cadre -o page.pdf").done();
    assert!(folder.read("page.pdf").starts_with(b"%PDF-"));
    let _ = folder.cadre("privacy t.cadre -o page.txt").refused("invalid_argument");
    assert_eq!(folder.cadre("privacy t.cadre --due --json").json(), json!({ "due": [] }));
    assert_eq!(folder.cadre("privacy t.cadre --due").done().stdout.trim(), "Nothing is past its time.");
}
