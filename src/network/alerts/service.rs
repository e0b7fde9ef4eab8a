//! Reading alerts, and what staff does to them.

use serde_json::json;

use super::store::{self, AlertKey};
use super::{events, permit, policy};
use crate::db::audit::Record;
use crate::db::{Scope, Tx};
use crate::events::EventType;
use crate::kernel::actor::Actor;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AlertId, DeviceId};
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError};
use crate::network::entity::alert::{self, AlertStatus};
use crate::network::entity::alert_rule::{AlertMetric, AlertSeverity};

/// Which alerts of the list are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AlertFilter {
    /// Only those that are not over, or only the others.
    pub live: Option<bool>,
    /// Only those that stand here.
    pub status: Option<AlertStatus>,
    /// Only those that are as bad.
    pub severity: Option<AlertSeverity>,
    /// Only those of a metric.
    pub metric: Option<AlertMetric>,
    /// Only those of a device.
    pub device: Option<DeviceId>,
    /// Also those of devices below one that is down.
    pub suppressed: bool,
}

/// One page of the alerts, the latest first. For those who see alerts.
pub async fn alerts(
    scope: &Scope,
    filter: &AlertFilter,
    request: &PageRequest<AlertKey>,
) -> Result<Page<alert::Model>, Fault> {
    Ok(store::page(scope, filter, request).await?)
}

/// How many alerts there are.
pub async fn count_alerts(scope: &Scope, filter: &AlertFilter) -> Result<u64, Fault> {
    Ok(store::count(scope, filter).await?)
}

/// Whether the caller sees alerts.
pub(super) fn sees_alerts(scope: &Scope) -> bool {
    matches!(scope.actor(), Actor::System) || scope.actor().kinds().any(policy::may_view_alerts)
}

/// The alerts of the ids, for those who see alerts; nothing for everybody else.
pub async fn open_alerts(scope: &Scope, ids: &[AlertId]) -> Result<Vec<alert::Model>, Fault> {
    if sees_alerts(scope) { Ok(store::by_ids(scope, ids).await?) } else { Ok(Vec::new()) }
}

/// Says that the caller has taken an alert up. For the NOC and tenant administrators.
pub async fn acknowledge(
    scope: &Scope,
    id: AlertId,
    expected: Option<i32>,
) -> Result<alert::Model, UseCaseError> {
    permit(scope, policy::may_manage_alerts)?;
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected).await?;
    match before.status {
        AlertStatus::Settling | AlertStatus::Open => {}
        AlertStatus::Acknowledged => {
            let message = "somebody has taken it up before";
            return Err(Refusal::of(RefusalCode::AlreadyDone, "alertId", message).into());
        }
        AlertStatus::Resolved => return Err(over()),
    }
    let now = alert::Model {
        status: AlertStatus::Acknowledged,
        acknowledged_at: Some(scope.real_now()),
        acknowledged_by: scope.actor().account().map(|account| account.id),
        ..before.clone()
    };
    let now = write(&tx, "alert.acknowledge", &before, now).await?;
    tx.commit().await?;
    Ok(now)
}

/// Says that an alert is over; where it is not, another begins. For the NOC and tenant administrators.
pub async fn resolve(
    scope: &Scope,
    id: AlertId,
    expected: Option<i32>,
) -> Result<alert::Model, UseCaseError> {
    permit(scope, policy::may_manage_alerts)?;
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected).await?;
    if before.status == AlertStatus::Resolved {
        return Err(over());
    }
    let now = alert::Model {
        status: AlertStatus::Resolved,
        resolved_at: Some(scope.real_now()),
        resolved_by: scope.actor().account().map(|account| account.id),
        suppressed: false,
        ..before.clone()
    };
    let now = write(&tx, "alert.resolve", &before, now).await?;
    events::tell(&tx, EventType::AlertResolved, std::slice::from_ref(&now)).await?;
    tx.commit().await?;
    Ok(now)
}

fn over() -> UseCaseError {
    Refusal::of(RefusalCode::TooLate, "alertId", "the alert is over").into()
}

async fn held(tx: &Tx, id: AlertId, expected: Option<i32>) -> Result<alert::Model, UseCaseError> {
    let row = store::held(tx, id).await?.ok_or_else(|| Refusal::not_found("alertId", "alert"))?;
    if expected.is_some_and(|version| version != row.version) {
        return Err(Refusal::conflict("alert").into());
    }
    Ok(row)
}

async fn write(
    tx: &Tx,
    action: &'static str,
    before: &alert::Model,
    now: alert::Model,
) -> Result<alert::Model, UseCaseError> {
    if !store::change(tx, before, &now).await? {
        return Err(Refusal::conflict("alert").into());
    }
    let shown = |row: &alert::Model| json!({ "status": sea_orm::ActiveEnum::to_value(&row.status) });
    tx.record(Record::new(action, before.id).change(shown(before), shown(&now))).await?;
    Ok(alert::Model { version: before.version + 1, ..now })
}
