//! What a credit note takes back of an invoice, line by line, with tax in the original proportion (domain.md §3.7). Pure.
//!
//! Everything is a share of what earlier credit notes have left: whatever the parts, together they never take back more
//! than a line or a tax was, and the last one takes exactly the rest.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::totals::{TotalsError, share};
use crate::kernel::ids::{InvoiceLineId, TaxRateId};
use crate::kernel::money::round_to_minor;

/// A line of an invoice, as far as it is not taken back. Discounts are negative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creditable {
    /// The line.
    pub line: InvoiceLineId,
    /// Before tax, minor units.
    pub net: i64,
    /// Its taxes.
    pub taxes: Vec<CreditableTax>,
}

/// The tax of one rate on a line, as far as it is not taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreditableTax {
    /// The rate.
    pub rate: TaxRateId,
    /// What it was levied on, minor units.
    pub base: i64,
    /// The tax, minor units.
    pub amount: i64,
}

impl Creditable {
    /// With tax.
    pub fn gross(&self) -> i64 {
        self.net + self.taxes.iter().map(|tax| tax.amount).sum::<i64>()
    }

    /// The part of it with this net; the taxes in proportion, rounded once each.
    fn part(&self, net: i64) -> Result<Self, TotalsError> {
        if net == self.net {
            return Ok(self.clone());
        }
        let of = |whole: i64| proportion(whole, net, self.net);
        let taxes = self
            .taxes
            .iter()
            .map(|tax| Ok(CreditableTax { rate: tax.rate, base: of(tax.base)?, amount: of(tax.amount)? }));
        Ok(Self { line: self.line, net, taxes: taxes.collect::<Result<_, TotalsError>>()? })
    }
}

/// Why nothing can be taken back so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CreditError {
    /// The line is not one of the invoice's.
    #[error("the line is not one of the invoice")]
    UnknownLine(InvoiceLineId),
    /// A line is named twice.
    #[error("a line is named twice")]
    Repeated(InvoiceLineId),
    /// More than is left, or nothing.
    #[error("the amount must be above 0 and at most what is left")]
    Exceeds,
    /// An amount does not fit.
    #[error(transparent)]
    Totals(#[from] TotalsError),
}

/// Takes `gross` minor units back, tax included: of every line and every rate the same share. Each rate is rounded once,
/// over all lines, as it was when it was levied.
pub fn by_amount(lines: &[Creditable], gross: i64) -> Result<Vec<Creditable>, CreditError> {
    let whole: i64 = lines.iter().map(Creditable::gross).sum();
    if gross <= 0 || gross > whole {
        return Err(CreditError::Exceeds);
    }
    let rates: BTreeMap<TaxRateId, i64> =
        lines.iter().flat_map(|line| &line.taxes).fold(BTreeMap::new(), |mut sums, tax| {
            *sums.entry(tax.rate).or_default() += tax.amount;
            sums
        });
    let nets: i64 = lines.iter().map(|line| line.net).sum();
    let groups: Vec<i64> = std::iter::once(nets).chain(rates.values().copied()).collect();
    let shares = split(&groups, gross, whole)?;
    let net_parts: Vec<i64> = lines.iter().map(|line| line.net).collect();
    let net_parts = split(&net_parts, shares[0], nets)?;
    let mut taken = Vec::with_capacity(lines.len());
    for (line, net) in lines.iter().zip(net_parts) {
        let taxes = line.taxes.iter().map(|tax| {
            let base = if line.net == 0 { 0 } else { proportion(tax.base, net, line.net)? };
            Ok(CreditableTax { base, amount: 0, ..*tax })
        });
        let taxes = taxes.collect::<Result<Vec<_>, TotalsError>>()?;
        taken.push(Creditable { line: line.line, net, taxes });
    }
    for ((rate, sum), share) in rates.iter().zip(&shares[1..]) {
        let of_rate =
            |line: &Creditable| line.taxes.iter().find(|tax| tax.rate == *rate).map_or(0, |tax| tax.amount);
        let parts: Vec<i64> = lines.iter().map(of_rate).collect();
        for (line, amount) in taken.iter_mut().zip(split(&parts, *share, *sum)?) {
            if let Some(tax) = line.taxes.iter_mut().find(|tax| tax.rate == *rate) {
                tax.amount = amount;
            }
        }
    }
    taken.retain(|line| line.net != 0 || line.taxes.iter().any(|tax| tax.amount != 0));
    Ok(taken)
}

/// Takes back some lines: of each the net given, or all that is left of it.
pub fn by_lines(
    lines: &[Creditable],
    wanted: &[(InvoiceLineId, Option<i64>)],
) -> Result<Vec<Creditable>, CreditError> {
    let mut taken: Vec<Creditable> = Vec::with_capacity(wanted.len());
    for (id, net) in wanted {
        let line = lines.iter().find(|line| line.line == *id).ok_or(CreditError::UnknownLine(*id))?;
        if taken.iter().any(|other| other.line == *id) {
            return Err(CreditError::Repeated(*id));
        }
        let net = net.unwrap_or(line.net);
        let within = net.signum() == line.net.signum() && net.abs() <= line.net.abs();
        if net == 0 || !within {
            return Err(CreditError::Exceeds);
        }
        taken.push(line.part(net)?);
    }
    if taken.iter().map(Creditable::gross).sum::<i64>() <= 0 {
        return Err(CreditError::Exceeds);
    }
    Ok(taken)
}

/// Divides `total` in the proportion of `parts`, which add up to `whole`; largest remainder.
fn split(parts: &[i64], total: i64, whole: i64) -> Result<Vec<i64>, TotalsError> {
    if whole == 0 {
        return Ok(vec![0; parts.len()]);
    }
    let exact = parts.iter().map(|part| exact(*part, total, whole)).collect::<Result<Vec<_>, _>>()?;
    share(exact, total)
}

fn proportion(whole: i64, part: i64, of: i64) -> Result<i64, TotalsError> {
    Ok(round_to_minor(exact(whole, part, of)?)?)
}

fn exact(amount: i64, part: i64, of: i64) -> Result<Decimal, TotalsError> {
    let product = Decimal::from(amount).checked_mul(part.into()).ok_or(TotalsError::Overflow)?;
    product.checked_div(of.into()).ok_or(TotalsError::Overflow)
}

#[cfg(test)]
mod tests;
