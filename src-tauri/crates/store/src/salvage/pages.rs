//! The pages of a workspace file as they stand on the disk, each on its own. Those of an encrypted one are unsealed and
//! decrypted here: `SQLCipher` refuses every page after the first whose seal is broken, and the whole file where that is the
//! first. Its format is that of its version 4: <https://www.zetetic.net/sqlcipher/design/>.

use std::{collections::HashMap, fs, io, path::Path};

use aes::cipher::{BlockDecryptMut as _, KeyIvInit as _, block_padding::NoPadding};
use hmac::{Hmac, Mac as _};
use sha2::Sha512;
use zeroize::Zeroizing;

use crate::{Passphrase, StoreError, open::beside_named};

/// Bytes of every page that this program writes.
pub(super) const PAGE: usize = 4096;
/// Bytes at the end of an encrypted page: what its cipher began with, and its seal.
const VECTOR: usize = 16;
const SEAL: usize = 64;
/// Bytes at the beginning of an encrypted file, with which its key is made.
const SALT: usize = 16;
/// What every plain file begins with; an encrypted one has its salt there.
const MAGIC: &[u8; SALT] = b"SQLite format 3\0";

/// The bytes of a file and of the log beside it.
pub(super) struct Raw {
    file: Vec<u8>,
    log: HashMap<u32, Vec<u8>>,
}

/// Pages that can be read, by number.
pub(super) struct Pages {
    readable: HashMap<u32, Zeroizing<Vec<u8>>>,
    /// The greatest number of a page that there is a place for.
    pub(super) last: u32,
    /// Bytes of a page that hold content.
    pub(super) usable: usize,
}

/// What opens the pages of an encrypted file.
pub(super) struct Key {
    cipher: Zeroizing<[u8; 32]>,
    seal: Zeroizing<[u8; 32]>,
}

impl Raw {
    /// Reads a file and the log beside it; neither is touched.
    pub(super) fn read(path: &Path) -> Result<Self, StoreError> {
        let file = fs::read(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => StoreError::NotFound { path: path.to_owned() },
            _ => error.into(),
        })?;
        let log = fs::read(beside_named(path, "-wal")).unwrap_or_default();
        Ok(Self { file, log: committed(&log).unwrap_or_default() })
    }

    /// Whether there is something in the log.
    pub(super) fn has_log(&self) -> bool {
        !self.log.is_empty()
    }

    /// The first bytes that look like nothing else than a page that was encrypted, if there are any.
    pub(super) fn is_noise(&self) -> bool {
        self.file.chunks_exact(PAGE).any(crate::open::is_noise)
    }

    /// The pages of a plain file; without the log, as it was last written back.
    pub(super) fn plain(&self, with_log: bool) -> Pages {
        self.pages(with_log, PAGE, |_, bytes| Some(Zeroizing::new(bytes.to_vec())))
    }

    /// What a passphrase makes of the file's beginning.
    pub(super) fn key(&self, passphrase: &Passphrase) -> Key {
        Key::new(passphrase, self.file.first_chunk().copied().unwrap_or_default())
    }

    /// The pages of an encrypted file that are as they were sealed: none, where the key is another one.
    pub(super) fn unsealed(&self, with_log: bool, key: &Key) -> Pages {
        self.pages(with_log, PAGE - VECTOR - SEAL, |number, bytes| key.open(number, bytes))
    }

    fn pages(
        &self,
        with_log: bool,
        usable: usize,
        read: impl Fn(u32, &[u8]) -> Option<Zeroizing<Vec<u8>>>,
    ) -> Pages {
        let mut pages = HashMap::new();
        let mut last = 0;
        for (number, bytes) in (1..).zip(self.file.chunks_exact(PAGE)) {
            pages.extend(read(number, bytes).map(|page| (number, page)));
            last = number;
        }
        for (&number, bytes) in self.log.iter().filter(|_| with_log) {
            // One that does not open there stays as it is in the file.
            pages.extend(read(number, bytes).map(|page| (number, page)));
            last = last.max(number);
        }
        Pages { readable: pages, last, usable }
    }
}

impl Pages {
    pub(super) fn get(&self, number: u32) -> Option<&[u8]> {
        self.readable.get(&number).map(|page| page.as_slice())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.readable.is_empty()
    }
}

impl Key {
    fn new(passphrase: &Passphrase, salt: [u8; SALT]) -> Self {
        let mut key = Self { cipher: Zeroizing::new([0; 32]), seal: Zeroizing::new([0; 32]) };
        pbkdf2::pbkdf2_hmac::<Sha512>(passphrase.as_str().as_bytes(), &salt, 256_000, &mut *key.cipher);
        let salt = salt.map(|byte| byte ^ 0x3A);
        pbkdf2::pbkdf2_hmac::<Sha512>(&*key.cipher, &salt, 2, &mut *key.seal);
        key
    }

    /// The content of a page, its end left out; `None` where it is not as it was sealed, for this place.
    fn open(&self, number: u32, bytes: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let start = if number == 1 { SALT } else { 0 };
        let (content, seal) = bytes.split_at_checked(PAGE - SEAL)?;
        let mut expected = Hmac::<Sha512>::new_from_slice(&*self.seal).ok()?;
        expected.update(content.get(start..)?);
        expected.update(&number.to_le_bytes());
        expected.verify_slice(seal).ok()?;
        let (content, vector) = content.split_at_checked(PAGE - SEAL - VECTOR)?;
        let mut page = Zeroizing::new(content.to_vec());
        if number == 1 {
            page[..SALT].copy_from_slice(MAGIC);
        }
        let cipher = cbc::Decryptor::<aes::Aes256>::new_from_slices(&*self.cipher, vector).ok()?;
        cipher.decrypt_padded_mut::<NoPadding>(page.get_mut(start..)?).ok()?;
        Some(page)
    }
}

/// The pages of a write-ahead log, as the last transaction that was committed whole left them; `None` where it is no such log.
/// The layout is that of <https://www.sqlite.org/fileformat.html#the_write_ahead_log>.
fn committed(log: &[u8]) -> Option<HashMap<u32, Vec<u8>>> {
    let number = |bytes: &[u8], at: usize| -> Option<u32> {
        Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
    };
    let (header, frames) = log.split_at_checked(32)?;
    let big_endian = match number(header, 0)? {
        0x377F_0682 => false,
        0x377F_0683 => true,
        _ => return None,
    };
    let sum = |mut sums: (u32, u32), bytes: &[u8]| {
        for pair in bytes.chunks_exact(8) {
            let word = |at: usize| {
                let bytes = [pair[at], pair[at + 1], pair[at + 2], pair[at + 3]];
                if big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
            };
            sums.0 = sums.0.wrapping_add(word(0)).wrapping_add(sums.1);
            sums.1 = sums.1.wrapping_add(word(4)).wrapping_add(sums.0);
        }
        sums
    };
    let mut sums = sum((0, 0), &header[..24]);
    if (number(header, 24)?, number(header, 28)?) != sums {
        return None;
    }
    let mut whole = HashMap::new();
    let mut waiting = Vec::new();
    for frame in frames.chunks_exact(24 + PAGE) {
        let (head, page) = frame.split_at(24);
        sums = sum(sum(sums, &head[..8]), page);
        if head[8..16] != header[16..24] || (number(head, 16)?, number(head, 20)?) != sums {
            break;
        }
        waiting.push((number(head, 0)?, page.to_vec()));
        if number(head, 4)? > 0 {
            whole.extend(waiting.drain(..));
        }
    }
    Some(whole)
}
