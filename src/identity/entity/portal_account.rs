//! A portal account: one login.

use crate::kernel::ids::{AccountId, TenantId};
use sea_orm::entity::prelude::*;

/// Whose login an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AccountKind {
    /// A customer or a member of its household or company.
    Customer,
    /// An employee of a reseller.
    Reseller,
    /// A field technician.
    Technician,
    /// An employee of the tenant.
    Admin,
}

/// The state of an account.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum, serde::Serialize,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AccountStatus {
    /// Created, the owner has not set a password yet.
    PendingActivation,
    /// May sign in.
    Active,
    /// Barred by staff until it is lifted.
    Suspended,
    /// Its time ran out.
    Expired,
    /// Closed for good.
    Disabled,
}

/// A portal account: one login.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "portal_account")]
pub struct Model {
    /// The account.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Normal form of the portal ID, unique in the tenant.
    pub portal_id: String,
    /// Whose login it is.
    pub kind: AccountKind,
    /// The state; a lock is not a state.
    pub status: AccountStatus,
    /// Argon2id in PHC form; none before activation.
    pub password_hash: Option<String>,
    /// Whether the next sign-in asks for a new password.
    pub must_change_password: bool,
    /// When the password was set by its owner; none for one that was never changed since the account was created.
    pub password_changed_at: Option<DateTimeUtc>,
    /// The person's name.
    pub display_name: String,
    /// Where mails go.
    pub email: Option<String>,
    /// Whether the address was confirmed.
    pub email_verified: bool,
    /// E.164.
    pub phone: Option<String>,
    /// BCP 47; none means the tenant's.
    pub locale: Option<String>,
    /// Sessions of an older epoch are dead, whatever the session store says (threats.md 21).
    pub session_epoch: i64,
    /// The last successful sign-in.
    pub last_login_at: Option<DateTimeUtc>,
    /// When it was created.
    pub created_at: DateTimeUtc,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
