//! What becomes of payments and of what is paid with.

use super::Words;

pub(super) fn payment_received(words: &Words<'_>) -> (String, String) {
    words.say(
        (
            "Payment received",
            format!(
                "Thank you: {} have come in, payment {}.",
                words.amount("amountMinor"),
                words.value("number")
            ),
        ),
        (
            "Zahlung eingegangen",
            format!(
                "Vielen Dank: {} sind eingegangen, Zahlung {}.",
                words.amount("amountMinor"),
                words.value("number")
            ),
        ),
    )
}

pub(super) fn payment_failed(words: &Words<'_>) -> (String, String) {
    words.say(
        (
            "Payment refused",
            format!(
                "Your bank has refused payment {} of {}.",
                words.value("number"),
                words.amount("amountMinor")
            ),
        ),
        (
            "Zahlung abgelehnt",
            format!(
                "Ihre Bank hat die Zahlung {} über {} abgelehnt.",
                words.value("number"),
                words.amount("amountMinor")
            ),
        ),
    )
}

pub(super) fn payment_refunded(words: &Words<'_>) -> (String, String) {
    words.say(
        ("Refund", format!("Payment {} was refunded, in full or in part.", words.value("number"))),
        ("Erstattung", format!("Die Zahlung {} wurde ganz oder teilweise erstattet.", words.value("number"))),
    )
}

pub(super) fn payment_charged_back(words: &Words<'_>) -> (String, String) {
    words.say(
        (
            "Payment taken back",
            format!(
                "Your bank has taken payment {} back. What it had paid is owed again.",
                words.value("number")
            ),
        ),
        (
            "Zahlung zurückgebucht",
            format!(
                "Ihre Bank hat die Zahlung {} zurückgebucht. Was damit bezahlt war, ist wieder offen.",
                words.value("number")
            ),
        ),
    )
}

pub(super) fn payment_method_added(words: &Words<'_>) -> (String, String) {
    words.say(
        (
            "Payment method added",
            format!(
                "{} ending in {} can be used to pay from now on.",
                words.value("brand"),
                words.value("last4")
            ),
        ),
        (
            "Zahlungsmittel hinzugefügt",
            format!(
                "Mit {} (endet auf {}) kann ab jetzt bezahlt werden.",
                words.value("brand"),
                words.value("last4")
            ),
        ),
    )
}

pub(super) fn payment_method_expiring(words: &Words<'_>) -> (String, String) {
    words.say(
        (
            "Payment method expires",
            format!(
                "{} ending in {} expires on {}.",
                words.value("brand"),
                words.value("last4"),
                words.value("expiresOn")
            ),
        ),
        (
            "Zahlungsmittel läuft ab",
            format!(
                "{} (endet auf {}) läuft am {} ab.",
                words.value("brand"),
                words.value("last4"),
                words.value("expiresOn")
            ),
        ),
    )
}
