//! Lines of a width.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::ports::pdf::{Fonts, Line, Weight, clean};

/// Longest text of all, in characters: no name, no description is longer than this and still meant.
const MAX_TEXT: usize = 600;

/// Between lines, as a part of their size.
const LEADING: f32 = 1.36;

/// Sets text, and remembers how wide words are.
pub(super) struct Letters<'a> {
    fonts: &'a Fonts,
    widths: RefCell<HashMap<(Weight, String), f32>>,
}

/// A text as it is set: what nobody sees is gone, and what is too long is cut.
pub(super) fn cleaned(text: &str) -> String {
    clean(text, MAX_TEXT)
}

/// Height of that many lines.
pub(super) fn height(lines: usize, size: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a page has few lines")]
    let lines = lines as f32;
    lines * size * LEADING
}

impl<'a> Letters<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, widths: RefCell::default() }
    }

    /// A text in one line, however wide.
    pub(super) fn line(&self, text: &str, weight: Weight) -> Line {
        self.fonts.line(&cleaned(text), weight)
    }

    /// A text in one line of this width at most; what does not fit is left out, with an ellipsis.
    pub(super) fn fitted(&self, text: &str, weight: Weight, size: f32, width: f32) -> Line {
        let mut lines = self.wrap(text, weight, size, width, 1);
        lines.pop().unwrap_or_else(|| self.fonts.line("", weight))
    }

    /// A text in at most `max` lines of this width.
    pub(super) fn wrap(&self, text: &str, weight: Weight, size: f32, width: f32, max: usize) -> Vec<Line> {
        let text = cleaned(text);
        if text.is_empty() {
            return Vec::new();
        }
        let whole = self.fonts.line(&text, weight);
        if whole.width(size) <= width {
            return vec![whole];
        }
        let rows = self.break_up(&text, weight, width / size);
        let cut = rows.len() > max;
        let mut lines: Vec<Line> = rows.iter().take(max).map(|row| self.fonts.line(row, weight)).collect();
        if cut && let Some(last) = lines.last_mut() {
            *last = self.shortened(&rows[max - 1], weight, width / size);
        }
        lines
    }

    /// Rows that fit `width` (in ems), broken at spaces, and within words that are wider than a row.
    fn break_up(&self, text: &str, weight: Weight, width: f32) -> Vec<String> {
        let space = self.width(" ", weight);
        let (mut rows, mut row, mut filled) = (Vec::new(), String::new(), 0.0);
        for word in text.split(' ') {
            let wide = self.width(word, weight);
            if !row.is_empty() && filled + space + wide > width {
                rows.push(std::mem::take(&mut row));
                filled = 0.0;
            }
            if row.is_empty() && wide > width {
                let mut pieces = self.cut(word, weight, width);
                row = pieces.pop().unwrap_or_default();
                rows.append(&mut pieces);
                filled = self.width(&row, weight);
                continue;
            }
            if !row.is_empty() {
                row.push(' ');
                filled += space;
            }
            row.push_str(word);
            filled += wide;
        }
        if !row.is_empty() {
            rows.push(row);
        }
        rows
    }

    /// A word in pieces that fit. Widths of letters are added up, which is near enough: joined letters are narrower.
    fn cut(&self, word: &str, weight: Weight, width: f32) -> Vec<String> {
        let (mut pieces, mut filled) = (vec![String::new()], 0.0);
        for letter in word.chars() {
            let wide = self.width(letter.encode_utf8(&mut [0; 4]), weight);
            if filled + wide > width && filled > 0.0 {
                pieces.push(String::new());
                filled = 0.0;
            }
            pieces.last_mut().expect("there is one").push(letter);
            filled += wide;
        }
        pieces
    }

    /// A row that ends with an ellipsis.
    fn shortened(&self, row: &str, weight: Weight, width: f32) -> Line {
        let mut row = row.trim_end_matches('…').to_owned();
        loop {
            let line = self.fonts.line(&format!("{}…", row.trim_end()), weight);
            if line.width(1.0) <= width || row.pop().is_none() {
                return line;
            }
        }
    }

    fn width(&self, word: &str, weight: Weight) -> f32 {
        let key = (weight, word.to_owned());
        if let Some(width) = self.widths.borrow().get(&key) {
            return *width;
        }
        let width = self.fonts.line(word, weight).width(1.0);
        self.widths.borrow_mut().insert(key, width);
        width
    }
}
