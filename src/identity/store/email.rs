//! Queries on the mail address of an account, and on one that waits to take its place.

use sea_orm::Order;
use sea_orm::entity::prelude::*;

use crate::db::{DbError, Reads, Tx};
use crate::identity::entity::one_time_token::{self, TokenPurpose};
use crate::identity::entity::portal_account::{self, AccountStatus};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AccountId, OneTimeTokenId};

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

/// Notes what a token that was just used has replaced; empty: there was no address.
pub(in crate::identity) async fn note_former(
    tx: &Tx,
    token: OneTimeTokenId,
    former: &str,
) -> Result<(), DbError> {
    use one_time_token::Column;
    let noted = tx.update::<one_time_token::Entity>().set(Column::FormerEmail, former);
    noted.filter(Column::Id.eq(token)).run().await?;
    Ok(())
}

/// The address that an account had before the first change since then; empty: it had none. None: it was not changed.
pub(in crate::identity) async fn before(
    db: &impl Reads,
    account: AccountId,
    since: Instant,
) -> Result<Option<String>, DbError> {
    use one_time_token::Column;
    let first = db
        .select::<one_time_token::Entity>()
        .filter(Column::AccountId.eq(account))
        .filter(Column::Purpose.eq(TokenPurpose::EmailChange))
        .filter(Column::FormerEmail.is_not_null())
        .filter(Column::UsedAt.gte(since))
        .order_by(Column::UsedAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .one()
        .await?;
    Ok(first.and_then(|token| token.former_email))
}

/// Gives an account, whose row is held, the address back that it had.
pub(in crate::identity) async fn put_back(
    tx: &Tx,
    account: AccountId,
    email: Option<String>,
) -> Result<(), DbError> {
    use portal_account::Column;
    tx.update::<portal_account::Entity>()
        .set(Column::EmailVerified, email.is_some())
        .set(Column::Email, email)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(account))
        .run()
        .await?;
    Ok(())
}
