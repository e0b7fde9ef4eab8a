//! How many statements a request runs, and how many buffers they touch: counted by Portico itself and by PostgreSQL.

use serde::Deserialize;

use crate::Failed;
use crate::callers::Callers;
use crate::servers::{Query, Server, Stage};

/// What a request costs in the database.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count {
    /// By `extensions.trace`, which Portico has in development: the most of any caller.
    pub(crate) traced: Option<u32>,
    /// By `pg_stat_statements`: the mean of a series of requests.
    pub(crate) statements: f64,
    /// Buffers found or read: the mean of the series.
    pub(crate) buffers: f64,
}

#[derive(Deserialize)]
struct Body {
    extensions: Option<Extensions>,
}

#[derive(Deserialize)]
struct Extensions {
    trace: Option<Trace>,
}

#[derive(Deserialize)]
struct Trace {
    statements: u32,
}

const SERIES: usize = 200;

/// Asks a server that runs in development.
pub(crate) fn count(
    stage: &Stage,
    server: &Server,
    callers: &Callers,
    query: Query,
) -> Result<Count, Failed> {
    let callers = callers.of(query);
    // Tenants are looked up every ten seconds: not a part of any one request.
    for caller in callers {
        server.ask(query, caller)?;
    }
    stage.postgres.query("SELECT pg_stat_statements_reset()")?;
    let mut traced = None;
    for caller in callers.iter().cycle().take(SERIES) {
        let body: Body = serde_json::from_str(&server.ask(query, caller)?)?;
        let trace = body.extensions.and_then(|extensions| extensions.trace);
        traced = traced.max(trace.map(|trace| trace.statements));
    }
    let sums = stage.postgres.query(
        "SELECT sum(calls), sum(shared_blks_hit + shared_blks_read) FROM pg_stat_statements
          WHERE query NOT LIKE '%pg_stat_statements%' AND query NOT LIKE '%tenant_host%'
            AND query NOT LIKE '%FROM \"tenant\"%'",
    )?;
    let (calls, blocks) = sums.split_once('|').ok_or("no sums")?;
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let series = SERIES as f64;
    Ok(Count { traced, statements: calls.parse::<f64>()? / series, buffers: blocks.parse::<f64>()? / series })
}
