//! Tokens for clients that are not browsers: the keys that sign them, families of refresh tokens, personal tokens.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, drop_all, index, instant, int4, int8, json, optional, owned, text, unique};

/// Tokens for clients that are not browsers: the keys that sign them, families of refresh tokens, personal tokens.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(signing_key()).await?;
        manager.create_table(token_family()).await?;
        manager.create_index(index("token_family", &["account_id", "session_id"])).await?;
        manager.create_table(personal_access_token()).await?;
        manager.create_index(index("personal_access_token", &["account_id", "created_at-"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["personal_access_token", "token_family", "signing_key"]).await
    }
}

fn bytes(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).binary().not_null().take()
}

fn signing_key() -> TableCreateStatement {
    let mut table = owned("signing_key");
    table
        .col(int4("generation"))
        .col(bytes("public_key"))
        .col(bytes("sealed_key"))
        .col(instant("active_from"))
        .col(instant("created_at"));
    // Two replicas that find a key due at the same time make one successor.
    unique(&mut table, "signing_key", "generation");
    table
}

fn token_family() -> TableCreateStatement {
    let mut table = owned("token_family");
    belongs_to(&mut table, "token_family", "account_id", "portal_account", true);
    table
        // Sessions live in the session store.
        .col(ColumnDef::new("session_id").uuid().not_null())
        .col(int8("generation"))
        .col(bytes("digest"))
        .col(optional(&bytes("previous_digest")))
        .col(optional(&instant("rotated_at")))
        .col(optional(&instant("revoked_at")))
        .col(optional(&text("revoked_reason")))
        .col(instant("created_at"))
        .col(instant("expires_at"));
    table
}

fn personal_access_token() -> TableCreateStatement {
    let mut table = owned("personal_access_token");
    belongs_to(&mut table, "personal_access_token", "account_id", "portal_account", true);
    table
        .col(text("name"))
        .col(bytes("digest"))
        .col(text("hint"))
        .col(json("scopes"))
        .col(instant("created_at"))
        .col(instant("expires_at"))
        .col(optional(&instant("last_used_at")))
        .col(optional(&instant("revoked_at")));
    unique(&mut table, "personal_access_token", "digest");
    table
}
