//! The statements on sessions.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;
use sea_orm::{IntoActiveModel as _, Value};

use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{NasId, RadiusSessionId, SubscriptionId};
use crate::provisioning::entity::radius_session::{self, Column};

/// The sessions of a service that go on, as far as is known.
pub(in crate::provisioning) async fn open_of(
    db: &impl Reads,
    service: SubscriptionId,
) -> Result<Vec<radius_session::Model>, DbError> {
    db.select::<radius_session::Entity>()
        .filter(Column::SubscriptionId.eq(service))
        .filter(Column::StoppedAt.is_null())
        .filter(Column::DisconnectedAt.is_null())
        .order_by(Column::StartedAt, Order::Asc)
        .all()
        .await
}

/// The session of a name, held until the transaction ends; `new` where there is none yet.
pub(in crate::provisioning) async fn held_or(
    tx: &Tx,
    new: radius_session::Model,
) -> Result<Option<radius_session::Model>, DbError> {
    let (nas, service, name) = (new.nas_id, new.subscription_id, new.acct_session_id.clone());
    tx.insert_missing(vec![new.into_active_model().reset_all()]).await?;
    tx.select::<radius_session::Entity>()
        .filter(Column::NasId.eq(nas))
        .filter(Column::SubscriptionId.eq(service))
        .filter(Column::AcctSessionId.eq(name))
        .for_update()
        .one()
        .await
}

/// Writes how a session that is held stands.
pub(in crate::provisioning) async fn write(tx: &Tx, now: &radius_session::Model) -> Result<(), DbError> {
    let written = tx
        .update::<radius_session::Entity>()
        .set(Column::FramedIp, Value::from(now.framed_ip.clone()))
        .set(Column::StartedAt, now.started_at)
        .set(Column::HeardAt, now.heard_at)
        .set(Column::StoppedAt, Value::from(now.stopped_at))
        .set(Column::DisconnectedAt, Value::from(now.disconnected_at))
        .set(Column::DownOctets, now.down_octets)
        .set(Column::UpOctets, now.up_octets)
        .filter(Column::Id.eq(now.id));
    written.run().await?;
    Ok(())
}

/// Writes that a NAS has agreed to end a session.
pub(in crate::provisioning) async fn disconnected(
    tx: &Tx,
    id: RadiusSessionId,
    at: Instant,
) -> Result<(), DbError> {
    let ended = tx.update::<radius_session::Entity>().set(Column::DisconnectedAt, Value::from(Some(at)));
    ended.filter(Column::Id.eq(id)).filter(Column::StoppedAt.is_null()).run().await?;
    Ok(())
}

/// Writes that a session is gone.
pub(in crate::provisioning) async fn stopped(
    tx: &Tx,
    id: RadiusSessionId,
    at: Instant,
) -> Result<(), DbError> {
    let gone = tx.update::<radius_session::Entity>().set(Column::StoppedAt, Value::from(Some(at)));
    gone.filter(Column::Id.eq(id)).filter(Column::StoppedAt.is_null()).run().await?;
    Ok(())
}

/// Writes that the sessions of a NAS are gone that began before `at`.
pub(in crate::provisioning) async fn all_stopped(tx: &Tx, nas: NasId, at: Instant) -> Result<u64, DbError> {
    let gone = tx.update::<radius_session::Entity>().set(Column::StoppedAt, Value::from(Some(at)));
    let gone = gone.filter(Column::NasId.eq(nas)).filter(Column::StoppedAt.is_null());
    gone.filter(Column::StartedAt.lte(at)).run().await
}
