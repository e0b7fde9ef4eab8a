//! What the system itself writes on tickets, in the ISP's language: German where that is German, English otherwise. Pure.

/// A text in the language of a locale.
fn by(locale: &str, english: &'static str, german: &'static str) -> &'static str {
    if locale.split('-').next() == Some("de") { german } else { english }
}

/// The subject of a ticket about a line of an invoice.
pub(super) fn disputed(locale: &str, invoice: &str) -> String {
    by(locale, "Disputed charge on invoice {}", "Einwand gegen eine Position der Rechnung {}")
        .replace("{}", invoice)
}

/// That a dispute is settled.
pub(super) fn settled(locale: &str, upheld: bool) -> &'static str {
    if upheld {
        by(
            locale,
            "We have accepted your objection. A credit note takes the charge back.",
            "Wir haben Ihrem Einwand stattgegeben. Eine Gutschrift nimmt die Position zurück.",
        )
    } else {
        by(locale, "The charge stands.", "Die Position bleibt bestehen.")
    }
}

/// That a ticket goes on in another.
pub(super) fn merged_into(locale: &str, target: &str) -> String {
    by(locale, "This ticket goes on as {}.", "Dieses Ticket wird als {} fortgeführt.").replace("{}", target)
}

/// That another ticket goes on here.
pub(super) fn merged_from(locale: &str, source: &str) -> String {
    by(locale, "Ticket {} goes on here.", "Das Ticket {} wird hier fortgeführt.").replace("{}", source)
}

/// That a ticket was escalated, and why.
pub(super) fn escalated(locale: &str, reason: &str, priority: &str) -> String {
    by(
        locale,
        "Escalated: {why}. The priority is {now} now.",
        "Eskaliert: {why}. Die Priorität ist jetzt {now}.",
    )
    .replace("{now}", priority)
    .replace("{why}", reason)
}

/// Why a ticket was escalated by its service level.
pub(super) fn time_used(locale: &str, percent: i16, level: &str) -> String {
    by(
        locale,
        "{percent} % of the time of the service level “{level}” is used",
        "{percent} % der Zeit der Servicestufe „{level}“ sind verbraucht",
    )
    .replace("{percent}", &percent.to_string())
    .replace("{level}", level)
}

/// What stands before the names of files that came by mail and were not taken over.
pub(super) fn files_left_out(locale: &str) -> &'static str {
    by(locale, "Attachments not taken over", "Nicht übernommene Anhänge")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_in_the_isp_s_language() {
        assert_eq!(merged_into("en-US", "TKT-2026-000002"), "This ticket goes on as TKT-2026-000002.");
        assert_eq!(
            merged_from("de-AT", "TKT-2026-000001"),
            "Das Ticket TKT-2026-000001 wird hier fortgeführt."
        );
        assert_eq!(disputed("fr-FR", "INV-2026-000009"), "Disputed charge on invoice INV-2026-000009");
        assert_ne!(settled("de", true), settled("de", false));
    }
}
