//! The taxes of one group of lines: those inside the prices, those on top, those on top of others.

use rust_decimal::Decimal;

use super::{TotalsError, sum};
use crate::kernel::ids::TaxRateId;
use crate::kernel::money::round_to_minor;

/// A tax rate in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate<'a> {
    /// The rate.
    pub id: TaxRateId,
    /// Matches the lines' tax code.
    pub code: &'a str,
    /// 0.19 is 19 %.
    pub rate: Decimal,
    /// Levied on the net and on the taxes before it; several are levied in the order given.
    pub compound: bool,
    /// The price contains it.
    pub inclusive: bool,
}

/// One rate's tax on the lines of a group, line by line.
pub(super) struct GroupTax {
    pub(super) rate: TaxRateId,
    pub(super) bases: Vec<i64>,
    pub(super) amounts: Vec<i64>,
}

/// Takes the taxes inside `prices` out of them: what remains is the net (domain.md §3.2).
///
/// A price is net × `multiple`, where the multiple is 1 + the sum of the plain rates, times 1 + each compound one;
/// a rate's share of the price is its own contribution to the multiple. An inclusive rate sees inclusive ones only.
pub(super) fn inclusive_taxes(
    prices: &[i64],
    rates: &[&Rate<'_>],
) -> Result<(Vec<i64>, Vec<GroupTax>), TotalsError> {
    let mut multiple = Decimal::ONE;
    let mut parts = Vec::new();
    for rate in in_levying_order(rates, true) {
        let base = if rate.compound { multiple } else { Decimal::ONE };
        let part = base.checked_mul(rate.rate).ok_or(TotalsError::Overflow)?;
        multiple = multiple.checked_add(part).ok_or(TotalsError::Overflow)?;
        parts.push((rate, part));
    }
    let inside = |price: i64, part: Decimal| Decimal::from(price).checked_mul(part)?.checked_div(multiple);
    let price_sum = sum(prices.iter().copied())?;
    let mut nets = prices.to_vec();
    let mut amounts = Vec::new();
    for (_, part) in &parts {
        let group = inside(price_sum, *part).ok_or(TotalsError::Overflow)?;
        let exact = prices.iter().map(|price| inside(*price, *part));
        let shares =
            share(exact.collect::<Option<_>>().ok_or(TotalsError::Overflow)?, round_to_minor(group)?)?;
        subtract(&mut nets, &shares)?;
        amounts.push(shares);
    }
    let mut taxes: Vec<GroupTax> = Vec::new();
    for ((rate, _), amounts) in parts.iter().zip(amounts) {
        let bases = bases(&nets, &taxes, rate)?;
        taxes.push(GroupTax { rate: rate.id, bases, amounts });
    }
    Ok((nets, taxes))
}

/// The taxes that come on top of `nets`; `before` are those already inside the prices.
pub(super) fn exclusive_taxes(
    nets: &[i64],
    before: &[GroupTax],
    rates: &[&Rate<'_>],
) -> Result<Vec<GroupTax>, TotalsError> {
    let mut taxes: Vec<GroupTax> = Vec::new();
    for rate in in_levying_order(rates, false) {
        let bases = bases(nets, before.iter().chain(&taxes), rate)?;
        let levied = |base: i64| Decimal::from(base).checked_mul(rate.rate).ok_or(TotalsError::Overflow);
        let group = round_to_minor(levied(sum(bases.iter().copied())?)?)?;
        let exact = bases.iter().map(|base| levied(*base)).collect::<Result<_, _>>()?;
        taxes.push(GroupTax { rate: rate.id, amounts: share(exact, group)?, bases });
    }
    Ok(taxes)
}

/// Plain rates first, then the compound ones, each in the order given.
fn in_levying_order<'a>(rates: &[&'a Rate<'a>], inclusive: bool) -> impl Iterator<Item = &'a Rate<'a>> {
    let of = move |compound| {
        rates.iter().copied().filter(move |r| r.inclusive == inclusive && r.compound == compound)
    };
    of(false).chain(of(true))
}

fn bases<'a>(
    nets: &[i64],
    before: impl IntoIterator<Item = &'a GroupTax>,
    rate: &Rate<'_>,
) -> Result<Vec<i64>, TotalsError> {
    let mut bases = nets.to_vec();
    if rate.compound {
        for tax in before {
            for (base, amount) in bases.iter_mut().zip(&tax.amounts) {
                *base = base.checked_add(*amount).ok_or(TotalsError::Overflow)?;
            }
        }
    }
    Ok(bases)
}

fn subtract(from: &mut [i64], what: &[i64]) -> Result<(), TotalsError> {
    for (amount, less) in from.iter_mut().zip(what) {
        *amount = amount.checked_sub(*less).ok_or(TotalsError::Overflow)?;
    }
    Ok(())
}

/// Whole amounts near `exact` that add up to `total`: floor first, then one unit each to the largest remainders;
/// ties go to the earlier.
///
/// `kernel::money::largest_remainder` divides by weights and cannot serve here: a discount's share is negative, and
/// a group whose lines cancel out has weights that add up to nothing. A negative total is shared like its mirror
/// image, so that a credit note takes back exactly what the invoice had.
pub(in crate::billing) fn share(mut exact: Vec<Decimal>, total: i64) -> Result<Vec<i64>, TotalsError> {
    let mirrored = total < 0;
    if mirrored {
        for part in &mut exact {
            *part = -*part;
        }
    }
    let mut shares: Vec<i128> = exact
        .iter()
        .map(|part| i128::try_from(part.floor()))
        .collect::<Result<_, _>>()
        .map_err(|_| TotalsError::Overflow)?;
    let missing = i128::from(total).abs() - shares.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(exact[i] - exact[i].floor()));
    // One unit each is all there is to give, except where amounts near 2^63 leave a quotient too few digits.
    let everyone = i128::try_from(exact.len().max(1)).unwrap_or(i128::MAX);
    for (rank, line) in (0..).zip(order) {
        shares[line] += missing.div_euclid(everyone) + i128::from(rank < missing.rem_euclid(everyone));
    }
    let sign = if mirrored { -1 } else { 1 };
    shares.into_iter().map(|part| i64::try_from(part * sign).map_err(|_| TotalsError::Overflow)).collect()
}
