//! The device of the network that a ticket is about.

use sea_orm_migration::prelude::*;

use crate::table::{add_columns, drop_columns, index};

/// The device of the network that a ticket is about.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_columns(manager, columns()).await?;
        manager.create_index(index("ticket", &["device_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name("ticket_tenant_device_id_idx").table("ticket").to_owned())
            .await?;
        drop_columns(manager, columns()).await
    }
}

/// It has no foreign key: SQLite adds no composite one to a table that is there. It is written after the device was read,
/// and devices are retired, never removed.
fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![("ticket", ColumnDef::new("device_id").uuid().null().take())]
}
