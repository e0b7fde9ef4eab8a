//! `viewer`: the caller and its worlds.

use async_graphql::{Context, Enum, Object, SimpleObject};

use crate::customers;
use crate::customers::graphql::{CustomerNode, ResellerNode};
use crate::db::TenantRef;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::identity::SignedIn;
use crate::identity::graphql::AccountNode;
use crate::kernel::actor::{CallerKind, StaffRole};
use crate::portal::dashboard;
use crate::{billing, identity, payments};

/// The caller.
pub struct ViewerNode<'a>(pub &'a SignedIn);

/// The caller, and what it may reach. Everything a customer owns hangs under `customer`.
#[Object(name = "Viewer")]
impl ViewerNode<'_> {
    /// The caller's own account.
    async fn account(&self) -> AccountNode {
        AccountNode(self.0.account.clone())
    }

    /// The customer the caller is a member of; the first where there are several; null where there is none.
    async fn customer(&self, ctx: &Context<'_>) -> Option<Result<CustomerNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            if let Some(wanted) = dashboard::Wanted::of(ctx, &request.scope)
                && let Some(customer) = request.scope.actor().customers().next()
            {
                return dashboard::load(&request.scope, customer, wanted).await;
            }
            Ok(customers::own(&request.scope).await?.into_iter().next().map(CustomerNode::new))
        }))
        .await
    }

    /// All customers the caller is a member of, in the order the rights were given; at most 20.
    async fn customers(&self, ctx: &Context<'_>) -> Result<Vec<CustomerNode>, ApiError> {
        Ok(customers::own(&request(ctx).scope).await?.into_iter().map(CustomerNode::new).collect())
    }

    /// The reseller the caller works for, the first where there are several; null where there is none or it is not active.
    async fn reseller(&self, ctx: &Context<'_>) -> Option<Result<ResellerNode, ApiError>> {
        nullable(Box::pin(async {
            let own = customers::own_resellers(&request(ctx).scope).await?;
            Ok(own.into_iter().next().and_then(ResellerNode::new))
        }))
        .await
    }

    /// The caller's role in the ISP's own staff, the first where there are several; null where it has none.
    async fn staff(&self, ctx: &Context<'_>) -> Option<Staff> {
        request(ctx).scope.actor().staff().next().map(|role| Staff { role: role.into() })
    }

    /// What the caller may do, over all its roles; a page hides what is missing here. Whether it may be done to a given
    /// object is decided there.
    async fn permissions(&self, ctx: &Context<'_>) -> Vec<Permission> {
        let actor = request(ctx).scope.actor();
        let tenant = request(ctx).scope.tenant();
        let held = |permission: &Permission| actor.kinds().any(|kind| permission.given_to(tenant, kind));
        Permission::ALL.iter().copied().filter(held).collect()
    }
}

/// The caller as one of the ISP's own staff.
#[derive(SimpleObject)]
pub struct Staff {
    /// The role.
    role: StaffRoleName,
}

/// A role in the ISP's own staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "StaffRole")]
pub enum StaffRoleName {
    /// Answers tickets.
    Support,
    /// Works on bills.
    Billing,
    /// Runs the network.
    Noc,
    /// Administers the ISP's portal.
    TenantAdmin,
}

impl From<StaffRole> for StaffRoleName {
    fn from(role: StaffRole) -> Self {
        match role {
            StaffRole::Support => Self::Support,
            StaffRole::Billing => Self::Billing,
            StaffRole::Noc => Self::Noc,
            StaffRole::TenantAdmin => Self::TenantAdmin,
        }
    }
}

/// Something a caller may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum Permission {
    /// Sees invoices, credit notes and balances.
    ViewBills,
    /// Sees payments.
    ViewPayments,
    /// Looks customers up.
    SearchCustomers,
    /// Lifts locks of portal IDs.
    UnlockAccounts,
}

impl Permission {
    const ALL: &[Self] = &[Self::ViewBills, Self::ViewPayments, Self::SearchCustomers, Self::UnlockAccounts];

    fn given_to(self, tenant: &TenantRef, kind: CallerKind) -> bool {
        match self {
            Self::ViewBills => billing::policy::shows_bills(tenant, kind),
            Self::ViewPayments => payments::policy::shows_payments(tenant, kind),
            Self::SearchCustomers => customers::policy::may_search(kind),
            Self::UnlockAccounts => identity::policy::may_unlock(kind),
        }
    }
}
