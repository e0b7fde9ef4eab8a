//! The one way from text to a parsed document.

use async_graphql::parser::{Error, parse_query, types::ExecutableDocument};

use super::{Refusal, ScanLimits, scan};

/// Longest part of the parser's own words that is passed on, in bytes.
const MESSAGE: usize = 200;

/// A text that does not become a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Refused by the scan, before the parser.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Not a GraphQL document. The message names what was expected and repeats nothing of the document,
    /// whose lines may be as long as the document.
    #[error("{message}")]
    Malformed {
        /// What is wrong, at most 300 bytes.
        message: String,
        /// Line and column of the fault, both from 1, where there is one.
        position: Option<(usize, usize)>,
    },
}

/// Scans the text and then parses it.
pub fn read(document: &str, limits: &ScanLimits) -> Result<ExecutableDocument, ReadError> {
    scan::check(document, limits)?;
    parse_query(document).map_err(|error| match error {
        // The parser's own limit on nested selection sets, which the scan leaves to it when it is
        // configured to allow more.
        Error::RecursionLimitExceeded => ReadError::Refused(Refusal::BracketsTooDeep),
        error => ReadError::Malformed {
            message: describe(&error),
            position: error.positions().next().map(|at| (at.line, at.column)),
        },
    })
}

fn describe(error: &Error) -> String {
    let reason = match error {
        Error::Syntax { message, .. } => expectation(message),
        Error::MultipleOperations { .. } => "an anonymous operation must be the only one",
        Error::OperationDuplicated { .. } => "two operations have the same name",
        Error::FragmentDuplicated { .. } => "two fragments have the same name",
        Error::MissingOperation => "the document has no operation",
        _ => "the document cannot be read",
    };
    format!("Syntax error: {reason}.")
}

/// The parser draws the faulty line and ends with `= expected …`; only that list of grammar rules is ours
/// to repeat.
fn expectation(message: &str) -> &str {
    let reason = message.lines().last().and_then(|line| line.trim_start().strip_prefix("= "));
    let reason = reason.unwrap_or("the document cannot be read");
    reason.get(..MESSAGE).unwrap_or(reason)
}
