//! The attempts to sign in to one's own account, and saying that one was somebody else's.

use super::Identity;
use super::sessions::Ending;
use crate::db::Scope;
use crate::db::audit::Record;
use crate::identity::account::SignedIn;
use crate::identity::entity::login_attempt;
use crate::identity::store::{self, challenges, devices, email, factors, history, passwords};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, LoginAttemptId};
use crate::kernel::page::{Page, PageRequest};
use crate::tenancy::Tenant;

/// Why an attempt was not reported.
#[derive(Debug)]
pub enum ReportError {
    /// There is no such attempt on the caller's account.
    NotFound,
    /// There is no address that a new password could be reached by: taking the old one away would lock the owner out.
    NoEmail,
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for ReportError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// The position of an attempt in its list.
pub type LoginKey = (Instant, LoginAttemptId);

impl Identity {
    /// One page of the attempts on an account, latest first. For its owner.
    pub async fn login_history(
        scope: &Scope,
        account: AccountId,
        request: &PageRequest<LoginKey>,
    ) -> Result<Page<login_attempt::Model>, Fault> {
        Ok(history::page(scope, account, request).await?)
    }

    /// How many attempts there were on an account. For its owner.
    pub async fn count_logins(scope: &Scope, account: AccountId) -> Result<u64, Fault> {
        Ok(history::count(scope, account).await?)
    }

    /// Takes the owner's word that an attempt was somebody else's: every session ends, the caller's own included, and so
    /// do sign-ins on their way and tokens in some mailbox; no device is known any more; the password is worth nothing, now and
    /// as a new one, until it is reset, for which a token is mailed. Second factors stay: a session alone is not enough to take them away. Where
    /// the session is elevated, and the attempt had succeeded, those that were set up after it go: they may be the
    /// stranger's. The mail address goes back to what it was before the attempt, and the token goes there; who had none asks
    /// the support for a code.
    pub async fn report_login(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        caller: &SignedIn,
        id: LoginAttemptId,
    ) -> Result<login_attempt::Model, ReportError> {
        let account = caller.account.id;
        let attempt = history::find(scope, account, id).await?.ok_or(ReportError::NotFound)?;
        if caller.account.email.is_none() {
            return Err(ReportError::NoEmail);
        }
        let tx = scope.begin().await?;
        // Holds the row: of a sign-in at the same time either the session ends below, or it finds the password gone.
        let mut held = store::hold_account(&tx, account).await?.ok_or(ReportError::NotFound)?;
        if let Some(old) = held.password_hash.take() {
            let keep = u64::from(tenant.settings.password_policy.history.max(1));
            passwords::remember_password(&tx, account, old, keep).await?;
        }
        challenges::drop_all(&tx, account).await?;
        passwords::withdraw_tokens(&tx, account).await?;
        self.take_back_tokens(&tx, account, None).await?;
        devices::forget_others(&tx, account, None).await?;
        history::report(&tx, account, id).await?;
        if attempt.ok && caller.session.is_elevated(scope.real_now()) {
            factors::remove_since(&tx, account, attempt.at).await?;
        }
        if attempt.ok
            && let Some(former) = email::before(&tx, account, attempt.at).await?
        {
            // Or else the token below would go to the stranger's mailbox.
            held.email = Some(former).filter(|former| !former.is_empty());
            email::put_back(&tx, account, held.email.clone()).await?;
            tx.record(Record::new("account.email.put_back", account)).await?;
        }
        self.mail_reset(&tx, tenant, &held).await?;
        let record = Record::new("account.login_reported", account);
        tx.record(record.after(serde_json::json!({ "attempt": id }))).await?;
        let reported = history::find(&tx, account, id).await?.ok_or(ReportError::NotFound)?;
        self.end_sessions(&tx, account, Ending::All).await?;
        tx.commit().await?;
        Ok(reported)
    }
}
