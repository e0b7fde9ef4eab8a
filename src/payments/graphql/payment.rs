//! `Payment` in the graph.

use async_graphql::{Context, ID, Object};

use crate::billing::DatedKey;
use crate::billing::graphql::AllocationNode;
use crate::billing::loader::AllocationsOfPayment;
use crate::customers::graphql::CustomerNode;
use crate::customers::loader::CustomerById;
use crate::db::Scope;
use crate::documents::Subject;
use crate::documents::graphql::DocumentNode;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::DateTime;
use crate::kernel::ids::CustomerId;
use crate::kernel::money::Money;
use crate::kernel::page::{PageRequest, encode_cursor};
use crate::payments;
use crate::payments::entity::payment::{self, PaymentChannel, PaymentStatus};
use crate::payments::entity::payment_charge::{self, Origin};
use crate::payments::loader::{AttemptsOf, ChargeOf, DisputesOf, MethodById, RefundsOf};
use crate::payments::state;
use crate::ports::payment_gateway::DeclineCode;

use super::history::{AttemptNode, DisputeNode, RefundNode};
use super::method::{ActionNode, PaymentMethodNode};

/// A payment that the caller may see.
pub struct PaymentNode {
    payment: payment::Model,
}

crate::connection!(
    PaymentConnection("PaymentConnection"),
    PaymentEdge("PaymentEdge"),
    PaymentNode,
    "A page of a customer's payments, latest first."
);

impl PaymentConnection {
    /// One page of a customer's payments.
    pub async fn load(
        scope: &Scope,
        customer: CustomerId,
        request: &PageRequest<DatedKey>,
    ) -> Result<Self, ApiError> {
        let page = payments::payments(scope, customer, request).await?;
        let scope = scope.clone();
        let count = Box::new(move || {
            let scope = scope.clone();
            Box::pin(async move { Ok(payments::count_payments(&scope, customer).await?) }) as _
        });
        let cursor = |payment: &payment::Model| encode_cursor(&DatedKey(payment.received_at, payment.id.0));
        Ok(Self(Connected::new(page, cursor, PaymentNode::new, count)))
    }
}

impl PaymentNode {
    /// A payment whose children are loaded when they are asked for.
    pub fn new(payment: payment::Model) -> Self {
        Self { payment }
    }

    fn money(&self, ctx: &Context<'_>, minor: i64) -> MoneyNode {
        request(ctx).money(Money::new(minor, self.payment.currency))
    }

    async fn may_pay(&self, ctx: &Context<'_>) -> Result<bool, ApiError> {
        let seen = request(ctx).loaders.customers.load_one(CustomerById(self.payment.customer_id)).await?;
        Ok(seen.is_some_and(|seen| seen.allows(payments::policy::may_pay)))
    }

    async fn charge(&self, ctx: &Context<'_>) -> Result<Option<payment_charge::Model>, ApiError> {
        Ok(request(ctx).loaders.payments.load_one(ChargeOf(self.payment.id)).await?)
    }
}

/// A payment of a customer. Visible to whoever sees the customer's bills.
#[Object(name = "Payment")]
impl PaymentNode {
    /// The payment's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.payment.id)
    }

    /// The gapless number.
    async fn number(&self) -> &str {
        &self.payment.number
    }

    /// The state.
    async fn status(&self) -> PaymentStatus {
        self.payment.status
    }

    /// How it came in.
    async fn channel(&self) -> PaymentChannel {
        self.payment.channel
    }

    /// What was paid, or was meant to be.
    async fn amount(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.payment.amount_minor)
    }

    /// What was given back.
    async fn refunded(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.payment.refunded_minor)
    }

    /// What is not used for an invoice yet; zero for a payment that was not received.
    async fn unapplied(&self, ctx: &Context<'_>) -> MoneyNode {
        let payment = &self.payment;
        self.money(ctx, if state::was_received(payment.status) { payment.unapplied_minor() } else { 0 })
    }

    /// What the bank has taken back: a chargeback.
    async fn charged_back(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.payment.charged_back_minor)
    }

    /// Who has asked for it; null where it came in past every gateway, and where it is not known.
    async fn origin(&self, ctx: &Context<'_>) -> Option<Result<Origin, ApiError>> {
        nullable(Box::pin(async { Ok(self.charge(ctx).await?.map(|charge| charge.origin)) })).await
    }

    /// The stored method it was made by, even where that is removed meanwhile; null where there was none.
    async fn method(&self, ctx: &Context<'_>) -> Option<Result<PaymentMethodNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.charge(ctx).await?.and_then(|charge| charge.method_id) else {
                return Ok(None);
            };
            let method = request(ctx).loaders.payments.load_one(MethodById(id)).await?;
            Ok(method.map(PaymentMethodNode))
        }))
        .await
    }

    /// What the payer has to do, as long as the status is REQUIRES_ACTION; then call `confirmPayment`. Null otherwise,
    /// and for whoever may not pay for the customer.
    async fn action(&self, ctx: &Context<'_>) -> Option<Result<ActionNode, ApiError>> {
        nullable(Box::pin(async {
            if self.payment.status != PaymentStatus::RequiresAction || !self.may_pay(ctx).await? {
                return Ok(None);
            }
            let action = self.charge(ctx).await?.and_then(|charge| charge.action);
            action.map(|action| ActionNode::read(&action)).transpose()
        }))
        .await
    }

    /// Why it was refused; null unless the status is FAILED.
    async fn decline_code(&self, ctx: &Context<'_>) -> Option<Result<DeclineCode, ApiError>> {
        nullable(Box::pin(async { Ok(self.charge(ctx).await?.and_then(|charge| charge.decline_code)) })).await
    }

    /// What was found out about it and when, the first step first; at most 20. Empty where it came in past every gateway.
    async fn attempts(&self, ctx: &Context<'_>) -> Result<Vec<AttemptNode>, ApiError> {
        Box::pin(async {
            let steps = request(ctx).loaders.payments.load_one(AttemptsOf(self.payment.id)).await?;
            Ok(steps.unwrap_or_default().into_iter().map(AttemptNode).collect())
        })
        .await
    }

    /// Its refunds, the latest first; at most 20.
    async fn refunds(&self, ctx: &Context<'_>) -> Result<Vec<RefundNode>, ApiError> {
        Box::pin(async {
            let refunds = request(ctx).loaders.payments.load_one(RefundsOf(self.payment.id)).await?;
            Ok(refunds.unwrap_or_default().into_iter().map(RefundNode).collect())
        })
        .await
    }

    /// Its disputes with the bank, the latest first; at most 20.
    async fn disputes(&self, ctx: &Context<'_>) -> Result<Vec<DisputeNode>, ApiError> {
        Box::pin(async {
            let disputes = request(ctx).loaders.payments.load_one(DisputesOf(self.payment.id)).await?;
            Ok(disputes.unwrap_or_default().into_iter().map(DisputeNode).collect())
        })
        .await
    }

    /// The number of the receipt; null until it succeeded.
    async fn receipt_number(&self) -> Option<&str> {
        self.payment.receipt_number.as_deref()
    }

    /// A link to the receipt as a PDF, good for ten minutes; null until it succeeded. BAD_USER_INPUT: `locale` is none.
    async fn document(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "BCP 47: the language of words, dates and amounts; the account's, else the ISP's, if absent."
        )]
        locale: Option<String>,
    ) -> Option<Result<DocumentNode, ApiError>> {
        nullable(Box::pin(async {
            if self.payment.receipt_number.is_none() {
                return Ok(None);
            }
            DocumentNode::issue(ctx, Subject::Receipt(self.payment.id), locale).await.map(Some)
        }))
        .await
    }

    /// When it came in.
    async fn received_at(&self) -> DateTime {
        DateTime(self.payment.received_at)
    }

    /// Counts the changes of the payment's state, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.payment.version
    }

    /// The customer who paid; null where the caller may not see the customer.
    async fn customer(&self, ctx: &Context<'_>) -> Option<Result<CustomerNode, ApiError>> {
        nullable(Box::pin(async {
            let seen =
                request(ctx).loaders.customers.load_one(CustomerById(self.payment.customer_id)).await?;
            Ok(seen.map(CustomerNode::new))
        }))
        .await
    }

    /// What it was used for: live allocations, latest first; at most 20.
    async fn allocations(&self, ctx: &Context<'_>) -> Result<Vec<AllocationNode>, ApiError> {
        Box::pin(async {
            let key = AllocationsOfPayment(self.payment.id);
            let rows = request(ctx).loaders.billing.load_one(key).await?.unwrap_or_default();
            Ok(rows.into_iter().map(|row| AllocationNode::new(row, self.payment.currency)).collect())
        })
        .await
    }
}
