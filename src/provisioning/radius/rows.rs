//! Which rows FreeRADIUS is to find for a service. Pure.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::ports::provisioning::{Desired, Order, Profile};
use crate::ports::radius::{Attribute, RadiusError, octets_of};
use crate::provisioning::entity::radius_credential;
use crate::provisioning::store::radius::{Row, UserRows};
use crate::tenancy::{RadiusAttribute, RadiusSettings};

/// The group of services that are withheld.
const WALLED_GARDEN: &str = "portico-suspended";

/// The name that a service signs in with: its number, and the realm.
pub(super) fn username(number: &str, realm: &str) -> String {
    let plain = number.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
    let plain: String = plain.map(|c| c.to_ascii_lowercase()).collect();
    format!("{plain}@{realm}")
}

/// A code of a plan without what FreeRADIUS writes otherwise in a query, or takes for something to be expanded (a value in
/// backticks or double quotes is, `%{sql:…}` included): two codes stay two.
fn plain(code: &str) -> String {
    let mut plain = String::with_capacity(code.len());
    for c in code.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            plain.push(c);
        } else {
            let _ = write!(plain, "_{:x}_", u32::from(c));
        }
    }
    plain
}

/// The rows of the service itself.
pub(super) fn of_user(
    settings: &RadiusSettings,
    credential: &radius_credential::Model,
    order: &Order,
) -> UserRows {
    let mut rows = UserRows::default();
    let withheld = order.desired == Desired::Suspended && settings.walled_garden.is_empty();
    match order.desired {
        // No row: FreeRADIUS knows no such user, and rejects it.
        Desired::Absent => return rows,
        Desired::Active | Desired::Suspended => {}
    }
    let verifier = credential.verifier_attribute.as_ref().zip(credential.verifier.as_ref());
    match verifier.filter(|_| !withheld) {
        Some((attribute, verifier)) => rows.check.insert(Row::set(attribute, verifier)),
        None => rows.check.insert(Row::set("Auth-Type", "Reject")),
    };
    if !withheld {
        // It comes back with accounting, whatever becomes of the name on its way.
        rows.reply.insert(Row::set("Class", &order.subscription.to_string()));
        rows.group = of_group(settings, order).map(|(group, _)| group);
    }
    rows
}

/// The group of the service and its rows; none for one that is in no group.
pub(super) fn of_group(settings: &RadiusSettings, order: &Order) -> Option<(String, BTreeSet<Row>)> {
    let (group, attributes) = match order.desired {
        Desired::Active => (format!("portico-plan-{}", plain(&order.profile.code)), &settings.plan),
        Desired::Suspended if !settings.walled_garden.is_empty() => {
            (WALLED_GARDEN.to_owned(), &settings.walled_garden)
        }
        Desired::Suspended | Desired::Absent => return None,
    };
    let row = |attribute: &RadiusAttribute| Row {
        attribute: attribute.name.clone(),
        // Cisco's pairs are one attribute with many values.
        op: if attribute.name == "Cisco-AVPair" { "+=" } else { ":=" }.to_owned(),
        value: filled_in(&attribute.value, &order.profile),
    };
    Some((group, attributes.iter().map(row).collect()))
}

/// The attributes of the plan, for a session that goes on with them.
pub(super) fn for_session(
    settings: &RadiusSettings,
    profile: &Profile,
) -> Result<Vec<Attribute>, RadiusError> {
    settings
        .plan
        .iter()
        .map(|attribute| octets_of(&attribute.name, &filled_in(&attribute.value, profile)))
        .collect()
}

/// A value with what its words stand for.
fn filled_in(value: &str, profile: &Profile) -> String {
    // RADIUS counts bits in 32: what is faster is as fast as can be said.
    let bps = |kbps: i64| kbps.saturating_mul(1_000).clamp(0, i64::from(u32::MAX)).to_string();
    value
        .replace("{down_kbps}", &profile.down_kbps.to_string())
        .replace("{up_kbps}", &profile.up_kbps.to_string())
        .replace("{down_bps}", &bps(profile.down_kbps))
        .replace("{up_bps}", &bps(profile.up_kbps))
        .replace("{profile}", &plain(&profile.code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{CustomerId, RadiusCredentialId, SubscriptionId, TenantId, TypedId as _};

    fn settings(json: &str) -> RadiusSettings {
        serde_json::from_str(json).expect("readable")
    }

    fn order(desired: Desired) -> Order {
        let id = uuid::Uuid::from_u128(7);
        Order {
            customer: CustomerId::from_uuid(id),
            subscription: SubscriptionId::from_uuid(id),
            number: "S-1001-1".to_owned(),
            version: 1,
            attempts: 0,
            desired,
            profile: Profile { code: "FIBRE".to_owned(), down_kbps: 100_000, up_kbps: 5_000_000 },
            before: None,
        }
    }

    fn credential(verifier: Option<&str>) -> radius_credential::Model {
        let id = uuid::Uuid::from_u128(7);
        radius_credential::Model {
            id: RadiusCredentialId::from_uuid(id),
            tenant_id: TenantId::from_uuid(id),
            customer_id: CustomerId::from_uuid(id),
            subscription_id: SubscriptionId::from_uuid(id),
            username: username("S-1001-1", "isp.example"),
            verifier_attribute: verifier.map(|_| "Cleartext-Password".to_owned()),
            verifier: verifier.map(str::to_owned),
            rotated_at: None,
            version: 1,
        }
    }

    fn names(rows: &BTreeSet<Row>) -> Vec<(&str, &str)> {
        rows.iter().map(|row| (row.attribute.as_str(), row.value.as_str())).collect()
    }

    #[test]
    fn a_service_that_runs_has_its_password_and_its_plan() {
        let settings = settings(r#"{ "realm": "isp.example" }"#);
        let credential = credential(Some("secret"));
        assert_eq!(credential.username, "s-1001-1@isp.example");
        let rows = of_user(&settings, &credential, &order(Desired::Active));
        assert_eq!(names(&rows.check), [("Cleartext-Password", "secret")]);
        assert_eq!(rows.group.as_deref(), Some("portico-plan-FIBRE"));
        let (group, attributes) = of_group(&settings, &order(Desired::Active)).expect("one");
        assert_eq!(group, "portico-plan-FIBRE");
        let expected = [("WISPr-Bandwidth-Max-Down", "100000000"), ("WISPr-Bandwidth-Max-Up", "4294967295")];
        assert_eq!(names(&attributes), expected);
        assert_eq!(for_session(&settings, &order(Desired::Active).profile).expect("they fit").len(), 2);
    }

    #[test]
    fn a_service_that_is_withheld_is_rejected_or_in_the_garden() {
        let plain = settings(r#"{ "realm": "isp.example" }"#);
        let rows = of_user(&plain, &credential(Some("secret")), &order(Desired::Suspended));
        assert_eq!(names(&rows.check), [("Auth-Type", "Reject")]);
        assert_eq!((rows.reply.len(), rows.group), (0, None));
        assert_eq!(of_group(&plain, &order(Desired::Suspended)), None);
        let garden = settings(
            r#"{ "realm": "isp.example", "walled_garden": [{ "name": "Filter-Id", "value": "pay" }] }"#,
        );
        let rows = of_user(&garden, &credential(Some("secret")), &order(Desired::Suspended));
        assert_eq!(names(&rows.check), [("Cleartext-Password", "secret")]);
        assert_eq!(rows.group.as_deref(), Some(WALLED_GARDEN));
    }

    #[test]
    fn a_service_without_a_password_and_one_that_has_ended_do_not_sign_in() {
        let settings = settings(r#"{ "realm": "isp.example" }"#);
        let rows = of_user(&settings, &credential(None), &order(Desired::Active));
        assert_eq!(names(&rows.check), [("Auth-Type", "Reject")]);
        let rows = of_user(&settings, &credential(Some("secret")), &order(Desired::Absent));
        assert_eq!(rows, UserRows::default());
    }

    #[test]
    fn a_code_of_a_plan_is_nothing_that_freeradius_expands() {
        let plan = r#"{ "realm": "isp.example", "plan": [{ "name": "Filter-Id", "value": "{profile}" }] }"#;
        let settings = settings(plan);
        for code in ["`%{sql:SELECT value FROM radcheck}`", "\"%{User-Password}\"", "'%{md5:a}'"] {
            let mut order = order(Desired::Active);
            order.profile.code = code.to_owned();
            let (group, attributes) = of_group(&settings, &order).expect("one");
            for text in attributes.iter().map(|row| row.value.as_str()).chain([group.as_str()]) {
                assert!(!text.contains(['`', '"', '\'', '%', '{']), "{text}");
            }
            // A session that goes on is told what FreeRADIUS tells one that begins.
            let value = &attributes.first().expect("one").value;
            let told = for_session(&settings, &order.profile).expect("it fits");
            assert_eq!(told, [octets_of("Filter-Id", value).expect("it fits")]);
        }
    }

    #[test]
    fn a_name_holds_nothing_that_a_query_could_be_made_of() {
        assert_eq!(username("S 1'; --%{x}", "a.b"), "s1--x@a.b");
        assert_eq!(plain("Fibre-100+ %{x}"), "Fibre-100_2b__20__25__7b_x_7d_");
    }
}
