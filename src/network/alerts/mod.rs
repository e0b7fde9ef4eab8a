//! Alarms about devices: the rules that call for them, and what becomes of them.
//!
//! Invariants: of a device (or of an interface of it) and a metric there is one alert that is not over, which a unique key
//! holds. What has not been so for as long as its rule says is told to nobody. Below a device that is down nothing is
//! alarmed.

pub mod evaluate;
mod events;
pub mod loader;
pub mod policy;
mod rules;
mod service;
mod store;
mod suppress;
mod write;

pub use crate::network::entity::alert::Model as Alert;
pub use crate::network::entity::alert_rule::Model as AlertRule;
pub use rules::{MAX_RULES, RuleTerms, alert_rules, create_rule, retire_rule, update_rule};
pub use service::{AlertFilter, acknowledge, alerts, count_alerts, open_alerts, resolve};
pub use store::AlertKey;
pub(super) use suppress::{end, suppress, unsuppress};
pub(super) use write::write;

use crate::db::{DbError, Reads, Scope};
use crate::kernel::actor::{Actor, CallerKind};
use crate::kernel::ids::DeviceId;
use crate::kernel::refusal::UseCaseError;

/// Alerts of a device that are listed without pages.
pub const MAX_LISTED: u64 = 20;

/// Lets the system pass, and whom `rule` allows.
fn permit(scope: &Scope, rule: fn(CallerKind) -> bool) -> Result<(), UseCaseError> {
    let actor = scope.actor();
    let allowed = matches!(actor, Actor::System) || actor.kinds().any(rule);
    if allowed { Ok(()) } else { Err(UseCaseError::Forbidden) }
}

/// What a sample of a device is judged by.
pub(super) struct Known {
    /// The rules that are applied.
    pub(super) rules: Vec<AlertRule>,
    /// The alerts of the device that are not over, those that settle among them.
    pub(super) alerts: Vec<Alert>,
}

/// What a sample of a device is judged by.
pub(super) async fn known(db: &impl Reads, device: DeviceId) -> Result<Known, DbError> {
    let rules = store::rules::list(db, true, MAX_RULES).await?;
    Ok(Known { rules, alerts: store::unresolved(db, device).await? })
}
