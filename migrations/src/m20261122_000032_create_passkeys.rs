//! Passkeys of accounts, and the ceremonies that wait for one.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, drop_all, index, instant, int8, optional, owned, text};

/// Passkeys of accounts, and the ceremonies that wait for one.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(passkey()).await?;
        manager.create_index(index("passkey", &["account_id"])).await?;
        manager.create_table(passkey_ceremony()).await?;
        manager.create_index(index("passkey_ceremony", &["account_id"])).await?;
        manager.create_index(index("passkey_ceremony", &["expires_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["passkey_ceremony", "passkey"]).await
    }
}

fn binary(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).binary().not_null().take()
}

fn passkey() -> TableCreateStatement {
    let mut table = owned("passkey");
    belongs_to(&mut table, "passkey", "account_id", "portal_account", true);
    table
        .col(binary("credential_id"))
        .col(text("credential"))
        .col(int8("sign_count"))
        .col(text("name"))
        .col(instant("created_at"))
        .col(optional(&instant("last_used_at")));
    // An authenticator answers for one account only.
    table.index(
        Index::create()
            .name("passkey_tenant_id_credential_id_key")
            .unique()
            .col("tenant_id")
            .col("credential_id"),
    );
    table
}

fn passkey_ceremony() -> TableCreateStatement {
    let mut table = owned("passkey_ceremony");
    belongs_to(&mut table, "passkey_ceremony", "account_id", "portal_account", false);
    table
        .col(ColumnDef::new("challenge_id").uuid())
        .col(ColumnDef::new("session_id").uuid())
        .col(text("purpose"))
        .col(binary("secret_hash"))
        .col(binary("origin_hash"))
        .col(text("state"))
        .col(instant("created_at"))
        .col(instant("expires_at"));
    table
}
