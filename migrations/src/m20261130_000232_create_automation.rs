//! Runs of playbooks: what was asked for, on which devices, what came of it and what was printed.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, boolean, drop_all, index, instant, int4, json, optional, owned, pair, text};

/// Runs of playbooks.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// What only some rows are in: what waits for a worker or has one, and what is sealed.
const PARTIAL: [&str; 2] = [
    "CREATE INDEX automation_run_waiting_idx ON automation_run (tenant_id, requested_at) WHERE status IN ('QUEUED', 'RUNNING')",
    "CREATE INDEX automation_run_key_idx ON automation_run (substr(sealed_variables, 1, 5), tenant_id, id) WHERE sealed_variables IS NOT NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(automation_run()).await?;
        manager.create_index(index("automation_run", &["requested_at-"])).await?;
        manager.create_index(index("automation_run", &["subscription_id", "requested_at-"])).await?;
        for sql in PARTIAL {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        manager.create_table(automation_host()).await?;
        manager.create_index(index("automation_host", &["device_id"])).await?;
        manager.create_table(automation_line()).await?;
        // For clearing.
        manager.create_index(index("automation_line", &["at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["automation_line", "automation_host", "automation_run"]).await
    }
}

fn automation_run() -> TableCreateStatement {
    let mut table = owned("automation_run");
    table
        .col(text("playbook"))
        .col(optional(&text("action")))
        .col(text("status"))
        .col(boolean("check_mode"))
        .col(json("variables"))
        .col(ColumnDef::new("sealed_variables").binary());
    belongs_to(&mut table, "automation_run", "customer_id", "customer", false);
    belongs_to(&mut table, "automation_run", "subscription_id", "subscription", false);
    belongs_to(&mut table, "automation_run", "requested_by", "portal_account", false);
    table.col(instant("requested_at"));
    belongs_to(&mut table, "automation_run", "approved_by", "portal_account", false);
    table.col(optional(&instant("approved_at")));
    belongs_to(&mut table, "automation_run", "cancelled_by", "portal_account", false);
    table
        .col(optional(&instant("cancel_asked_at")))
        .col(optional(&instant("started_at")))
        .col(optional(&instant("ended_at")))
        .col(optional(&text("failure")))
        .col(optional(&text("failure_text")))
        .col(optional(&int4("exit_status")))
        .col(optional(&text("lease_holder")))
        .col(optional(&instant("lease_until")))
        .col(int4("log_lines"))
        .col(boolean("log_cut"))
        .col(int4("version"));
    // Whoever runs it is known for as long as it runs, and no longer.
    table.check(Expr::cust("(status = 'RUNNING') = (lease_until IS NOT NULL)"));
    table.check(Expr::cust(
        "(status IN ('SUCCESS', 'FAILED', 'CANCELLED', 'TIMEOUT')) = (ended_at IS NOT NULL)",
    ));
    // No secret outlives the run.
    table.check(Expr::cust("ended_at IS NULL OR sealed_variables IS NULL"));
    table.check(Expr::cust("approved_by IS NULL OR requested_by IS NULL OR approved_by <> requested_by"));
    table
}

fn automation_host() -> TableCreateStatement {
    let mut table = owned("automation_host");
    belongs_to(&mut table, "automation_host", "run_id", "automation_run", true);
    belongs_to(&mut table, "automation_host", "device_id", "device", true);
    for counted in ["ok", "changed", "unreachable", "failed", "skipped"] {
        table.col(optional(&int4(counted)));
    }
    pair(&mut table, "automation_host", "run_id", "device_id");
    table
}

fn automation_line() -> TableCreateStatement {
    let mut table = owned("automation_line");
    belongs_to(&mut table, "automation_line", "run_id", "automation_run", true);
    table.col(int4("seq")).col(instant("at")).col(text("line"));
    pair(&mut table, "automation_line", "run_id", "seq");
    table
}
