//! What a file is, by its bytes, and which files are taken. Pure.
//!
//! Closed by default: what is not known to be harmless to store and hand out is refused. What a file is called, and what its
//! sender says that it is, may only agree with its bytes.

use super::archive::{self, Content};
use super::names::extension;
use super::picture;

/// The most pixels of a picture: what a viewer unpacks, four bytes for each.
const MAX_PIXELS: u64 = 50_000_000;

/// What is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Png,
    Jpeg,
    Gif,
    Webp,
    Pdf,
    Text,
    Csv,
    Zip,
    Docx,
    Xlsx,
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It has no bytes.
    Empty,
    /// It has not as many bytes as were announced.
    OtherSize,
    /// It is of no kind that is taken.
    Kind,
    /// It is a page or a drawing that could run something.
    Markup,
    /// It is a program, a script, or has macros.
    Program,
    /// Its name says that it is something else.
    Extension,
    /// Its sender says that it is something else.
    Declared,
    /// The header of a picture is damaged.
    BrokenPicture,
    /// More pixels than there may be.
    Pixels,
    /// The archive cannot be read to its end.
    BrokenArchive,
    /// The archive is locked.
    Encrypted,
    /// The archive unpacks to more than there may be.
    Bomb,
    /// There is an archive in the archive.
    Nested,
    /// An entry of the archive would be unpacked elsewhere.
    ArchivePath,
    /// The account has too many files that it does not use.
    TooMany,
}

impl Unfit {
    /// For the person.
    pub fn message(self) -> &'static str {
        match self {
            Self::Empty => "the file is empty",
            Self::OtherSize => "the file is not as large as was announced",
            Self::Kind => {
                "files of this kind are not taken: send a picture (PNG, JPEG, GIF, WebP), PDF, text, CSV, ZIP, DOCX or XLSX"
            }
            Self::Markup => "web pages and vector drawings are not taken",
            Self::Program => "programs, scripts and files with macros are not taken",
            Self::Extension => "the file is not what its name says",
            Self::Declared => "the file is not of the media type that was said",
            Self::BrokenPicture => "the picture is damaged",
            Self::Pixels => "the picture has too many pixels",
            Self::BrokenArchive => "the archive is damaged or of a kind that is not read",
            Self::Encrypted => "the archive is locked with a password",
            Self::Bomb => "the archive unpacks to too much",
            Self::Nested => "there is an archive in the archive",
            Self::ArchivePath => "the archive has a file with a path that leads out of it",
            Self::TooMany => "there are too many uploads that are not used yet",
        }
    }
}

impl Kind {
    /// The media type that is stored and sent.
    pub(super) fn media_type(self) -> &'static str {
        self.names().0[0]
    }

    /// The media types that a sender may say, the right one first, and the endings that a name may have.
    fn names(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Png => (&["image/png"], &["png"]),
            Self::Jpeg => (&["image/jpeg", "image/jpg", "image/pjpeg"], &["jpg", "jpeg", "jfif"]),
            Self::Gif => (&["image/gif"], &["gif"]),
            Self::Webp => (&["image/webp"], &["webp"]),
            Self::Pdf => (&["application/pdf", "application/x-pdf"], &["pdf"]),
            Self::Text => (
                &["text/plain", "text/x-log", "text/markdown", "text/csv"],
                &["txt", "text", "log", "md", "cfg", "conf", "ini"],
            ),
            // Windows says that it is Excel's.
            Self::Csv => (
                &[
                    "text/csv",
                    "text/plain",
                    "application/csv",
                    "text/comma-separated-values",
                    "application/vnd.ms-excel",
                ],
                &["csv"],
            ),
            Self::Zip => {
                (&["application/zip", "application/x-zip-compressed", "application/x-zip"], &["zip"])
            }
            Self::Docx => {
                (&["application/vnd.openxmlformats-officedocument.wordprocessingml.document"], &["docx"])
            }
            Self::Xlsx => (&["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"], &["xlsx"]),
        }
    }
}

/// What a file is, if it is taken. `name` is the cleaned one; `declared` is what the sender says, in lower case.
pub(super) fn judge(bytes: &[u8], name: &str, declared: Option<&str>) -> Result<Kind, Unfit> {
    let extension = extension(name);
    let kind = match sniff(bytes)? {
        Kind::Text if extension.as_deref() == Some("csv") => Kind::Csv,
        kind => kind,
    };
    let (media_types, extensions) = kind.names();
    if extension.is_some_and(|extension| !extensions.contains(&extension.as_str())) {
        return Err(Unfit::Extension);
    }
    match declared {
        // It says nothing.
        None | Some("" | "application/octet-stream" | "binary/octet-stream") => Ok(kind),
        Some(declared) if media_types.contains(&declared) => Ok(kind),
        Some(_) => Err(Unfit::Declared),
    }
}

fn sniff(bytes: &[u8]) -> Result<Kind, Unfit> {
    let picture = |kind, size: picture::Size| match size {
        None | Some((0, _) | (_, 0)) => Err(Unfit::BrokenPicture),
        Some((width, height)) if u64::from(width) * u64::from(height) > MAX_PIXELS => Err(Unfit::Pixels),
        Some(_) => Ok(kind),
    };
    match bytes {
        [] => Err(Unfit::Empty),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => picture(Kind::Png, picture::png(bytes)),
        [0xff, 0xd8, 0xff, ..] => picture(Kind::Jpeg, picture::jpeg(bytes)),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => picture(Kind::Gif, picture::gif(bytes)),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            picture(Kind::Webp, picture::webp(bytes))
        }
        [b'%', b'P', b'D', b'F', b'-', ..] => Ok(Kind::Pdf),
        [b'P', b'K', 3, 4, ..] => archive::inspect(bytes).map(|content| match content {
            Content::Document => Kind::Docx,
            Content::Spreadsheet => Kind::Xlsx,
            Content::Other => Kind::Zip,
        }),
        _ if is_program(bytes) => Err(Unfit::Program),
        _ => text(bytes),
    }
}

/// Whether somebody's machine would run it.
pub(super) fn is_program(bytes: &[u8]) -> bool {
    const MARKS: [&[u8]; 8] = [
        b"MZ",
        b"\x7fELF",
        b"\xfe\xed\xfa",
        b"\xce\xfa\xed\xfe",
        b"\xcf\xfa\xed\xfe",
        b"\xca\xfe\xba\xbe",
        b"#!",
        // A shortcut of Windows.
        b"L\0\0\0\x01\x14\x02\0",
    ];
    MARKS.iter().any(|mark| bytes.starts_with(mark))
}

/// Whether it is an archive of any kind that is known by its first bytes.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    const MARKS: [&[u8]; 9] = [
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\x1f\x8b\x08",
        b"BZh",
        b"\xfd7zXZ\0",
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!\x1a\x07",
        b"MSCF",
        b"\x28\xb5\x2f\xfd",
    ];
    MARKS.iter().any(|mark| bytes.starts_with(mark)) || bytes.get(257..262) == Some(b"ustar")
}

/// Text that anybody can read: UTF-8, and no control characters but those of lines.
fn text(bytes: &[u8]) -> Result<Kind, Unfit> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unfit::Kind)?;
    let readable = |sign: char| !sign.is_control() || matches!(sign, '\n' | '\r' | '\t');
    if !text.chars().all(readable) {
        return Err(Unfit::Kind);
    }
    let start = text.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '\u{feff}');
    if start.is_empty() {
        return Err(Unfit::Empty);
    }
    let tag = |rest: &str| {
        rest.starts_with(|sign: char| sign.is_ascii_alphabetic() || matches!(sign, '!' | '?' | '/'))
    };
    if start.strip_prefix('<').is_some_and(tag) {
        return Err(Unfit::Markup);
    }
    // Behind a byte order mark; and what printers and word processors would run.
    if ["#!", "%!", "{\\rtf"].iter().any(|mark| start.starts_with(mark)) {
        return Err(Unfit::Program);
    }
    Ok(Kind::Text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tickets::attachment::archive::tests::{document, plain};

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";

    #[test]
    fn the_bytes_say_what_a_file_is() {
        let (zip, docx) = (plain(), document());
        for (bytes, name, declared, kind) in [
            (PNG, "a.png", Some("image/png"), Kind::Png),
            (PNG, "photo", Some("application/octet-stream"), Kind::Png),
            (b"GIF89a\x01\0\x01\0\0\0\0", "a.GIF", None, Kind::Gif),
            (b"%PDF-1.7\n", "a.pdf", Some("application/pdf"), Kind::Pdf),
            (b"plain words\n", "a.log", Some("text/plain"), Kind::Text),
            (b"\xef\xbb\xbfa;b\r\n1;2\r\n", "a.csv", Some("application/vnd.ms-excel"), Kind::Csv),
            (b"if a < b then", "a.txt", None, Kind::Text),
            (b"< 5 ms", "a.txt", None, Kind::Text),
            (zip.as_slice(), "a.zip", Some("application/x-zip-compressed"), Kind::Zip),
            (docx.as_slice(), "a.docx", None, Kind::Docx),
        ] {
            assert_eq!(judge(bytes, name, declared), Ok(kind), "{name}");
        }
        assert_eq!(Kind::Csv.media_type(), "text/csv");
        assert_eq!(Kind::Jpeg.media_type(), "image/jpeg");
    }

    #[test]
    fn what_is_not_taken_is_told() {
        let zip = plain();
        let large = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\x01\0\0\0\x01\0\0\x08\x06\0\0\0".as_slice();
        for (bytes, name, declared, unfit) in [
            (b"".as_slice(), "a.txt", None, Unfit::Empty),
            (b" \r\n", "a.txt", None, Unfit::Empty),
            (b"<!DOCTYPE html><script>alert(1)</script>", "a.txt", None, Unfit::Markup),
            (b"\xef\xbb\xbf \n<HTML>", "a.txt", Some("text/plain"), Unfit::Markup),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", Some("image/svg+xml"), Unfit::Markup),
            (b"<?xml version='1.0'?>", "a.xml", None, Unfit::Markup),
            (b"#!/bin/sh\nrm -rf /\n", "a.txt", None, Unfit::Program),
            (b"MZ\x90\0", "a.png", Some("image/png"), Unfit::Program),
            (b"\x7fELF", "a", None, Unfit::Program),
            (b"alert(1)", "a.js", None, Unfit::Extension),
            (b"echo off", "a.bat", Some("text/plain"), Unfit::Extension),
            (b"words", "a.html", None, Unfit::Extension),
            (PNG, "a.pdf", None, Unfit::Extension),
            (PNG, "a.png", Some("application/pdf"), Unfit::Declared),
            (b"words", "a.txt", Some("text/html"), Unfit::Declared),
            (zip.as_slice(), "a.docx", None, Unfit::Extension),
            (b"\xff\xfew\0o\0", "a.txt", None, Unfit::Kind),
            (b"wo\0rds", "a.txt", None, Unfit::Kind),
            (b"\x1b[31mred", "a.log", None, Unfit::Kind),
            (b"Rar!\x1a\x07\0", "a.rar", None, Unfit::Kind),
            (&PNG[..20], "a.png", None, Unfit::BrokenPicture),
            (large, "a.png", None, Unfit::Pixels),
        ] {
            assert_eq!(
                judge(bytes, name, declared),
                Err(unfit),
                "{name}: {}",
                String::from_utf8_lossy(bytes)
            );
            assert!(!unfit.message().is_empty());
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_judged(bytes in proptest::collection::vec(any::<u8>(), 0..300), name in any::<String>()) {
            let _ = judge(&bytes, &name, None);
        }
    }
}
