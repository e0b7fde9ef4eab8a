//! Stored methods: added through the gateway, renamed, made the default, removed. For the customer's own people, after
//! they have proved once more who they are.

use std::sync::Arc;

use serde_json::json;

use super::Payments;
use super::add_method::kept;
use super::deadline::within;
use crate::billing::ledger::lock_balance;
use crate::customers;
use crate::db::audit::Record;
use crate::db::{Scope, Tx};
use crate::events::{Audience, EventType, NewEvent, emit};
use crate::identity::SignedIn;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PaymentMethodId};
use crate::payments::entity::payment_method::{MethodStatus, Model};
use crate::payments::policy;
use crate::payments::store::methods;
use crate::ports::payment_gateway::{DeclineCode, GatewayError};
use crate::tenancy::Tenant;

/// The longest name, in characters.
const MAX_LABEL: usize = 60;

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

pub(super) fn refused<T>(why: MethodRefusal) -> Result<T, MethodError> {
    Err(MethodError::Refused(why))
}

pub(super) async fn may_manage(scope: &Scope, customer: CustomerId) -> Result<bool, Fault> {
    let seen = customers::seen(scope, &[customer]).await?.pop();
    Ok(seen.is_some_and(|seen| seen.allows(policy::may_manage_methods)))
}

pub(super) fn is_label(text: &str) -> bool {
    text.chars().count() <= MAX_LABEL && !text.contains('\0')
}

impl Payments {
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
        kept(tx, outcome).await
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
            Err(MethodError::Refused(MethodRefusal::GatewayUnavailable)) => {
                Err(Fault::internal("the gateway gave no answer about a method"))
            }
            Ok(_) | Err(MethodError::Refused(_)) => Ok(()),
            Err(MethodError::Fault(fault)) => Err(fault),
        }
    }
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
