//! What has become of a payment, in the graph: its steps, refunds and disputes.

use async_graphql::{Context, ID, Object};

use crate::graphql::context::request;
use crate::graphql::ids::write;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::DateTime;
use crate::kernel::money::Money;
use crate::payments::entity::payment::PaymentStatus;
use crate::payments::entity::payment_attempt::{self, AttemptSource};
use crate::payments::entity::payment_dispute;
use crate::payments::entity::payment_refund::{self, RefundStatus};
use crate::ports::payment_gateway::{DeclineCode, DisputeStatus};

/// A step of a payment that the caller may see.
pub struct AttemptNode(pub payment_attempt::Model);

/// A step of a payment: what was found out, and what the payment was from then on. Visible to whoever sees the payment.
#[Object(name = "PaymentAttempt")]
impl AttemptNode {
    /// Its place, from 1.
    async fn number(&self) -> i32 {
        self.0.number
    }

    /// How it came about.
    async fn source(&self) -> AttemptSource {
        self.0.source
    }

    /// What the payment was from then on.
    async fn status(&self) -> PaymentStatus {
        self.0.status
    }

    /// Why it was refused; null unless it was.
    async fn decline_code(&self) -> Option<DeclineCode> {
        self.0.decline_code
    }

    /// When.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }
}

/// A refund that the caller may see.
pub struct RefundNode(pub payment_refund::Model);

/// A payment, or a part of it, that is given back. Visible to whoever sees the payment.
#[Object(name = "PaymentRefund")]
impl RefundNode {
    /// The refund's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// How much.
    async fn amount(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.0.amount_minor, self.0.currency))
    }

    /// How far it has come.
    async fn status(&self) -> RefundStatus {
        self.0.status
    }

    /// Why, as staff has said it.
    async fn reason(&self) -> &str {
        &self.0.reason
    }

    /// When it was asked for.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it was known what has become of it; null until then.
    async fn settled_at(&self) -> Option<DateTime> {
        self.0.settled_at.map(DateTime)
    }
}

/// A dispute that the caller may see.
pub struct DisputeNode(pub payment_dispute::Model);

/// A payer's dispute of a payment with the bank: a chargeback. Visible to whoever sees the payment.
#[Object(name = "PaymentDispute")]
impl DisputeNode {
    /// The dispute's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What the bank has taken back for it and not given again; zero once it is won.
    async fn amount(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.0.held_minor(), self.0.currency))
    }

    /// What the bank says it takes. More than `amount` where the payment held less, because a part was given back or is
    /// about to be.
    async fn claimed(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.0.claimed_minor, self.0.currency))
    }

    /// What the bank has given again of what it had taken.
    async fn restored(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.0.restored_minor, self.0.currency))
    }

    /// Where it stands.
    async fn status(&self) -> DisputeStatus {
        self.0.status
    }

    /// When the ISP was first told.
    async fn opened_at(&self) -> DateTime {
        DateTime(self.0.opened_at)
    }

    /// When the bank had decided; null until then.
    async fn closed_at(&self) -> Option<DateTime> {
        self.0.closed_at.map(DateTime)
    }
}
