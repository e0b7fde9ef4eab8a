//! What the life of invoices needs beside the documents themselves: the taxes of drafts, the lines of credit notes, late
//! fees, the periods that are billed, exemptions with their papers, and the clock of a sandbox.

use sea_orm_migration::prelude::*;

use crate::table::{
    add_columns, belongs_to, date, drop_all, drop_columns, index, instant, int4, int8, json,
    of_the_same_customer, optional, owned, text, unique,
};

/// What the life of invoices needs beside the documents themselves.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_columns(manager, columns()).await?;
        manager.create_table(credit_note_line()).await?;
        manager.create_index(index("credit_note_line", &["reverses_line_id"])).await?;
        manager.create_table(credit_note_line_tax()).await?;
        manager.create_index(index("credit_note_line_tax", &["credit_note_id"])).await?;
        manager.create_index(index("credit_note_line_tax", &["line_id"])).await?;
        manager.create_table(late_fee()).await?;
        manager.create_index(index("late_fee", &["fee_invoice_id"])).await?;
        manager.create_table(billed_period()).await?;
        manager.create_index(index("billed_period", &["invoice_id"])).await?;
        manager.create_table(credited_charge()).await?;
        manager.create_index(index("credited_charge", &["credit_note_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(
            manager,
            &["credited_charge", "billed_period", "late_fee", "credit_note_line_tax", "credit_note_line"],
        )
        .await?;
        drop_columns(manager, columns()).await
    }
}

fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        ("customer", optional(&text("tax_exempt_certificate"))),
        ("customer", optional(&date("tax_exempt_valid_to"))),
        // A draft is priced again when it is finalised.
        ("invoice_line", optional(&text("tax_code"))),
        ("credit_note", optional(&text("remark"))),
        ("credit_note", optional(&instant("voided_at"))),
        ("tenant", int8("clock_offset_us").default(0).take()),
    ]
}

fn credit_note_line() -> TableCreateStatement {
    let mut table = owned("credit_note_line");
    belongs_to(&mut table, "credit_note_line", "credit_note_id", "credit_note", true);
    table.col(int4("position"));
    belongs_to(&mut table, "credit_note_line", "reverses_line_id", "invoice_line", false);
    table.col(text("description_key")).col(json("description_args")).col(int8("net_minor")).index(
        Index::create()
            .name("credit_note_line_tenant_id_credit_note_id_position_key")
            .unique()
            .col("tenant_id")
            .col("credit_note_id")
            .col("position"),
    );
    table
}

fn credit_note_line_tax() -> TableCreateStatement {
    let mut table = owned("credit_note_line_tax");
    belongs_to(&mut table, "credit_note_line_tax", "credit_note_id", "credit_note", true);
    belongs_to(&mut table, "credit_note_line_tax", "line_id", "credit_note_line", true);
    belongs_to(&mut table, "credit_note_line_tax", "tax_rate_id", "tax_rate", true);
    table
        .col(text("name"))
        .col(text("jurisdiction"))
        .col(int8("rate_micro"))
        .col(int8("base_minor"))
        .col(int8("amount_minor"));
    table
}

fn late_fee() -> TableCreateStatement {
    let mut table = owned("late_fee");
    table.col(ColumnDef::new("customer_id").uuid().not_null());
    of_the_same_customer(&mut table, "late_fee", "invoice_id", "invoice", true);
    table.col(int4("stage"));
    of_the_same_customer(&mut table, "late_fee", "fee_invoice_id", "invoice", true);
    table
        .col(int8("overdue_minor"))
        .col(int8("amount_minor"))
        .col(instant("charged_at"))
        .col(optional(&instant("waived_at")))
        .col(optional(&text("waive_reason")))
        .index(
            Index::create()
                .name("late_fee_tenant_id_invoice_id_stage_key")
                .unique()
                .col("tenant_id")
                .col("invoice_id")
                .col("stage"),
        );
    table.check(Expr::cust("stage >= 1"));
    table.check(Expr::cust("amount_minor > 0"));
    table.check(Expr::cust("(waived_at IS NULL) = (waive_reason IS NULL)"));
    table
}

/// The key that keeps a period from being billed twice (domain.md §3.9). A row goes when its invoice is voided.
fn billed_period() -> TableCreateStatement {
    let mut table = owned("billed_period");
    belongs_to(&mut table, "billed_period", "subscription_id", "subscription", true);
    table.col(text("kind")).col(date("period_start")).col(date("period_end"));
    belongs_to(&mut table, "billed_period", "invoice_id", "invoice", false);
    belongs_to(&mut table, "billed_period", "credit_note_id", "credit_note", false);
    table.index(
        Index::create()
            .name("billed_period_tenant_id_subscription_id_kind_period_start_key")
            .unique()
            .col("tenant_id")
            .col("subscription_id")
            .col("kind")
            .col("period_start"),
    );
    table.check(Expr::cust("period_end > period_start"));
    table.check(Expr::cust("(invoice_id IS NULL) <> (credit_note_id IS NULL)"));
    table
}

/// Charges that a credit note has settled, because more was given back than charged.
fn credited_charge() -> TableCreateStatement {
    let mut table = owned("credited_charge");
    belongs_to(&mut table, "credited_charge", "charge_id", "charge", true);
    belongs_to(&mut table, "credited_charge", "credit_note_id", "credit_note", true);
    unique(&mut table, "credited_charge", "charge_id");
    table
}
