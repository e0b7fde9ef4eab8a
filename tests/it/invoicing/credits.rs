//! Credit notes: with the tax of what they take back, never more than there was, used and taken back.

use serde_json::{Value, json};

use super::{biller, done, mutate, refused};
use crate::support::app::{TestApp, today};
use crate::support::recount::assert_the_books_add_up;

const NOTE: &str = "creditNote { id number status net { minor } tax { minor } total { minor } unapplied { minor } \
    version remark invoice { id balance { minor } status } allocations { id amount { minor } invoice { id } } \
    lines { position description reversesLineId net { minor } taxes { name rate base { minor } amount { minor } } } }";

fn credit(of: &Value, apply: bool) -> Value {
    json!({ "credit": of, "reason": "OVERCHARGE", "remark": "Sorry", "apply": apply })
}

both!(a_part_of_an_invoice_is_taken_back_with_its_tax, async |t: TestApp| {
    let (ada, staff) = (t.customer().insert().await, biller(&t).await);
    let bill = t.invoice(&ada).line("Fibre", 79_99).line("Address", 5_00).discount("Loyalty", 10_00);
    let bill = bill.issued(today()).insert().await;
    let id = bill.row.id.to_string();
    // 74.99 + 14.25 = 89.24.
    let of = json!({ "invoice": { "invoiceId": id, "amount": "44.62" } });
    let half = done(mutate(&staff, "issueCreditNote", credit(&of, true), NOTE).await)["creditNote"].clone();
    assert_eq!((&half["number"], &half["remark"]), (&json!("CRN-2026-000001"), &json!("Sorry")));
    assert_eq!((&half["net"]["minor"], &half["tax"]["minor"]), (&json!("3750"), &json!("712")));
    assert_eq!((&half["status"], &half["invoice"]["balance"]["minor"]), (&json!("APPLIED"), &json!("4462")));
    let lines = half["lines"].as_array().expect("a list");
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[2]["reversesLineId"], bill.lines[2].id.to_string());
    assert!(lines[2]["net"]["minor"].as_str().expect("text").starts_with('-'), "the discount goes back, too");

    let too_much = json!({ "invoice": { "invoiceId": id, "amount": "44.63" } });
    assert_eq!(
        refused(&mutate(&staff, "issueCreditNote", credit(&too_much, true), NOTE).await),
        "EXCEEDS_AMOUNT"
    );
    let rest = json!({ "invoice": { "invoiceId": id } });
    let rest = done(mutate(&staff, "issueCreditNote", credit(&rest, true), NOTE).await)["creditNote"].clone();
    assert_eq!((&rest["total"]["minor"], &rest["invoice"]["status"]), (&json!("4462"), &json!("PAID")));
    assert_eq!(
        (&rest["net"]["minor"], &rest["tax"]["minor"]),
        (&json!("3749"), &json!("713")),
        "exactly the rest"
    );
    let more = json!({ "invoice": { "invoiceId": id } });
    assert_eq!(
        refused(&mutate(&staff, "issueCreditNote", credit(&more, true), NOTE).await),
        "EXCEEDS_AMOUNT"
    );
    assert_the_books_add_up(&t.scope()).await;
});

both!(lines_are_taken_back_by_name, async |t: TestApp| {
    let (ada, staff) = (t.customer().insert().await, biller(&t).await);
    let bill = t.invoice(&ada).line("Fibre", 39_90).line("Router", 5_00).issued(today()).insert().await;
    let lines = |lines: Value| json!({ "invoice": { "invoiceId": bill.row.id.to_string(), "lines": lines } });
    let (fibre, router) = (bill.lines[0].id.to_string(), bill.lines[1].id.to_string());
    let wanted = lines(json!([{ "invoiceLineId": router }, { "invoiceLineId": fibre, "net": "10" }]));
    let note =
        done(mutate(&staff, "issueCreditNote", credit(&wanted, false), NOTE).await)["creditNote"].clone();
    assert_eq!((&note["net"]["minor"], &note["tax"]["minor"]), (&json!("1500"), &json!("285")));
    assert_eq!((&note["status"], &note["unapplied"]["minor"]), (&json!("ISSUED"), &json!("1785")));
    let again = lines(json!([{ "invoiceLineId": router, "net": "0.01" }]));
    assert_eq!(
        refused(&mutate(&staff, "issueCreditNote", credit(&again, false), NOTE).await),
        "EXCEEDS_AMOUNT"
    );
    let twice =
        lines(json!([{ "invoiceLineId": fibre, "net": "1" }, { "invoiceLineId": fibre, "net": "1" }]));
    assert_eq!(
        refused(&mutate(&staff, "issueCreditNote", credit(&twice, false), NOTE).await),
        "INVALID_INPUT"
    );
    let foreign = t.invoice(&ada).line("Other", 1_00).issued(today()).insert().await.lines[0].id.to_string();
    let foreign = lines(json!([{ "invoiceLineId": foreign }]));
    assert_eq!(refused(&mutate(&staff, "issueCreditNote", credit(&foreign, false), NOTE).await), "NOT_FOUND");
    assert_the_books_add_up(&t.scope()).await;
});

both!(a_credit_is_used_taken_back_and_voided, async |t: TestApp| {
    let (ada, bob, staff) = (t.customer().insert().await, t.customer().insert().await, biller(&t).await);
    let late = t.invoice(&ada).line("Old", 10_00).issued(today() - chrono::Days::new(40)).insert().await.row;
    let new = t.invoice(&ada).line("New", 20_00).issued(today()).insert().await.row;
    let foreign = t.invoice(&bob).line("His", 20_00).issued(today()).insert().await.row;
    let of = json!({ "customer": { "customerId": ada.id.to_string(), "amount": "15" } });
    let note = done(mutate(&staff, "issueCreditNote", credit(&of, true), NOTE).await)["creditNote"].clone();
    let used: Vec<_> = note["allocations"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| (row["invoice"]["id"].clone(), row["amount"]["minor"].clone()))
        .collect();
    assert!(used.contains(&(json!(late.id.to_string()), json!("1190"))), "the oldest due first: {used:?}");
    assert!(used.contains(&(json!(new.id.to_string()), json!("310"))), "{used:?}");
    let void = json!({ "creditNoteId": note["id"], "reason": "a mistake" });
    assert_eq!(refused(&mutate(&staff, "voidCreditNote", void.clone(), NOTE).await), "INVALID_TRANSITION");
    for allocation in note["allocations"].as_array().expect("a list") {
        let input = json!({ "allocationId": allocation["id"] });
        done(mutate(&staff, "unapplyCredit", input.clone(), NOTE).await);
        assert_eq!(refused(&mutate(&staff, "unapplyCredit", input, NOTE).await), "ALREADY_DONE");
    }
    let apply = |invoice: String, amount: &str| json!({ "creditNoteId": note["id"], "allocations": [{ "invoiceId": invoice, "amount": amount }] });
    let too_much = mutate(&staff, "applyCreditNote", apply(new.id.to_string(), "15.01"), NOTE).await;
    assert_eq!(refused(&too_much), "EXCEEDS_AMOUNT");
    let strangers = mutate(&staff, "applyCreditNote", apply(foreign.id.to_string(), "1"), NOTE).await;
    assert_eq!(refused(&strangers), "OTHER_ACCOUNT");
    let part = done(mutate(&staff, "applyCreditNote", apply(new.id.to_string(), "5"), NOTE).await);
    assert_eq!(part["creditNote"]["status"], "PARTIALLY_APPLIED");
    let back = json!({ "allocationId": part["creditNote"]["allocations"][0]["id"] });
    done(mutate(&staff, "unapplyCredit", back, NOTE).await);
    let voided = done(mutate(&staff, "voidCreditNote", void, NOTE).await);
    assert_eq!(
        (&voided["creditNote"]["status"], &voided["creditNote"]["unapplied"]["minor"]),
        (&json!("VOID"), &json!("0"))
    );
    let dead = mutate(&staff, "applyCreditNote", json!({ "creditNoteId": note["id"] }), NOTE).await;
    assert_eq!(refused(&dead), "INVALID_TRANSITION");
    assert_the_books_add_up(&t.scope()).await;
});
