//! What a run prints: cut into lines, without secrets, and not without end. Pure.

use std::fmt::Write as _;

use secrecy::{ExposeSecret as _, SecretString};

/// Lines of a run that are kept.
pub const MAX_LINES: usize = 5_000;

/// Bytes of a run that are kept.
pub const MAX_BYTES: usize = 1 << 20;

/// The longest line that is kept, in bytes; what is behind is left out.
pub const MAX_LINE: usize = 4_000;

/// What stands for a secret.
const MASK: &str = "********";

/// Shorter parts of a secret are no secret by themselves, and would mask half of what is printed.
const SHORTEST: usize = 4;

/// Bytes of a line that are looked at: more than are kept, so that no secret is cut in two where the rest is left out.
const LOOKED_AT: usize = 2 * MAX_LINE;

/// Cuts a stream of bytes into lines, and holds no more than one line of it.
#[derive(Debug, Default)]
pub(super) struct Splitter(Vec<u8>);

impl Splitter {
    /// The lines that end within `bytes`.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Vec<String> {
        let mut lines = Vec::new();
        for byte in bytes {
            if *byte == b'\n' {
                lines.push(self.end());
            } else if self.0.len() < LOOKED_AT {
                self.0.push(*byte);
            }
        }
        lines
    }

    /// What is left when the stream ends, if anything is.
    pub(super) fn rest(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.end())
    }

    fn end(&mut self) -> String {
        let text = String::from_utf8_lossy(&self.0).into_owned();
        self.0.clear();
        text
    }
}

/// A line as it is kept: without what databases do not take and terminals take for orders, and not too long.
pub(super) fn tidy(line: &str) -> String {
    let mut line: String =
        line.trim_end().chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    if line.len() > MAX_LINE {
        line.truncate(line.floor_char_boundary(MAX_LINE));
        line.push('…');
    }
    line
}

/// Knows the secrets of a run, and takes them out of what it prints.
#[derive(Debug, Default)]
pub(super) struct Redactor(Vec<SecretString>);

impl Redactor {
    /// One for these secrets, also where they are printed line by line or as JSON, by Python in ASCII alone.
    pub(super) fn of<'a>(secrets: impl Iterator<Item = &'a SecretString>) -> Self {
        let mut forms: Vec<String> = Vec::new();
        for secret in secrets {
            let text = secret.expose_secret();
            let quoted = serde_json::Value::from(text).to_string();
            let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            forms.extend(inner.map(str::to_owned));
            forms.extend(inner.map(in_ascii));
            forms.extend(text.lines().map(str::to_owned));
        }
        forms.retain(|form| form.len() >= SHORTEST);
        // The longest first: one may be part of another.
        forms.sort_unstable_by_key(|form| std::cmp::Reverse(form.len()));
        forms.dedup();
        Self(forms.into_iter().map(SecretString::from).collect())
    }

    /// A line without the secrets.
    pub(super) fn clean(&self, line: String) -> String {
        self.0.iter().fold(line, |line, secret| line.replace(secret.expose_secret(), MASK))
    }
}

/// A text in JSON as Python writes it unless it is told otherwise (`ensure_ascii` of `json.dumps`): what is not ASCII in UTF-16.
fn in_ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for sign in json.chars() {
        if sign.is_ascii() {
            text.push(sign);
        } else {
            for unit in sign.encode_utf16(&mut [0; 2]) {
                write!(text, "\\u{unit:04x}").expect("a text takes everything");
            }
        }
    }
    text
}

/// Lets through what is kept of a run.
#[derive(Debug, Default)]
pub(super) struct Gauge {
    lines: usize,
    bytes: usize,
    /// Whether something was left out.
    pub(super) cut: bool,
}

impl Gauge {
    /// Whether there is room for the line; once there was none, nothing more is let through.
    pub(super) fn admits(&mut self, line: &str) -> bool {
        let fits = !self.cut && self.lines < MAX_LINES && self.bytes + line.len() <= MAX_BYTES;
        if fits {
            self.lines += 1;
            self.bytes += line.len();
        } else {
            self.cut = true;
        }
        fits
    }
}
