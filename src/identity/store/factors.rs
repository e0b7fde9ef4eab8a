//! Every query on second factors: authenticator apps and recovery codes.
//!
//! What may happen once happens in one statement whose WHERE holds the expectation: of two that use the same code at
//! once, one changes a row.

use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, Set};

use crate::db::{DbError, Reads, Tx};
use crate::identity::entity::{recovery_code, totp_factor};
use crate::kernel::ids::{AccountId, TotpFactorId};

/// What an account can prove itself by, beside its password.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromQueryResult)]
pub struct SecondFactors {
    /// Confirmed authenticator apps: none or one.
    pub totp: i64,
    /// Recovery codes that were not used yet.
    pub recovery_codes: i64,
}

impl SecondFactors {
    /// Whether there is one. Recovery codes alone are none: they stand in for one that was lost.
    pub fn any(&self) -> bool {
        self.totp > 0
    }
}

const FACTORS: &str = "SELECT
    (SELECT COUNT(*) FROM totp_factor WHERE tenant_id = $1 AND account_id = $2 AND confirmed) AS totp,
    (SELECT COUNT(*) FROM recovery_code WHERE tenant_id = $1 AND account_id = $2 AND used_at IS NULL) AS recovery_codes";

/// The second factors of an account. For nobody the same statement finds nothing.
pub(in crate::identity) async fn second_factors(
    db: &impl Reads,
    account: Option<AccountId>,
) -> Result<SecondFactors, DbError> {
    let account = account.unwrap_or(AccountId(Uuid::nil()));
    Ok(db.rows(FACTORS, [account.into()]).await?.pop().unwrap_or_default())
}

/// The authenticator app of an account: the confirmed one, or the one that waits to be.
pub(in crate::identity) async fn totp(
    db: &impl Reads,
    account: AccountId,
    confirmed: bool,
) -> Result<Option<totp_factor::Model>, DbError> {
    use totp_factor::Column;
    let own = db.select::<totp_factor::Entity>().filter(Column::AccountId.eq(account));
    own.filter(Column::Confirmed.eq(confirmed)).one().await
}

/// Stores an authenticator app that waits for its confirmation, in place of one that waited before it.
pub(in crate::identity) async fn insert_totp(
    tx: &Tx,
    account: AccountId,
    id: TotpFactorId,
    secret: Vec<u8>,
) -> Result<(), DbError> {
    remove_totp(tx, account, false).await?;
    tx.insert(totp_factor::ActiveModel {
        id: Set(id),
        account_id: Set(account),
        secret: Set(secret),
        confirmed: Set(false),
        last_used_step: Set(0),
        last_used_at: Set(None),
        created_at: Set(tx.scope().real_now()),
        ..Default::default()
    })
    .await
}

/// Notes that a code of `step` was accepted, unless one of that step or a later one was accepted before: then it was
/// played again. Whether it was noted.
pub(in crate::identity) async fn accept_totp(tx: &Tx, id: TotpFactorId, step: i64) -> Result<bool, DbError> {
    use totp_factor::Column;
    let accepted = tx
        .update::<totp_factor::Entity>()
        .set(Column::LastUsedStep, step)
        .set(Column::LastUsedAt, tx.scope().real_now())
        .filter(Column::Id.eq(id))
        .filter(Column::Confirmed.eq(true))
        .filter(Column::LastUsedStep.lt(step))
        .run()
        .await?;
    Ok(accepted == 1)
}

/// Confirms an authenticator app by a code of `step`, in place of the one before it. Whether it still waited for that.
pub(in crate::identity) async fn confirm_totp(
    tx: &Tx,
    factor: &totp_factor::Model,
    step: i64,
) -> Result<bool, DbError> {
    use totp_factor::Column;
    remove_totp(tx, factor.account_id, true).await?;
    let confirmed = tx
        .update::<totp_factor::Entity>()
        .set(Column::Confirmed, true)
        .set(Column::LastUsedStep, step)
        .set(Column::LastUsedAt, tx.scope().real_now())
        .filter(Column::Id.eq(factor.id))
        .filter(Column::Confirmed.eq(false))
        .run()
        .await?;
    Ok(confirmed == 1)
}

/// Removes the authenticator app of an account: the confirmed one, or the one that waits to be. Whether there was one.
pub(in crate::identity) async fn remove_totp(
    tx: &Tx,
    account: AccountId,
    confirmed: bool,
) -> Result<bool, DbError> {
    use totp_factor::Column;
    let removed = tx
        .delete::<totp_factor::Entity>()
        .filter(Column::AccountId.eq(account))
        .filter(Column::Confirmed.eq(confirmed))
        .run()
        .await?;
    Ok(removed == 1)
}

/// Replaces all recovery codes of an account.
pub(in crate::identity) async fn replace_recovery_codes(
    tx: &Tx,
    account: AccountId,
    hashes: Vec<Vec<u8>>,
) -> Result<(), DbError> {
    tx.delete::<recovery_code::Entity>().filter(recovery_code::Column::AccountId.eq(account)).run().await?;
    let row = |hash| recovery_code::ActiveModel {
        id: Set(tx.scope().new_id()),
        account_id: Set(account),
        code_hash: Set(hash),
        used_at: Set(None),
        created_at: Set(tx.scope().real_now()),
        ..Default::default()
    };
    tx.insert_many(hashes.into_iter().map(row).collect()).await
}

/// Uses up a recovery code. Whether it was one that was not used yet.
pub(in crate::identity) async fn use_recovery_code(
    tx: &Tx,
    account: AccountId,
    hash: Vec<u8>,
) -> Result<bool, DbError> {
    use recovery_code::Column;
    let used = tx
        .update::<recovery_code::Entity>()
        .set(Column::UsedAt, tx.scope().real_now())
        .filter(Column::AccountId.eq(account))
        .filter(Column::CodeHash.eq(hash))
        .filter(Column::UsedAt.is_null())
        .run()
        .await?;
    Ok(used == 1)
}
