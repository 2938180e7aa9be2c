//! Reads a written file back: its parts, their elements, and the text in them.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

/// The parts of a file by name.
pub(crate) struct Parts(pub(crate) BTreeMap<String, Vec<u8>>);

/// An element: its name, its attributes, and all text in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

impl Parts {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            let name = part.name().unwrap().into_owned();
            assert!(parts.insert(name.clone(), content).is_none(), "{name} twice");
        }
        Self(parts)
    }

    pub(crate) fn names(&self, start: &str) -> Vec<String> {
        let mut names: Vec<String> = self
            .0
            .keys()
            .filter(|name| {
                name.strip_prefix(start).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            })
            .cloned()
            .collect();
        names.sort_by_key(|name| (name.len(), name.clone()));
        names
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        str::from_utf8(self.0.get(name).unwrap_or_else(|| panic!("no part {name}"))).unwrap()
    }

    /// Every element of a part, as it begins. Whatever is not well formed, or no character of XML, fails here.
    pub(crate) fn elements(&self, name: &str) -> Vec<Element> {
        let text = self.text(name);
        let illegal = |c: char| {
            c.is_control() && !matches!(c, '\n' | '\r' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}')
        };
        assert!(!text.contains(illegal), "{name} holds what XML does not");
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
                Event::Start(start) => {
                    open.push(elements.len());
                    elements.push(element(&start));
                }
                Event::Empty(start) => elements.push(element(&start)),
                Event::End(_) => {
                    open.pop();
                }
                Event::Text(text) => {
                    for at in &open {
                        elements[*at].text.push_str(text.as_ref());
                    }
                }
                Event::GeneralRef(reference) => {
                    let letter = match reference.resolve_char_ref().unwrap() {
                        Some(letter) => letter,
                        None => match reference.as_ref() {
                            "lt" => '<',
                            "gt" => '>',
                            "amp" => '&',
                            "quot" => '"',
                            "apos" => '\'',
                            other => panic!("{name}: &{other};"),
                        },
                    };
                    for at in &open {
                        elements[*at].text.push(letter);
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(open.is_empty(), "{name} ends too soon");
        elements
    }

    pub(crate) fn all(&self, part: &str, name: &str) -> Vec<Element> {
        self.elements(part).into_iter().filter(|element| element.name == name).collect()
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let name = attribute.key.as_ref().to_owned();
        (name, attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned())
    });
    Element { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), text: String::new() }
}

/// Every part has a type, every relation an end, and every relation that a part speaks of is there.
pub(crate) fn check_package(parts: &Parts) {
    let types = parts.elements("[Content_Types].xml");
    let of = |name: &str, key: &str| -> Vec<String> {
        types.iter().filter(|it| it.name == name).map(|it| it.attribute(key).to_owned()).collect()
    };
    let (extensions, overrides) = (of("Default", "Extension"), of("Override", "PartName"));
    for part in &overrides {
        assert!(parts.0.contains_key(part.trim_start_matches('/')), "a type for {part}, which is not there");
    }
    for name in parts.0.keys().filter(|name| *name != "[Content_Types].xml") {
        let extension = name.rsplit('.').next().unwrap().to_owned();
        assert!(
            overrides.contains(&format!("/{name}")) || extensions.contains(&extension),
            "{name} has no type"
        );
        if extension == "xml" || extension == "rels" {
            parts.elements(name);
        }
        let Some((folder, source)) = name.split_once("_rels/") else { continue };
        let source = format!("{folder}{}", source.trim_end_matches(".rels"));
        let mut ids = Vec::new();
        for relation in parts.all(name, "Relationship") {
            ids.push(relation.attribute("Id").to_owned());
            let target = relation.attribute("Target");
            if relation.attribute("TargetMode") == "External" || target.starts_with('#') {
                continue;
            }
            let mut at: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
            if target.starts_with('/') {
                at.clear();
            }
            for step in target.split('/').filter(|step| !step.is_empty()) {
                if step == ".." {
                    at.pop();
                } else {
                    at.push(step);
                }
            }
            assert!(parts.0.contains_key(&at.join("/")), "{name}: {target} is not there");
        }
        if source.starts_with(|c: char| c.is_ascii_lowercase()) && parts.0.contains_key(&source) {
            for element in parts.elements(&source) {
                for key in ["r:id", "r:embed"] {
                    let id = element.attribute(key);
                    assert!(id.is_empty() || ids.iter().any(|it| it == id), "{source}: {id} leads nowhere");
                }
            }
        }
    }
}
