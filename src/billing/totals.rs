//! Prices the lines of a document: net, taxes per rate, totals (domain.md §3.1–3). Pure.
//!
//! Amounts are whole minor units of the document's one currency; nothing here depends on which one it is.
//! A rate is rounded once, over all lines it applies to, and then shared among them by largest remainder, so that
//! the lines always add up to the document. Discounts are negative lines and carry negative tax.

mod rates;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

pub use self::rates::Rate;
pub(in crate::billing) use self::rates::share;
use self::rates::{exclusive_taxes, inclusive_taxes};
use crate::kernel::ids::TaxRateId;
use crate::kernel::money::{MoneyError, round_to_minor};

/// A line before it is priced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineInput<'a> {
    /// How many or how much.
    pub quantity: Decimal,
    /// Minor units for a quantity of one; negative for a discount.
    pub unit_price: i64,
    /// The code of the rates that apply; none for what is outside the scope of tax, e.g. a late fee.
    pub tax_code: Option<&'a str>,
}

/// Whether the buyer is charged tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Liability {
    /// The ordinary case.
    Taxable,
    /// No tax is charged; a tax inside the price is taken out of it all the same.
    Exempt,
}

/// The tax of one rate on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineTax {
    /// The rate.
    pub rate: TaxRateId,
    /// What it is levied on.
    pub base: i64,
    /// This line's share of the group's tax.
    pub amount: i64,
}

/// A line with its price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PricedLine {
    /// round(quantity × unit price), less the taxes that the price contains.
    pub net: i64,
    /// One a rate, in the order in which they are levied.
    pub taxes: Vec<LineTax>,
}

/// A priced document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priced {
    /// The lines, in the order they were given.
    pub lines: Vec<PricedLine>,
    /// Sum of the nets.
    pub subtotal: i64,
    /// Sum of the taxes.
    pub tax_total: i64,
    /// Subtotal and tax, at least 0.
    pub total: i64,
}

/// Why lines have no price.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TotalsError {
    /// An amount does not fit 64 bits of minor units.
    #[error("the amounts are too large")]
    Overflow,
    /// A line names a code for which no rate was given; untaxed by mistake would be worse.
    #[error("no tax rate has the code `{0}`")]
    UnknownTaxCode(String),
    /// A rate below zero.
    #[error("a tax rate cannot be negative")]
    NegativeRate,
    /// The discounts outweigh the charges: issue a credit note instead (domain.md §3.3).
    #[error("the total is negative ({total}): issue a credit note instead")]
    NegativeTotal {
        /// What the total would have been.
        total: i64,
    },
}

impl From<MoneyError> for TotalsError {
    fn from(error: MoneyError) -> Self {
        match error {
            MoneyError::Overflow => Self::Overflow,
        }
    }
}

/// Prices `lines`. `rates` are those in force on the date of the document, for any codes.
pub fn price_lines(
    lines: &[LineInput<'_>],
    rates: &[Rate<'_>],
    liability: Liability,
) -> Result<Priced, TotalsError> {
    if rates.iter().any(|rate| rate.rate.is_sign_negative() && !rate.rate.is_zero()) {
        return Err(TotalsError::NegativeRate);
    }
    let mut priced = lines
        .iter()
        .map(|line| {
            let amount = line.quantity.checked_mul(line.unit_price.into()).ok_or(TotalsError::Overflow)?;
            Ok(PricedLine { net: round_to_minor(amount)?, taxes: Vec::new() })
        })
        .collect::<Result<Vec<_>, TotalsError>>()?;
    for (code, members) in members_by_code(lines) {
        let applicable: Vec<&Rate<'_>> = rates.iter().filter(|rate| rate.code == code).collect();
        if applicable.is_empty() {
            return Err(TotalsError::UnknownTaxCode(code.to_owned()));
        }
        tax_group(&mut priced, &members, &applicable, liability)?;
    }
    total(priced)
}

/// The positions of the lines of each code; a sorted map, so that nothing depends on the order of the lines.
fn members_by_code<'a>(lines: &[LineInput<'a>]) -> BTreeMap<&'a str, Vec<usize>> {
    let mut groups = BTreeMap::<_, Vec<usize>>::new();
    for (position, line) in lines.iter().enumerate() {
        if let Some(code) = line.tax_code {
            groups.entry(code).or_default().push(position);
        }
    }
    groups
}

fn tax_group(
    priced: &mut [PricedLine],
    members: &[usize],
    rates: &[&Rate<'_>],
    liability: Liability,
) -> Result<(), TotalsError> {
    let prices: Vec<i64> = members.iter().map(|&line| priced[line].net).collect();
    let (nets, mut taxes) = inclusive_taxes(&prices, rates)?;
    taxes.extend(exclusive_taxes(&nets, &taxes, rates)?);
    for (member, &line) in members.iter().enumerate() {
        priced[line].net = nets[member];
        if liability == Liability::Taxable {
            priced[line].taxes = taxes
                .iter()
                .map(|tax| LineTax { rate: tax.rate, base: tax.bases[member], amount: tax.amounts[member] })
                .collect();
        }
    }
    Ok(())
}

fn total(lines: Vec<PricedLine>) -> Result<Priced, TotalsError> {
    let subtotal = sum(lines.iter().map(|line| line.net))?;
    let tax_total = sum(lines.iter().flat_map(|line| &line.taxes).map(|tax| tax.amount))?;
    let total = subtotal.checked_add(tax_total).ok_or(TotalsError::Overflow)?;
    if total < 0 {
        return Err(TotalsError::NegativeTotal { total });
    }
    Ok(Priced { lines, subtotal, tax_total, total })
}

/// The sum, if it fits; partial sums may exceed it, so the order of the terms does not matter.
fn sum(terms: impl Iterator<Item = i64>) -> Result<i64, TotalsError> {
    i64::try_from(terms.map(i128::from).sum::<i128>()).map_err(|_| TotalsError::Overflow)
}

#[cfg(test)]
mod tests;
