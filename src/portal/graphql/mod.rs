//! The roots of the schema.

mod node;
mod query;
mod viewer;

pub use node::Node;
pub use query::QueryRoot;
pub use viewer::ViewerNode;
