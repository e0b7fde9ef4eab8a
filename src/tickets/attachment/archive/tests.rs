use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use proptest::prelude::*;

use super::*;

/// An entry to be written, with what it says of itself.
#[derive(Clone, Default)]
struct Written {
    name: Vec<u8>,
    packed: Vec<u8>,
    whole: u32,
    method: u16,
    flags: u16,
    attributes: u32,
    extra: Vec<u8>,
    local_name: Vec<u8>,
    local_extra: Vec<u8>,
}

impl Written {
    /// The same by another name.
    fn called(self, name: &[u8]) -> Self {
        Self { name: name.to_vec(), local_name: name.to_vec(), ..self }
    }
}

fn deflated(name: &str, content: &[u8]) -> Written {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).expect("in memory");
    let packed = encoder.finish().expect("in memory");
    let whole = u32::try_from(content.len()).expect("small");
    let written = Written { packed, whole, method: 8, ..Written::default() };
    written.called(name.as_bytes())
}

fn stored(name: &str, content: &[u8]) -> Written {
    Written { packed: content.to_vec(), method: 0, ..deflated(name, content) }
}

fn archive(entries: &[Written]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let offset = u32::try_from(bytes.len()).expect("small");
        let packed = u32::try_from(entry.packed.len()).expect("small");
        let facts = |name: &[u8], extra: &[u8]| {
            let mut facts = Vec::new();
            for half in [20, entry.flags, entry.method, 0, 0x21] {
                facts.extend(half.to_le_bytes());
            }
            for word in [0, packed, entry.whole] {
                facts.extend(word.to_le_bytes());
            }
            for text in [name, extra] {
                facts.extend(u16::try_from(text.len()).expect("short").to_le_bytes());
            }
            facts
        };
        bytes.extend(LOCAL);
        bytes.extend(facts(&entry.local_name, &entry.local_extra));
        bytes.extend(&entry.local_name);
        bytes.extend(&entry.local_extra);
        bytes.extend(&entry.packed);
        directory.extend(ENTRY);
        directory.extend(20_u16.to_le_bytes());
        directory.extend(facts(&entry.name, &entry.extra));
        directory.extend([0; 6]);
        directory.extend(entry.attributes.to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(&entry.name);
        directory.extend(&entry.extra);
    }
    finished(bytes, &directory, entries.len())
}

fn finished(mut bytes: Vec<u8>, directory: &[u8], entries: usize) -> Vec<u8> {
    let start = u32::try_from(bytes.len()).expect("small");
    bytes.extend(directory);
    bytes.extend(END);
    let count = u16::try_from(entries).expect("few");
    for half in [0, 0, count, count] {
        bytes.extend(half.to_le_bytes());
    }
    for word in [u32::try_from(directory.len()).expect("small"), start] {
        bytes.extend(word.to_le_bytes());
    }
    bytes.extend([0; 2]);
    bytes
}

/// An archive with one small text.
pub(in crate::tickets::attachment) fn plain() -> Vec<u8> {
    archive(&[deflated("notes.txt", b"The light on the modem is red.")])
}

/// A text document as office suites write it, as far as anybody here looks.
pub(in crate::tickets::attachment) fn document() -> Vec<u8> {
    archive(&[deflated("[Content_Types].xml", b"<Types/>"), deflated("word/document.xml", b"<w:document/>")])
}

#[test]
fn what_is_harmless_passes() {
    assert_eq!(inspect(&plain()), Ok(Content::Other));
    assert_eq!(inspect(&document()), Ok(Content::Document));
    let sheet = [stored("[Content_Types].xml", b"<Types/>"), deflated("xl/workbook.xml", b"<workbook/>")];
    assert_eq!(inspect(&archive(&sheet)), Ok(Content::Spreadsheet));
    let folders = [stored("logs/", b""), deflated("logs/a.log", &b"line\n".repeat(100))];
    assert_eq!(inspect(&archive(&folders)), Ok(Content::Other));
}

#[test]
fn bombs_are_refused() {
    let dense = deflated("zeros.txt", &vec![b'0'; 20 << 20]);
    assert_eq!(
        inspect(&archive(std::slice::from_ref(&dense))),
        Err(Unfit::Bomb),
        "a thousand times as large"
    );
    let huge = Written { whole: u32::MAX, ..deflated("a.txt", b"small") };
    assert_eq!(inspect(&archive(&[huge])), Err(Unfit::Bomb), "more than anybody may unpack");
    let liar = Written { whole: 10, ..dense };
    assert_eq!(inspect(&archive(&[liar])), Err(Unfit::Bomb), "larger than it says");
    // Two entries over the same bytes.
    let content: Vec<u8> = (0..40_000_u32).flat_map(u32::to_le_bytes).collect();
    let one = archive(&[stored("a.txt", &content)]);
    let end = end(&one).expect("an archive");
    let start = usize::try_from(word(&one, end + 16).expect("there")).expect("small");
    let twice = [&one[start..end], &one[start..end]].concat();
    assert_eq!(inspect(&finished(one[..start].to_vec(), &twice, 2)), Err(Unfit::Bomb), "overlapping");
}

#[test]
fn names_that_lead_astray_are_refused() {
    for name in
        ["../a.txt", "a/../../b.txt", "/etc/passwd", "..\\a.txt", "C:/a.txt", "a\u{0}.txt", "a\nb.txt"]
    {
        assert_eq!(inspect(&archive(&[deflated(name, b"x")])), Err(Unfit::ArchivePath), "{name:?}");
    }
    let link = Written { attributes: 0o120_777 << 16, ..stored("a.txt", b"/etc/passwd") };
    assert_eq!(inspect(&archive(&[link])), Err(Unfit::ArchivePath));
    let dots = archive(&[deflated("a..b/...txt", b"x")]);
    assert_eq!(inspect(&dots), Ok(Content::Other), "dots alone are no trick");
}

#[test]
fn what_is_inside_is_looked_at() {
    assert_eq!(
        inspect(&archive(&[deflated("a.txt", &plain())])),
        Err(Unfit::Nested),
        "whatever it is called"
    );
    assert_eq!(inspect(&archive(&[stored("a.gz", b"\x1f\x8b\x08\0")])), Err(Unfit::Nested));
    for (name, content) in [
        ("a.exe", b"text".as_slice()),
        ("a.PS1", b"text"),
        ("a.txt", b"MZ\x90\0"),
        ("a", b"\x7fELF\x02"),
        ("a", b"#!/bin/sh\n"),
        ("word/vbaProject.bin", b"text"),
    ] {
        assert_eq!(inspect(&archive(&[deflated(name, content)])), Err(Unfit::Program), "{name}");
    }
    let locked = Written { flags: 1, ..deflated("a.txt", b"x") };
    assert_eq!(inspect(&archive(&[locked])), Err(Unfit::Encrypted));
}

#[test]
fn endings_of_what_runs_are_refused_however_they_are_written() {
    let judged = |name: &[u8]| inspect(&archive(&[deflated("", b"text").called(name)]));
    for name in [
        b"a.vb".as_slice(),
        b"a.msc",
        b"a.scf",
        b"a.URL",
        b"a.chm",
        b"a.iso",
        b"a.img",
        b"a.vhd",
        b"a.xll",
        b"a.docm",
        b"a.xlsm",
        b"a.exe.",
        b"a.exe ",
        b"a.exe. . ",
        // As the encodings of DOS and Windows write an umlaut.
        b"L\x94sung.exe",
        b"L\xf6sung.exe",
        "a.exe\u{a0}".as_bytes(),
    ] {
        assert_eq!(judged(name), Err(Unfit::Program), "{}", name.escape_ascii());
    }
    for name in [b"a.html".as_slice(), b"a.HTM", b"a.svg", b"\x94.svg."] {
        assert_eq!(judged(name), Err(Unfit::Markup), "{}", name.escape_ascii());
    }
    for name in [b"L\x94sung.txt".as_slice(), b"exe", b"a.exe.txt", b"a.docx", b"a..."] {
        assert_eq!(judged(name), Ok(Content::Other), "{}", name.escape_ascii());
    }
    let drawn = [
        deflated("[Content_Types].xml", b"<Types/>"),
        deflated("word/document.xml", b"<w:document/>"),
        deflated("word/media/image1.svg", b"<svg/>"),
    ];
    assert_eq!(inspect(&archive(&drawn)), Ok(Content::Document), "office suites draw so");
}

#[test]
fn an_entry_has_no_second_name() {
    let field = |id: u16, content: &[u8]| {
        let length = u16::try_from(content.len()).expect("short");
        [id.to_le_bytes().as_slice(), &length.to_le_bytes(), content].concat()
    };
    let time = field(0x5455, b"\x01\0\0\0\0");
    let second = field(UNICODE_PATH, b"\x01\0\0\0\0a.exe");
    let (behind, cut) = ([time.clone(), second.clone()].concat(), time[..8].to_vec());
    let text = deflated("a.txt", b"x");
    for extra in [second, behind, cut] {
        let listed = Written { extra: extra.clone(), ..text.clone() };
        let local = Written { local_extra: extra, ..text.clone() };
        assert_eq!(inspect(&archive(&[listed])), Err(Unfit::BrokenArchive));
        assert_eq!(inspect(&archive(&[local])), Err(Unfit::BrokenArchive));
    }
    let dated = Written { extra: time.clone(), local_extra: time, ..text };
    assert_eq!(inspect(&archive(&[dated])), Ok(Content::Other), "other fields are as usual");
}

#[test]
fn what_readers_would_read_differently_is_broken() {
    let other_name = Written { local_name: b"b.txt".to_vec(), ..deflated("a.txt", b"x") };
    let twice = [deflated("a.txt", b"x"), deflated("a.txt", b"y")];
    let shorter = Written { whole: 9, ..deflated("a.txt", b"x") };
    let method = Written { method: 12, ..deflated("a.txt", b"x") };
    for entries in [vec![other_name], twice.to_vec(), vec![shorter], vec![method], vec![]] {
        assert_eq!(inspect(&archive(&entries)), Err(Unfit::BrokenArchive));
    }
    let whole = plain();
    for cut in 0..whole.len() {
        assert!(inspect(&whole[..cut]).is_err(), "{cut}");
    }
    assert_eq!(inspect(&[b"MZ".as_slice(), &whole].concat()), Err(Unfit::BrokenArchive));
}

proptest! {
    /// Whatever is changed in an archive, it is judged without a panic.
    #[test]
    fn any_bytes(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12)) {
        let mut bytes = document();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = inspect(&bytes);
    }
}
