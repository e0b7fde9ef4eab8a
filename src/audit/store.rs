//! Every query on the log, its chain, and who has looked at what.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Order};
use sea_orm::{DbErr, FromQueryResult, QueryResult, Set, Value};

use super::activity::{Activity, ActivityKey, ActivityKind, ActivityOf};
use super::entity::{audit_chain, read_access};
use super::list::{EntryFilter, EntryKey};
use crate::db::audit::{self, Column, Model};
use crate::db::{Clearing, DbError, LookDepth, Reads, Selection, Tx};
use crate::kernel::ids::AuditEntryId;
use crate::kernel::page::{Direction, Page, PageRequest};

/// Where the chain ends, held until the transaction ends.
pub(super) async fn hold_end(tx: &Tx) -> Result<audit_chain::Model, DbError> {
    let beginning = audit_chain::ActiveModel {
        seq: Set(0),
        link: Set(super::chain::BEGINNING.to_vec()),
        ..Default::default()
    };
    let held = || async { tx.select::<audit_chain::Entity>().for_update().one().await };
    if let Some(end) = held().await? {
        return Ok(end);
    }
    tx.insert_missing(vec![beginning]).await?;
    held().await?.ok_or_else(|| crate::kernel::fault::Fault::internal("the chain has no end").into())
}

/// Where the chain ends; none before the first entry was sealed.
pub(super) async fn end(db: &impl Reads) -> Result<Option<audit_chain::Model>, DbError> {
    db.select::<audit_chain::Entity>().one().await
}

/// Entries without a place, the earliest first.
pub(super) async fn unsealed(db: &impl Reads, rows: u64) -> Result<Vec<Model>, DbError> {
    db.select::<audit::Entity>()
        .filter(Column::Link.is_null())
        .order_by(Column::At, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(rows)
        .all()
        .await
}

/// How many entries have no place.
pub(super) async fn count_unsealed(db: &impl Reads) -> Result<u64, DbError> {
    db.select::<audit::Entity>().filter(Column::Link.is_null()).count().await
}

/// What an entry is given when it is sealed.
pub(super) struct Place<'a> {
    pub seq: i64,
    pub salt: &'a [u8],
    pub commitment: &'a [u8],
    pub link: &'a [u8],
}

/// Gives an entry its place.
pub(super) async fn seal_entry(tx: &Tx, id: AuditEntryId, place: Place<'_>) -> Result<(), DbError> {
    tx.update::<audit::Entity>()
        .set(Column::Seq, place.seq)
        .set(Column::Salt, place.salt.to_vec())
        .set(Column::Commitment, place.commitment.to_vec())
        .set(Column::Link, place.link.to_vec())
        .filter(Column::Id.eq(id))
        .filter(Column::Link.is_null())
        .run()
        .await?;
    Ok(())
}

/// Moves the end of the chain from where it was found; whether it was still there.
pub(super) async fn move_end(tx: &Tx, from: i64, to: i64, link: Vec<u8>) -> Result<bool, DbError> {
    use audit_chain::Column;
    let moved = tx
        .update::<audit_chain::Entity>()
        .set(Column::Seq, to)
        .set(Column::Link, link)
        .filter(Column::Seq.eq(from))
        .run()
        .await?;
    Ok(moved == 1)
}

/// The link at a place; none where there is no entry.
pub(super) async fn link_at(db: &impl Reads, seq: i64) -> Result<Option<Vec<u8>>, DbError> {
    let entry = db.select::<audit::Entity>().filter(Column::Seq.eq(seq)).one().await?;
    Ok(entry.and_then(|entry| entry.link))
}

/// The entries from one place to another, both included, in their order.
pub(super) async fn sealed(db: &impl Reads, from: i64, to: i64) -> Result<Vec<Model>, DbError> {
    db.select::<audit::Entity>()
        .filter(Column::Seq.between(from, to))
        .order_by(Column::Seq, Order::Asc)
        .all()
        .await
}

/// What the entries of an action were about.
pub(super) async fn subjects_of(db: &impl Reads, action: &str) -> Result<BTreeSet<String>, DbError> {
    let entries = db.select::<audit::Entity>().filter(Column::Action.eq(action)).all().await?;
    Ok(entries.into_iter().map(|entry| entry.subject).collect())
}

/// One entry.
pub(super) async fn entry(db: &impl Reads, id: AuditEntryId) -> Result<Option<Model>, DbError> {
    db.select::<audit::Entity>().filter(Column::Id.eq(id)).one().await
}

/// Takes the values of a sealed entry away; whether there were any left to take.
pub(super) async fn erase_values(tx: &Tx, id: AuditEntryId) -> Result<bool, DbError> {
    let nothing = || Value::String(None);
    let erased = tx
        .update::<audit::Entity>()
        .set(Column::Reason, nothing())
        .set(Column::ValueBefore, nothing())
        .set(Column::ValueAfter, nothing())
        .set(Column::Salt, Value::Bytes(None))
        .filter(Column::Id.eq(id))
        .filter(Column::Salt.is_not_null())
        .run()
        .await?;
    Ok(erased == 1)
}

fn filtered<'a>(db: &'a impl Reads, filter: &EntryFilter) -> Selection<'a, audit::Entity> {
    let mut selection = db.select::<audit::Entity>();
    if let Some(action) = &filter.action {
        selection = selection.filter(Column::Action.eq(action.as_str()));
    }
    if let Some(subject) = &filter.subject {
        selection = selection.filter(Column::Subject.eq(subject.as_str()));
    }
    if let Some(actor) = filter.actor {
        selection = selection.filter(Column::ActorAccountId.eq(actor));
    }
    if let Some(customer) = filter.customer {
        selection = selection
            .filter(Cond::any().add(Column::CustomerId.eq(customer)).add(Column::OnBehalfOf.eq(customer)));
    }
    if let Some(from) = filter.from {
        selection = selection.filter(Column::At.gte(from));
    }
    if let Some(before) = filter.before {
        selection = selection.filter(Column::At.lt(before));
    }
    selection
}

/// One page of the log, the latest first.
pub(super) async fn page(
    db: &impl Reads,
    filter: &EntryFilter,
    request: &PageRequest<EntryKey>,
) -> Result<Page<Model>, DbError> {
    let rows = filtered(db, filter)
        .page((Column::At, Column::Id), &Order::Desc, request, |key| (key.0.into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many entries pass the filter.
pub(super) async fn count(db: &impl Reads, filter: &EntryFilter) -> Result<u64, DbError> {
    filtered(db, filter).count().await
}

/// What the two kinds of rows of an activity have in common; `$2` is the row, `$3` the external id, `$4` the kind.
const CHANGES: &str =
    "SELECT id, at, 'CHANGED' AS kind, action, actor_account_id, actor_kind, subject, reason
    FROM audit_entry WHERE tenant_id = $1 AND ";
const LOOKS: &str = "SELECT id, at, depth AS kind, NULL AS action, viewer_account_id AS actor_account_id,
           viewer_kind AS actor_kind, $3 AS subject, reason
    FROM read_access WHERE tenant_id = $1 AND subject_id = $2 AND subject_kind = $4";

impl FromQueryResult for Activity {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let kind: String = row.try_get(prefix, "kind")?;
        let kind = match LookDepth::try_from_value(&kind) {
            Ok(LookDepth::Listed) => ActivityKind::Listed,
            Ok(LookDepth::Opened) => ActivityKind::Opened,
            Ok(LookDepth::ViewedAs) => ActivityKind::ViewedAs,
            Err(_) => ActivityKind::Changed,
        };
        Ok(Self {
            id: row.try_get(prefix, "id")?,
            at: row.try_get(prefix, "at")?,
            kind,
            action: row.try_get(prefix, "action")?,
            actor: row.try_get(prefix, "actor_account_id")?,
            actor_kind: row.try_get(prefix, "actor_kind")?,
            subject: row.try_get(prefix, "subject")?,
            reason: row.try_get(prefix, "reason")?,
        })
    }
}

/// One page of an activity, the latest first: each branch reads no more than the page from its own index.
pub(super) async fn activity(
    db: &impl Reads,
    of: ActivityOf,
    request: &PageRequest<ActivityKey>,
) -> Result<Page<Activity>, DbError> {
    let forward = request.direction == Direction::Forward;
    let order = if forward { "DESC" } else { "ASC" };
    let mut bounds = String::new();
    let mut values = of.values();
    for (key, sign) in [(&request.after, '<'), (&request.before, '>')] {
        if let Some(ActivityKey(at, id)) = key {
            let n = values.len() + 2;
            // Writing to a String cannot fail.
            let _ = write!(bounds, " AND (at, id) {sign} (${n}, ${})", n + 1);
            values.extend([Value::from(*at), Value::from(*id)]);
        }
    }
    let limit = request.size + 1;
    let branch = |select: &str| {
        format!("SELECT * FROM ({select}{bounds} ORDER BY at {order}, id {order} LIMIT {limit}) AS branch")
    };
    let branches: Vec<String> = branches(of).iter().map(|select| branch(select)).collect();
    // UNION, not UNION ALL: what somebody has done to the own account stands in two branches.
    let sql = format!("{} ORDER BY at {order}, id {order} LIMIT {limit}", branches.join(" UNION "));
    Ok(Page::from_fetched(db.rows(&sql, values).await?, request))
}

/// How many rows the activity has.
pub(super) async fn count_activity(db: &impl Reads, of: ActivityOf) -> Result<u64, DbError> {
    let sql = format!("SELECT COUNT(*) AS n FROM ({}) AS rows_of_it", branches(of).join(" UNION "));
    let rows: Vec<Count> = db.rows(&sql, of.values()).await?;
    Ok(rows.first().map_or(0, |count| u64::try_from(count.n).unwrap_or_default()))
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

fn branches(of: ActivityOf) -> Vec<String> {
    let changes = |condition: &str| format!("{CHANGES}{condition}");
    let mut branches = match of {
        ActivityOf::Customer(_) => vec![changes("customer_id = $2")],
        ActivityOf::Account(_) => vec![changes("subject = $3"), changes("actor_account_id = $2")],
    };
    branches.push(LOOKS.to_owned());
    branches
}

impl ActivityOf {
    fn values(self) -> Vec<Value> {
        use crate::db::LookedAt;
        let (row, external, kind): (Uuid, String, LookedAt) = match self {
            Self::Customer(id) => (id.0, id.to_string(), LookedAt::Customer),
            Self::Account(id) => (id.0, id.to_string(), LookedAt::Account),
        };
        vec![row.into(), external.into(), sea_orm::ActiveEnum::to_value(&kind).into()]
    }
}

/// Stores looks, leaving out those of the same viewer, subject and hour that are there.
pub(super) async fn insert_looks(tx: &Tx, rows: Vec<read_access::ActiveModel>) -> Result<(), DbError> {
    tx.insert_missing(rows).await
}

/// Who has looked at whom. Entries of the audit log itself are for good.
pub(crate) const OLD_LOOKS: Clearing = Clearing::of("read_access", "at");
