//! How far a caller sees among the customers, and what it is to each of them.

use std::collections::{BTreeSet, HashMap};

use sea_orm::ColumnTrait;
use sea_orm::sea_query::Condition;

use super::entity::{customer, reseller};
use super::{policy, store};
use crate::db::{Look, LookDepth, Scope};
use crate::kernel::actor::{Actor, CallerKind, ResellerRole};
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
    /// Everything the caller is to it: one login may hold several roles (domain.md §1). None for the system.
    pub callers: Option<Vec<CallerKind>>,
}

impl Seen {
    /// Whether the customer is gone: it takes no new services.
    pub fn is_closed(&self) -> bool {
        self.customer.status == customer::CustomerStatus::Closed
    }

    /// Whether the caller passes a rule of a policy in one of its roles. The system passes all.
    pub fn allows(&self, rule: impl Fn(CallerKind) -> bool) -> bool {
        self.callers.as_ref().is_none_or(|callers| callers.iter().any(|kind| rule(*kind)))
    }
}

/// A reseller the caller works for, with those below it whose customers the caller sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnReseller {
    /// What the caller is there.
    pub role: ResellerRole,
    /// The reseller itself first; never empty.
    pub tree: Vec<reseller::Model>,
}

/// The active resellers the caller works for, in link order.
pub async fn own_resellers(scope: &Scope) -> Result<Vec<OwnReseller>, Fault> {
    let mut own = Vec::new();
    for (id, role) in scope.actor().resellers() {
        let tree = store::reseller_tree(scope, id, policy::sees_sub_resellers(role)).await?;
        if !tree.is_empty() {
            own.push(OwnReseller { role, tree });
        }
    }
    Ok(own)
}

/// What the caller is to `customer` by itself: as a member of it and as staff.
pub fn own_kinds(actor: &Actor, customer: CustomerId) -> Vec<CallerKind> {
    let member = actor.member_roles(customer).map(CallerKind::Member);
    member.chain(actor.staff().map(CallerKind::Staff)).collect()
}

/// The caller's reaches, each with the role that it comes from where it comes from a reseller.
async fn reaches(scope: &Scope) -> Result<Vec<(Reach, Option<CallerKind>)>, Fault> {
    let actor = scope.actor();
    if matches!(actor, Actor::System) {
        return Ok(vec![(Reach::Tenant, None)]);
    }
    let mut reaches = Vec::new();
    if actor.staff().next().is_some() {
        reaches.push((Reach::Tenant, None));
    } else {
        let own: Vec<CustomerId> = actor.customers().collect();
        if !own.is_empty() {
            reaches.push((Reach::Customers(own), None));
        }
    }
    for OwnReseller { role, tree } in own_resellers(scope).await? {
        let ids = tree.into_iter().map(|reseller| reseller.id).collect();
        reaches.push((Reach::Resellers(ids), Some(CallerKind::Reseller(role))));
    }
    Ok(reaches)
}

/// The customers of `ids` that the caller may see, which is noted where it is not a member of them. Absent, another
/// tenant's and out of reach are the same: missing.
pub async fn seen(scope: &Scope, ids: &[CustomerId]) -> Result<Vec<Seen>, Fault> {
    let found = find(scope, ids).await?;
    note(scope, &found, LookDepth::Opened);
    Ok(found)
}

/// Notes that these customers are shown to somebody who is not a member of them.
pub(super) fn note(scope: &Scope, shown: &[Seen], depth: LookDepth) {
    let member = |kind: &CallerKind| matches!(kind, CallerKind::Member(_));
    let foreign = |seen: &&Seen| seen.callers.as_ref().is_some_and(|callers| !callers.iter().any(member));
    scope.note_looks(shown.iter().filter(foreign).map(|seen| Look::at_customer(seen.customer.id, depth)));
}

/// The same without a note, for rules that show nothing of the customers.
pub(super) async fn find(scope: &Scope, ids: &[CustomerId]) -> Result<Vec<Seen>, Fault> {
    let mut found: Vec<Seen> = Vec::new();
    let system = matches!(scope.actor(), Actor::System);
    for (reach, through) in reaches(scope).await? {
        for customer in store::within(scope, &reach, ids).await? {
            let at = found.iter().position(|seen| seen.customer.id == customer.id);
            let at = at.unwrap_or_else(|| {
                let callers = (!system).then(|| own_kinds(scope.actor(), customer.id));
                found.push(Seen { customer, callers });
                found.len() - 1
            });
            if let Some(callers) = &mut found[at].callers {
                callers.extend(through);
            }
        }
    }
    Ok(found)
}

/// The condition under which a row's customer is within the caller's reach, for lists of what concerns many customers at once;
/// none where all are. Nothing of the customers is shown by it, so nothing is noted.
pub async fn within_reach(scope: &Scope, customer: impl ColumnTrait) -> Result<Option<Condition>, Fault> {
    // In nothing: what no reach is added to is out of it.
    let mut within = Condition::any().add(customer.is_in(Vec::<CustomerId>::new()));
    for (reach, _) in reaches(scope).await? {
        within = match reach {
            Reach::Tenant => return Ok(None),
            Reach::Customers(own) => within.add(customer.is_in(own)),
            Reach::Resellers(resellers) => {
                within.add(customer.in_subquery(store::served_by(scope, &resellers)))
            }
        };
    }
    Ok(Some(within))
}

/// [`seen`] by customer, for rows that belong to customers; ids may repeat.
pub async fn seen_of(
    scope: &Scope,
    customers: impl Iterator<Item = CustomerId>,
) -> Result<HashMap<CustomerId, Seen>, Fault> {
    let ids: BTreeSet<CustomerId> = customers.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<CustomerId> = ids.into_iter().collect();
    Ok(seen(scope, &ids).await?.into_iter().map(|seen| (seen.customer.id, seen)).collect())
}
