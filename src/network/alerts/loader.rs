//! The access paths of alerts.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;

use super::{MAX_LISTED, service, store};
use crate::graphql::loaders::group;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AlertRuleId, DeviceId};
use crate::network::entity::{alert, alert_rule};
use crate::network::loader::NetworkLoader;

/// The alerts of a device that are not over, the latest first; for those who see alerts, and nothing for everybody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AlertsOfDevice(pub DeviceId);

impl Loader<AlertsOfDevice> for NetworkLoader {
    type Value = Vec<alert::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[AlertsOfDevice]) -> Result<HashMap<AlertsOfDevice, Self::Value>, Fault> {
        if !service::sees_alerts(&self.0) {
            return Ok(HashMap::new());
        }
        let devices: Vec<DeviceId> = keys.iter().map(|key| key.0).collect();
        let rows = store::open_of(&self.0, &devices, MAX_LISTED).await?;
        Ok(group(keys, rows, |row| AlertsOfDevice(row.device_id)))
    }
}

/// A rule, by its id; missing where the caller sees no alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RuleById(pub AlertRuleId);

impl Loader<RuleById> for NetworkLoader {
    type Value = alert_rule::Model;
    type Error = Fault;

    async fn load(&self, keys: &[RuleById]) -> Result<HashMap<RuleById, Self::Value>, Fault> {
        if !service::sees_alerts(&self.0) {
            return Ok(HashMap::new());
        }
        let ids: Vec<AlertRuleId> = keys.iter().map(|key| key.0).collect();
        let rows = store::rules::by_ids(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (RuleById(row.id), row)).collect())
    }
}
