//! What somebody looks for in the texts of tickets. Pure.

use crate::kernel::problem::Invalid;

/// The longest text that is looked for, in characters.
const MAX_SEARCH: usize = 100;

/// The most words of it.
const MAX_WORDS: usize = 10;

/// Words that must all stand somewhere on a ticket: in number or subject, or in one reply or another. In any case, in any
/// order, and by how they begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms(Vec<String>);

impl Terms {
    /// The words of a text: letters and digits; all else separates them, so that nothing of the databases' query
    /// languages gets through.
    pub fn parse(text: &str, field: &'static str) -> Result<Self, Invalid> {
        if text.chars().count() > MAX_SEARCH {
            return Err(Invalid::new(field, format!("must be at most {MAX_SEARCH} characters")));
        }
        let words = text.split(|character: char| !character.is_alphanumeric());
        let words: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        match words.len() {
            0 => Err(Invalid::new(field, "must have a letter or a digit")),
            1..=MAX_WORDS => Ok(Self(words)),
            _ => Err(Invalid::new(field, format!("must be at most {MAX_WORDS} words"))),
        }
    }

    /// The words, in lower case.
    pub fn words(&self) -> &[String] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_letter_and_no_digit_separates_words() {
        for (text, words) in [
            ("router", vec!["router"]),
            ("  No LINK  ", vec!["no", "link"]),
            ("TKT-2026-000123", vec!["tkt", "2026", "000123"]),
            ("anna@example.com", vec!["anna", "example", "com"]),
            ("größe œuvre 東京", vec!["größe", "œuvre", "東京"]),
            ("a\" OR 1=1 --", vec!["a", "or", "1", "1"]),
            ("NEAR(x y) * -z", vec!["near", "x", "y", "z"]),
            ("nul\0nul", vec!["nul", "nul"]),
        ] {
            assert_eq!(Terms::parse(text, "filter.search").expect("words").words(), words, "{text}");
        }
    }

    #[test]
    fn what_has_no_word_or_too_many_is_refused_by_the_name_of_its_field() {
        for text in ["", "   ", "-- \"'*", &"x".repeat(101), &"w ".repeat(11)] {
            let refused = Terms::parse(text, "filter.search").expect_err("refused");
            assert_eq!(refused.field, "filter.search", "{text}");
        }
        assert!(Terms::parse(&"x".repeat(100), "search").is_ok());
        assert!(Terms::parse(&"w ".repeat(10), "search").is_ok());
    }

    proptest! {
        #[test]
        fn nothing_but_letters_and_digits_comes_out(text in "\\PC{0,100}") {
            if let Ok(terms) = Terms::parse(&text, "search") {
                for word in terms.words() {
                    prop_assert!(!word.is_empty() && !word.contains(|sign: char| "\"'*:&|!() ".contains(sign)));
                }
            }
        }
    }
}
