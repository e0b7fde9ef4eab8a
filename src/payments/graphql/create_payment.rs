//! `createPayment`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::payment::PaymentNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::idempotency::key;
use crate::graphql::ids::read;
use crate::graphql::scalars::Decimal;
use crate::payments::entity::payment::PaymentChannel;
use crate::payments::{AmountFault, PayError, PayRefusal, PaymentOrder};

crate::user_errors! {
    /// Why nothing was paid.
    CreatePaymentErrorCode, CreatePaymentUserError ("CreatePaymentUserError"), "Why nothing was paid. A payment that the bank refuses is no error: it is a payment with the status FAILED." {
        /// There is no such customer that the caller may pay for.
        NotFound,
        /// The amount is nothing, has too many digits or is too large.
        InvalidAmount,
        /// There is no such method of this customer.
        MethodNotFound,
        /// The method waits for its owner, or the gateway does not keep it any more.
        MethodNotUsable,
        /// No method is given and the customer has no default.
        NoMethod,
        /// Only staff enters payments, CASH or MANUAL, and without a method.
        ChannelNotAllowed,
        /// There is no such invoice of this customer, or it is named twice.
        InvoiceNotFound,
        /// The invoice owes less than is meant for it, or another payment of it is under way.
        InvoiceNotPayable,
        /// More is meant for invoices than is paid.
        AllocationsExceedAmount,
        /// The idempotency key was used for another payment.
        IdempotencyKeyReused,
        /// The first call under this idempotency key is still at work: ask again in a moment.
        IdempotencyInProgress,
        /// The gateway cannot be used at present; nothing was charged.
        GatewayUnavailable,
    }
}

/// A part of a payment that is meant for an invoice.
#[derive(InputObject)]
pub struct PaymentAllocationInput {
    /// The invoice.
    pub invoice_id: ID,
    /// How much of it, in the customer's currency.
    pub amount: Decimal,
}

/// The payment to make.
#[derive(InputObject)]
pub struct CreatePaymentInput {
    /// Who pays.
    pub customer_id: ID,
    /// How much, in the customer's currency. It may be more than is owed: the rest is credit.
    pub amount: Decimal,
    /// The stored method to charge; the customer's default if neither this nor `channel` is given.
    pub method_id: Option<ID>,
    /// How the money came in past the gateway: CASH or MANUAL. For staff, without `methodId`.
    pub channel: Option<PaymentChannel>,
    /// What it is for. What is left is used for what is due longest.
    pub allocations: Option<Vec<PaymentAllocationInput>>,
    /// Whether what is left is kept as credit instead, for what will be due later: a top-up.
    #[graphql(default = false)]
    pub keep_as_credit: bool,
    /// A text of the caller's choice, 1 to 200 characters of ASCII, another for each payment: the same payment under the
    /// same key is made once, for 30 days. Give it here or in the header `Idempotency-Key`.
    pub idempotency_key: Option<String>,
}

/// The outcome of `createPayment`.
#[derive(SimpleObject)]
pub struct CreatePaymentPayload {
    /// The payment: look at its status. Null when there is an error.
    payment: Option<PaymentNode>,
    /// Whether it is the result of an earlier call under the same idempotency key; the payment is shown as it is now.
    replayed: bool,
    /// Why nothing was paid; empty on success.
    user_errors: Vec<CreatePaymentUserError>,
}

/// See [`CreatePaymentMutation::create_payment`].
#[derive(Default)]
pub struct CreatePaymentMutation;

#[Object]
impl CreatePaymentMutation {
    /// Pays for a customer by a stored method, or records money that staff has taken. The payment's status tells what came
    /// of it: SUCCEEDED; FAILED with a `declineCode`; REQUIRES_ACTION with an `action` for the payer; PROCESSING where it
    /// takes its time; UNKNOWN where the gateway has not answered, and then it is settled within half a minute. For owners
    /// and payers, billing staff and tenant administrators: FORBIDDEN. Audited; the customer sees it in its activity.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createPayment\")")]
    async fn create_payment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The payment to make.")] input: CreatePaymentInput,
    ) -> Result<CreatePaymentPayload, ApiError> {
        let request = request(ctx);
        let mut allocations = Vec::new();
        for allocation in input.allocations.unwrap_or_default() {
            let invoice = read(&allocation.invoice_id, "input.allocations.invoiceId")?;
            allocations.push((invoice, allocation.amount.0));
        }
        let order = PaymentOrder {
            customer: read(&input.customer_id, "input.customerId")?,
            amount: input.amount.0,
            method: input.method_id.as_ref().map(|id| read(id, "input.methodId")).transpose()?,
            channel: input.channel,
            allocations,
            keeps_credit: input.keep_as_credit,
            key: key(request, input.idempotency_key.as_deref())?,
        };
        match request.payments.create_payment(&request.scope, &request.tenant, order).await {
            Ok(paid) => Ok(CreatePaymentPayload {
                payment: Some(PaymentNode::new(paid.payment)),
                replayed: paid.replayed,
                user_errors: Vec::new(),
            }),
            Err(PayError::Refused(refusal)) => Ok(CreatePaymentPayload {
                payment: None,
                replayed: false,
                user_errors: vec![describe(refusal)],
            }),
            Err(PayError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: PayRefusal) -> CreatePaymentUserError {
    use CreatePaymentErrorCode as Code;
    let of = |at: usize, field: &str| Some(format!("allocations.{at}.{field}"));
    let named = |field: &str| Some(field.to_owned());
    let (code, message, field) = match refusal {
        PayRefusal::NotFound => (Code::NotFound, "there is no such customer", named("customerId")),
        PayRefusal::Amount(fault) => (Code::InvalidAmount, words(fault), named("amount")),
        PayRefusal::MethodNotFound => (Code::MethodNotFound, "there is no such method", named("methodId")),
        PayRefusal::MethodNotUsable => {
            (Code::MethodNotUsable, "this method cannot be used yet", named("methodId"))
        }
        PayRefusal::NoMethod => (Code::NoMethod, "choose how to pay", named("methodId")),
        PayRefusal::Channel => {
            (Code::ChannelNotAllowed, "only staff enters payments, cash or manual", named("channel"))
        }
        PayRefusal::InvoiceNotFound(at) => {
            (Code::InvoiceNotFound, "there is no such invoice, or it is named twice", of(at, "invoiceId"))
        }
        PayRefusal::AllocationAmount(at, fault) => (Code::InvalidAmount, words(fault), of(at, "amount")),
        PayRefusal::NotOwed(at) => {
            (Code::InvoiceNotPayable, "less is owed, or a payment is under way", of(at, "amount"))
        }
        PayRefusal::AllocationsExceedAmount => {
            (Code::AllocationsExceedAmount, "more is meant for invoices than is paid", named("allocations"))
        }
        PayRefusal::KeyReused => {
            (Code::IdempotencyKeyReused, "this key was used for another payment", named("idempotencyKey"))
        }
        PayRefusal::InProgress => {
            (Code::IdempotencyInProgress, "this payment is being made", named("idempotencyKey"))
        }
        PayRefusal::GatewayUnavailable => (
            Code::GatewayUnavailable,
            "payments by this method are not possible at present",
            named("methodId"),
        ),
    };
    let retryable = matches!(refusal, PayRefusal::InProgress | PayRefusal::GatewayUnavailable);
    CreatePaymentUserError { code, message: message.to_owned(), field, retryable }
}

/// What is wrong with an amount, for a person.
pub(super) fn words(fault: AmountFault) -> &'static str {
    match fault {
        AmountFault::NotPositive => "pay more than nothing",
        AmountFault::Digits => "the currency has fewer digits after the point",
        AmountFault::TooLarge => "this is more than can be paid at once",
    }
}
