//! `refundPayment`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::confirm_payment::allowed;
use super::create_payment::words;
use super::history::RefundNode;
use super::payment::PaymentNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::idempotency::key;
use crate::graphql::ids::read;
use crate::graphql::scalars::Decimal;
use crate::payments::{RefundError, RefundRefusal, RefundRequest};

crate::user_errors! {
    /// Why nothing was refunded.
    RefundPaymentErrorCode, RefundPaymentUserError ("RefundPaymentUserError"), "Why nothing was refunded. A refund that the gateway refuses is no error: it is a refund with the status FAILED." {
        /// There is no such payment.
        NotFound,
        /// The amount is nothing or has too many digits.
        InvalidAmount,
        /// The payment holds less than is to be refunded, other refunds that are under way counted.
        ExceedsPayment,
        /// The reason is missing or longer than 500 characters.
        InvalidReason,
        /// The payment has not come in, or is given back already; the message lists what may follow its state.
        InvalidTransition,
        /// The idempotency key was used for another refund.
        IdempotencyKeyReused,
        /// The first call under this idempotency key is still at work: ask again in a moment.
        IdempotencyInProgress,
        /// The gateway cannot be used at present.
        GatewayUnavailable,
    }
}

/// The refund to make.
#[derive(InputObject)]
pub struct RefundPaymentInput {
    /// The payment.
    pub payment_id: ID,
    /// How much, in the payment's currency; all that is left of it if absent.
    pub amount: Option<Decimal>,
    /// Why; 1 to 500 characters, shown to the customer.
    pub reason: String,
    /// A text of the caller's choice, 1 to 200 characters of ASCII, another for each refund: the same refund under the same
    /// key is made once, for 30 days. Give it here or in the header `Idempotency-Key`.
    pub idempotency_key: Option<String>,
}

/// The outcome of `refundPayment`.
#[derive(SimpleObject)]
pub struct RefundPaymentPayload {
    /// The refund: look at its status. Null when there is an error.
    refund: Option<RefundNode>,
    /// The payment as it is now; null when there is an error.
    payment: Option<PaymentNode>,
    /// Whether it is the result of an earlier call under the same idempotency key.
    replayed: bool,
    /// Why nothing was refunded; empty on success.
    user_errors: Vec<RefundPaymentUserError>,
}

/// See [`RefundPaymentMutation::refund_payment`].
#[derive(Default)]
pub struct RefundPaymentMutation;

#[Object]
impl RefundPaymentMutation {
    /// Gives a payment, or a part of it, back the way it came. What is not used for invoices goes first; then allocations
    /// are reversed, the newest first, as far as they have to be, and those invoices are owed again. For billing staff and
    /// tenant administrators: FORBIDDEN. Audited; the customer sees it in its activity.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.refundPayment\")")]
    async fn refund_payment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The refund to make.")] input: RefundPaymentInput,
    ) -> Result<RefundPaymentPayload, ApiError> {
        let request = request(ctx);
        let wanted = RefundRequest {
            payment: read(&input.payment_id, "input.paymentId")?,
            amount: input.amount.map(|amount| amount.0),
            reason: input.reason,
            key: key(request, input.idempotency_key.as_deref())?,
        };
        match request.payments.refund_payment(&request.scope, &request.tenant, wanted).await {
            Ok(done) => Ok(RefundPaymentPayload {
                refund: Some(RefundNode(done.refund)),
                payment: Some(PaymentNode::new(done.payment)),
                replayed: done.replayed,
                user_errors: Vec::new(),
            }),
            Err(RefundError::Refused(refusal)) => Ok(RefundPaymentPayload {
                refund: None,
                payment: None,
                replayed: false,
                user_errors: vec![describe(refusal)],
            }),
            Err(RefundError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: RefundRefusal) -> RefundPaymentUserError {
    use RefundPaymentErrorCode as Code;
    let (code, message, field) = match refusal {
        RefundRefusal::NotFound => (Code::NotFound, "there is no such payment".to_owned(), Some("paymentId")),
        RefundRefusal::Amount(fault) => (Code::InvalidAmount, words(fault).to_owned(), Some("amount")),
        RefundRefusal::Exceeds => {
            (Code::ExceedsPayment, "the payment holds less than that".to_owned(), Some("amount"))
        }
        RefundRefusal::Reason => {
            (Code::InvalidReason, "give a reason of 1 to 500 characters".to_owned(), Some("reason"))
        }
        RefundRefusal::InvalidTransition(from) => (Code::InvalidTransition, allowed(from), Some("paymentId")),
        RefundRefusal::KeyReused => (
            Code::IdempotencyKeyReused,
            "this key was used for another refund".to_owned(),
            Some("idempotencyKey"),
        ),
        RefundRefusal::InProgress => {
            (Code::IdempotencyInProgress, "this refund is being made".to_owned(), Some("idempotencyKey"))
        }
        RefundRefusal::GatewayUnavailable => {
            (Code::GatewayUnavailable, "the gateway cannot be used at present".to_owned(), None)
        }
    };
    RefundPaymentUserError {
        code,
        message,
        field: field.map(str::to_owned),
        retryable: matches!(refusal, RefundRefusal::InProgress | RefundRefusal::GatewayUnavailable),
    }
}
