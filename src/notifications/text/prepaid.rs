//! What is told of the balance of prepaid customers.

use super::Words;

/// The balance did not cover an invoice.
pub(super) fn short(words: &Words<'_>) -> (String, String) {
    let (number, missing) = (words.value("number"), words.amount("missingMinor"));
    words.say(
        (
            "Your balance does not cover an invoice",
            format!("{missing} are missing for invoice {number}. Top up your balance so that your service goes on."),
        ),
        (
            "Ihr Guthaben reicht nicht für eine Rechnung",
            format!(
                "Für die Rechnung {number} fehlen {missing}. Laden Sie Ihr Guthaben auf, damit Ihr Anschluss weiterläuft."
            ),
        ),
    )
}

/// The balance has fallen below the threshold.
pub(super) fn low(words: &Words<'_>) -> (String, String) {
    let (balance, threshold) = (words.amount("balanceMinor"), words.amount("thresholdMinor"));
    words.say(
        (
            "Your balance is low",
            format!("{balance} are left, which is less than {threshold}. Top up your balance in time."),
        ),
        (
            "Ihr Guthaben geht zur Neige",
            format!("Es sind noch {balance} übrig, weniger als {threshold}. Laden Sie Ihr Guthaben rechtzeitig auf."),
        ),
    )
}
