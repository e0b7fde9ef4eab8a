//! The billing run: every customer of the tenant whose next period begins by a day, each in a transaction of its own.
//!
//! Invariants: a run that is repeated adds nothing, for what is billed moves in the transaction of its document, under
//! what was read of it. A run can be killed at any point and goes on with what is left: its shares are rows, each worked
//! on by whoever holds its lease. Any number of workers and of runs may work at once. What cannot be billed is noted and
//! keeps nobody else from being billed.

mod bill;
mod day;
mod told;
mod work;

pub use day::BillingDay;
pub use told::{DryRun, RunReport, dry_run, report};
pub use work::{Worker, begin};

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::Set;

use self::bill::{Case, read};
use super::liability;
use crate::billing::assemble::{Bill, Input, assemble, next_day};
use crate::billing::entity::billing_run;
use crate::billing::entity::{billed_period, credited_charge};
use crate::billing::ledger::{NewLine, TaxTable};
use crate::billing::store;
use crate::billing::store::runs::RunCounts;
use crate::billing::totals::{Liability, Priced, TotalsError};
use crate::customers;
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{BillingRunId, CustomerId};
use crate::kernel::money::Currency;

/// The next invoice of a customer, as it would be by what is known today.
#[derive(Debug, Clone)]
pub struct Upcoming {
    /// The day it would be issued on.
    pub issue_date: NaiveDate,
    /// Days to pay.
    pub due_days: u16,
    /// The customer's currency.
    pub currency: Currency,
    /// The bill.
    pub bill: Bill,
    /// Its prices. Where more is given back than charged they are those of the credit note, mirrored.
    pub priced: Priced,
    /// The rates that it is priced with.
    pub taxes: TaxTable,
}

/// What the next invoices of customers would be: the same rules as the run, and nothing is written. Missing where nothing
/// is to come, or where it cannot be priced.
pub async fn upcoming_invoices(
    scope: &Scope,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, Upcoming>, Fault> {
    let today = scope.today();
    let payers = customers::payers(scope, customers).await?;
    let (mut found, mut rates) = (HashMap::new(), HashMap::<NaiveDate, TaxTable>::new());
    for (customer, case) in read(scope, &payers, today).await? {
        let as_of = match next_day(&case.to_bill) {
            Some(day) => day.max(today),
            None => today,
        };
        let Some(bill) = case.assemble(as_of, true) else { continue };
        let taxes = if let Some(taxes) = rates.get(&as_of) {
            taxes.clone()
        } else {
            let taxes = TaxTable::on(scope, as_of).await?;
            rates.insert(as_of, taxes.clone());
            taxes
        };
        found.extend(estimate(&case, bill, taxes, as_of).map(|upcoming| (customer, upcoming)));
    }
    Ok(found)
}

fn estimate(case: &Case, bill: Bill, taxes: TaxTable, as_of: NaiveDate) -> Option<Upcoming> {
    let (priced, is_credit) = price(&bill, &taxes, liability(&case.payer, as_of)).ok()?;
    let priced = if is_credit { mirror(priced) } else { priced };
    let due_days = if case.payer.prepaid { 0 } else { case.payer.due_days };
    let (issue_date, currency) = (as_of, case.payer.currency);
    Some(Upcoming { issue_date, due_days, currency, bill, priced, taxes })
}

/// The prices of a bill, and whether they are those of a credit note: where more is given back than charged, the lines are
/// priced the other way round (domain.md §3.3).
fn price(bill: &Bill, taxes: &TaxTable, liability: Liability) -> Result<(Priced, bool), TotalsError> {
    match taxes.price(&bill.lines, liability) {
        Err(TotalsError::NegativeTotal { .. }) => {
            let mirrored: Vec<NewLine> = bill.lines.iter().map(NewLine::mirrored).collect();
            Ok((taxes.price(&mirrored, liability)?, true))
        }
        other => Ok((other?, false)),
    }
}

/// The prices of what takes these lines back.
fn mirror(mut priced: Priced) -> Priced {
    for line in &mut priced.lines {
        line.net = -line.net;
        for tax in &mut line.taxes {
            (tax.base, tax.amount) = (-tax.base, -tax.amount);
        }
    }
    Priced {
        lines: priced.lines,
        subtotal: -priced.subtotal,
        tax_total: -priced.tax_total,
        total: -priced.total,
    }
}

/// The latest runs, the last one first; at most 20.
pub async fn latest_runs(scope: &Scope) -> Result<Vec<billing_run::Model>, Fault> {
    Ok(store::runs::latest(scope, crate::billing::MAX_SHORT_LIST).await?)
}

/// How far a run is; one without shares has nothing to do.
pub async fn progress(scope: &Scope, run: BillingRunId) -> Result<RunCounts, Fault> {
    let counts = store::runs::counts(scope, &[run]).await?.pop();
    Ok(counts.unwrap_or(RunCounts { run_id: run, due: 0, billed: 0, failed: 0 }))
}

impl Case {
    /// The bill of a day; none where nothing is due.
    fn assemble(&self, as_of: NaiveDate, estimate: bool) -> Option<Bill> {
        assemble(Input {
            billing_day: self.payer.billing_day,
            to_bill: &self.to_bill,
            claims: &self.claims,
            as_of,
            estimate,
        })
    }
}

/// The rows of what a bill claims.
fn claims_of(scope: &Scope, bill: &Bill, document: &bill::Document) -> Vec<billed_period::ActiveModel> {
    let (invoice, note) = document.ids();
    let row = |claim: &crate::billing::assemble::Claim| billed_period::ActiveModel {
        id: Set(scope.new_id()),
        subscription_id: Set(claim.subscription),
        kind: Set(claim.kind),
        period_start: Set(claim.period.start),
        period_end: Set(claim.period.end),
        invoice_id: Set(invoice),
        credit_note_id: Set(note),
        ..Default::default()
    };
    bill.claims.iter().map(row).collect()
}

/// The rows of the charges that a credit note settles.
fn credited_of(
    scope: &Scope,
    bill: &Bill,
    note: crate::kernel::ids::CreditNoteId,
) -> Vec<credited_charge::ActiveModel> {
    let row = |charge: &crate::kernel::ids::ChargeId| credited_charge::ActiveModel {
        id: Set(scope.new_id()),
        charge_id: Set(*charge),
        credit_note_id: Set(note),
        ..Default::default()
    };
    bill.charges.iter().map(row).collect()
}
