//! Files with everything that is kept of a customer.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, drop_all, index, instant, int8, optional, owned, text};

/// Files with everything that is kept of a customer.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// One file of a customer is made at a time.
const PENDING_KEY: &str = "CREATE UNIQUE INDEX data_export_pending_key ON data_export (tenant_id, customer_id) WHERE status = 'PENDING'";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(data_export()).await?;
        manager.get_connection().execute_unprepared(PENDING_KEY).await?;
        manager.create_index(index("data_export", &["account_id", "requested_at-", "id-"])).await?;
        manager.create_index(index("data_export", &["expires_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["data_export"]).await
    }
}

fn data_export() -> TableCreateStatement {
    let mut table = owned("data_export");
    belongs_to(&mut table, "data_export", "customer_id", "customer", true);
    belongs_to(&mut table, "data_export", "account_id", "portal_account", true);
    table
        .col(text("status"))
        .col(ColumnDef::new("content").binary().null())
        .col(int8("byte_size"))
        .col(instant("requested_at"))
        .col(optional(&instant("ready_at")))
        .col(instant("expires_at"));
    table.check(Expr::cust("status <> 'PENDING' OR content IS NULL"));
    table
}
