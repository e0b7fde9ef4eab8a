//! Pay links: whoever has one sees what is due and pays it, signed in or not, and nothing more.

use chrono::{Days, TimeDelta};
use futures_util::future::join_all;
use portico::billing::entity::invoice::{self as invoice_row, InvoiceStatus};
use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::payments::entity::{pay_link, payment, payment_method};
use serde_json::{Value, json};

use crate::payments::desk::{assert_the_gateway_agrees, invoice, owner, paid, payer};
use crate::support::app::{TestApp, today};
use crate::support::caller::Caller;
use crate::support::recount::{assert_the_books_add_up, ledger_check_is_empty};
use crate::support::reply::Reply;
use crate::support::wait::until;

const CREATE: &str =
    "mutation($input: CreatePayLinkInput!) { createPayLink(input: $input) { token payLink { id state byMail
    amountDue { minor } amountLimit { minor } expiresAt revokedAt documents { number dueDate } }
    userErrors { code field } } }";

const REVOKE: &str = "mutation($id: ID!) { revokePayLink(input: { payLinkId: $id }) {
    payLink { id state amountDue { minor } revokedAt } userErrors { code field } } }";

const OPEN: &str =
    "query($token: String!) { tenant { name } payLink(token: $token) { state dueDate currency expiresAt
    amountDue { minor currency } documents { number dueDate } } }";

const PAY_BY_LINK: &str = "mutation($input: PayByLinkInput!) { payByLink(input: $input) { replayed
    payment { id status declineCode receiptNumber amount { minor } action { url } } userErrors { code field } } }";

const CONFIRM: &str = "mutation($input: ConfirmPayByLinkInput!) { confirmPayByLink(input: $input) {
    payment { id status declineCode receiptNumber } userErrors { code field } } }";

const CANCEL: &str = "mutation($input: CancelPayByLinkInput!) { cancelPayByLink(input: $input) {
    payment { id status } userErrors { code field } } }";

const LINKS: &str =
    "{ viewer { customer { payLinks { id state amountDue { minor } byMail documents { number } } } } }";

/// An invoice of 119.00 that is due in `days`.
async fn bill(t: &TestApp, customer: &customer::Model, days: u64) -> invoice_row::Model {
    let bill = t.invoice(customer).line("Fibre", 100_00).issued(today());
    bill.due(today() + Days::new(days)).insert().await.row
}

async fn create(by: &Caller, input: Value) -> Reply {
    by.gql(CREATE, json!({ "input": input })).await
}

/// Makes a link: its token, and the link.
async fn made(by: &Caller, input: Value) -> (String, Value) {
    let reply = create(by, input).await;
    assert!(reply.user_errors("createPayLink").is_empty(), "{}", reply.text);
    let payload = &reply.ok()["createPayLink"];
    (payload["token"].as_str().expect("a token").to_owned(), payload["payLink"].clone())
}

async fn link_to(by: &Caller, bill: &invoice_row::Model) -> String {
    made(by, json!({ "invoiceId": bill.id.to_string() })).await.0
}

async fn open(by: &Caller, token: &str) -> Value {
    by.gql(OPEN, json!({ "token": token })).await.ok()["payLink"].clone()
}

/// State, and what is due.
async fn standing(by: &Caller, token: &str) -> (String, String) {
    let seen = open(by, token).await;
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{seen}")).to_owned();
    (text(&seen["state"]), text(&seen["amountDue"]["minor"]))
}

async fn pay(by: &Caller, token: &str, amount: Option<&str>, card: &str, key: &str) -> Reply {
    let input = json!({ "token": token, "amount": amount, "cardToken": card, "idempotencyKey": key });
    by.gql(PAY_BY_LINK, json!({ "input": input })).await
}

#[track_caller]
fn payment_of(reply: &Reply) -> Value {
    assert!(reply.user_errors("payByLink").is_empty(), "{}", reply.text);
    reply.ok()["payByLink"]["payment"].clone()
}

#[track_caller]
fn refused(reply: &Reply) -> &str {
    let errors = reply.user_errors("payByLink");
    assert_eq!(errors.len(), 1, "{}", reply.text);
    errors[0]
}

async fn payments(t: &TestApp) -> Vec<payment::Model> {
    t.scope().select::<payment::Entity>().all().await.expect("the database answers")
}

#[track_caller]
fn stands(state: &(String, String), expected: (&str, &str)) {
    assert_eq!((state.0.as_str(), state.1.as_str()), expected);
}

both!(a_bill_is_paid_by_its_link_without_a_sign_in, async |t: TestApp| {
    let alice = t.customer().named("Alice Unseen").insert().await;
    let (owner, somebody) = (owner(&t, &alice).await, t.anonymous());
    let (due, other) = (bill(&t, &alice, 9).await, bill(&t, &alice, 3).await);
    let (token, link) = made(&owner, json!({ "invoiceId": due.id.to_string() })).await;
    assert_eq!((&link["state"], &link["amountDue"]["minor"]), (&json!("PAYABLE"), &json!("11900")));
    assert_eq!((&link["byMail"], &link["amountLimit"]), (&json!(false), &json!(null)));

    // The secret is in no row.
    let rows = t.scope().select::<pay_link::Entity>().all().await.expect("the database answers");
    assert_eq!((rows.len(), rows[0].digest.len()), (1, 32));
    assert!(!token.as_bytes().windows(32).any(|part| part == rows[0].digest));
    let listed = owner.gql(LINKS, json!({})).await;
    assert!(!listed.text.contains(&token) && listed.text.contains(link["id"].as_str().expect("an id")));

    // What is shown is what must be known to pay, and no more.
    let reply = somebody.gql(OPEN, json!({ "token": token })).await;
    let seen = &reply.ok()["payLink"];
    assert_eq!(seen["documents"], json!([{ "number": due.number, "dueDate": due.due_date }]));
    assert_eq!((&seen["dueDate"], &seen["currency"]), (&json!(due.due_date), &json!("EUR")));
    assert_eq!(reply.ok()["tenant"]["name"], t.facts().name.as_str());
    stands(&standing(&somebody, &token).await, ("PAYABLE", "11900"));
    let (id, number) = (alice.id.to_string(), other.number.expect("it is issued"));
    for secret in [alice.name.as_str(), alice.number.as_str(), id.as_str(), number.as_str()] {
        assert!(!reply.text.contains(secret), "{}", reply.text);
    }

    let reply = pay(&somebody, &token, None, "tok_success", "k").await;
    let payment = payment_of(&reply);
    assert_eq!((&payment["status"], &payment["amount"]["minor"]), (&json!("SUCCEEDED"), &json!("11900")));
    assert!(payment["receiptNumber"].as_str().is_some_and(|number| number.starts_with("RCP-")));
    assert_eq!(invoice(&t, due.id).await.status, InvoiceStatus::Paid);
    assert_eq!(invoice(&t, other.id).await.allocated_minor, 0);
    stands(&standing(&somebody, &token).await, ("PAID", "0"));
    assert_eq!(open(&somebody, &token).await["dueDate"], json!(null));

    // The key stands for this payment, whoever repeats it.
    for caller in [&somebody, &t.anonymous(), &owner] {
        let again = pay(caller, &token, None, "tok_success", "k").await;
        assert_eq!(payment_of(&again)["id"], payment["id"]);
        assert_eq!(again.ok()["payByLink"]["replayed"], true);
    }
    assert_eq!(
        refused(&pay(&somebody, &token, Some("1"), "tok_success", "k").await),
        "IDEMPOTENCY_KEY_REUSED"
    );
    assert_eq!(refused(&pay(&somebody, &token, None, "tok_declined", "k").await), "IDEMPOTENCY_KEY_REUSED");
    assert_eq!(refused(&pay(&somebody, &token, None, "tok_success", "k2").await), "NOTHING_DUE");
    // The same key by another link is another payment.
    let to_the_other = link_to(&owner, &invoice(&t, other.id).await).await;
    assert_ne!(
        payment_of(&pay(&somebody, &to_the_other, None, "tok_success", "k").await)["id"],
        payment["id"]
    );

    let made =
        "{ viewer { customer { payments(first: 5) { nodes { id origin method { id } channel receiptNumber
        allocations { invoice { id } amount { minor } } } } } } }";
    let made = owner.gql(made, json!({})).await;
    let made = made.ok()["viewer"]["customer"]["payments"]["nodes"].as_array().expect("a list").clone();
    let made = made.iter().find(|node| node["id"] == payment["id"]).expect("the customer sees it");
    assert_eq!(
        (&made["origin"], &made["method"], &made["channel"]),
        (&json!("LINK"), &json!(null), &json!("CARD"))
    );
    assert_eq!(
        made["allocations"],
        json!([{ "invoice": { "id": due.id.to_string() }, "amount": { "minor": "11900" } }])
    );
    let kept = t.scope().select::<payment_method::Entity>().count().await.expect("the database answers");
    assert_eq!(kept, 0, "a card that is used once is not kept");
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});

both!(a_payer_who_must_act_goes_on_by_the_same_link, async |t: TestApp| {
    for (card, status, code) in
        [("tok_3ds", "SUCCEEDED", json!(null)), ("tok_3ds_fails", "FAILED", json!("AUTHENTICATION_FAILED"))]
    {
        let payer = payer(&t, "tok_success").await;
        let (due, other) = (bill(&t, &payer.customer, 9).await, bill(&t, &payer.customer, 9).await);
        let (token, foreign) = (link_to(&payer.caller, &due).await, link_to(&payer.caller, &other).await);
        let somebody = t.anonymous();
        let waits = payment_of(&pay(&somebody, &token, None, card, "k").await);
        assert_eq!(waits["status"], "REQUIRES_ACTION");
        assert!(waits["action"]["url"].is_string() && waits["receiptNumber"].is_null());
        stands(&standing(&somebody, &token).await, ("PROCESSING", "0"));
        // It is not paid by another tab, nor by the owner meanwhile.
        assert_eq!(refused(&pay(&t.anonymous(), &token, None, "tok_success", "k2").await), "NOTHING_DUE");
        let reply = payer.pay_for(due.id, "119.00", "owner").await;
        assert_eq!(reply.user_errors("createPayment"), ["INVOICE_NOT_PAYABLE"]);
        // The key brings the question again to whoever has closed the page.
        let again = payment_of(&pay(&somebody, &token, None, card, "k").await);
        assert_eq!((&again["id"], &again["action"]), (&waits["id"], &waits["action"]));

        let confirm = async |token: &str, id: &Value| {
            somebody.gql(CONFIRM, json!({ "input": { "token": token, "paymentId": id } })).await
        };
        let reply = confirm(&foreign, &waits["id"]).await;
        assert_eq!(reply.user_errors("confirmPayByLink"), ["NOT_FOUND"], "it was begun by another link");
        let own = paid(&payer.pay_for(other.id, "119.00", "own").await);
        let reply = confirm(&foreign, &own["id"]).await;
        assert_eq!(reply.user_errors("confirmPayByLink"), ["NOT_FOUND"], "it was made by no link");
        let reply = confirm(&token, &waits["id"]).await;
        let payment = &reply.ok()["confirmPayByLink"]["payment"];
        assert_eq!((&payment["status"], &payment["declineCode"]), (&json!(status), &code), "{}", reply.text);
        let reply = confirm(&token, &waits["id"]).await;
        assert_eq!(reply.user_errors("confirmPayByLink"), ["INVALID_TRANSITION"]);
        let expected = if status == "SUCCEEDED" { ("PAID", "0") } else { ("PAYABLE", "11900") };
        stands(&standing(&somebody, &token).await, expected);
    }
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});

both!(a_link_pays_parts_and_never_more_than_is_due, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let (owner, somebody) = (owner(&t, &alice).await, t.anonymous());
    let due = bill(&t, &alice, 9).await;
    let token = link_to(&owner, &due).await;
    let declined = payment_of(&pay(&somebody, &token, None, "tok_declined", "d").await);
    assert_eq!((&declined["status"], &declined["declineCode"]), (&json!("FAILED"), &json!("CARD_DECLINED")));
    stands(&standing(&somebody, &token).await, ("PAYABLE", "11900"));
    for (amount, card, code) in [
        ("119.01", "tok_success", "EXCEEDS_DUE"),
        ("0", "tok_success", "INVALID_AMOUNT"),
        ("-1", "tok_success", "INVALID_AMOUNT"),
        ("1.001", "tok_success", "INVALID_AMOUNT"),
        ("1", "", "INVALID_CARD_TOKEN"),
        ("1", "4242 4242 4242 4242", "INVALID_CARD_TOKEN"),
    ] {
        assert_eq!(
            refused(&pay(&somebody, &token, Some(amount), card, amount).await),
            code,
            "{amount} {card}"
        );
    }
    let part = payment_of(&pay(&somebody, &token, Some("50"), "tok_success", "half").await);
    assert_eq!(part["status"], "SUCCEEDED");
    stands(&standing(&somebody, &token).await, ("PAYABLE", "6900"));
    assert_eq!(refused(&pay(&somebody, &token, Some("69.01"), "tok_success", "over").await), "EXCEEDS_DUE");
    payment_of(&pay(&somebody, &token, None, "tok_success", "rest").await);
    stands(&standing(&somebody, &token).await, ("PAID", "0"));
    let balance = owner.gql("{ viewer { customer { balance { minor } } } }", json!({})).await;
    assert_eq!(balance.ok()["viewer"]["customer"]["balance"]["minor"], "0", "no credit came of it");

    // Somebody with a list of stolen cards has a few tries, whatever their address.
    let token = link_to(&owner, &bill(&t, &alice, 9).await).await;
    for number in 0..20 {
        let reply = pay(&t.anonymous(), &token, Some("1"), "tok_stolen", &number.to_string()).await;
        assert_eq!(payment_of(&reply)["status"], "FAILED");
    }
    assert_eq!(refused(&pay(&somebody, &token, Some("1"), "tok_success", "21").await), "TOO_MANY_TRIES");
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});

both!(a_customer_s_link_is_for_what_is_open_when_it_is_made, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let (owner, somebody) = (owner(&t, &alice).await, t.anonymous());
    let id = alice.id.to_string();
    let nothing = create(&owner, json!({ "customerId": id })).await;
    assert_eq!(nothing.user_errors("createPayLink"), ["NOTHING_DUE"]);
    let (late, soon) = (bill(&t, &alice, 30).await, bill(&t, &alice, 3).await);
    let (all, _) = made(&owner, json!({ "customerId": id })).await;
    let (some, link) = made(&owner, json!({ "customerId": id, "amount": "150", "expiresInDays": 90 })).await;
    assert_eq!(link["amountLimit"]["minor"], "15000");
    assert_eq!(link["documents"][0]["number"], json!(soon.number), "the oldest due first");
    let later = bill(&t, &alice, 1).await;
    stands(&standing(&somebody, &all).await, ("PAYABLE", "23800"));
    stands(&standing(&somebody, &some).await, ("PAYABLE", "15000"));
    let seen = open(&somebody, &all).await;
    assert_eq!(seen["documents"].as_array().map(Vec::len), Some(2), "what came later is not its business");
    assert_eq!(seen["dueDate"], json!(soon.due_date));

    assert_eq!(refused(&pay(&somebody, &some, Some("150.01"), "tok_success", "k").await), "EXCEEDS_DUE");
    payment_of(&pay(&somebody, &some, Some("130"), "tok_success", "k").await);
    assert_eq!(invoice(&t, soon.id).await.status, InvoiceStatus::Paid);
    assert_eq!(invoice(&t, late.id).await.allocated_minor, 11_00);
    stands(&standing(&somebody, &some).await, ("PAYABLE", "2000"));
    payment_of(&pay(&somebody, &some, None, "tok_success", "k2").await);
    stands(&standing(&somebody, &some).await, ("PAID", "0"));
    stands(&standing(&somebody, &all).await, ("PAYABLE", "8800"));
    assert_eq!(invoice(&t, later.id).await.allocated_minor, 0);

    let both = create(&owner, json!({ "customerId": id, "invoiceId": late.id.to_string() })).await;
    both.assert_code("BAD_USER_INPUT");
    create(&owner, json!({ "amount": "1" })).await.assert_code("BAD_USER_INPUT");
    for (change, code) in [
        (json!({ "amount": "1000" }), "EXCEEDS_DUE"),
        (json!({ "amount": "0" }), "INVALID_AMOUNT"),
        (json!({ "expiresInDays": 0 }), "INVALID_EXPIRY"),
        (json!({ "expiresInDays": -5 }), "INVALID_EXPIRY"),
        (json!({ "expiresInDays": 91 }), "INVALID_EXPIRY"),
    ] {
        let mut input = change.clone();
        input["customerId"] = json!(id);
        assert_eq!(create(&owner, input).await.user_errors("createPayLink"), [code], "{change}");
    }
    for _ in 2..20 {
        made(&owner, json!({ "invoiceId": late.id.to_string() })).await;
    }
    let more = create(&owner, json!({ "invoiceId": late.id.to_string() })).await;
    assert_eq!(more.user_errors("createPayLink"), ["TOO_MANY"]);
    ledger_check_is_empty(&t).await;
});

both!(what_opens_nothing_is_all_alike, |_| {}, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let (alices, somebody) = (owner(&t, &alice).await, t.anonymous());
    let bobs = owner(&t, &t.customer().insert().await).await;
    let due = bill(&t, &alice, 9).await;
    let input = |days: i32| json!({ "invoiceId": due.id.to_string(), "expiresInDays": days });
    let ((expiring, short), (revoked, taken)) =
        (made(&alices, input(1)).await, made(&alices, input(9)).await);
    let good = link_to(&alices, &due).await;
    for id in [&taken["id"], &json!("plk_00000000000000000000000000")] {
        let reply = bobs.gql(REVOKE, json!({ "id": id })).await;
        assert_eq!(reply.user_errors("revokePayLink"), ["NOT_FOUND"]);
    }
    let reply = alices.gql(REVOKE, json!({ "id": taken["id"] })).await;
    let gone = &reply.ok()["revokePayLink"]["payLink"];
    assert_eq!(
        (&gone["state"], &gone["amountDue"]["minor"]),
        (&json!("REVOKED"), &json!("0")),
        "{}",
        reply.text
    );
    let reply = alices.gql(REVOKE, json!({ "id": taken["id"] })).await;
    assert_eq!(reply.user_errors("revokePayLink"), ["ALREADY_OVER"]);

    // Its last day is the tenant's: until the last moment of tomorrow in Berlin.
    let ends: chrono::DateTime<chrono::Utc> =
        short["expiresAt"].as_str().expect("text").parse().expect("an instant");
    assert_eq!(ends.with_timezone(&chrono_tz::Europe::Berlin).naive_local(), (today() + Days::new(2)).into());
    t.advance(ends - t.now() - TimeDelta::seconds(1));
    stands(&standing(&somebody, &expiring).await, ("PAYABLE", "11900"));
    t.advance(TimeDelta::seconds(1));

    let other = t.tenant().await;
    let foreign = somebody.at_host(other.host());
    let unknown = format!("pay_link_{}", "A".repeat(43));
    let nobodys = [expiring.as_str(), &revoked, &unknown, "", "pay_link_", "nonsense"];
    let tries = nobodys.map(|token| (&somebody, token)).into_iter().chain([(&foreign, good.as_str())]);
    let mut answers = Vec::new();
    for (caller, token) in tries {
        let seen = caller
            .gql("query($token: String!) { payLink(token: $token) { state } }", json!({ "token": token }))
            .await;
        let refused = pay(caller, token, None, "tok_success", "k").await;
        let input = json!({ "token": token, "paymentId": "pay_00000000000000000000000000" });
        let confirmed = caller.gql(CONFIRM, json!({ "input": input })).await;
        answers.push([&seen, &refused, &confirmed].map(|reply| (reply.ok().clone(), reply.statements())));
    }
    assert_eq!(answers[0][0].0, json!({ "payLink": null }));
    assert_eq!(
        answers[0][1].0["payByLink"]["userErrors"],
        json!([{ "code": "NOT_FOUND", "field": "token" }])
    );
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    stands(&standing(&somebody, &good).await, ("PAYABLE", "11900"));
    assert!(payments(&t).await.is_empty(), "nothing was begun");
    let states = t.sign_in_as(&t.account().member_of(&alice, LinkRole::Payer).insert().await).await;
    let listed = states.gql(LINKS, json!({})).await;
    let mut listed: Vec<String> = listed.ok()["viewer"]["customer"]["payLinks"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|link| link["state"].as_str().expect("text").to_owned())
        .collect();
    listed.sort_unstable();
    assert_eq!(listed, ["EXPIRED", "PAYABLE", "REVOKED"]);
});

both!(links_are_made_by_those_who_pay_and_those_who_serve, async |t: TestApp| {
    let (alice, bob) = (t.customer().insert().await, t.customer().insert().await);
    let (shop, other_shop) = (t.reseller().insert().await, t.reseller().insert().await);
    t.assign(&alice, &shop).await;
    t.assign(&bob, &other_shop).await;
    let due = bill(&t, &alice, 9).await;
    let account = || t.account();
    let callers = [
        (account().member_of(&alice, LinkRole::Owner), Ok(())),
        (account().member_of(&alice, LinkRole::Payer), Ok(())),
        (account().reseller(&shop, LinkRole::ResellerAgent), Ok(())),
        (account().reseller(&shop, LinkRole::ResellerAdmin), Ok(())),
        (account().staff(LinkRole::Support), Ok(())),
        (account().staff(LinkRole::Billing), Ok(())),
        (account().staff(LinkRole::TenantAdmin), Ok(())),
        (account().member_of(&alice, LinkRole::Viewer), Err("FORBIDDEN")),
        (account().member_of(&alice, LinkRole::Technical), Err("FORBIDDEN")),
        (account().staff(LinkRole::Noc), Err("FORBIDDEN")),
        (account().member_of(&bob, LinkRole::Owner), Err("NOT_FOUND")),
        (account().reseller(&other_shop, LinkRole::ResellerAgent), Err("NOT_FOUND")),
    ];
    for (login, expected) in callers {
        let caller = t.sign_in_as(&login.insert().await).await;
        for input in
            [json!({ "invoiceId": due.id.to_string() }), json!({ "customerId": alice.id.to_string() })]
        {
            let reply = create(&caller, input).await;
            match expected {
                Ok(()) => assert!(reply.user_errors("createPayLink").is_empty(), "{}", reply.text),
                Err("FORBIDDEN") => reply.assert_code("FORBIDDEN"),
                Err(code) => assert_eq!(reply.user_errors("createPayLink"), [code]),
            }
        }
    }
    create(&t.anonymous(), json!({ "invoiceId": due.id.to_string() })).await.assert_code("UNAUTHENTICATED");
    let viewer = t.sign_in_as(&t.account().member_of(&alice, LinkRole::Viewer).insert().await).await;
    viewer.gql(LINKS, json!({})).await.assert_code("FORBIDDEN");

    // Where bills are not in the portal, its customers make no links of them; the staff does.
    let t = t.tenant_with(|new| new.settings.portal.billing = false).await;
    let alice = t.customer().insert().await;
    let input = json!({ "invoiceId": bill(&t, &alice, 9).await.id.to_string() });
    let own = create(&owner(&t, &alice).await, input.clone()).await;
    assert_eq!(own.user_errors("createPayLink"), ["NOT_FOUND"]);
    let support = t.sign_in_as(&t.account().staff(LinkRole::Support).insert().await).await;
    let (token, _) = made(&support, input).await;
    stands(&standing(&t.anonymous(), &token).await, ("PAYABLE", "11900"));

    // Without a gateway there is nothing to pay by.
    let t = t.tenant_with(|new| new.settings.payments.gateway = None).await;
    let alice = t.customer().insert().await;
    let input = json!({ "invoiceId": bill(&t, &alice, 9).await.id.to_string() });
    let reply = create(&owner(&t, &alice).await, input).await;
    assert_eq!(reply.user_errors("createPayLink"), ["GATEWAY_UNAVAILABLE"]);
});

both!(sixty_calls_with_tokens_a_minute_from_an_address, |_| {}, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let token = link_to(&owner(&t, &alice).await, &bill(&t, &alice, 9).await).await;
    let busy = t.anonymous();
    for number in 0..60 {
        match number % 2 {
            0 => assert_eq!(open(&busy, "nonsense").await, Value::Null),
            _ => assert_eq!(refused(&pay(&busy, "nonsense", None, "tok_success", "k").await), "NOT_FOUND"),
        }
    }
    let reply = busy.gql(OPEN, json!({ "token": token })).await;
    reply.assert_code("RATE_LIMITED");
    assert_eq!(reply.body["data"]["payLink"], Value::Null);
    assert_eq!(reply.body["errors"][0]["extensions"]["retryAfterSeconds"], 60);
    pay(&busy, &token, None, "tok_success", "k").await.assert_code("RATE_LIMITED");
    let input = json!({ "token": token, "paymentId": "pay_00000000000000000000000000" });
    busy.gql(CONFIRM, json!({ "input": input })).await.assert_code("RATE_LIMITED");
    stands(&standing(&t.anonymous(), &token).await, ("PAYABLE", "11900"));
    t.advance(TimeDelta::seconds(60));
    assert_eq!(payment_of(&pay(&busy, &token, None, "tok_success", "k").await)["status"], "SUCCEEDED");
});

both!(of_many_who_pay_by_a_link_at_once_one_does, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let owner = owner(&t, &alice).await;
    let due = bill(&t, &alice, 9).await;
    let (one, two) = (link_to(&owner, &due).await, link_to(&owner, &due).await);
    let callers: Vec<Caller> = (0..8).map(|_| t.anonymous()).collect();
    let keys: Vec<String> = (0..8).map(|number| number.to_string()).collect();
    let tries = callers.iter().zip(&keys).enumerate().map(|(number, (caller, key))| {
        let token = if number % 2 == 0 { &one } else { &two };
        pay(caller, token, None, "tok_success", key)
    });
    let replies = join_all(tries).await;
    let (paid, late): (Vec<_>, Vec<_>) =
        replies.iter().partition(|reply| reply.user_errors("payByLink").is_empty());
    assert_eq!(paid.len(), 1);
    assert!(late.iter().all(|reply| refused(reply) == "NOTHING_DUE"), "{late:?}");
    // Many at once under one key are one payment.
    let token = link_to(&owner, &bill(&t, &alice, 9).await).await;
    let replies =
        join_all(callers.iter().map(|caller| pay(caller, &token, None, "tok_success", "same"))).await;
    for reply in &replies {
        let errors = reply.user_errors("payByLink");
        assert!(errors.is_empty() || errors == ["IDEMPOTENCY_IN_PROGRESS"], "{}", reply.text);
    }
    assert_eq!(payments(&t).await.len(), 2);
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});

both!(links_cost_as_many_statements_for_one_as_for_many, async |t: TestApp| {
    let mut statements = Vec::new();
    for (links, bills) in [(1, 1), (19, 20)] {
        let alice = t.customer().insert().await;
        let owner = owner(&t, &alice).await;
        for _ in 0..bills {
            bill(&t, &alice, 9).await;
        }
        let (token, _) = made(&owner, json!({ "customerId": alice.id.to_string() })).await;
        for _ in 1..links {
            made(&owner, json!({ "customerId": alice.id.to_string() })).await;
        }
        let listed = owner.gql(LINKS, json!({})).await;
        assert_eq!(listed.ok()["viewer"]["customer"]["payLinks"].as_array().map(Vec::len), Some(links));
        let opened = t.anonymous().gql(OPEN, json!({ "token": token })).await;
        assert_eq!(opened.ok()["payLink"]["documents"].as_array().map(Vec::len), Some(bills));
        statements.push([listed.statements(), opened.statements()]);
    }
    assert_eq!(statements[0], statements[1]);
    // The link, its bills' ids, the bills, what is under way, what was paid by it and how much.
    assert!(statements[0][1] <= 6, "{statements:?}");
});

both!(a_bill_that_is_mailed_can_be_paid_from_the_mail, async |t: TestApp| {
    use crate::notifications::bill as issue;
    let alice = t.customer().insert().await;
    let owner = owner(&t, &alice).await;
    let due = issue(&t, &alice, 30_00).await;
    let token = t.mailed_token_among_others().await;
    stands(&standing(&t.anonymous(), &token).await, ("PAYABLE", "3000"));
    let listed = owner.gql(LINKS, json!({})).await;
    let link = &listed.ok()["viewer"]["customer"]["payLinks"][0];
    assert_eq!((&link["byMail"], &link["state"]), (&json!(true), &json!("PAYABLE")));
    assert!(!t.queue().await.iter().any(|mail| format!("{mail:?}").contains(&token)), "the queue is sealed");
    payment_of(&pay(&t.anonymous(), &token, None, "tok_success", "k").await);
    assert_eq!(invoice(&t, due).await.status, InvoiceStatus::Paid);

    let t = t.tenant_with(|new| new.settings.payments.gateway = None).await;
    let bob = t.customer().insert().await;
    issue(&t, &bob, 30_00).await;
    let mut text = None;
    until("the bill leaves", async || {
        text = text.take().or(t.mails().await.pop().map(|mail| mail.mail.text));
        text.is_some()
    })
    .await;
    let text = text.expect("it was waited for");
    assert!(!text.contains("#token=") && !text.contains("Pay without"), "{text}");
});

both!(who_leaves_what_the_bank_asks_can_pay_at_once_by_another_card, async |t: TestApp| {
    let payer = payer(&t, "tok_success").await;
    let somebody = t.anonymous();
    let (due, other) = (bill(&t, &payer.customer, 9).await, bill(&t, &payer.customer, 12).await);
    let (token, foreign) = (link_to(&payer.caller, &due).await, link_to(&payer.caller, &other).await);
    let waits = payment_of(&pay(&somebody, &token, None, "tok_3ds", "k").await);
    stands(&standing(&somebody, &token).await, ("PROCESSING", "0"));
    let cancel = async |token: &str, id: &Value| {
        somebody.gql(CANCEL, json!({ "input": { "token": token, "paymentId": id } })).await
    };
    let own = paid(&payer.pay_for(other.id, "119.00", "own").await);
    for (token, id) in
        [(foreign.as_str(), &waits["id"]), (foreign.as_str(), &own["id"]), ("none", &waits["id"])]
    {
        let reply = cancel(token, id).await;
        assert_eq!(reply.user_errors("cancelPayByLink"), ["NOT_FOUND"], "{token}");
    }
    stands(&standing(&somebody, &token).await, ("PROCESSING", "0"));
    let reply = cancel(&token, &waits["id"]).await;
    assert_eq!(reply.ok()["cancelPayByLink"]["payment"]["status"], "CANCELLED", "{}", reply.text);
    stands(&standing(&somebody, &token).await, ("PAYABLE", "11900"));
    let reply = cancel(&token, &waits["id"]).await;
    assert_eq!(reply.user_errors("cancelPayByLink"), ["INVALID_TRANSITION"]);
    let reply = somebody.gql(CONFIRM, json!({ "input": { "token": token, "paymentId": waits["id"] } })).await;
    assert_eq!(reply.user_errors("confirmPayByLink"), ["INVALID_TRANSITION"], "it is over");
    let payment = payment_of(&pay(&somebody, &token, None, "tok_success", "k2").await);
    assert_eq!(payment["status"], "SUCCEEDED");
    let reply = cancel(&token, &payment["id"]).await;
    assert_eq!(reply.user_errors("cancelPayByLink"), ["INVALID_TRANSITION"], "what is paid is paid");
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});

both!(a_page_knows_who_may_make_links_and_set_alerts, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let seen = async |role| {
        let login = t.account().member_of(&alice, role).insert().await;
        let reply = t.sign_in_as(&login).await.gql("{ viewer { permissions } }", json!({})).await;
        let all = reply.ok()["viewer"]["permissions"].as_array().expect("a list").clone();
        ["MAKE_PAY_LINKS", "SET_BALANCE_ALERTS", "SET_AUTOPAY"].map(|name| all.contains(&json!(name)))
    };
    assert_eq!(seen(LinkRole::Owner).await, [true, true, true]);
    assert_eq!(seen(LinkRole::Payer).await, [true, true, true]);
    assert_eq!(seen(LinkRole::Viewer).await, [false, false, false]);
});
