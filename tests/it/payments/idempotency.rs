//! Idempotency keys: the same call twice is done once (domain.md §3.12).

use chrono::TimeDelta;
use futures_util::future::join_all;
use portico::db::{Reads as _, Scope};
use portico::idempotency::entity::idempotency_record;
use portico::idempotency::{Begun, Keep, Key, Ticket, begin, discard_expired, finish, note, release};
use portico::kernel::actor::{Account, Actor};
use portico::kernel::ids::{AccountId, SessionId, TypedId as _};
use portico::payments::entity::payment;
use serde_json::{Value, json};

use super::desk::{PAY, assert_the_gateway_agrees, paid, payer};
use crate::support::app::{Backing, TestApp, on_own_server, on_shared_server};
use crate::support::recount::assert_the_books_add_up;

fn key(body: &Value, keep: Keep) -> Key {
    Key::new("test", "the key", body, keep)
}

async fn began(scope: &Scope, key: &Key) -> Begun {
    let tx = scope.begin().await.expect("begun");
    let begun = begin(&tx, key).await.expect("the database answers");
    tx.commit().await.expect("committed");
    begun
}

fn ticket(begun: &Begun) -> Ticket {
    match begun {
        Begun::New(ticket) | Begun::TakenOver(ticket, _) => *ticket,
        other => panic!("{other:?}"),
    }
}

both!(a_record_runs_is_taken_over_and_is_done, |_| {}, async |t: TestApp| {
    let body = json!({ "amount": 1 });
    let one = key(&body, Keep::Day);
    let first = began(&t.scope(), &one).await;
    assert!(matches!(first, Begun::New(_)));
    assert_eq!(began(&t.scope(), &one).await, Begun::Running(None));
    assert_eq!(began(&t.scope(), &key(&json!({ "amount": 2 }), Keep::Day)).await, Begun::Reused);
    // Others have keys of their own.
    let account = Account {
        id: AccountId::from_uuid(uuid::Uuid::max()),
        session: SessionId::from_uuid(uuid::Uuid::max()),
        roles: Vec::new(),
        view: None,
        by_token: false,
    };
    let other = t.scope().acting_as(Actor::Account(account));
    assert!(matches!(began(&other, &one).await, Begun::New(_)));
    assert!(matches!(began(&t.tenant().await.scope(), &one).await, Begun::New(_)));

    let scope = t.scope();
    let tx = scope.begin().await.expect("begun");
    note(&tx, &ticket(&first), json!({ "at": 1 })).await.expect("noted");
    tx.commit().await.expect("committed");
    t.advance(TimeDelta::seconds(20));
    let second = began(&t.scope(), &one).await;
    assert!(matches!(&second, Begun::TakenOver(_, Some(noted)) if noted["at"] == 1), "{second:?}");
    let running = began(&t.scope(), &one).await;
    assert_eq!(running, Begun::Running(Some(json!({ "at": 1 }))), "it has a new owner");

    let scope = t.scope();
    let tx = scope.begin().await.expect("begun");
    finish(&tx, &ticket(&second), json!({ "result": 1 })).await.expect("finished");
    // Whoever was too slow changes nothing.
    finish(&tx, &ticket(&first), json!({ "result": 2 })).await.expect("ignored");
    tx.commit().await.expect("committed");
    assert_eq!(began(&t.scope(), &one).await, Begun::Done(json!({ "result": 1 })));
    t.advance(TimeDelta::hours(24));
    assert!(matches!(began(&t.scope(), &one).await, Begun::New(_)), "the key is free again");
});

both!(what_is_refused_frees_its_key_and_what_is_old_is_discarded, |_| {}, async |t: TestApp| {
    let one = key(&json!(1), Keep::Day);
    let first = began(&t.scope(), &one).await;
    let tx = t.scope().begin().await.expect("begun");
    release(&tx, &ticket(&first)).await.expect("released");
    tx.commit().await.expect("committed");
    let other = key(&json!(2), Keep::Month);
    assert!(matches!(began(&t.scope(), &other).await, Begun::New(_)), "another call may have the key");
    for (days, kept) in [(29, 1), (1, 0)] {
        t.advance(TimeDelta::days(days));
        let tx = t.scope().begin().await.expect("begun");
        discard_expired(&tx).await.expect("discarded");
        tx.commit().await.expect("committed");
        let left = t.scope().select::<idempotency_record::Entity>().count().await;
        assert_eq!(left.expect("counted"), kept, "after {days} days more");
    }
});

#[test]
fn fifty_at_once_under_one_key_have_one_effect() {
    on_shared_server(Backing::Services, module_path!(), async |t: TestApp| {
        let payer = payer(&t, "tok_success").await;
        let replies = join_all((0..50).map(|_| payer.pay("12.34", "one"))).await;
        let (mut ids, mut busy) = (Vec::new(), 0);
        for reply in &replies {
            match reply.user_errors("createPayment").as_slice() {
                [] => ids.push(paid(reply)["id"].clone()),
                ["IDEMPOTENCY_IN_PROGRESS"] => busy += 1,
                other => panic!("{other:?}"),
            }
        }
        ids.dedup();
        assert_eq!(ids.len(), 1, "{busy} were told to wait");
        assert_eq!(paid(&payer.pay("12.34", "one").await)["id"], ids[0]);
        let payments = t.scope().select::<payment::Entity>().all().await.expect("the database answers");
        assert_eq!(payments.len(), 1);
        assert_the_books_add_up(&t.scope()).await;
        assert_the_gateway_agrees(&t).await;
    });
}

both!(the_key_is_in_the_argument_or_in_the_header, async |t: TestApp| {
    let payer = payer(&t, "tok_success").await;
    let mut input = payer.input("5.00", "k1");
    let send = async |input: &Value, header: Option<&str>| {
        let body = json!({ "query": PAY, "variables": { "input": input } });
        let mut request = payer.caller.post().json(&body);
        if let Some(header) = header {
            request = request.header("idempotency-key", header);
        }
        payer.caller.send(request).await
    };
    let first = paid(&send(&input, None).await);
    assert_eq!(paid(&send(&input, Some("k1")).await)["id"], first["id"]);
    for header in ["k1", "\"k1\""] {
        let mut without = input.clone();
        without.as_object_mut().expect("an object").remove("idempotencyKey");
        let reply = send(&without, Some(header)).await;
        assert_eq!(paid(&reply)["id"], first["id"]);
        assert_eq!(reply.ok()["createPayment"]["replayed"], true);
    }
    for (argument, header) in
        [(json!("k1"), Some("k2")), (json!(null), None), (json!(""), None), (json!("ü"), None)]
    {
        input["idempotencyKey"] = argument;
        let reply = send(&input, header).await;
        reply.assert_code("BAD_USER_INPUT");
        assert_eq!(reply.body["errors"][0]["extensions"]["field"], "input.idempotencyKey");
    }
    let mut other = payer.input("6.00", "k1");
    assert_eq!(send(&other, None).await.user_errors("createPayment"), ["IDEMPOTENCY_KEY_REUSED"]);
    other["amount"] = json!("5.000");
    assert_eq!(paid(&send(&other, None).await)["id"], first["id"], "the same amount, written otherwise");
});

#[test]
fn what_was_refused_may_be_tried_again_under_its_key() {
    on_own_server(
        Backing::Embedded,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let payer = payer(&t, "tok_success").await;
            let mut input = payer.input("5.00", "again");
            input["channel"] = json!("CASH");
            let refused = payer.caller.gql(PAY, json!({ "input": input })).await;
            assert_eq!(refused.user_errors("createPayment"), ["CHANNEL_NOT_ALLOWED"]);
            assert_eq!(paid(&payer.pay("5.00", "again").await)["status"], "SUCCEEDED");
        },
    );
}
