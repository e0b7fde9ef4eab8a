//! Reading customers: the own ones, those of a reseller, the staff's list.

use std::collections::HashMap;

use super::entity::customer::{self, CustomerKind, CustomerStatus};
use super::reach::{self, Reach, Seen, own_kinds};
use super::store::{self, CustomerKey};
use crate::db::{LookDepth, Reads, Scope};
use crate::kernel::actor::{CallerKind, ResellerRole};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, ResellerId};
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::problem::Invalid;

/// Which customers of a list are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerFilter {
    /// Only those in this state.
    pub status: Option<CustomerStatus>,
    /// Only persons, or only companies.
    pub kind: Option<CustomerKind>,
    /// Only those with this text in name, number or mail address.
    pub search: Option<String>,
}

/// The longest text searched for: longer ones are no names.
const MAX_SEARCH: usize = 100;

impl CustomerFilter {
    /// Checks the search text.
    pub fn check(&self) -> Result<(), Invalid> {
        match &self.search {
            Some(text) if text.trim().is_empty() => Err(Invalid::new("search", "must not be empty")),
            Some(text) if text.chars().count() > MAX_SEARCH => {
                Err(Invalid::new("search", format!("must be at most {MAX_SEARCH} characters")))
            }
            Some(text) if text.contains('\0') => Err(Invalid::new("search", "must not contain NUL")),
            _ => Ok(()),
        }
    }
}

/// Customers of one account that are listed; whoever looks after more works as a reseller.
const MAX_OWN: usize = 20;

/// The customers the account is a member of, in the order of its links; at most 20.
pub async fn own(scope: &Scope) -> Result<Vec<Seen>, Fault> {
    let ids: Vec<CustomerId> = scope.actor().customers().take(MAX_OWN).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: Vec<Seen> = store::within(scope, &Reach::Customers(ids.clone()), &ids)
        .await?
        .into_iter()
        .map(|customer| Seen { callers: Some(own_kinds(scope.actor(), customer.id)), customer })
        .collect();
    found.sort_by_key(|seen| ids.iter().position(|id| *id == seen.customer.id));
    Ok(found)
}

/// A list of customers with what the caller is to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    reach: Reach,
    /// The role that opens the list, where it is not one that the caller has on every customer anyway.
    through: Option<CallerKind>,
    filter: CustomerFilter,
}

impl List {
    /// All customers of the tenant, for its staff.
    pub fn of_tenant(filter: CustomerFilter) -> Self {
        Self { reach: Reach::Tenant, through: None, filter }
    }

    /// The customers that these resellers serve today.
    pub fn of_resellers(resellers: Vec<ResellerId>, role: ResellerRole, filter: CustomerFilter) -> Self {
        let through = Some(CallerKind::Reseller(role));
        Self { reach: Reach::Resellers(resellers), through, filter }
    }

    /// One page of the list.
    pub async fn page(&self, scope: &Scope, request: &PageRequest<CustomerKey>) -> Result<Page<Seen>, Fault> {
        let Page { rows, has_next, has_previous } =
            store::page(scope, &self.reach, &self.filter, request).await?;
        let seen = |customer: customer::Model| {
            let mut callers = own_kinds(scope.actor(), customer.id);
            callers.extend(self.through);
            Seen { customer, callers: Some(callers) }
        };
        let rows: Vec<Seen> = rows.into_iter().map(seen).collect();
        reach::note(scope, &rows, LookDepth::Listed);
        Ok(Page { rows, has_next, has_previous })
    }

    /// How many customers the list has.
    pub async fn count(&self, scope: &Scope) -> Result<u64, Fault> {
        Ok(store::count(scope, &self.reach, &self.filter).await?)
    }
}

/// Where a customer's bills go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillAddress {
    /// The name on the bill.
    pub name: String,
    /// The mail address.
    pub email: String,
}

/// Where the bills of customers go, for jobs; customers without a mail address are missing. Ids may repeat.
pub async fn bill_addresses(
    db: &impl Reads,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, BillAddress>, Fault> {
    let mut ids = customers.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let rows = store::within(db, &Reach::Tenant, &ids).await?;
    let address = |row: customer::Model| Some((row.id, BillAddress { name: row.name, email: row.email? }));
    Ok(rows.into_iter().filter_map(address).collect())
}

/// The customer of a number, for the operator's commands.
pub async fn find_by_number(scope: &Scope, number: &str) -> Result<Option<CustomerId>, Fault> {
    Ok(store::by_number(scope, number).await?.map(|customer| customer.id))
}

/// The reseller of a code, for the operator's commands.
pub async fn find_reseller(scope: &Scope, code: &str) -> Result<Option<ResellerId>, Fault> {
    Ok(store::reseller_by_code(scope, code).await?.map(|reseller| reseller.id))
}

/// What customers and resellers are called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Names of customers.
    pub customers: HashMap<CustomerId, String>,
    /// Names of resellers.
    pub resellers: HashMap<ResellerId, String>,
}

/// What they are called: for the list of whom an account may act for, whether or not its session does so now. The caller
/// vouches that the account is linked to each of them.
pub async fn names(
    scope: &Scope,
    customers: &[CustomerId],
    resellers: &[ResellerId],
) -> Result<Names, Fault> {
    let mut names = Names::default();
    if !customers.is_empty() {
        let rows = store::within(scope, &Reach::Tenant, customers).await?;
        names.customers = rows.into_iter().map(|row| (row.id, row.name)).collect();
    }
    if !resellers.is_empty() {
        let rows = store::resellers(scope, resellers).await?;
        names.resellers = rows.into_iter().map(|row| (row.id, row.name)).collect();
    }
    Ok(names)
}

/// The numbers of customers and the codes of resellers, for the operator's commands, which take them.
pub async fn handles(
    scope: &Scope,
    customers: &[CustomerId],
    resellers: &[ResellerId],
) -> Result<Names, Fault> {
    let customers = store::within(scope, &Reach::Tenant, customers).await?;
    let resellers = store::resellers(scope, resellers).await?;
    Ok(Names {
        customers: customers.into_iter().map(|row| (row.id, row.number)).collect(),
        resellers: resellers.into_iter().map(|row| (row.id, row.code)).collect(),
    })
}
