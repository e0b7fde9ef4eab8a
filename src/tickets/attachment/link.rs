//! Links to files of tickets: one that opens a file, and one that takes it.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::db::audit::ActorKind;
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AccountId, CustomerId, TicketAttachmentId};

/// How long a link to a file is good: time enough to click.
pub const OPENS_FOR: TimeDelta = TimeDelta::minutes(10);

/// How long a link takes a file: time enough for a slow line to begin.
pub const TAKES_FOR: TimeDelta = TimeDelta::minutes(15);

/// What a link to a file says. That it may be seen was decided when the link was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opens {
    /// The file.
    pub(super) id: TicketAttachmentId,
    /// Until when.
    pub(super) expires_at: Instant,
}

/// What a link that takes a file says. That it may be uploaded was decided when the link was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Takes {
    /// The file to be: its row is there once.
    pub(super) id: TicketAttachmentId,
    /// For whose tickets.
    pub(super) customer: CustomerId,
    /// Who uploads.
    pub(super) account: AccountId,
    /// And what it is to the customer.
    pub(super) kind: ActorKind,
    /// What the file is called, cleaned.
    pub(super) name: String,
    /// How large it is, in bytes.
    pub(super) size: u64,
    /// Until when.
    pub(super) expires_at: Instant,
}
