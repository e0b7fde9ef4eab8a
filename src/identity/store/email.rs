//! Queries on the mail address of an account, and on one that waits to take its place.

use sea_orm::Order;
use sea_orm::entity::prelude::*;

use crate::db::{DbError, Reads, Tx};
use crate::identity::entity::one_time_token::{self, TokenPurpose};
use crate::identity::entity::portal_account::{self, AccountStatus};
use crate::kernel::ids::AccountId;

/// The change of the address that waits for its confirmation.
pub(in crate::identity) async fn pending(
    db: &impl Reads,
    account: AccountId,
) -> Result<Option<one_time_token::Model>, DbError> {
    use one_time_token::Column;
    db.select::<one_time_token::Entity>()
        .filter(Column::AccountId.eq(account))
        .filter(Column::Purpose.eq(TokenPurpose::EmailChange))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(db.scope().real_now()))
        .order_by(Column::CreatedAt, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .one()
        .await
}

/// Gives an account another address, which its owner has shown to read. False: the account was changed meanwhile.
pub(in crate::identity) async fn set_email(
    tx: &Tx,
    seen: &portal_account::Model,
    email: &str,
) -> Result<bool, DbError> {
    use portal_account::Column;
    let changed = tx
        .update::<portal_account::Entity>()
        .set(Column::Email, email)
        .set(Column::EmailVerified, true)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(seen.id))
        .filter(Column::Status.eq(AccountStatus::Active))
        .filter(Column::Version.eq(seen.version))
        .run()
        .await?;
    Ok(changed == 1)
}
