//! The roots of the schema.

pub mod node;
pub mod query;
pub mod subject;
pub mod viewer;

pub use node::Node;
pub use query::QueryRoot;
pub use viewer::ViewerNode;
