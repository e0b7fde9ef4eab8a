//! The two servers under test.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::Failed;
use crate::callers::Caller;
use crate::http;
use crate::services::{Postgres, Redis, Running, Scratch, free_port};

/// One of the three documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Query {
    Q1,
    Q2,
    Q3,
}

impl Query {
    pub(crate) const ALL: [Self; 3] = [Self::Q1, Self::Q2, Self::Q3];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Q1 => "Q1",
            Self::Q2 => "Q2",
            Self::Q3 => "Q3",
        }
    }

    /// The request's body.
    pub(crate) fn body(self) -> String {
        let document = match self {
            Self::Q1 => include_str!("../../../queries/q1.graphql"),
            Self::Q2 => include_str!("../../../queries/q2.graphql"),
            Self::Q3 => include_str!("../../../queries/q3.graphql"),
        };
        serde_json::json!({ "query": document }).to_string()
    }
}

/// Which server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Portico,
    Floor,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Portico => "Portico",
            Self::Floor => "floor",
        }
    }

    pub(crate) fn route(self, query: Query) -> &'static str {
        match (self, query) {
            (Self::Portico, _) => "/graphql",
            (Self::Floor, Query::Q1) => "/q1",
            (Self::Floor, Query::Q2) => "/q2",
            (Self::Floor, Query::Q3) => "/q3",
        }
    }
}

/// What servers are started from.
pub(crate) struct Stage {
    pub(crate) portico: PathBuf,
    pub(crate) floor: PathBuf,
    pub(crate) postgres: Postgres,
    pub(crate) redis: Redis,
    pub(crate) scratch: Scratch,
}

/// A server that answers.
pub(crate) struct Server {
    pub(crate) kind: Kind,
    pub(crate) port: u16,
    process: Running,
}

impl Server {
    pub(crate) fn pid(&self) -> u32 {
        self.process.pid()
    }

    /// Posts one document as `caller`.
    pub(crate) fn ask(&self, query: Query, caller: &Caller) -> Result<String, Failed> {
        let answer = self.post(&query.body(), query, &caller.host, &caller.cookie)?;
        if answer.status == 200 {
            Ok(answer.body)
        } else {
            Err(format!("{} answers {} with {}", self.kind.name(), answer.status, answer.body).into())
        }
    }

    /// Posts any body.
    pub(crate) fn post(
        &self,
        body: &str,
        query: Query,
        host: &str,
        cookie: &str,
    ) -> Result<http::Answer, Failed> {
        http::post(self.port, self.kind.route(query), host, cookie, body)
    }
}

impl Stage {
    /// The environment that every command of Portico gets.
    pub(crate) fn portico(&self) -> Command {
        let mut command = Command::new(&self.portico);
        command
            .env("PORTICO_DATABASE__URL", self.postgres.url())
            .env("PORTICO_SESSIONS__REDIS_URL", self.redis.url())
            .env("PORTICO_SECRETS__MASTER_KEY", "5f".repeat(32))
            .env("PORTICO_AUTH__COUNTER_KEY", "only for measuring: 32 characters or more")
            // All sign-ins come from one address here.
            .env("PORTICO_AUTH__PER_ADDRESS_PER_MINUTE", "100000");
        command
    }

    /// Starts a server and waits until it listens.
    pub(crate) fn start(&self, kind: Kind, development: bool) -> Result<Server, Failed> {
        self.serve(kind, &[("PORTICO_SERVER__DEVELOPMENT", if development { "true" } else { "false" })])
    }

    /// Starts Portico with further variables and waits until it listens.
    pub(crate) fn portico_with(&self, variables: &[(&str, &str)]) -> Result<Server, Failed> {
        self.serve(Kind::Portico, variables)
    }

    fn serve(&self, kind: Kind, variables: &[(&str, &str)]) -> Result<Server, Failed> {
        let port = free_port()?;
        let listen = format!("127.0.0.1:{port}");
        let mut command = match kind {
            Kind::Portico => {
                let mut portico = self.portico();
                portico.arg("serve").env("PORTICO_SERVER__LISTEN", listen);
                portico.env("PORTICO_SERVER__INTERNAL_LISTEN", format!("127.0.0.1:{}", free_port()?));
                portico.envs(variables.iter().copied());
                portico
            }
            Kind::Floor => {
                let mut floor = Command::new(&self.floor);
                floor.env("LISTEN", listen).env("DATABASE_URL", self.postgres.url());
                floor.env("REDIS_URL", self.redis.url());
                floor
            }
        };
        let log = self.scratch.path(&format!("{}.log", kind.name()));
        let server = Server { kind, port, process: Running::start(&mut command, &log)? };
        let patience = Instant::now() + Duration::from_secs(20);
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            if Instant::now() > patience {
                return Err(format!("{} does not listen; see its log:\n{}", kind.name(), tail(&log)).into());
            }
            sleep(Duration::from_millis(1));
        }
        Ok(server)
    }

    /// Milliseconds from the start of the process to its first answer to a signed-in caller: the median of five.
    pub(crate) fn first_answer(&self, kind: Kind, caller: &Caller) -> Result<f64, Failed> {
        let mut times = Vec::new();
        for _ in 0..5 {
            let started = Instant::now();
            let server = self.start(kind, false)?;
            server.ask(Query::Q3, caller)?;
            times.push(started.elapsed().as_secs_f64() * 1000.0);
        }
        Ok(crate::median(times))
    }
}

fn tail(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(5)..].join("\n")
}
