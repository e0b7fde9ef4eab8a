//! The audit log in the graph.

use async_graphql::{Context, ID, InputObject, Object};

use crate::audit::{self, EntryFilter, EntryKey};
use crate::db::Scope;
use crate::db::audit::{ActorKind, Model};
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::{read, write};
use crate::graphql::scalars::{BigInt, DateTime};
use crate::identity::loader::AccountById;
use crate::kernel::page::{PageRequest, encode_cursor};

/// An entry of the audit log.
pub struct AuditEntryNode(Model);

crate::connection!(
    AuditEntryConnection("AuditEntryConnection"),
    AuditEntryEdge("AuditEntryEdge"),
    AuditEntryNode,
    "A page of the audit log, the latest entry first."
);

/// Which entries are wanted. Absent fields do not narrow the list.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "AuditEntryFilter")]
pub struct AuditEntryFilterInput {
    /// Only this action, e.g. `account.unlock`.
    pub action: Option<String>,
    /// Only what was done to this.
    pub subject_id: Option<ID>,
    /// Only what this account did.
    pub actor_id: Option<ID>,
    /// Only what concerns this customer, or was done through its eyes.
    pub customer_id: Option<ID>,
    /// At this instant or later.
    pub from: Option<DateTime>,
    /// Before this instant.
    pub before: Option<DateTime>,
}

impl AuditEntryFilterInput {
    /// The filter, its ids read.
    pub fn into_filter(self) -> Result<EntryFilter, ApiError> {
        Ok(EntryFilter {
            action: self.action,
            subject: self.subject_id.map(|id| id.0),
            actor: self.actor_id.map(|id| read(&id, "filter.actorId")).transpose()?,
            customer: self.customer_id.map(|id| read(&id, "filter.customerId")).transpose()?,
            from: self.from.map(|instant| instant.0),
            before: self.before.map(|instant| instant.0),
        })
    }
}

/// One page of the log; who may see it has been decided.
pub async fn entries_page(
    scope: &Scope,
    filter: EntryFilter,
    request: &PageRequest<EntryKey>,
) -> Result<AuditEntryConnection, ApiError> {
    let page = audit::entries(scope, &filter, request).await?;
    let scope = scope.clone();
    let count = Box::new(move || {
        let (scope, filter) = (scope.clone(), filter.clone());
        Box::pin(async move { Ok(audit::count(&scope, &filter).await?) }) as _
    });
    let cursor = |row: &Model| encode_cursor(&EntryKey(row.at, row.id.0));
    Ok(AuditEntryConnection(Connected::new(page, cursor, AuditEntryNode, count)))
}

/// That somebody has changed something. Entries are never changed or removed; their values may be erased. Visible to
/// tenant administrators.
#[Object(name = "AuditEntry")]
impl AuditEntryNode {
    /// The entry's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// When.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// What was done, e.g. `account.unlock`.
    async fn action(&self) -> &str {
        &self.0.action
    }

    /// The id of what it was done to.
    async fn subject(&self) -> &str {
        &self.0.subject
    }

    /// The id of the account that acted; null for the system.
    async fn actor_id(&self) -> Option<ID> {
        self.0.actor_account_id.map(write)
    }

    /// The name of who acted; null for the system.
    async fn actor_name(&self, ctx: &Context<'_>) -> Option<Result<String, ApiError>> {
        nullable(Box::pin(async {
            let Some(actor) = self.0.actor_account_id else { return Ok(None) };
            let account = request(ctx).loaders.identity.load_one(AccountById(actor)).await?;
            Ok(account.map(|account| account.display_name))
        }))
        .await
    }

    /// What the actor was to the subject; null for entries older than this field.
    async fn actor_kind(&self) -> Option<ActorKind> {
        self.0.actor_kind
    }

    /// The id of the customer through whose eyes the actor looked; null where it acted for itself.
    async fn on_behalf_of_id(&self) -> Option<ID> {
        self.0.on_behalf_of.map(write)
    }

    /// The id of the customer whom it concerns; null where it is none.
    async fn customer_id(&self) -> Option<ID> {
        self.0.customer_id.map(write)
    }

    /// Why; null where no reason was asked for or the values were erased.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// What there was, as JSON; null where there was nothing or the values were erased.
    async fn before(&self) -> Option<&str> {
        self.0.value_before.as_deref()
    }

    /// What there was afterwards, as JSON; null where there was nothing or the values were erased.
    async fn after(&self) -> Option<&str> {
        self.0.value_after.as_deref()
    }

    /// The id of the request, as in the server's log.
    async fn request_id(&self) -> &str {
        &self.0.request_id
    }

    /// The place in the chain, from 1; null until the entry is sealed, which takes seconds.
    async fn seq(&self) -> Option<BigInt> {
        self.0.seq.map(BigInt)
    }

    /// Whether reason, before and after were erased.
    async fn erased(&self) -> bool {
        self.0.link.is_some() && self.0.salt.is_none()
    }
}
