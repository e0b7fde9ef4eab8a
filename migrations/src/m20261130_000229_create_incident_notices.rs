//! Who was told what of an incident: one row for each notice, sent or waiting for the next run.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, drop_all, index, instant, int4, optional, owned, text};

/// Who was told what of an incident.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(incident_notice()).await?;
        manager.create_index(index("incident_notice", &["sent_at", "at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["incident_notice"]).await
    }
}

fn incident_notice() -> TableCreateStatement {
    let mut table = owned("incident_notice");
    belongs_to(&mut table, "incident_notice", "incident_id", "incident", true);
    belongs_to(&mut table, "incident_notice", "account_id", "portal_account", true);
    table
        .col(text("kind"))
        .col(int4("occasion"))
        // Not a foreign key: events are discarded when they are old, who was told is not.
        .col(ColumnDef::new("event_id").uuid().not_null())
        .col(instant("at"))
        .col(optional(&instant("sent_at")))
        .index(
            Index::create()
                .name("incident_notice_once_key")
                .unique()
                .col("tenant_id")
                .col("incident_id")
                .col("account_id")
                .col("kind")
                .col("occasion"),
        );
    table
}
