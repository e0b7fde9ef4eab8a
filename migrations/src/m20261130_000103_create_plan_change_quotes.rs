//! Offers to change a plan: what exactly it costs, and what became of them.

use sea_orm_migration::prelude::*;

use crate::table::{
    belongs_to, date, drop_all, index, instant, int4, int8, json, of_the_same_customer, optional, owned, text,
};

/// Offers to change a plan.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(plan_change_quote()).await?;
        let connection = manager.get_connection();
        let one = "CREATE UNIQUE INDEX plan_change_quote_pending_key \
                   ON plan_change_quote (tenant_id, subscription_id) \
                   WHERE accepted_at IS NOT NULL AND applied_at IS NULL AND cancelled_at IS NULL";
        connection.execute_unprepared(one).await?;
        let due = "CREATE INDEX plan_change_quote_due_idx ON plan_change_quote (effective_on) \
                   WHERE accepted_at IS NOT NULL AND applied_at IS NULL AND cancelled_at IS NULL";
        connection.execute_unprepared(due).await?;
        manager.create_index(index("plan_change_quote", &["subscription_id"])).await?;
        manager.create_index(index("plan_change_quote", &["to_plan_id"])).await?;
        manager.create_index(index("plan_change_quote", &["expires_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["plan_change_quote"]).await
    }
}

fn plan_change_quote() -> TableCreateStatement {
    let mut table = owned("plan_change_quote");
    table.col(ColumnDef::new("customer_id").uuid().not_null());
    of_the_same_customer(&mut table, "plan_change_quote", "subscription_id", "subscription", true);
    for column in ["from_plan_id", "to_plan_id"] {
        belongs_to(&mut table, "plan_change_quote", column, "plan", true);
    }
    table
        .col(text("timing"))
        .col(date("effective_on"))
        .col(int4("subscription_version"))
        .col(optional(&date("billed_through")))
        .col(optional(&date("contract_end")))
        .col(text("currency"))
        .col(json("lines"))
        .col(int8("net_minor"))
        .col(instant("created_at"))
        .col(instant("expires_at"))
        .col(optional(&instant("accepted_at")))
        .col(optional(&instant("applied_at")))
        .col(optional(&instant("cancelled_at")));
    table.check(Expr::cust("applied_at IS NULL OR accepted_at IS NOT NULL"));
    table.check(Expr::cust("applied_at IS NULL OR cancelled_at IS NULL"));
    table
}
