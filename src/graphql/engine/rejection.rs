//! Answers to documents that are not executed: errors and no `data`.

use serde::Serialize;

use super::{Cost, Extensions, Outcome, Stage, Timing};
use crate::graphql::coercion::CoercionError;
use crate::graphql::document_guard::{ReadError, Refusal};
use crate::graphql::error::{ErrorCode, mask};

/// Why a document is not executed.
pub(super) struct Rejection {
    stage: Stage,
    faults: Vec<Fault>,
    cost: Option<Cost>,
}

struct Fault {
    message: String,
    code: &'static str,
    /// Line and column, both from 1.
    location: Option<(usize, usize)>,
}

impl From<&Refusal> for Fault {
    fn from(refusal: &Refusal) -> Self {
        Self { message: refusal.to_string(), code: refusal.code(), location: None }
    }
}

impl Rejection {
    /// The text is no document, or too much of one.
    pub(super) fn of_text(error: ReadError) -> Self {
        let fault = match error {
            ReadError::Refused(refusal) => Fault::from(&refusal),
            ReadError::Malformed { message, position } => {
                Fault { message, code: ErrorCode::GraphqlValidationFailed.as_str(), location: position }
            }
        };
        Self { stage: Stage::Document, faults: vec![fault], cost: None }
    }

    /// Only the id of a document came, and none is known under it. The text is the one by which Apollo's clients know
    /// that they must send the document.
    pub(super) fn unknown_document() -> Self {
        let fault = Fault {
            message: "PersistedQueryNotFound".to_owned(),
            code: ErrorCode::PersistedDocumentNotFound.as_str(),
            location: None,
        };
        Self { stage: Stage::Document, faults: vec![fault], cost: None }
    }

    /// The document asks for too much.
    pub(super) fn of_excess(refusal: &Refusal) -> Self {
        let cost = match *refusal {
            Refusal::TooExpensive { estimated, limit } => Some(Cost { estimated, limit }),
            _ => None,
        };
        Self { stage: Stage::Document, faults: vec![refusal.into()], cost }
    }

    /// It came in a URL and would write.
    pub(super) fn not_read_only(cost: Cost) -> Self {
        let fault = Fault {
            message: "only queries may be sent in a URL".to_owned(),
            code: ErrorCode::BadUserInput.as_str(),
            location: None,
        };
        Self { stage: Stage::NotReadOnly, faults: vec![fault], cost: Some(cost) }
    }

    /// It would change the session cookie where that cannot be done.
    pub(super) fn needs_a_cookie(cost: Cost) -> Self {
        let message = "send mutations that check or change a credential by POST: over a live connection no cookie \
            can be set";
        Self::one(message, ErrorCode::BadUserInput, Some(cost))
    }

    /// October 2021, §5.2.3.1; and, of September 2025, §5.2.4.1: the field may not be left out either.
    pub(super) fn not_one_root_field() -> Self {
        let message = "a subscription must have exactly one root field, without @skip or @include";
        Self::one(message, ErrorCode::GraphqlValidationFailed, None)
    }

    /// A fault of ours before the first event.
    pub(super) fn of_fault(fault: &crate::kernel::fault::Fault) -> Self {
        let (code, message) = mask(fault);
        Self::one(message, code, None)
    }

    /// Nobody is told of events anonymously.
    pub(super) fn not_signed_in() -> Self {
        Self::one("sign in first", ErrorCode::Unauthenticated, None)
    }

    fn one(message: &str, code: ErrorCode, cost: Option<Cost>) -> Self {
        let fault = Fault { message: message.to_owned(), code: code.as_str(), location: None };
        Self { stage: Stage::Document, faults: vec![fault], cost }
    }

    /// Its variables do not fit their types.
    pub(super) fn of_variables(errors: Vec<CoercionError>, cost: Cost) -> Self {
        let faults = errors.into_iter().map(|error| Fault {
            message: error.message,
            code: ErrorCode::GraphqlValidationFailed.as_str(),
            location: Some((error.location.line, error.location.column)),
        });
        Self { stage: Stage::Document, faults: faults.collect(), cost: Some(cost) }
    }

    /// The answer.
    pub(super) fn outcome(&self, request_id: &str, timing: Timing) -> Outcome {
        let errors = self.faults.iter().map(|fault| Error {
            message: &fault.message,
            locations: fault.location.map(|(line, column)| [Location { line, column }]),
            extensions: ErrorExtensions { code: fault.code, request_id },
        });
        let body = Body { errors: errors.collect(), extensions: Extensions { cost: self.cost, trace: None } };
        let body = serde_json::to_string(&body).expect("plain values");
        Outcome { stage: self.stage, body, timing }
    }
}

#[derive(Serialize)]
struct Body<'a> {
    errors: Vec<Error<'a>>,
    #[serde(skip_serializing_if = "Extensions::is_empty")]
    extensions: Extensions,
}

#[derive(Serialize)]
struct Error<'a> {
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    locations: Option<[Location; 1]>,
    extensions: ErrorExtensions<'a>,
}

#[derive(Serialize)]
struct Location {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ErrorExtensions<'a> {
    code: &'static str,
    request_id: &'a str,
}
