//! A password that an account has had before, as its hash: not to be taken again.

use sea_orm::entity::prelude::*;

use crate::kernel::ids::{AccountId, FormerPasswordId, TenantId};

/// A former password.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "former_password")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FormerPasswordId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose.
    pub account_id: AccountId,
    /// Argon2id in PHC form.
    pub password_hash: String,
    /// When another took its place.
    pub replaced_at: DateTimeUtc,
}

/// Rows stand alone.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
