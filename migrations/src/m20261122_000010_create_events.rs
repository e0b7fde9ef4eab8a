//! The outbox of events, the stream that gives them their order, and how far each listener has read.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::table::{belongs_to, drop_all, index, instant, int8, json, optional, owned, text};

/// Events.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(outbox_event()).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            // The order in which events were written: later than what they speak of, so that two events of one subject
            // have the order of its row's changes. SQLite has `rowid`.
            let emitted = "ALTER TABLE outbox_event ADD COLUMN emitted bigint GENERATED ALWAYS AS IDENTITY";
            manager.get_connection().execute_unprepared(emitted).await?;
        }
        // Few rows at any time: what the dispatcher has not seen yet.
        let waiting =
            "CREATE INDEX outbox_event_waiting_idx ON outbox_event (tenant_id) WHERE cursor IS NULL";
        manager.get_connection().execute_unprepared(waiting).await?;
        manager.create_index(unique_cursor()).await?;
        manager.create_index(index("outbox_event", &["account_id", "cursor"])).await?;
        manager.create_index(index("outbox_event", &["customer_id", "cursor"])).await?;
        manager.create_table(event_stream()).await?;
        manager.create_table(event_listener()).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["event_listener", "event_stream", "outbox_event"]).await
    }
}

fn outbox_event() -> TableCreateStatement {
    let mut table = owned("outbox_event");
    table.col(optional(&int8("cursor"))).col(text("event_type")).col(text("subject"));
    for (column, parent) in
        [("account_id", "portal_account"), ("customer_id", "customer"), ("reseller_id", "reseller")]
    {
        belongs_to(&mut table, "outbox_event", column, parent, false);
    }
    let audiences = ["account_id", "customer_id", "reseller_id", "staff_roles"];
    let given = audiences.map(|column| format!("CASE WHEN {column} IS NULL THEN 0 ELSE 1 END")).join(" + ");
    table
        .col(optional(&text("staff_roles")))
        .col(json("payload"))
        .col(instant("at"))
        .check(Expr::cust(format!("({given}) = 1")));
    table
}

fn unique_cursor() -> IndexCreateStatement {
    Index::create()
        .name("outbox_event_tenant_id_cursor_key")
        .table("outbox_event")
        .unique()
        .col("tenant_id")
        .col("cursor")
        .take()
}

fn event_stream() -> TableCreateStatement {
    let mut table = owned("event_stream");
    table
        .index(Index::create().name("event_stream_tenant_id_key").unique().col("tenant_id"))
        .col(int8("head"))
        .col(int8("floor"))
        .col(int8("epoch"))
        .col(text("holder"))
        .col(instant("lease_until"));
    table
}

fn event_listener() -> TableCreateStatement {
    let mut table = owned("event_listener");
    table.col(text("name")).col(int8("position")).index(
        Index::create().name("event_listener_tenant_id_name_key").unique().col("tenant_id").col("name"),
    );
    table
}
