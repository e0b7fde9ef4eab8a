//! What customers were last told of how their services are, so that they are told again only when it has changed.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, drop_all, instant, owned, text, unique};

/// What customers were last told of how their services are.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(service_health()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["service_health"]).await
    }
}

fn service_health() -> TableCreateStatement {
    let mut table = owned("service_health");
    belongs_to(&mut table, "service_health", "customer_id", "customer", true);
    belongs_to(&mut table, "service_health", "subscription_id", "subscription", true);
    table.col(text("state")).col(text("reason")).col(instant("since")).col(instant("told_at"));
    unique(&mut table, "service_health", "subscription_id");
    table
}
