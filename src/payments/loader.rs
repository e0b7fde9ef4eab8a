//! The access paths of payments.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;

use super::entity::{
    autopay, payment, payment_attempt, payment_charge, payment_dispute, payment_method, payment_refund,
};
use super::store::{self, autopay as plans, charges, methods, returns};
use super::{LinkView, MAX_METHODS, MAX_SHORT_LIST, links_of};
use crate::db::Scope;
use crate::graphql::loaders::group;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PaymentId, PaymentMethodId};

/// Loads payments that seen rows point to, and what belongs to seen payments, for one request.
pub struct PaymentsLoader(pub Scope);

/// A payment by id: only for allocations that have been seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PaymentById(pub PaymentId);

/// What a seen payment asks of its gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChargeOf(pub PaymentId);

/// The steps of a seen payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AttemptsOf(pub PaymentId);

/// The refunds of a seen payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RefundsOf(pub PaymentId);

/// The disputes of a seen payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DisputesOf(pub PaymentId);

/// The stored methods of a seen customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MethodsOf(pub CustomerId);

/// How a seen customer is drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AutopayOf(pub CustomerId);

/// The latest pay links of a seen customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LinksOf(pub CustomerId);

/// A method that a seen payment was made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MethodById(pub PaymentMethodId);

impl Loader<PaymentById> for PaymentsLoader {
    type Value = payment::Model;
    type Error = Fault;

    async fn load(&self, keys: &[PaymentById]) -> Result<HashMap<PaymentById, Self::Value>, Fault> {
        let ids: Vec<PaymentId> = keys.iter().map(|key| key.0).collect();
        let rows = store::payments_by_id(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (PaymentById(row.id), row)).collect())
    }
}

impl Loader<ChargeOf> for PaymentsLoader {
    type Value = payment_charge::Model;
    type Error = Fault;

    async fn load(&self, keys: &[ChargeOf]) -> Result<HashMap<ChargeOf, Self::Value>, Fault> {
        let ids: Vec<PaymentId> = keys.iter().map(|key| key.0).collect();
        let rows = charges::charges_of(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (ChargeOf(row.id), row)).collect())
    }
}

impl Loader<AttemptsOf> for PaymentsLoader {
    type Value = Vec<payment_attempt::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[AttemptsOf]) -> Result<HashMap<AttemptsOf, Self::Value>, Fault> {
        let ids: Vec<PaymentId> = keys.iter().map(|key| key.0).collect();
        let rows = charges::steps_of(&self.0, &ids, MAX_SHORT_LIST).await?;
        Ok(group(keys, rows, |row| AttemptsOf(row.payment_id)))
    }
}

impl Loader<RefundsOf> for PaymentsLoader {
    type Value = Vec<payment_refund::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[RefundsOf]) -> Result<HashMap<RefundsOf, Self::Value>, Fault> {
        let ids: Vec<PaymentId> = keys.iter().map(|key| key.0).collect();
        let rows = returns::refunds_of(&self.0, &ids, MAX_SHORT_LIST).await?;
        Ok(group(keys, rows, |row| RefundsOf(row.payment_id)))
    }
}

impl Loader<DisputesOf> for PaymentsLoader {
    type Value = Vec<payment_dispute::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[DisputesOf]) -> Result<HashMap<DisputesOf, Self::Value>, Fault> {
        let ids: Vec<PaymentId> = keys.iter().map(|key| key.0).collect();
        let rows = returns::disputes_of(&self.0, &ids, MAX_SHORT_LIST).await?;
        Ok(group(keys, rows, |row| DisputesOf(row.payment_id)))
    }
}

impl Loader<MethodsOf> for PaymentsLoader {
    type Value = Vec<payment_method::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[MethodsOf]) -> Result<HashMap<MethodsOf, Self::Value>, Fault> {
        let ids: Vec<CustomerId> = keys.iter().map(|key| key.0).collect();
        let rows = methods::methods_of(&self.0, &ids, MAX_METHODS).await?;
        Ok(group(keys, rows, |row| MethodsOf(row.customer_id)))
    }
}

impl Loader<AutopayOf> for PaymentsLoader {
    type Value = autopay::Model;
    type Error = Fault;

    async fn load(&self, keys: &[AutopayOf]) -> Result<HashMap<AutopayOf, Self::Value>, Fault> {
        let ids: Vec<CustomerId> = keys.iter().map(|key| key.0).collect();
        let rows = plans::autopay_of(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (AutopayOf(row.customer_id), row)).collect())
    }
}

impl Loader<MethodById> for PaymentsLoader {
    type Value = payment_method::Model;
    type Error = Fault;

    async fn load(&self, keys: &[MethodById]) -> Result<HashMap<MethodById, Self::Value>, Fault> {
        let ids: Vec<PaymentMethodId> = keys.iter().map(|key| key.0).collect();
        let rows = methods::methods_by_id(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (MethodById(row.id), row)).collect())
    }
}

impl Loader<LinksOf> for PaymentsLoader {
    type Value = Vec<LinkView>;
    type Error = Fault;

    async fn load(&self, keys: &[LinksOf]) -> Result<HashMap<LinksOf, Self::Value>, Fault> {
        let ids: Vec<CustomerId> = keys.iter().map(|key| key.0).collect();
        let views = links_of(&self.0, &ids).await?;
        Ok(group(keys, views, |view| LinksOf(view.link.customer_id)))
    }
}
