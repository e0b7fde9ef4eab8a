//! A token that is good for one activation, one reset of a password or one change of the mail address.

use sea_orm::entity::prelude::*;

use crate::kernel::ids::{AccountId, OneTimeTokenId, TenantId};

/// What a token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TokenPurpose {
    /// Setting the first password of an account.
    Activation,
    /// Setting a new password of an account.
    PasswordReset,
    /// Showing that mails to another address are read by the account's owner.
    EmailChange,
}

/// A one-time token.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "one_time_token")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OneTimeTokenId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose account.
    pub account_id: AccountId,
    /// What it is good for.
    pub purpose: TokenPurpose,
    /// SHA-256 of the token: a copy of the table opens no account. The token is 256 random bits, or 100 where it is read
    /// out, so no more is needed.
    pub digest: Vec<u8>,
    /// The address that it was mailed to and confirms; none unless it changes the address.
    pub email: Option<String>,
    /// The address that it has replaced, empty for none; NULL unless it has changed the address. It is put back where the
    /// owner says that it was somebody else's doing.
    pub former_email: Option<String>,
    /// When it was issued.
    pub created_at: DateTimeUtc,
    /// When it ends.
    pub expires_at: DateTimeUtc,
    /// When it was used, or withdrawn because another was.
    pub used_at: Option<DateTimeUtc>,
}

/// Rows are joined by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
