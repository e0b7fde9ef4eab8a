//! What is made of silence that has lasted, and of answers that have.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::judge::{Cause, Judgement, Link, judge};
use super::{store, wording};
use crate::catalog;
use crate::db::{Reads as _, Scope, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, DeviceId, SubscriptionId};
use crate::network::entity::device_state::DeviceStatus;
use crate::network::entity::incident::{self, IncidentKind, IncidentSource};
use crate::network::entity::outage_watch::{self, WatchState};
use crate::network::inventory;
use crate::network::service::automatic;
use crate::network::store as incidents;
use crate::tenancy;

/// Watches that one transaction deals with.
const BATCH: u64 = 200;

/// How long something waits that only others can settle.
const PATIENCE: TimeDelta = TimeDelta::minutes(1);

/// Deals with the tenant's watches whose time has come: opens incidents, joins them, and ends them. How many there were.
pub async fn settle(scope: &Scope) -> Result<usize, Fault> {
    let mut settled = 0;
    loop {
        let tx = scope.begin().await?;
        let due = store::due(&tx, scope.real_now(), BATCH).await?;
        let count = due.len();
        if count > 0 {
            Box::pin(all(&tx, due)).await?;
        }
        tx.commit().await?;
        settled += count;
        // Everything that was due is put off or gone: what is left is another batch.
        if u64::try_from(count).is_ok_and(|count| count < BATCH) {
            return Ok(settled);
        }
    }
}

async fn all(tx: &Tx, due: Vec<outage_watch::Model>) -> Result<(), Fault> {
    let minutes = tenancy::network_settings(tx).await?.outage_settle_minutes;
    let wait = TimeDelta::minutes(minutes.into());
    let others_answer = store::any_answers(tx).await?;
    let mut below = Vec::new();
    for watch in due {
        match watch.state {
            WatchState::Settling => {
                let way = store::way(tx, watch.device_id).await?;
                let answers =
                    |link: &Link| matches!(link.status, Some(DeviceStatus::Up | DeviceStatus::Degraded));
                if way.first().is_some_and(answers) {
                    // It has answered a moment ago, and nobody has said so yet.
                    store::remove(tx, watch.id).await?;
                    continue;
                }
                match judge(&way, others_answer) {
                    Some(Judgement::Outage(cause)) if cause.device == watch.device_id => {
                        Box::pin(outage(tx, watch, cause)).await?;
                    }
                    // Its cause may be due as well, and comes first.
                    Some(Judgement::Outage(cause)) => below.push((watch, cause)),
                    Some(Judgement::WorkedOn) => put_off(tx, watch, wait.max(PATIENCE)).await?,
                    // The device is gone.
                    None => store::remove(tx, watch.id).await?,
                }
            }
            WatchState::Answering => Box::pin(well(tx, watch)).await?,
            WatchState::Silent => store::change(tx, &outage_watch::Model { due_at: None, ..watch }).await?,
        }
    }
    for (watch, cause) in below {
        Box::pin(join(tx, watch, cause, wait)).await?;
    }
    Ok(())
}

async fn put_off(tx: &Tx, watch: outage_watch::Model, by: TimeDelta) -> Result<(), Fault> {
    let due_at = Some(tx.scope().real_now() + by);
    Ok(store::change(tx, &outage_watch::Model { due_at, ..watch }).await?)
}

/// A device is the cause of its own silence: what hangs below it and is in no other incident of the network's is a new one.
/// Where the device was well in between and an earlier one of its own goes on for others, this is another outage of those who
/// were well with it: what they had before is ended and credited.
async fn outage(tx: &Tx, watch: outage_watch::Model, cause: Cause) -> Result<(), Fault> {
    let services = services_below(tx, &[watch.device_id]).await?;
    let Below { owners, worked_on } = below(tx, services).await?;
    // Everybody was told of it before: it is an outage once it takes longer than was announced.
    if !owners.is_empty() && owners.iter().all(|(service, _)| worked_on.contains(service)) {
        return put_off(tx, watch, PATIENCE).await;
    }
    // Nobody's service: an alarm for those who run the network, and nothing for customers.
    let incident = if owners.is_empty() {
        None
    } else {
        let words = wording::noticed(&tx.scope().tenant().locale);
        Some(automatic::open(tx, cause, watch.began_at, words, &owners).await?.id)
    };
    let now = outage_watch::Model { incident_id: incident, state: WatchState::Silent, due_at: None, ..watch };
    Ok(store::change(tx, &now).await?)
}

/// A device is silent because of another that is down above it: it belongs to that one's incident.
async fn join(tx: &Tx, watch: outage_watch::Model, cause: Cause, wait: TimeDelta) -> Result<(), Fault> {
    let real_now = tx.scope().real_now();
    let Some(above) = store::of_device(tx, cause.device).await? else {
        // Nobody has said that the device above is down: from before there was anybody to say it.
        let down_at = store::down_since(tx, cause.device).await?.unwrap_or(real_now);
        let row = outage_watch::Model {
            id: tx.scope().new_id(),
            tenant_id: watch.tenant_id,
            device_id: cause.device,
            incident_id: None,
            state: WatchState::Settling,
            down_at,
            began_at: down_at + tx.scope().tenant().clock_offset,
            answered_at: None,
            due_at: Some(down_at + wait),
        };
        store::insert(tx, row).await?;
        return put_off(tx, watch, PATIENCE).await;
    };
    match above.state {
        // As soon as that one is settled.
        WatchState::Settling => {
            let due_at = Some(above.due_at.unwrap_or(real_now).max(real_now + TimeDelta::seconds(1)));
            Ok(store::change(tx, &outage_watch::Model { due_at, ..watch }).await?)
        }
        WatchState::Silent => {
            let now = outage_watch::Model {
                incident_id: above.incident_id,
                state: WatchState::Silent,
                due_at: None,
                ..watch
            };
            Ok(store::change(tx, &now).await?)
        }
        // It is said to be down, and that it answers: one of the two is not heard yet.
        WatchState::Answering => put_off(tx, watch, PATIENCE).await,
    }
}

/// A device has gone on answering: what hangs on it alone is well as of the moment at which it answered, and with the last
/// device of an incident the incident is over.
async fn well(tx: &Tx, watch: outage_watch::Model) -> Result<(), Fault> {
    let incident = match watch.incident_id {
        Some(id) => incidents::for_update(tx, id).await?.filter(|incident| incident.status.is_live()),
        None => None,
    };
    store::remove(tx, watch.id).await?;
    let Some(incident) = incident else { return Ok(()) };
    let at = watch.answered_at.unwrap_or_else(|| tx.scope().now());
    let others = store::others(tx, incident.id, watch.id).await?;
    if others.is_empty() {
        let text = wording::over(&tx.scope().tenant().locale);
        return automatic::resolve(tx, &incident, at, text).await;
    }
    let others: Vec<DeviceId> = others.iter().map(|other| other.device_id).collect();
    let theirs = services_below(tx, &others).await?;
    let mine = services_below(tx, &[watch.device_id]).await?;
    let mine: BTreeSet<SubscriptionId> = mine.difference(&theirs).copied().collect();
    automatic::release(tx, &incident, &mine, at).await
}

/// The services that hang on devices or on what is reached through them.
async fn services_below(tx: &Tx, devices: &[DeviceId]) -> Result<BTreeSet<SubscriptionId>, Fault> {
    let links = inventory::links_below(tx, devices).await?;
    Ok(links.into_iter().map(|link| link.subscription_id).collect())
}

/// The services below a device that an outage of it would be of.
#[derive(Default)]
struct Below {
    /// Those in service that are in no incident of the correlator, with their customers.
    owners: Vec<(SubscriptionId, CustomerId)>,
    /// Those of all that are worked on as announced, within the announced time.
    worked_on: BTreeSet<SubscriptionId>,
}

async fn below(tx: &Tx, services: BTreeSet<SubscriptionId>) -> Result<Below, Fault> {
    let services: Vec<SubscriptionId> = services.into_iter().collect();
    if services.is_empty() {
        return Ok(Below::default());
    }
    let impacts = incidents::impacts::open_on(tx, &services, crate::network::MAX_LISTED).await?;
    let ids: BTreeSet<_> = impacts.iter().map(|impact| impact.incident_id).collect();
    let found = incidents::by_ids(tx, &ids.into_iter().collect::<Vec<_>>()).await?;
    let now = tx.scope().now();
    let noticed = |row: &incident::Model| {
        row.source == IncidentSource::Correlator && row.kind == IncidentKind::Outage && row.status.is_live()
    };
    let announced = |row: &incident::Model| {
        let in_time = row.started_at <= now && row.eta_at.is_some_and(|end| end > now);
        row.kind == IncidentKind::Maintenance && row.status.is_live() && in_time
    };
    let of = |wanted: &dyn Fn(&incident::Model) -> bool| -> BTreeSet<SubscriptionId> {
        let wanted: BTreeSet<_> = found.iter().filter(|row| wanted(row)).map(|row| row.id).collect();
        let impacts = impacts.iter().filter(|impact| wanted.contains(&impact.incident_id));
        impacts.map(|impact| impact.subscription_id).collect()
    };
    let (taken, worked_on) = (of(&noticed), of(&announced));
    let mut owners = catalog::in_force(tx, &services).await?;
    owners.retain(|(service, _)| !taken.contains(service));
    Ok(Below { owners, worked_on })
}
