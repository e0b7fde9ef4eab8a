//! Payments through the gateway inside the program and through Stripe's protocol.

mod autopay;
mod autopay_days;
pub(crate) mod bank;
mod clearing;
mod create;
pub(crate) mod desk;
mod disputes;
mod hooks;
mod idempotency;
mod killed;
mod links;
mod methods;
mod promises;
mod property;
mod race;
mod reconcile;
mod refunds;
mod returned;
mod stripe;
mod wallet;
mod year;
