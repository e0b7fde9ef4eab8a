//! What billing has to know of a customer, without a look at the rest.

use chrono::NaiveDate;

use super::entity::customer::{self, BillingMode};
use super::store;
use crate::db::{DbError, Reads};
use crate::kernel::ids::CustomerId;
use crate::kernel::money::Currency;

/// A customer as the one who pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payer {
    /// The customer.
    pub id: CustomerId,
    /// The customer number.
    pub number: String,
    /// The one currency of its bills.
    pub currency: Currency,
    /// Whether it pays before the service, from a balance.
    pub prepaid: bool,
    /// Day of the month on which its periods begin, 1..=28.
    pub billing_day: i16,
    /// Days from issue to due date.
    pub due_days: u16,
    /// Days from due date to the first late fee.
    pub grace_days: u16,
    /// Why no tax is charged, if none is.
    pub exemption: Option<TaxExemption>,
}

/// Why no tax is charged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxExemption {
    /// The reason.
    pub reason: String,
    /// The paper that says so.
    pub certificate: Option<String>,
    /// The last day on which it holds; none for no end.
    pub valid_to: Option<NaiveDate>,
}

impl TaxExemption {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_to.is_none_or(|last| day <= last)
    }
}

impl Payer {
    /// Whether it is charged tax on what is issued on a day.
    pub fn is_taxable_on(&self, day: NaiveDate) -> bool {
        !self.exemption.as_ref().is_some_and(|exemption| exemption.holds_on(day))
    }
}

impl From<&customer::Model> for Payer {
    fn from(row: &customer::Model) -> Self {
        let exemption = row.tax_exempt_reason.as_ref().map(|reason| TaxExemption {
            reason: reason.clone(),
            certificate: row.tax_exempt_certificate.clone(),
            valid_to: row.tax_exempt_valid_to,
        });
        // The columns are never negative, by CHECKs.
        let days = |days: i16| u16::try_from(days).unwrap_or_default();
        Self {
            id: row.id,
            number: row.number.clone(),
            currency: row.currency,
            prepaid: row.billing_mode == BillingMode::Prepaid,
            billing_day: row.billing_day,
            due_days: days(row.due_days),
            grace_days: days(row.grace_days),
            exemption,
        }
    }
}

/// The customers of the ids as those who pay. Callers have decided who may see them.
pub async fn payers(db: &impl Reads, ids: &[CustomerId]) -> Result<Vec<Payer>, DbError> {
    Ok(store::by_ids(db, ids).await?.iter().map(Payer::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exemption_holds_through_its_last_day() {
        let day = |text: &str| text.parse().expect("a date");
        let until = |valid_to| TaxExemption { reason: "NGO".into(), certificate: None, valid_to };
        assert!(until(None).holds_on(day("2099-01-01")));
        assert!(until(Some(day("2026-12-31"))).holds_on(day("2026-12-31")));
        assert!(!until(Some(day("2026-12-31"))).holds_on(day("2027-01-01")));
    }
}
