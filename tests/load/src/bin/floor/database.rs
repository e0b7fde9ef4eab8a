//! The statements, prepared once on each connection.

use std::cell::Cell;

use actix_web::rt;
use chrono::NaiveDate;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, NoTls, Row, Statement};
use uuid::Uuid;

use crate::session::Session;
use crate::tenants::Tenant;

/// Whatever went wrong.
pub(crate) type Failed = Box<dyn std::error::Error>;

/// As many as a worker of Portico has by default.
const CONNECTIONS: usize = 8;

struct Connection {
    client: Client,
    account: Statement,
    q1: Statement,
    q2: Statement,
    q3: Statement,
}

impl Connection {
    async fn open(url: &str) -> Result<Self, Failed> {
        let (client, driver) = tokio_postgres::connect(url, NoTls).await?;
        rt::spawn(driver);
        Ok(Self {
            account: client.prepare(include_str!("../../../sql/account.sql")).await?,
            q1: client.prepare(include_str!("../../../sql/q1.sql")).await?,
            q2: client.prepare(include_str!("../../../sql/q2.sql")).await?,
            q3: client.prepare(include_str!("../../../sql/q3.sql")).await?,
            client,
        })
    }
}

/// What is needed of an account, and what its first link gives it.
pub(crate) struct Account {
    pub(crate) locale: Option<String>,
    pub(crate) customer: Option<Uuid>,
    pub(crate) reseller: Option<Uuid>,
}

/// A worker's connections, taken in turn.
pub(crate) struct Database {
    connections: Vec<Connection>,
    next: Cell<usize>,
}

impl Database {
    pub(crate) async fn open(url: &str) -> Result<Self, Failed> {
        let mut connections = Vec::with_capacity(CONNECTIONS);
        for _ in 0..CONNECTIONS {
            connections.push(Connection::open(url).await?);
        }
        Ok(Self { connections, next: Cell::new(0) })
    }

    fn connection(&self) -> &Connection {
        let turn = self.next.get();
        self.next.set((turn + 1) % self.connections.len());
        &self.connections[turn]
    }

    /// Host, id, locale and zone of each tenant.
    pub(crate) async fn tenants(&self) -> Result<Vec<(String, Uuid, String, String)>, Failed> {
        let sql = "SELECT h.host, t.id, t.locale, t.timezone FROM tenant t JOIN tenant_host h ON h.tenant_id = t.id";
        let rows = self.connection().client.query(sql, &[]).await?;
        Ok(rows.iter().map(|row| (row.get(0), row.get(1), row.get(2), row.get(3))).collect())
    }

    /// The active account of a session that is not older than the account's epoch.
    pub(crate) async fn account(&self, session: &Session) -> Result<Option<Account>, Failed> {
        let Connection { client, account, .. } = self.connection();
        let rows = client.query(account, &[&session.tenant, &session.account, &session.epoch]).await?;
        let account = |row: &Row| Account { locale: row.get(0), customer: row.get(1), reseller: row.get(2) };
        Ok(rows.first().map(account))
    }

    pub(crate) async fn dashboard(
        &self,
        tenant: &Tenant,
        customer: Uuid,
        locale: &str,
    ) -> Result<Option<String>, Failed> {
        let Connection { client, q1, .. } = self.connection();
        let german = locale.starts_with("de");
        json(client, q1, &[&tenant.id, &customer, &tenant.today(), &german]).await
    }

    pub(crate) async fn reseller_list(
        &self,
        tenant: &Tenant,
        reseller: Uuid,
    ) -> Result<Option<String>, Failed> {
        let Connection { client, q2, .. } = self.connection();
        let today: NaiveDate = tenant.today();
        json(client, q2, &[&tenant.id, &reseller, &today]).await
    }

    pub(crate) async fn me(&self, session: &Session) -> Result<Option<String>, Failed> {
        let Connection { client, q3, .. } = self.connection();
        json(client, q3, &[&session.tenant, &session.account, &session.epoch]).await
    }
}

async fn json(
    client: &Client,
    statement: &Statement,
    values: &[&(dyn ToSql + Sync)],
) -> Result<Option<String>, Failed> {
    Ok(client.query_opt(statement, values).await?.map(|row| row.get(0)))
}
