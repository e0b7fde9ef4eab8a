//! What a mutation answers: a payload with the object, or the reasons why not.

use crate::graphql::error::ApiError;
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, UseCaseError};

/// Declares the error code enum and the error object of a mutation. The codes are some of
/// [`RefusalCode`](crate::kernel::refusal::RefusalCode), by name.
macro_rules! use_case_errors {
    (
        $codes:ident, $error:ident ($error_name:literal), $error_doc:literal {
            $($(#[doc = $doc:literal])+ $variant:ident,)+
        }
    ) => {
        #[doc = $error_doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
        pub enum $codes {
            $($(#[doc = $doc])+ $variant,)+
        }

        #[doc = $error_doc]
        #[derive(Debug, Clone, async_graphql::SimpleObject)]
        #[graphql(name = $error_name)]
        pub struct $error {
            /// The outcome, for the program.
            pub code: $codes,
            /// The outcome, for the person.
            pub message: String,
            /// The path of the input field it is about, e.g. `invoiceId`; null when it is about none.
            pub field: Option<String>,
            /// Whether the same call may succeed later.
            pub retryable: bool,
            /// The states that it may have next; null unless its state does not lead to what was asked for.
            pub allowed: Option<Vec<String>>,
        }

        impl $error {
            /// What was refused, in the words of this mutation.
            fn told(refusal: $crate::kernel::refusal::Refusal) -> Result<Self, $crate::graphql::error::ApiError> {
                let code = match refusal.code {
                    $($crate::kernel::refusal::RefusalCode::$variant => $codes::$variant,)+
                    other => {
                        let cause = format!(concat!(stringify!($error), " does not know {:?}: {}"), other, refusal.message);
                        return Err($crate::kernel::fault::Fault::internal(cause).into());
                    }
                };
                Ok(Self {
                    code,
                    message: refusal.message,
                    field: refusal.field.map(str::to_owned),
                    retryable: matches!(
                        refusal.code,
                        $crate::kernel::refusal::RefusalCode::Conflict
                            | $crate::kernel::refusal::RefusalCode::IdempotencyInProgress
                            | $crate::kernel::refusal::RefusalCode::Unreachable
                    ),
                    allowed: refusal.allowed.map(|states| states.into_iter().map(str::to_owned).collect()),
                })
            }
        }
    };
}

/// Declares the payload of a mutation.
macro_rules! use_case_payload {
    ($payload:ident ($payload_doc:literal), $error:ident, $(#[doc = $doc:literal])+ $field:ident: $node:ty) => {
        #[doc = $payload_doc]
        #[derive(async_graphql::SimpleObject)]
        pub struct $payload {
            $(#[doc = $doc])+
            $field: Option<$node>,
            /// Why nothing has changed; empty on success.
            user_errors: Vec<$error>,
        }

        impl $payload {
            /// The payload of an outcome.
            fn of(
                outcome: Result<$node, $crate::kernel::refusal::UseCaseError>,
            ) -> Result<Self, $crate::graphql::error::ApiError> {
                Ok(match $crate::graphql::outcome::told(outcome, $error::told)? {
                    Ok($field) => Self { $field: Some($field), user_errors: Vec::new() },
                    Err(error) => Self { $field: None, user_errors: vec![error] },
                })
            }
        }
    };
}

pub(crate) use {use_case_errors, use_case_payload};

/// Takes apart what a use case answers: what was refused is data, the rest an error.
pub(crate) fn told<T, E>(
    outcome: Result<T, UseCaseError>,
    tell: fn(Refusal) -> Result<E, ApiError>,
) -> Result<Result<T, E>, ApiError> {
    match outcome {
        Ok(done) => Ok(Ok(done)),
        Err(UseCaseError::Refused(refusal)) => Ok(Err(tell(refusal)?)),
        Err(UseCaseError::Forbidden) => Err(ApiError::Forbidden),
        Err(UseCaseError::Fault(fault)) => Err(fault.into()),
    }
}

/// What a query answers: what a use case refuses is an argument that is not acceptable.
pub(crate) fn asked<T>(outcome: Result<T, UseCaseError>) -> Result<T, ApiError> {
    outcome.map_err(|error| match error {
        UseCaseError::Refused(refusal) => {
            Invalid::new(refusal.field.unwrap_or("input"), refusal.message).into()
        }
        UseCaseError::Forbidden => ApiError::Forbidden,
        UseCaseError::Fault(fault) => fault.into(),
    })
}
