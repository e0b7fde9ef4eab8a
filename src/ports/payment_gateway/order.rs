//! What a gateway is asked for.

use secrecy::SecretString;

use crate::kernel::ids::{CustomerId, PaymentId, PaymentMethodId, PaymentRefundId, TenantId};
use crate::kernel::money::Money;

/// Who a tenant is to its gateway. The keys come from the secret store and stand nowhere else.
#[derive(Debug, Clone)]
pub struct Merchant {
    /// The tenant.
    pub tenant: TenantId,
    /// What we call the gateway with.
    pub key: SecretString,
    /// What the gateway signs its messages with; several while one replaces another.
    pub webhook_secrets: Vec<SecretString>,
}

/// What kind of account money is drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountKind {
    /// A card.
    Card,
    /// A bank account, by direct debit.
    Bank,
}

/// A stored method, as the gateway knows it.
#[derive(Debug, Clone)]
pub struct StoredMethod {
    /// What kind.
    pub kind: AccountKind,
    /// The gateway's token.
    pub token: SecretString,
    /// The gateway's name of the customer, where it has one.
    pub customer: Option<String>,
}

/// An order to charge.
#[derive(Debug, Clone)]
pub struct Charge {
    /// Our payment: the gateway charges it once, however often it is asked.
    pub payment: PaymentId,
    /// How much.
    pub money: Money,
    /// From where.
    pub method: StoredMethod,
    /// Whether the payer is not there to answer the bank's questions.
    pub off_session: bool,
}

/// An order to keep a method for later.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Our method.
    pub method: PaymentMethodId,
    /// Whose it is.
    pub customer: CustomerId,
    /// The gateway's name of the customer, if it has one already.
    pub gateway_customer: Option<String>,
    /// What kind.
    pub kind: AccountKind,
    /// What the gateway's form in the browser gave.
    pub token: SecretString,
}

/// An order to give money back.
#[derive(Debug, Clone)]
pub struct RefundOrder {
    /// Our refund: it is made once, however often it is asked for.
    pub refund: PaymentRefundId,
    /// The payment.
    pub payment: PaymentId,
    /// The gateway's name of the charge.
    pub gateway_ref: String,
    /// How much.
    pub money: Money,
}
