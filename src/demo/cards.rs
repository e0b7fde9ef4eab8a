//! How the customers of the demonstration pay: stored cards that do as they are told, and why payments were refused.

use chrono::{Datelike as _, NaiveDate};
use secrecy::SecretString;

use super::world::{UNASSIGNED, World};
use crate::db::{FIRST_VERSION, Scope};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PaymentMethodId};
use crate::payments::entity::payment::{self, PaymentStatus};
use crate::payments::entity::payment_attempt::{self, AttemptSource};
use crate::payments::entity::payment_charge::{self, Origin};
use crate::payments::entity::payment_method::{self, MethodKind, MethodStatus};
use crate::payments::sandbox::test_method;
use crate::payments::seal_token;
use crate::ports::keyring::Keyring;
use crate::ports::payment_gateway::{AccountKind, DeclineCode, GatewayKind};

/// What the household that signs in has stored: the test methods of the sandbox gateway, and what it calls them.
const STORED: [(&str, &str); 3] = [
    ("tok_success", "Family card"),
    ("tok_3ds", "Asks the bank first"),
    ("tok_insufficient_funds", "Is declined"),
];

/// Rows around payments. They carry no tenant id yet.
pub(super) struct Cards {
    pub(super) methods: Vec<payment_method::Model>,
    pub(super) charges: Vec<payment_charge::Model>,
    pub(super) attempts: Vec<payment_attempt::Model>,
}

impl Cards {
    /// Thinks them up for a world.
    pub(super) async fn of(scope: &Scope, keyring: &Keyring, world: &World) -> Result<Self, Fault> {
        let mut cards = Self { methods: Vec::new(), charges: Vec::new(), attempts: Vec::new() };
        let owner = world.logins.iter().find(|login| login.role == "customer");
        if let Some(customer) = owner.and_then(|login| login.customer) {
            for (token, label) in STORED {
                cards.store(scope, keyring, customer, token, label).await?;
            }
        }
        for row in &world.payments {
            if row.status == PaymentStatus::Failed {
                cards.refuse(scope, row);
            }
        }
        Ok(cards)
    }

    async fn store(
        &mut self,
        scope: &Scope,
        keyring: &Keyring,
        customer: CustomerId,
        token: &str,
        label: &str,
    ) -> Result<(), Fault> {
        let method = test_method(token).ok_or_else(|| Fault::internal("the sandbox has no such card"))?;
        let id: PaymentMethodId = scope.new_id();
        let sealed = seal_token(keyring, scope.tenant().id, id, &SecretString::from(token)).await?;
        self.methods.push(payment_method::Model {
            id,
            tenant_id: UNASSIGNED,
            customer_id: customer,
            kind: match method.kind {
                AccountKind::Card => MethodKind::Card,
                AccountKind::Bank => MethodKind::Bank,
            },
            status: MethodStatus::Active,
            gateway: GatewayKind::Sandbox,
            sealed_token: Some(sealed),
            gateway_customer: None,
            gateway_ref: Some(id.to_string()),
            action: None,
            label: label.to_owned(),
            brand: method.brand.to_owned(),
            last4: method.last4.to_owned(),
            expires_on: NaiveDate::from_ymd_opt(scope.today().year() + 3, 12, 31),
            is_default: self.methods.is_empty(),
            warned_at: None,
            created_at: scope.real_now(),
            version: FIRST_VERSION,
        });
        Ok(())
    }

    /// Why a payment was refused, and when that was known.
    fn refuse(&mut self, scope: &Scope, row: &payment::Model) {
        let code = DeclineCode::InsufficientFunds;
        let message = "the sandbox refuses this card".to_owned();
        self.charges.push(payment_charge::Model {
            id: row.id,
            tenant_id: UNASSIGNED,
            customer_id: row.customer_id,
            method_id: None,
            gateway: GatewayKind::Sandbox,
            origin: Origin::Portal,
            keeps_credit: false,
            action: None,
            decline_code: Some(code),
            decline_message: Some(message.clone()),
            checks: 0,
            check_at: None,
            created_at: row.received_at,
            settled_at: Some(row.received_at),
        });
        let step = |number, source, status, refused: bool| payment_attempt::Model {
            id: scope.new_id(),
            tenant_id: UNASSIGNED,
            payment_id: row.id,
            number,
            source,
            status,
            decline_code: refused.then_some(code),
            message: refused.then(|| message.clone()),
            at: row.received_at,
        };
        let asked = step(1, AttemptSource::Request, PaymentStatus::Pending, false);
        let answered = step(2, AttemptSource::Answer, PaymentStatus::Failed, true);
        self.attempts.extend([asked, answered]);
    }
}
