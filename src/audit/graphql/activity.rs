//! Who has viewed or changed a customer or an account, in the graph.

use async_graphql::{Context, ID, Object};

use crate::audit::{self, Activity, ActivityKey, ActivityKind, ActivityOf};
use crate::db::Scope;
use crate::db::audit::ActorKind;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::scalars::DateTime;
use crate::identity::loader::AccountById;
use crate::kernel::ids::{AuditEntryId, ReadAccessId};
use crate::kernel::page::{PageRequest, encode_cursor};

/// A row of an activity.
pub struct ActivityNode(Activity);

crate::connection!(
    ActivityConnection("ActivityConnection"),
    ActivityEdge("ActivityEdge"),
    ActivityNode,
    "A page of an activity, the latest first."
);

impl ActivityConnection {
    /// One page; who may see it has been decided.
    pub async fn load(
        scope: &Scope,
        of: ActivityOf,
        request: &PageRequest<ActivityKey>,
    ) -> Result<Self, ApiError> {
        let page = audit::activity(scope, of, request).await?;
        let scope = scope.clone();
        let count = Box::new(move || {
            let scope = scope.clone();
            Box::pin(async move { Ok(audit::count_activity(&scope, of).await?) }) as _
        });
        let cursor = |row: &Activity| encode_cursor(&ActivityKey(row.at, row.id));
        Ok(Self(Connected::new(page, cursor, ActivityNode, count)))
    }
}

/// Reasons that are for the customer to read; the others are the staff's own notes.
const REASON_FOR_THE_CUSTOMER: &str = "customer.view_as.start";

/// That somebody has viewed or changed a customer or an account. Looks of one viewer are one row an hour.
#[Object(name = "Activity")]
impl ActivityNode {
    /// The row's id.
    async fn id(&self) -> ID {
        match self.0.kind {
            ActivityKind::Changed => write(AuditEntryId(self.0.id)),
            ActivityKind::Listed | ActivityKind::Opened | ActivityKind::ViewedAs => {
                write(ReadAccessId(self.0.id))
            }
        }
    }

    /// When; of looks the first of the hour.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// What happened.
    async fn kind(&self) -> ActivityKind {
        self.0.kind
    }

    /// What was done, e.g. `member.invite`; null for looks. Treat names you do not know as "changed".
    async fn action(&self) -> Option<&str> {
        self.0.action.as_deref()
    }

    /// The id of what it was done to.
    async fn subject(&self) -> &str {
        &self.0.subject
    }

    /// What the person was to the customer or the account; null for entries older than this field.
    async fn actor_kind(&self) -> Option<ActorKind> {
        self.0.actor_kind
    }

    /// Who it was; null for the system.
    async fn actor_name(&self, ctx: &Context<'_>) -> Option<Result<String, ApiError>> {
        nullable(Box::pin(async {
            let Some(actor) = self.0.actor else { return Ok(None) };
            let account = request(ctx).loaders.identity.load_one(AccountById(actor)).await?;
            Ok(account.map(|account| account.display_name))
        }))
        .await
    }

    /// Why an employee has looked through the customer's eyes; null for everything else.
    async fn reason(&self) -> Option<&str> {
        let told = self.0.action.as_deref() == Some(REASON_FOR_THE_CUSTOMER);
        self.0.reason.as_deref().filter(|_| told)
    }
}
