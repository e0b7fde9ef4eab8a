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
pub mod quote;
mod refusal;
mod service;
mod status;
mod store;
mod unbill;
pub mod usage;

use crate::db::Clearing;

pub use billables::{
    Billable, advance_billed_through, billable_subscriptions, discounts_of, suspended_days, usage_of,
};
pub use bulk::{Service, ToBill, due_customers, to_bill};
pub use charges::{
    NewCharge, charge, charge_all, mark_billed, release_charges, text as charge_text, unbilled_charges,
};
pub use discounts::discounts_for;
pub use entity::charge::{ChargeKind, Model as Charge};
pub use entity::plan::Model as Plan;
pub use entity::plan::PlanKind;
pub use entity::subscription::Model as Subscription;
pub use entity::subscription::SubscriptionStatus;
pub use entity::suspension_lock::LockReason;
pub use entity::suspension_lock::Model as SuspensionLock;
pub use entity::usage_day::Model as UsageDay;
pub use locks::{LiftOutcome, LockOutcome, lift, lock, open_locks, services_to_withhold, withheld_services};
pub use refusal::{CatalogError, Refusal, RefusalCode};
pub use service::{
    End, EndTerms, EndTiming, Grant, MAX_RANGE, MAX_READINGS, NewCoupon, NewPack, Order, PauseOffer,
    PlanFilter, PlanTerms, Purchase, Reading, ServiceUsage, ServicesDay, activate, add_usage, agree_price,
    apply_due, begun_after, buy_top_up, call_off, change, count_coupons, count_plans, count_subscriptions,
    coupons, create_coupon, create_pack, create_plan, end, end_discount, end_terms_of, give_back,
    grant_discount, in_force, keep, lines_of, measure_usage, numbers_of, open_plans, open_subscriptions,
    order, owners_of, pause, pause_offer, pauses_of, plan_kind, plans, preview, provision, record_usage,
    redeem_coupon, resume, retire_coupon, retire_pack, retire_plan, services_by_id, services_numbered,
    subscriptions, update_plan, with_plans, withhold,
};
pub use store::SubscriptionKey;
pub use store::offers::CodeKey;
pub use unbill::{changed_since, mark_credited, move_billed_back, subscriptions_for_update, unmark_credited};

/// Quotes whose time is over and that nobody took.
pub const QUOTES_NOT_TAKEN: Clearing =
    Clearing::of("plan_change_quote", "expires_at").only("accepted_at IS NULL");
