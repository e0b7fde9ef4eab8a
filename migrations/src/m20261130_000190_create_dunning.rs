//! What is done about what is overdue: the steps that were taken, promises to pay later, and lines that are disputed.

use sea_orm_migration::prelude::*;

use crate::table::{
    belongs_to, date, drop_all, in_the_customers_currency, index, instant, int4, int8, key_with_customer,
    of_the_same_customer, optional, owned, text, unique,
};

/// What is done about what is overdue.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let hold = int8("dispute_hold_minor").default(0).take();
        manager.alter_table(Table::alter().table("invoice").add_column(hold).take()).await?;
        manager.create_table(dunning_step()).await?;
        manager.create_index(index("dunning_step", &["customer_id"])).await?;
        manager.create_table(payment_arrangement()).await?;
        manager.create_index(index("payment_arrangement", &["customer_id", "accepted_at-"])).await?;
        let connection = manager.get_connection();
        let one = "CREATE UNIQUE INDEX payment_arrangement_active_key \
                   ON payment_arrangement (tenant_id, customer_id) WHERE status = 'ACTIVE'";
        connection.execute_unprepared(one).await?;
        manager.create_table(arrangement_instalment()).await?;
        manager.create_table(arrangement_invoice()).await?;
        manager.create_index(index("arrangement_invoice", &["invoice_id"])).await?;
        manager.create_table(line_dispute()).await?;
        manager.create_index(index("line_dispute", &["invoice_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(
            manager,
            &[
                "line_dispute",
                "arrangement_invoice",
                "arrangement_instalment",
                "payment_arrangement",
                "dunning_step",
            ],
        )
        .await?;
        let hold = Table::alter().table("invoice").drop_column("dispute_hold_minor").take();
        manager.alter_table(hold).await
    }
}

/// A row for each invoice and step: its key is what keeps a step from being taken twice.
fn dunning_step() -> TableCreateStatement {
    let mut table = owned("dunning_step");
    table.col(ColumnDef::new("customer_id").uuid().not_null());
    of_the_same_customer(&mut table, "dunning_step", "invoice_id", "invoice", true);
    table
        .col(int4("stage"))
        .col(text("action"))
        .col(int8("overdue_minor"))
        .col(date("taken_on"))
        .col(instant("taken_at"))
        .index(
            Index::create()
                .name("dunning_step_tenant_id_invoice_id_stage_key")
                .unique()
                .col("tenant_id")
                .col("invoice_id")
                .col("stage"),
        )
        .check(Expr::cust("stage >= 1"));
    table
}

fn payment_arrangement() -> TableCreateStatement {
    let mut table = owned("payment_arrangement");
    table.col(text("currency"));
    in_the_customers_currency(&mut table, "payment_arrangement");
    table
        .col(text("status"))
        .col(int8("total_minor"))
        .col(date("shields_until"))
        .col(instant("accepted_at"))
        .col(optional(&date("closed_on")))
        .col(int4("version"))
        .check(Expr::cust("total_minor > 0"))
        .check(Expr::cust("(status = 'ACTIVE') = (closed_on IS NULL)"));
    key_with_customer(&mut table, "payment_arrangement");
    table
}

fn arrangement_instalment() -> TableCreateStatement {
    let mut table = owned("arrangement_instalment");
    belongs_to(&mut table, "arrangement_instalment", "arrangement_id", "payment_arrangement", true);
    table
        .col(int4("number"))
        .col(date("due"))
        .col(int8("amount_minor"))
        .index(
            Index::create()
                .name("arrangement_instalment_tenant_id_arrangement_id_number_key")
                .unique()
                .col("tenant_id")
                .col("arrangement_id")
                .col("number"),
        )
        .check(Expr::cust("amount_minor > 0"));
    table
}

fn arrangement_invoice() -> TableCreateStatement {
    let mut table = owned("arrangement_invoice");
    table.col(ColumnDef::new("customer_id").uuid().not_null());
    of_the_same_customer(&mut table, "arrangement_invoice", "arrangement_id", "payment_arrangement", true);
    of_the_same_customer(&mut table, "arrangement_invoice", "invoice_id", "invoice", true);
    table.col(int8("balance_minor")).index(
        Index::create()
            .name("arrangement_invoice_tenant_id_arrangement_id_invoice_id_key")
            .unique()
            .col("tenant_id")
            .col("arrangement_id")
            .col("invoice_id"),
    );
    table
}

/// `ticket_id` has no foreign key: tickets link themselves when they hear of the dispute.
fn line_dispute() -> TableCreateStatement {
    let mut table = owned("line_dispute");
    table.col(ColumnDef::new("customer_id").uuid().not_null());
    of_the_same_customer(&mut table, "line_dispute", "invoice_id", "invoice", true);
    belongs_to(&mut table, "line_dispute", "line_id", "invoice_line", true);
    table
        .col(text("reason"))
        .col(text("explanation"))
        .col(int8("amount_minor"))
        .col(text("status"))
        .col(instant("opened_at"))
        .col(optional(&instant("settled_at")))
        .col(optional(&text("answer")));
    of_the_same_customer(&mut table, "line_dispute", "credit_note_id", "credit_note", false);
    table
        .col(ColumnDef::new("ticket_id").uuid())
        .col(int4("version"))
        .check(Expr::cust("amount_minor > 0"))
        .check(Expr::cust("(status = 'OPEN') = (settled_at IS NULL)"));
    // Once: a line that was looked at is not disputed again to win time.
    unique(&mut table, "line_dispute", "line_id");
    table
}
