//! The access path of service levels, batched per request.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;

use super::Level;
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::SlaPolicyId;
use crate::tickets::store;

/// Loads service levels of one request.
pub struct LevelsLoader(pub Scope);

/// A service level with its calendar, active or not: only for rows that point to it and have been seen. Two statements for
/// any number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LevelOf(pub SlaPolicyId);

impl Loader<LevelOf> for LevelsLoader {
    type Value = Arc<Level>;
    type Error = Fault;

    async fn load(&self, keys: &[LevelOf]) -> Result<HashMap<LevelOf, Arc<Level>>, Fault> {
        let ids: Vec<SlaPolicyId> = keys.iter().map(|key| key.0).collect();
        let policies = store::levels::policies_by_id(&self.0, &ids).await?;
        let mut calendars: Vec<_> = policies.iter().map(|policy| policy.calendar_id).collect();
        calendars.sort_unstable();
        calendars.dedup();
        let calendars = store::levels::calendars_by_id(&self.0, &calendars).await?;
        let level = |policy: crate::tickets::entity::sla_policy::Model| {
            let calendar = calendars.iter().find(|calendar| calendar.id == policy.calendar_id).cloned();
            let calendar = calendar.ok_or_else(|| Fault::internal("a service level has no calendar"))?;
            Ok((LevelOf(policy.id), Arc::new(Level::of(policy, calendar)?)))
        };
        policies.into_iter().map(level).collect()
    }
}
