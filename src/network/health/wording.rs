//! What a customer is told of a service, by its reason: in German where the reader's language is German, in English otherwise.
//! Pure.

use crate::network::entity::service_health::HealthReason;

/// What there is to say.
pub fn message(reason: HealthReason, locale: &str) -> &'static str {
    let (english, german) = texts(reason);
    if locale.split(['-', '_']).next() == Some("de") { german } else { english }
}

fn texts(reason: HealthReason) -> (&'static str, &'static str) {
    match reason {
        HealthReason::LineUp => ("Your service works.", "Ihr Anschluss funktioniert."),
        HealthReason::KnownOutage => (
            "There is an outage. We are working on it; follow it, and we tell you how it goes on.",
            "Es gibt eine Störung. Wir arbeiten daran; folgen Sie ihr, dann sagen wir Ihnen, wie es weitergeht.",
        ),
        HealthReason::KnownDisturbance => (
            "Your service is disturbed and may be slow. We are working on it.",
            "Ihr Anschluss ist gestört und möglicherweise langsam. Wir arbeiten daran.",
        ),
        HealthReason::AnnouncedWork => (
            "We are carrying out the work that we have announced.",
            "Wir führen die angekündigten Arbeiten durch.",
        ),
        HealthReason::DeviceWork => (
            "We are working on the device that your service depends on.",
            "Wir arbeiten an dem Gerät, an dem Ihr Anschluss hängt.",
        ),
        HealthReason::CustomerDeviceDown => (
            "Your router does not answer. Please switch it off and on again and check its cables.",
            "Ihr Router antwortet nicht. Bitte schalten Sie ihn aus und wieder ein und prüfen Sie die Kabel.",
        ),
        HealthReason::DeviceDown => (
            "The device that your service depends on does not answer.",
            "Das Gerät, an dem Ihr Anschluss hängt, antwortet nicht.",
        ),
        HealthReason::UpstreamDown => (
            "A device between you and our network does not answer.",
            "Ein Gerät zwischen Ihnen und unserem Netz antwortet nicht.",
        ),
        HealthReason::LineDown => (
            "There is no signal on your line. Please switch your router off and on again and check its cables.",
            "Auf Ihrer Leitung ist kein Signal. Bitte schalten Sie Ihren Router aus und wieder ein und prüfen Sie die Kabel.",
        ),
        HealthReason::PortDisabled => {
            ("Your port is switched off on our side.", "Ihr Port ist auf unserer Seite abgeschaltet.")
        }
        HealthReason::DeviceStrained => (
            "The device that your service depends on is under strain; your service may be slow.",
            "Das Gerät, an dem Ihr Anschluss hängt, ist überlastet; Ihr Anschluss ist möglicherweise langsam.",
        ),
        HealthReason::NonPayment => (
            "Your service is suspended because bills are overdue. It is back as soon as they are paid.",
            "Ihr Anschluss ist gesperrt, weil Rechnungen überfällig sind. Sobald sie bezahlt sind, ist er wieder da.",
        ),
        HealthReason::Paused => (
            "Your service is paused, as you have asked.",
            "Ihr Anschluss pausiert, wie Sie es gewünscht haben.",
        ),
        HealthReason::Misuse => (
            "Your service is suspended because it was misused.",
            "Ihr Anschluss ist wegen missbräuchlicher Nutzung gesperrt.",
        ),
        HealthReason::WithheldByIsp => {
            ("We have suspended your service.", "Wir haben Ihren Anschluss gesperrt.")
        }
        HealthReason::NotInService => {
            ("The service is not in service.", "Der Anschluss ist nicht in Betrieb.")
        }
        HealthReason::NotMonitored => (
            "We do not monitor this service. If it does not work, please tell us.",
            "Diesen Anschluss überwachen wir nicht. Falls er nicht funktioniert, sagen Sie es uns bitte.",
        ),
        HealthReason::NotObserved => (
            "We do not know yet how your service is. If it does not work, please tell us.",
            "Wir wissen noch nicht, wie es um Ihren Anschluss steht. Falls er nicht funktioniert, sagen Sie es uns bitte.",
        ),
        HealthReason::Stale => (
            "What we know of your service is out of date. If it does not work, please tell us.",
            "Was wir über Ihren Anschluss wissen, ist veraltet. Falls er nicht funktioniert, sagen Sie es uns bitte.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sea_orm::Iterable as _;

    use super::*;

    #[test]
    fn every_reason_has_words_of_its_own_in_both_languages() {
        let all: Vec<HealthReason> = HealthReason::iter().collect();
        for locale in ["en-GB", "de-AT"] {
            let texts: BTreeSet<&str> = all.iter().map(|reason| message(*reason, locale)).collect();
            assert_eq!(texts.len(), all.len(), "{locale}");
        }
        assert_eq!(message(HealthReason::LineUp, "de"), "Ihr Anschluss funktioniert.");
        assert_eq!(message(HealthReason::LineUp, "fr-FR"), "Your service works.");
    }
}
