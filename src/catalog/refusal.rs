//! Why something was not done, for the caller to know.

use super::entity::subscription::SubscriptionStatus;
use crate::db::DbError;
use crate::kernel::fault::Fault;

/// What a refusal is about; each mutation's own error code is one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalCode {
    /// No such thing within reach.
    NotFound,
    /// No such plan within reach.
    PlanNotFound,
    /// It is not the version that was seen, or changed meanwhile.
    Conflict,
    /// The state does not lead there.
    InvalidTransition,
    /// A field of the input is not acceptable.
    InvalidInput,
    /// The code is in use.
    CodeTaken,
    /// The plan was sold before: its terms stand.
    PlanSold,
    /// The plan is not on sale.
    NotOnSale,
    /// It is priced in another currency than the customer's.
    CurrencyMismatch,
    /// The customer is closed.
    CustomerClosed,
    /// The service is not in service.
    NotActive,
    /// The end of the service is set.
    Ending,
    /// The service has this plan.
    SamePlan,
    /// The plan is for another kind of service.
    OtherKind,
    /// The minimum term forbids a cheaper plan.
    ContractBinds,
    /// A change of plan waits already.
    ChangePending,
    /// There is no change of plan that waits.
    NothingPending,
    /// The new plan is billed already.
    AlreadyBilled,
    /// The quote was taken, or called off.
    QuoteUsed,
    /// The quote is too old.
    QuoteExpired,
    /// A fee is due that was not accepted, or is another by now.
    FeeNotAccepted,
    /// The ISP offers no pauses.
    NotOffered,
    /// Too short or too long.
    NotAllowedLength,
    /// It is paused already.
    AlreadyPaused,
    /// It is not paused, or not locked for this reason.
    NotLocked,
    /// The plan has no volume to add to.
    NoCap,
    /// The key was used for something else.
    IdempotencyKeyReused,
    /// It was redeemed as often as it may be.
    Exhausted,
    /// The customer has redeemed it.
    AlreadyRedeemed,
    /// It is retired already.
    AlreadyRetired,
    /// It has ended already.
    AlreadyEnded,
}

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// For the program.
    pub code: RefusalCode,
    /// For the person.
    pub message: String,
    /// The input field it is about.
    pub field: Option<&'static str>,
    /// The states that the subscription may have next, where its state is the reason.
    pub allowed: Option<&'static [SubscriptionStatus]>,
}

/// Why something was not done.
#[derive(Debug)]
pub enum CatalogError {
    /// The caller may not.
    Forbidden,
    /// Refused, for the caller to know.
    Refused(Refusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for CatalogError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// A refusal that names a field.
pub(super) fn refused(code: RefusalCode, field: &'static str, message: impl Into<String>) -> CatalogError {
    CatalogError::Refused(Refusal { code, message: message.into(), field: Some(field), allowed: None })
}

/// Something that is not there, or not within reach.
pub(super) fn not_found(field: &'static str, what: &str) -> CatalogError {
    refused(RefusalCode::NotFound, field, format!("there is no such {what}"))
}

/// What was seen is not what is there.
pub(super) fn conflict(what: &str) -> CatalogError {
    refused(RefusalCode::Conflict, "expectedVersion", format!("the {what} has changed; look again"))
}

/// A state that does not lead where it should.
pub(super) fn no_way(from: SubscriptionStatus) -> CatalogError {
    let allowed = from.targets();
    let names: Vec<&str> = allowed.iter().map(|status| status.name()).collect();
    let next = if names.is_empty() { "nothing".to_owned() } else { names.join(" or ") };
    CatalogError::Refused(Refusal {
        code: RefusalCode::InvalidTransition,
        message: format!("the service is {}; from there it may become {next}", from.name()),
        field: Some("subscriptionId"),
        allowed: Some(allowed),
    })
}

/// Refuses a text that is empty, too long or not printable; it is trimmed.
pub(super) fn text(value: &str, field: &'static str, max: usize) -> Result<String, CatalogError> {
    let value = value.trim();
    if value.is_empty() || value.chars().count() > max || value.chars().any(char::is_control) {
        let message = format!("must be 1 to {max} printable characters");
        return Err(refused(RefusalCode::InvalidInput, field, message));
    }
    Ok(value.to_owned())
}

/// Refuses a number that is not within the bounds.
pub(super) fn within<T: PartialOrd + std::fmt::Display>(
    value: T,
    bounds: std::ops::RangeInclusive<T>,
    field: &'static str,
) -> Result<T, CatalogError> {
    if bounds.contains(&value) {
        return Ok(value);
    }
    let message = format!("must be {} to {}", bounds.start(), bounds.end());
    Err(refused(RefusalCode::InvalidInput, field, message))
}

/// What came of writing something that has a code of its own.
pub(super) fn with_free_code(written: Result<(), DbError>) -> Result<(), CatalogError> {
    written.map_err(|error| match error {
        DbError::Unique(_) => refused(RefusalCode::CodeTaken, "code", "the code is in use"),
        other => other.into(),
    })
}
