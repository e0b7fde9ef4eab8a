//! A [`Tx`]: one transaction of one tenant, the only way to write.

use std::marker::PhantomData;
use std::sync::atomic::{AtomicBool, Ordering};

use sea_orm::sea_query::{DeleteStatement, Expr, ExprTrait as _, IntoCondition, OnConflict, UpdateStatement};
use sea_orm::{
    ActiveModelTrait, ColumnTrait as _, DatabaseTransaction, EntityTrait, IntoSimpleExpr, Iterable as _,
    QueryFilter as _, QueryTrait as _, Statement, Value,
};

use super::TenantOwned;
use super::error::DbError;
use super::executor::Executor;
use super::scope::Scope;
use super::select::{Reads, tenant_statement};

/// Values one statement may bind: PostgreSQL counts them in 16 bits, SQLite allows 32,766.
const MAX_BOUND_VALUES: usize = 32_000;

/// A transaction. Dropped without [`Tx::commit`], it is rolled back.
pub struct Tx {
    scope: Scope,
    inner: DatabaseTransaction,
    wakes: AtomicBool,
}

impl Reads for Tx {
    fn scope(&self) -> &Scope {
        &self.scope
    }

    fn executor(&self) -> Executor<'_> {
        Executor::transaction(&self.inner, self.scope.statement_count())
    }
}

impl Tx {
    pub(super) fn new(scope: Scope, tx: DatabaseTransaction) -> Self {
        Self { scope, inner: tx, wakes: AtomicBool::new(false) }
    }

    /// Makes the writes durable and visible.
    pub async fn commit(self) -> Result<(), DbError> {
        self.inner.commit().await?;
        if self.wakes.into_inner() {
            self.scope.db().commits().raise();
        }
        Ok(())
    }

    /// Lets the commit tell the dispatcher that there are events.
    pub(crate) fn wake_on_commit(&self) {
        self.wakes.store(true, Ordering::Relaxed);
    }

    /// Inserts one row into the tenant.
    pub async fn insert<A>(&self, row: A) -> Result<(), DbError>
    where
        A: ActiveModelTrait,
        A::Entity: TenantOwned,
    {
        self.insert_many(vec![row]).await
    }

    /// Inserts rows into the tenant, in as few statements as the databases' limits allow.
    pub async fn insert_many<A>(&self, rows: Vec<A>) -> Result<(), DbError>
    where
        A: ActiveModelTrait,
        A::Entity: TenantOwned,
    {
        self.insert_chunks(rows, None).await
    }

    /// The same, leaving out rows that a unique key of the table has already.
    pub async fn insert_missing<A>(&self, rows: Vec<A>) -> Result<(), DbError>
    where
        A: ActiveModelTrait,
        A::Entity: TenantOwned,
    {
        self.insert_chunks(rows, Some(OnConflict::new().do_nothing().to_owned())).await
    }

    /// The same, giving rows that the key has already the new values of the columns `changed`. The key is one of the table and
    /// holds the tenant.
    pub async fn insert_or_change<A>(
        &self,
        rows: Vec<A>,
        key: &[<A::Entity as EntityTrait>::Column],
        changed: &[<A::Entity as EntityTrait>::Column],
    ) -> Result<(), DbError>
    where
        A: ActiveModelTrait,
        A::Entity: TenantOwned,
    {
        let conflict =
            OnConflict::columns(key.iter().copied()).update_columns(changed.iter().copied()).to_owned();
        self.insert_chunks(rows, Some(conflict)).await
    }

    async fn insert_chunks<A>(&self, rows: Vec<A>, on_conflict: Option<OnConflict>) -> Result<(), DbError>
    where
        A: ActiveModelTrait,
        A::Entity: TenantOwned,
    {
        let columns = <A::Entity as EntityTrait>::Column::iter().count().max(1);
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let chunk = rows.by_ref().take(MAX_BOUND_VALUES / columns).map(|mut row| {
                row.set(A::Entity::tenant_column(), self.scope.tenant().id.into());
                row
            });
            let mut insert = sea_orm::Insert::many(chunk).into_query();
            if let Some(on_conflict) = &on_conflict {
                insert.on_conflict(on_conflict.clone());
            }
            self.executor().execute(self.executor().build(&insert)).await?;
        }
        Ok(())
    }

    /// Changes rows of the tenant. Put the expectation into the filter and look at the count.
    pub fn update<E: TenantOwned>(&self) -> Update<'_, E> {
        let query = sea_orm::Update::many(E::default())
            .filter(E::tenant_column().eq(self.scope.tenant().id))
            .into_query();
        Update { query, executor: self.executor(), entity: PhantomData }
    }

    /// Removes rows of the tenant.
    pub fn delete<E: TenantOwned>(&self) -> Removal<'_, E> {
        let query = sea_orm::Delete::many(E::default())
            .filter(E::tenant_column().eq(self.scope.tenant().id))
            .into_query();
        Removal { query, executor: self.executor(), entity: PhantomData }
    }

    /// Runs a hand-written statement and tells how many rows it touched. `$1` is bound to the tenant.
    pub async fn execute(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value> + Send,
    ) -> Result<u64, DbError> {
        let statement = tenant_statement(self.executor(), &self.scope, sql, values);
        Ok(self.executor().execute(statement).await?.rows_affected())
    }

    /// Tells the planner what this transaction has put into tables, for statements that go over all of it: what it knows is of
    /// before, perhaps of an empty table, which is best read whole. Not for requests: others who say so wait.
    pub async fn refresh_statistics(&self, tables: &[&'static str]) -> Result<(), DbError> {
        for table in tables {
            let statement = Statement::from_string(self.executor().backend(), format!("ANALYZE {table}"));
            self.executor().execute(statement).await?;
        }
        Ok(())
    }
}

/// A pending change of rows of one tenant.
#[must_use = "an update does nothing until it is run"]
pub struct Update<'a, E> {
    query: UpdateStatement,
    executor: Executor<'a>,
    entity: PhantomData<E>,
}

impl<E: EntityTrait> Update<'_, E> {
    /// Sets a column to a value.
    pub fn set(self, column: E::Column, value: impl Into<Value>) -> Self {
        self.set_expr(column, Expr::val(value))
    }

    /// Sets a column to an expression over the row, e.g. `balance = balance - 5`.
    pub fn set_expr(mut self, column: E::Column, expression: impl IntoSimpleExpr) -> Self {
        self.query.value(column, expression.into_simple_expr());
        self
    }

    /// Adds `delta` to a numeric column.
    pub fn add(self, column: E::Column, delta: i64) -> Self {
        self.set_expr(column, Expr::col(column).add(delta))
    }

    /// Narrows the rows.
    pub fn filter(mut self, condition: impl IntoCondition) -> Self {
        self.query.cond_where(condition.into_condition());
        self
    }

    /// Runs it and tells how many rows changed.
    pub async fn run(self) -> Result<u64, DbError> {
        Ok(self.executor.execute(self.executor.build(&self.query)).await?.rows_affected())
    }
}

/// A pending removal of rows of one tenant.
#[must_use = "a removal does nothing until it is run"]
pub struct Removal<'a, E> {
    query: DeleteStatement,
    executor: Executor<'a>,
    entity: PhantomData<E>,
}

impl<E: EntityTrait> Removal<'_, E> {
    /// Narrows the rows.
    pub fn filter(mut self, condition: impl IntoCondition) -> Self {
        self.query.cond_where(condition.into_condition());
        self
    }

    /// Runs it and tells how many rows went.
    pub async fn run(self) -> Result<u64, DbError> {
        Ok(self.executor.execute(self.executor.build(&self.query)).await?.rows_affected())
    }
}
