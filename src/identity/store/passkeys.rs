//! Every query on passkeys and on the ceremonies that wait for one.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Order};

use crate::db::{DbError, Reads, Tx};
use crate::identity::entity::{passkey, passkey_ceremony};
use crate::kernel::ids::{AccountId, PasskeyCeremonyId, PasskeyId};

/// Expired ceremonies removed with each new one: more than one, so that they do not pile up.
const SWEPT: u64 = 20;

/// The passkeys of an account, the oldest first.
pub(in crate::identity) async fn of(
    db: &impl Reads,
    account: AccountId,
) -> Result<Vec<passkey::Model>, DbError> {
    use passkey::Column;
    let own = db.select::<passkey::Entity>().filter(Column::AccountId.eq(account));
    own.order_by(Column::CreatedAt, Order::Asc).order_by(Column::Id, Order::Asc).all().await
}

/// The passkey that an authenticator calls so.
pub(in crate::identity) async fn by_credential(
    db: &impl Reads,
    credential: Vec<u8>,
) -> Result<Option<passkey::Model>, DbError> {
    db.select::<passkey::Entity>().filter(passkey::Column::CredentialId.eq(credential)).one().await
}

/// Stores a passkey.
pub(in crate::identity) async fn insert(tx: &Tx, row: passkey::ActiveModel) -> Result<(), DbError> {
    tx.insert(row).await
}

/// Notes that a passkey was accepted, unless its counter has not risen: of two answers with the same one, one is
/// accepted. A passkey that does not count stays at 0. Whether it was noted.
pub(in crate::identity) async fn accept(
    tx: &Tx,
    id: PasskeyId,
    sign_count: u32,
    credential: String,
) -> Result<bool, DbError> {
    use passkey::Column;
    let rises = match sign_count {
        0 => Condition::all().add(Column::SignCount.eq(0)),
        risen => Condition::all().add(Column::SignCount.lt(i64::from(risen))),
    };
    let accepted = tx
        .update::<passkey::Entity>()
        .set(Column::SignCount, i64::from(sign_count))
        .set(Column::Credential, credential)
        .set(Column::LastUsedAt, tx.scope().real_now())
        .filter(Column::Id.eq(id))
        .filter(rises)
        .run()
        .await?;
    Ok(accepted == 1)
}

/// Gives a passkey of the account another name. Whether there is such a one.
pub(in crate::identity) async fn rename(
    tx: &Tx,
    account: AccountId,
    id: PasskeyId,
    name: &str,
) -> Result<bool, DbError> {
    use passkey::Column;
    let renamed = tx
        .update::<passkey::Entity>()
        .set(Column::Name, name)
        .filter(Column::Id.eq(id))
        .filter(Column::AccountId.eq(account))
        .run()
        .await?;
    Ok(renamed == 1)
}

/// Removes a passkey of the account. Whether there was such a one.
pub(in crate::identity) async fn remove(tx: &Tx, account: AccountId, id: PasskeyId) -> Result<bool, DbError> {
    use passkey::Column;
    let removed = tx
        .delete::<passkey::Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::AccountId.eq(account))
        .run()
        .await?;
    Ok(removed == 1)
}

/// Stores a ceremony, and removes some that have expired, whosever they are, unless somebody is at them.
pub(in crate::identity) async fn begin(tx: &Tx, row: passkey_ceremony::ActiveModel) -> Result<(), DbError> {
    use passkey_ceremony::{Column, Entity};
    tx.insert(row).await?;
    let expired = tx.select::<Entity>().filter(Column::ExpiresAt.lt(tx.scope().real_now()));
    let expired = expired.limit(SWEPT).for_update_skipping_held().all().await?;
    if !expired.is_empty() {
        let ids = expired.into_iter().map(|ceremony| ceremony.id);
        tx.delete::<Entity>().filter(Column::Id.is_in(ids)).run().await?;
    }
    Ok(())
}

/// A ceremony by its id, in whatever state.
pub(in crate::identity) async fn ceremony(
    db: &impl Reads,
    id: PasskeyCeremonyId,
) -> Result<Option<passkey_ceremony::Model>, DbError> {
    db.select::<passkey_ceremony::Entity>().filter(passkey_ceremony::Column::Id.eq(id)).one().await
}

/// Ends a ceremony. Whether it still waited: of several answers at once, one is looked at.
pub(in crate::identity) async fn end(tx: &Tx, id: PasskeyCeremonyId) -> Result<bool, DbError> {
    use passkey_ceremony::Column;
    let ended = tx
        .delete::<passkey_ceremony::Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::ExpiresAt.gt(tx.scope().real_now()))
        .run()
        .await?;
    Ok(ended == 1)
}

/// Ends every ceremony that an account has begun.
pub(in crate::identity) async fn end_all(tx: &Tx, account: AccountId) -> Result<(), DbError> {
    use passkey_ceremony::Column;
    tx.delete::<passkey_ceremony::Entity>().filter(Column::AccountId.eq(account)).run().await?;
    Ok(())
}
