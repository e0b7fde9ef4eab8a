//! A wish to reset a password, as it was typed: whether there is such an account is found out later, by a job.

use sea_orm::entity::prelude::*;

use crate::kernel::ids::{ResetRequestId, TenantId};

/// A wish to reset a password. Deleted when it was answered.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reset_request")]
pub struct Model {
    /// The wish.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ResetRequestId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Normal form of the portal ID that was typed.
    pub portal_id: String,
    /// When.
    pub created_at: DateTimeUtc,
}

/// Rows stand alone.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
