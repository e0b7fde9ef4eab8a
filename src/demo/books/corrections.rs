//! What takes something back: credit notes, refunds, chargebacks, voids, write-offs.

use super::{Books, Source};
use crate::billing::entity::credit_note::{self, CreditNoteStatus, CreditReason};
use crate::billing::entity::document_sequence::DocumentKind;
use crate::billing::entity::invoice::InvoiceStatus;
use crate::billing::entity::write_off;
use crate::billing::ledger::rules::invoice_status;
use crate::db::FIRST_VERSION;
use crate::demo::people::Client;
use crate::demo::world::UNASSIGNED;
use crate::kernel::clock::Instant;
use crate::kernel::ids::PaymentRefundId;
use crate::kernel::money::largest_remainder;
use crate::payments::entity::payment::{PaymentChannel, PaymentStatus};
use crate::payments::entity::payment_refund::{self, RefundStatus};
use crate::payments::entity::payment_return::{self, ReturnKind};
use crate::payments::state::after_returns;

/// What is given back.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) struct Credit {
    pub(in crate::demo) reason: CreditReason,
    /// Net and tax, minor units.
    pub(in crate::demo) total: i64,
    /// Whether it reduces its own invoice, instead of waiting for the next one.
    pub(in crate::demo) at_once: bool,
}

impl Books<'_> {
    /// Gives `total` back for an invoice that has no credit note yet, at most its total; net and tax in the
    /// invoice's proportion (domain.md §3.7).
    pub(in crate::demo) fn credit(
        &mut self,
        client: usize,
        owner: &Client,
        invoice: usize,
        Credit { reason, total, at_once }: Credit,
        at: Instant,
    ) -> Option<usize> {
        let credited = &self.invoices[invoice];
        let invoice_id = credited.id;
        let total = total.min(credited.total_minor);
        let creditable = matches!(credited.status, InvoiceStatus::Open | InvoiceStatus::Paid);
        let again = self.credit_notes.iter().any(|note| note.invoice_id == Some(invoice_id));
        if !creditable || again || total <= 0 {
            return None;
        }
        let parts = largest_remainder(total, &[credited.subtotal_minor, credited.tax_minor]);
        let note = self.credit_notes.len();
        let row = credit_note::Model {
            id: self.ids.at(at),
            tenant_id: UNASSIGNED,
            number: self.number(DocumentKind::CreditNote, at),
            customer_id: owner.row.id,
            invoice_id: Some(invoice_id),
            reason,
            currency: owner.row.currency,
            net_minor: parts[0],
            tax_minor: parts[1],
            total_minor: total,
            allocated_minor: 0,
            status: CreditNoteStatus::Issued,
            issued_at: at,
            remark: None,
            voided_at: None,
            version: FIRST_VERSION,
        };
        self.credit_notes.push(row);
        self.accounts[client].credits.push(note);
        let amount = total.min(self.balance(invoice));
        if at_once && amount > 0 {
            self.allocate(Source::Credit(note), invoice, amount, at);
            self.tidy(client);
        }
        Some(note)
    }

    /// Cancels a credit of which nothing is used: ISSUED→VOID.
    pub(in crate::demo) fn void_credit(&mut self, client: usize, note: usize) {
        let row = &mut self.credit_notes[note];
        if row.status == CreditNoteStatus::Issued {
            row.status = CreditNoteStatus::Void;
            row.version += 1;
            self.tidy(client);
        }
    }

    /// Gives the unapplied rest of a payment back.
    pub(in crate::demo) fn refund(&mut self, client: usize, payment: usize, at: Instant) {
        let rest = self.unapplied(Source::Payment(payment));
        let row = &mut self.payments[payment];
        if rest > 0 && row.status == PaymentStatus::Succeeded {
            row.refunded_minor += rest;
            row.version += 1;
            row.status = after_returns(row.amount_minor, row.refunded_minor, row.charged_back_minor);
            let refund = payment_refund::Model {
                id: self.ids.at(at),
                tenant_id: UNASSIGNED,
                customer_id: row.customer_id,
                payment_id: row.id,
                currency: row.currency,
                amount_minor: rest,
                status: RefundStatus::Succeeded,
                reason: match row.channel {
                    PaymentChannel::Cash | PaymentChannel::Manual => {
                        "Paid too much at the counter".to_owned()
                    }
                    PaymentChannel::Card | PaymentChannel::Bank => "Paid twice".to_owned(),
                },
                gateway_ref: None,
                message: None,
                checks: 0,
                check_at: None,
                created_at: at,
                settled_at: Some(at),
            };
            self.book_return(payment, ReturnKind::Refund, Some(refund.id), rest, at);
            self.refunds.push(refund);
            self.tidy(client);
        }
    }

    /// Books what goes back of a payment on its day.
    fn book_return(
        &mut self,
        payment: usize,
        kind: ReturnKind,
        refund_id: Option<PaymentRefundId>,
        amount: i64,
        at: Instant,
    ) {
        let row = &self.payments[payment];
        self.returns.push(payment_return::Model {
            id: self.ids.at(at),
            tenant_id: UNASSIGNED,
            customer_id: row.customer_id,
            currency: row.currency,
            payment_id: row.id,
            refund_id,
            dispute_id: None,
            kind,
            amount_minor: amount,
            at,
        });
    }

    /// The bank takes a payment back: its allocations are reversed, and what they paid is open again.
    pub(in crate::demo) fn charge_back(&mut self, client: usize, payment: usize, at: Instant) {
        let row = &mut self.payments[payment];
        if row.status != PaymentStatus::Succeeded {
            return;
        }
        row.charged_back_minor = row.amount_minor - row.refunded_minor;
        row.allocated_minor = 0;
        row.status = PaymentStatus::ChargedBack;
        row.version += 1;
        let (id, taken) = (row.id, row.charged_back_minor);
        self.book_return(payment, ReturnKind::Chargeback, None, taken, at);
        for allocation in
            self.allocations.iter_mut().filter(|a| a.payment_id == Some(id) && a.reversed_at.is_none())
        {
            allocation.reversed_at = Some(at);
            self.payments[payment].version += 1;
            let invoice = self
                .invoices
                .iter()
                .position(|invoice| invoice.id == allocation.invoice_id)
                .expect("an allocation is to an invoice of these books");
            let row = &mut self.invoices[invoice];
            row.allocated_minor -= allocation.amount_minor;
            row.version += 1;
            row.status = invoice_status(row.status, row.total_minor, row.allocated_minor);
            if !self.accounts[client].open.contains(&invoice) {
                self.accounts[client].open.push(invoice);
            }
        }
        self.tidy(client);
    }

    /// Cancels an invoice to which nothing is allocated: OPEN→VOID.
    pub(in crate::demo) fn void(&mut self, client: usize, invoice: usize, at: Instant) -> bool {
        let row = &mut self.invoices[invoice];
        let may = row.status == InvoiceStatus::Open && row.allocated_minor == 0;
        if may {
            row.status = InvoiceStatus::Void;
            row.voided_at = Some(at);
            row.version += 1;
            self.tidy(client);
        }
        may
    }

    /// Gives up what a customer owes: OPEN→UNCOLLECTIBLE.
    pub(in crate::demo) fn write_off(&mut self, client: usize, at: Instant) {
        for invoice in self.open_invoices(client) {
            let row = &mut self.invoices[invoice];
            row.status = InvoiceStatus::Uncollectible;
            row.version += 1;
            self.write_offs.push(write_off::Model {
                id: self.ids.at(at),
                tenant_id: UNASSIGNED,
                customer_id: row.customer_id,
                currency: row.currency,
                invoice_id: row.id,
                amount_minor: row.total_minor - row.allocated_minor,
                at,
            });
        }
        self.tidy(client);
    }
}
