//! A statement of account: everything that was ever billed, credited and paid up to its last day, a page at a time.

use chrono::NaiveTime;

use super::{Found, day};
use crate::billing::entity::credit_note::CreditNoteStatus;
use crate::billing::entity::invoice::InvoiceStatus;
use crate::billing::{self, DatedKey, InvoiceFilter, InvoiceOrder, InvoiceOrderField, OrderDirection};
use crate::customers;
use crate::db::Scope;
use crate::documents::model::{Body, Period};
use crate::documents::statement::{Entry, Happening, run};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, TypedId as _};
use crate::kernel::page::{Direction, MAX_PAGE, PageRequest};
use crate::payments;
use crate::payments::entity::payment::PaymentStatus;

pub(super) async fn find(
    scope: &Scope,
    customer: CustomerId,
    period: Period,
) -> Result<Option<Found>, Fault> {
    let Some(seen) = customers::seen(scope, &[customer]).await?.pop() else { return Ok(None) };
    let mut entries = invoices(scope, customer, period).await?;
    entries.append(&mut credit_notes(scope, customer).await?);
    entries.append(&mut received(scope, customer).await?);
    Ok(Some(Found {
        customer,
        currency: seen.customer.currency,
        // The day and no more, so that a second copy has the same bytes.
        dated: scope.today().and_time(NaiveTime::MIN).and_utc(),
        identity: format!("{}/{}/{}", customer.external(), period.first, period.last),
        body: Body::Statement(run(entries, period)),
    }))
}

fn request<K>(after: Option<K>) -> PageRequest<K> {
    PageRequest { size: MAX_PAGE, direction: Direction::Forward, after, before: None }
}

async fn invoices(scope: &Scope, customer: CustomerId, period: Period) -> Result<Vec<Entry>, Fault> {
    let filter = InvoiceFilter { issued_before: period.last.succ_opt(), ..InvoiceFilter::default() };
    let order = InvoiceOrder { field: InvoiceOrderField::IssueDate, direction: OrderDirection::Asc };
    let (mut entries, mut after) = (Vec::new(), None);
    loop {
        let page = billing::invoices(scope, customer, &filter, order, &request(after)).await?;
        after = page.rows.last().and_then(|last| order.position(last));
        for row in page.rows {
            let (Some(number), Some(on)) = (row.number, row.issue_date) else { continue };
            let amount = row.total_minor;
            if let Some(at) = row.voided_at {
                let (number, on, amount) = (number.clone(), day(scope, at), -amount);
                entries.push(Entry { on, what: Happening::InvoiceVoided, number, amount });
            }
            if row.status == InvoiceStatus::Uncollectible {
                // When it was given up is not kept: not before it was due.
                let (on, amount) = (row.due_date.unwrap_or(on), row.allocated_minor - amount);
                entries.push(Entry { on, what: Happening::WrittenOff, number: number.clone(), amount });
            }
            entries.push(Entry { on, what: Happening::Invoice, number, amount });
        }
        if !page.has_next {
            return Ok(entries);
        }
    }
}

/// One that was cancelled gave nothing, and is left out.
async fn credit_notes(scope: &Scope, customer: CustomerId) -> Result<Vec<Entry>, Fault> {
    let (mut entries, mut after) = (Vec::new(), None);
    loop {
        let page = billing::credit_notes(scope, customer, &request(after)).await?;
        after = page.rows.last().map(|last| DatedKey(last.issued_at, last.id.0));
        let rows = page.rows.into_iter().filter(|row| row.status != CreditNoteStatus::Void);
        entries.extend(rows.map(|row| Entry {
            on: day(scope, row.issued_at),
            what: Happening::CreditNote,
            number: row.number,
            amount: -row.total_minor,
        }));
        if !page.has_next {
            return Ok(entries);
        }
    }
}

/// Payments that have come in. What was given or taken back since stands beside them: when it was is not kept.
async fn received(scope: &Scope, customer: CustomerId) -> Result<Vec<Entry>, Fault> {
    let (mut entries, mut after) = (Vec::new(), None);
    loop {
        let page = payments::payments(scope, customer, &request(after)).await?;
        after = page.rows.last().map(|last| DatedKey(last.received_at, last.id.0));
        for row in page.rows {
            match row.status {
                PaymentStatus::Succeeded
                | PaymentStatus::PartiallyRefunded
                | PaymentStatus::Refunded
                | PaymentStatus::ChargedBack => {}
                PaymentStatus::Pending
                | PaymentStatus::RequiresAction
                | PaymentStatus::Processing
                | PaymentStatus::Failed
                | PaymentStatus::Unknown
                | PaymentStatus::Cancelled => continue,
            }
            let on = day(scope, row.received_at);
            let happened = [
                (Happening::Payment, -row.amount_minor),
                (Happening::Refund, row.refunded_minor),
                (Happening::Chargeback, row.charged_back_minor),
            ];
            let happened = happened.into_iter().filter(|(_, amount)| *amount != 0);
            entries.extend(happened.map(|(what, amount)| Entry {
                on,
                what,
                number: row.number.clone(),
                amount,
            }));
        }
        if !page.has_next {
            return Ok(entries);
        }
    }
}
