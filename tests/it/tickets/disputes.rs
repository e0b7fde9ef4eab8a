//! A line of a bill that a customer disputes is a ticket about it: once, and answered when the dispute is settled.

use portico::billing::entity::line_dispute;
use portico::events::entity::outbox_event::EventType;
use portico::tickets::entity::ticket::{TicketCategory, TicketSource, TicketStatus};

use super::*;
use crate::dunning::told;
use crate::support::app::today;
use crate::support::wait::until;

const WHY: &str = "It was down all month.";

/// Disputes the first line of a new bill of Alice's: the line and the dispute.
async fn dispute(t: &TestApp, cast: &Cast, by: &str) -> (String, String) {
    let bill =
        t.invoice(&cast.alice).line("Fibre", 100_00).line("Router", 5_00).issued(today()).insert().await;
    let line = bill.lines[0].id.to_string();
    let input = json!({ "invoiceLineId": line, "reason": "NOT_DELIVERED", "explanation": WHY });
    let disputed = change(cast.caller(by), "disputeInvoiceLine", input.clone(), "dispute { id }").await;
    let id = done(&disputed)["dispute"]["id"].as_str().expect("an id").to_owned();
    assert_eq!(refused(&change(cast.caller(by), "disputeInvoiceLine", input, "").await), "ALREADY_DONE");
    (line, id)
}

async fn settle(biller: &Caller, dispute: &str, outcome: &str, answer: &str) {
    let input = json!({ "disputeId": dispute, "outcome": outcome, "answer": answer });
    done(&change(biller, "settleLineDispute", input, "dispute { status }").await);
}

/// The ticket of the one dispute, once it is there.
async fn its_ticket(t: &TestApp) -> ticket::Model {
    until("the ticket is opened", async || !all(t).await.is_empty()).await;
    let rows = all(t).await;
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows[0].clone()
}

async fn until_it_stands(t: &TestApp, id: TicketId, status: TicketStatus) {
    until("the ticket is moved", async || stored(t, id).await.status == status).await;
}

/// Waits until everything that was told of is heard: one more ticket of the same kind has come.
async fn until_all_is_heard(t: &TestApp, cast: &Cast) {
    let before = all(t).await.len();
    dispute(t, cast, "owner").await;
    until("what was told later is heard", async || all(t).await.len() > before).await;
}

both!(a_disputed_line_opens_a_ticket_about_it_once, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let (line, dispute_id) = dispute(&t, &cast, "payer").await;
    let row = its_ticket(&t).await;
    assert_eq!(
        (row.category, row.source, row.customer_id),
        (TicketCategory::Billing, TicketSource::Dispute, cast.alice.id)
    );
    assert_eq!(row.invoice_line_id.map(|id| id.to_string()), Some(line));
    assert!(row.status.is_live(), "{row:?}");
    let words = replies(&t, row.id).await;
    assert_eq!(words.iter().map(|reply| reply.body.contains(WHY)).collect::<Vec<_>>(), [true]);
    // It is known to the dispute, and seen by those who see bills.
    let scope = t.scope();
    let disputes = scope.select::<line_dispute::Entity>().all().await.expect("the database answers");
    assert_eq!(disputes.len(), 1);
    assert_eq!(disputes[0].id.to_string(), dispute_id);
    assert_eq!(disputes[0].ticket_id, Some(row.id.0));
    assert_eq!(cast.see(row.id).await, ["owner", "viewer", "payer", "agent", "support", "colleague"]);
    until_all_is_heard(&t, &cast).await;
    assert_eq!(all(&t).await.len(), 2, "one for each dispute");
    assert_eq!(told(&t, EventType::InvoiceLineDisputed).await, 2);
    let numbers: Vec<String> = all(&t).await.into_iter().map(|row| row.number).collect();
    assert_eq!(numbers, ["TKT-2026-000001", "TKT-2026-000002"]);
});

both!(settling_a_dispute_answers_its_ticket_and_resolves_it, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let login = t.account().staff(LinkRole::Billing).insert().await;
    let biller = t.sign_in_as(&login).await;
    for (outcome, answer) in [("REJECT", "We have measured it."), ("UPHOLD", "You are right.")] {
        let before = all(&t).await.len();
        let (line, dispute_id) = dispute(&t, &cast, "owner").await;
        until("the ticket is opened", async || all(&t).await.len() == before + 1).await;
        let rows = all(&t).await;
        let about =
            |row: &&ticket::Model| row.invoice_line_id.map(|id| id.to_string()).as_ref() == Some(&line);
        let id = rows.iter().find(about).expect("a ticket about the line").id;
        settle(&biller, &dispute_id, outcome, answer).await;
        until_it_stands(&t, id, TicketStatus::Resolved).await;
        let row = stored(&t, id).await;
        assert!(row.resolved_at.is_some() && row.closed_at.is_none(), "{row:?}");
        let words = replies(&t, id).await;
        assert_eq!(words.len(), 2, "{words:?}");
        assert_eq!(words.iter().filter(|reply| reply.body.contains(answer)).count(), 1, "{words:?}");
        let seen = seen(cast.caller("payer"), id).await.expect("it is about bills");
        assert_eq!(seen["status"], "RESOLVED");
    }
    until_all_is_heard(&t, &cast).await;
    let solved = all(&t).await.into_iter().filter(|row| row.status == TicketStatus::Resolved);
    assert_eq!(solved.count(), 2);
});

both!(a_ticket_that_was_closed_meanwhile_is_left_alone, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let login = t.account().staff(LinkRole::Billing).insert().await;
    let biller = t.sign_in_as(&login).await;
    let (_, dispute_id) = dispute(&t, &cast, "owner").await;
    let id = its_ticket(&t).await.id;
    let closed = json!({ "ticketId": id.to_string() });
    done(&change(cast.caller("owner"), "closeTicket", closed, "ticket { status }").await);
    settle(&biller, &dispute_id, "REJECT", "We have measured it.").await;
    until_all_is_heard(&t, &cast).await;
    assert_eq!(stored(&t, id).await.status, TicketStatus::Closed);
});
