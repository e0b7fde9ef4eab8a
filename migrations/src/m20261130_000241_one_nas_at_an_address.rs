//! A tenant has one NAS in service at an address.

use sea_orm_migration::prelude::*;

/// A tenant has one NAS in service at an address.
///
/// Where a tenant has several at one by now, this fails and changes nothing: which of them is the one, whoever keeps them knows.
/// They are taken out of service with `removeNas`, which the version before has too.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let once = "CREATE UNIQUE INDEX nas_tenant_id_address_live_key \
                    ON nas (tenant_id, address) WHERE removed_at IS NULL";
        manager.get_connection().execute_unprepared(once).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DROP INDEX nas_tenant_id_address_live_key").await?;
        Ok(())
    }
}
