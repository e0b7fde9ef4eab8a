//! Colours and sizes.

use crate::ports::pdf::Colour;

/// Text.
pub(super) const INK: Colour = Colour(0x1f, 0x29, 0x33);
/// What is said beside it.
pub(super) const MUTED: Colour = Colour(0x52, 0x60, 0x6d);
/// Lines between rows.
pub(super) const HAIR: Colour = Colour(0xd9, 0xdd, 0xe3);

/// Sizes of letters, points.
pub(super) const TEXT: f32 = 9.5;
pub(super) const SMALL: f32 = 8.0;

/// Where a tenant has no colour.
const FALLBACK: Colour = Colour(0x1d, 0x4e, 0xd8);

/// What a tenant's colour gives.
pub(super) struct Looks {
    /// Bars and rules.
    pub(super) accent: Colour,
    /// Headings: the colour where it can be read on white, else the text's.
    pub(super) strong: Colour,
    /// Behind the heads of tables.
    pub(super) tint: Colour,
}

impl Looks {
    pub(super) fn new(colour: &str) -> Self {
        let accent = parse(colour).unwrap_or(FALLBACK);
        let strong = if contrast_with_white(accent) >= 4.5 { accent } else { INK };
        let Colour(red, green, blue) = accent;
        let pale = |part: u8| u8::try_from((u16::from(part) * 7 + 255 * 93) / 100).unwrap_or(u8::MAX);
        Self { accent, strong, tint: Colour(pale(red), pale(green), pale(blue)) }
    }
}

/// `#rgb` or `#rrggbb`; of longer forms the opacity is passed over.
fn parse(text: &str) -> Option<Colour> {
    let digits: Vec<u8> = text
        .strip_prefix('#')?
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()))
        .collect::<Option<_>>()?;
    let part = |at: usize| match digits.len() {
        3 | 4 => Some(digits[at] * 17),
        6 | 8 => Some(digits[2 * at] * 16 + digits[2 * at + 1]),
        _ => None,
    };
    Some(Colour(part(0)?, part(1)?, part(2)?))
}

/// WCAG 2.2, contrast ratio.
fn contrast_with_white(Colour(red, green, blue): Colour) -> f32 {
    let linear = |part: u8| {
        let part = f32::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    1.05 / (0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_or_replaced_and_a_pale_one_is_no_text() {
        assert_eq!(Looks::new("#0b5fff").accent, Colour(0x0b, 0x5f, 0xff));
        assert_eq!(Looks::new("#fa0").accent, Colour(0xff, 0xaa, 0));
        assert_eq!(Looks::new("#fa08").accent, Colour(0xff, 0xaa, 0));
        for none in ["", "blue", "#12", "#12345", "#zzzzzz", "url(x)"] {
            assert_eq!(Looks::new(none).accent, FALLBACK, "{none}");
        }
        assert_eq!(Looks::new("#0b5fff").strong, Colour(0x0b, 0x5f, 0xff));
        assert_eq!(Looks::new("#ffe066").strong, INK);
    }
}
