use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::catalog::discounts::{Discount, Reduction};
use crate::catalog::entity::plan::PlanKind;
use crate::catalog::entity::subscription::SubscriptionStatus;
use crate::catalog::proration::next_day as tomorrow;
use crate::catalog::usage::GB as GIGABYTE;
use crate::catalog::{Billable, UsageDay};
use crate::kernel::ids::{CustomerDiscountId, CustomerId, PlanId, TenantId, TypedId as _, UsageDayId};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn plan(price: i64) -> Plan {
    Plan {
        id: PlanId::from_uuid(Uuid::from_u128(1)),
        tenant_id: TenantId::from_uuid(Uuid::nil()),
        code: "FIBRE".into(),
        name: "Fibre".into(),
        kind: PlanKind::Internet,
        currency: "EUR".parse().expect("known"),
        price_minor: price,
        setup_fee_minor: 0,
        down_kbps: 0,
        up_kbps: 0,
        cap_bytes: None,
        overage_per_gb_minor: None,
        contract_months: 0,
        public: true,
        tax_code: "standard".into(),
        valid_from: day("2020-01-01"),
        valid_to: None,
        version: 1,
    }
}

fn service(number: u128, plan: Plan, activated: NaiveDate, billed_through: Option<NaiveDate>) -> Service {
    let subscription = Subscription {
        id: SubscriptionId::from_uuid(Uuid::from_u128(number)),
        tenant_id: TenantId::from_uuid(Uuid::nil()),
        number: format!("S-{number}"),
        customer_id: CustomerId::from_uuid(Uuid::nil()),
        plan_id: plan.id,
        price_override_minor: None,
        status: SubscriptionStatus::Active,
        activated_on: Some(activated),
        ends_on: None,
        contract_end: None,
        billed_through,
        created_at: "2026-01-01T00:00:00Z".parse().expect("valid"),
        version: 1,
    };
    Service {
        billable: Billable { subscription, plan, pending: None },
        suspended: Vec::new(),
        usage: Vec::new(),
        top_ups: Vec::new(),
        former: Vec::new(),
    }
}

fn usage(service: &Service, on: NaiveDate, gigabytes: i64, is_final: bool) -> UsageDay {
    UsageDay {
        id: UsageDayId::from_uuid(Uuid::nil()),
        tenant_id: TenantId::from_uuid(Uuid::nil()),
        subscription_id: service.billable.subscription.id,
        day: on,
        down_bytes: gigabytes * GIGABYTE,
        up_bytes: 0,
        is_final,
    }
}

fn bill_of(to_bill: &ToBill, claims: &[Claim], billing_day: i16, as_of: &str) -> Option<Bill> {
    assemble(Input { billing_day, to_bill, claims, as_of: day(as_of), estimate: false })
}

fn with(service: Service) -> ToBill {
    ToBill { services: vec![service], ..ToBill::default() }
}

fn amounts(bill: &Bill) -> Vec<i64> {
    bill.lines.iter().map(|line| line.unit_price).collect()
}

#[test]
fn a_period_is_billed_when_it_begins() {
    let to_bill = with(service(1, plan(100_00), day("2026-01-01"), Some(day("2026-03-01"))));
    assert!(bill_of(&to_bill, &[], 1, "2026-02-28").is_none());
    let bill = bill_of(&to_bill, &[], 1, "2026-03-01").expect("due");
    assert_eq!((amounts(&bill), bill.kind), (vec![100_00], InvoiceKind::Recurring));
    assert_eq!(bill.lines[0].kind, LineKind::Recurring);
    assert_eq!(bill.period, Some((day("2026-03-01"), day("2026-04-01"))));
    assert_eq!(bill.advances[0].1, day("2026-04-01"));
    assert_eq!(next_day(&to_bill), Some(day("2026-03-01")));
}

#[test]
fn parts_of_a_period_cost_their_share() {
    // domain.md §3.8: 100.00 over 15 + 16 of 31 days.
    let from_the_sixteenth = with(service(1, plan(100_00), day("2026-01-16"), None));
    let second = bill_of(&from_the_sixteenth, &[], 1, "2026-01-16").expect("due");
    assert_eq!((amounts(&second), second.lines[0].kind), (vec![51_61], LineKind::Proration));
    let mut to_the_sixteenth = service(1, plan(100_00), day("2025-01-01"), Some(day("2026-01-01")));
    to_the_sixteenth.billable.subscription.ends_on = Some(day("2026-01-16"));
    let first = bill_of(&with(to_the_sixteenth), &[], 1, "2026-01-01").expect("due");
    assert_eq!((amounts(&first), first.kind), (vec![48_39], InvoiceKind::Final));
}

#[test]
fn days_without_service_are_not_billed() {
    let mut held = service(1, plan(31_00), day("2025-01-01"), Some(day("2026-01-01")));
    held.suspended = vec![Span::new(day("2026-01-11"), day("2026-01-21"))];
    let bill = bill_of(&with(held.clone()), &[], 1, "2026-01-01").expect("due");
    assert_eq!(amounts(&bill), [10_00, 11_00], "before and after");
    assert_eq!(bill.claims.len(), 1, "the period is claimed as one");
    held.suspended = vec![Span::new(day("2026-01-01"), day("2026-02-01"))];
    let bill = bill_of(&with(held), &[], 1, "2026-01-01").expect("the service moves on");
    assert_eq!((amounts(&bill), bill.advances[0].1), (Vec::new(), day("2026-02-01")));
}

#[test]
fn volume_past_the_cap_is_billed_once_it_is_measured() {
    // domain.md §3.14: 150 GB × 0.50 = 75.00.
    let capped = Plan { cap_bytes: Some(500 * GIGABYTE), overage_per_gb_minor: Some(50), ..plan(30_00) };
    let mut metered = service(1, capped, day("2025-01-01"), Some(day("2026-02-01")));
    metered.usage =
        vec![usage(&metered, day("2026-01-10"), 400, true), usage(&metered, day("2026-01-31"), 250, false)];
    let january = Claim {
        subscription: metered.billable.subscription.id,
        kind: BilledKind::Recurring,
        period: Span::new(day("2026-01-01"), day("2026-02-01")),
    };
    let lines = |service: &Service, claims: &[Claim], as_of: &str| {
        let bill = bill_of(&with(service.clone()), claims, 1, as_of).expect("due");
        let usage: Vec<NewLine> =
            bill.lines.iter().filter(|line| line.kind == LineKind::Usage).cloned().collect();
        usage.iter().map(|line| (line.quantity, line.unit_price)).collect::<Vec<_>>()
    };
    assert_eq!(lines(&metered, &[january], "2026-02-01"), [], "the last day is not measured for good");
    metered.usage[1].is_final = true;
    assert_eq!(lines(&metered, &[january], "2026-02-01"), [(150.into(), 50)]);
    let billed = Claim { kind: BilledKind::Usage, ..january };
    assert_eq!(lines(&metered, &[january, billed], "2026-02-01"), [], "it is billed");
    metered.top_ups.push(crate::catalog::entity::top_up::Model {
        id: crate::kernel::ids::TopUpId::from_uuid(Uuid::nil()),
        tenant_id: TenantId::from_uuid(Uuid::nil()),
        customer_id: CustomerId::from_uuid(Uuid::nil()),
        subscription_id: metered.billable.subscription.id,
        pack_id: crate::kernel::ids::TopUpPackId::from_uuid(Uuid::nil()),
        period_start: day("2026-01-01"),
        period_end: day("2026-02-01"),
        bytes: 100 * GIGABYTE,
        source_key: "one".into(),
        bought_at: "2026-01-20T00:00:00Z".parse().expect("valid"),
    });
    assert_eq!(lines(&metered, &[january], "2026-02-01"), [(50.into(), 50)], "what was bought is included");
    // Another plan since February: January was on the one before.
    metered.former = vec![(day("2026-02-01"), metered.billable.plan.clone())];
    metered.billable.plan = plan(40_00);
    assert_eq!(lines(&metered, &[january], "2026-02-01"), [(50.into(), 50)]);
}

#[test]
fn a_plan_to_come_begins_on_its_day() {
    let mut changing = service(1, plan(31_00), day("2025-01-01"), Some(day("2026-01-01")));
    let other = Plan { id: PlanId::from_uuid(Uuid::from_u128(2)), name: "Faster".into(), ..plan(62_00) };
    changing.billable.pending = Some((day("2026-01-11"), other));
    let bill = bill_of(&with(changing), &[], 1, "2026-01-01").expect("due");
    assert_eq!(amounts(&bill), [10_00, 42_00]);
    assert_eq!(bill.lines[1].description_args["plan"], "Faster");
}

#[test]
fn discounts_follow_what_they_reduce() {
    let mut to_bill = with(service(1, plan(79_99), day("2025-01-01"), Some(day("2026-01-01"))));
    to_bill.discounts.push(Discount {
        id: CustomerDiscountId::from_uuid(Uuid::nil()),
        name: "Loyalty".into(),
        reduction: Reduction::Amount(10_00),
        subscription: None,
        plans: None,
        from: day("2025-01-01"),
        to: None,
    });
    let bill = bill_of(&to_bill, &[], 1, "2026-01-01").expect("due");
    assert_eq!(amounts(&bill), [79_99, -10_00]);
    assert_eq!(
        (bill.lines[1].kind, bill.lines[1].tax_code.as_deref()),
        (LineKind::Discount, Some("standard"))
    );
}

#[test]
fn charges_wait_for_the_next_period_unless_there_is_none() {
    let charge = Charge {
        id: ChargeId::from_uuid(Uuid::nil()),
        tenant_id: TenantId::from_uuid(Uuid::nil()),
        customer_id: CustomerId::from_uuid(Uuid::nil()),
        subscription_id: None,
        invoice_id: None,
        kind: ChargeKind::OneOff,
        description_key: "line.technician".into(),
        description_args: json!({ "reason": "socket" }),
        service_start: None,
        service_end: None,
        quantity_micro: 2_000_000,
        currency: "EUR".parse().expect("known"),
        unit_price_minor: 25_00,
        tax_code: Some("standard".into()),
        source_key: "visit:1".into(),
        created_at: "2026-01-01T00:00:00Z".parse().expect("valid"),
        cancelled_at: None,
    };
    let mut to_bill = with(service(1, plan(10_00), day("2025-01-01"), Some(day("2026-02-01"))));
    to_bill.charges.push(charge);
    assert!(bill_of(&to_bill, &[], 1, "2026-01-15").is_none());
    let bill = bill_of(&to_bill, &[], 1, "2026-02-01").expect("due");
    assert_eq!((amounts(&bill), bill.lines[1].quantity), (vec![10_00, 25_00], 2.into()));
    to_bill.services.clear();
    let alone = bill_of(&to_bill, &[], 1, "2026-01-15").expect("due");
    assert_eq!((alone.kind, alone.period, alone.charges.len()), (InvoiceKind::OneOff, None, 1));
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec((0_u64..200, 1_u64..40), 0..4).prop_map(|spans| {
        let start = |offset| day("2026-01-01") + Days::new(offset);
        let spans: Vec<Span> =
            spans.into_iter().map(|(from, length)| Span::new(start(from), start(from + length))).collect();
        crate::catalog::proration::union(&spans)
    })
}

/// Bills a customer on each of these days, each bill resting on the one before.
fn run(mut to_bill: ToBill, billing_day: i16, days: &[NaiveDate]) -> (Vec<NewLine>, Vec<Claim>) {
    let (mut lines, mut claims) = (Vec::new(), Vec::new());
    for as_of in days {
        let input = Input { billing_day, to_bill: &to_bill, claims: &claims, as_of: *as_of, estimate: false };
        let Some(bill) = assemble(input) else { continue };
        lines.extend(bill.lines);
        claims.extend(bill.claims);
        for (subscription, to) in bill.advances {
            let of = |service: &&mut Service| service.billable.subscription.id == subscription.id;
            let service = to_bill.services.iter_mut().find(of).expect("one of them");
            assert!(Some(to) > service.billable.billed_to(), "it moves on");
            service.billable.subscription.billed_through = Some(to);
        }
        to_bill.charges.clear();
    }
    (lines, claims)
}

proptest! {
    /// domain.md §3.9: however often and however late the runs come, the same days are billed, each once, for the same
    /// price, and none without service.
    #[test]
    fn runs_at_any_days_bill_each_day_of_service_once(
        price in 0_i64..100_000, percent in 0_i64..1_000_000, billing_day in 1_i16..=28, start in 0_u64..60,
        suspended in spans(), mut days in prop::collection::vec(0_u64..240, 1..12), ends in prop::option::of(30_u64..220),
    ) {
        let first = day("2026-01-01") + Days::new(start);
        let mut one = service(1, plan(price), first, None);
        one.suspended = suspended.clone();
        one.billable.subscription.ends_on = ends.map(|days| first + Days::new(days));
        let mut to_bill = with(one.clone());
        to_bill.discounts.push(Discount {
            id: CustomerDiscountId::from_uuid(Uuid::nil()), name: "Part".into(),
            reduction: Reduction::Percent(percent), subscription: None, plans: None,
            from: day("2020-01-01"), to: None,
        });
        days.push(240);
        days.sort_unstable();
        let days: Vec<NaiveDate> = days.into_iter().map(|days| day("2026-01-01") + Days::new(days)).collect();
        let last = *days.last().expect("one is there");
        let (lines, claims) = run(to_bill.clone(), billing_day, &days);
        let (at_once, _) = run(to_bill, billing_day, &[last]);
        let sum = |lines: &[NewLine]| lines.iter().map(|line| line.unit_price).sum::<i64>();
        prop_assert_eq!(sum(&lines), sum(&at_once), "late or in time, it costs the same");

        let mut once = claims.clone();
        once.sort_unstable();
        once.dedup_by_key(|claim| (claim.subscription, claim.kind, claim.period.start));
        prop_assert_eq!(once.len(), claims.len(), "no period is claimed twice");

        let billed: Vec<Span> = lines.iter().filter(|line| line.kind != LineKind::Discount)
            .filter_map(|line| line.service).map(|(start, end)| Span::new(start, end)).collect();
        let end = Span::period_of(last, billing_day).end;
        let end = one.billable.subscription.ends_on.map_or(end, |ends| ends.min(end));
        let mut today = first;
        while today < end {
            let within = |span: &&Span| (span.start..span.end).contains(&today);
            let times = billed.iter().filter(within).count();
            let served = !suspended.iter().any(|span| within(&span));
            prop_assert_eq!(times, usize::from(served), "{} is billed {} times", today, times);
            today = tomorrow(today);
        }
        prop_assert!(lines.iter().all(|line| line.service.is_none_or(|(_, to)| to <= end)));
    }

    /// domain.md §3.8: whole periods cost the price, and the parts of one add up to it.
    #[test]
    fn the_parts_of_a_period_add_up_to_its_price(price in 0_i64..1_000_000, billing_day in 1_i16..=28, cut in 1_u64..27) {
        let period = Span::period_of(day("2026-03-15"), billing_day);
        let at = period.start + Days::new(cut);
        let part = |start: NaiveDate, end: NaiveDate| {
            let mut one = service(1, plan(price), day("2025-01-01"), Some(start));
            one.billable.subscription.ends_on = Some(end);
            let to_bill = with(one);
            let bill = assemble(Input { billing_day, to_bill: &to_bill, claims: &[], as_of: start, estimate: false });
            bill.expect("due").lines.iter().map(|line| line.unit_price).sum::<i64>()
        };
        prop_assert_eq!(part(period.start, at) + part(at, period.end), price);
        prop_assert_eq!(part(period.start, period.end), price);
    }

    #[test]
    fn volume_is_billed_as_it_is_shown(used in 0_i64..5_000_000_000_000, cap in 0_i64..5_000_000_000_000) {
        let capped = Plan { cap_bytes: Some(cap), overage_per_gb_minor: Some(50), ..plan(30_00) };
        let mut metered = service(1, capped, day("2025-01-01"), Some(day("2026-02-01")));
        let measured = usage(&metered, day("2026-01-31"), 0, true);
        metered.usage = vec![UsageDay { down_bytes: used, ..measured }];
        let january = Claim {
            subscription: metered.billable.subscription.id,
            kind: BilledKind::Recurring,
            period: Span::new(day("2026-01-01"), day("2026-02-01")),
        };
        let bill = bill_of(&with(metered), &[january], 1, "2026-02-01").expect("due");
        let line = bill.lines.iter().find(|line| line.kind == LineKind::Usage);
        let shown = crate::catalog::usage::overage(used, cap, 50).expect("it fits");
        // What is billed of it is rounded once, like any line.
        let net = line.map(|line| crate::kernel::money::round_to_minor(line.quantity * Decimal::from(line.unit_price)));
        prop_assert_eq!(line.map(|line| line.quantity), shown.map(|beyond| from_micro(beyond.quantity_micro).normalize()));
        prop_assert_eq!(net.transpose().expect("it fits"), shown.map(|beyond| beyond.net_minor));
    }
}
