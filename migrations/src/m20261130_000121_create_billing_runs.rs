//! Billing runs: what was to be done, how far it is, and what could not be billed.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, boolean, date, drop_all, index, instant, int4, optional, owned, text};

/// Billing runs.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(run()).await?;
        manager.create_index(index("billing_run", &["started_at-", "id-"])).await?;
        // One run of a day at a time; those that are finished stay as history.
        let open = "CREATE UNIQUE INDEX billing_run_open_key ON billing_run (tenant_id, as_of) WHERE finished_at IS NULL";
        manager.get_connection().execute_unprepared(open).await?;
        manager.create_table(share()).await?;
        manager.create_table(error()).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["billing_run_error", "billing_run_share", "billing_run"]).await
    }
}

fn run() -> TableCreateStatement {
    let mut table = owned("billing_run");
    table
        .col(date("as_of"))
        .col(int4("due_customers"))
        .col(boolean("planned"))
        .col(instant("started_at"))
        .col(optional(&instant("finished_at")));
    table
}

/// A range of customers, by id, that one worker at a time has in hand.
fn share() -> TableCreateStatement {
    let mut table = owned("billing_run_share");
    belongs_to(&mut table, "billing_run_share", "run_id", "billing_run", true);
    table
        .col(int4("position"))
        .col(ColumnDef::new("first_customer").uuid().not_null())
        .col(ColumnDef::new("last_customer").uuid().not_null())
        .col(int4("customers"))
        .col(int4("billed"))
        .col(int4("failed"))
        .col(optional(&text("holder")))
        .col(optional(&instant("lease_until")))
        .col(optional(&instant("done_at")))
        .index(
            Index::create()
                .name("billing_run_share_tenant_id_run_id_position_key")
                .unique()
                .col("tenant_id")
                .col("run_id")
                .col("position"),
        );
    table
}

fn error() -> TableCreateStatement {
    let mut table = owned("billing_run_error");
    belongs_to(&mut table, "billing_run_error", "run_id", "billing_run", true);
    belongs_to(&mut table, "billing_run_error", "customer_id", "customer", true);
    table.col(text("code")).col(text("message")).col(instant("at")).index(
        Index::create()
            .name("billing_run_error_tenant_id_run_id_customer_id_key")
            .unique()
            .col("tenant_id")
            .col("run_id")
            .col("customer_id"),
    );
    table
}
