//! What each day brings to who is late: a word, then another, then no service; and what becomes of promises.
//!
//! Any number of workers may do it at once: each customer is held while it is looked at, and what is done is not due any
//! more.

use std::sync::Arc;

use async_trait::async_trait;
use serde_json::json;

use super::account::{Dunned, dunned};
use crate::billing::arrangement::{Promise, Standing};
use crate::billing::dunning::{Debt, PlannedStep, Taken};
use crate::billing::entity::dunning_step::{self, StepAction};
use crate::billing::entity::payment_arrangement::ArrangementStatus;
use crate::billing::events::{dunning_event, reminder_event};
use crate::billing::ledger::lock_balance;
use crate::billing::store;
use crate::catalog::{self, LockReason};
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, SubscriptionId};
use crate::tenancy::{DailyWork, DunningAction, Tenant};

/// Customers looked at at once.
const PAGE: u32 = 200;

/// Which services are down through no fault of their customers. The network knows.
#[async_trait]
pub trait Outages: Send + Sync {
    /// Whether one of these services has an open outage: nobody's service is withheld who has none anyway.
    async fn any(&self, tx: &Tx, services: &[SubscriptionId]) -> Result<bool, Fault>;
}

/// An ISP whose network is not watched: no outage is known.
pub struct NoOutages;

#[async_trait]
impl Outages for NoOutages {
    async fn any(&self, _: &Tx, _: &[SubscriptionId]) -> Result<bool, Fault> {
        Ok(false)
    }
}

/// The dunning of a day. It looks at everybody who is late: once a day is enough, see `tenancy::OnceADay`.
pub struct DunningDay {
    /// Who knows of outages.
    pub outages: Arc<dyn Outages>,
}

#[async_trait]
impl DailyWork for DunningDay {
    fn name(&self) -> &'static str {
        "dunning"
    }

    async fn run(&self, scope: &Scope, tenant: &Tenant) -> Result<(), Fault> {
        let with_steps = !tenant.settings.billing.dunning.steps.is_empty();
        let (today, mut after, mut failed) = (scope.today(), None, 0);
        loop {
            let page = store::dunning::customers(scope, today, with_steps, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(*last);
            for (customer, dunned) in dunned(scope, &page).await? {
                if !has_work(scope, &dunned) {
                    continue;
                }
                if let Err(cause) = self.ask(scope, customer).await {
                    tracing::error!(%customer, %cause, "the dunning of a customer waits for the next look");
                    failed += 1;
                }
            }
        }
        match failed {
            0 => Ok(()),
            failed => Err(Fault::internal(format!("the dunning of {failed} customers waits"))),
        }
    }
}

fn has_work(scope: &Scope, dunned: &Dunned) -> bool {
    let (rule, today) = (dunned.rule(), scope.today());
    dunned.account.promise.as_ref().is_some_and(|promise| promise.standing(today) != Standing::Active)
        || !dunned.account.notices(&rule, today).is_empty()
        || dunned.account.calls_for_suspension(&rule, today)
}

impl DunningDay {
    /// Does what is due for one customer, as it is under the lock of its money.
    async fn ask(&self, scope: &Scope, customer: CustomerId) -> Result<(), Fault> {
        let tx = scope.begin().await?;
        lock_balance(&tx, customer).await?;
        let Some(dunned) = dunned(&tx, &[customer]).await?.remove(&customer) else { return Ok(()) };
        let (rule, today) = (dunned.rule(), scope.today());
        if let Some(promise) = &dunned.account.promise {
            close(&tx, customer, promise).await?;
        }
        let notices = dunned.account.notices(&rule, today);
        for (debt, step) in &notices {
            notice(&tx, customer, &dunned, debt, *step).await?;
        }
        if dunned.account.calls_for_suspension(&rule, today) {
            self.suspend(&tx, customer, &dunned).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Withholds the services of a customer, unless one of them is down anyway.
    async fn suspend(&self, tx: &Tx, customer: CustomerId, dunned: &Dunned) -> Result<(), Fault> {
        let (rule, today) = (dunned.rule(), tx.scope().today());
        let services = catalog::services_to_withhold(tx, customer, LockReason::NonPayment).await?;
        let all: Vec<SubscriptionId> = services.iter().chain(&dunned.account.withheld).copied().collect();
        if self.outages.any(tx, &all).await? {
            return Ok(());
        }
        for service in &services {
            catalog::lock(tx, *service, LockReason::NonPayment, None).await?;
            let after = json!({ "reason": "NON_PAYMENT" });
            tx.record(Record::new("subscription.lock", service).customer(customer).after(after)).await?;
        }
        let counted = dunned.account.counted(&rule, today);
        let steps = counted.iter().filter(|(_, taken)| !taken);
        let rows = steps.map(|(debt, _)| row(tx, customer, debt, rule.last_stage(), StepAction::Suspension));
        store::dunning::insert(tx, rows.collect()).await?;
        if !services.is_empty() {
            let told = json!({
                "currency": dunned.currency.code(),
                "amountMinor": dunned.account.to_restore(&rule, today),
                "services": services.len(),
            });
            dunning_event(tx, EventType::DunningSuspended, customer, told).await?;
        }
        Ok(())
    }
}

/// Writes down that a promise was kept or broken, if it was.
pub(in crate::billing::service) async fn close(
    tx: &Tx,
    customer: CustomerId,
    promise: &Promise,
) -> Result<(), Fault> {
    let today = tx.scope().today();
    let (status, event, action) = match promise.standing(today) {
        Standing::Active => return Ok(()),
        Standing::Kept => (ArrangementStatus::Kept, EventType::ArrangementKept, "arrangement.keep"),
        Standing::Broken => (ArrangementStatus::Broken, EventType::ArrangementBroken, "arrangement.break"),
    };
    if store::arrangements::close(tx, promise.id, status, today).await? {
        let told = json!({ "arrangement": promise.id.to_string() });
        dunning_event(tx, event, customer, told).await?;
        let paid = json!({ "paidMinor": promise.paid(), "totalMinor": promise.total() });
        tx.record(Record::new(action, promise.id).customer(customer).after(paid)).await?;
    }
    Ok(())
}

/// Gives a notice, and writes down that it was given.
async fn notice(
    tx: &Tx,
    customer: CustomerId,
    dunned: &Dunned,
    debt: &Debt,
    step: PlannedStep,
) -> Result<(), Fault> {
    let (action, event) = match step.action {
        DunningAction::Reminder => (StepAction::Reminder, EventType::PaymentReminder),
        DunningAction::FinalNotice => (StepAction::FinalNotice, EventType::FinalNotice),
        DunningAction::Suspension => return Ok(()),
    };
    store::dunning::insert(tx, vec![row(tx, customer, debt, step.stage, action)]).await?;
    let today = tx.scope().today();
    let mut told = debt.clone();
    told.taken.push(Taken { stage: step.stage, on: today });
    let steps = dunned.rule().steps_of(&told, today);
    let suspension = steps.iter().find(|step| step.action == DunningAction::Suspension).map(|step| step.on);
    reminder_event(tx, event, customer, dunned.currency, debt, suspension).await?;
    let after = json!({ "invoice": debt.number, "stage": step.stage, "overdueMinor": debt.asked() });
    tx.record(Record::new("dunning.step", debt.invoice).customer(customer).after(after)).await?;
    Ok(())
}

fn row(tx: &Tx, customer: CustomerId, debt: &Debt, stage: i32, action: StepAction) -> dunning_step::Model {
    dunning_step::Model {
        id: tx.scope().new_id(),
        tenant_id: tx.scope().tenant().id,
        customer_id: customer,
        invoice_id: debt.invoice,
        stage,
        action,
        overdue_minor: debt.asked(),
        taken_on: tx.scope().today(),
        taken_at: tx.scope().now(),
    }
}
