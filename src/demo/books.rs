//! The ledger of a generated tenant: every rule of domain.md §2–3 that moves money, applied as it happens.
//!
//! Documents are named by their position here. Numbers are given in the order of events, so they have no gaps and
//! follow time.

mod corrections;
mod entry;

use std::collections::BTreeMap;

pub(super) use self::corrections::Credit;
use super::calendar::{Calendar, Ids, days_after};
use super::people::Client;
use super::world::UNASSIGNED;
use crate::billing::entity::credit_note::{self, CreditNoteStatus};
use crate::billing::entity::document_sequence::{self, DocumentKind};
use crate::billing::entity::invoice;
use crate::billing::entity::{
    allocation, billed_period, customer_balance, invoice_line, invoice_line_tax, late_fee, tax_rate,
    write_off,
};
use crate::billing::ledger::rules::{credit_status, invoice_status, owed};
use crate::billing::number::document_number;
use crate::db::FIRST_VERSION;
use crate::kernel::clock::{Instant, date_in};
use crate::payments::entity::payment::{self, PaymentChannel, PaymentStatus};
use crate::payments::entity::{payment_refund, payment_return};

/// What a customer has open.
#[derive(Default, Clone)]
struct Account {
    /// Invoices with a balance.
    open: Vec<usize>,
    /// Payments with an unapplied rest, the oldest first.
    payments: Vec<usize>,
    /// Credit notes with an unapplied rest, the oldest first.
    credits: Vec<usize>,
}

/// Where an allocation comes from.
#[derive(Clone, Copy)]
enum Source {
    Payment(usize),
    Credit(usize),
}

/// All documents of a tenant.
pub(super) struct Books<'a> {
    calendar: Calendar,
    ids: &'a Ids,
    rates: &'a [tax_rate::Model],
    accounts: Vec<Account>,
    next: BTreeMap<u8, (DocumentKind, i64)>,
    pub(super) invoices: Vec<invoice::Model>,
    pub(super) lines: Vec<invoice_line::Model>,
    pub(super) taxes: Vec<invoice_line_tax::Model>,
    pub(super) payments: Vec<payment::Model>,
    pub(super) credit_notes: Vec<credit_note::Model>,
    pub(super) allocations: Vec<allocation::Model>,
    pub(super) refunds: Vec<payment_refund::Model>,
    pub(super) returns: Vec<payment_return::Model>,
    pub(super) write_offs: Vec<write_off::Model>,
    pub(super) late_fees: Vec<late_fee::Model>,
    /// Also of drafts and of what was voided, which claim nothing in the end.
    pub(super) billed_periods: Vec<billed_period::Model>,
}

impl<'a> Books<'a> {
    pub(super) fn new(
        calendar: Calendar,
        ids: &'a Ids,
        rates: &'a [tax_rate::Model],
        customers: usize,
    ) -> Self {
        use DocumentKind::{CreditNote, Invoice, Payment, Receipt};
        let kinds = [Invoice, CreditNote, Payment, Receipt];
        Self {
            calendar,
            ids,
            rates,
            accounts: vec![Account::default(); customers],
            next: kinds.into_iter().map(|kind| (kind as u8, (kind, 1))).collect(),
            invoices: Vec::new(),
            lines: Vec::new(),
            taxes: Vec::new(),
            payments: Vec::new(),
            credit_notes: Vec::new(),
            allocations: Vec::new(),
            refunds: Vec::new(),
            returns: Vec::new(),
            write_offs: Vec::new(),
            late_fees: Vec::new(),
            billed_periods: Vec::new(),
        }
    }

    fn number(&mut self, kind: DocumentKind, at: Instant) -> String {
        let (_, next) = self.next.get_mut(&(kind as u8)).expect("every kind has a counter");
        *next += 1;
        document_number(kind, date_in(self.calendar.zone, at), *next - 1)
    }

    /// What is still owed on an invoice.
    pub(super) fn balance(&self, invoice: usize) -> i64 {
        let row = &self.invoices[invoice];
        owed(row.status, row.total_minor, row.allocated_minor)
    }

    /// What is still owed by a customer.
    pub(super) fn owed(&self, client: usize) -> i64 {
        self.accounts[client].open.iter().map(|invoice| self.balance(*invoice)).sum()
    }

    /// The invoices of a customer that have a balance.
    pub(super) fn open_invoices(&self, client: usize) -> Vec<usize> {
        self.accounts[client].open.clone()
    }

    /// Money came in, or was tried for: only a success is allocated, the oldest due invoice first (domain.md §3.13).
    pub(super) fn receive(
        &mut self,
        client: usize,
        owner: &Client,
        amount: i64,
        channel: PaymentChannel,
        status: PaymentStatus,
        at: Instant,
    ) -> usize {
        let received = status == PaymentStatus::Succeeded;
        let id: crate::kernel::ids::PaymentId = self.ids.at(at);
        let row = payment::Model {
            id,
            tenant_id: UNASSIGNED,
            number: self.number(DocumentKind::Payment, at),
            customer_id: owner.row.id,
            currency: owner.row.currency,
            amount_minor: amount,
            channel,
            status,
            gateway_ref: (channel == PaymentChannel::Card)
                .then(|| format!("demo_{:016x}", id.0.as_u64_pair().1)),
            refunded_minor: 0,
            charged_back_minor: 0,
            allocated_minor: 0,
            receipt_number: received.then(|| self.number(DocumentKind::Receipt, at)),
            received_at: at,
            version: FIRST_VERSION,
        };
        let payment = self.payments.len();
        self.payments.push(row);
        if received {
            self.accounts[client].payments.push(payment);
            self.settle(client, [Source::Payment(payment)], at);
        }
        payment
    }

    /// Everything a customer has to its credit: credit notes first, then payments, the oldest first.
    fn unapplied_sources(&self, client: usize) -> Vec<Source> {
        let account = &self.accounts[client];
        let credits = account.credits.iter().copied().map(Source::Credit);
        credits.chain(account.payments.iter().copied().map(Source::Payment)).collect()
    }

    /// Uses up `sources` on the open invoices in the order of their due dates.
    fn settle(&mut self, client: usize, sources: impl IntoIterator<Item = Source>, at: Instant) {
        let mut open = self.accounts[client].open.clone();
        open.sort_by_key(|&invoice| (self.invoices[invoice].due_date, invoice));
        for source in sources {
            for &invoice in &open {
                let amount = self.unapplied(source).min(self.balance(invoice));
                if amount > 0 {
                    self.allocate(source, invoice, amount, at);
                }
            }
        }
        self.tidy(client);
    }

    fn unapplied(&self, source: Source) -> i64 {
        match source {
            Source::Payment(i) => self.payments[i].unapplied_minor(),
            Source::Credit(i) => match self.credit_notes[i].status {
                CreditNoteStatus::Void => 0,
                _ => self.credit_notes[i].total_minor - self.credit_notes[i].allocated_minor,
            },
        }
    }

    fn allocate(&mut self, source: Source, invoice: usize, amount: i64, at: Instant) {
        let (mut payment_id, mut credit_note_id) = (None, None);
        match source {
            Source::Payment(i) => {
                let row = &mut self.payments[i];
                row.allocated_minor += amount;
                row.version += 1;
                payment_id = Some(row.id);
            }
            Source::Credit(i) => {
                let row = &mut self.credit_notes[i];
                row.allocated_minor += amount;
                row.version += 1;
                row.status = credit_status(row.total_minor, row.allocated_minor);
                credit_note_id = Some(row.id);
            }
        }
        let row = &mut self.invoices[invoice];
        row.allocated_minor += amount;
        row.version += 1;
        row.status = invoice_status(row.status, row.total_minor, row.allocated_minor);
        self.allocations.push(allocation::Model {
            id: self.ids.at(at),
            tenant_id: UNASSIGNED,
            customer_id: row.customer_id,
            payment_id,
            credit_note_id,
            invoice_id: row.id,
            amount_minor: amount,
            at,
            reversed_at: None,
        });
    }

    /// Forgets what is settled.
    fn tidy(&mut self, client: usize) {
        let Account { mut open, mut payments, mut credits } = std::mem::take(&mut self.accounts[client]);
        open.retain(|&invoice| self.balance(invoice) > 0);
        payments.retain(|&payment| self.unapplied(Source::Payment(payment)) > 0);
        credits.retain(|&credit| self.unapplied(Source::Credit(credit)) > 0);
        self.accounts[client] = Account { open, payments, credits };
    }

    /// The day on which an invoice issued at `at` is due.
    fn due(&self, owner: &Client, at: Instant) -> chrono::NaiveDate {
        days_after(date_in(self.calendar.zone, at), owner.row.due_days.into())
    }

    /// The stored balances, one a customer.
    pub(super) fn balances(&self, clients: &[Client]) -> Vec<customer_balance::Model> {
        let row = |(index, client): (usize, &Client)| {
            let account = &self.accounts[index];
            let payments = account.payments.iter().map(|i| self.unapplied(Source::Payment(*i)));
            let credits = account.credits.iter().map(|i| self.unapplied(Source::Credit(*i)));
            customer_balance::Model {
                customer_id: client.row.id,
                tenant_id: UNASSIGNED,
                open_minor: self.owed(index),
                unapplied_minor: payments.chain(credits).sum(),
                open_invoices: i32::try_from(account.open.len()).expect("one a month and some"),
            }
        };
        clients.iter().enumerate().map(row).collect()
    }

    /// The counters of the documents.
    pub(super) fn sequences(&self) -> Vec<document_sequence::Model> {
        let row = |(kind, next): &(DocumentKind, i64)| document_sequence::Model {
            tenant_id: UNASSIGNED,
            kind: *kind,
            next: *next,
        };
        self.next.values().map(row).collect()
    }
}
