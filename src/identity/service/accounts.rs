//! Creating accounts: the operator's command, the seed, tests.

use sea_orm::Set;
use secrecy::SecretString;

use super::Identity;
use crate::db::{DbError, Scope};
use crate::identity::entity::account_link::{self, LinkRole, LinkStatus};
use crate::identity::entity::portal_account::{self, AccountKind, AccountStatus};
use crate::identity::portal_id::{PortalId, PortalIdFormat};
use crate::identity::store;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, CustomerId, ResellerId};
use crate::kernel::problem::Invalid;
use crate::ports::password::HashError;
use crate::tenancy::Tenant;

/// A login to create, with the one role it begins with.
#[derive(Debug)]
pub struct NewAccount {
    /// The person's name.
    pub display_name: String,
    /// Where mails go.
    pub email: Option<String>,
    /// The first password.
    pub password: SecretString,
    /// The right it gives.
    pub role: LinkRole,
    /// The customer of a member role.
    pub customer: Option<CustomerId>,
    /// The reseller of a reseller role.
    pub reseller: Option<ResellerId>,
}

/// Why an account was not created.
#[derive(Debug, thiserror::Error)]
pub enum CreateAccountError {
    /// The input is wrong.
    #[error("{}: {}", .0.field, .0.message)]
    Invalid(Invalid),
    /// Not the caller's doing.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Tries before giving up on finding a free portal ID: with 8 symbols even the second is hardly ever needed.
const TRIES: usize = 8;

impl Identity {
    /// Creates an active account with a fresh portal ID.
    pub async fn create_account(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        new: NewAccount,
    ) -> Result<(AccountId, PortalId), CreateAccountError> {
        let kind = check(&new).map_err(CreateAccountError::Invalid)?;
        let format =
            PortalIdFormat::new(&tenant.portal_prefix, usize::from(tenant.settings.portal_id_length))
                .map_err(Fault::internal)?;
        let hash = match self.hasher.hash(new.password).await {
            Ok(hash) => hash,
            Err(HashError::TooLong) => {
                return Err(CreateAccountError::Invalid(Invalid::new("password", "is too long")));
            }
            Err(error @ (HashError::Busy | HashError::Internal(_))) => {
                return Err(Fault::internal(error).into());
            }
        };
        for _ in 0..TRIES {
            let portal_id = PortalId::generate(&format, &**scope.entropy());
            let id: AccountId = scope.new_id();
            let account = portal_account::ActiveModel {
                id: Set(id),
                portal_id: Set(portal_id.as_str().to_owned()),
                kind: Set(kind),
                status: Set(AccountStatus::Active),
                password_hash: Set(Some(hash.clone())),
                must_change_password: Set(false),
                display_name: Set(new.display_name.clone()),
                email: Set(new.email.clone()),
                email_verified: Set(false),
                phone: Set(None),
                locale: Set(None),
                session_epoch: Set(0),
                last_login_at: Set(None),
                created_at: Set(scope.real_now()),
                version: Set(1),
                ..Default::default()
            };
            let link = account_link::ActiveModel {
                id: Set(scope.new_id()),
                account_id: Set(id),
                customer_id: Set(new.customer),
                reseller_id: Set(new.reseller),
                role: Set(new.role),
                status: Set(LinkStatus::Active),
                created_at: Set(scope.real_now()),
                ..Default::default()
            };
            let tx = scope.begin().await.map_err(Fault::from)?;
            match store::insert_account(&tx, account, vec![link]).await {
                Ok(()) => {
                    tx.audit("account.create", id.to_string(), None).await.map_err(Fault::from)?;
                    tx.commit().await.map_err(Fault::from)?;
                    return Ok((id, portal_id));
                }
                Err(DbError::Unique(_)) => {}
                Err(DbError::ForeignKey(_)) => {
                    let field = if new.customer.is_some() { "customer" } else { "reseller" };
                    return Err(CreateAccountError::Invalid(Invalid::new(
                        field,
                        "does not exist in this tenant",
                    )));
                }
                Err(other) => return Err(CreateAccountError::Fault(other.into())),
            }
        }
        Err(Fault::internal("no free portal ID was found").into())
    }
}

/// Whose login it is, if role and subject fit each other.
fn check(new: &NewAccount) -> Result<AccountKind, Invalid> {
    if new.display_name.trim().is_empty() {
        return Err(Invalid::new("displayName", "must not be empty"));
    }
    match (new.role, new.customer, new.reseller) {
        (LinkRole::Owner | LinkRole::Payer | LinkRole::Technical | LinkRole::Viewer, Some(_), None) => {
            Ok(AccountKind::Customer)
        }
        (LinkRole::Owner | LinkRole::Payer | LinkRole::Technical | LinkRole::Viewer, _, _) => {
            Err(Invalid::new("customer", "a member role needs a customer and no reseller"))
        }
        (LinkRole::ResellerAdmin | LinkRole::ResellerAgent, None, Some(_)) => Ok(AccountKind::Reseller),
        (LinkRole::ResellerAdmin | LinkRole::ResellerAgent, _, _) => {
            Err(Invalid::new("reseller", "a reseller role needs a reseller and no customer"))
        }
        (LinkRole::Support | LinkRole::Billing | LinkRole::Noc | LinkRole::TenantAdmin, None, None) => {
            Ok(AccountKind::Admin)
        }
        (LinkRole::Support | LinkRole::Billing | LinkRole::Noc | LinkRole::TenantAdmin, _, _) => {
            Err(Invalid::new("role", "a staff role needs neither customer nor reseller"))
        }
    }
}
