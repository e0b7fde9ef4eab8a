//! Inviting the owner of an account to activate it.

use secrecy::{ExposeSecret as _, SecretString};

use super::passwords::printed;
use super::{Identity, one_time};
use crate::db::{Scope, Tx};
use crate::identity::account::AccountWithRoles;
use crate::identity::entity::one_time_token::TokenPurpose;
use crate::identity::entity::portal_account::{self, AccountStatus};
use crate::identity::{policy, store};
use crate::kernel::fault::Fault;
use crate::kernel::ids::AccountId;
use crate::mail::Template;
use crate::tenancy::Tenant;

/// Why nobody was invited: told to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InviteRefusal {
    /// No such account in this tenant.
    NotFound,
    /// The account was activated before, or is closed.
    NotPending,
    /// The account has no mail address.
    NoAddress,
}

/// Why nobody was invited.
#[derive(Debug)]
pub enum InviteError {
    /// The caller may not.
    Forbidden,
    /// Refused, for the caller to know.
    Refused(InviteRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for InviteError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

impl Identity {
    /// Mails an activation token to the owner of an account that waits for its activation; earlier ones stay good.
    pub async fn send_activation(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        id: AccountId,
    ) -> Result<AccountWithRoles, InviteError> {
        if !scope.actor().kinds().any(policy::may_invite) {
            return Err(InviteError::Forbidden);
        }
        let refused = |why| Err(InviteError::Refused(why));
        let Some(found) = store::account(scope, id).await? else { return refused(InviteRefusal::NotFound) };
        if found.account.status != AccountStatus::PendingActivation {
            return refused(InviteRefusal::NotPending);
        }
        if found.account.email.is_none() {
            return refused(InviteRefusal::NoAddress);
        }
        let tx = scope.begin().await?;
        self.invite(&tx, tenant, &found.account).await?;
        tx.audit("account.invite", id.to_string(), None).await?;
        tx.commit().await?;
        Ok(found)
    }

    /// Issues an activation token and queues its mail, if there is an address. The token, for an operator who hands it
    /// over by other means.
    pub(super) async fn invite(
        &self,
        tx: &Tx,
        tenant: &Tenant,
        account: &portal_account::Model,
    ) -> Result<SecretString, Fault> {
        let token = one_time::issue(tx, account.id, TokenPurpose::Activation).await?;
        let template = Template::Activation {
            name: account.display_name.clone(),
            portal_id: printed(tenant, account),
            token: token.text.expose_secret().to_owned(),
            expires_at: token.expires_at,
        };
        self.mail_to(tx, account, template).await?;
        Ok(token.text)
    }
}
