//! Arguments of the lists of customers.

use async_graphql::InputObject;

use super::customer::{CustomerConnection, CustomerNode};
use crate::customers::entity::customer::{CustomerKind, CustomerStatus};
use crate::customers::{CustomerFilter, CustomerKey, List};
use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::error::ApiError;
use crate::kernel::page::{PageRequest, encode_cursor};

/// Which customers are wanted. Absent fields do not narrow the list.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "CustomerFilter")]
pub struct CustomerFilterInput {
    /// Only customers in this state.
    pub status: Option<CustomerStatus>,
    /// Only persons, or only companies.
    pub kind: Option<CustomerKind>,
}

impl CustomerFilterInput {
    /// The filter with a search text.
    pub fn with_search(self, search: Option<String>) -> CustomerFilter {
        CustomerFilter {
            status: self.status,
            kind: self.kind,
            search: search.map(|text| text.trim().to_owned()),
        }
    }
}

/// One page of a list of customers.
pub async fn page_of(
    scope: &Scope,
    list: List,
    request: &PageRequest<CustomerKey>,
) -> Result<CustomerConnection, ApiError> {
    let page = list.page(scope, request).await?;
    let scope = scope.clone();
    let count = Box::new(move || {
        let (scope, list) = (scope.clone(), list.clone());
        Box::pin(async move { Ok(list.count(&scope).await?) }) as _
    });
    let cursor = |seen: &crate::customers::Seen| {
        encode_cursor(&CustomerKey(seen.customer.name.clone(), seen.customer.id.0))
    };
    Ok(CustomerConnection(Connected::new(page, cursor, CustomerNode::new, count)))
}
