//! What a file is called: by the client, and by us. Pure.

/// Longest name in characters.
const MAX_NAME: usize = 120;

/// Names that stand for devices on Windows, whatever follows the first dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The name that is kept of one that was sent: 1 to 120 characters, without folders, without signs that hide what it is or
/// that a file system does not take.
pub(super) fn cleaned(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last.chars().filter(|sign| !is_hidden(*sign)).map(plain).collect();
    let blank = |sign: char| sign.is_whitespace() || sign == '.';
    let trimmed = shown.trim_matches(blank);
    let name = if is_device(trimmed) { format!("_{trimmed}") } else { trimmed.to_owned() };
    let name = shortened(&name);
    // What was cut may have ended with a blank.
    let name = name.trim_end_matches(blank);
    if name.is_empty() { "file".to_owned() } else { name.to_owned() }
}

/// The part after the last dot in lower case, if it looks like one that says what a file is.
pub(super) fn extension(name: &str) -> Option<String> {
    let (_, extension) = name.rsplit_once('.')?;
    let fits = (1..=5).contains(&extension.len())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && extension.bytes().any(|byte| byte.is_ascii_alphabetic());
    fits.then(|| extension.to_ascii_lowercase())
}

/// Signs that are not seen: controls, and those that turn the direction of a text or join nothing.
fn is_hidden(sign: char) -> bool {
    sign.is_control()
        || matches!(
            sign,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// What some file system does not take.
fn plain(sign: char) -> char {
    if matches!(sign, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { sign }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = |port: &str| {
        stem.strip_prefix(port)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

/// Cut in the middle, so that the extension stays.
fn shortened(name: &str) -> String {
    let length = name.chars().count();
    if length <= MAX_NAME {
        return name.to_owned();
    }
    let ending = extension(name).map_or(0, |extension| extension.len() + 1);
    let head: String = name.chars().take(MAX_NAME - ending).collect();
    let tail: String = name.chars().skip(length - ending).collect();
    format!("{head}{tail}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tricks_in_names_are_taken_out() {
        for (sent, kept) in [
            ("invoice.pdf", "invoice.pdf"),
            ("Störung am Anschluß.png", "Störung am Anschluß.png"),
            ("../../etc/passwd", "passwd"),
            ("..\\..\\windows\\system32\\a.txt", "a.txt"),
            ("C:\\fakepath\\photo.jpg", "photo.jpg"),
            ("C:photo.jpg", "C_photo.jpg"),
            ("/etc/", "file"),
            ("..", "file"),
            ("", "file"),
            (" \u{a0}.\t", "file"),
            (".htaccess", "htaccess"),
            ("a\0b\r\nc.txt", "abc.txt"),
            ("photo\u{202e}gnp.exe", "photognp.exe"),
            ("zero\u{200b}width\u{feff}.txt", "zerowidth.txt"),
            ("a.txt:stream", "a.txt_stream"),
            ("con", "_con"),
            ("CON.txt", "_CON.txt"),
            ("com1.log", "_com1.log"),
            ("comet.log", "comet.log"),
            ("<script>.txt", "_script_.txt"),
            ("a.txt. . .", "a.txt"),
        ] {
            assert_eq!(cleaned(sent), kept, "{sent:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let name = cleaned(&format!("{}.jpeg", "ä".repeat(500)));
        assert_eq!((name.chars().count(), name.ends_with("ä.jpeg")), (MAX_NAME, true));
        assert_eq!(cleaned(&"x".repeat(121)).len(), MAX_NAME);
    }

    #[test]
    fn extensions() {
        for (name, found) in [
            ("a.PDF", Some("pdf")),
            ("a.tar.gz", Some("gz")),
            ("a", None),
            ("v1.2", None),
            ("a.", None),
            ("my.notes from monday", None),
        ] {
            assert_eq!(extension(name).as_deref(), found, "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_name_becomes_one_that_is_safe(sent in any::<String>()) {
            let name = cleaned(&sent);
            prop_assert!((1..=MAX_NAME).contains(&name.chars().count()), "{:?}", name);
            let unsafe_sign = |sign: char| is_hidden(sign) || matches!(sign, '/' | '\\' | ':' | '"');
            prop_assert!(!name.chars().any(unsafe_sign), "{:?}", name);
            prop_assert!(!name.starts_with('.') && !is_device(&name), "{:?}", name);
            prop_assert_eq!(extension(&cleaned(&name)), extension(&name));
        }
    }
}
