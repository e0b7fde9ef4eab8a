//! Second factors of accounts, and the sign-ins that wait for one.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, boolean, drop_all, index, instant, int2, int8, optional, owned, text};

/// Second factors of accounts, and the sign-ins that wait for one.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(totp_factor()).await?;
        manager.create_table(recovery_code()).await?;
        manager.create_table(sign_in_challenge()).await?;
        manager.create_index(index("sign_in_challenge", &["account_id"])).await?;
        manager.create_index(index("sign_in_challenge", &["expires_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["sign_in_challenge", "recovery_code", "totp_factor"]).await
    }
}

fn binary(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).binary().not_null().take()
}

fn totp_factor() -> TableCreateStatement {
    let mut table = owned("totp_factor");
    belongs_to(&mut table, "totp_factor", "account_id", "portal_account", true);
    table
        .col(binary("secret"))
        .col(boolean("confirmed"))
        .col(int8("last_used_step"))
        .col(optional(&instant("last_used_at")))
        .col(instant("created_at"));
    // One authenticator app an account, and one that is to replace it: more would multiply what a guess may hit.
    table.index(
        Index::create()
            .name("totp_factor_tenant_id_account_id_confirmed_key")
            .unique()
            .col("tenant_id")
            .col("account_id")
            .col("confirmed"),
    );
    table
}

fn recovery_code() -> TableCreateStatement {
    let mut table = owned("recovery_code");
    belongs_to(&mut table, "recovery_code", "account_id", "portal_account", true);
    table.col(binary("code_hash")).col(optional(&instant("used_at"))).col(instant("created_at"));
    table.index(
        Index::create()
            .name("recovery_code_tenant_id_account_id_code_hash_key")
            .unique()
            .col("tenant_id")
            .col("account_id")
            .col("code_hash"),
    );
    table
}

fn sign_in_challenge() -> TableCreateStatement {
    let mut table = owned("sign_in_challenge");
    belongs_to(&mut table, "sign_in_challenge", "account_id", "portal_account", true);
    belongs_to(&mut table, "sign_in_challenge", "login_attempt_id", "login_attempt", false);
    table
        .col(text("purpose"))
        .col(binary("secret_hash"))
        .col(binary("origin_hash"))
        .col(binary("password_tag"))
        .col(boolean("remember"))
        .col(int2("tries"))
        .col(instant("created_at"))
        .col(instant("expires_at"))
        .col(optional(&instant("consumed_at")));
    table
}
