//! What sign-ins cost and tell: their times by what is wrong with them (threats.md row 12), and what becomes of everybody
//! else while two hundred sign in at once (threats.md row 13, mark 9 of performance.md).

mod storm;
mod timing;

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::callers::{self, Login, Size};
use crate::servers::{Server, Stage};
use crate::{Failed, http, say, usage};

/// What is measured.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// Sign-ins of each kind whose times are compared.
    pub(crate) samples: usize,
    /// Seconds of the storm.
    pub(crate) seconds: u32,
    /// Whether times that tell the kinds apart are a failure: not after a handful of samples.
    pub(crate) strict: bool,
}

/// How one sign-in ended.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    SignedIn,
    /// With this code.
    Refused(String),
}

/// Signs in by a connection of its own.
fn sign_in(server: &Server, host: &str, portal_id: &str, password: &str) -> Result<Verdict, Failed> {
    let answer = http::post(server.port, "/graphql", host, "none=0", &body(portal_id, password))?;
    let read: Value = serde_json::from_str(&answer.body)?;
    let payload = &read["data"]["signIn"];
    if payload["result"]["__typename"] == "SignedIn" {
        return Ok(Verdict::SignedIn);
    }
    let code = payload["userErrors"][0]["code"].as_str().or(read["errors"][0]["extensions"]["code"].as_str());
    let code = code.ok_or_else(|| format!("neither in nor refused: {}", answer.body))?;
    Ok(Verdict::Refused(code.to_owned()))
}

fn body(portal_id: &str, password: &str) -> String {
    let document = "mutation ($input: SignInInput!) { signIn(input: $input) \
        { result { __typename } userErrors { code message attemptsRemaining } } }";
    let input = json!({ "portalId": portal_id, "password": password });
    json!({ "query": document, "variables": { "input": input } }).to_string()
}

/// The people of the test: all of one tenant, but for those whom it does not know.
struct People {
    host: String,
    password: String,
    active: Vec<Login>,
    /// Real portal IDs of another tenant.
    unknown: Vec<String>,
    /// Waiting for their activation: no password yet.
    pending: Vec<String>,
    /// Suspended, with the password that all have.
    suspended: Vec<Login>,
}

/// Measures everything and writes the results.
pub(crate) fn measure(stage: &Stage, effort: Effort, results: &Path) -> Result<(), Failed> {
    let size = Size { tenants: 2, customers: 400, months: 1, signing_in: 250 };
    say("seeding");
    let seeded = callers::seed(stage, size)?;
    let people = people(stage, &seeded, size)?;
    let mut text = format!(
        "# Sign-ins\n\nWritten by `tests/load/run --sign-ins`; `README.md` says what is measured.\n\n\
         {} processors; load average before: {}.\n",
        std::thread::available_parallelism()?,
        usage::load_average()
    );
    let timing = timing::measure(stage, &people, effort.samples)?;
    write!(text, "\n{}", timing.text)?;
    // Written down before the storm: what it finds must not be lost with it.
    std::fs::write(results, &text)?;
    // Those who have been locked are to sign in now.
    stage.redis.forget()?;
    write!(text, "\n{}", storm::measure(stage, &people, effort.seconds)?)?;
    std::fs::write(results, &text)?;
    say(&format!("\n{text}"));
    if timing.apart.is_empty() || !effort.strict {
        Ok(())
    } else {
        Err(format!("refusals are told apart by their times: {}", timing.apart.join("; ")).into())
    }
}

fn people(stage: &Stage, seeded: &callers::Seeded, size: Size) -> Result<People, Failed> {
    let logins = callers::activate(stage, size)?;
    let host = logins.first().ok_or("nobody was activated")?.host.clone();
    let (mut active, others): (Vec<Login>, Vec<Login>) =
        logins.into_iter().partition(|login| login.host == host);
    if active.len() <= 200 {
        return Err(format!("only {} of the seeded customers can sign in", active.len()).into());
    }
    let suspended = active.split_off(200);
    for login in &suspended {
        let id = &login.portal_id;
        stage
            .postgres
            .query(&format!("UPDATE portal_account SET status = 'SUSPENDED' WHERE portal_id = '{id}'"))?;
    }
    let pending = stage.postgres.query(&format!(
        "SELECT a.portal_id FROM portal_account a JOIN tenant_host h ON h.tenant_id = a.tenant_id \
          WHERE h.host = '{host}' AND a.status = 'PENDING_ACTIVATION' ORDER BY a.id LIMIT 50"
    ))?;
    let unknown = others.into_iter().map(|login| login.portal_id).take(50).collect();
    let pending = pending.lines().map(str::to_owned).collect();
    Ok(People { host, password: seeded.password.clone(), active, unknown, pending, suspended })
}
