//! The same through the API: what staff and customers ask for in any order leaves true books, and what is refused or asked
//! for again under its key writes nothing.

use portico::billing::entity::invoice::InvoiceStatus;
use portico::billing::entity::line_dispute::{self, DisputeStatus};
use portico::billing::entity::{invoice, invoice_line};
use portico::identity::entity::account_link::LinkRole;
use portico::payments::entity::payment;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::check::assert_all_holds;
use super::play::{History, payments_of, pick};
use super::print::{Count, assert_unchanged, print_without};
use crate::invoicing::mutate;
use crate::support::app::TestApp;
use crate::support::caller::Caller;

#[derive(Debug, Clone, Copy)]
enum Ask {
    Bill { who: usize, cents: i64 },
    Cash { who: usize, cents: i64 },
    Credit { bill: usize, cents: Option<i64>, apply: bool },
    Refund { payment: usize, cents: Option<i64> },
    Void(usize),
    Dispute(usize),
    Settle { which: usize, uphold: bool },
}

fn ask() -> impl Strategy<Value = Ask> {
    let (at, cents) = (0_usize..60, 1_i64..80_00);
    prop_oneof![
        3 => (at.clone(), cents.clone()).prop_map(|(who, cents)| Ask::Bill { who, cents }),
        3 => (at.clone(), cents.clone()).prop_map(|(who, cents)| Ask::Cash { who, cents }),
        3 => (at.clone(), prop::option::of(cents.clone()), any::<bool>())
            .prop_map(|(bill, cents, apply)| Ask::Credit { bill, cents, apply }),
        2 => (at.clone(), prop::option::of(cents)).prop_map(|(payment, cents)| Ask::Refund { payment, cents }),
        1 => at.clone().prop_map(Ask::Void),
        2 => at.clone().prop_map(Ask::Dispute),
        1 => (at, any::<bool>()).prop_map(|(which, uphold)| Ask::Settle { which, uphold }),
    ]
}

fn major(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// What is written, but for what the jobs of a server write when they come to it: links in the mails of bills, and events.
async fn written(history: &History) -> Vec<Count> {
    print_without(&history.scope(), &["pay_link", "outbox_event"]).await
}

struct Desk {
    history: History,
    staff: Caller,
    owners: Vec<Caller>,
    keys: u32,
    refused: usize,
}

impl Desk {
    /// Asks for something. None: it is refused, and nothing was written.
    async fn asks(&mut self, by: Option<usize>, name: &str, input: Value, asks: &str) -> Option<Value> {
        let before = written(&self.history).await;
        let caller = by.map_or(&self.staff, |owner| &self.owners[owner]);
        let payload = mutate(caller, name, input, asks).await;
        if payload["userErrors"] == json!([]) {
            return Some(payload);
        }
        self.refused += 1;
        let after = written(&self.history).await;
        assert_unchanged(&before, &after, &format!("{name}, refused with {payload}"));
        None
    }

    /// The same once more under its key.
    async fn replays(&mut self, name: &str, input: &Value) {
        let before = written(&self.history).await;
        let payload = mutate(&self.staff, name, input.clone(), "replayed").await;
        assert_eq!(payload["replayed"], true, "{payload}");
        assert_unchanged(&before, &written(&self.history).await, name);
    }

    async fn bill_at(&self, at: usize) -> Option<invoice::Model> {
        let mut rows = self.history.rows::<invoice::Entity>().await;
        rows.retain(|row| row.status != InvoiceStatus::Draft);
        rows.sort_by(|one, other| one.number.cmp(&other.number));
        pick(&rows, at).cloned()
    }

    async fn take(&mut self, ask: Ask) {
        self.keys += 1;
        let key = format!("key-{}", self.keys);
        match ask {
            Ask::Bill { who, cents } => {
                let line = json!({ "text": "A visit", "unitPrice": major(cents) });
                let input = json!({ "customerId": self.history.who(who).id.to_string(), "lines": [line] });
                let draft =
                    self.asks(None, "createInvoiceDraft", input, "invoice { id }").await.expect("made");
                let input = json!({ "invoiceId": draft["invoice"]["id"] });
                self.asks(None, "finalizeInvoice", input, "invoice { id }").await.expect("finalised");
            }
            Ask::Cash { who, cents } => {
                let input = json!({
                    "customerId": self.history.who(who).id.to_string(), "amount": major(cents), "channel": "CASH",
                    "idempotencyKey": key,
                });
                let paid = self.asks(None, "createPayment", input.clone(), "payment { id }").await;
                paid.expect("cash is always taken");
                self.replays("createPayment", &input).await;
            }
            Ask::Credit { bill, cents, apply } => {
                let Some(bill) = self.bill_at(bill).await else { return };
                let of = json!({ "invoiceId": bill.id.to_string(), "amount": cents.map(major) });
                let input = json!({ "credit": { "invoice": of }, "reason": "OVERCHARGE", "apply": apply });
                self.asks(None, "issueCreditNote", input, "creditNote { id }").await;
            }
            Ask::Refund { payment, cents } => {
                let rows = self.history.rows::<payment::Entity>().await;
                let Some(payment) = pick(&rows, payment).map(|row| row.id.to_string()) else { return };
                let input = json!({
                    "paymentId": payment, "amount": cents.map(major), "reason": "as agreed", "idempotencyKey": key,
                });
                if self.asks(None, "refundPayment", input.clone(), "replayed").await.is_some() {
                    self.replays("refundPayment", &input).await;
                }
            }
            Ask::Void(bill) => {
                let Some(bill) = self.bill_at(bill).await else { return };
                let input = json!({ "invoiceId": bill.id.to_string(), "reason": "by mistake" });
                self.asks(None, "voidInvoice", input, "invoice { id }").await;
            }
            Ask::Dispute(bill) => {
                let Some(bill) = self.bill_at(bill).await else { return };
                let lines = self.history.rows::<invoice_line::Entity>().await;
                let line = lines.iter().find(|line| line.invoice_id == bill.id).expect("it has a line");
                let owner = self.history.customers.iter().position(|row| row.id == bill.customer_id);
                let input = json!({
                    "invoiceLineId": line.id.to_string(), "reason": "WRONG_AMOUNT", "explanation": "Too much.",
                });
                self.asks(owner, "disputeInvoiceLine", input, "dispute { id }").await;
            }
            Ask::Settle { which, uphold } => {
                let mut rows = self.history.rows::<line_dispute::Entity>().await;
                rows.retain(|row| which % 4 == 0 || row.status == DisputeStatus::Open);
                let Some(id) = pick(&rows, which / 4).map(|row| row.id.to_string()) else { return };
                let outcome = if uphold { "UPHOLD" } else { "REJECT" };
                let input = json!({ "disputeId": id, "outcome": outcome, "answer": "We have looked." });
                self.asks(None, "settleLineDispute", input, "dispute { id }").await;
            }
        }
    }

    /// What the API says of the books.
    async fn agrees(&self) {
        let asks = "{ ledgerCheck(limit: 5) { ok findings { check subject fact expected found } } }";
        let report = self.staff.gql(asks, json!({})).await;
        assert_eq!(report.ok()["ledgerCheck"]["ok"], true, "{}", report.text);
        let asks = "{ viewer { customer { balance { minor } statement { closing { minor } } } } }";
        for owner in &self.owners {
            let seen = owner.gql(asks, json!({})).await;
            let customer = &seen.ok()["viewer"]["customer"];
            assert_eq!(customer["balance"], customer["statement"]["closing"], "{}", seen.text);
        }
    }
}

fn quiet(config: &mut portico::config::Config) {
    config.payments.look_ms = 3_600_000;
    config.events.run_jobs = false;
}

both!(the_books_are_true_through_the_api, quiet, async |t: TestApp| {
    let mut runner = TestRunner::deterministic();
    let payments = payments_of(&t);
    let mut refused = 0;
    for _ in 0..2 {
        let steps = prop::collection::vec(ask(), 30).new_tree(&mut runner).expect("a history").current();
        let history = History::begin(&t, &payments).await;
        let t = &history.t;
        let staff = t.sign_in_as(&t.account().staff(LinkRole::TenantAdmin).insert().await).await;
        let mut owners = Vec::new();
        for customer in &history.customers {
            let login = t.account().member_of(customer, LinkRole::Owner).insert().await;
            owners.push(t.sign_in_as(&login).await);
        }
        let mut desk = Desk { history, staff, owners, keys: 0, refused: 0 };
        for step in steps {
            desk.take(step).await;
            assert_all_holds(&desk.history).await;
            desk.agrees().await;
        }
        refused += desk.refused;
    }
    assert!(refused > 0, "nothing was ever refused");
});
