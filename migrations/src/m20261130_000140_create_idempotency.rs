//! What was asked for under an idempotency key, and what came of it.

use sea_orm_migration::prelude::*;

use crate::table::{drop_all, index, instant, optional, owned, text};

/// Idempotency records.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(idempotency_record()).await?;
        manager.create_index(index("idempotency_record", &["expires_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["idempotency_record"]).await
    }
}

fn idempotency_record() -> TableCreateStatement {
    let mut table = owned("idempotency_record");
    table
        .col(text("actor"))
        .col(text("operation"))
        .col(text("idempotency_key"))
        .col(ColumnDef::new("digest").binary().not_null())
        .col(optional(&ColumnDef::new("progress").json_binary().take()))
        .col(optional(&ColumnDef::new("result").json_binary().take()))
        .col(instant("lease_until"))
        .col(instant("created_at"))
        .col(instant("expires_at"))
        .index(
            Index::create()
                .name("idempotency_record_tenant_id_actor_operation_key")
                .unique()
                .col("tenant_id")
                .col("actor")
                .col("operation")
                .col("idempotency_key"),
        );
    table
}
