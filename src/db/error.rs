//! What a statement can fail with, told apart as far as a caller can act on it.

use sea_orm::{DbErr, RuntimeErr, sqlx};

use crate::kernel::fault::Fault;
use crate::kernel::refusal::UseCaseError;

/// Why a statement failed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum DbError {
    /// A unique constraint: the name (PostgreSQL) or the columns (SQLite) it is about.
    #[error("unique constraint: {0}")]
    Unique(String),
    /// A foreign key that points nowhere, or a parent that still has children.
    #[error("foreign key: {0}")]
    ForeignKey(String),
    /// A CHECK constraint: a broken invariant of ours.
    #[error("check constraint: {0}")]
    Check(String),
    /// Not the statement's doing.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<DbError> for Fault {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Fault(fault) => fault,
            DbError::Unique(_) | DbError::ForeignKey(_) | DbError::Check(_) => {
                Self::Internal(error.to_string())
            }
        }
    }
}

impl From<DbError> for UseCaseError {
    fn from(error: DbError) -> Self {
        Self::Fault(error.into())
    }
}

impl From<DbErr> for DbError {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => unavailable(&error),
            DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => {
                classify(cause)
            }
            _ => Fault::internal(error).into(),
        }
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        classify(&error)
    }
}

fn unavailable(cause: &impl ToString) -> DbError {
    Fault::DatabaseUnavailable(cause.to_string()).into()
}

fn classify(cause: &sqlx::Error) -> DbError {
    match cause {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => unavailable(cause),
        sqlx::Error::Database(database) => {
            let code = database.code().unwrap_or_default();
            let subject =
                || database.constraint().map_or_else(|| database.message().to_owned(), str::to_owned);
            match code.as_ref() {
                // SQLSTATE of PostgreSQL (appendix A of its manual), then SQLite's extended result codes.
                "23505" | "1555" | "2067" => DbError::Unique(subject()),
                "23503" | "787" | "1811" => DbError::ForeignKey(subject()),
                "23514" | "275" => DbError::Check(subject()),
                "57014" => Fault::DeadlineExceeded(cause.to_string()).into(),
                "40001" | "40P01" | "5" | "517" => Fault::Contention(cause.to_string()).into(),
                "57P01" | "57P02" | "57P03" | "53300" => unavailable(cause),
                connection if connection.starts_with("08") => unavailable(cause),
                _ => Fault::internal(cause).into(),
            }
        }
        _ => Fault::internal(cause).into(),
    }
}
