//! Giving a service another password.

use serde_json::json;

use super::reached;
use crate::catalog::{self, Subscription};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::kernel::fault::Fault;
use crate::kernel::ids::SubscriptionId;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError};
use crate::ports::provisioning::Order;
use crate::provisioning::desired::{desired_of, profile_of};
use crate::provisioning::radius::{credential, new_password, verifier_of};
use crate::provisioning::{policy, store};
use crate::tenancy::{self, DriverKind};

/// What a service signs in with from now on. It prints nothing: the password is shown once, to who asked for it.
pub struct Rotated {
    /// The service.
    pub service: Subscription,
    /// The name.
    pub username: String,
    /// The password; nobody can read it back.
    pub password: String,
}

/// Makes another password for a service, and lets the network be told. Sessions that there are go on.
pub async fn rotate_password(scope: &Scope, id: SubscriptionId) -> Result<Rotated, UseCaseError> {
    let (service, seen) = reached(scope, id).await?;
    if !seen.allows(policy::may_rotate_password) {
        return Err(UseCaseError::Forbidden);
    }
    let refused = |message: &str| Refusal::of(RefusalCode::NotOffered, "serviceId", message);
    let settings = tenancy::provisioning_settings(scope).await?;
    if settings.driver != Some(DriverKind::Radius) {
        return Err(refused("services sign in with no password here").into());
    }
    let settings = settings.radius;
    let tx = scope.begin().await?;
    let Some(row) = store::held(&tx, &[id]).await?.pop() else {
        return Err(refused("the service has not begun, or has ended").into());
    };
    let read = catalog::with_plans(&tx, &[id]).await?.pop();
    let (now, plan) = read.ok_or_else(|| Fault::internal("a service without its plan"))?;
    let Some(desired) = desired_of(now.status) else {
        return Err(refused("the service has not begun").into());
    };
    let order = Order {
        customer: now.customer_id,
        subscription: id,
        number: now.number.clone(),
        version: row.version,
        attempts: row.attempts,
        desired,
        profile: profile_of(&plan),
        before: None,
    };
    let credential = credential(&tx, &settings, &order).await?;
    let password = new_password(&**scope.entropy());
    let verifier = verifier_of(&password, settings.password, &**scope.entropy());
    if !store::radius::set_verifier(&tx, &credential, verifier, scope.real_now()).await? {
        return Err(Refusal::conflict("service").into());
    }
    // The rows that FreeRADIUS reads follow with the job, in the order of whatever else is wanted.
    store::want(&tx, &row, desired, order.profile, scope.real_now()).await?;
    let record = Record::new("provisioning.password", id)
        .customer(service.customer_id)
        .after(json!({ "username": credential.username }));
    tx.record(record).await?;
    tx.commit().await?;
    Ok(Rotated { service, username: credential.username, password })
}
