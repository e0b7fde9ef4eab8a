//! What befalls the members of a customer.

use super::Words;

const CHECK_EN: &str = "If nobody of you did this, look at your members and change your password.";
const CHECK_DE: &str =
    "Wenn das niemand von Ihnen war, sehen Sie Ihre Mitglieder durch und ändern Sie Ihr Passwort.";
const ASK_EN: &str = "If you did not expect that, ask us.";
const ASK_DE: &str = "Wenn Sie das nicht erwartet haben, fragen Sie uns.";

pub(super) fn added(words: &Words<'_>) -> (String, String) {
    let (name, right) = (words.value("member"), right(words, "role"));
    words.say(
        ("New member", format!("{name} has access from now on: {right}. {CHECK_EN}")),
        ("Neues Mitglied", format!("{name} hat ab jetzt Zugang: {right}. {CHECK_DE}")),
    )
}

pub(super) fn role_changed(words: &Words<'_>) -> (String, String) {
    let (name, from, to) = (words.value("member"), right(words, "before"), right(words, "role"));
    words.say(
        ("Access changed", format!("The access of {name} was changed from “{from}” to “{to}”. {CHECK_EN}")),
        (
            "Zugang geändert",
            format!("Der Zugang von {name} wurde von „{from}“ in „{to}“ geändert. {CHECK_DE}"),
        ),
    )
}

pub(super) fn removed(words: &Words<'_>) -> (String, String) {
    let name = words.value("member");
    words.say(
        ("Member gone", format!("{name} has no access any more. {CHECK_EN}")),
        ("Mitglied ausgeschieden", format!("{name} hat keinen Zugang mehr. {CHECK_DE}")),
    )
}

pub(super) fn own_changed(words: &Words<'_>) -> (String, String) {
    let right = right(words, "role");
    words.say(
        ("Your access was changed", format!("Your access is now: {right}. {ASK_EN}")),
        ("Ihr Zugang wurde geändert", format!("Ihr Zugang ist jetzt: {right}. {ASK_DE}")),
    )
}

pub(super) fn own_ended(words: &Words<'_>) -> (String, String) {
    let right = right(words, "role");
    words.say(
        ("Your access has ended", format!("Your access ({right}) was taken back. {ASK_EN}")),
        ("Ihr Zugang ist beendet", format!("Ihr Zugang ({right}) wurde zurückgenommen. {ASK_DE}")),
    )
}

/// What a member may, in a word or two.
fn right(words: &Words<'_>, key: &str) -> &'static str {
    match (words.value(key), words.german) {
        ("OWNER", false) => "everything",
        ("OWNER", true) => "alles",
        ("PAYER", false) => "bills and payments",
        ("PAYER", true) => "Rechnungen und Zahlungen",
        ("TECHNICAL", false) => "services and the network",
        ("TECHNICAL", true) => "Dienste und Netz",
        ("VIEWER", false) => "reading",
        ("VIEWER", true) => "nur lesen",
        _ => "–",
    }
}
