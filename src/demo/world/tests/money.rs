use std::collections::HashMap;

use rust_decimal::Decimal;

use super::*;
use crate::billing::entity::credit_note::CreditNoteStatus;
use crate::billing::entity::invoice::InvoiceStatus;
use crate::kernel::money::{from_micro, round_to_minor};
use crate::payments::entity::payment::PaymentStatus;
use crate::payments::entity::payment_return::ReturnKind;

/// Sums of `amount` by key.
fn sums<K: Eq + std::hash::Hash>(terms: impl Iterator<Item = (K, i64)>) -> HashMap<K, i64> {
    let mut sums = HashMap::new();
    for (key, amount) in terms {
        *sums.entry(key).or_default() += amount;
    }
    sums
}

fn round(value: Decimal) -> i64 {
    round_to_minor(value).expect("fits")
}

#[test]
fn documents_add_up() {
    for (_, world) in worlds() {
        for line in &world.lines {
            let exact = from_micro(line.quantity_micro) * Decimal::from(line.unit_price_minor);
            assert_eq!(line.net_minor, round(exact));
        }
        let nets = sums(world.lines.iter().map(|line| (line.invoice_id, line.net_minor)));
        let taxes = sums(world.taxes.iter().map(|tax| (tax.invoice_id, tax.amount_minor)));
        for invoice in &world.invoices {
            assert_eq!(invoice.subtotal_minor, nets[&invoice.id]);
            assert_eq!(invoice.tax_minor, taxes.get(&invoice.id).copied().unwrap_or_default());
            assert_eq!(invoice.total_minor, invoice.subtotal_minor + invoice.tax_minor);
            assert!(invoice.total_minor >= 0);
        }
    }
}

#[test]
fn tax_is_that_of_the_group_and_never_charged_to_the_exempt() {
    for (_, world) in worlds() {
        let group = |tax: &invoice_line_tax::Model| (tax.invoice_id, tax.tax_rate_id);
        let bases = sums(world.taxes.iter().map(|tax| (group(tax), tax.base_minor)));
        let amounts = sums(world.taxes.iter().map(|tax| (group(tax), tax.amount_minor)));
        let rates: HashMap<_, _> = world.tax_rates.iter().map(|rate| (rate.id, rate)).collect();
        for (group, amount) in &amounts {
            assert_eq!(*amount, round(Decimal::from(bases[group]) * from_micro(rates[&group.1].rate_micro)));
        }
        let nets: HashMap<_, _> = world.lines.iter().map(|line| (line.id, line.net_minor)).collect();
        assert!(world.taxes.iter().all(|tax| tax.base_minor == nets[&tax.line_id]));
        let exempt = |customer: &&customer::Model| customer.tax_exempt_reason.is_some();
        for customer in world.customers.iter().filter(exempt) {
            let mut invoices = world.invoices.iter().filter(|invoice| invoice.customer_id == customer.id);
            assert!(invoices.all(|invoice| invoice.tax_minor == 0));
        }
    }
}

#[test]
fn an_invoice_is_paid_exactly_when_nothing_is_owed() {
    for (_, world) in worlds() {
        let live = || world.allocations.iter().filter(|allocation| allocation.reversed_at.is_none());
        let allocated = sums(live().map(|allocation| (allocation.invoice_id, allocation.amount_minor)));
        for invoice in &world.invoices {
            let balance = invoice.total_minor - invoice.allocated_minor;
            assert_eq!(invoice.allocated_minor, allocated.get(&invoice.id).copied().unwrap_or_default());
            assert!((0..=invoice.total_minor).contains(&balance));
            match invoice.status {
                InvoiceStatus::Draft | InvoiceStatus::Void => assert_eq!(invoice.allocated_minor, 0),
                InvoiceStatus::Paid => assert_eq!(balance, 0),
                InvoiceStatus::Open | InvoiceStatus::Uncollectible => assert!(balance > 0),
            }
        }
    }
}

#[test]
fn payments_and_credits_are_used_up_to_what_they_are() {
    for (_, world) in worlds() {
        let live = || world.allocations.iter().filter(|allocation| allocation.reversed_at.is_none());
        let of_payment = sums(live().map(|allocation| (allocation.payment_id, allocation.amount_minor)));
        let of_credit = sums(live().map(|allocation| (allocation.credit_note_id, allocation.amount_minor)));
        for row in &world.payments {
            assert_eq!(row.allocated_minor, of_payment.get(&Some(row.id)).copied().unwrap_or_default());
            let taken = row.refunded_minor + row.charged_back_minor;
            assert!(row.allocated_minor + taken <= row.amount_minor);
            let received = row.receipt_number.is_some();
            match row.status {
                PaymentStatus::Succeeded => assert!(received && taken == 0),
                PaymentStatus::PartiallyRefunded => {
                    assert!(received && taken > 0 && taken < row.amount_minor);
                }
                PaymentStatus::Refunded => assert!(received && row.refunded_minor == row.amount_minor),
                PaymentStatus::ChargedBack => assert!(received && taken == row.amount_minor),
                _ => assert!(!received && row.allocated_minor + taken == 0),
            }
        }
        for row in &world.credit_notes {
            assert_eq!(row.allocated_minor, of_credit.get(&Some(row.id)).copied().unwrap_or_default());
            assert_eq!(row.total_minor, row.net_minor + row.tax_minor);
            match row.status {
                CreditNoteStatus::Issued | CreditNoteStatus::Void => assert_eq!(row.allocated_minor, 0),
                CreditNoteStatus::PartiallyApplied => {
                    assert!((1..row.total_minor).contains(&row.allocated_minor));
                }
                CreditNoteStatus::Applied => assert_eq!(row.allocated_minor, row.total_minor),
            }
        }
    }
}

#[test]
fn what_went_back_and_was_given_up_is_booked() {
    for (_, world) in worlds() {
        let of = |kind| world.returns.iter().filter(move |row| row.kind == kind);
        let refunded = sums(of(ReturnKind::Refund).map(|row| (row.payment_id, row.amount_minor)));
        let charged_back = sums(of(ReturnKind::Chargeback).map(|row| (row.payment_id, row.amount_minor)));
        for row in &world.payments {
            let booked = |sums: &HashMap<_, i64>| sums.get(&row.id).copied().unwrap_or_default();
            assert_eq!(
                (booked(&refunded), booked(&charged_back)),
                (row.refunded_minor, row.charged_back_minor)
            );
        }
        assert_eq!(world.refunds.len(), of(ReturnKind::Refund).count());
        let given_up = sums(world.write_offs.iter().map(|row| (row.invoice_id, row.amount_minor)));
        for row in &world.invoices {
            let left = match row.status {
                InvoiceStatus::Uncollectible => row.total_minor - row.allocated_minor,
                _ => 0,
            };
            assert_eq!(given_up.get(&row.id).copied().unwrap_or_default(), left);
        }
    }
}

#[test]
fn credit_notes_stay_within_their_invoice_and_its_proportion() {
    for (_, world) in worlds() {
        let invoices: HashMap<_, _> = world.invoices.iter().map(|invoice| (invoice.id, invoice)).collect();
        let live = world.credit_notes.iter().filter(|note| note.status != CreditNoteStatus::Void);
        for (invoice, credited) in
            sums(live.map(|note| (note.invoice_id.expect("all have one"), note.total_minor)))
        {
            assert!(credited <= invoices[&invoice].total_minor);
        }
        for note in &world.credit_notes {
            let invoice = invoices[&note.invoice_id.expect("all have one")];
            assert_eq!(note.customer_id, invoice.customer_id);
            let exact = Decimal::from(note.total_minor) * Decimal::from(invoice.tax_minor)
                / Decimal::from(invoice.total_minor);
            assert!((Decimal::from(note.tax_minor) - exact).abs() < Decimal::ONE);
        }
    }
}

#[test]
fn the_stored_balance_is_what_the_documents_say() {
    for (_, world) in worlds() {
        let open = || world.invoices.iter().filter(|invoice| invoice.status == InvoiceStatus::Open);
        let owed = sums(open().map(|row| (row.customer_id, row.total_minor - row.allocated_minor)));
        let count = sums(open().map(|row| (row.customer_id, 1)));
        let payments = world.payments.iter().filter(|row| row.receipt_number.is_some()).map(|row| {
            (
                row.customer_id,
                row.amount_minor - row.refunded_minor - row.charged_back_minor - row.allocated_minor,
            )
        });
        let credits = world.credit_notes.iter().filter(|row| row.status != CreditNoteStatus::Void);
        let credits = credits.map(|row| (row.customer_id, row.total_minor - row.allocated_minor));
        let unapplied = sums(payments.chain(credits));
        assert_eq!(world.balances.len(), world.customers.len());
        for row in &world.balances {
            let of = |sums: &HashMap<_, i64>| sums.get(&row.customer_id).copied().unwrap_or_default();
            assert_eq!(row.open_minor, of(&owed));
            assert_eq!(i64::from(row.open_invoices), of(&count));
            assert_eq!(row.unapplied_minor, of(&unapplied));
        }
    }
}

#[test]
fn money_stays_with_its_customer_and_is_used_after_it_came() {
    for (_, world) in worlds() {
        let invoices: HashMap<_, _> = world.invoices.iter().map(|row| (row.id, row)).collect();
        let payments: HashMap<_, _> = world.payments.iter().map(|row| (row.id, row)).collect();
        let credits: HashMap<_, _> = world.credit_notes.iter().map(|row| (row.id, row)).collect();
        for row in &world.allocations {
            let invoice = invoices[&row.invoice_id];
            let (owner, since) = match (row.payment_id, row.credit_note_id) {
                (Some(id), None) => (payments[&id].customer_id, payments[&id].received_at),
                (None, Some(id)) => (credits[&id].customer_id, credits[&id].issued_at),
                _ => panic!("an allocation has one source"),
            };
            assert_eq!(owner, invoice.customer_id);
            assert!(row.at >= since && Some(row.at) >= invoice.finalized_at);
            assert!(row.reversed_at.is_none_or(|reversed| reversed > row.at));
        }
    }
}
