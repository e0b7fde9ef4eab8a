//! What is wrong with an input, for the person who typed it (api.md §3: business outcomes are data).

/// One fault of an input: which field, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// The path of the input field, in the names of the API (`portalId`, `filter.status`).
    pub field: &'static str,
    /// What is wrong, for a person.
    pub message: String,
}

impl Invalid {
    /// A fault of `field`.
    pub fn new(field: &'static str, message: impl Into<String>) -> Self {
        Self { field, message: message.into() }
    }
}
