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

const WARNING_EN: &str = "If this was not you, reset your password at once.";
const WARNING_DE: &str = "Wenn Sie das nicht waren, setzen Sie sofort Ihr Passwort zurück.";

/// What a mail says of the document that goes with it.
pub fn attached(locale: &str) -> &'static str {
    if is_german(locale) { "Der Beleg liegt als PDF bei." } else { "The document is attached as a PDF." }
}

fn is_german(locale: &str) -> bool {
    locale.split(['-', '_']).next().is_some_and(|language| language.eq_ignore_ascii_case("de"))
}

/// The text of a notification in the language of `locale` (BCP 47); English where there is no other.
pub fn describe(kind: Kind, args: &Json, locale: &str) -> Text {
    let german = is_german(locale);
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
        (Kind::TotpAdded, false) => (
            "Authenticator app set up".to_owned(),
            format!("An authenticator app is asked for at your sign-ins from now on. {WARNING_EN}"),
        ),
        (Kind::TotpAdded, true) => (
            "Authenticator-App eingerichtet".to_owned(),
            format!("Bei Ihren Anmeldungen wird ab jetzt nach einer Authenticator-App gefragt. {WARNING_DE}"),
        ),
        (Kind::TotpRemoved, false) => (
            "Authenticator app removed".to_owned(),
            format!("The authenticator app of your account was removed. {WARNING_EN}"),
        ),
        (Kind::TotpRemoved, true) => (
            "Authenticator-App entfernt".to_owned(),
            format!("Die Authenticator-App Ihres Kontos wurde entfernt. {WARNING_DE}"),
        ),
        (Kind::PasskeyAdded, false) => (
            "Passkey added".to_owned(),
            format!(
                "The passkey “{}” can sign in to your account from now on. {WARNING_EN}",
                value("passkey")
            ),
        ),
        (Kind::PasskeyAdded, true) => (
            "Passkey hinzugefügt".to_owned(),
            format!(
                "Mit dem Passkey „{}“ kann man sich ab jetzt bei Ihrem Konto anmelden. {WARNING_DE}",
                value("passkey")
            ),
        ),
        (Kind::PasskeyRemoved, false) => (
            "Passkey removed".to_owned(),
            format!("The passkey “{}” was removed from your account. {WARNING_EN}", value("passkey")),
        ),
        (Kind::PasskeyRemoved, true) => (
            "Passkey entfernt".to_owned(),
            format!("Der Passkey „{}“ wurde aus Ihrem Konto entfernt. {WARNING_DE}", value("passkey")),
        ),
        (Kind::PasswordChanged, false) => {
            ("Password changed".to_owned(), format!("The password of your account was changed. {WARNING_EN}"))
        }
        (Kind::PasswordChanged, true) => (
            "Passwort geändert".to_owned(),
            format!("Das Passwort Ihres Kontos wurde geändert. {WARNING_DE}"),
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
    use sea_orm::Iterable as _;
    use serde_json::json;

    #[test]
    fn each_kind_has_a_text_in_both_languages_and_no_place_is_left() {
        let args = json!({
            "deviceLabel": "Firefox on Linux", "ip": "203.0.113.7", "number": "INV-2026-000007",
            "currency": "EUR", "passkey": "Phone", "totalMinor": 39_90, "amountMinor": 20_00, "dueDate": "2026-12-06",
        });
        for kind in Kind::iter() {
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
