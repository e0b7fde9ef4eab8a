//! What changes of a tenant's network wait for: one row a tenant.

use sea_orm_migration::prelude::*;

use crate::table::{drop_all, int8, owned};

/// What changes of a tenant's network wait for: one row a tenant.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = owned("network_topology");
        table.col(int8("changes"));
        table.index(Index::create().name("network_topology_tenant_id_key").unique().col("tenant_id"));
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["network_topology"]).await
    }
}
