//! The causes add up, and each is called what it is.

use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::kernel::ids::TypedId as _;

fn service(number: u128) -> SubscriptionId {
    SubscriptionId::from_uuid(Uuid::from_u128(number))
}

fn line(kind: LineKind, subscription: Option<u128>, what: &str, price: i64, rate_micro: i64) -> BilledLine {
    let (key, args) = match kind {
        LineKind::Discount => (description::DISCOUNT, json!({ "name": what })),
        LineKind::Usage => (description::USAGE, json!({ "gb": what })),
        LineKind::LateFee => (description::LATE_FEE, json!({ "invoice": what })),
        LineKind::OneOff => (description::TECHNICIAN, json!({ "reason": what })),
        _ => (description::PLAN, json!({ "plan": what })),
    };
    let tax = levied(price, rate_micro).expect("small");
    let taxes = vec![BilledTax { name: "VAT".to_owned(), rate_micro, amount: tax }];
    BilledLine {
        kind,
        subscription: subscription.map(service),
        description_key: key.to_owned(),
        description_args: args,
        quantity_micro: 1_000_000,
        unit_price: price,
        net: price,
        taxes: if rate_micro == 0 { Vec::new() } else { taxes },
    }
}

fn bill(lines: Vec<BilledLine>) -> Bill {
    let net = lines.iter().map(|line| line.net).sum();
    let tax = lines.iter().flat_map(|line| &line.taxes).map(|tax| tax.amount).sum();
    Bill { net, tax, lines }
}

fn told(previous: Vec<BilledLine>, current: Vec<BilledLine>) -> Vec<(BillCauseCode, i64, i64)> {
    explain(Some(&bill(previous)), &bill(current)).iter().map(|c| (c.code, c.net, c.tax)).collect()
}

const VAT: i64 = 190_000;

fn plan(what: &str, price: i64) -> BilledLine {
    line(LineKind::Recurring, Some(1), what, price, VAT)
}

#[test]
fn each_change_is_called_what_it_is() {
    use BillCauseCode as Code;
    let part = |what: &str, price| line(LineKind::Proration, Some(1), what, price, VAT);
    let other = |price| line(LineKind::Recurring, Some(2), "Phone", price, VAT);
    let usage = |gb: &str, price| line(LineKind::Usage, Some(1), gb, price, VAT);
    let discount = |name: &str, price| line(LineKind::Discount, None, name, price, VAT);
    let visit = line(LineKind::OneOff, None, "socket", 50_00, VAT);
    let fee = line(LineKind::LateFee, None, "INV-2026-000001", 5_00, 0);
    let base = || vec![plan("Fibre 500", 40_00)];
    let with = |more: BilledLine| vec![plan("Fibre 500", 40_00), more];
    for (previous, current, expected) in [
        (base(), base(), vec![]),
        (base(), vec![plan("Fibre 500", 45_00)], vec![(Code::PriceChanged, 5_00, 95)]),
        (base(), vec![plan("Fibre 1000", 60_00)], vec![(Code::PlanChanged, 20_00, 3_80)]),
        (vec![part("Fibre 500", 20_00)], base(), vec![(Code::Proration, 20_00, 3_80)]),
        (
            base(),
            vec![part("Fibre 1000", 10_00), plan("Fibre 1000", 60_00)],
            vec![(Code::PlanChanged, 30_00, 5_70)],
        ),
        (base(), with(other(10_00)), vec![(Code::NewService, 10_00, 1_90)]),
        (with(other(10_00)), base(), vec![(Code::ServiceEnded, -10_00, -1_90)]),
        (with(usage("10", 5_00)), with(usage("4", 2_00)), vec![(Code::Usage, -3_00, -57)]),
        (base(), with(usage("10", 5_00)), vec![(Code::Usage, 5_00, 95)]),
        (base(), with(discount("Loyalty", -4_00)), vec![(Code::DiscountBegun, -4_00, -76)]),
        (with(discount("Loyalty", -4_00)), base(), vec![(Code::DiscountEnded, 4_00, 76)]),
        (
            with(discount("Loyalty", -4_00)),
            with(discount("Loyalty", -5_00)),
            vec![(Code::DiscountChanged, -1_00, -19)],
        ),
        (
            with(discount("Loyalty", -4_00)),
            with(discount("Spring", -5_00)),
            vec![(Code::DiscountBegun, -5_00, -95), (Code::DiscountEnded, 4_00, 76)],
        ),
        (base(), with(visit), vec![(Code::OneOff, 50_00, 9_50)]),
        (base(), with(fee), vec![(Code::LateFee, 5_00, 0)]),
    ] {
        assert_eq!(told(previous, current), expected);
    }
}

#[test]
fn a_new_rate_is_told_apart_from_a_new_price() {
    use BillCauseCode as Code;
    let old = line(LineKind::Recurring, Some(1), "Fibre", 100_00, 190_000);
    let same = line(LineKind::Recurring, Some(1), "Fibre", 100_00, 200_000);
    let dearer = line(LineKind::Recurring, Some(1), "Fibre", 110_00, 200_000);
    assert_eq!(told(vec![old.clone()], vec![same]), [(Code::TaxRateChanged, 0, 1_00)]);
    assert_eq!(
        told(vec![old.clone()], vec![dearer]),
        [(Code::PriceChanged, 10_00, 1_90), (Code::TaxRateChanged, 0, 1_10)]
    );
    let untaxed = line(LineKind::Recurring, Some(1), "Fibre", 100_00, 0);
    assert_eq!(told(vec![old], vec![untaxed]), [(Code::TaxRateChanged, 0, -19_00)]);
}

#[test]
fn a_unit_that_rounding_moves_is_told_as_rounding() {
    let mut moved = plan("Fibre 500", 40_00);
    moved.taxes[0].amount += 1;
    let changed = told(vec![plan("Fibre 500", 40_00)], vec![moved]);
    assert_eq!(changed, [(BillCauseCode::Rounding, 0, 1)]);
}

#[test]
fn the_first_invoice_is_explained_from_nothing() {
    let causes = explain(None, &bill(vec![plan("Fibre 500", 40_00)]));
    assert_eq!(causes.len(), 1);
    assert_eq!((causes[0].code, causes[0].amount()), (BillCauseCode::NewService, 47_60));
    assert_eq!((causes[0].from, causes[0].to, causes[0].subscription), (0, 47_60, Some(service(1))));
    assert_eq!(causes[0].text("en"), "New: Fibre 500");
    assert_eq!(causes[0].text("de"), "Neu: Fibre 500");
    assert!(explain(None, &Bill::default()).is_empty());
}

#[test]
fn texts_say_what_became_of_what() {
    let causes = explain(Some(&bill(vec![plan("Fibre 500", 40_00)])), &bill(vec![plan("Fibre 1000", 60_00)]));
    assert_eq!(causes[0].text("en"), "Changed from Fibre 500 to Fibre 1000");
    assert_eq!(causes[0].text("de-DE"), "Wechsel von Fibre 500 zu Fibre 1000");
}

#[test]
fn many_small_causes_become_one() {
    let many = |price: i64| -> Vec<BilledLine> {
        let one = |n: u32| line(LineKind::Recurring, Some(n.into()), "Line", price + i64::from(n), VAT);
        (0..200).map(one).collect()
    };
    let (previous, current) = (bill(many(10_00)), bill(many(20_00)));
    let causes = explain(Some(&previous), &current);
    assert!(causes.len() <= MAX_CAUSES, "{}", causes.len());
    assert!(causes.iter().any(|cause| cause.code == BillCauseCode::Other));
    assert_eq!(
        causes.iter().map(Cause::amount).sum::<i64>(),
        current.net + current.tax - previous.net - previous.tax
    );
}

fn any_line() -> impl Strategy<Value = BilledLine> {
    let kind = prop::sample::select(vec![
        LineKind::Recurring,
        LineKind::Proration,
        LineKind::Usage,
        LineKind::OneOff,
        LineKind::Setup,
        LineKind::LateFee,
        LineKind::Discount,
        LineKind::Credit,
    ]);
    let what = prop::sample::select(vec!["A", "B"]);
    let taxes = prop::collection::vec(
        (prop::sample::select(vec!["VAT", "State"]), 0_i64..300_000, -10_000_i64..10_000),
        0..3,
    );
    (kind, prop::option::of(0_u128..4), what, -1_000_000_i64..1_000_000, taxes).prop_map(
        |(kind, subscription, what, price, taxes)| {
            let of = |(name, rate_micro, amount): (&str, i64, i64)| BilledTax {
                name: name.to_owned(),
                rate_micro,
                amount,
            };
            BilledLine {
                taxes: taxes.into_iter().map(of).collect(),
                ..line(kind, subscription, what, price, 0)
            }
        },
    )
}

fn any_bill() -> impl Strategy<Value = Bill> {
    // The sums of the document may even be other than those of its lines.
    (prop::collection::vec(any_line(), 0..60), prop::option::of((-500_i64..500, -500_i64..500))).prop_map(
        |(lines, off)| {
            let whole = bill(lines);
            let (net, tax) = off.unwrap_or_default();
            Bill { net: whole.net + net, tax: whole.tax + tax, ..whole }
        },
    )
}

proptest! {
    #[test]
    fn causes_add_up_to_the_difference(previous in prop::option::of(any_bill()), current in any_bill()) {
        let causes = explain(previous.as_ref(), &current);
        let before = previous.unwrap_or_default();
        prop_assert_eq!(causes.iter().map(|cause| cause.net).sum::<i64>(), current.net - before.net);
        prop_assert_eq!(causes.iter().map(|cause| cause.tax).sum::<i64>(), current.tax - before.tax);
        prop_assert!(causes.len() <= MAX_CAUSES);
        prop_assert!(causes.iter().all(|cause| (cause.net, cause.tax) != (0, 0)));
        let open_place = |cause: &Cause| cause.text("de").contains('{');
        prop_assert!(!causes.iter().any(open_place));
    }

    #[test]
    fn nothing_explains_what_did_not_change(bill in any_bill()) {
        prop_assert_eq!(explain(Some(&bill), &bill), vec![]);
    }

    #[test]
    fn what_is_turned_round_is_the_same_with_the_other_sign(previous in any_bill(), current in any_bill()) {
        let sum = |causes: Vec<Cause>| causes.iter().map(Cause::amount).sum::<i64>();
        prop_assert_eq!(sum(explain(Some(&previous), &current)), -sum(explain(Some(&current), &previous)));
    }
}
