//! The roots of the schema.

pub mod event;
pub mod node;
pub mod query;
pub mod subscription;
pub mod viewer;

pub use node::Node;
pub use query::QueryRoot;
pub use subscription::SubscriptionRoot;
pub use viewer::ViewerNode;
