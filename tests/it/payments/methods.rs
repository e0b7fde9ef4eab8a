//! Stored methods.

use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::ids::{PaymentMethodId, TypedId as _};
use portico::payments::entity::payment_method;
use sea_orm::ColumnTrait as _;
use serde_json::{Value, json};

use crate::payments::desk::{ADD, add, owner, paid, payer};
use crate::support::app::TestApp;
use crate::support::caller::Caller;

const LIST: &str = "query($id: ID!) { node(id: $id) { ... on Customer { paymentMethods {
    id label brand last4 isDefault status expiresSoon expiresOn version } } } }";

async fn list(caller: &Caller, customer: &str) -> Vec<Value> {
    let reply = caller.gql(LIST, json!({ "id": customer })).await;
    reply.ok()["node"]["paymentMethods"].as_array().expect("a list").clone()
}

async fn change(caller: &Caller, mutation: &str, id: &str, more: &str) -> crate::support::reply::Reply {
    let document = format!(
        "mutation($id: ID!) {{ {mutation}(input: {{ id: $id{more} }}) {{
            paymentMethod {{ id label status isDefault version }} userErrors {{ code message }} }} }}"
    );
    caller.gql(&document, json!({ "id": id })).await
}

both!(methods_are_added_named_chosen_and_removed, async |t: TestApp| {
    let payer = payer(&t, "tok_success").await;
    let customer = payer.customer.id.to_string();
    let second = add(&payer.caller, &payer.customer, "tok_bank_success").await;
    let methods = list(&payer.caller, &customer).await;
    assert_eq!(methods.len(), 2);
    assert_eq!(
        (&methods[0]["last4"], &methods[0]["isDefault"]),
        (&json!("4242"), &json!(true)),
        "the first one"
    );
    assert_eq!((&methods[1]["last4"], &methods[1]["brand"]), (&json!("3000"), &json!("DE")));
    assert!(methods[0]["expiresOn"].is_string() && methods[1]["expiresOn"].is_null());

    let reply =
        change(&payer.caller, "renamePaymentMethod", &second, ", label: \"  Giro  \", expectedVersion: 2")
            .await;
    let renamed = &reply.ok()["renamePaymentMethod"]["paymentMethod"];
    assert_eq!((&renamed["label"], &renamed["version"]), (&json!("Giro"), &json!(3)), "{}", reply.text);
    let reply =
        change(&payer.caller, "renamePaymentMethod", &second, ", label: \"x\", expectedVersion: 2").await;
    assert_eq!(reply.user_errors("renamePaymentMethod"), ["CONFLICT"]);
    let long = format!(", label: \"{}\"", "x".repeat(61));
    let reply = change(&payer.caller, "renamePaymentMethod", &second, &long).await;
    assert_eq!(reply.user_errors("renamePaymentMethod"), ["INVALID_LABEL"]);

    let reply = change(&payer.caller, "setDefaultPaymentMethod", &second, "").await;
    assert_eq!(reply.ok()["setDefaultPaymentMethod"]["paymentMethod"]["isDefault"], true, "{}", reply.text);
    let defaults: Vec<bool> =
        list(&payer.caller, &customer).await.iter().map(|method| method["isDefault"] == true).collect();
    assert_eq!(defaults, [true, false]);

    let payment = paid(&payer.pay("1.00", "k").await);
    let reply = change(&payer.caller, "removePaymentMethod", &payer.method, "").await;
    assert_eq!(reply.ok()["removePaymentMethod"]["paymentMethod"]["status"], "REMOVED", "{}", reply.text);
    assert_eq!(list(&payer.caller, &customer).await.len(), 1);
    let reply = payer.pay("1.00", "k2").await;
    assert_eq!(reply.user_errors("createPayment"), ["METHOD_NOT_FOUND"]);
    let shown = payer.caller.gql(
        "query($id: ID!) { node(id: $id) { ... on Payment { method { last4 status } } } }",
        json!({ "id": payment["id"] }),
    );
    assert_eq!(shown.await.ok()["node"]["method"]["last4"], "4242", "what was paid by it still shows it");
    for mutation in ["removePaymentMethod", "setDefaultPaymentMethod", "confirmPaymentMethod"] {
        let reply = change(&payer.caller, mutation, &payer.method, "").await;
        assert_eq!(reply.user_errors(mutation), ["NOT_FOUND"]);
    }
    let reply = change(&payer.caller, "confirmPaymentMethod", &second, "").await;
    assert_eq!(reply.user_errors("confirmPaymentMethod"), ["INVALID_TRANSITION"]);
    let rows = t.scope().select::<payment_method::Entity>().all().await.expect("the database answers");
    let removed = rows.iter().find(|row| row.id.to_string() == payer.method).expect("it is kept");
    assert_eq!(removed.sealed_token, None);
});

both!(tokens_are_kept_sealed_and_are_never_shown, async |t: TestApp| {
    let payer = payer(&t, "tok_success").await;
    let rows = t.scope().select::<payment_method::Entity>().all().await.expect("the database answers");
    let sealed = rows[0].sealed_token.clone().expect("a token");
    assert!(!sealed.windows(3).any(|bytes| bytes == b"tok"), "it is sealed");
    assert!(!format!("{rows:?}").contains("tok_success"));
    // A token sealed for one row does not open in another.
    let other = crate::payments::desk::payer(&t, "tok_declined").await;
    let tx = t.scope().begin().await.expect("begun");
    let moved = tx
        .update::<payment_method::Entity>()
        .set(payment_method::Column::SealedToken, sealed)
        .filter(payment_method::Column::Id.eq(PaymentMethodId::parse(&other.method).expect("an id")))
        .run()
        .await
        .expect("the database answers");
    assert_eq!(moved, 1);
    tx.commit().await.expect("committed");
    other.pay("1.00", "k").await.assert_code("INTERNAL");
    assert_eq!(paid(&payer.pay("1.00", "k").await)["status"], "SUCCEEDED");
});

both!(methods_are_the_payers_own_business, async |t: TestApp| {
    let payer = payer(&t, "tok_success").await;
    let input = |token: &str, key: &str| {
        json!({ "input": {
            "customerId": payer.customer.id.to_string(), "kind": "CARD", "token": token, "idempotencyKey": key } })
    };
    let plain = t.sign_in_as(&t.account().member_of(&payer.customer, LinkRole::Payer).insert().await).await;
    let reply = plain.gql(ADD, input("tok_success", "a")).await;
    assert_eq!(reply.user_errors("addPaymentMethod"), ["STEP_UP_REQUIRED"]);
    for mutation in ["removePaymentMethod", "setDefaultPaymentMethod"] {
        let reply = change(&plain, mutation, &payer.method, "").await;
        assert_eq!(reply.user_errors(mutation), ["STEP_UP_REQUIRED"]);
    }
    for role in [LinkRole::Billing, LinkRole::TenantAdmin, LinkRole::Support] {
        let staff = t.sign_in_as(&t.account().staff(role).insert().await).await;
        staff.gql(ADD, input("tok_success", "b")).await.assert_code("FORBIDDEN");
        assert_eq!(
            list(&staff, &payer.customer.id.to_string()).await.len(),
            1,
            "they see what bills are paid by"
        );
    }
    let stranger = owner(&t, &t.customer().insert().await).await;
    let reply = stranger.gql(ADD, input("tok_success", "c")).await;
    assert_eq!(reply.user_errors("addPaymentMethod"), ["NOT_FOUND"]);
    for mutation in ["removePaymentMethod", "setDefaultPaymentMethod"] {
        let reply = change(&stranger, mutation, &payer.method, "").await;
        assert_eq!(reply.user_errors(mutation), ["NOT_FOUND"]);
    }
    for (token, code) in
        [("tok_unheard_of", "DECLINED"), ("4242 4242", "INVALID_TOKEN"), ("", "INVALID_TOKEN")]
    {
        let reply = payer.caller.gql(ADD, input(token, token)).await;
        let expected: &[&str] = &[code];
        if token.is_empty() {
            reply.assert_code("BAD_USER_INPUT");
        } else {
            assert_eq!(reply.user_errors("addPaymentMethod"), expected);
        }
    }
    assert_eq!(list(&payer.caller, &payer.customer.id.to_string()).await.len(), 1);
});

both!(a_card_that_expires_soon_says_so, async |t: TestApp| {
    let payer = payer(&t, "tok_expiring").await;
    let methods = list(&payer.caller, &payer.customer.id.to_string()).await;
    assert_eq!((&methods[0]["expiresSoon"], &methods[0]["expiresOn"]), (&json!(true), &json!("2026-11-30")));
});
