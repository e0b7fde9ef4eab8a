//! How a file writes amounts and dates: found out from its own cells, and told before anything is written. Pure.
//!
//! `1.234` may be a thousand or a bit more than one, `03.04.2026` is April or March. One cell of a column that can be
//! read in one way only decides for all of it; where none does, the tenant's country is asked, and the report says that
//! it was assumed.

use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1,234.56`
    Point,
    /// `1.234,56`
    Comma,
}

/// The order of day, month and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// `31.12.2026`
    Dmy,
    /// `12/31/2026`
    Mdy,
    /// `2026-12-31`: ISO 8601 and its kin are read in any column.
    Ymd,
}

impl fmt::Display for DecimalMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Point => "1,234.56",
            Self::Comma => "1.234,56",
        })
    }
}

impl fmt::Display for DateOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dmy => "day month year",
            Self::Mdy => "month day year",
            Self::Ymd => "year month day",
        })
    }
}

/// A way of writing, and how it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<T> {
    /// The way.
    pub value: T,
    /// Whether a cell decides it; otherwise it is assumed.
    pub certain: bool,
}

/// Two cells of one column that cannot be written in one way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{one}` (line {one_line}) and `{other}` (line {other_line}) are not written in one way")]
pub struct Contradiction {
    /// A cell.
    pub one: String,
    /// Its line.
    pub one_line: u64,
    /// The other.
    pub other: String,
    /// Its line.
    pub other_line: u64,
}

/// Finds the one way in which the cells that tell it are written.
fn decide<'a, T: Copy + PartialEq>(
    cells: impl Iterator<Item = (u64, &'a str)>,
    tells: impl Fn(&str) -> Option<T>,
    assumed: T,
) -> Result<Found<T>, Contradiction> {
    let mut found: Option<(T, u64, &str)> = None;
    for (line, cell) in cells {
        let Some(told) = tells(cell) else { continue };
        match found {
            Some((known, _, _)) if known == told => {}
            Some((_, one_line, one)) => {
                let (one, other) = (one.to_owned(), cell.to_owned());
                return Err(Contradiction { one, one_line, other, other_line: line });
            }
            None => found = Some((told, line, cell)),
        }
    }
    Ok(found.map_or(Found { value: assumed, certain: false }, |(value, ..)| Found { value, certain: true }))
}

/// The decimal mark of a column of amounts.
pub fn decimal_mark<'a>(
    cells: impl Iterator<Item = (u64, &'a str)>,
    assumed: DecimalMark,
) -> Result<Found<DecimalMark>, Contradiction> {
    decide(cells, tells_mark, assumed)
}

/// The order of a column of dates.
pub fn date_order<'a>(
    cells: impl Iterator<Item = (u64, &'a str)>,
    assumed: DateOrder,
) -> Result<Found<DateOrder>, Contradiction> {
    decide(cells, tells_order, assumed)
}

/// The decimal mark that an amount can only be read with, if there is just one.
fn tells_mark(cell: &str) -> Option<DecimalMark> {
    let digits = bare(cell)?.digits;
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    match (points, commas) {
        (0, 0) => None,
        // The last of two kinds is the decimal mark.
        (1.., 1..) => {
            Some(if digits.rfind('.') > digits.rfind(',') { DecimalMark::Point } else { DecimalMark::Comma })
        }
        // More than one of a kind: they group thousands, and the other one would be the decimal mark.
        (2.., 0) => Some(DecimalMark::Comma),
        (0, 2..) => Some(DecimalMark::Point),
        _ => {
            let (mark, own) = if points == 1 { ('.', DecimalMark::Point) } else { (',', DecimalMark::Comma) };
            let (before, after) = digits.split_once(mark)?;
            let may_group = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
            (!may_group).then_some(own)
        }
    }
}

/// An amount without its currency, its spaces and its sign.
struct Bare {
    negative: bool,
    digits: String,
}

fn bare(cell: &str) -> Option<Bare> {
    let outside = |c: char| c.is_alphabetic() || c.is_whitespace() || "€$£¥₹₽₴₺₪฿₫₦₱¤".contains(c);
    let text = cell.trim_matches(outside);
    let bracketed = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let (negative, text) = if let Some(inside) = bracketed {
        (true, inside)
    } else {
        let minus = |c: char| matches!(c, '-' | '\u{2212}');
        let unsigned = text.strip_prefix(minus).or_else(|| text.strip_suffix(minus));
        (unsigned.is_some(), unsigned.unwrap_or_else(|| text.strip_prefix('+').unwrap_or(text)))
    };
    // Spaces (narrow and not breaking ones, too) and apostrophes group thousands in any language that has them.
    let digits: String = text
        .trim_matches(outside)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '\u{2019}'))
        .collect();
    let plain = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    (plain && digits.chars().any(|c| c.is_ascii_digit())).then_some(Bare { negative, digits })
}

/// Reads an amount that is written with this decimal mark; none for what is not one.
pub fn parse_decimal(cell: &str, mark: DecimalMark) -> Option<Decimal> {
    let Bare { negative, digits } = bare(cell)?;
    let (decimal, grouping) = match mark {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
    };
    let (whole, fraction) = digits.split_once(decimal).unwrap_or((&digits, ""));
    if fraction.contains([',', '.']) {
        return None;
    }
    let mut groups = whole.split(grouping);
    let first = groups.next()?;
    let mut plain = first.to_owned();
    for group in groups {
        // Indian digits group by two; the last group has three everywhere.
        if !(2..=3).contains(&group.len()) || first.is_empty() || first.len() > 3 {
            return None;
        }
        plain.push_str(group);
    }
    let value: Decimal = format!(
        "{}.{}",
        if plain.is_empty() { "0" } else { &plain },
        if fraction.is_empty() { "0" } else { fraction }
    )
    .parse()
    .ok()?;
    let value = value.normalize();
    Some(if negative { -value } else { value })
}

/// The order that a date can only be read in, if there is just one.
fn tells_order(cell: &str) -> Option<DateOrder> {
    let (a, b, _) = numbers(cell)?;
    if a.len() == 4 {
        return None;
    }
    let (first, second) = (a.parse::<u32>().ok()?, b.parse::<u32>().ok()?);
    match (first > 12, second > 12) {
        (true, false) => Some(DateOrder::Dmy),
        (false, true) => Some(DateOrder::Mdy),
        _ => None,
    }
}

/// The three numbers of a date, whatever time of day follows it.
fn numbers(cell: &str) -> Option<(&str, &str, &str)> {
    let date = cell.split(['T', ' ']).next()?;
    let mut parts = date.split(['-', '/', '.']);
    let three = (parts.next()?, parts.next()?, parts.next()?);
    let all_digits = [three.0, three.1, three.2]
        .iter()
        .all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()));
    (parts.next().is_none() && all_digits).then_some(three)
}

/// What databases write for no date.
pub fn is_no_date(cell: &str) -> bool {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    cell.is_empty() || (!digits.is_empty() && digits.bytes().all(|b| b == b'0'))
}

/// Reads a date that is written in this order; none for what is not one.
pub fn parse_date(cell: &str, order: DateOrder) -> Option<NaiveDate> {
    let compact = cell.split(['T', ' ']).next()?;
    if compact.len() == 8 && compact.bytes().all(|b| b.is_ascii_digit()) {
        return NaiveDate::parse_from_str(compact, "%Y%m%d").ok();
    }
    let (a, b, c) = numbers(cell)?;
    let (year, month, day) = if a.len() == 4 {
        (a, b, c)
    } else {
        match order {
            DateOrder::Dmy => (c, b, a),
            DateOrder::Mdy => (c, a, b),
            DateOrder::Ymd => (a, b, c),
        }
    };
    let number = |text: &str| text.parse::<u32>().ok();
    let year = match year.len() {
        4 => i32::try_from(number(year)?).ok()?,
        // POSIX `%y`: 69 to 99 are of the last century.
        2 => i32::try_from(number(year)?)
            .ok()
            .map(|short| if short >= 69 { 1900 + short } else { 2000 + short })?,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    fn marks(cells: &[&str]) -> Result<Found<DecimalMark>, Contradiction> {
        decimal_mark((2..).zip(cells.iter().copied()), DecimalMark::Point)
    }

    fn orders(cells: &[&str]) -> Result<Found<DateOrder>, Contradiction> {
        date_order((2..).zip(cells.iter().copied()), DateOrder::Dmy)
    }

    #[test]
    fn one_cell_decides_for_its_column() {
        use DecimalMark::{Comma, Point};
        for (cells, value, certain) in [
            (&["10", "1.234", "12,5"][..], Comma, true),
            (&["10", "1,234", "12.50"], Point, true),
            (&["1.234.567"], Comma, true),
            (&["1,234,567"], Point, true),
            (&["1.234,56"], Comma, true),
            (&["0.500"], Point, true),
            (&["1,234"], Point, false),
            (&[], Point, false),
        ] {
            assert_eq!(marks(cells), Ok(Found { value, certain }), "{cells:?}");
        }
        let contradiction = marks(&["1.5", "1,5"]).expect_err("both marks");
        assert_eq!(contradiction.to_string(), "`1.5` (line 2) and `1,5` (line 3) are not written in one way");
    }

    #[test]
    fn one_date_decides_for_its_column() {
        use DateOrder::{Dmy, Mdy};
        for (cells, value, certain) in [
            (&["03/04/2026", "13/04/2026"][..], Dmy, true),
            (&["03/04/2026", "04/13/2026"], Mdy, true),
            (&["03/04/2026"], Dmy, false),
            (&["2026-12-31"], Dmy, false),
        ] {
            assert_eq!(orders(cells), Ok(Found { value, certain }), "{cells:?}");
        }
        assert!(orders(&["13/04/2026", "04/13/2026"]).is_err());
    }

    #[test]
    fn amounts_are_read_as_they_are_meant() {
        use DecimalMark::{Comma, Point};
        for (text, mark, value) in [
            ("1,234.56", Point, "1234.56"),
            ("1.234,56 €", Comma, "1234.56"),
            ("EUR 12,5", Comma, "12.5"),
            ("-3.20", Point, "-3.2"),
            ("(3.20)", Point, "-3.2"),
            ("3.20-", Point, "-3.2"),
            ("$-3.20", Point, "-3.2"),
            ("1 234,5", Comma, "1234.5"),
            ("1\u{a0}234,5", Comma, "1234.5"),
            ("1'234.50", Point, "1234.5"),
            ("12,34,567.00", Point, "1234567"),
            (".5", Point, "0.5"),
            ("7.", Point, "7"),
        ] {
            assert_eq!(parse_decimal(text, mark), Some(decimal(value)), "{text}");
        }
        for text in ["", "abc", "1.2.3", "1,23,4.5", "--1", "12a4", "1e5", "1,2345.0", ",5.5"] {
            assert_eq!(parse_decimal(text, Point), None, "{text}");
        }
    }

    #[test]
    fn dates_are_read_as_they_are_meant() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        for (text, order, date) in [
            ("2026-03-04", DateOrder::Mdy, day(2026, 3, 4)),
            ("2026-03-04T10:00:00Z", DateOrder::Dmy, day(2026, 3, 4)),
            ("2026/03/04 10:00", DateOrder::Dmy, day(2026, 3, 4)),
            ("20260304", DateOrder::Dmy, day(2026, 3, 4)),
            ("3.4.2026", DateOrder::Dmy, day(2026, 4, 3)),
            ("3/4/26", DateOrder::Mdy, day(2026, 3, 4)),
            ("1/2/71", DateOrder::Mdy, day(1971, 1, 2)),
            ("29.02.2025", DateOrder::Dmy, None),
            ("tomorrow", DateOrder::Dmy, None),
            ("1.2.3.4", DateOrder::Dmy, None),
            ("1-2-345", DateOrder::Dmy, None),
        ] {
            assert_eq!(parse_date(text, order), date, "{text}");
        }
        assert!(is_no_date("0000-00-00") && is_no_date("") && is_no_date("0"));
        assert!(!is_no_date("2026-01-01") && !is_no_date("never"));
    }

    proptest! {
        #[test]
        fn an_amount_that_was_written_is_read_back(minor in -10_000_000_000_i64..10_000_000_000, comma in any::<bool>()) {
            let value = Decimal::new(minor, 2);
            let plain = value.abs().to_string();
            let (whole, fraction) = plain.split_once('.').expect("two decimals");
            let digits: Vec<char> = whole.chars().rev().collect();
            let groups: Vec<String> = digits.chunks(3).map(|group| group.iter().rev().collect()).rev().collect();
            let (group, mark, style) =
                if comma { (".", ",", DecimalMark::Comma) } else { (",", ".", DecimalMark::Point) };
            let sign = if minor < 0 { "-" } else { "" };
            let text = format!("{sign}{}{mark}{fraction}", groups.join(group));
            prop_assert_eq!(parse_decimal(&text, style), Some(value.normalize()));
            prop_assert_eq!(tells_mark(&text), Some(style));
        }

        #[test]
        fn a_date_that_was_written_is_read_back(days in 0_i64..40_000, order in prop::sample::select(vec![DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd])) {
            let date = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day") + chrono::TimeDelta::days(days);
            let format = match order { DateOrder::Dmy => "%d.%m.%Y", DateOrder::Mdy => "%m/%d/%Y", DateOrder::Ymd => "%Y-%m-%d" };
            prop_assert_eq!(parse_date(&date.format(format).to_string(), order), Some(date));
        }

        #[test]
        fn no_text_makes_it_fail(text in any::<String>()) {
            for mark in [DecimalMark::Point, DecimalMark::Comma] {
                let _ = parse_decimal(&text, mark);
            }
            let _ = (parse_date(&text, DateOrder::Dmy), tells_mark(&text), tells_order(&text), is_no_date(&text));
        }
    }
}
