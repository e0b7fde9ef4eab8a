//! Who may know of an event.

use super::entity::outbox_event::Model;
use crate::kernel::actor::StaffRole;
use crate::kernel::ids::{AccountId, CustomerId, ResellerId};

/// Who may know of an event, always within its tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// This account alone.
    Account(AccountId),
    /// Whoever sees this customer, as far as the policy of what happened allows: its members, the reseller that serves
    /// it, staff.
    Customer(CustomerId),
    /// The employees of this reseller.
    Reseller(ResellerId),
    /// Staff of one of these roles.
    Staff(Vec<StaffRole>),
}

/// The columns of an audience.
pub(super) struct Columns {
    pub account: Option<AccountId>,
    pub customer: Option<CustomerId>,
    pub reseller: Option<ResellerId>,
    pub staff: Option<String>,
}

const STAFF: [(StaffRole, &str); 4] = [
    (StaffRole::Support, "SUPPORT"),
    (StaffRole::Billing, "BILLING"),
    (StaffRole::Noc, "NOC"),
    (StaffRole::TenantAdmin, "TENANT_ADMIN"),
];

impl Audience {
    pub(super) fn into_columns(self) -> Columns {
        let nobody = Columns { account: None, customer: None, reseller: None, staff: None };
        match self {
            Self::Account(id) => Columns { account: Some(id), ..nobody },
            Self::Customer(id) => Columns { customer: Some(id), ..nobody },
            Self::Reseller(id) => Columns { reseller: Some(id), ..nobody },
            Self::Staff(roles) => {
                let names = STAFF.iter().filter(|(role, _)| roles.contains(role)).map(|(_, name)| *name);
                Columns { staff: Some(names.collect::<Vec<_>>().join(",")), ..nobody }
            }
        }
    }
}

impl Model {
    /// Who may know. Without a single audience, which a CHECK of the table excludes, nobody: staff of no role.
    pub fn audience(&self) -> Audience {
        match (self.account_id, self.customer_id, self.reseller_id, &self.staff_roles) {
            (Some(id), None, None, None) => Audience::Account(id),
            (None, Some(id), None, None) => Audience::Customer(id),
            (None, None, Some(id), None) => Audience::Reseller(id),
            (None, None, None, Some(names)) => {
                let named =
                    |name: &str| STAFF.iter().find(|(_, known)| *known == name).map(|(role, _)| *role);
                Audience::Staff(names.split(',').filter_map(named).collect())
            }
            _ => Audience::Staff(Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::EventType;
    use crate::kernel::ids::{EventId, TenantId, TypedId as _};
    use uuid::Uuid;

    fn event(audience: Audience) -> Model {
        let Columns { account, customer, reseller, staff } = audience.into_columns();
        Model {
            id: EventId::from_uuid(Uuid::nil()),
            tenant_id: TenantId::from_uuid(Uuid::nil()),
            cursor: None,
            event_type: EventType::InvoicePaid,
            subject: String::new(),
            account_id: account,
            customer_id: customer,
            reseller_id: reseller,
            staff_roles: staff,
            payload: serde_json::Value::Null,
            at: "2026-11-22T10:00:00Z".parse().expect("valid"),
        }
    }

    #[test]
    fn audiences_come_back_as_they_were_stored() {
        for audience in [
            Audience::Account(AccountId::from_uuid(Uuid::max())),
            Audience::Customer(CustomerId::from_uuid(Uuid::max())),
            Audience::Reseller(ResellerId::from_uuid(Uuid::max())),
            Audience::Staff(vec![StaffRole::Support, StaffRole::Noc]),
            Audience::Staff(Vec::new()),
        ] {
            assert_eq!(event(audience.clone()).audience(), audience);
        }
    }

    #[test]
    fn a_row_with_two_audiences_is_for_nobody() {
        let mut broken = event(Audience::Account(AccountId::from_uuid(Uuid::max())));
        broken.customer_id = Some(CustomerId::from_uuid(Uuid::max()));
        assert_eq!(broken.audience(), Audience::Staff(Vec::new()));
    }
}
