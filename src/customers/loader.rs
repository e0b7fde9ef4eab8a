//! The access paths of customers.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;

use super::reach::{Seen, seen};
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;

/// Loads customers that the caller may see, for one request.
pub struct CustomersLoader(pub Scope);

/// A customer by id; missing where the caller may not see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CustomerById(pub CustomerId);

impl Loader<CustomerById> for CustomersLoader {
    type Value = Seen;
    type Error = Fault;

    async fn load(&self, keys: &[CustomerById]) -> Result<HashMap<CustomerById, Seen>, Fault> {
        let ids: Vec<CustomerId> = keys.iter().map(|key| key.0).collect();
        Ok(seen(&self.0, &ids)
            .await?
            .into_iter()
            .map(|seen| (CustomerById(seen.customer.id), seen))
            .collect())
    }
}
