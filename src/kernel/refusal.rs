//! Why a use case was not carried out.

use super::fault::Fault;
use super::problem::Invalid;

/// What stood in the way. Each mutation has its own enum with those that it may meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusalCode {
    /// The row is not there, or not for the caller.
    NotFound,
    /// The row is not the version that was seen.
    Conflict,
    /// The state does not lead there.
    InvalidTransition,
    /// An input is wrong.
    InvalidInput,
    /// It was done before.
    AlreadyDone,
    /// Something else has the name.
    NameTaken,
    /// Something else rests on it.
    InUse,
    /// More than there may be.
    TooMany,
    /// The time for it is over.
    TooLate,
    /// The customer is closed.
    CustomerClosed,
    /// The idempotency key was used for something else.
    IdempotencyKeyReused,
    /// The first call under the idempotency key is still at work.
    IdempotencyInProgress,
    /// It is not on offer here.
    NotOffered,
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
    /// There is one for that time.
    Overlaps,
    /// What came after rests on it.
    Superseded,
    /// Nothing may be sent to the address (threats.md 19).
    AddressNotAllowed,
    /// What was asked has not answered, or not as it should.
    Unreachable,
    /// Who has asked for it does not decide on it.
    OwnRequest,
    /// The ISP is real: this is for one to try things with.
    NotASandbox,
}

/// A business outcome that is not what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The outcome, for the program.
    pub code: RefusalCode,
    /// The outcome, for the person.
    pub message: String,
    /// The input field that it is about, in the names of the API.
    pub field: Option<&'static str>,
    /// The states that may come next, for a transition that is not there.
    pub allowed: Option<Vec<&'static str>>,
}

/// Why a use case was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum UseCaseError {
    /// A business rule says no.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The caller may not do this.
    #[error("forbidden")]
    Forbidden,
    /// Not the caller's doing.
    #[error(transparent)]
    Fault(Fault),
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

    /// A state does not lead where it was to go.
    pub fn transition(field: &'static str, what: &str, from: &str, allowed: Vec<&'static str>) -> Self {
        let targets = if allowed.is_empty() { "nothing".to_owned() } else { allowed.join(" or ") };
        let message = format!("the {what} is {from}; from there it may become {targets}");
        Self { allowed: Some(allowed), ..Self::of(RefusalCode::InvalidTransition, field, message) }
    }
}

impl From<Refusal> for UseCaseError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Invalid> for UseCaseError {
    fn from(invalid: Invalid) -> Self {
        Refusal::of(RefusalCode::InvalidInput, invalid.field, invalid.message).into()
    }
}

impl From<Fault> for UseCaseError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// A text of several lines as it is kept: without blanks around it, 1 to `max` characters, and nothing unprintable but line
/// ends and tabs.
pub fn long_text(text: &str, field: &'static str, max: usize) -> Result<String, Invalid> {
    let text = text.trim();
    let printable = |character: char| !character.is_control() || matches!(character, '\n' | '\r' | '\t');
    let fits = !text.is_empty() && text.chars().count() <= max && text.chars().all(printable);
    if fits {
        Ok(text.to_owned())
    } else {
        Err(Invalid::new(field, format!("must be 1 to {max} characters")))
    }
}

/// A text of one line as it is kept: without blanks around it, 1 to `max` printable characters.
pub fn short_text(text: &str, field: &'static str, max: usize) -> Result<String, Invalid> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= max && !text.chars().any(char::is_control);
    let message = || format!("must be 1 to {max} characters, without line ends");
    if fits { Ok(text.to_owned()) } else { Err(Invalid::new(field, message())) }
}
