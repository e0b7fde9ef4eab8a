//! What becomes of tickets, and of outages and maintenance.

use super::Words;

/// A ticket has come in.
pub(super) fn ticket_opened(words: &Words<'_>) -> (String, String) {
    let number = words.value("number");
    words.say(
        ("We have your request", format!("It has the number {number}. We will answer as soon as we can.")),
        (
            "Ihr Anliegen ist bei uns",
            format!("Es hat die Nummer {number}. Wir antworten so bald wie möglich."),
        ),
    )
}

/// Somebody has written on it.
pub(super) fn ticket_replied(words: &Words<'_>) -> (String, String) {
    let number = words.value("number");
    words.say(
        ("New reply", format!("There is a new reply on ticket {number}.")),
        ("Neue Antwort", format!("Zum Ticket {number} gibt es eine neue Antwort.")),
    )
}

/// It is solved, as the ISP sees it.
pub(super) fn ticket_resolved(words: &Words<'_>) -> (String, String) {
    let number = words.value("number");
    words.say(
        (
            "Your ticket is solved",
            format!("We think that ticket {number} is solved. If it is not, answer within 14 days."),
        ),
        (
            "Ihr Ticket ist gelöst",
            format!(
                "Wir halten das Ticket {number} für gelöst. Wenn nicht, antworten Sie innerhalb von 14 Tagen."
            ),
        ),
    )
}

/// Something has failed, or work was announced.
pub(super) fn incident_opened(words: &Words<'_>) -> (String, String) {
    let what = words.value("title");
    if words.value("kind") == "MAINTENANCE" {
        return words.say(
            (
                "Announced maintenance",
                format!("Work that affects your service: {what}. When, is shown in the portal."),
            ),
            (
                "Angekündigte Wartung",
                format!("Arbeiten, die Ihren Anschluss betreffen: {what}. Wann, steht im Portal."),
            ),
        );
    }
    words.say(
        ("Your service is affected", format!("We know of a fault: {what}. You can follow it in the portal.")),
        (
            "Ihr Anschluss ist betroffen",
            format!("Uns ist eine Störung bekannt: {what}. Im Portal können Sie verfolgen, was daraus wird."),
        ),
    )
}

/// There is news of it.
pub(super) fn incident_updated(words: &Words<'_>) -> (String, String) {
    let what = words.value("title");
    words.say(
        ("News of an incident you follow", format!("There is news in the portal: {what}.")),
        ("Neues zu einer Störung, der Sie folgen", format!("Im Portal steht Neues: {what}.")),
    )
}

/// It is over.
pub(super) fn incident_ended(words: &Words<'_>) -> (String, String) {
    let what = words.value("title");
    words.say(
        ("An incident you follow is over", format!("It is over: {what}. If something still fails, tell us.")),
        (
            "Eine Störung, der Sie folgen, ist vorbei",
            format!("Es ist vorbei: {what}. Wenn noch etwas nicht geht, sagen Sie es uns."),
        ),
    )
}

/// Announced work has other dates.
pub(super) fn maintenance_rescheduled(words: &Words<'_>) -> (String, String) {
    let what = words.value("title");
    words.say(
        (
            "Announced maintenance at another time",
            format!("Work that affects your service has other dates: {what}. Which, is shown in the portal."),
        ),
        (
            "Angekündigte Wartung zu anderer Zeit",
            format!(
                "Arbeiten, die Ihren Anschluss betreffen, sind verschoben: {what}. Auf wann, steht im Portal."
            ),
        ),
    )
}
