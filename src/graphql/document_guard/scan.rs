//! The scan before the parser: length, nesting of brackets, number of tokens, length of names, in one pass
//! over the bytes and without allocation.
//!
//! It protects the parser's stack, so it must never see less nesting than the parser does. It therefore
//! divides the text exactly as the library's grammar does, including one deviation from the
//! specification: where `"""` opens a block string that is never closed, the grammar goes back and reads
//! an empty string followed by whatever comes next. Where the parser is bound to stop (a string broken by
//! a line end, a stray character), the scan goes on counting.

use super::{Refusal, ScanLimits};

/// Refuses a document that is too long, nests brackets too deep, has too many tokens or a name too long.
pub fn check(document: &str, limits: &ScanLimits) -> Result<(), Refusal> {
    if document.len() > limits.bytes {
        return Err(Refusal::TooLong);
    }
    let mut scanner = Scanner { bytes: document.as_bytes(), at: 0, block_strings_close: true };
    let (mut tokens, mut depth) = (0_usize, 0_usize);
    while let Some(token) = scanner.next_token() {
        tokens += 1;
        if tokens > limits.tokens {
            return Err(Refusal::TooManyTokens);
        }
        match token {
            Token::Open => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            Token::Name(length) if length > limits.name => return Err(Refusal::NameTooLong),
            Token::Name(_) | Token::Other => {}
        }
        if depth > limits.brackets {
            return Err(Refusal::BracketsTooDeep);
        }
    }
    Ok(())
}

enum Token {
    Open,
    Close,
    /// Of so many bytes.
    Name(usize),
    Other,
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    /// False once a block string was found open up to the end of the document: then no later one closes
    /// either, and looking again for each would make the scan quadratic.
    block_strings_close: bool,
}

impl Scanner<'_> {
    fn next_token(&mut self) -> Option<Token> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            match byte {
                b'#' => self.skip_while(|byte| !matches!(byte, b'\n' | b'\r')),
                b'"' => {
                    self.skip_string();
                    return Some(Token::Other);
                }
                b'0'..=b'9' => {
                    self.skip_number();
                    return Some(Token::Other);
                }
                b'_' | b'a'..=b'z' | b'A'..=b'Z' => {
                    let start = self.at;
                    self.skip_while(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
                    return Some(Token::Name(self.at - start));
                }
                b'.' if self.rest().starts_with(b"...") => {
                    self.at += 3;
                    return Some(Token::Other);
                }
                // Beyond ASCII, only the byte order mark is allowed here, as white space.
                b' ' | b'\t' | b'\n' | b'\r' | b',' | 0x80.. => self.at += 1,
                _ => {
                    self.at += 1;
                    return Some(match byte {
                        b'{' | b'[' | b'(' => Token::Open,
                        b'}' | b']' | b')' => Token::Close,
                        _ => Token::Other,
                    });
                }
            }
        }
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) {
        let rest = self.rest();
        self.at += rest.iter().position(|&byte| !wanted(byte)).unwrap_or(rest.len());
    }

    /// A sign counts as a token of its own, because `[1-1-1]` holds three numbers; so does a leading zero
    /// before another digit, because `[000]` holds three.
    fn skip_number(&mut self) {
        if let [b'0', b'0'..=b'9', ..] = self.rest() {
            self.at += 1;
            return;
        }
        let mut previous = b'0';
        while let Some(&byte) = self.bytes.get(self.at) {
            let exponent_sign = matches!(byte, b'+' | b'-') && matches!(previous, b'e' | b'E');
            if !(exponent_sign || matches!(byte, b'.' | b'_') || byte.is_ascii_alphanumeric()) {
                return;
            }
            previous = byte;
            self.at += 1;
        }
    }

    fn skip_string(&mut self) {
        if !self.rest().starts_with(br#"""""#) {
            self.skip_line_string();
        } else if let Some(end) = self.block_strings_close.then(|| self.block_string_end()).flatten() {
            self.at = end;
        } else {
            self.block_strings_close = false;
            self.at += 2;
        }
    }

    fn block_string_end(&self) -> Option<usize> {
        let mut at = self.at + 3;
        loop {
            match self.bytes.get(at..)? {
                [] => return None,
                [b'\\', b'"', b'"', b'"', ..] => at += 4,
                [b'"', b'"', b'"', ..] => return Some(at + 3),
                _ => at += 1,
            }
        }
    }

    fn skip_line_string(&mut self) {
        self.at += 1;
        loop {
            match self.rest() {
                [] | [b'\n' | b'\r', ..] => return,
                [b'"', ..] => {
                    self.at += 1;
                    return;
                }
                [b'\\', next, ..] if !matches!(next, b'\n' | b'\r') => self.at += 2,
                _ => self.at += 1,
            }
        }
    }
}
