//! Why services are withheld, and when they were.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, date, drop_all, index, instant, optional, owned, text};

/// Why services are withheld, and when they were.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(suspension_lock()).await?;
        let connection = manager.get_connection();
        let once = "CREATE UNIQUE INDEX suspension_lock_open_key \
                    ON suspension_lock (tenant_id, subscription_id, reason) WHERE lifted_on IS NULL";
        connection.execute_unprepared(once).await?;
        let due = "CREATE INDEX suspension_lock_due_idx ON suspension_lock (until) WHERE lifted_on IS NULL";
        connection.execute_unprepared(due).await?;
        manager.create_index(index("suspension_lock", &["subscription_id", "since"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["suspension_lock"]).await
    }
}

fn suspension_lock() -> TableCreateStatement {
    let mut table = owned("suspension_lock");
    belongs_to(&mut table, "suspension_lock", "subscription_id", "subscription", true);
    table
        .col(text("reason"))
        .col(date("since"))
        .col(optional(&date("until")))
        .col(optional(&date("lifted_on")))
        .col(instant("created_at"))
        .col(optional(&instant("lifted_at")));
    table.check(Expr::cust("until IS NULL OR until >= since"));
    table.check(Expr::cust("lifted_on IS NULL OR lifted_on >= since"));
    table.check(Expr::cust("(lifted_on IS NULL) = (lifted_at IS NULL)"));
    table
}
