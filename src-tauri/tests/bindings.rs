//! The TypeScript side of the commands is generated and committed; this fails where it is stale.
//!
//! `UPDATE_BINDINGS=1 cargo test -p cadre-desktop --test bindings` writes it anew.

use std::{fs, path::Path};

use specta_typescript::Typescript;

#[test]
fn the_committed_bindings_are_those_of_the_commands() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/ipc/bindings.ts");
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("bindings.ts");
    cadre_desktop::bindings().export(Typescript::default(), &fresh).unwrap();
    let fresh = fs::read_to_string(fresh).unwrap();
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == fresh, "{} is stale: see the top of this test", path.display());
}
