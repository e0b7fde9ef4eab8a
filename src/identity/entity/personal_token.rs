//! A personal access token: what a person gives to a program of its own.

use crate::kernel::ids::{AccountId, PersonalTokenId, TenantId};
use sea_orm::entity::prelude::*;

/// A personal access token.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "personal_access_token")]
pub struct Model {
    /// The token's row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonalTokenId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose it is.
    pub account_id: AccountId,
    /// What its owner calls it.
    pub name: String,
    /// SHA-256 of the token.
    pub digest: Vec<u8>,
    /// Its last four symbols, to be told from others.
    pub hint: String,
    /// What it may be used for: a JSON list of `TokenScope`.
    pub scopes: Json,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When it ends.
    pub expires_at: DateTimeUtc,
    /// When it was last used, within a minute.
    pub last_used_at: Option<DateTimeUtc>,
    /// When its owner took it back.
    pub revoked_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
