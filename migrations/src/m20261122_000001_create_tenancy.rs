//! Tenants and the hosts that name them.

use sea_orm_migration::prelude::*;

use crate::table::{drop_all, instant, json, text, to_tenant};

/// Tenants and the hosts that name them.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(tenant()).await?;
        manager.create_table(tenant_host()).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["tenant_host", "tenant"]).await
    }
}

fn tenant() -> TableCreateStatement {
    let mut table = Table::create().table("tenant").take();
    table
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("slug").text().not_null().unique_key())
        .col(text("name"))
        .col(text("timezone"))
        .col(text("currency"))
        .col(text("locale"))
        .col(text("status"))
        .col(text("portal_prefix"))
        .col(json("branding"))
        .col(json("settings"))
        .col(instant("created_at"));
    table
}

fn tenant_host() -> TableCreateStatement {
    let mut table = Table::create().table("tenant_host").take();
    table
        .col(ColumnDef::new("host").text().not_null().primary_key())
        .col(ColumnDef::new("tenant_id").uuid().not_null());
    to_tenant(&mut table, "tenant_host");
    table
}
