//! The list of accounts, for those who administer them, and what hangs below one.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::account::AccountNode;
use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::scalars::DateTime;
use crate::identity::entity::account_link::{self, LinkRole};
use crate::identity::entity::account_status_change;
use crate::identity::entity::portal_account::{self, AccountKind, AccountStatus};
use crate::identity::loader::AccountById;
use crate::identity::{self, AccountAction, AccountFilter, AccountKey};
use crate::kernel::page::{PageRequest, encode_cursor};

crate::connection!(
    AccountConnection("AccountConnection"),
    AccountEdge("AccountEdge"),
    AccountNode,
    "A page of accounts, ordered by name."
);

/// Which accounts are wanted. Absent fields do not narrow the list.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "AccountFilter")]
pub struct AccountFilterInput {
    /// Only accounts in this state.
    pub status: Option<AccountStatus>,
    /// Only logins of this kind.
    pub kind: Option<AccountKind>,
}

impl AccountFilterInput {
    /// The filter with a search text.
    pub fn with_search(self, search: Option<String>) -> AccountFilter {
        let search = search.map(|text| text.trim().to_owned());
        AccountFilter { status: self.status, kind: self.kind, search }
    }
}

/// One page of the tenant's accounts.
pub async fn accounts_page(
    scope: &Scope,
    filter: AccountFilter,
    request: &PageRequest<AccountKey>,
) -> Result<AccountConnection, ApiError> {
    let page = identity::accounts(scope, &filter, request).await?;
    let scope = scope.clone();
    let count = Box::new(move || {
        let (scope, filter) = (scope.clone(), filter.clone());
        Box::pin(async move { Ok(identity::count_accounts(&scope, &filter).await?) }) as _
    });
    let cursor = |row: &portal_account::Model| encode_cursor(&AccountKey(row.display_name.clone(), row.id.0));
    Ok(AccountConnection(Connected::new(page, cursor, AccountNode, count)))
}

/// What an account may act for. Visible to the account's owner, to support and to tenant administrators.
#[derive(SimpleObject)]
#[graphql(name = "AccountLink")]
pub struct AccountLinkNode {
    /// The link's id.
    id: ID,
    /// The right it gives.
    role: LinkRole,
    /// The customer's id; null where it is for none.
    customer_id: Option<ID>,
    /// The reseller's id; null where it is for none.
    reseller_id: Option<ID>,
    /// Since when.
    since: DateTime,
}

impl From<account_link::Model> for AccountLinkNode {
    fn from(row: account_link::Model) -> Self {
        Self {
            id: write(row.id),
            role: row.role,
            customer_id: row.customer_id.map(write),
            reseller_id: row.reseller_id.map(write),
            since: DateTime(row.created_at),
        }
    }
}

/// Something that was done to an account.
pub struct AccountStatusChangeNode(pub account_status_change::Model);

/// Something that was done to an account. Visible to support and to tenant administrators.
#[Object(name = "AccountStatusChange")]
impl AccountStatusChangeNode {
    /// The change's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What was done.
    async fn action(&self) -> AccountAction {
        self.0.action.unwrap_or_else(|| AccountAction::that_led_to(self.0.to_status))
    }

    /// The state before.
    async fn from(&self) -> AccountStatus {
        self.0.from_status
    }

    /// The state after; the same where the state is not what was changed.
    async fn to(&self) -> AccountStatus {
        self.0.to_status
    }

    /// Why.
    async fn reason(&self) -> &str {
        &self.0.reason
    }

    /// When.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// Who changed it; null for the system.
    async fn actor_name(&self, ctx: &Context<'_>) -> Option<Result<String, ApiError>> {
        nullable(Box::pin(async {
            let Some(actor) = self.0.actor_account_id else { return Ok(None) };
            let account = request(ctx).loaders.identity.load_one(AccountById(actor)).await?;
            Ok(account.map(|account| account.display_name))
        }))
        .await
    }
}
