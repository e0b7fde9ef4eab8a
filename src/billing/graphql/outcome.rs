//! What the mutations of bills answer: a payload with the object, or the reasons why not.

use crate::billing::{BillingError, Refusal};
use crate::graphql::error::ApiError;

/// Declares the error code enum and the error object of a mutation of bills. The codes are some of
/// [`RefusalCode`](crate::billing::RefusalCode), by name.
macro_rules! billing_errors {
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
            /// The states that the document may have next; null unless its state does not lead to what was asked for.
            pub allowed: Option<Vec<String>>,
        }

        impl $error {
            /// What was refused, in the words of this mutation.
            fn told(refusal: $crate::billing::Refusal) -> Result<Self, $crate::graphql::error::ApiError> {
                let code = match refusal.code {
                    $($crate::billing::RefusalCode::$variant => $codes::$variant,)+
                    other => {
                        let cause = format!(concat!(stringify!($error), " does not know {:?}: {}"), other, refusal.message);
                        return Err($crate::kernel::fault::Fault::internal(cause).into());
                    }
                };
                Ok(Self {
                    code,
                    message: refusal.message,
                    field: refusal.field.map(str::to_owned),
                    retryable: refusal.code == $crate::billing::RefusalCode::Conflict,
                    allowed: refusal.allowed.map(|states| states.into_iter().map(str::to_owned).collect()),
                })
            }
        }
    };
}

/// Declares the payload of a mutation of bills.
macro_rules! billing_payload {
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
                outcome: Result<$node, $crate::billing::BillingError>,
            ) -> Result<Self, $crate::graphql::error::ApiError> {
                Ok(match $crate::billing::graphql::outcome::told(outcome, $error::told)? {
                    Ok($field) => Self { $field: Some($field), user_errors: Vec::new() },
                    Err(error) => Self { $field: None, user_errors: vec![error] },
                })
            }
        }
    };
}

pub(super) use {billing_errors, billing_payload};

/// Takes apart what a use case answers: what was refused is data, the rest an error.
pub(super) fn told<T, E>(
    outcome: Result<T, BillingError>,
    tell: fn(Refusal) -> Result<E, ApiError>,
) -> Result<Result<T, E>, ApiError> {
    match outcome {
        Ok(done) => Ok(Ok(done)),
        Err(BillingError::Refused(refusal)) => Ok(Err(tell(refusal)?)),
        Err(BillingError::Forbidden) => Err(ApiError::Forbidden),
        Err(BillingError::Fault(fault)) => Err(fault.into()),
    }
}
