//! `Account` in the graph.

use async_graphql::{Context, ID, Object};

use super::personal_access_token::PersonalAccessTokenNode;
use super::session::SessionNode;
use crate::graphql::context::{RequestContext, request};
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::scalars::{DateTime, EmailAddress};
use crate::identity::entity::portal_account::{self, AccountKind, AccountStatus};
use crate::identity::portal_id::{PortalId, PortalIdFormat};
use crate::identity::{Grant, SignedIn};

/// The caller's own account, or one that staff has acted on.
pub struct AccountNode(pub portal_account::Model);

/// One login of the portal. Visible to its owner; to staff where a mutation answers with it.
#[Object(name = "Account")]
impl AccountNode {
    /// The account's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// The portal ID as it is printed: `XXXX-XXXX-C`, the ISP's prefix in front.
    async fn portal_id(&self, ctx: &Context<'_>) -> String {
        let tenant = &request(ctx).tenant;
        let format =
            PortalIdFormat::new(&tenant.portal_prefix, usize::from(tenant.settings.portal_id_length));
        let shown = format.ok().and_then(|format| PortalId::normalise(&self.0.portal_id, &format).ok());
        // An id from before the tenant changed its format is shown as it is stored.
        shown.map_or_else(|| self.0.portal_id.clone(), |id| id.to_string())
    }

    /// Whose login it is.
    async fn kind(&self) -> AccountKind {
        self.0.kind
    }

    /// The state.
    async fn status(&self) -> AccountStatus {
        self.0.status
    }

    /// The person's name.
    async fn name(&self) -> &str {
        &self.0.display_name
    }

    /// Where mails go; null when there is no address.
    async fn email(&self) -> Option<EmailAddress> {
        self.0.email.clone().map(EmailAddress)
    }

    /// BCP 47 locale the person prefers; null means the ISP's.
    async fn locale(&self) -> Option<&str> {
        self.0.locale.as_deref()
    }

    /// The last successful sign-in before this answer; null before the first.
    async fn last_login_at(&self) -> Option<DateTime> {
        self.0.last_login_at.map(DateTime)
    }

    /// When the account was created.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// Where the account is signed in, the newest session first; at most 50. Only for the account's owner: FORBIDDEN.
    async fn sessions(&self, ctx: &Context<'_>) -> Option<Result<Vec<SessionNode>, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            let caller = self.owner(request)?;
            let sessions = request.identity.sessions(&request.scope, caller).await?;
            Ok(Some(
                sessions
                    .into_iter()
                    .map(|session| SessionNode { current: session.id == caller.session.id, session })
                    .collect(),
            ))
        }))
        .await
    }

    /// What programs of the owner's own read the account with, the newest first; at most 50, without those that have
    /// ended. Only for the account's owner, signed in by a session: FORBIDDEN.
    async fn personal_access_tokens(
        &self,
        ctx: &Context<'_>,
    ) -> Option<Result<Vec<PersonalAccessTokenNode>, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            let caller = self.owner(request)?;
            let tokens = request.identity.personal_tokens(&request.scope, caller).await?;
            Ok(Some(tokens.into_iter().map(PersonalAccessTokenNode).collect()))
        }))
        .await
    }
}

impl AccountNode {
    /// The caller, if this is its own account and a session shows that it is: what a personal access token may read does
    /// not include where else the account is signed in.
    fn owner<'a>(&self, request: &'a RequestContext) -> Result<&'a SignedIn, ApiError> {
        let caller = request.signed_in.as_ref();
        let owner = caller.filter(|caller| caller.account.id == self.0.id && caller.grant == Grant::Session);
        owner.ok_or(ApiError::Forbidden)
    }
}
