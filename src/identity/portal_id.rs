//! Portal IDs: what a customer types to sign in (domain.md §1).
//!
//! `prefix + N symbols + check`, e.g. `NET-7K3M-QX9A-5`: the prefix is the tenant's (0–5 of `A–Z0–9`), the
//! symbols come from `A–Z` and `2–9` without `0 O 1 I L`, and the check character is `Σ i·vᵢ mod 31` over the
//! symbols (`i` counts from 1, `vᵢ` is the position in [`ALPHABET`]); the prefix is not counted. 31 is prime and
//! the weights 1..=20 are coprime to it, so every single wrong symbol and every swap of neighbours is caught, the
//! swap of the last symbol with the check character included. A typing error is thus told to the person before
//! it counts towards a lockout.
//!
//! Test vectors (the tests below hold the implementation to them):
//!
//! | prefix | symbols    | normal form    | shown as         |
//! |--------|------------|----------------|------------------|
//! |        | `AAAAAAAA` | `AAAAAAAAA`    | `AAAA-AAAA-A`    |
//! |        | `BAAAAAAA` | `BAAAAAAAB`    | `BAAA-AAAA-B`    |
//! |        | `AAAAAAAB` | `AAAAAAABJ`    | `AAAA-AAAB-J`    |
//! |        | `ABCDEFGH` | `ABCDEFGHQ`    | `ABCD-EFGH-Q`    |
//! |        | `23456789` | `23456789E`    | `2345-6789-E`    |
//! | `NET`  | `7K3MQX9A` | `NET7K3MQX9A5` | `NET-7K3M-QX9A-5` |
//! | `A1`   | `ZZZZ`     | `A1ZZZZD`      | `A1-ZZZZ-D`      |

use std::fmt;

use crate::kernel::entropy::Entropy;

/// The 31 symbols, in the order of their values 0..31.
pub const ALPHABET: &[u8; 31] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/// The longest prefix of a tenant.
pub const MAX_PREFIX: usize = 5;

/// Bounds of the number of symbols.
pub const LENGTHS: std::ops::RangeInclusive<usize> = 4..=20;

/// How one tenant's portal IDs look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalIdFormat {
    prefix: String,
    length: usize,
}

/// Why a tenant cannot have that format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// The prefix is too long or has other characters.
    #[error("a portal ID's prefix has at most {MAX_PREFIX} characters of A-Z and 0-9")]
    Prefix,
    /// The number of symbols is out of bounds.
    #[error("a portal ID has {} to {} symbols", LENGTHS.start(), LENGTHS.end())]
    Length,
}

impl PortalIdFormat {
    /// A format of `prefix` (may be empty) and `length` symbols, the check character not counted.
    pub fn new(prefix: &str, length: usize) -> Result<Self, FormatError> {
        let fits = prefix.len() <= MAX_PREFIX
            && prefix.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if !fits {
            return Err(FormatError::Prefix);
        }
        if !LENGTHS.contains(&length) {
            return Err(FormatError::Length);
        }
        Ok(Self { prefix: prefix.to_owned(), length })
    }
}

/// Why a text is not a portal ID of the tenant. Safe to tell: it says nothing about which IDs exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PortalIdError {
    /// Too few or too many characters, separators not counted.
    #[error("a portal ID has {expected} characters")]
    Length {
        /// How many there should be, without prefix, check character included.
        expected: usize,
    },
    /// It begins otherwise than this tenant's portal IDs do.
    #[error("this portal ID does not belong here")]
    Prefix,
    /// A character that portal IDs do not have.
    #[error("character {position} is not used in portal IDs")]
    Symbol {
        /// Which one, counted from 1 after the prefix, separators not counted.
        position: usize,
    },
    /// The check character does not fit: a typing error.
    #[error("this portal ID has a typing error")]
    Check,
}

/// A well-formed portal ID in its normal form: upper case, no separators.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PortalId {
    text: String,
    prefix: usize,
}

impl PortalId {
    /// Reads what a person typed: in any case, with any separators, with or without the tenant's prefix
    /// (the host has already told the tenant).
    pub fn normalise(input: &str, format: &PortalIdFormat) -> Result<Self, PortalIdError> {
        let body = format.length + 1;
        let wrong_length = PortalIdError::Length { expected: body };
        let longest = format.prefix.len() + body;
        // One character more than fits is enough to know, however long the input is.
        let typed: Vec<char> = input.chars().filter(|c| !is_separator(*c)).take(longest + 1).collect();
        let symbols = if typed.len() == body {
            &typed[..]
        } else if typed.len() == longest {
            let (prefix, symbols) = typed.split_at(format.prefix.len());
            if !prefix.iter().map(char::to_ascii_uppercase).eq(format.prefix.chars()) {
                return Err(PortalIdError::Prefix);
            }
            symbols
        } else {
            return Err(wrong_length);
        };
        let values = symbols
            .iter()
            .enumerate()
            .map(|(index, symbol)| value(*symbol).ok_or(PortalIdError::Symbol { position: index + 1 }))
            .collect::<Result<Vec<usize>, _>>()?;
        let (check, values) = values.split_last().ok_or(wrong_length)?;
        if check_value(values) == *check {
            Ok(Self::assemble(values, format))
        } else {
            Err(PortalIdError::Check)
        }
    }

    /// A random portal ID. Whether it is taken already, only the database knows.
    pub fn generate(format: &PortalIdFormat, random: &dyn Entropy) -> Self {
        let mut values = Vec::with_capacity(format.length);
        while values.len() < format.length {
            let mut bytes = [0; 32];
            random.fill(&mut bytes);
            // Five bits give 0..32; the one value too many is thrown away, so none is likelier than another.
            let fair =
                bytes.iter().map(|byte| usize::from(byte & 31)).filter(|value| *value < ALPHABET.len());
            values.extend(fair.take(format.length - values.len()));
        }
        Self::assemble(&values, format)
    }

    fn assemble(values: &[usize], format: &PortalIdFormat) -> Self {
        let mut text = format.prefix.clone();
        let check = check_value(values);
        text.extend(values.iter().chain([&check]).map(|value| char::from(ALPHABET[*value])));
        Self { text, prefix: format.prefix.len() }
    }

    /// The normal form, as it is stored and as counters are keyed by.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// As it is shown and printed: `XXXX-XXXX-C`, the prefix in front.
impl fmt::Display for PortalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (prefix, body) = self.text.split_at(self.prefix);
        let (symbols, check) = body.split_at(body.len() - 1);
        if !prefix.is_empty() {
            write!(f, "{prefix}-")?;
        }
        for (index, symbol) in symbols.chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{symbol}")?;
        }
        write!(f, "-{check}")
    }
}

fn check_value(values: &[usize]) -> usize {
    values.iter().zip(1..).map(|(value, weight)| value * weight).sum::<usize>() % ALPHABET.len()
}

fn value(symbol: char) -> Option<usize> {
    let upper = u8::try_from(symbol).ok()?.to_ascii_uppercase();
    ALPHABET.iter().position(|letter| *letter == upper)
}

/// What people and word processors put between the groups.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '.'
                | '_'
                | '\u{ad}' // soft hyphen
                | '\u{2010}'
                ..='\u{2015}' // hyphens and dashes
                | '\u{2212}' // minus
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}' // small and full-width dashes
        )
}

#[cfg(test)]
mod tests;
