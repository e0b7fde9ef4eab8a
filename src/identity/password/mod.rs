//! The rules for new passwords, after NIST SP 800-63B-4 §3.1.1.2: length counts, composition does not.
//!
//! Pure: what the rules need is handed in. Whether a password was in use before takes hashing, and is asked elsewhere.

mod blocklist;
mod fold;

use unicode_normalization::UnicodeNormalization as _;

pub use blocklist::Blocklist;

use crate::tenancy::PasswordPolicy;

/// What of a password must be left when the words that belong to the account are taken out.
const OWN_CHARACTERS: usize = 8;

/// The shortest word worth looking for: every shorter one is part of others.
const MIN_WORD: usize = 4;

/// A password that somebody would like to have.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    /// As it was typed.
    pub password: &'a str,
    /// Names that an attacker would try: of the ISP, its hosts, the portal ID, the person.
    pub context: &'a [String],
    /// Whether a second factor is asked for too: then a shorter one will do.
    pub has_second_factor: bool,
}

/// What is wrong with a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Fewer characters than this.
    TooShort(u32),
    /// More characters than this.
    TooLong(u32),
    /// A control character, which no keyboard types on purpose.
    ControlCharacter,
    /// On the list of passwords that anybody would try.
    Common,
    /// Hardly more than the name of the ISP or of the person, or the portal ID.
    Personal,
    /// Too few guesses find it.
    Guessable,
    /// The account has had it before.
    Reused,
}

impl Problem {
    /// What to do about it, for the person.
    pub fn message(self) -> String {
        match self {
            Self::TooShort(min) => format!("use at least {min} characters; a few words will do"),
            Self::TooLong(max) => format!("use at most {max} characters"),
            Self::ControlCharacter => "leave out control characters".to_owned(),
            Self::Common => "this password is among the first that anybody would try".to_owned(),
            Self::Personal => "do not build it on your name, your portal ID or your provider".to_owned(),
            Self::Guessable => "this password is too easy to guess; add another word or two".to_owned(),
            Self::Reused => "you have used this password before".to_owned(),
        }
    }
}

/// What the rules say of a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Everything that is wrong with it; empty: it may be taken.
    pub problems: Vec<Problem>,
    /// zxcvbn's estimate, 0 (found at once) to 4 (safe even against who has stolen the hash).
    pub strength: u8,
}

/// Holds a password against the rules of a tenant.
pub fn assess(policy: &PasswordPolicy, blocklist: &Blocklist, candidate: Candidate<'_>) -> Assessment {
    // The form that is hashed (ports/password); NIST counts code points of it.
    let password: String = candidate.password.nfc().collect();
    let (min, min_strength) = if candidate.has_second_factor {
        (policy.min_length_with_second_factor, policy.min_strength_with_second_factor)
    } else {
        (policy.min_length, policy.min_strength)
    };
    let length = u32::try_from(password.chars().count()).unwrap_or(u32::MAX);
    let mut problems = Vec::new();
    if length > policy.max_length {
        // Nothing else is looked at: what is too long is not worth the work.
        return Assessment { problems: vec![Problem::TooLong(policy.max_length)], strength: 0 };
    }
    if length < min {
        problems.push(Problem::TooShort(min));
    }
    if password.contains(char::is_control) {
        problems.push(Problem::ControlCharacter);
    }
    if blocklist.holds(&password) {
        problems.push(Problem::Common);
    }
    if is_personal(&password, candidate.context) {
        problems.push(Problem::Personal);
    }
    let context: Vec<&str> = candidate.context.iter().map(String::as_str).collect();
    let strength = u8::from(zxcvbn::zxcvbn(&password, &context).score());
    // Told only where nothing plainer is: a person mends one thing at a time.
    if problems.is_empty() && strength < min_strength {
        problems.push(Problem::Guessable);
    }
    Assessment { problems, strength }
}

/// Whether little is left of a password once the account's own words are taken out of it.
fn is_personal(password: &str, context: &[String]) -> bool {
    let folded = fold::fold(password);
    let mut words: Vec<String> = context
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()).chain([text.as_str()]))
        .map(|word| fold::fold(word).plain)
        .filter(|word| word.chars().count() >= MIN_WORD)
        .collect();
    // The longest first: a part of a word is not to hide the whole.
    words.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
    [folded.plain, folded.letters, folded.digits_as_letters].into_iter().any(|form| {
        let mut rest = form.clone();
        for word in &words {
            rest = rest.replace(word.as_str(), "");
        }
        rest.len() < form.len() && rest.chars().count() < OWN_CHARACTERS
    })
}

#[cfg(test)]
mod tests;
