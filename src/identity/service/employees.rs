//! The ISP's own people, for features that give work to them.

use crate::db::Reads;
use crate::identity::store::employees as rows;
use crate::kernel::fault::Fault;
use crate::kernel::ids::AccountId;

/// Employees that are listed at most.
pub const MAX_EMPLOYEES: u64 = 300;

/// An employee, or somebody who was one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employee {
    /// The account.
    pub id: AccountId,
    /// The person's name.
    pub name: String,
}

/// Those of these accounts that are active and have an active role in the ISP's own staff. One statement for any number.
pub async fn employees_among(db: &impl Reads, accounts: &[AccountId]) -> Result<Vec<Employee>, Fault> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(rows::among(db, accounts).await?)
}

/// The active employees by name, and the accounts `beside` them, whatever they are by now; at most [`MAX_EMPLOYEES`]. One
/// statement.
pub async fn employees(db: &impl Reads, beside: &[AccountId]) -> Result<Vec<Employee>, Fault> {
    Ok(rows::all(db, beside, MAX_EMPLOYEES).await?)
}
