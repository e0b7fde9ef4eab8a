//! Statements on teams and who is in them.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Order};

use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{AccountId, SupportTeamId};
use crate::tickets::entity::support_team::{Column, Entity, Model};
use crate::tickets::entity::{sla_policy, support_team_member};

/// The teams that work, or those that do not any more, by name.
pub(in crate::tickets) async fn list(
    db: &impl Reads,
    active: bool,
    most: u64,
) -> Result<Vec<Model>, DbError> {
    db.select::<Entity>()
        .filter(Column::Active.eq(active))
        .order_by(Column::Name, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(most)
        .all()
        .await
}

/// The teams that work and those `beside` them, by name.
pub(in crate::tickets) async fn active_and(
    db: &impl Reads,
    beside: &[SupportTeamId],
) -> Result<Vec<Model>, DbError> {
    let any = Cond::any().add(Column::Active.eq(true)).add(Column::Id.is_in(beside.iter().copied()));
    db.select::<Entity>()
        .filter(any)
        .order_by(Column::Name, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// Teams by their ids: one statement.
pub(in crate::tickets) async fn by_id(db: &impl Reads, ids: &[SupportTeamId]) -> Result<Vec<Model>, DbError> {
    db.select::<Entity>().filter(Column::Id.is_in(ids.iter().copied())).all().await
}

/// A team, locked until the transaction ends.
pub(in crate::tickets) async fn for_update(tx: &Tx, id: SupportTeamId) -> Result<Option<Model>, DbError> {
    tx.select::<Entity>().filter(Column::Id.eq(id)).for_update().one().await
}

/// How many teams work.
pub(in crate::tickets) async fn count_active(db: &impl Reads) -> Result<u64, DbError> {
    db.select::<Entity>().filter(Column::Active.eq(true)).count().await
}

/// Writes a team.
pub(in crate::tickets) async fn insert(tx: &Tx, team: Model) -> Result<(), DbError> {
    tx.insert(team.into_active_model().reset_all()).await
}

/// Changes a team, if it is as it was read. Whether it was.
pub(in crate::tickets) async fn replace(tx: &Tx, before: &Model, after: &Model) -> Result<bool, DbError> {
    let changed = tx
        .update::<Entity>()
        .set(Column::Name, after.name.clone())
        .set(Column::Active, after.active)
        .set(Column::Version, after.version)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .run()
        .await?;
    Ok(changed == 1)
}

/// Whether a service level that is in force gives tickets to the team.
pub(in crate::tickets) async fn is_escalated_to(
    db: &impl Reads,
    team: SupportTeamId,
) -> Result<bool, DbError> {
    use sla_policy::Column;
    let policies = db.select::<sla_policy::Entity>().filter(Column::EscalateTeamId.eq(team));
    Ok(policies.filter(Column::Active.eq(true)).one().await?.is_some())
}

/// Who is in each team: one statement for any number.
pub(in crate::tickets) async fn members_of(
    db: &impl Reads,
    teams: &[SupportTeamId],
) -> Result<Vec<support_team_member::Model>, DbError> {
    use support_team_member::Column;
    db.select::<support_team_member::Entity>()
        .filter(Column::TeamId.is_in(teams.iter().copied()))
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// The teams that somebody is in.
pub(in crate::tickets) async fn of_member(
    db: &impl Reads,
    account: AccountId,
) -> Result<Vec<support_team_member::Model>, DbError> {
    use support_team_member::Column;
    db.select::<support_team_member::Entity>()
        .filter(Column::AccountId.eq(account))
        .order_by(Column::TeamId, Order::Asc)
        .all()
        .await
}

/// Puts somebody into a team.
pub(in crate::tickets) async fn add_member(
    tx: &Tx,
    member: support_team_member::Model,
) -> Result<(), DbError> {
    tx.insert(member.into_active_model().reset_all()).await
}

/// Takes somebody out of a team. False: the account is not in it.
pub(in crate::tickets) async fn remove_member(
    tx: &Tx,
    team: SupportTeamId,
    account: AccountId,
) -> Result<bool, DbError> {
    use support_team_member::Column;
    let removed = tx
        .delete::<support_team_member::Entity>()
        .filter(Column::TeamId.eq(team))
        .filter(Column::AccountId.eq(account))
        .run()
        .await?;
    Ok(removed == 1)
}
