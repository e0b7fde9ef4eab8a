//! `createPayment`: what it charges, what it is used for, and who may.

use chrono::Days;
use portico::billing::entity::invoice::InvoiceStatus;
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::payments::entity::payment;
use serde_json::json;

use crate::payments::desk::{PAY, assert_the_gateway_agrees, invoice, owner, paid, payer};
use crate::support::app::{TestApp, today};
use crate::support::recount::assert_the_books_add_up;

both!(
    a_payment_is_used_as_it_is_meant_then_for_what_is_due_longest_and_the_rest_is_credit,
    async |t: TestApp| {
        let payer = payer(&t, "tok_success").await;
        let of = async |net: i64, due: u64| {
            let builder = t.invoice(&payer.customer).line("Fibre", net).issued(today());
            builder.due(today() + Days::new(due)).insert().await.row
        };
        // With 19 % tax: 119.00, 59.50, 23.80.
        let (late, soon, meant) = (of(100_00, 30).await, of(50_00, 3).await, of(20_00, 60).await);
        let mut input = payer.input("100.00", "k");
        input["allocations"] = json!([{ "invoiceId": meant.id.to_string(), "amount": "23.80" }]);
        let reply = payer.caller.gql(PAY, json!({ "input": input })).await;
        let payment = paid(&reply);
        assert_eq!((&payment["status"], &payment["unapplied"]["minor"]), (&json!("SUCCEEDED"), &json!("0")));
        assert!(payment["receiptNumber"].as_str().is_some_and(|number| number.starts_with("RCP-")));
        assert_eq!(payment["origin"], "PORTAL");
        let sources: Vec<_> = payment["attempts"].as_array().expect("a list").iter().collect();
        assert_eq!((&sources[0]["source"], &sources[0]["status"]), (&json!("REQUEST"), &json!("PENDING")));
        assert_eq!((&sources[1]["source"], &sources[1]["status"]), (&json!("ANSWER"), &json!("SUCCEEDED")));
        assert_eq!(invoice(&t, meant.id).await.status, InvoiceStatus::Paid);
        assert_eq!(invoice(&t, soon.id).await.status, InvoiceStatus::Paid);
        assert_eq!(invoice(&t, late.id).await.allocated_minor, 100_00 - 23_80 - 59_50);

        // More than is due, and at zero balance: credit.
        let more = paid(&payer.pay("200.00", "more").await);
        assert_eq!(more["unapplied"]["minor"], json!((200_00 - (119_00 - 16_70)).to_string()));
        let ahead = paid(&payer.pay("10.00", "ahead").await);
        assert_eq!(ahead["unapplied"]["minor"], "1000");
        let later = of(10_00, 5).await;
        let mut input = payer.input("11.90", "top-up");
        input["keepAsCredit"] = json!(true);
        let top_up = paid(&payer.caller.gql(PAY, json!({ "input": input })).await);
        assert_eq!(top_up["unapplied"]["minor"], "1190");
        assert_eq!(invoice(&t, later.id).await.allocated_minor, 0);
        assert_the_books_add_up(&t.scope()).await;
        assert_the_gateway_agrees(&t).await;
    }
);

both!(what_the_bank_refuses_is_a_payment_that_failed, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let caller = owner(&t, &customer).await;
    let bill = t.invoice(&customer).line("Fibre", 100_00).issued(today()).insert().await.row;
    for (token, code) in [
        ("tok_insufficient_funds", "INSUFFICIENT_FUNDS"),
        ("tok_declined", "CARD_DECLINED"),
        ("tok_expired", "EXPIRED_CARD"),
        ("tok_incorrect_cvc", "INCORRECT_CVC"),
        ("tok_stolen", "LOST_OR_STOLEN"),
        ("tok_duplicate_transaction", "DUPLICATE_TRANSACTION"),
    ] {
        let method = crate::payments::desk::add(&caller, &customer, token).await;
        let input = json!({
            "customerId": customer.id.to_string(), "amount": "119", "methodId": method, "idempotencyKey": token,
            "allocations": [{ "invoiceId": bill.id.to_string(), "amount": "119" }],
        });
        let payment = paid(&caller.gql(PAY, json!({ "input": input })).await);
        assert_eq!((&payment["status"], &payment["declineCode"]), (&json!("FAILED"), &json!(code)));
        assert_eq!((&payment["receiptNumber"], &payment["unapplied"]["minor"]), (&json!(null), &json!("0")));
    }
    assert_eq!(invoice(&t, bill.id).await.allocated_minor, 0);
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});

both!(staff_enters_what_came_over_the_counter_and_nobody_else, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let bill = t.invoice(&customer).line("Fibre", 100_00).issued(today()).insert().await.row;
    let staff = t.sign_in_as(&t.account().staff(LinkRole::Billing).insert().await).await;
    let input = |channel: &str, key: &str| {
        json!({
            "customerId": customer.id.to_string(), "amount": "100", "channel": channel, "idempotencyKey": key,
            "allocations": [{ "invoiceId": bill.id.to_string(), "amount": "100" }],
        })
    };
    let reply = staff.gql(PAY, json!({ "input": input("CASH", "k") })).await;
    let payment = paid(&reply);
    assert_eq!((&payment["status"], &payment["channel"]), (&json!("SUCCEEDED"), &json!("CASH")));
    assert_eq!((&payment["origin"], payment["attempts"].as_array().map(Vec::len)), (&json!(null), Some(0)));
    let again = staff.gql(PAY, json!({ "input": input("CASH", "k") })).await;
    assert_eq!(
        (&paid(&again)["id"], &again.ok()["createPayment"]["replayed"]),
        (&payment["id"], &json!(true))
    );
    let reply = staff.gql(PAY, json!({ "input": input("CASH", "k2") })).await;
    assert_eq!(reply.user_errors("createPayment"), ["INVOICE_NOT_PAYABLE"], "19.00 are left");
    assert_eq!(reply.ok()["createPayment"]["userErrors"][0]["field"], "allocations.0.amount");
    for channel in ["CARD", "BANK"] {
        let reply = staff.gql(PAY, json!({ "input": input(channel, channel) })).await;
        assert_eq!(reply.user_errors("createPayment"), ["CHANNEL_NOT_ALLOWED"]);
    }
    let owner = owner(&t, &customer).await;
    let reply = owner.gql(PAY, json!({ "input": input("MANUAL", "m") })).await;
    assert_eq!(reply.user_errors("createPayment"), ["CHANNEL_NOT_ALLOWED"]);
    let reply = owner
        .gql(
            PAY,
            json!({ "input": {
        "customerId": customer.id.to_string(), "amount": "1", "idempotencyKey": "n" } }),
        )
        .await;
    assert_eq!(reply.user_errors("createPayment"), ["NO_METHOD"]);
    assert_the_books_add_up(&t.scope()).await;
});

both!(amounts_have_the_digits_of_the_customer_s_currency, async |t: TestApp| {
    for (code, good, minor, bad) in [("JPY", "1234", "1234", "12.5"), ("KWD", "1.234", "1234", "1.2345")] {
        let t = t.tenant_with(|new| new.currency = code.parse().expect("a currency")).await;
        let payer = payer(&t, "tok_success").await;
        let payment = paid(&payer.pay(good, "k").await);
        assert_eq!((&payment["status"], &payment["amount"]["minor"]), (&json!("SUCCEEDED"), &json!(minor)));
        for bad in [bad, "0", "-1", "100000000000"] {
            let reply = payer.pay(bad, bad).await;
            assert_eq!(reply.user_errors("createPayment"), ["INVALID_AMOUNT"], "{bad} {code}");
        }
        assert_the_books_add_up(&t.scope()).await;
        assert_the_gateway_agrees(&t).await;
    }
});

both!(nobody_pays_for_others_by_others_or_for_others_bills, async |t: TestApp| {
    let (alice, bob) = (payer(&t, "tok_success").await, payer(&t, "tok_success").await);
    let bill = t.invoice(&bob.customer).line("Fibre", 10_00).issued(today()).insert().await.row;
    let mut foreign = alice.input("1.00", "a");
    foreign["customerId"] = json!(bob.customer.id.to_string());
    let reply = alice.caller.gql(PAY, json!({ "input": foreign })).await;
    assert_eq!(reply.user_errors("createPayment"), ["NOT_FOUND"]);
    let mut card = alice.input("1.00", "b");
    card["methodId"] = json!(bob.method);
    let reply = alice.caller.gql(PAY, json!({ "input": card })).await;
    assert_eq!(reply.user_errors("createPayment"), ["METHOD_NOT_FOUND"]);
    let reply = alice.pay_for(bill.id, "1.00", "c").await;
    assert_eq!(reply.user_errors("createPayment"), ["INVOICE_NOT_FOUND"]);
    let mut twice = bob.input("5.00", "d");
    let part = json!({ "invoiceId": bill.id.to_string(), "amount": "1.00" });
    twice["allocations"] = json!([part, part]);
    let reply = bob.caller.gql(PAY, json!({ "input": twice })).await;
    assert_eq!(reply.user_errors("createPayment"), ["INVOICE_NOT_FOUND"]);
    twice["allocations"] = json!([{ "invoiceId": bill.id.to_string(), "amount": "5.01" }]);
    let reply = bob.caller.gql(PAY, json!({ "input": twice })).await;
    assert_eq!(reply.user_errors("createPayment"), ["ALLOCATIONS_EXCEED_AMOUNT"]);
    for role in [LinkRole::Viewer, LinkRole::Technical] {
        let login = t.account().member_of(&alice.customer, role).insert().await;
        let reply = t.sign_in_as(&login).await.gql(PAY, json!({ "input": alice.input("1.00", "e") })).await;
        reply.assert_code("FORBIDDEN");
    }
    let none = t.scope().select::<payment::Entity>().count().await.expect("the database answers");
    assert_eq!(none, 0, "nothing was written");
});

both!(an_invoice_that_is_being_paid_is_not_paid_by_another_tab, |_| {}, async |t: TestApp| {
    let payer = payer(&t, "tok_3ds").await;
    let bill = t.invoice(&payer.customer).line("Fibre", 100_00).issued(today()).insert().await.row;
    let waits = paid(&payer.pay_for(bill.id, "119.00", "first tab").await);
    assert_eq!(waits["status"], "REQUIRES_ACTION");
    assert!(waits["action"]["url"].is_string());
    let reply = payer.pay_for(bill.id, "119.00", "second tab").await;
    assert_eq!(reply.user_errors("createPayment"), ["INVOICE_NOT_PAYABLE"]);
    // Nor is it paid by money that was not meant for it.
    let other = crate::payments::desk::add(&payer.caller, &payer.customer, "tok_success").await;
    let mut input = payer.input("119.00", "no aim");
    input["methodId"] = json!(other);
    let aimless = paid(&payer.caller.gql(PAY, json!({ "input": input })).await);
    assert_eq!(aimless["unapplied"]["minor"], "11900");
    let cancel = "mutation($id: ID!) { cancelPayment(input: { paymentId: $id }) { payment { status } userErrors { code message } } }";
    let reply = payer.caller.gql(cancel, json!({ "id": waits["id"] })).await;
    assert_eq!(reply.ok()["cancelPayment"]["payment"]["status"], "CANCELLED", "{}", reply.text);
    let reply = payer.caller.gql(cancel, json!({ "id": waits["id"] })).await;
    assert_eq!(reply.user_errors("cancelPayment"), ["INVALID_TRANSITION"]);
    let again = paid(&payer.pay_for(bill.id, "119.00", "third tab").await);
    assert_eq!(again["status"], "REQUIRES_ACTION", "what was called off speaks for nothing any more");
    assert_the_books_add_up(&t.scope()).await;
});

both!(a_payer_who_acts_pays, async |t: TestApp| {
    let confirm = "mutation($id: ID!) { confirmPayment(input: { paymentId: $id }) {
        payment { status declineCode receiptNumber } userErrors { code message } } }";
    for (token, status, code) in
        [("tok_3ds", "SUCCEEDED", json!(null)), ("tok_3ds_fails", "FAILED", json!("AUTHENTICATION_FAILED"))]
    {
        let payer = payer(&t, token).await;
        let waits = paid(&payer.pay("10.00", "k").await);
        assert_eq!(waits["status"], "REQUIRES_ACTION");
        let reply = payer.caller.gql(confirm, json!({ "id": waits["id"] })).await;
        let payment = &reply.ok()["confirmPayment"]["payment"];
        assert_eq!((&payment["status"], &payment["declineCode"]), (&json!(status), &code), "{}", reply.text);
        let reply = payer.caller.gql(confirm, json!({ "id": waits["id"] })).await;
        assert_eq!(reply.user_errors("confirmPayment"), ["INVALID_TRANSITION"]);
        assert_eq!(paid(&payer.pay("10.00", "k").await)["status"], status, "the key shows it as it is now");
    }
    let (alice, bob) = (payer(&t, "tok_3ds").await, payer(&t, "tok_3ds").await);
    let waits = paid(&alice.pay("10.00", "k").await);
    let reply = bob.caller.gql(confirm, json!({ "id": waits["id"] })).await;
    assert_eq!(reply.user_errors("confirmPayment"), ["NOT_FOUND"]);
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});

both!(without_a_gateway_only_staff_takes_money, async |t: TestApp| {
    let t = t.tenant_with(|new| new.settings.payments.gateway = None).await;
    let customer = t.customer().insert().await;
    let caller = owner(&t, &customer).await;
    let input = json!({
        "customerId": customer.id.to_string(), "kind": "CARD", "token": "tok_success", "idempotencyKey": "k",
    });
    let reply = caller.gql(crate::payments::desk::ADD, json!({ "input": input })).await;
    assert_eq!(reply.user_errors("addPaymentMethod"), ["GATEWAY_UNAVAILABLE"]);
});
