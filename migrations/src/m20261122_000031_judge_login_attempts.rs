//! What speaks against an attempt to sign in, and what its owner says of it.

use sea_orm_migration::prelude::*;

use crate::table::{boolean, index, instant, optional, text};

/// What speaks against an attempt to sign in, and what its owner says of it.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

fn columns() -> [ColumnDef; 5] {
    let absent = |mut column: ColumnDef| column.default(false).take();
    [
        text("network").default("").take(),
        absent(boolean("many_tries")),
        absent(boolean("new_network")),
        absent(boolean("factor_unused")),
        optional(&instant("reported_at")),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column a statement.
        for column in columns() {
            manager.alter_table(Table::alter().table("login_attempt").add_column(column).take()).await?;
        }
        manager.create_index(index("login_attempt", &["ip", "at-"])).await?;
        manager.create_index(index("login_attempt", &["account_id", "network"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["login_attempt_tenant_account_id_network_idx", "login_attempt_tenant_ip_at_idx"] {
            manager.drop_index(Index::drop().name(name).table("login_attempt").to_owned()).await?;
        }
        for column in ["reported_at", "factor_unused", "new_network", "many_tries", "network"] {
            manager.alter_table(Table::alter().table("login_attempt").drop_column(column).take()).await?;
        }
        Ok(())
    }
}
