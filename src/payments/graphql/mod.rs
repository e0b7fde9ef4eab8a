//! Payments in the graph.

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

    fn received(&self) -> bool {
        match self.payment.status {
            PaymentStatus::Succeeded
            | PaymentStatus::PartiallyRefunded
            | PaymentStatus::Refunded
            | PaymentStatus::ChargedBack => true,
            PaymentStatus::Pending
            | PaymentStatus::RequiresAction
            | PaymentStatus::Processing
            | PaymentStatus::Failed
            | PaymentStatus::Unknown
            | PaymentStatus::Cancelled => false,
        }
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
        let left = payment.amount_minor
            - payment.refunded_minor
            - payment.charged_back_minor
            - payment.allocated_minor;
        self.money(ctx, if self.received() { left } else { 0 })
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
