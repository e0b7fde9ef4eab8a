//! What of a device is worth an alarm, and the alarms.

use sea_orm_migration::prelude::*;

use crate::table::{
    belongs_to, boolean, drop_all, index, instant, int4, int8, optional, owned, text, unique,
};

/// What of a device is worth an alarm, and the alarms.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(alert_rule()).await?;
        manager.create_table(alert()).await?;
        manager.create_index(index("alert", &["since-", "id-"])).await?;
        manager.create_index(index("alert", &["device_id", "since-"])).await?;
        // One that goes on for a subject and a metric: the device stands in where there is no interface, for NULLs are
        // distinct from each other.
        let one = "CREATE UNIQUE INDEX alert_open_key
            ON alert (tenant_id, device_id, metric, (COALESCE(interface_id, device_id))) WHERE resolved_at IS NULL";
        manager.get_connection().execute_unprepared(one).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["alert", "alert_rule"]).await
    }
}

fn alert_rule() -> TableCreateStatement {
    let mut table = owned("alert_rule");
    table
        .col(text("name"))
        .col(text("metric"))
        .col(text("comparison"))
        .col(optional(&int8("level")))
        .col(int4("settle_seconds"))
        .col(text("severity"))
        .col(optional(&text("device_kind")))
        .col(boolean("active"))
        .col(int4("version"));
    table.check(Expr::cust("settle_seconds BETWEEN 0 AND 86400"));
    // Down is down; everything else has a level.
    table.check(Expr::cust("(level IS NULL) = (metric IN ('DEVICE_DOWN', 'INTERFACE_DOWN'))"));
    unique(&mut table, "alert_rule", "name");
    table
}

fn alert() -> TableCreateStatement {
    let mut table = owned("alert");
    belongs_to(&mut table, "alert", "rule_id", "alert_rule", true);
    belongs_to(&mut table, "alert", "device_id", "device", true);
    belongs_to(&mut table, "alert", "interface_id", "device_interface", false);
    table
        .col(text("metric"))
        .col(text("severity"))
        .col(text("status"))
        .col(optional(&int8("value")))
        .col(instant("since"))
        .col(optional(&instant("opened_at")))
        .col(optional(&instant("acknowledged_at")));
    belongs_to(&mut table, "alert", "acknowledged_by", "portal_account", false);
    table.col(optional(&instant("resolved_at")));
    belongs_to(&mut table, "alert", "resolved_by", "portal_account", false);
    table.col(boolean("suppressed")).col(int4("good_samples")).col(int4("version"));
    table.check(Expr::cust("(status = 'RESOLVED') = (resolved_at IS NOT NULL)"));
    table.check(Expr::cust("(status = 'SETTLING') = (opened_at IS NULL)"));
    table
}
