//! What notifications say, in the reader's language: rows hold values, never texts.

mod account;
mod bills;
mod dunning;
mod members;
mod paying;
mod prepaid;
mod signing_in;
mod support;

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

/// The values of a notification, and the language of its reader.
struct Words<'a> {
    args: &'a Json,
    locale: &'a str,
    german: bool,
}

impl Words<'_> {
    fn value(&self, key: &str) -> &str {
        self.text(key).unwrap_or("–")
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.args.get(key).and_then(Json::as_str)
    }

    /// A sum of money as its reader writes it.
    fn amount(&self, key: &str) -> String {
        amount(self.args, key, self.locale).unwrap_or_else(|| "–".to_owned())
    }

    /// Title and text in the reader's language.
    fn say(&self, english: (&str, String), german: (&str, String)) -> (String, String) {
        let (title, body) = if self.german { german } else { english };
        (title.to_owned(), body)
    }
}

/// What a mail says of the document that goes with it.
pub fn attached(locale: &str) -> &'static str {
    if is_german(locale) { "Der Beleg liegt als PDF bei." } else { "The document is attached as a PDF." }
}

/// What stands above the text of a reply that is mailed: who wrote it, or that the ISP did.
pub fn wrote(author: &str, locale: &str) -> String {
    match (author, is_german(locale)) {
        ("", false) => "There is news on your ticket:".to_owned(),
        ("", true) => "Es gibt Neues zu Ihrem Ticket:".to_owned(),
        (author, false) => format!("{author} has written:"),
        (author, true) => format!("{author} hat geschrieben:"),
    }
}

fn is_german(locale: &str) -> bool {
    locale.split(['-', '_']).next().is_some_and(|language| language.eq_ignore_ascii_case("de"))
}

/// The text of a notification in the language of `locale` (BCP 47); English where there is no other.
pub fn describe(kind: Kind, args: &Json, locale: &str) -> Text {
    let words = Words { args, locale, german: is_german(locale) };
    let (title, body) = match kind {
        Kind::InvoiceFinalized => bills::invoice_finalized(&words),
        Kind::InvoiceVoided => bills::invoice_voided(&words),
        Kind::PrepaidBalanceShort => prepaid::short(&words),
        Kind::PrepaidBalanceLow => prepaid::low(&words),
        Kind::LateFeeCharged => bills::late_fee_charged(&words),
        Kind::CreditNoteIssued => bills::credit_note_issued(&words),
        Kind::PaymentReceived => paying::payment_received(&words),
        Kind::PaymentFailed => paying::payment_failed(&words),
        Kind::PaymentRefunded => paying::payment_refunded(&words),
        Kind::PaymentChargedBack => paying::payment_charged_back(&words),
        Kind::PaymentMethodAdded => paying::payment_method_added(&words),
        Kind::PaymentMethodExpiring => paying::payment_method_expiring(&words),
        Kind::NewDevice => signing_in::new_device(&words),
        Kind::TotpAdded => signing_in::totp_added(&words),
        Kind::TotpRemoved => signing_in::totp_removed(&words),
        Kind::PasskeyAdded => signing_in::passkey_added(&words),
        Kind::PasskeyRemoved => signing_in::passkey_removed(&words),
        Kind::PasswordChanged => signing_in::password_changed(&words),
        Kind::PaymentReminder => dunning::reminder(&words),
        Kind::FinalNotice => dunning::final_notice(&words),
        Kind::ServicesSuspended => dunning::suspended(&words),
        Kind::ServicesRestored => dunning::restored(&words),
        Kind::ArrangementAccepted => dunning::promised(&words),
        Kind::ArrangementKept => dunning::kept(&words),
        Kind::ArrangementBroken => dunning::broken(&words),
        Kind::DisputeUpheld => dunning::upheld(&words),
        Kind::DisputeRejected => dunning::rejected(&words),
        Kind::EmailChangeRequested => account::email_change_requested(&words),
        Kind::EmailChanged => account::email_changed(&words),
        Kind::PasswordChangeRequired => account::password_change_required(&words),
        Kind::OneTimeCodeIssued => account::one_time_code_issued(&words),
        Kind::MemberAdded => members::added(&words),
        Kind::MemberRoleChanged => members::role_changed(&words),
        Kind::MemberRemoved => members::removed(&words),
        Kind::MembershipChanged => members::own_changed(&words),
        Kind::MembershipEnded => members::own_ended(&words),
        Kind::TicketOpened => support::ticket_opened(&words),
        Kind::TicketReplied => support::ticket_replied(&words),
        Kind::TicketResolved => support::ticket_resolved(&words),
        Kind::IncidentOpened => support::incident_opened(&words),
        Kind::IncidentUpdated => support::incident_updated(&words),
        Kind::IncidentEnded => support::incident_ended(&words),
        Kind::MaintenanceRescheduled => support::maintenance_rescheduled(&words),
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
            "currency": "EUR", "brand": "visa", "last4": "4242", "expiresOn": "2026-12-31", "passkey": "Phone", "email": "k…@example.org", "member": "Kim",
            "role": "PAYER", "before": "VIEWER", "totalMinor": 39_90, "amountMinor": 20_00, "dueDate": "2026-12-06",
            "overdue": "INV-2026-000006", "missingMinor": 5_00, "balanceMinor": 3_00, "thresholdMinor": 10_00, "suspension": "2026-12-20", "until": "2026-12-31", "answer": "Quite right.", "title": "Fibre cut",
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
