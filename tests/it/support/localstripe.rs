//! localstripe, a Stripe of the test's own: an independent reader of what we send and writer of what we read.
//!
//! It is a Python package, installed once into an environment of its own below the build directory, unless
//! `LOCALSTRIPE` names the program.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use serde_json::Value;

use super::guard::{Guarded, free_port, scratch};
use super::wait;

/// The version whose behaviour the tests know.
const PACKAGE: &str = "localstripe==1.15.10";

/// The key that calls are made with.
pub(crate) const KEY: &str = "sk_test_of_the_tests";

/// Where the program is; none where it cannot be had, which is said aloud.
static PROGRAM: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
    if let Ok(named) = std::env::var("LOCALSTRIPE") {
        return Some(named.into());
    }
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("localstripe");
    let program = home.join("bin/localstripe");
    if !program.exists() {
        let made = Command::new("python3").args(["-m", "venv"]).arg(&home).status();
        let made = made.is_ok_and(|status| status.success());
        let pip = || Command::new(home.join("bin/pip")).args(["install", "--quiet", PACKAGE]).status();
        if !made || !pip().is_ok_and(|status| status.success()) {
            return None;
        }
    }
    Some(program)
});

/// A running localstripe.
pub(crate) struct LocalStripe {
    _process: Guarded,
    url: String,
}

impl LocalStripe {
    /// Starts it, with nothing in it; none where the package cannot be had.
    pub(crate) async fn start() -> Option<Self> {
        let Some(program) = &*PROGRAM else {
            assert!(
                std::env::var_os("PORTICO_WITHOUT_LOCALSTRIPE").is_some(),
                "localstripe cannot be installed (python3-venv, network): set LOCALSTRIPE to the program, or \
                 PORTICO_WITHOUT_LOCALSTRIPE to leave these tests out"
            );
            // Past what the harness keeps to itself when a test passes.
            let _ = writeln!(std::io::stderr(), "skipped: localstripe is not installed");
            return None;
        };
        let (directory, port) = (scratch("localstripe"), free_port());
        let mut command = Command::new(program);
        // It keeps its objects in a file whose name it does not let us choose.
        command.args(["--port", &port.to_string(), "--from-scratch"]);
        let process = Guarded::start(&command, "KILL", &directory.join("log"));
        let stripe = Self { _process: process, url: format!("http://127.0.0.1:{port}") };
        wait::until("localstripe answers", async || stripe.try_get("/v1/customers").await.is_some()).await;
        Some(stripe)
    }

    /// Where it is.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    async fn try_get(&self, path: &str) -> Option<Value> {
        let request = super::http_client().get(format!("{}{path}", self.url)).bearer_auth(KEY);
        request.timeout(Duration::from_secs(10)).send().await.ok()?.json().await.ok()
    }

    /// An object or a list.
    pub(crate) async fn get(&self, path: &str) -> Value {
        self.try_get(path).await.expect("localstripe answers")
    }

    /// Sends a form, as the browser or the merchant's dashboard would.
    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Value {
        let request = super::http_client().post(format!("{}{path}", self.url)).bearer_auth(KEY).form(form);
        request.send().await.expect("localstripe answers").json().await.expect("JSON")
    }

    /// Stores a card, as the form in the browser does; its token.
    pub(crate) async fn card(&self, number: &str) -> String {
        let form = [
            ("type", "card"),
            ("card[number]", number),
            ("card[exp_month]", "12"),
            ("card[exp_year]", "2090"),
            ("card[cvc]", "123"),
        ];
        let method = self.post("/v1/payment_methods", &form).await;
        method["id"].as_str().unwrap_or_else(|| panic!("{method}")).to_owned()
    }

    /// Every intent that it has, by our own name of it.
    pub(crate) async fn intents(&self) -> Vec<Value> {
        let mut found: Vec<Value> = Vec::new();
        loop {
            let after = found.last().and_then(|intent| intent["id"].as_str());
            let after = after.map(|id| format!("&starting_after={id}")).unwrap_or_default();
            let page = self.get(&format!("/v1/payment_intents?limit=100{after}")).await;
            found.extend(page["data"].as_array().expect("a list").iter().cloned());
            if page["has_more"] != true {
                return found;
            }
        }
    }
}
