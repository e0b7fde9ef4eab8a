//! Why a document is refused.

/// A document that is not executed. The message names the kind of excess and neither the limit nor
/// anything from the document; figures are for logs and `extensions.cost`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Longer than [`ScanLimits::bytes`](super::ScanLimits::bytes).
    #[error("The document is too long.")]
    TooLong,
    /// More tokens than [`ScanLimits::tokens`](super::ScanLimits::tokens).
    #[error("The document has too many tokens.")]
    TooManyTokens,
    /// A name longer than [`ScanLimits::name`](super::ScanLimits::name).
    #[error("A name in the document is too long.")]
    NameTooLong,
    /// Brackets nest deeper than [`ScanLimits::brackets`](super::ScanLimits::brackets).
    #[error("The document nests brackets too deep.")]
    BracketsTooDeep,
    /// Selections and fragments nest deeper than [`Limits::nesting`](super::Limits::nesting).
    #[error("The document nests selections and fragments too deep.")]
    NestedTooDeep,
    /// A fragment spreads itself, directly or through others.
    #[error("A fragment of the document spreads itself.")]
    CircularFragments,
    /// Fields nest deeper than [`Limits::depth`](super::Limits::depth).
    #[error("The document selects fields too deep.")]
    FieldsTooDeep,
    /// Introspection goes round: three of `fields`, `interfaces`, `possibleTypes`, `inputFields` nested.
    #[error("The introspection nests lists of fields or types too deep.")]
    IntrospectionTooDeep,
    /// More directives than [`Limits::directives`](super::Limits::directives).
    #[error("The document has too many directives.")]
    TooManyDirectives,
    /// More aliases in a selection set than [`Limits::aliases`](super::Limits::aliases).
    #[error("A selection of the document has too many aliases.")]
    TooManyAliases,
    /// More repeated response keys in a selection set than [`Limits::aliases`](super::Limits::aliases).
    #[error("A selection of the document repeats fields too often.")]
    TooManyRepeats,
    /// More fields in a selection set than [`Limits::fields`](super::Limits::fields).
    #[error("A selection of the document has too many fields.")]
    TooManyFields,
    /// More expanded selections than [`Limits::selections`](super::Limits::selections).
    #[error("The document selects too much once its fragments are expanded.")]
    TooManySelections,
    /// Costs more than the caller's limit.
    #[error("The document could return too many objects; ask for smaller pages or for less.")]
    TooExpensive {
        /// The objects that could be returned.
        estimated: u64,
        /// The caller's limit.
        limit: u64,
    },
    /// Asks for `__schema` or `__type` where that is off.
    #[error("Introspection is disabled.")]
    IntrospectionDisabled,
    /// Two fields that end up under one response key of one object differ in name or arguments.
    #[error("Two fields of the document have one response key, but another name or other arguments.")]
    ConflictingFields,
    /// More credential mutations than
    /// [`Limits::credential_operations`](super::Limits::credential_operations).
    #[error("A request may hold one operation on credentials only.")]
    TooManyCredentialOperations,
}

impl Refusal {
    /// The `extensions.code` of the error (api.md §5).
    pub fn code(&self) -> &'static str {
        match self {
            Self::BracketsTooDeep
            | Self::NestedTooDeep
            | Self::CircularFragments
            | Self::FieldsTooDeep
            | Self::IntrospectionTooDeep => "QUERY_TOO_DEEP",
            Self::TooLong
            | Self::TooManyTokens
            | Self::NameTooLong
            | Self::TooManyDirectives
            | Self::TooManyAliases
            | Self::TooManyRepeats
            | Self::TooManyFields
            | Self::TooManySelections
            | Self::TooExpensive { .. } => "QUERY_TOO_COMPLEX",
            Self::IntrospectionDisabled => "INTROSPECTION_DISABLED",
            Self::ConflictingFields => "GRAPHQL_VALIDATION_FAILED",
            Self::TooManyCredentialOperations => "TOO_MANY_CREDENTIAL_OPERATIONS",
        }
    }
}
