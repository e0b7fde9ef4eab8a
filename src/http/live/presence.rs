//! Whether the caller of an open connection still has their session.
//!
//! Three things end it: the signal that the session ended, which comes at once and from any replica; the time at which
//! the session expires unless it is used elsewhere; and a look at the store from time to time, in case a signal was
//! lost. Where the store cannot be asked twice in a row the connection closes too: nothing is held open on trust.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use actix_web::web;
use futures_util::FutureExt as _;
use futures_util::future::LocalBoxFuture;
use tokio::time::{Instant, sleep_until};

use super::super::backend::{Attention, Authenticated, KeptCredential, RequestFacts};
use super::super::exchange::Worker;
use super::super::refusal::Refusal;
use super::super::tenant::Site;
use super::crowd::{AccountPlace, Place};
use crate::kernel::fault::Fault;
use crate::kernel::ids::SessionId;
use crate::ports::session_store::{SessionNews, SessionOwner, SessionWatch};
use crate::tenancy::Tenant;

/// An expired session is looked at just after its end, because a session lives up to it.
const AFTER_EXPIRY: Duration = Duration::from_millis(20);

/// Who opened a connection, and with what.
pub(in super::super) struct Caller {
    pub(in super::super) worker: web::Data<Worker>,
    pub(in super::super) site: Site,
    pub(in super::super) tenant: Arc<Tenant>,
    pub(in super::super) facts: Arc<RequestFacts>,
    pub(in super::super) credential: KeptCredential,
}

impl Caller {
    /// Asks anew who that is.
    pub(in super::super) async fn look(
        &self,
        tenant: &Tenant,
        facts: &RequestFacts,
        attention: Attention,
    ) -> Result<Option<Authenticated>, Fault> {
        self.worker.backend.authenticate(tenant, self.credential.shown(), facts, attention).await
    }

    /// What the end of the session means for the connection.
    pub(in super::super) fn ended(&self) -> Over {
        match self.credential {
            KeptCredential::Cookie(_) => Over::SessionEnded,
            KeptCredential::Bearer(_) => Over::TokenEnded,
        }
    }

    /// How long the credential is still good for; `None` where it is not.
    async fn check(self: Rc<Self>) -> Result<Option<Duration>, Fault> {
        let found = self.look(&self.tenant, &self.facts, Attention::Listens).await?;
        Ok(found.map(|caller| caller.expires_in))
    }
}

/// Why a connection must close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Over {
    /// The session has ended.
    SessionEnded,
    /// The bearer token has expired or was revoked: a fresh one may do.
    TokenEnded,
    /// Whether the session still lives cannot be found out.
    Unavailable,
}

/// The watch over the session of an open connection.
pub(in super::super) struct Presence {
    caller: Rc<Caller>,
    watch: SessionWatch,
    _place: AccountPlace,
    due: Instant,
    failed: bool,
    /// Kept here, so that [`Presence::over`] may be dropped and called again.
    checking: Option<LocalBoxFuture<'static, Result<Option<Duration>, Fault>>>,
}

impl Presence {
    /// Begins to watch the session that `caller` was found to have. It is looked up once more after that: it may have
    /// ended just before anybody watched.
    pub(in super::super) async fn begin(
        caller: Rc<Caller>,
        owner: SessionOwner,
        session: SessionId,
        place: &Place,
    ) -> Result<Self, Denied> {
        let place = place.of_account(owner).ok_or(Denied::Refused(Refusal::TooManyConnections))?;
        let watch = caller.worker.backend.session_ends().watch(owner, session);
        let checked = Rc::clone(&caller).check().await;
        let good_for =
            checked.map_err(|fault| Denied::Refused(Refusal::of_fault(&fault)))?.ok_or(Denied::Unknown)?;
        let due = Instant::now() + until_next_look(&caller, good_for);
        Ok(Self { caller, watch, _place: place, due, failed: false, checking: None })
    }

    /// Waits until the connection must close. May be dropped and called again.
    pub(in super::super) async fn over(&mut self) -> Over {
        loop {
            let idle = self.checking.is_none();
            let checked = async {
                match &mut self.checking {
                    Some(checking) => checking.await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                news = self.watch.news() => match news {
                    SessionNews::Ended => return self.caller.ended(),
                    SessionNews::AskAgain => self.look(),
                },
                result = checked => {
                    self.checking = None;
                    if let Some(over) = self.judge(result) {
                        return over;
                    }
                }
                () = sleep_until(self.due), if idle => self.look(),
            }
        }
    }

    fn look(&mut self) {
        self.checking = Some(Rc::clone(&self.caller).check().boxed_local());
    }

    fn judge(&mut self, result: Result<Option<Duration>, Fault>) -> Option<Over> {
        let failed_before = std::mem::replace(&mut self.failed, result.is_err());
        let next = match result {
            Ok(Some(good_for)) => until_next_look(&self.caller, good_for),
            Ok(None) => return Some(self.caller.ended()),
            Err(fault) => {
                tracing::warn!(cause = %fault, "the session of an open connection cannot be looked up");
                if failed_before {
                    return Some(Over::Unavailable);
                }
                self.caller.worker.live.settings.recheck_retry
            }
        };
        self.due = Instant::now() + next;
        None
    }
}

fn until_next_look(caller: &Caller, good_for: Duration) -> Duration {
    caller.worker.live.settings.recheck.min(good_for + AFTER_EXPIRY)
}

/// Why nobody watches.
pub(in super::super) enum Denied {
    /// There is no such session any more.
    Unknown,
    /// For another reason.
    Refused(Refusal),
}
