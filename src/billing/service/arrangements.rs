//! Promises to pay later: what is offered, and what is accepted.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::json;

use super::credits::minor;
use super::dunning::{Dunned, close, dunned, settled};
use crate::billing::arrangement::{self, Instalment, Part, Promise, Standing};
use crate::billing::dunning::Debt;
use crate::billing::entity::payment_arrangement::{self, ArrangementStatus};
use crate::billing::entity::{arrangement_instalment, arrangement_invoice};
use crate::billing::events::dunning_event;
use crate::billing::ledger::lock_balance;
use crate::billing::policy;
use crate::billing::refusal::{BillingError, Refusal, RefusalCode};
use crate::billing::store;
use crate::customers;
use crate::db::audit::Record;
use crate::db::{FIRST_VERSION, Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PaymentArrangementId};
use crate::kernel::problem::Invalid;

/// Why nothing can be promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
pub enum ArrangementObstacle {
    /// The ISP accepts no promises.
    NotOffered,
    /// Nothing is overdue, or all of it is disputed.
    NothingOverdue,
    /// A promise is in good standing.
    AlreadyPromised,
    /// A promise was broken not long ago.
    BrokenBefore,
}

/// What a customer may promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrangementOffer {
    /// Why nothing can be promised; none where something can.
    pub obstacle: Option<ArrangementObstacle>,
    /// The invoices that are overdue, each with what is asked for of it, minor units.
    pub debts: Vec<Debt>,
    /// What is to be promised, minor units.
    pub total: i64,
    /// Instalments at most.
    pub max_instalments: u16,
    /// The latest day of the first instalment.
    pub first_by: NaiveDate,
    /// The latest day of the last.
    pub latest: NaiveDate,
    /// Proposals, the fewest instalments first.
    pub plans: Vec<Vec<Instalment>>,
}

/// What a customer may promise today. Pure.
pub fn offer_of(dunned: &Dunned, today: NaiveDate) -> ArrangementOffer {
    let settings = &dunned.settings.dunning.arrangements;
    let late = |debt: &&Debt| debt.due < today && debt.asked() > 0;
    let debts: Vec<Debt> = dunned.account.debts.iter().filter(late).cloned().collect();
    let total = debts.iter().map(Debt::asked).sum();
    let standing = dunned.account.promise.as_ref().map(|promise| promise.standing(today));
    let pause = chrono::Days::new(u64::from(settings.pause_after_broken_days));
    let broken_on = dunned.account.broken_on.into_iter();
    let broken_on = broken_on.chain((standing == Some(Standing::Broken)).then_some(today)).max();
    let obstacle = if !settings.offered {
        Some(ArrangementObstacle::NotOffered)
    } else if standing == Some(Standing::Active) {
        Some(ArrangementObstacle::AlreadyPromised)
    } else if broken_on.is_some_and(|on| today < on + pause) {
        Some(ArrangementObstacle::BrokenBefore)
    } else if total == 0 {
        Some(ArrangementObstacle::NothingOverdue)
    } else {
        None
    };
    let plans = if obstacle.is_none() { arrangement::plans(settings, total, today) } else { Vec::new() };
    ArrangementOffer {
        obstacle,
        debts,
        total,
        max_instalments: settings.max_instalments,
        first_by: arrangement::first_by(settings, today),
        latest: arrangement::latest(settings, today),
        plans,
    }
}

/// Accepts a promise to pay what is overdue by these days, each amount in major units. While it is kept, no service is
/// withheld and no late fee charged on its invoices; what is withheld for non-payment is given back.
pub async fn accept_arrangement(
    scope: &Scope,
    customer: CustomerId,
    instalments: &[(NaiveDate, Decimal)],
) -> Result<(payment_arrangement::Model, Promise), BillingError> {
    let missing = || Refusal::not_found("customerId", "customer");
    let seen = customers::seen(scope, &[customer]).await?.pop();
    seen.filter(|seen| seen.allows(|kind| policy::may_promise_in(scope.tenant(), kind)))
        .ok_or_else(missing)?;
    let tx = scope.begin().await?;
    lock_balance(&tx, customer).await?;
    let dunned = dunned(&tx, &[customer]).await?.remove(&customer).ok_or_else(missing)?;
    let today = scope.today();
    let offer = offer_of(&dunned, today);
    if let Some(obstacle) = offer.obstacle {
        return Err(not_offered(obstacle).into());
    }
    let amount = |(due, amount): &(NaiveDate, Decimal)| {
        Ok(Instalment { due: *due, amount: minor(*amount, dunned.currency, "instalments.amount")? })
    };
    let instalments = instalments.iter().map(amount).collect::<Result<Vec<_>, BillingError>>()?;
    let settings = &dunned.settings.dunning.arrangements;
    if let Some(fault) = arrangement::fault(settings, offer.total, today, &instalments) {
        return Err(Invalid::new("instalments", fault.to_string()).into());
    }
    // One that is kept and not closed yet makes room.
    if let Some(promise) = &dunned.account.promise {
        close(&tx, customer, promise).await?;
    }
    let (row, promise) = write(&tx, customer, &dunned, &offer, &instalments).await?;
    settled(&tx, customer).await?;
    let told = json!({
        "arrangement": row.id.to_string(),
        "currency": dunned.currency.code(),
        "amountMinor": offer.total,
        "until": instalments.last().map(|instalment| instalment.due),
    });
    dunning_event(&tx, EventType::ArrangementAccepted, customer, told).await?;
    let kept: Vec<_> = instalments.iter().map(|part| json!([part.due, part.amount])).collect();
    let after = json!({ "totalMinor": offer.total, "instalments": kept });
    tx.record(Record::new("arrangement.accept", row.id).customer(customer).after(after)).await?;
    tx.commit().await?;
    Ok((row, promise))
}

async fn write(
    tx: &Tx,
    customer: CustomerId,
    dunned: &Dunned,
    offer: &ArrangementOffer,
    instalments: &[Instalment],
) -> Result<(payment_arrangement::Model, Promise), Fault> {
    let scope = tx.scope();
    let (id, tenant_id): (PaymentArrangementId, _) = (scope.new_id(), scope.tenant().id);
    let last = instalments.last().ok_or_else(|| Fault::internal("a promise of nothing"))?;
    let row = payment_arrangement::Model {
        id,
        tenant_id,
        customer_id: customer,
        currency: dunned.currency,
        status: ArrangementStatus::Active,
        total_minor: offer.total,
        shields_until: last.due,
        accepted_at: scope.now(),
        closed_on: None,
        version: FIRST_VERSION,
    };
    let parts = (1..).zip(instalments).map(|(number, part)| arrangement_instalment::Model {
        id: scope.new_id(),
        tenant_id,
        arrangement_id: id,
        number,
        due: part.due,
        amount_minor: part.amount,
    });
    let invoices = offer.debts.iter().map(|debt| arrangement_invoice::Model {
        id: scope.new_id(),
        tenant_id,
        customer_id: customer,
        arrangement_id: id,
        invoice_id: debt.invoice,
        balance_minor: debt.balance,
    });
    store::arrangements::insert(tx, row.clone(), parts.collect(), invoices.collect()).await?;
    let part = |debt: &Debt| Part { invoice: debt.invoice, promised: debt.balance, owed: debt.balance };
    let invoices = offer.debts.iter().map(part).collect();
    Ok((row, Promise { id, instalments: instalments.to_vec(), invoices }))
}

fn not_offered(obstacle: ArrangementObstacle) -> Refusal {
    let (code, message) = match obstacle {
        ArrangementObstacle::NotOffered => {
            (RefusalCode::NotOffered, "the ISP accepts no promises to pay later")
        }
        ArrangementObstacle::NothingOverdue => (RefusalCode::NotOffered, "nothing is overdue"),
        ArrangementObstacle::AlreadyPromised => {
            (RefusalCode::AlreadyDone, "there is a promise already, and it is kept so far")
        }
        ArrangementObstacle::BrokenBefore => {
            (RefusalCode::NotOffered, "a promise was broken not long ago; please call us")
        }
    };
    Refusal::of(code, "customerId", message)
}
