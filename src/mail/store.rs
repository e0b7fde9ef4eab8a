//! Every query on the queue of mails.

use chrono::TimeDelta;
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, Order};

use super::entity::mail_message::{self, Column, Entity, MailStatus};
use crate::db::{Clearing, DbError, PlatformScope, Reads, SealedColumn, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{MailMessageId, TenantId};

/// Queues a mail.
pub(super) async fn insert(tx: &Tx, row: mail_message::ActiveModel) -> Result<(), DbError> {
    tx.insert(row).await
}

/// Queues mails, leaving out those whose key is in the queue or was sent a while ago.
pub(super) async fn insert_missing(tx: &Tx, rows: Vec<mail_message::ActiveModel>) -> Result<(), DbError> {
    tx.insert_missing(rows).await
}

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

/// The tenants with mails that are due: whose wait longest comes first.
pub(super) async fn tenants_with_due(
    platform: &PlatformScope,
    now: Instant,
) -> Result<Vec<TenantId>, DbError> {
    const SQL: &str = "SELECT tenant_id FROM mail_message WHERE status = 'QUEUED' AND next_attempt_at <= $1
        GROUP BY tenant_id ORDER BY MIN(next_attempt_at)";
    let rows: Vec<TenantRow> = platform.rows(SQL, [now.into()]).await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}

/// What is due in one tenant, the oldest first.
pub(super) async fn due(
    db: &impl Reads,
    now: Instant,
    limit: u64,
) -> Result<Vec<mail_message::Model>, DbError> {
    db.select::<Entity>()
        .filter(Column::Status.eq(MailStatus::Queued))
        .filter(Column::NextAttemptAt.lte(now))
        .order_by(Column::NextAttemptAt, Order::Asc)
        .limit(limit)
        .all()
        .await
}

/// Counts an attempt at a mail and leases it until `until`, unless somebody else has claimed it since it was read. The
/// number of the attempt.
pub(super) async fn claim(
    tx: &Tx,
    mail: &mail_message::Model,
    until: Instant,
) -> Result<Option<i32>, DbError> {
    let claimed = tx
        .update::<Entity>()
        .add(Column::Attempts, 1)
        .set(Column::NextAttemptAt, until)
        .filter(Column::Id.eq(mail.id))
        .filter(Column::Status.eq(MailStatus::Queued))
        .filter(Column::Attempts.eq(mail.attempts))
        .run()
        .await?;
    Ok((claimed == 1).then_some(mail.attempts + 1))
}

/// What came of an attempt.
pub(super) enum Outcome {
    /// The mail server has taken it.
    Sent,
    /// Not yet.
    Retry {
        /// How long until the next attempt.
        after: TimeDelta,
        /// Why not.
        cause: String,
    },
    /// Given up, and why.
    Dead(String),
}

/// Records what came of an attempt, unless a later one has been begun. What the mail spoke of is erased when it is over.
pub(super) async fn record(
    tx: &Tx,
    id: MailMessageId,
    attempt: i32,
    outcome: &Outcome,
) -> Result<(), DbError> {
    let now = tx.scope().real_now();
    let update = tx
        .update::<Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(MailStatus::Queued))
        .filter(Column::Attempts.eq(attempt));
    let (over, cause) = match outcome {
        Outcome::Retry { after, cause } => {
            update
                .set(Column::NextAttemptAt, now + *after)
                .set(Column::LastError, cause.clone())
                .run()
                .await?;
            return Ok(());
        }
        Outcome::Sent => (MailStatus::Sent, None),
        Outcome::Dead(cause) => (MailStatus::Dead, Some(cause.clone())),
    };
    update
        .set(Column::Status, over)
        .set(Column::FinishedAt, now)
        .set(Column::SealedArgs, None::<Vec<u8>>)
        .set(Column::LastError, cause)
        .run()
        .await?;
    Ok(())
}

/// What of a mail waits sealed.
pub(crate) const ARGUMENTS: SealedColumn =
    SealedColumn { name: "queued mails", table: "mail_message", column: "sealed_args" };

/// What was sent or given up: addresses are not kept for longer than they are of use.
pub(crate) const FINISHED: Clearing = Clearing::of("mail_message", "finished_at");
