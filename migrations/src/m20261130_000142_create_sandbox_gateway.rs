//! The books of the sandbox gateway: they are the gateway's own, and share nothing with the ledger but names.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, drop_all, instant, int4, int8, optional, owned, text, unique};

/// The sandbox gateway.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(sandbox_charge()).await?;
        let due = Index::create().name("sandbox_charge_due_idx").table("sandbox_charge").col("due_at").take();
        manager.create_index(due).await?;
        manager.create_table(sandbox_refund()).await?;
        manager.create_table(sandbox_event()).await?;
        let due = Index::create()
            .name("sandbox_event_deliveries_idx")
            .table("sandbox_event")
            .col("deliveries_left")
            .take();
        manager.create_index(due).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["sandbox_event", "sandbox_refund", "sandbox_charge"]).await
    }
}

fn sandbox_charge() -> TableCreateStatement {
    let mut table = owned("sandbox_charge");
    table
        .col(text("payment"))
        .col(text("token"))
        .col(text("currency"))
        .col(int8("amount_minor"))
        .col(text("state"))
        .col(int8("refunded_minor"))
        .col(optional(&text("dispute")))
        .col(optional(&instant("due_at")))
        .col(instant("created_at"))
        .check(Expr::cust("refunded_minor >= 0 AND refunded_minor <= amount_minor"));
    // The gateway charges a payment once, however often it is asked.
    unique(&mut table, "sandbox_charge", "payment");
    table
}

fn sandbox_refund() -> TableCreateStatement {
    let mut table = owned("sandbox_refund");
    belongs_to(&mut table, "sandbox_refund", "charge_id", "sandbox_charge", true);
    table.col(text("refund")).col(int8("amount_minor")).col(instant("created_at"));
    unique(&mut table, "sandbox_refund", "refund");
    table
}

fn sandbox_event() -> TableCreateStatement {
    let mut table = owned("sandbox_event");
    belongs_to(&mut table, "sandbox_event", "charge_id", "sandbox_charge", true);
    table.col(text("kind")).col(int4("deliveries_left")).col(instant("created_at"));
    table
}
