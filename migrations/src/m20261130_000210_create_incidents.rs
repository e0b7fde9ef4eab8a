//! Outages and maintenance: what is known of them, which services they affect, and who follows them.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, boolean, drop_all, index, instant, int4, optional, owned, pair, text};

/// Outages and maintenance.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(incident()).await?;
        manager.create_index(index("incident", &["started_at-"])).await?;
        manager.create_table(incident_update()).await?;
        manager.create_index(index("incident_update", &["incident_id", "at"])).await?;
        manager.create_table(incident_impact()).await?;
        manager.create_index(index("incident_impact", &["subscription_id"])).await?;
        manager.create_table(incident_follower()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["incident_follower", "incident_impact", "incident_update", "incident"]).await
    }
}

fn incident() -> TableCreateStatement {
    let mut table = owned("incident");
    table
        .col(text("kind"))
        .col(text("status"))
        .col(text("impact"))
        .col(text("title"))
        .col(instant("started_at"))
        .col(optional(&instant("eta_at")))
        .col(optional(&instant("ended_at")))
        .col(int4("version"));
    table
}

fn incident_update() -> TableCreateStatement {
    let mut table = owned("incident_update");
    belongs_to(&mut table, "incident_update", "incident_id", "incident", true);
    table.col(text("status")).col(text("body")).col(boolean("public"));
    belongs_to(&mut table, "incident_update", "author_id", "portal_account", false);
    table.col(instant("at"));
    table
}

fn incident_impact() -> TableCreateStatement {
    let mut table = owned("incident_impact");
    belongs_to(&mut table, "incident_impact", "incident_id", "incident", true);
    belongs_to(&mut table, "incident_impact", "customer_id", "customer", true);
    belongs_to(&mut table, "incident_impact", "subscription_id", "subscription", true);
    table.col(instant("from_at")).col(optional(&instant("to_at")));
    pair(&mut table, "incident_impact", "incident_id", "subscription_id");
    table
}

fn incident_follower() -> TableCreateStatement {
    let mut table = owned("incident_follower");
    belongs_to(&mut table, "incident_follower", "incident_id", "incident", true);
    belongs_to(&mut table, "incident_follower", "account_id", "portal_account", true);
    table.col(instant("since"));
    pair(&mut table, "incident_follower", "incident_id", "account_id");
    table
}
