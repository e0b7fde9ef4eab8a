//! One measurement: wrk against one server with one document, and what the processes used meanwhile.

use std::process::Command;

use serde::Deserialize;

use crate::Failed;
use crate::callers::{self, Callers};
use crate::servers::{Query, Server, Stage};
use crate::services::output;
use crate::usage;

/// CPU milliseconds a request, and how long requests took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    pub(crate) server: f64,
    pub(crate) postgres: f64,
    pub(crate) redis: f64,
    /// Requests a second.
    pub(crate) rate: f64,
    /// Milliseconds.
    pub(crate) p50: f64,
    /// Milliseconds.
    pub(crate) p99: f64,
    /// MB of the server, at the end.
    pub(crate) memory: f64,
}

impl Sample {
    pub(crate) fn total(&self) -> f64 {
        self.server + self.postgres + self.redis
    }
}

/// What `wrk.lua` prints.
#[derive(Deserialize)]
struct Done {
    requests: u64,
    bytes: u64,
    microseconds: u64,
    failed: u64,
    p50: f64,
    p99: f64,
}

/// How to measure.
pub(crate) struct Plan<'a> {
    pub(crate) stage: &'a Stage,
    pub(crate) callers: &'a Callers,
    /// Mean bytes of an answer's data: fewer on the wire mean that something was refused.
    pub(crate) bytes: [f64; 3],
    pub(crate) script: &'a str,
    pub(crate) seconds: u32,
}

impl Plan<'_> {
    /// Warms up, then measures.
    pub(crate) fn run(&self, server: &Server, query: Query, connections: u32) -> Result<Sample, Failed> {
        self.wrk(server, query, connections, (self.seconds / 5).max(1))?;
        let used = || -> Result<[f64; 3], Failed> {
            let (postgres, redis) = (self.stage.postgres.pid(), self.stage.redis.pid());
            Ok([usage::cpu_of_tree(server.pid())?, usage::cpu_of_tree(postgres)?, usage::cpu_of_tree(redis)?])
        };
        let before = used()?;
        let done = self.wrk(server, query, connections, self.seconds)?;
        let after = used()?;
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let (requests, bytes, seconds) =
            (done.requests as f64, done.bytes as f64, done.microseconds as f64 / 1e6);
        if done.failed > 0 || done.requests == 0 {
            return Err(format!("{} requests of {} failed", done.failed, done.requests).into());
        }
        let expected = self.bytes[query as usize];
        if bytes / requests < expected * 0.98 {
            return Err(format!("{} answers are too short: some were refused", query.name()).into());
        }
        let [server_ms, postgres, redis] = [0, 1, 2].map(|at| (after[at] - before[at]) / requests);
        Ok(Sample {
            server: server_ms,
            postgres,
            redis,
            rate: requests / seconds,
            p50: done.p50,
            p99: done.p99,
            memory: usage::memory(server.pid())?,
        })
    }

    fn wrk(&self, server: &Server, query: Query, connections: u32, seconds: u32) -> Result<Done, Failed> {
        let (list, body) = callers::write(self.stage, query, self.callers.of(query))?;
        let mut wrk = Command::new("wrk");
        wrk.args(["-t1", &format!("-c{connections}"), &format!("-d{seconds}s"), "-s", self.script]);
        wrk.arg(format!("http://127.0.0.1:{}", server.port));
        wrk.env("LOAD_CALLERS", list).env("LOAD_BODY", body).env("LOAD_ROUTE", server.kind.route(query));
        let text = output(&mut wrk)?;
        let line = text.lines().last().filter(|line| line.starts_with('{'));
        Ok(serde_json::from_str(line.ok_or_else(|| format!("wrk: {text}"))?)?)
    }
}
