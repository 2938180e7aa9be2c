//! Every way in which a file is read, one after the other. What is refused is as good as what is read; only a panic, or
//! memory and time without bound, is not.

use cadre_core::Area;
use cadre_exchange::{Layout, Options, Workbook, document, edition, layout, open, read_list, read_matrix};

use super::{known, options};

/// Reads the cells of a spreadsheet or of delimited text.
pub(crate) fn cells(bytes: &[u8]) {
    drop(open(bytes, "any"));
}

/// Reads a spreadsheet or delimited text: its cells, then what its tables say.
pub(crate) fn spreadsheet(bytes: &[u8]) {
    if let Ok(workbook) = open(bytes, "any") {
        drop(read_matrix(&workbook, &known(), &options()));
        for layout in layout::tables(&workbook, &known()).unwrap_or_default() {
            table(&workbook, layout);
        }
    }
}

/// Reads one table as its layout says.
pub(crate) fn table(workbook: &Workbook, layout: Layout) {
    if layout.kind.holds_levels() {
        drop(read_matrix(workbook, &known(), &Options { layout: Some(layout), ..options() }));
    } else {
        drop(read_list(workbook, &layout, &known(), &options()));
    }
}

/// Reads the document of a workspace; what it holds is written again.
pub(crate) fn export(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(content) = document::from_json(text)
    {
        drop(document::to_json(&content));
    }
}

/// Reads a benchmark edition, as TOML and as a table.
pub(crate) fn benchmark(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let known = known();
        let areas: Vec<Area> = known.areas.into_iter().map(|(key, name)| Area { key, name }).collect();
        drop(edition::read("any.toml", text, &areas, []));
        drop(edition::read("any.csv", text, &areas, []));
    }
}
