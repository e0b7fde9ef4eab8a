//! What the holder of a pay link sees, signed in or not. Who owes it, for what and what else is owed is deliberately absent:
//! a link goes through mailboxes, and on to whoever pays.

use async_graphql::{Context, ID, Object};
use chrono::TimeDelta;
use secrecy::SecretString;

use super::method::ActionNode;
use super::pay_link::LinkedDocumentNode;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{CurrencyCode, Date, DateTime};
use crate::kernel::money::Money;
use crate::payments::entity::payment::{self, PaymentStatus};
use crate::payments::loader::ChargeOf;
use crate::payments::{LinkState, LinkView, open_link};
use crate::ports::payment_gateway::DeclineCode;
use crate::ports::throttle::RateLimit;

/// Calls with tokens of pay links from an address. They cannot be guessed; this is about the work they make, and about
/// tests of stolen cards.
const TRIES: RateLimit = RateLimit { max: 60, window: TimeDelta::minutes(1) };

/// Counts a call with a token.
pub(super) async fn count_try(ctx: &Context<'_>) -> Result<(), ApiError> {
    let request = request(ctx);
    let tried = request.identity.count_try(&request.scope, &request.client, "pay-links", TRIES).await?;
    tried.map_err(|retry_after| ApiError::RateLimited { retry_after })
}

/// What can be paid by a pay link.
pub struct BillToPayNode(LinkView);

impl BillToPayNode {
    /// What a token opens; none where it opens nothing.
    pub async fn open(ctx: &Context<'_>, token: &SecretString) -> Result<Option<Self>, ApiError> {
        count_try(ctx).await?;
        Ok(open_link(&request(ctx).scope, token).await?.map(Self))
    }
}

/// What can be paid by a pay link: what whoever has the link must know, and no more.
#[Object(name = "BillToPay")]
impl BillToPayNode {
    /// PAYABLE, PROCESSING, PAID or WITHDRAWN.
    async fn state(&self) -> LinkState {
        self.0.state
    }

    /// The bills that the link is for, oldest due first; at most 20.
    async fn documents(&self) -> Vec<LinkedDocumentNode> {
        self.0.bills.iter().map(LinkedDocumentNode::from).collect()
    }

    /// Until when the first of them that is not paid is to be paid; null where nothing is owed.
    async fn due_date(&self) -> Option<Date> {
        self.0.due_date().map(Date)
    }

    /// What can be paid now, in all: never more than is owed.
    async fn amount_due(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.0.due, self.0.link.currency))
    }

    /// What it is paid in.
    async fn currency(&self) -> CurrencyCode {
        CurrencyCode(self.0.link.currency.code().to_owned())
    }

    /// When the link ends.
    async fn expires_at(&self) -> DateTime {
        DateTime(self.0.link.expires_at)
    }
}

/// A payment that was made by a pay link.
pub struct LinkPaymentNode(pub payment::Model);

/// A payment that was made by a pay link, for whoever has the link.
#[Object(name = "LinkPayment")]
impl LinkPaymentNode {
    /// The payment's id, for `confirmPayByLink`.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// The state: SUCCEEDED; FAILED with a `declineCode`; REQUIRES_ACTION with an `action`; PROCESSING or UNKNOWN where it
    /// takes its time.
    async fn status(&self) -> PaymentStatus {
        self.0.status
    }

    /// What was paid, or was meant to be.
    async fn amount(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.0.amount_minor, self.0.currency))
    }

    /// What the payer has to do, e.g. for 3-D Secure; then call `confirmPayByLink`. Null unless the status is
    /// REQUIRES_ACTION.
    async fn action(&self, ctx: &Context<'_>) -> Option<Result<ActionNode, ApiError>> {
        nullable(Box::pin(async {
            if self.0.status != PaymentStatus::RequiresAction {
                return Ok(None);
            }
            let charge = request(ctx).loaders.payments.load_one(ChargeOf(self.0.id)).await?;
            charge.and_then(|charge| charge.action).map(|action| ActionNode::read(&action)).transpose()
        }))
        .await
    }

    /// Why it was refused; null unless the status is FAILED.
    async fn decline_code(&self, ctx: &Context<'_>) -> Option<Result<DeclineCode, ApiError>> {
        nullable(Box::pin(async {
            let charge = request(ctx).loaders.payments.load_one(ChargeOf(self.0.id)).await?;
            Ok(charge.and_then(|charge| charge.decline_code))
        }))
        .await
    }

    /// The number of the receipt; null until it succeeded.
    async fn receipt_number(&self) -> Option<&str> {
        self.0.receipt_number.as_deref()
    }
}
