//! Every query on tickets.

pub(super) mod attachments;
pub(super) mod desk;
pub(super) mod levels;
pub(super) mod notes;
pub(super) mod preflight;
pub(super) mod replies;
pub(super) mod search;
pub(super) mod tags;
pub(super) mod tickets;
pub(super) mod transitions;
pub(super) mod watchers;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::billing::entity::document_sequence::DocumentKind;
use crate::billing::ledger::next_number;
use crate::db::{DbError, Reads as _, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::page::{self, Direction, PageRequest};

/// The number of the next ticket of the tenant. There are no gaps: a rolled back transaction gives it back.
pub(super) async fn number(tx: &Tx) -> Result<String, DbError> {
    next_number(tx, DocumentKind::Ticket, tx.scope().today()).await
}

/// The position of a text of a ticket: by time, the first first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TextKey(#[serde(deserialize_with = "page::instant")] pub Instant, pub Uuid);

/// A page of the texts of a ticket, as the key of a loader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TextPage {
    /// Texts wanted.
    pub size: u32,
    /// Whether they are counted from the end.
    pub from_end: bool,
    /// Those after this position.
    pub after: Option<TextKey>,
    /// Those before this position.
    pub before: Option<TextKey>,
}

impl From<&PageRequest<TextKey>> for TextPage {
    fn from(request: &PageRequest<TextKey>) -> Self {
        Self {
            size: request.size,
            from_end: request.direction == Direction::Backward,
            after: request.after,
            before: request.before,
        }
    }
}

/// The rows of a page of each ticket, and one more where there are more, in the direction of the page: one statement for any
/// number of tickets.
macro_rules! texts_of {
    ($db:expr, $entity:ident, $tickets:expr, $page:expr) => {{
        use $entity::Column;
        let page: TextPage = $page;
        let columns = || Expr::tuple([Expr::col(Column::CreatedAt), Expr::col(Column::Id)]);
        let bound = |key: TextKey| Expr::tuple([Expr::val(key.0), Expr::val(key.1)]);
        let mut selection =
            $db.select::<$entity::Entity>().filter(Column::TicketId.is_in($tickets.iter().copied()));
        if let Some(after) = page.after {
            selection = selection.filter(columns().gt(bound(after)));
        }
        if let Some(before) = page.before {
            selection = selection.filter(columns().lt(bound(before)));
        }
        let order = if page.from_end { Order::Desc } else { Order::Asc };
        selection
            .top_per_parent(
                Column::TicketId,
                &[(Column::CreatedAt, order.clone()), (Column::Id, order)],
                u64::from(page.size) + 1,
            )
            .all()
            .await
    }};
}
use texts_of;
