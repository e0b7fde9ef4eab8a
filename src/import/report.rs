//! What came of an import: counts for each file, and every row that was refused, with the reason.

use std::fmt;

use super::fields::Kind;
use super::reader::ColumnFormat;

/// A row, or a cell of it, that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The file.
    pub file: String,
    /// Where the row begins, counted from 1.
    pub line: u64,
    /// The column, as the file names it; empty where it is the row.
    pub column: String,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, reason } = self;
        if column.is_empty() {
            write!(f, "{file}:{line}: {reason}")
        } else {
            write!(f, "{file}:{line}: {column}: {reason}")
        }
    }
}

/// What was found out of a file before anything is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePlan {
    /// What its rows are.
    pub kind: Kind,
    /// The file.
    pub file: String,
    /// How its characters are written.
    pub encoding: &'static str,
    /// What stands between its cells.
    pub separator: char,
    /// How many rows it has.
    pub rows: usize,
    /// How its amounts and dates are written.
    pub formats: Vec<ColumnFormat>,
    /// Columns that are left behind.
    pub left_out: Vec<String>,
}

impl fmt::Display for FilePlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let separator = match self.separator {
            '\t' => "tab".to_owned(),
            other => format!("`{other}`"),
        };
        let (kind, file, rows, encoding) = (self.kind.name(), &self.file, self.rows, self.encoding);
        writeln!(f, "{kind:<14} {file}: {rows} rows, {encoding}, separated by {separator}")?;
        for ColumnFormat { column, format, certain } in &self.formats {
            let how = if *certain { "" } else { "  (assumed: no cell tells; see --date-order, --locale)" };
            writeln!(f, "{:<14} {column}: {format}{how}", "")?;
        }
        if !self.left_out.is_empty() {
            writeln!(f, "{:<14} left out: {}", "", self.left_out.join(", "))?;
        }
        Ok(())
    }
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// What its rows are.
    pub kind: Kind,
    /// The file.
    pub file: String,
    /// Rows that were written, or would have been.
    pub written: usize,
    /// Rows that an earlier import had written.
    pub known: usize,
    /// Lines of rows that an earlier import had written, and that say something else now. They are left as they are.
    pub differing: Vec<u64>,
    /// What was refused.
    pub refusals: Vec<Refusal>,
}

impl FileReport {
    pub(super) fn new(kind: Kind, file: &str) -> Self {
        let file = file.to_owned();
        Self { kind, file, written: 0, known: 0, differing: Vec::new(), refusals: Vec::new() }
    }

    /// How many rows were refused: one row may have several faults.
    pub fn refused(&self) -> usize {
        let mut lines: Vec<u64> = self.refusals.iter().map(|refusal| refusal.line).collect();
        lines.sort_unstable();
        lines.dedup();
        lines.len()
    }
}

impl fmt::Display for FileReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, file) = (self.kind.name(), &self.file);
        let (written, known, refused) = (self.written, self.known, self.refused());
        write!(f, "{kind:<14} {file}: {written} written, {known} known, {refused} refused")?;
        if !self.differing.is_empty() {
            write!(f, ", {} of the known differ now and are left as they are", self.differing.len())?;
        }
        Ok(())
    }
}
