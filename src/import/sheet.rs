//! Reads a delimited text file as some other system wrote it. Encoding and separator are found out, not asked for.

use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv::{ReaderBuilder, StringRecord, Trim};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The largest file that is read: an import holds a file in memory, to be able to refuse it whole.
const MAX_BYTES: u64 = 512 * 1024 * 1024;

/// What may stand between cells, the likeliest first: where two fit equally well, the first is taken.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Records that are looked at to find the separator.
const SAMPLE: usize = 200;

/// A file of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The file's name, without its folder.
    pub file: String,
    /// How its characters were written, e.g. `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// What stands between its cells.
    pub separator: char,
    /// The names of its columns, as they are written.
    pub headers: Vec<String>,
    /// Its rows; those that have not as many cells as there are columns are in `ragged`.
    pub rows: Vec<SheetRow>,
    /// Lines with too few or too many cells, and how many they have.
    pub ragged: Vec<(u64, usize)>,
}

/// A row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Where it begins, counted from 1; a cell may hold line breaks.
    pub line: u64,
    /// One a column, without surrounding space.
    pub cells: Vec<String>,
}

/// Why a file cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The file system refuses.
    #[error("{file}: {error}")]
    Io {
        /// The file.
        file: String,
        /// Its reason.
        error: std::io::Error,
    },
    /// Larger than is read at once.
    #[error("{file}: is larger than {} MiB: split it", MAX_BYTES / 1024 / 1024)]
    TooLarge {
        /// The file.
        file: String,
    },
    /// Nothing but blank lines.
    #[error("{file}: has no header line")]
    Empty {
        /// The file.
        file: String,
    },
    /// Two columns of one name: which is meant cannot be known.
    #[error("{file}: has two columns named `{column}`")]
    DuplicateColumn {
        /// The file.
        file: String,
        /// Their name.
        column: String,
    },
    /// Bytes that are no text in the encoding that the rest is in.
    #[error("{file}: line {line} is not text in {encoding}, which the rest of the file is in")]
    Undecodable {
        /// The file.
        file: String,
        /// The line of the first such byte.
        line: u64,
        /// The encoding.
        encoding: &'static str,
    },
    /// Not readable as rows, e.g. a quotation mark that is never closed.
    #[error("{file}: {error}")]
    Csv {
        /// The file.
        file: String,
        /// The reader's reason.
        error: csv::Error,
    },
}

impl Sheet {
    /// Reads a file whole.
    pub fn read(path: &Path) -> Result<Self, SheetError> {
        let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let io = |error| SheetError::Io { file: file.clone(), error };
        if std::fs::metadata(path).map_err(io)?.len() > MAX_BYTES {
            return Err(SheetError::TooLarge { file });
        }
        let bytes = std::fs::read(path).map_err(io)?;
        Self::parse(file, &bytes)
    }

    /// Reads the bytes of a file named `file`.
    pub fn parse(file: String, bytes: &[u8]) -> Result<Self, SheetError> {
        let (encoding, text) = decode(&file, bytes)?;
        let Some(separator) = separator(&text) else { return Err(SheetError::Empty { file }) };
        let csv = |error| SheetError::Csv { file: file.clone(), error };
        let mut reader = reader(&text, separator);
        let headers: Vec<String> = cells(reader.headers().map_err(csv)?);
        for (index, header) in headers.iter().enumerate() {
            if !header.is_empty() && headers[..index].iter().any(|other| same_name(other, header)) {
                return Err(SheetError::DuplicateColumn { file, column: header.clone() });
            }
        }
        let (mut rows, mut ragged) = (Vec::new(), Vec::new());
        let mut record = StringRecord::new();
        let mut lines = Lines::of(&text);
        while reader.read_record(&mut record).map_err(csv)? {
            let line = lines.at(record.position().map_or(0, csv::Position::byte));
            let cells = cells(&record);
            if cells.iter().all(String::is_empty) {
                // A blank line at the end, or a row of nothing but separators, as spreadsheets leave them.
            } else if cells.len() == headers.len() {
                rows.push(SheetRow { line, cells });
            } else {
                ragged.push((line, cells.len()));
            }
        }
        Ok(Self { file, encoding: encoding.name(), separator: char::from(separator), headers, rows, ragged })
    }

    /// The position of a column, whatever the case of its name and the spaces in it.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.headers.iter().position(|header| same_name(header, name))
    }

    /// The cells of a column, from the top.
    pub fn cells_of(&self, column: usize) -> impl Iterator<Item = (u64, &str)> {
        self.rows.iter().map(move |row| (row.line, row.cells[column].as_str()))
    }
}

/// Tells on which line a row begins. The reader's own count is of the line on which the row before it ended, which is
/// another one after a blank line, or where lines end with two characters.
struct Lines<'a> {
    text: &'a str,
    seen: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, seen: 0, line: 1 }
    }

    /// The line of the row that begins at, or with blank lines before it, a byte; the bytes of later calls are later ones.
    fn at(&mut self, byte: u64) -> u64 {
        let mut start = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        while self.text.as_bytes().get(start).is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
            start += 1;
        }
        let passed = self.text.get(self.seen..start).unwrap_or_default();
        self.line += u64::try_from(passed.matches('\n').count()).unwrap_or_default();
        self.seen = start.max(self.seen);
        self.line
    }
}

/// Whether two names of columns mean the same: `Date added`, `date_added`, `DATE ADDED`.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    let letters = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(one) == letters(other)
}

/// The text of a file, which must be wholly in one encoding: a character that cannot be read would become another in a
/// customer's name.
fn decode(file: &str, bytes: &[u8]) -> Result<(&'static Encoding, String), SheetError> {
    let encoding = encoding_of(bytes);
    let (text, encoding, malformed) = encoding.decode(bytes);
    if malformed {
        let good = text.split(char::REPLACEMENT_CHARACTER).next().unwrap_or_default();
        let line = u64::try_from(good.matches('\n').count()).unwrap_or(u64::MAX).saturating_add(1);
        return Err(SheetError::Undecodable { file: file.to_owned(), line, encoding: encoding.name() });
    }
    Ok((encoding, text.into_owned()))
}

fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    // UTF-16 without its mark: every second byte of Latin text is zero, which no other encoding has.
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let pairs = sample.len() / 2;
    if pairs > 0 && zeros(1) * 2 > pairs {
        return UTF_16LE;
    }
    if pairs > 0 && zeros(0) * 2 > pairs {
        return UTF_16BE;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The separator under which the first rows have most cells and mostly as many as the header. A file of a single
/// column has none; then any will do.
fn separator(text: &str) -> Option<u8> {
    let mut best: Option<(usize, usize, u8)> = None;
    for candidate in SEPARATORS {
        let mut reader = reader(text, candidate);
        let Ok(headers) = reader.headers() else { continue };
        let columns = headers.len();
        if headers.iter().all(str::is_empty) {
            continue;
        }
        let widths: Vec<usize> =
            reader.records().take(SAMPLE).map_while(Result::ok).map(|record| record.len()).collect();
        let fitting = widths.iter().filter(|width| **width == columns).count();
        // Most rows: neither a stray separator inside a cell nor a few faulty rows must decide.
        let regular = fitting * 2 >= widths.len();
        let score = if regular { columns } else { 1 };
        if best.is_none_or(|(known, fit, _)| (score, fitting) > (known, fit)) {
            best = Some((score, fitting, candidate));
        }
    }
    best.map(|(_, _, separator)| separator)
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(separator).flexible(true).trim(Trim::All).from_reader(text.as_bytes())
}

/// The cells without surrounding space, also of the kinds that the reader does not know.
fn cells(record: &StringRecord) -> Vec<String> {
    record
        .iter()
        .map(|cell| cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(bytes: &[u8]) -> Sheet {
        Sheet::parse("a.csv".to_owned(), bytes).expect("it is readable")
    }

    #[test]
    fn encoding_and_separator_are_found_out() {
        let text = "ID;Name;City\r\n1;Müller;Köln\r\n2;\"Groß; Söhne\";Zürich\r\n";
        let latin = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            (marked, "UTF-8"),
            (latin, "windows-1252"),
            (wide, "UTF-16LE"),
        ] {
            let sheet = parse(&bytes);
            assert_eq!((sheet.encoding, sheet.separator), (encoding, ';'));
            assert_eq!(sheet.headers, ["ID", "Name", "City"]);
            assert_eq!(sheet.rows[1].cells, ["2", "Groß; Söhne", "Zürich"]);
            assert_eq!(sheet.rows[1].line, 3);
        }
    }

    #[test]
    fn a_comma_inside_amounts_does_not_make_it_the_separator() {
        let sheet = parse(b"id\tamount\tdue\n1\t1,50\t2026-01-01\n2\t2,00\t2026-01-02\n");
        assert_eq!(sheet.separator, '\t');
        let sheet = parse(b"id,amount\n1,1.50\n2,2.00\n");
        assert_eq!(sheet.separator, ',');
        assert_eq!(parse(b"id\n1\n2\n").rows.len(), 2, "one column needs no separator");
    }

    #[test]
    fn rows_of_another_width_are_told_and_blank_ones_are_none() {
        let text = "a,b,c\n1,2,3\n\n,,\n4,5\n6,7,8,9\n\"x\ny\",2,3\n\n\nlast,2,3\n";
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let sheet = parse(text.as_bytes());
            assert_eq!(sheet.ragged, [(5, 2), (6, 4)]);
            let lines: Vec<u64> = sheet.rows.iter().map(|row| row.line).collect();
            assert_eq!(lines, [2, 7, 11], "a cell may hold a line break, and blank lines are lines");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_the_place() {
        let refused =
            |bytes: &[u8]| Sheet::parse("a.csv".to_owned(), bytes).expect_err("refused").to_string();
        assert_eq!(refused(b""), "a.csv: has no header line");
        assert_eq!(refused(b"\n\n"), "a.csv: has no header line");
        assert_eq!(refused(b"id,Date added,date_added\n"), "a.csv: has two columns named `date_added`");
        let broken = [b"\xef\xbb\xbfid,name\n1,good\n2,".as_slice(), b"\xff\xfe\n"].concat();
        assert_eq!(refused(&broken), "a.csv: line 3 is not text in UTF-8, which the rest of the file is in");
    }

    #[test]
    fn columns_are_found_however_their_names_are_written() {
        let sheet = parse(b"Portal login,ZIP code\nx,1\n");
        assert_eq!(sheet.column("portal_login"), Some(0));
        assert_eq!(sheet.column("zip-CODE"), Some(1));
        assert_eq!(sheet.column("zip"), None);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fail_otherwise_than_by_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = Sheet::parse("a.csv".to_owned(), &bytes);
        }

        #[test]
        fn cells_come_back_as_they_were_written(rows in prop::collection::vec(
            prop::collection::vec("[a-zäöü0-9,;|\"\n ]{1,12}", 3), 1..20), separator in prop::sample::select(vec![b',', b';', b'\t'])) {
            let mut writer = csv::WriterBuilder::new().delimiter(separator)
                .quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
            writer.write_record(["one", "two", "three"]).expect("written");
            for row in &rows {
                writer.write_record(row).expect("written");
            }
            let sheet = parse(&writer.into_inner().expect("written"));
            prop_assert_eq!(char::from(separator), sheet.separator);
            let expected: Vec<Vec<String>> = rows.iter()
                .map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>())
                .filter(|row| row.iter().any(|cell| !cell.is_empty()))
                .collect();
            let found: Vec<Vec<String>> = sheet.rows.into_iter().map(|row| row.cells).collect();
            prop_assert_eq!(expected, found);
        }
    }
}
