//! Statements on tickets themselves.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Expr, ExprTrait as _, Func, Query, SimpleExpr};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::search::{Texts, matches};
use crate::db::{DbError, Reads, Selection, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::TicketId;
use crate::kernel::page::{self, Page, PageRequest};
use crate::tickets::entity::ticket::{self, Column, TicketSharing, TicketStatus};
use crate::tickets::entity::{ticket_tag, ticket_watcher};
use crate::tickets::policy::Sight;
use crate::tickets::reach::caller;
use crate::tickets::service::{TicketFilter, TicketList, TicketOrder, TicketOrderField};

/// The position of a ticket in a list: the field it is ordered by, its value, and the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TicketKey {
    /// By when it was opened.
    #[serde(rename = "c")]
    CreatedAt(#[serde(deserialize_with = "page::instant")] Instant, Uuid),
    /// By when it last changed.
    #[serde(rename = "u")]
    UpdatedAt(#[serde(deserialize_with = "page::instant")] Instant, Uuid),
    /// By when it is to be solved.
    #[serde(rename = "f")]
    FixDueAt(#[serde(deserialize_with = "page::instant")] Instant, Uuid),
}

impl TicketKey {
    /// The field the position belongs to.
    pub fn field(&self) -> TicketOrderField {
        match self {
            Self::CreatedAt(..) => TicketOrderField::CreatedAt,
            Self::UpdatedAt(..) => TicketOrderField::UpdatedAt,
            Self::FixDueAt(..) => TicketOrderField::FixDueAt,
        }
    }

    fn values(&self) -> (Value, Value) {
        match self {
            Self::CreatedAt(at, id) | Self::UpdatedAt(at, id) | Self::FixDueAt(at, id) => {
                ((*at).into(), (*id).into())
            }
        }
    }
}

/// Writes a new ticket.
pub(in crate::tickets) async fn insert(tx: &Tx, ticket: ticket::Model) -> Result<(), DbError> {
    tx.insert(ticket.into_active_model().reset_all()).await
}

/// Tickets by id.
pub(in crate::tickets) async fn by_ids(
    db: &impl Reads,
    ids: &[TicketId],
) -> Result<Vec<ticket::Model>, DbError> {
    db.select::<ticket::Entity>().filter(Column::Id.is_in(ids.iter().copied())).all().await
}

/// A ticket, its row held until the transaction ends.
pub(in crate::tickets) async fn for_update(tx: &Tx, id: TicketId) -> Result<Option<ticket::Model>, DbError> {
    tx.select::<ticket::Entity>().filter(Column::Id.eq(id)).for_update().one().await
}

/// Writes a ticket as it is now, if it is still as it was read, and counts its version on. False: it has changed. What a
/// ticket is from its beginning – number, customer, source, who opened it and when – stays.
pub(in crate::tickets) async fn save(
    tx: &Tx,
    before: &ticket::Model,
    after: ticket::Model,
) -> Result<bool, DbError> {
    let changed = tx
        .update::<ticket::Entity>()
        .set(Column::Subject, after.subject)
        .set(Column::Category, after.category)
        .set(Column::Priority, after.priority)
        .set(Column::Status, after.status)
        .set(Column::Sharing, after.sharing)
        .set(Column::SubscriptionId, after.subscription_id)
        .set(Column::IncidentId, after.incident_id)
        .set(Column::InvoiceLineId, after.invoice_line_id)
        .set(Column::DeviceId, after.device_id)
        .set(Column::AssigneeId, after.assignee_id)
        .set(Column::TeamId, after.team_id)
        .set(Column::PolicyId, after.policy_id)
        .set(Column::FirstReplyDueAt, after.first_reply_due_at)
        .set(Column::FirstReplyAtRiskAt, after.first_reply_at_risk_at)
        .set(Column::FirstRepliedAt, after.first_replied_at)
        .set(Column::FixDueAt, after.fix_due_at)
        .set(Column::FixAtRiskAt, after.fix_at_risk_at)
        .set(Column::PausedSince, after.paused_since)
        .set(Column::PausedMinutes, after.paused_minutes)
        .set(Column::EscalatedAt, after.escalated_at)
        .set(Column::ReopenCount, after.reopen_count)
        .set(Column::ResolvedAt, after.resolved_at)
        .set(Column::ClosedAt, after.closed_at)
        .set(Column::Rating, after.rating)
        .set(Column::RatingComment, after.rating_comment)
        .set(Column::MergedIntoId, after.merged_into_id)
        .set(Column::UpdatedAt, after.updated_at)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    Ok(changed.run().await? == 1)
}

/// One page of a list.
pub(in crate::tickets) async fn page(
    db: &impl Reads,
    list: &TicketList,
    order: TicketOrder,
    request: &PageRequest<TicketKey>,
) -> Result<Page<ticket::Model>, DbError> {
    let column = match order.field {
        TicketOrderField::CreatedAt => Column::CreatedAt,
        TicketOrderField::UpdatedAt => Column::UpdatedAt,
        TicketOrderField::FixDueAt => Column::FixDueAt,
    };
    let mut selection = listed(db, list);
    if order.field == TicketOrderField::FixDueAt {
        selection = selection.filter(Column::FixDueAt.is_not_null());
    }
    let rows = selection
        .page((column, Column::Id), &order.direction.into(), request, TicketKey::values)
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many tickets a list has.
pub(in crate::tickets) async fn count(db: &impl Reads, list: &TicketList) -> Result<u64, DbError> {
    listed(db, list).count().await
}

fn listed<'a>(db: &'a impl Reads, list: &TicketList) -> Selection<'a, ticket::Entity> {
    let TicketList { customer, sight, with_notes, filter } = list;
    let mut selection = db.select::<ticket::Entity>();
    if let Some(customer) = customer {
        selection = selection.filter(Column::CustomerId.eq(*customer));
    }
    if let Sight::Shared(categories) = sight {
        selection = selection
            .filter(Column::Category.is_in(categories.iter().copied()))
            .filter(shown_to_the_caller(db));
    }
    let texts = if *with_notes { Texts::WithNotes } else { Texts::Public };
    narrowed(db, selection, filter, texts)
}

fn narrowed<'a>(
    db: &impl Reads,
    mut selection: Selection<'a, ticket::Entity>,
    filter: &TicketFilter,
    texts: Texts,
) -> Selection<'a, ticket::Entity> {
    if !filter.statuses.is_empty() {
        selection = selection.filter(Column::Status.is_in(filter.statuses.iter().copied()));
    }
    if let Some(category) = filter.category {
        selection = selection.filter(Column::Category.eq(category));
    }
    if let Some(priority) = filter.priority {
        selection = selection.filter(Column::Priority.eq(priority));
    }
    if let Some(assignee) = filter.assignee {
        selection = selection.filter(Column::AssigneeId.eq(assignee));
    }
    if let Some(unassigned) = filter.unassigned {
        let column = Column::AssigneeId;
        selection = selection.filter(if unassigned { column.is_null() } else { column.is_not_null() });
    }
    if let Some(teams) = &filter.teams {
        selection = selection.filter(Column::TeamId.is_in(teams.iter().copied()));
    }
    if let Some(customer) = filter.customer {
        selection = selection.filter(Column::CustomerId.eq(customer));
    }
    if let Some(device) = filter.device {
        selection = selection.filter(Column::DeviceId.eq(device));
    }
    if let Some(tag) = &filter.tag {
        selection = selection.filter(tagged(db, tag));
    }
    if let Some(breached) = filter.breached {
        let late = breach(db.scope().now());
        selection = selection.filter(if breached { late } else { late.not() });
    }
    if let Some(at_risk) = filter.at_risk {
        let near = risk(db.scope().now());
        selection = selection.filter(if at_risk { near } else { near.not() });
    }
    if let Some(terms) = &filter.search {
        selection = selection.filter(matches(db, terms, texts));
    }
    selection
}

/// Shared with everybody, or opened or watched by the caller.
fn shown_to_the_caller(db: &impl Reads) -> Cond {
    let shared = Cond::any().add(Column::Sharing.eq(TicketSharing::Company));
    let Some(account) = caller(db.scope()) else { return shared };
    let watched = Query::select()
        .column(ticket_watcher::Column::TicketId)
        .from(ticket_watcher::Entity)
        .and_where(Expr::col(ticket_watcher::Column::TenantId).eq(db.scope().tenant().id))
        .and_where(Expr::col(ticket_watcher::Column::AccountId).eq(account))
        .take();
    shared.add(Column::OpenedBy.eq(account)).add(Column::Id.in_subquery(watched))
}

fn tagged(db: &impl Reads, tag: &str) -> SimpleExpr {
    let tagged = Query::select()
        .column(ticket_tag::Column::TicketId)
        .from(ticket_tag::Entity)
        .and_where(Expr::col(ticket_tag::Column::TenantId).eq(db.scope().tenant().id))
        .and_where(Expr::col(ticket_tag::Column::Tag).eq(tag))
        .take();
    Column::Id.in_subquery(tagged)
}

/// Whether one of the times that run is nearly over, and none is: what `sla::state` calls at risk. Nulls would make the opposite
/// of it unknown.
fn risk(now: Instant) -> Cond {
    let stopped = || SimpleExpr::from(Func::coalesce([Expr::col(Column::PausedSince), Expr::val(now)]));
    let near = |since: Column| Cond::all().add(since.is_not_null()).add(Expr::col(since).lte(stopped()));
    let nearly = Cond::any()
        .add(near(Column::FirstReplyAtRiskAt).add(Column::FirstRepliedAt.is_null()))
        .add(near(Column::FixAtRiskAt));
    let live = TicketStatus::ALL.into_iter().filter(|status| status.is_live());
    Cond::all().add(Column::Status.is_in(live)).add(nearly).add(breach(now).not())
}

/// Whether one of the times that were promised is over: at this moment, or at the moment at which its clock stopped. What
/// `sla::state` calls breached; an answer while the clock stood still is in time if it stopped in time.
fn breach(now: Instant) -> Cond {
    let stopped = || {
        let columns = [Column::PausedSince, Column::ResolvedAt, Column::ClosedAt];
        SimpleExpr::from(Func::coalesce(columns.into_iter().map(Expr::col).chain([Expr::val(now)])))
    };
    let late = |due: Column| Cond::all().add(due.is_not_null()).add(Expr::col(due).lt(stopped()));
    let not_answered_by_then = Cond::any()
        .add(Column::FirstRepliedAt.is_null())
        .add(Expr::col(Column::FirstReplyDueAt).lt(Expr::col(Column::FirstRepliedAt)));
    Cond::any().add(late(Column::FirstReplyDueAt).add(not_answered_by_then)).add(late(Column::FixDueAt))
}
