//! The access paths of alerts.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;

use super::{MAX_LISTED, policy, store};
use crate::db::Scope;
use crate::graphql::loaders::group;
use crate::kernel::actor::Actor;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AlertRuleId, DeviceId, DeviceInterfaceId};
use crate::network::entity::{alert, alert_rule, device_interface};
use crate::network::poll;

/// Loads what belongs to devices and alerts that have been seen, for one request.
pub struct AlertsLoader(pub Scope);

/// The alerts of a device that are not over, the latest first; for those who see alerts, and nothing for everybody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AlertsOfDevice(pub DeviceId);

impl Loader<AlertsOfDevice> for AlertsLoader {
    type Value = Vec<alert::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[AlertsOfDevice]) -> Result<HashMap<AlertsOfDevice, Self::Value>, Fault> {
        let actor = self.0.actor();
        if !matches!(actor, Actor::System) && !actor.kinds().any(policy::may_view_alerts) {
            return Ok(HashMap::new());
        }
        let devices: Vec<DeviceId> = keys.iter().map(|key| key.0).collect();
        let rows = store::open_of(&self.0, &devices, MAX_LISTED).await?;
        Ok(group(keys, rows, |row| AlertsOfDevice(row.device_id)))
    }
}

/// A rule, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RuleById(pub AlertRuleId);

impl Loader<RuleById> for AlertsLoader {
    type Value = alert_rule::Model;
    type Error = Fault;

    async fn load(&self, keys: &[RuleById]) -> Result<HashMap<RuleById, Self::Value>, Fault> {
        let ids: Vec<AlertRuleId> = keys.iter().map(|key| key.0).collect();
        let rows = store::rules::by_ids(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (RuleById(row.id), row)).collect())
    }
}

/// The interface that an alert is about, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct InterfaceById(pub DeviceInterfaceId);

impl Loader<InterfaceById> for AlertsLoader {
    type Value = device_interface::Model;
    type Error = Fault;

    async fn load(&self, keys: &[InterfaceById]) -> Result<HashMap<InterfaceById, Self::Value>, Fault> {
        let ids: Vec<DeviceInterfaceId> = keys.iter().map(|key| key.0).collect();
        let rows = poll::interfaces_by_id(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (InterfaceById(row.id), row)).collect())
    }
}
