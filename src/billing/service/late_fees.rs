//! Late fees: charged by the calendar, waived by staff.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use async_trait::async_trait;
use chrono::NaiveDate;
use serde_json::json;

use super::closing::void;
use super::dunning::{promised, settled};
use super::{credit_use, credits, disputes, permit};
use crate::billing::credit::by_amount;
use crate::billing::description;
use crate::billing::entity::credit_note::CreditReason;
use crate::billing::entity::invoice::{self, InvoiceKind, InvoiceStatus};
use crate::billing::entity::invoice_line::LineKind;
use crate::billing::entity::late_fee as row;
use crate::billing::events::late_fee_event;
use crate::billing::late_fee::{amount, due};
use crate::billing::ledger::{
    NewInvoice, NewLine, TaxTable, UnappliedPayments, apply_unapplied, finalise_with, lock_balance,
};
use crate::billing::refusal::{BillingError, Refusal, RefusalCode, reason};
use crate::billing::store;
use crate::billing::totals::Liability;
use crate::billing::wallet;
use crate::customers::{self, Payer};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, InvoiceId};
use crate::tenancy::{BillingSettings, DailyWork, Tenant};

/// Invoices looked at in one statement.
const PAGE: u64 = 500;

/// What came of charging late fees.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct LateFeesCharged {
    /// Fees that were charged.
    pub charged: usize,
    /// Invoices on which one could not be, each with the cause for the log.
    pub failed: Vec<(InvoiceId, String)>,
}

/// The late fees of a day. It looks at everything that is overdue: once a day is enough, see `tenancy::OnceADay`.
pub struct LateFeesDay {
    /// The payments that fees are paid out of.
    pub payments: Arc<dyn UnappliedPayments>,
}

#[async_trait]
impl DailyWork for LateFeesDay {
    fn name(&self) -> &'static str {
        "late fees"
    }

    /// An invoice on which no fee could be charged keeps the others from nothing; it is looked at again.
    async fn run(&self, scope: &Scope, tenant: &Tenant) -> Result<(), Fault> {
        let (policy, today) = (&tenant.settings.billing, scope.today());
        let fees = charge_late_fees(scope, policy, &*self.payments, today).await?;
        for (invoice, cause) in &fees.failed {
            tracing::error!(%invoice, cause, "a late fee was not charged");
        }
        match fees.failed.len() {
            0 => Ok(()),
            failed => Err(Fault::internal(format!("{failed} late fees were not charged"))),
        }
    }
}

/// Charges what the tenant's policy says on the invoices that are overdue on `day`, each invoice in a transaction of its
/// own. Repeated it charges nothing more: once per invoice and stage.
pub async fn charge_late_fees(
    scope: &Scope,
    policy: &BillingSettings,
    payments: &dyn UnappliedPayments,
    day: NaiveDate,
) -> Result<LateFeesCharged, Fault> {
    let mut outcome = LateFeesCharged::default();
    if policy.late_fees.values().all(Vec::is_empty) {
        return Ok(outcome);
    }
    let mut after = None;
    loop {
        let page = store::late_fees::overdue(scope, day, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(outcome) };
        after = Some(last.id);
        let customers: HashSet<CustomerId> = page.iter().map(|invoice| invoice.customer_id).collect();
        let customers: Vec<CustomerId> = customers.into_iter().collect();
        let payers: HashMap<CustomerId, Payer> =
            customers::payers(scope, &customers).await?.into_iter().map(|payer| (payer.id, payer)).collect();
        let ids: Vec<InvoiceId> = page.iter().map(|invoice| invoice.id).collect();
        let fees = store::late_fees::of_invoices(scope, &ids).await?;
        let promises = promised(scope, &customers).await?;
        for invoice in &page {
            let charged: Vec<i32> =
                fees.iter().filter(|fee| fee.invoice_id == invoice.id).map(|fee| fee.stage).collect();
            let Some(payer) = payers.get(&invoice.customer_id) else { continue };
            let spared = invoice.balance_minor() <= invoice.held_minor()
                || promises.get(&payer.id).is_some_and(|promise| promise.shields(invoice.id, day));
            if spared || due_stages(policy, payer, invoice, day, &charged).is_empty() {
                continue;
            }
            match charge(scope, policy, payer, payments, invoice.id, day).await {
                Ok(count) => outcome.charged += count,
                Err(error) => outcome.failed.push((invoice.id, error.to_string())),
            }
        }
    }
}

fn due_stages<'a>(
    policy: &'a BillingSettings,
    payer: &Payer,
    invoice: &invoice::Model,
    day: NaiveDate,
    charged: &[i32],
) -> Vec<(i32, &'a crate::tenancy::LateFeeStage)> {
    let stages = policy.late_fees_in(invoice.currency);
    invoice.due_date.map_or_else(Vec::new, |date| due(stages, date, payer.grace_days, day, charged))
}

/// Charges the stages that are due of one invoice, as it is under the lock of its customer's money.
async fn charge(
    scope: &Scope,
    policy: &BillingSettings,
    payer: &Payer,
    payments: &dyn UnappliedPayments,
    id: InvoiceId,
    day: NaiveDate,
) -> Result<usize, BillingError> {
    let tx = scope.begin().await?;
    lock_balance(&tx, payer.id).await?;
    let Some(overdue) = store::ledger::invoice_for_update(&tx, id).await? else { return Ok(0) };
    // No fee on what is disputed (domain.md §3.10).
    let left = overdue.balance_minor() - overdue.held_minor();
    let promises = promised(&tx, &[payer.id]).await?;
    let spared = promises.get(&payer.id).is_some_and(|promise| promise.shields(id, day));
    if overdue.status != InvoiceStatus::Open || left <= 0 || spared {
        return Ok(0);
    }
    let charged: Vec<i32> =
        store::late_fees::of_invoices(&tx, &[id]).await?.iter().map(|fee| fee.stage).collect();
    let mut count = 0;
    for (stage, rule) in due_stages(policy, payer, &overdue, day, &charged) {
        let fee = amount(rule, left).map_err(Fault::internal)?;
        if fee == 0 {
            continue;
        }
        let number = overdue.number.clone().unwrap_or_default();
        let line = NewLine {
            kind: LineKind::LateFee,
            subscription: None,
            description_key: description::LATE_FEE.to_owned(),
            description_args: json!({ "invoice": number }),
            service: None,
            quantity: 1.into(),
            unit_price: fee,
            // Compensation, not a supply: outside the scope of tax.
            tax_code: None,
        };
        let new = NewInvoice {
            customer: payer.id,
            currency: overdue.currency,
            kind: InvoiceKind::LateFee,
            period: None,
            issue_date: day,
            due_days: payer.due_days,
            liability: Liability::Taxable,
            lines: vec![line],
        };
        let invoice = finalise_with(&tx, &new, &TaxTable::default()).await?;
        let fee = row::Model {
            id: scope.new_id(),
            tenant_id: scope.tenant().id,
            customer_id: payer.id,
            invoice_id: id,
            stage,
            fee_invoice_id: invoice.id,
            overdue_minor: left,
            amount_minor: fee,
            charged_at: scope.now(),
            waived_at: None,
            waive_reason: None,
        };
        late_fee_event(&tx, &fee, &invoice, &number).await?;
        let record = Record::new("late_fee.charge", invoice.id).customer(payer.id);
        tx.record(
            record.after(json!({ "invoice": number, "stage": stage, "amountMinor": fee.amount_minor })),
        )
        .await?;
        store::late_fees::insert(&tx, fee).await?;
        apply_unapplied(&tx, &invoice, payments).await?;
        if payer.prepaid {
            wallet::watch(&tx, payer.id).await?;
        }
        count += 1;
    }
    tx.commit().await?;
    Ok(count)
}

/// Waives a fee, named by the invoice that charges it: that is voided where nothing was used for it, and otherwise
/// credited with what is left of it.
pub async fn waive_late_fee(
    scope: &Scope,
    fee_invoice: InvoiceId,
    why: &str,
) -> Result<invoice::Model, BillingError> {
    permit(scope)?;
    let why = reason(why)?;
    let missing = || Refusal::not_found("invoiceId", "late fee");
    let tx = scope.begin().await?;
    let seen = store::late_fees::charged_by(&tx, fee_invoice).await?.ok_or_else(missing)?;
    lock_balance(&tx, seen.customer_id).await?;
    if !store::late_fees::waive(&tx, &seen, why).await? {
        return Err(already().into());
    }
    let invoice = store::ledger::invoice_for_update(&tx, fee_invoice).await?.ok_or_else(missing)?;
    let untouched = invoice.status == InvoiceStatus::Open
        && invoice.allocated_minor == 0
        && store::drafts::count_credits(&tx, fee_invoice).await? == 0;
    if untouched {
        void(&tx, &invoice).await?;
    } else if invoice.status == InvoiceStatus::Void {
        return Err(already().into());
    } else {
        let (invoice, credited) = credits::creditable(&tx, fee_invoice).await?;
        let left = invoice.total_minor - credited.total;
        let taken = by_amount(&credited.left, left).map_err(|_| already())?;
        let note =
            credits::correct(&tx, &invoice, &credited, &taken, CreditReason::Goodwill, Some(why.to_owned()))
                .await?;
        let freed = disputes::follow_credit(&tx, &invoice, &note).await?;
        credit_use::apply_oldest_first(&tx, &note).await?;
        disputes::spare_promises(&tx, invoice.id, &freed).await?;
        wallet::watch(&tx, seen.customer_id).await?;
    }
    settled(&tx, seen.customer_id).await?;
    tx.record(Record::new("late_fee.waive", fee_invoice).customer(seen.customer_id).reason(why)).await?;
    let after = store::invoices_by_id(&tx, &[fee_invoice]).await?.pop().ok_or_else(missing)?;
    tx.commit().await?;
    Ok(after)
}

fn already() -> Refusal {
    Refusal::of(RefusalCode::AlreadyDone, "invoiceId", "the fee was waived or taken back before")
}
