//! What goes back of payments, and what comes again, each on the day it happens; what a bank demands beside what it got.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::table::{
    add_columns, belongs_to, drop_columns, in_the_customers_currency, index, instant, int8,
    of_the_same_customer, owned, text,
};

/// What goes back of payments, and what comes again.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_columns(manager, columns()).await?;
        manager.create_table(payment_return()).await?;
        manager.create_index(index("payment_return", &["at", "id"])).await?;
        manager.create_index(index("payment_return", &["customer_id", "at", "id"])).await?;
        manager.create_index(index("payment_return", &["payment_id"])).await?;
        let connection = manager.get_connection();
        // What is known of a dispute is what was taken for it; the gateway's next word of it tells the rest.
        connection.execute_unprepared("UPDATE payment_dispute SET claimed_minor = amount_minor").await?;
        for statement in backfill(connection.get_database_backend()) {
            connection.execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("payment_return").take()).await?;
        drop_columns(manager, columns()).await
    }
}

fn columns() -> Vec<(&'static str, ColumnDef)> {
    ["claimed_minor", "restored_minor"].map(|name| ("payment_dispute", int8(name).default(0).take())).into()
}

fn payment_return() -> TableCreateStatement {
    let mut table = owned("payment_return");
    in_the_customers_currency(&mut table, "payment_return");
    of_the_same_customer(&mut table, "payment_return", "payment_id", "payment", true);
    belongs_to(&mut table, "payment_return", "refund_id", "payment_refund", false);
    belongs_to(&mut table, "payment_return", "dispute_id", "payment_dispute", false);
    table.col(text("currency")).col(text("kind")).col(int8("amount_minor")).col(instant("at"));
    table.check(Expr::cust("amount_minor <> 0"));
    table.check(Expr::cust("refund_id IS NULL OR kind = 'REFUND'"));
    table.check(Expr::cust("dispute_id IS NULL OR kind = 'CHARGEBACK'"));
    table
}

/// Existing rows: on the day that is known of a refund or a dispute, but not before the payment came in (a sandbox's
/// clock may be ahead of the time that was kept); what has no such row, on the day of the payment.
fn backfill(backend: DbBackend) -> [String; 4] {
    let id = if backend == DbBackend::Sqlite { "randomblob(16)" } else { "gen_random_uuid()" };
    let into = "INSERT INTO payment_return (id, tenant_id, customer_id, currency, payment_id";
    let of_row = |table: &str, link: &str, kind: &str, at: &str, which: &str| {
        format!(
            "{into}, {link}, kind, amount_minor, at)
             SELECT {id}, x.tenant_id, x.customer_id, x.currency, x.payment_id, x.id, '{kind}', x.amount_minor,
                    CASE WHEN {at} > p.received_at THEN {at} ELSE p.received_at END
               FROM {table} x
               JOIN payment p ON p.tenant_id = x.tenant_id AND p.id = x.payment_id
              WHERE {which}"
        )
    };
    let rest = |column: &str, kind: &str| {
        format!(
            "{into}, kind, amount_minor, at)
             SELECT {id}, p.tenant_id, p.customer_id, p.currency, p.id, '{kind}',
                    CAST(p.{column} - coalesce(r.amount, 0) AS bigint), p.received_at
               FROM payment p
               LEFT JOIN (SELECT payment_id, sum(amount_minor) AS amount FROM payment_return
                           WHERE kind = '{kind}' GROUP BY payment_id) r ON r.payment_id = p.id
              WHERE p.{column} <> coalesce(r.amount, 0)"
        )
    };
    [
        of_row(
            "payment_refund",
            "refund_id",
            "REFUND",
            "coalesce(x.settled_at, x.created_at)",
            "x.status = 'SUCCEEDED'",
        ),
        of_row(
            "payment_dispute",
            "dispute_id",
            "CHARGEBACK",
            "x.opened_at",
            "x.status IN ('OPEN', 'LOST') AND x.amount_minor > 0",
        ),
        rest("refunded_minor", "REFUND"),
        rest("charged_back_minor", "CHARGEBACK"),
    ]
}
