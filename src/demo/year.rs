//! Plays the months of a tenant, event by event, in the order of time.

mod paying;
mod showcase;

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::bill::{Bill, late_fee, period_lines, visit};
use super::books::{Books, Credit};
use super::calendar::{Calendar, days_after};
use super::dice::Dice;
use super::market::Facts;
use super::people::{Client, Habit, cast};
use crate::billing::entity::invoice::InvoiceKind;
use crate::billing::entity::tax_rate;
use crate::catalog::entity::plan;
use crate::catalog::entity::subscription::SubscriptionStatus;
use crate::customers::entity::customer::CustomerStatus;
use crate::kernel::clock::{Instant, date_in};

/// What can happen. Customers and documents are named by their position.
#[derive(Debug, Clone, Copy)]
enum Event {
    Bill { client: usize, period: u32, corrected: bool },
    Void { client: usize, invoice: usize },
    Visit { client: usize },
    Pay { client: usize, share: Share, may_fail: bool },
    PayAhead { client: usize, amount: i64 },
    Refund { client: usize, payment: usize },
    ChargeBack { client: usize, payment: usize },
    Credit { client: usize, invoice: usize, credit: Credit },
    VoidCredit { client: usize, note: usize },
    LateFee { client: usize, invoice: usize },
    Suspend { client: usize, invoice: usize },
    Decline { client: usize },
    Restore { client: usize },
    WriteOff { client: usize },
    Close { client: usize },
}

/// How much of what is owed is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Share {
    All,
    Half,
    RoundedUp,
    Twice,
}

/// The players and the queue of what is to come.
pub(super) struct Year<'a> {
    pub(super) calendar: Calendar,
    pub(super) facts: &'static Facts,
    pub(super) plans: &'a [plan::Model],
    pub(super) rates: &'a [tax_rate::Model],
    pub(super) clients: Vec<Client>,
    pub(super) books: Books<'a>,
    dice: Dice,
    queue: BTreeMap<(Instant, u64), Event>,
    queued: u64,
}

impl<'a> Year<'a> {
    pub(super) fn new(
        calendar: Calendar,
        facts: &'static Facts,
        (plans, rates): (&'a [plan::Model], &'a [tax_rate::Model]),
        clients: Vec<Client>,
        books: Books<'a>,
        dice: Dice,
    ) -> Self {
        let queue = BTreeMap::new();
        Self { calendar, facts, plans, rates, clients, books, dice, queue, queued: 0 }
    }

    /// Plays everything up to the end of the window and hands the books over.
    pub(super) fn play(mut self) -> (Vec<Client>, Books<'a>) {
        for client in 0..self.clients.len() {
            if self.clients[client].habit != Habit::Lead {
                self.schedule_bill(client, self.clients[client].first_period);
            }
        }
        while let Some(((at, _), event)) = self.queue.pop_first() {
            self.happen(event, at);
        }
        self.draft_coming_invoices();
        (self.clients, self.books)
    }

    /// Queues an event; what lies past the window never happens.
    fn schedule(&mut self, at: Instant, event: Event) {
        if at < self.calendar.end() {
            self.queue.insert((at, self.queued), event);
            self.queued += 1;
        }
    }

    /// Queues an event for some time of a later day.
    fn schedule_in_days(&mut self, at: Instant, days: i64, event: Event) {
        let date = days_after(date_in(self.calendar.zone, at), days);
        let minute = self.dice.between(6 * 60, 21 * 60);
        self.schedule(self.calendar.moment(date, minute), event);
    }

    fn schedule_bill(&mut self, client: usize, period: u32) {
        if period < self.calendar.months {
            let start = self.calendar.period_start(self.clients[client].row.billing_day, period);
            let minute = 4 * 60 + i64::try_from(client % 60).expect("below 60");
            let at = self.calendar.moment(start, minute);
            self.schedule(at, Event::Bill { client, period, corrected: false });
        }
    }

    fn happen(&mut self, event: Event, at: Instant) {
        match event {
            Event::Bill { client, period, corrected } => self.bill(client, period, corrected, at),
            Event::Void { client, invoice } => {
                self.books.void(client, invoice, at);
            }
            Event::Visit { client } => self.visit(client, at),
            Event::Pay { client, share, may_fail } => self.pay(client, share, may_fail, at),
            Event::PayAhead { client, amount } => self.pay_ahead(client, amount, at),
            Event::Refund { client, payment } => self.books.refund(client, payment, at),
            Event::ChargeBack { client, payment } => {
                self.books.charge_back(client, payment, at);
                self.schedule_in_days(at, 7, Event::Pay { client, share: Share::All, may_fail: false });
            }
            Event::Credit { client, invoice, credit } => {
                let owner = &self.clients[client];
                let note = self.books.credit(client, owner, invoice, credit, at);
                if let Some(note) = note.filter(|_| client != 0 && self.dice.percent(6)) {
                    self.schedule_in_days(at, 1, Event::VoidCredit { client, note });
                }
            }
            Event::VoidCredit { client, note } => self.books.void_credit(client, note),
            Event::LateFee { client, invoice } => self.charge_late_fee(client, invoice, at),
            Event::Suspend { client, invoice } => self.suspend(client, invoice, at),
            Event::Decline { client } => self.decline(client, at),
            Event::Restore { client } => {
                self.pay(client, Share::All, false, at);
                self.set_status(client, CustomerStatus::Active, SubscriptionStatus::Active);
            }
            Event::WriteOff { client } => {
                self.books.write_off(client, at);
                self.close(client, at);
            }
            Event::Close { client } => self.close(client, at),
        }
    }

    /// The billing run reaches a customer.
    fn bill(&mut self, client: usize, period: u32, corrected: bool, at: Instant) {
        if !corrected {
            self.schedule_bill(client, period + 1);
        }
        if self.clients[client].row.status != CustomerStatus::Active {
            return;
        }
        let last = self.clients[client].habit == Habit::Leaves { period };
        let kind = if last { InvoiceKind::Final } else { InvoiceKind::Recurring };
        let Some(bill) = self.bill_of_period(client, period, kind) else { return };
        // A mistake is voided before anybody pays it, and billed anew.
        let staged = client == cast::CORRECTED && period == 1;
        let mistaken = !corrected && client != 0 && (staged || self.dice.per_mille(7));
        let invoice = self.books.issue(client, &self.clients[client], &bill, at, !mistaken);
        if mistaken {
            self.schedule(at + TimeDelta::minutes(20), Event::Void { client, invoice });
            let again = Event::Bill { client, period, corrected: true };
            self.schedule(at + TimeDelta::minutes(40), again);
            return;
        }
        let end = bill.period.map(|(_, end)| end);
        self.mark_billed(client, end);
        if last {
            self.end_services(client, end);
        }
        self.plan_payment(client, invoice, period, at);
        self.plan_late_fee(client, invoice, at);
        if client != 0 {
            self.plan_accidents(client, invoice, period, at);
        }
    }

    fn bill_of_period(&mut self, client: usize, period: u32, kind: InvoiceKind) -> Option<Bill> {
        let owner = &self.clients[client];
        let start = |period| self.calendar.period_start(owner.row.billing_day, period);
        let days = (start(period), start(period + 1));
        let previous = super::calendar::months_before(days.0, 1);
        let lines = period_lines(owner, self.facts, self.plans, days, previous, &mut self.dice);
        (!lines.is_empty()).then(|| Bill::of(kind, Some(days), lines, owner, self.rates, days.0))
    }

    fn mark_billed(&mut self, client: usize, end: Option<chrono::NaiveDate>) {
        for service in &mut self.clients[client].services {
            // Whatever ran on the first day is billed to the last.
            if service.row.activated_on.is_some_and(|from| end.is_some_and(|end| from < end)) {
                service.row.billed_through = end;
            }
        }
    }

    fn end_services(&mut self, client: usize, end: Option<chrono::NaiveDate>) {
        for service in &mut self.clients[client].services {
            service.row.ends_on = end.filter(|end| service.row.activated_on.is_some_and(|from| from < *end));
        }
        if let Some(end) = end {
            self.schedule(self.calendar.moment(end, 60), Event::Close { client });
        }
    }

    fn visit(&mut self, client: usize, at: Instant) {
        let date = date_in(self.calendar.zone, at);
        let owner = &self.clients[client];
        if owner.row.status != CustomerStatus::Active {
            return;
        }
        let lines = vec![visit(self.facts, &mut self.dice)];
        let bill = Bill::of(InvoiceKind::OneOff, None, lines, owner, self.rates, date);
        let invoice = self.books.issue(client, owner, &bill, at, true);
        self.plan_payment(client, invoice, self.calendar.months, at);
        self.plan_late_fee(client, invoice, at);
    }

    /// After grace, once an invoice, never on fees (domain.md §3.10).
    fn charge_late_fee(&mut self, client: usize, invoice: usize, at: Instant) {
        let balance = self.books.balance(invoice);
        if balance == 0 {
            return;
        }
        let overdue = self.books.invoices[invoice].number.clone().unwrap_or_default();
        let fee = ((balance * 5 + 50) / 100).clamp(5_00, 25_00);
        let owner = &self.clients[client];
        let date = date_in(self.calendar.zone, at);
        let bill =
            Bill::of(InvoiceKind::LateFee, None, vec![late_fee(&overdue, fee)], owner, self.rates, date);
        let charged = self.books.issue(client, owner, &bill, at, true);
        self.books.note_late_fee(invoice, charged, balance, at);
    }

    /// Withholds the services of who owes more than the minimum (domain.md §3.11).
    fn suspend(&mut self, client: usize, overdue: usize, at: Instant) {
        if self.books.balance(overdue) < 5_00 || self.clients[client].row.status != CustomerStatus::Active {
            return;
        }
        self.set_status(client, CustomerStatus::Suspended, SubscriptionStatus::Suspended);
        let (restored, given_up) = match client {
            cast::WRITTEN_OFF => (false, true),
            cast::SUSPENDED => (false, false),
            _ => (self.dice.percent(25), self.dice.percent(50)),
        };
        if restored {
            self.schedule_in_days(at, 12, Event::Restore { client });
        } else if given_up {
            self.schedule_in_days(at, 90, Event::WriteOff { client });
        }
    }

    fn set_status(&mut self, client: usize, customer: CustomerStatus, subscription: SubscriptionStatus) {
        let client = &mut self.clients[client];
        client.row.status = customer;
        client.row.version += 1;
        for service in client.services.iter_mut().filter(|service| service.row.activated_on.is_some()) {
            service.row.status = subscription;
            service.row.version += 1;
        }
    }

    fn close(&mut self, client: usize, at: Instant) {
        self.set_status(client, CustomerStatus::Closed, SubscriptionStatus::Cancelled);
        let today = date_in(self.calendar.zone, at);
        for service in &mut self.clients[client].services {
            service.row.status = SubscriptionStatus::Cancelled;
            service.row.ends_on =
                service.row.ends_on.or(service.row.activated_on.map(|from| from.max(today)));
        }
    }

    /// The invoices of the coming days lie ready as drafts; the showcase's does in any case.
    fn draft_coming_invoices(&mut self) {
        let at = self.calendar.end() - TimeDelta::hours(2);
        for client in 0..self.clients.len() {
            let row = &self.clients[client].row;
            let start = self.calendar.period_start(row.billing_day, self.calendar.months);
            let soon = start <= days_after(self.calendar.as_of, 7);
            if row.status == CustomerStatus::Active && (soon || client == 0) {
                let bill = self.bill_of_period(client, self.calendar.months, InvoiceKind::Recurring);
                if let Some(bill) = bill {
                    self.books.draft(&self.clients[client], &bill, at);
                    self.mark_billed(client, bill.period.map(|(_, end)| end));
                }
            }
        }
    }
}
