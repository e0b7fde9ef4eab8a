//! Indexes for what is cleared when its time is over, and for what is sealed anew when keys rotate.

use sea_orm_migration::prelude::*;

use crate::table::index;

/// Indexes for what is cleared when its time is over, and for what is sealed anew when keys rotate.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Tables that are cleared, by the instant from which the time runs. The rest have such an index.
const CLEARED: [(&str, &str); 7] = [
    ("login_attempt", "at"),
    ("one_time_token", "expires_at"),
    ("token_family", "expires_at"),
    ("personal_access_token", "expires_at"),
    ("member_invitation", "expires_at"),
    ("account_status_change", "at"),
    ("notification", "created_at"),
];

/// What is written in full: few rows of many, or an expression.
const WRITTEN: [(&str, &str); 6] = [
    (
        "personal_access_token_revoked_idx",
        "personal_access_token (tenant_id, revoked_at) WHERE revoked_at IS NOT NULL",
    ),
    ("notification_read_idx", "notification (tenant_id, read_at) WHERE read_at IS NOT NULL"),
    ("read_access_at_idx", "read_access (tenant_id, at)"),
    // The headers of sealed values: format and key. See `ports::keyring`.
    ("totp_factor_key_idx", "totp_factor (substr(secret, 1, 5), tenant_id, id) WHERE secret IS NOT NULL"),
    (
        "signing_key_key_idx",
        "signing_key (substr(sealed_key, 1, 5), tenant_id, id) WHERE sealed_key IS NOT NULL",
    ),
    (
        "mail_message_key_idx",
        "mail_message (substr(sealed_args, 1, 5), tenant_id, id) WHERE sealed_args IS NOT NULL",
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in CLEARED {
            manager.create_index(index(table, &[column])).await?;
        }
        // Whether a challenge speaks of an attempt is asked for each that goes.
        manager.create_index(index("sign_in_challenge", &["login_attempt_id"])).await?;
        for (name, on) in WRITTEN {
            let sql = format!("CREATE INDEX {name} ON {on}");
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in WRITTEN {
            manager.get_connection().execute_unprepared(&format!("DROP INDEX {name}")).await?;
        }
        for (table, column) in CLEARED.into_iter().chain([("sign_in_challenge", "login_attempt_id")]) {
            let name = format!("{table}_tenant_{column}_idx");
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        Ok(())
    }
}
