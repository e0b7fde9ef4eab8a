//! One line of text: bidirectional order, fonts, shaping.

use std::ops::Range;

use harfrust::{Direction, UnicodeBuffer};
use krilla::text::{GlyphId, KrillaGlyph};
use unicode_bidi::{BidiInfo, Level};

use super::fonts::{Fonts, Weight};

/// Shown for what no font has.
const UNKNOWN: char = '\u{fffd}';

/// A line of text, ready to be set.
#[derive(Debug, Clone)]
pub struct Line {
    pub(super) text: String,
    pub(super) runs: Vec<Run>,
    width: f32,
}

/// A part of a line in one font and one direction, from left to right as it is seen.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) face: usize,
    /// From left to right, too.
    pub(super) glyphs: Vec<KrillaGlyph>,
    pub(super) width: f32,
    /// Whether it is read from right to left.
    pub(super) from_right: bool,
}

impl Line {
    /// Its width at a size, points.
    pub fn width(&self, size: f32) -> f32 {
        self.width * size
    }

    /// What it says.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A text that can stand in one line: no line breaks, no control characters, and none of those that turn the order of
/// what stands around them (a name is not to reverse the amount beside it). Longer texts end after `limit` characters with
/// an ellipsis.
pub fn clean(text: &str, limit: usize) -> String {
    let mut clean = String::with_capacity(text.len().min(limit * 4) + 3);
    let mut spaced = true;
    let mut length = 0;
    for sign in text.chars() {
        if is_ignored(sign) {
            continue;
        }
        let space = sign.is_whitespace() && !is_kept_space(sign) || sign.is_control();
        if space && spaced {
            continue;
        }
        if length == limit {
            clean.truncate(clean.trim_end().len());
            clean.push('…');
            return clean;
        }
        clean.push(if space { ' ' } else { sign });
        spaced = space;
        length += 1;
    }
    clean.truncate(clean.trim_end().len());
    clean
}

/// Spaces that numbers are grouped with.
fn is_kept_space(sign: char) -> bool {
    matches!(sign, '\u{a0}' | '\u{202f}')
}

/// What is not seen by itself and may change how others are: the controls of direction, byte order marks, tags. The
/// joiners of Arabic and Indian scripts are kept.
fn is_ignored(sign: char) -> bool {
    matches!(sign,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Signs that PDF/A has no meaning for.
fn is_nameless(sign: char) -> bool {
    matches!(sign, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}') || (sign as u32) & 0xfffe == 0xfffe
}

impl Fonts {
    /// Sets a text in one line. It should be [`clean`]; what cannot be shown is U+FFFD.
    pub fn line(&self, text: &str, weight: Weight) -> Line {
        let shown = |sign: char| !is_nameless(sign) && self.of_sign(sign, weight).is_some();
        let text: String = text.chars().map(|sign| if shown(sign) { sign } else { UNKNOWN }).collect();
        let bidi = BidiInfo::new(&text, None);
        let mut runs = Vec::new();
        // A separator of paragraphs would make several; `clean` lets none pass, and none is set here either.
        for paragraph in &bidi.paragraphs {
            let (levels, ranges) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for range in ranges {
                self.run(&text, range.clone(), levels[range.start], weight, &mut runs);
            }
        }
        Line { width: runs.iter().map(|run| run.width).sum(), text, runs }
    }

    /// One level's part of a line: split where the font or the script changes.
    fn run(&self, text: &str, range: Range<usize>, level: Level, weight: Weight, runs: &mut Vec<Run>) {
        let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
        let mut last = Script::Common;
        for (at, sign) in text[range.clone()].char_indices() {
            let at = range.start + at;
            let end = at + sign.len_utf8();
            let script = Script::of(sign);
            let joins = last == script || script == Script::Common || last == Script::Common;
            match parts.last_mut() {
                // Marks and spaces stay with what they stand beside, as long as its font has them.
                Some((face, part)) if joins && self.stays(*face, sign, weight) => part.end = end,
                _ => parts.push((self.of_sign(sign, weight).unwrap_or_default(), at..end)),
            }
            if script != Script::Common {
                last = script;
            }
        }
        let shape = |(face, part): (usize, Range<usize>)| self.shape(text, part, face, level);
        if level.is_rtl() {
            runs.extend(parts.into_iter().rev().map(shape));
        } else {
            runs.extend(parts.into_iter().map(shape));
        }
    }

    /// Whether a sign is set in the font of those before it: in the preferred one, or where it has no look of its own.
    fn stays(&self, face: usize, sign: char, weight: Weight) -> bool {
        self.has(face, sign) && (!sign.is_alphanumeric() || self.of_sign(sign, weight) == Some(face))
    }

    fn shape(&self, text: &str, part: Range<usize>, face: usize, level: Level) -> Run {
        let font = self.face(face);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text[part.clone()]);
        buffer.set_direction(if level.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.guess_segment_properties();
        let shaped = font.shaper.shaper(&font.font).build().shape(buffer, &[]);
        let starts: Vec<usize> =
            shaped.glyph_infos().iter().map(|glyph| part.start + glyph.cluster as usize).collect();
        let mut sorted = starts.clone();
        sorted.sort_unstable();
        sorted.dedup();
        let end = |start: usize| {
            let next = sorted.partition_point(|other| *other <= start);
            sorted.get(next).copied().unwrap_or(part.end)
        };
        #[expect(clippy::cast_precision_loss, reason = "units of a font are small")]
        let em = |units: i32| units as f32 / font.units;
        let glyphs: Vec<KrillaGlyph> = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .zip(&starts)
            .map(|((info, position), start)| KrillaGlyph {
                glyph_id: GlyphId::new(info.glyph_id),
                text_range: *start..end(*start),
                x_advance: em(position.x_advance),
                x_offset: em(position.x_offset),
                y_offset: em(position.y_offset),
                y_advance: em(position.y_advance),
                location: None,
            })
            .collect();
        Run {
            face,
            width: glyphs.iter().map(|glyph| glyph.x_advance).sum(),
            from_right: level.is_rtl(),
            glyphs,
        }
    }
}

/// As far as the built-in fonts need one: a shaper takes one script at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Common,
    Latin,
    Hebrew,
    Arabic,
    Other,
}

impl Script {
    fn of(sign: char) -> Self {
        match sign {
            '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Self::Hebrew,
            '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{8a0}'..='\u{8ff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}' => Self::Arabic,
            _ if !sign.is_alphabetic() => Self::Common,
            '\0'..='\u{52f}' => Self::Latin,
            _ => Self::Other,
        }
    }
}
