//! Payments: made, settled, given back; stored methods; the gateways' messages.
//!
//! Invariants (domain.md §3.5, 12, 13): what a payment holds is allocated, unapplied, refunded or charged back, and none
//! of it is below zero; a payment is charged once, whatever crashes; what is settled stays settled.

mod amount;
mod autopay;
pub mod entity;
mod give_back;
pub mod graphql;
pub mod ledger;
pub mod loader;
pub mod policy;
pub mod sandbox;
mod service;
mod settle;
pub mod state;
mod store;
mod unapplied;

pub use amount::AmountFault;
pub use autopay::AutopayListener;
pub use service::{
    AddMethod, AutopayError, AutopayRefusal, ConfirmError, ConfirmRefusal, MessageOutcome, MethodChange,
    MethodError, MethodRefusal, Paid, PayError, PayRefusal, PaymentOrder, Payments, RefundError,
    RefundRefusal, RefundRequest, Refunded, SetAutopay, count_payments, open_payments, payments, seal_token,
};
pub use store::autopay::tenants_with_plans;
pub use store::charges::tenants_with_due;
pub use unapplied::PaymentsOnAccount;

/// The most methods that a customer has at a time.
pub const MAX_METHODS: u64 = 20;

/// The most rows of a list that has no pages.
pub const MAX_SHORT_LIST: u64 = 20;
