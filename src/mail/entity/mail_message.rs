//! A mail: queued, then sent or given up.

use sea_orm::entity::prelude::*;

use crate::kernel::ids::{MailMessageId, TenantId};

/// What has become of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MailStatus {
    /// Waits for its first or next attempt.
    Queued,
    /// The mail server has taken it.
    Sent,
    /// Given up: see `last_error`.
    Dead,
}

/// A mail.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_message")]
pub struct Model {
    /// The mail; its `Message-ID` is made of it, so that a mail sent twice by accident is shown once.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MailMessageId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Which text, by [`Template::name`](crate::mail::Template::name).
    pub template: String,
    /// BCP 47: in which language.
    pub locale: String,
    /// The address.
    pub recipient: String,
    /// Names what it tells whom, where that is to be mailed once; none where every call is a mail.
    pub once_key: Option<String>,
    /// What the text speaks of, sealed by the keyring; none once the mail is sent or given up.
    pub sealed_args: Option<Vec<u8>>,
    /// What has become of it.
    pub status: MailStatus,
    /// Attempts begun. The number of the latest is also its claim: who records an outcome names it.
    pub attempts: i32,
    /// When it is due. A claim moves it to the end of the claim's lease.
    pub next_attempt_at: DateTimeUtc,
    /// When it is no longer worth sending, because the token in it has ended.
    pub expires_at: Option<DateTimeUtc>,
    /// When it was queued.
    pub created_at: DateTimeUtc,
    /// When it was sent or given up.
    pub finished_at: Option<DateTimeUtc>,
    /// Why the latest attempt failed: a kind and the server's code, never its text, which may repeat the address.
    pub last_error: Option<String>,
}

/// Rows stand alone.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
