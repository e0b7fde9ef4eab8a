//! Who the members of customers are.

use crate::db::Reads;
use crate::identity::account::role_of;
use crate::identity::store;
use crate::kernel::actor::{MemberRole, Role, StaffRole};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, CustomerId};

/// An account that is a member of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// The customer.
    pub customer: CustomerId,
    /// The account.
    pub account: AccountId,
    /// Its right; an account may have several on a customer, each a member of its own here.
    pub role: MemberRole,
}

/// The members of these customers whose accounts and links are active: for whoever has something to tell them.
pub async fn members_of(db: &impl Reads, customers: &[CustomerId]) -> Result<Vec<Member>, Fault> {
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let links = store::member_links(db, customers).await?;
    let member = |link: crate::identity::entity::account_link::Model| match role_of(
        link.role,
        link.customer_id,
        link.reseller_id,
    )? {
        Role::Customer(customer, role) => Some(Member { customer, account: link.account_id, role }),
        Role::Reseller(..) | Role::Staff(_) => None,
    };
    Ok(links.into_iter().filter_map(member).collect())
}

/// Which of these accounts are the ISP's staff, and as what: their accounts and links are active. An account is here once for
/// each of its roles.
pub async fn staff_among(
    db: &impl Reads,
    accounts: &[AccountId],
) -> Result<Vec<(AccountId, StaffRole)>, Fault> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let links = store::links_of_active(db, accounts).await?;
    let staff = |link: crate::identity::entity::account_link::Model| match role_of(
        link.role,
        link.customer_id,
        link.reseller_id,
    )? {
        Role::Staff(role) => Some((link.account_id, role)),
        Role::Customer(..) | Role::Reseller(..) => None,
    };
    Ok(links.into_iter().filter_map(staff).collect())
}
