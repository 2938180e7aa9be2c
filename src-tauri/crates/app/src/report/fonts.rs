//! The system's fonts, for letters that the shipped one lacks: names in Chinese or Arabic.

use std::collections::BTreeSet;

use cadre_report::{Pack, covered_by, uncovered};
use fontdb::{Database, FaceInfo, Source, Style, Weight};

/// The files of as few fonts as have the letters of a pack that the shipped font lacks; none mostly. What no font of the system
/// has is printed as "□".
pub(crate) fn fallback(pack: &Pack) -> Vec<Vec<u8>> {
    let mut missing: BTreeSet<char> = uncovered(pack);
    let mut files = Vec::new();
    if missing.is_empty() {
        return files;
    }
    let mut database = Database::new();
    database.load_system_fonts();
    let mut faces: Vec<&FaceInfo> =
        database.faces().filter(|face| face.style == Style::Normal && face.index == 0).collect();
    // The same machine takes the same fonts: sans serif of the same make first, then by name.
    faces.sort_by_key(|face| {
        let name = &face.post_script_name;
        (!name.starts_with("NotoSans"), name.contains("Serif"), face.weight != Weight::NORMAL, name.clone())
    });
    for face in faces {
        if missing.is_empty() {
            break;
        }
        let (Source::File(path) | Source::SharedFile(path, _)) = &face.source else { continue };
        // A font that cannot be read is passed over.
        let Ok(bytes) = std::fs::read(path) else { continue };
        let has = covered_by(&bytes, &missing);
        if !has.is_empty() {
            missing = &missing - &has;
            files.push(bytes);
        }
    }
    files
}
