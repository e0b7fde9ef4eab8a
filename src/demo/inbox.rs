//! The inboxes of the generated accounts: what the last invoices and payments would have left there.

use serde_json::{Value as Json, json};

use super::calendar::Ids;
use super::dice::seed_of;
use super::world::{UNASSIGNED, World, WorldSpec};
use crate::identity::entity::account_link::LinkRole;
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AccountId, CustomerId};
use crate::notifications::Kind;
use crate::notifications::entity::notification;

/// Invoices and payments of a customer that are told of, each.
const LATEST: usize = 3;

/// The notifications of the members who see bills; the latest of each customer is not read yet.
pub(super) fn notifications(spec: &WorldSpec, world: &World) -> Vec<notification::Model> {
    let ids = Ids::new(seed_of(spec.seed, &format!("inboxes {}", spec.slug)));
    let mut rows = Vec::new();
    for link in &world.account_links {
        let sees_bills = matches!(link.role, LinkRole::Owner | LinkRole::Payer | LinkRole::Viewer);
        let (Some(customer), true) = (link.customer_id, sees_bills) else { continue };
        let mut told = told(world, customer);
        told.sort_by_key(|told| std::cmp::Reverse(told.at));
        let row = |(place, told): (usize, Told)| inbox_row(&ids, link.account_id, told, place == 0);
        rows.extend(told.into_iter().enumerate().map(row));
    }
    rows
}

/// Something that is told of.
struct Told {
    kind: Kind,
    subject: String,
    args: Json,
    at: Instant,
}

fn told(world: &World, customer: CustomerId) -> Vec<Told> {
    let invoices = world.invoices.iter().filter(|invoice| invoice.customer_id == customer);
    let invoices = invoices.filter_map(|invoice| {
        let args = json!({
            "number": invoice.number,
            "currency": invoice.currency.code(),
            "totalMinor": invoice.total_minor,
            "dueDate": invoice.due_date,
        });
        let (kind, subject) = (Kind::InvoiceFinalized, invoice.id.to_string());
        Some(Told { kind, subject, args, at: invoice.finalized_at? })
    });
    let payments = world.payments.iter().filter(|payment| payment.customer_id == customer);
    let payments = payments.filter(|payment| payment.receipt_number.is_some()).map(|payment| Told {
        kind: Kind::PaymentReceived,
        subject: payment.id.to_string(),
        args: json!({
            "number": payment.number,
            "currency": payment.currency.code(),
            "amountMinor": payment.amount_minor,
        }),
        at: payment.received_at,
    });
    let mut all = latest(invoices.collect());
    all.extend(latest(payments.collect()));
    all
}

fn latest(mut told: Vec<Told>) -> Vec<Told> {
    told.sort_by_key(|told| std::cmp::Reverse(told.at));
    told.truncate(LATEST);
    told
}

fn inbox_row(ids: &Ids, account: AccountId, told: Told, unread: bool) -> notification::Model {
    let Told { kind, subject, args, at } = told;
    notification::Model {
        id: ids.at(at),
        tenant_id: UNASSIGNED,
        account_id: account,
        // The generated year has no events; the row only has to differ from others.
        event_id: ids.at(at),
        topic: kind.topic(),
        kind,
        subject: Some(subject),
        args,
        created_at: at,
        read_at: (!unread).then_some(at),
    }
}
