//! What identity asks about customers.

use async_trait::async_trait;

use super::reach;
use crate::db::Scope;
use crate::identity::CustomerDirectory;
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;

/// Answers out of this feature's tables.
#[derive(Debug, Clone, Copy, Default)]
pub struct Directory;

#[async_trait]
impl CustomerDirectory for Directory {
    async fn name_within_reach(&self, scope: &Scope, customer: CustomerId) -> Result<Option<String>, Fault> {
        Ok(reach::find(scope, &[customer]).await?.pop().map(|found| found.customer.name))
    }
}
