//! A recovery code: a second factor for once, on paper.

use crate::kernel::ids::{AccountId, RecoveryCodeId, TenantId};
use sea_orm::entity::prelude::*;

/// A recovery code: a second factor for once, on paper.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_code")]
pub struct Model {
    /// The code's row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecoveryCodeId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose it is.
    pub account_id: AccountId,
    /// SHA-256 over account and code; the code itself was shown once.
    pub code_hash: Vec<u8>,
    /// When it was used; it is then worth nothing.
    pub used_at: Option<DateTimeUtc>,
    /// When it was made.
    pub created_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
