//! The statements on who follows incidents.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;

use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{AccountId, IncidentId};
use crate::network::entity::incident_follower::{self, Column};

/// Writes that somebody follows an incident; who does already goes on.
pub(in crate::network) async fn insert(tx: &Tx, row: incident_follower::Model) -> Result<(), DbError> {
    tx.insert_missing(vec![row.into_active_model().reset_all()]).await
}

/// Lets somebody not follow an incident any more.
pub(in crate::network) async fn remove(
    tx: &Tx,
    incident: IncidentId,
    account: AccountId,
) -> Result<u64, DbError> {
    tx.delete::<incident_follower::Entity>()
        .filter(Column::IncidentId.eq(incident))
        .filter(Column::AccountId.eq(account))
        .run()
        .await
}

/// Which of the incidents an account follows.
pub(in crate::network) async fn of_account(
    db: &impl Reads,
    account: AccountId,
    incidents: &[IncidentId],
) -> Result<Vec<incident_follower::Model>, DbError> {
    db.select::<incident_follower::Entity>()
        .filter(Column::AccountId.eq(account))
        .filter(Column::IncidentId.is_in(incidents.iter().copied()))
        .all()
        .await
}

/// The accounts that follow one of the incidents.
pub(in crate::network) async fn of_incidents(
    db: &impl Reads,
    incidents: &[IncidentId],
) -> Result<Vec<incident_follower::Model>, DbError> {
    let followers = db.select::<incident_follower::Entity>();
    followers.filter(Column::IncidentId.is_in(incidents.iter().copied())).all().await
}
