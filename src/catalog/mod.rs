//! What the ISP sells, and what its customers have taken of it.
//!
//! Invariant: a plan is immutable once sold; a change is a new plan.

pub mod entity;
pub mod graphql;
pub mod loader;
mod service;
mod store;

pub use service::{count_subscriptions, open_plans, open_subscriptions, subscriptions};
pub use store::SubscriptionKey;
