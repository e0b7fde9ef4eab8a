use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn discount(number: u128, reduction: Reduction) -> Discount {
    Discount {
        id: CustomerDiscountId(Uuid::from_u128(number)),
        name: format!("discount {number}"),
        reduction,
        subscription: None,
        plans: None,
        from: day("2026-01-01"),
        to: None,
    }
}

fn line(number: u128, net_minor: i64) -> Discountable {
    Discountable {
        subscription: SubscriptionId(Uuid::from_u128(number)),
        plan: PlanId(Uuid::from_u128(number)),
        service_start: day("2026-12-01"),
        net_minor,
    }
}

fn taken(lines: &[Discountable], discounts: &[Discount]) -> Vec<(usize, i64)> {
    let made = discounts_for(lines, discounts);
    made.iter().map(|line| (line.line, line.net_minor)).collect()
}

#[test]
fn the_example_of_the_domain() {
    // 79.99 + 5.00 − 10.00 = 74.99
    let lines = [line(1, 79_99), line(2, 5_00)];
    let made = taken(&lines, &[discount(1, Reduction::Amount(10_00))]);
    assert_eq!(made, [(0, -10_00)]);
    assert_eq!(79_99 + 5_00 + made[0].1, 74_99);
}

#[test]
fn percentages_are_of_the_price_and_come_before_amounts() {
    let lines = [line(1, 100_00)];
    let discounts = [
        discount(1, Reduction::Amount(5_00)),
        discount(2, Reduction::Percent(100_000)),
        discount(3, Reduction::Percent(200_000)),
    ];
    assert_eq!(taken(&lines, &discounts), [(0, -10_00), (0, -20_00), (0, -5_00)]);
    assert_eq!(price_after(lines[0], &discounts), 65_00);
}

#[test]
fn a_price_never_falls_below_zero() {
    let lines = [line(1, 10_00), line(2, 3_00)];
    let half_and_more = [discount(1, Reduction::Percent(600_000)), discount(2, Reduction::Percent(600_000))];
    assert_eq!(taken(&lines, &half_and_more), [(0, -6_00), (1, -1_80), (0, -4_00), (1, -1_20)]);
    assert_eq!(taken(&lines, &[discount(1, Reduction::Amount(12_00))]), [(0, -10_00), (1, -2_00)]);
    assert_eq!(taken(&lines, &[discount(1, Reduction::Amount(99_00))]), [(0, -10_00), (1, -3_00)]);
}

#[test]
fn a_discount_is_for_its_service_its_plans_and_its_days() {
    let lines = [line(1, 10_00), line(2, 10_00)];
    let off = Reduction::Amount(1_00);
    let service = Discount { subscription: Some(lines[1].subscription), ..discount(1, off) };
    assert_eq!(taken(&lines, &[service]), [(1, -1_00)]);
    let plans = Discount { plans: Some(vec![lines[1].plan]), ..discount(1, off) };
    assert_eq!(taken(&lines, &[plans]), [(1, -1_00)]);
    for (from, to, applies) in [
        ("2026-12-01", None, true),
        ("2026-12-02", None, false),
        ("2026-01-01", Some("2026-12-01"), false),
        ("2026-01-01", Some("2026-12-02"), true),
    ] {
        let dated = Discount { from: day(from), to: to.map(day), ..discount(1, off) };
        assert_eq!(!taken(&lines[..1], &[dated]).is_empty(), applies, "{from} {to:?}");
    }
}

fn any_reduction() -> impl Strategy<Value = Reduction> {
    prop_oneof![(1_i64..=1_000_000).prop_map(Reduction::Percent), (1_i64..50_000).prop_map(Reduction::Amount)]
}

proptest! {
    #[test]
    fn nothing_is_taken_twice_or_below_zero(
        nets in proptest::collection::vec(-5_000_i64..50_000, 0..6),
        reductions in proptest::collection::vec(any_reduction(), 0..5),
    ) {
        let lines: Vec<Discountable> = (1..).zip(&nets).map(|(number, net)| line(number, *net)).collect();
        let discounts: Vec<Discount> = (1..).zip(&reductions).map(|(number, off)| discount(number, *off)).collect();
        let made = discounts_for(&lines, &discounts);
        for (at, net) in nets.iter().enumerate() {
            let off: i64 = made.iter().filter(|line| line.line == at).map(|line| line.net_minor).sum();
            prop_assert!(off <= 0 && net + off >= (*net).min(0), "{net} {off}");
        }
        for discount in &discounts {
            let off: i64 = made.iter().filter(|line| line.discount == discount.id).map(|line| -line.net_minor).sum();
            let of: i64 = nets.iter().map(|net| (*net).max(0)).sum();
            let most = match discount.reduction {
                Reduction::Amount(amount) => amount,
                Reduction::Percent(_) => of,
            };
            prop_assert!(off <= most);
        }
        prop_assert!(made.iter().all(|line| line.net_minor < 0));
    }

    #[test]
    fn an_amount_is_used_up_where_there_is_enough(nets in proptest::collection::vec(1_i64..50_000, 1..6), amount in 1_i64..60_000) {
        let lines: Vec<Discountable> = (1..).zip(&nets).map(|(number, net)| line(number, *net)).collect();
        let made = discounts_for(&lines, &[discount(1, Reduction::Amount(amount))]);
        let off: i64 = made.iter().map(|line| -line.net_minor).sum();
        prop_assert_eq!(off, amount.min(nets.iter().sum()));
    }
}
