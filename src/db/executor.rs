//! Runs statements on the pool or in a transaction; each gets a span and is counted.

use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbBackend, ExecResult, QueryResult,
    Statement, StatementBuilder,
};
use tracing::Instrument as _;

use super::error::DbError;

/// How many statements a request has run: reported in development, asserted in tests.
#[derive(Debug, Default)]
pub(super) struct StatementCount(AtomicU32);

impl StatementCount {
    pub(super) fn get(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

#[derive(Clone, Copy)]
enum Channel<'a> {
    Pool(&'a DatabaseConnection),
    Transaction(&'a DatabaseTransaction),
}

/// Where a statement goes. Its methods are visible to `db` alone: features build on scopes.
#[derive(Clone, Copy)]
pub struct Executor<'a> {
    channel: Channel<'a>,
    count: &'a StatementCount,
}

impl<'a> Executor<'a> {
    pub(super) fn pool(connection: &'a DatabaseConnection, count: &'a StatementCount) -> Self {
        Self { channel: Channel::Pool(connection), count }
    }

    pub(super) fn transaction(tx: &'a DatabaseTransaction, count: &'a StatementCount) -> Self {
        Self { channel: Channel::Transaction(tx), count }
    }

    pub(super) fn backend(self) -> DbBackend {
        match self.channel {
            Channel::Pool(connection) => connection.get_database_backend(),
            Channel::Transaction(tx) => tx.get_database_backend(),
        }
    }

    pub(super) fn build<S: StatementBuilder>(self, statement: &S) -> Statement {
        self.backend().build(statement)
    }

    fn note(self, statement: &Statement) -> tracing::Span {
        self.count.0.fetch_add(1, Ordering::Relaxed);
        // The text holds placeholders only; values never reach a span.
        tracing::debug_span!("db.statement", otel.kind = "client", db.query.text = %statement.sql)
    }

    pub(super) async fn rows(self, statement: Statement) -> Result<Vec<QueryResult>, DbError> {
        let span = self.note(&statement);
        let rows = async {
            match self.channel {
                Channel::Pool(connection) => connection.query_all_raw(statement).await,
                Channel::Transaction(tx) => tx.query_all_raw(statement).await,
            }
        };
        Ok(rows.instrument(span).await?)
    }

    pub(super) async fn row(self, statement: Statement) -> Result<Option<QueryResult>, DbError> {
        let span = self.note(&statement);
        let row = async {
            match self.channel {
                Channel::Pool(connection) => connection.query_one_raw(statement).await,
                Channel::Transaction(tx) => tx.query_one_raw(statement).await,
            }
        };
        Ok(row.instrument(span).await?)
    }

    pub(super) async fn execute(self, statement: Statement) -> Result<ExecResult, DbError> {
        let span = self.note(&statement);
        let result = async {
            match self.channel {
                Channel::Pool(connection) => connection.execute_raw(statement).await,
                Channel::Transaction(tx) => tx.execute_raw(statement).await,
            }
        };
        Ok(result.instrument(span).await?)
    }
}
