//! Counts the changes of a tenant's row, for `expectedVersion`.

use sea_orm_migration::prelude::*;

use crate::table::int4;

/// Counts the changes of a tenant's row.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = int4("version").default(1).take();
        manager.alter_table(Table::alter().table("tenant").add_column(column).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("tenant").drop_column("version").take()).await
    }
}
