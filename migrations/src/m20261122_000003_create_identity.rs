//! Portal accounts, what they may act for, and their attempts to sign in.

use sea_orm_migration::prelude::*;

use crate::table::{
    belongs_to, boolean, drop_all, index, instant, int4, int8, optional, owned, text, unique,
};

/// Portal accounts, what they may act for, and their attempts to sign in.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(portal_account()).await?;
        manager.create_table(account_link()).await?;
        manager.create_index(index("account_link", &["account_id"])).await?;
        manager.create_index(index("account_link", &["customer_id"])).await?;
        manager.create_table(login_attempt()).await?;
        manager.create_index(index("login_attempt", &["account_id", "at-"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["login_attempt", "account_link", "portal_account"]).await
    }
}

fn portal_account() -> TableCreateStatement {
    let mut table = owned("portal_account");
    table
        .col(text("portal_id"))
        .col(text("kind"))
        .col(text("status"))
        .col(optional(&text("password_hash")))
        .col(boolean("must_change_password"))
        .col(text("display_name"))
        .col(optional(&text("email")))
        .col(boolean("email_verified"))
        .col(optional(&text("phone")))
        .col(optional(&text("locale")))
        .col(int8("session_epoch"))
        .col(optional(&instant("last_login_at")))
        .col(instant("created_at"))
        .col(int4("version"));
    unique(&mut table, "portal_account", "portal_id");
    table
}

fn account_link() -> TableCreateStatement {
    let mut table = owned("account_link");
    belongs_to(&mut table, "account_link", "account_id", "portal_account", true);
    belongs_to(&mut table, "account_link", "customer_id", "customer", false);
    belongs_to(&mut table, "account_link", "reseller_id", "reseller", false);
    table.col(text("role")).col(text("status")).col(instant("created_at"));
    table.check(Expr::cust("CASE WHEN role IN ('OWNER', 'PAYER', 'TECHNICAL', 'VIEWER') THEN customer_id IS NOT NULL AND reseller_id IS NULL WHEN role IN ('RESELLER_ADMIN', 'RESELLER_AGENT') THEN customer_id IS NULL AND reseller_id IS NOT NULL ELSE customer_id IS NULL AND reseller_id IS NULL END"));
    table
}

fn login_attempt() -> TableCreateStatement {
    let mut table = owned("login_attempt");
    belongs_to(&mut table, "login_attempt", "account_id", "portal_account", false);
    table
        .col(ColumnDef::new("portal_id_hash").binary().not_null())
        .col(boolean("ok"))
        .col(text("reason"))
        .col(text("ip"))
        .col(text("user_agent"))
        .col(instant("at"));
    table
}
