//! The use cases of payments. Each that leaves the database for a gateway is three steps: a transaction that commits
//! what is to be done, the call with no transaction open, and a transaction that records what came of it. What a crash
//! leaves between them the reconciler finishes ([`reconcile`]).

mod add_method;
mod autopay;
mod autopay_day;
mod deadline;
mod disputes;
mod draw;
mod links;
mod look;
mod messages;
mod methods;
mod order;
mod pause;
mod pay;
mod pay_by_link;
mod read;
mod reconcile;
mod refunds;
mod sealed;

use std::sync::Arc;

use chrono::TimeDelta;
use secrecy::SecretString;

pub use add_method::AddMethod;
pub use autopay::{AutopayError, AutopayRefusal, SetAutopay};
pub use autopay_day::AutopayDay;
pub use links::{
    LinkError, LinkRefusal, LinkTarget, LinkView, NewPayLink, create_pay_link, links_for_mails, links_of,
    open_link, revoke_pay_link,
};
pub use messages::MessageOutcome;
pub use methods::{MethodChange, MethodError, MethodRefusal};
pub use order::{Paid, PayError, PayRefusal, PaymentOrder};
pub use pay_by_link::{LinkOrder, LinkPayError, LinkPayRefusal};
pub use read::{count_payments, open_payments, payments};
pub use reconcile::{ConfirmError, ConfirmRefusal};
pub use refunds::{RefundError, RefundRefusal, RefundRequest, Refunded};
pub use sealed::seal_token;

use super::sandbox::{SandboxGateway, webhook_secret};
use crate::kernel::clock::SharedClock;
use crate::ports::keyring::Keyring;
use crate::ports::payment_gateway::{GatewayError, GatewayKind, Merchant, PaymentGateway};
use crate::ports::secrets::Secrets;
use crate::tenancy::Tenant;

/// The field of a gateway's secret that we call it with.
const API_KEY: &str = "api_key";
/// The fields that hold what its messages are signed with.
const WEBHOOK_SECRETS: [&str; 2] = ["webhook_secret", "webhook_secret_previous"];

/// Payments, with everything outside that they need.
pub struct Payments {
    /// The gateway inside the program.
    pub sandbox: Arc<SandboxGateway>,
    /// Stripe.
    pub stripe: Arc<dyn PaymentGateway>,
    /// Where the keys of gateways are.
    pub secrets: Secrets,
    /// Seals tokens.
    pub keyring: Keyring,
    /// The world's time at which orders are written and sent: requests have read theirs before they waited for locks.
    pub clock: SharedClock,
}

impl Payments {
    /// A gateway, and who the tenant is to it.
    async fn merchant(
        &self,
        tenant: &Tenant,
        kind: GatewayKind,
    ) -> Result<(Arc<dyn PaymentGateway>, Merchant), GatewayError> {
        let id = tenant.reference.id;
        match kind {
            GatewayKind::Sandbox => {
                let secret = webhook_secret(&self.sandbox.signing_key, id);
                let merchant = Merchant { tenant: id, key: "".into(), webhook_secrets: vec![secret] };
                Ok((self.sandbox.clone(), merchant))
            }
            GatewayKind::Stripe => {
                let path = tenant.settings.payments.secret.as_deref();
                let path = path.ok_or_else(|| GatewayError::Unavailable("no secret is named".to_owned()))?;
                let secret = self.secrets.secret(path).await;
                let secret = secret.map_err(|error| GatewayError::Unavailable(error.to_string()))?;
                let fields = secret.map(|secret| secret.fields).unwrap_or_default();
                let field = |name: &str| fields.get(name).cloned();
                let key: SecretString = field(API_KEY)
                    .ok_or_else(|| GatewayError::Unavailable(format!("the secret has no {API_KEY}")))?;
                let webhook_secrets = WEBHOOK_SECRETS.into_iter().filter_map(field).collect();
                Ok((self.stripe.clone(), Merchant { tenant: id, key, webhook_secrets }))
            }
        }
    }
}

/// How long to wait before a message is acted on, or a refund asked for, for the `checks`-th time: soon at first, an hour
/// at most.
fn backoff(checks: i32) -> TimeDelta {
    let doublings = u32::try_from(checks).unwrap_or_default().min(10);
    TimeDelta::seconds((4_i64 << doublings).min(3_600))
}
