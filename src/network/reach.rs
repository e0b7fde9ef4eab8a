//! Which incidents a caller sees.

use super::entity::{incident, incident_impact};
use super::{policy, store};
use crate::customers;
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, IncidentId};

/// Whether the caller sees every incident and what is written for colleagues: staff, and the system.
pub fn sees_all(scope: &Scope) -> bool {
    scope.actor().passes(policy::may_view_all)
}

/// The incidents of the ids that the caller may see: those that affect, or have affected, a service within its reach.
pub async fn open_incidents(scope: &Scope, ids: &[IncidentId]) -> Result<Vec<incident::Model>, Fault> {
    if sees_all(scope) {
        return Ok(store::by_ids(scope, ids).await?);
    }
    let within = customers::within_reach(scope, incident_impact::Column::CustomerId).await?;
    Ok(store::affecting(scope, ids, within).await?)
}

/// Whether an incident affects, or has affected, a service of a customer.
pub async fn affects(scope: &Scope, incident: IncidentId, customer: CustomerId) -> Result<bool, Fault> {
    Ok(store::impacts::has(scope, incident, customer).await?)
}
