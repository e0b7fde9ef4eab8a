//! Every query on past attempts to sign in.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;
use sea_orm::{DbErr, FromQueryResult, QueryResult};

use crate::db::{DbError, Reads, Tx};
use crate::identity::entity::login_attempt::{Column, Entity, Model};
use crate::identity::entity::portal_account;
use crate::identity::risk::TRIES_WITHIN;
use crate::identity::service::LoginKey;
use crate::kernel::ids::{AccountId, LoginAttemptId};
use crate::kernel::page::{Page, PageRequest};

/// What is known when an attempt is made.
pub(super) struct Signs {
    /// Attempts from the same address a short time before.
    pub tries: i64,
    /// Whether the account has signed in before.
    pub known_account: bool,
    /// Whether it has done so from the same network.
    pub known_network: bool,
}

impl FromQueryResult for Signs {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            tries: row.try_get(prefix, "tries")?,
            known_account: row.try_get::<i64>(prefix, "successes")? > 0,
            known_network: row.try_get::<i64>(prefix, "successes_here")? > 0,
        })
    }
}

const SIGNS: &str = "SELECT
    (SELECT COUNT(*) FROM login_attempt WHERE tenant_id = $1 AND ip = $2 AND at > $3) AS tries,
    (SELECT COUNT(*) FROM (SELECT 1 FROM login_attempt WHERE tenant_id = $1 AND account_id = $4 AND ok LIMIT 1) a)
        AS successes,
    (SELECT COUNT(*) FROM (SELECT 1 FROM login_attempt
                            WHERE tenant_id = $1 AND account_id = $4 AND network = $5 AND ok LIMIT 1) b)
        AS successes_here";

/// What is known of an attempt from an address. For no account the same statement finds nothing.
pub(super) async fn signs(
    db: &impl Reads,
    account: Option<AccountId>,
    ip: &str,
    network: &str,
) -> Result<Signs, DbError> {
    let account = account.unwrap_or(AccountId(Uuid::nil()));
    let since = db.scope().real_now() - TRIES_WITHIN;
    let values = [ip.into(), since.into(), account.into(), network.into()];
    let none = Signs { tries: 0, known_account: false, known_network: false };
    Ok(db.rows(SIGNS, values).await?.pop().unwrap_or(none))
}

/// One page of the attempts on an account, latest first.
pub(in crate::identity) async fn page(
    db: &impl Reads,
    account: AccountId,
    request: &PageRequest<LoginKey>,
) -> Result<Page<Model>, DbError> {
    let rows = db
        .select::<Entity>()
        .filter(Column::AccountId.eq(account))
        .page((Column::At, Column::Id), &Order::Desc, request, |key| (key.0.into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many attempts there were on an account.
pub(in crate::identity) async fn count(db: &impl Reads, account: AccountId) -> Result<u64, DbError> {
    db.select::<Entity>().filter(Column::AccountId.eq(account)).count().await
}

/// An attempt on an account.
pub(in crate::identity) async fn find(
    db: &impl Reads,
    account: AccountId,
    id: LoginAttemptId,
) -> Result<Option<Model>, DbError> {
    db.select::<Entity>().filter(Column::AccountId.eq(account)).filter(Column::Id.eq(id)).one().await
}

/// Notes that the owner says an attempt was somebody else's, and takes the password away: who knows it may be that
/// somebody.
pub(in crate::identity) async fn report(
    tx: &Tx,
    account: AccountId,
    id: LoginAttemptId,
) -> Result<(), DbError> {
    tx.update::<Entity>()
        .set(Column::ReportedAt, tx.scope().real_now())
        .filter(Column::Id.eq(id))
        .filter(Column::ReportedAt.is_null())
        .run()
        .await?;
    tx.update::<portal_account::Entity>()
        .set(portal_account::Column::PasswordHash, Option::<String>::None)
        .filter(portal_account::Column::Id.eq(account))
        .run()
        .await?;
    Ok(())
}
