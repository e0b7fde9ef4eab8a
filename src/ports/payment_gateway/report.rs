//! What a gateway says.

use secrecy::SecretString;

use crate::kernel::ids::PaymentId;
use crate::kernel::money::Money;

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
