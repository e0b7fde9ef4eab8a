//! What is given back because a service was down, with the minutes and what they were counted from.

use sea_orm_migration::prelude::*;

use crate::table::{
    belongs_to, date, drop_all, in_the_customers_currency, index, instant, int8, json, owned, text,
};

/// What is given back because a service was down.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(outage_credit()).await?;
        manager.create_index(index("outage_credit", &["subscription_id", "from_at"])).await?;
        manager.create_index(index("outage_credit", &["credit_note_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["outage_credit"]).await
    }
}

fn outage_credit() -> TableCreateStatement {
    let mut table = owned("outage_credit");
    table.col(text("currency"));
    in_the_customers_currency(&mut table, "outage_credit");
    belongs_to(&mut table, "outage_credit", "incident_id", "incident", true);
    belongs_to(&mut table, "outage_credit", "subscription_id", "subscription", true);
    belongs_to(&mut table, "outage_credit", "invoice_line_id", "invoice_line", true);
    // None where the minutes come to less than half of the smallest coin.
    belongs_to(&mut table, "outage_credit", "credit_note_id", "credit_note", false);
    table
        .col(instant("from_at"))
        .col(instant("to_at"))
        .col(int8("minutes"))
        .col(date("period_start"))
        .col(date("period_end"))
        .col(int8("period_minutes"))
        .col(int8("price_minor"))
        .col(int8("amount_minor"))
        .col(json("exclusions"))
        .col(instant("created_at"))
        .check(Expr::cust("minutes >= 0 AND minutes <= period_minutes"))
        .check(Expr::cust("amount_minor >= 0 AND amount_minor <= price_minor"))
        .check(Expr::cust("to_at > from_at"))
        .index(
            Index::create()
                .name("outage_credit_once_key")
                .unique()
                .col("tenant_id")
                .col("incident_id")
                .col("subscription_id")
                .col("invoice_line_id"),
        );
    table
}
