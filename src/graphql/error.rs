//! Top-level errors: the caller's bug, missing rights, limits and our faults (api.md §5).
//!
//! Every code of the catalogue is a variant of [`ErrorCode`]; what a caller may know of a fault is its code.

use std::pin::Pin;

use async_graphql::{Enum, ErrorExtensions as _};

use crate::db::DbError;
use crate::identity::AttemptError;
use crate::kernel::fault::Fault;
use crate::kernel::ids::IdError;
use crate::kernel::problem::Invalid;

macro_rules! error_codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $code:literal, [$($status:literal),*], $description:literal;)+) => {
        /// The codes of `errors[].extensions.code`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
        pub enum ErrorCode {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl ErrorCode {
            /// Every code, in the order of the catalogue.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// As on the wire.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The HTTP statuses of the transport refusals with this code (api.md §1).
            pub fn http_statuses(self) -> &'static [u16] {
                match self { $(Self::$variant => &[$($status),*]),+ }
            }

            /// What it means and what to do about it.
            pub fn description(self) -> &'static str {
                match self { $(Self::$variant => $description),+ }
            }

            /// The code of a text as it is on the wire.
            pub fn from_wire(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

error_codes! {
    /// Nobody is signed in, or the credential is bad.
    Unauthenticated = "UNAUTHENTICATED", [401], "Nobody is signed in, or the credential is not valid (then with status 401). Sign in and try again.";
    /// The caller may not do this, and its existence is no secret.
    Forbidden = "FORBIDDEN", [], "The caller may not use this field. Which callers may is listed in schema/permissions.md.";
    /// The session looks through a customer's eyes and changes nothing.
    ReadOnlySession = "READ_ONLY_SESSION", [], "The session looks through a customer's eyes and changes nothing. Call `endViewAs` first.";
    /// An argument is not acceptable.
    BadUserInput = "BAD_USER_INPUT", [400, 405, 406, 415], "An argument is not acceptable; `extensions.field` names it. With a status: the HTTP request itself is not acceptable (its method, `Accept`, encoding or parameters). Correct it and try again.";
    /// The document does not parse or does not fit the schema.
    GraphqlValidationFailed = "GRAPHQL_VALIDATION_FAILED", [], "The document does not parse, does not fit the schema, or its variables do not fit their types.";
    /// Too many calls.
    RateLimited = "RATE_LIMITED", [429], "Too many calls. Wait for `extensions.retryAfterSeconds` and try again. With status 429: too many live connections.";
    /// Too many sign-ins at this moment.
    AuthBusy = "AUTH_BUSY", [], "Too many sign-ins at this moment. Try again in a few seconds.";
    /// More than one credential mutation in a request.
    TooManyCredentialOperations = "TOO_MANY_CREDENTIAL_OPERATIONS", [], "A request may hold one mutation that checks a password or a code.";
    /// The document asks for too much, or its answer became too long.
    QueryTooComplex = "QUERY_TOO_COMPLEX", [], "The document asks for more than the limits allow, or its answer became too long: only then `data` is present and null, and a mutation has been carried out. Ask for smaller pages or fewer fields.";
    /// The document is nested too deeply.
    QueryTooDeep = "QUERY_TOO_DEEP", [], "The document is nested more deeply than the limit.";
    /// An array of operations was sent.
    BatchDisabled = "BATCH_DISABLED", [400], "Arrays of operations are not accepted. Send one operation a request.";
    /// The schema is not shown here.
    IntrospectionDisabled = "INTROSPECTION_DISABLED", [], "The schema cannot be read from this server. It is published as schema/schema.graphql.";
    /// The id of a document came without its text, and nothing is known under it.
    PersistedDocumentNotFound = "PERSISTED_DOCUMENT_NOT_FOUND", [], "No document is known under this id. Send its text as `query`.";
    /// A cross-site request.
    CsrfPrevented = "CSRF_PREVENTED", [403, 415], "The request could have been sent by a foreign page. Send JSON with its content type, from an allowed origin.";
    /// The host names no tenant.
    UnknownHost = "UNKNOWN_HOST", [404], "No ISP is served at this host name.";
    /// The path names nothing.
    NotFound = "NOT_FOUND", [404], "There is nothing at this path.";
    /// The body is too large.
    PayloadTooLarge = "PAYLOAD_TOO_LARGE", [413], "The body is larger than the limit.";
    /// A refresh token was used that had been exchanged before.
    TokenReused = "TOKEN_REUSED", [401], "The refresh token was exchanged before: somebody else may have a copy. All tokens of this sign-in and its session have ended. Sign in again.";
    /// A refresh token was used that has just been exchanged.
    TokenSuperseded = "TOKEN_SUPERSEDED", [409], "The refresh token was exchanged less than ten seconds ago. Use the tokens of that answer.";
    /// The session store does not answer.
    SessionStoreUnavailable = "SESSION_STORE_UNAVAILABLE", [503], "Sessions cannot be checked at this moment. Nothing was done; try again.";
    /// The database does not answer.
    DatabaseUnavailable = "DATABASE_UNAVAILABLE", [503], "The database cannot be reached at this moment. Try again.";
    /// The server is at its capacity.
    Overloaded = "OVERLOADED", [503], "The server is at its capacity. Try again after the time in Retry-After.";
    /// The work took too long and was stopped.
    DeadlineExceeded = "DEADLINE_EXCEEDED", [408, 503], "The work took too long and was stopped. Ask for less, or try again.";
    /// A fault of ours.
    Internal = "INTERNAL", [500], "A fault of ours. It is logged under the request id of the answer.";
}

/// Why a field has no answer. Resolvers return `Result<_, ApiError>`.
///
/// Deliberately without `Display`: the library turns anything that can be displayed into an error with that text,
/// which would send causes to callers.
#[derive(Debug, Clone)]
pub enum ApiError {
    /// Nobody is signed in.
    Unauthenticated,
    /// The credential that the operation itself carries is not valid.
    BadCredential,
    /// The refresh token was exchanged before.
    TokenReused,
    /// The refresh token has just been exchanged.
    TokenSuperseded,
    /// The caller may not use the field.
    Forbidden,
    /// The session looks through a customer's eyes and changes nothing.
    ReadOnlySession,
    /// An argument is not acceptable.
    BadUserInput(Invalid),
    /// Too many calls.
    RateLimited {
        /// Seconds until the next one has a chance.
        retry_after: u64,
    },
    /// No permit to hash a password came free in time.
    AuthBusy,
    /// Not the caller's doing.
    Fault(Fault),
}

/// The answer of a nullable field: an error makes the field null and nothing around it, as the specification wants
/// (October 2021, §6.4.4). The library does so for `Option<Result<_>>` only; an error of `Result<Option<_>>` would take
/// the parent with it.
///
/// Boxed, because the library allocates the future of every field of an object, getters included, as large as the
/// largest of them.
pub async fn nullable<T, W>(work: Pin<Box<W>>) -> Option<Result<T, ApiError>>
where
    W: Future<Output = Result<Option<T>, ApiError>>,
{
    work.await.transpose()
}

impl From<Fault> for ApiError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<DbError> for ApiError {
    fn from(error: DbError) -> Self {
        Self::Fault(error.into())
    }
}

impl From<Invalid> for ApiError {
    fn from(invalid: Invalid) -> Self {
        Self::BadUserInput(invalid)
    }
}

impl<R> From<AttemptError<R>> for ApiError {
    /// What is no refusal: a refusal is the mutation's to tell, and reaches this only by a bug of ours.
    fn from(error: AttemptError<R>) -> Self {
        match error {
            AttemptError::RateLimited { retry_after } => Self::RateLimited { retry_after },
            AttemptError::Busy => Self::AuthBusy,
            AttemptError::Fault(fault) => Self::Fault(fault),
            AttemptError::Refused(_) => Self::Fault(Fault::internal("a refusal was not told")),
        }
    }
}

impl ApiError {
    /// An id argument that is not one.
    pub fn bad_id(field: &'static str, error: &IdError) -> Self {
        Self::BadUserInput(Invalid::new(field, error.to_string()))
    }

    /// The code on the wire.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Unauthenticated | Self::BadCredential => ErrorCode::Unauthenticated,
            Self::TokenReused => ErrorCode::TokenReused,
            Self::TokenSuperseded => ErrorCode::TokenSuperseded,
            Self::Forbidden => ErrorCode::Forbidden,
            Self::ReadOnlySession => ErrorCode::ReadOnlySession,
            Self::BadUserInput(_) => ErrorCode::BadUserInput,
            Self::RateLimited { .. } => ErrorCode::RateLimited,
            Self::AuthBusy => ErrorCode::AuthBusy,
            Self::Fault(fault) => fault_code(fault),
        }
    }
}

/// The code of a fault.
pub fn fault_code(fault: &Fault) -> ErrorCode {
    match fault {
        Fault::DatabaseUnavailable(_) | Fault::Contention(_) => ErrorCode::DatabaseUnavailable,
        Fault::DeadlineExceeded(_) => ErrorCode::DeadlineExceeded,
        Fault::SessionStoreUnavailable(_) => ErrorCode::SessionStoreUnavailable,
        // Nobody waits for the bus; a caller never hears of it.
        Fault::EventBusUnavailable(_) | Fault::Internal(_) => ErrorCode::Internal,
    }
}

/// An extension between resolver and engine, which takes it out again: the operation's own credential is refused, and so
/// the whole answer is, with this HTTP status (api.md §1: a bad credential is a refusal of the transport).
pub const REFUSED_WITH: &str = "refusedWith";

/// What a caller reads of a fault; the cause is logged here, once, under the request's span.
pub fn mask(fault: &Fault) -> (ErrorCode, &'static str) {
    let code = fault_code(fault);
    tracing::error!(code = code.as_str(), cause = %fault, "fault");
    let message = match code {
        ErrorCode::DatabaseUnavailable => "the database is not available",
        ErrorCode::DeadlineExceeded => "the work took too long",
        ErrorCode::SessionStoreUnavailable => "sessions cannot be checked",
        _ => "internal error",
    };
    (code, message)
}

impl From<ApiError> for async_graphql::Error {
    fn from(error: ApiError) -> Self {
        let code = error.code();
        let message = match &error {
            ApiError::Unauthenticated => "sign in first".to_owned(),
            ApiError::BadCredential => "the credential is not valid".to_owned(),
            ApiError::TokenReused => "this token was used before; sign in again".to_owned(),
            ApiError::TokenSuperseded => "this token has just been exchanged".to_owned(),
            ApiError::Forbidden => "not allowed".to_owned(),
            ApiError::ReadOnlySession => "this session only looks; end the view first".to_owned(),
            ApiError::BadUserInput(invalid) => format!("{}: {}", invalid.field, invalid.message),
            ApiError::RateLimited { .. } => "too many requests".to_owned(),
            ApiError::AuthBusy => "too many sign-ins at this moment".to_owned(),
            ApiError::Fault(fault) => mask(fault).1.to_owned(),
        };
        Self::new(message).extend_with(|_, extensions| {
            extensions.set("code", code.as_str());
            match &error {
                ApiError::BadUserInput(invalid) => extensions.set("field", invalid.field),
                ApiError::RateLimited { retry_after } => extensions.set("retryAfterSeconds", *retry_after),
                ApiError::BadCredential | ApiError::TokenReused | ApiError::TokenSuperseded => {
                    let status = if code == ErrorCode::TokenSuperseded { 409 } else { 401 };
                    extensions.set(REFUSED_WITH, status);
                }
                ApiError::Unauthenticated
                | ApiError::Forbidden
                | ApiError::ReadOnlySession
                | ApiError::AuthBusy
                | ApiError::Fault(_) => {}
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::iter::successors;

    use super::*;
    use crate::graphql::document_guard::Refusal;

    /// Every refusal of the guard, one after the other; a new one does not compile until it has its place.
    fn after(refusal: Refusal) -> Option<Refusal> {
        Some(match refusal {
            Refusal::TooLong => Refusal::TooManyTokens,
            Refusal::TooManyTokens => Refusal::NameTooLong,
            Refusal::NameTooLong => Refusal::BracketsTooDeep,
            Refusal::BracketsTooDeep => Refusal::NestedTooDeep,
            Refusal::NestedTooDeep => Refusal::CircularFragments,
            Refusal::CircularFragments => Refusal::FieldsTooDeep,
            Refusal::FieldsTooDeep => Refusal::IntrospectionTooDeep,
            Refusal::IntrospectionTooDeep => Refusal::TooManyDirectives,
            Refusal::TooManyDirectives => Refusal::TooManyAliases,
            Refusal::TooManyAliases => Refusal::TooManyRepeats,
            Refusal::TooManyRepeats => Refusal::TooManyFields,
            Refusal::TooManyFields => Refusal::TooManySelections,
            Refusal::TooManySelections => Refusal::TooExpensive { estimated: 2, limit: 1 },
            Refusal::TooExpensive { .. } => Refusal::IntrospectionDisabled,
            Refusal::IntrospectionDisabled => Refusal::ConflictingFields,
            Refusal::ConflictingFields => Refusal::TooManyCredentialOperations,
            Refusal::TooManyCredentialOperations => return None,
        })
    }

    #[test]
    fn what_the_guard_answers_is_in_the_catalogue_without_a_status() {
        let refusals: Vec<Refusal> = successors(Some(Refusal::TooLong), |refusal| after(*refusal)).collect();
        assert_eq!(refusals.len(), 17);
        for refusal in refusals {
            let code = ErrorCode::from_wire(refusal.code()).unwrap_or_else(|| panic!("{}", refusal.code()));
            assert_eq!(code.http_statuses(), [0_u16; 0], "{refusal:?}");
        }
    }

    #[test]
    fn codes_on_the_wire_are_read_back() {
        for code in ErrorCode::ALL {
            assert_eq!(ErrorCode::from_wire(code.as_str()), Some(*code));
        }
        assert_eq!(ErrorCode::from_wire("NONSENSE"), None);
    }
}
