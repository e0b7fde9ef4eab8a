//! `Content-Disposition` of a file with any name (RFC 6266): a plain name for old clients, the whole one for the others.

use std::fmt::Write as _;

use actix_web::http::header::HeaderValue;

/// To be saved, under this name; none where it makes no header.
pub(super) fn attachment(name: &str) -> Option<HeaderValue> {
    let plain: String = name.chars().map(|sign| if is_plain(sign) { sign } else { '_' }).collect();
    let mut value = format!("attachment; filename=\"{plain}\"");
    if plain != name {
        value.push_str("; filename*=UTF-8''");
        for byte in name.bytes() {
            // `attr-char` of RFC 8187 §3.2.1, the part that nobody misreads.
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
                value.push(char::from(byte));
            } else {
                // Writing to a text does not fail.
                let _ = write!(value, "%{byte:02X}");
            }
        }
    }
    HeaderValue::try_from(value).ok()
}

/// What may stand between quotes, and is no escape for anybody.
fn is_plain(sign: char) -> bool {
    (sign.is_ascii_graphic() || sign == ' ') && !matches!(sign, '"' | '\\' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_and_escaped() {
        for (name, value) in [
            ("a b.txt", r#"attachment; filename="a b.txt""#),
            ("Störung.png", r#"attachment; filename="St_rung.png"; filename*=UTF-8''St%C3%B6rung.png"#),
            ("100%.txt", r#"attachment; filename="100_.txt"; filename*=UTF-8''100%25.txt"#),
            ("a\"; x=\"b\\", r#"attachment; filename="a_; x=_b_"; filename*=UTF-8''a%22%3B%20x%3D%22b%5C"#),
            (
                "a\r\nset-cookie: x",
                r#"attachment; filename="a__set-cookie: x"; filename*=UTF-8''a%0D%0Aset-cookie%3A%20x"#,
            ),
        ] {
            assert_eq!(attachment(name).expect("a header"), value, "{name:?}");
        }
    }
}
