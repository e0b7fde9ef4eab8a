//! NASes, what services sign in with, and the rows that FreeRADIUS reads through its SQL module.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, drop_all, instant, int4, optional, owned, pair, text, unique};

/// NASes, what services sign in with, and the rows that FreeRADIUS reads through its SQL module.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(nas()).await?;
        // Whose a datagram may be, before anybody is known.
        manager
            .create_index(Index::create().name("nas_address_idx").table("nas").col("address").take())
            .await?;
        manager.create_table(radius_credential()).await?;
        manager.create_table(attributes("radcheck", "username")).await?;
        manager.create_table(attributes("radreply", "username")).await?;
        manager.create_table(radusergroup()).await?;
        manager.create_table(attributes("radgroupreply", "groupname")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["radgroupreply", "radusergroup", "radreply", "radcheck", "radius_credential", "nas"];
        drop_all(manager, &tables).await
    }
}

fn nas() -> TableCreateStatement {
    let mut table = owned("nas");
    table
        .col(text("name"))
        .col(text("address"))
        .col(text("secret"))
        .col(int4("coa_port"))
        .col(instant("created_at"))
        .col(optional(&instant("removed_at")))
        .col(int4("version"));
    table.check(Expr::cust("coa_port BETWEEN 1 AND 65535"));
    unique(&mut table, "nas", "name");
    table
}

fn radius_credential() -> TableCreateStatement {
    let mut table = owned("radius_credential");
    belongs_to(&mut table, "radius_credential", "customer_id", "customer", true);
    belongs_to(&mut table, "radius_credential", "subscription_id", "subscription", true);
    table
        .col(text("username"))
        .col(optional(&text("verifier_attribute")))
        .col(optional(&text("verifier")))
        .col(optional(&instant("rotated_at")))
        .col(int4("version"));
    table.check(Expr::cust("(verifier IS NULL) = (verifier_attribute IS NULL)"));
    unique(&mut table, "radius_credential", "subscription_id");
    unique(&mut table, "radius_credential", "username");
    table
}

/// The form of three of FreeRADIUS's tables.
fn attributes(name: &'static str, owner: &'static str) -> TableCreateStatement {
    let mut table = owned(name);
    table.col(text(owner)).col(text("attribute")).col(text("op")).col(text("value"));
    let key = format!("{name}_tenant_id_{owner}_attribute_value_key");
    // What is looked for by its owner, and there once.
    table.index(Index::create().name(key).unique().col("tenant_id").col(owner).col("attribute").col("value"));
    table
}

fn radusergroup() -> TableCreateStatement {
    let mut table = owned("radusergroup");
    table.col(text("username")).col(text("groupname")).col(int4("priority"));
    pair(&mut table, "radusergroup", "username", "groupname");
    table
}
