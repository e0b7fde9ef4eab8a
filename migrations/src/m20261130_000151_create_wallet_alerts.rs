//! Below which balance a prepaid customer is told, and whether it has been.

use sea_orm_migration::prelude::*;

use crate::table::{
    boolean, drop_all, in_the_customers_currency, instant, int4, int8, optional, owned, text, unique,
};

/// Alerts of prepaid balances.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = owned("wallet_alert");
        in_the_customers_currency(&mut table, "wallet_alert");
        table
            .col(text("currency"))
            .col(optional(&int8("threshold_minor")))
            .col(boolean("is_low"))
            .col(instant("changed_at"))
            .col(int4("version"))
            .check(Expr::cust("threshold_minor IS NULL OR threshold_minor >= 0"));
        unique(&mut table, "wallet_alert", "customer_id");
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["wallet_alert"]).await
    }
}
