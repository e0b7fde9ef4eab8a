//! Pages of text and rules, written as PDF. Knows nothing of what they say.
//!
//! - [`Fonts`] come with the program: Noto Sans, and DejaVu Sans for what it lacks, Hebrew and Arabic among it. An operator
//!   may add others. A sign that no font has is shown as U+FFFD; nothing makes a page fail.
//! - [`Fonts::line`] puts a text into the order of reading (UAX #9) and shapes it (OpenType), so that right-to-left names
//!   read as their owners write them.
//! - [`write`] makes the file: PDF/A-2a and PDF/UA-1, tagged, the fonts embedded as subsets. The same pages give the same
//!   bytes: no clock, no random id.

mod fonts;
mod line;
mod tags;
mod write;

pub use self::fonts::{Fonts, FontsError, Weight};
pub use self::line::{Line, clean};
pub use self::write::{WriteError, write};
use crate::kernel::clock::Instant;

/// A document: pages of one size.
#[derive(Debug)]
pub struct Drawing {
    /// What readers show as its name.
    pub title: String,
    /// BCP 47: the language of its words.
    pub language: String,
    /// Who issued it.
    pub author: String,
    /// When.
    pub dated: Instant,
    /// What its identifiers are derived from: a name that no other document has.
    pub identity: String,
    /// Width of every page, points.
    pub width: f32,
    /// Height of every page, points.
    pub height: f32,
    /// The pages.
    pub pages: Vec<Sheet>,
}

/// A page: what stands on it, in the order of reading.
#[derive(Debug, Default)]
pub struct Sheet {
    /// What stands on it.
    pub marks: Vec<Mark>,
}

/// Something on a page. Places are points from the upper left corner.
#[derive(Debug)]
pub enum Mark {
    /// A line of text.
    Text {
        /// Left end.
        x: f32,
        /// The line that letters stand on.
        baseline: f32,
        /// Points.
        size: f32,
        /// Its colour.
        colour: Colour,
        /// The text.
        line: Line,
        /// What it is to a reader who does not see it.
        role: Role,
    },
    /// A filled rectangle.
    Area {
        /// Left edge.
        x: f32,
        /// Upper edge.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// Its colour.
        colour: Colour,
    },
}

/// Red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

/// What a text is in the structure of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// None: what repeats on each page.
    Furniture,
    /// The name of the document.
    Heading,
    /// The name of a part.
    Subheading,
    /// A paragraph; lines of one number are one.
    Paragraph(u32),
    /// A cell of a table; lines of one cell are one.
    Cell {
        /// Which table.
        table: u32,
        /// Which row.
        row: u32,
        /// Which column.
        column: u32,
        /// Whether it names the column.
        head: bool,
    },
}

#[cfg(test)]
mod tests;
