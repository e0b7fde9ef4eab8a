//! Mails that tell of something once.

use sea_orm_migration::prelude::*;

use crate::table::{optional, text};

/// Mails that tell of something once.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const KEY: &str = "mail_message_tenant_id_once_key_key";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = optional(&text("once_key"));
        manager.alter_table(Table::alter().table("mail_message").add_column(column).take()).await?;
        // Rows without a key do not meet: NULL is unlike NULL.
        let key =
            Index::create().name(KEY).table("mail_message").unique().col("tenant_id").col("once_key").take();
        manager.create_index(key).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(KEY).table("mail_message").to_owned()).await?;
        manager.alter_table(Table::alter().table("mail_message").drop_column("once_key").take()).await
    }
}
