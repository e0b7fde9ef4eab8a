use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::kernel::ids::TypedId as _;

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn line(quantity: &str, unit_price: i64) -> LineInput<'static> {
    LineInput { quantity: decimal(quantity), unit_price, tax_code: Some("standard") }
}

fn rate(number: u128, percent: &str) -> Rate<'static> {
    Rate {
        id: TaxRateId::from_uuid(Uuid::from_u128(number)),
        code: "standard",
        rate: decimal(percent) / Decimal::ONE_HUNDRED,
        compound: false,
        inclusive: false,
    }
}

fn inside(number: u128, percent: &str) -> Rate<'static> {
    Rate { inclusive: true, ..rate(number, percent) }
}

fn price(lines: &[LineInput<'_>], rates: &[Rate<'_>]) -> Priced {
    price_lines(lines, rates, Liability::Taxable).expect("priced")
}

fn taxes(priced: &Priced) -> Vec<Vec<i64>> {
    priced.lines.iter().map(|line| line.taxes.iter().map(|tax| tax.amount).collect()).collect()
}

#[test]
fn discounts_are_negative_lines() {
    let untaxed = |unit_price| LineInput { tax_code: None, ..line("1", unit_price) };
    let priced = price(&[untaxed(79_99), untaxed(5_00), untaxed(-10_00)], &[]);
    assert_eq!((priced.subtotal, priced.tax_total, priced.total), (74_99, 0, 74_99));
}

#[test]
fn tax_is_rounded_over_the_group_not_over_the_line() {
    let priced = price(&[line("1", 33), line("1", 33), line("1", 33)], &[rate(1, "7.5")]);
    assert_eq!(priced.tax_total, 7, "per line it would be 6");
    assert_eq!(taxes(&priced), [[3], [2], [2]]);
    assert!(priced.lines.iter().all(|line| line.taxes[0].base == 33));
}

#[test]
fn each_jurisdiction_rounds_for_itself() {
    let priced = price(&[line("1", 10_00)], &[rate(1, "7.25"), rate(2, "0.75")]);
    assert_eq!((taxes(&priced), priced.total), (vec![vec![73, 8]], 10_81));
}

#[test]
fn of_an_inclusive_price_the_net_is_what_remains() {
    let priced = price(&[line("1", 119_00)], &[inside(1, "19")]);
    assert_eq!((priced.subtotal, priced.tax_total, priced.total), (100_00, 19_00, 119_00));
    assert_eq!(priced.lines[0].taxes[0].base, 100_00);
}

#[test]
fn the_exempt_pay_the_net_of_either_kind_of_price() {
    for (rate, unit_price) in [(rate(1, "19"), 100_00), (inside(1, "19"), 119_00)] {
        let priced = price_lines(&[line("1", unit_price)], &[rate], Liability::Exempt).expect("priced");
        assert_eq!((priced.total, priced.tax_total), (100_00, 0));
        assert_eq!(priced.lines[0].taxes, []);
    }
}

#[test]
fn a_compound_rate_is_levied_on_the_other_taxes_too() {
    // 5 % on 100.00, then 10 % on 105.00; the order in which the rates are given does not matter.
    let compound = Rate { compound: true, ..rate(2, "10") };
    for rates in [[rate(1, "5"), compound], [compound, rate(1, "5")]] {
        let priced = price(&[line("1", 100_00)], &rates);
        assert_eq!(taxes(&priced), [[5_00, 10_50]]);
        assert_eq!(priced.lines[0].taxes[1].base, 105_00);
    }
}

#[test]
fn a_compound_rate_may_be_inside_the_price() {
    let compound = Rate { compound: true, ..inside(2, "10") };
    let priced = price(&[line("1", 115_50)], &[inside(1, "5"), compound]);
    assert_eq!((priced.lines[0].net, taxes(&priced)), (100_00, vec![vec![5_00, 10_50]]));
    assert_eq!(priced.lines[0].taxes[1].base, 105_00);
}

#[test]
fn a_rate_on_top_of_an_inclusive_price_is_levied_on_its_net() {
    let priced = price(&[line("1", 119_00)], &[inside(1, "19"), rate(2, "1")]);
    assert_eq!((priced.subtotal, priced.total, taxes(&priced)), (100_00, 120_00, vec![vec![19_00, 1_00]]));
}

#[test]
fn a_discount_carries_negative_tax() {
    let priced = price(&[line("1", 84_99), line("1", -10_00)], &[rate(1, "19")]);
    assert_eq!((priced.subtotal, priced.tax_total), (74_99, 14_25));
    assert_eq!(taxes(&priced), [[16_15], [-1_90]]);
    let cancelled = price(&[line("1", 10_00), line("1", -10_00)], &[rate(1, "19")]);
    assert_eq!((cancelled.total, taxes(&cancelled)), (0, vec![vec![1_90], vec![-1_90]]));
}

#[test]
fn quantities_round_once_half_away_from_zero() {
    assert_eq!(price(&[line("150", 50)], &[rate(1, "0")]).subtotal, 75_00);
    assert_eq!(price(&[line("0.5", 5)], &[rate(1, "0")]).subtotal, 3);
    assert_eq!(price(&[line("2.5", 1), line("1", 100)], &[rate(1, "0")]).lines[0].net, 3);
}

#[test]
fn a_rate_of_zero_is_shown_and_codes_do_not_mix() {
    let reduced = Rate { code: "reduced", ..rate(2, "7") };
    let book = LineInput { tax_code: Some("reduced"), ..line("1", 10_00) };
    let priced = price(&[line("1", 10_00), book], &[rate(1, "0"), reduced]);
    assert_eq!(taxes(&priced), [[0], [70]]);
}

#[test]
fn what_cannot_be_priced_says_why() {
    let refused = |lines: &[LineInput<'_>], rates: &[Rate<'_>]| {
        price_lines(lines, rates, Liability::Taxable).expect_err("refused")
    };
    assert_eq!(refused(&[line("1", 1)], &[]), TotalsError::UnknownTaxCode("standard".into()));
    assert_eq!(refused(&[], &[rate(1, "-1")]), TotalsError::NegativeRate);
    assert_eq!(refused(&[line("1", -5)], &[rate(1, "20")]), TotalsError::NegativeTotal { total: -6 });
    assert_eq!(refused(&[line("2", i64::MAX)], &[rate(1, "0")]), TotalsError::Overflow);
    let (most, least) = (line("1", i64::MAX), line("1", i64::MIN));
    assert_eq!(refused(&[most, most], &[rate(1, "0")]), TotalsError::Overflow);
    assert_eq!(refused(&[most], &[rate(1, "19")]), TotalsError::Overflow);
    assert_eq!(refused(&[most, least], &[inside(1, "19")]), TotalsError::NegativeTotal { total: -1 });
}

fn any_line() -> impl Strategy<Value = LineInput<'static>> {
    (-50_000_i64..500_000, -5_000_i64..200_00).prop_map(|(thousandths, unit_price)| LineInput {
        quantity: Decimal::new(thousandths.abs(), 3),
        unit_price,
        tax_code: Some("standard"),
    })
}

fn any_rate() -> impl Strategy<Value = Rate<'static>> {
    (0_u32..400_000, any::<bool>(), any::<bool>()).prop_map(|(micro, compound, inclusive)| Rate {
        compound,
        inclusive,
        rate: Decimal::new(micro.into(), 6),
        ..rate(u128::from(micro), "0")
    })
}

proptest! {
    #[test]
    fn lines_add_up_to_the_document_and_to_each_group(lines in prop::collection::vec(any_line(), 1..12),
                                                      percent in 0_u32..40) {
        let rate = rate(1, &percent.to_string());
        let Ok(priced) = price_lines(&lines, &[rate], Liability::Taxable) else { return Ok(()); };
        let group: i64 = priced.lines.iter().map(|line| line.taxes[0].amount).sum();
        prop_assert_eq!(group, round_to_minor(Decimal::from(priced.subtotal) * rate.rate).expect("fits"));
        prop_assert_eq!(priced.total, priced.subtotal + group);
        for line in &priced.lines {
            let exact = Decimal::from(line.net) * rate.rate;
            prop_assert!((Decimal::from(line.taxes[0].amount) - exact).abs() <= Decimal::ONE);
        }
    }

    #[test]
    fn net_and_tax_of_an_inclusive_price_are_the_price(lines in prop::collection::vec(any_line(), 1..12),
                                                       mut rates in prop::collection::vec(any_rate(), 1..4)) {
        for rate in &mut rates {
            rate.inclusive = true;
        }
        let Ok(priced) = price_lines(&lines, &rates, Liability::Taxable) else { return Ok(()); };
        for (line, input) in priced.lines.iter().zip(&lines) {
            let taxes: i64 = line.taxes.iter().map(|tax| tax.amount).sum();
            let price = round_to_minor(input.quantity * Decimal::from(input.unit_price)).expect("fits");
            prop_assert_eq!(line.net + taxes, price);
        }
    }

    #[test]
    fn the_order_of_the_lines_does_not_change_the_totals(mut lines in prop::collection::vec(any_line(), 1..12),
                                                         rates in prop::collection::vec(any_rate(), 1..4)) {
        let totals = |lines: &[LineInput<'_>]| price_lines(lines, &rates, Liability::Taxable)
            .map(|priced| (priced.subtotal, priced.tax_total, priced.total));
        let forward = totals(&lines);
        lines.reverse();
        prop_assert_eq!(&forward, &totals(&lines));
        lines.sort_by_key(|line| (line.unit_price, line.quantity));
        prop_assert_eq!(&forward, &totals(&lines));
    }

    #[test]
    fn a_mirrored_group_takes_back_exactly_what_was_charged(prices in prop::collection::vec(0_i64..100_000, 1..8),
                                                            rates in prop::collection::vec(any_rate(), 1..3)) {
        let code = |sign: i64| prices.iter().map(move |price| line("1", sign * price)).collect::<Vec<_>>();
        let charged = price(&code(1), &rates);
        let balancing = LineInput { tax_code: None, ..line("1", charged.total) };
        let mirrored = price(&[code(-1), vec![balancing]].concat(), &rates);
        prop_assert_eq!(mirrored.total, 0);
        for (plus, minus) in charged.lines.iter().zip(&mirrored.lines) {
            prop_assert_eq!(plus.net, -minus.net);
            for (plus, minus) in plus.taxes.iter().zip(&minus.taxes) {
                prop_assert_eq!((plus.base, plus.amount), (-minus.base, -minus.amount));
            }
        }
    }

    #[test]
    fn extremes_are_errors_not_panics(inputs in prop::collection::vec((any::<[u8; 16]>(), any::<i64>()), 1..5),
                                      rates in prop::collection::vec((any::<[u8; 16]>(), any::<bool>(), any::<bool>()), 1..4)) {
        let lines: Vec<_> = inputs.iter().map(|(bytes, unit_price)| LineInput {
            quantity: Decimal::deserialize(*bytes), unit_price: *unit_price, tax_code: Some("standard"),
        }).collect();
        let rates: Vec<_> = rates.iter().map(|(bytes, compound, inclusive)| Rate {
            rate: Decimal::deserialize(*bytes).abs(), compound: *compound, inclusive: *inclusive, ..rate(1, "0")
        }).collect();
        if let Ok(priced) = price_lines(&lines, &rates, Liability::Taxable) {
            prop_assert_eq!(priced.total, priced.subtotal + priced.tax_total);
        }
    }
}
