//! `addPaymentMethod`, and why a method is not stored or changed.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::method::PaymentMethodNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::idempotency::key;
use crate::graphql::ids::read;
use crate::payments::entity::payment_method::MethodKind;
use crate::payments::{AddMethod, MethodError, MethodRefusal};
use crate::ports::payment_gateway::DeclineCode;

crate::user_errors! {
    /// Why a method was not stored or changed.
    PaymentMethodErrorCode, PaymentMethodUserError ("PaymentMethodUserError"), "Why a method was not stored or changed." {
        /// There is no such customer or method whose owner the caller is.
        NotFound,
        /// The name is longer than 60 characters.
        InvalidLabel,
        /// The token is not one of the gateway's form.
        InvalidToken,
        /// The customer has 20 methods already; remove one first.
        TooMany,
        /// The method is not in a state for it.
        InvalidTransition,
        /// The method has changed since it was read.
        Conflict,
        /// The bank or the gateway refused it: see `declineCode`.
        Declined,
        /// The session must be elevated first, with `stepUp`.
        StepUpRequired,
        /// The ISP stores no methods at present.
        GatewayUnavailable,
        /// The idempotency key was used for another method.
        IdempotencyKeyReused,
        /// The first call under this idempotency key is still at work: ask again in a moment.
        IdempotencyInProgress,
    }
}

/// The method to store.
#[derive(InputObject)]
pub struct AddPaymentMethodInput {
    /// Whose it is.
    pub customer_id: ID,
    /// A card or a bank account.
    pub kind: MethodKind,
    /// What the gateway's own form in the browser gave, e.g. Stripe's `pm_…`. Numbers of cards are never sent here.
    pub token: String,
    /// What to call it; at most 60 characters.
    pub label: Option<String>,
    /// Whether it is used where nobody says otherwise; the first one is anyway.
    #[graphql(default = false)]
    pub make_default: bool,
    /// A text of the caller's choice, 1 to 200 characters of ASCII, another for each method: the same method under the same
    /// key is stored once, for 24 hours. Give it here or in the header `Idempotency-Key`.
    pub idempotency_key: Option<String>,
}

/// The outcome of `addPaymentMethod`.
#[derive(SimpleObject)]
pub struct AddPaymentMethodPayload {
    /// The method: ACTIVE, or PENDING with an `action` for its owner. Null when there is an error.
    payment_method: Option<PaymentMethodNode>,
    /// Whether it is the result of an earlier call under the same idempotency key.
    replayed: bool,
    /// Why the bank or the gateway refused it; null unless the error is DECLINED.
    decline_code: Option<DeclineCode>,
    /// Why it was not stored; empty on success.
    user_errors: Vec<PaymentMethodUserError>,
}

/// See [`AddPaymentMethodMutation::add_payment_method`].
#[derive(Default)]
pub struct AddPaymentMethodMutation;

#[Object]
impl AddPaymentMethodMutation {
    /// Stores a card or bank account of a customer at the ISP's gateway, for payments to come. For owners and payers, by an
    /// elevated session, see `stepUp`: FORBIDDEN. Audited; the customer sees it in its activity.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.addPaymentMethod\")")]
    async fn add_payment_method(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The method to store.")] input: AddPaymentMethodInput,
    ) -> Result<AddPaymentMethodPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let add = AddMethod {
            customer: read(&input.customer_id, "input.customerId")?,
            kind: input.kind,
            token: input.token.into(),
            label: input.label.unwrap_or_default(),
            make_default: input.make_default,
            key: key(request, input.idempotency_key.as_deref())?,
        };
        match request.payments.add_method(&request.scope, &request.tenant, caller, add).await {
            Ok((method, replayed)) => Ok(AddPaymentMethodPayload {
                payment_method: Some(PaymentMethodNode(method)),
                replayed,
                decline_code: None,
                user_errors: Vec::new(),
            }),
            Err(MethodError::Refused(refusal)) => Ok(AddPaymentMethodPayload {
                payment_method: None,
                replayed: false,
                decline_code: match refusal {
                    MethodRefusal::Declined(code) => Some(code),
                    _ => None,
                },
                user_errors: vec![describe(refusal, "customerId")],
            }),
            Err(MethodError::Fault(fault)) => Err(fault.into()),
        }
    }
}

/// A refusal for the caller; `id` is the field that names what is not found.
pub(super) fn describe(refusal: MethodRefusal, id: &str) -> PaymentMethodUserError {
    use PaymentMethodErrorCode as Code;
    let (code, message, field) = match refusal {
        MethodRefusal::NotFound => (Code::NotFound, "there is no such customer or method", Some(id)),
        MethodRefusal::Label => (Code::InvalidLabel, "give a name of at most 60 characters", Some("label")),
        MethodRefusal::Token => (Code::InvalidToken, "this is no token of the gateway", Some("token")),
        MethodRefusal::TooMany => (Code::TooMany, "there are 20 methods already", None),
        MethodRefusal::InvalidTransition(_) => {
            (Code::InvalidTransition, "the method is not in a state for this", Some(id))
        }
        MethodRefusal::Conflict => (Code::Conflict, "the method has changed", Some("expectedVersion")),
        MethodRefusal::Declined(_) => (Code::Declined, "the bank refused this method", Some("token")),
        MethodRefusal::StepUpRequired => (Code::StepUpRequired, "please confirm that it is you", None),
        MethodRefusal::GatewayUnavailable => {
            (Code::GatewayUnavailable, "methods cannot be stored at present", None)
        }
        MethodRefusal::KeyReused => {
            (Code::IdempotencyKeyReused, "this key was used for another method", Some("idempotencyKey"))
        }
        MethodRefusal::InProgress => {
            (Code::IdempotencyInProgress, "this method is being stored", Some("idempotencyKey"))
        }
    };
    let retryable = matches!(
        refusal,
        MethodRefusal::Conflict
            | MethodRefusal::StepUpRequired
            | MethodRefusal::GatewayUnavailable
            | MethodRefusal::InProgress
    );
    PaymentMethodUserError { code, message: message.to_owned(), field: field.map(str::to_owned), retryable }
}
