//! What a generated year leaves beside bills: sign-ins, changes of accounts and members, looks, a token, an invitation.
//!
//! Only for a crew whose every role signs in: a load test starts without a past. The entries of the audit log get their
//! place in the chain like all others, from the job that seals.

mod accounts;
mod household;
mod sign_ins;

use serde_json::{Value as Json, json};

use super::calendar::{Calendar, Ids, days_after};
use super::crew::Crew;
use super::dice::seed_of;
use super::world::{UNASSIGNED, World, WorldSpec};
use crate::audit::entity::read_access;
use crate::db::audit::{self, ActorKind};
use crate::db::{LookDepth, LookedAt};
use crate::identity::entity::{
    account_status_change, known_device, login_attempt, member_invitation, personal_token,
};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AccountId, CustomerId};
use crate::notifications::entity::notification;

/// The request that everything generated came with.
const REQUEST: &str = "seed";

/// Rows of the past, each table's latest in no order.
#[derive(Default)]
pub(super) struct Past {
    pub(super) attempts: Vec<login_attempt::Model>,
    pub(super) devices: Vec<known_device::Model>,
    pub(super) status_changes: Vec<account_status_change::Model>,
    pub(super) invitations: Vec<member_invitation::Model>,
    pub(super) tokens: Vec<personal_token::Model>,
    pub(super) entries: Vec<audit::Model>,
    pub(super) looks: Vec<read_access::Model>,
    pub(super) notifications: Vec<notification::Model>,
}

impl Past {
    /// Thinks up the past of a world's accounts, whose state and last sign-in it leaves as they are after it.
    pub(super) fn of(spec: &WorldSpec, world: &mut World) -> Self {
        if spec.crew != Crew::Everyone {
            return Self::default();
        }
        let zone = spec.market.facts().zone;
        let mut teller = Teller {
            calendar: Calendar { zone, as_of: spec.as_of, months: spec.months },
            ids: Ids::new(seed_of(spec.seed, &format!("past of {}", spec.slug))),
            past: Self::default(),
        };
        sign_ins::tell(&mut teller, world);
        accounts::tell(&mut teller, world);
        household::tell(&mut teller, world);
        teller.past
    }
}

/// The account of a role's sign-in.
fn account_of(world: &World, role: &str) -> Option<AccountId> {
    world.logins.iter().find(|login| login.role == role).map(|login| login.account)
}

/// Puts rows into a past.
struct Teller {
    calendar: Calendar,
    ids: Ids,
    past: Past,
}

/// An entry of the audit log, as far as it differs from others.
struct Entry {
    at: Instant,
    actor: AccountId,
    kind: ActorKind,
    customer: Option<CustomerId>,
    action: &'static str,
    subject: String,
    reason: Option<&'static str>,
    before: Option<Json>,
    after: Option<Json>,
}

impl Entry {
    fn new(at: Instant, actor: AccountId, kind: ActorKind, action: &'static str, subject: String) -> Self {
        let (customer, reason, before, after) = (None, None, None, None);
        Self { at, actor, kind, customer, action, subject, reason, before, after }
    }
}

impl Teller {
    /// `minute` of the day `days` before the one on which nothing has happened yet.
    fn ago(&self, days: i64, minute: i64) -> Instant {
        self.calendar.moment(days_after(self.calendar.as_of, -days), minute)
    }

    fn random(&self) -> Vec<u8> {
        crate::kernel::entropy::bytes::<32>(self.ids.entropy()).to_vec()
    }

    fn record(&mut self, entry: Entry) {
        self.past.entries.push(audit::Model {
            id: self.ids.at(entry.at),
            tenant_id: UNASSIGNED,
            actor_account_id: Some(entry.actor),
            actor_kind: Some(entry.kind),
            on_behalf_of: None,
            customer_id: entry.customer,
            action: entry.action.to_owned(),
            subject: entry.subject,
            reason: entry.reason.map(ToOwned::to_owned),
            value_before: entry.before.map(|value| value.to_string()),
            value_after: entry.after.map(|value| value.to_string()),
            request_id: REQUEST.to_owned(),
            at: entry.at,
            seq: None,
            salt: None,
            commitment: None,
            link: None,
        });
    }

    /// An employee of the ISP looked.
    fn look(
        &mut self,
        at: Instant,
        viewer: AccountId,
        kind: LookedAt,
        subject: uuid::Uuid,
        depth: LookDepth,
    ) {
        self.past.looks.push(read_access::Model {
            id: self.ids.at(at),
            tenant_id: UNASSIGNED,
            viewer_account_id: viewer,
            viewer_kind: ActorKind::Staff,
            subject_id: subject,
            subject_kind: kind,
            depth,
            hour: at.timestamp().div_euclid(3_600),
            reason: None,
            request_id: REQUEST.to_owned(),
            at,
        });
    }
}

/// A state as the audit log shows it.
fn shown(what: &str, value: impl serde::Serialize) -> Json {
    json!({ what: value })
}
