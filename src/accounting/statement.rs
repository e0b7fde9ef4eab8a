//! A customer's statement: what was owed, what was booked, what is owed. Callers pass customers they have seen and a
//! policy they have checked.

use chrono::NaiveDate;

use super::movement::{Movement, MovementKey, MovementKind};
use super::store::movements::{self, Of, Wanted};
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::problem::Invalid;

/// What changes a customer's balance; the use of money that is there already does not.
const KINDS: [MovementKind; 11] = [
    MovementKind::Invoice,
    MovementKind::CreditNote,
    MovementKind::Payment,
    MovementKind::Refund,
    MovementKind::RefundReturn,
    MovementKind::Chargeback,
    MovementKind::ChargebackReversal,
    MovementKind::InvoiceVoid,
    MovementKind::CreditNoteVoid,
    MovementKind::WriteOff,
    MovementKind::Recovery,
];

/// The days of a statement, and what was owed before and after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// Whose.
    pub customer: CustomerId,
    /// First day; none from the beginning.
    pub from: Option<NaiveDate>,
    /// First day after it; none up to now, what was dated ahead included.
    pub to: Option<NaiveDate>,
    /// Owed when the first day began, minor units; negative is credit.
    pub opening: i64,
    /// Owed when the last day ended, or now.
    pub closing: i64,
}

/// A line of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementEntry {
    /// What was booked.
    pub movement: Movement,
    /// What was owed after it, minor units.
    pub balance: i64,
}

impl Statement {
    fn wanted(&self) -> Wanted<'static> {
        Wanted { of: Of::Customer(self.customer), kinds: &KINDS, from: self.from, to: self.to }
    }

    /// Refuses cursors of other days: the lines between would be missing in the balance.
    pub fn check(&self, request: &PageRequest<MovementKey>) -> Result<(), Invalid> {
        let outside = request.after.is_some_and(|key| {
            self.from.is_some_and(|from| key.day < from) || self.to.is_some_and(|to| key.day >= to)
        });
        if outside { Err(Invalid::new("after", "is not a cursor of this statement")) } else { Ok(()) }
    }

    /// The last day that the closing balance is of.
    pub fn as_of(&self, today: NaiveDate) -> NaiveDate {
        self.to.and_then(|to| to.pred_opt()).map_or(today, |last| last.min(today))
    }
}

/// The statement of `[from, to)`: from the beginning and up to now where they are not given.
pub async fn statement(
    scope: &Scope,
    customer: CustomerId,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Result<Statement, Invalid>, Fault> {
    if from.zip(to).is_some_and(|(from, to)| from >= to) {
        return Ok(Err(Invalid::new("to", "must be after `from`")));
    }
    let blank = Statement { customer, from, to, opening: 0, closing: 0 };
    let (opening, closing) = movements::balances(scope, &blank.wanted()).await?;
    Ok(Ok(Statement { opening, closing, ..blank }))
}

/// A page of the lines of a statement, each with the balance after it.
pub async fn entries(
    scope: &Scope,
    statement: &Statement,
    request: &PageRequest<MovementKey>,
) -> Result<Page<StatementEntry>, Fault> {
    let wanted = statement.wanted();
    let mut balance = match &request.after {
        Some(key) => movements::balance_after(scope, &wanted, key).await?,
        None => statement.opening,
    };
    let rows = movements::page(scope, &wanted, request.after.as_ref(), request.size + 1).await?;
    let running = rows.into_iter().map(|movement| {
        balance += movement.effect();
        StatementEntry { movement, balance }
    });
    Ok(Page::from_fetched(running.collect(), request))
}

/// How many lines a statement has.
pub async fn count_entries(scope: &Scope, statement: &Statement) -> Result<u64, Fault> {
    Ok(movements::count(scope, &statement.wanted()).await?)
}
