//! What is in a ZIP archive (APPNOTE.TXT 6.3.10), and whether it may be let near anybody. Pure, and nothing is unpacked to
//! keep: the entries are inflated one after the other into a small buffer, no further than they say they go.
//!
//! Stricter than the format: one disk, no encryption, no ZIP64 (a file of ours is smaller than 4 GB), stored or deflated, the
//! same names in the directory and at the entries, no two entries over the same bytes. What readers read differently is how
//! archives deceive.

use std::collections::HashSet;
use std::io::Read as _;

use flate2::read::DeflateDecoder;

use super::kind::{Unfit, is_archive, is_program};

/// The most that all entries may come to, in bytes.
const MAX_TOTAL: u64 = 100 << 20;

/// The most that they may come to for each byte of the archive.
const MAX_RATIO: u64 = 100;

/// The most entries.
const MAX_ENTRIES: usize = 10_000;

const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_LENGTH: usize = 46;
const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_LENGTH: usize = 30;

/// What is looked at of each entry: as far as the mark of a tar archive.
const HEAD: usize = 262;

/// An extra field with another name of the entry, by which some readers go (APPNOTE.TXT 4.6.9).
const UNICODE_PATH: u16 = 0x7075;

/// Endings of what a double click would run, or open as a disk with something to run on it.
const RUNNABLE: [&str; 34] = [
    "apk", "app", "bat", "chm", "cmd", "com", "cpl", "dll", "docm", "exe", "hta", "img", "iso", "jar", "js",
    "jse", "lnk", "msc", "msi", "pif", "ps1", "py", "reg", "scf", "scr", "sh", "url", "vb", "vbe", "vbs",
    "vhd", "wsf", "xll", "xlsm",
];

/// Endings of pages and drawings that a browser would run. An office document may have drawings in it: there, nobody opens them.
const MARKUP: [&str; 3] = ["htm", "html", "svg"];

/// What kind of archive it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// A text document of an office suite.
    Document,
    /// A spreadsheet.
    Spreadsheet,
    /// Anything else.
    Other,
}

/// An entry as the directory has it.
struct Entry<'a> {
    name: &'a [u8],
    encrypted: bool,
    method: u16,
    packed: u64,
    whole: u64,
    link: bool,
    offset: usize,
}

/// Looks at an archive.
pub(super) fn inspect(bytes: &[u8]) -> Result<Content, Unfit> {
    let entries = directory(bytes).ok_or(Unfit::BrokenArchive)?;
    let total = |size: fn(&Entry<'_>) -> u64| entries.iter().map(size).sum::<u64>();
    let (packed, whole) = (total(|entry| entry.packed), total(|entry| entry.whole));
    let length = bytes.len() as u64;
    // Entries that overlap are packed into more bytes than there are.
    if whole > MAX_TOTAL || whole > MAX_RATIO * length || packed > length {
        return Err(Unfit::Bomb);
    }
    let mut names = HashSet::new();
    for entry in &entries {
        if entry.encrypted {
            return Err(Unfit::Encrypted);
        }
        if entry.link || leads_astray(entry.name) {
            return Err(Unfit::ArchivePath);
        }
        if !names.insert(entry.name) {
            return Err(Unfit::BrokenArchive);
        }
        if ends_with(entry.name, &RUNNABLE) || entry.name.ends_with(b"vbaProject.bin") {
            return Err(Unfit::Program);
        }
    }
    let content = Content::of(&names);
    if content == Content::Other && entries.iter().any(|entry| ends_with(entry.name, &MARKUP)) {
        return Err(Unfit::Markup);
    }
    for entry in &entries {
        let head = head(bytes, entry)?;
        if is_archive(&head) {
            return Err(Unfit::Nested);
        }
        if is_program(&head) {
            return Err(Unfit::Program);
        }
    }
    Ok(content)
}

impl Content {
    /// What an archive with entries of these names is.
    fn of(names: &HashSet<&[u8]>) -> Self {
        let has = |name: &str| names.contains(name.as_bytes());
        match has("[Content_Types].xml") {
            true if has("word/document.xml") => Self::Document,
            true if has("xl/workbook.xml") => Self::Spreadsheet,
            _ => Self::Other,
        }
    }
}

/// The entries, if the directory is whole and there are any.
fn directory(bytes: &[u8]) -> Option<Vec<Entry<'_>>> {
    let end = end(bytes)?;
    let record = &bytes[end..];
    let (count, size, start) = (half(record, 10)?, word(record, 12)?, word(record, 16)?);
    let same_disk = half(record, 4)? == 0 && half(record, 6)? == 0 && half(record, 8)? == count;
    let (count, size, start) =
        (usize::from(count), usize::try_from(size).ok()?, usize::try_from(start).ok()?);
    if !same_disk || !(1..=MAX_ENTRIES).contains(&count) || start.checked_add(size)? != end {
        return None;
    }
    let mut rest = &bytes[start..end];
    let mut entries = Vec::with_capacity(count);
    for _ in 0..count {
        if rest.get(..ENTRY.len())? != ENTRY {
            return None;
        }
        let lengths = [half(rest, 28)?, half(rest, 30)?, half(rest, 32)?].map(usize::from);
        let name = rest.get(ENTRY_LENGTH..ENTRY_LENGTH + lengths[0])?;
        if renames(rest.get(ENTRY_LENGTH + lengths[0]..)?.get(..lengths[1])?) {
            return None;
        }
        // The upper half of the attributes is the mode of a file on Unix; this one is a link to another.
        let link = word(rest, 38)? >> 28 == 0o12;
        entries.push(Entry {
            name,
            encrypted: half(rest, 8)? & 1 != 0,
            method: half(rest, 10)?,
            packed: word(rest, 20)?.into(),
            whole: word(rest, 24)?.into(),
            link,
            offset: usize::try_from(word(rest, 42)?).ok()?,
        });
        rest = rest.get(ENTRY_LENGTH + lengths.iter().sum::<usize>()..)?;
    }
    rest.is_empty().then_some(entries)
}

/// Where the end of the directory is told: the last record whose comment ends with the file.
fn end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_LENGTH)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|at| {
        bytes[*at..].starts_with(END)
            && half(&bytes[*at..], 20)
                .is_some_and(|comment| at + END_LENGTH + usize::from(comment) == bytes.len())
    })
}

/// The first bytes of an entry, which is inflated to its end: it must be as long as it says.
fn head(bytes: &[u8], entry: &Entry<'_>) -> Result<Vec<u8>, Unfit> {
    let content = content(bytes, entry).ok_or(Unfit::BrokenArchive)?;
    match entry.method {
        0 if entry.packed == entry.whole => Ok(content[..content.len().min(HEAD)].to_vec()),
        8 => inflate(content, entry.whole),
        _ => Err(Unfit::BrokenArchive),
    }
}

/// The packed bytes of an entry.
fn content<'a>(bytes: &'a [u8], entry: &Entry<'_>) -> Option<&'a [u8]> {
    let local = bytes.get(entry.offset..)?;
    if local.get(..LOCAL.len())? != LOCAL {
        return None;
    }
    let (name, extra) = (usize::from(half(local, 26)?), usize::from(half(local, 28)?));
    if local.get(LOCAL_LENGTH..LOCAL_LENGTH + name)? != entry.name {
        return None;
    }
    if renames(local.get(LOCAL_LENGTH + name..)?.get(..extra)?) {
        return None;
    }
    let packed = usize::try_from(entry.packed).ok()?;
    local.get(LOCAL_LENGTH + name + extra..)?.get(..packed)
}

fn inflate(packed: &[u8], whole: u64) -> Result<Vec<u8>, Unfit> {
    let mut inflating = DeflateDecoder::new(packed).take(whole + 1);
    let (mut head, mut buffer, mut length) = (Vec::new(), vec![0; 32 << 10], 0_u64);
    loop {
        let read = inflating.read(&mut buffer).map_err(|_| Unfit::BrokenArchive)?;
        if read == 0 {
            break;
        }
        length += read as u64;
        let wanted = HEAD.saturating_sub(head.len());
        head.extend_from_slice(&buffer[..read.min(wanted)]);
    }
    // One that goes further than it says deceives whoever trusts the directory.
    match length.cmp(&whole) {
        std::cmp::Ordering::Equal => Ok(head),
        std::cmp::Ordering::Less => Err(Unfit::BrokenArchive),
        std::cmp::Ordering::Greater => Err(Unfit::Bomb),
    }
}

/// Whether a name leads out of the folder that the archive is unpacked to.
fn leads_astray(name: &[u8]) -> bool {
    let drive = name.get(1) == Some(&b':');
    name.is_empty()
        || name.starts_with(b"/")
        || drive
        || name.iter().any(|byte| byte.is_ascii_control() || *byte == b'\\')
        || name.split(|byte| *byte == b'/').any(|part| part == b"..")
}

/// Whether extra fields give an entry another name. One that is cut off may be read as anything.
fn renames(mut fields: &[u8]) -> bool {
    while let (Some(id), Some(length)) = (half(fields, 0), half(fields, 2)) {
        match fields.get(4 + usize::from(length)..) {
            Some(rest) if id != UNICODE_PATH => fields = rest,
            _ => return true,
        }
    }
    false
}

/// Whether a name has one of these endings. In an older encoding it is the signs of ASCII that matter; Windows leaves dots and
/// blanks at the end out.
fn ends_with(name: &[u8], endings: &[&str]) -> bool {
    let name = String::from_utf8_lossy(name);
    let name = name.trim_end_matches(|sign: char| sign == '.' || sign.is_whitespace());
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

#[cfg(test)]
pub(super) mod tests;
