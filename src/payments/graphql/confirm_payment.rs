//! `confirmPayment` and `cancelPayment`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::payment::PaymentNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::payments::entity::payment::{self, PaymentStatus};
use crate::payments::state::targets;
use crate::payments::{ConfirmError, ConfirmRefusal};

crate::user_errors! {
    /// Why a payment stays as it is.
    PaymentActionErrorCode, PaymentActionUserError ("PaymentActionUserError"), "Why a payment stays as it is." {
        /// There is no such payment of a customer that the caller may pay for.
        NotFound,
        /// The payment does not wait for its payer; the message lists what may follow its state.
        InvalidTransition,
        /// The payment has changed since it was read.
        Conflict,
        /// The gateway does not answer at present.
        GatewayUnavailable,
    }
}

/// The payment whose payer has acted.
#[derive(InputObject)]
pub struct ConfirmPaymentInput {
    /// The payment.
    pub payment_id: ID,
}

/// The payment to call off.
#[derive(InputObject)]
pub struct CancelPaymentInput {
    /// The payment.
    pub payment_id: ID,
    /// The `version` that was read; CONFLICT if it is another one now.
    pub expected_version: Option<i32>,
}

/// The outcome of `confirmPayment`.
#[derive(SimpleObject)]
pub struct ConfirmPaymentPayload {
    /// The payment as it is now: look at its status. Null when there is an error.
    payment: Option<PaymentNode>,
    /// Why it stays as it is; empty on success.
    user_errors: Vec<PaymentActionUserError>,
}

/// The outcome of `cancelPayment`.
#[derive(SimpleObject)]
pub struct CancelPaymentPayload {
    /// The payment as it is now: CANCELLED, unless the payer was quicker. Null when there is an error.
    payment: Option<PaymentNode>,
    /// Why it stays as it is; empty on success.
    user_errors: Vec<PaymentActionUserError>,
}

/// See [`ConfirmPaymentMutation::confirm_payment`].
#[derive(Default)]
pub struct ConfirmPaymentMutation;

#[Object]
impl ConfirmPaymentMutation {
    /// Goes on with a payment that is REQUIRES_ACTION, when its payer comes back from what `action` asked for. Who does not
    /// call it, e.g. because the page was closed, loses nothing: the gateway tells the ISP as well. For owners and payers,
    /// billing staff and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.confirmPayment\")")]
    async fn confirm_payment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The payment whose payer has acted.")] input: ConfirmPaymentInput,
    ) -> Result<ConfirmPaymentPayload, ApiError> {
        let request = request(ctx);
        let id = read(&input.payment_id, "input.paymentId")?;
        let outcome = request.payments.confirm_payment(&request.scope, &request.tenant, id).await;
        let (payment, user_errors) = answer(outcome)?;
        Ok(ConfirmPaymentPayload { payment, user_errors })
    }
}

/// See [`CancelPaymentMutation::cancel_payment`].
#[derive(Default)]
pub struct CancelPaymentMutation;

#[Object]
impl CancelPaymentMutation {
    /// Calls off a payment that is REQUIRES_ACTION. For owners and payers, billing staff and tenant administrators:
    /// FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.cancelPayment\")")]
    async fn cancel_payment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The payment to call off.")] input: CancelPaymentInput,
    ) -> Result<CancelPaymentPayload, ApiError> {
        let request = request(ctx);
        let id = read(&input.payment_id, "input.paymentId")?;
        let version = input.expected_version;
        let outcome = request.payments.cancel_payment(&request.scope, &request.tenant, id, version).await;
        let (payment, user_errors) = answer(outcome)?;
        Ok(CancelPaymentPayload { payment, user_errors })
    }
}

type Answer = (Option<PaymentNode>, Vec<PaymentActionUserError>);

fn answer(outcome: Result<payment::Model, ConfirmError>) -> Result<Answer, ApiError> {
    match outcome {
        Ok(payment) => Ok((Some(PaymentNode::new(payment)), Vec::new())),
        Err(ConfirmError::Refused(refusal)) => Ok((None, vec![describe(refusal)])),
        Err(ConfirmError::Fault(fault)) => Err(fault.into()),
    }
}

/// What may follow a state, for a person.
pub(super) fn allowed(from: PaymentStatus) -> String {
    let names: Vec<String> = targets(from).iter().map(|target| format!("{target:?}")).collect();
    if names.is_empty() {
        format!("a payment that is {from:?} stays so")
    } else {
        format!("a payment that is {from:?} may become {}", names.join(", "))
    }
}

pub(super) fn describe(refusal: ConfirmRefusal) -> PaymentActionUserError {
    use PaymentActionErrorCode as Code;
    let (code, message, field) = match refusal {
        ConfirmRefusal::NotFound => {
            (Code::NotFound, "there is no such payment".to_owned(), Some("paymentId"))
        }
        ConfirmRefusal::InvalidTransition(from) => {
            (Code::InvalidTransition, allowed(from), Some("paymentId"))
        }
        ConfirmRefusal::Conflict => {
            (Code::Conflict, "the payment has changed".to_owned(), Some("expectedVersion"))
        }
        ConfirmRefusal::GatewayUnavailable => {
            (Code::GatewayUnavailable, "the gateway does not answer at present".to_owned(), None)
        }
    };
    PaymentActionUserError {
        code,
        message,
        field: field.map(str::to_owned),
        retryable: matches!(refusal, ConfirmRefusal::Conflict | ConfirmRefusal::GatewayUnavailable),
    }
}
