//! What identity asks about customers: they belong to a feature further right, which answers through this trait.

use async_trait::async_trait;

use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;

/// The customers as identity needs them.
#[async_trait]
pub trait CustomerDirectory: Send + Sync {
    /// The name of a customer within the reach of the scope's actor; none for what does not exist and for what the
    /// actor may not see, in the same way. Not a look that is written down: the caller gets no data of the customer.
    async fn name_within_reach(&self, scope: &Scope, customer: CustomerId) -> Result<Option<String>, Fault>;
}
