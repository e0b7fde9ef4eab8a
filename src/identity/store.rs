//! Every query on accounts, their links and the attempts to sign in.

pub(super) mod tokens;

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, FromQueryResult, QueryResult, Set};

use super::account::{AccountWithRoles, role_of};
use super::entity::account_link::{self, LinkRole};
use super::entity::{login_attempt, portal_account};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, CustomerId, ResellerId};

/// An account beside one of its links, if it has any.
struct Row {
    account: portal_account::Model,
    role: Option<LinkRole>,
    customer: Option<CustomerId>,
    reseller: Option<ResellerId>,
}

impl FromQueryResult for Row {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            account: portal_account::Model::from_query_result(row, prefix)?,
            role: row.try_get(prefix, "link_role")?,
            customer: row.try_get(prefix, "link_customer_id")?,
            reseller: row.try_get(prefix, "link_reseller_id")?,
        })
    }
}

/// Account and links in one statement: every request of a signed-in caller reads them.
macro_rules! account_with_links {
    ($condition:literal) => {
        concat!(
            "SELECT a.*, l.role AS link_role, l.customer_id AS link_customer_id, l.reseller_id AS link_reseller_id
               FROM portal_account a
               LEFT JOIN account_link l ON l.tenant_id = a.tenant_id AND l.account_id = a.id AND l.status = 'ACTIVE'
              WHERE a.tenant_id = $1 AND ",
            $condition,
            " ORDER BY l.created_at, l.id"
        )
    };
}

fn assemble(rows: Vec<Row>) -> Option<AccountWithRoles> {
    let roles = rows.iter().filter_map(|row| role_of(row.role?, row.customer, row.reseller)).collect();
    rows.into_iter().next().map(|row| AccountWithRoles { account: row.account, roles })
}

/// An account with its roles.
pub(super) async fn account(db: &impl Reads, id: AccountId) -> Result<Option<AccountWithRoles>, DbError> {
    Ok(assemble(db.rows(account_with_links!("a.id = $2"), [id.into()]).await?))
}

/// The account of a portal ID in normal form, with its roles.
pub(super) async fn account_by_portal_id(
    db: &impl Reads,
    portal_id: &str,
) -> Result<Option<AccountWithRoles>, DbError> {
    Ok(assemble(db.rows(account_with_links!("a.portal_id = $2"), [portal_id.into()]).await?))
}

/// Stores an account and its links.
pub(super) async fn insert_account(
    tx: &Tx,
    account: portal_account::ActiveModel,
    links: Vec<account_link::ActiveModel>,
) -> Result<(), DbError> {
    tx.insert(account).await?;
    tx.insert_many(links).await
}

/// One attempt to sign in, as it is recorded.
pub(super) struct Attempt<'a> {
    pub account: Option<AccountId>,
    pub portal_id_hash: [u8; 32],
    pub reason: &'static str,
    pub ip: String,
    pub user_agent: &'a str,
}

/// Records an attempt; a successful one is noted on the account in the same transaction.
pub(super) async fn record_attempt(tx: &Tx, attempt: Attempt<'_>, succeeded: bool) -> Result<(), DbError> {
    let at = tx.scope().real_now();
    tx.insert(login_attempt::ActiveModel {
        id: Set(tx.scope().new_id()),
        account_id: Set(attempt.account),
        portal_id_hash: Set(attempt.portal_id_hash.to_vec()),
        ok: Set(succeeded),
        reason: Set(attempt.reason.to_owned()),
        ip: Set(attempt.ip),
        user_agent: Set(attempt.user_agent.to_owned()),
        at: Set(at),
        ..Default::default()
    })
    .await?;
    if let (true, Some(id)) = (succeeded, attempt.account) {
        note_login(tx, id, at).await?;
    }
    Ok(())
}

async fn note_login(tx: &Tx, id: AccountId, at: Instant) -> Result<(), DbError> {
    use portal_account::Column;
    tx.update::<portal_account::Entity>()
        .set(Column::LastLoginAt, at)
        .filter(Column::Id.eq(id))
        .run()
        .await?;
    Ok(())
}

/// Replaces a hash that was made at another cost, unless the password has changed meanwhile.
pub(super) async fn renew_hash(tx: &Tx, id: AccountId, old: &str, new: String) -> Result<(), DbError> {
    use portal_account::Column;
    tx.update::<portal_account::Entity>()
        .set(Column::PasswordHash, new)
        .filter(Column::Id.eq(id))
        .filter(Column::PasswordHash.eq(old))
        .run()
        .await?;
    Ok(())
}

/// The account, whose row is held until the transaction ends.
pub(super) async fn hold_account(tx: &Tx, id: AccountId) -> Result<Option<portal_account::Model>, DbError> {
    tx.select::<portal_account::Entity>().filter(portal_account::Column::Id.eq(id)).for_update().one().await
}

/// Raises the account's session epoch and locks its row until the transaction ends; the new epoch.
pub(super) async fn raise_epoch(tx: &Tx, id: AccountId) -> Result<i64, Fault> {
    use portal_account::Column;
    let raised = tx
        .update::<portal_account::Entity>()
        .add(Column::SessionEpoch, 1)
        .filter(Column::Id.eq(id))
        .run()
        .await?;
    let account = tx.select::<portal_account::Entity>().filter(Column::Id.eq(id)).one().await?;
    match account {
        Some(account) if raised == 1 => Ok(account.session_epoch),
        _ => Err(Fault::internal("the account of a session is missing")),
    }
}

/// Locks the account's row until the transaction ends.
pub(super) async fn lock_account(tx: &Tx, id: AccountId) -> Result<(), DbError> {
    let row = tx.select::<portal_account::Entity>().filter(portal_account::Column::Id.eq(id));
    row.for_update().one().await.map(|_| ())
}
