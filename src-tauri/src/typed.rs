//! A passphrase as it comes from the screen.

use std::fmt;

use cadre_app::Passphrase;
use serde::{
    Deserialize, Deserializer,
    de::{Error, Visitor},
};
use zeroize::Zeroize as _;

/// A passphrase that was typed into the window; nothing where it is empty. It goes from the message straight into memory that is
/// wiped, cannot be shown, and is never sent back.
///
/// What cannot be helped: the web view has it as a string of its own, and the message in which it came is a buffer of Tauri's.
/// Neither is wiped before it is used again. They are in this machine's memory only, never in a file, and the screen forgets
/// what was typed as soon as it is sent.
#[derive(specta::Type)]
#[specta(transparent)]
pub struct TypedPassphrase(#[specta(type = String)] Option<Passphrase>);

impl TypedPassphrase {
    /// The passphrase; `None` where nothing was typed.
    pub fn get(&self) -> Option<&Passphrase> {
        self.0.as_ref()
    }
}

impl<'de> Deserialize<'de> for TypedPassphrase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Typed;

        impl Visitor<'_> for Typed {
            type Value = TypedPassphrase;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a passphrase")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(TypedPassphrase(Passphrase::new(text)))
            }

            fn visit_string<E: Error>(self, mut text: String) -> Result<Self::Value, E> {
                let typed = self.visit_str(&text);
                text.zeroize();
                typed
            }
        }

        deserializer.deserialize_str(Typed)
    }
}

#[cfg(test)]
mod tests {
    //! It is read from a message, and a message that is none does not repeat it.

    use serde_json::json;

    use super::*;

    #[test]
    fn it_is_read_and_never_repeated() {
        let read = |value: &serde_json::Value| TypedPassphrase::deserialize(value);
        assert_eq!(read(&json!("open sesame")).unwrap().get(), Passphrase::new("open sesame").as_ref());
        assert!(read(&json!("")).unwrap().get().is_none());
        let owned: TypedPassphrase = serde_json::from_value(json!("open sesame")).unwrap();
        assert!(owned.get().is_some());
        for other in [json!(["open sesame"]), json!({ "typed": "open sesame" }), json!(null), json!(1)] {
            let refused = read(&other).err().unwrap().to_string();
            assert!(!refused.contains("sesame"), "{refused}");
        }
    }
}
