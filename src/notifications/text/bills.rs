//! What becomes of bills and credits.

use super::Words;

pub(super) fn invoice_finalized(words: &Words<'_>) -> (String, String) {
    words.say(
        (
            &format!("Invoice {}", words.value("number")),
            format!("{} are due on {}.", words.amount("totalMinor"), words.value("dueDate")),
        ),
        (
            &format!("Rechnung {}", words.value("number")),
            format!("{} sind am {} fällig.", words.amount("totalMinor"), words.value("dueDate")),
        ),
    )
}

pub(super) fn invoice_voided(words: &Words<'_>) -> (String, String) {
    words.say(
        (
            &format!("Invoice {} cancelled", words.value("number")),
            format!("Invoice {} was cancelled: it is not owed.", words.value("number")),
        ),
        (
            &format!("Rechnung {} storniert", words.value("number")),
            format!("Die Rechnung {} wurde storniert und ist nicht zu bezahlen.", words.value("number")),
        ),
    )
}

pub(super) fn late_fee_charged(words: &Words<'_>) -> (String, String) {
    words.say(
        (&format!("Late fee for invoice {}", words.value("overdue")), format!(
                "Invoice {} was not paid in time. A fee of {} was charged, invoice {}.",
                words.value("overdue"),
                words.amount("totalMinor"),
                words.value("number")
            )),
        (&format!("Mahngebühr zur Rechnung {}", words.value("overdue")), format!(
                "Die Rechnung {} wurde nicht rechtzeitig bezahlt. Es wurde eine Gebühr von {} berechnet, Rechnung {}.",
                words.value("overdue"),
                words.amount("totalMinor"),
                words.value("number")
            )),
    )
}

pub(super) fn credit_note_issued(words: &Words<'_>) -> (String, String) {
    words.say(
        (
            &format!("Credit note {}", words.value("number")),
            format!("You have been given a credit of {}.", words.amount("totalMinor")),
        ),
        (
            &format!("Gutschrift {}", words.value("number")),
            format!("Ihnen wurden {} gutgeschrieben.", words.amount("totalMinor")),
        ),
    )
}
