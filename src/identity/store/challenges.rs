//! Every query on challenges.

use sea_orm::entity::prelude::*;

use super::passkeys;
use crate::db::{DbError, Reads, Tx};
use crate::identity::entity::sign_in_challenge::{self, Column, Entity};
use crate::kernel::ids::{AccountId, ChallengeId};

/// Expired challenges removed with each new one: more than one, so that they do not pile up.
const SWEPT: u64 = 20;

/// Stores a challenge, and removes some that have expired, whosever they are, unless somebody is at them.
pub(in crate::identity) async fn insert(
    tx: &Tx,
    challenge: sign_in_challenge::ActiveModel,
) -> Result<(), DbError> {
    tx.insert(challenge).await?;
    let expired = tx.select::<Entity>().filter(Column::ExpiresAt.lt(tx.scope().real_now()));
    let expired = expired.limit(SWEPT).for_update_skipping_held().all().await?;
    if !expired.is_empty() {
        let ids = expired.into_iter().map(|challenge| challenge.id);
        tx.delete::<Entity>().filter(Column::Id.is_in(ids)).run().await?;
    }
    Ok(())
}

/// A challenge by its id, in whatever state.
pub(in crate::identity) async fn find(
    db: &impl Reads,
    id: ChallengeId,
) -> Result<Option<sign_in_challenge::Model>, DbError> {
    db.select::<Entity>().filter(Column::Id.eq(id)).one().await
}

/// Takes one of the `most` tries of a challenge that waits. Whether there was one left.
pub(in crate::identity) async fn take_try(tx: &Tx, id: ChallengeId, most: i16) -> Result<bool, DbError> {
    let taken = tx
        .update::<Entity>()
        .add(Column::Tries, 1)
        .filter(Column::Id.eq(id))
        .filter(Column::ConsumedAt.is_null())
        .filter(Column::Tries.lt(most))
        .run()
        .await?;
    Ok(taken == 1)
}

/// Ends a challenge that was met. Whether it still waited: of several at once, one wins.
pub(in crate::identity) async fn consume(tx: &Tx, id: ChallengeId) -> Result<bool, DbError> {
    let now = tx.scope().real_now();
    let consumed = tx
        .update::<Entity>()
        .set(Column::ConsumedAt, now)
        .filter(Column::Id.eq(id))
        .filter(Column::ConsumedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .run()
        .await?;
    Ok(consumed == 1)
}

/// Ends everything that an account has begun, questions to its authenticators too.
pub(in crate::identity) async fn drop_all(tx: &Tx, account: AccountId) -> Result<(), DbError> {
    tx.delete::<Entity>().filter(Column::AccountId.eq(account)).run().await?;
    passkeys::end_all(tx, account).await
}
