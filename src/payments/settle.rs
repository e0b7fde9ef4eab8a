//! What a gateway's word does to a payment: the second transaction of a payment (README, "Payments"). However often it
//! is said and by whomever, it is done once: the payment is locked, and what is settled stays so.

use sea_orm::ActiveEnum as _;
use serde_json::json;

use super::entity::payment::{self, PaymentStatus};
use super::entity::payment_attempt::AttemptSource;
use super::entity::{payment_charge, payment_claim};
use super::ledger::{self, payment_event};
use super::state::{is_open, steps};
use super::store;
use super::store::charges::{self, ChargeNote, Step};
use crate::billing;
use crate::billing::ledger::{BalanceChange, LedgerError, change_balance, lock_balance, owed_by, owed_of};
use crate::billing::watch_wallet;
use crate::db::{DbError, Reads as _, Tx};
use crate::events::EventType;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::PaymentId;
use crate::ports::payment_gateway::{Action, ChargeReport, ChargeState, Decline, DeclineCode};

/// How often to look whether a payer has acted, or whether a direct debit has gone through.
const LOOK_AGAIN: chrono::TimeDelta = chrono::TimeDelta::seconds(60);
/// The same where nobody knows what has become of the money.
const LOOK_SOON: chrono::TimeDelta = chrono::TimeDelta::seconds(2);

/// What was found out about a payment.
#[derive(Debug, Clone)]
pub(super) enum Finding {
    /// The gateway has said it.
    Report(ChargeReport),
    /// The gateway has not answered.
    Unknown(String),
    /// The order never reached the gateway.
    NeverReached,
    /// The gateway did not take the order, in its words.
    Refused(String),
}

/// What a finding makes of an open payment; none: it stays as it is. Pure.
pub(super) fn verdict(status: PaymentStatus, finding: &Finding) -> Option<PaymentStatus> {
    use PaymentStatus::{Cancelled, Failed, Pending, Processing, RequiresAction, Succeeded, Unknown};
    let wanted = match finding {
        Finding::Report(report) => match &report.state {
            ChargeState::Succeeded => Succeeded,
            ChargeState::Processing => Processing,
            ChargeState::RequiresAction(_) => RequiresAction,
            ChargeState::Cancelled if matches!(status, Pending | RequiresAction) => Cancelled,
            ChargeState::Declined(_) | ChargeState::Cancelled => Failed,
        },
        Finding::Unknown(_) => Unknown,
        Finding::NeverReached | Finding::Refused(_) => Failed,
    };
    // What there is no way to, is no news: an UNKNOWN payment stays UNKNOWN while the gateway is at work on it.
    steps(status, wanted).map(|_| wanted)
}

fn decline_of(finding: &Finding) -> Option<Decline> {
    match finding {
        Finding::Report(ChargeReport { state: ChargeState::Declined(decline), .. }) => Some(decline.clone()),
        Finding::Report(_) | Finding::Unknown(_) => None,
        Finding::NeverReached => {
            Some(Decline::new(DeclineCode::NeverReached, "the order never reached the gateway"))
        }
        Finding::Refused(words) => Some(Decline::new(DeclineCode::GatewayRefused, words.clone())),
    }
}

fn action_of(finding: &Finding) -> Option<&Action> {
    match finding {
        Finding::Report(ChargeReport { state: ChargeState::RequiresAction(action), .. }) => Some(action),
        Finding::Report(_) | Finding::Unknown(_) | Finding::NeverReached | Finding::Refused(_) => None,
    }
}

/// Records what was found out about a payment; the payment as it is then.
pub(super) async fn settle(
    tx: &Tx,
    id: PaymentId,
    source: AttemptSource,
    finding: &Finding,
) -> Result<payment::Model, LedgerError> {
    let gone = || Fault::internal("a payment is missing that is asked for");
    let seen = store::payments_by_id(tx, &[id]).await?.pop().ok_or_else(gone)?;
    lock_balance(tx, seen.customer_id).await?;
    let payment = charges::payment_for_update(tx, id).await?.ok_or_else(gone)?;
    let charge = charges::charge(tx, id).await?.ok_or_else(gone)?;
    if !is_open(payment.status) {
        alarm(&payment, finding);
        return Ok(payment);
    }
    if let Finding::Report(ChargeReport { money: Some(money), .. }) = finding
        && (money.minor, money.currency) != (payment.amount_minor, payment.currency)
    {
        return Err(Fault::internal(format!("the gateway has charged another amount for {id}")).into());
    }
    let Some(status) = verdict(payment.status, finding) else {
        if source == AttemptSource::Answer {
            let step = Step { source, status: payment.status, decline: None, message: words_of(finding) };
            charges::insert_step(tx, id, step).await?;
        }
        return Ok(payment);
    };
    let step = Step { source, status, decline: decline_of(finding), message: words_of(finding) };
    charges::insert_step(tx, id, step).await?;
    let gateway_ref = match finding {
        Finding::Report(report) => report.gateway_ref.clone().or_else(|| payment.gateway_ref.clone()),
        Finding::Unknown(_) | Finding::NeverReached | Finding::Refused(_) => payment.gateway_ref.clone(),
    };
    let received = status == PaymentStatus::Succeeded;
    // Not before it was ordered: whoever hears of it may go by a sandbox's clock of a moment ago.
    let at = if received { tx.scope().now().max(payment.received_at) } else { payment.received_at };
    charges::move_payment(tx, &payment, status, gateway_ref, at).await?;
    let action = action_of(finding).map(serde_json::to_string).transpose().map_err(Fault::internal)?;
    let note = ChargeNote { action, decline: decline_of(finding), check_at: next_look(tx, status) };
    charges::note_charge(tx, id, note).await?;
    match status {
        PaymentStatus::Succeeded => receive(tx, &payment, &charge).await?,
        PaymentStatus::Failed => {
            charges::release_claims(tx, id).await?;
            let code = decline_of(finding).map(|decline| decline.code.to_value());
            tell(tx, &payment, EventType::PaymentFailed, code).await?;
        }
        PaymentStatus::Cancelled => charges::release_claims(tx, id).await?,
        _ => {}
    }
    Ok(store::payments_by_id(tx, &[id]).await?.pop().ok_or_else(gone)?)
}

fn words_of(finding: &Finding) -> Option<String> {
    match finding {
        Finding::Unknown(words) => Some(words.clone()),
        Finding::Report(_) | Finding::NeverReached | Finding::Refused(_) => None,
    }
}

fn next_look(tx: &Tx, status: PaymentStatus) -> Option<Instant> {
    let now = tx.scope().real_now();
    match status {
        PaymentStatus::RequiresAction | PaymentStatus::Processing => Some(now + LOOK_AGAIN),
        PaymentStatus::Pending | PaymentStatus::Unknown => Some(now + LOOK_SOON),
        _ => None,
    }
}

/// Terminal results are never rewritten: money that comes in for a payment that is over needs a person.
fn alarm(payment: &payment::Model, finding: &Finding) {
    let came = matches!(finding, Finding::Report(report) if report.state == ChargeState::Succeeded);
    if came && matches!(payment.status, PaymentStatus::Failed | PaymentStatus::Cancelled) {
        let (id, status) = (payment.id, payment.status);
        tracing::error!(payment = %id, ?status, "the gateway has charged a payment that is over: refund it there");
    }
}

/// Books the money: what the payment was meant for first, then what is due longest, the rest is credit.
async fn receive(
    tx: &Tx,
    payment: &payment::Model,
    charge: &payment_charge::Model,
) -> Result<(), LedgerError> {
    let change = BalanceChange { unapplied: payment.amount_minor, ..BalanceChange::default() };
    change_balance(tx, payment.customer_id, change).await?;
    tell(tx, payment, EventType::PaymentReceived, None).await?;
    let claims = charges::live_claims(tx, payment.customer_id).await?;
    charges::release_claims(tx, payment.id).await?;
    apply(tx, payment, &claims, charge.keeps_credit).await?;
    watch_wallet(tx, payment.customer_id).await?;
    let number = ledger::receipt_number(tx).await?;
    charges::give_receipt(tx, payment.id, &number).await?;
    Ok(())
}

/// Uses a payment that has come in, and gives services back that were withheld for what it pays (domain.md §3.11).
pub(super) async fn apply(
    tx: &Tx,
    payment: &payment::Model,
    claims: &[payment_claim::Model],
    keeps_credit: bool,
) -> Result<(), LedgerError> {
    spend(tx, payment, claims, keeps_credit).await?;
    Ok(billing::settled(tx, payment.customer_id).await?)
}

/// Uses it for its own claims, then for what is owed, oldest due first, as far as no other payment under way speaks for it
/// (domain.md §3.13).
async fn spend(
    tx: &Tx,
    payment: &payment::Model,
    claims: &[payment_claim::Model],
    keeps_credit: bool,
) -> Result<(), LedgerError> {
    let mut left = payment.unapplied_minor();
    let own: Vec<_> = claims.iter().filter(|claim| claim.payment_id == payment.id).collect();
    let wanted: Vec<_> = own.iter().map(|claim| claim.invoice_id).collect();
    let owed = if wanted.is_empty() { Vec::new() } else { owed_of(tx, &wanted).await? };
    for claim in own {
        let open = owed.iter().find(|owed| owed.invoice == claim.invoice_id).map_or(0, |owed| owed.amount);
        let part = claim.amount_minor.min(open).min(left);
        if part > 0 {
            ledger::allocate(tx, payment.id, claim.invoice_id, part).await?;
            left -= part;
        }
    }
    if keeps_credit || left == 0 {
        return Ok(());
    }
    let mut bills = owed_by(tx, payment.customer_id).await?;
    // What is disputed comes last: money that somebody pays to have a service back does not go there first.
    for disputed in [false, true] {
        for bill in &mut bills {
            let kept = if disputed { 0 } else { bill.held };
            let free = bill.amount - kept - charges::spoken_for(claims, bill.invoice, payment.id);
            let part = free.min(left);
            if part > 0 {
                ledger::allocate(tx, payment.id, bill.invoice, part).await?;
                bill.amount -= part;
                left -= part;
            }
            if left == 0 {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Tells of a payment, with what its readers need.
pub(super) async fn tell(
    tx: &Tx,
    payment: &payment::Model,
    event: EventType,
    code: Option<String>,
) -> Result<(), DbError> {
    let payload = json!({
        "number": payment.number,
        "currency": payment.currency.code(),
        "amountMinor": payment.amount_minor,
        "code": code,
    });
    payment_event(tx, event, payment.id, payment.customer_id, payload).await
}

#[cfg(test)]
mod tests {
    use sea_orm::Iterable as _;

    use super::*;

    fn report(state: ChargeState) -> Finding {
        Finding::Report(ChargeReport { gateway_ref: None, payment: None, money: None, state })
    }

    #[test]
    fn a_verdict_is_always_a_step_of_the_machine() {
        let action = Action { url: None, client_secret: None };
        let decline = Decline::new(DeclineCode::CardDeclined, "no");
        let findings = [
            report(ChargeState::Succeeded),
            report(ChargeState::Processing),
            report(ChargeState::RequiresAction(action)),
            report(ChargeState::Declined(decline)),
            report(ChargeState::Cancelled),
            Finding::Unknown(String::new()),
            Finding::NeverReached,
            Finding::Refused(String::new()),
        ];
        for status in PaymentStatus::iter().filter(|status| is_open(*status)) {
            for finding in &findings {
                if let Some(to) = verdict(status, finding) {
                    assert!(steps(status, to).is_some(), "{status:?} → {to:?}");
                }
            }
            // Money that has come in is never lost, and a refusal never overlooked.
            assert_eq!(verdict(status, &findings[0]), Some(PaymentStatus::Succeeded));
            assert_eq!(verdict(status, &findings[3]), Some(PaymentStatus::Failed));
        }
        assert_eq!(verdict(PaymentStatus::Unknown, &findings[1]), None);
        assert_eq!(verdict(PaymentStatus::RequiresAction, &findings[4]), Some(PaymentStatus::Cancelled));
        assert_eq!(verdict(PaymentStatus::Processing, &findings[4]), Some(PaymentStatus::Failed));
        assert_eq!(verdict(PaymentStatus::Processing, &findings[5]), Some(PaymentStatus::Unknown));
    }
}
