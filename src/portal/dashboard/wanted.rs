//! Which of the dashboard's lists a document asks for below `viewer.customer`.

use async_graphql::{Context, Lookahead, SelectionField, Value};

use crate::billing::policy::shows_bills;
use crate::customers;
use crate::db::Scope;
use crate::kernel::page::MAX_PAGE;

/// The lists that one statement will fetch. Sizes are those of the document, 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The latest invoices.
    pub invoices: Option<i32>,
    /// Lines of each invoice, from the start.
    pub lines: Option<u32>,
    /// Whether the lines' taxes are wanted.
    pub taxes: bool,
    /// Whether the invoices' payments are wanted.
    pub payments: bool,
    /// The oldest subscriptions.
    pub subscriptions: Option<i32>,
}

impl Wanted {
    /// What the document asks for, if it is the dashboard's shape: the latest invoices with lines or payments. Anything
    /// else (filters, cursors, a list asked for twice) takes the ordinary path.
    pub fn of(ctx: &Context<'_>, scope: &Scope) -> Option<Self> {
        let customer = scope.actor().customers().next()?;
        let kinds = customers::own_kinds(scope.actor(), customer);
        if scope.is_sqlite() || !kinds.iter().any(|kind| shows_bills(scope.tenant(), *kind)) {
            return None;
        }
        let customer = ctx.look_ahead();
        let invoices = only(&customer.field("invoices"))?;
        let size = plain_page(&invoices, None)?;
        let below: Lookahead<'_> = invoices.into();
        let rows = [below.field("nodes"), below.field("edges").field("node")];
        let lines = at_most_one(rows.iter().map(|row| row.field("lines"))).ok()?;
        let payments = rows.iter().any(|row| row.field("payments").exists());
        if lines.is_none() && !payments {
            return None;
        }
        let (line_size, taxes) = match lines {
            Some(lines) => {
                let size = plain_page(&lines, Some(20))?;
                let below: Lookahead<'_> = lines.into();
                let taxes = below.field("nodes").field("taxes").exists()
                    || below.field("edges").field("node").field("taxes").exists();
                (Some(u32::try_from(size).ok()?), taxes)
            }
            None => (None, false),
        };
        let subscriptions = only(&customer.field("subscriptions")).and_then(|list| plain_page(&list, None));
        Some(Self { invoices: Some(size), lines: line_size, taxes, payments, subscriptions })
    }
}

/// The selection of a field that is asked for exactly once.
fn only<'a>(field: &Lookahead<'a>) -> Option<SelectionField<'a>> {
    let mut selections = field.selection_fields().into_iter();
    let first = selections.next()?;
    selections.next().is_none().then_some(first)
}

/// A field that is asked for in two places, perhaps with different arguments.
struct AskedTwice;

/// The selection of a field that is asked for in at most one of several places.
fn at_most_one<'a>(
    places: impl Iterator<Item = Lookahead<'a>>,
) -> Result<Option<SelectionField<'a>>, AskedTwice> {
    let mut all = places.flat_map(|place| place.selection_fields());
    let first = all.next();
    if all.next().is_some() { Err(AskedTwice) } else { Ok(first) }
}

/// The page size of a list that is asked for from its start, without filter or order.
fn plain_page(field: &SelectionField<'_>, default: Option<i32>) -> Option<i32> {
    let mut size = default;
    for (name, value) in field.arguments().ok()? {
        match (name.as_str(), value) {
            ("first", Value::Number(number)) => size = number.as_i64().and_then(|n| i32::try_from(n).ok()),
            (_, Value::Null) => {}
            _ => return None,
        }
    }
    size.filter(|n| u32::try_from(*n).is_ok_and(|n| (1..=MAX_PAGE).contains(&n)))
}
