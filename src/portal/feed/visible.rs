//! Whether a caller may receive an event, asked anew for each event.

use super::policy::{is_between_members, is_of_ticket, rule_of};
use crate::db::Scope;
use crate::events::{Audience, Customers, Event, EventType, Interest};
use crate::identity::policy::may_view_members;
use crate::kernel::actor::{Actor, CallerKind};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, TicketId, TypedId as _};
use crate::{customers, tickets};

/// What the caller's roles could ever let it receive: what is read from the database and woken up for. Wider than
/// [`may_receive`], never narrower, as long as the roles stay; a change of them is of interest as well.
pub(super) fn interest(actor: &Actor, types: &[EventType]) -> Interest {
    let staff = actor.staff().next().is_some();
    let resellers: Vec<_> = actor.resellers().map(|(id, _)| id).collect();
    let own = actor.customers().collect();
    Interest {
        types: types.to_vec(),
        account: actor.account().filter(|account| !account.by_token).map(|account| account.id),
        customers: if staff || !resellers.is_empty() { Customers::All } else { Customers::These(own) },
        resellers,
        staff,
        access_of: actor.account().map(|account| account.id),
    }
}

/// Whether the caller of `scope` may be told of `event`, now.
pub async fn may_receive(scope: &Scope, event: &Event) -> Result<bool, Fault> {
    let actor = scope.actor();
    if event.tenant_id != scope.tenant().id {
        return Ok(false);
    }
    Ok(match event.audience() {
        Audience::Account(id) => actor.account().is_some_and(|account| account.id == id && !account.by_token),
        Audience::Reseller(id) => actor.resellers().any(|(own, _)| own == id),
        Audience::Staff(roles) => actor.staff().any(|role| roles.contains(&role)),
        Audience::Customer(id) if is_of_ticket(event.event_type) => sees_ticket(scope, id, event).await?,
        Audience::Customer(id) => {
            let Some(rule) = rule_of(event.event_type) else { return Ok(false) };
            if is_between_members(event.event_type) && !actor.may_see_between_members(may_view_members) {
                return Ok(false);
            }
            let rule = |kind| rule(scope.tenant(), kind);
            // Only what a reseller sees takes a statement.
            customers::own_kinds(actor, id).into_iter().any(rule)
                || (actor.resellers().next().is_some()
                    && customers::seen(scope, &[id]).await?.iter().any(|seen| seen.allows(rule)))
        }
    })
}

/// Whether the caller sees the ticket of an event. Staff sees all of them; whoever has nothing to do with the customer none;
/// both without a statement.
async fn sees_ticket(scope: &Scope, customer: CustomerId, event: &Event) -> Result<bool, Fault> {
    let actor = scope.actor();
    if actor.staff().any(|role| tickets::policy::may_work_tickets(CallerKind::Staff(role))) {
        return Ok(true);
    }
    if actor.member_roles(customer).next().is_none() && actor.resellers().next().is_none() {
        return Ok(false);
    }
    let Ok(id) = TicketId::parse(&event.subject) else { return Ok(false) };
    Ok(!tickets::seen(scope, &[id]).await?.is_empty())
}
