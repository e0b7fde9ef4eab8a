//! Payments through the gateway inside the program and through Stripe's protocol.

mod autopay;
mod create;
mod desk;
mod disputes;
mod hooks;
mod idempotency;
mod killed;
mod links;
mod methods;
mod property;
mod race;
mod reconcile;
mod refunds;
mod stripe;
mod wallet;
mod year;
