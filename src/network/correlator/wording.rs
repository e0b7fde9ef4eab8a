//! What customers read of what the network has noticed by itself: in the language of the ISP, and never a device's name.

/// Title and first words of an outage.
pub(super) fn noticed(locale: &str) -> (&'static str, &'static str) {
    if is_german(locale) {
        (
            "Störung im Netz",
            "Ein Teil unseres Netzes antwortet nicht. Wir haben das selbst bemerkt und gehen der Sache nach.",
        )
    } else {
        (
            "Outage in the network",
            "A part of our network does not answer. We have noticed it ourselves and are looking into it.",
        )
    }
}

/// It answers.
pub(super) fn answers(locale: &str) -> &'static str {
    if is_german(locale) {
        "Das Netz antwortet wieder. Wir beobachten es noch eine Weile."
    } else {
        "The network answers again. We are watching it for a while."
    }
}

/// It does not, after all.
pub(super) fn silent_again(locale: &str) -> &'static str {
    if is_german(locale) {
        "Das Netz ist erneut ausgefallen. Wir gehen der Sache weiter nach."
    } else {
        "The network has failed again. We are still looking into it."
    }
}

/// It has gone on answering.
pub(super) fn over(locale: &str) -> &'static str {
    if is_german(locale) {
        "Die Störung ist behoben. Wenn bei Ihnen noch etwas nicht geht, sagen Sie es uns."
    } else {
        "The outage is over. If something still fails for you, tell us."
    }
}

fn is_german(locale: &str) -> bool {
    locale.split(['-', '_']).next().is_some_and(|language| language.eq_ignore_ascii_case("de"))
}
