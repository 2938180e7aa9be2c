//! The system's keychain, in which the passphrase of a workspace is kept where the user wants that: the Secret Service on Linux
//! (GNOME Keyring, `KWallet`, `KeePassXC`), the Keychain of macOS, the Credential Manager of Windows. It is kept nowhere else, and
//! in no file of ours.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use cadre_app::{AppError, ErrorCode, Passphrase};
use keyring_core::{CredentialStore, Entry, Error};
use serde::Serialize;
use zeroize::Zeroizing;

/// The name under which a keychain lists what is ours.
const SERVICE: &str = "Cadre";

/// The keychain; it is looked for when it is first needed, and again as long as there is none.
#[derive(Default)]
pub(crate) struct Keychain(Mutex<Option<Arc<CredentialStore>>>);

/// What the screens are told of the keychain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, specta::Type)]
pub struct KeychainView {
    /// Why there is none to keep a passphrase in, in one sentence; empty where there is one.
    pub missing: String,
    /// Whether the passphrase of the workspace asked about is in it.
    pub kept: bool,
}

impl Keychain {
    #[cfg(test)]
    fn with(store: Arc<CredentialStore>) -> Self {
        Self(Mutex::new(Some(store)))
    }

    /// The entry of a workspace, by its path: a file that is moved is asked about once more.
    fn entry(&self, workspace: &Path) -> Result<Entry, Error> {
        let mut store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let store = match &*store {
            Some(store) => Arc::clone(store),
            None => Arc::clone(store.insert(system_store()?)),
        };
        let path = workspace.canonicalize().unwrap_or_else(|_| workspace.to_owned());
        Entry::new_in_store(&store, SERVICE, &path.to_string_lossy())
    }

    /// Whether there is a keychain, and whether it has the passphrase of a workspace.
    pub(crate) fn view(&self, workspace: &Path) -> KeychainView {
        let missing = |error: &Error| KeychainView { missing: in_words(error), kept: false };
        match self.entry(workspace).map(|entry| entry.get_secret().map(Zeroizing::new)) {
            Ok(Ok(_)) => KeychainView { missing: String::new(), kept: true },
            Ok(Err(Error::NoEntry)) => KeychainView { missing: String::new(), kept: false },
            Ok(Err(error)) | Err(error) => missing(&error),
        }
    }

    /// The passphrase of a workspace, where it is there. A keychain that is missing or locked has none.
    pub(crate) fn passphrase(&self, workspace: &Path) -> Option<Passphrase> {
        let secret = Zeroizing::new(self.entry(workspace).ok()?.get_secret().ok()?);
        Passphrase::new(std::str::from_utf8(&secret).ok()?)
    }

    /// Puts the passphrase of a workspace into it, in place of the one that was there.
    pub(crate) fn keep(&self, workspace: &Path, passphrase: &Passphrase) -> Result<(), AppError> {
        self.entry(workspace)
            .and_then(|entry| entry.set_secret(passphrase.as_str().as_bytes()))
            .map_err(|error| refused("The passphrase could not be put into the keychain.", &error))
    }

    /// Takes the passphrase of a workspace out of it, if it is there.
    pub(crate) fn forget(&self, workspace: &Path) -> Result<(), AppError> {
        match self.entry(workspace).and_then(|entry| entry.delete_credential()) {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(refused("The passphrase could not be taken out of the keychain.", &error)),
        }
    }
}

fn refused(what: &str, error: &Error) -> AppError {
    AppError::new(ErrorCode::Io, what, format!("{} The workspace is as it was.", in_words(error)))
}

/// Why the keychain does not do it. What the error carries beside its kind may be a secret, and is left out.
fn in_words(error: &Error) -> String {
    match error {
        Error::NoStorageAccess(_) => "This computer’s keychain is locked.",
        Error::Ambiguous(_) => "This computer’s keychain has two entries for this file. Remove them there.",
        Error::TooLong(..) => "The passphrase is too long for this computer’s keychain.",
        _ => "This computer has no keychain that Cadre can use.",
    }
    .to_owned()
}

#[cfg(all(unix, not(target_os = "macos")))]
fn system_store() -> Result<Arc<CredentialStore>, Error> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn system_store() -> Result<Arc<CredentialStore>, Error> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(windows)]
fn system_store() -> Result<Arc<CredentialStore>, Error> {
    Ok(windows_native_keyring_store::Store::new()?)
}

#[cfg(test)]
mod tests {
    //! Over a keychain that is played.

    use keyring_core::mock;

    use super::*;

    #[test]
    fn a_passphrase_is_kept_given_back_and_forgotten() {
        let keychain = Keychain::with(mock::Store::new().unwrap());
        let [one, other] = ["/a/one.cadre", "/a/other.cadre"].map(Path::new);
        let [first, second] = ["open sesame", "Zu\u{308}rich"].map(|text| Passphrase::new(text).unwrap());
        let kept = |kept| KeychainView { missing: String::new(), kept };

        assert_eq!(keychain.view(one), kept(false));
        keychain.keep(one, &first).unwrap();
        assert_eq!((keychain.view(one), keychain.view(other)), (kept(true), kept(false)));
        assert_eq!(keychain.passphrase(one).as_ref(), Some(&first));
        assert_eq!(keychain.passphrase(other), None);
        keychain.keep(one, &second).unwrap();
        assert_eq!(keychain.passphrase(one).as_ref(), Some(&second));
        keychain.forget(one).unwrap();
        keychain.forget(one).unwrap();
        assert_eq!((keychain.view(one), keychain.passphrase(one)), (kept(false), None));
    }

    #[test]
    fn a_locked_keychain_is_said_and_has_no_passphrase() {
        let keychain = Keychain::with(mock::Store::new().unwrap());
        let file = Path::new("/a/one.cadre");
        let passphrase = Passphrase::new("open sesame").unwrap();
        keychain.keep(file, &passphrase).unwrap();
        let locked = || {
            let entry = keychain.entry(file).unwrap();
            let mock: &mock::Cred = entry.as_any().downcast_ref().unwrap();
            mock.set_error(Error::NoStorageAccess("locked".into()));
        };
        locked();
        assert_eq!(keychain.view(file).missing, "This computer’s keychain is locked.");
        locked();
        assert_eq!(keychain.passphrase(file), None);
        locked();
        let error = keychain.keep(file, &passphrase).unwrap_err();
        assert_eq!(error.hint, "This computer’s keychain is locked. The workspace is as it was.");
    }
}
