//! Numbers drawn from one seeded stream, and names of people: the same on every machine.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// The seed of every stream.
pub(crate) const SEED: u64 = 2026;

const FIRST_NAMES: [&str; 25] = [
    "Amara", "Ben", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hiro", "Ingrid", "Jonas", "Kavya", "Liam",
    "Maryam", "Nils", "Olivia", "Pedro", "Quinn", "Rosa", "Samir", "Tomoko", "Umar", "Vera", "Wanjiru",
    "Xenia", "Yusuf",
];
const LAST_NAMES: [&str; 40] = [
    "Abebe",
    "Bakker",
    "Castillo",
    "Dubois",
    "Eriksen",
    "Fontana",
    "Gruber",
    "Halvorsen",
    "Ivanova",
    "Jansen",
    "Kowalski",
    "Lindqvist",
    "Moreau",
    "Nakamura",
    "Osei",
    "Petrov",
    "Quispe",
    "Rossi",
    "Siddiqui",
    "Tanaka",
    "Ueda",
    "Vasquez",
    "Weber",
    "Xu",
    "Yilmaz",
    "Zhang",
    "Adeyemi",
    "Brandt",
    "Chaudhry",
    "Delgado",
    "Ellingsen",
    "Fischer",
    "Gallo",
    "Horvath",
    "Iyer",
    "Jensen",
    "Keller",
    "Lombardi",
    "Mbeki",
    "Novak",
];

/// Numbers drawn from one seeded stream.
pub(crate) struct Draws(ChaCha8Rng);

impl Draws {
    /// The stream from its start.
    pub(crate) fn new() -> Self {
        Self(ChaCha8Rng::seed_from_u64(SEED))
    }

    /// A number from 0 to below `limit`; the bias of a remainder does not matter here.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.0.next_u64() % limit as u64) as usize
    }

    /// One of several.
    pub(crate) fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

/// The name of the `index`-th person; the first thousand are all different.
pub(crate) fn name(index: usize) -> String {
    let first = index % FIRST_NAMES.len();
    // Every first name meets every last name, each beginning elsewhere, so that neighbours share neither.
    let last = (index / FIRST_NAMES.len() + first * 7) % LAST_NAMES.len();
    format!("{} {}", FIRST_NAMES[first], LAST_NAMES[last])
}
