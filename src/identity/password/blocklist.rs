//! Passwords that anybody would try first.

use std::collections::HashSet;
use std::path::Path;

use super::fold::fold;

const BUNDLED: &str = include_str!("blocklist.txt");

/// Words refused as passwords, with whatever separators, case, digits around them and common replacements of letters.
#[derive(Debug, Clone)]
pub struct Blocklist(HashSet<Box<str>>);

impl Default for Blocklist {
    /// The bundled list.
    fn default() -> Self {
        let mut list = Self(HashSet::new());
        list.add(BUNDLED);
        list
    }
}

impl Blocklist {
    /// The bundled list and an operator's: one password a line, `#` begins a comment.
    pub fn with_file(file: &Path) -> std::io::Result<Self> {
        let mut list = Self::default();
        list.add(&std::fs::read_to_string(file)?);
        Ok(list)
    }

    fn add(&mut self, text: &str) {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        // Both forms, so that a look-up has to fold what was typed and nothing more.
        self.0.extend(lines.map(|line| fold(line).plain.into_boxed_str()).filter(|word| !word.is_empty()));
    }

    /// Whether a password is one of the words, a repetition of one, or one with digits around it.
    pub fn holds(&self, password: &str) -> bool {
        let folded = fold(password);
        [&folded.plain, &folded.letters].into_iter().any(|form| {
            let core = form.trim_matches(|c: char| c.is_numeric());
            [form.as_str(), core].into_iter().any(|form| self.0.contains(form) || self.0.contains(unit(form)))
        })
    }
}

/// What a text repeats: `abc` of `abcabcabc`; the text itself if it repeats nothing.
fn unit(text: &str) -> &str {
    let ends = text.char_indices().skip(1).map(|(index, _)| index);
    ends.filter(|end| text.len().is_multiple_of(*end))
        .map(|end| &text[..end])
        .find(|unit| text.as_bytes().chunks(unit.len()).all(|part| part == unit.as_bytes()))
        .unwrap_or(text)
}
