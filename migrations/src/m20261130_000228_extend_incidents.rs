//! What the network itself finds out: the cause of an incident, and the devices whose silence is waited out before one is opened.

use sea_orm_migration::prelude::*;

use crate::table::{
    add_columns, belongs_to, drop_all, drop_columns, index, instant, int2, optional, owned, text, unique,
};

/// What the network itself finds out.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_columns(manager, columns()).await?;
        manager.create_index(index("incident", &["cause_device_id"])).await?;
        manager.create_table(outage_watch()).await?;
        manager.create_index(index("outage_watch", &["incident_id"])).await?;
        // The job's question: what is due, whoever's it is.
        let due = Index::create().name("outage_watch_due_at_idx").table("outage_watch").col("due_at").take();
        manager.create_index(due).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["outage_watch"]).await?;
        manager
            .drop_index(
                Index::drop().name("incident_tenant_cause_device_id_idx").table("incident").to_owned(),
            )
            .await?;
        drop_columns(manager, columns()).await
    }
}

/// The cause has no foreign key: SQLite adds no composite one to a table that is there. It is written by the correlator alone,
/// which has read the device, and devices are retired, never removed.
fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        ("incident", text("source").default("HAND").take()),
        ("incident", ColumnDef::new("cause_device_id").uuid().null().take()),
        ("incident", optional(&int2("confidence"))),
        ("incident_impact", optional(&text("excluded_reason"))),
    ]
}

fn outage_watch() -> TableCreateStatement {
    let mut table = owned("outage_watch");
    belongs_to(&mut table, "outage_watch", "device_id", "device", true);
    belongs_to(&mut table, "outage_watch", "incident_id", "incident", false);
    table
        .col(text("state"))
        .col(instant("down_at"))
        .col(instant("began_at"))
        .col(optional(&instant("answered_at")))
        .col(optional(&instant("due_at")));
    unique(&mut table, "outage_watch", "device_id");
    table
}
