//! Refunds of the sandbox gateway that take their time or come back, and what its banks demand.

use sea_orm_migration::prelude::*;

use crate::table::{add_columns, drop_columns, instant, int8, optional, text};

/// Refunds of the sandbox gateway that take their time.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_columns(manager, columns()).await?;
        let due = Index::create().name("sandbox_refund_due_idx").table("sandbox_refund").col("due_at").take();
        manager.create_index(due).await?;
        let demanded = "UPDATE sandbox_charge SET disputed_minor = amount_minor - refunded_minor
                         WHERE dispute IS NOT NULL";
        manager.get_connection().execute_unprepared(demanded).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let due = Index::drop().name("sandbox_refund_due_idx").table("sandbox_refund").to_owned();
        manager.drop_index(due).await?;
        drop_columns(manager, columns()).await
    }
}

fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        ("sandbox_charge", int8("disputed_minor").default(0).take()),
        ("sandbox_refund", text("state").default("SUCCEEDED").take()),
        ("sandbox_refund", optional(&instant("due_at"))),
        ("sandbox_event", optional(&text("refund"))),
    ]
}
