//! The response object as text, no longer than an answer may be.

use std::io::{self, Write};

use async_graphql::parser::types::OperationType;
use async_graphql::{ServerError, Value};
use serde::Serialize;

use super::{Body, Cost, Extensions, complete};
use crate::graphql::document_guard::Inspection;
use crate::graphql::error::ErrorCode;

/// The body as JSON; `None` where it would have more than `max` bytes. No more than those are held.
pub(super) fn text(body: &impl Serialize, max: usize) -> Option<String> {
    let mut text = Bounded { bytes: Vec::with_capacity(128), max };
    // Keys are strings, so that nothing but the bound can fail.
    serde_json::to_writer(&mut text, body).ok()?;
    Some(String::from_utf8(text.bytes).expect("JSON is written as UTF-8"))
}

/// What is answered instead. `data` is null: something was executed, and for a mutation the message says so.
pub(super) fn too_long(inspection: Inspection, request_id: &str) -> String {
    let message = match inspection.operation {
        Some(OperationType::Mutation) => {
            "The mutation was carried out, but its answer is too long to be sent. Do not send it again; ask for the result \
             in smaller parts."
        }
        _ => "The answer is too long to be sent; ask for smaller pages or for less.",
    };
    let mut error = ServerError::new(message, None);
    complete(&mut error, ErrorCode::QueryTooComplex, request_id);
    let extensions = Extensions { cost: Some(Cost::of(inspection)), trace: None };
    let body = Body { data: Some(&Value::Null), errors: &[error], extensions };
    serde_json::to_string(&body).expect("plain values")
}

struct Bounded {
    bytes: Vec<u8>,
    max: usize,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > self.max.saturating_sub(self.bytes.len()) {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_has_as_many_bytes_as_it_may() {
        let body = ["ä".repeat(10)];
        let whole = text(&body, 24).expect("it fits");
        assert_eq!(whole, serde_json::to_string(&body).expect("plain"));
        assert_eq!(text(&body, 23), None);
    }

    #[test]
    fn a_mutation_is_told_that_it_has_happened() {
        let inspection = |operation| Inspection {
            estimated_cost: 7,
            limit: 500,
            operation: Some(operation),
            introspection_only: false,
            credential_operations: 0,
            root_fields: 1,
            depth: 1,
        };
        for (operation, told) in [(OperationType::Mutation, true), (OperationType::Query, false)] {
            let body: serde_json::Value =
                serde_json::from_str(&too_long(inspection(operation), "r-1")).expect("JSON");
            assert_eq!(body.get("data"), Some(&serde_json::Value::Null));
            let error = &body["errors"][0];
            assert_eq!(error["extensions"]["code"], "QUERY_TOO_COMPLEX");
            assert_eq!(error["extensions"]["requestId"], "r-1");
            assert_eq!(error["message"].as_str().expect("text").contains("was carried out"), told);
        }
    }
}
