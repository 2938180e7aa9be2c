//! The rows on a page, each on its own, so that one that cannot be read takes no other with it. The layout is that of
//! <https://www.sqlite.org/fileformat.html#b_tree_pages>.

use rusqlite::types::Value as Sql;

use super::pages::Pages;

/// A row: its number, and its columns as they are kept.
pub(super) struct Record {
    pub(super) number: i64,
    pub(super) values: Vec<Sql>,
}

/// A page of a table's tree.
pub(super) enum Node {
    /// The pages below, in order.
    Branch(Vec<u32>),
    /// Rows, and how many more there were that cannot be read.
    Leaf(Vec<Record>, u32),
}

/// Reads a page as one of a table's tree; `None` where it is none, or cannot be read.
pub(super) fn node(pages: &Pages, number: u32) -> Option<Node> {
    let page = pages.get(number)?;
    // The first page has the file's header before its own.
    let start = if number == 1 { 100 } else { 0 };
    let count = usize::from(short(page, start + 3)?);
    let cells = |from: usize| (0..count).map(move |cell| short(page, from + 2 * cell).map(usize::from));
    match page.get(start)? {
        0x05 => {
            let mut below = Vec::with_capacity(count + 1);
            for cell in cells(start + 12) {
                below.push(long(page, cell?)?);
            }
            below.push(long(page, start + 8)?);
            Some(Node::Branch(below))
        }
        0x0D => {
            let mut rows = Vec::with_capacity(count);
            let mut broken = 0;
            for cell in cells(start + 8) {
                match cell.and_then(|cell| record(pages, page, cell)) {
                    Some(row) => rows.push(row),
                    None => broken += 1,
                }
            }
            Some(Node::Leaf(rows, broken))
        }
        _ => None,
    }
}

/// The pages that hold nothing: the list that begins in the header.
pub(super) fn free(pages: &Pages) -> Vec<u32> {
    let mut free = Vec::new();
    let mut trunk = pages.get(1).and_then(|page| long(page, 32)).unwrap_or_default();
    while trunk != 0 && free.len() <= pages.last as usize {
        free.push(trunk);
        let Some(page) = pages.get(trunk) else { break };
        let leaves = long(page, 4).unwrap_or_default() as usize;
        free.extend((0..leaves.min(pages.usable / 4)).filter_map(|leaf| long(page, 8 + 4 * leaf)));
        trunk = long(page, 0).unwrap_or_default();
    }
    free
}

fn short(page: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(page.get(at..at + 2)?.try_into().ok()?))
}

pub(super) fn long(page: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(page.get(at..at + 4)?.try_into().ok()?))
}

/// A number of variable length, and what comes after it.
fn varint(bytes: &[u8]) -> Option<(i64, &[u8])> {
    let mut value = 0_u64;
    for (place, &byte) in bytes.iter().enumerate().take(9) {
        if place == 8 {
            return Some(((value << 8 | u64::from(byte)) as i64, &bytes[9..]));
        }
        value = value << 7 | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            return Some((value as i64, &bytes[place + 1..]));
        }
    }
    None
}

fn record(pages: &Pages, page: &[u8], cell: usize) -> Option<Record> {
    let cell = page.get(cell..pages.usable)?;
    let (size, rest) = varint(cell)?;
    let (number, rest) = varint(rest)?;
    let size = usize::try_from(size).ok()?;
    Some(Record { number, values: columns(&payload(pages, rest, size)?)? })
}

/// The bytes of a row: those on its page, and those on pages of their own.
fn payload(pages: &Pages, rest: &[u8], size: usize) -> Option<Vec<u8>> {
    let usable = pages.usable;
    let most = usable - 35;
    if size <= most {
        return Some(rest.get(..size)?.to_vec());
    }
    if size > usable * pages.last as usize {
        return None;
    }
    let least = (usable - 12) * 32 / 255 - 23;
    let here = least + (size - least) % (usable - 4);
    let here = if here <= most { here } else { least };
    let mut bytes = rest.get(..here)?.to_vec();
    let mut next = long(rest, here)?;
    while bytes.len() < size {
        let page = pages.get(next)?;
        let taken = (size - bytes.len()).min(usable - 4);
        bytes.extend_from_slice(page.get(4..4 + taken)?);
        next = long(page, 0)?;
    }
    // The last page of a row names none after it.
    (next == 0).then_some(bytes)
}

fn columns(payload: &[u8]) -> Option<Vec<Sql>> {
    let (size, _) = varint(payload)?;
    let (header, mut body) = payload.split_at_checked(usize::try_from(size).ok()?)?;
    let (_, mut header) = varint(header)?;
    let mut values = Vec::new();
    while !header.is_empty() {
        let (kind, rest) = varint(header)?;
        header = rest;
        let size = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind as usize,
            5 => 6,
            6 | 7 => 8,
            12.. => (kind as usize - 12) / 2,
            _ => return None,
        };
        let (bytes, rest) = body.split_at_checked(size)?;
        body = rest;
        values.push(match kind {
            0 => Sql::Null,
            7 => Sql::Real(f64::from_be_bytes(bytes.try_into().ok()?)),
            8 => Sql::Integer(0),
            9 => Sql::Integer(1),
            1..=6 => {
                // The first byte has the sign.
                let sign = if bytes[0] & 0x80 == 0 { 0 } else { -1 };
                Sql::Integer(bytes.iter().fold(sign, |value, &byte| value << 8 | i64::from(byte)))
            }
            _ if kind % 2 == 0 => Sql::Blob(bytes.to_vec()),
            _ => {
                let text = std::str::from_utf8(bytes).ok()?;
                // Nobody types a zero, and a page that was wiped is full of them.
                if text.contains('\0') {
                    return None;
                }
                Sql::Text(text.to_owned())
            }
        });
    }
    body.is_empty().then_some(values)
}

#[cfg(test)]
mod tests {
    //! Against the examples of the format's description.

    use super::*;

    #[test]
    fn numbers_of_variable_length() {
        let value = |bytes: &[u8]| varint(bytes).map(|(value, rest)| (value, rest.len()));
        assert_eq!(value(&[0x7F, 1]), Some((127, 1)));
        assert_eq!(value(&[0x81, 0x00]), Some((128, 0)));
        assert_eq!(value(&[0xFF; 9]), Some((-1, 0)));
        assert_eq!(value(&[0x81]), None);
    }

    #[test]
    fn columns_of_every_kind() {
        // Null, 1 byte, 2, 3, 4, 6, 8, real, 0, 1, a blob of 2, a text of 2.
        let header = [13, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17];
        let mut bytes = header.to_vec();
        bytes.push(0xFF);
        bytes.extend(300_i16.to_be_bytes());
        bytes.extend([0xFF, 0xFF, 0xFE]);
        bytes.extend((-5_i32).to_be_bytes());
        bytes.extend([0, 0, 0, 1, 0, 0]);
        bytes.extend(i64::MIN.to_be_bytes());
        bytes.extend(0.5_f64.to_be_bytes());
        bytes.extend(*b"\x00\x01hi");
        let whole = |number| Sql::Integer(number);
        assert_eq!(
            columns(&bytes),
            Some(vec![
                Sql::Null,
                whole(-1),
                whole(300),
                whole(-2),
                whole(-5),
                whole(65_536),
                whole(i64::MIN),
                Sql::Real(0.5),
                whole(0),
                whole(1),
                Sql::Blob(vec![0, 1]),
                Sql::Text("hi".to_owned()),
            ])
        );
        assert_eq!(columns(&bytes[..bytes.len() - 1]), None, "cut short");
        bytes.push(0);
        assert_eq!(columns(&bytes), None, "too long");
    }
}
