//! Stripe over plain HTTP: PaymentIntents, SetupIntents, refunds, disputes, webhooks.
//!
//! By reqwest, which the program has already for Vault: no crate more in the build. A client of actix' own (awc) would
//! bring its TLS and be a second HTTP client beside it, and Stripe's own crate is hundreds of types of which we want six.
//!
//! Every order carries an `Idempotency-Key` and, in `metadata`, our own id. The key keeps Stripe from doing a thing
//! twice; the id finds it again, by a list and not by search, because Stripe's search lags behind.

mod exchange;
mod intents;
mod refunds;
mod words;

use std::time::Duration;

use async_trait::async_trait;
use chrono::TimeDelta;

use self::exchange::Exchange;
use super::{
    Charge, ChargeReport, DisputeReport, FoundCharges, GatewayError, Merchant, Message, MessageError,
    PaymentGateway, RefundOrder, RefundReport, Setup, SetupReport, StoredMethod, signature,
};
use crate::kernel::clock::Instant;
use crate::kernel::ids::PaymentId;

/// Where Stripe is.
#[derive(Debug, Clone)]
pub struct StripeSettings {
    /// `https://api.stripe.com`.
    pub url: String,
    /// How long a call may take.
    pub timeout: Duration,
}

/// Stripe.
pub struct StripeGateway {
    exchange: Exchange,
}

impl StripeGateway {
    /// A client of Stripe. Nothing is asked yet.
    pub fn new(settings: &StripeSettings) -> Result<Self, GatewayError> {
        Ok(Self { exchange: Exchange::new(settings)? })
    }
}

#[async_trait]
impl PaymentGateway for StripeGateway {
    async fn charge(&self, merchant: &Merchant, charge: &Charge) -> Result<ChargeReport, GatewayError> {
        intents::charge(&self.exchange, merchant, charge).await
    }

    async fn find_charge(
        &self,
        merchant: &Merchant,
        payment: PaymentId,
        age: TimeDelta,
        gateway_ref: Option<&str>,
    ) -> Result<Option<ChargeReport>, GatewayError> {
        intents::find(&self.exchange, merchant, payment, age, gateway_ref).await
    }

    /// By one walk through the list.
    async fn find_charges(
        &self,
        merchant: &Merchant,
        payments: &[PaymentId],
        age: TimeDelta,
    ) -> Result<Option<FoundCharges>, GatewayError> {
        Ok(Some(intents::find_many(&self.exchange, merchant, payments, age).await))
    }

    /// The payer has acted in the browser: nothing is left to be told to Stripe.
    async fn confirm_charge(
        &self,
        merchant: &Merchant,
        gateway_ref: &str,
    ) -> Result<ChargeReport, GatewayError> {
        intents::retrieve(&self.exchange, merchant, gateway_ref).await
    }

    async fn cancel_charge(
        &self,
        merchant: &Merchant,
        gateway_ref: &str,
    ) -> Result<ChargeReport, GatewayError> {
        intents::cancel(&self.exchange, merchant, gateway_ref).await
    }

    async fn setup(&self, merchant: &Merchant, setup: &Setup) -> Result<SetupReport, GatewayError> {
        intents::setup(&self.exchange, merchant, setup).await
    }

    async fn confirm_setup(
        &self,
        merchant: &Merchant,
        gateway_ref: &str,
    ) -> Result<SetupReport, GatewayError> {
        intents::find_setup(&self.exchange, merchant, gateway_ref).await
    }

    async fn detach(&self, merchant: &Merchant, method: &StoredMethod) -> Result<(), GatewayError> {
        intents::detach(&self.exchange, merchant, method).await
    }

    async fn refund(&self, merchant: &Merchant, order: &RefundOrder) -> Result<RefundReport, GatewayError> {
        refunds::refund(&self.exchange, merchant, order).await
    }

    async fn find_refund(
        &self,
        merchant: &Merchant,
        order: &RefundOrder,
    ) -> Result<Option<RefundReport>, GatewayError> {
        refunds::find(&self.exchange, merchant, order).await
    }

    async fn find_dispute(
        &self,
        merchant: &Merchant,
        gateway_ref: &str,
    ) -> Result<Option<DisputeReport>, GatewayError> {
        refunds::find_dispute(&self.exchange, merchant, gateway_ref).await
    }

    fn read_message(
        &self,
        merchant: &Merchant,
        header: &str,
        body: &[u8],
        now: Instant,
    ) -> Result<Message, MessageError> {
        signature::verify(&merchant.webhook_secrets, header, body, now)?;
        words::message(body)
    }
}
