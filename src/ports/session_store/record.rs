//! What is kept of a session.

use std::net::IpAddr;

use chrono::serde::{ts_milliseconds, ts_milliseconds_option};
use chrono::{SubsecRound as _, TimeDelta};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{RecordChange, SessionLifetimes, SessionOwner};
use crate::kernel::clock::Instant;
use crate::kernel::entropy::Entropy;
use crate::kernel::ids::{
    AccountId, AccountLinkId, CustomerId, KnownDeviceId, SessionId, TenantId, TypedId as _,
};

/// The longest user agent that is kept, in bytes.
const MAX_USER_AGENT: usize = 256;
/// The longest device label that is kept, in bytes.
const MAX_DEVICE_LABEL: usize = 64;

/// What a sign-in says about the session it begins.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Whose it is.
    pub owner: SessionOwner,
    /// The family of refresh tokens it belongs to, if any.
    pub family: Option<Uuid>,
    /// The account's session epoch, as read with the account.
    pub epoch: i64,
    /// Where the request came from.
    pub ip: Option<IpAddr>,
    /// The `User-Agent` header; cut to 256 bytes.
    pub user_agent: String,
    /// What the device is called in the list of sessions; cut to 64 bytes.
    pub device_label: String,
    /// Whether the person asked to be remembered.
    pub remember: bool,
    /// The known device of the account that it begins on.
    pub device: Option<KnownDeviceId>,
}

/// A session. All instants are in whole milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRecord {
    /// Its id in the owner's list; not a secret.
    pub id: SessionId,
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// The account that is signed in.
    pub account: AccountId,
    /// The family of refresh tokens it belongs to, if any.
    pub family: Option<Uuid>,
    /// The account's session epoch that it was last stamped with.
    pub epoch: i64,
    /// When it began.
    #[serde(with = "ts_milliseconds")]
    pub created_at: Instant,
    /// When it was last used, within [`SessionRecord::touch_interval`].
    #[serde(with = "ts_milliseconds")]
    pub last_seen_at: Instant,
    /// When it ends in any case.
    #[serde(with = "ts_milliseconds")]
    pub absolute_expires_at: Instant,
    /// How long it lives without a request, in milliseconds.
    pub(super) idle_ms: i64,
    /// Where the sign-in came from.
    pub ip: Option<IpAddr>,
    /// The browser that signed in.
    pub user_agent: String,
    /// What the device is called.
    pub device_label: String,
    /// Whether the person asked to be remembered.
    pub remember: bool,
    /// The known device of the account that it began on. It may be forgotten by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<KnownDeviceId>,
    /// The one link that the session acts by; none: all of the account's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<AccountLinkId>,
    /// The customer that an employee looks at through the customer's own eyes, if that is what the session is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view_as: Option<ViewAs>,
    /// Until when the person counts as having just proved who it is; see [`SessionRecord::is_elevated`].
    #[serde(default, skip_serializing_if = "Option::is_none", with = "ts_milliseconds_option")]
    pub elevated_until: Option<Instant>,
    /// The access token that the proof was answered with, by its `jti`, where tokens hold the session: it alone is
    /// elevated, and not the copies of earlier ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elevated_token: Option<String>,
}

/// What a session was lifted to by `startViewAs`: the customer's view, for reading, for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewAs {
    /// Whose view.
    pub customer: CustomerId,
    /// Why, as the employee has said.
    pub reason: String,
    /// When it began.
    #[serde(with = "ts_milliseconds")]
    pub started_at: Instant,
    /// When it ends in any case; the session then reaches nothing until `endViewAs`.
    #[serde(with = "ts_milliseconds")]
    pub expires_at: Instant,
}

impl SessionRecord {
    pub(super) fn begin(
        session: NewSession,
        lifetimes: &SessionLifetimes,
        now: Instant,
        random: &dyn Entropy,
    ) -> Self {
        let now = now.trunc_subsecs(3);
        let (idle, absolute) = lifetimes.of(session.remember);
        Self {
            id: SessionId::generate(now, random),
            tenant: session.owner.tenant,
            account: session.owner.account,
            family: session.family,
            epoch: session.epoch,
            created_at: now,
            last_seen_at: now,
            absolute_expires_at: now + TimeDelta::milliseconds(absolute.num_milliseconds()),
            idle_ms: idle.num_milliseconds(),
            ip: session.ip,
            user_agent: cut(session.user_agent, MAX_USER_AGENT),
            device_label: cut(session.device_label, MAX_DEVICE_LABEL),
            remember: session.remember,
            device: session.device,
            subject: None,
            view_as: None,
            elevated_until: None,
            elevated_token: None,
        }
    }

    /// What stands for a session where a caller has none: one that calls with a credential of its own, which is named
    /// like a session, begins and ends with the credential and is in no store.
    pub fn standing_in(id: SessionId, session: NewSession, begun: Instant, ends: Instant) -> Self {
        Self {
            id,
            tenant: session.owner.tenant,
            account: session.owner.account,
            family: session.family,
            epoch: session.epoch,
            created_at: begun,
            last_seen_at: begun,
            absolute_expires_at: ends,
            idle_ms: (ends - begun).num_milliseconds(),
            ip: session.ip,
            user_agent: cut(session.user_agent, MAX_USER_AGENT),
            device_label: cut(session.device_label, MAX_DEVICE_LABEL),
            remember: session.remember,
            device: session.device,
            subject: None,
            view_as: None,
            elevated_until: None,
            elevated_token: None,
        }
    }

    /// Whose it is.
    pub fn owner(&self) -> SessionOwner {
        SessionOwner { tenant: self.tenant, account: self.account }
    }

    /// When it ends if it is not used again.
    pub fn idle_expires_at(&self) -> Instant {
        self.last_seen_at + TimeDelta::milliseconds(self.idle_ms)
    }

    /// When it ends if it is not used again, or in any case: the earlier one.
    pub fn expires_at(&self) -> Instant {
        self.idle_expires_at().min(self.absolute_expires_at)
    }

    /// Whether it was valid when the account's epoch was last raised; see the module's documentation.
    pub fn is_current(&self, account_epoch: i64) -> bool {
        self.epoch >= account_epoch
    }

    /// Whether the session may do what asks for a proof that was given a moment ago (`stepUp`).
    pub fn is_elevated(&self, now: Instant) -> bool {
        self.elevated_until.is_some_and(|until| now < until)
    }

    /// The session as an access token shows it: elevated only by the token that answered the proof.
    #[must_use]
    pub fn shown_by(self, token: &str) -> Self {
        let elevated = self.elevated_token.as_deref() == Some(token);
        Self { elevated_until: self.elevated_until.filter(|_| elevated), ..self }
    }

    /// How old `last_seen_at` grows before a request writes it: a minute, less for very short idle times.
    pub fn touch_interval(&self) -> TimeDelta {
        TimeDelta::milliseconds((self.idle_ms / 10).min(60_000))
    }

    /// The record after `change`, used just now. Who it is, its epoch and its end are nothing that may be changed.
    pub(super) fn changed(&self, change: &RecordChange<'_>, now: Instant) -> Self {
        let mut after = self.clone();
        change(&mut after);
        let Self { id, tenant, account, epoch, created_at, absolute_expires_at, idle_ms, .. } = *self;
        Self {
            id,
            tenant,
            account,
            epoch,
            created_at,
            absolute_expires_at,
            idle_ms,
            last_seen_at: now.trunc_subsecs(3),
            ..after
        }
    }

    pub(super) fn is_live(&self, now: Instant) -> bool {
        now < self.expires_at()
    }
}

/// Cuts `text` to at most `max` bytes, between two characters.
fn cut(mut text: String, max: usize) -> String {
    text.truncate(text.floor_char_boundary(max));
    text
}
