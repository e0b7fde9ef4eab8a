//! The portal: the roots of the schema, the hot documents of its apps, and the events of their open pages.

mod dashboard;
pub mod feed;
pub mod graphql;

pub use dashboard::CustomerTree;
