//! An authenticator app, and the ways to set one up.

use chrono::TimeDelta;
use portico::kernel::clock::Instant;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use super::app::TestApp;
use super::caller::Caller;
use super::factory::account::{Login, PASSWORD};
use super::reply::Reply;

pub(crate) const STEP_UP: &str = "mutation($input: StepUpInput!) {
    stepUp(input: $input) { session { id elevatedUntil } userErrors { code attemptsRemaining unlockAt } }
}";
pub(crate) const ENROL: &str = "mutation($input: EnrolTotpInput!) {
    enrolTotp(input: $input) { setup { secret uri qrSvg } userErrors { code } }
}";
pub(crate) const CONFIRM: &str = "mutation($input: ConfirmTotpInput!) {
    confirmTotp(input: $input) {
        result { __typename ... on SignedIn { account { portalId } session { id } } }
        recoveryCodes { codes }
        userErrors { code field }
    }
}";
pub(crate) const VERIFY: &str = "mutation($input: VerifySecondFactorInput!) {
    verifySecondFactor(input: $input) {
        result { __typename ... on SignedIn { account { portalId } session { id } } }
        userErrors { code attemptsRemaining unlockAt }
    }
}";

/// An authenticator app with one secret.
pub(crate) struct Authenticator(Secret);

impl Authenticator {
    /// An app that has been told a secret in base32.
    pub(crate) fn new(secret: &str) -> Self {
        Self(Secret::try_from_base32(secret).expect("base32"))
    }

    /// What it shows `steps` of 30 seconds after the server's time.
    pub(crate) fn code(&self, t: &TestApp, steps: i64) -> String {
        self.code_at(t.now() + TimeDelta::seconds(30 * steps))
    }

    /// What it shows at a time.
    pub(crate) fn code_at(&self, at: Instant) -> String {
        let at = u64::try_from(at.timestamp()).expect("after 1970");
        Builder::new().with_secret(&*self.0).build_noncompliant().generate(at).to_string()
    }
}

/// An account with an authenticator app, the session that set it up, and the recovery codes that were shown.
pub(crate) struct Enrolled {
    pub(crate) app: Authenticator,
    pub(crate) caller: Caller,
    pub(crate) recovery_codes: Vec<String>,
}

impl TestApp {
    /// Sets up an authenticator app for an account that has none, as its owner does. The code of the step before the
    /// server's time is used up by it.
    pub(crate) async fn enrolled(&self, login: &Login) -> Enrolled {
        let caller = self.sign_in_as(login).await;
        step_up(&caller).await;
        let reply = caller.gql(ENROL, json!({ "input": {} })).await;
        let secret = reply.ok()["enrolTotp"]["setup"]["secret"].as_str().expect("a secret").to_owned();
        let app = Authenticator::new(&secret);
        let reply = caller.gql(CONFIRM, json!({ "input": { "code": app.code(self, -1) } })).await;
        let recovery_codes = codes(&reply.ok()["confirmTotp"]);
        assert_eq!(recovery_codes.len(), 10, "{}", reply.text);
        Enrolled { app, caller, recovery_codes }
    }
}

/// The recovery codes of a payload.
pub(crate) fn codes(payload: &Value) -> Vec<String> {
    let codes = payload["recoveryCodes"]["codes"].as_array();
    codes.into_iter().flatten().map(|code| code.as_str().expect("text").to_owned()).collect()
}

/// Elevates the session of a caller by its password.
pub(crate) async fn step_up(caller: &Caller) {
    let reply = caller.gql(STEP_UP, json!({ "input": { "password": PASSWORD } })).await;
    assert!(reply.ok()["stepUp"]["session"]["elevatedUntil"].is_string(), "{}", reply.text);
}

/// Signs in by password; the challenge for the second factor.
pub(crate) async fn challenge(caller: &Caller, login: &Login) -> String {
    let reply = caller.sign_in(login.portal_id.as_str(), PASSWORD).await;
    let result = &reply.ok()["signIn"]["result"];
    result["challenge"].as_str().unwrap_or_else(|| panic!("no challenge: {}", reply.text)).to_owned()
}

/// Sends a code for a challenge.
pub(crate) async fn verify(caller: &Caller, challenge: &str, code: &str) -> Reply {
    caller.gql(VERIFY, json!({ "input": { "challenge": challenge, "code": code } })).await
}
