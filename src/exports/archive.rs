//! A ZIP archive (APPNOTE.TXT 6.3.10, the part that everybody reads): deflated files without encryption, below 4 GB. Pure.

use std::io::{self, Write as _};

use flate2::Compression;
use flate2::Crc;
use flate2::write::DeflateEncoder;

/// 1 January 1980, the first day that the format can say: the files' own times would tell nothing.
const DAY: u16 = 0x21;
/// Names are UTF-8.
const UTF8_NAMES: u16 = 1 << 11;
const DEFLATED: u16 = 8;
/// What a reader must understand: 2.0, deflate.
const VERSION: u16 = 20;

/// An archive being written.
#[derive(Default)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    files: u16,
}

fn too_large<E>(_: E) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, "an archive holds less than 4 GB and 65,536 files")
}

impl Archive {
    /// Adds a file.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> io::Result<()> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content)?;
        let deflated = encoder.finish()?;
        let mut crc = Crc::new();
        crc.update(content);
        let offset = u32::try_from(self.bytes.len()).map_err(too_large)?;
        let mut facts = Vec::new();
        for half in [VERSION, UTF8_NAMES, DEFLATED, 0, DAY] {
            facts.extend(half.to_le_bytes());
        }
        let (size, whole) = (u32::try_from(deflated.len()), u32::try_from(content.len()));
        for word in [crc.sum(), size.map_err(too_large)?, whole.map_err(too_large)?] {
            facts.extend(word.to_le_bytes());
        }
        facts.extend(u16::try_from(name.len()).map_err(too_large)?.to_le_bytes());
        facts.extend(0_u16.to_le_bytes());
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&facts);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(deflated);
        // In the directory the same facts stand behind the version of the writer, and more follow.
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&facts);
        // Comment, disk, internal attributes; external attributes.
        self.directory.extend([0; 2 + 2 + 2 + 4]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.files = self.files.checked_add(1).ok_or_else(|| too_large(()))?;
        Ok(())
    }

    /// The whole archive.
    pub(super) fn finish(mut self) -> io::Result<Vec<u8>> {
        let start = u32::try_from(self.bytes.len()).map_err(too_large)?;
        let size = u32::try_from(self.directory.len()).map_err(too_large)?;
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06");
        for half in [0, 0, self.files, self.files] {
            self.bytes.extend(half.to_le_bytes());
        }
        for word in [size, start] {
            self.bytes.extend(word.to_le_bytes());
        }
        self.bytes.extend(0_u16.to_le_bytes());
        Ok(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::DeflateDecoder;

    use super::*;

    fn half(bytes: &[u8], at: usize) -> usize {
        usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]))
    }

    fn word(bytes: &[u8], at: usize) -> usize {
        let word = u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        usize::try_from(word).expect("small")
    }

    /// Name and content of each file, found as a reader does: from the end by way of the directory.
    fn read(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
        let end = bytes.len() - 22;
        assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
        let (mut at, mut files) = (word(bytes, end + 16), Vec::new());
        assert_eq!(at + word(bytes, end + 12), end, "the directory ends where the end begins");
        for _ in 0..half(bytes, end + 10) {
            assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
            let (size, whole, name) = (word(bytes, at + 20), word(bytes, at + 24), half(bytes, at + 28));
            let file = word(bytes, at + 42);
            let text = String::from_utf8(bytes[at + 46..at + 46 + name].to_vec()).expect("UTF-8");
            assert_eq!(&bytes[file..file + 4], b"PK\x03\x04");
            let data = file + 30 + half(bytes, file + 26) + half(bytes, file + 28);
            let mut content = Vec::new();
            DeflateDecoder::new(&bytes[data..data + size]).read_to_end(&mut content).expect("deflated");
            assert_eq!(content.len(), whole);
            let mut crc = Crc::new();
            crc.update(&content);
            assert_eq!(usize::try_from(crc.sum()).expect("small"), word(bytes, at + 16));
            files.push((text, content));
            at += 46 + name;
        }
        files
    }

    #[test]
    fn what_goes_in_comes_out() {
        let files = [
            ("export.json", "{}".repeat(10_000)),
            ("größe.csv", String::new()),
            ("a/b.csv", "x,y\r\n".into()),
        ];
        let mut archive = Archive::default();
        for (name, content) in &files {
            archive.add(name, content.as_bytes()).expect("small");
        }
        let bytes = archive.finish().expect("small");
        assert!(bytes.len() < 1_000, "it is deflated: {}", bytes.len());
        let expected = files.map(|(name, content)| (name.to_owned(), content.into_bytes()));
        assert_eq!(read(&bytes), expected);
        assert_eq!(read(&Archive::default().finish().expect("small")), []);
    }
}
