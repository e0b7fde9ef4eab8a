//! The tables of this feature.

pub mod charge;
pub mod coupon;
pub mod coupon_plan;
pub mod customer_discount;
pub mod plan;
pub mod plan_change_quote;
pub mod subscription;
pub mod suspension_lock;
pub mod top_up;
pub mod top_up_pack;
pub mod usage_day;
