//! What the operator's commands do to accounts that exist: finding them, giving them rights and taking those back.
//!
//! Invariants: an account has a right on a customer or reseller, or a role in the staff, once; a customer that has an owner
//! keeps one.

use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};
use serde_json::json;

use super::accounts::fits;
use super::admin::is_reason;
use super::members::{MemberError, MemberRefusal, held};
use super::passwords::printed;
use super::{Identity, access_events, member_events};
use crate::db::audit::Record;
use crate::db::{DbError, Scope, Tx};
use crate::identity::account::AccountWithRoles;
use crate::identity::entity::account_link::{self, LinkRole, LinkStatus};
use crate::identity::entity::portal_account::{self, AccountStatus};
use crate::identity::loader::MOST;
use crate::identity::portal_id::{PortalId, PortalIdFormat};
use crate::identity::store::{self, admin, members};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, AccountLinkId, CustomerId, ResellerId, TypedId as _};
use crate::kernel::problem::Invalid;
use crate::tenancy::Tenant;

/// A right on something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkTarget {
    /// The right.
    pub role: LinkRole,
    /// The customer of a member role.
    pub customer: Option<CustomerId>,
    /// The reseller of a reseller role.
    pub reseller: Option<ResellerId>,
}

/// Why an account's rights are as they were.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// Role and subject do not fit each other.
    #[error("{}: {}", .0.field, .0.message)]
    Invalid(Invalid),
    /// The account is disabled.
    #[error("the account is disabled for good")]
    Disabled,
    /// There is such a right already.
    #[error("the account has this right already")]
    Exists,
    /// There is no such right.
    #[error("the account does not have this right")]
    Missing,
    /// The customer would be left without an owner.
    #[error("the customer would be left without an owner; make another one first")]
    LastOwner,
    /// Not the caller's doing.
    #[error(transparent)]
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for LinkError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// The account of an id or of a portal ID as people write it.
pub async fn find_account(
    scope: &Scope,
    tenant: &Tenant,
    text: &str,
) -> Result<Option<AccountWithRoles>, Fault> {
    if let Ok(id) = AccountId::parse(text) {
        return Ok(store::account(scope, id).await?);
    }
    let length = usize::from(tenant.settings.portal_id_length);
    let format = PortalIdFormat::new(&tenant.portal_prefix, length).map_err(Fault::internal)?;
    match PortalId::normalise(text, &format) {
        Ok(portal_id) => Ok(store::account_by_portal_id(scope, portal_id.as_str()).await?),
        Err(_) => Ok(None),
    }
}

/// The first active links of each account, the eldest first: at most 20 of one.
pub async fn links_of(scope: &Scope, accounts: &[AccountId]) -> Result<Vec<account_link::Model>, Fault> {
    Ok(admin::links_of(scope, accounts, MOST.into()).await?)
}

/// The portal ID of an account as it is printed.
pub fn printed_portal_id(tenant: &Tenant, account: &portal_account::Model) -> String {
    printed(tenant, account)
}

/// Why something is done, as it is kept.
fn checked(reason: &str) -> Result<&str, LinkError> {
    let reason = reason.trim();
    let fault = || LinkError::Invalid(Invalid::new("reason", "must be 1 to 500 characters"));
    is_reason(reason).then_some(reason).ok_or_else(fault)
}

impl Identity {
    /// Gives an account a right.
    pub async fn link_account(
        &self,
        scope: &Scope,
        account: &AccountWithRoles,
        to: LinkTarget,
        reason: &str,
    ) -> Result<AccountLinkId, LinkError> {
        let reason = checked(reason)?;
        fits(to.role, to.customer, to.reseller).map_err(LinkError::Invalid)?;
        let row = account_link::Model {
            id: scope.new_id(),
            tenant_id: scope.tenant().id,
            account_id: account.account.id,
            customer_id: to.customer,
            reseller_id: to.reseller,
            role: to.role,
            status: LinkStatus::Active,
            created_at: scope.real_now(),
        };
        let tx = scope.begin().await?;
        // In the order of everybody who changes members; and the account, so that two commands make no two links.
        if let Some(customer) = to.customer {
            members::hold_members(&tx, customer).await?;
        }
        let owner = store::hold_account(&tx, account.account.id).await?;
        if owner.is_none_or(|owner| owner.status == AccountStatus::Disabled) {
            return Err(LinkError::Disabled);
        }
        if find(&tx, account.account.id, to).await?.is_some() {
            return Err(LinkError::Exists);
        }
        match members::insert_link(&tx, row.clone().into_active_model().reset_all()).await {
            Ok(()) => {}
            Err(DbError::ForeignKey(_)) => {
                let field = if to.customer.is_some() { "customer" } else { "reseller" };
                return Err(LinkError::Invalid(Invalid::new(field, "does not exist in this tenant")));
            }
            Err(other) => return Err(other.into()),
        }
        tx.record(record("account.link", &row, reason).after(shown(&row))).await?;
        access_events::changed(&tx, row.account_id).await?;
        if let Some(customer) = to.customer {
            member_events::added(&tx, customer, &row, &account.account.display_name).await?;
        }
        tx.commit().await?;
        Ok(row.id)
    }

    /// Takes a right back: what it reaches ends with the next request.
    pub async fn unlink_account(
        &self,
        scope: &Scope,
        account: &AccountWithRoles,
        from: LinkTarget,
        reason: &str,
    ) -> Result<(), LinkError> {
        let reason = checked(reason)?;
        fits(from.role, from.customer, from.reseller).map_err(LinkError::Invalid)?;
        let tx = scope.begin().await?;
        let link = find(&tx, account.account.id, from).await?.ok_or(LinkError::Missing)?;
        if let Some(customer) = from.customer {
            held(&tx, customer, link.id, false).await.map_err(of_member)?;
        }
        if !members::revoke_link(&tx, link.id).await? {
            return Err(LinkError::Missing);
        }
        tx.record(record("account.unlink", &link, reason).before(shown(&link))).await?;
        access_events::changed(&tx, link.account_id).await?;
        if let Some(customer) = from.customer {
            member_events::removed(&tx, customer, &link).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

async fn find(
    tx: &Tx,
    account: AccountId,
    target: LinkTarget,
) -> Result<Option<account_link::Model>, DbError> {
    let links = admin::active_links(tx, account).await?;
    Ok(links.into_iter().find(|link| {
        LinkTarget { role: link.role, customer: link.customer_id, reseller: link.reseller_id } == target
    }))
}

fn record(action: &'static str, link: &account_link::Model, reason: &str) -> Record {
    let record = Record::new(action, link.account_id).reason(reason);
    match link.customer_id {
        Some(customer) => record.customer(customer),
        None => record,
    }
}

fn shown(link: &account_link::Model) -> serde_json::Value {
    json!({
        "link": link.id.to_string(),
        "role": link.role,
        "customer": link.customer_id.map(|id| id.to_string()),
        "reseller": link.reseller_id.map(|id| id.to_string()),
    })
}

fn of_member(error: MemberError) -> LinkError {
    match error {
        MemberError::Refused(MemberRefusal::LastOwner) => LinkError::LastOwner,
        MemberError::Fault(fault) => LinkError::Fault(fault),
        MemberError::Refused(_) | MemberError::Forbidden | MemberError::RateLimited { .. } => {
            LinkError::Missing
        }
    }
}
