//! Blocks of cells as spreadsheet programs put them into the clipboard: a line a row, tabs between the cells, and
//! quotes round a cell that holds either.

use crate::{ExchangeError, Result};

/// Most cells that a block is taken to have; more is no block of levels.
const MAX_CELLS: usize = 1_000_000;

/// The rows of a block, all of equal length; the empty line at the end that spreadsheet programs add is none.
///
/// # Errors
/// [`ExchangeError::Empty`] where there is no cell; [`ExchangeError::TooLarge`] where there are too many.
pub fn read(text: &str) -> Result<Vec<Vec<String>>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut cells = 0;
    let mut add = |row: Vec<String>| {
        cells += row.len();
        rows.push(row);
        if cells > MAX_CELLS {
            return Err(ExchangeError::TooLarge { of: crate::Bounded::Cells, limit: MAX_CELLS as u64 });
        }
        Ok(())
    };
    if text.contains(['\t', '"']) {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        for record in reader.records() {
            let record = record.map_err(|error| ExchangeError::Damaged { detail: error.to_string() })?;
            add(record.iter().map(|cell| cell.trim().to_owned()).collect())?;
        }
    } else {
        // A block of one column: an empty line is a blank cell, which the reader above would pass over.
        text.lines().try_for_each(|line| add(vec![line.trim().to_owned()]))?;
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    if width == 0 {
        return Err(ExchangeError::Empty);
    }
    // One long line would make all the others as long.
    if rows.len().saturating_mul(width) > MAX_CELLS {
        return Err(ExchangeError::TooLarge { of: crate::Bounded::Cells, limit: MAX_CELLS as u64 });
    }
    for row in &mut rows {
        row.resize(width, String::new());
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    //! What Excel and LibreOffice put into the clipboard.

    use super::*;

    #[test]
    fn blocks_are_read_as_spreadsheet_programs_copy_them() {
        // Excel ends every row with CR LF, LibreOffice with LF.
        for text in ["1\t2\r\n\t3\r\n", "1\t2\n\t3\n", "1\t2\n\t3"] {
            assert_eq!(read(text).unwrap(), [["1", "2"], ["", "3"]], "{text:?}");
        }
        assert_eq!(read("2").unwrap(), [["2"]]);
        assert_eq!(read("1\n\n3\n").unwrap(), [["1"], [""], ["3"]], "a blank between two");
        assert_eq!(
            read("1\t\"a\tb\"\n2\t\"x\ny\"\n3\t4\n").unwrap()[2],
            ["3", "4"],
            "quoted tabs and line breaks"
        );
        assert_eq!(read("1\t2\n3\n").unwrap(), [["1", "2"], ["3", ""]]);
    }

    #[test]
    fn one_long_line_does_not_make_a_hundred_thousand_as_long() {
        let text = format!("{}\n{}", "1\t".repeat(100_000), "1\n".repeat(100_000));
        assert!(matches!(read(&text), Err(ExchangeError::TooLarge { .. })));
    }

    #[test]
    fn nothing_is_no_block() {
        assert!(matches!(read(""), Err(ExchangeError::Empty)));
    }
}
