//! `PaymentMethod` in the graph.

use async_graphql::{Context, ID, Object};

use crate::customers::loader::CustomerById;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::scalars::{Date, DateTime, URL};
use crate::kernel::fault::Fault;
use crate::payments::entity::payment_method::{MethodKind, MethodStatus, Model};
use crate::payments::policy;
use crate::ports::payment_gateway::Action;

/// Days before its end from which a method is said to expire soon.
const SOON: chrono::Days = chrono::Days::new(30);

/// A stored method that the caller may see.
pub struct PaymentMethodNode(pub Model);

/// A stored way to pay: a card or a bank account. The ISP keeps the gateway's token, sealed, and never a number. Visible to
/// whoever sees the customer's payments.
#[Object(name = "PaymentMethod")]
impl PaymentMethodNode {
    /// The method's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// A card or a bank account.
    async fn kind(&self) -> MethodKind {
        self.0.kind
    }

    /// Whether it can be used.
    async fn status(&self) -> MethodStatus {
        self.0.status
    }

    /// What its owner calls it; null where it has no name.
    async fn label(&self) -> Option<&str> {
        Some(self.0.label.as_str()).filter(|label| !label.is_empty())
    }

    /// The brand of a card, e.g. `visa`, or the country of an account; null until the gateway has confirmed it.
    async fn brand(&self) -> Option<&str> {
        Some(self.0.brand.as_str()).filter(|brand| !brand.is_empty())
    }

    /// The last four digits; null until the gateway has confirmed it.
    async fn last4(&self) -> Option<&str> {
        Some(self.0.last4.as_str()).filter(|digits| !digits.is_empty())
    }

    /// The last day it is good for; null for bank accounts.
    async fn expires_on(&self) -> Option<Date> {
        self.0.expires_on.map(Date)
    }

    /// Whether it is good for 30 days or less, or is not any more.
    async fn expires_soon(&self, ctx: &Context<'_>) -> bool {
        let today = request(ctx).scope.today();
        self.0.expires_on.is_some_and(|day| day <= today + SOON)
    }

    /// Whether it is used where nobody says otherwise.
    async fn is_default(&self) -> bool {
        self.0.is_default
    }

    /// What its owner has to do before it can be used; then call `confirmPaymentMethod`. Null where there is nothing to
    /// do, and for whoever does not manage the customer's methods.
    async fn action(&self, ctx: &Context<'_>) -> Option<Result<ActionNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(action) = &self.0.action else { return Ok(None) };
            let seen = request(ctx).loaders.customers.load_one(CustomerById(self.0.customer_id)).await?;
            if !seen.is_some_and(|seen| seen.allows(policy::may_manage_methods)) {
                return Ok(None);
            }
            Ok(Some(ActionNode::read(action)?))
        }))
        .await
    }

    /// When it was added.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// Counts the changes of the method, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// What a payer has to do.
pub struct ActionNode(Action);

impl ActionNode {
    /// As it is stored.
    pub(super) fn read(text: &str) -> Result<Self, ApiError> {
        Ok(Self(serde_json::from_str(text).map_err(Fault::internal)?))
    }
}

/// What a payer has to do before money moves, e.g. for 3-D Secure: go to a page, or let the gateway's script in the browser
/// go on. For whoever pays.
#[Object(name = "PaymentAction")]
impl ActionNode {
    /// The page to go to; null where the gateway's script does it.
    async fn url(&self) -> Option<URL> {
        self.0.url.clone().map(URL)
    }

    /// What the gateway's script goes on with, e.g. for `stripe.handleNextAction`; null where there is a page.
    async fn client_secret(&self) -> Option<&str> {
        self.0.client_secret.as_deref()
    }
}
