//! Statements on texts that are written often.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Order};

use crate::db::{DbError, Reads, Tx, contains};
use crate::kernel::ids::CannedReplyId;
use crate::tickets::entity::canned_reply::{Column, Entity, Model};

/// Texts by title: those with `search` in title or body, and those in a language or in none.
pub(in crate::tickets) async fn list(
    db: &impl Reads,
    search: Option<&str>,
    locale: Option<&str>,
    most: u64,
) -> Result<Vec<Model>, DbError> {
    let mut rows = db.select::<Entity>();
    if let Some(text) = search {
        let anywhere = Cond::any().add(contains(Column::Title, text)).add(contains(Column::Body, text));
        rows = rows.filter(anywhere);
    }
    if let Some(locale) = locale {
        rows = rows.filter(Cond::any().add(Column::Locale.eq(locale)).add(Column::Locale.is_null()));
    }
    rows.order_by(Column::Title, Order::Asc).order_by(Column::Id, Order::Asc).limit(most).all().await
}

/// How many there are.
pub(in crate::tickets) async fn count(db: &impl Reads) -> Result<u64, DbError> {
    db.select::<Entity>().count().await
}

/// A text.
pub(in crate::tickets) async fn one(db: &impl Reads, id: CannedReplyId) -> Result<Option<Model>, DbError> {
    db.select::<Entity>().filter(Column::Id.eq(id)).one().await
}

/// A text, locked until the transaction ends.
pub(in crate::tickets) async fn for_update(tx: &Tx, id: CannedReplyId) -> Result<Option<Model>, DbError> {
    tx.select::<Entity>().filter(Column::Id.eq(id)).for_update().one().await
}

/// Writes a text.
pub(in crate::tickets) async fn insert(tx: &Tx, text: Model) -> Result<(), DbError> {
    tx.insert(text.into_active_model().reset_all()).await
}

/// Changes a text, if it is as it was read. Whether it was.
pub(in crate::tickets) async fn replace(tx: &Tx, before: &Model, after: &Model) -> Result<bool, DbError> {
    let changed = tx
        .update::<Entity>()
        .set(Column::Title, after.title.clone())
        .set(Column::Body, after.body.clone())
        .set(Column::Locale, after.locale.clone())
        .set(Column::Version, after.version)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .run()
        .await?;
    Ok(changed == 1)
}

/// Takes a text away.
pub(in crate::tickets) async fn delete(tx: &Tx, before: &Model) -> Result<bool, DbError> {
    let gone = tx
        .delete::<Entity>()
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .run()
        .await?;
    Ok(gone == 1)
}
