//! The roots of the schema.

pub mod account_event;
pub mod automation_event;
pub mod billing_event;
pub mod dunning_event;
pub mod event;
pub mod health_event;
pub mod member_event;
pub mod network_event;
pub mod node;
pub mod payment_event;
pub mod query;
pub mod service_event;
pub mod subject;
pub mod subscription;
pub mod ticket_event;
pub mod typing;
pub mod viewer;
pub mod wallet_event;

pub use node::Node;
pub use query::QueryRoot;
pub use subscription::SubscriptionRoot;
pub use typing::AnnounceTypingMutation;
pub use viewer::ViewerNode;

#[cfg(test)]
mod tests {
    use async_graphql::Context;
    use async_graphql::resolver_utils::ContainerType;

    use crate::billing::graphql::{InvoiceNode, LineNode};
    use crate::catalog::graphql::{PlanNode, SubscriptionNode};
    use crate::customers::graphql::CustomerNode;
    use crate::graphql::money::MoneyNode;
    use crate::payments::graphql::PaymentNode;
    use crate::tickets::graphql::TicketNode;

    fn future_of_a_field<'a, N: 'a, F>(_: impl FnOnce(&'a N, &'a Context<'a>) -> F) -> usize {
        size_of::<F>()
    }

    /// The library allocates one for every field of every object, as large as the type's largest. A resolver that
    /// waits belongs into a box (`nullable` demands one): with the connections inline, a page of 50 customers moved
    /// 7 KiB for each of their names.
    #[test]
    fn fields_of_listed_types_are_small() {
        macro_rules! sizes {
            ($($node:ty),+) => {
                [$((stringify!($node), future_of_a_field::<$node, _>(|node, ctx| node.resolve_field(ctx)))),+]
            };
        }
        for (node, bytes) in sizes![
            CustomerNode,
            InvoiceNode,
            LineNode,
            PaymentNode,
            SubscriptionNode,
            PlanNode,
            TicketNode,
            MoneyNode
        ] {
            assert!(bytes <= 1024, "a field of {node} takes {bytes} bytes");
        }
    }
}
