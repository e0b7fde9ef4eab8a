//! What a gateway tells us unasked.

use serde::{Deserialize, Serialize};

use crate::kernel::ids::{PaymentId, PaymentMethodId, PaymentRefundId};

/// A message whose signature is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The gateway's name of it: the same message has the same one.
    pub event_id: String,
    /// The gateway's word for what has happened.
    pub kind: String,
    /// What it is about; none where it is nothing of ours.
    pub subject: Option<MessageSubject>,
}

/// What a message is about: whom to ask the gateway for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum MessageSubject {
    /// A charge.
    Charge {
        /// The gateway's name of it.
        gateway_ref: String,
        /// Our payment.
        payment: Option<PaymentId>,
    },
    /// A setup of a method.
    Setup {
        /// The gateway's name of it.
        gateway_ref: String,
        /// Our method.
        method: Option<PaymentMethodId>,
    },
    /// A dispute.
    Dispute {
        /// The gateway's name of it.
        gateway_ref: String,
    },
    /// A refund.
    Refund {
        /// Our refund.
        refund: PaymentRefundId,
    },
}

/// Why a message was not read. Nothing is said of what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// The signature is missing, wrong or too old.
    #[error("the signature does not hold")]
    Signature,
    /// The body is not a message of this gateway.
    #[error("the body is not a message")]
    Malformed,
}
