//! Customers, resellers and who serves whom.

use sea_orm_migration::prelude::*;

use crate::table::{
    belongs_to, date, drop_all, index, instant, int2, int4, json, optional, owned, text, unique,
};

/// Customers, resellers and who serves whom.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(customer()).await?;
        manager.create_index(index("customer", &["name", "id"])).await?;
        manager.create_table(reseller()).await?;
        manager.create_index(index("reseller", &["parent_id"])).await?;
        manager.create_table(reseller_customer()).await?;
        manager.create_index(index("reseller_customer", &["reseller_id", "customer_id"])).await?;
        manager.create_index(index("reseller_customer", &["customer_id"])).await?;
        // One reseller at a time: periods of the past are kept apart by the service, the open one by this index.
        manager.get_connection().execute_unprepared("CREATE UNIQUE INDEX reseller_customer_open_key ON reseller_customer (tenant_id, customer_id) WHERE to_date IS NULL").await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["reseller_customer", "reseller", "customer"]).await
    }
}

fn customer() -> TableCreateStatement {
    let mut table = owned("customer");
    table
        .col(text("number"))
        .col(text("kind"))
        .col(text("name"))
        .col(optional(&text("email")))
        .col(optional(&text("phone")))
        .col(json("address"))
        .col(text("currency"))
        .col(optional(&text("tax_exempt_reason")))
        .col(text("billing_mode"))
        .col(int2("billing_day"))
        .col(int2("due_days"))
        .col(int2("grace_days"))
        .col(text("status"))
        .col(instant("created_at"))
        .col(int4("version"));
    unique(&mut table, "customer", "number");
    table.index(
        Index::create()
            .name("customer_tenant_id_id_currency_key")
            .unique()
            .col("tenant_id")
            .col("id")
            .col("currency"),
    );
    table.check(Expr::cust("billing_day BETWEEN 1 AND 28"));
    table.check(Expr::cust("due_days >= 0"));
    table.check(Expr::cust("grace_days >= 0"));
    table
}

fn reseller() -> TableCreateStatement {
    let mut table = owned("reseller");
    table.col(text("code")).col(text("name"));
    belongs_to(&mut table, "reseller", "parent_id", "reseller", false);
    table.col(text("status")).col(text("tier")).col(instant("created_at")).col(int4("version"));
    unique(&mut table, "reseller", "code");
    table
}

fn reseller_customer() -> TableCreateStatement {
    let mut table = owned("reseller_customer");
    belongs_to(&mut table, "reseller_customer", "reseller_id", "reseller", true);
    belongs_to(&mut table, "reseller_customer", "customer_id", "customer", true);
    table.col(date("from_date")).col(optional(&date("to_date")));
    table.check(Expr::cust("to_date IS NULL OR to_date > from_date"));
    table
}
