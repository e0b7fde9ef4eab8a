//! What jobs do to what lies in the database: clearing what has grown old, sealing anew what is under retired keys.

mod clear;
mod reseal;
mod rows;
mod tables;

pub(crate) use clear::clear;

use portico::db::Reads as _;
use portico::kernel::ids::TypedId as _;
use sea_orm::{ConnectionTrait as _, FromQueryResult, Statement, Value};
use uuid::Uuid;

use crate::support::app::TestApp;

#[derive(FromQueryResult)]
struct IdRow {
    id: Uuid,
}

/// Writes a row of a tenant's table as it is, past all services.
async fn insert(t: &TestApp, table: &str, columns: &[(&str, Value)]) -> Uuid {
    let id: Uuid = t.scope().new_id::<portico::kernel::ids::EventId>().uuid();
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let places: Vec<String> = (3..3 + columns.len()).map(|place| format!("${place}")).collect();
    let sql = format!(
        "INSERT INTO {table} (id, tenant_id, {}) VALUES ($1, $2, {})",
        names.join(", "),
        places.join(", ")
    );
    let tenant = t.facts().reference.id.uuid();
    let values = [id.into(), tenant.into()].into_iter().chain(columns.iter().map(|(_, value)| value.clone()));
    let statement = Statement::from_sql_and_values(t.raw().get_database_backend(), sql, values);
    t.raw().execute_raw(statement).await.unwrap_or_else(|error| panic!("{table}: {error}"));
    id
}

/// The ids that a table of the tenant has, in order.
async fn ids(t: &TestApp, table: &str) -> Vec<Uuid> {
    let sql = format!("SELECT id FROM {table} WHERE tenant_id = $1 ORDER BY id");
    let rows: Vec<IdRow> = t.scope().rows(&sql, []).await.expect("the database answers");
    rows.into_iter().map(|row| row.id).collect()
}
