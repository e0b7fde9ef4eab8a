//! An answer, with the questions that tests ask of it.

use portico::graphql::audited::{Audited, audited};
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::Value;

/// An answer of the API.
#[derive(Debug)]
pub(crate) struct Reply {
    /// The HTTP status.
    pub(crate) status: StatusCode,
    /// The headers.
    pub(crate) headers: HeaderMap,
    /// The body as it was sent.
    pub(crate) text: String,
    /// The body as JSON; null where it is none.
    pub(crate) body: Value,
}

impl Reply {
    /// `data` of an answer without errors.
    #[track_caller]
    pub(crate) fn ok(&self) -> &Value {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        assert!(self.body.get("errors").is_none(), "{}", self.text);
        let data = self.body.get("data");
        data.unwrap_or_else(|| panic!("an answer without errors has data: {}", self.text))
    }

    /// The codes of the top-level errors.
    pub(crate) fn codes(&self) -> Vec<&str> {
        let errors = self.body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
        errors.iter().map(|error| error["extensions"]["code"].as_str().unwrap_or("(no code)")).collect()
    }

    /// Demands exactly one top-level error, with this code and the request's id.
    #[track_caller]
    pub(crate) fn assert_code(&self, code: &str) {
        assert_eq!(self.codes(), [code], "{}", self.text);
        let id = self.headers.get("x-request-id").and_then(|id| id.to_str().ok());
        assert_eq!(self.body["errors"][0]["extensions"]["requestId"].as_str(), id, "{}", self.text);
    }

    /// Demands a status as well.
    #[track_caller]
    pub(crate) fn assert_refused(&self, status: u16, code: &str) {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self.assert_code(code);
    }

    /// The codes of the `userErrors` of a mutation, by its name in the answer.
    #[track_caller]
    pub(crate) fn user_errors(&self, mutation: &str) -> Vec<&str> {
        let errors = self.ok()[mutation]["userErrors"].as_array();
        let errors = errors.unwrap_or_else(|| panic!("{mutation} has no userErrors: {}", self.text));
        errors.iter().map(|error| error["code"].as_str().expect("a code is text")).collect()
    }

    /// How many statements the database ran for it.
    #[track_caller]
    pub(crate) fn statements(&self) -> u64 {
        let count = self.body["extensions"]["trace"]["statements"].as_u64();
        count.unwrap_or_else(|| panic!("no trace: {}", self.text))
    }

    /// Demands an entry in the audit log of a mutation that has changed something: of every one that any test sends.
    #[track_caller]
    pub(crate) fn assert_audited(&self) {
        let Some(data) = self.body.get("data").and_then(Value::as_object) else { return };
        let Some(entries) = self.body["extensions"]["trace"]["audited"].as_u64() else { return };
        let changed = |(name, payload): &(&String, &Value)| {
            // A document that does not ask for the outcome cannot be judged by it.
            let done = payload["userErrors"].as_array().is_some_and(Vec::is_empty)
                || !payload["revokedCount"].is_null();
            let undecided = payload["result"]["__typename"].as_str().is_some_and(|name| name != "SignedIn");
            // A call that is repeated with its key changes nothing more.
            let replayed = payload.as_object().is_some_and(|fields| {
                fields.values().any(|value| value.get("replayed") == Some(&Value::Bool(true)))
            });
            let nothing = payload["dryRun"] == true
                || payload["changedCount"] == 0
                || replayed
                || payload["replayed"] == true;
            let exempt = matches!(audited(name), None | Some(Audited::Never { .. }));
            done && !undecided && !nothing && !exempt
        };
        let silent: Vec<&String> = data.iter().filter(changed).map(|(name, _)| name).collect();
        assert!(silent.is_empty() || entries > 0, "{silent:?} left nothing in the audit log: {}", self.text);
    }

    /// What the document was estimated to cost.
    #[track_caller]
    pub(crate) fn cost(&self) -> u64 {
        let cost = self.body["extensions"]["cost"]["estimated"].as_u64();
        cost.unwrap_or_else(|| panic!("no cost: {}", self.text))
    }
}
