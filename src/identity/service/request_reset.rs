//! Asking for a new password, and answering by mail.
//!
//! The call only notes what was typed: unknown, closed and known portal IDs take the same statements, the same time and
//! the same answer by construction (threats.md row 12). Whether there is such an account is found out afterwards.

use chrono::TimeDelta;
use sea_orm::Set;
use secrecy::ExposeSecret as _;

use super::lane::Mark;
use super::passwords::printed;
use super::{Client, Identity, one_time};
use crate::db::{Scope, Tx};
use crate::identity::entity::one_time_token::TokenPurpose;
use crate::identity::entity::portal_account::{self, AccountStatus};
use crate::identity::entity::reset_request;
use crate::identity::portal_id::{PortalId, PortalIdError, PortalIdFormat};
use crate::identity::store::{self, passwords};
use crate::kernel::fault::Fault;
use crate::mail::Template;
use crate::ports::throttle::{CounterKey, RateVerdict};
use crate::tenancy::Tenant;

/// Wishes taken into hand together.
const BATCH: u64 = 100;

/// A wish that was not answered for so long is no longer one.
const STALE: TimeDelta = TimeDelta::minutes(60);

/// Why a wish was not noted.
#[derive(Debug)]
pub enum RequestResetError {
    /// Not a portal ID of this tenant: a typing error.
    Malformed(PortalIdError),
    /// Too many wishes in too short a time.
    RateLimited {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for RequestResetError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

impl Identity {
    /// Notes that somebody would like a new password for a portal ID.
    pub async fn request_reset(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        portal_id: &str,
    ) -> Result<(), RequestResetError> {
        let format =
            PortalIdFormat::new(&tenant.portal_prefix, usize::from(tenant.settings.portal_id_length))
                .map_err(Fault::internal)?;
        let portal_id = PortalId::normalise(portal_id, &format).map_err(RequestResetError::Malformed)?;
        let id = scope.tenant().id;
        // An outsider who uses up the wishes of a portal ID does not use up those of its owner's devices.
        let device = self.known_device(scope, portal_id.as_str(), Mark::Shown(client)).await?;
        let device = device.map(|device| device.id.to_string());
        let counted = device.as_deref().unwrap_or(portal_id.as_str());
        let limits = [
            (CounterKey::new(&self.counter_key, id, "reset", counted), self.limits.resets_per_account),
            (CounterKey::of_address(&self.counter_key, id, "reset", client.ip), self.limits.per_address),
        ];
        if let RateVerdict::Limited { retry_after } = self.throttle.hit_all(&limits, scope.real_now()).await?
        {
            return Err(RequestResetError::RateLimited {
                retry_after: super::sign_in::whole_seconds(retry_after),
            });
        }
        let tx = scope.begin().await?;
        let row = reset_request::ActiveModel {
            id: Set(scope.new_id()),
            portal_id: Set(portal_id.as_str().to_owned()),
            created_at: Set(scope.real_now()),
            ..Default::default()
        };
        passwords::insert_reset_request(&tx, row).await?;
        Ok(tx.commit().await?)
    }

    /// Answers the wishes that wait in a tenant: mails a token where there is an account with an address, an invitation
    /// where it was never activated, and nothing elsewhere. How many wishes there were.
    pub async fn answer_reset_requests(&self, scope: &Scope, tenant: &Tenant) -> Result<usize, Fault> {
        let waiting = passwords::reset_requests(scope, BATCH).await?;
        let answered = waiting.len();
        for request in waiting {
            // One that cannot be answered does not keep the others waiting.
            if let Err(fault) = self.answer(scope, tenant, &request).await {
                tracing::error!(request = %request.id, cause = %fault, "a reset was not answered");
            }
        }
        Ok(answered)
    }

    async fn answer(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        request: &reset_request::Model,
    ) -> Result<(), Fault> {
        let tx = scope.begin().await?;
        // Whoever removes the wish answers it.
        if !passwords::take_reset_request(&tx, request.id).await? {
            return Ok(());
        }
        if request.created_at > scope.real_now() - STALE {
            let found = store::account_by_portal_id(&tx, &request.portal_id).await?;
            // Held, as a change of the address holds it: a token must not go to the mailbox that was just left.
            let held = match found {
                Some(found) => store::hold_account(&tx, found.account.id).await?,
                None => None,
            };
            match held {
                Some(account) if account.status == AccountStatus::Active && account.email.is_some() => {
                    self.mail_reset(&tx, tenant, &account).await?;
                }
                Some(account) if account.status == AccountStatus::PendingActivation => {
                    self.invite(&tx, tenant, &account).await?;
                }
                _ => {}
            }
        }
        Ok(tx.commit().await?)
    }

    /// Mails a token to set a new password by, where there is an address. Whether there was.
    pub(super) async fn mail_reset(
        &self,
        tx: &Tx,
        tenant: &Tenant,
        account: &portal_account::Model,
    ) -> Result<bool, Fault> {
        let token = one_time::issue(tx, account.id, TokenPurpose::PasswordReset).await?;
        let template = Template::PasswordReset {
            name: account.display_name.clone(),
            portal_id: printed(tenant, account),
            token: token.text.expose_secret().to_owned(),
            expires_at: token.expires_at,
        };
        self.mail_to(tx, account, template).await
    }
}
