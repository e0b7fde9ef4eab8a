//! What befalls an account: its address, its password.

use super::{WARNING_DE, WARNING_EN, Words};

const CALL_EN: &str = "If this was not you, call us at once.";
const CALL_DE: &str = "Wenn Sie das nicht waren, rufen Sie uns sofort an.";

pub(super) fn email_change_requested(words: &Words<'_>) -> (String, String) {
    let email = words.value("email");
    words.say(
        (
            "Another mail address",
            format!(
                "{email} shall become the mail address of your account, once it is confirmed. {WARNING_EN}"
            ),
        ),
        (
            "Andere Mailadresse",
            format!(
                "{email} soll die Mailadresse Ihres Kontos werden, sobald sie bestätigt ist. {WARNING_DE}"
            ),
        ),
    )
}

pub(super) fn email_changed(words: &Words<'_>) -> (String, String) {
    let email = words.value("email");
    words.say(
        ("Mail address changed", format!("Mails of your account go to {email} from now on. {CALL_EN}")),
        ("Mailadresse geändert", format!("Mails zu Ihrem Konto gehen ab jetzt an {email}. {CALL_DE}")),
    )
}

pub(super) fn password_change_required(words: &Words<'_>) -> (String, String) {
    words.say(
        (
            "Choose a new password",
            "We have ended your sessions. You are asked for a new password when you sign in next.".to_owned(),
        ),
        (
            "Wählen Sie ein neues Passwort",
            "Wir haben Ihre Sitzungen beendet. Bei der nächsten Anmeldung werden Sie nach einem neuen Passwort gefragt."
                .to_owned(),
        ),
    )
}

pub(super) fn one_time_code_issued(words: &Words<'_>) -> (String, String) {
    words.say(
        (
            "One-time code given out",
            format!("We have given out a code that sets the password of your account. {CALL_EN}"),
        ),
        (
            "Einmalcode ausgegeben",
            format!(
                "Wir haben einen Code ausgegeben, mit dem man das Passwort Ihres Kontos setzt. {CALL_DE}"
            ),
        ),
    )
}
