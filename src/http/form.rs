//! `application/x-www-form-urlencoded` as the URL standard parses it, but strict: what is not UTF-8 is refused
//! instead of being replaced, so that nobody can smuggle a text past a check in another spelling.

use std::borrow::Cow;

/// The decoded pairs of a query string; `None` in place of a part that is malformed or not UTF-8.
pub(super) fn pairs(query: &str) -> impl Iterator<Item = Option<(Cow<'_, str>, Cow<'_, str>)>> {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Some((decode(name)?, decode(value)?))
    })
}

fn decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.bytes().any(|byte| byte == b'%' || byte == b'+') {
        return Some(Cow::Borrowed(text));
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => hex(bytes.next()?)? << 4 | hex(bytes.next()?)?,
            other => other,
        });
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_decoded_and_malformed_ones_refused() {
        let read: Vec<_> = pairs("query=%7B+a%2Bb+%7D&x&&%C3%A4=1&bad=%C3&cut=%4&no=%zz").collect();
        let pair =
            |name: &'static str, value: &'static str| Some((Cow::Borrowed(name), Cow::Borrowed(value)));
        assert_eq!(read, [pair("query", "{ a+b }"), pair("x", ""), pair("ä", "1"), None, None, None]);
    }
}
