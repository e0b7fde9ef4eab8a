//! What is to be billed and is not part of a plan's periodic price.

use sea_orm_migration::prelude::*;

use crate::table::{
    date, drop_all, in_the_customers_currency, index, instant, int8, json, of_the_same_customer, optional,
    owned, text, unique,
};

/// What is to be billed and is not part of a plan's periodic price.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(charge()).await?;
        let unbilled = "CREATE INDEX charge_unbilled_idx ON charge (tenant_id, customer_id) \
                        WHERE invoice_id IS NULL AND cancelled_at IS NULL";
        manager.get_connection().execute_unprepared(unbilled).await?;
        manager.create_index(index("charge", &["invoice_id"])).await?;
        manager.create_index(index("charge", &["subscription_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["charge"]).await
    }
}

fn charge() -> TableCreateStatement {
    let mut table = owned("charge");
    in_the_customers_currency(&mut table, "charge");
    of_the_same_customer(&mut table, "charge", "subscription_id", "subscription", false);
    of_the_same_customer(&mut table, "charge", "invoice_id", "invoice", false);
    table
        .col(text("kind"))
        .col(text("description_key"))
        .col(json("description_args"))
        .col(optional(&date("service_start")))
        .col(optional(&date("service_end")))
        .col(int8("quantity_micro"))
        .col(text("currency"))
        .col(int8("unit_price_minor"))
        .col(optional(&text("tax_code")))
        .col(text("source_key"))
        .col(instant("created_at"))
        .col(optional(&instant("cancelled_at")));
    // Whatever is told twice is charged once.
    unique(&mut table, "charge", "source_key");
    table.check(Expr::cust("quantity_micro > 0"));
    table.check(Expr::cust("(service_start IS NULL) = (service_end IS NULL)"));
    table.check(Expr::cust("invoice_id IS NULL OR cancelled_at IS NULL"));
    table
}
