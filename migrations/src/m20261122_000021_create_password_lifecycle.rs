//! What activation, reset and change of passwords stand on: one-time tokens, wishes to reset, former passwords.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, drop_all, index, instant, optional, owned, text};

/// One-time tokens, wishes to reset, former passwords.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = optional(&instant("password_changed_at"));
        manager.alter_table(Table::alter().table("portal_account").add_column(column).take()).await?;
        manager.create_table(one_time_token()).await?;
        manager.create_index(index("one_time_token", &["account_id", "purpose"])).await?;
        manager.create_table(reset_request()).await?;
        // What is to be answered is looked for over all tenants at once.
        let oldest = Index::create()
            .name("reset_request_created_at_idx")
            .table("reset_request")
            .col("created_at")
            .take();
        manager.create_index(oldest).await?;
        manager.create_table(former_password()).await?;
        manager.create_index(index("former_password", &["account_id", "replaced_at-"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["former_password", "reset_request", "one_time_token"]).await?;
        let column = "password_changed_at";
        manager.alter_table(Table::alter().table("portal_account").drop_column(column).take()).await
    }
}

fn one_time_token() -> TableCreateStatement {
    let mut table = owned("one_time_token");
    belongs_to(&mut table, "one_time_token", "account_id", "portal_account", true);
    table
        .col(text("purpose"))
        .col(ColumnDef::new("digest").binary().not_null())
        .col(instant("created_at"))
        .col(instant("expires_at"))
        .col(optional(&instant("used_at")))
        .index(Index::create().name("one_time_token_digest_key").unique().col("tenant_id").col("digest"));
    table
}

fn reset_request() -> TableCreateStatement {
    let mut table = owned("reset_request");
    // Whether the portal ID is anybody's is not known here, on purpose: there is no account to point to.
    table.col(text("portal_id")).col(instant("created_at"));
    table
}

fn former_password() -> TableCreateStatement {
    let mut table = owned("former_password");
    belongs_to(&mut table, "former_password", "account_id", "portal_account", true);
    table.col(text("password_hash")).col(instant("replaced_at"));
    table
}
