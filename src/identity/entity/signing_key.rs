//! A key that signs a tenant's access tokens.

use crate::kernel::ids::{SigningKeyId, TenantId};
use sea_orm::entity::prelude::*;

/// A key that signs a tenant's access tokens.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signing_key")]
pub struct Model {
    /// The key; its external form is the `kid` of tokens.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SigningKeyId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Counts the tenant's keys.
    pub generation: i32,
    /// Ed25519, 32 bytes.
    pub public_key: Vec<u8>,
    /// The private key, sealed by the keyring for this row.
    pub sealed_key: Vec<u8>,
    /// From when it signs. It is published before that.
    pub active_from: DateTimeUtc,
    /// When it was made.
    pub created_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
