//! A run in the graph.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use serde_json::Value as Json;

use super::log::AutomationLogConnection;
use crate::automation::loader::{DeviceOf, HostsOf};
use crate::automation::{self, AutomationRun, RunFailure, RunFilter, RunKey, RunStatus, ServiceActionKind};
use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::{read, write};
use crate::graphql::scalars::DateTime;
use crate::identity::loader::AccountById;
use crate::kernel::ids::AccountId;
use crate::kernel::page::{PageRequest, encode_cursor};

/// A run that the caller sees.
pub struct AutomationRunNode(pub AutomationRun);

crate::connection!(
    AutomationRunConnection("AutomationRunConnection"),
    AutomationRunEdge("AutomationRunEdge"),
    AutomationRunNode,
    "A page of the runs of playbooks, the latest first."
);

/// Which runs are wanted.
#[derive(InputObject, Default)]
pub struct AutomationRunFilterInput {
    /// Only those that stand here.
    pub status: Option<RunStatus>,
    /// Only those of this playbook.
    pub playbook: Option<String>,
    /// Only those on this device.
    pub device_id: Option<ID>,
    /// Only those that customers have asked for (true), or only the others.
    pub by_customers: Option<bool>,
}

impl AutomationRunFilterInput {
    /// The filter.
    pub fn into_filter(self) -> Result<RunFilter, ApiError> {
        let device = self.device_id.as_ref().map(|id| read(id, "filter.deviceId")).transpose()?;
        Ok(RunFilter {
            status: self.status,
            playbook: self.playbook,
            device,
            by_customers: self.by_customers,
        })
    }
}

/// One page of the runs, for those who see all.
pub async fn runs_page(
    scope: &Scope,
    filter: RunFilter,
    request: &PageRequest<RunKey>,
) -> Result<AutomationRunConnection, ApiError> {
    let page = automation::runs(scope, &filter, request).await?;
    let scope = scope.clone();
    let count = Box::new(move || {
        let (scope, filter) = (scope.clone(), filter.clone());
        Box::pin(async move { Ok(automation::count_runs(&scope, &filter).await?) }) as _
    });
    let cursor = |row: &AutomationRun| encode_cursor(&RunKey(row.requested_at, row.id.0));
    Ok(AutomationRunConnection(Connected::new(page, cursor, AutomationRunNode, count)))
}

/// Something that a playbook was told.
#[derive(SimpleObject)]
#[graphql(name = "AutomationValue")]
pub struct AutomationValueNode {
    /// The name of the variable.
    name: String,
    /// Its value, as a text.
    value: String,
}

/// Who has asked for a run, or approved it: an employee, or a member of the customer whose equipment it is.
#[derive(SimpleObject)]
#[graphql(name = "AutomationPerson")]
pub struct AutomationPersonNode {
    /// The id of the person's account.
    id: ID,
    /// What the person is called.
    name: String,
}

async fn person(
    ctx: &Context<'_>,
    account: Option<AccountId>,
) -> Result<Option<AutomationPersonNode>, ApiError> {
    let Some(account) = account else { return Ok(None) };
    let found = request(ctx).loaders.identity.load_one(AccountById(account)).await?;
    Ok(found.map(|account| AutomationPersonNode { id: write(account.id), name: account.display_name }))
}

/// A run of a playbook on devices. Visible to support, the NOC and tenant administrators.
#[Object(name = "AutomationRun")]
impl AutomationRunNode {
    /// The run's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// The key of its playbook, which may not be registered any more.
    async fn playbook(&self) -> &str {
        &self.0.playbook
    }

    /// Where it stands.
    async fn status(&self) -> RunStatus {
        self.0.status
    }

    /// Whether it only says what it would change.
    async fn check_mode(&self) -> bool {
        self.0.check_mode
    }

    /// What a customer has asked for by it; null for a run of the staff's.
    async fn action(&self) -> Option<ServiceActionKind> {
        self.0.action
    }

    /// The service that a customer has asked it for; null for a run of the staff's.
    async fn service_id(&self) -> Option<ID> {
        self.0.subscription_id.map(write)
    }

    /// What the playbook is told, by name. Secrets are left out.
    async fn variables(&self) -> Vec<AutomationValueNode> {
        let named = self.0.variables.as_object().into_iter().flatten();
        let text = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        named.map(|(name, value)| AutomationValueNode { name: name.clone(), value: text(value) }).collect()
    }

    /// Who has asked for it; null for the system.
    async fn requested_by(&self, ctx: &Context<'_>) -> Option<Result<AutomationPersonNode, ApiError>> {
        nullable(Box::pin(person(ctx, self.0.requested_by))).await
    }

    /// When it was asked for.
    async fn requested_at(&self) -> DateTime {
        DateTime(self.0.requested_at)
    }

    /// Who has approved it; null where nobody has, or nobody has to.
    async fn approved_by(&self, ctx: &Context<'_>) -> Option<Result<AutomationPersonNode, ApiError>> {
        nullable(Box::pin(person(ctx, self.0.approved_by))).await
    }

    /// When it was approved.
    async fn approved_at(&self) -> Option<DateTime> {
        self.0.approved_at.map(DateTime)
    }

    /// When a worker has begun it; null before.
    async fn started_at(&self) -> Option<DateTime> {
        self.0.started_at.map(DateTime)
    }

    /// When it was over; null before.
    async fn ended_at(&self) -> Option<DateTime> {
        self.0.ended_at.map(DateTime)
    }

    /// Since when somebody wants it ended; null where nobody does. It is CANCELLED once it is, unless it was over first.
    async fn cancel_asked_at(&self) -> Option<DateTime> {
        self.0.cancel_asked_at.map(DateTime)
    }

    /// Why it has failed; null unless it has.
    async fn failure(&self) -> Option<RunFailure> {
        self.0.failure
    }

    /// The same in words.
    async fn failure_text(&self) -> Option<&str> {
        self.0.failure_text.as_deref()
    }

    /// The devices, and what was done on each; at most 100.
    async fn per_host(&self, ctx: &Context<'_>) -> Result<Vec<AutomationHostNode>, ApiError> {
        Box::pin(async {
            let hosts = request(ctx).loaders.automation.load_one(HostsOf(self.0.id)).await?;
            Ok(hosts.unwrap_or_default().into_iter().map(AutomationHostNode).collect())
        })
        .await
    }

    /// What it has printed, the first line first: 1 to 100 lines of at most 5,000. `automationLog` goes on from there.
    async fn log(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Lines from the start, 1 to 100.")] first: i32,
        #[graphql(desc = "Lines after this cursor.")] after: Option<String>,
    ) -> Result<AutomationLogConnection, ApiError> {
        Box::pin(AutomationLogConnection::load(ctx, &self.0, Some(first), after.as_deref())).await
    }

    /// Whether it has printed more than is kept: 5,000 lines, or one megabyte.
    async fn log_truncated(&self) -> bool {
        self.0.log_cut
    }

    /// Counts the changes of where it stands, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A device of a run.
pub struct AutomationHostNode(crate::automation::entity::automation_host::Model);

/// A device of a run, and how many tasks have come out how on it; null before the run has come to it.
#[Object(name = "AutomationHost")]
impl AutomationHostNode {
    /// The device: its id is what stands in brackets in the log.
    async fn device_id(&self) -> ID {
        write(self.0.device_id)
    }

    /// The name of the device; null where it is not there any more.
    async fn host(&self, ctx: &Context<'_>) -> Option<Result<String, ApiError>> {
        nullable(Box::pin(async {
            let device = request(ctx).loaders.automation.load_one(DeviceOf(self.0.device_id)).await?;
            Ok(device.map(|device| device.name))
        }))
        .await
    }

    /// Tasks that went well.
    async fn ok(&self) -> Option<i32> {
        self.0.ok
    }

    /// Those of them that changed something, or in a check would have.
    async fn changed(&self) -> Option<i32> {
        self.0.changed
    }

    /// Tasks for which the device could not be reached.
    async fn unreachable(&self) -> Option<i32> {
        self.0.unreachable
    }

    /// Tasks that failed.
    async fn failed(&self) -> Option<i32> {
        self.0.failed
    }

    /// Tasks that were not for the device.
    async fn skipped(&self) -> Option<i32> {
        self.0.skipped
    }
}
