//! What the ISP sells, what its customers have taken of it, and what that makes to be billed.
//!
//! Invariants: a plan is immutable once sold; a change is a new plan. The state of a subscription follows its locks. Days
//! without service are not billed: see [`locks`].

mod billables;
mod bulk;
mod charges;
pub mod discounts;
pub mod entity;
mod events;
pub mod graphql;
pub mod loader;
mod locks;
pub mod policy;
mod pricing;
pub mod proration;
mod service;
mod store;
mod unbill;

pub use billables::{
    Billable, advance_billed_through, billable_subscriptions, customers_to_bill, discounts_of,
    suspended_days, usage_of,
};
pub use bulk::{Service, ToBill, due_customers, to_bill};
pub use charges::{
    NewCharge, charge, charge_all, mark_billed, release_charges, text as charge_text, unbilled_charges,
};
pub use discounts::discounts_for;
pub use entity::charge::{ChargeKind, Model as Charge};
pub use entity::plan::Model as Plan;
pub use entity::subscription::Model as Subscription;
pub use entity::suspension_lock::LockReason;
pub use entity::usage_day::Model as UsageDay;
pub use locks::{LiftOutcome, LockOutcome, lift, lock};
pub use service::{count_subscriptions, open_plans, open_subscriptions, subscriptions};
pub use store::SubscriptionKey;
pub use unbill::{changed_since, mark_credited, move_billed_back, subscriptions_for_update, unmark_credited};
