//! Currencies as people write them: codes, signs and words. Amounts are never converted, so that one in another currency
//! than the workspace's must be told.

use crate::matching::fold;

/// Codes of ISO 4217.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN \
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ \
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL \
    LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN \
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD \
    TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";
/// Codes that are words too, and so count only in capitals.
const WORDS_TOO: [&str; 8] = ["ALL", "COP", "CUP", "MOP", "PEN", "SOS", "TOP", "TRY"];

const DOLLARS: &str = "USD CAD AUD NZD SGD HKD TWD MXN BRL ARS CLP COP UYU DOP BBD BMD BND BSD BZD FJD GYD JMD KYD LRD \
    NAD SBD SRD TTD XCD";
const POUNDS: &str = "GBP EGP FKP GIP LBP SDG SHP SSP SYP";
const CROWNS: &str = "SEK NOK DKK ISK CZK";
const RUPEES: &str = "INR PKR LKR NPR MUR SCR";

/// Signs, and the codes that each may mean.
const SIGNS: [(char, &str); 25] = [
    ('€', "EUR"),
    ('$', DOLLARS),
    ('＄', DOLLARS),
    ('£', POUNDS),
    ('￡', POUNDS),
    ('¥', "JPY CNY"),
    ('￥', "JPY CNY"),
    ('₹', "INR"),
    ('₨', RUPEES),
    ('₽', "RUB"),
    ('₩', "KRW KPW"),
    ('₺', "TRY"),
    ('₪', "ILS"),
    ('₴', "UAH"),
    ('₫', "VND"),
    ('₦', "NGN"),
    ('₱', "PHP"),
    ('฿', "THB"),
    ('₡', "CRC"),
    ('₲', "PYG"),
    ('₵', "GHS"),
    ('₸', "KZT"),
    ('₮', "MNT"),
    ('₼', "AZN"),
    ('₾', "GEL"),
];
/// Letters before a dollar sign, and the dollar that they mean.
const BEFORE_DOLLAR: [(&str, &str); 11] = [
    ("us", "USD"),
    ("c", "CAD"),
    ("ca", "CAD"),
    ("a", "AUD"),
    ("au", "AUD"),
    ("s", "SGD"),
    ("hk", "HKD"),
    ("nz", "NZD"),
    ("nt", "TWD"),
    ("mx", "MXN"),
    ("r", "BRL"),
];
/// Words, folded, and the codes that each may mean.
const WORDS: [(&str, &str); 23] = [
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("dollar", DOLLARS),
    ("dollars", DOLLARS),
    ("us", "USD"),
    ("pound", POUNDS),
    ("pounds", POUNDS),
    ("sterling", "GBP"),
    ("fr", "CHF"),
    ("sfr", "CHF"),
    ("francs", "CHF XAF XOF XPF"),
    ("franken", "CHF"),
    ("kr", CROWNS),
    ("kc", "CZK"),
    ("zl", "PLN"),
    ("ft", "HUF"),
    ("lei", "RON"),
    ("rs", RUPEES),
    ("r", "ZAR"),
    ("rand", "ZAR"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("rmb", "CNY"),
];
/// Words that in a head are rather a country.
const COUNTRIES: [&str; 2] = ["us", "fr"];

/// Whether a character stands for a currency.
pub(crate) fn is_sign(character: char) -> bool {
    matches!(character, '\u{20a0}'..='\u{20cf}') || SIGNS.iter().any(|(sign, _)| *sign == character)
}

/// Whether a word stands for a currency: its code or its name, or letters before a dollar sign where there is one.
pub(crate) fn is_word(word: &str, dollar: bool) -> bool {
    of_letters(word, dollar).is_some()
}

/// The currency that stands beside an amount, where that cannot be the workspace's.
pub(crate) fn other_beside_amount(text: &str, workspace: &str) -> Option<String> {
    // Small letters beside an amount are a code as well.
    other(&text.to_uppercase(), workspace)
}

/// The currency that a head names, where that cannot be the workspace's.
pub(crate) fn other_in_head(head: &str, workspace: &str) -> Option<String> {
    // A head all in capitals says nothing by them.
    let plain = if head.chars().any(char::is_lowercase) { head.to_owned() } else { head.to_lowercase() };
    let words =
        plain.split(' ').filter(|word| !COUNTRIES.contains(&fold(word).as_str()) || word.contains(is_sign));
    other(&words.collect::<Vec<_>>().join(" "), workspace)
}

/// The currency that a text names, where that cannot be the workspace's.
fn other(text: &str, workspace: &str) -> Option<String> {
    // Digits stand next to it too: "$200k".
    let pieces = text.split(|c: char| !c.is_alphabetic() && !is_sign(c)).filter(|piece| !piece.is_empty());
    // "US $": what says most of it counts.
    let named =
        pieces.filter_map(|piece| Some((piece, codes_of(piece)?))).min_by_key(|(_, codes)| codes.len());
    let (piece, codes) = named?;
    let same = workspace.is_empty() || codes.split(' ').any(|code| code.eq_ignore_ascii_case(workspace));
    (!same).then(|| if codes.len() == 3 { codes.to_owned() } else { piece.to_owned() })
}

/// The codes that a word with or without a sign may mean; empty for a sign that is not known.
fn codes_of(piece: &str) -> Option<&'static str> {
    let sign = piece.chars().find(|c| is_sign(*c));
    let letters: String = piece.chars().filter(|c| !is_sign(*c)).collect();
    let of_sign = |sign| SIGNS.iter().find(|(other, _)| *other == sign).map_or("", |(_, codes)| *codes);
    of_letters(&letters, matches!(sign, Some('$' | '＄'))).or_else(|| sign.map(of_sign))
}

fn of_letters(letters: &str, before_dollar: bool) -> Option<&'static str> {
    let folded = fold(letters);
    let of = |table: &[(&str, &'static str)]| {
        table.iter().find(|(word, _)| *word == folded).map(|(_, codes)| *codes)
    };
    if before_dollar && let Some(code) = of(&BEFORE_DOLLAR) {
        return Some(code);
    }
    let is_code =
        |code: &&str| *code == letters || code.eq_ignore_ascii_case(letters) && !WORDS_TOO.contains(code);
    CODES.split(' ').find(is_code).or_else(|| of(&WORDS))
}
