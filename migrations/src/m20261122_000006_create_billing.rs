//! Taxes, invoices, credit notes, allocations and balances.

use sea_orm_migration::prelude::*;

use crate::table::{
    belongs_to, boolean, date, drop_all, in_the_customers_currency, index, instant, int4, int8, json,
    key_with_customer, of_the_same_customer, optional, owned, text, to_tenant, unique,
};

/// Taxes, invoices, credit notes, allocations and balances.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(tax_rate()).await?;
        manager.create_table(invoice()).await?;
        manager.create_index(index("invoice", &["customer_id", "issue_date-", "id-"])).await?;
        manager.create_index(index("invoice", &["customer_id", "due_date"])).await?;
        manager.create_index(index("invoice", &["status", "due_date"])).await?;
        manager.create_table(invoice_line()).await?;
        manager.create_index(index("invoice_line", &["subscription_id"])).await?;
        manager.create_table(invoice_line_tax()).await?;
        manager.create_index(index("invoice_line_tax", &["line_id"])).await?;
        manager.create_index(index("invoice_line_tax", &["invoice_id"])).await?;
        manager.create_table(credit_note()).await?;
        manager.create_index(index("credit_note", &["customer_id", "issued_at-", "id-"])).await?;
        manager.create_index(index("credit_note", &["invoice_id"])).await?;
        manager.create_table(allocation()).await?;
        manager.create_index(index("allocation", &["invoice_id"])).await?;
        manager.create_index(index("allocation", &["payment_id"])).await?;
        manager.create_index(index("allocation", &["credit_note_id"])).await?;
        manager.create_table(customer_balance()).await?;
        manager.create_table(document_sequence()).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(
            manager,
            &[
                "document_sequence",
                "customer_balance",
                "allocation",
                "credit_note",
                "invoice_line_tax",
                "invoice_line",
                "invoice",
                "tax_rate",
            ],
        )
        .await
    }
}

fn tax_rate() -> TableCreateStatement {
    let mut table = owned("tax_rate");
    table
        .col(text("code"))
        .col(text("name"))
        .col(int8("rate_micro"))
        .col(text("jurisdiction"))
        .col(boolean("compound"))
        .col(boolean("inclusive"))
        .col(date("from_date"))
        .col(optional(&date("to_date")));
    table.check(Expr::cust("rate_micro >= 0"));
    table
}

fn invoice() -> TableCreateStatement {
    let mut table = owned("invoice");
    table.col(optional(&text("number")));
    in_the_customers_currency(&mut table, "invoice");
    table
        .col(text("status"))
        .col(text("kind"))
        .col(optional(&date("period_start")))
        .col(optional(&date("period_end")))
        .col(optional(&date("issue_date")))
        .col(optional(&date("due_date")))
        .col(text("currency"))
        .col(int8("subtotal_minor"))
        .col(int8("tax_minor"))
        .col(int8("total_minor"))
        .col(int8("allocated_minor"))
        .col(optional(&instant("finalized_at")))
        .col(optional(&instant("voided_at")))
        .col(instant("created_at"))
        .col(int4("version"));
    unique(&mut table, "invoice", "number");
    key_with_customer(&mut table, "invoice");
    table.check(Expr::cust("total_minor = subtotal_minor + tax_minor"));
    table.check(Expr::cust("total_minor >= 0"));
    table.check(Expr::cust("allocated_minor BETWEEN 0 AND total_minor"));
    table.check(Expr::cust("status = 'DRAFT' OR (number IS NOT NULL AND issue_date IS NOT NULL AND due_date IS NOT NULL AND finalized_at IS NOT NULL)"));
    table.check(Expr::cust("status <> 'PAID' OR allocated_minor = total_minor"));
    table
}

fn invoice_line() -> TableCreateStatement {
    let mut table = owned("invoice_line");
    belongs_to(&mut table, "invoice_line", "invoice_id", "invoice", true);
    table.col(int4("position")).col(text("kind"));
    belongs_to(&mut table, "invoice_line", "subscription_id", "subscription", false);
    table
        .col(text("description_key"))
        .col(json("description_args"))
        .col(optional(&date("service_start")))
        .col(optional(&date("service_end")))
        .col(int8("quantity_micro"))
        .col(int8("unit_price_minor"))
        .col(int8("net_minor"));
    belongs_to(&mut table, "invoice_line", "reverses_line_id", "invoice_line", false);
    table.index(
        Index::create()
            .name("invoice_line_tenant_id_invoice_id_position_key")
            .unique()
            .col("tenant_id")
            .col("invoice_id")
            .col("position"),
    );
    table
}

fn invoice_line_tax() -> TableCreateStatement {
    let mut table = owned("invoice_line_tax");
    belongs_to(&mut table, "invoice_line_tax", "invoice_id", "invoice", true);
    belongs_to(&mut table, "invoice_line_tax", "line_id", "invoice_line", true);
    belongs_to(&mut table, "invoice_line_tax", "tax_rate_id", "tax_rate", true);
    table
        .col(text("name"))
        .col(text("jurisdiction"))
        .col(int8("rate_micro"))
        .col(int8("base_minor"))
        .col(int8("amount_minor"));
    table
}

fn credit_note() -> TableCreateStatement {
    let mut table = owned("credit_note");
    table.col(text("number"));
    in_the_customers_currency(&mut table, "credit_note");
    of_the_same_customer(&mut table, "credit_note", "invoice_id", "invoice", false);
    table
        .col(text("reason"))
        .col(text("currency"))
        .col(int8("net_minor"))
        .col(int8("tax_minor"))
        .col(int8("total_minor"))
        .col(int8("allocated_minor"))
        .col(text("status"))
        .col(instant("issued_at"))
        .col(int4("version"));
    unique(&mut table, "credit_note", "number");
    key_with_customer(&mut table, "credit_note");
    table.check(Expr::cust("total_minor = net_minor + tax_minor"));
    table.check(Expr::cust("allocated_minor BETWEEN 0 AND total_minor"));
    table
}

fn allocation() -> TableCreateStatement {
    let mut table = owned("allocation");
    // One column for both ends: nobody's money pays another's invoice.
    table.col(ColumnDef::new("customer_id").uuid().not_null());
    of_the_same_customer(&mut table, "allocation", "payment_id", "payment", false);
    of_the_same_customer(&mut table, "allocation", "credit_note_id", "credit_note", false);
    of_the_same_customer(&mut table, "allocation", "invoice_id", "invoice", true);
    table.col(int8("amount_minor")).col(instant("at")).col(optional(&instant("reversed_at")));
    table.check(Expr::cust("amount_minor > 0"));
    table.check(Expr::cust("(payment_id IS NULL) <> (credit_note_id IS NULL)"));
    table
}

fn customer_balance() -> TableCreateStatement {
    let mut table = Table::create().table("customer_balance").take();
    table
        .col(ColumnDef::new("customer_id").uuid().not_null().primary_key())
        .col(ColumnDef::new("tenant_id").uuid().not_null())
        .col(int8("open_minor"))
        .col(int8("unapplied_minor"))
        .col(int4("open_invoices"));
    table.foreign_key(
        ForeignKey::create()
            .name("customer_balance_customer_id_fkey")
            .from("customer_balance", ("tenant_id", "customer_id"))
            .to("customer", ("tenant_id", "id")),
    );
    table.check(Expr::cust("open_minor >= 0"));
    table.check(Expr::cust("unapplied_minor >= 0"));
    table.check(Expr::cust("open_invoices >= 0"));
    table
}

fn document_sequence() -> TableCreateStatement {
    let mut table = Table::create().table("document_sequence").take();
    table.col(ColumnDef::new("tenant_id").uuid().not_null()).col(text("kind")).col(int8("next"));
    table.primary_key(Index::create().col("tenant_id").col("kind"));
    to_tenant(&mut table, "document_sequence");
    table
}
