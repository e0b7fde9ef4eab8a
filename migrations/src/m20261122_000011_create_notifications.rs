//! Notifications and what accounts want of them.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, boolean, drop_all, index, instant, json, optional, owned, text};

/// Notifications.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(notification()).await?;
        manager.create_index(index("notification", &["account_id", "created_at-", "id-"])).await?;
        // Few rows: what is not read yet.
        let unread = "CREATE INDEX notification_unread_idx ON notification (tenant_id, account_id) WHERE read_at IS NULL";
        manager.get_connection().execute_unprepared(unread).await?;
        manager.create_table(notification_preference()).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["notification_preference", "notification"]).await
    }
}

fn notification() -> TableCreateStatement {
    let mut table = owned("notification");
    belongs_to(&mut table, "notification", "account_id", "portal_account", true);
    table
        // Without a foreign key: events are discarded, notifications stay.
        .col(ColumnDef::new("event_id").uuid().not_null())
        .col(text("topic"))
        .col(text("kind"))
        .col(optional(&text("subject")))
        .col(json("args"))
        .col(instant("created_at"))
        .col(optional(&instant("read_at")))
        .index(
            Index::create()
                .name("notification_tenant_id_account_id_event_id_key")
                .unique()
                .col("tenant_id")
                .col("account_id")
                .col("event_id"),
        );
    table
}

fn notification_preference() -> TableCreateStatement {
    let mut table = owned("notification_preference");
    belongs_to(&mut table, "notification_preference", "account_id", "portal_account", true);
    table.col(text("topic")).col(text("channel")).col(boolean("enabled")).index(
        Index::create()
            .name("notification_preference_account_topic_channel_key")
            .unique()
            .col("tenant_id")
            .col("account_id")
            .col("topic")
            .col("channel"),
    );
    table
}
