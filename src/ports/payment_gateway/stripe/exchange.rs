//! One call of Stripe's API: forms go there, JSON comes back.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{DATE, HeaderMap};
use reqwest::{Client, Method, StatusCode};
use secrecy::ExposeSecret as _;
use serde::Deserialize;
use serde_json::Value as Json;

use super::StripeSettings;
use crate::ports::payment_gateway::{GatewayError, Merchant};
use crate::ports::tls;

/// The version of the API whose words we read.
const VERSION: &str = "2024-06-20";

/// Pages of a list that are looked through at most.
const MAX_PAGES: usize = 50;

/// What the clocks of our own servers may be apart, and more: objects that are older than what is looked for by this are not it.
const APART: TimeDelta = TimeDelta::seconds(60);

/// The fields of a form.
pub(super) type Form<'a> = Vec<(&'a str, String)>;

/// Calls Stripe.
pub(super) struct Exchange {
    client: Client,
    url: String,
}

/// What a call came to.
pub(super) enum Outcome {
    /// The object that was asked for.
    Object(Json),
    /// A refusal with Stripe's reason.
    Refused(Refusal),
}

/// Stripe's reason.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Refusal {
    /// The HTTP status.
    #[serde(skip)]
    pub(super) status: u16,
    pub(super) code: Option<String>,
    pub(super) decline_code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) payment_intent: Option<Json>,
}

impl Refusal {
    /// Whether it is a bank's refusal of money, and not one of the call.
    pub(super) fn is_decline(&self) -> bool {
        self.status == StatusCode::PAYMENT_REQUIRED.as_u16()
    }

    /// Whether there is no such thing.
    pub(super) fn is_absent(&self) -> bool {
        self.status == StatusCode::NOT_FOUND.as_u16()
    }

    /// In words.
    pub(super) fn words(&self) -> String {
        let message = self.message.as_deref().unwrap_or("no reason given");
        let code = self.code.as_deref().unwrap_or("no code");
        format!("{} {code}: {message}", self.status)
    }
}

impl From<Refusal> for GatewayError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.words())
    }
}

impl Exchange {
    pub(super) fn new(settings: &StripeSettings) -> Result<Self, GatewayError> {
        tls::install();
        let client = Client::builder()
            .timeout(settings.timeout)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| GatewayError::Unavailable(error.to_string()))?;
        Ok(Self { client, url: settings.url.trim_end_matches('/').to_owned() })
    }

    /// Sends an order under a key of its own.
    pub(super) async fn order(
        &self,
        merchant: &Merchant,
        path: &str,
        form: &Form<'_>,
        key: &str,
    ) -> Result<Outcome, GatewayError> {
        Ok(self.call(merchant, Method::POST, path, form, Some(key)).await?.0)
    }

    /// Asks for an object; none where there is none.
    pub(super) async fn get(&self, merchant: &Merchant, path: &str) -> Result<Option<Json>, GatewayError> {
        Ok(self.get_dated(merchant, path).await?.map(|(object, _)| object))
    }

    /// The same, with what Stripe's clock showed.
    async fn get_dated(
        &self,
        merchant: &Merchant,
        path: &str,
    ) -> Result<Option<(Json, Option<DateTime<Utc>>)>, GatewayError> {
        match self.call(merchant, Method::GET, path, &Vec::new(), None).await? {
            (Outcome::Object(object), date) => Ok(Some((object, date))),
            (Outcome::Refused(refusal), _) if refusal.is_absent() => Ok(None),
            (Outcome::Refused(refusal), _) => Err(refusal.into()),
        }
    }

    /// The first object of a list that is `wanted`; `list` and `age` as of [`Self::walk`].
    pub(super) async fn find(
        &self,
        merchant: &Merchant,
        list: &str,
        age: Option<TimeDelta>,
        wanted: impl Fn(&Json) -> bool,
    ) -> Result<Option<Json>, GatewayError> {
        let mut found = None;
        let look = |object: &Json| {
            if wanted(object) {
                found = Some(object.clone());
            }
            found.is_some()
        };
        self.walk(merchant, list, age, look).await?;
        Ok(found)
    }

    /// Shows the objects of a list, from the newest, until `is_enough`; `list` ends in its query. Where what is wanted was
    /// ordered `age` ago at most, what is older by Stripe's own clock is not looked through: there may be years of it.
    pub(super) async fn walk(
        &self,
        merchant: &Merchant,
        list: &str,
        age: Option<TimeDelta>,
        mut is_enough: impl FnMut(&Json) -> bool,
    ) -> Result<(), GatewayError> {
        let (mut after, mut oldest, mut newest): (Option<String>, Option<i64>, Option<i64>) =
            (None, None, None);
        for _ in 0..MAX_PAGES {
            let page = match &after {
                Some(id) => format!("{list}&starting_after={id}"),
                None => list.to_owned(),
            };
            let Some((page, date)) = self.get_dated(merchant, &page).await? else { return Ok(()) };
            oldest = oldest.or_else(|| Some(date?.checked_sub_signed(age? + APART)?.timestamp()));
            let objects = page["data"].as_array().map(Vec::as_slice).unwrap_or_default();
            if objects.iter().any(&mut is_enough) {
                return Ok(());
            }
            newest = newest.or_else(|| objects.first()?["created"].as_i64());
            let last = objects.last();
            let created = last.and_then(|object| object["created"].as_i64());
            // Of a list that runs the other way, what is wanted is at its end: it is left early only where it is seen to
            // run from the newest.
            let is_past = created.is_some_and(|created| {
                oldest.is_some_and(|oldest| created < oldest) && newest.is_some_and(|newest| created < newest)
            });
            after = last.and_then(|object| object["id"].as_str()).map(str::to_owned);
            if page["has_more"] != true || after.is_none() || is_past {
                return Ok(());
            }
        }
        Err(GatewayError::Unknown(format!("more than {MAX_PAGES} pages of {list}")))
    }

    async fn call(
        &self,
        merchant: &Merchant,
        method: Method,
        path: &str,
        form: &Form<'_>,
        key: Option<&str>,
    ) -> Result<(Outcome, Option<DateTime<Utc>>), GatewayError> {
        // The error of a request may name its URL, which holds ids and no secret; never its body or its headers.
        let unknown = |error: reqwest::Error| GatewayError::Unknown(error.without_url().to_string());
        let mut request = self
            .client
            .request(method, format!("{}{path}", self.url))
            .bearer_auth(merchant.key.expose_secret())
            .header("stripe-version", VERSION);
        if let Some(key) = key {
            request = request.header("idempotency-key", key).form(form);
        }
        let response = request.send().await.map_err(unknown)?;
        let (status, date) = (response.status(), date_of(response.headers()));
        let body = response.bytes().await.map_err(unknown)?;
        if status.is_server_error()
            || status == StatusCode::TOO_MANY_REQUESTS
            || status == StatusCode::CONFLICT
        {
            // 409: the first call under this key is still at work.
            return Err(GatewayError::Unknown(format!("status {status}")));
        }
        let json: Json = serde_json::from_slice(&body)
            .map_err(|error| GatewayError::Unknown(format!("status {status}, no JSON: {error}")))?;
        if status.is_success() {
            return Ok((Outcome::Object(json), date));
        }
        let mut refusal: Refusal = serde_json::from_value(json["error"].clone()).unwrap_or_default();
        refusal.status = status.as_u16();
        if status == StatusCode::UNAUTHORIZED || status == StatusCode::FORBIDDEN {
            return Err(GatewayError::Unavailable("the key is not accepted".to_owned()));
        }
        Ok((Outcome::Refused(refusal), date))
    }
}

/// What the clock of whoever answers shows (RFC 9110 §6.6.1).
fn date_of(headers: &HeaderMap) -> Option<DateTime<Utc>> {
    let text = headers.get(DATE)?.to_str().ok()?;
    DateTime::parse_from_rfc2822(text).ok().map(Into::into)
}
