//! The passphrase of an encrypted workspace, and the one place where it is handed to `SQLCipher`.

use std::fmt;

use rusqlite::{Connection, ffi};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::StoreError;

/// A passphrase: wiped from memory when it is dropped, and never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// The passphrase that was typed; `None` where nothing was. Letters that keyboards compose in different ways are taken
    /// as the same ones (Unicode's form C).
    pub fn new(typed: &str) -> Option<Self> {
        // With room for all of it at once: text that grows leaves copies behind.
        let mut text = String::with_capacity(typed.len() * 3);
        text.extend(typed.nfc());
        (!text.is_empty()).then(|| Self(Zeroizing::new(text)))
    }

    /// Its text, for what must have it: the file itself, and a keychain. A copy of it is the caller's to wipe.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase")
    }
}

/// Gives a connection the passphrase of its file, before anything else: with it `SQLCipher` encrypts every page by its
/// defaults (AES-256, HMAC-SHA512, a key derived by 256,000 rounds of PBKDF2). The passphrase does not go through SQL, which
/// would leave copies of it.
#[expect(unsafe_code, reason = "rusqlite has no call for a key, and PRAGMA key would copy it into SQL text")]
pub(crate) fn unlock(connection: &Connection, passphrase: &Passphrase) -> Result<(), StoreError> {
    quiet(connection)?;
    // Memory that held pages or keys is wiped when it is given back.
    connection.pragma_update(None, "cipher_memory_security", true)?;
    let text = passphrase.as_str().as_bytes();
    // Lengths of text that was typed are far below the greatest int.
    let length = text.len() as i32;
    // SAFETY: the connection is open for as long as it is borrowed, the name ends in NUL, and `text` has `length` bytes, which
    // SQLCipher copies into memory of its own.
    let code =
        unsafe { ffi::sqlite3_key_v2(connection.handle(), c"main".as_ptr(), text.as_ptr().cast(), length) };
    if code == ffi::SQLITE_OK {
        return Ok(());
    }
    Err(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into())
}

/// Keeps `SQLCipher` from writing to standard error what the caller is told as an error.
pub(crate) fn quiet(connection: &Connection) -> Result<(), StoreError> {
    Ok(connection.pragma_update(None, "cipher_log_level", "NONE")?)
}

#[cfg(test)]
mod tests {
    //! What is the same passphrase, and that it is never shown.

    use super::*;

    #[test]
    fn what_is_typed_is_the_passphrase() {
        assert_eq!(Passphrase::new(""), None);
        assert!(Passphrase::new(" ").is_some(), "a blank is a letter like others");
        assert_eq!(Passphrase::new("Zu\u{308}rich"), Passphrase::new("Z\u{fc}rich"));
        assert_ne!(Passphrase::new("zürich"), Passphrase::new("Zürich"));
        assert_eq!(format!("{:?}", Passphrase::new("secret").unwrap()), "Passphrase");
    }
}
