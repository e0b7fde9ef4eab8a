//! Links that bills are paid by without a sign-in: what each is for, and what was paid by it.

use sea_orm_migration::prelude::*;

use crate::table::{
    belongs_to, drop_all, in_the_customers_currency, index, instant, int8, key_with_customer,
    of_the_same_customer, optional, owned, text, unique,
};

/// Pay links.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(pay_link()).await?;
        manager.create_index(index("pay_link", &["customer_id", "created_at-"])).await?;
        manager.create_table(pay_link_invoice()).await?;
        manager.create_index(index("pay_link_invoice", &["invoice_id"])).await?;
        manager.create_table(pay_link_payment()).await?;
        manager.create_index(index("pay_link_payment", &["link_id", "created_at-"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["pay_link_payment", "pay_link_invoice", "pay_link"]).await
    }
}

fn pay_link() -> TableCreateStatement {
    let mut table = owned("pay_link");
    in_the_customers_currency(&mut table, "pay_link");
    // None: the ISP itself, with the mail of a bill.
    belongs_to(&mut table, "pay_link", "created_by", "portal_account", false);
    table
        .col(text("currency"))
        .col(optional(&int8("amount_minor")))
        .col(ColumnDef::new("digest").binary().not_null())
        .col(instant("created_at"))
        .col(instant("expires_at"))
        .col(optional(&instant("revoked_at")))
        .check(Expr::cust("amount_minor IS NULL OR amount_minor > 0"))
        .check(Expr::cust("expires_at > created_at"));
    key_with_customer(&mut table, "pay_link");
    unique(&mut table, "pay_link", "digest");
    table
}

fn pay_link_invoice() -> TableCreateStatement {
    let mut table = owned("pay_link_invoice");
    table.col(ColumnDef::new("customer_id").uuid().not_null());
    of_the_same_customer(&mut table, "pay_link_invoice", "link_id", "pay_link", true);
    of_the_same_customer(&mut table, "pay_link_invoice", "invoice_id", "invoice", true);
    table.index(
        Index::create()
            .name("pay_link_invoice_tenant_id_link_id_invoice_id_key")
            .unique()
            .col("tenant_id")
            .col("link_id")
            .col("invoice_id"),
    );
    table
}

fn pay_link_payment() -> TableCreateStatement {
    let mut table = owned("pay_link_payment");
    table.col(ColumnDef::new("customer_id").uuid().not_null()).foreign_key(
        ForeignKey::create()
            .name("pay_link_payment_id_fkey")
            .from("pay_link_payment", ("tenant_id", "customer_id", "id"))
            .to("payment", ("tenant_id", "customer_id", "id")),
    );
    of_the_same_customer(&mut table, "pay_link_payment", "link_id", "pay_link", true);
    table.col(instant("created_at"));
    table
}
