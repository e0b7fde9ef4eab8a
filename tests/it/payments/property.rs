//! domain.md §2 and §3.5 over random histories: payments, refunds, disputes, a gateway that keeps silent, time that passes.
//! After each step every payment has gone a way that the machine allows, and the books add up.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::TimeDelta;
use portico::app::Application;
use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::kernel::ids::{InvoiceId, PaymentId, PaymentMethodId};
use portico::payments::entity::payment::{self, PaymentStatus};
use portico::payments::sandbox::TEST_METHODS;
use portico::payments::state::{is_open, targets, was_received};
use portico::payments::{ConfirmError, PayError, PaymentOrder, Payments, RefundError, RefundRequest};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use rust_decimal::Decimal;

use super::desk::{assert_the_gateway_agrees, store_test_methods};
use crate::support::app::{Backing, TestApp, on_own_server, today};
use crate::support::recount::assert_the_books_add_up;

#[derive(Debug, Clone)]
enum Step {
    Bill(i64),
    Pay { method: usize, cents: i64, aim: Option<usize> },
    Refund { which: usize, share: u8 },
    Confirm(usize),
    Cancel(usize),
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (1_00_i64..200_00).prop_map(Step::Bill),
        5 => (0..TEST_METHODS.len(), 1_i64..300_00, prop::option::of(0_usize..8))
            .prop_map(|(method, cents, aim)| Step::Pay { method, cents, aim }),
        3 => (0_usize..32, 1_u8..=4).prop_map(|(which, share)| Step::Refund { which, share }),
        1 => (0_usize..32).prop_map(Step::Confirm),
        1 => (0_usize..32).prop_map(Step::Cancel),
        4 => prop_oneof![Just(1_i64), Just(3), Just(15), Just(1_900)].prop_map(Step::Wait),
    ]
}

/// Histories and their length: more in the long tier.
fn size() -> (usize, usize) {
    let read =
        |name: &str, usual| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    (read("PORTICO_HISTORIES", 6), read("PORTICO_HISTORY_STEPS", 40))
}

struct History {
    t: TestApp,
    payments: Arc<Payments>,
    customer: customer::Model,
    methods: Vec<PaymentMethodId>,
    invoices: Vec<InvoiceId>,
    keys: u32,
}

impl History {
    async fn begin(t: &TestApp, payments: &Arc<Payments>) -> Self {
        let t = t.tenant().await;
        let customer = t.customer().insert().await;
        let methods = store_test_methods(payments, &t.scope(), customer.id).await;
        Self { t, payments: payments.clone(), customer, methods, invoices: Vec::new(), keys: 0 }
    }

    async fn rows(&self) -> Vec<payment::Model> {
        let mut rows = self.t.scope().select::<payment::Entity>().all().await.expect("the database answers");
        rows.sort_by_key(|row| row.id);
        rows
    }

    fn key(&mut self) -> String {
        self.keys += 1;
        self.keys.to_string()
    }

    async fn take(&mut self, step: &Step) {
        let rows = self.rows().await;
        let of = |which: &usize| rows.get(which % rows.len().max(1)).map(|row| row.id);
        let (scope, tenant, payments) = (self.t.scope(), self.t.facts().clone(), self.payments.clone());
        match step {
            Step::Bill(cents) => {
                let bill =
                    self.t.invoice(&self.customer).line("Fibre", *cents).issued(today()).insert().await;
                self.invoices.push(bill.row.id);
            }
            Step::Pay { method, cents, aim } => {
                let aim = aim.and_then(|aim| self.invoices.get(aim).copied());
                let amount = Decimal::new(*cents, 2);
                let order = PaymentOrder {
                    customer: self.customer.id,
                    amount,
                    method: Some(self.methods[*method]),
                    channel: None,
                    allocations: aim.map(|invoice| (invoice, amount)).into_iter().collect(),
                    keeps_credit: cents % 7 == 0,
                    key: self.key(),
                };
                match payments.create_payment(&scope, &tenant, order.clone()).await {
                    Ok(paid) => {
                        let again = payments.create_payment(&scope, &tenant, order).await.expect("a replay");
                        assert!(again.replayed && again.payment.id == paid.payment.id);
                    }
                    Err(PayError::Refused(_)) => {}
                    Err(PayError::Fault(fault)) => panic!("{step:?}: {fault}"),
                }
            }
            Step::Refund { which, share } => {
                let Some(payment) = of(which) else { return };
                let amount = rows.iter().find(|row| row.id == payment).map(|row| row.amount_minor);
                let part = amount.unwrap_or_default() * i64::from(*share) / 4;
                let amount = (*share < 4).then(|| Decimal::new(part, 2));
                let request = RefundRequest { payment, amount, reason: "test".into(), key: self.key() };
                match payments.refund_payment(&scope, &tenant, request).await {
                    Ok(_) | Err(RefundError::Refused(_)) => {}
                    Err(RefundError::Fault(fault)) => panic!("{step:?}: {fault}"),
                }
            }
            Step::Confirm(which) => {
                let Some(id) = of(which) else { return };
                match payments.confirm_payment(&scope, &tenant, id).await {
                    Ok(_) | Err(ConfirmError::Refused(_)) => {}
                    Err(ConfirmError::Fault(fault)) => panic!("{step:?}: {fault}"),
                }
            }
            Step::Cancel(which) => {
                let Some(id) = of(which) else { return };
                match payments.cancel_payment(&scope, &tenant, id, None).await {
                    Ok(_) | Err(ConfirmError::Refused(_)) => {}
                    Err(ConfirmError::Fault(fault)) => panic!("{step:?}: {fault}"),
                }
            }
            Step::Wait(seconds) => {
                self.t.advance(TimeDelta::seconds(*seconds));
                payments.work(&self.t.scope(), &tenant).await.expect("the job works");
            }
        }
    }
}

/// Whether the machine has a way from one state to another.
fn reaches(from: PaymentStatus, to: PaymentStatus) -> bool {
    let (mut seen, mut next) = (vec![from], vec![from]);
    while let Some(state) = next.pop() {
        for target in targets(state) {
            if !seen.contains(target) {
                seen.push(*target);
                next.push(*target);
            }
        }
    }
    seen.contains(&to)
}

#[test]
fn whatever_happens_the_machine_holds_and_the_books_add_up() {
    // Time passes only where the history says so.
    let configure = |config: &mut portico::config::Config| config.payments.look_ms = 3_600_000;
    on_own_server(Backing::Embedded, module_path!(), configure, async |t: TestApp| {
        let payments = Application::payments(t.config(), t.db(), &t.clock(), t.scope().entropy());
        let payments = Arc::new(payments.expect("as the server has them"));
        let (histories, length) = size();
        let mut runner = TestRunner::deterministic();
        let mut received = 0;
        for _ in 0..histories {
            let steps =
                prop::collection::vec(step(), length).new_tree(&mut runner).expect("a history").current();
            let mut history = History::begin(&t, &payments).await;
            let mut known: HashMap<PaymentId, PaymentStatus> = HashMap::new();
            for step in &steps {
                history.take(step).await;
                for row in history.rows().await {
                    let before = known.insert(row.id, row.status).unwrap_or(PaymentStatus::Pending);
                    assert!(reaches(before, row.status), "{before:?} → {:?} by {step:?}", row.status);
                }
                assert_the_books_add_up(&history.t.scope()).await;
            }
            // Nothing stays open.
            for _ in 0..6 {
                history.take(&Step::Wait(3_700)).await;
            }
            for row in history.rows().await {
                assert!(!is_open(row.status), "{row:?}");
                received += usize::from(was_received(row.status));
            }
            assert_the_gateway_agrees(&history.t).await;
        }
        assert!(received > 0, "nothing was ever paid");
    });
}
