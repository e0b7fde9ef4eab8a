//! The events of `portalEvents` about members of customers.

use async_graphql::{ID, Object};

use super::event::Facts;
use crate::events::EventType;
use crate::graphql::ids::write;
use crate::graphql::scalars::{Cursor, DateTime};
use crate::identity::LinkRole;

/// Something happened to a member of a customer. For the customer's owners and viewers, support and tenant administrators.
pub struct MemberEvent(pub(super) Facts);

/// Something happened to a member of a customer. For the customer's owners and viewers, support and tenant administrators.
#[Object]
impl MemberEvent {
    /// Where it stands in the stream: give the last one received as `after` to go on behind it.
    pub(crate) async fn cursor(&self) -> Cursor {
        Cursor(self.0.cursor)
    }

    /// What has happened: MEMBER_ADDED, MEMBER_ROLE_CHANGED or MEMBER_REMOVED.
    #[graphql(name = "type")]
    pub(crate) async fn event_type(&self) -> EventType {
        self.0.event.event_type
    }

    /// When it happened.
    pub(crate) async fn occurred_at(&self) -> DateTime {
        DateTime(self.0.event.at)
    }

    /// The customer's id.
    async fn customer_id(&self) -> Option<ID> {
        self.0.event.customer_id.map(write)
    }

    /// The membership, as in `Customer.members`.
    async fn member_id(&self) -> ID {
        ID(self.0.event.subject.clone())
    }

    /// The person's name.
    async fn member_name(&self) -> Option<&str> {
        self.0.text("member")
    }

    /// The right of the member; of one who was removed, the right that was taken back.
    async fn role(&self) -> Option<LinkRole> {
        self.0.role("role")
    }

    /// The right that the member had before; null unless the type is MEMBER_ROLE_CHANGED.
    async fn former_role(&self) -> Option<LinkRole> {
        self.0.role("before")
    }
}

/// The caller's own right on a customer was changed by somebody else. For the account's owner alone.
pub struct MembershipEvent(pub(super) Facts);

/// The caller's own right on a customer was changed by somebody else. For the account's owner alone.
#[Object]
impl MembershipEvent {
    /// Where it stands in the stream: give the last one received as `after` to go on behind it.
    pub(crate) async fn cursor(&self) -> Cursor {
        Cursor(self.0.cursor)
    }

    /// What has happened: MEMBERSHIP_CHANGED or MEMBERSHIP_ENDED.
    #[graphql(name = "type")]
    pub(crate) async fn event_type(&self) -> EventType {
        self.0.event.event_type
    }

    /// When it happened.
    pub(crate) async fn occurred_at(&self) -> DateTime {
        DateTime(self.0.event.at)
    }

    /// The right of the caller; the one that was taken back where it has ended.
    async fn role(&self) -> Option<LinkRole> {
        self.0.role("role")
    }
}
