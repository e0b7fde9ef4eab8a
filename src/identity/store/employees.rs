//! The statements on the ISP's own people.

use sea_orm::FromQueryResult;
use sea_orm::entity::prelude::*;

use crate::db::{DbError, Reads};
use crate::identity::service::Employee;
use crate::kernel::ids::AccountId;

#[derive(FromQueryResult)]
struct Row {
    id: AccountId,
    name: String,
}

impl From<Row> for Employee {
    fn from(Row { id, name }: Row) -> Self {
        Self { id, name }
    }
}

/// An active account with an active role in the staff.
const EMPLOYED: &str = "a.status = 'ACTIVE' AND EXISTS (
    SELECT 1 FROM account_link l WHERE l.tenant_id = a.tenant_id AND l.account_id = a.id AND l.status = 'ACTIVE'
       AND l.role IN ('SUPPORT', 'BILLING', 'NOC', 'TENANT_ADMIN'))";

/// `(a.id IN ($n, …))`, numbered from `first`; false where there are none.
fn one_of(accounts: &[AccountId], first: usize) -> String {
    if accounts.is_empty() {
        return "1 = 0".to_owned();
    }
    let places: Vec<String> = (first..first + accounts.len()).map(|place| format!("${place}")).collect();
    format!("a.id IN ({})", places.join(", "))
}

/// Those of these accounts that are employees, of which there are some.
pub(in crate::identity) async fn among(
    db: &impl Reads,
    accounts: &[AccountId],
) -> Result<Vec<Employee>, DbError> {
    let sql = format!(
        "SELECT a.id, a.display_name AS name FROM portal_account a WHERE a.tenant_id = $1 AND {} AND {EMPLOYED}",
        one_of(accounts, 2)
    );
    let values: Vec<Value> = accounts.iter().map(|id| Value::from(*id)).collect();
    let rows: Vec<Row> = db.rows(&sql, values).await?;
    Ok(rows.into_iter().map(Employee::from).collect())
}

/// The employees and some accounts beside them, by name.
pub(in crate::identity) async fn all(
    db: &impl Reads,
    beside: &[AccountId],
    most: u64,
) -> Result<Vec<Employee>, DbError> {
    let sql = format!(
        "SELECT a.id, a.display_name AS name FROM portal_account a
          WHERE a.tenant_id = $1 AND (({EMPLOYED}) OR {})
          ORDER BY a.display_name, a.id LIMIT {most}",
        one_of(beside, 2)
    );
    let values: Vec<Value> = beside.iter().map(|id| Value::from(*id)).collect();
    let rows: Vec<Row> = db.rows(&sql, values).await?;
    Ok(rows.into_iter().map(Employee::from).collect())
}
