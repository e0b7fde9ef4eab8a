//! `Account` in the graph.

use async_graphql::{Context, ID, Object};

use super::accounts::{AccountLinkNode, AccountStatusChangeNode};
use super::change_email::PendingEmailNode;
use super::known_device::KnownDeviceNode;
use super::login_attempt::LoginAttemptConnection;
use super::personal_access_token::PersonalAccessTokenNode;
use super::second_factors::SecondFactorsNode;
use super::session::SessionNode;
use crate::audit::graphql::ActivityConnection;
use crate::audit::{self, ActivityOf};
use crate::graphql::context::{RequestContext, request};
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::scalars::{DateTime, EmailAddress};
use crate::identity::SignedIn;
use crate::identity::entity::portal_account::{self, AccountKind, AccountStatus};
use crate::identity::loader::{LinksOf, StatusChangesOf};
use crate::identity::policy;
use crate::identity::portal_id::{PortalId, PortalIdFormat};
use crate::kernel::page::PageRequest;
use crate::ports::session_store::SessionRecord;

/// The caller's own account, or one that staff has acted on.
pub struct AccountNode(pub portal_account::Model);

impl AccountNode {
    fn is_viewer(&self, request: &RequestContext) -> bool {
        self.owner(request).is_ok()
    }
}

fn searches_accounts(request: &RequestContext) -> bool {
    request.scope.actor().kinds().any(policy::may_search_accounts)
}

/// One login of the portal. Visible to its owner, to support and to tenant administrators.
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

    /// Whether the next sign-in asks for a new password first. A password may be too old for the ISP's rules beside that.
    async fn must_change_password(&self) -> bool {
        self.0.must_change_password
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

    /// Counts the changes of the account, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// What the account may act for, at most 20. For its owner, support and tenant administrators: FORBIDDEN.
    async fn links(&self, ctx: &Context<'_>) -> Option<Result<Vec<AccountLinkNode>, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            if !self.is_viewer(request) && !searches_accounts(request) {
                return Err(ApiError::Forbidden);
            }
            let links = request.loaders.identity.load_one(LinksOf(self.0.id)).await?;
            Ok(Some(links.unwrap_or_default().into_iter().map(AccountLinkNode::from).collect()))
        }))
        .await
    }

    /// What was done to the account by those who administer it, the latest first; at most 20. For support and tenant administrators:
    /// FORBIDDEN.
    async fn status_history(
        &self,
        ctx: &Context<'_>,
    ) -> Option<Result<Vec<AccountStatusChangeNode>, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            if !searches_accounts(request) {
                return Err(ApiError::Forbidden);
            }
            let changes = request.loaders.identity.load_one(StatusChangesOf(self.0.id)).await?;
            Ok(Some(changes.unwrap_or_default().into_iter().map(AccountStatusChangeNode).collect()))
        }))
        .await
    }

    /// Who has viewed or changed the account, and what it has done itself; the latest first. For its owner and tenant
    /// administrators: FORBIDDEN.
    async fn activity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
    ) -> Option<Result<ActivityConnection, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            let administers = request.scope.actor().kinds().any(audit::policy::may_administer_audit);
            if !self.is_viewer(request) && !administers {
                return Err(ApiError::Forbidden);
            }
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            Ok(Some(ActivityConnection::load(&request.scope, ActivityOf::Account(self.0.id), &page).await?))
        }))
        .await
    }

    /// Where the account is signed in, the newest session first; at most 50. Only for the account's owner: FORBIDDEN.
    async fn sessions(&self, ctx: &Context<'_>) -> Option<Result<Vec<SessionNode>, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            let caller = self.owner(request)?;
            let sessions = request.identity.sessions(&request.scope, caller).await?;
            let node = |mut session: SessionRecord| {
                let current = session.id == caller.session.id;
                if current {
                    // What this very token may, and not what another of the same session.
                    session.elevated_until = caller.session.elevated_until;
                }
                SessionNode { session, current }
            };
            Ok(Some(sessions.into_iter().map(node).collect()))
        }))
        .await
    }

    /// The devices that the account was signed in to from, the latest used first; at most 20. Failures elsewhere do not lock
    /// the owner out on them, and a sign-in from any other is reported. Only for the account's owner, signed in by a
    /// session: FORBIDDEN.
    async fn known_devices(&self, ctx: &Context<'_>) -> Option<Result<Vec<KnownDeviceNode>, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            let caller = self.owner(request)?;
            let devices = request.identity.known_devices(&request.scope, caller).await?;
            let current = |id| caller.session.device == Some(id);
            Ok(Some(
                devices
                    .into_iter()
                    .map(|device| KnownDeviceNode { current: current(device.id), device })
                    .collect(),
            ))
        }))
        .await
    }

    /// The change of the mail address that waits for `confirmEmail`; null when none does. Only for the account's owner:
    /// FORBIDDEN.
    async fn pending_email_change(&self, ctx: &Context<'_>) -> Option<Result<PendingEmailNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            let caller = self.owner(request)?;
            let pending = request.identity.pending_email(&request.scope, caller).await?;
            Ok(pending.map(Into::into))
        }))
        .await
    }

    /// The second factors of the account. Only for the account's owner: FORBIDDEN.
    async fn second_factors(&self, ctx: &Context<'_>) -> Option<Result<SecondFactorsNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            let caller = self.owner(request)?;
            let own = request.identity.second_factors(&request.scope, caller).await?;
            let policy = &request.tenant.settings.second_factor;
            let required = caller.subjects.iter().any(|subject| policy.requires(subject.role.kind()));
            Ok(Some(SecondFactorsNode::new(own, required)))
        }))
        .await
    }

    /// The attempts to sign in to the account, successful or not, latest first. Only for the account's owner, signed in by a
    /// session: FORBIDDEN.
    async fn login_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
    ) -> Option<Result<LoginAttemptConnection, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            let caller = self.owner(request)?;
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            Ok(Some(LoginAttemptConnection::load(&request.scope, caller.account.id, &page).await?))
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
        let owner = caller.filter(|caller| caller.account.id == self.0.id && caller.grant.is_session());
        owner.ok_or(ApiError::Forbidden)
    }
}
