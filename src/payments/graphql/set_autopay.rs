//! `setAutopay`, and `Autopay` in the graph.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::create_payment::words;
use super::method::PaymentMethodNode;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::read;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::Decimal;
use crate::kernel::money::{Currency, Money};
use crate::payments::entity::autopay::Model;
use crate::payments::loader::MethodById;
use crate::payments::{AutopayError, AutopayRefusal, SetAutopay};

crate::user_errors! {
    /// Why autopay stays as it is.
    SetAutopayErrorCode, SetAutopayUserError ("SetAutopayUserError"), "Why autopay stays as it is." {
        /// There is no such customer that the caller may pay for.
        NotFound,
        /// The ISP decides how its customers are drawn from.
        Locked,
        /// There is no such method that can be used.
        MethodNotFound,
        /// The day is more than 28 days from the due day.
        InvalidDayOffset,
        /// The cap is nothing, has too many digits or is too large.
        InvalidCap,
        /// It has changed since it was read.
        Conflict,
    }
}

/// How a customer is drawn from.
pub struct AutopayNode {
    /// None where nobody has said anything yet.
    row: Option<Model>,
    currency: Currency,
}

impl AutopayNode {
    /// Of a seen customer.
    pub fn new(row: Option<Model>, currency: Currency) -> Self {
        Self { row, currency }
    }
}

/// How the ISP may draw what a customer owes: each invoice once, on a day around its due day, and again 1, 3 and 7 days after a
/// refusal that may pass. Visible to whoever sees the customer's payments.
#[Object(name = "Autopay")]
impl AutopayNode {
    /// Whether it may at all; false until somebody says so.
    async fn enabled(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.enabled)
    }

    /// Days after an invoice's due day on which it is drawn, -28 to 28; negative: before it.
    async fn day_offset(&self) -> i32 {
        self.row.as_ref().map_or(0, |row| row.day_offset)
    }

    /// The most that is drawn for one invoice; one that owes more is left to the customer. Null: there is no limit.
    async fn cap(&self, ctx: &Context<'_>) -> Option<MoneyNode> {
        let cap = self.row.as_ref()?.cap_minor?;
        Some(request(ctx).money(Money::new(cap, self.currency)))
    }

    /// The method that is charged; null: the default of that day.
    async fn method(&self, ctx: &Context<'_>) -> Option<Result<PaymentMethodNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.row.as_ref().and_then(|row| row.method_id) else { return Ok(None) };
            Ok(request(ctx).loaders.payments.load_one(MethodById(id)).await?.map(PaymentMethodNode))
        }))
        .await
    }

    /// Counts the changes, for `expectedVersion`; 0 until somebody says something.
    async fn version(&self) -> i32 {
        self.row.as_ref().map_or(0, |row| row.version)
    }
}

/// How a customer shall be drawn from.
#[derive(InputObject)]
pub struct SetAutopayInput {
    /// The customer.
    pub customer_id: ID,
    /// Whether invoices are drawn.
    pub enabled: bool,
    /// The method to charge; the default of the day if absent.
    pub method_id: Option<ID>,
    /// Days after an invoice's due day, -28 to 28; negative: before it.
    #[graphql(default = 0)]
    pub day_offset: i32,
    /// The most for one invoice, in the customer's currency; no limit if absent.
    pub cap: Option<Decimal>,
    /// The `version` that was read; CONFLICT if it is another one now.
    pub expected_version: Option<i32>,
}

/// The outcome of `setAutopay`.
#[derive(SimpleObject)]
pub struct SetAutopayPayload {
    /// How the customer is drawn from now; null when there is an error.
    autopay: Option<AutopayNode>,
    /// Why it stays as it is; empty on success.
    user_errors: Vec<SetAutopayUserError>,
}

/// See [`SetAutopayMutation::set_autopay`].
#[derive(Default)]
pub struct SetAutopayMutation;

#[Object]
impl SetAutopayMutation {
    /// Says whether and how the ISP draws what a customer owes, by its stored methods. Invoices that are open now are drawn
    /// too. What is promised for later is drawn as it is promised; what is disputed, when that is settled. For owners and payers unless the ISP has locked it, billing staff and tenant administrators: FORBIDDEN. Audited;
    /// the customer sees it in its activity.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.setAutopay\")")]
    async fn set_autopay(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How the customer shall be drawn from.")] input: SetAutopayInput,
    ) -> Result<SetAutopayPayload, ApiError> {
        let request = request(ctx);
        let set = SetAutopay {
            customer: read(&input.customer_id, "input.customerId")?,
            enabled: input.enabled,
            method: input.method_id.as_ref().map(|id| read(id, "input.methodId")).transpose()?,
            day_offset: input.day_offset,
            cap: input.cap.map(|cap| cap.0),
            expected_version: input.expected_version,
        };
        let customer = set.customer;
        match request.payments.set_autopay(&request.scope, &request.tenant, set).await {
            Ok(row) => {
                let seen = crate::customers::seen(&request.scope, &[customer]).await?.pop();
                let node = seen.map(|seen| AutopayNode::new(Some(row), seen.customer.currency));
                Ok(SetAutopayPayload { autopay: node, user_errors: Vec::new() })
            }
            Err(AutopayError::Refused(refusal)) => {
                Ok(SetAutopayPayload { autopay: None, user_errors: vec![describe(refusal)] })
            }
            Err(AutopayError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: AutopayRefusal) -> SetAutopayUserError {
    use SetAutopayErrorCode as Code;
    let (code, message, field) = match refusal {
        AutopayRefusal::NotFound => (Code::NotFound, "there is no such customer", Some("customerId")),
        AutopayRefusal::Locked => (Code::Locked, "your provider decides how bills are drawn", None),
        AutopayRefusal::MethodNotFound => {
            (Code::MethodNotFound, "there is no such method that can be used", Some("methodId"))
        }
        AutopayRefusal::DayOffset => {
            (Code::InvalidDayOffset, "choose a day within 28 days of the due day", Some("dayOffset"))
        }
        AutopayRefusal::Cap(fault) => (Code::InvalidCap, words(fault), Some("cap")),
        AutopayRefusal::Conflict => (Code::Conflict, "autopay has changed", Some("expectedVersion")),
    };
    SetAutopayUserError {
        code,
        message: message.to_owned(),
        field: field.map(str::to_owned),
        retryable: refusal == AutopayRefusal::Conflict,
    }
}
