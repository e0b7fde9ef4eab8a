//! Who calls: customers and resellers of all tenants, each signed in through Portico.

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::Failed;
use crate::servers::{Query, Server, Stage};
use crate::services::output;

/// A signed-in caller.
pub(crate) struct Caller {
    pub(crate) host: String,
    /// `name=value`.
    pub(crate) cookie: String,
}

/// The callers of each document.
pub(crate) struct Callers {
    pub(crate) customers: Vec<Caller>,
    pub(crate) resellers: Vec<Caller>,
}

impl Callers {
    pub(crate) fn of(&self, query: Query) -> &[Caller] {
        match query {
            Query::Q1 | Query::Q3 => &self.customers,
            Query::Q2 => &self.resellers,
        }
    }
}

/// What `portico seed` prints.
#[derive(Deserialize)]
pub(crate) struct Seeded {
    pub(crate) password: String,
    tenants: Vec<SeededTenant>,
    /// Rows of each table.
    pub(crate) rows: std::collections::BTreeMap<String, u64>,
}

#[derive(Deserialize)]
struct SeededTenant {
    host: String,
    logins: Vec<SeededLogin>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SeededLogin {
    role: String,
    portal_id: String,
}

/// Somebody who can sign in.
pub(crate) struct Login {
    pub(crate) host: String,
    pub(crate) portal_id: String,
}

/// How much there is.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) tenants: u32,
    pub(crate) customers: u32,
    pub(crate) months: u32,
    /// Customers of each tenant that sign in.
    pub(crate) signing_in: u32,
}

/// Fills the database.
pub(crate) fn seed(stage: &Stage, size: Size) -> Result<Seeded, Failed> {
    output(stage.portico().args(["migrate", "up"]))?;
    let mut seed = stage.portico();
    seed.args(["seed", "--tenants", &size.tenants.to_string(), "--customers", &size.customers.to_string()]);
    Ok(serde_json::from_str(&output(seed.args(["--months", &size.months.to_string()]))?)?)
}

/// Seeded customers but one of each tenant wait for their activation. Gives some with a full year the password that
/// all sign-ins of a load test have.
pub(crate) fn activate(stage: &Stage, size: Size) -> Result<Vec<Login>, Failed> {
    let sql = format!(
        "WITH chosen AS (
           SELECT a.id, a.tenant_id, a.portal_id,
                  row_number() OVER (PARTITION BY a.tenant_id ORDER BY a.id) AS place
             FROM portal_account a
             JOIN account_link l ON l.tenant_id = a.tenant_id AND l.account_id = a.id AND l.role = 'OWNER'
            WHERE a.status = 'PENDING_ACTIVATION'
              AND (SELECT count(*) FROM invoice i
                    WHERE i.tenant_id = a.tenant_id AND i.customer_id = l.customer_id AND i.status <> 'DRAFT') >= {}
         )
         UPDATE portal_account a
            SET status = 'ACTIVE',
                password_hash = (SELECT min(o.password_hash) FROM portal_account o WHERE o.tenant_id = a.tenant_id)
           FROM chosen c, tenant_host h
          WHERE c.id = a.id AND c.place <= {} AND h.tenant_id = a.tenant_id
         RETURNING h.host, a.portal_id",
        size.months, size.signing_in
    );
    let rows = stage.postgres.query(&sql)?;
    let login = |row: &str| {
        let (host, portal_id) = row.split_once('|')?;
        Some(Login { host: host.to_owned(), portal_id: portal_id.to_owned() })
    };
    Ok(rows.lines().filter_map(login).collect())
}

/// Signs everybody in.
pub(crate) fn sign_in(
    stage: &Stage,
    seeded: &Seeded,
    size: Size,
    server: &Server,
) -> Result<Callers, Failed> {
    let enter = |host: &str, portal_id: &str| enter(server, host, portal_id, &seeded.password);
    let mut callers = Callers { customers: Vec::new(), resellers: Vec::new() };
    for Login { host, portal_id } in activate(stage, size)? {
        callers.customers.push(enter(&host, &portal_id)?);
    }
    for tenant in &seeded.tenants {
        for login in tenant.logins.iter().filter(|login| login.role == "reseller") {
            callers.resellers.push(enter(&tenant.host, &login.portal_id)?);
        }
    }
    spread(&mut callers.customers);
    Ok(callers)
}

/// Neighbours in time are to be of different tenants. 7,919 is prime, so that its multiples visit everybody.
fn spread(callers: &mut Vec<Caller>) {
    let count = callers.len();
    let mut taken: Vec<Option<Caller>> = callers.drain(..).map(Some).collect();
    callers.extend((0..count).filter_map(|turn| taken[turn * 7_919 % count].take()));
}

/// Signs somebody in.
pub(crate) fn enter(server: &Server, host: &str, portal_id: &str, password: &str) -> Result<Caller, Failed> {
    let document = "mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { message } } }";
    let input = json!({ "portalId": portal_id, "password": password });
    let body = json!({ "query": document, "variables": { "input": input } }).to_string();
    let answer = server.post(&body, Query::Q3, host, "none=0")?;
    let read: Value = serde_json::from_str(&answer.body)?;
    match answer.cookie {
        Some(cookie) if read["errors"].is_null() => Ok(Caller { host: host.to_owned(), cookie }),
        _ => Err(format!("{portal_id} of {host} is not let in: {}", answer.body).into()),
    }
}

/// Writes what `wrk.lua` reads: the callers and the body of a document.
pub(crate) fn write(stage: &Stage, query: Query, callers: &[Caller]) -> Result<(PathBuf, PathBuf), Failed> {
    let (list, body) = (stage.scratch.path(query.name()), stage.scratch.path("body"));
    let body = body.with_extension(query.name());
    let mut file = File::create(&list)?;
    for caller in callers {
        writeln!(file, "{} {}", caller.host, caller.cookie)?;
    }
    std::fs::write(&body, query.body())?;
    Ok((list, body))
}
