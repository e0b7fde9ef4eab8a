//! What is said of what is overdue.

use super::Words;

/// An invoice is overdue.
pub(super) fn reminder(words: &Words<'_>) -> (String, String) {
    let amount = words.amount("amountMinor");
    let (number, due) = (words.value("number"), words.value("dueDate"));
    let title = format!("Reminder: invoice {number}");
    let titel = format!("Zahlungserinnerung: Rechnung {number}");
    words.say(
        (&title, format!("{amount} were due on {due}. If you have paid meanwhile, thank you; else please do so now.")),
        (
            &titel,
            format!("{amount} waren am {due} fällig. Falls Sie inzwischen bezahlt haben: danke. Sonst holen Sie es bitte jetzt nach."),
        ),
    )
}

/// Services will be withheld; from when on is told where the ISP does that.
pub(super) fn final_notice(words: &Words<'_>) -> (String, String) {
    let amount = words.amount("amountMinor");
    let number = words.value("number");
    let title = format!("Final notice: invoice {number}");
    let titel = format!("Letzte Mahnung: Rechnung {number}");
    let (warning, warnung) = match words.args.get("suspension").and_then(serde_json::Value::as_str) {
        Some(day) => (
            format!(" Without payment your services are suspended on {day}."),
            format!(" Ohne Zahlung werden Ihre Anschlüsse am {day} gesperrt."),
        ),
        None => (String::new(), String::new()),
    };
    words.say(
        (
            &title,
            format!("{amount} are still owed. You can pay, or agree on instalments, in the portal.{warning}"),
        ),
        (
            &titel,
            format!(
                "{amount} sind noch offen. Sie können im Portal bezahlen oder Raten vereinbaren.{warnung}"
            ),
        ),
    )
}

/// Services are withheld.
pub(super) fn suspended(words: &Words<'_>) -> (String, String) {
    let amount = words.amount("amountMinor");
    words.say(
        (
            "Your services are suspended",
            format!("Bills are overdue. As soon as you pay {amount} your services are there again, at once."),
        ),
        (
            "Ihre Anschlüsse sind gesperrt",
            format!("Rechnungen sind überfällig. Sobald Sie {amount} bezahlen, sind Ihre Anschlüsse sofort wieder da."),
        ),
    )
}

/// Services are there again.
pub(super) fn restored(words: &Words<'_>) -> (String, String) {
    words.say(
        ("Your services are there again", "Thank you: the suspension is lifted.".to_owned()),
        ("Ihre Anschlüsse sind wieder frei", "Vielen Dank: die Sperre ist aufgehoben.".to_owned()),
    )
}

/// A promise was accepted.
pub(super) fn promised(words: &Words<'_>) -> (String, String) {
    let amount = words.amount("amountMinor");
    let until = words.value("until");
    words.say(
        (
            "Payment arrangement",
            format!("You pay {amount} in instalments until {until}. While you do, nothing is suspended."),
        ),
        (
            "Zahlungsvereinbarung",
            format!("Sie zahlen {amount} in Raten bis {until}. Solange Sie das tun, wird nichts gesperrt."),
        ),
    )
}

/// All that was promised is paid.
pub(super) fn kept(words: &Words<'_>) -> (String, String) {
    words.say(
        ("Payment arrangement fulfilled", "Thank you: everything you had agreed to is paid.".to_owned()),
        ("Zahlungsvereinbarung erfüllt", "Vielen Dank: alles Vereinbarte ist bezahlt.".to_owned()),
    )
}

/// An instalment was not paid.
pub(super) fn broken(words: &Words<'_>) -> (String, String) {
    words.say(
        (
            "Payment arrangement ended",
            "An instalment was not paid in time. What is overdue is owed at once, and services may be suspended.".to_owned(),
        ),
        (
            "Zahlungsvereinbarung beendet",
            "Eine Rate wurde nicht rechtzeitig bezahlt. Alles Überfällige ist sofort zu zahlen, und Anschlüsse können gesperrt werden.".to_owned(),
        ),
    )
}

/// A disputed line is taken back: by a credit note, or with the whole invoice.
pub(super) fn upheld(words: &Words<'_>) -> (String, String) {
    let (number, answer) = (words.value("number"), words.text("answer").unwrap_or_default());
    let (by, durch) = match words.text("creditNote") {
        Some(_) => ("corrected by a credit note", "durch eine Gutschrift berichtigt"),
        None => ("cancelled", "aufgehoben"),
    };
    words.say(
        ("Your complaint was justified", format!("Invoice {number} is {by}. {answer}").trim_end().to_owned()),
        (
            "Ihre Beanstandung ist berechtigt",
            format!("Die Rechnung {number} wird {durch}. {answer}").trim_end().to_owned(),
        ),
    )
}

/// A disputed line stands.
pub(super) fn rejected(words: &Words<'_>) -> (String, String) {
    let amount = words.amount("amountMinor");
    let (number, answer) = (words.value("number"), words.value("answer"));
    words.say(
        ("Your complaint was looked at", format!("{amount} of invoice {number} are owed. {answer}")),
        (
            "Ihre Beanstandung wurde geprüft",
            format!("{amount} der Rechnung {number} sind zu bezahlen. {answer}"),
        ),
    )
}
