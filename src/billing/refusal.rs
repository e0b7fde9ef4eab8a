//! Why a use case of billing was not carried out.

use super::ledger::LedgerError;
use super::totals::TotalsError;
use crate::kernel::fault::Fault;
use crate::kernel::problem::Invalid;
pub use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError as BillingError};

impl From<TotalsError> for BillingError {
    fn from(error: TotalsError) -> Self {
        let message = error.to_string();
        let (code, field) = match error {
            TotalsError::Overflow => (RefusalCode::InvalidInput, "lines"),
            TotalsError::UnknownTaxCode(_) => (RefusalCode::UnknownTaxCode, "taxCode"),
            TotalsError::NegativeRate => return Self::Fault(Fault::internal(message)),
            TotalsError::NegativeTotal { .. } => (RefusalCode::NegativeTotal, "lines"),
        };
        Refusal::of(code, field, message).into()
    }
}

impl From<LedgerError> for BillingError {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Conflict => Refusal::of(
                RefusalCode::ExceedsAmount,
                "amount",
                "the document has changed, is not to be paid, or does not hold enough",
            )
            .into(),
            LedgerError::OtherAccount => Refusal::of(
                RefusalCode::OtherAccount,
                "invoiceId",
                "the invoice is another customer's or in another currency",
            )
            .into(),
            LedgerError::Totals(error) => error.into(),
            LedgerError::Fault(fault) => fault.into(),
        }
    }
}

/// The longest reason that is kept.
const MAX_REASON: usize = 500;

/// A reason as it is kept: without blanks around it.
pub(super) fn reason(text: &str) -> Result<&str, Invalid> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= MAX_REASON && !text.contains('\0');
    if fits { Ok(text) } else { Err(Invalid::new("reason", "give a reason of 1 to 500 characters")) }
}
