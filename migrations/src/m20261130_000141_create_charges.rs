//! Payments through a gateway: stored methods, what a payment asks of the gateway, what it is meant for, its attempts,
//! refunds, disputes, and the gateway's own word of them.

use sea_orm_migration::prelude::*;

use crate::table::{
    belongs_to, boolean, drop_all, in_the_customers_currency, index, instant, int4, int8, json,
    key_with_customer, of_the_same_customer, optional, owned, text, unique,
};

/// Payments through a gateway.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// One default method a customer.
const DEFAULT_KEY: &str = "CREATE UNIQUE INDEX payment_method_default_key
    ON payment_method (tenant_id, customer_id) WHERE is_default";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(payment_method()).await?;
        manager.get_connection().execute_unprepared(DEFAULT_KEY).await?;
        manager.create_index(index("payment_method", &["customer_id"])).await?;
        manager.create_index(index("payment_method", &["gateway_ref"])).await?;
        manager.create_table(payment_charge()).await?;
        // What is due is looked for over all tenants at once.
        let due =
            Index::create().name("payment_charge_due_idx").table("payment_charge").col("check_at").take();
        manager.create_index(due).await?;
        manager.create_table(payment_claim()).await?;
        manager.create_index(index("payment_claim", &["invoice_id"])).await?;
        manager.create_index(index("payment_claim", &["payment_id"])).await?;
        manager.create_table(payment_attempt()).await?;
        manager.create_table(payment_refund()).await?;
        let due =
            Index::create().name("payment_refund_due_idx").table("payment_refund").col("check_at").take();
        manager.create_index(due).await?;
        manager.create_index(index("payment_refund", &["payment_id"])).await?;
        manager.create_table(payment_dispute()).await?;
        manager.create_index(index("payment_dispute", &["payment_id"])).await?;
        manager.create_table(gateway_event()).await?;
        let due = Index::create().name("gateway_event_due_idx").table("gateway_event").col("check_at").take();
        manager.create_index(due).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(
            manager,
            &[
                "gateway_event",
                "payment_dispute",
                "payment_refund",
                "payment_attempt",
                "payment_claim",
                "payment_charge",
                "payment_method",
            ],
        )
        .await
    }
}

fn payment_method() -> TableCreateStatement {
    let mut table = owned("payment_method");
    belongs_to(&mut table, "payment_method", "customer_id", "customer", true);
    table
        .col(text("kind"))
        .col(text("status"))
        .col(text("gateway"))
        .col(ColumnDef::new("sealed_token").binary())
        .col(optional(&text("gateway_customer")))
        .col(optional(&text("gateway_ref")))
        .col(optional(&text("action")))
        .col(text("label"))
        .col(text("brand"))
        .col(text("last4"))
        .col(ColumnDef::new("expires_on").date())
        .col(boolean("is_default"))
        .col(optional(&instant("warned_at")))
        .col(instant("created_at"))
        .col(int4("version"))
        // What is removed keeps nothing to pay with.
        .check(Expr::cust("status <> 'REMOVED' OR (sealed_token IS NULL AND NOT is_default)"))
        .check(Expr::cust("NOT is_default OR status = 'ACTIVE'"));
    key_with_customer(&mut table, "payment_method");
    table
}

fn payment_charge() -> TableCreateStatement {
    let mut table = owned("payment_charge");
    table.col(ColumnDef::new("customer_id").uuid().not_null()).foreign_key(
        ForeignKey::create()
            .name("payment_charge_id_fkey")
            .from("payment_charge", ("tenant_id", "customer_id", "id"))
            .to("payment", ("tenant_id", "customer_id", "id")),
    );
    of_the_same_customer(&mut table, "payment_charge", "method_id", "payment_method", false);
    table
        .col(text("gateway"))
        .col(text("origin"))
        .col(boolean("keeps_credit"))
        .col(optional(&text("action")))
        .col(optional(&text("decline_code")))
        .col(optional(&text("decline_message")))
        .col(int4("checks"))
        .col(optional(&instant("check_at")))
        .col(instant("created_at"))
        .col(optional(&instant("settled_at")));
    table
}

fn payment_claim() -> TableCreateStatement {
    let mut table = owned("payment_claim");
    table.col(ColumnDef::new("customer_id").uuid().not_null());
    of_the_same_customer(&mut table, "payment_claim", "payment_id", "payment", true);
    of_the_same_customer(&mut table, "payment_claim", "invoice_id", "invoice", true);
    table.col(int8("amount_minor")).col(boolean("is_live")).check(Expr::cust("amount_minor > 0"));
    table
}

fn payment_attempt() -> TableCreateStatement {
    let mut table = owned("payment_attempt");
    belongs_to(&mut table, "payment_attempt", "payment_id", "payment", true);
    table
        .col(int4("number"))
        .col(text("source"))
        .col(text("status"))
        .col(optional(&text("decline_code")))
        .col(optional(&text("message")))
        .col(instant("at"))
        .index(
            Index::create()
                .name("payment_attempt_tenant_id_payment_id_number_key")
                .unique()
                .col("tenant_id")
                .col("payment_id")
                .col("number"),
        );
    table
}

fn payment_refund() -> TableCreateStatement {
    let mut table = owned("payment_refund");
    in_the_customers_currency(&mut table, "payment_refund");
    of_the_same_customer(&mut table, "payment_refund", "payment_id", "payment", true);
    table
        .col(text("currency"))
        .col(int8("amount_minor"))
        .col(text("status"))
        .col(text("reason"))
        .col(optional(&text("gateway_ref")))
        .col(optional(&text("message")))
        .col(int4("checks"))
        .col(optional(&instant("check_at")))
        .col(instant("created_at"))
        .col(optional(&instant("settled_at")))
        .check(Expr::cust("amount_minor > 0"));
    table
}

fn payment_dispute() -> TableCreateStatement {
    let mut table = owned("payment_dispute");
    in_the_customers_currency(&mut table, "payment_dispute");
    of_the_same_customer(&mut table, "payment_dispute", "payment_id", "payment", true);
    table
        .col(text("currency"))
        .col(int8("amount_minor"))
        .col(text("status"))
        .col(text("gateway_ref"))
        .col(instant("opened_at"))
        .col(optional(&instant("closed_at")))
        .check(Expr::cust("amount_minor >= 0"));
    unique(&mut table, "payment_dispute", "gateway_ref");
    table
}

fn gateway_event() -> TableCreateStatement {
    let mut table = owned("gateway_event");
    table
        .col(text("gateway"))
        .col(text("event_id"))
        .col(text("kind"))
        .col(ColumnDef::new("body").binary().not_null())
        .col(json("subject"))
        .col(instant("received_at"))
        .col(int4("checks"))
        .col(optional(&instant("check_at")))
        .col(optional(&instant("processed_at")))
        .col(optional(&text("outcome")))
        .index(
            Index::create()
                .name("gateway_event_tenant_id_gateway_event_id_key")
                .unique()
                .col("tenant_id")
                .col("gateway")
                .col("event_id"),
        );
    table
}
