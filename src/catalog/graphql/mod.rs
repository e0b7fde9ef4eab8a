//! The catalogue in the graph.

mod plan;
mod subscription;

pub use plan::PlanNode;
pub use subscription::{SubscriptionConnection, SubscriptionNode};
