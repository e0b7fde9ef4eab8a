//! What goes back and comes again, in any order: at the end the books have what the bank says, to the last minor unit.

use chrono::TimeDelta;
use portico::billing::entity::invoice::InvoiceStatus;
use portico::db::Reads as _;
use portico::db::audit;
use portico::events::entity::outbox_event::EventType;
use portico::kernel::ids::PaymentId;
use portico::payments::entity::payment::{self, PaymentStatus};
use portico::payments::entity::payment_dispute;
use portico::payments::entity::payment_refund::{self, RefundStatus};
use portico::payments::entity::payment_return;
use portico::payments::state::was_received;
use portico::ports::payment_gateway::DisputeStatus;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use sea_orm::ColumnTrait as _;

use super::bank::{Branch, Plan, quiet};
use super::desk::{assert_the_gateway_agrees, invoice, paid, payer};
use crate::dunning::told;
use crate::support::app::{TestApp, today};
use crate::support::recount::{assert_the_books_add_up, ledger_check_is_empty};
use crate::support::wait::until;

async fn payment_of(t: &TestApp, id: PaymentId) -> payment::Model {
    let row = t.scope().select::<payment::Entity>().filter(payment::Column::Id.eq(id)).one().await;
    row.expect("the database answers").expect("it exists")
}

async fn refunds(t: &TestApp) -> Vec<payment_refund::Model> {
    t.scope().select::<payment_refund::Entity>().all().await.expect("the database answers")
}

async fn disputes(t: &TestApp) -> Vec<payment_dispute::Model> {
    let mut rows = t.scope().select::<payment_dispute::Entity>().all().await.expect("the database answers");
    rows.sort_by_key(|row| row.id);
    rows
}

/// Whether the books have of each payment what the bank says; how many payments there are.
async fn assert_the_bank_agrees(branch: &Branch) -> usize {
    let rows = branch.t.scope().select::<payment::Entity>().all().await.expect("the database answers");
    for row in &rows {
        assert!(was_received(row.status), "{row:?}");
        let booked = (row.refunded_minor, row.charged_back_minor);
        assert_eq!(booked, branch.bank.truth(row.id), "refunded and taken back: {row:?}");
    }
    rows.len()
}

both!(what_a_failed_refund_kept_from_a_dispute_is_taken_with_its_failure, quiet, async |t: TestApp| {
    let mut branch = Branch::open(&t).await;
    let customer = branch.t.customer().insert().await;
    let card = branch.card(&customer).await;
    let payment = branch.pay(&customer, card, 100_00).await.expect("paid");
    branch.bank.plan(Plan::Wait);
    assert!(branch.refund(payment, Some(40_00)).await);
    assert!(branch.bank.dispute(0, 4, false));
    branch.deliver_all().await;
    let row = payment_of(&branch.t, payment).await;
    assert_eq!((row.refunded_minor, row.charged_back_minor), (0, 60_00), "40.00 may still go to the payer");
    let dispute = &disputes(&branch.t).await[0];
    assert_eq!((dispute.claimed_minor, dispute.amount_minor), (100_00, 60_00));

    assert!(branch.bank.settle(0, false));
    branch.deliver_all().await;
    let row = payment_of(&branch.t, payment).await;
    assert_eq!((row.status, row.charged_back_minor), (PaymentStatus::ChargedBack, 100_00));
    assert_eq!(refunds(&branch.t).await[0].status, RefundStatus::Failed);
    assert_eq!(told(&branch.t, EventType::PaymentRefundFailed).await, 1);
    assert_the_bank_agrees(&branch).await;
    ledger_check_is_empty(&branch.t).await;

    assert!(branch.bank.decide(0, true));
    branch.deliver_all().await;
    let row = payment_of(&branch.t, payment).await;
    assert_eq!((row.status, row.charged_back_minor), (PaymentStatus::Succeeded, 0));
    let dispute = &disputes(&branch.t).await[0];
    assert_eq!(
        (dispute.status, dispute.amount_minor, dispute.restored_minor),
        (DisputeStatus::Won, 100_00, 100_00),
        "what was taken is not forgotten"
    );
    let booked = branch.t.scope().select::<payment_return::Entity>().all().await.expect("read");
    let mut amounts: Vec<i64> = booked.iter().map(|row| row.amount_minor).collect();
    amounts.sort_unstable();
    assert_eq!(amounts, [-100_00, 40_00, 60_00]);
    ledger_check_is_empty(&branch.t).await;
});

both!(a_refund_that_comes_back_is_the_customer_s_money_again, quiet, async |t: TestApp| {
    let mut branch = Branch::open(&t).await;
    let customer = branch.t.customer().insert().await;
    let card = branch.card(&customer).await;
    let bill = branch.t.invoice(&customer).line("Fibre", 100_00).issued(today()).insert().await.row;
    let payment = branch.pay(&customer, card, 119_00).await.expect("paid");
    assert!(branch.refund(payment, None).await);
    let row = payment_of(&branch.t, payment).await;
    assert_eq!((row.status, row.refunded_minor), (PaymentStatus::Refunded, 119_00));
    assert_eq!(invoice(&branch.t, bill.id).await.status, InvoiceStatus::Open);

    assert!(branch.bank.bounce(0));
    // Told three times: it is done once.
    assert!(branch.deliver(0, 3).await);
    let row = payment_of(&branch.t, payment).await;
    assert_eq!((row.status, row.refunded_minor), (PaymentStatus::Succeeded, 0));
    assert_eq!(invoice(&branch.t, bill.id).await.status, InvoiceStatus::Paid, "it is used for what is due");
    let refund = &refunds(&branch.t).await[0];
    assert_eq!(
        (refund.status, refund.message.as_deref()),
        (RefundStatus::Failed, Some("the payer's bank sent it back"))
    );
    assert_eq!(told(&branch.t, EventType::PaymentRefunded).await, 1);
    assert_eq!(told(&branch.t, EventType::PaymentRefundFailed).await, 1);
    let scope = branch.t.scope();
    let noted = scope.select::<audit::Entity>();
    let noted = noted.filter(audit::Column::Action.eq("payment.refund_failed")).count().await;
    assert_eq!(noted.expect("counted"), 1);
    // It can be given back again.
    assert!(branch.refund(payment, Some(19_00)).await);
    let row = payment_of(&branch.t, payment).await;
    assert_eq!((row.status, row.refunded_minor), (PaymentStatus::PartiallyRefunded, 19_00));
    assert_the_bank_agrees(&branch).await;
    ledger_check_is_empty(&branch.t).await;
});

both!(a_refund_that_comes_back_goes_to_the_bank_that_has_demanded_it, quiet, async |t: TestApp| {
    let mut branch = Branch::open(&t).await;
    let customer = branch.t.customer().insert().await;
    let card = branch.card(&customer).await;
    let payment = branch.pay(&customer, card, 100_00).await.expect("paid");
    assert!(branch.refund(payment, None).await);
    assert!(branch.bank.dispute(0, 3, false));
    branch.deliver_all().await;
    assert_eq!(payment_of(&branch.t, payment).await.charged_back_minor, 0, "there is nothing to take");
    assert!(branch.bank.bounce(0));
    branch.deliver_all().await;
    let row = payment_of(&branch.t, payment).await;
    assert_eq!((row.status, row.charged_back_minor), (PaymentStatus::ChargedBack, 75_00));
    assert_eq!(row.unapplied_minor(), 25_00);
    assert_the_bank_agrees(&branch).await;
    ledger_check_is_empty(&branch.t).await;
});

both!(a_dispute_that_is_won_leaves_a_refunded_part_refunded, quiet, async |t: TestApp| {
    let mut branch = Branch::open(&t).await;
    let customer = branch.t.customer().insert().await;
    let card = branch.card(&customer).await;
    let payment = branch.pay(&customer, card, 100_00).await.expect("paid");
    assert!(branch.refund(payment, Some(40_00)).await);
    assert!(branch.bank.dispute(0, 4, false));
    branch.deliver_all().await;
    assert_eq!(payment_of(&branch.t, payment).await.status, PaymentStatus::ChargedBack);
    assert!(branch.bank.decide(0, true));
    branch.deliver_all().await;
    assert_eq!(payment_of(&branch.t, payment).await.status, PaymentStatus::PartiallyRefunded);
    ledger_check_is_empty(&branch.t).await;
});

both!(told_by_many_at_once_it_is_done_once, quiet, async |t: TestApp| {
    for won in [false, true] {
        let mut branch = Branch::open(&t).await;
        let customer = branch.t.customer().insert().await;
        let card = branch.card(&customer).await;
        branch.t.invoice(&customer).line("Fibre", 50_00).issued(today()).insert().await;
        let payment = branch.pay(&customer, card, 100_00).await.expect("paid");
        assert!(branch.refund(payment, Some(30_00)).await);
        branch.bank.plan(Plan::Wait);
        assert!(branch.refund(payment, Some(20_00)).await);
        // One comes back, one fails, and a bank takes the payment: all of it is told at once, four times.
        assert!(branch.bank.bounce(0) && branch.bank.settle(0, false) && branch.bank.dispute(0, 4, false));
        branch.deliver_at_once(4).await;
        let row = payment_of(&branch.t, payment).await;
        assert_eq!((row.refunded_minor, row.charged_back_minor), (0, 100_00));
        assert_eq!(told(&branch.t, EventType::PaymentRefundFailed).await, 2);
        assert!(branch.bank.decide(0, won));
        branch.deliver_at_once(4).await;
        assert_the_bank_agrees(&branch).await;
        assert_eq!(told(&branch.t, EventType::PaymentDisputeWon).await, u64::from(won));
        ledger_check_is_empty(&branch.t).await;
    }
});

fn quick(config: &mut portico::config::Config) {
    config.payments.look_ms = 50;
}

both!(the_cards_of_the_sandbox_give_back_late_never_and_in_vain, quick, async |t: TestApp| {
    for (token, first, last) in [
        ("tok_refund_slow", RefundStatus::Pending, RefundStatus::Succeeded),
        ("tok_refund_fails", RefundStatus::Pending, RefundStatus::Failed),
        ("tok_refund_comes_back", RefundStatus::Succeeded, RefundStatus::Failed),
    ] {
        let t = t.tenant().await;
        let payer = payer(&t, token).await;
        let payment = paid(&payer.pay("50.00", "k").await);
        let staff = t.account().staff(portico::identity::LinkRole::Billing).insert().await;
        let staff = t.sign_in_as(&staff).await;
        let input = serde_json::json!({ "paymentId": payment["id"], "amount": "20.00", "reason": "r",
                                        "idempotencyKey": "r" });
        let refund = "mutation($input: RefundPaymentInput!) { refundPayment(input: $input) {
            refund { status } userErrors { code } } }";
        let reply = staff.gql(refund, serde_json::json!({ "input": input })).await;
        let told = reply.ok()["refundPayment"]["refund"]["status"].clone();
        let name = if first == RefundStatus::Pending { "PENDING" } else { "SUCCEEDED" };
        assert_eq!(told, name, "{token}: {}", reply.text);
        t.advance(TimeDelta::seconds(3));
        until("the gateway has told the rest", async || refunds(&t).await[0].status == last).await;
        let after = payer.look(&payment["id"]).await;
        let refunded = if last == RefundStatus::Succeeded { "2000" } else { "0" };
        assert_eq!(after["refunded"]["minor"], refunded, "{token}");
        ledger_check_is_empty(&t).await;
        assert_the_gateway_agrees(&t).await;
    }
});

#[derive(Debug, Clone)]
enum Step {
    Bill(i64),
    Pay(i64),
    Refund { which: usize, share: i64, plan: Plan },
    Settle { which: usize, makes: bool },
    Bounce(usize),
    Dispute { which: usize, quarters: i64, inquiry: bool },
    Decide { which: usize, won: bool },
    Deliver { which: usize, times: usize },
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let which = || 0_usize..16;
    let plan =
        prop::sample::select(vec![Plan::Make, Plan::Make, Plan::Wait, Plan::KeepSilent, Plan::NeverHear]);
    prop_oneof![
        1 => (1_00_i64..200_00).prop_map(Step::Bill),
        2 => (1_i64..300_00).prop_map(Step::Pay),
        4 => (which(), 1_i64..=4, plan).prop_map(|(which, share, plan)| Step::Refund { which, share, plan }),
        3 => (which(), any::<bool>()).prop_map(|(which, makes)| Step::Settle { which, makes }),
        2 => which().prop_map(Step::Bounce),
        3 => (which(), 1_i64..=4, prop::bool::weighted(0.3))
            .prop_map(|(which, quarters, inquiry)| Step::Dispute { which, quarters, inquiry }),
        3 => (which(), any::<bool>()).prop_map(|(which, won)| Step::Decide { which, won }),
        5 => (which(), 1_usize..3).prop_map(|(which, times)| Step::Deliver { which, times }),
        2 => prop_oneof![Just(1_i64), Just(15), Just(4_000)].prop_map(Step::Wait),
    ]
}

/// Histories and their length: more in the long tier.
fn size() -> (usize, usize) {
    let read =
        |name: &str, usual| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    (read("PORTICO_HISTORIES", 5), read("PORTICO_HISTORY_STEPS", 40))
}

both!(in_any_order_the_books_end_with_what_the_bank_says, quiet, async |t: TestApp| {
    let (histories, length) = size();
    let mut runner = TestRunner::deterministic();
    let (mut paid, mut went_back) = (0, 0);
    for _ in 0..histories {
        let steps = prop::collection::vec(step(), length).new_tree(&mut runner).expect("a history").current();
        let mut branch = Branch::open(&t).await;
        let customer = branch.t.customer().insert().await;
        let card = branch.card(&customer).await;
        // Otherwise short histories dispute nothing.
        let mut payments: Vec<_> = branch.pay(&customer, card, 80_00).await.into_iter().collect();
        for step in &steps {
            match step {
                Step::Bill(cents) => {
                    branch.t.invoice(&customer).line("Fibre", *cents).issued(today()).insert().await;
                }
                Step::Pay(cents) => payments.extend(branch.pay(&customer, card, *cents).await),
                Step::Refund { which, share, plan } => {
                    let payment = payments[which % payments.len()];
                    let whole = payment_of(&branch.t, payment).await.amount_minor;
                    branch.bank.plan(*plan);
                    branch.refund(payment, (*share < 4).then_some(whole * share / 4)).await;
                    branch.bank.plan(Plan::Make);
                }
                Step::Settle { which, makes } => {
                    branch.bank.settle(*which, *makes);
                }
                Step::Bounce(which) => {
                    branch.bank.bounce(*which);
                }
                Step::Dispute { which, quarters, inquiry } => {
                    branch.bank.dispute(*which, *quarters, *inquiry);
                }
                Step::Decide { which, won } => {
                    branch.bank.decide(*which, *won);
                }
                Step::Deliver { which, times } => {
                    branch.deliver(*which, *times).await;
                }
                Step::Wait(seconds) => {
                    branch.t.advance(TimeDelta::seconds(*seconds));
                    branch.work().await;
                }
            }
            assert_the_books_add_up(&branch.t.scope()).await;
        }
        // Nothing stays open at the bank, nor in the post.
        let mut makes = false;
        while branch.bank.settle(0, makes) {
            makes = !makes;
        }
        branch.deliver_all().await;
        for _ in 0..8 {
            branch.t.advance(TimeDelta::seconds(3_700));
            branch.work().await;
            branch.deliver_all().await;
        }
        assert!(refunds(&branch.t).await.iter().all(|refund| refund.status != RefundStatus::Pending));
        paid += assert_the_bank_agrees(&branch).await;
        ledger_check_is_empty(&branch.t).await;
        let booked = branch.t.scope().select::<payment_return::Entity>().count().await.expect("counted");
        went_back += booked;
    }
    assert!(paid >= histories && went_back > 0, "{paid} payments, {went_back} movements");
});
