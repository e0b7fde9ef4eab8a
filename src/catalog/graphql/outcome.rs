//! The outcomes of this feature's mutations: an error code enum, an error and a payload each, out of the one list of
//! refusals that the services know.

/// Declares the enum of error codes, each with its meaning.
macro_rules! codes {
    (@ $codes:ident $why:literal [$($done:tt)*]) => {
        #[doc = $why]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
        pub enum $codes { $($done)* }
    };
    (@ $codes:ident $why:literal [$($done:tt)*] NotFound $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "There is no such thing within the caller's reach; `field` says which."] NotFound,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] PlanNotFound $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "There is no such plan, or not for the caller."] PlanNotFound,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] Conflict $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "It is not the version that was seen, or it has changed meanwhile: look again."] Conflict,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] InvalidTransition $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The service's state does not lead there; `allowed` says where it leads."] InvalidTransition,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] InvalidInput $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "A field of the input is not acceptable; `field` says which."] InvalidInput,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] CodeTaken $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The code is in use."] CodeTaken,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] PlanSold $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The plan was sold or quoted: its terms stand. Retire it and make a new one."] PlanSold,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] NotOnSale $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The plan is not on sale today."] NotOnSale,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] CurrencyMismatch $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The plan is priced in another currency than the customer's."] CurrencyMismatch,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] CustomerClosed $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The customer is closed."] CustomerClosed,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] NotActive $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The service is not in service."] NotActive,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] Ending $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The end of the service is set: call it off first."] Ending,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] SamePlan $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The service has this plan."] SamePlan,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] OtherKind $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The plan is for another kind of service, and neither is a bundle."] OtherKind,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] ContractBinds $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The minimum term forbids a cheaper plan."] ContractBinds,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] ChangePending $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "A change of plan waits already: call it off first."] ChangePending,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] NothingPending $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "There is nothing that could be called off."] NothingPending,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] AlreadyBilled $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "A period of the new plan is billed already: change back instead."] AlreadyBilled,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] QuoteUsed $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The quote was taken already."] QuoteUsed,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] QuoteExpired $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The quote is too old: ask for another."] QuoteExpired,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] FeeNotAccepted $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The fee that is due was not accepted, or is another than `endTerms` told: look again."] FeeNotAccepted,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] NotOffered $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The ISP does not offer it."] NotOffered,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] NotAllowedLength $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The pause is shorter or longer than `pauseOffer` tells."] NotAllowedLength,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] AlreadyPaused $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The service is paused already."] AlreadyPaused,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] NotLocked $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The service is not withheld for this reason."] NotLocked,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] NoCap $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The plan has no volume to add to."] NoCap,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] IdempotencyKeyReused $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The key was used for something else."] IdempotencyKeyReused,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] Exhausted $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The coupon was redeemed as often as it may be."] Exhausted,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] AlreadyRedeemed $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The customer has redeemed the coupon already."] AlreadyRedeemed,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] AlreadyRetired $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "It is off sale already."] AlreadyRetired,] $($rest)*);
    };
    (@ $codes:ident $why:literal [$($done:tt)*] AlreadyEnded $($rest:ident)*) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [$($done)* #[doc = "The discount has ended already."] AlreadyEnded,] $($rest)*);
    };
}

/// Declares what both kinds of outcome share: the codes, the payload, and how a refusal becomes one.
macro_rules! outcome_of {
    ($codes:ident, $error:ident, $payload:ident ($payload_doc:literal), $why:literal, [$($code:ident)+], $field:ident: $node:ty, $what:literal) => {
        $crate::catalog::graphql::outcome::codes!(@ $codes $why [] $($code)+);

        impl $codes {
            fn of(code: $crate::catalog::RefusalCode) -> Option<Self> {
                let own = [$(($crate::catalog::RefusalCode::$code, Self::$code)),+];
                own.into_iter().find(|(of, _)| *of == code).map(|(_, own)| own)
            }
        }

        #[doc = $payload_doc]
        #[derive(async_graphql::SimpleObject)]
        pub struct $payload {
            #[doc = $what]
            $field: Option<$node>,
            /// Why nothing has changed; empty on success.
            user_errors: Vec<$error>,
        }

        impl $payload {
            fn of(
                outcome: Result<$node, $crate::catalog::CatalogError>,
            ) -> Result<Self, $crate::graphql::error::ApiError> {
                use $crate::catalog::CatalogError;
                match outcome {
                    Ok(node) => Ok(Self { $field: Some(node), user_errors: Vec::new() }),
                    Err(CatalogError::Forbidden) => Err($crate::graphql::error::ApiError::Forbidden),
                    Err(CatalogError::Fault(fault)) => Err(fault.into()),
                    Err(CatalogError::Refused(refusal)) => {
                        let code = $codes::of(refusal.code).ok_or_else(|| {
                            let told = concat!(stringify!($payload), " does not know a refusal");
                            $crate::kernel::fault::Fault::internal(format!("{told}: {refusal:?}"))
                        })?;
                        Ok(Self { $field: None, user_errors: vec![$error::of(code, refusal)] })
                    }
                }
            }
        }
    };
}

/// Declares the outcome of a mutation: codes, error and payload.
macro_rules! outcome {
    ($codes:ident, $error:ident, $($rest:tt)+) => {
        #[doc = "Why nothing has changed."]
        #[derive(Debug, Clone, async_graphql::SimpleObject)]
        pub struct $error {
            /// The outcome, for the program.
            code: $codes,
            /// The outcome, for the person.
            message: String,
            /// The path of the input field it is about; null when it is about none.
            field: Option<String>,
            /// Whether the same call may succeed later.
            retryable: bool,
        }

        impl $error {
            fn of(code: $codes, refusal: $crate::catalog::Refusal) -> Self {
                let retryable = refusal.code == $crate::catalog::RefusalCode::Conflict;
                Self { code, message: refusal.message, field: refusal.field.map(str::to_owned), retryable }
            }
        }

        $crate::catalog::graphql::outcome::outcome_of!($codes, $error, $($rest)+);
    };
}

/// The same for a mutation that moves a service from state to state.
macro_rules! outcome_of_states {
    ($codes:ident, $error:ident, $($rest:tt)+) => {
        #[doc = "Why nothing has changed."]
        #[derive(Debug, Clone, async_graphql::SimpleObject)]
        pub struct $error {
            /// The outcome, for the program.
            code: $codes,
            /// The outcome, for the person.
            message: String,
            /// The path of the input field it is about; null when it is about none.
            field: Option<String>,
            /// Whether the same call may succeed later.
            retryable: bool,
            /// The states that the service may have next; null unless the code is INVALID_TRANSITION.
            allowed: Option<Vec<$crate::catalog::SubscriptionStatus>>,
        }

        impl $error {
            fn of(code: $codes, refusal: $crate::catalog::Refusal) -> Self {
                let retryable = refusal.code == $crate::catalog::RefusalCode::Conflict;
                Self {
                    code,
                    message: refusal.message,
                    field: refusal.field.map(str::to_owned),
                    retryable,
                    allowed: refusal.allowed.map(<[_]>::to_vec),
                }
            }
        }

        $crate::catalog::graphql::outcome::outcome_of!($codes, $error, $($rest)+);
    };
}

pub(super) use {codes, outcome, outcome_of, outcome_of_states};
