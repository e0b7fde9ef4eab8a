//! What notifications say, in the reader's language: rows hold values, never texts.

use serde_json::Value as Json;

use super::topic::Kind;
use crate::kernel::money::{Currency, Money};
use crate::kernel::money_format;

/// Title and text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// One line.
    pub title: String,
    /// A sentence or two.
    pub body: String,
}

/// The text of a notification in the language of `locale` (BCP 47); English where there is no other.
pub fn describe(kind: Kind, args: &Json, locale: &str) -> Text {
    let german = locale.split(['-', '_']).next().is_some_and(|language| language.eq_ignore_ascii_case("de"));
    let value = |key: &str| args.get(key).and_then(Json::as_str).unwrap_or("–").to_owned();
    let amount = |key: &str| amount(args, key, locale).unwrap_or_else(|| "–".to_owned());
    let (title, body) = match (kind, german) {
        (Kind::NewDevice, false) => (
            "New sign-in".to_owned(),
            format!(
                "Somebody signed in with {} from {}. If this was not you, end the session and change your password.",
                value("deviceLabel"),
                value("ip")
            ),
        ),
        (Kind::NewDevice, true) => (
            "Neue Anmeldung".to_owned(),
            format!(
                "Anmeldung mit {} von {}. Wenn Sie das nicht waren, beenden Sie die Sitzung und ändern Sie Ihr Passwort.",
                value("deviceLabel"),
                value("ip")
            ),
        ),
        (Kind::InvoiceFinalized, false) => (
            format!("Invoice {}", value("number")),
            format!("{} are due on {}.", amount("totalMinor"), value("dueDate")),
        ),
        (Kind::InvoiceFinalized, true) => (
            format!("Rechnung {}", value("number")),
            format!("{} sind am {} fällig.", amount("totalMinor"), value("dueDate")),
        ),
        (Kind::PaymentReceived, false) => (
            "Payment received".to_owned(),
            format!("Thank you: {} have come in, payment {}.", amount("amountMinor"), value("number")),
        ),
        (Kind::PaymentReceived, true) => (
            "Zahlung eingegangen".to_owned(),
            format!("Vielen Dank: {} sind eingegangen, Zahlung {}.", amount("amountMinor"), value("number")),
        ),
    };
    Text { title, body }
}

fn amount(args: &Json, key: &str, locale: &str) -> Option<String> {
    let currency: Currency = args.get("currency")?.as_str()?.parse().ok()?;
    Some(money_format::format(Money::new(args.get(key)?.as_i64()?, currency), locale))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_kind_has_a_text_in_both_languages_and_no_place_is_left() {
        let args = json!({
            "deviceLabel": "Firefox on Linux", "ip": "203.0.113.7", "number": "INV-2026-000007",
            "currency": "EUR", "totalMinor": 39_90, "amountMinor": 20_00, "dueDate": "2026-12-06",
        });
        for kind in [Kind::NewDevice, Kind::InvoiceFinalized, Kind::PaymentReceived] {
            let (english, german) = (describe(kind, &args, "en-GB"), describe(kind, &args, "de_AT"));
            assert_ne!(english, german);
            for text in [english, german] {
                assert!(!text.title.is_empty() && !text.body.contains('–'), "{text:?}");
            }
        }
        let text = describe(Kind::InvoiceFinalized, &args, "en");
        assert_eq!(text.title, "Invoice INV-2026-000007");
        assert!(text.body.contains("39.90") && text.body.contains("2026-12-06"), "{}", text.body);
    }

    #[test]
    fn what_is_missing_is_shown_as_missing() {
        let text = describe(Kind::InvoiceFinalized, &json!({}), "fr");
        assert_eq!(text.title, "Invoice –");
        assert_eq!(text.body, "– are due on –.");
    }
}
