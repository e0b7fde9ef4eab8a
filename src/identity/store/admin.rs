//! Every query of the administration of accounts.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Order};

use crate::db::{DbError, Reads, Selection, Tx, contains};
use crate::identity::entity::account_link::{self, LinkStatus};
use crate::identity::entity::account_status_change;
use crate::identity::entity::portal_account::{self, AccountStatus, Column};
use crate::identity::{AccountFilter, AccountKey};
use crate::kernel::ids::AccountId;
use crate::kernel::page::{Page, PageRequest};

fn filtered<'a>(db: &'a impl Reads, filter: &AccountFilter) -> Selection<'a, portal_account::Entity> {
    let mut selection = db.select::<portal_account::Entity>();
    if let Some(status) = filter.status {
        selection = selection.filter(Column::Status.eq(status));
    }
    if let Some(kind) = filter.kind {
        selection = selection.filter(Column::Kind.eq(kind));
    }
    if let Some(search) = &filter.search {
        let mut anywhere =
            Cond::any().add(contains(Column::DisplayName, search)).add(contains(Column::Email, search));
        // A portal ID is typed with its separators and stored without.
        let id: String = search.chars().filter(char::is_ascii_alphanumeric).collect();
        if !id.is_empty() {
            anywhere = anywhere.add(contains(Column::PortalId, &id));
        }
        selection = selection.filter(anywhere);
    }
    selection
}

/// One page of the accounts, ordered by name.
pub(in crate::identity) async fn page(
    db: &impl Reads,
    filter: &AccountFilter,
    request: &PageRequest<AccountKey>,
) -> Result<Page<portal_account::Model>, DbError> {
    let rows = filtered(db, filter)
        .page((Column::DisplayName, Column::Id), &Order::Asc, request, |key| {
            (key.0.clone().into(), key.1.into())
        })
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many accounts pass the filter.
pub(in crate::identity) async fn count(db: &impl Reads, filter: &AccountFilter) -> Result<u64, DbError> {
    filtered(db, filter).count().await
}

/// Accounts by their ids: one statement.
pub(in crate::identity) async fn accounts(
    db: &impl Reads,
    ids: &[AccountId],
) -> Result<Vec<portal_account::Model>, DbError> {
    db.select::<portal_account::Entity>().filter(Column::Id.is_in(ids.iter().copied())).all().await
}

/// Accounts, their rows held until the transaction ends; always in the same order.
pub(in crate::identity) async fn hold(
    tx: &Tx,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, portal_account::Model>, DbError> {
    let rows = tx
        .select::<portal_account::Entity>()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .order_by(Column::Id, Order::Asc)
        .for_update()
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Gives an account another state, if it is still as it was seen.
pub(in crate::identity) async fn set_status(
    tx: &Tx,
    seen: &portal_account::Model,
    to: AccountStatus,
) -> Result<bool, DbError> {
    let changed = tx
        .update::<portal_account::Entity>()
        .set(Column::Status, to)
        .set(Column::Version, seen.version + 1)
        .filter(Column::Id.eq(seen.id))
        .filter(Column::Status.eq(seen.status))
        .filter(Column::Version.eq(seen.version))
        .run()
        .await?;
    Ok(changed == 1)
}

/// Asks for another password at the next sign-in, if the account is still as it was seen.
pub(in crate::identity) async fn require_change(
    tx: &Tx,
    seen: &portal_account::Model,
) -> Result<bool, DbError> {
    let changed = tx
        .update::<portal_account::Entity>()
        .set(Column::MustChangePassword, true)
        .set(Column::Version, seen.version + 1)
        .filter(Column::Id.eq(seen.id))
        .filter(Column::Status.eq(seen.status))
        .filter(Column::Version.eq(seen.version))
        .run()
        .await?;
    Ok(changed == 1)
}

/// The latest changes of state of each account: one statement.
pub(in crate::identity) async fn status_changes_of(
    db: &impl Reads,
    accounts: &[AccountId],
    most: u64,
) -> Result<Vec<account_status_change::Model>, DbError> {
    use account_status_change::Column;
    db.select::<account_status_change::Entity>()
        .filter(Column::AccountId.is_in(accounts.iter().copied()))
        .top_per_parent(Column::AccountId, &[(Column::At, Order::Desc), (Column::Id, Order::Desc)], most)
        .all()
        .await
}

/// The first active links of each account: one statement.
pub(in crate::identity) async fn links_of(
    db: &impl Reads,
    accounts: &[AccountId],
    most: u64,
) -> Result<Vec<account_link::Model>, DbError> {
    use account_link::Column;
    db.select::<account_link::Entity>()
        .filter(Column::AccountId.is_in(accounts.iter().copied()))
        .filter(Column::Status.eq(LinkStatus::Active))
        .top_per_parent(Column::AccountId, &[(Column::CreatedAt, Order::Asc), (Column::Id, Order::Asc)], most)
        .all()
        .await
}

/// Every active link of an account.
pub(in crate::identity) async fn active_links(
    db: &impl Reads,
    account: AccountId,
) -> Result<Vec<account_link::Model>, DbError> {
    use account_link::Column;
    let links = db.select::<account_link::Entity>().filter(Column::AccountId.eq(account));
    links.filter(Column::Status.eq(LinkStatus::Active)).all().await
}

/// Remembers a change of an account's status.
pub(in crate::identity) async fn insert_status_change(
    tx: &Tx,
    row: account_status_change::ActiveModel,
) -> Result<(), DbError> {
    tx.insert(row).await
}
