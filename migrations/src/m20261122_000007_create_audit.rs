//! The audit log.

use sea_orm_migration::prelude::*;

use crate::table::{drop_all, index, instant, optional, owned, text};

/// The audit log.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(audit_entry()).await?;
        manager.create_index(index("audit_entry", &["at-"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["audit_entry"]).await
    }
}

fn audit_entry() -> TableCreateStatement {
    let mut table = owned("audit_entry");
    table
        .col(ColumnDef::new("actor_account_id").uuid())
        .col(text("action"))
        .col(text("subject"))
        .col(optional(&text("reason")))
        .col(text("request_id"))
        .col(instant("at"));
    table
}
