//! What a personal access token may be used for. Pure.
//!
//! A scope takes rights away and never gives any: it narrows the account's roles to those that see no more than the
//! scope says, so that every rule that asks for a role holds for tokens too, the ones written later included.

use async_graphql::Enum;
use serde::{Deserialize, Serialize};

use crate::kernel::actor::{MemberRole, Role};

/// What a personal access token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TokenScope {
    /// Reads the services of the customers that the account is a member of, and the customers themselves.
    Services,
    /// Reads the bills and payments of the customers that the account is a member of, and the customers themselves.
    Billing,
    /// Reads what the account sees as an employee of the ISP or of a reseller.
    Work,
}

/// What remains of a role within `scopes`.
pub(super) fn narrowed(role: Role, scopes: &[TokenScope]) -> Option<Role> {
    let has = |scope| scopes.contains(&scope);
    match role {
        Role::Customer(customer, right) => {
            let services = has(TokenScope::Services) && right != MemberRole::Payer;
            let billing = has(TokenScope::Billing) && right != MemberRole::Technical;
            let left = match (services, billing) {
                // Everything, changes nothing.
                (true, true) => Some(MemberRole::Viewer),
                (true, false) => Some(MemberRole::Technical),
                (false, true) => Some(MemberRole::Payer),
                (false, false) => None,
            };
            left.map(|right| Role::Customer(customer, right))
        }
        Role::Reseller(..) | Role::Staff(_) => has(TokenScope::Work).then_some(role),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(roles: &[Role], scopes: &[TokenScope]) -> Vec<Role> {
        roles.iter().filter_map(|role| narrowed(*role, scopes)).collect()
    }

    use crate::kernel::actor::{ResellerRole, StaffRole};
    use crate::kernel::ids::{CustomerId, ResellerId};

    #[test]
    fn every_role_in_every_combination_of_scopes() {
        use MemberRole::{Owner, Payer, Technical, Viewer};
        use TokenScope::{Billing, Services, Work};
        let member = |right| Role::Customer(CustomerId(uuid::Uuid::nil()), right);
        for (scopes, owner, payer, technical, viewer) in [
            (&[][..], None, None, None, None),
            (&[Work], None, None, None, None),
            (&[Services], Some(Technical), None, Some(Technical), Some(Technical)),
            (&[Billing], Some(Payer), Some(Payer), None, Some(Payer)),
            (&[Billing, Services], Some(Viewer), Some(Payer), Some(Technical), Some(Viewer)),
        ] {
            for (right, left) in [(Owner, owner), (Payer, payer), (Technical, technical), (Viewer, viewer)] {
                let expected: Vec<Role> = left.map(member).into_iter().collect();
                assert_eq!(within(&[member(right)], scopes), expected, "{right:?} within {scopes:?}");
            }
        }
        for role in [
            Role::Staff(StaffRole::TenantAdmin),
            Role::Reseller(ResellerId(uuid::Uuid::nil()), ResellerRole::Admin),
        ] {
            assert_eq!(within(&[role], &[Work]), [role]);
            assert_eq!(within(&[role], &[Services, Billing]), []);
        }
    }
}
