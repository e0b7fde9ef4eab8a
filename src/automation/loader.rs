//! The access paths of runs, for those that have been seen.

use std::collections::{BTreeSet, HashMap};

use async_graphql::dataloader::Loader;

use super::entity::{automation_host, automation_line, automation_run};
use super::{MAX_ACTIONS, devices, store};
use crate::db::Scope;
use crate::graphql::loaders::group;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AutomationRunId, DeviceId, SubscriptionId};
use crate::network::Device;

/// Loads what belongs to runs and services that have been seen, for one request.
pub struct AutomationLoader(pub Scope);

/// The devices of a run, and what was done on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HostsOf(pub AutomationRunId);

impl Loader<HostsOf> for AutomationLoader {
    type Value = Vec<automation_host::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[HostsOf]) -> Result<HashMap<HostsOf, Self::Value>, Fault> {
        let ids: Vec<AutomationRunId> = keys.iter().map(|key| key.0).collect();
        let rows = store::hosts::of_runs(&self.0, &ids).await?;
        Ok(group(keys, rows, |row| HostsOf(row.run_id)))
    }
}

/// A device of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DeviceOf(pub DeviceId);

impl Loader<DeviceOf> for AutomationLoader {
    type Value = Device;
    type Error = Fault;

    async fn load(&self, keys: &[DeviceOf]) -> Result<HashMap<DeviceOf, Device>, Fault> {
        let ids: Vec<DeviceId> = keys.iter().map(|key| key.0).collect();
        let found = devices::of_ids(&self.0, &ids).await?;
        Ok(found.into_iter().map(|device| (DeviceOf(device.id), device)).collect())
    }
}

/// A page of what a run has printed, and one line more where there are more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LinesOf {
    /// The run.
    pub run: AutomationRunId,
    /// The number of the line before the page.
    pub after: i32,
    /// Lines wanted.
    pub size: u32,
}

impl Loader<LinesOf> for AutomationLoader {
    type Value = Vec<automation_line::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[LinesOf]) -> Result<HashMap<LinesOf, Self::Value>, Fault> {
        let pages: BTreeSet<(i32, u32)> = keys.iter().map(|key| (key.after, key.size)).collect();
        let mut found = HashMap::new();
        // A document asks for one page of each run: one statement, whatever the runs.
        for (after, size) in pages {
            let same = |key: &&LinesOf| (key.after, key.size) == (after, size);
            let ids: Vec<AutomationRunId> = keys.iter().filter(same).map(|key| key.run).collect();
            let own: Vec<LinesOf> = ids.iter().map(|run| LinesOf { run: *run, after, size }).collect();
            let rows = store::lines::after(&self.0, &ids, after, u64::from(size) + 1).await?;
            found.extend(group(&own, rows, |row| LinesOf { run: row.run_id, after, size }));
        }
        Ok(found)
    }
}

/// What was asked for a service, the latest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ActionsOf(pub SubscriptionId);

impl Loader<ActionsOf> for AutomationLoader {
    type Value = Vec<automation_run::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[ActionsOf]) -> Result<HashMap<ActionsOf, Self::Value>, Fault> {
        let ids: Vec<SubscriptionId> = keys.iter().map(|key| key.0).collect();
        let rows = store::of_services(&self.0, &ids, MAX_ACTIONS).await?;
        let of_service = rows.into_iter().filter_map(|row| Some((row.subscription_id?, row)));
        let mut found: HashMap<ActionsOf, Self::Value> = keys.iter().map(|key| (*key, Vec::new())).collect();
        for (service, row) in of_service {
            found.entry(ActionsOf(service)).or_default().push(row);
        }
        Ok(found)
    }
}
