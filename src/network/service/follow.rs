//! Following an incident.

use std::collections::{HashMap, HashSet};

use crate::db::{Reads, Scope};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, IncidentId};
use crate::kernel::refusal::{Refusal, UseCaseError};
use crate::network::entity::{incident, incident_follower};
use crate::network::{reach, store};

/// Lets the caller be told of what becomes of an incident that it may see. Who follows it already goes on.
pub async fn follow(scope: &Scope, id: IncidentId) -> Result<incident::Model, UseCaseError> {
    let (account, incident) = seen(scope, id).await?;
    let row = incident_follower::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        incident_id: id,
        account_id: account,
        since: scope.now(),
    };
    let tx = scope.begin().await?;
    store::followers::insert(&tx, row).await?;
    tx.commit().await?;
    Ok(incident)
}

/// Lets the caller not be told any more. Who does not follow it goes on so.
pub async fn unfollow(scope: &Scope, id: IncidentId) -> Result<incident::Model, UseCaseError> {
    let (account, incident) = seen(scope, id).await?;
    let tx = scope.begin().await?;
    store::followers::remove(&tx, id, account).await?;
    tx.commit().await?;
    Ok(incident)
}

async fn seen(scope: &Scope, id: IncidentId) -> Result<(AccountId, incident::Model), UseCaseError> {
    let account = scope.actor().account().map(|account| account.id).ok_or(UseCaseError::Forbidden)?;
    let incident = reach::open_incidents(scope, &[id]).await?.pop();
    Ok((account, incident.ok_or_else(|| Refusal::not_found("incidentId", "incident"))?))
}

/// Which of the incidents the caller follows.
pub async fn followed(scope: &Scope, incidents: &[IncidentId]) -> Result<HashSet<IncidentId>, Fault> {
    let Some(account) = scope.actor().account().map(|account| account.id) else { return Ok(HashSet::new()) };
    if incidents.is_empty() {
        return Ok(HashSet::new());
    }
    let rows = store::followers::of_account(scope, account, incidents).await?;
    Ok(rows.into_iter().map(|row| row.incident_id).collect())
}

/// The accounts that follow incidents, for whoever tells them; nothing of one that nobody follows.
pub async fn followers(
    db: &impl Reads,
    incidents: &[IncidentId],
) -> Result<HashMap<IncidentId, HashSet<AccountId>>, Fault> {
    let mut found: HashMap<IncidentId, HashSet<AccountId>> = HashMap::new();
    if incidents.is_empty() {
        return Ok(found);
    }
    for row in store::followers::of_incidents(db, incidents).await? {
        found.entry(row.incident_id).or_default().insert(row.account_id);
    }
    Ok(found)
}
