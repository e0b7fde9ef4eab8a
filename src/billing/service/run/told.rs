//! What came of a run, and what would come of one.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::bill::{Case, read};
use super::work::SHARE;
use super::{liability, price, progress};
use crate::billing::ledger::TaxTable;
use crate::billing::store;
use crate::billing::store::runs::RunCounts;
use crate::catalog;
use crate::customers::{self, Payer};
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{BillingRunId, CustomerId};

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunReport {
    /// The run.
    pub run: BillingRunId,
    /// How far it is.
    pub counts: RunCounts,
    /// The customers that could not be billed, by number, with code and message; the first 1,000.
    pub errors: Vec<(String, String, String)>,
}

/// What came of a run.
pub async fn report(scope: &Scope, run: BillingRunId) -> Result<RunReport, Fault> {
    let counts = progress(scope, run).await?;
    let errors = store::runs::all_errors(scope, run, 1_000).await?;
    let ids: Vec<CustomerId> = errors.iter().map(|error| error.customer_id).collect();
    let payers = customers::payers(scope, &ids).await?;
    let number = |id: CustomerId| {
        payers
            .iter()
            .find(|payer| payer.id == id)
            .map_or_else(|| id.to_string(), |payer| payer.number.clone())
    };
    let errors =
        errors.into_iter().map(|error| (number(error.customer_id), error.code, error.message)).collect();
    Ok(RunReport { run, counts, errors })
}

/// What a run would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DryRun {
    /// Customers with something due.
    pub customers: usize,
    /// Invoices and their totals by currency, minor units.
    pub invoices: BTreeMap<&'static str, (usize, i64)>,
    /// Credit notes and their totals by currency, minor units.
    pub credit_notes: BTreeMap<&'static str, (usize, i64)>,
    /// The customers that could not be billed, by number, with the cause.
    pub errors: Vec<(String, String)>,
}

/// What the run of a day would do; nothing is written.
pub async fn dry_run(scope: &Scope, as_of: NaiveDate) -> Result<DryRun, Fault> {
    let taxes = TaxTable::on(scope, as_of).await?;
    let mut found = DryRun::default();
    let mut after = None;
    loop {
        let due = catalog::due_customers(scope, as_of, after, None, SHARE).await?;
        let Some(last) = due.last() else { return Ok(found) };
        after = Some(*last);
        let payers = customers::payers(scope, &due).await?;
        for case in read(scope, &payers, as_of).await?.into_values() {
            found.customers += 1;
            would_be(&mut found, &case, &taxes, as_of);
        }
    }
}

fn would_be(found: &mut DryRun, case: &Case, taxes: &TaxTable, as_of: NaiveDate) {
    let Some(bill) = case.assemble(as_of, false) else { return };
    if bill.lines.is_empty() {
        return;
    }
    let Payer { currency, number, .. } = &case.payer;
    let add = |sums: &mut BTreeMap<&'static str, (usize, i64)>, total: i64| {
        let sum = sums.entry(currency.code()).or_default();
        *sum = (sum.0 + 1, sum.1 + total);
    };
    match price(&bill, taxes, liability(&case.payer, as_of)) {
        Ok((priced, false)) => add(&mut found.invoices, priced.total),
        Ok((priced, true)) => add(&mut found.credit_notes, priced.total),
        Err(error) => found.errors.push((number.clone(), error.to_string())),
    }
}
