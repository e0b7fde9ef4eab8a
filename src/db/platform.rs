//! Reads that span tenants: the host look-up and the operator's commands. Never reachable from a resolver.

use std::marker::PhantomData;

use sea_orm::{
    ActiveModelTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryTrait as _, Statement,
    TransactionTrait as _, Value,
};

use super::connect::Db;
use super::error::DbError;
use super::executor::{Executor, StatementCount};
use super::scope::transaction_options;
use super::select::Selection;

/// The platform's own view on the database, across tenants.
pub struct PlatformScope {
    db: Db,
    statements: StatementCount,
}

impl PlatformScope {
    /// A view for the purpose named by the caller's code: host look-up, operator command.
    pub fn new(db: Db) -> Self {
        Self { db, statements: StatementCount::default() }
    }

    fn executor(&self) -> Executor<'_> {
        Executor::pool(self.db.connection(), &self.statements)
    }

    /// A query over all tenants.
    pub fn select<E: EntityTrait>(&self) -> Selection<'_, E> {
        #[expect(clippy::disallowed_methods, reason = "the platform's view has no tenant")]
        let query = E::find().into_query();
        Selection::over_all_tenants(query, self.executor(), PhantomData)
    }

    /// Rows of a hand-written statement over all tenants; `values` are bound from `$1`.
    pub async fn rows<T: FromQueryResult>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Vec<T>, DbError> {
        let statement = Statement::from_sql_and_values(self.executor().backend(), sql, values);
        let rows = self.executor().rows(statement).await?;
        rows.iter().map(|row| T::from_query_result(row, "").map_err(DbError::from)).collect()
    }

    /// Starts a transaction. Dropped without [`PlatformTx::commit`], it is rolled back.
    pub async fn begin(&self) -> Result<PlatformTx<'_>, DbError> {
        let tx = self.db.connection().begin_with_options(transaction_options(&self.db)).await?;
        Ok(PlatformTx { tx, statements: &self.statements })
    }
}

/// A transaction of the platform.
pub struct PlatformTx<'a> {
    tx: DatabaseTransaction,
    statements: &'a StatementCount,
}

impl PlatformTx<'_> {
    /// Inserts a row that belongs to the platform: a tenant or one of its hosts.
    pub async fn insert<A: ActiveModelTrait>(&self, row: A) -> Result<(), DbError> {
        let insert = sea_orm::Insert::one(row).into_query();
        let executor = Executor::transaction(&self.tx, self.statements);
        executor.execute(executor.build(&insert)).await?;
        Ok(())
    }

    /// Runs a hand-written statement and tells how many rows it touched; `values` are bound from `$1`.
    pub async fn execute(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<u64, DbError> {
        let executor = Executor::transaction(&self.tx, self.statements);
        let statement = Statement::from_sql_and_values(executor.backend(), sql, values);
        Ok(executor.execute(statement).await?.rows_affected())
    }

    /// Makes it last.
    pub async fn commit(self) -> Result<(), DbError> {
        Ok(self.tx.commit().await?)
    }
}
