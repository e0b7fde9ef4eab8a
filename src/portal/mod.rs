//! The portal: the roots of the schema, and the hot documents of its apps.

mod dashboard;
pub mod graphql;

pub use dashboard::CustomerTree;
