//! Histories of a small ISP: invoices, payments, credits, allocations, taken back and cancelled, over days.

use chrono::{NaiveDate, TimeDelta};
use portico::billing::description;
use portico::billing::entity::credit_note::CreditReason;
use portico::billing::entity::invoice::{self, InvoiceKind, InvoiceStatus};
use portico::billing::entity::invoice_line::LineKind;
use portico::billing::entity::{allocation, credit_note, customer_balance, tax_rate};
use portico::billing::ledger::{
    BalanceChange, NewInvoice, NewLine, allocate_credit, change_balance, finalise, lock_balance,
    reverse_credit,
};
use portico::billing::totals::Liability;
use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::kernel::ids::CustomerId;
use portico::kernel::money::Money;
use portico::payments::entity::payment::{self, PaymentChannel};
use portico::payments::ledger;
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use rust_decimal::Decimal;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _};
use serde_json::json;

use crate::support::app::TestApp;

/// What a customer owed at the end of a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evening {
    pub(super) customer: CustomerId,
    pub(super) day: NaiveDate,
    pub(super) owed: i64,
}

/// The taxes of the histories: one, two of a place, one inside the price, one upon another.
async fn add_rates(t: &TestApp) {
    let tx = t.scope().begin().await.expect("begun");
    for (code, name, rate_micro, jurisdiction, compound, inclusive) in [
        ("dual", "State", 72_500, "CA", false, false),
        ("dual", "City", 7_500, "CA-LA", false, false),
        ("inside", "MwSt", 190_000, "AT", false, true),
        ("upon", "GST", 50_000, "CA-FED", false, false),
        ("upon", "QST", 99_750, "CA-QC", true, false),
    ] {
        let rate = tax_rate::Model {
            id: tx.scope().new_id(),
            code: code.to_owned(),
            name: name.to_owned(),
            rate_micro,
            jurisdiction: jurisdiction.to_owned(),
            compound,
            inclusive,
            ..t.vat().clone()
        };
        tx.insert(rate.into_active_model().reset_all()).await.expect("the rate is new");
    }
    tx.commit().await.expect("committed");
}

/// Somebody who makes histories, the same ones each time.
pub(super) struct Historian {
    t: TestApp,
    dice: StdRng,
    customers: Vec<customer::Model>,
}

impl Historian {
    pub(super) async fn new(t: &TestApp, seed: u64) -> Self {
        add_rates(t).await;
        let customers = vec![t.customer().insert().await, t.customer().insert().await];
        Self { t: t.clone(), dice: StdRng::seed_from_u64(seed), customers }
    }

    pub(super) fn customers(&self) -> &[customer::Model] {
        &self.customers
    }

    /// So many movements, some of which are refused; what was owed at the end of each day.
    pub(super) async fn live(&mut self, movements: usize) -> Vec<Evening> {
        let mut evenings = Vec::new();
        let mut day = self.t.scope().today();
        for _ in 0..movements {
            self.movement().await;
            // So that days of the tenant's zone and of UTC are not the same.
            let hours = self.dice.random_range(0..15);
            let before = self.balances().await;
            self.t.advance(TimeDelta::hours(hours));
            let today = self.t.scope().today();
            if today != day {
                evenings.extend(before.into_iter().map(|(customer, owed)| Evening { customer, day, owed }));
                day = today;
            }
        }
        evenings
    }

    async fn balances(&self) -> Vec<(CustomerId, i64)> {
        let rows = self.t.scope().select::<customer_balance::Entity>().all().await.expect("read");
        rows.into_iter().map(|row| (row.customer_id, row.open_minor - row.unapplied_minor)).collect()
    }

    async fn movement(&mut self) {
        let customer = self.customers[self.dice.random_range(0..self.customers.len())].clone();
        match self.dice.random_range(0..20) {
            0..=4 => self.invoice(&customer).await,
            5..=7 => self.payment(&customer).await,
            8..=11 => self.allocate(customer.id).await,
            12..=13 => self.reverse(customer.id).await,
            14..=15 => self.credit(&customer).await,
            16..=17 => self.allocate_credit(customer.id).await,
            _ => self.void(customer.id).await,
        }
    }

    async fn invoice(&mut self, customer: &customer::Model) {
        let count = self.dice.random_range(1..5);
        // The first is large enough for any discounts.
        let charge = NewLine { kind: LineKind::OneOff, quantity: 1.into(), unit_price: 5_00, ..self.line() };
        let lines = std::iter::once(charge).chain((1..count).map(|_| self.line())).collect();
        let scope = self.t.scope();
        let exempt = self.dice.random_range(0..6) == 0;
        let new = NewInvoice {
            customer: customer.id,
            currency: customer.currency,
            kind: InvoiceKind::Recurring,
            period: None,
            issue_date: scope.today(),
            due_days: 14,
            liability: if exempt { Liability::Exempt } else { Liability::Taxable },
            lines,
        };
        let tx = scope.begin().await.expect("begun");
        finalise(&tx, new).await.expect("the discounts are small");
        tx.commit().await.expect("committed");
    }

    fn line(&mut self) -> NewLine {
        let codes = [Some("standard"), Some("dual"), Some("inside"), Some("upon"), None];
        let code = codes[self.dice.random_range(0..codes.len())];
        let code =
            if code == Some("standard") { Some(self.t.vat().code.clone()) } else { code.map(str::to_owned) };
        let discount = self.dice.random_range(0..6) == 0;
        NewLine {
            kind: if discount { LineKind::Discount } else { LineKind::OneOff },
            subscription: None,
            description_key: description::PLAN.to_owned(),
            description_args: json!({ "plan": "Fibre" }),
            service: None,
            quantity: Decimal::new(self.dice.random_range(1..4_000), 3),
            unit_price: if discount {
                -self.dice.random_range(0..3)
            } else {
                self.dice.random_range(1..20_000)
            },
            tax_code: code,
        }
    }

    async fn payment(&mut self, customer: &customer::Model) {
        let amount = Money::new(self.dice.random_range(1..50_000), customer.currency);
        let channels =
            [PaymentChannel::Card, PaymentChannel::Bank, PaymentChannel::Cash, PaymentChannel::Manual];
        let channel = channels[self.dice.random_range(0..channels.len())];
        let tx = self.t.scope().begin().await.expect("begun");
        ledger::receive(&tx, customer.id, amount, channel).await.expect("received");
        tx.commit().await.expect("committed");
    }

    /// Any invoice of the customer, and a part of what it owes.
    async fn bill(&mut self, customer: CustomerId) -> Option<(invoice::Model, i64)> {
        let scope = self.t.scope();
        let open = scope.select::<invoice::Entity>().filter(invoice::Column::CustomerId.eq(customer));
        let open = open.filter(invoice::Column::Status.eq(InvoiceStatus::Open)).all().await.expect("read");
        let bill = (!open.is_empty()).then(|| open[self.dice.random_range(0..open.len())].clone())?;
        let owed = bill.total_minor - bill.allocated_minor;
        Some((bill, if self.dice.random() { owed } else { self.dice.random_range(1..=owed) }))
    }

    async fn allocate(&mut self, customer: CustomerId) {
        let Some((bill, amount)) = self.bill(customer).await else { return };
        let scope = self.t.scope();
        let paid =
            scope.select::<payment::Entity>().filter(payment::Column::CustomerId.eq(customer)).all().await;
        for payment in paid.expect("read") {
            let amount = amount.min(payment.amount_minor - payment.allocated_minor);
            if amount > 0 {
                let tx = scope.begin().await.expect("begun");
                ledger::allocate(&tx, payment.id, bill.id, amount).await.expect("it is there");
                tx.commit().await.expect("committed");
                return;
            }
        }
    }

    async fn reverse(&mut self, customer: CustomerId) {
        let scope = self.t.scope();
        let live = scope.select::<allocation::Entity>().filter(allocation::Column::CustomerId.eq(customer));
        let live = live.filter(allocation::Column::ReversedAt.is_null()).all().await.expect("read");
        let Some(row) = (!live.is_empty()).then(|| live[self.dice.random_range(0..live.len())].clone())
        else {
            return;
        };
        let tx = scope.begin().await.expect("begun");
        match (row.payment_id, row.credit_note_id) {
            (Some(payment), _) => ledger::reverse(&tx, payment, row.id).await.expect("reversed"),
            (None, Some(note)) => reverse_credit(&tx, note, row.id).await.expect("reversed"),
            (None, None) => unreachable!("an allocation has a source"),
        }
        tx.commit().await.expect("committed");
    }

    /// A credit for an invoice that has none, in its proportion of net and tax, or for none.
    async fn credit(&mut self, customer: &customer::Model) {
        let scope = self.t.scope();
        let notes = scope.select::<credit_note::Entity>().all().await.expect("read");
        match self.bill(customer.id).await {
            Some((bill, amount)) if notes.iter().all(|note| note.invoice_id != Some(bill.id)) => {
                let note = self.t.credit_note(customer, amount).correcting(bill.id, CreditReason::Overcharge);
                let tax = i64::try_from(
                    i128::from(amount) * i128::from(bill.tax_minor) / i128::from(bill.total_minor),
                );
                note.taxed(tax.expect("a part")).insert().await;
            }
            _ => {
                let amount = self.dice.random_range(1..5_000);
                self.t.credit_note(customer, amount).insert().await;
            }
        }
    }

    async fn allocate_credit(&mut self, customer: CustomerId) {
        let Some((bill, amount)) = self.bill(customer).await else { return };
        let scope = self.t.scope();
        let notes =
            scope.select::<credit_note::Entity>().filter(credit_note::Column::CustomerId.eq(customer));
        for note in notes.all().await.expect("read") {
            let amount = amount.min(note.total_minor - note.allocated_minor);
            if amount > 0 {
                let tx = scope.begin().await.expect("begun");
                allocate_credit(&tx, note.id, bill.id, amount).await.expect("it is there");
                tx.commit().await.expect("committed");
                return;
            }
        }
    }

    /// OPEN→VOID, of an invoice without allocations and credits.
    async fn void(&mut self, customer: CustomerId) {
        let Some((bill, _)) = self.bill(customer).await else { return };
        let scope = self.t.scope();
        let notes = scope.select::<credit_note::Entity>().filter(credit_note::Column::InvoiceId.eq(bill.id));
        if bill.allocated_minor > 0 || notes.count().await.expect("read") > 0 {
            return;
        }
        let tx = scope.begin().await.expect("begun");
        lock_balance(&tx, customer).await.expect("locked");
        let voided = tx
            .update::<invoice::Entity>()
            .set(invoice::Column::Status, InvoiceStatus::Void)
            .set(invoice::Column::VoidedAt, scope.now())
            .filter(invoice::Column::Id.eq(bill.id));
        assert_eq!(voided.run().await.expect("written"), 1);
        let change = BalanceChange { open: -bill.total_minor, unapplied: 0, open_invoices: -1 };
        change_balance(&tx, customer, change).await.expect("changed");
        tx.commit().await.expect("committed");
    }
}
