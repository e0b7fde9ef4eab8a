//! Sessions of services at NASes, as accounting tells of them.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, drop_all, index, instant, int8, optional, owned, text};

/// Sessions of services at NASes, as accounting tells of them.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(radius_session()).await?;
        manager.create_index(index("radius_session", &["subscription_id"])).await?;
        manager.create_index(index("radius_session", &["stopped_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["radius_session"]).await
    }
}

fn radius_session() -> TableCreateStatement {
    let mut table = owned("radius_session");
    belongs_to(&mut table, "radius_session", "customer_id", "customer", true);
    belongs_to(&mut table, "radius_session", "subscription_id", "subscription", true);
    belongs_to(&mut table, "radius_session", "nas_id", "nas", true);
    table
        .col(text("acct_session_id"))
        .col(text("username"))
        .col(optional(&text("framed_ip")))
        .col(instant("started_at"))
        .col(instant("heard_at"))
        .col(optional(&instant("stopped_at")))
        .col(optional(&instant("disconnected_at")))
        .col(int8("down_octets"))
        .col(int8("up_octets"));
    table.check(Expr::cust("down_octets >= 0 AND up_octets >= 0"));
    // A NAS names its sessions as it likes; what it says of one is told from what another says.
    let mut once = Index::create()
        .name("radius_session_tenant_id_nas_id_subscription_id_session_key")
        .unique()
        .col("tenant_id")
        .col("nas_id")
        .col("subscription_id")
        .col("acct_session_id")
        .take();
    table.index(&mut once);
    table
}
