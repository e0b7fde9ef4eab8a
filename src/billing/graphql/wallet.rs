//! `Wallet` in the graph, and `setLowBalanceAlert`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::billing::entity::wallet_alert;
use crate::billing::{self, wallet};
use crate::customers::graphql::CustomerNode;
use crate::db::TenantRef;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::money::MoneyNode;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::graphql::scalars::Decimal;
use crate::kernel::money::{Currency, Money};

use_case_errors! {
    SetLowBalanceAlertErrorCode, SetLowBalanceAlertUserError ("SetLowBalanceAlertUserError"),
    "Why the alert is as it was." {
        /// There is no such prepaid customer for whom the caller may say it.
        NotFound,
        /// The threshold is below zero, has too many digits or is too large.
        InvalidInput,
        /// The alert is not the version that was seen.
        Conflict,
    }
}
use_case_payload! {
    SetLowBalanceAlertPayload ("The outcome of `setLowBalanceAlert`."), SetLowBalanceAlertUserError,
    /// The customer, with its wallet as it is now; null when there is an error.
    customer: CustomerNode
}

/// What a prepaid customer has.
pub struct WalletNode {
    currency: Currency,
    balance: i64,
    threshold: Option<i64>,
    own: bool,
    version: i32,
}

impl WalletNode {
    /// Of a seen customer that pays before the service.
    pub fn new(
        tenant: &TenantRef,
        currency: Currency,
        balance: i64,
        alert: Option<wallet_alert::Model>,
    ) -> Self {
        let threshold = wallet::threshold(tenant, currency, alert.as_ref());
        let own = alert.as_ref().is_some_and(|alert| alert.threshold_minor.is_some());
        Self { currency, balance, threshold, own, version: alert.map_or(0, |alert| alert.version) }
    }
}

/// What a prepaid customer has, to pay its bills from. `createPayment` with `keepAsCredit` tops it up. Visible to whoever sees
/// the customer's bills.
#[Object(name = "Wallet")]
impl WalletNode {
    /// What was paid or credited and is not used yet; never below zero.
    async fn balance(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.balance, self.currency))
    }

    /// The balance below which the customer is told, once until it has risen again; null: it is not told.
    async fn low_balance_threshold(&self, ctx: &Context<'_>) -> Option<MoneyNode> {
        self.threshold.map(|minor| request(ctx).money(Money::new(minor, self.currency)))
    }

    /// Whether the customer's people have chosen the threshold; false where it is the ISP's.
    async fn has_own_threshold(&self) -> bool {
        self.own
    }

    /// Whether the balance is below the threshold.
    async fn is_low(&self) -> bool {
        wallet::is_low(self.balance, self.threshold)
    }

    /// Counts what the customer's people have said of the threshold, for `expectedVersion`; 0 until they say something.
    async fn version(&self) -> i32 {
        self.version
    }
}

/// Below which balance a customer is to be told.
#[derive(InputObject)]
pub struct SetLowBalanceAlertInput {
    /// The customer.
    pub customer_id: ID,
    /// The balance, in the customer's currency; 0: it is not told. The ISP's own if absent.
    pub threshold: Option<Decimal>,
    /// The wallet's `version` that was read; CONFLICT if it is another one now.
    pub expected_version: Option<i32>,
}

/// See its fields.
#[derive(Default)]
pub struct WalletMutations;

#[Object]
impl WalletMutations {
    /// Says below which balance a prepaid customer is told, when it falls below it. For owners and payers: FORBIDDEN. Audited;
    /// the customer sees it in its activity.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.setLowBalanceAlert\")")]
    async fn set_low_balance_alert(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Below which balance a customer is to be told.")] input: SetLowBalanceAlertInput,
    ) -> Result<SetLowBalanceAlertPayload, ApiError> {
        let customer = read(&input.customer_id, "input.customerId")?;
        let threshold = input.threshold.map(|threshold| threshold.0);
        let scope = &request(ctx).scope;
        let set = billing::set_low_balance_alert(scope, customer, threshold, input.expected_version).await;
        SetLowBalanceAlertPayload::of(set.map(CustomerNode::new))
    }
}
