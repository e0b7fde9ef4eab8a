//! What lines would come to with tax, by the rates of today: for offers, before there is an invoice.

use rust_decimal::Decimal;

use super::store;
use super::totals::{Liability, LineInput, Rate, TotalsError, price_lines};
use crate::db::Scope;
use crate::kernel::fault::Fault;

/// What lines would come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// Before tax, minor units.
    pub net: i64,
    /// Tax, minor units.
    pub tax: i64,
    /// With tax, minor units; below 0 where more is given back than charged.
    pub total: i64,
}

/// Prices lines of minor units with their tax codes. Unlike an invoice, an estimate may be below 0.
pub async fn estimate(scope: &Scope, tax_exempt: bool, lines: &[(i64, &str)]) -> Result<Estimate, Fault> {
    if lines.is_empty() {
        return Ok(Estimate { net: 0, tax: 0, total: 0 });
    }
    let rates = store::tax_rates_on(scope, scope.today()).await?;
    let rates: Vec<Rate<'_>> = rates.iter().map(Rate::from).collect();
    let liability = if tax_exempt { Liability::Exempt } else { Liability::Taxable };
    of(lines, &rates, liability).map_err(Fault::internal)
}

fn of<'a>(
    lines: &[(i64, &'a str)],
    rates: &[Rate<'_>],
    liability: Liability,
) -> Result<Estimate, TotalsError> {
    let price = |sign: i64| {
        let line = |(minor, code): &(i64, &'a str)| LineInput {
            quantity: Decimal::ONE,
            unit_price: sign * *minor,
            tax_code: Some(code),
        };
        let inputs: Vec<LineInput<'_>> = lines.iter().map(line).collect();
        let priced = price_lines(&inputs, rates, liability)?;
        Ok(Estimate { net: sign * priced.subtotal, tax: sign * priced.tax_total, total: sign * priced.total })
    };
    match price(1) {
        // What is given back is taxed as the same charged would be.
        Err(TotalsError::NegativeTotal { .. }) => price(-1),
        priced => priced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::TaxRateId;

    #[test]
    fn a_credit_is_the_charge_with_the_other_sign() {
        let rate = Rate {
            id: TaxRateId(uuid::Uuid::nil()),
            code: "standard",
            rate: Decimal::new(19, 2),
            compound: false,
            inclusive: false,
        };
        let charge = of(&[(51_61, "standard"), (-48_39, "standard")], &[rate], Liability::Taxable);
        let credit = of(&[(-51_61, "standard"), (48_39, "standard")], &[rate], Liability::Taxable);
        assert_eq!(charge, Ok(Estimate { net: 3_22, tax: 61, total: 3_83 }));
        assert_eq!(credit, Ok(Estimate { net: -3_22, tax: -61, total: -3_83 }));
        let exempt = of(&[(-51_61, "standard")], &[rate], Liability::Exempt);
        assert_eq!(exempt, Ok(Estimate { net: -51_61, tax: 0, total: -51_61 }));
    }
}
