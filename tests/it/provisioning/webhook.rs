//! A program of the ISP's that is told by signed messages.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use hmac::{Hmac, KeyInit as _, Mac as _};
use portico::ports::radius::{Patience, UdpClient};
use portico::provisioning::Network;
use portico::tenancy::WebhookSettings;
use serde_json::Value;
use sha2::Sha256;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::*;
use crate::support::app::{Backing, on_own_database};

/// Answers one request with a head, and gives the request's head and body.
async fn answer_once(listener: &TcpListener, head: &str) -> (String, String) {
    let (mut stream, _) = listener.accept().await.expect("it is connected to");
    let mut octets = Vec::new();
    loop {
        let mut piece = vec![0; 4_096];
        let length = stream.read(&mut piece).await.expect("it is sent");
        octets.extend_from_slice(&piece[..length]);
        let text = String::from_utf8_lossy(&octets).into_owned();
        let Some((request, body)) = text.split_once("\r\n\r\n") else { continue };
        let wanted: usize = header(request, "content-length").parse().expect("a number");
        if body.len() < wanted {
            continue;
        }
        stream
            .write_all(format!("HTTP/1.1 {head}\r\ncontent-length: 0\r\n\r\n").as_bytes())
            .await
            .expect("it reads");
        return (request.to_owned(), body.to_owned());
    }
}

fn header(request: &str, name: &str) -> String {
    let lines = request.lines().filter_map(|line| line.split_once(':'));
    let mut found = lines.filter(|(key, _)| key.eq_ignore_ascii_case(name));
    found.next().map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}

async fn network(t: &TestApp, allow_private_webhooks: bool) -> Network {
    let secrets = store_secret(t, "hook", "signing_key", "canary-of-a-signing-key").await;
    let dynamic = UdpClient { patience: Patience::default(), entropy: Arc::new(SystemEntropy) };
    Network { secrets, dynamic: Arc::new(dynamic), playbooks: None, allow_private_webhooks }
}

async fn hooked(t: &TestApp, url: &str) -> (TestApp, SubscriptionId) {
    let mut settings =
        ProvisioningSettings { driver: Some(DriverKind::Webhook), ..ProvisioningSettings::default() };
    settings.webhook = WebhookSettings { url: url.to_owned(), secret: "hook".to_owned() };
    let t = isp_with(t, settings).await;
    let (_, service) = served(&t).await;
    provisioning::reconcile(&t.scope()).await.expect("the database answers");
    (t, service)
}

#[test]
fn a_message_says_what_is_to_be_and_who_says_so() {
    on_own_database(Backing::Embedded, module_path!(), async |t: TestApp| {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let url = format!("http://{}/hook", listener.local_addr().expect("it is bound"));
        let (t, service) = hooked(&t, &url).await;
        let network = network(&t, true).await;
        let scope = t.scope();
        // An answer elsewhere is no answer.
        let moved = "302 Found\r\nlocation: http://127.0.0.1:9/";
        let (worked, _) =
            tokio::join!(provisioning::work(&scope, &network, "one"), answer_once(&listener, moved));
        assert_eq!(worked.expect("the database answers").failed, 1);
        let row = state(&t, service).await.expect("it is told of");
        assert_eq!(row.last_error.as_deref(), Some("webhook: status 302"));
        t.advance(TimeDelta::seconds(3));
        let scope = t.scope();
        let (worked, (request, body)) = tokio::join!(
            provisioning::work(&scope, &network, "one"),
            answer_once(&listener, "204 No Content")
        );
        assert_eq!(worked.expect("the database answers").applied, 1);
        assert!(request.starts_with("POST /hook "), "{request}");
        let (id, at) = (header(&request, "webhook-id"), header(&request, "webhook-timestamp"));
        assert_eq!((id.as_str(), at), (format!("{service}:1").as_str(), t.now().timestamp().to_string()));
        let mac = Hmac::<Sha256>::new_from_slice(b"canary-of-a-signing-key").expect("any length");
        let signed = mac.chain_update(format!("{id}.{}.{body}", t.now().timestamp())).finalize().into_bytes();
        assert_eq!(header(&request, "webhook-signature"), format!("v1,{}", STANDARD.encode(signed)));
        let body: Value = serde_json::from_str(&body).expect("JSON");
        assert_eq!((&body["desired"], &body["service"]), (&"ACTIVE".into(), &service.to_string().into()));
        assert!(is_applied(&t, service).await);
    });
}

#[test]
fn no_message_goes_to_an_address_inside() {
    on_own_database(Backing::Embedded, module_path!(), async |t: TestApp| {
        for url in
            ["https://127.0.0.1/", "https://localhost/", "https://[::ffff:10.0.0.1]/", "http://isp.example/"]
        {
            let (t, service) = hooked(&t, url).await;
            let network = network(&t, false).await;
            let worked = provisioning::work(&t.scope(), &network, "one").await.expect("the database answers");
            assert_eq!((worked.applied, worked.failed), (0, 1), "{url}");
            let error = state(&t, service).await.and_then(|row| row.last_error).expect("an error");
            assert!(!error.contains("127.0.0.1") && !error.contains("10.0.0.1"), "{error}");
        }
    });
}
