//! Every query on accounts, their links and the attempts to sign in.
//!
//! **The account comes first.** A transaction that changes what belongs to an account (one-time tokens, challenges,
//! second factors, passkeys, attempts, refresh tokens) beside the account's row, or more than one of these, holds the row
//! before all else: by [`hold_account`], [`raise_epoch`] or `admin::hold`. A mere insert counts, for its foreign key locks
//! the row too. Whoever took a proof first and the account second would wait in a ring with whoever does it the other way
//! round, and PostgreSQL would fail one of them. What has expired is swept up, whosever it is, after the own insert and
//! where nobody holds it.

pub(super) mod admin;
pub(super) mod challenges;
pub(super) mod devices;
pub(super) mod email;
pub(super) mod employees;
pub(super) mod factors;
pub(super) mod history;
pub(super) mod members;
pub(super) mod passkeys;
pub(super) mod passwords;
pub(super) mod tokens;
pub(super) mod upkeep;

use std::collections::HashSet;
use std::net::IpAddr;

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, FromQueryResult, QueryResult, Set};

use super::account::{AccountWithRoles, Subject, role_of};
use super::entity::account_link::{self, LinkRole, LinkStatus};
use super::entity::{login_attempt, portal_account};
use super::network;
use super::risk::MANY_TRIES;
use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, AccountLinkId, CustomerId, LoginAttemptId, ResellerId};

/// An account beside one of its links, if it has any.
struct Row {
    account: portal_account::Model,
    link: Option<AccountLinkId>,
    role: Option<LinkRole>,
    customer: Option<CustomerId>,
    reseller: Option<ResellerId>,
}

impl FromQueryResult for Row {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            account: portal_account::Model::from_query_result(row, prefix)?,
            link: row.try_get(prefix, "link_id")?,
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
            "SELECT a.*, l.id AS link_id, l.role AS link_role, l.customer_id AS link_customer_id, l.reseller_id AS link_reseller_id
               FROM portal_account a
               LEFT JOIN account_link l ON l.tenant_id = a.tenant_id AND l.account_id = a.id AND l.status = 'ACTIVE'
              WHERE a.tenant_id = $1 AND ",
            $condition,
            " ORDER BY l.created_at, l.id"
        )
    };
}

fn assemble(rows: Vec<Row>) -> Option<AccountWithRoles> {
    let subject =
        |row: &Row| Some(Subject { id: row.link?, role: role_of(row.role?, row.customer, row.reseller)? });
    let subjects = rows.iter().filter_map(subject).collect();
    rows.into_iter().next().map(|row| AccountWithRoles { account: row.account, subjects })
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
    pub ip: IpAddr,
    /// Whether the account has a second factor that the attempt does not prove.
    pub factor_unused: bool,
    pub user_agent: &'a str,
}

/// Records an attempt; a successful one is noted on the account in the same transaction.
pub(super) async fn record_attempt(
    tx: &Tx,
    attempt: Attempt<'_>,
    succeeded: bool,
) -> Result<LoginAttemptId, DbError> {
    let at = tx.scope().real_now();
    let id = tx.scope().new_id();
    let (ip, network) = (attempt.ip.to_string(), network::of(attempt.ip));
    let signs = history::signs(tx, attempt.account, &ip, &network).await?;
    tx.insert(login_attempt::ActiveModel {
        id: Set(id),
        account_id: Set(attempt.account),
        portal_id_hash: Set(attempt.portal_id_hash.to_vec()),
        ok: Set(succeeded),
        reason: Set(attempt.reason.to_owned()),
        ip: Set(ip),
        network: Set(network),
        many_tries: Set(signs.tries >= MANY_TRIES),
        new_network: Set(signs.known_account && !signs.known_network),
        factor_unused: Set(attempt.factor_unused),
        reported_at: Set(None),
        user_agent: Set(attempt.user_agent.to_owned()),
        at: Set(at),
        ..Default::default()
    })
    .await?;
    if let (true, Some(account)) = (succeeded, attempt.account) {
        note_login(tx, account, at).await?;
    }
    Ok(id)
}

/// Notes that an attempt which waited for a second factor has succeeded.
pub(super) async fn complete_attempt(
    tx: &Tx,
    attempt: LoginAttemptId,
    account: AccountId,
    reason: &'static str,
) -> Result<(), DbError> {
    use login_attempt::Column;
    tx.update::<login_attempt::Entity>()
        .set(Column::Ok, true)
        .set(Column::FactorUnused, false)
        .set(Column::Reason, reason)
        .filter(Column::Id.eq(attempt))
        .run()
        .await?;
    note_login(tx, account, tx.scope().real_now()).await
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

#[derive(FromQueryResult)]
struct Sightings {
    seen: i64,
}

/// Whether the account has signed in before this time.
pub(super) async fn has_signed_in_before(tx: &Tx, id: AccountId) -> Result<bool, DbError> {
    // The sign-in at hand is recorded already, and is not counted.
    const SQL: &str = "SELECT COUNT(*) AS seen FROM (SELECT 1 FROM login_attempt
          WHERE tenant_id = $1 AND account_id = $2 AND ok LIMIT 2) AS latest";
    let rows: Vec<Sightings> = tx.rows(SQL, [id.into()]).await?;
    Ok(rows.into_iter().next().is_some_and(|sightings| sightings.seen > 1))
}

/// Those of these accounts that are active.
pub(super) async fn active_accounts(
    db: &impl Reads,
    ids: &[AccountId],
) -> Result<Vec<portal_account::Model>, DbError> {
    use portal_account::{AccountStatus, Column};
    db.select::<portal_account::Entity>()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::Status.eq(AccountStatus::Active))
        .all()
        .await
}

/// The active links of those of these accounts that are active. Two statements for any number.
pub(super) async fn links_of_active(
    db: &impl Reads,
    accounts: &[AccountId],
) -> Result<Vec<account_link::Model>, DbError> {
    use account_link::Column;
    let active = active_accounts(db, accounts).await?;
    db.select::<account_link::Entity>()
        .filter(Column::AccountId.is_in(active.iter().map(|account| account.id)))
        .filter(Column::Status.eq(LinkStatus::Active))
        .all()
        .await
}

/// The active links of active accounts to these customers: account, customer, role. Two statements for any number.
pub(super) async fn member_links(
    db: &impl Reads,
    customers: &[CustomerId],
) -> Result<Vec<account_link::Model>, DbError> {
    use account_link::Column;
    let mut links = db
        .select::<account_link::Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .filter(Column::Status.eq(LinkStatus::Active))
        .all()
        .await?;
    let ids: Vec<AccountId> = links.iter().map(|link| link.account_id).collect();
    let active = active_accounts(db, &ids).await?;
    let active: HashSet<AccountId> = active.into_iter().map(|account| account.id).collect();
    links.retain(|link| active.contains(&link.account_id));
    Ok(links)
}
