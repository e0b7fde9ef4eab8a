//! Two spellings of one word, made equal: for comparing with lists, never for hashing.

use unicode_normalization::UnicodeNormalization as _;

/// A text without what people add to make a word look like something else.
pub(super) struct Folded {
    /// Lower case, compatible characters unified (NFKC), letters and digits only.
    pub(super) plain: String,
    /// The same with digits and signs read as the letters they stand for: `p4$$w0rd` is `password`.
    pub(super) letters: String,
    /// The same where signs only separate or decorate: `p4ssw0rd!!!` is `password`.
    pub(super) digits_as_letters: String,
}

pub(super) fn fold(text: &str) -> Folded {
    let lower: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let kept = |c: &char| c.is_alphanumeric();
    Folded {
        plain: lower.chars().filter(kept).collect(),
        letters: lower.chars().map(letter).filter(kept).collect(),
        digits_as_letters: lower.chars().filter(kept).map(letter).collect(),
    }
}

fn letter(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        other => other,
    }
}
