//! The way to money that is not here yet: a payment gateway.
//!
//! Nothing that a gateway says is taken on trust twice: a webhook is a reason to ask, never a result, so messages may
//! come late, twice or in the wrong order. And whatever is asked of a gateway may have been done although no answer
//! came ([`GatewayError::Unknown`]): every order carries an id of ours, by which it can be found again.

mod message;
pub mod signature;
mod stripe;

use async_trait::async_trait;
use secrecy::SecretString;

pub use self::message::{Message, MessageError, MessageSubject};
pub use self::stripe::{StripeGateway, StripeSettings};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{CustomerId, PaymentId, PaymentMethodId, PaymentRefundId, TenantId};
use crate::kernel::money::Money;

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

/// What has become of a charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChargeState {
    /// The money is ours.
    Succeeded,
    /// It takes its time, e.g. a direct debit.
    Processing,
    /// The payer has to do something first.
    RequiresAction(Action),
    /// It was refused.
    Declined(Decline),
    /// It was called off.
    Cancelled,
}

/// What the payer has to do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Action {
    /// A page to go to, where there is one.
    pub url: Option<String>,
    /// What the gateway's own script in the browser goes on with, where there is one.
    pub client_secret: Option<String>,
}

/// Why a charge was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decline {
    /// For the program.
    pub code: DeclineCode,
    /// In the gateway's words.
    pub message: String,
}

impl Decline {
    /// A refusal with the gateway's words.
    pub fn new(code: DeclineCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// Why a charge was refused.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, sea_orm::EnumIter, sea_orm::DeriveActiveEnum, async_graphql::Enum,
)]
#[graphql(name = "PaymentDeclineCode")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DeclineCode {
    /// There is not enough money.
    InsufficientFunds,
    /// The bank refused and did not say why.
    CardDeclined,
    /// The card has expired.
    ExpiredCard,
    /// The card's check number is wrong.
    IncorrectCvc,
    /// The card was reported as lost or stolen.
    LostOrStolen,
    /// The same payment was just made.
    DuplicateTransaction,
    /// The payer did not prove to be the owner.
    AuthenticationFailed,
    /// The payer would have to prove to be the owner, and was not there.
    AuthenticationRequired,
    /// The payer did not act in time.
    ActionExpired,
    /// The method is not one that can be charged any more.
    MethodInvalid,
    /// The gateway did not take the order.
    GatewayRefused,
    /// The order never reached the gateway.
    NeverReached,
}

impl DeclineCode {
    /// Whether trying again with the same method is of no use.
    pub fn is_final(self) -> bool {
        match self {
            Self::ExpiredCard
            | Self::IncorrectCvc
            | Self::LostOrStolen
            | Self::AuthenticationRequired
            | Self::MethodInvalid => true,
            Self::InsufficientFunds
            | Self::CardDeclined
            | Self::DuplicateTransaction
            | Self::AuthenticationFailed
            | Self::ActionExpired
            | Self::GatewayRefused
            | Self::NeverReached => false,
        }
    }
}

/// What a gateway says of a charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeReport {
    /// The gateway's name of it; none where it made none.
    pub gateway_ref: Option<String>,
    /// Our payment, as the gateway has noted it.
    pub payment: Option<PaymentId>,
    /// How much; none where the gateway did not say.
    pub money: Option<Money>,
    /// What has become of it.
    pub state: ChargeState,
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

/// What a gateway says of a method.
#[derive(Debug, Clone)]
pub struct SetupReport {
    /// The gateway's name of the setup.
    pub gateway_ref: String,
    /// The gateway's name of the customer.
    pub gateway_customer: Option<String>,
    /// What has become of it.
    pub state: SetupState,
}

/// What has become of a setup.
#[derive(Debug, Clone)]
pub enum SetupState {
    /// It can be charged.
    Ready(MethodFacts),
    /// The owner has to do something first.
    RequiresAction(Action),
    /// It was refused.
    Declined(Decline),
}

/// What is shown of a method.
#[derive(Debug, Clone)]
pub struct MethodFacts {
    /// The token to charge.
    pub token: SecretString,
    /// E.g. `visa`, or a country for a bank.
    pub brand: String,
    /// The last four digits.
    pub last4: String,
    /// Year and month of the last day, for cards.
    pub expires: Option<(i32, u32)>,
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

/// What has become of a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefundState {
    /// It is on its way.
    Succeeded,
    /// It takes its time.
    Processing,
    /// It was refused, in the gateway's words.
    Failed(String),
}

/// What a gateway says of a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundReport {
    /// The gateway's name of it; none where it made none.
    pub gateway_ref: Option<String>,
    /// What has become of it.
    pub state: RefundState,
}

/// Where a payer's dispute of a charge stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, sea_orm::EnumIter, sea_orm::DeriveActiveEnum, async_graphql::Enum,
)]
#[graphql(name = "PaymentDisputeStatus")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DisputeStatus {
    /// The bank has taken the money back and decides.
    Open,
    /// The bank has given the money back again.
    Won,
    /// The money is gone.
    Lost,
}

/// What a gateway says of a dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeReport {
    /// The gateway's name of the dispute.
    pub gateway_ref: String,
    /// The gateway's name of the charge.
    pub charge_ref: String,
    /// How much was taken back.
    pub money: Money,
    /// Where it stands.
    pub status: DisputeStatus,
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

/// A payment gateway.
#[async_trait]
pub trait PaymentGateway: Send + Sync {
    /// Charges. A payment that was charged before is not charged again by gateways that know keys or payments.
    async fn charge(&self, merchant: &Merchant, charge: &Charge) -> Result<ChargeReport, GatewayError>;

    /// What has become of a payment's charge; none where the gateway knows of none.
    async fn find_charge(
        &self,
        merchant: &Merchant,
        payment: PaymentId,
        gateway_ref: Option<&str>,
    ) -> Result<Option<ChargeReport>, GatewayError>;

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
