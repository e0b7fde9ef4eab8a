//! The books of the sandbox gateway.

pub mod sandbox_charge;
pub mod sandbox_event;
pub mod sandbox_refund;
