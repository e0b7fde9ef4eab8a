//! Rows of files on tickets.

use sea_orm::sea_query::Order;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, Condition, IntoActiveModel as _};

use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AccountId, CustomerId, TicketAttachmentId, TicketId, TicketNoteId, TicketReplyId};
use crate::tickets::entity::ticket_attachment::{Column, Entity, Model};

/// Writes a file down that was uploaded.
pub(in crate::tickets) async fn insert(tx: &Tx, row: Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// A file, whoever asks.
pub(in crate::tickets) async fn find(
    reads: &impl Reads,
    id: TicketAttachmentId,
) -> Result<Option<Model>, DbError> {
    reads.select::<Entity>().filter(Column::Id.eq(id)).one().await
}

/// How many files an account has uploaded and not used.
pub(in crate::tickets) async fn unused(reads: &impl Reads, account: AccountId) -> Result<u64, DbError> {
    let unused = Condition::all().add(Column::UploadedBy.eq(account)).add(Column::TicketId.is_null());
    reads.select::<Entity>().filter(unused).count().await
}

/// Files by their replies, in the order of their uploads.
pub(in crate::tickets) async fn of_replies(
    reads: &impl Reads,
    replies: &[TicketReplyId],
) -> Result<Vec<Model>, DbError> {
    let of = Column::ReplyId.is_in(replies.iter().copied());
    reads.select::<Entity>().filter(of).order_by(Column::Id, Order::Asc).all().await
}

/// Files by their notes, in the order of their uploads.
pub(in crate::tickets) async fn of_notes(
    reads: &impl Reads,
    notes: &[TicketNoteId],
) -> Result<Vec<Model>, DbError> {
    let of = Column::NoteId.is_in(notes.iter().copied());
    reads.select::<Entity>().filter(of).order_by(Column::Id, Order::Asc).all().await
}

/// Where files are used.
#[derive(Debug, Clone, Copy)]
pub(in crate::tickets) struct Used {
    /// The ticket.
    pub(in crate::tickets) ticket: TicketId,
    /// The reply, if it is one.
    pub(in crate::tickets) reply: Option<TicketReplyId>,
    /// The note, if it is one.
    pub(in crate::tickets) note: Option<TicketNoteId>,
}

/// Gives files of an account for a customer, which are not used, to a ticket; how many of them there were.
pub(in crate::tickets) async fn use_up(
    tx: &Tx,
    ids: &[TicketAttachmentId],
    (account, customer): (AccountId, CustomerId),
    place: Used,
) -> Result<u64, DbError> {
    let own = Condition::all()
        .add(Column::Id.is_in(ids.iter().copied()))
        .add(Column::UploadedBy.eq(account))
        .add(Column::CustomerId.eq(customer))
        .add(Column::TicketId.is_null());
    tx.update::<Entity>()
        .set(Column::TicketId, place.ticket)
        .set(Column::ReplyId, place.reply)
        .set(Column::NoteId, place.note)
        .filter(own)
        .run()
        .await
}

/// Takes away at most `limit` rows of files that were uploaded before `before` and never used, and tells where their bytes are.
/// Of two calls at once each takes rows of its own.
pub(in crate::tickets) async fn take_unused(
    tx: &Tx,
    before: Instant,
    limit: u64,
) -> Result<Vec<String>, DbError> {
    let unused = Condition::all().add(Column::CreatedAt.lt(before)).add(Column::TicketId.is_null());
    let rows = tx.select::<Entity>().filter(unused).order_by(Column::CreatedAt, Order::Asc).limit(limit);
    let rows = rows.for_update_skipping_held().all().await?;
    if !rows.is_empty() {
        let ids = rows.iter().map(|row| row.id);
        tx.delete::<Entity>().filter(Column::Id.is_in(ids)).run().await?;
    }
    Ok(rows.into_iter().map(|row| row.store_key).collect())
}

/// Which of these keys rows name.
pub(in crate::tickets) async fn named(reads: &impl Reads, keys: &[String]) -> Result<Vec<String>, DbError> {
    let rows = reads.select::<Entity>().filter(Column::StoreKey.is_in(keys.iter().map(String::as_str)));
    Ok(rows.all().await?.into_iter().map(|row| row.store_key).collect())
}
