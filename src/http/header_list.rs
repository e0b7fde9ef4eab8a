//! Lists and parameters in header values (RFC 9110 §5.6): splitting that respects quoted strings.

/// The parts of `value` between `separator`s, trimmed, without those inside quoted strings; empty parts are left out.
pub(super) fn split(value: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(value);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = unquoted_position(text, separator);
        rest = end.map(|at| &text[at + 1..]);
        Some(text[..end.unwrap_or(text.len())].trim_ascii())
    })
    .filter(|part| !part.is_empty())
}

fn unquoted_position(text: &str, separator: u8) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    text.bytes().position(|byte| {
        if escaped {
            escaped = false;
        } else if quoted && byte == b'\\' {
            escaped = true;
        } else if byte == b'"' {
            quoted = !quoted;
        } else {
            return byte == separator && !quoted;
        }
        false
    })
}

/// `name=value` with the quotes of the value taken off. Backslashes stay: no value we read may hold one.
pub(super) fn parameter(part: &str) -> Option<(&str, &str)> {
    let (name, value) = part.split_once('=')?;
    let value = value.trim_ascii();
    let bare = value.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(value);
    Some((name.trim_ascii(), bare))
}

/// The weight of `q=…` in thousandths (RFC 9110 §12.4.2); 1000 without one, `None` for a malformed one.
pub(super) fn weight<'a>(mut parameters: impl Iterator<Item = &'a str>) -> Option<u16> {
    let Some((_, text)) =
        parameters.find_map(|part| parameter(part).filter(|(name, _)| name.eq_ignore_ascii_case("q")))
    else {
        return Some(1000);
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths = fraction
        .bytes()
        .fold((0, 100), |(sum, place), digit| (sum + u16::from(digit - b'0') * place, place / 10));
    match (whole, thousandths.0) {
        ("0", part) => Some(part),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_inside_quotes_do_not_split() {
        let parts: Vec<_> = split(r#"a, b;x="1,2\",3" ,, c"#, b',').collect();
        assert_eq!(parts, ["a", r#"b;x="1,2\",3""#, "c"]);
        assert_eq!(split("", b',').count(), 0);
    }

    #[test]
    fn weights_are_read_to_three_places() {
        let cases = [
            ("", Some(1000)),
            ("q=0", Some(0)),
            ("q=0.5", Some(500)),
            ("Q=0.125", Some(125)),
            ("charset=utf-8;q=0.9", Some(900)),
            ("q=1.000", Some(1000)),
            ("q=1.1", None),
            ("q=2", None),
            ("q=-1", None),
            ("q=0.1234", None),
            ("q=0.x", None),
            ("q=", None),
        ];
        for (text, expected) in cases {
            assert_eq!(weight(split(text, b';')), expected, "{text}");
        }
    }
}
