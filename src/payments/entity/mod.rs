//! The tables of this feature.

pub mod autopay;
pub mod autopay_attempt;
pub mod gateway_event;
pub mod pay_link;
pub mod pay_link_invoice;
pub mod pay_link_payment;
pub mod payment;
pub mod payment_attempt;
pub mod payment_charge;
pub mod payment_claim;
pub mod payment_dispute;
pub mod payment_method;
pub mod payment_refund;
pub mod payment_return;
