//! `payByLink`, `confirmPayByLink` and `cancelPayByLink`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::bill_to_pay::{LinkPaymentNode, count_try};
use super::confirm_payment::{PaymentActionUserError, describe as describe_confirmation};
use super::create_payment::words;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::idempotency::key;
use crate::graphql::ids::read;
use crate::graphql::scalars::Decimal;
use crate::payments::{ConfirmError, LinkOrder, LinkPayError, LinkPayRefusal};

crate::user_errors! {
    /// Why nothing was paid by a link.
    PayByLinkErrorCode, PayByLinkUserError ("PayByLinkUserError"), "Why nothing was paid by a link. A payment that the bank refuses is no error: it is a payment with the status FAILED." {
        /// The token opens nothing: it never did, its time is over, or it was taken back.
        NotFound,
        /// The card's token is not one of the gateway's form.
        InvalidCardToken,
        /// The amount is nothing, has too many digits or is too large.
        InvalidAmount,
        /// The amount is more than is due.
        ExceedsDue,
        /// Nothing is due, or it is being paid at this moment.
        NothingDue,
        /// 20 payments were begun by the link: ask for another one.
        TooManyTries,
        /// The idempotency key was used for another payment.
        IdempotencyKeyReused,
        /// The first call under this idempotency key is still at work: ask again in a moment.
        IdempotencyInProgress,
        /// The gateway cannot be used at present; nothing was charged.
        GatewayUnavailable,
    }
}

/// What to pay by a link.
#[derive(InputObject)]
pub struct PayByLinkInput {
    /// The link's token.
    pub token: String,
    /// How much, in the currency of the bills and no more than is due; all that is due if absent.
    pub amount: Option<Decimal>,
    /// What the gateway's own form in the browser gave for the card, e.g. Stripe's `pm_…`. It is used once and not kept.
    /// Numbers of cards are never sent here.
    pub card_token: String,
    /// A text of the caller's choice, 1 to 200 characters of ASCII, another for each payment: the same payment under the
    /// same key of the same link is made once, for 30 days. Give it here or in the header `Idempotency-Key`.
    pub idempotency_key: Option<String>,
}

/// The payment by a link whose payer has acted.
#[derive(InputObject)]
pub struct ConfirmPayByLinkInput {
    /// The link's token.
    pub token: String,
    /// The payment.
    pub payment_id: ID,
}

/// The payment by a link to call off.
#[derive(InputObject)]
pub struct CancelPayByLinkInput {
    /// The link's token.
    pub token: String,
    /// The payment.
    pub payment_id: ID,
}

/// The outcome of `payByLink`.
#[derive(SimpleObject)]
pub struct PayByLinkPayload {
    /// The payment: look at its status. Null when there is an error.
    payment: Option<LinkPaymentNode>,
    /// Whether it is the result of an earlier call under the same idempotency key; the payment is shown as it is now.
    replayed: bool,
    /// Why nothing was paid; empty on success.
    user_errors: Vec<PayByLinkUserError>,
}

/// The outcome of `confirmPayByLink`.
#[derive(SimpleObject)]
pub struct ConfirmPayByLinkPayload {
    /// The payment as it is now: look at its status. Null when there is an error.
    payment: Option<LinkPaymentNode>,
    /// Why it stays as it is; empty on success.
    user_errors: Vec<PaymentActionUserError>,
}

/// The outcome of `cancelPayByLink`.
#[derive(SimpleObject)]
pub struct CancelPayByLinkPayload {
    /// The payment as it is now: look at its status. Null when there is an error.
    payment: Option<LinkPaymentNode>,
    /// Why it stays as it is; empty on success.
    user_errors: Vec<PaymentActionUserError>,
}

/// See its fields.
#[derive(Default)]
pub struct PayByLinkMutations;

#[Object]
impl PayByLinkMutations {
    /// Pays what is due of the bills of a pay link, or a part of it, by a card that is used once. The payment's status tells
    /// what came of it, as with `createPayment`. Public: the token is the credential. RATE_LIMITED after 60 calls with tokens
    /// of links from an address in a minute. Audited; the customer sees it in its activity.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.payByLink\")")]
    async fn pay_by_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to pay by a link.")] input: PayByLinkInput,
    ) -> Result<PayByLinkPayload, ApiError> {
        count_try(ctx).await?;
        let request = request(ctx);
        let order = LinkOrder {
            token: input.token.into(),
            amount: input.amount.map(|amount| amount.0),
            card: input.card_token.into(),
            key: key(request, input.idempotency_key.as_deref())?,
        };
        match request.payments.pay_by_link(&request.scope, &request.tenant, order).await {
            Ok(paid) => Ok(PayByLinkPayload {
                payment: Some(LinkPaymentNode(paid.payment)),
                replayed: paid.replayed,
                user_errors: Vec::new(),
            }),
            Err(LinkPayError::Refused(refusal)) => {
                Ok(PayByLinkPayload { payment: None, replayed: false, user_errors: vec![describe(refusal)] })
            }
            Err(LinkPayError::Fault(fault)) => Err(fault.into()),
        }
    }

    /// Goes on with a payment by a link that is REQUIRES_ACTION, when its payer comes back from what `action` asked for. Who
    /// does not call it loses nothing: the gateway tells the ISP as well. Public: the token is the credential. RATE_LIMITED
    /// after 60 calls with tokens of links from an address in a minute. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.confirmPayByLink\")")]
    async fn confirm_pay_by_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The payment by a link whose payer has acted.")] input: ConfirmPayByLinkInput,
    ) -> Result<ConfirmPayByLinkPayload, ApiError> {
        count_try(ctx).await?;
        let request = request(ctx);
        let id = read(&input.payment_id, "input.paymentId")?;
        let token = input.token.into();
        match request.payments.confirm_by_link(&request.scope, &request.tenant, &token, id).await {
            Ok(payment) => Ok(ConfirmPayByLinkPayload {
                payment: Some(LinkPaymentNode(payment)),
                user_errors: Vec::new(),
            }),
            Err(ConfirmError::Refused(refusal)) => Ok(ConfirmPayByLinkPayload {
                payment: None,
                user_errors: vec![describe_confirmation(refusal)],
            }),
            Err(ConfirmError::Fault(fault)) => Err(fault.into()),
        }
    }

    /// Calls a payment by a link off that is REQUIRES_ACTION, when its payer has left what `action` asked for: its bills can
    /// be paid again at once. Who does not call it waits half an hour. The payment may have succeeded meanwhile: look at its
    /// status. Public: the token is the credential. RATE_LIMITED after 60 calls with tokens of links from an address in a
    /// minute. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.cancelPayByLink\")")]
    async fn cancel_pay_by_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The payment by a link to call off.")] input: CancelPayByLinkInput,
    ) -> Result<CancelPayByLinkPayload, ApiError> {
        count_try(ctx).await?;
        let request = request(ctx);
        let id = read(&input.payment_id, "input.paymentId")?;
        let token = input.token.into();
        match request.payments.cancel_by_link(&request.scope, &request.tenant, &token, id).await {
            Ok(payment) => Ok(CancelPayByLinkPayload {
                payment: Some(LinkPaymentNode(payment)),
                user_errors: Vec::new(),
            }),
            Err(ConfirmError::Refused(refusal)) => Ok(CancelPayByLinkPayload {
                payment: None,
                user_errors: vec![describe_confirmation(refusal)],
            }),
            Err(ConfirmError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: LinkPayRefusal) -> PayByLinkUserError {
    use PayByLinkErrorCode as Code;
    let (code, message, field) = match refusal {
        LinkPayRefusal::NotFound => (Code::NotFound, "this link opens nothing", Some("token")),
        LinkPayRefusal::CardToken => {
            (Code::InvalidCardToken, "this is no token of the gateway", Some("cardToken"))
        }
        LinkPayRefusal::Amount(fault) => (Code::InvalidAmount, words(fault), Some("amount")),
        LinkPayRefusal::ExceedsDue => (Code::ExceedsDue, "less than that is due", Some("amount")),
        LinkPayRefusal::NothingDue => (Code::NothingDue, "nothing is due, or it is being paid", None),
        LinkPayRefusal::TooManyTries => {
            (Code::TooManyTries, "this link was tried too often: ask for another one", Some("token"))
        }
        LinkPayRefusal::KeyReused => {
            (Code::IdempotencyKeyReused, "this key was used for another payment", Some("idempotencyKey"))
        }
        LinkPayRefusal::InProgress => {
            (Code::IdempotencyInProgress, "this payment is being made", Some("idempotencyKey"))
        }
        LinkPayRefusal::GatewayUnavailable => {
            (Code::GatewayUnavailable, "payments by cards are not possible at present", None)
        }
    };
    let retryable = matches!(refusal, LinkPayRefusal::InProgress | LinkPayRefusal::GatewayUnavailable);
    PayByLinkUserError { code, message: message.to_owned(), field: field.map(str::to_owned), retryable }
}
