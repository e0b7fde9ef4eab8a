//! The access paths of payments.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;

use super::entity::payment;
use super::store;
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::PaymentId;

/// Loads payments that seen rows point to, for one request.
pub struct PaymentsLoader(pub Scope);

/// A payment by id: only for allocations that have been seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PaymentById(pub PaymentId);

impl Loader<PaymentById> for PaymentsLoader {
    type Value = payment::Model;
    type Error = Fault;

    async fn load(&self, keys: &[PaymentById]) -> Result<HashMap<PaymentById, Self::Value>, Fault> {
        let ids: Vec<PaymentId> = keys.iter().map(|key| key.0).collect();
        let rows = store::payments_by_id(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (PaymentById(row.id), row)).collect())
    }
}
