//! What is given up of invoices, and what comes in of it after all, each on the day it happens.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::table::{in_the_customers_currency, index, instant, int8, of_the_same_customer, owned, text};

/// What is given up of invoices.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(write_off()).await?;
        manager.create_index(index("write_off", &["at", "id"])).await?;
        manager.create_index(index("write_off", &["customer_id", "at", "id"])).await?;
        manager.create_index(index("write_off", &["invoice_id"])).await?;
        let connection = manager.get_connection();
        connection.execute_unprepared(&backfill(connection.get_database_backend())).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("write_off").take()).await
    }
}

fn write_off() -> TableCreateStatement {
    let mut table = owned("write_off");
    in_the_customers_currency(&mut table, "write_off");
    of_the_same_customer(&mut table, "write_off", "invoice_id", "invoice", true);
    table.col(text("currency")).col(int8("amount_minor")).col(instant("at"));
    table.check(Expr::cust("amount_minor <> 0"));
    table
}

/// When an invoice was given up was not kept: it stays on the due date, under which it has been reported. At 11:00 UTC
/// it is that day from UTC-11 to UTC+12.
fn backfill(backend: DbBackend) -> String {
    let (id, at) = if backend == DbBackend::Sqlite {
        ("randomblob(16)", "coalesce(due_date, issue_date) || 'T11:00:00+00:00'")
    } else {
        ("gen_random_uuid()", "(coalesce(due_date, issue_date) + time '11:00') AT TIME ZONE 'UTC'")
    };
    format!(
        "INSERT INTO write_off (id, tenant_id, customer_id, currency, invoice_id, amount_minor, at)
         SELECT {id}, tenant_id, customer_id, currency, id, total_minor - allocated_minor, {at}
           FROM invoice
          WHERE status = 'UNCOLLECTIBLE' AND total_minor > allocated_minor"
    )
}
