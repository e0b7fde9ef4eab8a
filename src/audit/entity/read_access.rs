//! That somebody has looked at a customer or an account that is not its own.

use crate::db::audit::ActorKind;
use crate::db::{LookDepth, LookedAt};
use crate::kernel::ids::{AccountId, ReadAccessId, TenantId};
use sea_orm::entity::prelude::*;

/// That somebody has looked at a customer or an account that is not its own: one row an hour.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "read_access")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReadAccessId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who looked.
    pub viewer_account_id: AccountId,
    /// What the viewer was to it.
    pub viewer_kind: ActorKind,
    /// The row of the customer or account.
    pub subject_id: Uuid,
    /// Which of the two.
    pub subject_kind: LookedAt,
    /// How closely.
    pub depth: LookDepth,
    /// Hours since 1970.
    pub hour: i64,
    /// Why, where a reason was asked for.
    pub reason: Option<String>,
    /// The first request of the hour.
    pub request_id: String,
    /// When it was.
    pub at: DateTimeUtc,
}

/// Rows stand alone: they outlive what they speak of.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
