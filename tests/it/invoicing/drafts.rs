//! Invoices by hand: a draft grows, is priced as it grows, and becomes a document that never changes.

use serde_json::json;

use super::{biller, done, mutate, refused};
use crate::support::app::TestApp;
use crate::support::recount::assert_the_books_add_up;
use portico::identity::entity::account_link::LinkRole;

const INVOICE: &str = "invoice { id number status issueDate dueDate version subtotal { minor } taxTotal { minor } \
    total { minor } balance { minor } lines { nodes { id description kind net { minor } taxes { amount { minor } } } } }";

both!(a_draft_grows_and_becomes_a_document, async |t: TestApp| {
    let (ada, staff) = (t.customer().insert().await, biller(&t).await);
    let cable =
        json!({ "text": "Cable, 20 m", "quantity": "2", "unitPrice": "12.50", "taxCode": "standard" });
    let input = json!({ "customerId": ada.id.to_string(), "lines": [cable] });
    let draft = done(mutate(&staff, "createInvoiceDraft", input, INVOICE).await);
    let (id, version) = (draft["invoice"]["id"].clone(), draft["invoice"]["version"].clone());
    assert_eq!((&draft["invoice"]["number"], &draft["invoice"]["status"]), (&json!(null), &json!("DRAFT")));
    assert_eq!(draft["invoice"]["total"]["minor"], "2975");
    assert_eq!(draft["invoice"]["balance"]["minor"], "0", "a draft is not owed");

    let discount =
        json!({ "kind": "DISCOUNT", "text": "Courtesy", "unitPrice": "-5", "taxCode": "standard" });
    let input = json!({ "invoiceId": id, "expectedVersion": version, "line": discount });
    let grown = done(mutate(&staff, "addInvoiceLine", input.clone(), INVOICE).await);
    assert_eq!(grown["invoice"]["total"]["minor"], "2380");
    let stale = mutate(&staff, "addInvoiceLine", input, INVOICE).await;
    assert_eq!(refused(&stale), "CONFLICT");

    let visit = json!({ "invoiceId": id, "line": { "text": "A visit", "unitPrice": "30.00" } });
    let longer = done(mutate(&staff, "addInvoiceLine", visit, INVOICE).await);
    let third = longer["invoice"]["lines"]["nodes"][2]["id"].clone();
    let shorter = done(mutate(&staff, "removeInvoiceLine", json!({ "lineId": third }), INVOICE).await);
    assert_eq!(shorter["invoice"]["lines"]["nodes"].as_array().expect("a list").len(), 2);

    let final_ = done(mutate(&staff, "finalizeInvoice", json!({ "invoiceId": id }), INVOICE).await);
    let invoice = &final_["invoice"];
    assert_eq!(invoice["number"], "INV-2026-000001");
    assert_eq!((&invoice["status"], &invoice["balance"]["minor"]), (&json!("OPEN"), &json!("2380")));
    assert_eq!((&invoice["issueDate"], &invoice["dueDate"]), (&json!("2026-11-22"), &json!("2026-12-06")));
    assert_eq!(invoice["lines"]["nodes"][0]["description"], "Cable, 20 m");

    let line = json!({ "invoiceId": id, "line": { "text": "Too late", "unitPrice": "1" } });
    assert_eq!(refused(&mutate(&staff, "addInvoiceLine", line, INVOICE).await), "INVALID_TRANSITION");
    let again = mutate(&staff, "finalizeInvoice", json!({ "invoiceId": id }), INVOICE).await;
    assert_eq!(refused(&again), "INVALID_TRANSITION");
    let delete = mutate(&staff, "deleteInvoiceDraft", json!({ "invoiceId": id }), "deletedId").await;
    assert_eq!(refused(&delete), "INVALID_TRANSITION");
    assert_the_books_add_up(&t.scope()).await;
});

both!(a_draft_is_seen_by_those_who_make_bills_only, async |t: TestApp| {
    let (ada, staff) = (t.customer().insert().await, biller(&t).await);
    let input = json!({ "customerId": ada.id.to_string(), "lines": [{ "text": "One", "unitPrice": "1" }] });
    let draft = done(mutate(&staff, "createInvoiceDraft", input, INVOICE).await)["invoice"]["id"].clone();
    let list =
        "query($id: ID!) { customer(id: $id) { invoiceDrafts { id lines { nodes { description } } } } }";
    let seen = staff.gql(list, json!({ "id": ada.id.to_string() })).await;
    assert_eq!(seen.ok()["customer"]["invoiceDrafts"][0]["id"], draft);
    let support = t.account().staff(LinkRole::Support).insert().await;
    let support = t.sign_in_as(&support).await;
    support.gql(list, json!({ "id": ada.id.to_string() })).await.assert_code("FORBIDDEN");
    let owner = t.account().member_of(&ada, LinkRole::Owner).insert().await;
    let owner = t.sign_in_as(&owner).await;
    let node = owner.gql("query($id: ID!) { node(id: $id) { id } }", json!({ "id": draft })).await;
    assert!(node.ok()["node"].is_null());
    let gone = done(mutate(&staff, "deleteInvoiceDraft", json!({ "invoiceId": draft }), "deletedId").await);
    assert_eq!(gone["deletedId"], draft);
    let missing = mutate(&staff, "finalizeInvoice", json!({ "invoiceId": draft }), INVOICE).await;
    assert_eq!(refused(&missing), "NOT_FOUND");
});

both!(what_cannot_be_a_line_is_told_by_its_field, async |t: TestApp| {
    let (ada, staff) = (t.customer().insert().await, biller(&t).await);
    let cases = [
        (json!({ "text": " ", "unitPrice": "1" }), "INVALID_INPUT", "line.text"),
        (json!({ "text": "One", "unitPrice": "1.005" }), "INVALID_INPUT", "line.unitPrice"),
        (json!({ "text": "One", "unitPrice": "-1" }), "INVALID_INPUT", "line.unitPrice"),
        (json!({ "text": "One", "kind": "CREDIT", "unitPrice": "1" }), "INVALID_INPUT", "line.unitPrice"),
        (json!({ "text": "One", "quantity": "0", "unitPrice": "1" }), "INVALID_INPUT", "line.quantity"),
        (json!({ "text": "One", "unitPrice": "1", "taxCode": "none" }), "UNKNOWN_TAX_CODE", "taxCode"),
        (json!({ "text": "One", "kind": "DISCOUNT", "unitPrice": "-1" }), "NEGATIVE_TOTAL", "lines"),
    ];
    for (line, code, field) in cases {
        let input = json!({ "customerId": ada.id.to_string(), "lines": [line] });
        let payload = mutate(&staff, "createInvoiceDraft", input, "invoice { id }").await;
        assert_eq!((refused(&payload), payload["userErrors"][0]["field"].as_str()), (code, Some(field)));
    }
    let input = json!({ "customerId": ada.id.to_string() });
    let empty = done(mutate(&staff, "createInvoiceDraft", input, INVOICE).await)["invoice"]["id"].clone();
    let nothing = mutate(&staff, "finalizeInvoice", json!({ "invoiceId": empty }), INVOICE).await;
    assert_eq!(refused(&nothing), "NO_LINES");
});

both!(what_is_to_the_customer_s_credit_is_used_the_oldest_first, async |t: TestApp| {
    let (ada, staff) = (t.customer().insert().await, biller(&t).await);
    t.credit_note(&ada, 5_00).insert().await;
    t.payment(&ada, 100_00).insert().await;
    let input = json!({ "customerId": ada.id.to_string(), "lines": [{ "text": "One", "unitPrice": "40" }] });
    let draft = done(mutate(&staff, "createInvoiceDraft", input, INVOICE).await)["invoice"]["id"].clone();
    let asks = "invoice { status balance { minor } allocations { amount { minor } payment { id } creditNote { id } } }";
    let paid = done(mutate(&staff, "finalizeInvoice", json!({ "invoiceId": draft }), asks).await);
    assert_eq!(
        (&paid["invoice"]["status"], &paid["invoice"]["balance"]["minor"]),
        (&json!("PAID"), &json!("0"))
    );
    let sum: i64 = paid["invoice"]["allocations"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|allocation| {
            allocation["amount"]["minor"].as_str().expect("text").parse::<i64>().expect("a number")
        })
        .sum();
    assert_eq!(sum, 40_00);
    assert_the_books_add_up(&t.scope()).await;
});
