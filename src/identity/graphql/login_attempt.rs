//! An attempt to sign in, in the graph.

use async_graphql::{Context, Enum, ID, Object};

use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::write;
use crate::graphql::scalars::{DateTime, IPAddress};
use crate::identity::entity::login_attempt;
use crate::identity::risk::{self, RiskSign};
use crate::identity::{Identity, LoginKey, device_label};
use crate::kernel::ids::AccountId;
use crate::kernel::page::{PageRequest, encode_cursor};

/// An attempt to sign in.
pub struct LoginAttemptNode(pub login_attempt::Model);

crate::connection!(
    LoginAttemptConnection("LoginAttemptConnection"),
    LoginAttemptEdge("LoginAttemptEdge"),
    LoginAttemptNode,
    "A page of attempts to sign in, latest first."
);

impl LoginAttemptConnection {
    /// A page of the attempts on an account.
    pub(super) async fn load(
        scope: &Scope,
        account: AccountId,
        request: &PageRequest<LoginKey>,
    ) -> Result<Self, ApiError> {
        let page = Identity::login_history(scope, account, request).await?;
        let scope = scope.clone();
        let count = Box::new(move || {
            let scope = scope.clone();
            Box::pin(async move { Ok(Identity::count_logins(&scope, account).await?) }) as _
        });
        let cursor = |row: &login_attempt::Model| encode_cursor(&(row.at, row.id));
        Ok(Self(Connected::new(page, cursor, LoginAttemptNode, count)))
    }
}

/// What came of an attempt to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum LoginOutcome {
    /// A session began.
    SignedIn,
    /// A wrong password.
    WrongPassword,
    /// The password was right, and a second factor was not given.
    SecondFactorMissing,
    /// The password was right, and the code wrong.
    WrongCode,
    /// An answer of a passkey that was not valid.
    WrongPasskey,
    /// A passkey's answer was rightly signed, but an older one than the last: somebody may have a copy of it.
    PasskeyCopied,
    /// The password or passkey was right, but the account could not be signed in to.
    NotActive,
    /// Somebody signed in could not prove once more to be the owner.
    StepUpRefused,
    /// Something else.
    Other,
}

/// Something that speaks against an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum LoginRiskSign {
    /// It failed: 25.
    Failed,
    /// More than three attempts from its address within an hour: 30.
    ManyTries,
    /// The account had never been signed in to from its network: 20.
    NewNetwork,
    /// The account has a second factor that it did not prove: 15.
    SecondFactorUnused,
}

impl From<RiskSign> for LoginRiskSign {
    fn from(sign: RiskSign) -> Self {
        match sign {
            RiskSign::Failed => Self::Failed,
            RiskSign::ManyTries => Self::ManyTries,
            RiskSign::NewNetwork => Self::NewNetwork,
            RiskSign::FactorUnused => Self::SecondFactorUnused,
        }
    }
}

/// An attempt to sign in to an account. Visible to the account's owner.
#[Object(name = "LoginAttempt")]
impl LoginAttemptNode {
    /// The attempt's id, for `reportLogin`.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// When it was made.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// What came of it.
    async fn outcome(&self) -> LoginOutcome {
        match self.0.reason.as_str() {
            "SIGNED_IN" => LoginOutcome::SignedIn,
            "WRONG_PASSWORD" => LoginOutcome::WrongPassword,
            "SECOND_FACTOR_WANTED" | "ENROLMENT_WANTED" => LoginOutcome::SecondFactorMissing,
            "WRONG_CODE" => LoginOutcome::WrongCode,
            "WRONG_PASSKEY" => LoginOutcome::WrongPasskey,
            "PASSKEY_COPIED" => LoginOutcome::PasskeyCopied,
            "NOT_ACTIVE" => LoginOutcome::NotActive,
            "STEP_UP_REFUSED" => LoginOutcome::StepUpRefused,
            _ => LoginOutcome::Other,
        }
    }

    /// The address it came from.
    async fn ip_address(&self) -> IPAddress {
        IPAddress(self.0.ip.clone())
    }

    /// About where that address is, as the ISP's table of networks says, e.g. `Hamburg`: approximate, and no proof of
    /// anything; null where the table has nothing.
    async fn place_hint(&self, ctx: &Context<'_>) -> Option<String> {
        request(ctx).identity.places.hint(self.0.ip.parse().ok()?).map(str::to_owned)
    }

    /// What the device is called, e.g. `Firefox on Linux`.
    async fn device_label(&self) -> String {
        device_label(&self.0.user_agent)
    }

    /// How much speaks against it, 0 to 90.
    async fn risk(&self) -> i32 {
        i32::from(risk::score(&risk::signs(&self.0)))
    }

    /// Whether so much speaks against it that its owner should look: from 75.
    async fn high_risk(&self) -> bool {
        risk::score(&risk::signs(&self.0)) >= risk::HIGH
    }

    /// What speaks against it.
    async fn risk_signs(&self) -> Vec<LoginRiskSign> {
        risk::signs(&self.0).into_iter().map(Into::into).collect()
    }

    /// When the owner said that it was somebody else; null where that was not said.
    async fn reported_at(&self) -> Option<DateTime> {
        self.0.reported_at.map(DateTime)
    }
}
