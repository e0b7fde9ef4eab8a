//! Creating accounts: the operator's command, the seed, tests.

use sea_orm::Set;
use secrecy::SecretString;

use super::Identity;
use crate::db::{DbError, Reads as _, Scope, Tx};
use crate::identity::entity::account_link::{self, LinkRole, LinkStatus};
use crate::identity::entity::portal_account::{self, AccountKind, AccountStatus};
use crate::identity::portal_id::{PortalId, PortalIdFormat};
use crate::identity::store;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, CustomerId, ResellerId};
use crate::kernel::problem::Invalid;
use crate::ports::mail::is_address;
use crate::ports::password::HashError;
use crate::tenancy::Tenant;

/// A login to create, with the one role it begins with.
#[derive(Debug)]
pub struct NewAccount {
    /// The person's name.
    pub display_name: String,
    /// Where mails go.
    pub email: Option<String>,
    /// How its owner gets in.
    pub first: FirstPassword,
    /// The right it gives.
    pub role: LinkRole,
    /// The customer of a member role.
    pub customer: Option<CustomerId>,
    /// The reseller of a reseller role.
    pub reseller: Option<ResellerId>,
}

/// How the owner of a new account gets in.
#[derive(Debug)]
pub enum FirstPassword {
    /// By this password. Who gives it, the operator, answers for it: it is not held against the tenant's rules.
    Given(SecretString),
    /// By this password once: the first sign-in asks for another.
    Temporary(SecretString),
    /// By a token, which is mailed where there is an address: the account waits for its activation.
    Invitation,
}

/// An account that was created.
#[derive(Debug)]
pub struct CreatedAccount {
    /// The account.
    pub id: AccountId,
    /// What its owner types.
    pub portal_id: PortalId,
    /// The activation token of an invited account.
    pub activation: Option<SecretString>,
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
    /// Creates an account with a fresh portal ID.
    pub async fn create_account(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        mut new: NewAccount,
    ) -> Result<CreatedAccount, CreateAccountError> {
        let kind = check(&new).map_err(CreateAccountError::Invalid)?;
        let format =
            PortalIdFormat::new(&tenant.portal_prefix, usize::from(tenant.settings.portal_id_length))
                .map_err(Fault::internal)?;
        let (password, must_change) = match std::mem::replace(&mut new.first, FirstPassword::Invitation) {
            FirstPassword::Given(password) => (Some(password), false),
            FirstPassword::Temporary(password) => (Some(password), true),
            FirstPassword::Invitation => (None, false),
        };
        let hash = match password {
            Some(password) => Some(self.first_hash(password).await?),
            None => None,
        };
        let invited = hash.is_none();
        for _ in 0..TRIES {
            let rows = rows(scope, &format, &new, kind, hash.clone(), must_change);
            let NewRows { id, portal_id, account, link } = rows;
            let tx = scope.begin().await.map_err(Fault::from)?;
            match store::insert_account(&tx, account, vec![link]).await {
                Ok(()) => {
                    tx.audit("account.create", id.to_string(), None).await.map_err(Fault::from)?;
                    let activation = if invited { self.invite_new(&tx, tenant, id).await? } else { None };
                    tx.commit().await.map_err(Fault::from)?;
                    return Ok(CreatedAccount { id, portal_id, activation });
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

    /// Creates, in the transaction that creates the customer, its owner's account: without a password, and invited by mail
    /// where it has an address and `invite` says so. For imports; a portal ID that is taken (one in 10¹¹) fails the
    /// transaction, which is begun anew.
    pub async fn create_owner(
        &self,
        tx: &Tx,
        tenant: &Tenant,
        new: NewAccount,
        invite: bool,
    ) -> Result<PortalId, CreateAccountError> {
        let kind = check(&new).map_err(CreateAccountError::Invalid)?;
        let format =
            PortalIdFormat::new(&tenant.portal_prefix, usize::from(tenant.settings.portal_id_length))
                .map_err(Fault::internal)?;
        let NewRows { id, portal_id, account, link } = rows(tx.scope(), &format, &new, kind, None, false);
        store::insert_account(tx, account, vec![link]).await.map_err(Fault::from)?;
        if invite && new.email.is_some() {
            self.invite_new(tx, tenant, id).await?;
        }
        Ok(portal_id)
    }

    async fn first_hash(&self, password: SecretString) -> Result<String, CreateAccountError> {
        self.hasher.hash(password).await.map_err(|error| match error {
            HashError::TooLong => CreateAccountError::Invalid(Invalid::new("password", "is too long")),
            HashError::Busy | HashError::Internal(_) => Fault::internal(error).into(),
        })
    }

    async fn invite_new(
        &self,
        tx: &Tx,
        tenant: &Tenant,
        id: AccountId,
    ) -> Result<Option<SecretString>, Fault> {
        let Some(found) = store::account(tx, id).await? else { return Ok(None) };
        Ok(Some(self.invite(tx, tenant, &found.account).await?))
    }
}

/// The rows of a new account, under a portal ID of its own.
struct NewRows {
    id: AccountId,
    portal_id: PortalId,
    account: portal_account::ActiveModel,
    link: account_link::ActiveModel,
}

/// Without a hash it waits for its activation.
fn rows(
    scope: &Scope,
    format: &PortalIdFormat,
    new: &NewAccount,
    kind: AccountKind,
    hash: Option<String>,
    must_change: bool,
) -> NewRows {
    let portal_id = PortalId::generate(format, &**scope.entropy());
    let id: AccountId = scope.new_id();
    let status = if hash.is_some() { AccountStatus::Active } else { AccountStatus::PendingActivation };
    let account = portal_account::ActiveModel {
        id: Set(id),
        portal_id: Set(portal_id.as_str().to_owned()),
        kind: Set(kind),
        status: Set(status),
        password_hash: Set(hash),
        must_change_password: Set(must_change),
        password_changed_at: Set(None),
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
    NewRows { id, portal_id, account, link }
}

/// Whose login it is, if role and subject fit each other.
fn check(new: &NewAccount) -> Result<AccountKind, Invalid> {
    if new.display_name.trim().is_empty() {
        return Err(Invalid::new("displayName", "must not be empty"));
    }
    if new.email.as_deref().is_some_and(|email| !is_address(email)) {
        return Err(Invalid::new("email", "is not a mail address"));
    }
    fits(new.role, new.customer, new.reseller)
}

/// Whose login it is that begins with such a link, if role and subject fit each other.
pub(super) fn fits(
    role: LinkRole,
    customer: Option<CustomerId>,
    reseller: Option<ResellerId>,
) -> Result<AccountKind, Invalid> {
    match (role, customer, reseller) {
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
