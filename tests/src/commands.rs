//! The commands that the web view may call, as the generated bindings declare them, and calls of them that nobody would make.

use std::collections::BTreeMap;

use rand_chacha::{ChaCha8Rng, rand_core::Rng as _};
use serde_json::{Map, Value, json};

use crate::checkout;

/// A type of the bindings.
#[derive(Clone, Debug)]
enum Type {
    Text,
    Number,
    Flag,
    Null,
    Literal(String),
    Named(String),
    List(Box<Self>),
    Tuple(Vec<Self>),
    Record(Vec<(String, Self)>),
    OneOf(Vec<Self>),
}

/// A command and its arguments.
#[derive(Clone, Debug)]
pub struct Command {
    /// Its name at the boundary: `set_levels`.
    pub name: String,
    arguments: Vec<(String, Type)>,
    /// Whether it asks the user for a file, where what it is given can be meant.
    pub asks: bool,
}

/// Every command, and the types that they take.
pub struct Commands {
    /// The commands, in the order of the bindings.
    pub commands: Vec<Command>,
    types: BTreeMap<String, Type>,
}

impl Commands {
    /// Reads the committed bindings, and from the sources which commands open a dialog.
    ///
    /// # Panics
    /// Where the bindings are not as they are generated.
    pub fn read() -> Self {
        let bindings = checkout::read("ui/src/lib/ipc/bindings.ts");
        let asking = asking();
        let mut commands = Vec::new();
        let mut types = BTreeMap::new();
        for line in bindings.lines() {
            let Some((_, call)) = line.split_once("__TAURI_INVOKE(\"") else { continue };
            let name = call.split('"').next().unwrap_or_default().to_owned();
            let declared =
                line.split_once('(').map(|(_, rest)| rest.split_once(") => ").unwrap_or_default().0);
            let mut parser = Parser::new(declared.unwrap_or_default());
            let asks = asking.contains(&name);
            commands.push(Command { name, arguments: parser.fields(), asks });
        }
        for declaration in bindings.split("export type ").skip(1) {
            let (name, rest) = declaration.split_once(" = ").unwrap_or_else(|| panic!("{declaration}"));
            // What a type is made of beside has no part in what is sent.
            let name = name.split('<').next().unwrap_or_default();
            types.insert(name.to_owned(), Parser::new(rest).one_of());
        }
        assert!(commands.len() > 50 && types.len() > 50, "the bindings are not as they are generated");
        Self { commands, types }
    }

    /// Arguments of a command: of the right shape with values that hurt, or, where `wrong`, with something of another type in
    /// them.
    pub fn arguments(&self, command: &Command, wrong: bool, random: &mut ChaCha8Rng) -> Value {
        let mut values: Map<String, Value> = command
            .arguments
            .iter()
            .map(|(name, kind)| (camel_case(name), self.value(kind, random, 0)))
            .collect();
        if wrong && !values.is_empty() {
            let place = random.next_u32() as usize % values.len();
            if let Some((_, value)) = values.iter_mut().nth(place) {
                *value = wrong_for(value, random);
            }
        }
        Value::Object(values)
    }

    fn value(&self, kind: &Type, random: &mut ChaCha8Rng, depth: u32) -> Value {
        let mut pick = |most: usize| random.next_u32() as usize % most;
        match kind {
            Type::Text => json!(texts()[pick(texts().len())]),
            Type::Number => NUMBERS[pick(NUMBERS.len())].into(),
            Type::Flag => json!(pick(2) == 0),
            Type::Null => Value::Null,
            Type::Literal(text) => json!(text),
            Type::Named(name) => match self.types.get(name) {
                Some(kind) if depth < 12 => self.value(kind, random, depth + 1),
                _ => Value::Null,
            },
            Type::List(of) => {
                let length = [0, 1, 3, 200][pick(4)];
                (0..length).map(|_| self.value(of, random, depth + 1)).collect()
            }
            Type::Tuple(kinds) => kinds.iter().map(|kind| self.value(kind, random, depth + 1)).collect(),
            Type::Record(fields) => {
                let field =
                    |(name, kind): &(String, Type)| (name.clone(), self.value(kind, random, depth + 1));
                Value::Object(fields.iter().map(field).collect())
            }
            Type::OneOf(kinds) => {
                let kind = &kinds[pick(kinds.len())];
                self.value(kind, random, depth + 1)
            }
        }
    }
}

const NUMBERS: [f64; 12] =
    [0.0, 1.0, -1.0, 0.5, 4.0, 255.0, 256.0, 4_294_967_295.0, 4_294_967_296.0, 9.1e15, 1e308, -1e308];

/// Texts that hurt where they are taken for something else, beside some that name what there is.
fn texts() -> Vec<String> {
    let long = "A".repeat(100_000);
    [
        "",
        " ",
        "Forensics",
        "forensics",
        "llm-secops",
        "isaca-2024",
        "EUR",
        "2026-06-01",
        "2026-02-30",
        "-9999-01-01",
        "99999-12-31",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "not-an-id",
        "<img src=x onerror=\"window.hurt=1\">",
        "'; DROP TABLE person; --",
        "../../../../etc/passwd",
        "/dev/zero",
        "\\\\server\\share",
        "CON",
        "=1+1",
        "\u{0}",
        "\u{202e}drowssap",
        "\u{1f469}\u{200d}\u{1f680}",
        "{\"__proto__\": {\"hurt\": 1}}",
        &long,
    ]
    .map(str::to_owned)
    .to_vec()
}

/// Something of another type than this.
fn wrong_for(value: &Value, random: &mut ChaCha8Rng) -> Value {
    let mut deep = json!(1);
    for _ in 0..100 {
        deep = json!([deep]);
    }
    let others = [
        json!({ "__proto__": { "hurt": 1 }, "constructor": 1 }),
        json!(["a", null, 3]),
        json!(-1.5e300),
        json!(true),
        deep,
        json!("x".repeat(1_000_000)),
    ];
    let start = random.next_u32() as usize;
    let kind = |value: &Value| std::mem::discriminant(value);
    let other = (0..others.len()).map(|step| &others[(start + step) % others.len()]);
    other.into_iter().find(|other| kind(other) != kind(value)).cloned().unwrap_or_default()
}

/// Tauri takes arguments in camel case.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |all, word| {
        let (head, tail) = word.split_at(word.len().min(1));
        all + &head.to_uppercase() + tail
    })
}

/// The functions of the shell that open a dialog of the system, by themselves or by one that they call.
fn asking() -> Vec<String> {
    let mut bodies = Vec::new();
    let folder = checkout::root().join("src-tauri/src/commands");
    let modules = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for path in modules.chain([checkout::root().join("src-tauri/src/commands.rs")]) {
        let source =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for function in source.split("fn ") {
            let name = function.split(['(', '<']).next().unwrap_or_default();
            bodies.push((name.to_owned(), function.to_owned()));
        }
    }
    let mut asking: Vec<String> = Vec::new();
    loop {
        let calls = |body: &str| asking.iter().any(|name| body.contains(&format!(" {name}(")));
        let more: Vec<String> = bodies
            .iter()
            .filter(|(name, body)| !asking.contains(name) && (body.contains("blocking_") || calls(body)))
            .map(|(name, _)| name.clone())
            .collect();
        if more.is_empty() {
            return asking;
        }
        asking.extend(more);
    }
}

/// Reads what specta writes: records, lists, tuples, unions of literals and names.
struct Parser {
    words: Vec<String>,
    at: usize,
}

impl Parser {
    fn new(text: &str) -> Self {
        let mut words = Vec::new();
        let mut letters = without_comments(text).chars().collect::<Vec<_>>().into_iter().peekable();
        while let Some(letter) = letters.next() {
            let mut word = String::from(letter);
            if letter == '"' {
                word.clear();
                words.push("\"".to_owned());
                word.extend(letters.by_ref().take_while(|&letter| letter != '"'));
            } else if letter.is_alphanumeric() || letter == '_' {
                while let Some(&next) = letters.peek()
                    && (next.is_alphanumeric() || next == '_')
                {
                    word.push(next);
                    letters.next();
                }
            } else if letter.is_whitespace() {
                continue;
            }
            words.push(word);
        }
        Self { words, at: 0 }
    }

    fn next_is(&self, word: &str) -> bool {
        self.words.get(self.at).is_some_and(|next| next == word)
    }

    fn take(&mut self, word: &str) -> bool {
        let is = self.next_is(word);
        self.at += usize::from(is);
        is
    }

    fn word(&mut self) -> String {
        self.at += 1;
        self.words.get(self.at - 1).cloned().unwrap_or_default()
    }

    /// `name: Type, name?: Type` up to the end or a closing brace.
    fn fields(&mut self) -> Vec<(String, Type)> {
        let mut fields = Vec::new();
        while self.at < self.words.len() && !self.next_is("}") {
            self.take("\"");
            let name = self.word();
            self.take("?");
            assert!(self.take(":"), "no type for {name} in {:?}", self.words);
            fields.push((name, self.one_of()));
            let _separated = self.take(",") || self.take(";");
        }
        fields
    }

    fn one_of(&mut self) -> Type {
        self.take("|");
        let mut kinds = vec![self.one()];
        while self.take("|") {
            kinds.push(self.one());
        }
        if kinds.len() == 1 { kinds.remove(0) } else { Type::OneOf(kinds) }
    }

    fn one(&mut self) -> Type {
        let mut kind = if self.take("\"") {
            Type::Literal(self.word())
        } else if self.take("{") {
            let fields = self.fields();
            self.take("}");
            Type::Record(fields)
        } else if self.take("(") {
            let kind = self.one_of();
            self.take(")");
            kind
        } else if self.take("[") {
            let mut kinds = Vec::new();
            while !self.take("]") {
                kinds.push(self.one_of());
                self.take(",");
            }
            return Type::Tuple(kinds);
        } else {
            match self.word().as_str() {
                "string" => Type::Text,
                "number" | "bigint" => Type::Number,
                "boolean" => Type::Flag,
                "null" | "undefined" | "never" => Type::Null,
                name => Type::Named(name.to_owned()),
            }
        };
        if self.take("<") {
            while !self.take(">") {
                self.at += 1;
            }
        }
        while self.next_is("[") {
            self.at += 2;
            kind = Type::List(Box::new(kind));
        }
        if self.take("&") {
            // Two records in one: both have their fields.
            if let (Type::Record(mut fields), Type::Record(more)) = (kind.clone(), self.one()) {
                fields.extend(more);
                kind = Type::Record(fields);
            }
        }
        kind
    }
}

fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").unwrap_or_default().1;
    }
    kept + rest
}
