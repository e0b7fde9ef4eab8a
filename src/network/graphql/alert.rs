//! An alert in the graph.

use async_graphql::{Context, ID, InputObject, Object};

use super::alert_rule::AlertRuleNode;
use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::{read, write};
use crate::graphql::scalars::{BigInt, DateTime};
use crate::kernel::ids::DeviceId;
use crate::kernel::page::{PageRequest, encode_cursor};
use crate::network::alerts::loader::{AlertsOfDevice, RuleById};
use crate::network::alerts::{self, AlertFilter, AlertKey};
use crate::network::entity::alert::{self, AlertStatus};
use crate::network::entity::alert_rule::{AlertMetric, AlertSeverity};
use crate::network::inventory::graphql::{DeviceInterfaceNode, DeviceNode};
use crate::network::inventory::loader::{DeviceById, InterfaceById};

/// An alert that the caller may see.
#[derive(Clone)]
pub struct AlertNode(pub alert::Model);

crate::connection!(
    AlertConnection("AlertConnection"),
    AlertEdge("AlertEdge"),
    AlertNode,
    "A page of alerts, the latest first."
);

/// Which alerts are wanted. Absent fields do not narrow the list.
#[derive(InputObject, Default)]
#[graphql(name = "AlertFilter")]
pub struct AlertFilterInput {
    /// Only those that are not over (true), or only the others.
    pub live: Option<bool>,
    /// Only those that stand here.
    pub status: Option<AlertStatus>,
    /// Only those that are as bad.
    pub severity: Option<AlertSeverity>,
    /// Only those of a metric.
    pub metric: Option<AlertMetric>,
    /// Only those of a device.
    pub device_id: Option<ID>,
    /// Also those of devices below one that is down, which alarm nobody; false if absent.
    pub suppressed: Option<bool>,
}

impl AlertFilterInput {
    /// The filter, checked.
    pub fn into_filter(self) -> Result<AlertFilter, ApiError> {
        Ok(AlertFilter {
            live: self.live,
            status: self.status,
            severity: self.severity,
            metric: self.metric,
            device: self.device_id.as_ref().map(|id| read(id, "filter.deviceId")).transpose()?,
            suppressed: self.suppressed.unwrap_or(false),
        })
    }
}

/// One page of the alerts, for those who see them.
pub async fn alerts_page(
    scope: &Scope,
    filter: AlertFilter,
    request: &PageRequest<AlertKey>,
) -> Result<AlertConnection, ApiError> {
    let page = alerts::alerts(scope, &filter, request).await?;
    let scope = scope.clone();
    let count = Box::new(move || {
        let scope = scope.clone();
        Box::pin(async move { Ok(alerts::count_alerts(&scope, &filter).await?) }) as _
    });
    let cursor = |row: &alert::Model| encode_cursor(&AlertKey(row.since, row.id.0));
    Ok(AlertConnection(Connected::new(page, cursor, AlertNode, count)))
}

/// The alerts of a device that are not over, the latest first; at most 20. Nothing for who sees no alerts.
pub async fn alerts_of_device(ctx: &Context<'_>, device: DeviceId) -> Result<Vec<AlertNode>, ApiError> {
    let rows = request(ctx).loaders.network.load_one(AlertsOfDevice(device)).await?;
    Ok(rows.unwrap_or_default().into_iter().map(AlertNode).collect())
}

/// An alarm about a device, or about an interface of one. For support, the NOC and tenant administrators.
#[Object(name = "Alert")]
impl AlertNode {
    /// The alert's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// The device; null where it cannot be had.
    async fn device(&self, ctx: &Context<'_>) -> Option<Result<DeviceNode, ApiError>> {
        nullable(Box::pin(async {
            let device = request(ctx).loaders.network.load_one(DeviceById(self.0.device_id)).await?;
            Ok(device.map(DeviceNode))
        }))
        .await
    }

    /// The interface; null where it is about the whole device.
    async fn interface(&self, ctx: &Context<'_>) -> Option<Result<DeviceInterfaceNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.0.interface_id else { return Ok(None) };
            let interface = request(ctx).loaders.network.load_one(InterfaceById(id)).await?;
            Ok(interface.map(DeviceInterfaceNode))
        }))
        .await
    }

    /// The rule that called for it, as it is now; null where it cannot be had.
    async fn rule(&self, ctx: &Context<'_>) -> Option<Result<AlertRuleNode, ApiError>> {
        nullable(Box::pin(async {
            let rule = request(ctx).loaders.network.load_one(RuleById(self.0.rule_id)).await?;
            Ok(rule.map(AlertRuleNode))
        }))
        .await
    }

    /// What is measured.
    async fn metric(&self) -> AlertMetric {
        self.0.metric
    }

    /// How bad it is.
    async fn severity(&self) -> AlertSeverity {
        self.0.severity
    }

    /// Where it stands.
    async fn status(&self) -> AlertStatus {
        self.0.status
    }

    /// What was measured last while it went on, in the unit of the metric; null for what is down or not.
    async fn value(&self) -> Option<BigInt> {
        self.0.value.map(BigInt)
    }

    /// Since when it has been so.
    async fn since(&self) -> DateTime {
        DateTime(self.0.since)
    }

    /// When it had been so for as long as the rule says.
    async fn opened_at(&self) -> Option<DateTime> {
        self.0.opened_at.map(DateTime)
    }

    /// When somebody took it up; null before.
    async fn acknowledged_at(&self) -> Option<DateTime> {
        self.0.acknowledged_at.map(DateTime)
    }

    /// When it was over; null before.
    async fn resolved_at(&self) -> Option<DateTime> {
        self.0.resolved_at.map(DateTime)
    }

    /// Whether good samples ended it, and nobody by hand. False while it goes on.
    async fn resolved_by_itself(&self) -> bool {
        self.0.resolved_at.is_some() && self.0.resolved_by.is_none()
    }

    /// Whether a device above is down, so that nobody is to be alarmed by this one.
    async fn suppressed(&self) -> bool {
        self.0.suppressed
    }

    /// Counts the changes of where it stands, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
