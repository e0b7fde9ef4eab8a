//! What rows of other systems have become here.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, drop_all, instant, json, owned, text};

/// What rows of other systems have become here.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const LINKS: [&str; 5] = ["plan", "customer", "subscription", "invoice", "payment"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(external_ref()).await?;
        for link in ["customer_id", "invoice_id", "payment_id"] {
            let name = format!("external_ref_tenant_{link}_idx");
            let index = Index::create().name(name).table("external_ref").col("tenant_id").col(link).take();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["external_ref"]).await
    }
}

fn external_ref() -> TableCreateStatement {
    let mut table = owned("external_ref");
    table.col(text("source")).col(text("kind")).col(text("external_id"));
    belongs_to(&mut table, "external_ref", "plan_id", "plan", false);
    belongs_to(&mut table, "external_ref", "customer_id", "customer", false);
    belongs_to(&mut table, "external_ref", "subscription_id", "subscription", false);
    belongs_to(&mut table, "external_ref", "invoice_id", "invoice", false);
    belongs_to(&mut table, "external_ref", "payment_id", "payment", false);
    table
        .col(ColumnDef::new("fingerprint").binary().not_null())
        .col(json("kept"))
        .col(instant("imported_at"));
    table.index(
        Index::create()
            .name("external_ref_tenant_id_source_kind_external_id_key")
            .unique()
            .col("tenant_id")
            .col("source")
            .col("kind")
            .col("external_id"),
    );
    let links = LINKS.map(|link| format!("CASE WHEN {link}_id IS NULL THEN 0 ELSE 1 END")).join(" + ");
    table.check(Expr::cust(format!("{links} = 1")));
    table
}
