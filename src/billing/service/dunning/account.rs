//! What the dunning knows of customers: the same statements for one and for a page of them.

use std::collections::{BTreeMap, HashMap};

use crate::billing::arrangement::{Instalment, Part, Promise};
use crate::billing::dunning::{Account, Debt, Rule, Taken};
use crate::billing::entity::dunning_step::StepAction;
use crate::billing::entity::invoice::{self, InvoiceKind};
use crate::billing::entity::payment_arrangement::{self, ArrangementStatus};
use crate::billing::entity::{dunning_step, late_fee};
use crate::billing::store;
use crate::catalog::{self, LockReason};
use crate::customers;
use crate::db::{DbError, Reads};
use crate::kernel::clock::date_in;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, InvoiceId, PaymentArrangementId};
use crate::kernel::money::Currency;
use crate::tenancy::{self, BillingSettings};

/// A customer as the dunning sees it, with the tenant's rule for it.
#[derive(Debug, Clone)]
pub struct Dunned {
    /// What is owed, promised and withheld.
    pub account: Account,
    /// The currency of the customer.
    pub currency: Currency,
    /// The latest promises to pay later, the latest first, each as it stands.
    pub promises: Vec<(payment_arrangement::Model, Promise)>,
    /// How the tenant bills.
    pub settings: BillingSettings,
    grace_days: u16,
}

impl Dunned {
    /// The rule for this customer.
    pub fn rule(&self) -> Rule<'_> {
        Rule {
            steps: &self.settings.dunning.steps,
            fees: self.settings.late_fees_in(self.currency),
            minimum: self.settings.dunning.minimum_in(self.currency),
            grace_days: self.grace_days,
        }
    }
}

/// Reads customers as the dunning sees them. Callers have decided who may see them.
pub async fn dunned(db: &impl Reads, customers: &[CustomerId]) -> Result<HashMap<CustomerId, Dunned>, Fault> {
    let settings = tenancy::billing_settings(db).await?;
    let payers = customers::payers(db, customers).await?;
    let invoices = store::dunning::open_invoices(db, customers).await?;
    let ids: Vec<InvoiceId> = invoices.iter().map(|row| row.id).collect();
    let steps = store::dunning::steps(db, customers, &ids).await?;
    let fees = store::dunning::fees(db, &ids).await?;
    let balances = store::balances_of(db, customers).await?;
    let withheld = catalog::withheld_services(db, customers, LockReason::NonPayment).await?;
    let rows = store::arrangements::of_customers(db, customers).await?;
    let mut promises = of_rows(db, &rows, &invoices).await?;
    let mut found = HashMap::new();
    for payer in payers {
        let own: Vec<(payment_arrangement::Model, Promise)> = rows
            .iter()
            .filter(|row| row.customer_id == payer.id)
            .filter_map(|row| Some((row.clone(), promises.remove(&row.id)?)))
            .collect();
        let active = own.iter().find(|(row, _)| row.status == ArrangementStatus::Active);
        let broken = own.iter().filter(|(row, _)| row.status == ArrangementStatus::Broken);
        let balance = balances.iter().find(|row| row.customer_id == payer.id);
        let is_own = |customer: CustomerId| customer == payer.id;
        let account = Account {
            debts: invoices
                .iter()
                .filter(|row| is_own(row.customer_id))
                .filter_map(|row| debt(row, &steps, &fees, db))
                .collect(),
            unapplied: balance.map_or(0, |row| row.unapplied_minor),
            promise: active.map(|(_, promise)| promise.clone()),
            broken_on: broken.filter_map(|(row, _)| row.closed_on).max(),
            withheld: withheld.iter().filter(|(of, _)| is_own(*of)).map(|(_, service)| *service).collect(),
            suspended_by_step: steps
                .iter()
                .any(|step| is_own(step.customer_id) && step.action == StepAction::Suspension),
        };
        let (currency, grace_days) = (payer.currency, payer.grace_days);
        let dunned = Dunned { account, currency, promises: own, settings: settings.clone(), grace_days };
        found.insert(payer.id, dunned);
    }
    Ok(found)
}

/// The promises of customers that are not closed, as they stand.
pub async fn promised(
    db: &impl Reads,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, Promise>, DbError> {
    let rows = store::arrangements::active(db, customers).await?;
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let with: Vec<CustomerId> = rows.iter().map(|row| row.customer_id).collect();
    let invoices = store::dunning::open_invoices(db, &with).await?;
    let mut promises = of_rows(db, &rows, &invoices).await?;
    Ok(rows.iter().filter_map(|row| Some((row.customer_id, promises.remove(&row.id)?))).collect())
}

/// Promises with their parts. An invoice that is not open is not owed any more.
async fn of_rows(
    db: &impl Reads,
    rows: &[payment_arrangement::Model],
    open: &[invoice::Model],
) -> Result<BTreeMap<PaymentArrangementId, Promise>, DbError> {
    if rows.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<PaymentArrangementId> = rows.iter().map(|row| row.id).collect();
    let instalments = store::arrangements::instalments(db, &ids).await?;
    let invoices = store::arrangements::invoices(db, &ids).await?;
    let promise = |id: PaymentArrangementId| Promise {
        id,
        instalments: instalments
            .iter()
            .filter(|row| row.arrangement_id == id)
            .map(|row| Instalment { due: row.due, amount: row.amount_minor })
            .collect(),
        invoices: invoices
            .iter()
            .filter(|row| row.arrangement_id == id)
            .map(|row| {
                let open = open.iter().find(|invoice| invoice.id == row.invoice_id);
                let owed = open.map_or(0, invoice::Model::balance_minor);
                Part { invoice: row.invoice_id, promised: row.balance_minor, owed }
            })
            .collect(),
    };
    Ok(ids.into_iter().map(|id| (id, promise(id))).collect())
}

fn debt(
    row: &invoice::Model,
    steps: &[dunning_step::Model],
    fees: &[late_fee::Model],
    db: &impl Reads,
) -> Option<Debt> {
    let zone = db.scope().tenant().zone;
    let steps = steps.iter().filter(|step| step.invoice_id == row.id);
    let fees = fees.iter().filter(|fee| fee.invoice_id == row.id);
    Some(Debt {
        invoice: row.id,
        number: row.number.clone().unwrap_or_default(),
        is_fee: row.kind == InvoiceKind::LateFee,
        due: row.due_date?,
        balance: row.balance_minor(),
        held: row.held_minor(),
        taken: steps.map(|step| Taken { stage: step.stage, on: step.taken_on }).collect(),
        fees: fees.map(|fee| Taken { stage: fee.stage, on: date_in(zone, fee.charged_at) }).collect(),
    })
}
