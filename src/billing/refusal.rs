//! Why a use case of billing was not carried out.

use super::ledger::LedgerError;
use super::totals::TotalsError;
use crate::db::DbError;
use crate::kernel::fault::Fault;
use crate::kernel::problem::Invalid;

/// A business outcome that is not what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The outcome, for the program.
    pub code: RefusalCode,
    /// The outcome, for the person.
    pub message: String,
    /// The input field that it is about, in the names of the API.
    pub field: Option<&'static str>,
    /// The states that the document may have next, for a transition that is not there.
    pub allowed: Option<Vec<&'static str>>,
}

/// What stood in the way. Each mutation has its own enum with those that it may meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusalCode {
    /// The row is not there, or not for the caller.
    NotFound,
    /// The row is not the version that was seen.
    Conflict,
    /// The document's state does not lead there.
    InvalidTransition,
    /// An input is wrong.
    InvalidInput,
    /// Something was allocated to the document.
    HasAllocations,
    /// A credit note corrects the invoice.
    HasCreditNotes,
    /// The invoice has no lines.
    NoLines,
    /// A line names a tax code without a rate.
    UnknownTaxCode,
    /// The reductions outweigh the charges.
    NegativeTotal,
    /// More than what is left.
    ExceedsAmount,
    /// The money is another customer's or in another currency.
    OtherAccount,
    /// There is a rate for that time.
    Overlaps,
    /// It was done before.
    AlreadyDone,
    /// What came after rests on it.
    Superseded,
    /// It is not on offer.
    NotOffered,
}

/// Why a use case of billing was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum BillingError {
    /// A business rule says no.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The caller may not do this.
    #[error("forbidden")]
    Forbidden,
    /// Not the caller's doing.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl Refusal {
    /// A refusal that is about a field.
    pub fn of(code: RefusalCode, field: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), field: Some(field), allowed: None }
    }

    /// The row of an id is not there, or not for the caller.
    pub fn not_found(field: &'static str, what: &str) -> Self {
        Self::of(RefusalCode::NotFound, field, format!("there is no such {what}"))
    }

    /// The row has changed since it was seen.
    pub fn conflict(what: &str) -> Self {
        Self::of(RefusalCode::Conflict, "expectedVersion", format!("the {what} has changed; look again"))
    }

    /// A document's state does not lead where it was to go.
    pub fn transition(field: &'static str, what: &str, from: &str, allowed: Vec<&'static str>) -> Self {
        let targets = if allowed.is_empty() { "nothing".to_owned() } else { allowed.join(" or ") };
        let message = format!("the {what} is {from}; from there it may become {targets}");
        Self { allowed: Some(allowed), ..Self::of(RefusalCode::InvalidTransition, field, message) }
    }
}

impl From<Refusal> for BillingError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Invalid> for BillingError {
    fn from(invalid: Invalid) -> Self {
        Refusal::of(RefusalCode::InvalidInput, invalid.field, invalid.message).into()
    }
}

impl From<DbError> for BillingError {
    fn from(error: DbError) -> Self {
        Self::Fault(error.into())
    }
}

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
