use chrono::Days;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::catalog::entity::plan::PlanKind;
use crate::catalog::entity::subscription::{self, SubscriptionStatus};
use crate::customers::BillingTerms;
use crate::kernel::ids::{CustomerId, PlanId, SubscriptionId, TenantId};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn plan(number: u128, price_minor: i64, contract_months: i16) -> plan::Model {
    plan::Model {
        id: PlanId(Uuid::from_u128(number)),
        tenant_id: TenantId(Uuid::nil()),
        code: format!("P{number}"),
        name: format!("Plan {number}"),
        kind: PlanKind::Internet,
        currency: "EUR".parse().expect("known"),
        price_minor,
        setup_fee_minor: 0,
        down_kbps: 0,
        up_kbps: 0,
        cap_bytes: None,
        overage_per_gb_minor: None,
        contract_months,
        public: true,
        tax_code: "standard".to_owned(),
        valid_from: day("2000-01-01"),
        valid_to: None,
        version: 1,
    }
}

fn tariff(plan: plan::Model, billed_through: Option<NaiveDate>, billing_day: i16) -> Tariff {
    let customer = CustomerId(Uuid::nil());
    let row = subscription::Model {
        id: SubscriptionId(Uuid::nil()),
        tenant_id: TenantId(Uuid::nil()),
        number: "S-1".to_owned(),
        customer_id: customer,
        plan_id: plan.id,
        price_override_minor: None,
        status: SubscriptionStatus::Active,
        activated_on: Some(day("2000-01-01")),
        ends_on: None,
        contract_end: Some(day("2027-03-01")),
        billed_through,
        created_at: "2000-01-01T00:00:00Z".parse().expect("an instant"),
        version: 1,
    };
    let terms = BillingTerms {
        customer,
        number: "C-1".to_owned(),
        status: crate::customers::entity::customer::CustomerStatus::Active,
        currency: plan.currency,
        mode: crate::customers::entity::customer::BillingMode::Postpaid,
        billing_day,
        due_days: 14,
        grace_days: 7,
        tax_exempt: false,
    };
    Tariff::plain(row, plan, terms)
}

fn net(change: &Change) -> i64 {
    change.lines.iter().map(|line| line.net_minor).sum()
}

#[test]
fn a_change_in_the_middle_of_a_billed_period() {
    let old = tariff(plan(1, 100_00, 0), Some(day("2027-01-01")), 1);
    let new = plan(2, 150_00, 24);
    let change = super::change(&old, &new, PlanChangeTiming::Now, day("2026-12-16"), &[]);
    let lines: Vec<(&str, i64)> =
        change.lines.iter().map(|line| (line.description_key.as_str(), line.net_minor)).collect();
    // 16 of 31 days: 51.61 of the one, 77.42 of the other.
    assert_eq!(lines, [(text::UNUSED, -51_61), (text::PART, 77_42)]);
    assert_eq!((change.effective_on, change.billed_through), (day("2026-12-16"), Some(day("2027-01-01"))));
    assert_eq!(change.contract_end, Some(day("2028-12-16")), "the new term begins");
    let short = super::change(&old, &plan(3, 150_00, 1), PlanChangeTiming::Now, day("2026-12-16"), &[]);
    assert_eq!(short.contract_end, Some(day("2027-03-01")), "and does not shorten the old");
}

#[test]
fn days_without_service_are_neither_credited_nor_charged() {
    let old = tariff(plan(1, 31_00, 0), Some(day("2027-01-01")), 1);
    let out = [Span::new(day("2026-12-20"), day("2026-12-25"))];
    let change = change(&old, &plan(2, 62_00, 0), PlanChangeTiming::Now, day("2026-12-16"), &out);
    let amounts: Vec<i64> = change.lines.iter().map(|line| line.net_minor).collect();
    assert_eq!(amounts, [-11_00, 22_00]);
}

#[test]
fn the_end_of_the_period_is_the_first_day_that_is_not_billed() {
    let new = plan(2, 150_00, 0);
    for (billed, today, billing_day, effective) in [
        (Some("2027-01-01"), "2026-12-16", 1, "2027-01-01"),
        (Some("2026-12-16"), "2026-12-16", 1, "2027-01-01"),
        (Some("2026-12-01"), "2026-12-16", 28, "2026-12-28"),
        (Some("2028-02-28"), "2028-02-29", 28, "2028-03-28"),
        (None, "2028-02-10", 1, "2028-03-01"),
    ] {
        let old = tariff(plan(1, 100_00, 0), billed.map(day), billing_day);
        let change = change(&old, &new, PlanChangeTiming::PeriodEnd, day(today), &[]);
        assert_eq!(change.effective_on, day(effective), "{billed:?} {today}");
        assert!(change.lines.is_empty() && change.billed_through.is_none());
    }
}

proptest! {
    #[test]
    fn there_and_back_on_a_day_is_nothing(
        (old, new) in (0_i64..200_000, 0_i64..200_000),
        today in 0_u64..3_000,
        ahead in 0_u64..62,
        billing_day in 1_i16..=28,
    ) {
        let today = day("2024-01-01") + Days::new(today);
        let billed = Span::period_of(today + Days::new(ahead), billing_day).end;
        let (old, new) = (plan(1, old, 0), plan(2, new, 0));
        let there = change(&tariff(old.clone(), Some(billed), billing_day), &new, PlanChangeTiming::Now, today, &[]);
        let back = change(&tariff(new, there.billed_through, billing_day), &old, PlanChangeTiming::Now, today, &[]);
        prop_assert_eq!(net(&there) + net(&back), 0);
        prop_assert_eq!(there.billed_through, Some(billed));
    }

    #[test]
    fn what_is_billed_in_the_end_is_each_day_at_its_plan(
        (old, new) in (0_i64..200_000, 0_i64..200_000),
        today in 0_u64..3_000,
        billing_day in 1_i16..=28,
    ) {
        // A period that was billed at the old price, and a change within it.
        let today = day("2024-01-01") + Days::new(today);
        let period = Span::period_of(today, billing_day);
        let (old, new) = (plan(1, old, 0), plan(2, new, 0));
        let change = change(&tariff(old.clone(), Some(period.end), billing_day), &new, PlanChangeTiming::Now, today, &[]);
        let before = proration::share(old.price_minor, period, Span::new(period.start, today));
        let after = proration::share(new.price_minor, period, Span::new(today, period.end));
        prop_assert_eq!(old.price_minor + net(&change), before + after);
    }

    #[test]
    fn a_period_that_is_not_billed_comes_out_the_same(
        (old, new) in (0_i64..200_000, 0_i64..200_000),
        today in 0_u64..3_000,
        billing_day in 1_i16..=28,
    ) {
        // Nothing was billed: the change charges the days before it, and the run bills the rest.
        let today = day("2024-01-01") + Days::new(today);
        let period = Span::period_of(today, billing_day);
        let (old, new) = (plan(1, old, 0), plan(2, new, 0));
        let change = change(&tariff(old.clone(), Some(period.start), billing_day), &new, PlanChangeTiming::Now, today, &[]);
        prop_assert_eq!(change.billed_through, Some(today));
        let rest = proration::share(new.price_minor, period, Span::new(today, period.end));
        let before = proration::share(old.price_minor, period, Span::new(period.start, today));
        prop_assert_eq!(net(&change) + rest, before + proration::share(new.price_minor, period, Span::new(today, period.end)));
    }

    #[test]
    fn nobody_is_given_back_more_than_was_billed(price in 0_i64..200_000, today in 0_u64..3_000, ahead in 0_u64..62, billing_day in 1_i16..=28) {
        let today = day("2024-01-01") + Days::new(today);
        let billed = Span::period_of(today + Days::new(ahead), billing_day).end;
        let old = tariff(plan(1, price, 0), Some(billed), billing_day);
        let change = change(&old, &plan(2, 0, 0), PlanChangeTiming::Now, today, &[]);
        let periods = i64::try_from(proration::pieces(Span::new(today, billed), billing_day, &[]).len()).expect("few");
        prop_assert!(-net(&change) <= price * periods);
        prop_assert!(net(&change) <= 0);
    }
}
