//! A run of a playbook: what was asked for, and what came of it.

use crate::kernel::ids::{AccountId, AutomationRunId, CustomerId, SubscriptionId, TenantId};
use sea_orm::entity::prelude::*;
use serde::Deserialize;

/// Where a run stands (domain.md §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[graphql(name = "AutomationRunStatus")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RunStatus {
    /// Somebody else than who asked for it has to approve it first.
    PendingApproval,
    /// It waits for a worker.
    Queued,
    /// It is under way.
    Running,
    /// Every task has gone well on every device.
    Success,
    /// Something has not: see `failure`.
    Failed,
    /// It was cancelled before it was done.
    Cancelled,
    /// It took longer than it may.
    Timeout,
}

/// Why a run has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[graphql(name = "AutomationFailure")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RunFailure {
    /// A task has failed on a device, or the playbook itself is wrong.
    TaskFailed,
    /// A device could not be reached.
    Unreachable,
    /// It was not begun: the playbook, a device or a secret of it is not there any more.
    NotStarted,
    /// Its worker is gone: how far it has come nobody knows.
    WorkerLost,
}

/// What a customer may have done to its equipment by itself.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum, Deserialize,
)]
#[graphql(name = "ServiceActionKind")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ServiceActionKind {
    /// The equipment is restarted.
    RestartEquipment,
    /// The Wi-Fi gets another name or another password.
    ChangeWifi,
}

/// A run of a playbook: what was asked for, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "automation_run")]
pub struct Model {
    /// The run.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AutomationRunId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The key of the playbook.
    pub playbook: String,
    /// What a customer has asked for by it; none for a run of the staff's.
    pub action: Option<ServiceActionKind>,
    /// Where it stands.
    pub status: RunStatus,
    /// Whether it only says what it would change.
    pub check_mode: bool,
    /// What the playbook is told, by name, without secrets.
    pub variables: Json,
    /// Secrets that it is told, sealed by the keyring; none once the run is over, and where there are none.
    pub sealed_variables: Option<Vec<u8>>,
    /// The customer of the service.
    pub customer_id: Option<CustomerId>,
    /// The service that a customer has asked it for.
    pub subscription_id: Option<SubscriptionId>,
    /// Who has asked for it; none for the system.
    pub requested_by: Option<AccountId>,
    /// When.
    pub requested_at: DateTimeUtc,
    /// Who has approved it: never who asked for it.
    pub approved_by: Option<AccountId>,
    /// When.
    pub approved_at: Option<DateTimeUtc>,
    /// Who wants it ended.
    pub cancelled_by: Option<AccountId>,
    /// Since when somebody wants it ended; whether it still was is told by the status.
    pub cancel_asked_at: Option<DateTimeUtc>,
    /// When a worker has begun it.
    pub started_at: Option<DateTimeUtc>,
    /// When it was over.
    pub ended_at: Option<DateTimeUtc>,
    /// Why it has failed.
    pub failure: Option<RunFailure>,
    /// The same for people. Never holds what the playbook was told.
    pub failure_text: Option<String>,
    /// The status that the program has ended with; none where it has not ended by itself.
    pub exit_status: Option<i32>,
    /// The worker that runs it.
    pub lease_holder: Option<String>,
    /// Until when the worker has to be heard of.
    pub lease_until: Option<DateTimeUtc>,
    /// Lines of its log that are kept; their numbers run from 1.
    pub log_lines: i32,
    /// Whether it has printed more than is kept.
    pub log_cut: bool,
    /// Counts the changes of where it stands, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
