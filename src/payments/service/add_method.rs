//! A stored method comes to be: through the gateway, whose token is sealed.

use std::sync::Arc;

use chrono::NaiveDate;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::Payments;
use super::deadline::within;
use super::methods::{MethodError, MethodRefusal, announce, is_label, may_manage, refused};
use crate::billing::ledger::lock_balance;
use crate::db::audit::Record;
use crate::db::{FIRST_VERSION, Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::idempotency::{self, Begun, Keep, Key, Ticket};
use crate::identity::SignedIn;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PaymentMethodId, TypedId as _};
use crate::payments::MAX_METHODS;
use crate::payments::entity::payment_method::{MethodKind, MethodStatus, Model};
use crate::payments::store::methods;
use crate::ports::payment_gateway::{DeclineCode, GatewayError, GatewayKind, Setup, SetupReport, SetupState};
use crate::tenancy::Tenant;

/// The longest token of a gateway.
const MAX_TOKEN: usize = 255;

/// A method to add.
#[derive(Debug)]
pub struct AddMethod {
    /// Whose it is.
    pub customer: CustomerId,
    /// What kind.
    pub kind: MethodKind,
    /// What the gateway's form in the browser gave.
    pub token: SecretString,
    /// What its owner calls it; empty: nothing.
    pub label: String,
    /// Whether it becomes the default; the first one does anyway.
    pub make_default: bool,
    /// The idempotency key.
    pub key: String,
}

impl Payments {
    /// Adds a method; whether it is the result of an earlier call under the same key.
    pub async fn add_method(
        self: &Arc<Self>,
        scope: &Scope,
        tenant: &Tenant,
        caller: &SignedIn,
        add: AddMethod,
    ) -> Result<(Model, bool), MethodError> {
        if !may_manage(scope, add.customer).await? {
            return refused(MethodRefusal::NotFound);
        }
        let label = add.label.trim().to_owned();
        let token = add.token.expose_secret();
        if !is_label(&label) {
            return refused(MethodRefusal::Label);
        }
        if !is_token(token) {
            return refused(MethodRefusal::Token);
        }
        if !caller.session.is_elevated(scope.real_now()) {
            return refused(MethodRefusal::StepUpRequired);
        }
        let Some(kind) = tenant.settings.payments.gateway else {
            return refused(MethodRefusal::GatewayUnavailable);
        };
        let body = json!({
            "customer": add.customer.to_string(),
            "kind": format!("{:?}", add.kind),
            "token": Sha256::digest(token).to_vec(),
            "label": label,
            "default": add.make_default,
        });
        let key = Key::new("addPaymentMethod", add.key.clone(), &body, Keep::Day);
        let tx = scope.begin().await?;
        let ticket = match idempotency::begin(&tx, &key).await? {
            Begun::New(ticket) | Begun::TakenOver(ticket, None) => ticket,
            // Whoever was at it is gone, and with it the token that only it had: the method stays pending.
            Begun::TakenOver(ticket, Some(noted)) => {
                let method = stored(&tx, &noted).await?;
                idempotency::finish(&tx, &ticket, noted).await?;
                tx.commit().await?;
                return Ok((method, true));
            }
            Begun::Done(result) => return Ok((stored(&tx, &result).await?, true)),
            Begun::Running(_) => return refused(MethodRefusal::InProgress),
            Begun::Reused => return refused(MethodRefusal::KeyReused),
        };
        // Two at once count one after the other.
        lock_balance(&tx, add.customer).await?;
        let existing = methods::methods_of(&tx, &[add.customer], MAX_METHODS).await?;
        if existing.len() as u64 >= MAX_METHODS {
            return refused(MethodRefusal::TooMany);
        }
        let row = pending(&tx, &add, kind, label);
        methods::insert(&tx, row.clone()).await?;
        let gateway_customer = methods::gateway_customer(&tx, add.customer, kind).await?;
        idempotency::note(&tx, &ticket, json!({ "method": row.id.to_string() })).await?;
        tx.commit().await?;
        let setup = Setup {
            method: row.id,
            customer: add.customer,
            gateway_customer,
            kind: add.kind.into(),
            token: add.token,
        };
        let report = match self.merchant(tenant, kind).await {
            Ok((gateway, merchant)) => within(gateway.setup(&merchant, &setup)).await,
            Err(error) => Err(error),
        };
        let tx = scope.begin().await?;
        let outcome = self.conclude_setup(&tx, &row, report, add.make_default, Some(&ticket)).await;
        Ok((kept(tx, outcome).await?, false))
    }

    /// Records what the gateway has said of a setup. What was refused is no method.
    pub(super) async fn conclude_setup(
        &self,
        tx: &Tx,
        before: &Model,
        report: Result<SetupReport, GatewayError>,
        make_default: bool,
        ticket: Option<&Ticket>,
    ) -> Result<Model, MethodError> {
        lock_balance(tx, before.customer_id).await?;
        let is_default = make_default || methods::default_of(tx, before.customer_id).await?.is_none();
        let declined = |code| Err(MethodError::Refused(MethodRefusal::Declined(code)));
        let (after, answer) = match report {
            Ok(SetupReport { gateway_ref, gateway_customer, state }) => {
                let known = Model {
                    gateway_ref: Some(gateway_ref),
                    gateway_customer,
                    action: None,
                    ..before.clone()
                };
                match state {
                    SetupState::Ready(facts) => {
                        let sealed_token = Some(self.seal(before.tenant_id, before.id, &facts.token).await?);
                        let active = Model {
                            status: MethodStatus::Active,
                            sealed_token,
                            brand: facts.brand,
                            last4: facts.last4,
                            expires_on: facts.expires.and_then(|(year, month)| last_day(year, month)),
                            is_default,
                            ..known
                        };
                        (active, Ok(()))
                    }
                    SetupState::RequiresAction(action) => {
                        let action = serde_json::to_string(&action).map_err(Fault::internal)?;
                        (Model { action: Some(action), ..known }, Ok(()))
                    }
                    SetupState::Declined(decline) => {
                        (Model { status: MethodStatus::Failed, ..known }, declined(decline.code))
                    }
                }
            }
            Err(GatewayError::Unknown(words)) => {
                tracing::warn!(method = %before.id, cause = words, "a gateway did not answer");
                (before.clone(), Ok(()))
            }
            Err(error @ (GatewayError::Refused(_) | GatewayError::Unavailable(_))) => {
                tracing::warn!(method = %before.id, cause = %error, "a gateway stored no method");
                let failed = Model { status: MethodStatus::Failed, ..before.clone() };
                let why = match error {
                    GatewayError::Refused(_) => declined(DeclineCode::MethodInvalid),
                    _ => refused(MethodRefusal::GatewayUnavailable),
                };
                (failed, why)
            }
        };
        if after.is_default {
            methods::clear_default(tx, before.customer_id).await?;
        }
        if !methods::replace(tx, before, &after).await? {
            return refused(MethodRefusal::Conflict);
        }
        if after.status == MethodStatus::Active {
            announce(tx, EventType::PaymentMethodAdded, &after).await?;
        }
        if answer.is_ok() {
            let kept = json!({ "brand": after.brand, "last4": after.last4, "status": format!("{:?}", after.status) });
            tx.record(Record::new("payment_method.add", after.id).customer(after.customer_id).after(kept))
                .await?;
        }
        if let Some(ticket) = ticket {
            match answer {
                Ok(()) => idempotency::finish(tx, ticket, json!({ "method": after.id.to_string() })).await?,
                Err(_) => idempotency::release(tx, ticket).await?,
            }
        }
        answer?;
        Ok(Model { version: before.version + 1, ..after })
    }
}

/// Whether a text can be a token of a gateway's form.
pub(super) fn is_token(text: &str) -> bool {
    let sound = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    (1..=MAX_TOKEN).contains(&text.len()) && sound
}

/// What was found out lasts, even where it is a refusal; what could not be recorded whole is not recorded.
pub(super) async fn kept(tx: Tx, outcome: Result<Model, MethodError>) -> Result<Model, MethodError> {
    match &outcome {
        Ok(_) | Err(MethodError::Refused(MethodRefusal::Declined(_) | MethodRefusal::GatewayUnavailable)) => {
            tx.commit().await?;
        }
        Err(_) => {}
    }
    outcome
}

fn pending(tx: &Tx, add: &AddMethod, gateway: GatewayKind, label: String) -> Model {
    Model {
        id: tx.scope().new_id(),
        tenant_id: tx.scope().tenant().id,
        customer_id: add.customer,
        kind: add.kind,
        status: MethodStatus::Pending,
        gateway,
        sealed_token: None,
        gateway_customer: None,
        gateway_ref: None,
        action: None,
        label,
        brand: String::new(),
        last4: String::new(),
        expires_on: None,
        is_default: false,
        warned_at: None,
        created_at: tx.scope().real_now(),
        version: FIRST_VERSION,
    }
}

async fn stored(tx: &Tx, noted: &serde_json::Value) -> Result<Model, Fault> {
    let id = PaymentMethodId::parse(noted["method"].as_str().unwrap_or_default()).map_err(Fault::internal)?;
    methods::method(tx, id).await?.ok_or_else(|| Fault::internal("a method is missing that was stored"))
}

/// The last day of a month.
fn last_day(year: i32, month: u32) -> Option<NaiveDate> {
    let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    NaiveDate::from_ymd_opt(next_year, next_month, 1)?.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_good_until_the_last_day_of_their_month() {
        for (year, month, day) in
            [(2026, 12, "2026-12-31"), (2028, 2, "2028-02-29"), (2026, 11, "2026-11-30")]
        {
            assert_eq!(last_day(year, month), day.parse().ok());
        }
        assert_eq!(last_day(2026, 13), None);
    }
}
