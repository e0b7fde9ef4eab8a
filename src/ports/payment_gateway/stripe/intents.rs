//! PaymentIntents and SetupIntents.

use std::collections::HashMap;

use chrono::TimeDelta;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value as Json;

use super::exchange::{Exchange, Form, Outcome, Refusal};
use super::words::{self, method_type};
use crate::kernel::ids::PaymentId;
use crate::ports::payment_gateway::{
    Action, Charge, ChargeReport, ChargeState, FoundCharges, GatewayError, Merchant, MethodFacts, Setup,
    SetupReport, SetupState, StoredMethod,
};

/// Makes and confirms a PaymentIntent in one call.
pub(super) async fn charge(
    exchange: &Exchange,
    merchant: &Merchant,
    charge: &Charge,
) -> Result<ChargeReport, GatewayError> {
    let payment = charge.payment.to_string();
    let mut form: Form<'_> = vec![
        ("amount", charge.money.minor.to_string()),
        ("currency", charge.money.currency.code().to_ascii_lowercase()),
        ("payment_method", charge.method.token.expose_secret().to_owned()),
        ("payment_method_types[0]", method_type(charge.method.kind).to_owned()),
        ("metadata[payment_id]", payment.clone()),
        ("confirm", "true".to_owned()),
    ];
    if let Some(customer) = &charge.method.customer {
        form.push(("customer", customer.clone()));
    }
    if charge.off_session {
        form.push(("off_session", "true".to_owned()));
    }
    match exchange.order(merchant, "/v1/payment_intents", &form, &payment).await? {
        Outcome::Object(intent) => words::charge_report(&intent),
        Outcome::Refused(refusal) if refusal.is_decline() => Ok(declined(charge.payment, &refusal)),
        Outcome::Refused(refusal) => Err(refusal.into()),
    }
}

fn declined(payment: PaymentId, refusal: &Refusal) -> ChargeReport {
    let id = refusal.payment_intent.as_ref().and_then(|intent| intent["id"].as_str());
    let decline =
        words::decline(refusal.code.as_deref(), refusal.decline_code.as_deref(), refusal.message.as_deref());
    ChargeReport {
        gateway_ref: id.map(str::to_owned),
        payment: Some(payment),
        money: None,
        state: ChargeState::Declined(decline),
    }
}

/// The intent of a payment, by its name or by our own in its metadata.
pub(super) async fn find(
    exchange: &Exchange,
    merchant: &Merchant,
    payment: PaymentId,
    age: TimeDelta,
    gateway_ref: Option<&str>,
) -> Result<Option<ChargeReport>, GatewayError> {
    let intent = if let Some(id) = gateway_ref {
        exchange.get(merchant, &format!("/v1/payment_intents/{id}")).await?
    } else {
        let own = payment.to_string();
        let wanted = |intent: &Json| intent["metadata"]["payment_id"] == own.as_str();
        exchange.find(merchant, "/v1/payment_intents?limit=100", Some(age), wanted).await?
    };
    intent.map(|intent| words::charge_report(&intent)).transpose()
}

/// The intents of payments by our own names in their metadata, the eldest of which was ordered `age` ago: one walk through
/// the list for all of them.
pub(super) async fn find_many(
    exchange: &Exchange,
    merchant: &Merchant,
    payments: &[PaymentId],
    age: TimeDelta,
) -> FoundCharges {
    let mut missing: HashMap<String, PaymentId> = payments.iter().map(|id| (id.to_string(), *id)).collect();
    let mut found = FoundCharges::new();
    let look = |intent: &Json| {
        let own = intent["metadata"]["payment_id"].as_str();
        if let Some(id) = own.and_then(|own| missing.remove(own)) {
            found.insert(id, words::charge_report(intent));
        }
        missing.is_empty()
    };
    let walked = exchange.walk(merchant, "/v1/payment_intents?limit=100", Some(age), look).await;
    if let Err(error) = walked {
        // What was found is; of the rest nothing can be said.
        found.extend(missing.into_values().map(|id| (id, Err(error.clone()))));
    }
    found
}

/// An intent as it is now.
pub(super) async fn retrieve(
    exchange: &Exchange,
    merchant: &Merchant,
    id: &str,
) -> Result<ChargeReport, GatewayError> {
    let intent = exchange.get(merchant, &format!("/v1/payment_intents/{id}")).await?;
    words::charge_report(&intent.ok_or_else(|| GatewayError::Refused("there is no such intent".to_owned()))?)
}

/// Calls an intent off. One that cannot be any more is told as it is.
pub(super) async fn cancel(
    exchange: &Exchange,
    merchant: &Merchant,
    id: &str,
) -> Result<ChargeReport, GatewayError> {
    let path = format!("/v1/payment_intents/{id}/cancel");
    match exchange.order(merchant, &path, &Vec::new(), &format!("{id}:cancel")).await? {
        Outcome::Object(intent) => words::charge_report(&intent),
        Outcome::Refused(_) => retrieve(exchange, merchant, id).await,
    }
}

/// Keeps a method: a customer at Stripe, and an intent to use the method later.
pub(super) async fn setup(
    exchange: &Exchange,
    merchant: &Merchant,
    setup: &Setup,
) -> Result<SetupReport, GatewayError> {
    let method = setup.method.to_string();
    let customer = if let Some(customer) = &setup.gateway_customer {
        customer.clone()
    } else {
        let own = setup.customer.to_string();
        let form = vec![("metadata[customer_id]", own.clone())];
        match exchange.order(merchant, "/v1/customers", &form, &format!("{own}:{method}")).await? {
            Outcome::Object(customer) => words::id(&customer)?,
            Outcome::Refused(refusal) => return Err(refusal.into()),
        }
    };
    let form: Form<'_> = vec![
        ("customer", customer.clone()),
        ("usage", "off_session".to_owned()),
        ("payment_method_types[0]", method_type(setup.kind).to_owned()),
        ("metadata[method_id]", method.clone()),
    ];
    let intent = match exchange.order(merchant, "/v1/setup_intents", &form, &method).await? {
        Outcome::Object(intent) => words::id(&intent)?,
        Outcome::Refused(refusal) => return Err(refusal.into()),
    };
    let report =
        |state| SetupReport { gateway_ref: intent.clone(), gateway_customer: Some(customer.clone()), state };
    let form = vec![("payment_method", setup.token.expose_secret().to_owned())];
    let path = format!("/v1/setup_intents/{intent}/confirm");
    match exchange.order(merchant, &path, &form, &format!("{method}:confirm")).await? {
        Outcome::Object(confirmed) => Ok(report(setup_state(exchange, merchant, &confirmed).await?)),
        Outcome::Refused(refusal) if refusal.is_decline() => {
            Ok(report(SetupState::Declined(words::decline(
                refusal.code.as_deref(),
                refusal.decline_code.as_deref(),
                refusal.message.as_deref(),
            ))))
        }
        Outcome::Refused(refusal) => Err(refusal.into()),
    }
}

/// A setup as it is now.
pub(super) async fn find_setup(
    exchange: &Exchange,
    merchant: &Merchant,
    id: &str,
) -> Result<SetupReport, GatewayError> {
    let intent = exchange.get(merchant, &format!("/v1/setup_intents/{id}")).await?;
    let intent = intent.ok_or_else(|| GatewayError::Refused("there is no such setup".to_owned()))?;
    Ok(SetupReport {
        gateway_ref: id.to_owned(),
        gateway_customer: intent["customer"].as_str().map(str::to_owned),
        state: setup_state(exchange, merchant, &intent).await?,
    })
}

async fn setup_state(
    exchange: &Exchange,
    merchant: &Merchant,
    intent: &Json,
) -> Result<SetupState, GatewayError> {
    match intent["status"].as_str() {
        Some("succeeded") => {
            let id = intent["payment_method"].as_str().unwrap_or_default();
            let method = exchange.get(merchant, &format!("/v1/payment_methods/{id}")).await?;
            let method = method.ok_or_else(|| GatewayError::Refused("the method is gone".to_owned()))?;
            Ok(SetupState::Ready(facts(&method)?))
        }
        Some("requires_action") => Ok(SetupState::RequiresAction(words::action(intent))),
        Some(_) => {
            let error = &intent["last_setup_error"];
            Ok(SetupState::Declined(words::decline(
                error["code"].as_str(),
                error["decline_code"].as_str(),
                error["message"].as_str(),
            )))
        }
        None => Err(GatewayError::Unknown("a setup without status".to_owned())),
    }
}

fn facts(method: &Json) -> Result<MethodFacts, GatewayError> {
    let token: SecretString = words::id(method)?.into();
    let (card, bank) = (&method["card"], &method["sepa_debit"]);
    let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
    let expires = card["exp_year"].as_i64().zip(card["exp_month"].as_i64());
    let expires =
        expires.and_then(|(year, month)| Some((i32::try_from(year).ok()?, u32::try_from(month).ok()?)));
    Ok(if card.is_object() {
        MethodFacts { token, brand: text(&card["brand"]), last4: text(&card["last4"]), expires }
    } else {
        MethodFacts { token, brand: text(&bank["country"]), last4: text(&bank["last4"]), expires: None }
    })
}

/// Takes a method from its customer. One that is gone already is no fault.
pub(super) async fn detach(
    exchange: &Exchange,
    merchant: &Merchant,
    method: &StoredMethod,
) -> Result<(), GatewayError> {
    let token = method.token.expose_secret();
    let path = format!("/v1/payment_methods/{token}/detach");
    exchange.order(merchant, &path, &Vec::new(), &format!("{token}:detach")).await.map(|_| ())
}

impl Action {
    /// For the gateway's script in the browser.
    pub(super) fn by_script(secret: Option<&str>, url: Option<&str>) -> Self {
        Self { url: url.map(str::to_owned), client_secret: secret.map(str::to_owned) }
    }
}
