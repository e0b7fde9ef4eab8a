//! What touches the way into an account.

use super::{WARNING_DE, WARNING_EN, Words};

pub(super) fn new_device(words: &Words<'_>) -> (String, String) {
    words.say(
        ("New sign-in", format!(
                "Somebody signed in with {} from {}. If this was not you, end the session and change your password.",
                words.value("deviceLabel"),
                words.value("ip")
            )),
        ("Neue Anmeldung", format!(
                "Anmeldung mit {} von {}. Wenn Sie das nicht waren, beenden Sie die Sitzung und ändern Sie Ihr Passwort.",
                words.value("deviceLabel"),
                words.value("ip")
            )),
    )
}

pub(super) fn totp_added(words: &Words<'_>) -> (String, String) {
    words.say(
        (
            "Authenticator app set up",
            format!("An authenticator app is asked for at your sign-ins from now on. {WARNING_EN}"),
        ),
        (
            "Authenticator-App eingerichtet",
            format!("Bei Ihren Anmeldungen wird ab jetzt nach einer Authenticator-App gefragt. {WARNING_DE}"),
        ),
    )
}

pub(super) fn totp_removed(words: &Words<'_>) -> (String, String) {
    words.say(
        (
            "Authenticator app removed",
            format!("The authenticator app of your account was removed. {WARNING_EN}"),
        ),
        (
            "Authenticator-App entfernt",
            format!("Die Authenticator-App Ihres Kontos wurde entfernt. {WARNING_DE}"),
        ),
    )
}

pub(super) fn passkey_added(words: &Words<'_>) -> (String, String) {
    words.say(
        (
            "Passkey added",
            format!(
                "The passkey “{}” can sign in to your account from now on. {WARNING_EN}",
                words.value("passkey")
            ),
        ),
        (
            "Passkey hinzugefügt",
            format!(
                "Mit dem Passkey „{}“ kann man sich ab jetzt bei Ihrem Konto anmelden. {WARNING_DE}",
                words.value("passkey")
            ),
        ),
    )
}

pub(super) fn passkey_removed(words: &Words<'_>) -> (String, String) {
    words.say(
        (
            "Passkey removed",
            format!("The passkey “{}” was removed from your account. {WARNING_EN}", words.value("passkey")),
        ),
        (
            "Passkey entfernt",
            format!("Der Passkey „{}“ wurde aus Ihrem Konto entfernt. {WARNING_DE}", words.value("passkey")),
        ),
    )
}

pub(super) fn password_changed(words: &Words<'_>) -> (String, String) {
    words.say(
        ("Password changed", format!("The password of your account was changed. {WARNING_EN}")),
        ("Passwort geändert", format!("Das Passwort Ihres Kontos wurde geändert. {WARNING_DE}")),
    )
}
