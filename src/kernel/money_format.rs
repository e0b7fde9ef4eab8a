//! Money for people: grouping, decimal mark and place of the symbol by language (CLDR 48, the common ones).

use rust_decimal::Decimal;

use super::money::Money;

/// How a language writes an amount.
struct Style {
    group: &'static str,
    point: char,
    symbol_first: bool,
    /// Between symbol and digits.
    gap: &'static str,
}

const NARROW_NO_BREAK_SPACE: &str = "\u{202f}";
const NO_BREAK_SPACE: &str = "\u{a0}";

fn style(locale: &str) -> Style {
    let language = locale.split(['-', '_']).next().unwrap_or_default();
    match (language, locale) {
        (_, "de-CH") => Style { group: "’", point: '.', symbol_first: true, gap: NO_BREAK_SPACE },
        (_, "de-AT") => Style { group: NO_BREAK_SPACE, point: ',', symbol_first: true, gap: NO_BREAK_SPACE },
        ("de" | "es" | "it" | "da" | "el" | "tr", _) => {
            Style { group: ".", point: ',', symbol_first: false, gap: NO_BREAK_SPACE }
        }
        ("nl" | "pt", _) => Style { group: ".", point: ',', symbol_first: true, gap: NO_BREAK_SPACE },
        ("fr", _) => {
            Style { group: NARROW_NO_BREAK_SPACE, point: ',', symbol_first: false, gap: NO_BREAK_SPACE }
        }
        ("sv" | "nb" | "fi" | "pl" | "cs" | "sk" | "uk", _) => {
            Style { group: NO_BREAK_SPACE, point: ',', symbol_first: false, gap: NO_BREAK_SPACE }
        }
        // English and everything unknown: 1,234.50 with the symbol in front.
        _ => Style { group: ",", point: '.', symbol_first: true, gap: "" },
    }
}

/// The amount as a person of `locale` (BCP 47) writes it, e.g. `1.234,50 €` or `-$12.30`.
pub fn format(money: Money, locale: &str) -> String {
    with_symbol(money, locale, &money.currency.symbol())
}

/// The same for paper: with the code instead of a symbol that is written from right to left, which would turn the line
/// it stands in, and of which no reader of another script knows what it is.
pub fn format_printed(money: Money, locale: &str) -> String {
    let symbol = money.currency.symbol();
    let turns = |sign: char| matches!(sign, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    if symbol.contains(turns) {
        with_symbol(money, locale, money.currency.code())
    } else {
        with_symbol(money, locale, &symbol)
    }
}

/// The digits alone, e.g. `-1.234,50`.
pub fn format_digits(money: Money, locale: &str) -> String {
    format_decimal(money.to_decimal(), locale)
}

/// A number as a person of `locale` writes it, with the digits after the decimal mark that it has.
pub fn format_decimal(number: Decimal, locale: &str) -> String {
    let sign = if number.is_sign_negative() && !number.is_zero() { "-" } else { "" };
    format!("{sign}{}", unsigned(number, &style(locale)))
}

fn with_symbol(money: Money, locale: &str, symbol: &str) -> String {
    let style = style(locale);
    let number = unsigned(money.to_decimal(), &style);
    // A symbol of letters (CHF, kr) runs into the digits without a gap.
    let gap = if style.gap.is_empty() && symbol.ends_with(char::is_alphabetic) {
        NO_BREAK_SPACE
    } else {
        style.gap
    };
    let sign = if money.minor < 0 { "-" } else { "" };
    if style.symbol_first {
        format!("{sign}{symbol}{gap}{number}")
    } else {
        format!("{sign}{number}{gap}{symbol}")
    }
}

fn unsigned(number: Decimal, style: &Style) -> String {
    let digits = number.abs().to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits.as_str(), ""));
    let mut number = group_thousands(whole, style.group);
    if !fraction.is_empty() {
        number.push(style.point);
        number.push_str(fraction);
    }
    number
}

fn group_thousands(whole: &str, separator: &str) -> String {
    let mut grouped = String::with_capacity(whole.len() * 2);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push_str(separator);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_writes_its_own_way() {
        let cases = [
            (1_234_567, "EUR", "de-DE", "12.345,67\u{a0}€"),
            (-1230, "USD", "en-US", "-$12.30"),
            (1_234_567, "EUR", "fr-FR", "12\u{202f}345,67\u{a0}€"),
            (123_456, "GBP", "en-GB", "£1,234.56"),
            (1_234, "JPY", "en-US", "¥1,234"),
            (5, "KWD", "xx", "د.ك\u{a0}0.005"),
            (100, "CHF", "de-CH", "CHF\u{a0}1.00"),
        ];
        for (minor, currency, locale, expected) in cases {
            let money = Money::new(minor, currency.parse().expect("known"));
            assert_eq!(format(money, locale), expected, "{currency} {locale}");
        }
    }
}
