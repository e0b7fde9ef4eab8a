//! Whether a caller may receive an event, asked anew for each event.

use super::policy::rule_of;
use crate::customers;
use crate::db::Scope;
use crate::events::{Audience, Customers, Event, EventType, Interest};
use crate::kernel::actor::{Actor, CallerKind};
use crate::kernel::fault::Fault;

/// What the caller's roles could ever let it receive: what is read from the database and woken up for. Wider than
/// [`may_receive`], never narrower, as long as the roles stay.
pub(super) fn interest(actor: &Actor, types: &[EventType]) -> Interest {
    let everyone_s = actor.staff().is_some() || actor.reseller().is_some();
    let own = actor.customers().collect();
    Interest {
        types: types.to_vec(),
        account: actor.account().map(|account| account.id),
        customers: if everyone_s { Customers::All } else { Customers::These(own) },
        resellers: actor.reseller().into_iter().map(|(id, _)| id).collect(),
        staff: actor.staff().is_some(),
    }
}

/// Whether the caller of `scope` may be told of `event`, now.
pub async fn may_receive(scope: &Scope, event: &Event) -> Result<bool, Fault> {
    let actor = scope.actor();
    if event.tenant_id != scope.tenant().id {
        return Ok(false);
    }
    Ok(match event.audience() {
        Audience::Account(id) => actor.account().is_some_and(|account| account.id == id),
        Audience::Reseller(id) => actor.reseller().is_some_and(|(own, _)| own == id),
        Audience::Staff(roles) => actor.staff().is_some_and(|role| roles.contains(&role)),
        Audience::Customer(id) => {
            let Some(rule) = rule_of(event.event_type) else { return Ok(false) };
            // The closest relation counts, as `customers::seen` has it; only a reseller's takes a statement.
            if let Some(role) = actor.member_role(id) {
                rule(CallerKind::Member(role))
            } else if let Some(role) = actor.staff() {
                rule(CallerKind::Staff(role))
            } else if actor.reseller().is_some() {
                customers::seen(scope, &[id]).await?.iter().any(|seen| seen.allows(rule))
            } else {
                false
            }
        }
    })
}
