//! A day that is over stays as it was: whatever comes later is booked later. Random histories with everything that takes
//! back, gives again, gives up and comes in after all, over moving days.

use chrono::{Days, NaiveDate, TimeDelta};
use portico::accounting::{Period, journal_csv, statement, vat_csv};
use portico::billing::entity::credit_note::{self, CreditReason};
use portico::billing::entity::invoice::{self, InvoiceStatus};
use portico::billing::entity::{allocation, customer_balance, write_off};
use portico::billing::ledger::{allocate_credit, reverse_credit};
use portico::billing::{self, BillingError};
use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::kernel::ids::{CustomerId, PaymentMethodId};
use portico::kernel::money::Money;
use portico::payments::entity::payment::{self, PaymentChannel};
use portico::payments::entity::payment_return;
use portico::payments::ledger;
use portico::tenancy::AccountingSettings;
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use sea_orm::ColumnTrait as _;

use crate::payments::bank::{Branch, Plan, quiet};
use crate::support::app::TestApp;
use crate::support::recount::ledger_check_is_empty;

/// The books as they are told of the days up to one.
#[derive(Debug, PartialEq, Eq)]
struct Closed {
    until: NaiveDate,
    journal: String,
    taxes: String,
}

/// What a customer owed at the end of a day.
struct Evening {
    customer: CustomerId,
    day: NaiveDate,
    owed: i64,
}

struct Story {
    branch: Branch,
    dice: StdRng,
    customers: Vec<(customer::Model, PaymentMethodId)>,
    first: NaiveDate,
    closed: Vec<Closed>,
    evenings: Vec<Evening>,
}

/// Whether it was done; a rule may have been against it.
fn done<T>(outcome: Result<T, BillingError>) -> bool {
    match outcome {
        Ok(_) => true,
        Err(BillingError::Refused(_)) => false,
        Err(other) => panic!("{other:?}"),
    }
}

impl Story {
    async fn begin(t: &TestApp, seed: u64) -> Self {
        let branch = Branch::open(t).await;
        let mut customers = Vec::new();
        for _ in 0..2 {
            let customer = branch.t.customer().insert().await;
            let card = branch.card(&customer).await;
            customers.push((customer, card));
        }
        let first = branch.t.scope().today();
        let dice = StdRng::seed_from_u64(seed);
        Self { branch, dice, customers, first, closed: Vec::new(), evenings: Vec::new() }
    }

    fn t(&self) -> &TestApp {
        &self.branch.t
    }

    async fn live(&mut self, steps: usize) {
        for _ in 0..steps {
            self.step().await;
            self.pass(self.first).await;
        }
        // What is on its way arrives, on later days still.
        while self.branch.bank.settle(0, true) {}
        self.branch.deliver_all().await;
        for _ in 0..3 {
            self.branch.work().await;
            self.pass(self.first).await;
        }
    }

    /// Some hours pass; where a day ends by it, its books are closed.
    async fn pass(&mut self, first: NaiveDate) {
        let day = self.t().scope().today();
        let owed = self.balances().await;
        // So that days of the tenant's zone and of UTC are not the same.
        let hours = self.dice.random_range(0..20);
        self.t().advance(TimeDelta::hours(hours));
        let today = self.t().scope().today();
        if today == day {
            return;
        }
        self.evenings.extend(owed.into_iter().map(|(customer, owed)| Evening { customer, day, owed }));
        let now = self.books(first, today).await;
        if let Some(before) = self.closed.last() {
            let same = now.journal.starts_with(&before.journal);
            assert!(same, "{}\nbecame\n{}", before.journal, now.journal);
        }
        self.closed.push(now);
    }

    async fn balances(&self) -> Vec<(CustomerId, i64)> {
        let rows = self.t().scope().select::<customer_balance::Entity>().all().await.expect("read");
        rows.into_iter().map(|row| (row.customer_id, row.open_minor - row.unapplied_minor)).collect()
    }

    /// The books of all days before one, as files.
    async fn books(&self, from: NaiveDate, until: NaiveDate) -> Closed {
        let (scope, period) = (self.t().scope(), Period { from, to: until });
        let (mut journal, mut taxes) = (Vec::new(), Vec::new());
        journal_csv(&scope, &AccountingSettings::default(), period, &mut journal).await.expect("written");
        vat_csv(&scope, period, &mut taxes).await.expect("written");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Closed { until, journal: text(journal), taxes: text(taxes) }
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        (!from.is_empty()).then(|| from[self.dice.random_range(0..from.len())].clone())
    }

    async fn step(&mut self) {
        let (customer, card) = self.customers[self.dice.random_range(0..self.customers.len())].clone();
        let which = self.dice.random_range(0..16);
        match self.dice.random_range(0..30) {
            0..=4 => self.bill(&customer).await,
            5..=7 => {
                let cents = self.dice.random_range(1..400_00);
                self.branch.pay(&customer, card, cents).await;
            }
            8..=9 => self.cash(&customer).await,
            10..=12 => self.refund().await,
            13..=14 => {
                let makes = self.dice.random();
                self.branch.bank.settle(which, makes);
            }
            15 => {
                self.branch.bank.bounce(which);
            }
            16..=17 => {
                let (quarters, inquiry) = (self.dice.random_range(1..=4), self.dice.random_range(0..4) == 0);
                self.branch.bank.dispute(which, quarters, inquiry);
            }
            18..=19 => {
                let won = self.dice.random();
                self.branch.bank.decide(which, won);
            }
            20..=22 => {
                self.branch.deliver(which, 1).await;
                self.branch.work().await;
            }
            23..=24 => self.close(&customer).await,
            25 => self.recover(&customer).await,
            26..=27 => self.credit(&customer).await,
            28 => self.reverse(&customer).await,
            _ => self.void(&customer).await,
        }
    }

    async fn bill(&mut self, customer: &customer::Model) {
        let cents = self.dice.random_range(1_00..200_00);
        let t = self.t();
        t.invoice(customer).line("Fibre", cents).issued(t.scope().today()).insert().await;
    }

    async fn cash(&mut self, customer: &customer::Model) {
        let money = Money::new(self.dice.random_range(1..200_00), customer.currency);
        let tx = self.t().scope().begin().await.expect("begun");
        ledger::receive(&tx, customer.id, money, PaymentChannel::Cash).await.expect("received");
        tx.commit().await.expect("committed");
    }

    async fn refund(&mut self) {
        let rows = self.t().scope().select::<payment::Entity>().all().await.expect("read");
        let Some(row) = self.pick(&rows) else { return };
        let plans = [Plan::Make, Plan::Make, Plan::Wait, Plan::KeepSilent];
        let (plan, cents) = (self.pick(&plans), self.dice.random_range(1..=row.amount_minor));
        let all = self.dice.random();
        self.branch.bank.plan(plan.unwrap_or_default());
        self.branch.refund(row.id, if all { None } else { Some(cents) }).await;
        self.branch.bank.plan(Plan::Make);
    }

    async fn invoices(&self, customer: &customer::Model, status: InvoiceStatus) -> Vec<invoice::Model> {
        let scope = self.t().scope();
        let rows = scope.select::<invoice::Entity>().filter(invoice::Column::CustomerId.eq(customer.id));
        rows.filter(invoice::Column::Status.eq(status)).all().await.expect("read")
    }

    /// Gives an open invoice up.
    async fn close(&mut self, customer: &customer::Model) {
        let open = self.invoices(customer, InvoiceStatus::Open).await;
        let Some(bill) = self.pick(&open) else { return };
        done(billing::write_off(&self.t().scope(), bill.id, "gone", None).await);
    }

    /// Uses money or credit that is there for an invoice that was given up.
    async fn recover(&mut self, customer: &customer::Model) {
        let given_up = self.invoices(customer, InvoiceStatus::Uncollectible).await;
        let Some(bill) = self.pick(&given_up) else { return };
        let owed = bill.total_minor - bill.allocated_minor;
        let wanted = if self.dice.random() { owed } else { self.dice.random_range(1..=owed) };
        let scope = self.t().scope();
        let paid = scope.select::<payment::Entity>();
        let paid = paid.filter(payment::Column::CustomerId.eq(customer.id)).all().await.expect("read");
        let notes = scope.select::<credit_note::Entity>();
        let notes = notes.filter(credit_note::Column::CustomerId.eq(customer.id)).all().await.expect("read");
        let tx = scope.begin().await.expect("begun");
        if let Some(row) = paid.iter().find(|row| row.unapplied_minor() > 0 && row.receipt_number.is_some()) {
            let part = wanted.min(row.unapplied_minor());
            ledger::allocate(&tx, row.id, bill.id, part).await.expect("it is there");
        } else if let Some(row) = notes.iter().find(|row| row.total_minor > row.allocated_minor) {
            let part = wanted.min(row.total_minor - row.allocated_minor);
            // One that is void gives nothing.
            let _ = allocate_credit(&tx, row.id, bill.id, part).await;
        }
        tx.commit().await.expect("committed");
    }

    async fn credit(&mut self, customer: &customer::Model) {
        let mut bills = self.invoices(customer, InvoiceStatus::Open).await;
        bills.extend(self.invoices(customer, InvoiceStatus::Uncollectible).await);
        let notes = self.t().scope().select::<credit_note::Entity>().all().await.expect("read");
        bills.retain(|bill| notes.iter().all(|note| note.invoice_id != Some(bill.id)));
        let Some(bill) = self.pick(&bills) else { return };
        let amount = self.dice.random_range(1..=bill.total_minor);
        let tax = i128::from(amount) * i128::from(bill.tax_minor) / i128::from(bill.total_minor);
        let at_once = self.dice.random();
        let note = self.t().credit_note(customer, amount).correcting(bill.id, CreditReason::Overcharge);
        let note = note.taxed(i64::try_from(tax).expect("a part"));
        let part = amount.min(bill.total_minor - bill.allocated_minor);
        let note = if at_once { note.allocate(bill.id, part) } else { note };
        note.insert().await;
    }

    /// Takes back what was used for some invoice, open, paid or given up.
    async fn reverse(&mut self, customer: &customer::Model) {
        let scope = self.t().scope();
        let live = scope.select::<allocation::Entity>();
        let live = live.filter(allocation::Column::CustomerId.eq(customer.id));
        let live = live.filter(allocation::Column::ReversedAt.is_null()).all().await.expect("read");
        let Some(row) = self.pick(&live) else { return };
        let tx = scope.begin().await.expect("begun");
        match (row.payment_id, row.credit_note_id) {
            (Some(payment), _) => ledger::reverse(&tx, payment, row.id).await.expect("reversed"),
            (None, Some(note)) => reverse_credit(&tx, note, row.id).await.expect("reversed"),
            (None, None) => unreachable!("an allocation has a source"),
        }
        tx.commit().await.expect("committed");
    }

    async fn void(&mut self, customer: &customer::Model) {
        let scope = self.t().scope();
        if self.dice.random() {
            let open = self.invoices(customer, InvoiceStatus::Open).await;
            let Some(bill) = self.pick(&open) else { return };
            done(billing::void_invoice(&scope, bill.id, "wrong", None).await);
        } else {
            let notes = scope.select::<credit_note::Entity>();
            let notes = notes.filter(credit_note::Column::CustomerId.eq(customer.id)).all().await;
            let Some(note) = self.pick(&notes.expect("read")) else { return };
            done(billing::void_credit_note(&scope, note.id, "wrong", None).await);
        }
    }

    /// Each closed day once more, at the end of everything; whether anything was ever undone.
    async fn assert_the_past_stands(&self) -> (usize, usize) {
        for closed in &self.closed {
            let now = self.books(self.first, closed.until).await;
            assert_eq!(now, *closed);
        }
        let scope = self.t().scope();
        for Evening { customer, day, owed } in &self.evenings {
            let to = Some(*day + Days::new(1));
            let told = statement(&scope, *customer, None, to).await.expect("read").expect("days in order");
            assert_eq!(told.closing, *owed, "of {customer} on {day}");
        }
        let given_up = scope.select::<write_off::Entity>().all().await.expect("read");
        let back = scope.select::<payment_return::Entity>().all().await.expect("read");
        (
            given_up.iter().filter(|row| row.amount_minor < 0).count(),
            back.iter().filter(|row| row.amount_minor < 0).count(),
        )
    }
}

both!(a_closed_day_stays_as_it_was_and_ends_with_the_balance, quiet, async |t: TestApp| {
    let (mut recovered, mut came_again) = (0, 0);
    for seed in 0..3 {
        let mut story = Story::begin(&t, seed).await;
        story.live(90).await;
        ledger_check_is_empty(story.t()).await;
        assert!(story.closed.len() >= 20, "{} days of {seed}", story.closed.len());
        let undone = story.assert_the_past_stands().await;
        recovered += undone.0;
        came_again += undone.1;
    }
    assert!(recovered > 0 && came_again > 0, "{recovered} recovered, {came_again} came again");
});
