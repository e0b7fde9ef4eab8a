//! A program of the ISP's that makes the network do it, told by a signed message.
//!
//! The message is signed as Standard Webhooks says (`webhook-id`, `webhook-timestamp`, `webhook-signature`): the id is the same
//! each time that an order is told. Any answer of 2xx is yes. Of two messages about a service the one of the higher `version` is
//! the later, whichever comes first: a program that takes its time is not waited for once something else is wanted. Where the message goes is chosen by a tenant, so it goes to no
//! address inside (threats.md row 19): names are resolved by us and lead nowhere else afterwards, redirects lead nowhere, and
//! an answer is read no further than its status.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, StatusCode, Url};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use sha2::Sha256;

use super::{Driver, DriverError, Found, Order, Told, is_public};
use crate::ports::tls;

/// How long a message may take, connecting included.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Where messages go, and what they are signed with.
#[derive(Debug, Clone)]
pub struct Hook {
    /// Where to.
    pub url: String,
    /// The signing key; the prefix `whsec_` means that the rest is base64.
    pub key: SecretString,
    /// Whether addresses inside are allowed, and plain http: for a network of one's own.
    pub allow_private: bool,
    /// When it is sent, seconds since 1970.
    pub at: i64,
}

/// A driver that sends messages.
pub struct WebhookDriver {
    client: Client,
    url: Url,
    key: SecretString,
    at: i64,
}

impl WebhookDriver {
    /// A driver, if messages may go there at all.
    pub fn new(hook: Hook) -> Result<Self, DriverError> {
        let lasting = |message: &str| DriverError::Lasting(message.to_owned());
        let url = Url::parse(&hook.url).map_err(|_| lasting("the URL is none"))?;
        if url.scheme() != "https" && !(hook.allow_private && url.scheme() == "http") {
            return Err(lasting("the URL must begin with https://"));
        }
        // An address is not resolved, so it is looked at here. The URL has brought every spelling into its plain form.
        let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
        let inside = host.parse::<IpAddr>().is_ok_and(|address| !is_public(address));
        if host.is_empty() || (inside && !hook.allow_private) {
            return Err(lasting("the address is not allowed"));
        }
        tls::install();
        let client = Client::builder()
            .timeout(TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .dns_resolver(Arc::new(Guarded { allow_private: hook.allow_private }))
            .build()
            .map_err(|_| lasting("no client can be made"))?;
        Ok(Self { client, url, key: hook.key, at: hook.at })
    }
}

/// Resolves names, and knows no address inside.
struct Guarded {
    allow_private: bool,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let allow_private = self.allow_private;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> =
                found.filter(|address| allow_private || is_public(address.ip())).collect();
            if allowed.is_empty() {
                return Err("the address is not allowed".into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// `v1,` and the signature of Standard Webhooks: HMAC-SHA-256 over id, time and body, in base64.
fn signature(key: &SecretString, id: &str, at: i64, body: &str) -> Result<String, DriverError> {
    let text = key.expose_secret();
    let octets = match text.strip_prefix("whsec_") {
        Some(rest) => STANDARD
            .decode(rest)
            .map_err(|_| DriverError::Lasting("the signing key is no base64 after whsec_".to_owned()))?,
        None => text.as_bytes().to_vec(),
    };
    let mac = Hmac::<Sha256>::new_from_slice(&octets).expect("HMAC takes keys of any length");
    let signed = mac.chain_update(format!("{id}.{at}.{body}")).finalize().into_bytes();
    Ok(format!("v1,{}", STANDARD.encode(signed)))
}

#[async_trait]
impl Driver for WebhookDriver {
    async fn apply(&self, order: &Order) -> Result<Told, DriverError> {
        let body = json!({
            "type": "service.provision",
            "service": order.subscription.to_string(),
            "number": order.number,
            "customer": order.customer.to_string(),
            "version": order.version,
            "desired": order.desired.name(),
            "profile": {
                "code": order.profile.code,
                "downKbps": order.profile.down_kbps,
                "upKbps": order.profile.up_kbps,
            },
        })
        .to_string();
        let id = order.key();
        let signature = signature(&self.key, &id, self.at, &body)?;
        let sent = self
            .client
            .post(self.url.clone())
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", self.at.to_string())
            .header("webhook-signature", signature)
            .body(body)
            .send()
            .await;
        // What failed may name addresses inside: staff learns the kind.
        let answer = sent.map_err(|error| {
            let kind = if error.is_timeout() { "no answer in time" } else { "it cannot be reached" };
            DriverError::Passing(format!("webhook: {kind}"))
        })?;
        match answer.status() {
            StatusCode::ACCEPTED => Ok(Told::UnderWay),
            status if status.is_success() => Ok(Told::Done),
            status => Err(DriverError::Passing(format!("webhook: status {}", status.as_u16()))),
        }
    }

    async fn look(&self, _order: &Order) -> Result<Found, DriverError> {
        Ok(Found::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hook(url: &str, allow_private: bool) -> Result<(), DriverError> {
        let hook = Hook { url: url.to_owned(), key: "key".into(), allow_private, at: 1_700_000_000 };
        WebhookDriver::new(hook).map(|_| ())
    }

    #[test]
    fn no_address_inside_is_taken_however_it_is_written() {
        for url in [
            "http://isp.example/",
            "ftp://isp.example/",
            "https://127.0.0.1/",
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f.0.0.1/",
            "https://0177.0.0.1/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://10.0.0.1:8443/",
            "https://169.254.169.254/latest",
            "https://0/",
            "isp.example",
            "https://",
        ] {
            assert!(matches!(hook(url, false), Err(DriverError::Lasting(_))), "{url}");
        }
        assert_eq!(hook("https://isp.example/hook", false), Ok(()));
        assert_eq!(hook("http://127.0.0.1:8000/", true), Ok(()));
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_leads_nowhere() {
        let name = || "localhost".parse::<Name>().expect("a name");
        assert!(Guarded { allow_private: false }.resolve(name()).await.is_err());
        assert!(Guarded { allow_private: true }.resolve(name()).await.is_ok());
    }

    #[test]
    fn a_message_is_signed_as_standard_webhooks_says() {
        // The example of the specification.
        let key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".into();
        let signed =
            signature(&key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signed, Ok("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=".to_owned()));
    }
}
