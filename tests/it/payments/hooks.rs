//! `POST /hooks/payments/{gateway}`: whoever cannot sign leaves no trace (threats: forged and recorded messages).

use chrono::TimeDelta;
use portico::db::Reads as _;
use portico::payments::entity::gateway_event;
use portico::payments::sandbox::webhook_secret;
use portico::ports::payment_gateway::signature::sign;
use secrecy::{ExposeSecret as _, SecretSlice};
use serde_json::{Value, json};

use super::desk::{paid, payer};
use crate::support::app::{Backing, TestApp, on_own_server};
use crate::support::recount::assert_the_books_add_up;

fn signed(t: &TestApp, body: &[u8], age: TimeDelta) -> String {
    let key = t.config().auth.counter_key.expose_secret().as_bytes().to_vec();
    let secret = webhook_secret(&SecretSlice::from(key), t.facts().reference.id);
    sign(&secret, t.now() - age, body)
}

async fn post(t: &TestApp, gateway: &str, signature: &str, body: &[u8]) -> u16 {
    let request = t.anonymous().post_to(&format!("/hooks/payments/{gateway}"));
    let request = request.header(format!("{gateway}-signature"), signature).body(body.to_vec());
    request.send().await.expect("an answer").status().as_u16()
}

async fn stored(t: &TestApp) -> Vec<gateway_event::Model> {
    t.scope().select::<gateway_event::Entity>().all().await.expect("the database answers")
}

fn message(id: &str, payment: &Value) -> Vec<u8> {
    json!({ "id": id, "type": "charge", "charge": "sbc_01kb0000000000000000n0b0d0", "payment": payment })
        .to_string()
        .into_bytes()
}

both!(a_message_that_is_not_signed_leaves_no_trace, async |t: TestApp| {
    let body = message("evt_1", &json!("pay_01kb0000000000000000n0b0d0"));
    let good = signed(&t, &body, TimeDelta::zero());
    let elsewhere = signed(&t.tenant().await, &body, TimeDelta::zero());
    let old = signed(&t, &body, TimeDelta::seconds(301));
    let ahead = signed(&t, &body, TimeDelta::seconds(-301));
    for signature in ["", "nonsense", "t=1,v1=00", elsewhere.as_str(), &old, &ahead] {
        assert_eq!(post(&t, "sandbox", signature, &body).await, 400, "{signature}");
    }
    let mut other = body.clone();
    other[0] = b' ';
    assert_eq!(post(&t, "sandbox", &good, &other).await, 400, "other bytes");
    assert_eq!(post(&t, "stripe", &good, &body).await, 404, "the tenant does not use it");
    assert_eq!(post(&t, "nobody", &good, &body).await, 404);
    let nonsense = b"{}".to_vec();
    assert_eq!(post(&t, "sandbox", &signed(&t, &nonsense, TimeDelta::zero()), &nonsense).await, 400);
    let get = t.anonymous().get("/hooks/payments/sandbox").send().await.expect("an answer");
    assert_eq!(get.status().as_u16(), 405);
    assert!(stored(&t).await.is_empty());
});

both!(a_message_is_stored_once_and_is_no_more_than_a_reason_to_ask, async |t: TestApp| {
    let payer = payer(&t, "tok_3ds").await;
    let payment = paid(&payer.pay("10.00", "k").await);
    // Signed, and yet untrue: the gateway is asked, and says that the payer has not acted.
    let body = message("evt_1", &payment["id"]);
    for _ in 0..3 {
        assert_eq!(post(&t, "sandbox", &signed(&t, &body, TimeDelta::zero()), &body).await, 200);
    }
    assert_eq!(payer.look(&payment["id"]).await["status"], "REQUIRES_ACTION");
    let rows = stored(&t).await;
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].body.as_slice(), rows[0].outcome.as_deref()), (body.as_slice(), Some("payment")));
    let foreign = message("evt_2", &json!("pay_01kb0000000000000000n0b0d0"));
    assert_eq!(post(&t, "sandbox", &signed(&t, &foreign, TimeDelta::zero()), &foreign).await, 200);
    let rows = stored(&t).await;
    assert!(rows.iter().any(|row| row.event_id == "evt_2" && row.outcome.as_deref() == Some("not ours")));
});

#[test]
fn a_message_that_could_not_be_followed_is_followed_later() {
    let configure = |config: &mut portico::config::Config| config.payments.look_ms = 50;
    on_own_server(Backing::Embedded, module_path!(), configure, async |t: TestApp| {
        // A dispute of a charge that is not known yet, e.g. because its payment's answer is still on its way.
        let payer = payer(&t, "tok_dispute").await;
        let payment = paid(&payer.pay("10.00", "k").await);
        t.advance(TimeDelta::seconds(3));
        crate::support::wait::until("the dispute is heard", async || {
            payer.look(&payment["id"]).await["status"] == "CHARGED_BACK"
        })
        .await;
        assert_the_books_add_up(&t.scope()).await;
    });
}
