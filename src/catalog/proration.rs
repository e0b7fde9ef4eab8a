//! Parts of periods, and what they cost (domain.md §3.8). Pure.
//!
//! A period runs from one billing day to the next. Each of its days has a fixed share of the price: the difference of
//! two cumulative roundings, `round(price × days so far ÷ days of the period)`. So the first part of a period is rounded
//! once, the other part is the rest of the price, and any number of parts, whatever was credited and charged again in
//! between, adds up exactly.

use std::ops::RangeInclusive;

use chrono::{Datelike as _, Days, Months, NaiveDate};

#[cfg(test)]
mod tests;

/// The days of the month on which periods may begin: every month has them.
pub const BILLING_DAYS: RangeInclusive<i16> = 1..=28;

/// Days from the first to the one before the last, half-open: `[start, end)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First day.
    pub start: NaiveDate,
    /// First day after.
    pub end: NaiveDate,
}

impl Span {
    /// The days from `start` to the one before `end`; none where `end` is not later.
    pub fn new(start: NaiveDate, end: NaiveDate) -> Self {
        Self { start, end: end.max(start) }
    }

    /// How many days.
    pub fn days(self) -> i64 {
        (self.end - self.start).num_days()
    }

    /// Whether there is no day.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The days that are in both.
    #[must_use]
    pub fn intersect(self, other: Self) -> Self {
        let start = self.start.max(other.start);
        Self::new(start, self.end.min(other.end))
    }

    /// The regular period that a day is in: from the billing day on or before it to the next.
    pub fn period_of(day: NaiveDate, billing_day: i16) -> Self {
        let anchor = u32::try_from(billing_day.clamp(*BILLING_DAYS.start(), *BILLING_DAYS.end()))
            .expect("the day was put between 1 and 28");
        let this_month = day.with_day(anchor).expect("every month has the days 1 to 28");
        let start = if day < this_month { before(this_month, 1) } else { this_month };
        Self { start, end: after(start, 1) }
    }
}

/// The date so many months later; of a shorter month the last day.
pub fn after(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

fn before(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

/// The day after.
pub fn next_day(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
}

/// What the days of `part` cost within `period` at `price` minor units for the whole of it.
pub fn share(price: i64, period: Span, part: Span) -> i64 {
    let part = period.intersect(part);
    if part.is_empty() {
        return 0;
    }
    let up_to = |day: NaiveDate| rounded(price, (day - period.start).num_days(), period.days());
    up_to(part.end) - up_to(part.start)
}

/// `price × days ÷ all`, half away from zero; between 0 and the price.
fn rounded(price: i64, days: i64, all: i64) -> i64 {
    let (sign, price) = (i128::from(price.signum()), i128::from(price).abs());
    let (days, all) = (i128::from(days), i128::from(all));
    let magnitude = (2 * price * days + all) / (2 * all);
    i64::try_from(sign * magnitude).expect("a part is at most the price")
}

/// The days of `whole` that are in none of `out`, as few spans in order.
pub fn without(whole: Span, out: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    let mut from = whole.start;
    for hole in union(out) {
        let hole = whole.intersect(hole);
        if hole.is_empty() {
            continue;
        }
        if from < hole.start {
            left.push(Span::new(from, hole.start));
        }
        from = from.max(hole.end);
    }
    if from < whole.end {
        left.push(Span::new(from, whole.end));
    }
    left
}

/// The same days as few spans in order: those that overlap or touch become one.
pub fn union(spans: &[Span]) -> Vec<Span> {
    let mut sorted: Vec<Span> = spans.iter().copied().filter(|span| !span.is_empty()).collect();
    sorted.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

/// A stretch of service within one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// The regular period.
    pub period: Span,
    /// The days of it.
    pub days: Span,
}

impl Piece {
    /// What it costs at `price` for the whole period.
    pub fn cost(self, price: i64) -> i64 {
        share(price, self.period, self.days)
    }

    /// Whether it is the whole period.
    pub fn is_whole(self) -> bool {
        self.period == self.days
    }
}

/// Cuts the days of `whole` at every billing day and leaves out those of `out`, which are not billed.
pub fn pieces(whole: Span, billing_day: i16, out: &[Span]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for span in without(whole, out) {
        let mut from = span.start;
        while from < span.end {
            let period = Span::period_of(from, billing_day);
            let days = Span::new(from, period.end.min(span.end));
            pieces.push(Piece { period, days });
            from = days.end;
        }
    }
    pieces
}

/// What the days of `whole` without those of `out` cost; the price of a period may depend on the period.
pub fn cost(whole: Span, billing_day: i16, out: &[Span], price_of: impl Fn(Span) -> i64) -> i64 {
    pieces(whole, billing_day, out).into_iter().map(|piece| piece.cost(price_of(piece.period))).sum()
}
