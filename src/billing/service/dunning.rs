//! The dunning: what is known of customers, and what is done by the calendar and by money.

mod account;
mod day;

use serde_json::json;

pub use account::{Dunned, dunned, promised};
pub(super) use day::close;
pub use day::{DunningDay, NoOutages, Outages};

use crate::billing::events::dunning_event;
use crate::billing::store;
use crate::catalog::{self, LockReason};
use crate::db::audit::Record;
use crate::db::{Reads as _, Tx};
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;

/// Gives services back that were withheld for non-payment, where the customer is not due for it any more: at the end of
/// whatever moves money, in its transaction (domain.md §3.11). One look where nothing is withheld. The customer's balance
/// is locked.
pub async fn settled(tx: &Tx, customer: CustomerId) -> Result<(), Fault> {
    if catalog::withheld_services(tx, &[customer], LockReason::NonPayment).await?.is_empty() {
        return Ok(());
    }
    let Some(dunned) = dunned(tx, &[customer]).await?.remove(&customer) else { return Ok(()) };
    if dunned.account.is_due_for_suspension(&dunned.rule(), tx.scope().today()) {
        return Ok(());
    }
    for service in &dunned.account.withheld {
        catalog::lift(tx, *service, LockReason::NonPayment).await?;
        let before = json!({ "reason": "NON_PAYMENT" });
        tx.record(Record::new("subscription.lift", service).customer(customer).before(before)).await?;
    }
    store::dunning::forget_suspensions(tx, customer).await?;
    let services = dunned.account.withheld.len();
    dunning_event(tx, EventType::DunningRestored, customer, json!({ "services": services })).await?;
    Ok(())
}
