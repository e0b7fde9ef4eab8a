//! Who works on tickets, in which hours, and how soon: teams, calendars, service levels, and texts that are written often.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, boolean, drop_all, int2, int4, json, optional, owned, pair, text, unique};

/// Who works on tickets, in which hours, and how soon.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(support_team()).await?;
        manager.create_table(support_team_member()).await?;
        manager.create_table(business_calendar()).await?;
        manager.create_table(sla_policy()).await?;
        let one =
            "CREATE UNIQUE INDEX sla_policy_active_key ON sla_policy (tenant_id, priority) WHERE active";
        manager.get_connection().execute_unprepared(one).await?;
        manager.create_table(canned_reply()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables =
            ["canned_reply", "sla_policy", "business_calendar", "support_team_member", "support_team"];
        drop_all(manager, &tables).await
    }
}

fn support_team() -> TableCreateStatement {
    let mut table = owned("support_team");
    table.col(text("name")).col(boolean("active")).col(int4("version"));
    unique(&mut table, "support_team", "name");
    table
}

fn support_team_member() -> TableCreateStatement {
    let mut table = owned("support_team_member");
    belongs_to(&mut table, "support_team_member", "team_id", "support_team", true);
    belongs_to(&mut table, "support_team_member", "account_id", "portal_account", true);
    pair(&mut table, "support_team_member", "team_id", "account_id");
    table
}

fn business_calendar() -> TableCreateStatement {
    let mut table = owned("business_calendar");
    table.col(text("name")).col(text("zone")).col(json("hours")).col(json("holidays")).col(int4("version"));
    unique(&mut table, "business_calendar", "name");
    table
}

fn sla_policy() -> TableCreateStatement {
    let mut table = owned("sla_policy");
    table.col(text("name")).col(text("priority"));
    belongs_to(&mut table, "sla_policy", "calendar_id", "business_calendar", true);
    table
        .col(int4("first_reply_minutes"))
        .col(int4("fix_minutes"))
        .col(boolean("pauses_for_customer"))
        .col(boolean("pauses_for_vendor"))
        .col(int2("at_risk_percent"))
        .col(optional(&int2("escalate_percent")));
    belongs_to(&mut table, "sla_policy", "escalate_team_id", "support_team", false);
    table
        .col(boolean("active"))
        .col(int4("version"))
        .check(Expr::cust("first_reply_minutes > 0 AND fix_minutes > 0"))
        .check(Expr::cust("at_risk_percent BETWEEN 1 AND 99"))
        .check(Expr::cust("escalate_percent IS NULL OR escalate_percent BETWEEN 1 AND 1000"));
    unique(&mut table, "sla_policy", "name");
    table
}

fn canned_reply() -> TableCreateStatement {
    let mut table = owned("canned_reply");
    table.col(text("title")).col(text("body")).col(optional(&text("locale"))).col(int4("version"));
    unique(&mut table, "canned_reply", "title");
    table
}
