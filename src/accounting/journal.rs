//! The journal: each movement as an entry of debits and credits that balances. Callers have checked the policy.
//!
//! An invoice: debtors against revenue and tax. A credit note: revenue and tax against the customer's credit, in the
//! proportion of the invoice that it corrects (domain.md §3.7). A payment: money against the customer's credit. What is
//! used of the credit: the customer's credit against debtors. What is taken back is its entry turned round. What was given
//! up and comes in after all is owed again first, by an account of its own, and then paid like anything else.

use std::collections::HashMap;

use super::accounts::{Account, TaxKey};
use super::movement::{Movement, MovementKey, MovementKind};
use super::period::Period;
use super::store::details::{self, CreditRow, RevenueRow, TaxRow};
use super::store::movements::{self, Of, Wanted};
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CreditNoteId, InvoiceId};
use crate::kernel::money::largest_remainder;
use crate::kernel::page::{Page, PageRequest};

/// A line of an entry; debit or credit is 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalLine {
    /// The account.
    pub account: Account,
    /// Minor units, at least 0.
    pub debit: i64,
    /// Minor units, at least 0.
    pub credit: i64,
    /// Of a tax: what it is levied on, minor units; negative where the entry takes tax back.
    pub base: Option<i64>,
}

/// What one movement is in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalEntry {
    /// The movement.
    pub movement: Movement,
    /// Its lines; the debits add up to the credits.
    pub lines: Vec<JournalLine>,
}

/// What a document is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// Net by tax code, minor units.
    pub revenue: Vec<(Option<String>, i64)>,
    /// Base and tax by rate, minor units.
    pub taxes: Vec<(TaxKey, i64, i64)>,
}

impl Parts {
    /// The parts of a credit of `net` and `tax` for a document of these parts: shared in their proportion, so that the
    /// shares add up.
    #[must_use]
    pub fn credited(&self, net: i64, tax: i64) -> Self {
        let nets: Vec<i64> = self.revenue.iter().map(|(_, net)| *net).collect();
        let amounts: Vec<i64> = self.taxes.iter().map(|(_, _, amount)| *amount).collect();
        let whole: i64 = nets.iter().sum();
        let mut revenue: Vec<_> =
            self.revenue.iter().map(|(code, _)| code.clone()).zip(largest_remainder(net, &nets)).collect();
        if revenue.iter().map(|(_, net)| net).sum::<i64>() != net {
            revenue = vec![(None, net)];
        }
        let shares = largest_remainder(tax, &amounts);
        let mut taxes: Vec<_> = self
            .taxes
            .iter()
            .zip(&shares)
            .map(|((key, base, _), share)| (key.clone(), proportion(*base, net, whole), *share))
            .collect();
        if shares.iter().sum::<i64>() != tax {
            taxes = vec![(TaxKey::default(), net, tax)];
        }
        Self { revenue, taxes }
    }
}

/// `part × of ÷ whole`, rounded half away from zero; all of it where there is no whole.
fn proportion(part: i64, of: i64, whole: i64) -> i64 {
    if whole == 0 {
        return of;
    }
    let (product, whole) = (i128::from(part) * i128::from(of), i128::from(whole));
    let (magnitude, divisor) = (product.abs(), whole.abs());
    let rounded = (2 * magnitude + divisor) / (2 * divisor);
    let sign = product.signum() * whole.signum();
    i64::try_from(rounded * sign).unwrap_or(of)
}

/// The entry of a movement; `parts` are those of the invoice or credit note that it is about.
pub fn entry(movement: Movement, parts: &Parts) -> JournalEntry {
    let amount = movement.amount;
    let mut lines = Lines::default();
    let channel = || Account::Money(movement.channel.clone());
    match movement.kind {
        MovementKind::Invoice => lines.sale(Account::Debtors, amount, parts, 1),
        MovementKind::InvoiceVoid => lines.sale(Account::Debtors, amount, parts, -1),
        MovementKind::CreditNote => lines.sale(Account::CustomerCredit, amount, parts, -1),
        MovementKind::CreditNoteVoid => lines.sale(Account::CustomerCredit, amount, parts, 1),
        MovementKind::Payment => lines.transfer(channel(), Account::CustomerCredit, amount),
        MovementKind::Allocation => lines.transfer(Account::CustomerCredit, Account::Debtors, amount),
        MovementKind::AllocationReversal => lines.transfer(Account::Debtors, Account::CustomerCredit, amount),
        MovementKind::Refund => lines.transfer(Account::CustomerCredit, Account::Refunds, amount),
        MovementKind::RefundReturn => lines.transfer(Account::Refunds, Account::CustomerCredit, amount),
        MovementKind::Chargeback => lines.transfer(Account::CustomerCredit, Account::Chargebacks, amount),
        MovementKind::ChargebackReversal => {
            lines.transfer(Account::Chargebacks, Account::CustomerCredit, amount);
        }
        MovementKind::WriteOff => lines.transfer(Account::WriteOffs, Account::Debtors, amount),
        MovementKind::Recovery => lines.transfer(Account::Debtors, Account::Recoveries, amount),
    }
    JournalEntry { movement, lines: lines.balanced() }
}

#[derive(Default)]
struct Lines(Vec<JournalLine>);

impl Lines {
    /// Books an amount: a positive one as debit, a negative one as credit, none not at all.
    fn book(&mut self, account: Account, amount: i64, base: Option<i64>) {
        if amount != 0 || base.is_some_and(|base| base != 0) {
            let (debit, credit) = (amount.max(0), (-amount).max(0));
            self.0.push(JournalLine { account, debit, credit, base });
        }
    }

    fn transfer(&mut self, debited: Account, credited: Account, amount: i64) {
        self.book(debited, amount, None);
        self.book(credited, -amount, None);
    }

    /// What `against` owes for the parts; turned round with a sign of -1.
    fn sale(&mut self, against: Account, total: i64, parts: &Parts, sign: i64) {
        self.book(against, sign * total, None);
        for (code, net) in &parts.revenue {
            self.book(Account::Revenue(code.clone()), -sign * net, None);
        }
        for (key, base, amount) in &parts.taxes {
            self.book(Account::TaxPayable(key.clone()), -sign * amount, Some(sign * base));
        }
    }

    /// An entry always balances: what its document does not explain is seen in an account of its own.
    fn balanced(mut self) -> Vec<JournalLine> {
        let difference: i64 = self.0.iter().map(|line| line.debit - line.credit).sum();
        self.book(Account::Suspense, -difference, None);
        self.0
    }
}

/// A page of the journal of a period, in the order of the books. Statements: the movements, and what their documents are
/// made of.
pub async fn journal(
    scope: &Scope,
    period: Period,
    request: &PageRequest<MovementKey>,
) -> Result<Page<JournalEntry>, Fault> {
    let entries = after(scope, period, &MovementKind::ALL, request.after.as_ref(), request.size + 1).await?;
    Ok(Page::from_fetched(entries, request))
}

/// How many entries the journal of a period has.
pub async fn count_journal(scope: &Scope, period: Period) -> Result<u64, Fault> {
    Ok(movements::count(scope, &wanted(period, &MovementKind::ALL)).await?)
}

fn wanted(period: Period, kinds: &[MovementKind]) -> Wanted<'_> {
    Wanted { of: Of::Tenant, kinds, from: Some(period.from), to: Some(period.to) }
}

/// The first `limit` entries of these kinds after a place in the books.
pub(super) async fn after(
    scope: &Scope,
    period: Period,
    kinds: &[MovementKind],
    key: Option<&MovementKey>,
    limit: u32,
) -> Result<Vec<JournalEntry>, Fault> {
    let movements = movements::page(scope, &wanted(period, kinds), key, limit).await?;
    let (mut invoices, mut notes) = (Vec::new(), Vec::new());
    for movement in &movements {
        match movement.kind {
            MovementKind::Invoice | MovementKind::InvoiceVoid => invoices.extend(movement.invoice),
            MovementKind::CreditNote | MovementKind::CreditNoteVoid => {
                invoices.extend(movement.invoice);
                notes.extend(movement.credit_note);
            }
            MovementKind::Payment
            | MovementKind::Allocation
            | MovementKind::AllocationReversal
            | MovementKind::Refund
            | MovementKind::RefundReturn
            | MovementKind::Chargeback
            | MovementKind::ChargebackReversal
            | MovementKind::WriteOff
            | MovementKind::Recovery => {}
        }
    }
    invoices.sort_unstable();
    invoices.dedup();
    notes.sort_unstable();
    notes.dedup();
    let parts = parts_of(details::revenue(scope, &invoices).await?, details::taxes(scope, &invoices).await?);
    let credits: HashMap<CreditNoteId, CreditRow> =
        details::credits(scope, &notes).await?.into_iter().map(|row| (row.id, row)).collect();
    let nothing = Parts::default();
    let entries = movements.into_iter().map(|movement| {
        let document = movement.invoice.and_then(|id| parts.get(&id)).unwrap_or(&nothing);
        match movement.credit_note.and_then(|id| credits.get(&id)) {
            Some(credit) => {
                let credited = document.credited(credit.net_minor, credit.tax_minor);
                entry(movement, &credited)
            }
            None => entry(movement, document),
        }
    });
    Ok(entries.collect())
}

fn parts_of(revenue: Vec<RevenueRow>, taxes: Vec<TaxRow>) -> HashMap<InvoiceId, Parts> {
    let mut parts: HashMap<InvoiceId, Parts> = HashMap::new();
    for row in revenue {
        parts.entry(row.invoice_id).or_default().revenue.push((row.tax_code, row.net_minor));
    }
    for row in taxes {
        let TaxRow { invoice_id, tax_code, name, jurisdiction, rate_micro, base_minor, amount_minor, .. } =
            row;
        let key = TaxKey { jurisdiction, name, rate_micro, code: tax_code };
        parts.entry(invoice_id).or_default().taxes.push((key, base_minor, amount_minor));
    }
    parts
}

#[cfg(test)]
mod tests;
