//! The way to money that is not here yet: a payment gateway.
//!
//! Nothing that a gateway says is taken on trust twice: a webhook is a reason to ask, never a result, so messages may
//! come late, twice or in the wrong order. And whatever is asked of a gateway may have been done although no answer
//! came ([`GatewayError::Unknown`]): every order carries an id of ours, by which it can be found again.

mod message;
mod order;
mod report;
pub mod signature;
mod stripe;

use std::collections::HashMap;

use async_trait::async_trait;
use chrono::TimeDelta;

pub use self::message::{Message, MessageError, MessageSubject};
pub use self::order::{AccountKind, Charge, Merchant, RefundOrder, Setup, StoredMethod};
pub use self::report::{
    Action, ChargeReport, ChargeState, Decline, DeclineCode, DisputeReport, DisputeStatus, MethodFacts,
    RefundReport, RefundState, SetupReport, SetupState,
};
pub use self::stripe::{StripeGateway, StripeSettings};
use crate::kernel::clock::Instant;
use crate::kernel::ids::PaymentId;

/// The gateways there are.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    sea_orm::EnumIter,
    sea_orm::DeriveActiveEnum,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum GatewayKind {
    /// The gateway inside the program: cards that do as they are told, and no money.
    Sandbox,
    /// Stripe.
    Stripe,
}

impl GatewayKind {
    /// Every gateway.
    pub const ALL: [Self; 2] = [Self::Sandbox, Self::Stripe];

    /// The name in URLs, in commands, and in the header `<name>-signature` of its messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Stripe => "stripe",
        }
    }

    /// The gateway of a name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Why a gateway gave no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// It did not take the order: nothing was done.
    #[error("the gateway refused: {0}")]
    Refused(String),
    /// It cannot be asked, e.g. for want of keys: nothing was done.
    #[error("the gateway cannot be asked: {0}")]
    Unavailable(String),
    /// No answer came: it may or may not have been done.
    #[error("the gateway did not answer: {0}")]
    Unknown(String),
}

/// What a look for several charges has found, by their payments: a payment that is not in it the gateway does not know
/// of; of one with an error nothing can be said.
pub type FoundCharges = HashMap<PaymentId, Result<ChargeReport, GatewayError>>;

/// A payment gateway.
#[async_trait]
pub trait PaymentGateway: Send + Sync {
    /// Charges. A payment that was charged before is not charged again by gateways that know keys or payments.
    async fn charge(&self, merchant: &Merchant, charge: &Charge) -> Result<ChargeReport, GatewayError>;

    /// What has become of a payment's charge, which was ordered `age` ago; none where the gateway knows of none.
    async fn find_charge(
        &self,
        merchant: &Merchant,
        payment: PaymentId,
        age: TimeDelta,
        gateway_ref: Option<&str>,
    ) -> Result<Option<ChargeReport>, GatewayError>;

    /// What has become of charges whose names there nobody knows, the eldest of which was ordered `age` ago, found by one
    /// look for all of them; none of a gateway that is asked for each by itself at no more cost.
    async fn find_charges(
        &self,
        _: &Merchant,
        _: &[PaymentId],
        _: TimeDelta,
    ) -> Result<Option<FoundCharges>, GatewayError> {
        Ok(None)
    }

    /// Goes on with a charge whose payer says to have acted.
    async fn confirm_charge(
        &self,
        merchant: &Merchant,
        gateway_ref: &str,
    ) -> Result<ChargeReport, GatewayError>;

    /// Calls a charge off, as long as its payer has not acted; what has become of it.
    async fn cancel_charge(
        &self,
        merchant: &Merchant,
        gateway_ref: &str,
    ) -> Result<ChargeReport, GatewayError>;

    /// Keeps a method for later.
    async fn setup(&self, merchant: &Merchant, setup: &Setup) -> Result<SetupReport, GatewayError>;

    /// What has become of a setup whose owner says to have acted.
    async fn confirm_setup(
        &self,
        merchant: &Merchant,
        gateway_ref: &str,
    ) -> Result<SetupReport, GatewayError>;

    /// Forgets a method.
    async fn detach(&self, merchant: &Merchant, method: &StoredMethod) -> Result<(), GatewayError>;

    /// Gives money back.
    async fn refund(&self, merchant: &Merchant, order: &RefundOrder) -> Result<RefundReport, GatewayError>;

    /// What has become of a refund; none where the gateway knows of none.
    async fn find_refund(
        &self,
        merchant: &Merchant,
        order: &RefundOrder,
    ) -> Result<Option<RefundReport>, GatewayError>;

    /// Where a dispute stands.
    async fn find_dispute(
        &self,
        merchant: &Merchant,
        gateway_ref: &str,
    ) -> Result<Option<DisputeReport>, GatewayError>;

    /// Reads a message, as the bytes that came: the signature is over them.
    fn read_message(
        &self,
        merchant: &Merchant,
        signature: &str,
        body: &[u8],
        now: Instant,
    ) -> Result<Message, MessageError>;
}
