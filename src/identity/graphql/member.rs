//! Members of a customer and invitations in the graph.

use async_graphql::{Context, Enum, ID, Object};

use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::scalars::{DateTime, EmailAddress};
use crate::identity::entity::account_link::{self, LinkRole};
use crate::identity::entity::member_invitation;
use crate::identity::loader::AccountById;

/// The right of a member of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum MemberRole {
    /// Everything, members included.
    Owner,
    /// Bills and payments.
    Payer,
    /// Services and the network, no bills.
    Technical,
    /// Sees everything, changes nothing.
    Viewer,
}

impl From<MemberRole> for LinkRole {
    fn from(role: MemberRole) -> Self {
        match role {
            MemberRole::Owner => Self::Owner,
            MemberRole::Payer => Self::Payer,
            MemberRole::Technical => Self::Technical,
            MemberRole::Viewer => Self::Viewer,
        }
    }
}

/// A member of a customer.
pub struct MemberNode(pub account_link::Model);

/// A person who may act for a customer. Visible to the customer's owners and viewers, to support and to tenant administrators.
#[Object(name = "Member")]
impl MemberNode {
    /// The membership's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// The right it gives.
    async fn role(&self) -> LinkRole {
        self.0.role
    }

    /// Since when.
    async fn since(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// Whether it is the caller's own.
    async fn is_viewer(&self, ctx: &Context<'_>) -> bool {
        let actor = request(ctx).scope.actor();
        actor.account().is_some_and(|account| account.id == self.0.account_id)
    }

    /// The person's name; null where the account cannot be read.
    async fn name(&self, ctx: &Context<'_>) -> Option<Result<String, ApiError>> {
        nullable(Box::pin(async {
            let account = request(ctx).loaders.identity.load_one(AccountById(self.0.account_id)).await?;
            Ok(account.map(|account| account.display_name))
        }))
        .await
    }

    /// Where mails go; null when there is no address.
    async fn email(&self, ctx: &Context<'_>) -> Option<Result<EmailAddress, ApiError>> {
        nullable(Box::pin(async {
            let account = request(ctx).loaders.identity.load_one(AccountById(self.0.account_id)).await?;
            Ok(account.and_then(|account| account.email).map(EmailAddress))
        }))
        .await
    }
}

/// An invitation that is not answered yet.
pub struct MemberInvitationNode(pub member_invitation::Model);

/// An open invitation to become a member of a customer. Visible to whoever sees the members.
#[Object(name = "MemberInvitation")]
impl MemberInvitationNode {
    /// The invitation's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// How the person is addressed.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Where it was sent.
    async fn email(&self) -> EmailAddress {
        EmailAddress(self.0.email.clone())
    }

    /// The right it gives.
    async fn role(&self) -> LinkRole {
        self.0.role
    }

    /// When it was sent.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it ends.
    async fn expires_at(&self) -> DateTime {
        DateTime(self.0.expires_at)
    }
}
