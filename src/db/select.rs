//! Reading within a tenant: entities through [`Reads::select`], hand-written SQL through [`Reads::rows`].

use std::marker::PhantomData;

use sea_orm::sea_query::{
    Asterisk, Expr, ExprTrait as _, Func, IntoCondition, LockBehavior, LockType, Order, Query,
    SelectStatement, WindowStatement,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait, FromQueryResult, IntoSimpleExpr, QueryFilter as _, QueryTrait as _,
    Statement, Value,
};

use super::TenantOwned;
use super::error::DbError;
use super::executor::Executor;
use super::scope::Scope;
use crate::kernel::page::{Direction, PageRequest};

/// What a [`Scope`] and a [`Tx`](super::Tx) have in common: reads of one tenant.
pub trait Reads: Sync {
    /// The scope of the reads.
    fn scope(&self) -> &Scope;

    /// Where statements go; opaque outside `db`.
    fn executor(&self) -> Executor<'_>;

    /// A query on `E`, already limited to the tenant.
    fn select<E: TenantOwned>(&self) -> Selection<'_, E> {
        #[expect(clippy::disallowed_methods, reason = "the one place where the tenant filter is added")]
        let query = E::find().filter(E::tenant_column().eq(self.scope().tenant().id)).into_query();
        Selection { query, executor: self.executor(), entity: PhantomData }
    }

    /// Rows of a hand-written statement. `$1` is bound to the tenant here; `values` follow from `$2`.
    ///
    /// The statement must filter by `$1`: it is refused otherwise, before it reaches the database.
    fn rows<T: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value> + Send,
    ) -> impl Future<Output = Result<Vec<T>, DbError>> + Send {
        let executor = self.executor();
        let statement = tenant_statement(executor, self.scope(), sql, values);
        async move {
            let rows = executor.rows(statement).await?;
            rows.iter().map(|row| T::from_query_result(row, "").map_err(DbError::from)).collect()
        }
    }
}

/// Binds the tenant as the first value of a hand-written statement.
pub(super) fn tenant_statement(
    executor: Executor<'_>,
    scope: &Scope,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Statement {
    assert!(sql.contains("tenant_id = $1"), "hand-written SQL must filter by the tenant: {sql}");
    let values = std::iter::once(Value::from(scope.tenant().id)).chain(values);
    Statement::from_sql_and_values(executor.backend(), sql, values)
}

/// A query on one entity within one tenant.
#[must_use = "a query does nothing until it is run"]
pub struct Selection<'a, E> {
    query: SelectStatement,
    executor: Executor<'a>,
    entity: PhantomData<E>,
}

impl<'a, E: EntityTrait> Selection<'a, E> {
    pub(super) fn over_all_tenants(
        query: SelectStatement,
        executor: Executor<'a>,
        entity: PhantomData<E>,
    ) -> Self {
        Self { query, executor, entity }
    }

    /// Narrows the query.
    pub fn filter(mut self, condition: impl IntoCondition) -> Self {
        self.query.cond_where(condition.into_condition());
        self
    }

    /// Orders the rows; the first call is the first key.
    pub fn order_by(mut self, column: impl IntoSimpleExpr, order: Order) -> Self {
        self.query.order_by_expr(column.into_simple_expr(), order);
        self
    }

    /// One page of a list ordered by `key` and, for equal keys, by `id`: the row-value comparison both databases
    /// turn into one index range (an OR chain reads everything before the page). Fetches one row more than the page.
    pub fn page<K>(
        mut self,
        (key, id): (E::Column, E::Column),
        order: &Order,
        request: &PageRequest<K>,
        position: impl Fn(&K) -> (Value, Value),
    ) -> Self {
        let ascending = matches!(order, Order::Asc);
        let columns = || Expr::tuple([Expr::col(key), Expr::col(id)]);
        let bound = |k: &K| {
            let (key, id) = position(k);
            Expr::tuple([Expr::val(key), Expr::val(id)])
        };
        if let Some(after) = &request.after {
            let beyond = if ascending { columns().gt(bound(after)) } else { columns().lt(bound(after)) };
            self.query.and_where(beyond);
        }
        if let Some(before) = &request.before {
            let short_of = if ascending { columns().lt(bound(before)) } else { columns().gt(bound(before)) };
            self.query.and_where(short_of);
        }
        let forward = request.direction == Direction::Forward;
        let fetch = if forward == ascending { Order::Asc } else { Order::Desc };
        self.order_by(key, fetch.clone()).order_by(id, fetch).limit(u64::from(request.size) + 1)
    }

    /// The first `rows` rows of each parent, in the given order: one statement for any number of parents.
    pub fn top_per_parent(mut self, parent: E::Column, order: &[(E::Column, Order)], rows: u64) -> Self {
        const RANK: &str = "rank_in_parent";
        let mut window = WindowStatement::partition_by(parent);
        for (column, direction) in order {
            window.order_by(*column, direction.clone());
        }
        self.query.expr_window_as(Func::cust("ROW_NUMBER"), window, RANK);
        let query = Query::select()
            .column(Asterisk)
            .from_subquery(self.query, "ranked")
            .and_where(Expr::col(RANK).lte(i64::try_from(rows).unwrap_or(i64::MAX)))
            .order_by(RANK, Order::Asc)
            .take();
        Self { query, ..self }
    }

    /// At most `rows` rows.
    pub fn limit(mut self, rows: u64) -> Self {
        self.query.limit(rows);
        self
    }

    /// Locks the rows until the transaction ends. Without effect on SQLite, which has one writer.
    pub fn for_update(mut self) -> Self {
        self.query.lock_exclusive();
        self
    }

    /// Locks the rows against others who change them, and not against who only refers to them by a key.
    pub fn for_change(mut self) -> Self {
        self.query.lock(LockType::NoKeyUpdate);
        self
    }

    /// The same as [`Self::for_update`], leaving out the rows that somebody else has locked: it never waits.
    pub fn for_update_skipping_held(mut self) -> Self {
        self.query.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        self
    }

    /// All rows.
    pub async fn all(self) -> Result<Vec<E::Model>, DbError> {
        let rows = self.executor.rows(self.executor.build(&self.query)).await?;
        rows.iter().map(|row| E::Model::from_query_result(row, "").map_err(DbError::from)).collect()
    }

    /// The first row, if there is one.
    pub async fn one(mut self) -> Result<Option<E::Model>, DbError> {
        self.query.limit(1);
        let row = self.executor.row(self.executor.build(&self.query)).await?;
        Ok(row.map(|row| E::Model::from_query_result(&row, "")).transpose()?)
    }

    /// How many rows there are.
    pub async fn count(mut self) -> Result<u64, DbError> {
        self.query.clear_selects().clear_order_by().expr_as(Expr::val(1).count(), "n");
        let row = self.executor.row(self.executor.build(&self.query)).await?;
        let count: i64 = row.map(|row| row.try_get("", "n")).transpose()?.unwrap_or_default();
        Ok(u64::try_from(count).unwrap_or_default())
    }
}
