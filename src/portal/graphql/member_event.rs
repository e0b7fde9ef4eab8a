//! The events of `portalEvents` about members of customers.

use async_graphql::ID;

use super::event::stored_event;
use crate::graphql::ids::write;
use crate::identity::LinkRole;

stored_event! {
    /// Something happened to a member of a customer. For the customer's owners and viewers, support and tenant administrators.
    MemberEvent,
    /// What has happened: MEMBER_ADDED, MEMBER_ROLE_CHANGED or MEMBER_REMOVED.
    {
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
}

stored_event! {
    /// The caller's own right on a customer was changed by somebody else. For the account's owner alone.
    MembershipEvent,
    /// What has happened: MEMBERSHIP_CHANGED or MEMBERSHIP_ENDED.
    {
        /// The right of the caller; the one that was taken back where it has ended.
        async fn role(&self) -> Option<LinkRole> {
            self.0.role("role")
        }
    }
}
