//! What was asked for under an idempotency key, and what came of it.

use crate::kernel::ids::{IdempotencyRecordId, TenantId};
use sea_orm::entity::prelude::*;

/// What was asked for under an idempotency key, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_record")]
pub struct Model {
    /// The record.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IdempotencyRecordId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who asked: the external id of an account or of the credential that stands for one, or `system`.
    pub actor: String,
    /// What for: the name of the mutation or job.
    pub operation: String,
    /// The key that the caller chose.
    pub idempotency_key: String,
    /// SHA-256 of what was asked for.
    pub digest: Vec<u8>,
    /// What whoever takes over has to know.
    pub progress: Option<Json>,
    /// What came of it; none while it runs.
    pub result: Option<Json>,
    /// While it runs: how long its owner is given.
    pub lease_until: DateTimeUtc,
    /// When it was first asked for.
    pub created_at: DateTimeUtc,
    /// When the key may be used for something else.
    pub expires_at: DateTimeUtc,
}

/// Records stand alone.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
