//! How far a caller sees among the customers, and what it is to each of them.

use super::entity::{customer, reseller};
use super::{policy, store};
use crate::db::{Look, LookDepth, Scope};
use crate::kernel::actor::{Actor, CallerKind};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, ResellerId};

/// The customers a caller sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// All of the tenant: staff and the system.
    Tenant,
    /// Those the account is a member of.
    Customers(Vec<CustomerId>),
    /// Those that these resellers serve today.
    Resellers(Vec<ResellerId>),
}

/// A customer that the caller may see, and what the caller is to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The customer.
    pub customer: customer::Model,
    /// What the caller is to it; none for the system.
    pub caller: Option<CallerKind>,
}

impl Seen {
    /// Whether the caller passes a rule of a policy. The system passes all.
    pub fn allows(&self, rule: fn(CallerKind) -> bool) -> bool {
        self.caller.is_none_or(rule)
    }
}

/// The reseller the caller works for, with those below it that it may see; the own one first.
/// Empty when there is none or it is not active.
pub async fn own_resellers(scope: &Scope) -> Result<Vec<reseller::Model>, Fault> {
    let Some((id, role)) = scope.actor().reseller() else { return Ok(Vec::new()) };
    Ok(store::reseller_tree(scope, id, policy::sees_sub_resellers(role)).await?)
}

/// The caller's reaches, each with what the caller is to the customers in it; the closest first.
pub(super) async fn reaches(scope: &Scope) -> Result<Vec<(Reach, Option<CallerKind>)>, Fault> {
    let actor = scope.actor();
    if matches!(actor, Actor::System) {
        return Ok(vec![(Reach::Tenant, None)]);
    }
    let mut reaches = Vec::new();
    let own: Vec<CustomerId> = actor.customers().collect();
    if !own.is_empty() {
        reaches.push((Reach::Customers(own), None));
    }
    if let Some(role) = actor.staff() {
        reaches.push((Reach::Tenant, Some(CallerKind::Staff(role))));
    } else if let Some((_, role)) = actor.reseller() {
        let tree = own_resellers(scope).await?;
        if !tree.is_empty() {
            let ids = tree.into_iter().map(|reseller| reseller.id).collect();
            reaches.push((Reach::Resellers(ids), Some(CallerKind::Reseller(role))));
        }
    }
    Ok(reaches)
}

/// The customers of `ids` that the caller may see, which is noted where it is not a member of them. Absent, another tenant's and out of reach are the same: missing.
pub async fn seen(scope: &Scope, ids: &[CustomerId]) -> Result<Vec<Seen>, Fault> {
    let found = find(scope, ids).await?;
    note(scope, &found, LookDepth::Opened);
    Ok(found)
}

/// Notes that these customers are shown to somebody who is not a member of them.
pub(super) fn note(scope: &Scope, shown: &[Seen], depth: LookDepth) {
    let foreign = |seen: &&Seen| matches!(seen.caller, Some(CallerKind::Staff(_) | CallerKind::Reseller(_)));
    scope.note_looks(shown.iter().filter(foreign).map(|seen| Look::at_customer(seen.customer.id, depth)));
}

/// The same without a note, for rules that show nothing of the customers.
pub(super) async fn find(scope: &Scope, ids: &[CustomerId]) -> Result<Vec<Seen>, Fault> {
    let mut found: Vec<Seen> = Vec::new();
    let mut wanted: Vec<CustomerId> = ids.to_vec();
    for (reach, kind) in reaches(scope).await? {
        if wanted.is_empty() {
            break;
        }
        for customer in store::within(scope, &reach, &wanted).await? {
            wanted.retain(|id| *id != customer.id);
            let caller = kind.or_else(|| scope.actor().member_role(customer.id).map(CallerKind::Member));
            found.push(Seen { customer, caller });
        }
    }
    Ok(found)
}
