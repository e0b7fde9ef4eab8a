//! Plans and the subscriptions to them.

use sea_orm_migration::prelude::*;

use crate::table::{
    belongs_to, boolean, date, drop_all, index, instant, int2, int4, int8, optional, owned, text, unique,
};

/// Plans and the subscriptions to them.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(plan()).await?;
        manager.create_table(subscription()).await?;
        manager.create_index(index("subscription", &["customer_id", "id"])).await?;
        manager.create_index(index("subscription", &["plan_id"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["subscription", "plan"]).await
    }
}

fn plan() -> TableCreateStatement {
    let mut table = owned("plan");
    table
        .col(text("code"))
        .col(text("name"))
        .col(text("kind"))
        .col(text("currency"))
        .col(int8("price_minor"))
        .col(int8("setup_fee_minor"))
        .col(int8("down_kbps"))
        .col(int8("up_kbps"))
        .col(optional(&int8("cap_bytes")))
        .col(optional(&int8("overage_per_gb_minor")))
        .col(int2("contract_months"))
        .col(boolean("public"))
        .col(text("tax_code"))
        .col(date("valid_from"))
        .col(optional(&date("valid_to")));
    unique(&mut table, "plan", "code");
    table.check(Expr::cust("price_minor >= 0"));
    table.check(Expr::cust("setup_fee_minor >= 0"));
    table
}

fn subscription() -> TableCreateStatement {
    let mut table = owned("subscription");
    table.col(text("number"));
    belongs_to(&mut table, "subscription", "customer_id", "customer", true);
    belongs_to(&mut table, "subscription", "plan_id", "plan", true);
    table
        .col(optional(&int8("price_override_minor")))
        .col(text("status"))
        .col(optional(&date("activated_on")))
        .col(optional(&date("ends_on")))
        .col(optional(&date("contract_end")))
        .col(optional(&date("billed_through")))
        .col(instant("created_at"))
        .col(int4("version"));
    unique(&mut table, "subscription", "number");
    table
}
