use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::billing::totals::{Liability, LineInput, Rate, price_lines};
use crate::kernel::ids::TypedId as _;

fn line_id(number: usize) -> InvoiceLineId {
    InvoiceLineId::from_uuid(Uuid::from_u128(number as u128 + 1))
}

fn rate(number: u128, micro: i64, compound: bool, inclusive: bool) -> Rate<'static> {
    let id = TaxRateId::from_uuid(Uuid::from_u128(number));
    Rate { id, code: "standard", rate: Decimal::new(micro, 6), compound, inclusive }
}

/// Lines as an invoice with these prices and rates has them.
fn billed(prices: &[i64], rates: &[Rate<'_>]) -> Option<Vec<Creditable>> {
    let inputs: Vec<_> = prices
        .iter()
        .map(|price| LineInput { quantity: 1.into(), unit_price: *price, tax_code: Some("standard") })
        .collect();
    let priced = price_lines(&inputs, rates, Liability::Taxable).ok()?;
    let tax = |tax: &crate::billing::totals::LineTax| CreditableTax {
        rate: tax.rate,
        base: tax.base,
        amount: tax.amount,
    };
    let line = |(number, line): (usize, &crate::billing::totals::PricedLine)| Creditable {
        line: line_id(number),
        net: line.net,
        taxes: line.taxes.iter().map(tax).collect(),
    };
    Some(priced.lines.iter().enumerate().map(line).collect())
}

fn gross(lines: &[Creditable]) -> i64 {
    lines.iter().map(Creditable::gross).sum()
}

/// What is left of the lines once something is taken.
fn rest(lines: &[Creditable], taken: &[Creditable]) -> Vec<Creditable> {
    let mut rest = lines.to_vec();
    for part in taken {
        let line = rest.iter_mut().find(|line| line.line == part.line).expect("a line of the invoice");
        line.net -= part.net;
        for tax in &part.taxes {
            let left = line.taxes.iter_mut().find(|left| left.rate == tax.rate).expect("a tax of the line");
            left.base -= tax.base;
            left.amount -= tax.amount;
        }
    }
    rest
}

#[test]
fn half_of_a_bill_takes_back_half_of_its_tax() {
    let lines = billed(&[100_00], &[rate(1, 190_000, false, false)]).expect("priced");
    let taken = by_amount(&lines, 59_50).expect("fits");
    let tax = CreditableTax { rate: lines[0].taxes[0].rate, base: 50_00, amount: 9_50 };
    assert_eq!(taken, [Creditable { line: line_id(0), net: 50_00, taxes: vec![tax] }]);
}

#[test]
fn a_discount_is_taken_back_with_what_it_reduced() {
    // 79.99 + 5.00 - 10.00 = 74.99, and 14.25 of tax on it.
    let lines = billed(&[79_99, 5_00, -10_00], &[rate(1, 190_000, false, false)]).expect("priced");
    let all = by_amount(&lines, 89_24).expect("fits");
    assert_eq!(all, lines);
    let some = by_amount(&lines, 44_62).expect("fits");
    let nets: Vec<i64> = some.iter().map(|line| line.net).collect();
    assert_eq!((nets.iter().sum::<i64>(), gross(&some)), (37_50, 44_62));
    assert!(nets[2] < 0);
}

#[test]
fn lines_are_taken_back_whole_or_in_part() {
    let lines = billed(&[39_90, 5_00], &[rate(1, 190_000, false, false)]).expect("priced");
    let whole = by_lines(&lines, &[(line_id(1), None)]).expect("fits");
    assert_eq!((whole.len(), whole[0].net, whole[0].taxes[0].amount), (1, 5_00, 95));
    let part = by_lines(&lines, &[(line_id(0), Some(10_00))]).expect("fits");
    assert_eq!((part[0].net, part[0].taxes[0].amount), (10_00, 1_90));
}

#[test]
fn more_than_is_left_is_refused() {
    let lines = billed(&[10_00, -2_00], &[rate(1, 100_000, false, false)]).expect("priced");
    for amount in [0, -1, 8_81] {
        assert_eq!(by_amount(&lines, amount), Err(CreditError::Exceeds), "{amount}");
    }
    for net in [0, -1, 10_01] {
        assert_eq!(by_lines(&lines, &[(line_id(0), Some(net))]), Err(CreditError::Exceeds), "{net}");
    }
    assert_eq!(by_lines(&lines, &[(line_id(1), None)]), Err(CreditError::Exceeds), "a discount alone");
    let twice = [(line_id(0), None), (line_id(0), None)];
    assert_eq!(by_lines(&lines, &twice), Err(CreditError::Repeated(line_id(0))));
    assert_eq!(by_lines(&lines, &[(line_id(9), None)]), Err(CreditError::UnknownLine(line_id(9))));
}

fn prices() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(prop_oneof![4 => 1_i64..50_000, 1 => -2_000_i64..0], 1..8)
}

fn rates() -> impl Strategy<Value = Vec<Rate<'static>>> {
    prop::collection::vec((0_i64..300_000, any::<bool>(), any::<bool>()), 0..3).prop_map(|rates| {
        (1..)
            .zip(rates)
            .map(|(number, (micro, compound, inclusive))| rate(number, micro, compound, inclusive))
            .collect()
    })
}

proptest! {
    #[test]
    fn any_parts_together_take_back_exactly_what_was_billed(prices in prices(), rates in rates(),
                                                            cuts in prop::collection::vec(1_i64..1_000, 1..6)) {
        prop_assume!(!rates.is_empty());
        let Some(lines) = billed(&prices, &rates) else { return Ok(()); };
        let (whole, mut left) = (gross(&lines), lines.clone());
        prop_assume!(whole > 0);
        for cut in cuts {
            let amount = (whole * cut / 1_000).min(gross(&left));
            if amount == 0 { continue; }
            let taken = by_amount(&left, amount).expect("at most what is left");
            prop_assert_eq!(gross(&taken), amount);
            for part in &taken {
                let of = left.iter().find(|line| line.line == part.line).expect("a line of the invoice");
                let within = |part: i64, of: i64| part == 0 || (part.signum() == of.signum() && part.abs() <= of.abs());
                prop_assert!(within(part.net, of.net), "{part:?} of {of:?}");
                for (tax, of) in part.taxes.iter().zip(&of.taxes) {
                    prop_assert!(within(tax.amount, of.amount), "{part:?} of {of:?}");
                }
            }
            left = rest(&left, &taken);
        }
        if gross(&left) > 0 {
            let last = by_amount(&left, gross(&left)).expect("all of it");
            left = rest(&left, &last);
            prop_assert!(left.iter().all(|line| line.net == 0 && line.taxes.iter().all(|tax| tax.amount == 0)));
        }
    }

    #[test]
    fn tax_goes_back_in_the_original_proportion(price in 1_i64..1_000_000, micro in 1_i64..300_000, part in 1_i64..1_000) {
        let lines = billed(&[price], &[rate(1, micro, false, false)]).expect("priced");
        let whole = gross(&lines);
        let amount = (whole * part / 1_000).max(1);
        let taken = by_amount(&lines, amount).expect("fits");
        let tax: i64 = taken.iter().flat_map(|line| &line.taxes).map(|tax| tax.amount).sum();
        let exact = Decimal::from(lines[0].taxes[0].amount) * Decimal::from(amount) / Decimal::from(whole);
        prop_assert!((Decimal::from(tax) - exact).abs() < Decimal::ONE);
    }

    #[test]
    fn a_line_in_parts_is_the_line(price in 2_i64..100_000, micro in 0_i64..300_000, cut in 1_i64..100_000) {
        let lines = billed(&[price], &[rate(1, micro, false, false)]).expect("priced");
        let cut = cut.min(price - 1);
        let first = by_lines(&lines, &[(line_id(0), Some(cut))]);
        let first = first.expect("a part of it");
        let left = rest(&lines, &first);
        let second = by_lines(&left, &[(line_id(0), None)]).expect("the rest");
        prop_assert_eq!(gross(&first) + gross(&second), gross(&lines));
    }
}
