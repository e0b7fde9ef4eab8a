//! Stored methods: added through the gateway, renamed, made the default, removed. For the customer's own people, after
//! they have proved once more who they are.

use std::sync::Arc;

use chrono::NaiveDate;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{Payments, within};
use crate::billing::ledger::lock_balance;
use crate::customers;
use crate::db::audit::Record;
use crate::db::{FIRST_VERSION, Reads as _, Scope, Tx};
use crate::events::{Audience, EventType, NewEvent, emit};
use crate::idempotency::{self, Begun, Keep, Key, Ticket};
use crate::identity::SignedIn;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PaymentMethodId, TypedId as _};
use crate::payments::entity::payment_method::{MethodKind, MethodStatus, Model};
use crate::payments::store::methods;
use crate::payments::{MAX_METHODS, policy};
use crate::ports::payment_gateway::{DeclineCode, GatewayError, GatewayKind, Setup, SetupReport, SetupState};
use crate::tenancy::Tenant;

/// The longest name, in characters.
const MAX_LABEL: usize = 60;

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

/// A change of a method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MethodChange {
    /// It is called so.
    Rename(String),
    /// It is used where nobody says otherwise.
    MakeDefault,
    /// It cannot be used any more.
    Remove,
    /// Its owner says to have done what was asked.
    Confirm,
}

/// Why nothing was done: told to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MethodRefusal {
    /// No such customer or method, or the caller may not manage its methods.
    NotFound,
    /// The name is too long.
    Label,
    /// The token is none.
    Token,
    /// The customer has too many already.
    TooMany,
    /// The method is not in a state for it.
    InvalidTransition(MethodStatus),
    /// The row has changed since it was read.
    Conflict,
    /// The bank or the gateway refused it.
    Declined(DeclineCode),
    /// The session must be elevated first.
    StepUpRequired,
    /// The ISP stores no methods at present.
    GatewayUnavailable,
    /// The key stands for another call.
    KeyReused,
    /// The first call under the key is still at work.
    InProgress,
}

/// Why nothing was done.
#[derive(Debug)]
pub enum MethodError {
    /// Refused, for the caller to know.
    Refused(MethodRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for MethodError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

fn refused<T>(why: MethodRefusal) -> Result<T, MethodError> {
    Err(MethodError::Refused(why))
}

async fn may_manage(scope: &Scope, customer: CustomerId) -> Result<bool, Fault> {
    let seen = customers::seen(scope, &[customer]).await?.pop();
    Ok(seen.is_some_and(|seen| seen.allows(policy::may_manage_methods)))
}

fn is_label(text: &str) -> bool {
    text.chars().count() <= MAX_LABEL && !text.contains('\0')
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
        let sound = token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        if !(1..=MAX_TOKEN).contains(&token.len()) || !sound {
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
        tx.commit().await?;
        Ok((outcome?, false))
    }

    /// Records what the gateway has said of a setup. What was refused is no method.
    async fn conclude_setup(
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

    /// Changes a method of a customer whose methods the caller manages.
    pub async fn change_method(
        self: &Arc<Self>,
        scope: &Scope,
        tenant: &Tenant,
        caller: &SignedIn,
        id: PaymentMethodId,
        change: MethodChange,
        expected_version: Option<i32>,
    ) -> Result<Model, MethodError> {
        let Some(before) = methods::method(scope, id).await? else { return refused(MethodRefusal::NotFound) };
        let known = matches!(before.status, MethodStatus::Active | MethodStatus::Pending);
        if !known || !may_manage(scope, before.customer_id).await? {
            return refused(MethodRefusal::NotFound);
        }
        if expected_version.is_some_and(|version| version != before.version) {
            return refused(MethodRefusal::Conflict);
        }
        if let MethodChange::Rename(label) = &change
            && !is_label(label.trim())
        {
            return refused(MethodRefusal::Label);
        }
        if !caller.session.is_elevated(scope.real_now()) {
            return refused(MethodRefusal::StepUpRequired);
        }
        let fits = match change {
            MethodChange::Rename(_) | MethodChange::Remove => true,
            MethodChange::MakeDefault => before.status == MethodStatus::Active,
            MethodChange::Confirm => before.status == MethodStatus::Pending && before.gateway_ref.is_some(),
        };
        if !fits {
            return refused(MethodRefusal::InvalidTransition(before.status));
        }
        let (after, action) = match change {
            MethodChange::Confirm => return self.confirm_setup(scope, tenant, before).await,
            MethodChange::Rename(label) => {
                (Model { label: label.trim().to_owned(), ..before.clone() }, "payment_method.rename")
            }
            MethodChange::MakeDefault => {
                (Model { is_default: true, ..before.clone() }, "payment_method.default")
            }
            MethodChange::Remove => {
                let gone = Model {
                    status: MethodStatus::Removed,
                    sealed_token: None,
                    action: None,
                    is_default: false,
                    ..before.clone()
                };
                (gone, "payment_method.remove")
            }
        };
        let forgotten = self.stored(&before).await?.filter(|_| after.status == MethodStatus::Removed);
        let tx = scope.begin().await?;
        lock_balance(&tx, before.customer_id).await?;
        if after.is_default && !before.is_default {
            methods::clear_default(&tx, before.customer_id).await?;
        }
        if !methods::replace(&tx, &before, &after).await? {
            return refused(MethodRefusal::Conflict);
        }
        let kept = |row: &Model| json!({ "label": row.label, "default": row.is_default, "last4": row.last4 });
        let record = Record::new(action, id).customer(before.customer_id).change(kept(&before), kept(&after));
        tx.record(record).await?;
        if after.status == MethodStatus::Removed {
            announce(&tx, EventType::PaymentMethodRemoved, &after).await?;
        }
        tx.commit().await?;
        if let Some(method) = forgotten
            && let Ok((gateway, merchant)) = self.merchant(tenant, before.gateway).await
            && let Err(error) = within(gateway.detach(&merchant, &method)).await
        {
            // We hold no token any more, so nobody can charge it through us.
            tracing::warn!(method = %id, cause = %error, "a gateway still knows a method that was removed");
        }
        Ok(Model { version: before.version + 1, ..after })
    }

    async fn confirm_setup(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        before: Model,
    ) -> Result<Model, MethodError> {
        let gateway_ref = before.gateway_ref.clone().unwrap_or_default();
        let report = match self.merchant(tenant, before.gateway).await {
            Ok((gateway, merchant)) => within(gateway.confirm_setup(&merchant, &gateway_ref)).await,
            Err(error) => Err(error),
        };
        if let Err(error @ (GatewayError::Unavailable(_) | GatewayError::Unknown(_))) = &report {
            tracing::warn!(method = %before.id, cause = %error, "a gateway gave no answer");
            return refused(MethodRefusal::GatewayUnavailable);
        }
        let tx = scope.begin().await?;
        let outcome = self.conclude_setup(&tx, &before, report, false, None).await;
        tx.commit().await?;
        outcome
    }

    /// A message of the gateway tells of a setup.
    pub(super) async fn follow_setup(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        method: Model,
    ) -> Result<(), Fault> {
        if method.status != MethodStatus::Pending || method.gateway_ref.is_none() {
            return Ok(());
        }
        match self.confirm_setup(scope, tenant, method).await {
            Ok(_) => Ok(()),
            Err(MethodError::Refused(MethodRefusal::GatewayUnavailable)) => {
                Err(Fault::internal("the gateway gave no answer about a method"))
            }
            Err(MethodError::Refused(_)) => Ok(()),
            Err(MethodError::Fault(fault)) => Err(fault),
        }
    }
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

/// Tells of a method; nothing that could be paid with.
pub(super) async fn announce(tx: &Tx, event_type: EventType, method: &Model) -> Result<(), Fault> {
    let event = NewEvent {
        event_type,
        subject: method.id.to_string(),
        audience: Audience::Customer(method.customer_id),
        payload: json!({
            "brand": method.brand,
            "last4": method.last4,
            "expiresOn": method.expires_on,
            "label": method.label,
        }),
    };
    Ok(emit(tx, event).await?)
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
