//! Loading many rows at once: seeds and imports, never a request.
//!
//! PostgreSQL takes them through COPY, the embedded database through many rows an INSERT; both in one transaction
//! of one tenant, whose id is put into every row here, so that the tenant cannot be left out or mistaken.

mod copy_text;

use sea_orm::sqlx::{self, AssertSqlSafe, Executor as _, Postgres, raw_sql};
use sea_orm::{DbBackend, EntityTrait, IdenStatic as _, Iterable as _, ModelTrait, Statement, Value};

use super::TenantOwned;
use super::connect::Db;
use super::error::DbError;
use super::scope::Scope;
use super::select::Reads as _;
use super::tx::Tx;

/// Rows that are written out before they are sent.
const COPY_ROWS: usize = 2_000;

/// Values of one INSERT on the embedded database.
const INSERT_VALUES: usize = 2_000;

/// A transaction that takes rows by the thousand. Dropped without [`Bulk::commit`], it is rolled back.
pub struct Bulk {
    tenant: Value,
    channel: Channel,
}

enum Channel {
    Postgres(sqlx::Transaction<'static, Postgres>),
    Sqlite(Tx),
}

impl Scope {
    /// Starts a bulk load into the tenant of this scope.
    pub async fn begin_bulk(&self) -> Result<Bulk, DbError> {
        let tenant = self.tenant().id.into();
        if self.is_sqlite() {
            return Ok(Bulk { tenant, channel: Channel::Sqlite(self.begin().await?) });
        }
        let mut tx = self.db().connection().get_postgres_connection_pool().begin().await?;
        // A load is longer than any request may be, and is begun anew if the machine loses its power.
        (&mut *tx)
            .execute(raw_sql("SET LOCAL statement_timeout = 0; SET LOCAL synchronous_commit = off"))
            .await?;
        Ok(Bulk { tenant, channel: Channel::Postgres(tx) })
    }
}

impl Bulk {
    /// Inserts rows; their own `tenant_id` is not looked at. Parents before children.
    pub async fn insert<E>(&mut self, rows: &[E::Model]) -> Result<(), DbError>
    where
        E: TenantOwned,
        E::Model: ModelTrait<Entity = E>,
    {
        let table = Table::of::<E>();
        match &mut self.channel {
            Channel::Postgres(tx) => copy::<E>(tx, &table, &self.tenant, rows).await,
            Channel::Sqlite(tx) => insert::<E>(tx, &table, &self.tenant, rows).await,
        }
    }

    /// Makes the rows durable and visible.
    pub async fn commit(self) -> Result<(), DbError> {
        match self.channel {
            Channel::Postgres(tx) => Ok(tx.commit().await?),
            Channel::Sqlite(tx) => tx.commit().await,
        }
    }
}

/// What a statement needs to know of an entity; the names are the program's own, never input.
struct Table {
    name: &'static str,
    columns: Vec<&'static str>,
    tenant: usize,
}

impl Table {
    fn of<E: TenantOwned>() -> Self {
        let columns: Vec<_> = E::Column::iter().map(|column| column.as_str()).collect();
        let tenant = E::tenant_column().as_str();
        let tenant = columns.iter().position(|c| *c == tenant).expect("the tenant's column is a column");
        Self { name: E::default().table_name(), columns, tenant }
    }

    fn column_list(&self) -> String {
        self.columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ")
    }

    /// A row's values in the order of the columns, the tenant's in its place.
    fn values<'a, E>(&'a self, row: &'a E::Model, tenant: &'a Value) -> impl Iterator<Item = Value> + 'a
    where
        E: EntityTrait,
        E::Model: ModelTrait<Entity = E>,
    {
        E::Column::iter()
            .enumerate()
            .map(move |(i, column)| if i == self.tenant { tenant.clone() } else { row.get(column) })
    }
}

async fn copy<E>(
    tx: &mut sqlx::Transaction<'static, Postgres>,
    table: &Table,
    tenant: &Value,
    rows: &[E::Model],
) -> Result<(), DbError>
where
    E: TenantOwned,
    E::Model: ModelTrait<Entity = E>,
{
    let statement = format!("COPY \"{}\" ({}) FROM STDIN", table.name, table.column_list());
    let mut copy = tx.copy_in_raw(&statement).await?;
    let mut text = String::new();
    for chunk in rows.chunks(COPY_ROWS) {
        text.clear();
        for row in chunk {
            copy_text::write_row(&mut text, table.values::<E>(row, tenant))?;
        }
        copy.send(text.as_bytes()).await?;
    }
    copy.finish().await?;
    Ok(())
}

async fn insert<E>(tx: &Tx, table: &Table, tenant: &Value, rows: &[E::Model]) -> Result<(), DbError>
where
    E: TenantOwned,
    E::Model: ModelTrait<Entity = E>,
{
    let places = format!("({})", vec!["?"; table.columns.len()].join(", "));
    let sql = |rows: usize| {
        let places = vec![places.as_str(); rows].join(", ");
        format!("INSERT INTO \"{}\" ({}) VALUES {places}", table.name, table.column_list())
    };
    let per_statement = (INSERT_VALUES / table.columns.len()).max(1);
    let full = sql(per_statement);
    for chunk in rows.chunks(per_statement) {
        let sql = if chunk.len() == per_statement { full.clone() } else { sql(chunk.len()) };
        let values: Vec<Value> = chunk.iter().flat_map(|row| table.values::<E>(row, tenant)).collect();
        tx.executor().execute(Statement::from_sql_and_values(DbBackend::Sqlite, sql, values)).await?;
    }
    Ok(())
}

impl Db {
    /// Tells the planner what a load has put there; on PostgreSQL also what is visible to all, so that the first
    /// reads need not find it out row by row.
    pub async fn refresh_statistics(&self) -> Result<(), DbError> {
        if self.is_sqlite() {
            self.connection().get_sqlite_connection_pool().execute(raw_sql("ANALYZE")).await?;
            return Ok(());
        }
        let mut connection = self.connection().get_postgres_connection_pool().acquire().await?;
        for statement in ["SET statement_timeout = 0", "VACUUM (ANALYZE)", "RESET statement_timeout"] {
            (&mut *connection).execute(raw_sql(AssertSqlSafe(statement))).await?;
        }
        Ok(())
    }
}
