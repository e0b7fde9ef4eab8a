//! Looking at the portal through a customer's eyes: what an employee on the telephone needs to see what the customer sees.
//!
//! Invariants: such a session reads what the customer's owner reads and changes nothing (`graphql::read_only`); it ends by
//! itself; the customer is told of it, with the reason; there is none from within another; and it reaches only whom the
//! employee reaches, now and not only when it began.

use chrono::{SubsecRound as _, TimeDelta};
use serde_json::json;

use super::Identity;
use crate::db::Scope;
use crate::db::audit::Record;
use crate::identity::account::SignedIn;
use crate::identity::policy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;
use crate::ports::session_store::{IssuedSession, SessionRecord, ViewAs};

/// How long a view lasts at most.
const LASTS: TimeDelta = TimeDelta::minutes(30);

/// The longest reason, in characters.
const MAX_REASON: usize = 500;

/// Why there is no view: told to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewAsRefusal {
    /// No such customer within reach.
    NotFound,
    /// The reason is empty or longer than 500 characters.
    Reason,
    /// There is no view to end.
    NotViewing,
}

/// Why a view did not begin or end.
#[derive(Debug)]
pub enum ViewAsError {
    /// The caller may not.
    Forbidden,
    /// Refused, for the caller to know.
    Refused(ViewAsRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for ViewAsError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

impl Identity {
    /// Lets the caller's session see what a customer sees. The session gets a new value.
    pub async fn start_view_as(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        customer: CustomerId,
        reason: &str,
    ) -> Result<(SignedIn, IssuedSession), ViewAsError> {
        // No chain: within a view the roles are the customer's, which may not.
        if caller.session.view_as.is_some() || !scope.actor().kinds().any(policy::may_view_as) {
            return Err(ViewAsError::Forbidden);
        }
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > MAX_REASON || reason.contains('\0') {
            return Err(ViewAsError::Refused(ViewAsRefusal::Reason));
        }
        if !self.reaches_as_employee(scope, caller, customer).await? {
            return Err(ViewAsError::Refused(ViewAsRefusal::NotFound));
        }
        let now = scope.real_now().trunc_subsecs(3);
        let view = ViewAs {
            customer,
            reason: reason.to_owned(),
            started_at: now,
            expires_at: (now + LASTS).min(caller.session.absolute_expires_at),
        };
        let tx = scope.begin().await?;
        let record = Record::new("customer.view_as.start", customer).reason(reason);
        tx.record(record.after(json!({ "expiresAt": view.expires_at }))).await?;
        let change = |record: &mut SessionRecord| record.view_as = Some(view.clone());
        // The commit first: an entry of a view that did not begin is safer than none of one that did.
        tx.commit().await?;
        let issued = self.change_session(scope, caller, &change).await?;
        Ok((caller.in_session(issued.record.clone()), issued))
    }

    /// Gives the caller's session its own rights back. The session gets a new value.
    pub async fn end_view_as(
        &self,
        scope: &Scope,
        caller: &SignedIn,
    ) -> Result<(SignedIn, IssuedSession), ViewAsError> {
        let view = caller.session.view_as.as_ref();
        let view = view.ok_or(ViewAsError::Refused(ViewAsRefusal::NotViewing))?;
        let tx = scope.begin().await?;
        let record = Record::new("customer.view_as.end", view.customer);
        tx.record(record.before(json!({ "startedAt": view.started_at }))).await?;
        tx.commit().await?;
        let issued = self.change_session(scope, caller, &|record: &mut SessionRecord| record.view_as = None);
        let issued = issued.await?;
        Ok((caller.in_session(issued.record.clone()), issued))
    }

    async fn change_session(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        change: &crate::ports::session_store::RecordChange<'_>,
    ) -> Result<IssuedSession, Fault> {
        let owner = caller.session.owner();
        let issued = self.sessions.reissue(owner, caller.session.id, change, scope.real_now()).await?;
        issued.ok_or_else(|| Fault::SessionStoreUnavailable("the session has just ended".to_owned()))
    }

    /// Takes what a view shows away when its time is up, or when the employee may no longer have it. The session stays
    /// one that changes nothing, until `endViewAs`: it must not turn into an employee's under a page that shows a
    /// customer's.
    pub(super) async fn check_view(&self, scope: &Scope, caller: &mut SignedIn) -> Result<(), Fault> {
        let Some(view) = &caller.session.view_as else { return Ok(()) };
        let holds = scope.real_now() < view.expires_at
            && caller.employee_kinds().any(policy::may_view_as)
            && self.reaches_as_employee(scope, caller, view.customer).await?;
        if !holds {
            caller.roles.clear();
        }
        Ok(())
    }

    /// Whether the caller reaches the customer as somebody's employee: a member needs no view of what is its own.
    async fn reaches_as_employee(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        customer: CustomerId,
    ) -> Result<bool, Fault> {
        let employee = scope.acting_as(caller.as_employee());
        Ok(self.customers.name_within_reach(&employee, customer).await?.is_some())
    }
}
