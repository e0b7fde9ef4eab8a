//! Coupons, and the discounts that customers have.

use sea_orm_migration::prelude::*;

use crate::table::{
    belongs_to, date, drop_all, in_the_customers_currency, index, instant, int2, int4, int8,
    of_the_same_customer, optional, owned, text, unique,
};

/// Coupons, and the discounts that customers have.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(coupon()).await?;
        manager.create_table(coupon_plan()).await?;
        manager.create_table(customer_discount()).await?;
        manager.create_index(index("customer_discount", &["customer_id", "from_date"])).await?;
        let once = "CREATE UNIQUE INDEX customer_discount_coupon_key \
                    ON customer_discount (tenant_id, coupon_id, customer_id) WHERE coupon_id IS NOT NULL";
        manager.get_connection().execute_unprepared(once).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["customer_discount", "coupon_plan", "coupon"]).await
    }
}

/// A percentage, or an amount with its currency.
const KIND_OF_REDUCTION: &str = "(percent_micro IS NULL) <> (amount_minor IS NULL)";
const PERCENT_RANGE: &str = "percent_micro IS NULL OR (percent_micro > 0 AND percent_micro <= 1000000)";
const AMOUNT_RANGE: &str = "amount_minor IS NULL OR amount_minor > 0";

fn coupon() -> TableCreateStatement {
    let mut table = owned("coupon");
    table
        .col(text("code"))
        .col(text("name"))
        .col(optional(&int8("percent_micro")))
        .col(optional(&int8("amount_minor")))
        .col(text("currency"))
        .col(optional(&int2("months_limit")))
        .col(date("valid_from"))
        .col(optional(&date("valid_to")))
        .col(optional(&int4("max_redemptions")))
        .col(int4("redeemed"))
        .col(instant("created_at"))
        .col(optional(&instant("retired_at")))
        .col(int4("version"));
    unique(&mut table, "coupon", "code");
    table.check(Expr::cust(KIND_OF_REDUCTION));
    table.check(Expr::cust(PERCENT_RANGE));
    table.check(Expr::cust(AMOUNT_RANGE));
    table.check(Expr::cust("months_limit IS NULL OR months_limit > 0"));
    table.check(Expr::cust("redeemed >= 0 AND (max_redemptions IS NULL OR redeemed <= max_redemptions)"));
    table
}

fn coupon_plan() -> TableCreateStatement {
    let mut table = owned("coupon_plan");
    belongs_to(&mut table, "coupon_plan", "coupon_id", "coupon", true);
    belongs_to(&mut table, "coupon_plan", "plan_id", "plan", true);
    table.index(
        Index::create()
            .name("coupon_plan_tenant_id_coupon_id_plan_id_key")
            .unique()
            .col("tenant_id")
            .col("coupon_id")
            .col("plan_id"),
    );
    table
}

fn customer_discount() -> TableCreateStatement {
    let mut table = owned("customer_discount");
    in_the_customers_currency(&mut table, "customer_discount");
    of_the_same_customer(&mut table, "customer_discount", "subscription_id", "subscription", false);
    belongs_to(&mut table, "customer_discount", "coupon_id", "coupon", false);
    table
        .col(text("name"))
        .col(optional(&int8("percent_micro")))
        .col(optional(&int8("amount_minor")))
        .col(text("currency"))
        .col(date("from_date"))
        .col(optional(&date("to_date")))
        .col(instant("created_at"))
        .col(int4("version"));
    table.check(Expr::cust(KIND_OF_REDUCTION));
    table.check(Expr::cust(PERCENT_RANGE));
    table.check(Expr::cust(AMOUNT_RANGE));
    table.check(Expr::cust("to_date IS NULL OR to_date >= from_date"));
    table
}
