//! What is told of changes among the members of a customer: to its owners, and to the member whom somebody else changed.

use serde_json::{Value as Json, json};

use crate::db::{DbError, Reads as _, Tx};
use crate::events::{Audience, EventType, NewEvent, emit_all};
use crate::identity::entity::account_link::{self, LinkRole};
use crate::identity::store::admin;
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;

/// Somebody has become a member.
pub(super) async fn added(
    tx: &Tx,
    customer: CustomerId,
    link: &account_link::Model,
    name: &str,
) -> Result<(), DbError> {
    let told = about(EventType::MemberAdded, customer, link, name, json!({ "role": link.role }));
    emit_all(tx, vec![told]).await
}

/// A member has another right than `before`.
pub(super) async fn role_changed(
    tx: &Tx,
    customer: CustomerId,
    link: &account_link::Model,
    before: LinkRole,
) -> Result<(), Fault> {
    let name = name_of(tx, link).await?;
    let what = json!({ "role": link.role, "before": before });
    let told = about(EventType::MemberRoleChanged, customer, link, &name, what.clone());
    Ok(tell(tx, link, told, EventType::MembershipChanged, what).await?)
}

/// A member has none any more. Who was removed is told too: a stranger in an owner's place must not send the others away
/// in silence.
pub(super) async fn removed(tx: &Tx, customer: CustomerId, link: &account_link::Model) -> Result<(), Fault> {
    let name = name_of(tx, link).await?;
    let what = json!({ "role": link.role });
    let told = about(EventType::MemberRemoved, customer, link, &name, what.clone());
    Ok(tell(tx, link, told, EventType::MembershipEnded, what).await?)
}

fn about(
    event_type: EventType,
    customer: CustomerId,
    link: &account_link::Model,
    name: &str,
    mut what: Json,
) -> NewEvent {
    what["member"] = name.into();
    what["account"] = link.account_id.to_string().into();
    NewEvent {
        event_type,
        subject: link.id.to_string(),
        audience: Audience::Customer(customer),
        payload: what,
    }
}

/// Tells what concerns the customer, and the member where it was not the member's own doing.
async fn tell(
    tx: &Tx,
    link: &account_link::Model,
    told: NewEvent,
    own: EventType,
    payload: Json,
) -> Result<(), DbError> {
    let mut events = vec![told];
    if tx.scope().actor().account().is_none_or(|account| account.id != link.account_id) {
        let (subject, audience) = (link.account_id.to_string(), Audience::Account(link.account_id));
        events.push(NewEvent { event_type: own, subject, audience, payload });
    }
    emit_all(tx, events).await
}

async fn name_of(tx: &Tx, link: &account_link::Model) -> Result<String, DbError> {
    let found = admin::accounts(tx, &[link.account_id]).await?;
    Ok(found.into_iter().next().map(|account| account.display_name).unwrap_or_default())
}
