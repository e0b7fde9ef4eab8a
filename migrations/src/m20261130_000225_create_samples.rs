//! What the poller measures, in full and rolled up, and what of it waits to be rolled up.
//!
//! The five tables of measures grow by millions of rows a day and are thrown away by age. On PostgreSQL they are therefore
//! partitioned by `at`, and old rows go with their partition; a job makes partitions ahead and drops them. PostgreSQL wants
//! the partition key in every unique key, so these tables have no `id`: the row is what was measured, of what, and when.
//! Nothing refers to them. The partition `…_rest` holds what no other is there for, so that no sample is refused because the
//! job has not run. SQLite has plain tables of the same shape.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::table::{
    belongs_to, boolean, drop_all, index, instant, int4, int8, optional, owned, text, to_tenant,
};

/// What the poller measures, in full and rolled up.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, "interface_sample", interface_sample()).await?;
        create(manager, "device_poll", device_poll()).await?;
        create(manager, "interface_five_minutes", interface_rollup("interface_five_minutes")).await?;
        create(manager, "interface_hour", interface_rollup("interface_hour")).await?;
        create(manager, "device_hour", device_hour()).await?;
        manager.create_table(sample_work()).await?;
        manager.create_index(index("sample_work", &["due_at"])).await?;
        // The job's question: whose samples wait, whoever's they are.
        manager
            .create_index(
                Index::create().name("sample_work_due_at_idx").table("sample_work").col("due_at").take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "sample_work",
            "device_hour",
            "interface_hour",
            "interface_five_minutes",
            "device_poll",
            "interface_sample",
        ];
        drop_all(manager, &tables).await
    }
}

/// Makes a table of measures, on PostgreSQL partitioned by `at`.
async fn create(
    manager: &SchemaManager<'_>,
    name: &'static str,
    table: TableCreateStatement,
) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Sqlite {
        return manager.create_table(table).await;
    }
    let connection = manager.get_connection();
    let whole = format!("{} PARTITION BY RANGE (at)", table.to_string(PostgresQueryBuilder));
    connection.execute_unprepared(&whole).await?;
    connection.execute_unprepared(&format!("CREATE TABLE {name}_rest PARTITION OF {name} DEFAULT")).await?;
    Ok(())
}

/// A measure of `column`'s row of `parent` at an instant.
fn measured(name: &'static str, column: &'static str, parent: &'static str) -> TableCreateStatement {
    let mut table = Table::create().table(name).take();
    table.col(ColumnDef::new("tenant_id").uuid().not_null());
    to_tenant(&mut table, name);
    belongs_to(&mut table, name, column, parent, true);
    table.col(instant("at"));
    table.primary_key(Index::create().col("tenant_id").col(column).col("at"));
    table
}

fn interface_sample() -> TableCreateStatement {
    let mut table = measured("interface_sample", "interface_id", "device_interface");
    for column in ["in_bps", "out_bps", "in_octets", "out_octets", "in_errors", "out_errors"] {
        table.col(optional(&int8(column)));
    }
    table
}

fn device_poll() -> TableCreateStatement {
    let mut table = measured("device_poll", "device_id", "device");
    table.col(boolean("ok"));
    for column in ["response_micros", "cpu_permille", "memory_permille"] {
        table.col(optional(&int4(column)));
    }
    table
}

fn interface_rollup(name: &'static str) -> TableCreateStatement {
    let mut table = measured(name, "interface_id", "device_interface");
    table.col(int4("in_count")).col(int4("out_count"));
    for column in ["in_avg_bps", "in_p95_bps", "in_max_bps", "out_avg_bps", "out_p95_bps", "out_max_bps"] {
        table.col(optional(&int8(column)));
    }
    for column in ["in_octets", "out_octets", "in_errors", "out_errors"] {
        table.col(optional(&int8(column)));
    }
    table
}

fn device_hour() -> TableCreateStatement {
    let mut table = measured("device_hour", "device_id", "device");
    // Of each quarter of the hour: zones differ by quarters, and so do the hours of announced work.
    for column in ["known_q1", "known_q2", "known_q3", "known_q4", "ok_q1", "ok_q2", "ok_q3", "ok_q4"] {
        table.col(int4(column));
    }
    for column in ["response_avg_micros", "cpu_avg_permille", "memory_avg_permille"] {
        table.col(optional(&int4(column)));
    }
    table
}

fn sample_work() -> TableCreateStatement {
    let mut table = owned("sample_work");
    belongs_to(&mut table, "sample_work", "device_id", "device", true);
    table.col(text("kind")).col(instant("start_at")).col(instant("due_at"));
    table.index(
        Index::create()
            .name("sample_work_tenant_id_device_id_kind_start_at_key")
            .unique()
            .col("tenant_id")
            .col("device_id")
            .col("kind")
            .col("start_at"),
    );
    table
}
