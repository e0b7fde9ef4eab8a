//! Volume used by the day, and volume bought beside the plan's.

use sea_orm_migration::prelude::*;

use crate::table::{
    belongs_to, boolean, date, drop_all, index, instant, int4, int8, of_the_same_customer, optional, owned,
    text, unique,
};

/// Volume used by the day, and volume bought beside the plan's.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(usage_day()).await?;
        manager.create_table(top_up_pack()).await?;
        manager.create_table(top_up()).await?;
        manager.create_index(index("top_up", &["subscription_id", "period_start"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["top_up", "top_up_pack", "usage_day"]).await
    }
}

fn usage_day() -> TableCreateStatement {
    let mut table = owned("usage_day");
    belongs_to(&mut table, "usage_day", "subscription_id", "subscription", true);
    table.col(date("day")).col(int8("down_bytes")).col(int8("up_bytes")).col(boolean("final"));
    table.index(
        Index::create()
            .name("usage_day_tenant_id_subscription_id_day_key")
            .unique()
            .col("tenant_id")
            .col("subscription_id")
            .col("day"),
    );
    table.check(Expr::cust("down_bytes >= 0"));
    table.check(Expr::cust("up_bytes >= 0"));
    table
}

fn top_up_pack() -> TableCreateStatement {
    let mut table = owned("top_up_pack");
    table
        .col(text("code"))
        .col(text("name"))
        .col(int8("bytes"))
        .col(text("currency"))
        .col(int8("price_minor"))
        .col(text("tax_code"))
        .col(instant("created_at"))
        .col(optional(&instant("retired_at")))
        .col(int4("version"));
    unique(&mut table, "top_up_pack", "code");
    table.check(Expr::cust("bytes > 0"));
    table.check(Expr::cust("price_minor >= 0"));
    table
}

fn top_up() -> TableCreateStatement {
    let mut table = owned("top_up");
    table.col(ColumnDef::new("customer_id").uuid().not_null());
    of_the_same_customer(&mut table, "top_up", "subscription_id", "subscription", true);
    belongs_to(&mut table, "top_up", "pack_id", "top_up_pack", true);
    table
        .col(date("period_start"))
        .col(date("period_end"))
        .col(int8("bytes"))
        .col(text("source_key"))
        .col(instant("bought_at"));
    unique(&mut table, "top_up", "source_key");
    table.check(Expr::cust("bytes > 0"));
    table.check(Expr::cust("period_start < period_end"));
    table
}
