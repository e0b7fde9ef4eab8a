//! The catalogue in the graph.

pub mod coupon;
pub mod coupons;
pub mod endings;
pub mod orders;
mod outcome;
pub mod pauses;
pub mod plan;
pub mod plan_changes;
pub mod plans;
pub mod subscription;
pub mod suspensions;
pub mod top_ups;
pub mod usage;

pub use coupon::{CouponConnection, DiscountNode, coupons_page};
pub use coupons::CouponMutations;
pub use endings::EndingMutations;
pub use orders::OrderMutations;
pub use pauses::PauseMutations;
pub use plan::{PlanConnection, PlanFilterInput, PlanNode, plans_page};
pub use plan_changes::PlanChangeMutations;
pub use plans::PlanMutations;
pub use subscription::{SubscriptionConnection, SubscriptionNode};
pub use suspensions::SuspensionMutations;
pub use top_ups::TopUpMutations;
pub use usage::UsageMutations;
