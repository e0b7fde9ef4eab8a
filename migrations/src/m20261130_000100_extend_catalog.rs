//! Plans count their changes until they are sold; a subscription can be pointed to together with its customer.

use sea_orm_migration::prelude::*;

use crate::table::int4;

/// Plans count their changes; a subscription can be pointed to together with its customer.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const KEY: &str = "subscription_tenant_id_customer_id_id_key";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let version = int4("version").default(1).take();
        manager.alter_table(Table::alter().table("plan").add_column(version).take()).await?;
        let key = Index::create()
            .name(KEY)
            .table("subscription")
            .unique()
            .col("tenant_id")
            .col("customer_id")
            .col("id")
            .take();
        manager.create_index(key).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(KEY).table("subscription").to_owned()).await?;
        manager.alter_table(Table::alter().table("plan").drop_column("version").take()).await
    }
}
