//! Telling the network what it is to do, and looking whether it does.

use std::collections::HashMap;
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::join_all;

use crate::catalog;
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::SubscriptionId;
use crate::ports::provisioning::{Desired, Driver, DriverError, Found, Order, Told};
use crate::provisioning::Network;
use crate::provisioning::desired::{Outcome, after};
use crate::provisioning::entity::provisioning_state;
use crate::provisioning::store::{self, Claim};
use crate::tenancy;

/// Rows that one look takes, and tells of at once: none is held behind another whose NAS does not answer.
const AT_ONCE: u64 = 8;

/// How long a row is left to whoever took it: longer than it may take.
const LEASE: TimeDelta = TimeDelta::minutes(3);

/// How long a driver may take for one service.
const PATIENCE: Duration = Duration::from_secs(30);

/// Between two looks, while a driver takes its time, whether something else is wanted by now.
const WATCH_EVERY: Duration = Duration::from_secs(2);

/// What a look came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Worked {
    /// Services that the network was told of.
    pub applied: usize,
    /// Services that it could not be told of.
    pub failed: usize,
    /// Services for which it did something else.
    pub drifted: usize,
    /// Services that were looked at or asked for.
    pub taken: usize,
}

/// Takes some of what is due and that nobody works on, tells the network or looks at it, and writes what came of it. `holder`
/// names the look among all others.
pub async fn work(scope: &Scope, network: &Network, holder: &str) -> Result<Worked, Fault> {
    look(scope, network, holder, None).await
}

/// The same for services alone that are to be carried: who has paid does not wait for those who have not.
pub async fn restore(scope: &Scope, network: &Network, holder: &str) -> Result<Worked, Fault> {
    look(scope, network, holder, Some(Desired::Active)).await
}

async fn look(
    scope: &Scope,
    network: &Network,
    holder: &str,
    only: Option<Desired>,
) -> Result<Worked, Fault> {
    let now = scope.real_now();
    let tx = scope.begin().await?;
    let rows = store::claim(&tx, &Claim { holder, now, until: now + LEASE, only }, AT_ONCE).await?;
    tx.commit().await?;
    if rows.is_empty() {
        return Ok(Worked::default());
    }
    let settings = tenancy::provisioning_settings(scope).await?;
    let check_every = TimeDelta::minutes(i64::from(settings.check_minutes));
    let ids: Vec<SubscriptionId> = rows.iter().map(|row| row.subscription_id).collect();
    let services = catalog::with_plans(scope, &ids).await?;
    let numbers: HashMap<SubscriptionId, String> =
        services.into_iter().map(|(service, _)| (service.id, service.number)).collect();
    let driver = network.driver(scope, settings).await;
    let mut worked = Worked { taken: rows.len(), ..Worked::default() };
    let told = rows.iter().map(|row| {
        let order = order_of(row, numbers.get(&row.subscription_id).cloned().unwrap_or_default());
        let driver = driver.as_deref().map_err(Clone::clone);
        let tell = row.is_to_be_told(now);
        async move {
            let outcome = tokio::select! {
                biased;
                outcome = ask(driver, &order, tell) => outcome,
                () = superseded(scope, row) => {
                    Outcome::NotTold(DriverError::Passing("something else is wanted by now".to_owned()))
                }
            };
            // Each for itself: none keeps its lease for as long as another's NAS is silent.
            let tx = scope.begin().await?;
            store::finish(&tx, holder, &after(row, &outcome, now, check_every)).await?;
            tx.commit().await?;
            Ok::<_, Fault>(outcome)
        }
    });
    for (row, outcome) in rows.iter().zip(join_all(told).await) {
        count(&mut worked, row, &outcome?);
    }
    Ok(worked)
}

fn order_of(row: &provisioning_state::Model, number: String) -> Order {
    Order {
        customer: row.customer_id,
        subscription: row.subscription_id,
        number,
        version: row.version,
        attempts: row.attempts,
        desired: row.desired,
        profile: row.profile(),
        before: row.applied(),
    }
}

/// Waits until something else is wanted of a service than what its driver is told: who has paid does not wait for a NAS that
/// does not say whether it has ended a session. What was done by then is not known.
async fn superseded(scope: &Scope, row: &provisioning_state::Model) {
    loop {
        tokio::time::sleep(WATCH_EVERY).await;
        match store::of_services(scope, &[row.subscription_id]).await {
            Ok(rows) if rows.first().is_some_and(|now| now.version != row.version) => return,
            Ok(_) => {}
            Err(error) => tracing::debug!(cause = %error, "what is wanted by now is not known"),
        }
    }
}

async fn ask(driver: Result<&dyn Driver, DriverError>, order: &Order, tell: bool) -> Outcome {
    let slow = || DriverError::Passing("the network does not do it in time".to_owned());
    let driver = match driver {
        Ok(driver) => driver,
        Err(error) if tell => return Outcome::NotTold(error),
        Err(error) => return Outcome::NotFound(error),
    };
    if tell {
        let told = tokio::time::timeout(PATIENCE, driver.apply(order)).await.unwrap_or_else(|_| Err(slow()));
        told.map_or_else(Outcome::NotTold, Outcome::Told)
    } else {
        let found = tokio::time::timeout(PATIENCE, driver.look(order)).await.unwrap_or_else(|_| Err(slow()));
        found.map_or_else(Outcome::NotFound, Outcome::Found)
    }
}

fn count(worked: &mut Worked, row: &provisioning_state::Model, outcome: &Outcome) {
    let service = row.subscription_id;
    match outcome {
        Outcome::Told(Told::Done) => worked.applied += 1,
        Outcome::NotTold(error) => {
            worked.failed += 1;
            tracing::warn!(%service, cause = %error, attempts = row.attempts + 1, "the network was not told of a service");
        }
        Outcome::Found(Found::Drifted(what)) => {
            worked.drifted += 1;
            tracing::warn!(%service, what, "the network does something else for a service");
        }
        Outcome::Told(Told::UnderWay) | Outcome::Found(_) | Outcome::NotFound(_) => {}
    }
}
