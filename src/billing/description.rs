//! The localisable texts of invoice lines: a key and its values, written out in a language.
//!
//! The document stores key and values, never the text, so that one invoice reads well in the portal's language and
//! on the paper of another. Nothing here fails: an unknown key is shown as it is, a missing value as its place.

use serde_json::{Map, Value};

/// The key of a period of a plan; takes `plan`.
pub const PLAN: &str = "line.plan";
/// The key of a set-up fee; takes `plan`.
pub const SETUP: &str = "line.setup";
/// The keys of what the catalogue charges beside its periods.
pub use crate::catalog::charge_text as charge;
/// The key of volume past the cap; takes `gb`.
pub const USAGE: &str = "line.usage";
/// The key of a reduction; takes `name`.
pub const DISCOUNT: &str = "line.discount";
/// The key of a late fee; takes `invoice`, the number of the overdue one.
pub const LATE_FEE: &str = "line.late_fee";
/// The key of fixed addresses.
pub const STATIC_IP: &str = "line.static_ip";
/// The key of a rented router.
pub const ROUTER_RENTAL: &str = "line.router_rental";
/// The key of an invoice by post.
pub const PAPER_INVOICE: &str = "line.paper_invoice";
/// The key of a visit; takes `reason`.
pub const TECHNICIAN: &str = "line.technician";
/// The key of an invoice of another system; takes `text`.
pub const IMPORTED: &str = "line.imported";
/// The key of what another system's rounding adds to a total, or takes from it.
pub const ROUNDING: &str = "line.rounding";
/// The key of what staff has written themselves; takes `text`.
pub const TEXT: &str = "line.text";
/// The key of a credit that corrects nothing.
pub const COURTESY: &str = "line.courtesy";

/// The key of what is given back for an outage; takes `plan`, `minutes`, `from` and `to`.
pub const OUTAGE: &str = "line.outage";

/// The text of `key` with its values in the language of `locale` (BCP 47); English where there is no other.
pub fn describe(key: &str, args: &Value, locale: &str) -> String {
    let none = Map::new();
    fill(template(key, locale).unwrap_or(key), args.as_object().unwrap_or(&none))
}

fn template(key: &str, locale: &str) -> Option<&'static str> {
    let language = locale.split(['-', '_']).next().unwrap_or_default();
    let (english, german) = match key {
        PLAN => ("{plan}", "{plan}"),
        SETUP => ("Set-up of {plan}", "Einrichtung {plan}"),
        charge::UNUSED => ("{plan}: unused days", "{plan}: nicht genutzte Tage"),
        charge::PART => ("{plan}: part of a period", "{plan}: anteiliger Zeitraum"),
        charge::SUSPENDED => ("{plan}: days without service", "{plan}: Tage ohne Leistung"),
        charge::RESUMED => {
            ("{plan}: days with service again", "{plan}: Tage mit wieder aufgenommener Leistung")
        }
        charge::PAUSE => ("Pause of {plan}", "Pause {plan}"),
        charge::EARLY_END => ("Rest of the minimum term of {plan}", "Restlaufzeit {plan}"),
        charge::TOP_UP => ("Extra volume: {name}", "Zusatzvolumen: {name}"),
        USAGE => ("{gb} GB beyond the included volume", "{gb} GB über das Inklusivvolumen hinaus"),
        DISCOUNT => ("Discount: {name}", "Rabatt: {name}"),
        LATE_FEE => ("Late fee for invoice {invoice}", "Mahngebühr zur Rechnung {invoice}"),
        STATIC_IP => ("Static IP address", "Feste IP-Adresse"),
        ROUTER_RENTAL => ("Router rental", "Router-Miete"),
        PAPER_INVOICE => ("Paper invoice", "Papierrechnung"),
        TECHNICIAN => ("Technician's visit: {reason}", "Technikereinsatz: {reason}"),
        IMPORTED | TEXT => ("{text}", "{text}"),
        ROUNDING => ("Rounding", "Rundung"),
        COURTESY => ("Credit", "Gutschrift"),
        OUTAGE => (
            "{plan}: outage of {minutes} minutes, {from} to {to}",
            "{plan}: Ausfall von {minutes} Minuten, {from} bis {to}",
        ),
        key => of_cause(key)?,
    };
    Some(if language.eq_ignore_ascii_case("de") { german } else { english })
}

/// The texts of what makes one invoice differ from another (`billing::explain`): English, German.
fn of_cause(key: &str) -> Option<(&'static str, &'static str)> {
    Some(match key.strip_prefix("cause.")? {
        "new_service" => ("New: {what}", "Neu: {what}"),
        "service_ended" => ("No longer charged: {what}", "Nicht mehr berechnet: {what}"),
        "plan_changed" => ("Changed from {from} to {to}", "Wechsel von {from} zu {to}"),
        "price_changed" => ("New price: {what}", "Neuer Preis: {what}"),
        "quantity_changed" => ("Another quantity: {what}", "Andere Menge: {what}"),
        "proration" => ("Part of a period: {what}", "Anteiliger Zeitraum: {what}"),
        "usage" => ("Usage: {what}", "Verbrauch: {what}"),
        "discount_begun" => ("New. {what}", "Neu. {what}"),
        "discount_ended" => ("Ended. {what}", "Beendet. {what}"),
        "discount_changed" => ("Changed. {what}", "Geändert. {what}"),
        "one_off" => ("Once: {what}", "Einmalig: {what}"),
        "late_fee" => ("Late fee", "Mahngebühr"),
        "credit" => ("Credit: {what}", "Gutschrift: {what}"),
        "tax_rate_changed" => ("Another rate of tax", "Anderer Steuersatz"),
        "rounding" => ("Rounding", "Rundung"),
        "other" => ("Smaller differences", "Kleinere Unterschiede"),
        _ => return None,
    })
}

/// Puts the values into their places, in one pass: a value that looks like a place is not filled again.
fn fill(template: &str, args: &Map<String, Value>) -> String {
    let mut text = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, place)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, after)) = place.split_once('}') else {
            rest = &rest[before.len()..];
            break;
        };
        match args.get(name) {
            Some(Value::String(value)) => text.push_str(value),
            Some(Value::Null) | None => text.extend(["{", name, "}"]),
            Some(other) => text.push_str(&other.to_string()),
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn each_key_has_a_text_in_both_languages() {
        let args = json!({ "plan": "Fibre 250", "gb": 12, "name": "Loyalty", "invoice": "INV-2026-000007", "reason": "new socket", "text": "Cable, 20 m", "minutes": "1440", "from": "2026-11-22 09:30", "to": "2026-11-23 09:30" });
        let cases = [
            (PLAN, "Fibre 250", "Fibre 250"),
            (SETUP, "Set-up of Fibre 250", "Einrichtung Fibre 250"),
            (charge::SETUP, "Set-up of Fibre 250", "Einrichtung Fibre 250"),
            (charge::UNUSED, "Fibre 250: unused days", "Fibre 250: nicht genutzte Tage"),
            (charge::PART, "Fibre 250: part of a period", "Fibre 250: anteiliger Zeitraum"),
            (charge::SUSPENDED, "Fibre 250: days without service", "Fibre 250: Tage ohne Leistung"),
            (
                charge::RESUMED,
                "Fibre 250: days with service again",
                "Fibre 250: Tage mit wieder aufgenommener Leistung",
            ),
            (charge::PAUSE, "Pause of Fibre 250", "Pause Fibre 250"),
            (charge::EARLY_END, "Rest of the minimum term of Fibre 250", "Restlaufzeit Fibre 250"),
            (charge::TOP_UP, "Extra volume: Loyalty", "Zusatzvolumen: Loyalty"),
            (USAGE, "12 GB beyond the included volume", "12 GB über das Inklusivvolumen hinaus"),
            (DISCOUNT, "Discount: Loyalty", "Rabatt: Loyalty"),
            (LATE_FEE, "Late fee for invoice INV-2026-000007", "Mahngebühr zur Rechnung INV-2026-000007"),
            (STATIC_IP, "Static IP address", "Feste IP-Adresse"),
            (ROUTER_RENTAL, "Router rental", "Router-Miete"),
            (PAPER_INVOICE, "Paper invoice", "Papierrechnung"),
            (TECHNICIAN, "Technician's visit: new socket", "Technikereinsatz: new socket"),
            (IMPORTED, "Cable, 20 m", "Cable, 20 m"),
            (ROUNDING, "Rounding", "Rundung"),
            (TEXT, "Cable, 20 m", "Cable, 20 m"),
            (COURTESY, "Credit", "Gutschrift"),
            (
                OUTAGE,
                "Fibre 250: outage of 1440 minutes, 2026-11-22 09:30 to 2026-11-23 09:30",
                "Fibre 250: Ausfall von 1440 Minuten, 2026-11-22 09:30 bis 2026-11-23 09:30",
            ),
        ];
        for (key, english, german) in cases {
            assert_eq!(describe(key, &args, "en-US"), english);
            assert_eq!(describe(key, &args, "de_AT"), german);
            assert_eq!(describe(key, &args, "fr"), english, "English is the last resort");
        }
    }

    #[test]
    fn what_is_missing_is_shown_not_hidden() {
        assert_eq!(describe("line.unheard_of", &json!({}), "de"), "line.unheard_of");
        assert_eq!(describe(SETUP, &json!({ "other": 1 }), "en"), "Set-up of {plan}");
        assert_eq!(describe(SETUP, &json!("not an object"), "en"), "Set-up of {plan}");
        assert_eq!(describe(DISCOUNT, &json!({ "name": "{plan} {" }), "en"), "Discount: {plan} {");
        assert_eq!(describe("broken {", &json!({}), "en"), "broken {");
    }

    proptest! {
        #[test]
        fn no_key_and_no_value_makes_it_fail(key in any::<String>(), value in any::<String>(), locale in any::<String>()) {
            let text = describe(DISCOUNT, &json!({ "name": value }), &locale);
            prop_assert!(text.ends_with(&value));
            let _ = describe(&key, &json!({ "name": value }), &locale);
        }
    }
}
