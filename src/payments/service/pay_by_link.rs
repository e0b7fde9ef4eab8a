//! `payByLink`, `confirmPayByLink` and `cancelPayByLink`: the same payment as any other through the gateway, by a card that
//! is used once. Who pays is whoever holds the token, signed in or not; so the idempotency records are the link's.

use std::sync::Arc;

use rust_decimal::Decimal;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::add_method::is_token;
use super::links::{self, LinkView, views};
use super::order::{Checked, Paid, PayError, PayRefusal, claim};
use super::pay::{Committed, Pending, payment_of, replay, running, write_pending};
use super::{ConfirmError, ConfirmRefusal, Payments};
use crate::billing::ledger::lock_balance;
use crate::db::{Reads as _, Scope, Tx};
use crate::idempotency::{self, Begun, Keep, Key, Ticket};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{InvoiceId, PaymentId};
use crate::kernel::money::Money;
use crate::payments::amount::{AmountFault, payable};
use crate::payments::entity::payment_charge::{self, Origin};
use crate::payments::entity::{pay_link_payment, payment};
use crate::payments::link::{LinkState, shares};
use crate::payments::store::{self, charges, links as stored};
use crate::ports::payment_gateway::{AccountKind, GatewayKind, StoredMethod};
use crate::tenancy::Tenant;

/// Payments that are begun by one link. Somebody who tries stolen cards has no more tries than that.
const MAX_TRIES: usize = 20;

/// What to pay by a link.
#[derive(Debug)]
pub struct LinkOrder {
    /// The link's token.
    pub token: SecretString,
    /// How much, in major units; all that is due where it is absent.
    pub amount: Option<Decimal>,
    /// What the gateway's form in the browser gave.
    pub card: SecretString,
    /// The idempotency key.
    pub key: String,
}

/// Why nothing was paid by a link: told to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPayRefusal {
    /// No such link, or it is over.
    NotFound,
    /// The card's token is none.
    CardToken,
    /// The amount cannot be paid.
    Amount(AmountFault),
    /// The amount is more than is due: a link makes no credit.
    ExceedsDue,
    /// Nothing is due, or it is being paid at this moment.
    NothingDue,
    /// Too many payments were begun by the link.
    TooManyTries,
    /// The key stands for another call.
    KeyReused,
    /// The first call under the key is still at work.
    InProgress,
    /// The ISP takes no payments by cards at present.
    GatewayUnavailable,
}

/// Why nothing was paid by a link.
#[derive(Debug)]
pub enum LinkPayError {
    /// Refused, for the caller to know.
    Refused(LinkPayRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for LinkPayError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// A refusal of a payment in the words of a link.
fn in_words_of_links(error: PayError) -> LinkPayError {
    let refusal = match error {
        PayError::Fault(fault) => return LinkPayError::Fault(fault),
        PayError::Refused(refusal) => refusal,
    };
    LinkPayError::Refused(match refusal {
        PayRefusal::NotOwed(_) => LinkPayRefusal::NothingDue,
        PayRefusal::KeyReused => LinkPayRefusal::KeyReused,
        PayRefusal::InProgress => LinkPayRefusal::InProgress,
        PayRefusal::GatewayUnavailable => LinkPayRefusal::GatewayUnavailable,
        PayRefusal::NotFound
        | PayRefusal::Amount(_)
        | PayRefusal::MethodNotFound
        | PayRefusal::MethodNotUsable
        | PayRefusal::NoMethod
        | PayRefusal::Channel
        | PayRefusal::InvoiceNotFound(_)
        | PayRefusal::AllocationAmount(..)
        | PayRefusal::AllocationsExceedAmount => {
            return Fault::internal(format!("a payment by a link was refused: {refusal:?}")).into();
        }
    })
}

fn refused<T>(why: LinkPayRefusal) -> Result<T, LinkPayError> {
    Err(LinkPayError::Refused(why))
}

impl Payments {
    /// Pays by a link.
    pub async fn pay_by_link(
        self: &Arc<Self>,
        scope: &Scope,
        tenant: &Tenant,
        order: LinkOrder,
    ) -> Result<Paid, LinkPayError> {
        let Some(link) = links::find(scope, &order.token).await? else {
            return refused(LinkPayRefusal::NotFound);
        };
        if !is_token(order.card.expose_secret()) {
            return refused(LinkPayRefusal::CardToken);
        }
        let amount = match order.amount.map(|amount| payable(amount, link.currency)).transpose() {
            Ok(amount) => amount.map(|money| money.minor),
            Err(fault) => return refused(LinkPayRefusal::Amount(fault)),
        };
        let Some(gateway) = tenant.settings.payments.gateway else {
            return refused(LinkPayRefusal::GatewayUnavailable);
        };
        let body = json!({
            "minor": amount,
            "card": Sha256::digest(order.card.expose_secret()).to_vec(),
        });
        let key = Key::new("payByLink", order.key, &body, Keep::Month).held_by(link.id);
        let tx = scope.begin().await?;
        let ticket = match idempotency::begin(&tx, &key).await? {
            Begun::New(ticket) | Begun::TakenOver(ticket, None) => ticket,
            Begun::TakenOver(ticket, Some(progress)) => {
                let id = payment_of(&progress)?;
                tx.commit().await?;
                return self.resume(scope, tenant, id, &ticket).await.map_err(in_words_of_links);
            }
            Begun::Done(result) => return replay(&tx, &result).await.map_err(in_words_of_links),
            Begun::Running(progress) => return running(&tx, progress).await.map_err(in_words_of_links),
            Begun::Reused => return refused(LinkPayRefusal::KeyReused),
        };
        lock_balance(&tx, link.customer_id).await?;
        // Once more, under the lock: it may have been taken back, or something else have been paid.
        let Some(link) = links::find(&tx, &order.token).await? else {
            return refused(LinkPayRefusal::NotFound);
        };
        let view = views(&tx, vec![link]).await?.pop();
        let view = view.ok_or_else(|| Fault::internal("a pay link is missing that was found"))?;
        let minor = match (view.state, amount) {
            (LinkState::Payable, None) => view.due,
            (LinkState::Payable, Some(amount)) if amount <= view.due => amount,
            (LinkState::Payable, Some(_)) => return refused(LinkPayRefusal::ExceedsDue),
            _ => return refused(LinkPayRefusal::NothingDue),
        };
        if view.tries >= MAX_TRIES {
            return refused(LinkPayRefusal::TooManyTries);
        }
        let card = StoredMethod { kind: AccountKind::Card, token: order.card, customer: None };
        let committed = self.commit_by_link(tx, tenant, &view, minor, (gateway, card), ticket).await?;
        self.conclude_apart(scope, committed).await.map_err(in_words_of_links)
    }

    /// The first transaction: `minor` units are paid for the link's bills, the first ones first.
    async fn commit_by_link(
        &self,
        tx: Tx,
        tenant: &Tenant,
        view: &LinkView,
        minor: i64,
        (kind, card): (GatewayKind, StoredMethod),
        ticket: Ticket,
    ) -> Result<Committed, LinkPayError> {
        let (gateway, merchant) = self.reachable(tenant, kind).await.map_err(in_words_of_links)?;
        let link = &view.link;
        let money = Money::new(minor, link.currency);
        let shares = shares(minor, &view.linked);
        let parts: Vec<(InvoiceId, i64)> = view
            .bills
            .iter()
            .map(|bill| bill.owed.invoice)
            .zip(shares)
            .filter(|(_, part)| *part > 0)
            .collect();
        let id: PaymentId = tx.scope().new_id();
        let claims = claim(&tx, id, link.customer_id, &Checked { money, parts }).await?;
        let claims = claims.map_err(PayError::Refused).map_err(in_words_of_links)?;
        let pending = Pending {
            id,
            customer: link.customer_id,
            money,
            keeps_credit: false,
            method: None,
            gateway: kind,
            origin: Origin::Link,
            link: Some(link.id),
        };
        let written = self.clock.now();
        let charge = write_pending(&tx, pending, card, claims, written, &ticket).await?;
        let row = pay_link_payment::Model {
            id,
            tenant_id: tx.scope().tenant().id,
            customer_id: link.customer_id,
            link_id: link.id,
            created_at: tx.scope().real_now(),
        };
        stored::insert_payment(&tx, row).await?;
        tx.commit().await?;
        Ok(Committed { gateway, merchant, charge, written, ticket })
    }

    /// Goes on with a payment by a link whose payer has acted.
    pub async fn confirm_by_link(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        token: &SecretString,
        id: PaymentId,
    ) -> Result<payment::Model, ConfirmError> {
        let (payment, charge) = own(scope, token, id).await?;
        self.confirm(scope, tenant, &payment, &charge).await
    }

    /// Calls a payment by a link off whose payer has left without acting: its bills can be paid again at once, and not only
    /// when the reconciler gives it up.
    pub async fn cancel_by_link(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        token: &SecretString,
        id: PaymentId,
    ) -> Result<payment::Model, ConfirmError> {
        let (payment, charge) = own(scope, token, id).await?;
        self.cancel(scope, tenant, &payment, &charge).await
    }
}

/// A payment that was made by the link of a token. Missing alike: the link, its time, the payment, one by another link.
async fn own(
    scope: &Scope,
    token: &SecretString,
    id: PaymentId,
) -> Result<(payment::Model, payment_charge::Model), ConfirmError> {
    let missing = || ConfirmError::Refused(ConfirmRefusal::NotFound);
    let link = links::find(scope, token).await?.ok_or_else(missing)?;
    if !stored::is_of(scope, link.id, id).await? {
        return Err(missing());
    }
    let payment = store::payments_by_id(scope, &[id]).await?.pop().ok_or_else(missing)?;
    let charge = charges::charge(scope, id).await?;
    let charge = charge.ok_or_else(|| Fault::internal("a payment by a link without its charge"))?;
    Ok((payment, charge))
}
