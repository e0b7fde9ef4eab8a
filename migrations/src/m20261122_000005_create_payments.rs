//! Payments.

use sea_orm_migration::prelude::*;

use crate::table::{
    drop_all, in_the_customers_currency, index, instant, int4, int8, key_with_customer, optional, owned,
    text, unique,
};

/// Payments.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(payment()).await?;
        manager.create_index(index("payment", &["customer_id", "received_at-", "id-"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["payment"]).await
    }
}

fn payment() -> TableCreateStatement {
    let mut table = owned("payment");
    table.col(text("number"));
    in_the_customers_currency(&mut table, "payment");
    table
        .col(text("currency"))
        .col(int8("amount_minor"))
        .col(text("channel"))
        .col(text("status"))
        .col(optional(&text("gateway_ref")))
        .col(int8("refunded_minor"))
        .col(int8("charged_back_minor"))
        .col(int8("allocated_minor"))
        .col(optional(&text("receipt_number")))
        .col(instant("received_at"))
        .col(int4("version"));
    unique(&mut table, "payment", "number");
    key_with_customer(&mut table, "payment");
    unique(&mut table, "payment", "receipt_number");
    table.check(Expr::cust("amount_minor > 0"));
    table.check(Expr::cust("refunded_minor >= 0"));
    table.check(Expr::cust("charged_back_minor >= 0"));
    table.check(Expr::cust("allocated_minor >= 0"));
    table.check(Expr::cust("allocated_minor + refunded_minor + charged_back_minor <= amount_minor"));
    table
}
