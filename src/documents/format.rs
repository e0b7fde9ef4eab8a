//! Dates, amounts, quantities and rates as a reader of a locale writes them.

use chrono::NaiveDate;

use super::model::Period;
use crate::kernel::money::{Currency, Money, from_micro};
use crate::kernel::money_format;

/// How a document is written.
#[derive(Debug, Clone)]
pub(super) struct Style {
    locale: String,
    currency: Currency,
}

impl Style {
    pub(super) fn new(locale: &str, currency: Currency) -> Self {
        Self { locale: locale.replace('_', "-"), currency }
    }

    pub(super) fn is_german(&self) -> bool {
        self.language().eq_ignore_ascii_case("de")
    }

    fn language(&self) -> &str {
        self.locale.split('-').next().unwrap_or_default()
    }

    /// Letter where paper has that size (CLDR, `paperSize`), A4 elsewhere; points.
    pub(super) fn paper(&self) -> (f32, f32) {
        const LETTER: [&str; 10] = ["US", "CA", "MX", "PH", "CL", "CO", "CR", "PA", "GT", "VE"];
        let region = self.locale.rsplit('-').next().unwrap_or_default();
        if LETTER.contains(&region) { (612.0, 792.0) } else { (595.28, 841.89) }
    }

    /// A day: ISO 8601 where the locale is not one whose way is known.
    pub(super) fn date(&self, day: NaiveDate) -> String {
        let form = match (self.language(), self.locale.as_str()) {
            ("de", _) => "%d.%m.%Y",
            (_, "en-US") => "%b %-d, %Y",
            (_, "en-GB" | "en-IE" | "en-AU" | "en-NZ" | "en-ZA" | "en-IN") => "%-d %b %Y",
            _ => "%Y-%m-%d",
        };
        day.format(form).to_string()
    }

    pub(super) fn period(&self, Period { first, last }: Period) -> String {
        if first == last { self.date(first) } else { format!("{} – {}", self.date(first), self.date(last)) }
    }

    /// An amount with its symbol; with its code where the symbol is written from right to left and would turn the line.
    pub(super) fn amount(&self, minor: i64) -> String {
        money_format::format_printed(Money::new(minor, self.currency), &self.locale)
    }

    /// The digits of an amount, for a column whose head names the currency.
    pub(super) fn digits(&self, minor: i64) -> String {
        money_format::format_digits(Money::new(minor, self.currency), &self.locale)
    }

    pub(super) fn currency(&self) -> &'static str {
        self.currency.code()
    }

    /// A quantity, without zeros at its end.
    pub(super) fn quantity(&self, micro: i64) -> String {
        money_format::format_decimal(from_micro(micro), &self.locale)
    }

    /// A rate in per cent: 75,000 millionths are 7.5 %.
    pub(super) fn rate(&self, micro: i64) -> String {
        let number = money_format::format_decimal(from_micro(micro.saturating_mul(100)), &self.locale);
        if self.is_german() { format!("{number}\u{a0}%") } else { format!("{number}%") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(locale: &str, currency: &str) -> Style {
        Style::new(locale, currency.parse().expect("known"))
    }

    #[test]
    fn each_locale_writes_its_own_way_and_the_unknown_in_iso_8601() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 9).expect("a day");
        for (locale, date, amount, rate, quantity) in [
            ("en-US", "Mar 9, 2026", "€1,234.50", "7.5%", "1,234.5"),
            ("en-GB", "9 Mar 2026", "€1,234.50", "7.5%", "1,234.5"),
            ("de-DE", "09.03.2026", "1.234,50\u{a0}€", "7,5\u{a0}%", "1.234,5"),
            ("de_AT", "09.03.2026", "€\u{a0}1\u{a0}234,50", "7,5\u{a0}%", "1\u{a0}234,5"),
            ("fr-FR", "2026-03-09", "1\u{202f}234,50\u{a0}€", "7,5%", "1\u{202f}234,5"),
            ("xx", "2026-03-09", "€1,234.50", "7.5%", "1,234.5"),
        ] {
            let style = style(locale, "EUR");
            assert_eq!(style.date(day), date, "{locale}");
            assert_eq!(style.amount(123_450), amount, "{locale}");
            assert_eq!(style.rate(75_000), rate, "{locale}");
            assert_eq!(style.quantity(1_234_500_000), quantity, "{locale}");
        }
    }

    #[test]
    fn amounts_have_the_digits_of_their_currency() {
        assert_eq!(style("en-US", "JPY").amount(12_345), "¥12,345");
        assert_eq!(style("en-US", "KWD").amount(12_345), "KWD\u{a0}12.345", "no symbol that turns the line");
        assert_eq!(style("de-DE", "KWD").amount(-12_345), "-12,345\u{a0}KWD");
        assert_eq!(style("en-US", "KWD").digits(-1), "-0.001");
        assert_eq!(style("de-DE", "JPY").digits(1_234_567), "1.234.567");
    }

    #[test]
    fn paper_is_what_the_region_prints_on() {
        assert_eq!(style("en-US", "USD").paper(), (612.0, 792.0));
        assert_eq!(style("de-DE", "EUR").paper(), (595.28, 841.89));
    }
}
