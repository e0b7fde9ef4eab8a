//! Reading the log, for the tenant's administrators.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::store;
use crate::db::audit::Model;
use crate::db::{Look, LookDepth, Scope};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, AuditEntryId, CustomerId};
use crate::kernel::page::{Page, PageRequest};

/// Which entries are wanted. Absent fields do not narrow the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryFilter {
    /// Only this action, e.g. `account.unlock`.
    pub action: Option<String>,
    /// Only what was done to this, by its external id.
    pub subject: Option<String>,
    /// Only what this account did.
    pub actor: Option<AccountId>,
    /// Only what concerns this customer, or was seen through its eyes.
    pub customer: Option<CustomerId>,
    /// At this instant or later.
    pub from: Option<Instant>,
    /// Before this instant.
    pub before: Option<Instant>,
}

/// The position of an entry in the list, which begins with the latest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryKey(pub Instant, pub Uuid);

/// One page of the log.
pub async fn entries(
    scope: &Scope,
    filter: &EntryFilter,
    request: &PageRequest<EntryKey>,
) -> Result<Page<Model>, Fault> {
    let page = store::page(scope, filter, request).await?;
    note(scope, &page.rows, LookDepth::Listed);
    Ok(page)
}

/// How many entries pass the filter.
pub async fn count(scope: &Scope, filter: &EntryFilter) -> Result<u64, Fault> {
    Ok(store::count(scope, filter).await?)
}

/// One entry.
pub async fn entry(scope: &Scope, id: AuditEntryId) -> Result<Option<Model>, Fault> {
    let entry = store::entry(scope, id).await?;
    note(scope, entry.as_slice(), LookDepth::Opened);
    Ok(entry)
}

/// An entry shows what was written of a customer, so reading it is a look at the customer.
fn note(scope: &Scope, shown: &[Model], depth: LookDepth) {
    let customers = shown.iter().filter_map(|entry| entry.customer_id);
    scope.note_looks(customers.map(|id| Look::at_customer(id, depth)));
}
