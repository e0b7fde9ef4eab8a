//! Devices that an account was signed in to from.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, drop_all, index, instant, owned, text, unique};

/// Devices that an account was signed in to from.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = owned("known_device");
        belongs_to(&mut table, "known_device", "account_id", "portal_account", true);
        table
            .col(ColumnDef::new("digest").binary().not_null())
            .col(text("label"))
            .col(text("ip"))
            .col(instant("created_at"))
            .col(instant("last_used_at"));
        unique(&mut table, "known_device", "digest");
        manager.create_table(table).await?;
        manager.create_index(index("known_device", &["account_id", "last_used_at-"])).await?;
        // No foreign key: a device may be forgotten while a sign-in from it waits, and then counts as none.
        let column = ColumnDef::new("device_id").uuid().null().take();
        manager.alter_table(Table::alter().table("sign_in_challenge").add_column(column).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter().table("sign_in_challenge").drop_column("device_id").take();
        manager.alter_table(column).await?;
        drop_all(manager, &["known_device"]).await
    }
}
