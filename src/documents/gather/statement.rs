//! A statement of account: everything that was ever booked on it up to its last day, a page at a time. The lines are those
//! of the statement in the portal, on the same days.

use chrono::NaiveTime;

use super::Found;
use crate::accounting;
use crate::accounting::movement::{MovementKey, MovementKind};
use crate::customers;
use crate::db::Scope;
use crate::documents::model::{Body, Period};
use crate::documents::statement::{Entry, Happening, run};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, TypedId as _};
use crate::kernel::page::{Direction, MAX_PAGE, PageRequest};

pub(super) async fn find(
    scope: &Scope,
    customer: CustomerId,
    period: Period,
) -> Result<Option<Found>, Fault> {
    let Some(seen) = customers::seen(scope, &[customer]).await?.pop() else { return Ok(None) };
    let entries = booked(scope, customer, period).await?;
    Ok(Some(Found {
        customer,
        currency: seen.customer.currency,
        // The day and no more, so that a second copy has the same bytes.
        dated: scope.today().and_time(NaiveTime::MIN).and_utc(),
        identity: format!("{}/{}/{}", customer.external(), period.first, period.last),
        body: Body::Statement(run(entries, period)),
    }))
}

async fn booked(scope: &Scope, customer: CustomerId, period: Period) -> Result<Vec<Entry>, Fault> {
    let until = period.last.succ_opt();
    let statement = accounting::statement(scope, customer, None, until).await?;
    let statement =
        statement.map_err(|_| Fault::internal("a statement from the beginning has no wrong days"))?;
    let (mut entries, mut after) = (Vec::new(), None::<MovementKey>);
    loop {
        let request = PageRequest { size: MAX_PAGE, direction: Direction::Forward, after, before: None };
        let page = accounting::entries(scope, &statement, &request).await?;
        after = page.rows.last().map(|row| row.movement.key());
        entries.extend(page.rows.into_iter().filter_map(|row| {
            let movement = row.movement;
            let (on, amount) = (movement.day, movement.effect());
            Some(Entry { on, what: happening(movement.kind)?, number: movement.number, amount })
        }));
        if !page.has_next {
            return Ok(entries);
        }
    }
}

/// None for what moves no balance.
fn happening(kind: MovementKind) -> Option<Happening> {
    Some(match kind {
        MovementKind::Invoice => Happening::Invoice,
        MovementKind::InvoiceVoid => Happening::InvoiceVoided,
        MovementKind::WriteOff => Happening::WrittenOff,
        MovementKind::Recovery => Happening::Recovered,
        MovementKind::CreditNote => Happening::CreditNote,
        MovementKind::CreditNoteVoid => Happening::CreditNoteVoided,
        MovementKind::Payment => Happening::Payment,
        MovementKind::Refund => Happening::Refund,
        MovementKind::RefundReturn => Happening::RefundReturned,
        MovementKind::Chargeback => Happening::Chargeback,
        MovementKind::ChargebackReversal => Happening::ChargebackReversed,
        MovementKind::Allocation | MovementKind::AllocationReversal => return None,
    })
}
