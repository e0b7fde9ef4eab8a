//! Every query on known devices.

use std::net::IpAddr;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::db::{DbError, Reads, Tx};
use crate::identity::device_secret::DEVICE_LIFE;
use crate::identity::entity::known_device::{ActiveModel, Column, Entity, Model};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AccountId, KnownDeviceId};

/// Devices of one account; where there is one more, the one that was not used for longest is forgotten.
pub(in crate::identity) const MOST: u64 = 20;

fn since(db: &impl Reads) -> Instant {
    db.scope().real_now() - DEVICE_LIFE
}

/// The device that one of the digests is of. One statement, whatever portal ID they are for.
pub(in crate::identity) async fn by_digest(
    db: &impl Reads,
    digests: Vec<Vec<u8>>,
) -> Result<Option<Model>, DbError> {
    let found = db.select::<Entity>().filter(Column::Digest.is_in(digests));
    found.filter(Column::LastUsedAt.gt(since(db))).order_by(Column::LastUsedAt, Order::Desc).one().await
}

/// A device of an account.
pub(in crate::identity) async fn find(
    db: &impl Reads,
    account: AccountId,
    id: KnownDeviceId,
) -> Result<Option<Model>, DbError> {
    let own = db.select::<Entity>().filter(Column::AccountId.eq(account));
    own.filter(Column::Id.eq(id)).filter(Column::LastUsedAt.gt(since(db))).one().await
}

/// The devices of an account, the latest used first.
pub(in crate::identity) async fn of(db: &impl Reads, account: AccountId) -> Result<Vec<Model>, DbError> {
    let own = db.select::<Entity>().filter(Column::AccountId.eq(account));
    own.filter(Column::LastUsedAt.gt(since(db)))
        .order_by(Column::LastUsedAt, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .limit(MOST)
        .all()
        .await
}

/// Notes a sign-in from a device of the account. Whether it is still known.
pub(in crate::identity) async fn note_use(
    tx: &Tx,
    account: AccountId,
    id: KnownDeviceId,
    label: &str,
    ip: IpAddr,
) -> Result<bool, DbError> {
    let noted = tx
        .update::<Entity>()
        .set(Column::LastUsedAt, tx.scope().real_now())
        .set(Column::Label, label)
        .set(Column::Ip, ip.to_string())
        .filter(Column::Id.eq(id))
        .filter(Column::AccountId.eq(account))
        .run()
        .await?;
    Ok(noted == 1)
}

/// Stores a device of an account whose row is held, and forgets those that are too many or too old.
pub(in crate::identity) async fn insert(
    tx: &Tx,
    account: AccountId,
    row: ActiveModel,
) -> Result<(), DbError> {
    tx.insert(row).await?;
    let kept: Vec<KnownDeviceId> = of(tx, account).await?.into_iter().map(|device| device.id).collect();
    tx.delete::<Entity>()
        .filter(Column::AccountId.eq(account))
        .filter(Column::Id.is_not_in(kept))
        .run()
        .await?;
    Ok(())
}

/// Forgets a device of an account. Whether there was one.
pub(in crate::identity) async fn forget(
    tx: &Tx,
    account: AccountId,
    id: KnownDeviceId,
) -> Result<bool, DbError> {
    let own = tx.delete::<Entity>().filter(Column::AccountId.eq(account));
    Ok(own.filter(Column::Id.eq(id)).run().await? == 1)
}

/// Forgets every device of an account but one, if there is one to be kept.
pub(in crate::identity) async fn forget_others(
    tx: &Tx,
    account: AccountId,
    kept: Option<KnownDeviceId>,
) -> Result<(), DbError> {
    tx.delete::<Entity>()
        .filter(Column::AccountId.eq(account))
        .filter(Column::Id.is_not_in(kept))
        .run()
        .await?;
    Ok(())
}
