//! The whole story with a real FreeRADIUS: not paid, thrown out and kept out; paid, and in again.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::{Digest as _, Md5};
use portico::identity::entity::account_link::LinkRole;
use portico::ports::radius::{Code, Packet};
use portico::provisioning::entity::radius_session;
use secrecy::ExposeSecret as _;
use serde_json::json;
use tokio::net::UdpSocket;

use super::*;
use crate::dunning::{late, look, steps, warn};
use crate::invoicing::{done, mutate};
use crate::support::app::{Backing, on_own_server};
use crate::support::freeradius::{FreeRadius, radclient};
use crate::support::guard::free_port;
use crate::support::wait::until;

/// A NAS of the test's own: it writes down what it hears, and does what it is asked for.
struct FakeNas {
    port: u16,
    heard: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl FakeNas {
    async fn start() -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a port is free");
        let port = socket.local_addr().expect("it is bound").port();
        let heard: Arc<Mutex<Vec<Vec<u8>>>> = Arc::default();
        let hears = heard.clone();
        tokio::spawn(async move {
            let mut buffer = vec![0; 4_096];
            while let Ok((length, from)) = socket.recv_from(&mut buffer).await {
                let octets = buffer[..length].to_vec();
                let request = Packet::parse(&octets).expect("we send packets");
                hears.lock().expect("nobody panics").push(octets);
                let answer = request.answer(Code::DisconnectAck, Vec::new(), NAS_SECRET.as_bytes());
                let answer = answer.and_then(|answer| answer.encode()).expect("it fits");
                socket.send_to(&answer, from).await.expect("loopback takes it");
            }
        });
        Self { port, heard }
    }

    fn heard(&self) -> Vec<Vec<u8>> {
        self.heard.lock().expect("nobody panics").clone()
    }
}

/// The attributes of a packet, read without the program's own code.
fn attributes(octets: &[u8]) -> Vec<(u8, &[u8])> {
    let (mut rest, mut found) = (&octets[20..], Vec::new());
    while let [kind, length, ..] = *rest {
        found.push((kind, &rest[2..usize::from(length)]));
        rest = &rest[usize::from(length)..];
    }
    found
}

/// Whether a request has the authenticators of RFC 5176 §2.3 and RFC 2869 §5.14, computed here once more.
fn is_authentic(octets: &[u8]) -> bool {
    let mut plain = octets.to_vec();
    plain[4..20].fill(0);
    let digest: [u8; 16] = Md5::new().chain_update(&plain).chain_update(NAS_SECRET).finalize().into();
    // The Message-Authenticator is over the packet with zeros in its own place.
    let given: Vec<u8> =
        attributes(octets).iter().find(|(kind, _)| *kind == 80).expect("it has one").1.to_vec();
    let at = plain.windows(16).position(|window| window == given).expect("it is in the packet");
    plain[at..at + 16].fill(0);
    let mac = Hmac::<Md5>::new_from_slice(NAS_SECRET.as_bytes()).expect("any length").chain_update(&plain);
    digest == octets[4..20] && mac.verify_slice(&given).is_ok()
}

#[test]
fn a_customer_who_has_not_paid_is_thrown_out_and_is_in_again_when_it_has() {
    // How often is looked is as by default: what is told of comes by its events, and in the time that it takes there.
    let configure = |config: &mut portico::config::Config| {
        config.provisioning.accounting_listen = Some(([127, 0, 0, 1], free_port()).into());
        config.provisioning.nas_timeout_ms = 5_000;
        config.secrets.file = Some(secrets_file());
        config.secrets.cache_seconds = 0;
    };
    on_own_server(Backing::Services, module_path!(), configure, async |t: TestApp| {
        let t = t
            .tenant_with(|new| {
                new.settings.billing.dunning = steps();
                new.settings.provisioning = radius();
            })
            .await;
        store_secret(&t, &nas_secret_path(&t), "secret", NAS_SECRET).await;
        let fake = FakeNas::start().await;
        nas(&t, fake.port).await;
        let tenant = t.facts().reference.id.0.to_string();
        let radius = FreeRadius::start(t.config().database.url.expose_secret(), &tenant).await;
        let (ada, service) = served(&t).await;
        // It was entered without an event.
        provisioning::reconcile(&t.scope()).await.expect("the database answers");
        until("the network is told of the service", async || is_applied(&t, service).await).await;

        // Its owner takes a password, and its router signs in.
        let login = t.account().member_of(&ada, LinkRole::Owner).insert().await;
        let owner = t.sign_in_as(&login).await;
        let input = json!({ "serviceId": service.to_string() });
        let made =
            done(mutate(&owner, "rotateServicePassword", input, "credential { username password }").await);
        let of = |field: &str| made["credential"][field].as_str().expect("text").to_owned();
        let (user, password) = (of("username"), of("password"));
        until("the password is good", async || radius.accepts(&user, &password).await).await;
        let accepted = radius.sign_in(&user, &password).await.text;
        assert!(accepted.contains("WISPr-Bandwidth-Max-Down = "), "{accepted}");
        assert!(radius.rejects(&user, "another").await);
        let port = t.config().provisioning.accounting_listen.expect("it hears").port();
        let begins = format!("User-Name=\"{user}\",Acct-Session-Id=\"s-1\",Acct-Status-Type=Start");
        assert!(radclient(port, "acct", NAS_SECRET, &begins, 3).await.answered);

        // It does not pay.
        late(&t, &ada).await;
        warn(&t).await;
        look(&t, 0).await;
        until("the sign-in is rejected", async || radius.rejects(&user, &password).await).await;
        until("the NAS is asked to end the session", async || !fake.heard().is_empty()).await;
        let asked = fake.heard().remove(0);
        assert_eq!(asked[0], 40, "a Disconnect-Request");
        assert!(is_authentic(&asked));
        let attributes = attributes(&asked);
        assert!(attributes.contains(&(1, user.as_bytes())) && attributes.contains(&(44, b"s-1".as_slice())));
        until("the network has done it", async || is_applied(&t, service).await).await;
        let ended = t.scope().select::<radius_session::Entity>().one().await.expect("the database answers");
        assert!(ended.expect("it is there").disconnected_at.is_some());
        let seen = "{ viewer { customer { services { status provisioning { state target lastError } } } } }";
        let shown = owner.gql(seen, json!({})).await.ok()["viewer"]["customer"]["services"][0].clone();
        let expected = json!({ "state": "APPLIED", "target": "SUSPENDED", "lastError": null });
        assert_eq!((&shown["status"], &shown["provisioning"]), (&json!("SUSPENDED"), &expected));

        // It pays by card, and is in again.
        crate::support::authenticator::step_up(&owner).await;
        let customer = ada.id.to_string();
        let card =
            json!({ "customerId": customer, "kind": "CARD", "token": "tok_success", "idempotencyKey": "a" });
        let card = done(mutate(&owner, "addPaymentMethod", card, "paymentMethod { id }").await);
        let pay = json!({
            "customerId": customer, "amount": "119.00", "methodId": card["paymentMethod"]["id"],
            "idempotencyKey": "b",
        });
        let paid = done(mutate(&owner, "createPayment", pay, "payment { status }").await);
        assert_eq!(paid["payment"]["status"], "SUCCEEDED");
        let since = Instant::now();
        until("it signs in again", async || radius.accepts(&user, &password).await).await;
        eprintln!("accepted again {} ms after the payment; 5000 is the target", since.elapsed().as_millis());
        assert_eq!(fake.heard().len(), 1, "nobody was thrown out twice");
    });
}
