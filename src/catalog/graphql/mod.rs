//! The catalogue in the graph.

pub mod plan;
pub mod subscription;

pub use plan::PlanNode;
pub use subscription::{SubscriptionConnection, SubscriptionNode};
