//! Queries on what passwords come and go by: one-time tokens, wishes to reset, former passwords.

use sea_orm::entity::prelude::*;
use sea_orm::{Order, Set};

use crate::db::{DbError, PlatformScope, Reads, Tx};
use crate::identity::entity::one_time_token::{self, TokenPurpose};
use crate::identity::entity::portal_account::{self, AccountStatus};
use crate::identity::entity::{former_password, reset_request};
use crate::kernel::ids::{AccountId, OneTimeTokenId, ResetRequestId, TenantId};

/// Stores a token.
pub(in crate::identity) async fn insert_token(
    tx: &Tx,
    row: one_time_token::ActiveModel,
) -> Result<(), DbError> {
    tx.insert(row).await
}

/// A token that may still be used.
pub(in crate::identity) async fn live_token(
    db: &impl Reads,
    purpose: TokenPurpose,
    digest: Vec<u8>,
) -> Result<Option<one_time_token::Model>, DbError> {
    use one_time_token::Column;
    db.select::<one_time_token::Entity>()
        .filter(Column::Digest.eq(digest))
        .filter(Column::Purpose.eq(purpose))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(db.scope().real_now()))
        .one()
        .await
}

/// Uses a token up. False: somebody else was faster, or it has ended.
pub(in crate::identity) async fn spend_token(tx: &Tx, id: OneTimeTokenId) -> Result<bool, DbError> {
    use one_time_token::Column;
    let now = tx.scope().real_now();
    let spent = tx
        .update::<one_time_token::Entity>()
        .set(Column::UsedAt, now)
        .filter(Column::Id.eq(id))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .run()
        .await?;
    Ok(spent == 1)
}

/// Takes back every token of an account that was not used.
pub(in crate::identity) async fn withdraw_tokens(tx: &Tx, account: AccountId) -> Result<(), DbError> {
    use one_time_token::Column;
    tx.update::<one_time_token::Entity>()
        .set(Column::UsedAt, tx.scope().real_now())
        .filter(Column::AccountId.eq(account))
        .filter(Column::UsedAt.is_null())
        .run()
        .await?;
    Ok(())
}

/// Takes back what an account was given for one purpose and has not used.
pub(in crate::identity) async fn withdraw_tokens_for(
    tx: &Tx,
    account: AccountId,
    purpose: TokenPurpose,
) -> Result<(), DbError> {
    use one_time_token::Column;
    tx.update::<one_time_token::Entity>()
        .set(Column::UsedAt, tx.scope().real_now())
        .filter(Column::AccountId.eq(account))
        .filter(Column::Purpose.eq(purpose))
        .filter(Column::UsedAt.is_null())
        .run()
        .await?;
    Ok(())
}

/// Notes a wish to reset a password.
pub(in crate::identity) async fn insert_reset_request(
    tx: &Tx,
    row: reset_request::ActiveModel,
) -> Result<(), DbError> {
    tx.insert(row).await
}

/// Wishes looked at in one go to find the tenants that they wait in.
const LOOK: u64 = 100;

/// The tenants where wishes to reset a password wait, for the job that answers them.
pub async fn tenants_with_reset_requests(platform: &PlatformScope) -> Result<Vec<TenantId>, DbError> {
    let all = platform.select::<reset_request::Entity>();
    let oldest = all.order_by(reset_request::Column::CreatedAt, Order::Asc).limit(LOOK).all().await?;
    let mut tenants: Vec<TenantId> = oldest.iter().map(|request| request.tenant_id).collect();
    tenants.sort_unstable();
    tenants.dedup();
    Ok(tenants)
}

/// The oldest wishes of a tenant.
pub(in crate::identity) async fn reset_requests(
    db: &impl Reads,
    limit: u64,
) -> Result<Vec<reset_request::Model>, DbError> {
    let all = db.select::<reset_request::Entity>();
    all.order_by(reset_request::Column::CreatedAt, Order::Asc).limit(limit).all().await
}

/// Removes a wish. False: somebody else has.
pub(in crate::identity) async fn take_reset_request(tx: &Tx, id: ResetRequestId) -> Result<bool, DbError> {
    let removed = tx.delete::<reset_request::Entity>().filter(reset_request::Column::Id.eq(id)).run().await?;
    Ok(removed == 1)
}

/// Gives an account that waits for it its first password. `mailed`: what led here was a mail, and has proved the address.
pub(in crate::identity) async fn activate(
    tx: &Tx,
    id: AccountId,
    hash: String,
    mailed: bool,
) -> Result<bool, DbError> {
    use portal_account::Column;
    let activated = tx
        .update::<portal_account::Entity>()
        .set(Column::Status, AccountStatus::Active)
        .set(Column::PasswordHash, hash)
        .set(Column::PasswordChangedAt, tx.scope().real_now())
        .set(Column::MustChangePassword, false)
        .set(Column::EmailVerified, mailed)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(AccountStatus::PendingActivation))
        .run()
        .await?;
    Ok(activated == 1)
}

/// Puts a hash in the place of the one that the account was read with. False: it was replaced meanwhile.
pub(in crate::identity) async fn replace_password(
    tx: &Tx,
    account: &portal_account::Model,
    hash: String,
) -> Result<bool, DbError> {
    use portal_account::Column;
    let replaced = tx
        .update::<portal_account::Entity>()
        .set(Column::PasswordHash, hash)
        .set(Column::PasswordChangedAt, tx.scope().real_now())
        .set(Column::MustChangePassword, false)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(account.id))
        .filter(Column::Status.eq(AccountStatus::Active))
        .filter(match &account.password_hash {
            Some(old) => Column::PasswordHash.eq(old),
            None => Column::PasswordHash.is_null(),
        })
        .run()
        .await?;
    Ok(replaced == 1)
}

/// The hashes of an account's former passwords, the latest first.
pub(in crate::identity) async fn former_passwords(
    db: &impl Reads,
    account: AccountId,
    limit: u64,
) -> Result<Vec<String>, DbError> {
    Ok(latest(db, account, limit).await?.into_iter().map(|former| former.password_hash).collect())
}

async fn latest(
    db: &impl Reads,
    account: AccountId,
    limit: u64,
) -> Result<Vec<former_password::Model>, DbError> {
    use former_password::Column;
    db.select::<former_password::Entity>()
        .filter(Column::AccountId.eq(account))
        .order_by(Column::ReplacedAt, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .limit(limit)
        .all()
        .await
}

/// Remembers a password that was replaced, and forgets all but the latest `keep`.
pub(in crate::identity) async fn remember_password(
    tx: &Tx,
    account: AccountId,
    hash: String,
    keep: u64,
) -> Result<(), DbError> {
    use former_password::Column;
    tx.insert(former_password::ActiveModel {
        id: Set(tx.scope().new_id()),
        account_id: Set(account),
        password_hash: Set(hash),
        replaced_at: Set(tx.scope().real_now()),
        ..Default::default()
    })
    .await?;
    let kept = latest(tx, account, keep).await?.into_iter().map(|former| former.id);
    tx.delete::<former_password::Entity>()
        .filter(Column::AccountId.eq(account))
        .filter(Column::Id.is_not_in(kept))
        .run()
        .await?;
    Ok(())
}

/// Demands a new password at each sign-in until there is one.
pub(in crate::identity) async fn demand_change(tx: &Tx, id: AccountId) -> Result<(), DbError> {
    use portal_account::Column;
    tx.update::<portal_account::Entity>()
        .set(Column::MustChangePassword, true)
        .filter(Column::Id.eq(id))
        .filter(Column::MustChangePassword.eq(false))
        .run()
        .await?;
    Ok(())
}
