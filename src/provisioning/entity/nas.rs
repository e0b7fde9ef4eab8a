//! A network access server: where sessions of customers end.

use crate::kernel::ids::{NasId, TenantId};
use sea_orm::entity::prelude::*;

/// A network access server: where sessions of customers end.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "nas")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NasId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// What it is called, unique in the tenant, those that were removed included.
    pub name: String,
    /// Its IP address, within the tenant's management networks: unique in the tenant among those that are in service.
    pub address: String,
    /// The path in the secret store under which its shared secret is; never the secret.
    pub secret: String,
    /// The UDP port at which it takes dynamic authorisation.
    pub coa_port: i32,
    /// When it was entered.
    pub created_at: DateTimeUtc,
    /// When it was taken out of service.
    pub removed_at: Option<DateTimeUtc>,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
