use super::*;

/// Every rule with the kinds that pass it, in the order of [`CallerKind::ALL`].
#[test]
fn who_may_what() {
    type Rule = fn(CallerKind) -> bool;
    let anybody = "owner, payer, technical, viewer, reseller admin, reseller agent, support, billing, noc, tenant admin";
    let table: &[(&str, Rule, &str)] = &[
        ("view services", may_view_services, anybody),
        ("order", may_order, "owner, reseller admin, reseller agent, support, billing, tenant admin"),
        ("change services", may_change_services, "owner, reseller admin, support, billing, tenant admin"),
        ("buy", may_buy, "owner, payer, reseller admin, support, billing, tenant admin"),
        ("provision", may_provision, "support, noc, tenant admin"),
        ("withhold at all", may_withhold_at_all, "support, billing, noc, tenant admin"),
        ("manage offers", may_manage_offers, "billing, tenant admin"),
        ("view offers", may_view_offers, "support, billing, noc, tenant admin"),
        ("record usage", may_record_usage, "noc, tenant admin"),
        (
            "view discounts",
            may_view_discounts,
            "owner, payer, viewer, reseller admin, reseller agent, support, billing, tenant admin",
        ),
        ("withhold: non-payment", |kind| may_withhold(kind, LockReason::NonPayment), "billing, tenant admin"),
        ("withhold: abuse", |kind| may_withhold(kind, LockReason::Abuse), "support, noc, tenant admin"),
        (
            "withhold: pause",
            |kind| may_withhold(kind, LockReason::Voluntary),
            "support, billing, tenant admin",
        ),
        ("withhold: admin", |kind| may_withhold(kind, LockReason::Admin), "tenant admin"),
    ];
    for (what, rule, expected) in table {
        let may: Vec<&str> =
            CallerKind::ALL.into_iter().filter(|kind| rule(*kind)).map(CallerKind::name).collect();
        assert_eq!(may.join(", "), *expected, "{what}");
    }
}

#[test]
fn who_withholds_for_a_reason_withholds_at_all() {
    for kind in CallerKind::ALL {
        for reason in [LockReason::NonPayment, LockReason::Voluntary, LockReason::Abuse, LockReason::Admin] {
            assert!(!may_withhold(kind, reason) || may_withhold_at_all(kind), "{}", kind.name());
        }
    }
}
