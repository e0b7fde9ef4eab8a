//! Autopay: how the ISP may draw what is due, and each time it does.

use sea_orm_migration::prelude::*;

use crate::table::{
    belongs_to, boolean, date, drop_all, index, instant, int4, int8, of_the_same_customer, optional, owned,
    text, unique,
};

/// Autopay.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(autopay()).await?;
        manager.create_table(autopay_attempt()).await?;
        // What is due is looked for over all tenants at once.
        let due = Index::create()
            .name("autopay_attempt_due_idx")
            .table("autopay_attempt")
            .col("status")
            .col("due_on")
            .take();
        manager.create_index(due).await?;
        manager.create_index(index("autopay_attempt", &["payment_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["autopay_attempt", "autopay"]).await
    }
}

fn autopay() -> TableCreateStatement {
    let mut table = owned("autopay");
    belongs_to(&mut table, "autopay", "customer_id", "customer", true);
    of_the_same_customer(&mut table, "autopay", "method_id", "payment_method", false);
    table
        .col(boolean("enabled"))
        .col(int4("day_offset"))
        .col(optional(&int8("cap_minor")))
        .col(instant("updated_at"))
        .col(int4("version"))
        .check(Expr::cust("day_offset >= -28 AND day_offset <= 28"))
        .check(Expr::cust("cap_minor IS NULL OR cap_minor > 0"));
    unique(&mut table, "autopay", "customer_id");
    table
}

fn autopay_attempt() -> TableCreateStatement {
    let mut table = owned("autopay_attempt");
    table.col(ColumnDef::new("customer_id").uuid().not_null());
    of_the_same_customer(&mut table, "autopay_attempt", "invoice_id", "invoice", true);
    of_the_same_customer(&mut table, "autopay_attempt", "payment_id", "payment", false);
    table
        .col(int4("number"))
        .col(date("due_on"))
        .col(text("status"))
        .col(optional(&int8("amount_minor")))
        .col(instant("created_at"))
        .check(Expr::cust("number >= 1"))
        .index(
            Index::create()
                .name("autopay_attempt_tenant_id_invoice_id_number_key")
                .unique()
                .col("tenant_id")
                .col("invoice_id")
                .col("number"),
        );
    table
}
