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
mod link;
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
pub use link::LinkState;
pub use service::{
    AddMethod, AutopayDay, AutopayError, AutopayRefusal, ConfirmError, ConfirmRefusal, LinkError, LinkOrder,
    LinkPayError, LinkPayRefusal, LinkRefusal, LinkTarget, LinkView, MessageOutcome, MethodChange,
    MethodError, MethodRefusal, NewPayLink, Paid, PayError, PayRefusal, PaymentOrder, Payments, RefundError,
    RefundRefusal, RefundRequest, Refunded, SetAutopay, count_payments, create_pay_link, links_for_mails,
    links_of, open_link, open_payments, payments, revoke_pay_link, seal_token,
};
pub use store::autopay::tenants_with_plans;
pub use store::charges::tenants_with_due;
pub use unapplied::PaymentsOnAccount;

/// The most methods that a customer has at a time.
pub const MAX_METHODS: u64 = 20;

/// The most rows of a list that has no pages.
pub const MAX_SHORT_LIST: u64 = 20;

/// The most pay links of a customer that may be used at a time, those of mailed bills left out.
pub const MAX_PAY_LINKS: u64 = 20;

/// The most bills that a pay link is for.
pub const MAX_LINKED_BILLS: usize = 20;
