//! Documents that somebody closes: voided or given up.

use serde_json::json;

use super::{biller, done, mutate, refused};
use crate::support::app::{TestApp, today};
use crate::support::recount::assert_the_books_add_up;

const ASKS: &str =
    "invoice { status voidedAt balance { minor } customer { balance { minor } openInvoiceCount } }";

both!(an_open_invoice_can_be_voided_while_nothing_rests_on_it, async |t: TestApp| {
    let (ada, staff) = (t.customer().insert().await, biller(&t).await);
    let open = t.invoice(&ada).line("Fibre", 100_00).issued(today()).insert().await.row;
    let paid = t.invoice(&ada).line("Fibre", 100_00).issued(today()).paid().insert().await.row;
    let draft = t.invoice(&ada).line("Fibre", 100_00).insert().await.row;
    let void = async |id: String, reason: &str| {
        mutate(&staff, "voidInvoice", json!({ "invoiceId": id, "reason": reason }), ASKS).await
    };
    assert_eq!(refused(&void(open.id.to_string(), " ").await), "INVALID_INPUT");
    assert_eq!(refused(&void(paid.id.to_string(), "a mistake").await), "INVALID_TRANSITION");
    assert_eq!(refused(&void(draft.id.to_string(), "a mistake").await), "INVALID_TRANSITION");
    let part = t.payment(&ada, 10_00).allocate(open.id, 10_00).insert().await;
    assert_eq!(refused(&void(open.id.to_string(), "a mistake").await), "HAS_ALLOCATIONS");
    let other = t.invoice(&ada).line("Fibre", 50_00).issued(today()).insert().await.row;
    let voided = done(void(other.id.to_string(), "a mistake").await);
    assert_eq!(
        (&voided["invoice"]["status"], &voided["invoice"]["balance"]["minor"]),
        (&json!("VOID"), &json!("0"))
    );
    assert_eq!(voided["invoice"]["customer"]["balance"]["minor"], "10900", "119.00 less 10.00");
    assert_eq!(voided["invoice"]["customer"]["openInvoiceCount"], 1);
    assert_eq!(refused(&void(other.id.to_string(), "again").await), "INVALID_TRANSITION");
    assert_eq!(part.allocated_minor, 10_00);
    assert_the_books_add_up(&t.scope()).await;
});

both!(what_a_credit_note_corrects_is_not_voided, async |t: TestApp| {
    let (ada, staff) = (t.customer().insert().await, biller(&t).await);
    let open = t.invoice(&ada).line("Fibre", 100_00).issued(today()).insert().await.row;
    let credit = json!({
        "credit": { "invoice": { "invoiceId": open.id.to_string(), "amount": "10" } },
        "reason": "GOODWILL", "apply": false,
    });
    let note = done(mutate(&staff, "issueCreditNote", credit, "creditNote { id }").await)["creditNote"]["id"]
        .clone();
    let input = json!({ "invoiceId": open.id.to_string(), "reason": "a mistake" });
    assert_eq!(refused(&mutate(&staff, "voidInvoice", input.clone(), ASKS).await), "HAS_CREDIT_NOTES");
    done(
        mutate(
            &staff,
            "voidCreditNote",
            json!({ "creditNoteId": note, "reason": "a mistake" }),
            "creditNote { status }",
        )
        .await,
    );
    done(mutate(&staff, "voidInvoice", input, ASKS).await);
    assert_the_books_add_up(&t.scope()).await;
});

both!(what_is_given_up_is_not_owed_and_may_still_be_paid, async |t: TestApp| {
    let (ada, staff) = (t.customer().insert().await, biller(&t).await);
    let open = t.invoice(&ada).line("Fibre", 100_00).issued(today()).insert().await.row;
    let input = json!({ "invoiceId": open.id.to_string(), "reason": "moved away", "expectedVersion": 1 });
    let given_up = done(mutate(&staff, "markInvoiceUncollectible", input.clone(), ASKS).await);
    assert_eq!(given_up["invoice"]["status"], "UNCOLLECTIBLE");
    assert_eq!(given_up["invoice"]["customer"]["balance"]["minor"], "0");
    assert_eq!(refused(&mutate(&staff, "markInvoiceUncollectible", input, ASKS).await), "CONFLICT");
    t.payment(&ada, open.total_minor).allocate(open.id, open.total_minor).insert().await;
    let node = "query($id: ID!) { node(id: $id) { ... on Invoice { status } } }";
    let paid = staff.gql(node, json!({ "id": open.id.to_string() })).await;
    assert_eq!(paid.ok()["node"]["status"], "PAID");
    assert_the_books_add_up(&t.scope()).await;
});

both!(those_who_do_not_make_bills_close_none, async |t: TestApp| {
    use portico::identity::entity::account_link::LinkRole;
    let ada = t.customer().insert().await;
    let open = t.invoice(&ada).line("Fibre", 100_00).issued(today()).insert().await.row;
    let owner = t.account().member_of(&ada, LinkRole::Owner).insert().await;
    let support = t.account().staff(LinkRole::Support).insert().await;
    let document =
        "mutation($id: ID!) { voidInvoice(input: { invoiceId: $id, reason: \"no\" }) { invoice { id } } }";
    for login in [owner, support] {
        let caller = t.sign_in_as(&login).await;
        caller.gql(document, json!({ "id": open.id.to_string() })).await.assert_code("FORBIDDEN");
    }
    assert_the_books_add_up(&t.scope()).await;
});
