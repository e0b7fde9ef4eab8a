//! The movements of the books: one source for each kind, put together by UNION ALL, each read by its own index.

mod sources;

use std::fmt::Write as _;

use chrono::NaiveDate;
use sea_orm::FromQueryResult;
use uuid::Uuid;

pub(in crate::accounting) use self::sources::effects_by_customer;
use self::sources::{Dated, NO_ID, Source, source};
use super::Binds;
use crate::accounting::movement::{Movement, MovementKey, MovementKind, day_of};
use crate::db::{DbError, Reads};
use crate::kernel::clock::{Instant, start_of};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CreditNoteId, CustomerId, InvoiceId, PaymentId};
use crate::kernel::money::Currency;

/// Whose movements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::accounting) enum Of {
    /// One customer's.
    Customer(CustomerId),
    /// Everybody's.
    Tenant,
}

/// Which movements.
#[derive(Debug, Clone, Copy)]
pub(in crate::accounting) struct Wanted<'a> {
    /// Whose.
    pub(in crate::accounting) of: Of,
    /// Of which kinds.
    pub(in crate::accounting) kinds: &'a [MovementKind],
    /// From this day on.
    pub(in crate::accounting) from: Option<NaiveDate>,
    /// Before this day.
    pub(in crate::accounting) to: Option<NaiveDate>,
}

/// The conditions of one source, with their values bound.
struct Conditions<'a> {
    zone: chrono_tz::Tz,
    binds: &'a mut Binds,
}

impl Conditions<'_> {
    /// The first moment of a day in the column's terms.
    fn first(&mut self, dated: &Dated, day: NaiveDate) -> String {
        match dated {
            Dated::Date(_) => self.binds.bind(day),
            Dated::Instant(_) => self.binds.bind(start_of(self.zone, day)),
        }
    }

    fn of_source(&mut self, source: &Source, wanted: &Wanted<'_>) -> String {
        // Writing to a String cannot fail.
        let mut all = format!("x.tenant_id = $1 AND {}", source.which);
        if let Of::Customer(customer) = wanted.of {
            let _ = write!(all, " AND x.customer_id = {}", self.binds.bind(customer));
        }
        let column = source.dated.column();
        if let Some(from) = wanted.from {
            let _ = write!(all, " AND {column} >= {}", self.first(&source.dated, from));
        }
        if let Some(to) = wanted.to {
            let _ = write!(all, " AND {column} < {}", self.first(&source.dated, to));
        }
        all
    }

    /// Rows after a place in the books, or those up to it and with it.
    fn beside(&mut self, kind: MovementKind, source: &Source, key: &MovementKey, after: bool) -> String {
        let column = source.dated.column();
        let next = key.day.succ_opt().unwrap_or(key.day);
        let compared = |first: String| {
            let comparison = if after { ">=" } else { "<" };
            format!("{column} {comparison} {first}")
        };
        match kind.cmp(&key.kind) {
            std::cmp::Ordering::Less => compared(self.first(&source.dated, next)),
            std::cmp::Ordering::Greater => compared(self.first(&source.dated, key.day)),
            std::cmp::Ordering::Equal => {
                let comparison = if after { ">" } else { "<=" };
                let columns = match source.dated {
                    Dated::Date(column) => format!("({column}, {}, x.id)", source.at),
                    Dated::Instant(column) => format!("({column}, x.id)"),
                };
                let mut places = Vec::new();
                if matches!(source.dated, Dated::Date(_)) {
                    places.push(self.binds.bind(key.day));
                }
                places.push(self.binds.bind(key.at));
                places.push(self.binds.bind(key.id));
                format!("{columns} {comparison} ({})", places.join(", "))
            }
        }
    }
}

#[derive(FromQueryResult)]
struct Row {
    rank: i32,
    id: Uuid,
    day: Option<NaiveDate>,
    at: Instant,
    number: String,
    source_number: Option<String>,
    customer_id: CustomerId,
    customer_number: String,
    customer_name: String,
    currency: Currency,
    amount_minor: i64,
    invoice_id: Option<InvoiceId>,
    payment_id: Option<PaymentId>,
    credit_note_id: Option<CreditNoteId>,
    channel: Option<String>,
}

impl Row {
    fn into_movement(self, zone: chrono_tz::Tz) -> Result<Movement, DbError> {
        let kind =
            MovementKind::at_rank(self.rank).ok_or_else(|| Fault::internal("a movement of no kind"))?;
        Ok(Movement {
            kind,
            id: self.id,
            day: day_of(zone, self.day, self.at),
            at: self.at,
            number: self.number,
            source_number: self.source_number,
            customer: self.customer_id,
            customer_number: self.customer_number,
            customer_name: self.customer_name,
            currency: self.currency,
            amount: self.amount_minor,
            invoice: self.invoice_id,
            payment: self.payment_id,
            credit_note: self.credit_note_id,
            channel: self.channel,
        })
    }
}

/// The first `limit` movements after a place in the books. One statement.
pub(in crate::accounting) async fn page(
    db: &impl Reads,
    wanted: &Wanted<'_>,
    after: Option<&MovementKey>,
    limit: u32,
) -> Result<Vec<Movement>, DbError> {
    let zone = db.scope().tenant().zone;
    let mut binds = Binds::default();
    let limit_at = binds.bind(i64::from(limit));
    let mut parts = Vec::new();
    for kind in wanted.kinds {
        let source = source(*kind);
        let mut conditions = Conditions { zone, binds: &mut binds };
        let mut which = conditions.of_source(&source, wanted);
        if let Some(key) = after {
            let _ = write!(which, " AND {}", conditions.beside(*kind, &source, key, true));
        }
        let (day, order) = match source.dated {
            Dated::Date(column) => (column.to_owned(), format!("{column}, {}, x.id", source.at)),
            Dated::Instant(column) => ("CAST(NULL AS date)".to_owned(), format!("{column}, x.id")),
        };
        let Source { from, at, number, of_number, amount, invoice, payment, credit_note, channel, .. } =
            source;
        // The databases must agree on the type of a column that is NULL in one part; SQLite has no uuid, and needs none.
        let uuid = |column: &str| match column {
            NO_ID if !db.scope().is_sqlite() => "CAST(NULL AS uuid)".to_owned(),
            column => column.to_owned(),
        };
        parts.push(format!(
            "SELECT * FROM (SELECT {rank} AS rank, x.id, {day} AS day, {at} AS at, {number} AS number,
                    CAST({of_number} AS text) AS source_number, x.customer_id, k.number AS customer_number,
                    k.name AS customer_name, k.currency, {amount} AS amount_minor, {invoice} AS invoice_id,
                    {payment} AS payment_id, {credit_note} AS credit_note_id, CAST({channel} AS text) AS channel
               FROM {from}
               JOIN customer k ON k.tenant_id = x.tenant_id AND k.id = x.customer_id
              WHERE {which}
              ORDER BY {order} LIMIT {limit_at}) AS part_{rank}",
            rank = kind.rank(),
            invoice = uuid(invoice),
            payment = uuid(payment),
            credit_note = uuid(credit_note),
        ));
    }
    let rows: Vec<Row> = db.rows(&parts.join("\nUNION ALL\n"), binds.into_values()).await?;
    let mut movements = rows.into_iter().map(|row| row.into_movement(zone)).collect::<Result<Vec<_>, _>>()?;
    movements.sort_unstable_by_key(Movement::key);
    movements.truncate(limit as usize);
    Ok(movements)
}

#[derive(FromQueryResult)]
struct Totals {
    opening: i64,
    closing: i64,
}

/// What a customer owed before `wanted.from` (nothing where there is none), and before `wanted.to`. One statement.
pub(in crate::accounting) async fn balances(
    db: &impl Reads,
    wanted: &Wanted<'_>,
) -> Result<(i64, i64), DbError> {
    let from = wanted.from;
    let until = Wanted { from: None, ..*wanted };
    sums(db, &until, |conditions, _, source| match from {
        Some(from) => format!("{} < {}", source.dated.column(), conditions.first(&source.dated, from)),
        None => "1 = 0".to_owned(),
    })
    .await
}

/// What a customer owed after the movement at a place in the books. One statement.
pub(in crate::accounting) async fn balance_after(
    db: &impl Reads,
    wanted: &Wanted<'_>,
    key: &MovementKey,
) -> Result<i64, DbError> {
    let all = Wanted { from: None, ..*wanted };
    let sums = sums(db, &all, |conditions, kind, source| conditions.beside(kind, source, key, false)).await?;
    Ok(sums.0)
}

/// The sums of the effects: of those that `counted` says, and of all that are wanted.
async fn sums(
    db: &impl Reads,
    wanted: &Wanted<'_>,
    counted: impl Fn(&mut Conditions<'_>, MovementKind, &Source) -> String + Send,
) -> Result<(i64, i64), DbError> {
    let zone = db.scope().tenant().zone;
    let mut binds = Binds::default();
    let mut parts = Vec::new();
    for kind in wanted.kinds {
        let source = source(*kind);
        let mut conditions = Conditions { zone, binds: &mut binds };
        let which = conditions.of_source(&source, wanted);
        let counted = counted(&mut conditions, *kind, &source);
        let Source { from, amount, .. } = source;
        let effect = kind.effect();
        parts.push(format!(
            "SELECT sum(CASE WHEN {counted} THEN {effect} * ({amount}) ELSE 0 END) AS opening,
                    sum({effect} * ({amount})) AS closing
               FROM {from} WHERE {which}"
        ));
    }
    let sql = format!(
        "SELECT CAST(coalesce(sum(opening), 0) AS bigint) AS opening,
                CAST(coalesce(sum(closing), 0) AS bigint) AS closing
           FROM ({}) AS parts",
        parts.join("\nUNION ALL\n")
    );
    let totals: Vec<Totals> = db.rows(&sql, binds.into_values()).await?;
    Ok(totals.first().map_or((0, 0), |totals| (totals.opening, totals.closing)))
}

#[derive(FromQueryResult)]
struct Counted {
    n: i64,
}

/// How many movements there are. One statement.
pub(in crate::accounting) async fn count(db: &impl Reads, wanted: &Wanted<'_>) -> Result<u64, DbError> {
    let zone = db.scope().tenant().zone;
    let mut binds = Binds::default();
    let mut parts = Vec::new();
    for kind in wanted.kinds {
        let source = source(*kind);
        let which = Conditions { zone, binds: &mut binds }.of_source(&source, wanted);
        parts.push(format!("SELECT count(*) AS n FROM {} WHERE {which}", source.from));
    }
    let sql = format!("SELECT CAST(sum(n) AS bigint) AS n FROM ({}) AS parts", parts.join("\nUNION ALL\n"));
    let counted: Vec<Counted> = db.rows(&sql, binds.into_values()).await?;
    Ok(counted.first().map_or(0, |counted| u64::try_from(counted.n).unwrap_or_default()))
}
