//! Disputes of lines: held, upheld, rejected.

use futures_util::future::join;
use portico::billing;
use portico::billing::entity::line_dispute::{self, DisputeStatus};
use portico::events::entity::outbox_event::EventType;
use portico::kernel::ids::InvoiceLineId;
use portico::payments::PaymentsOnAccount;
use portico::tenancy::{BillingSettings, LateFee, LateFeeStage};

use super::*;
use crate::support::recount::{assert_the_books_add_up, ledger_check_is_empty};

const ASKS: &str = "dispute { id status reason explanation amount { minor } answer version lineId
    creditNote { total { minor } } invoice { status balance { minor } disputed { minor } } }";

/// Disputes a line.
pub(super) async fn dispute(caller: &Caller, line: InvoiceLineId, why: &str) -> Value {
    let input = json!({ "invoiceLineId": line.to_string(), "reason": "NOT_DELIVERED", "explanation": why });
    mutate(caller, "disputeInvoiceLine", input, ASKS).await
}

async fn settle(caller: &Caller, id: &Value, outcome: &str, answer: &str) -> Value {
    let input = json!({ "disputeId": id, "outcome": outcome, "answer": answer });
    mutate(caller, "settleLineDispute", input, ASKS).await
}

async fn rows(t: &TestApp) -> Vec<line_dispute::Model> {
    t.scope().select::<line_dispute::Entity>().all().await.expect("the database answers")
}

both!(a_disputed_line_is_held_until_it_is_answered, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service) = served(&t).await;
    let bill = t.invoice(&ada).line("Fibre", 100_00).line("Static IP", 20_00);
    let bill = bill.issued(ago(74)).due(ago(60)).insert().await;
    warn(&t).await;
    look(&t, 0).await;
    assert!(!in_service(&t, service).await);
    let (owner, biller) = (member(&t, &ada, LinkRole::Owner).await, staff(&t, LinkRole::Billing).await);
    assert_eq!(
        asked(&owner, "restoreQuote { amount { minor } }").await["restoreQuote"]["amount"]["minor"],
        "13780"
    );
    let disputed =
        done(dispute(&owner, bill.lines[0].id, "  It was down all month. ").await)["dispute"].clone();
    assert_eq!(
        (&disputed["status"], &disputed["amount"]["minor"], &disputed["explanation"]),
        (&json!("OPEN"), &json!("11900"), &json!("It was down all month."))
    );
    assert_eq!(disputed["invoice"]["disputed"]["minor"], "11900");
    assert_eq!(
        disputed["invoice"]["balance"]["minor"], "14280",
        "it is owed as long as nobody has said otherwise"
    );
    assert!(!in_service(&t, service).await, "23.80 are more than 5.00");
    let seen = asked(
        &owner,
        "restoreQuote { amount { minor } owed { minor } } dunning { overdue { minor } held { minor } }",
    )
    .await;
    assert_eq!(
        seen,
        json!({ "restoreQuote": { "amount": { "minor": "1880" }, "owed": { "minor": "2380" } },
                "dunning": { "overdue": { "minor": "2380" }, "held": { "minor": "11900" } } })
    );
    assert_eq!(refused(&dispute(&owner, bill.lines[0].id, "again").await), ("ALREADY_DONE", "invoiceLineId"));
    let open = biller.gql("{ openLineDisputes { id invoice { id } } }", json!({})).await;
    assert_eq!(
        open.ok()["openLineDisputes"],
        json!([{ "id": disputed["id"], "invoice": { "id": bill.row.id.to_string() } }])
    );
    // 18.80 go to what is not disputed, and bring the service back.
    cash(&biller, &ada, "18.79", "less").await;
    assert!(!in_service(&t, service).await);
    cash(&biller, &ada, "0.01", "enough").await;
    assert!(in_service(&t, service).await);
    assert_eq!(told(&t, EventType::InvoiceLineDisputed).await, 1);
    assert_the_books_add_up(&t.scope()).await;
});

both!(a_dispute_that_is_upheld_credits_the_line_and_brings_services_back, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service, _) = suspended(&t).await;
    let (owner, biller) = (member(&t, &ada, LinkRole::Owner).await, staff(&t, LinkRole::Billing).await);
    // A second bill, warned of and withheld for as well.
    let bill = t.invoice(&ada).line("Static IP", 20_00).issued(ago(74)).due(ago(60)).insert().await;
    let disputed = done(dispute(&owner, bill.lines[0].id, "I never ordered it.").await)["dispute"].clone();
    let version = disputed["version"].as_i64().expect("a number");
    let input = json!({ "disputeId": disputed["id"], "outcome": "UPHOLD", "answer": "Right.", "expectedVersion": version + 1 });
    assert_eq!(
        refused(&mutate(&biller, "settleLineDispute", input, ASKS).await),
        ("CONFLICT", "expectedVersion")
    );
    assert_eq!(refused(&settle(&biller, &disputed["id"], "UPHOLD", " ").await), ("INVALID_INPUT", "answer"));
    let settled = done(settle(&biller, &disputed["id"], "UPHOLD", "You are right.").await)["dispute"].clone();
    assert_eq!((&settled["status"], &settled["answer"]), (&json!("UPHELD"), &json!("You are right.")));
    assert_eq!(settled["creditNote"]["total"]["minor"], "2380");
    assert_eq!(
        settled["invoice"],
        json!({ "status": "PAID", "balance": { "minor": "0" }, "disputed": { "minor": "0" } })
    );
    assert!(!in_service(&t, service).await, "119.00 are still owed");
    assert_eq!(
        refused(&settle(&biller, &disputed["id"], "REJECT", "no").await),
        ("ALREADY_DONE", "disputeId")
    );
    assert_eq!(told(&t, EventType::InvoiceDisputeSettled).await, 1);
    assert_the_books_add_up(&t.scope()).await;
    ledger_check_is_empty(&t).await;
});

both!(upholding_the_dispute_of_all_that_is_owed_brings_services_back, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service) = served(&t).await;
    let bill = t.invoice(&ada).line("Fibre", 100_00).issued(ago(74)).due(ago(60)).insert().await;
    warn(&t).await;
    look(&t, 0).await;
    let (owner, biller) = (member(&t, &ada, LinkRole::Payer).await, staff(&t, LinkRole::TenantAdmin).await);
    let disputed = done(dispute(&owner, bill.lines[0].id, "Too much.").await)["dispute"].clone();
    assert!(in_service(&t, service).await, "as soon as it is disputed");
    let input =
        json!({ "disputeId": disputed["id"], "outcome": "UPHOLD", "answer": "Half.", "net": "50.00" });
    let settled = done(mutate(&biller, "settleLineDispute", input, ASKS).await)["dispute"].clone();
    assert_eq!(
        settled["invoice"],
        json!({ "status": "OPEN", "balance": { "minor": "5950" }, "disputed": { "minor": "0" } })
    );
    look(&t, 0).await;
    assert!(!in_service(&t, service).await, "the rest is owed, and was told of");
    assert_the_books_add_up(&t.scope()).await;
});

both!(a_dispute_that_is_rejected_is_owed_again, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service) = served(&t).await;
    let bill = t.invoice(&ada).line("Fibre", 100_00).issued(ago(74)).due(ago(60)).insert().await;
    warn(&t).await;
    let (owner, biller) = (member(&t, &ada, LinkRole::Owner).await, staff(&t, LinkRole::Billing).await);
    let disputed = done(dispute(&owner, bill.lines[0].id, "No.").await)["dispute"].clone();
    look(&t, 0).await;
    assert!(in_service(&t, service).await);
    let settled =
        done(settle(&biller, &disputed["id"], "REJECT", "We have measured it.").await)["dispute"].clone();
    assert_eq!((&settled["status"], &settled["creditNote"]), (&json!("REJECTED"), &json!(null)));
    assert_eq!(settled["invoice"]["disputed"]["minor"], "0");
    look(&t, 0).await;
    assert!(!in_service(&t, service).await);
    assert_eq!(
        refused(&dispute(&owner, bill.lines[0].id, "But!").await),
        ("ALREADY_DONE", "invoiceLineId"),
        "once"
    );
    let line = "query($id: ID!) { node(id: $id) { ... on InvoiceLine { dispute { status answer } } } }";
    let seen = owner.gql(line, json!({ "id": bill.lines[0].id.to_string() })).await;
    assert_eq!(
        seen.ok()["node"]["dispute"],
        json!({ "status": "REJECTED", "answer": "We have measured it." })
    );
});

both!(a_late_fee_is_charged_on_what_is_not_disputed, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, _) = served(&t).await;
    let bill = t.invoice(&ada).line("Fibre", 100_00).line("TV", 200_00);
    let bill = bill.issued(ago(74)).due(ago(60)).insert().await;
    let whole = t.invoice(&ada).line("Fibre", 100_00).issued(ago(74)).due(ago(60)).insert().await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    done(dispute(&owner, bill.lines[0].id, "No.").await);
    done(dispute(&owner, whole.lines[0].id, "No.").await);
    let stage =
        LateFeeStage { after_days: 0, fee: LateFee::RateMicro(50_000), min_minor: 0, max_minor: None };
    let policy =
        BillingSettings { late_fees: [("EUR".to_owned(), vec![stage])].into(), ..BillingSettings::default() };
    let charged = billing::charge_late_fees(&t.scope(), &policy, &PaymentsOnAccount, today()).await;
    assert_eq!(charged.expect("the database answers").charged, 1);
    let asks = "query($id: ID!) { node(id: $id) { ... on Invoice { lateFees { overdue { minor } amount { minor } } } } }";
    let seen = owner.gql(asks, json!({ "id": bill.row.id.to_string() })).await;
    // 5 % of 238.00, the 119.00 left out.
    assert_eq!(
        seen.ok()["node"]["lateFees"],
        json!([{ "overdue": { "minor": "23800" }, "amount": { "minor": "1190" } }])
    );
});

both!(what_cannot_be_disputed_is_refused, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, _) = served(&t).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let bill =
        t.invoice(&ada).line("Fibre", 100_00).discount("Welcome", 10_00).issued(today()).insert().await;
    let void = t.invoice(&ada).line("Fibre", 100_00).issued(today()).voided().insert().await;
    let draft = t.invoice(&ada).line("Fibre", 100_00).insert().await;
    assert_eq!(
        refused(&dispute(&owner, bill.lines[1].id, "x").await),
        ("INVALID_INPUT", "invoiceLineId"),
        "a discount"
    );
    assert_eq!(refused(&dispute(&owner, bill.lines[0].id, " ").await), ("INVALID_INPUT", "explanation"));
    assert_eq!(
        refused(&dispute(&owner, bill.lines[0].id, &"x".repeat(2001)).await),
        ("INVALID_INPUT", "explanation")
    );
    assert_eq!(
        refused(&dispute(&owner, void.lines[0].id, "x").await),
        ("INVALID_TRANSITION", "invoiceLineId")
    );
    assert_eq!(refused(&dispute(&owner, draft.lines[0].id, "x").await), ("NOT_FOUND", "invoiceLineId"));
    assert_eq!(rows(&t).await.len(), 0);
    let biller = staff(&t, LinkRole::Billing).await;
    let id: portico::kernel::ids::LineDisputeId = t.scope().new_id();
    assert_eq!(
        refused(&settle(&biller, &json!(id.to_string()), "REJECT", "x").await),
        ("NOT_FOUND", "disputeId")
    );
    let disputed = done(dispute(&owner, bill.lines[0].id, "x").await)["dispute"].clone();
    let input = json!({ "disputeId": disputed["id"], "outcome": "UPHOLD", "answer": "x", "net": "100.01" });
    assert_eq!(refused(&mutate(&biller, "settleLineDispute", input, ASKS).await), ("EXCEEDS_AMOUNT", "net"));
    assert_eq!(rows(&t).await[0].status, DisputeStatus::Open);
});

both!(who_may_dispute_and_who_settles, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, _) = served(&t).await;
    let bill = t.invoice(&ada).line("Fibre", 100_00).issued(today()).insert().await;
    let line = bill.lines[0].id;
    let open = "mutation($id: ID!) { disputeInvoiceLine(input: { invoiceLineId: $id, reason: OTHER, explanation: \"x\" }) {
        userErrors { code } } }";
    let end =
        "mutation($id: ID!) { settleLineDispute(input: { disputeId: $id, outcome: REJECT, answer: \"x\" }) {
        userErrors { code } } }";
    let variables = json!({ "id": line.to_string() });
    t.anonymous().gql(open, variables.clone()).await.assert_code("UNAUTHENTICATED");
    for role in [LinkRole::Viewer, LinkRole::Technical] {
        member(&t, &ada, role).await.gql(open, variables.clone()).await.assert_code("FORBIDDEN");
    }
    staff(&t, LinkRole::Noc).await.gql(open, variables.clone()).await.assert_code("FORBIDDEN");
    let (bob, _) = served(&t).await;
    let stranger = member(&t, &bob, LinkRole::Owner).await;
    assert_eq!(refused(&dispute(&stranger, line, "x").await), ("NOT_FOUND", "invoiceLineId"));
    let nobody: InvoiceLineId = t.scope().new_id();
    assert_eq!(dispute(&stranger, line, "x").await, dispute(&stranger, nobody, "x").await, "the same answer");
    let elsewhere = isp(&t).await;
    let (eve, _) = served(&elsewhere).await;
    let foreign = member(&elsewhere, &eve, LinkRole::Owner).await;
    assert_eq!(refused(&dispute(&foreign, line, "x").await), ("NOT_FOUND", "invoiceLineId"));
    assert_eq!(rows(&t).await.len(), 0);
    let support = staff(&t, LinkRole::Support).await;
    let disputed = done(dispute(&support, line, "by telephone").await)["dispute"].clone();
    let variables = json!({ "id": disputed["id"] });
    member(&t, &ada, LinkRole::Owner).await.gql(end, variables.clone()).await.assert_code("FORBIDDEN");
    support.gql(end, variables.clone()).await.assert_code("FORBIDDEN");
    support.gql("{ openLineDisputes { id } }", json!({})).await.assert_code("FORBIDDEN");
    let theirs = staff(&elsewhere, LinkRole::Billing).await;
    assert_eq!(refused(&settle(&theirs, &disputed["id"], "REJECT", "x").await), ("NOT_FOUND", "disputeId"));
    assert_eq!(rows(&t).await[0].status, DisputeStatus::Open);
});

both!(a_dispute_is_settled_once, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, _) = served(&t).await;
    let bill = t.invoice(&ada).line("Fibre", 100_00).issued(today()).insert().await;
    let (owner, biller) = (member(&t, &ada, LinkRole::Owner).await, staff(&t, LinkRole::Billing).await);
    let (one, two) =
        join(dispute(&owner, bill.lines[0].id, "a"), dispute(&owner, bill.lines[0].id, "b")).await;
    let errors = |payloads: [&Value; 2]| -> usize {
        payloads.iter().map(|payload| payload["userErrors"].as_array().expect("a list").len()).sum()
    };
    assert_eq!((errors([&one, &two]), rows(&t).await.len()), (1, 1));
    let id = rows(&t).await[0].id.to_string();
    let id = json!(id);
    let (one, two) = join(settle(&biller, &id, "UPHOLD", "a"), settle(&biller, &id, "UPHOLD", "b")).await;
    assert_eq!(errors([&one, &two]), 1, "{one} {two}");
    assert_eq!(told(&t, EventType::CreditNoteIssued).await, 1);
    let scope = t.scope();
    let row =
        scope.select::<invoice::Entity>().one().await.expect("the database answers").expect("it is there");
    assert_eq!(row.dispute_hold_minor, 0);
    assert_the_books_add_up(&scope).await;
});

/// Takes a part of an invoice back.
async fn credit(biller: &Caller, of: Value) -> Value {
    let input = json!({ "credit": { "invoice": of }, "reason": "OVERCHARGE", "apply": true });
    done(mutate(biller, "issueCreditNote", input, "creditNote { id total { minor } }").await)
}

/// State, what is held, and whether there is a credit note, of each dispute in the order of the invoice's lines.
async fn held(
    t: &TestApp,
    lines: &[portico::billing::entity::invoice_line::Model],
) -> Vec<(DisputeStatus, i64, bool)> {
    let rows = rows(t).await;
    let of = lines.iter().filter_map(|line| rows.iter().find(|row| row.line_id == line.id));
    of.map(|row| (row.status, row.amount_minor, row.credit_note_id.is_some())).collect()
}

both!(a_credit_note_lowers_what_is_held_of_its_lines, async |t: TestApp| {
    use DisputeStatus::{Open, Upheld};
    let t = isp(&t).await;
    let (ada, service) = served(&t).await;
    let bill = t.invoice(&ada).line("Fibre", 100_00).line("Static IP", 20_00).line("TV", 10_00);
    let bill = bill.issued(ago(74)).due(ago(60)).insert().await;
    warn(&t).await;
    let (owner, biller) = (member(&t, &ada, LinkRole::Owner).await, staff(&t, LinkRole::Billing).await);
    let first = done(dispute(&owner, bill.lines[0].id, "Too much.").await)["dispute"].clone();
    done(dispute(&owner, bill.lines[1].id, "Not ordered.").await);
    let id = bill.row.id.to_string();
    let line = |at: usize| bill.lines[at].id.to_string();
    // 11.90 are asked for: the service is withheld.
    look(&t, 0).await;
    assert!(!in_service(&t, service).await);

    credit(&biller, json!({ "invoiceId": id, "lines": [{ "invoiceLineId": line(0), "net": "40" }] })).await;
    assert_eq!(held(&t, &bill.lines).await, [(Open, 71_40, false), (Open, 23_80, false)]);
    assert_the_books_add_up(&t.scope()).await;
    // Nothing is left of the second line: nobody has to answer any more.
    credit(&biller, json!({ "invoiceId": id, "lines": [{ "invoiceLineId": line(1) }] })).await;
    assert_eq!(held(&t, &bill.lines).await, [(Open, 71_40, false), (Upheld, 23_80, true)]);
    assert_eq!(told(&t, EventType::InvoiceDisputeSettled).await, 1);
    // What is not disputed is still asked for: nothing shields it.
    assert!(!in_service(&t, service).await);
    let seen = asked(&owner, "restoreQuote { owed { minor } }").await;
    assert_eq!(seen["restoreQuote"]["owed"]["minor"], "1190");

    // Upholding takes back what is left of the line.
    let settled = done(settle(&biller, &first["id"], "UPHOLD", "Right.").await)["dispute"].clone();
    assert_eq!(settled["creditNote"]["total"]["minor"], "7140");
    assert_eq!(
        settled["invoice"],
        json!({ "status": "OPEN", "balance": { "minor": "1190" }, "disputed": { "minor": "0" } })
    );
    assert_the_books_add_up(&t.scope()).await;
    ledger_check_is_empty(&t).await;
});

both!(a_line_that_is_taken_back_or_voided_whole_is_disputed_no_more, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, _) = served(&t).await;
    let (owner, biller) = (member(&t, &ada, LinkRole::Owner).await, staff(&t, LinkRole::Billing).await);
    let credited = t.invoice(&ada).line("Fibre", 100_00).issued(today()).insert().await;
    let disputed = done(dispute(&owner, credited.lines[0].id, "No.").await)["dispute"].clone();
    credit(&biller, json!({ "invoiceId": credited.row.id.to_string() })).await;
    assert_eq!(
        refused(&settle(&biller, &disputed["id"], "REJECT", "x").await),
        ("ALREADY_DONE", "disputeId")
    );
    let voided = t.invoice(&ada).line("Fibre", 100_00).issued(today()).insert().await;
    done(dispute(&owner, voided.lines[0].id, "No.").await);
    let input = json!({ "invoiceId": voided.row.id.to_string(), "reason": "by mistake" });
    let payload =
        done(mutate(&biller, "voidInvoice", input, "invoice { status version disputed { minor } }").await);
    assert_eq!(
        (&payload["invoice"]["status"], &payload["invoice"]["disputed"]["minor"]),
        (&json!("VOID"), &json!("0"))
    );
    let scope = t.scope();
    let row = scope.select::<invoice::Entity>().filter(invoice::Column::Id.eq(voided.row.id)).one().await;
    let row = row.expect("the database answers").expect("it is there");
    assert_eq!((json!(row.version), row.dispute_hold_minor), (payload["invoice"]["version"].clone(), 0));
    let open = biller.gql("{ openLineDisputes { id } }", json!({})).await;
    assert_eq!(open.ok()["openLineDisputes"], json!([]));
    assert_the_books_add_up(&scope).await;
});
