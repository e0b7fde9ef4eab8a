use std::collections::{HashMap, HashSet};

use super::*;
use crate::billing::entity::allocation;
use crate::billing::entity::credit_note::CreditNoteStatus;
use crate::billing::entity::document_sequence::DocumentKind;
use crate::billing::entity::invoice::{InvoiceKind, InvoiceStatus};
use crate::billing::entity::invoice_line::LineKind;
use crate::billing::number::document_number;
use crate::db::FIRST_VERSION;
use crate::kernel::clock::date_in;
use crate::payments::entity::payment::PaymentStatus;

/// Asserts that documents, in the order of time, carry the numbers from 1 without a gap.
fn gapless(kind: DocumentKind, mut documents: Vec<(Instant, &str)>, world: &World, zone: chrono_tz::Tz) {
    documents.sort_by_key(|(_, number)| number.rsplit('-').next().and_then(|n| n.parse::<i64>().ok()));
    assert!(documents.is_sorted_by_key(|(at, _)| *at), "numbers follow time");
    for (counter, (at, number)) in (1..).zip(&documents) {
        assert_eq!(*number, document_number(kind, date_in(zone, *at), counter));
    }
    let next = world.sequences.iter().find(|row| row.kind == kind).expect("a counter a kind").next;
    assert_eq!(usize::try_from(next).expect("positive"), documents.len() + 1);
}

#[test]
fn numbers_have_no_gaps_and_follow_time() {
    for (spec, world) in worlds() {
        let zone = spec.market.facts().zone;
        let invoices = world.invoices.iter();
        let invoices = invoices.filter_map(|row| Some((row.finalized_at?, row.number.as_deref()?)));
        gapless(DocumentKind::Invoice, invoices.collect(), world, zone);
        let payments = world.payments.iter().map(|row| (row.received_at, row.number.as_str()));
        gapless(DocumentKind::Payment, payments.collect(), world, zone);
        let receipts = world.payments.iter();
        let receipts = receipts.filter_map(|row| Some((row.received_at, row.receipt_number.as_deref()?)));
        gapless(DocumentKind::Receipt, receipts.collect(), world, zone);
        let credits = world.credit_notes.iter().map(|row| (row.issued_at, row.number.as_str()));
        gapless(DocumentKind::CreditNote, credits.collect(), world, zone);
        let tickets = world.desk.tickets.iter().map(|row| (row.created_at, row.number.as_str()));
        gapless(DocumentKind::Ticket, tickets.collect(), world, zone);
    }
}

#[test]
fn versions_count_the_changes_as_the_ledger_does() {
    for (_, world) in worlds() {
        let movements = |of: &dyn Fn(&allocation::Model) -> bool| -> i32 {
            let of = world.allocations.iter().filter(|row| of(row));
            of.map(|row| 1 + i32::from(row.reversed_at.is_some())).sum()
        };
        for row in &world.invoices {
            let ended = matches!(row.status, InvoiceStatus::Void | InvoiceStatus::Uncollectible);
            let moved = movements(&|allocation| allocation.invoice_id == row.id);
            assert_eq!(row.version, FIRST_VERSION + moved + i32::from(ended), "{:?}", row.number);
        }
        for row in &world.credit_notes {
            let ended = row.status == CreditNoteStatus::Void;
            let moved = movements(&|allocation| allocation.credit_note_id == Some(row.id));
            assert_eq!(row.version, FIRST_VERSION + moved + i32::from(ended), "{}", row.number);
        }
        for row in &world.payments {
            use PaymentStatus::{ChargedBack, PartiallyRefunded, Refunded};
            let given_back = matches!(row.status, ChargedBack | PartiallyRefunded | Refunded);
            let moved = movements(&|allocation| allocation.payment_id == Some(row.id));
            assert_eq!(row.version, FIRST_VERSION + moved + i32::from(given_back), "{}", row.number);
        }
    }
}

#[test]
fn only_drafts_lack_number_and_dates() {
    for (spec, world) in worlds() {
        let zone = spec.market.facts().zone;
        let terms: HashMap<_, _> = world.customers.iter().map(|row| (row.id, row.due_days)).collect();
        for row in &world.invoices {
            let draft = row.status == InvoiceStatus::Draft;
            assert_eq!(draft, row.number.is_none() && row.issue_date.is_none() && row.finalized_at.is_none());
            assert_eq!(row.voided_at.is_some(), row.status == InvoiceStatus::Void);
            if let (Some(issued), Some(due), Some(at)) = (row.issue_date, row.due_date, row.finalized_at) {
                assert_eq!(issued, date_in(zone, at));
                assert_eq!((due - issued).num_days(), i64::from(terms[&row.customer_id]));
            }
        }
    }
}

#[test]
fn a_period_of_a_subscription_is_billed_once_and_remembered() {
    for (_, world) in worlds() {
        let live: HashSet<_> =
            world.invoices.iter().filter(|row| row.status != InvoiceStatus::Void).map(|row| row.id).collect();
        let mut seen = HashSet::new();
        let mut billed = HashMap::new();
        for line in world.lines.iter().filter(|line| live.contains(&line.invoice_id)) {
            let Some(subscription) = line.subscription_id else { continue };
            assert!(seen.insert((subscription, line.service_start, line.kind)), "{line:?}");
            if line.kind == LineKind::Recurring {
                let latest = billed.entry(subscription).or_insert(line.service_end);
                *latest = line.service_end.max(*latest);
            }
        }
        for row in &world.subscriptions {
            assert_eq!(row.billed_through, billed.get(&row.id).copied().flatten(), "{row:?}");
            assert!(row.activated_on.is_none_or(|from| row.ends_on.is_none_or(|to| from <= to)));
        }
    }
}

#[test]
fn lines_are_numbered_and_belong_to_their_customers_services() {
    for (_, world) in worlds() {
        let owners: HashMap<_, _> = world.invoices.iter().map(|row| (row.id, row.customer_id)).collect();
        let services: HashMap<_, _> =
            world.subscriptions.iter().map(|row| (row.id, row.customer_id)).collect();
        let mut positions: HashMap<_, Vec<i32>> = HashMap::new();
        for line in &world.lines {
            positions.entry(line.invoice_id).or_default().push(line.position);
            let service = line.subscription_id.map(|id| services[&id]);
            assert!(service.is_none_or(|owner| owner == owners[&line.invoice_id]));
        }
        assert_eq!(positions.len(), world.invoices.len(), "no invoice without lines");
        assert!(positions.values().all(|of| (1..).zip(of).all(|(expected, position)| expected == *position)));
    }
}

#[test]
fn a_late_fee_is_charged_once_after_grace_within_its_bounds() {
    for (_, world) in worlds() {
        let by_number: HashMap<_, _> =
            world.invoices.iter().filter_map(|row| Some((row.number.as_deref()?, row))).collect();
        let invoices: HashMap<_, _> = world.invoices.iter().map(|row| (row.id, row)).collect();
        let grace: HashMap<_, _> = world.customers.iter().map(|row| (row.id, row.grace_days)).collect();
        let mut charged = HashSet::new();
        for line in world.lines.iter().filter(|line| line.kind == LineKind::LateFee) {
            let fee = invoices[&line.invoice_id];
            let overdue = by_number[line.description_args["invoice"].as_str().expect("a number")];
            assert!(charged.insert(overdue.id), "once an invoice");
            assert_eq!((fee.kind, fee.customer_id), (InvoiceKind::LateFee, overdue.customer_id));
            assert_ne!(overdue.kind, InvoiceKind::LateFee, "never on fees");
            assert!((5_00..=25_00).contains(&line.net_minor) && fee.tax_minor == 0);
            let late = fee.issue_date.expect("issued") - overdue.due_date.expect("issued");
            assert!(late.num_days() > i64::from(grace[&fee.customer_id]));
        }
    }
}

#[test]
fn a_customer_has_one_reseller_at_a_time() {
    for (_, world) in worlds() {
        let mut periods: HashMap<_, Vec<_>> = HashMap::new();
        for row in &world.reseller_customers {
            periods.entry(row.customer_id).or_default().push((row.from_date, row.to_date));
        }
        for periods in periods.values_mut() {
            periods.sort_unstable();
            assert!(periods.windows(2).all(|pair| pair[0].1.is_some_and(|to| to <= pair[1].0)));
            assert!(periods.iter().all(|(from, to)| to.is_none_or(|to| from < &to)));
        }
    }
}

#[test]
fn nothing_happens_on_the_day_of_the_seed_or_after_it() {
    for (spec, world) in worlds() {
        let facts = spec.market.facts();
        let end = Calendar { zone: facts.zone, as_of: spec.as_of, months: spec.months }.end();
        let instants = (world.invoices.iter().map(|row| row.created_at))
            .chain(world.invoices.iter().filter_map(|row| row.finalized_at.max(row.voided_at)))
            .chain(world.payments.iter().map(|row| row.received_at))
            .chain(world.credit_notes.iter().map(|row| row.issued_at))
            .chain(world.allocations.iter().filter_map(|row| row.reversed_at.or(Some(row.at))))
            .chain(world.returns.iter().map(|row| row.at))
            .chain(world.write_offs.iter().map(|row| row.at))
            .chain(world.customers.iter().map(|row| row.created_at))
            .chain(world.subscriptions.iter().map(|row| row.created_at))
            .chain(world.accounts.iter().map(|row| row.created_at))
            .chain(world.desk.tickets.iter().flat_map(|row| [row.created_at, row.updated_at]))
            .chain(world.desk.notes.iter().map(|row| row.created_at));
        for at in instants {
            assert!((world.founded_at..end).contains(&at), "{at}");
        }
    }
}
